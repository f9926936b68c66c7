#pragma once

#include "quarterdeck/desk/inbox.h"
#include "quarterdeck/domain/person.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QLineEdit;
class QMenu;
class QPushButton;
class QToolButton;

namespace qd::gui {

/// The window's first row: whose desk it is, search, how the sources fare, and the person's menu.
class TitleBar final : public QWidget {
    Q_OBJECT
public:
    explicit TitleBar(const Person& me, QWidget* parent = nullptr);
    void setOverview(const DeskOverview& overview, UtcMillis now);
    QLineEdit& search() { return *m_search; }
    QMenu& menu() { return *m_menu; }
    void clearSearch();

signals:
    void searchChanged(const QString& query, bool stillTyping); ///< "" = searching is over
    void searchLeft();                                          ///< Down or Enter: to the results
    void sourcesWanted();

protected:
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void dress();

    QLabel* m_anchor;
    QLabel* m_organisation;
    QPushButton* m_page;
    QLineEdit* m_search;
    QToolButton* m_sources;
    QToolButton* m_person;
    QMenu* m_menu;
    QTimer m_soon;
    bool m_healthy{true};
};

} // namespace qd::gui
