#include "base/utf8.h"
#include "quarterdeck/base/text.h"

#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>
#include <unicode/bytestream.h>
#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <limits>
#include <memory>

namespace qd {
namespace {

constexpr std::size_t kMostBytes = std::numeric_limits<std::int32_t>::max() / 4; // what ICU's int32 can hold decoded

/// The web's reading of a label: pages that say Latin-1 or ASCII are written in windows-1252.
std::string converterName(const std::string& charset)
{
    auto name = toLowerAscii(trim(charset));
    std::erase_if(name, [](char c) { return c == '"' || c == '\''; });
    if (name == "iso-8859-1" || name == "iso8859-1" || name == "latin1" || name == "us-ascii" || name == "ascii")
        return "windows-1252";
    if (name == "gb2312" || name == "gbk") return "gb18030";
    return name;
}

struct CloseConverter {
    void operator()(UConverter* converter) const { ucnv_close(converter); }
};

} // namespace

std::string decodeCharset(std::string_view bytes, const std::string& charset)
{
    bytes = bytes.substr(0, kMostBytes);
    const auto name = converterName(charset);
    UErrorCode status = U_ZERO_ERROR;
    const bool utf8 = name.empty() || name == "utf-8" || name == "utf8" || name.find('\0') != std::string::npos;
    const std::unique_ptr<UConverter, CloseConverter> converter{utf8 ? nullptr : ucnv_open(name.c_str(), &status)};
    if (!converter || U_FAILURE(status)) {
        if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
        return toValidUtf8(bytes);
    }
    const icu::UnicodeString decoded{bytes.data(), static_cast<std::int32_t>(bytes.size()), converter.get(), status};
    std::string out;
    decoded.toUTF8String(out);
    std::string_view text{out};
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    return toValidUtf8(text);
}

std::string foldText(std::string_view utf8)
{
    if (asciiPrefix(utf8) == utf8.size()) return toLowerAscii(utf8);
    const auto valid = toValidUtf8(utf8.substr(0, kMostBytes));
    UErrorCode status = U_ZERO_ERROR;
    const auto* folder = icu::Normalizer2::getNFKCCasefoldInstance(status);
    if (U_FAILURE(status) || folder == nullptr) return toLowerAscii(valid);
    std::string out;
    out.reserve(valid.size());
    icu::StringByteSink<std::string> sink{&out};
    folder->normalizeUTF8(0, valid, sink, nullptr, status);
    return U_FAILURE(status) ? toLowerAscii(valid) : out;
}

} // namespace qd
