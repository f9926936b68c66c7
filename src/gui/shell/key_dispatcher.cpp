#include "gui/shell/key_dispatcher.h"

#include "gui/shell/action_registry.h"

#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTextEdit>

namespace qd::gui {

QString keyOf(const QKeyEvent& event)
{
    const Qt::KeyboardModifiers mods = event.modifiers() & ~(Qt::KeypadModifier);
    if (mods & (Qt::AltModifier | Qt::MetaModifier | Qt::GroupSwitchModifier)) return {};
    if (mods & Qt::ControlModifier) {
        if (event.key() == Qt::Key_Control || event.key() == Qt::Key_Shift) return {};
        return QStringLiteral("Ctrl+") + (mods & Qt::ShiftModifier ? QStringLiteral("Shift+") : QString()) +
               QKeySequence(event.key()).toString(QKeySequence::PortableText);
    }
    const QString text = event.text();
    if (text.size() == 1 && text.at(0).isPrint() && !text.at(0).isSpace()) {
        if (text.at(0).isLetter() && (mods & Qt::ShiftModifier))
            return QStringLiteral("Shift+") + text.toUpper();
        return text.at(0).isLetter() ? text.toLower() : text;
    }
    return {};
}

KeyDispatcher::KeyDispatcher(ActionRegistry& registry, QWidget& window)
    : QObject(&window)
    , m_registry(registry)
    , m_window(window)
{
    qApp->installEventFilter(this);
}

bool KeyDispatcher::isOnDesk() const
{
    QWidget* focus = QApplication::focusWidget();
    if (!focus || qobject_cast<QLineEdit*>(focus) || qobject_cast<QPlainTextEdit*>(focus) ||
        qobject_cast<QTextEdit*>(focus) || qobject_cast<QAbstractSpinBox*>(focus) ||
        qobject_cast<QComboBox*>(focus))
        return false;
    for (const QPointer<QWidget>& pane : m_panes)
        if (pane && (pane == focus || pane->isAncestorOf(focus))) return true;
    return false;
}

bool KeyDispatcher::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::KeyPress && event->type() != QEvent::ShortcutOverride) return false;
    if (QApplication::activeModalWidget() || QApplication::activePopupWidget()) return false;
    const auto* widget = qobject_cast<QWidget*>(watched);
    if (!widget || widget->window() != &m_window) return false;
    const auto* key = static_cast<QKeyEvent*>(event);
    const QString spelt = keyOf(*key);
    if (spelt.isEmpty()) return false;
    // A letter is a command on the desk only; elsewhere, plain characters belong to whoever has the keyboard.
    const bool control = spelt.startsWith(QLatin1String("Ctrl+"));
    const bool desk = isOnDesk();
    if (!control && !desk) return false;
    const DeskAction* action = m_registry.byKey(spelt, desk);
    if (!action) return false;
    if (event->type() == QEvent::ShortcutOverride) {
        event->accept();
        return true;
    }
    if (key->isAutoRepeat() && spelt != QLatin1String("j") && spelt != QLatin1String("k")) return true;
    if (m_registry.isPossible(*action)) action->run();
    return true;
}

} // namespace qd::gui
