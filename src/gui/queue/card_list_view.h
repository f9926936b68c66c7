#pragma once

#include <QListView>

namespace qd::gui {

class CardListModel;

/// The list of cards. Rows that come and go above what is read do not move it.
class CardListView final : public QListView {
    Q_OBJECT
public:
    explicit CardListView(CardListModel& model, QWidget* parent = nullptr);

    /// Run `change` (something that inserts or removes rows) and put the card that was on top back where it
    /// was.
    template <class Fn>
    void keepingPlace(Fn change)
    {
        const Place place = here();
        change();
        goBack(place);
    }
    void step(int rows); ///< j and k

signals:
    void homePressed();
    void currentRowChanged(int row);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;

private:
    struct Place {
        QPersistentModelIndex top;
        int offset{0};
    };
    Place here() const;
    void goBack(const Place& place);
};

} // namespace qd::gui
