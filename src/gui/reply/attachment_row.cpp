#include "gui/reply/attachment_row.h"

#include "gui/style/desk_style.h"
#include "gui/style/icons.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QToolButton>

namespace qd::gui {

AttachmentRow::AttachmentRow(Attachment attachment, QWidget* parent)
    : QWidget(parent)
    , m_attachment(std::move(attachment))
    , m_alt(new QLineEdit(this))
{
    const QString name = QFileInfo(QString::fromStdString(m_attachment.path)).fileName();
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    auto* label = new QLabel(fontMetrics().elidedText(name, Qt::ElideMiddle, 140));
    label->setToolTip(name);
    auto* mark = new QLabel;
    mark->setPixmap(
        iconPixmap(QStringLiteral("image"), DeskStyle::of(this).tokens().second, 18, devicePixelRatioF()));
    m_alt->setObjectName(QStringLiteral("altText"));
    m_alt->setText(QString::fromStdString(m_attachment.alt));
    m_alt->setPlaceholderText(tr("Describe it for people who cannot see it"));
    m_alt->setAccessibleName(tr("Description of %1").arg(name));
    auto* drop = new QToolButton;
    drop->setIcon(icon(QStringLiteral("close"), IconTint::Second));
    drop->setAccessibleName(tr("Remove %1").arg(name));
    drop->setToolTip(drop->accessibleName());
    setButtonKind(drop, ButtonKind::Quiet);
    row->addWidget(mark);
    row->addWidget(label);
    row->addWidget(m_alt, 1);
    row->addWidget(drop);
    connect(m_alt, &QLineEdit::textChanged, this, &AttachmentRow::changed);
    connect(drop, &QToolButton::clicked, this, &AttachmentRow::removeWanted);
}

Attachment AttachmentRow::attachment() const
{
    Attachment a = m_attachment;
    a.alt = m_alt->text().trimmed().toStdString();
    return a;
}

} // namespace qd::gui
