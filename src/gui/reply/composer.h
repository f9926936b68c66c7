#pragma once

#include "gui/bridge/desk_context.h"
#include "quarterdeck/desk/composer.h"

#include <QTimer>
#include <QWidget>

#include <array>

class QComboBox;
class QLabel;
class QPlainTextEdit;
class QPushButton;
class QToolButton;
class QVBoxLayout;

namespace qd::gui {

class AttachmentRow;
class DraftKeeper;
class ElidedLabel;

/// What the box is at the moment; each looks and reads unlike the others.
enum class ComposerMode { Public, Direct, Note };

/// Where answers and notes are written. Reply and note are two documents with two drafts: no path leads from
/// the note's text to send().
class ComposerBox final : public QWidget {
    Q_OBJECT
public:
    ComposerBox(DeskContext& context, QWidget* parent = nullptr);
    ~ComposerBox() override;

    void open(ConversationId id, const QString& author); ///< saves what was written for the one before
    void close();
    void reload(); ///< the same conversation again, e.g. after undo send brought its draft back
    void startReply();
    void startNote();
    void send(bool resolveAfter);
    void acceptWhatChanged(EventId seen) { m_target.seen = seen; }
    void flushDrafts();

    ComposerMode mode() const;
    ConversationId conversation() const { return m_conversation; }
    EventId seen() const { return m_target.seen; }
    QString replyText() const;
    QString noteText() const;
    bool hasKeyboard() const;

signals:
    void sent(const qd::OutboxItem& item, bool resolved);
    void noted();
    void refused(qint64 conversation, bool resolveAfter); ///< something changed since it was opened
    void failed(const QString& sentence);
    void leaveWanted(); ///< Escape: back to the thread

protected:
    void resizeEvent(QResizeEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void buildHead(QVBoxLayout* column);
    void buildEditors(QVBoxLayout* column);
    void buildFoot(QVBoxLayout* column);
    void accept(const ComposerContext& context);
    void setNote(bool note);
    void showMode();
    void textChanged(bool note);
    void keepDraft(bool note);
    void measure();
    void checkNow();
    void showGuards(const std::vector<GuardLine>& lines);
    void sendReply(bool resolveAfter);
    void saveNote();
    void attach();
    void addAttachment(const Attachment& attachment);
    void clearAttachments();
    std::vector<Attachment> attachments() const;
    void fillTemplates();
    ReplyRequest request() const;
    Visibility visibility() const;
    QPlainTextEdit* editor() const { return m_note ? m_noteEdit : m_replyEdit; }

    DeskContext& m_desk;
    DraftKeeper* m_drafts;
    ConversationId m_conversation{};
    QString m_author;
    ComposerContext m_target;
    bool m_ready{false};
    bool m_note{false};
    bool m_filling{false};
    bool m_touched[2]{false, false};
    quint64 m_turn{0}, m_checkTurn{0};
    std::vector<GuardLine> m_guards;
    std::vector<AttachmentRow*> m_attachments;
    QTimer m_checkSoon;

    QPushButton* m_replyTab{};
    QPushButton* m_noteTab{};
    QLabel* m_audienceIcon{};
    ElidedLabel* m_audience{};
    QComboBox* m_visibility{};
    QPlainTextEdit* m_replyEdit{};
    QPlainTextEdit* m_noteEdit{};
    QVBoxLayout* m_attachmentColumn{};
    QLabel* m_guardLabel{};
    QToolButton* m_attachButton{};
    QToolButton* m_templateButton{};
    QLabel* m_counter{};
    QPushButton* m_send{};
};

} // namespace qd::gui
