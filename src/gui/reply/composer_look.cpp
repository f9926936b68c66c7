// How the composer is built and how its three modes look.
#include "gui/reply/attachment_row.h"
#include "gui/reply/composer.h"
#include "gui/reply/draft_keeper.h"
#include "gui/shell/elided_label.h"
#include "gui/style/desk_style.h"
#include "gui/style/icons.h"
#include "gui/words/desk_words.h"
#include "quarterdeck/domain/text_length.h"

#include <QComboBox>
#include <QEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QMenu>
#include <QMimeDatabase>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace qd::gui {

void ComposerBox::buildHead(QVBoxLayout* column)
{
    auto* head = new QHBoxLayout;
    head->setSpacing(4);
    const auto tab = [&](const char* name, const QString& text, const QString& spoken, const char* iconName) {
        auto* button = new QPushButton(text, this);
        button->setObjectName(QLatin1String(name));
        button->setAccessibleName(spoken);
        button->setCheckable(true);
        button->setIcon(icon(QLatin1String(iconName)));
        setButtonKind(button, ButtonKind::Quiet);
        head->addWidget(button);
        return button;
    };
    m_replyTab = tab("replyTab", tr("Reply"), tr("Write a reply"), "reply");
    m_noteTab = tab("noteTab", tr("Note"), tr("Write an internal note"), "pencil");
    connect(m_replyTab, &QPushButton::clicked, this, &ComposerBox::startReply);
    connect(m_noteTab, &QPushButton::clicked, this, &ComposerBox::startNote);
    head->addSpacing(8);
    m_audienceIcon = new QLabel(this);
    head->addWidget(m_audienceIcon);
    m_audience = new ElidedLabel(this);
    m_audience->setObjectName(QStringLiteral("audience"));
    m_audience->setTextFormat(Qt::PlainText);
    m_audience->setMinimumWidth(40);
    m_audience->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    head->addWidget(m_audience, 1);
    m_visibility = new QComboBox(this);
    m_visibility->setObjectName(QStringLiteral("visibility"));
    m_visibility->setAccessibleName(tr("Who can read the reply"));
    setButtonKind(m_visibility, ButtonKind::Quiet);
    m_visibility->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_visibility->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    connect(m_visibility, &QComboBox::currentIndexChanged, this, [this] {
        if (m_filling) return;
        showMode();
        keepDraft(false);
        m_checkSoon.start();
    });
    head->addWidget(m_visibility);
    column->addLayout(head);
}

void ComposerBox::buildEditors(QVBoxLayout* column)
{
    const auto edit = [&](const char* name, const QString& spoken, bool note) {
        auto* box = new QPlainTextEdit(this);
        box->setObjectName(QLatin1String(name));
        box->setAccessibleName(spoken);
        box->setTabChangesFocus(true);
        box->setFrameShape(QFrame::NoFrame);
        box->setFont(DeskStyle::of(this).font(TextRole::Reading));
        box->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
        box->setFixedHeight(DeskStyle::of(this).metrics().scaled(84));
        box->document()->setDocumentMargin(2);
        box->viewport()->setAutoFillBackground(false);
        QPalette clear = box->palette();
        clear.setColor(QPalette::Base, Qt::transparent);
        box->setPalette(clear);
        box->installEventFilter(this);
        connect(box, &QPlainTextEdit::textChanged, this, [this, note] { textChanged(note); });
        column->addWidget(box);
        return box;
    };
    m_replyEdit = edit("replyText", tr("Reply text"), false);
    m_noteEdit = edit("noteText", tr("Note text"), true);
    m_noteEdit->setPlaceholderText(tr("Write a note for your colleagues"));
    m_attachmentColumn = new QVBoxLayout;
    m_attachmentColumn->setSpacing(4);
    column->addLayout(m_attachmentColumn);
    m_guardLabel = new QLabel(this);
    m_guardLabel->setObjectName(QStringLiteral("guards"));
    m_guardLabel->setAccessibleName(tr("Remarks on the reply"));
    m_guardLabel->setTextFormat(Qt::PlainText);
    m_guardLabel->setWordWrap(true);
    m_guardLabel->hide();
    column->addWidget(m_guardLabel);
}

