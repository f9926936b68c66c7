#include "storage/query_parse.h"

#include "quarterdeck/base/text.h"
#include "storage/query_values.h"

#include <algorithm>
#include <array>
#include <optional>

namespace qd {
namespace {

constexpr std::size_t kLongest = 4096;
constexpr int kDeepest = 40;
constexpr int kMostLeaves = 200;

struct FieldName {
    std::string_view name;
    QueryField field;
};
constexpr std::array<FieldName, 12> kFields{{{"author", QueryField::Author},
                                             {"platform", QueryField::Platform},
                                             {"lang", QueryField::Lang},
                                             {"goal", QueryField::Goal},
                                             {"queue", QueryField::Queue},
                                             {"is", QueryField::Is},
                                             {"assignee", QueryField::Assignee},
                                             {"label", QueryField::Label},
                                             {"kind", QueryField::Kind},
                                             {"before", QueryField::Before},
                                             {"after", QueryField::After},
                                             {"min-followers", QueryField::MinFollowers}}};

std::optional<QueryField> fieldNamed(std::string_view name)
{
    const auto lower = toLowerAscii(name);
    for (const auto& field : kFields)
        if (field.name == lower) return field.field;
    return std::nullopt;
}

bool isBlank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v'; }
bool looksLikeField(std::string_view name)
{
    return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-'; });
}

class Parser {
public:
    Parser(std::string_view text, bool typing) : m_text{text}, m_typing{typing} {}

    Result<std::unique_ptr<QueryNode>> read()
    {
        auto tree = readOr(0);
        if (!tree) return fail(tree.error());
        skipBlanks();
        if (m_at < m_text.size()) return wrong("nothing more, or an opening parenthesis before");
        return std::move(*tree);
    }

private:
    using Node = std::unique_ptr<QueryNode>; ///< nullptr: nothing there

    tl::unexpected<Error> wrong(const std::string& expected, std::optional<std::size_t> at = {}) const
    {
        const auto position = countCodePoints(m_text.substr(0, at.value_or(m_at))) + 1;
        return fail(Errc::Invalid, "query, at " + std::to_string(position) + ": expected " + expected);
    }

    void skipBlanks()
    {
        while (m_at < m_text.size() && isBlank(m_text[m_at])) ++m_at;
    }
    bool atEnd() const { return m_at >= m_text.size(); }

    /// Takes AND, OR or NOT where it stands as a word of its own.
    bool takeOperator(std::string_view name)
    {
        skipBlanks();
        if (m_text.substr(m_at, name.size()) != name) return false;
        const auto end = m_at + name.size();
        if (end < m_text.size() && !isBlank(m_text[end]) && m_text[end] != '(' && m_text[end] != ')' && m_text[end] != '"') return false;
        m_at = end;
        return true;
    }

    static Node joined(QueryNode::Kind kind, std::vector<QueryNode> parts)
    {
        if (parts.empty()) return nullptr;
        if (parts.size() == 1) return std::make_unique<QueryNode>(std::move(parts.front()));
        auto node = std::make_unique<QueryNode>();
        node->kind = kind;
        node->at = parts.front().at;
        node->children = std::move(parts);
        return node;
    }

    /// What follows an operator must be there, unless it is just being typed.
    Result<void> operand(const Node& node, const char* name)
    {
        skipBlanks();
        if (node == nullptr && !(m_typing && atEnd())) return wrong(std::string{"a word after "} + name);
        return {};
    }

    Result<Node> readOr(int depth)
    {
        if (depth > kDeepest) return wrong("fewer parentheses within each other");
        std::vector<QueryNode> parts;
        auto first = readAnd(depth);
        if (!first) return first;
        if (*first) parts.push_back(std::move(**first));
        for (;;) {
            const auto before = m_at;
            if (!takeOperator("OR")) break;
            if (parts.empty()) return wrong("a word before OR", before);
            auto next = readAnd(depth);
            if (!next) return next;
            if (auto there = operand(*next, "OR"); !there) return fail(there.error());
            if (*next) parts.push_back(std::move(**next));
        }
        return joined(QueryNode::Kind::Or, std::move(parts));
    }

    Result<Node> readAnd(int depth)
    {
        std::vector<QueryNode> parts;
        bool asked = false;
        for (;;) {
            auto next = readUnary(depth);
            if (!next) return next;
            if (asked)
                if (auto there = operand(*next, "AND"); !there) return fail(there.error());
            if (*next == nullptr) break;
            parts.push_back(std::move(**next));
            const auto before = m_at;
            asked = takeOperator("AND");
            if (!asked) m_at = before;
        }
        const auto before = m_at;
        if (parts.empty() && takeOperator("AND")) return wrong("a word before AND", before);
        m_at = before;
        return joined(QueryNode::Kind::And, std::move(parts));
    }

    Result<Node> readUnary(int depth)
    {
        skipBlanks();
        const auto start = m_at;
        if (!takeOperator("NOT")) return readPrimary(depth);
        if (depth > kDeepest) return wrong("fewer NOT after each other");
        auto operandNode = readUnary(depth + 1);
        if (!operandNode) return operandNode;
        if (auto there = operand(*operandNode, "NOT"); !there) return fail(there.error());
        if (*operandNode == nullptr) return Node{};
        auto node = std::make_unique<QueryNode>();
        node->kind = QueryNode::Kind::Not;
        node->at = countCodePoints(m_text.substr(0, start));
        node->children.push_back(std::move(**operandNode));
        return node;
    }

