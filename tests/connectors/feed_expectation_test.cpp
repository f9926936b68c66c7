// The feeds of other projects' suites, where they lie beside this one: none may crash us, and what they
// expect of a field that we keep must hold, but for what feed_expectations_known.txt names with its reason.
#include "connectors/feed_expectation.h"
#include "quarterdeck/base/text.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <regex>
#include <set>
#include <string>

namespace qd {
namespace {

namespace fs = std::filesystem;

const fs::path kShared = fs::path(QD_SOURCE_DIR).parent_path() / "shared/fixtures/rss";

std::string slurp(const fs::path& path)
{
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// A line of the comment at the top: "Expect:  …", "Header: Content-Type: …".
std::string lineOf(const std::string& text, const std::string& pattern)
{
    std::smatch found;
    const std::regex wanted(pattern, std::regex::icase);
    const auto head = text.substr(0, 4000);
    return std::regex_search(head, found, wanted) ? std::string(trim(found[1].str())) : std::string{};
}

struct Case {
    std::string name;
    std::vector<Judged> judged;
};

std::optional<Case> judgeFile(const fs::path& path)
{
    const auto body = slurp(path);
    const auto name = path.filename().string();
    const auto text = feed::toUtf8(body, {});
    const auto type = lineOf(text, R"(Header:\s*Content-type:\s*([^\n\r]*))");
    const auto document = feed::parseFeed(body, type, "http://127.0.0.1:8097/feed.xml");
    const feed::Document none;
    const auto& read = document ? *document : none;
    auto record = path;
    if (path.extension() == ".xml") record.replace_extension(".json");
    else record.replace_filename(path.stem().string() + "_expected.json");
    if (fs::exists(record)) return Case{name, judgeRecord(slurp(record), read)};
    const auto expectation = lineOf(text, R"(Expect:\s*([^\n\r]*))");
    if (expectation.empty()) return Case{name, {}};
    return Case{name, judgeExpectation(expectation, read, feed::charsetOf(body, type))};
}

/// "file<TAB>term<TAB>reason" of what is known not to hold.
std::map<std::string, std::string> knownFailures()
{
    std::map<std::string, std::string> known;
    std::ifstream in(fs::path(QD_SOURCE_DIR) / "tests/connectors/feed_expectations_known.txt");
    for (std::string line; std::getline(in, line);) {
        if (line.empty() || line.front() == '#') continue;
        const auto parts = split(line, '\t');
        if (parts.size() == 3) known.emplace(std::string(parts[0]) + '\t' + std::string(parts[1]), parts[2]);
    }
    return known;
}

bool isFeedFile(const fs::path& path)
{
    const auto name = path.filename().string();
    if (path.extension() == ".xml") return true;
    return name.find("__json__") != std::string::npos && !name.ends_with("_expected.json");
}

TEST(FeedExpectations, HoldWhereTheyConcernAFieldWeKeep)
{
    if (!fs::exists(kShared)) {
        std::cout << "not run: no folder of shared feeds beside the project\n";
        GTEST_SKIP();
    }
    auto known = knownFailures();
    int files = 0, held = 0, notKept = 0;
    for (const auto& entry : fs::directory_iterator(kShared)) {
        if (!isFeedFile(entry.path())) continue;
        ++files;
        const auto judged = judgeFile(entry.path());
        for (const auto& j : judged->judged) {
            if (j.verdict == Judged::Verdict::NotKept) ++notKept;
            if (j.verdict == Judged::Verdict::Holds) ++held;
            const auto row = known.find(judged->name + '\t' + j.term);
            if (j.verdict == Judged::Verdict::Fails && row == known.end()) {
                ADD_FAILURE() << judged->name << '\t' << j.term << "\nhave: " << j.detail;
            }
            if (row == known.end()) continue;
            EXPECT_NE(j.verdict, Judged::Verdict::Holds) << "holds now, take it off the list: " << row->first;
            known.erase(row);
        }
    }
    for (const auto& [stale, reason] : known)
        ADD_FAILURE() << "names nothing that is judged: " << stale;
    std::cout << files << " files, " << held << " terms hold, " << notKept << " concern what is not kept\n";
    EXPECT_GT(files, 100);
    EXPECT_GT(held, 60);
}

TEST(FeedExpectations, AreJudgedAsTheyAreWritten)
{
    feed::Document document;
    document.items.resize(2);
    document.items[0].title = document.items[1].title = "a \u03b1 <b>x</b>";
    document.items[0].link = "http://a.example/";
    document.items[0].updated = parseRfc3339("2004-01-01T19:48:21Z");
    const auto verdicts = [&](std::string_view text) {
        std::string out;
        for (const auto& j : judgeExpectation(text, document, "big5")) {
            out += j.verdict == Judged::Verdict::Holds   ? '+'
                   : j.verdict == Judged::Verdict::Fails ? '-'
                                                         : '.';
        }
        return out;
    };
    EXPECT_EQ(verdicts(R"(not bozo and encoding == 'big5')"), ".+");
    EXPECT_EQ(verdicts(R"(entries[0]['title'] == entries[1].title == u'a \u03b1 <b>x</b>')"), "+");
    EXPECT_EQ(verdicts(R"(entries[0]['title'] == 'a and b' and entries[0].link == 'http://a.example/')"),
              "-+");
    EXPECT_EQ(verdicts(R"(entries[0]['updated_parsed'] == (2004, 1, 1, 19, 48, 21, 3, 1, 0))"), "+");
    EXPECT_EQ(verdicts(R"(entries[0]['updated_parsed'] == (2004, 1, 1, 19, 48, 22, 3, 1, 0))"), "-");
    EXPECT_EQ(
        verdicts(
            R"(entries[7]['link'] == 'x' and feed['title'] == 'x' and entries[0]['tags'][0]['term'] == 'x')"),
        "--.");
}

} // namespace
} // namespace qd