void ComposerBox::buildFoot(QVBoxLayout* column)
{
    auto* foot = new QHBoxLayout;
    foot->setSpacing(4);
    const auto tool = [&](const char* name, const QString& spoken, const char* iconName) {
        auto* button = new QToolButton(this);
        button->setObjectName(QLatin1String(name));
        button->setAccessibleName(spoken);
        button->setToolTip(spoken);
        button->setIcon(icon(QLatin1String(iconName), IconTint::Second));
        button->setFocusPolicy(Qt::StrongFocus);
        setButtonKind(button, ButtonKind::Quiet);
        foot->addWidget(button);
        return button;
    };
    m_attachButton = tool("attach", tr("Attach a picture"), "attach");
    connect(m_attachButton, &QToolButton::clicked, this, &ComposerBox::attach);
    m_templateButton = tool("templates", tr("Insert a ready answer"), "message");
    m_templateButton->setPopupMode(QToolButton::InstantPopup);
    m_templateButton->setMenu(new QMenu(m_templateButton));
    foot->addStretch(1);
    m_counter = new QLabel(this);
    m_counter->setObjectName(QStringLiteral("counter"));
    m_counter->setAccessibleName(tr("Characters left"));
    foot->addWidget(m_counter);
    foot->addSpacing(8);
    m_send = new QPushButton(this);
    m_send->setObjectName(QStringLiteral("send"));
    setButtonKind(m_send, ButtonKind::Primary);
    m_send->setMinimumWidth(60);
    connect(m_send, &QPushButton::clicked, this, [this] { send(false); });
    foot->addWidget(m_send);
    column->addLayout(foot);
}

void ComposerBox::showMode()
{
    const DeskStyle& style = DeskStyle::of(this);
    const Tokens& t = style.tokens();
    const QString handle = QString::fromStdString(m_target.account.handle).section(QLatin1Char('@'), 0, 0);
    const QString account = handle.isEmpty() ? QString() : QStringLiteral("@") + handle;
    const bool blocked = m_ready && !m_target.mayReply && !m_note;
    QString iconName, words, button;
    switch (mode()) {
    case ComposerMode::Public:
        iconName = QStringLiteral("megaphone");
        words = visibility() == Visibility::Followers ? tr("Followers of %1 see this").arg(account)
                                                      : tr("Everybody sees this");
        //: the send button; %1 is our handle
        button = account.isEmpty() ? tr("Reply publicly") : tr("Reply publicly as %1").arg(account);
        break;
    case ComposerMode::Direct:
        iconName = QStringLiteral("lock");
        words = tr("Only %1 sees this", "%1 is the customer").arg(m_author);
        button = tr("Send to %1 only as %2", "%1 is the customer, %2 our handle").arg(m_author, account);
        break;
    case ComposerMode::Note:
        iconName = QStringLiteral("pencil");
        words = tr("Never leaves the team");
        button = tr("Save the note");
        break;
    }
    if (blocked) {
        iconName = QStringLiteral("info");
        words = DeskWords::whyNoReply(m_target.whyNot, account);
    }
    m_audienceIcon->setPixmap(iconPixmap(iconName, m_note || blocked ? t.second : t.accent,
                                         style.metrics().scaled(16), devicePixelRatioF()));
    m_audience->setFont(style.font(TextRole::Meta));
    m_audience->setText(words);
    m_audience->setToolTip(words);
    m_replyTab->setChecked(!m_note);
    m_noteTab->setChecked(m_note);
    m_replyEdit->setVisible(!m_note);
    m_noteEdit->setVisible(m_note);
    m_replyEdit->setReadOnly(blocked);
    m_replyEdit->setPlaceholderText(blocked || !m_conversation       ? QString()
                                    : mode() == ComposerMode::Direct ? tr("Write to %1").arg(m_author)
                                                                     : tr("Answer %1").arg(m_author));
    m_visibility->setVisible(!m_note && m_visibility->count() > 1 && !blocked);
    m_attachButton->setVisible(!m_note);
    m_templateButton->setVisible(!m_note && !m_target.templates.empty());
    m_send->setText(fontMetrics().elidedText(
        button, Qt::ElideRight,
        std::clamp(width() - style.metrics().scaled(150), 120, style.metrics().scaled(300))));
    m_send->setAccessibleName(button);
    m_send->setToolTip(tr("%1 (Ctrl+Enter)").arg(button));
    m_send->setEnabled(m_conversation && !blocked);
    for (AttachmentRow* row : m_attachments)
        row->setVisible(!m_note);
    showGuards(m_guards);
    update();
}

void ComposerBox::measure()
{
    const DeskStyle& style = DeskStyle::of(this);
    m_counter->setFont(style.font(TextRole::Meta));
    if (m_note || !m_ready) {
        m_counter->clear();
        return;
    }
    const TextLength length = measureText(replyText().toStdString(), {}, m_target.account.limits,
                                          visibility() == Visibility::Direct);
    // Two limits may hold at once (graphemes and bytes): the one that is nearer speaks.
    int left = length.limit - length.used;
    bool near = length.limit > 0 && length.used * 5 >= length.limit * 4;
    if (length.maxBytes > 0 && length.bytes * 5 >= length.maxBytes * 4) {
        left = near ? std::min(left, length.maxBytes - length.bytes) : length.maxBytes - length.bytes;
        near = true;
    }
    m_counter->setText(!near       ? QString()
                       : left >= 0 ? tr("%n left", nullptr, left)
                                   : tr("%n too many", nullptr, -left));
    QPalette colours = m_counter->palette();
    colours.setColor(QPalette::WindowText, left < 0 ? style.tokens().breach : style.tokens().second);
    m_counter->setPalette(colours);
}

