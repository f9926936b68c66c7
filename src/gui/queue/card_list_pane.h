#pragma once

#include "gui/bridge/desk_context.h"
#include "quarterdeck/desk/inbox.h"

#include <QTimer>
#include <QWidget>

class QComboBox;
class QLabel;
class QPushButton;
class QStackedLayout;

namespace qd::gui {

class CardDelegate;
class CardListModel;
class CardListView;
class EmptyState;
class SkeletonList;

/// One list of conversations with its head: what it is, how to filter it, the cards, and what stands there
/// when there are none.
class CardListPane final : public QWidget {
    Q_OBJECT
public:
    CardListPane(DeskContext& context, QWidget* parent = nullptr);

    void open(const ListScope& scope, const QString& title);
    void setOverview(const DeskOverview& overview);
    void refresh(); ///< the same list again; keeps selection and scroll
    void showNew();
    ConversationId current() const;
    std::vector<ConversationId> chosen() const; ///< those marked, else the current one
    void clearMarks();
    void toggleMark();
    void step(int rows);
    /// Our own act took `ids` out of the list: remove them now and go to the next card (or stay without one).
    /// @return whether there is a next card
    bool leave(const std::vector<ConversationId>& ids, bool openNext);
    bool holds(ConversationId id) const;
    void select(ConversationId id);
    void bringBack(ConversationId id); ///< an undone act: read the list again, show and select it
    const ListScope& scope() const { return m_scope; }
    CardListModel& model() { return *m_model; }
    CardListView& view() { return *m_view; }
    QString emptySentence() const;
    const Card* currentCard() const;

signals:
    void currentChanged(qint64 conversation); ///< 0 = none
    void activated(qint64 conversation);
    void suggestionTaken(const QString& query);
    void takeNextWanted();
    void failed(const QString& sentence);

private:
    void buildHead();
    void buildList();
    void ask(bool fresh);
    void accept(Result<CardPage> page, quint64 turn, bool fresh);
    void askMore(const QString& after);
    void filtersChanged();
    void showWhatThereIs();
    void paintHead();
    void placePill();
    void resizeEvent(QResizeEvent* event) override;
    void loadAvatars();

    DeskContext& m_context;
    ListScope m_base;  ///< as opened
    ListScope m_scope; ///< with the filters applied
    QString m_title;
    DeskOverview m_overview;
    std::vector<std::string> m_didYouMean;
    quint64 m_turn{0};
    bool m_loaded{false};
    ConversationId m_bringBack{};
    QTimer m_skeletonSoon;
    QTimer m_tick;
    QTimer m_refreshSoon;

    QLabel* m_titleLabel{};
    QLabel* m_countLabel{};
    QComboBox* m_status{};
    QComboBox* m_platform{};
    QComboBox* m_sort{};
    QWidget* m_body{};
    QStackedLayout* m_stack{};
    CardListModel* m_model{};
    CardListView* m_view{};
    CardDelegate* m_delegate{};
    EmptyState* m_empty{};
    SkeletonList* m_skeleton{};
    QPushButton* m_pill{};
};

/// The list's own shape in grey, shown when an answer takes longer than 300 ms.
class SkeletonList final : public QWidget {
    Q_OBJECT
public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace qd::gui
