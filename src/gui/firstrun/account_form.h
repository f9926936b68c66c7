#pragma once

#include "gui/bridge/desk_bridge.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QProgressBar;
class QSpinBox;

namespace qd::gui {

/// Connect one account; the same form in first run and in the settings. What was typed stays when it fails;
/// the secret is handed to the desk and not kept.
class AccountForm final : public QWidget {
    Q_OBJECT
public:
    explicit AccountForm(QWidget* parent = nullptr);
    void submit(DeskBridge& bridge);
    bool isBusy() const { return m_busy; }
    bool isEmpty() const;
    void start(); ///< put the keyboard where typing begins

signals:
    void connected(const qd::AccountLine& line);
    void busyChanged(bool busy);

private:
    void showFields();
    void offerOwnNetwork(); ///< a choice only where the address asks for it
    NewAccount request() const;
    void setBusy(bool busy);
    void say(const QString& sentence);

    QComboBox* m_platform;
    QFormLayout* m_form;
    QLineEdit* m_server;
    QLineEdit* m_handle;
    QLineEdit* m_secret;
    QLineEdit* m_feed;
    QSpinBox* m_hours;
    QCheckBox* m_ownNetwork;
    QLabel* m_hint;
    QLabel* m_error;
    QProgressBar* m_progress;
    bool m_busy{false};
};

} // namespace qd::gui