void ComposerBox::showGuards(const std::vector<GuardLine>& lines)
{
    m_guards = lines;
    const DeskStyle& style = DeskStyle::of(this);
    std::vector<GuardLine> sorted = lines;
    std::stable_partition(sorted.begin(), sorted.end(), [](const GuardLine& line) { return line.stops; });
    QStringList words;
    for (std::size_t i = 0; i < std::min<std::size_t>(2, sorted.size()); ++i)
        //: a remark that keeps a reply from being sent
        words << (sorted[i].stops ? tr("Stops: %1").arg(DeskWords::guard(sorted[i]))
                                  : DeskWords::guard(sorted[i]));
    QString text = words.join(QLatin1Char('\n'));
    if (sorted.size() > 2) text += QStringLiteral("  +%1").arg(sorted.size() - 2);
    m_guardLabel->setFont(style.font(TextRole::Meta));
    QPalette colours = m_guardLabel->palette();
    colours.setColor(QPalette::WindowText,
                     !sorted.empty() && sorted.front().stops ? style.tokens().breach : style.tokens().risk);
    m_guardLabel->setPalette(colours);
    m_guardLabel->setText(text);
    m_guardLabel->setVisible(!text.isEmpty() && !m_note);
}

void ComposerBox::fillTemplates()
{
    QMenu* menu = m_templateButton->menu();
    menu->clear();
    for (const Template& ready : m_target.templates) {
        QString text = QString::fromStdString(ready.text);
        text.replace(QLatin1String("{name}"), m_author.section(QLatin1Char(' '), 0, 0));
        text.replace(QLatin1String("{handle}"),
                     QStringLiteral("@") + QString::fromStdString(m_target.targetHandle));
        text.replace(QLatin1String("{me}"), QString::fromStdString(m_target.account.name));
        menu->addAction(QString::fromStdString(ready.name), this, [this, text] {
            m_replyEdit->insertPlainText(text);
            m_replyEdit->setFocus();
        });
    }
}

void ComposerBox::attach()
{
    const QStringList files = QFileDialog::getOpenFileNames(
        this, tr("Attach pictures"), {}, tr("Pictures and videos (*.png *.jpg *.jpeg *.gif *.webp *.mp4)"));
    for (const QString& file : files) {
        Attachment attachment{.path = file.toStdString(),
                              .mimeType = QMimeDatabase().mimeTypeForFile(file).name().toStdString(),
                              .bytes = QFileInfo(file).size()};
        addAttachment(attachment);
    }
    if (!files.isEmpty()) textChanged(false);
}

void ComposerBox::addAttachment(const Attachment& attachment)
{
    auto* row = new AttachmentRow(attachment, this);
    m_attachments.push_back(row);
    m_attachmentColumn->addWidget(row);
    connect(row, &AttachmentRow::changed, this, [this] { textChanged(false); });
    connect(row, &AttachmentRow::removeWanted, this, [this, row] {
        std::erase(m_attachments, row);
        row->deleteLater();
        textChanged(false);
    });
}

void ComposerBox::clearAttachments()
{
    for (AttachmentRow* row : m_attachments)
        row->deleteLater();
    m_attachments.clear();
}

std::vector<Attachment> ComposerBox::attachments() const
{
    std::vector<Attachment> all;
    for (const AttachmentRow* row : m_attachments)
        all.push_back(row->attachment());
    return all;
}

void ComposerBox::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    showMode(); // the button's words fit its place
}

void ComposerBox::paintEvent(QPaintEvent*)
{
    const Tokens& t = DeskStyle::of(this).tokens();
    QPainter p(this);
    switch (mode()) {
    case ComposerMode::Public:
        p.fillRect(rect(), t.surface);
        p.fillRect(0, 0, width(), 3, t.accent);
        break;
    case ComposerMode::Direct:
        p.fillRect(rect(), t.page);
        p.fillRect(0, 0, width(), 3, t.second);
        break;
    case ComposerMode::Note:
        p.fillRect(rect(), t.note);
        p.setPen(QPen(t.noteBorder, 2, Qt::DashLine));
        p.drawRect(rect().adjusted(1, 1, -1, -1));
        break;
    }
}

void ComposerBox::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if ((event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) && m_send) {
        for (QPlainTextEdit* edit : {m_replyEdit, m_noteEdit}) {
            edit->setFont(DeskStyle::of(this).font(TextRole::Reading));
            QPalette clear = edit->palette();
            clear.setColor(QPalette::Base, Qt::transparent);
            clear.setColor(QPalette::Text, DeskStyle::of(this).tokens().text);
            clear.setColor(QPalette::PlaceholderText, DeskStyle::of(this).tokens().second);
            edit->setPalette(clear);
        }
        showMode();
        measure();
    }
}

} // namespace qd::gui