    Result<Node> readPrimary(int depth)
    {
        skipBlanks();
        if (atEnd() || m_text[m_at] == ')') return Node{};
        if (isOperatorAhead()) return Node{};
        if (m_text[m_at] == '(') return readGroup(depth);
        if (++m_leaves > kMostLeaves) return wrong("fewer words");
        if (m_text[m_at] == '"') return readPhrase();
        return readWord();
    }

    bool isOperatorAhead()
    {
        const auto before = m_at;
        const bool ahead = takeOperator("AND") || takeOperator("OR");
        m_at = before;
        return ahead;
    }

    Result<Node> readGroup(int depth)
    {
        const auto open = m_at++;
        auto inner = readOr(depth + 1);
        if (!inner) return inner;
        skipBlanks();
        if (atEnd()) {
            if (m_typing) return inner;
            return wrong("a closing parenthesis for this one", open);
        }
        ++m_at; // readOr() stops at ')' only
        if (*inner == nullptr) {
            if (m_typing && atEnd()) return Node{};
            return wrong("a word between the parentheses", open);
        }
        return inner;
    }

    /// The text between quotes; m_at stands on the opening one.
    Result<std::string> readQuoted()
    {
        const auto open = m_at;
        const auto close = m_text.find('"', open + 1);
        if (close == std::string_view::npos) {
            if (!m_typing) return wrong("a closing quotation mark for this one", open);
            m_at = m_text.size();
            m_openQuote = true;
            return std::string{m_text.substr(open + 1)};
        }
        m_at = close + 1;
        return std::string{m_text.substr(open + 1, close - open - 1)};
    }

    bool takeStar()
    {
        if (atEnd() || m_text[m_at] != '*') return false;
        ++m_at;
        return true;
    }

    Result<Node> readPhrase()
    {
        auto node = std::make_unique<QueryNode>();
        node->at = countCodePoints(m_text.substr(0, m_at));
        auto text = readQuoted();
        if (!text) return fail(text.error());
        node->text = std::move(*text);
        node->phrase = true;
        node->prefix = takeStar() || m_openQuote;
        return node;
    }

    std::string_view takeBare()
    {
        const auto start = m_at;
        while (!atEnd() && !isBlank(m_text[m_at]) && m_text[m_at] != '(' && m_text[m_at] != ')' && m_text[m_at] != '"') ++m_at;
        return m_text.substr(start, m_at - start);
    }

    Result<Node> readWord()
    {
        const auto start = m_at;
        const auto bare = takeBare();
        const auto colon = bare.find(':');
        if (colon != std::string_view::npos && looksLikeField(bare.substr(0, colon))) {
            const auto name = bare.substr(0, colon);
            const auto rest = bare.substr(colon + 1);
            const bool quoted = rest.empty() && !atEnd() && m_text[m_at] == '"';
            if (const auto field = fieldNamed(name)) return readField(*field, std::string{name}, start, rest, quoted);
            const bool link = rest.substr(0, 2) == "//";
            if (!link && (!rest.empty() || quoted) && !m_typing) return wrong("a field that exists instead of \"" + std::string{name} + ":\"", start);
        }
        auto node = std::make_unique<QueryNode>();
        node->at = countCodePoints(m_text.substr(0, start));
        auto word = bare;
        while (!word.empty() && word.back() == '*') {
            word.remove_suffix(1);
            node->prefix = true;
        }
        node->text = std::string{word};
        if (m_typing && atEnd()) node->prefix = true;
        return node;
    }

    Result<Node> readField(QueryField field, std::string name, std::size_t start, std::string_view rest, bool quoted)
    {
        auto node = std::make_unique<QueryNode>();
        node->kind = QueryNode::Kind::Field;
        node->field = field;
        node->at = countCodePoints(m_text.substr(0, start));
        if (quoted) {
            auto text = readQuoted();
            if (!text) return fail(text.error());
            node->text = std::move(*text);
            node->phrase = true;
            node->prefix = takeStar();
        } else {
            node->text = std::string{rest};
            if (field == QueryField::Author && !node->text.empty() && node->text.back() == '*') {
                node->text.pop_back();
                node->prefix = true;
            }
        }
        const bool unfinished = m_typing && atEnd();
        if (unfinished && field == QueryField::Author) node->prefix = true;
        if (trim(node->text).empty()) {
            if (unfinished) return Node{};
            return wrong("a value after \"" + name + ":\"", start);
        }
        if (const auto expected = whatFieldExpects(*node)) {
            if (unfinished) return Node{};
            return wrong(*expected, start + name.size() + 1);
        }
        return node;
    }

    std::string_view m_text;
    std::size_t m_at{0};
    int m_leaves{0};
    bool m_typing;
    bool m_openQuote{false}; ///< the end was reached within quotes
};

} // namespace

Result<std::unique_ptr<QueryNode>> parseQuery(std::string_view query, bool typing)
{
    if (query.size() > kLongest) return fail(Errc::Invalid, "query, at 1: expected at most " + std::to_string(kLongest) + " bytes");
    const auto valid = toValidUtf8(query);
    return Parser{valid, typing}.read();
}

} // namespace qd
