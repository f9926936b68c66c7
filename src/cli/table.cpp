#include "cli/table.h"

#include "quarterdeck/base/text.h"

#include <algorithm>

namespace qd::cli {
namespace {

void addRow(std::string& out, const std::vector<std::string>& row, const std::vector<std::size_t>& widths)
{
    for (std::size_t i = 0; i < row.size(); ++i) {
        out += row[i];
        if (i + 1 == row.size()) break;
        out.append(widths[i] - countGraphemes(row[i]) + 2, ' ');
    }
    while (out.ends_with(' ')) out.pop_back();
    out += '\n';
}

} // namespace

std::string Table::text(const std::string& whenEmpty) const
{
    if (m_rows.empty()) return whenEmpty + "\n";
    std::vector<std::size_t> widths;
    for (const std::string& cell : m_head) widths.push_back(countGraphemes(cell));
    for (const auto& row : m_rows)
        for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], countGraphemes(row[i]));
    std::string out;
    addRow(out, m_head, widths);
    for (const auto& row : m_rows) addRow(out, row, widths);
    return out;
}

} // namespace qd::cli
