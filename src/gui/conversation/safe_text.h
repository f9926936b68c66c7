#pragma once

#include <QString>

namespace qd::gui {

/// Plain text of strangers as rich text: escaped, lines kept, http(s) addresses as links and nothing else.
QString safeRichText(const QString& plain);
bool holdsLink(const QString& plain);

/// Open a link in the person's browser; only http and https.
void openLink(const QString& url);

} // namespace qd::gui
