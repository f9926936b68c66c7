#include "gui/shell/picker.h"

#include "gui/style/desk_style.h"
#include "gui/style/icons.h"

#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>

namespace qd::gui {

namespace {

constexpr int kHint = Qt::UserRole + 1;
constexpr int kIcon = Qt::UserRole + 2;
constexpr int kOn = Qt::UserRole + 3;

class PickerDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const override
    {
        return {100, DeskStyle::of(option.widget).metrics().row + 4};
    }
    void paint(QPainter* p, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const DeskStyle& style = DeskStyle::of(option.widget);
        const Tokens& t = style.tokens();
        const auto visual = [&](const QRect& r) {
            return QStyle::visualRect(option.direction, option.rect, r);
        };
        p->save();
        p->setRenderHint(QPainter::Antialiasing);
        const QRect box = option.rect.adjusted(8, 1, -8, -1);
        if (option.state & QStyle::State_Selected) {
            p->setPen(Qt::NoPen);
            p->setBrush(t.selected);
            p->drawRoundedRect(box, 6, 6);
        }
        int left = box.left() + 12;
        const QString name =
            index.data(kOn).toBool() ? QStringLiteral("check") : index.data(kIcon).toString();
        if (!name.isEmpty()) {
            const QRect where = visual(QRect(left, box.center().y() - 8, 18, 18));
            p->drawPixmap(where.topLeft(), iconPixmap(name, index.data(kOn).toBool() ? t.accent : t.second,
                                                      18, p->device()->devicePixelRatioF()));
        }
        left += 30;
        const QString hint = index.data(kHint).toString();
        p->setFont(style.font(TextRole::Meta));
        const int hintWidth = hint.isEmpty() ? 0 : p->fontMetrics().horizontalAdvance(hint) + 12;
        p->setPen(t.second);
        p->drawText(visual(QRect(box.right() - hintWidth - 8, box.top(), hintWidth, box.height())),
                    Qt::AlignCenter, hint);
        p->setFont(style.font(TextRole::Interface));
        p->setPen(t.text);
        const QRect words(left, box.top(), box.right() - hintWidth - 16 - left, box.height());
        p->drawText(
            visual(words),
            static_cast<int>(QStyle::visualAlignment(option.direction, Qt::AlignLeft | Qt::AlignVCenter)),
            p->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, words.width()));
        p->restore();
    }
};

} // namespace

int fitOf(const QString& pattern, const QString& text)
{
    if (pattern.isEmpty()) return 1;
    int score = 0;
    qsizetype at = 0, previous = -2;
    for (const QChar wanted : pattern) {
        if (wanted.isSpace()) continue;
        const qsizetype found = text.indexOf(wanted, at, Qt::CaseInsensitive);
        if (found < 0) return 0;
        score += 1 + (found == previous + 1 ? 3 : 0) +
                 (found == 0 || !text.at(found - 1).isLetterOrNumber() ? 4 : 0);
        previous = found;
        at = found + 1;
    }
    return score;
}

Picker::Picker(const QString& title, std::vector<PickerItem> items, QWidget* parent)
    : QDialog(parent, Qt::Dialog | Qt::FramelessWindowHint)
    , m_items(std::move(items))
    , m_line(new QLineEdit(this))
    , m_list(new QListWidget(this))
{
    setObjectName(QStringLiteral("picker"));
    setWindowTitle(title);
    setAccessibleName(title);
    setModal(true);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(1, 12, 1, 8);
    column->setSpacing(8);
    auto* top = new QVBoxLayout;
    top->setContentsMargins(12, 0, 12, 0);
    m_line->setPlaceholderText(title);
    m_line->setAccessibleName(title);
    m_line->setObjectName(QStringLiteral("pickerLine"));
    m_line->setFont(DeskStyle::of(this).font(TextRole::Reading));
    m_line->setMinimumHeight(40);
    top->addWidget(m_line);
    column->addLayout(top);
    m_list->setObjectName(QStringLiteral("pickerList"));
    m_list->setAccessibleName(tr("Choices"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setItemDelegate(new PickerDelegate(m_list));
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    column->addWidget(m_list);
    m_line->installEventFilter(this);
    connect(m_line, &QLineEdit::textChanged, this, &Picker::filter);
    connect(m_list, &QListWidget::itemClicked, this, &Picker::take);
    filter();
    resize(460, std::min(440, 76 + std::max(3, static_cast<int>(m_items.size())) *
                                       (DeskStyle::of(this).metrics().row + 4)));
}

void Picker::filter()
{
    const QString typed = m_line->text().trimmed();
    if (m_hintsAreKeys && typed.size() == 1) {
        for (const PickerItem& item : m_items) {
            if (item.hint != typed) continue;
            const QString key = item.key;
            accept();
            emit picked(key);
            return;
        }
    }
    std::vector<std::pair<int, const PickerItem*>> fitting;
    for (const PickerItem& item : m_items)
        if (const int fit = fitOf(typed, item.text)) fitting.emplace_back(fit, &item);
    std::stable_sort(fitting.begin(), fitting.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    m_list->clear();
    for (const auto& entry : fitting) {
        auto* row = new QListWidgetItem(entry.second->text, m_list);
        row->setData(Qt::UserRole, entry.second->key);
        row->setData(kHint, entry.second->hint);
        row->setData(kIcon, entry.second->icon);
        row->setData(kOn, entry.second->on);
        row->setData(Qt::AccessibleTextRole,
                     entry.second->hint.isEmpty()
                         ? entry.second->text
                         : entry.second->text + QStringLiteral(", ") + entry.second->hint);
    }
    const bool exact = std::any_of(m_items.begin(), m_items.end(), [&](const PickerItem& i) {
        return i.text.compare(typed, Qt::CaseInsensitive) == 0;
    });
    if (!m_newSentence.isEmpty() && !typed.isEmpty() && !exact) {
        auto* row = new QListWidgetItem(m_newSentence.arg(typed), m_list);
        row->setData(kIcon, QStringLiteral("plus"));
    }
    m_list->setCurrentRow(0);
}

void Picker::take()
{
    QListWidgetItem* row = m_list->currentItem();
    if (!row) return;
    const QVariant key = row->data(Qt::UserRole);
    const QString typed = m_line->text().trimmed();
    accept();
    if (key.isValid()) emit picked(key.toString());
    else emit typedNew(typed);
}

bool Picker::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        const int rows = m_list->count();
        switch (key->key()) {
        case Qt::Key_Down: m_list->setCurrentRow(std::min(rows - 1, m_list->currentRow() + 1)); return true;
        case Qt::Key_Up: m_list->setCurrentRow(std::max(0, m_list->currentRow() - 1)); return true;
        case Qt::Key_Return:
        case Qt::Key_Enter: take(); return true;
        default: break;
        }
    }
    return QDialog::eventFilter(watched, event);
}

void Picker::paintEvent(QPaintEvent*)
{
    const Tokens& t = DeskStyle::of(this).tokens();
    QPainter p(this);
    p.fillRect(rect(), t.surface);
    p.setPen(mixed(t.border, t.second, 0.4));
    p.drawRect(rect().adjusted(0, 0, -1, -1));
}

void Picker::showEvent(QShowEvent* event)
{
    QDialog::showEvent(event);
    if (parentWidget()) {
        const QWidget* window = parentWidget()->window();
        move(
            window->mapToGlobal(QPoint((window->width() - width()) / 2, std::max(40, window->height() / 6))));
    }
    m_line->setFocus();
}

} // namespace qd::gui
