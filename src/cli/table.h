#pragma once

#include <string>
#include <vector>

namespace qd::cli {

/// Aligned text for people: a head and rows, as wide as their widest cell (in graphemes).
class Table {
public:
    explicit Table(std::vector<std::string> head)
        : m_head{std::move(head)}
    {}
    void add(std::vector<std::string> row) { m_rows.push_back(std::move(row)); }
    bool empty() const { return m_rows.empty(); }
    /// @param whenEmpty  said instead of a head without rows
    std::string text(const std::string& whenEmpty = "Nothing here.") const;

private:
    std::vector<std::string> m_head;
    std::vector<std::vector<std::string>> m_rows;
};

} // namespace qd::cli
