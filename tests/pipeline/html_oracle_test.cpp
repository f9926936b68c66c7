// Our one-pass reader against a tree builder of the HTML standard: both must show the same words.
#include "quarterdeck/base/text.h"
#include "quarterdeck/pipeline/normalise.h"

#include <gtest/gtest.h>
#include <gumbo.h>

#include <array>
#include <random>
#include <string>
#include <string_view>

namespace qd {
namespace {

bool isUnseen(const GumboNode& node)
{
    switch (node.v.element.tag) {
    case GUMBO_TAG_SCRIPT:
    case GUMBO_TAG_STYLE:
    case GUMBO_TAG_TITLE:
    case GUMBO_TAG_TEXTAREA: return true;
    default: return false;
    }
}

/// The text of the tree without any blanks: how blanks fall is ours to say.
void appendWords(const GumboNode& node, std::string& out)
{
    if (node.type == GUMBO_NODE_TEXT || node.type == GUMBO_NODE_CDATA) {
        for (const char c : std::string_view(node.v.text.text)) {
            if (static_cast<unsigned char>(c) > 0x20) out += c;
        }
        return;
    }
    if (node.type != GUMBO_NODE_ELEMENT || isUnseen(node)) return;
    for (unsigned int i = 0; i < node.v.element.children.length; ++i) {
        appendWords(*static_cast<const GumboNode*>(node.v.element.children.data[i]), out);
    }
}

std::string wordsOfTree(const std::string& html)
{
    GumboOutput* output = gumbo_parse_with_options(&kGumboDefaultOptions, html.data(), html.size());
    std::string out;
    appendWords(*output->root, out);
    gumbo_destroy_output(&kGumboDefaultOptions, output);
    return out;
}

std::string wordsOfOurs(const std::string& html)
{
    std::string out;
    for (const char c : htmlToText(html)) {
        if (static_cast<unsigned char>(c) > 0x20) out += c;
    }
    return out;
}

std::string randomHtml(std::mt19937& random)
{
    static constexpr std::array<std::string_view, 44> kPieces{"<p>",
                                                              "</p>",
                                                              "<b>",
                                                              "</b>",
                                                              "<i class='x'>",
                                                              "</i>",
                                                              "<div id=a>",
                                                              "</div>",
                                                              "<br>",
                                                              "<br/>",
                                                              "<a href=\"/x>y\">",
                                                              "</a>",
                                                              "<span title='a>b'>",
                                                              "</span>",
                                                              "word",
                                                              " and ",
                                                              "\n",
                                                              "&amp;",
                                                              "&lt;",
                                                              "&#8364;",
                                                              "&#x41;",
                                                              "&eacute;",
                                                              "&nosuch;",
                                                              "&",
                                                              "<",
                                                              " < ",
                                                              "<3",
                                                              "</ x>",
                                                              "<!-- c -- > -->",
                                                              "<!-->",
                                                              "<!--->",
                                                              "<!x>",
                                                              "<?y?>",
                                                              "<em ",
                                                              "a=1>",
                                                              "<blockquote>",
                                                              "</blockquote>",
                                                              "ä",
                                                              "<h1>",
                                                              "</h1>",
                                                              "<code a = b c>",
                                                              "</code>",
                                                              "'",
                                                              "\""};
    std::string html;
    const auto count = std::uniform_int_distribution<int>(1, 24)(random);
    for (int i = 0; i < count; ++i) {
        html += kPieces[std::uniform_int_distribution<std::size_t>(0, kPieces.size() - 1)(random)];
    }
    return html;
}

TEST(HtmlOracle, ShowsTheSameWordsAsATreeBuilder)
{
    std::mt19937 random(20261122);
    for (int i = 0; i < 30000; ++i) {
        const auto html = randomHtml(random);
        ASSERT_EQ(wordsOfOurs(html), wordsOfTree(html)) << html;
    }
}

TEST(HtmlOracle, WritesHtmlThatATreeBuilderReadsAsTheSameWords)
{
    std::mt19937 random(7);
    for (int i = 0; i < 10000; ++i) {
        const auto html = randomHtml(random);
        const auto safe = safeHtml(html);
        ASSERT_EQ(wordsOfTree(safe), wordsOfOurs(html)) << html << "\n" << safe;
        ASSERT_EQ(safeHtml(safe), safe) << html;
    }
}

} // namespace
} // namespace qd
