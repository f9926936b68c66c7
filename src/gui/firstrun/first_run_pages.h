#pragma once

#include "gui/bridge/desk_bridge.h"

#include <QWidget>

#include <functional>
#include <vector>

class QComboBox;
class QLineEdit;
class QVBoxLayout;

namespace qd::gui {

class NamePage final : public QWidget {
    Q_OBJECT
public:
    explicit NamePage(QWidget* parent = nullptr);
    QString organisation() const;
    QString timezone() const;
    void start();

private:
    QLineEdit* m_name;
    QComboBox* m_zone;
};

/// Three goals in order; Enter accepts them as they are.
class GoalsPage final : public QWidget {
    Q_OBJECT
public:
    explicit GoalsPage(QWidget* parent = nullptr);
    void fill(std::vector<Goal> goals);
    std::vector<Goal> goals() const; ///< as named and ordered now
    bool isChanged() const;
    void start();

private:
    void rebuild();
    void move(std::size_t from, int by);

    std::vector<Goal> m_before, m_goals;
    QVBoxLayout* m_column;
    std::vector<QLineEdit*> m_lines;
};

/// Who answers besides the person who sets up.
class PeoplePage final : public QWidget {
    Q_OBJECT
public:
    explicit PeoplePage(QWidget* parent = nullptr);
    std::vector<Person> people() const; ///< the new ones, without ids
    void start();

private:
    struct Line {
        QLineEdit* name;
        QLineEdit* login;
        QComboBox* role;
    };
    void addLine();
    QVBoxLayout* m_column;
    std::vector<Line> m_lines;
};

} // namespace qd::gui
