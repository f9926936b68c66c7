#include "quarterdeck/domain/text_length.h"

#include <cstdlib>

/// Any bytes: a length that is never longer than the text, whichever way it is counted.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    qd::ServerLimits limits;
    limits.urlCost = 7; // as long as "http://", so that a price can only shorten
    const auto points = qd::measureText(text, {}, limits);
    limits.unit = qd::LengthUnit::GraphemesAndBytes;
    const auto graphemes = qd::measureText(text, {}, limits);
    const auto bytes = static_cast<int>(size);
    if (points.used < 0 || points.used > bytes || graphemes.used < 0 || graphemes.used > bytes) std::abort();
    return 0;
}
