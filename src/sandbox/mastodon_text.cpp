#include "sandbox/mastodon_text.h"

#include "sandbox/graphemes.h"

namespace qd::sandbox::mastodon {
namespace {

constexpr std::size_t kUrlCost = 23;

bool isWord(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80 || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
}

bool isHandle(char c) { return (isWord(c) && static_cast<unsigned char>(c) < 0x80) || c == '-' || c == '.'; }

std::size_t runOf(std::string_view text, std::size_t from, bool (*test)(char))
{
    std::size_t end = from;
    while (end < text.size() && test(text[end])) ++end;
    return end;
}

/// Sentence marks at the end of a handle or an address belong to the sentence.
std::size_t withoutTail(std::string_view text, std::size_t from, std::size_t end, std::string_view tail)
{
    while (end > from && tail.find(text[end - 1]) != std::string_view::npos) --end;
    return end;
}

std::size_t mentionEnd(std::string_view text, std::size_t at)
{
    std::size_t end = withoutTail(text, at + 1, runOf(text, at + 1, isHandle), ".-");
    if (end == at + 1) return at;
    if (end < text.size() && text[end] == '@') {
        const std::size_t host = withoutTail(text, end + 1, runOf(text, end + 1, isHandle), ".-");
        if (host > end + 1) end = host;
    }
    return end;
}

std::size_t urlEnd(std::string_view text, std::size_t at)
{
    const std::string_view rest = text.substr(at);
    const std::size_t scheme = rest.starts_with("https://") ? 8 : rest.starts_with("http://") ? 7 : 0;
    if (scheme == 0) return at;
    std::size_t end = text.find_first_of(" \n\r\t<>\"", at);
    end = withoutTail(text, at + scheme, end == std::string_view::npos ? text.size() : end, ".,;:!?)'");
    return end > at + scheme ? end : at;
}

} // namespace

std::vector<Token> tokenise(std::string_view text)
{
    std::vector<Token> out;
    const auto put = [&out](Token::Kind kind, std::string_view piece) {
        if (kind == Token::Kind::Text && !out.empty() && out.back().kind == kind) out.back().text += piece;
        else out.push_back({kind, std::string(piece)});
    };
    for (std::size_t at = 0; at < text.size();) {
        const bool boundary = at == 0 || !isWord(text[at - 1]);
        std::size_t end = at;
        auto kind = Token::Kind::Text;
        if (boundary && text[at] == '@') {
            kind = Token::Kind::Mention;
            end = mentionEnd(text, at);
        } else if (boundary && text[at] == '#') {
            kind = Token::Kind::Hashtag;
            end = runOf(text, at + 1, isWord);
            bool letter = false;
            for (std::size_t i = at + 1; i < end; ++i) letter = letter || text[i] < '0' || text[i] > '9';
            if (!letter) end = at;
        } else if (boundary && text[at] == 'h') {
            kind = Token::Kind::Url;
            end = urlEnd(text, at);
        }
        if (end <= at) {
            kind = Token::Kind::Text;
            end = at + 1;
        }
        put(kind, text.substr(at, end - at));
        at = end;
    }
    return out;
}

std::size_t countedLength(std::string_view text, std::string_view spoiler)
{
    std::size_t length = codePoints(spoiler).size();
    for (const Token& token : tokenise(text)) {
        if (token.kind == Token::Kind::Url) length += kUrlCost;
        else if (token.kind == Token::Kind::Mention)
            length += codePoints(std::string_view(token.text).substr(0, token.text.find('@', 1))).size();
        else length += codePoints(token.text).size();
    }
    return length;
}

} // namespace qd::sandbox::mastodon
