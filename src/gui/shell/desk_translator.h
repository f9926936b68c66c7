#pragma once

#include <QTranslator>

#include <cstring>

namespace qd::gui {

/// Finds a class's texts under its bare name: lupdate leaves the namespace out where it is written `namespace
/// a::b`, while tr() asks with it.
class DeskTranslator final : public QTranslator {
public:
    using QTranslator::QTranslator;
    QString translate(const char* context, const char* source, const char* disambiguation,
                      int n) const override
    {
        constexpr const char* kPrefix = "qd::gui::";
        const std::size_t length = std::strlen(kPrefix);
        if (context && std::strncmp(context, kPrefix, length) == 0) context += length;
        return QTranslator::translate(context, source, disambiguation, n);
    }
};

} // namespace qd::gui
