#pragma once

#include "quarterdeck/base/id.h"
#include "quarterdeck/base/time.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace qd {

/// A PostgreSQL array as text, to be bound and cast: one column of many rows.
class ArrayText {
public:
    void add(std::int64_t value) { next() += std::to_string(value); }
    void add(int value) { add(static_cast<std::int64_t>(value)); }
    void add(bool value) { add(static_cast<std::int64_t>(value)); }
    void add(UtcMillis value) { add(toInt(value)); }
    template <class Tag>
    void add(Id<Tag> value) { add(value.value); }
    template <class T>
    void add(const std::optional<T>& value)
    {
        if (value) add(*value);
        else next() += "NULL";
    }
    void add(std::string_view text);
    void add(const std::string& text) { add(std::string_view{text}); }

    const std::string& text() { return m_closed ? m_text : (m_closed = true, m_text += '}'); }

private:
    std::string& next()
    {
        if (m_text.size() > 1) m_text += ',';
        return m_text;
    }
    std::string m_text{"{"};
    bool m_closed{false};
};

/// Several columns that grow row by row.
class ArrayColumns {
public:
    explicit ArrayColumns(std::size_t columns) : m_columns(columns) {}
    template <class... Values>
    void add(const Values&... values)
    {
        std::size_t column = 0;
        (m_columns[column++].add(values), ...);
        ++m_rows;
    }
    std::size_t rows() const { return m_rows; }
    ArrayText& operator[](std::size_t column) { return m_columns[column]; }
    std::size_t size() const { return m_columns.size(); }

private:
    std::vector<ArrayText> m_columns;
    std::size_t m_rows{0};
};

} // namespace qd
