// Any bytes as HTML: the text is sound, and the safe form, read again, stays as it is and names no script.
#include "quarterdeck/base/text.h"
#include "quarterdeck/pipeline/guard.h"
#include "quarterdeck/pipeline/normalise.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const auto text = qd::htmlToText(bytes, "https://base.example/");
    const auto html = qd::safeHtml(bytes, "https://base.example/");
    if (!qd::isValidUtf8(text) || !qd::isValidUtf8(html)) std::abort();
    for (auto at = html.find("href=\""); at != std::string::npos; at = html.find("href=\"", at + 6)) {
        const auto target = std::string_view(html).substr(at + 6, 8);
        if (!qd::startsWithNoCase(target, "http://") && !qd::startsWithNoCase(target, "https://")) std::abort();
    }
    for (const auto* tag : {"<script", "<img", "<iframe", "<style", "<svg", "<object"}) {
        if (html.find(tag) != std::string::npos) std::abort();
    }
    for (const auto& piece : qd::findPersonalData(text)) {
        if (piece.start >= piece.end) std::abort();
    }
    return 0;
}
