#include "gui/conversation/safe_text.h"

#include <QDesktopServices>
#include <QRegularExpression>
#include <QUrl>

namespace qd::gui {

namespace {
const QRegularExpression& address()
{
    static const QRegularExpression kAddress(QStringLiteral(R"(https?://[^\s<>"']+[^\s<>"'.,;:!?)\]])"));
    return kAddress;
}
} // namespace

QString safeRichText(const QString& plain)
{
    QString html;
    qsizetype from = 0;
    for (auto it = address().globalMatch(plain); it.hasNext();) {
        const QRegularExpressionMatch match = it.next();
        html += plain.mid(from, match.capturedStart() - from).toHtmlEscaped();
        const QString url = match.captured().toHtmlEscaped();
        html += QStringLiteral("<a href=\"%1\">%1</a>").arg(url);
        from = match.capturedEnd();
    }
    html += plain.mid(from).toHtmlEscaped();
    html.replace(QLatin1Char('\n'), QLatin1String("<br>"));
    return html;
}

bool holdsLink(const QString& plain) { return address().match(plain).hasMatch(); }

void openLink(const QString& text)
{
    const QUrl url(text, QUrl::StrictMode);
    if (url.isValid() && (url.scheme() == QLatin1String("https") || url.scheme() == QLatin1String("http")))
        QDesktopServices::openUrl(url);
}

} // namespace qd::gui
