#pragma once

#include "connectors/feed_item.h"

#include <string>
#include <string_view>
#include <vector>

namespace qd {

/// What became of one term of an expectation.
struct Judged {
    enum class Verdict { Holds, Fails, NotKept } verdict{Verdict::NotKept};
    std::string term;
    std::string detail; ///< what we have instead
};

/// Judge an expectation as Universal Feed Parser writes it: "not bozo and entries[0]['title'] == 'x'".
/// Terms about fields that a mention does not keep are NotKept.
std::vector<Judged> judgeExpectation(std::string_view expectation, const feed::Document& document,
                                     std::string_view charset);

/// Judge a document as gofeed writes down its result (JSON), field by field.
std::vector<Judged> judgeRecord(std::string_view json, const feed::Document& document);

} // namespace qd
