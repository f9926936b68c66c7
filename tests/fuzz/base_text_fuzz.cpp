#include "quarterdeck/base/text.h"
#include "quarterdeck/base/time.h"

#include <cstdint>
#include <cstdlib>
#include <iterator>

using namespace qd;

namespace {

void demand(bool holds)
{
    if (!holds) std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view bytes{reinterpret_cast<const char*>(data), size};
    if (const auto at = parseRfc3339(bytes)) demand(parseRfc3339(formatRfc3339(*at)) == at);
    if (const auto at = parseRfc822(bytes)) demand(toInt(*at) >= 0);

    const auto valid = toValidUtf8(bytes);
    demand(isValidUtf8(valid) && toValidUtf8(valid) == valid);
    demand(isValidUtf8(foldText(bytes)));
    const auto words = searchText(bytes);
    demand(isValidUtf8(words) && words.find("  ") == std::string::npos);
    demand(countGraphemes(valid) <= countCodePoints(valid));
    demand(countGraphemes(ellipsize(valid, 4)) <= 5);

    constexpr const char* kCharsets[]{"utf-16le", "utf-16", "windows-1251", "shift_jis", "gb18030", "iso-2022-jp", "utf-7"};
    if (!bytes.empty()) demand(isValidUtf8(decodeCharset(bytes.substr(1), kCharsets[data[0] % std::size(kCharsets)])));
    return 0;
}
