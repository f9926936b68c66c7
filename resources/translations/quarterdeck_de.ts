<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>AccountForm</name>
    <message>
        <source>Platform of the account</source>
        <translation>Plattform des Kontos</translation>
    </message>
    <message>
        <source>Server address</source>
        <translation>Adresse des Servers</translation>
    </message>
    <message>
        <source>Handle</source>
        <translation>Handle</translation>
    </message>
    <message>
        <source>Access token or app password</source>
        <translation>Zugangstoken oder App-Passwort</translation>
    </message>
    <message>
        <source>Address of the feed</source>
        <translation>Adresse des Feeds</translation>
    </message>
    <message>
        <source>Hours of unanswered posts that become work</source>
        <translation>Stunden, deren unbeantwortete Beiträge zu Arbeit werden</translation>
    </message>
    <message>
        <source> hours</source>
        <comment>after a number, in a field</comment>
        <translation> Stunden</translation>
    </message>
    <message>
        <source>Platform</source>
        <translation>Plattform</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Feed</source>
        <translation>Feed</translation>
    </message>
    <message>
        <source>Answer the last</source>
        <translation>Beantworten: die letzten</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>Verbinde</translation>
    </message>
    <message>
        <source>App password</source>
        <translation>App-Passwort</translation>
    </message>
    <message>
        <source>Every new entry becomes an item to read; there is nobody to answer.</source>
        <translation>Jeder neue Eintrag wird zum Lesen angezeigt; antworten kann man dort niemandem.</translation>
    </message>
    <message>
        <source>Make an app password in Bluesky under Settings, App passwords. Posts of the last 30 days come in to be read; only unanswered ones of these hours become work.</source>
        <translation>Erstellen Sie in Bluesky unter Einstellungen, App-Passwörter ein App-Passwort. Die Beiträge der letzten 30 Tage kommen zum Lesen herein; nur unbeantwortete dieser Stunden werden zu Arbeit.</translation>
    </message>
    <message>
        <source>Make a token in Mastodon under Preferences, Development. Posts of the last 30 days come in to be read; only unanswered ones of these hours become work.</source>
        <translation>Erstellen Sie in Mastodon unter Einstellungen, Entwicklung ein Token. Die Beiträge der letzten 30 Tage kommen zum Lesen herein; nur unbeantwortete dieser Stunden werden zu Arbeit.</translation>
    </message>
    <message>
        <source>Type the address of the feed first.</source>
        <translation>Geben Sie zuerst die Adresse des Feeds ein.</translation>
    </message>
    <message>
        <source>Type the address of your server first.</source>
        <translation>Geben Sie zuerst die Adresse Ihres Servers ein.</translation>
    </message>
    <message>
        <source>A token or app password is needed to read and answer.</source>
        <translation>Zum Lesen und Antworten ist ein Token oder App-Passwort nötig.</translation>
    </message>
    <message>
        <source>The server refused this token or password. Check it, or make a new one; nothing was saved.</source>
        <translation>Der Server hat dieses Token oder Passwort abgelehnt. Prüfen Sie es oder erstellen Sie ein neues; gespeichert wurde nichts.</translation>
    </message>
    <message>
        <source>The server did not answer. Check the address and the connection, then try again; what you typed is still here.</source>
        <translation>Der Server hat nicht geantwortet. Prüfen Sie Adresse und Verbindung und versuchen Sie es noch einmal; Ihre Eingaben sind noch da.</translation>
    </message>
    <message>
        <source>This account is connected already.</source>
        <translation>Dieses Konto ist schon verbunden.</translation>
    </message>
    <message>
        <source>That address answered something unexpected. Is it the right server?</source>
        <translation>Unter dieser Adresse kam etwas Unerwartetes zurück. Ist es der richtige Server?</translation>
    </message>
    <message>
        <source>What you typed is still here.</source>
        <translation>Ihre Eingaben sind noch da.</translation>
    </message>
</context>
<context>
    <name>ActionRegistry</name>
    <message>
        <source>Alt with a letter types characters on many keyboards. Choose another key.</source>
        <translation>Alt mit einem Buchstaben erzeugt auf vielen Tastaturen Zeichen. Wählen Sie eine andere Taste.</translation>
    </message>
    <message>
        <source>%1 has that key already.</source>
        <translation>%1 hat diese Taste schon.</translation>
    </message>
    <message>
        <source>There is no such action.</source>
        <translation>Diese Aktion gibt es nicht.</translation>
    </message>
</context>
<context>
    <name>AttachmentRow</name>
    <message>
        <source>Describe it for people who cannot see it</source>
        <translation>Beschreiben Sie es für Menschen, die es nicht sehen können</translation>
    </message>
    <message>
        <source>Description of %1</source>
        <translation>Beschreibung von %1</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>%1 entfernen</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Dismiss this message</source>
        <translation>Diese Meldung schließen</translation>
    </message>
</context>
<context>
    <name>CardFace</name>
    <message>
        <source>Draft</source>
        <comment>chip on a card</comment>
        <translation>Entwurf</translation>
    </message>
    <message>
        <source>Direct</source>
        <comment>chip on a card</comment>
        <translation>Direkt</translation>
    </message>
    <message>
        <source>new</source>
        <translation>neu</translation>
    </message>
    <message>
        <source>starred</source>
        <translation>mit Stern</translation>
    </message>
    <message>
        <source>chosen</source>
        <translation>ausgewählt</translation>
    </message>
    <message>
        <source>assigned to %1</source>
        <translation>zugewiesen an %1</translation>
    </message>
</context>
<context>
    <name>CardListPane</name>
    <message>
        <source>Which conversations</source>
        <translation>Welche Gespräche</translation>
    </message>
    <message>
        <source>Open</source>
        <comment>filter</comment>
        <translation>Offen</translation>
    </message>
    <message>
        <source>Waiting</source>
        <comment>filter</comment>
        <translation>Wartend</translation>
    </message>
    <message>
        <source>Resolved</source>
        <comment>filter</comment>
        <translation>Erledigt</translation>
    </message>
    <message>
        <source>Everything</source>
        <comment>filter</comment>
        <translation>Alles</translation>
    </message>
    <message>
        <source>Which platform</source>
        <translation>Welche Plattform</translation>
    </message>
    <message>
        <source>All platforms</source>
        <translation>Alle Plattformen</translation>
    </message>
    <message>
        <source>In which order</source>
        <translation>In welcher Reihenfolge</translation>
    </message>
    <message>
        <source>Due first</source>
        <translation>Fällige zuerst</translation>
    </message>
    <message>
        <source>Newest first</source>
        <translation>Neueste zuerst</translation>
    </message>
    <message>
        <source>Conversations</source>
        <translation>Gespräche</translation>
    </message>
    <message numerus="yes">
        <source>%n new</source>
        <extracomment>new conversations that wait above the list</extracomment>
        <translation>
            <numerusform>%n neues</numerusform><numerusform>%n neue</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>Show %n new conversations</source>
        <translation>
            <numerusform>%n neues Gespräch zeigen</numerusform><numerusform>%n neue Gespräche zeigen</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n open</source>
        <translation>
            <numerusform>%n offen</numerusform><numerusform>%n offen</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n at risk</source>
        <translation>
            <numerusform>%n gefährdet</numerusform><numerusform>%n gefährdet</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n late</source>
        <translation>
            <numerusform>%n verspätet</numerusform><numerusform>%n verspätet</numerusform></translation>
    </message>
    <message>
        <source>%1 or more</source>
        <translation>%1 oder mehr</translation>
    </message>
    <message numerus="yes">
        <source>%n chosen</source>
        <translation>
            <numerusform>%n ausgewählt</numerusform><numerusform>%n ausgewählt</numerusform></translation>
    </message>
    <message>
        <source>Nothing for “%1”.</source>
        <translation>Nichts zu „%1“ gefunden.</translation>
    </message>
    <message>
        <source>Nothing for “%1”. Did you mean “%2”?</source>
        <translation>Nichts zu „%1“ gefunden. Meinten Sie „%2“?</translation>
    </message>
    <message>
        <source>Search for “%1”</source>
        <translation>Nach „%1“ suchen</translation>
    </message>
    <message numerus="yes">
        <source>Nothing waits for you. %n are unassigned.</source>
        <translation>
            <numerusform>Auf Sie wartet nichts. %n ist niemandem zugewiesen.</numerusform><numerusform>Auf Sie wartet nichts. %n sind niemandem zugewiesen.</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>Nothing waits for you. %n are unassigned, the oldest for %1.</source>
        <translation>
            <numerusform>Auf Sie wartet nichts. %n ist niemandem zugewiesen, seit %1.</numerusform><numerusform>Auf Sie wartet nichts. %n sind niemandem zugewiesen, das älteste seit %1.</numerusform></translation>
    </message>
    <message>
        <source>Take the next</source>
        <translation>Das nächste nehmen</translation>
    </message>
    <message>
        <source>Nothing waits for you, and nothing is unassigned.</source>
        <translation>Auf Sie wartet nichts, und alles ist zugewiesen.</translation>
    </message>
    <message>
        <source>No account is connected yet, so nothing can arrive. Connect one under Settings, Accounts.</source>
        <translation>Noch ist kein Konto verbunden, also kann nichts ankommen. Verbinden Sie eines unter Einstellungen, Konten.</translation>
    </message>
    <message>
        <source>Nothing here from %1.</source>
        <translation>Hier ist nichts von %1.</translation>
    </message>
    <message>
        <source>Show all platforms</source>
        <translation>Alle Plattformen zeigen</translation>
    </message>
    <message>
        <source>Every answer is in time.</source>
        <translation>Alle Antworten sind in der Zeit.</translation>
    </message>
    <message>
        <source>All answered.</source>
        <translation>Alles beantwortet.</translation>
    </message>
    <message numerus="yes">
        <source>All answered. Checked %1 ago on %n sources.</source>
        <translation>
            <numerusform>Alles beantwortet. Vor %1 an %n Quelle geprüft.</numerusform><numerusform>Alles beantwortet. Vor %1 an %n Quellen geprüft.</numerusform></translation>
    </message>
</context>
<context>
    <name>CollisionDialog</name>
    <message>
        <source>Not sent: something changed</source>
        <translation>Nicht gesendet: etwas hat sich geändert</translation>
    </message>
    <message>
        <source>Not sent, because this changed since you opened it</source>
        <translation>Nicht gesendet, denn seit Sie es geöffnet haben, hat sich dies geändert</translation>
    </message>
    <message>
        <source>Your text is kept as a draft.</source>
        <translation>Ihr Text bleibt als Entwurf erhalten.</translation>
    </message>
    <message>
        <source>Send all the same</source>
        <translation>Trotzdem senden</translation>
    </message>
    <message>
        <source>Send all the same, knowing what changed</source>
        <translation>Trotzdem senden, im Wissen um die Änderung</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Noch einmal ansehen</translation>
    </message>
    <message>
        <source>Look again, keep the draft</source>
        <translation>Noch einmal ansehen, Entwurf behalten</translation>
    </message>
    <message>
        <source>Before: %1</source>
        <comment>the text of an edited message</comment>
        <translation>Vorher: %1</translation>
    </message>
    <message>
        <source>Now: %1</source>
        <comment>the text of an edited message</comment>
        <translation>Jetzt: %1</translation>
    </message>
</context>
<context>
    <name>ComposerBox</name>
    <message>
        <source>Your text is still here and will be saved again.</source>
        <translation>Ihr Text ist noch da und wird wieder gespeichert.</translation>
    </message>
    <message>
        <source>Your note is kept.</source>
        <translation>Ihre Notiz bleibt erhalten.</translation>
    </message>
    <message>
        <source>Your draft is kept.</source>
        <translation>Ihr Entwurf bleibt erhalten.</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>Antworten</translation>
    </message>
    <message>
        <source>Write a reply</source>
        <translation>Eine Antwort schreiben</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Write an internal note</source>
        <translation>Eine interne Notiz schreiben</translation>
    </message>
    <message>
        <source>Who can read the reply</source>
        <translation>Wer die Antwort lesen kann</translation>
    </message>
    <message>
        <source>Reply text</source>
        <translation>Text der Antwort</translation>
    </message>
    <message>
        <source>Note text</source>
        <translation>Text der Notiz</translation>
    </message>
    <message>
        <source>Write a note for your colleagues</source>
        <translation>Notiz für Ihre Kolleginnen und Kollegen</translation>
    </message>
    <message>
        <source>Remarks on the reply</source>
        <translation>Hinweise zur Antwort</translation>
    </message>
    <message>
        <source>Attach a picture</source>
        <translation>Ein Bild anhängen</translation>
    </message>
    <message>
        <source>Insert a ready answer</source>
        <translation>Eine fertige Antwort einfügen</translation>
    </message>
    <message>
        <source>Characters left</source>
        <translation>Verbleibende Zeichen</translation>
    </message>
    <message>
        <source>Followers of %1 see this</source>
        <translation>Follower von %1 sehen dies</translation>
    </message>
    <message>
        <source>Everybody sees this</source>
        <translation>Alle sehen dies</translation>
    </message>
    <message>
        <source>Reply publicly</source>
        <extracomment>the send button; %1 is our handle</extracomment>
        <translation>Öffentlich antworten</translation>
    </message>
    <message>
        <source>Reply publicly as %1</source>
        <translation>Öffentlich antworten als %1</translation>
    </message>
    <message>
        <source>Only %1 sees this</source>
        <comment>%1 is the customer</comment>
        <translation>Nur %1 sieht dies</translation>
    </message>
    <message>
        <source>Send to %1 only as %2</source>
        <comment>%1 is the customer, %2 our handle</comment>
        <translation>Nur an %1 senden, als %2</translation>
    </message>
    <message>
        <source>Never leaves the team</source>
        <translation>Bleibt im Team</translation>
    </message>
    <message>
        <source>Save the note</source>
        <translation>Notiz speichern</translation>
    </message>
    <message>
        <source>Write to %1</source>
        <translation>An %1 schreiben</translation>
    </message>
    <message>
        <source>Answer %1</source>
        <translation>%1 antworten</translation>
    </message>
    <message>
        <source>%1 (Ctrl+Enter)</source>
        <translation>%1 (Strg+Eingabe)</translation>
    </message>
    <message numerus="yes">
        <source>%n left</source>
        <translation>
            <numerusform>noch %n</numerusform><numerusform>noch %n</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n too many</source>
        <translation>
            <numerusform>%n zu viel</numerusform><numerusform>%n zu viel</numerusform></translation>
    </message>
    <message>
        <source>Stops: %1</source>
        <extracomment>a remark that keeps a reply from being sent</extracomment>
        <translation>Hält an: %1</translation>
    </message>
    <message>
        <source>Attach pictures</source>
        <translation>Bilder anhängen</translation>
    </message>
    <message>
        <source>Pictures and videos (*.png *.jpg *.jpeg *.gif *.webp *.mp4)</source>
        <translation>Bilder und Videos (*.png *.jpg *.jpeg *.gif *.webp *.mp4)</translation>
    </message>
</context>
<context>
    <name>ConversationPane</name>
    <message>
        <source>%1 (%2)</source>
        <comment>action and its key</comment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Assign</source>
        <translation>Zuweisen</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>Schlagwörter</translation>
    </message>
    <message>
        <source>Snooze</source>
        <translation>Zurückstellen</translation>
    </message>
    <message>
        <source>Star</source>
        <translation>Stern</translation>
    </message>
    <message>
        <source>Resolve</source>
        <translation>Erledigen</translation>
    </message>
    <message>
        <source>All actions</source>
        <translation>Alle Aktionen</translation>
    </message>
    <message>
        <source>Show or hide the profile</source>
        <translation>Profil zeigen oder verbergen</translation>
    </message>
    <message>
        <source>snoozed until %1</source>
        <translation>zurückgestellt bis %1</translation>
    </message>
    <message>
        <source>assigned to %1</source>
        <translation>zugewiesen an %1</translation>
    </message>
    <message>
        <source>%1 priority</source>
        <translation>Priorität %1</translation>
    </message>
    <message>
        <source>starred</source>
        <translation>mit Stern</translation>
    </message>
    <message>
        <source>muted</source>
        <translation>stumm</translation>
    </message>
    <message>
        <source>It is on its way already and cannot be taken back.</source>
        <translation>Sie ist schon unterwegs und lässt sich nicht mehr zurückholen.</translation>
    </message>
</context>
<context>
    <name>DeskWords</name>
    <message>
        <source>New</source>
        <comment>status</comment>
        <translation>Neu</translation>
    </message>
    <message>
        <source>Open</source>
        <comment>status</comment>
        <translation>Offen</translation>
    </message>
    <message>
        <source>Waiting for the customer</source>
        <comment>status</comment>
        <translation>Wartet auf die Kundschaft</translation>
    </message>
    <message>
        <source>On hold</source>
        <comment>status</comment>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Resolved</source>
        <comment>status</comment>
        <translation>Erledigt</translation>
    </message>
    <message>
        <source>Closed</source>
        <comment>status</comment>
        <translation>Geschlossen</translation>
    </message>
    <message>
        <source>Low</source>
        <comment>priority</comment>
        <translation>Niedrig</translation>
    </message>
    <message>
        <source>Normal</source>
        <comment>priority</comment>
        <translation>Normal</translation>
    </message>
    <message>
        <source>High</source>
        <comment>priority</comment>
        <translation>Hoch</translation>
    </message>
    <message>
        <source>Urgent</source>
        <comment>priority</comment>
        <translation>Dringend</translation>
    </message>
    <message>
        <source>Public</source>
        <comment>who may read</comment>
        <translation>Öffentlich</translation>
    </message>
    <message>
        <source>Public, not in lists</source>
        <comment>who may read</comment>
        <translation>Öffentlich, nicht in Listen</translation>
    </message>
    <message>
        <source>Followers only</source>
        <comment>who may read</comment>
        <translation>Nur Follower</translation>
    </message>
    <message>
        <source>Direct message</source>
        <comment>who may read</comment>
        <translation>Direktnachricht</translation>
    </message>
    <message>
        <source>draft</source>
        <translation>Entwurf</translation>
    </message>
    <message>
        <source>waits for approval</source>
        <translation>wartet auf Freigabe</translation>
    </message>
    <message>
        <source>changes asked for</source>
        <translation>Änderungen erbeten</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <source>replaced</source>
        <translation>ersetzt</translation>
    </message>
    <message>
        <source>scheduled</source>
        <translation>geplant</translation>
    </message>
    <message>
        <source>held, can be undone</source>
        <translation>zurückgehalten, kann widerrufen werden</translation>
    </message>
    <message>
        <source>waits to be sent</source>
        <translation>wartet auf das Senden</translation>
    </message>
    <message>
        <source>sending…</source>
        <translation>wird gesendet …</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>gesendet</translation>
    </message>
    <message>
        <source>did not get through, trying again</source>
        <translation>kam nicht durch, neuer Versuch</translation>
    </message>
    <message>
        <source>not sent</source>
        <translation>nicht gesendet</translation>
    </message>
    <message>
        <source>unknown whether it was sent</source>
        <translation>unbekannt, ob gesendet</translation>
    </message>
    <message>
        <source>held: all sending is stopped</source>
        <translation>zurückgehalten: alles Senden ist angehalten</translation>
    </message>
    <message>
        <source>waits for your release</source>
        <translation>wartet auf Ihre Freigabe</translation>
    </message>
    <message>
        <source>taken back</source>
        <translation>zurückgeholt</translation>
    </message>
    <message>
        <source>Responder</source>
        <translation>Antwortende</translation>
    </message>
    <message>
        <source>Drafter</source>
        <translation>Entwerfende</translation>
    </message>
    <message>
        <source>Manager</source>
        <translation>Leitung</translation>
    </message>
    <message>
        <source>Administrator</source>
        <translation>Administration</translation>
    </message>
    <message>
        <source>First answer</source>
        <translation>Erste Antwort</translation>
    </message>
    <message>
        <source>Next answer</source>
        <translation>Nächste Antwort</translation>
    </message>
    <message>
        <source>Regular update</source>
        <translation>Regelmäßige Nachricht</translation>
    </message>
    <message>
        <source>Resolution</source>
        <translation>Lösung</translation>
    </message>
    <message>
        <source>running</source>
        <comment>a clock</comment>
        <translation>läuft</translation>
    </message>
    <message>
        <source>paused</source>
        <comment>a clock</comment>
        <translation>steht</translation>
    </message>
    <message>
        <source>met</source>
        <comment>a promise</comment>
        <translation>eingehalten</translation>
    </message>
    <message>
        <source>late</source>
        <comment>a promise</comment>
        <translation>verspätet</translation>
    </message>
    <message>
        <source>no longer needed</source>
        <comment>a clock</comment>
        <translation>nicht mehr nötig</translation>
    </message>
    <message>
        <source>Mentions</source>
        <comment>source</comment>
        <translation>Erwähnungen</translation>
    </message>
    <message>
        <source>Direct messages</source>
        <comment>source</comment>
        <translation>Direktnachrichten</translation>
    </message>
    <message>
        <source>Comments</source>
        <comment>source</comment>
        <translation>Kommentare</translation>
    </message>
    <message>
        <source>Search</source>
        <comment>source</comment>
        <translation>Suche</translation>
    </message>
    <message>
        <source>Hashtag</source>
        <comment>source</comment>
        <translation>Hashtag</translation>
    </message>
    <message>
        <source>Timeline</source>
        <comment>source</comment>
        <translation>Zeitleiste</translation>
    </message>
    <message>
        <source>Our own posts</source>
        <comment>source</comment>
        <translation>Unsere eigenen Beiträge</translation>
    </message>
    <message>
        <source>Feed</source>
        <comment>platform</comment>
        <translation>Feed</translation>
    </message>
    <message>
        <source>spam</source>
        <translation>Spam</translation>
    </message>
    <message>
        <source>thanks only</source>
        <translation>nur Dank</translation>
    </message>
    <message>
        <source>no answer needed</source>
        <translation>keine Antwort nötig</translation>
    </message>
    <message>
        <source>not about us</source>
        <translation>betrifft uns nicht</translation>
    </message>
    <message>
        <source>duplicate</source>
        <translation>doppelt</translation>
    </message>
    <message>
        <source>abuse</source>
        <translation>Beleidigung</translation>
    </message>
    <message>
        <source>answered elsewhere</source>
        <translation>anderswo beantwortet</translation>
    </message>
    <message>
        <source>from before the account was connected</source>
        <translation>aus der Zeit vor dem Verbinden des Kontos</translation>
    </message>
    <message>
        <source>waiting for the customer</source>
        <translation>wartet auf die Kundschaft</translation>
    </message>
    <message>
        <source>on hold</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>snoozed</source>
        <translation>zurückgestellt</translation>
    </message>
    <message>
        <source>resolved</source>
        <translation>erledigt</translation>
    </message>
    <message>
        <source>Quarterdeck</source>
        <comment>the program as an actor</comment>
        <translation>Quarterdeck</translation>
    </message>
    <message>
        <source>A message arrived</source>
        <translation>Eine Nachricht kam an</translation>
    </message>
    <message>
        <source>%1 answered</source>
        <translation>%1 hat geantwortet</translation>
    </message>
    <message>
        <source>We</source>
        <comment>the organisation as an actor</comment>
        <translation>Wir</translation>
    </message>
    <message>
        <source>An automatic answer was sent</source>
        <translation>Eine automatische Antwort wurde gesendet</translation>
    </message>
    <message>
        <source>The author edited a message</source>
        <translation>Die Nachricht wurde vom Verfasser geändert</translation>
    </message>
    <message>
        <source>The author deleted a message</source>
        <translation>Die Nachricht wurde vom Verfasser gelöscht</translation>
    </message>
    <message>
        <source>Routed by the rules</source>
        <translation>Von den Regeln zugeordnet</translation>
    </message>
    <message>
        <source>%1 opened it</source>
        <translation>%1 hat es geöffnet</translation>
    </message>
    <message>
        <source>%1 changed who answers</source>
        <translation>%1 hat geändert, wer antwortet</translation>
    </message>
    <message>
        <source>%1 set it to: %2</source>
        <translation>%1 hat es gesetzt auf: %2</translation>
    </message>
    <message>
        <source>%1 changed the status</source>
        <translation>%1 hat den Status geändert</translation>
    </message>
    <message>
        <source>%1 resolved it</source>
        <translation>%1 hat es erledigt</translation>
    </message>
    <message>
        <source>%1 resolved it: %2</source>
        <translation>%1 hat es erledigt: %2</translation>
    </message>
    <message>
        <source>%1 dismissed it: %2</source>
        <translation>%1 hat es verworfen: %2</translation>
    </message>
    <message>
        <source>%1 reopened it</source>
        <translation>%1 hat es wieder geöffnet</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Geschlossen</translation>
    </message>
    <message>
        <source>%1 snoozed it</source>
        <translation>%1 hat es zurückgestellt</translation>
    </message>
    <message>
        <source>It woke up</source>
        <translation>Es ist wieder da</translation>
    </message>
    <message>
        <source>%1 moved it to another queue</source>
        <translation>%1 hat es in eine andere Liste verschoben</translation>
    </message>
    <message>
        <source>%1 changed the priority</source>
        <translation>%1 hat die Priorität geändert</translation>
    </message>
    <message>
        <source>%1 changed the labels</source>
        <translation>%1 hat die Schlagwörter geändert</translation>
    </message>
    <message>
        <source>%1 wrote a note</source>
        <translation>%1 hat eine Notiz geschrieben</translation>
    </message>
    <message>
        <source>%1 escalated it</source>
        <translation>%1 hat es weitergereicht</translation>
    </message>
    <message>
        <source>%1 changed the star</source>
        <translation>%1 hat den Stern geändert</translation>
    </message>
    <message>
        <source>%1 muted or unmuted it</source>
        <translation>%1 hat die Stummschaltung geändert</translation>
    </message>
    <message>
        <source>The promise of answer times changed</source>
        <translation>Die Zusage der Antwortzeiten hat sich geändert</translation>
    </message>
    <message>
        <source>The opening hours changed</source>
        <translation>Die Öffnungszeiten haben sich geändert</translation>
    </message>
    <message>
        <source>Joined with another conversation</source>
        <translation>Mit einem anderen Gespräch vereint</translation>
    </message>
    <message>
        <source>Split from another conversation</source>
        <translation>Von einem anderen Gespräch getrennt</translation>
    </message>
    <message>
        <source>%1 put an answer into the outbox</source>
        <translation>%1 hat eine Antwort in den Postausgang gelegt</translation>
    </message>
    <message>
        <source>%1 took an answer back</source>
        <translation>%1 hat eine Antwort zurückgeholt</translation>
    </message>
    <message>
        <source>An answer could not be sent</source>
        <translation>Eine Antwort konnte nicht gesendet werden</translation>
    </message>
    <message>
        <source>It is unknown whether an answer was sent</source>
        <translation>Es ist unbekannt, ob eine Antwort gesendet wurde</translation>
    </message>
    <message>
        <source>%1 undid the last step</source>
        <translation>%1 hat den letzten Schritt widerrufen</translation>
    </message>
    <message>
        <source>An e-mail address would be public.</source>
        <translation>Eine E-Mail-Adresse würde öffentlich.</translation>
    </message>
    <message>
        <source>A phone number would be public.</source>
        <translation>Eine Telefonnummer würde öffentlich.</translation>
    </message>
    <message>
        <source>A card number would be public.</source>
        <translation>Eine Kartennummer würde öffentlich.</translation>
    </message>
    <message>
        <source>A bank account number would be public.</source>
        <translation>Eine Kontonummer würde öffentlich.</translation>
    </message>
    <message>
        <source>Personal data would be public.</source>
        <translation>Persönliche Daten würden öffentlich.</translation>
    </message>
    <message>
        <source>The text is too long for this platform.</source>
        <translation>Der Text ist für diese Plattform zu lang.</translation>
    </message>
    <message>
        <source>There is nothing to send yet.</source>
        <translation>Es gibt noch nichts zu senden.</translation>
    </message>
    <message>
        <source>A picture has no description for people who cannot see it.</source>
        <translation>Einem Bild fehlt die Beschreibung für Menschen, die es nicht sehen können.</translation>
    </message>
    <message>
        <source>This conversation belongs to another account.</source>
        <translation>Dieses Gespräch gehört zu einem anderen Konto.</translation>
    </message>
    <message>
        <source>The text holds a phrase your organisation does not use.</source>
        <translation>Der Text enthält eine Wendung, die Ihre Organisation nicht benutzt.</translation>
    </message>
    <message>
        <source>The text holds invisible characters.</source>
        <translation>Der Text enthält unsichtbare Zeichen.</translation>
    </message>
    <message>
        <source>A handle in the text would not be told.</source>
        <translation>Ein Handle im Text würde nicht benachrichtigt.</translation>
    </message>
    <message>
        <source>This would answer a private message in public.</source>
        <translation>Das würde eine private Nachricht öffentlich beantworten.</translation>
    </message>
    <message>
        <source>%1 is signed out. Drafts and notes are kept; sign in again to send.</source>
        <translation>%1 ist abgemeldet. Entwürfe und Notizen bleiben erhalten; melden Sie sich zum Senden wieder an.</translation>
    </message>
    <message>
        <source>This came from a feed: there is nobody to answer there. You can write a note.</source>
        <translation>Dies kam aus einem Feed: Dort ist niemand, dem man antworten könnte. Eine Notiz geht.</translation>
    </message>
    <message>
        <source>This conversation is closed. Reopen it to answer.</source>
        <translation>Dieses Gespräch ist geschlossen. Öffnen Sie es wieder, um zu antworten.</translation>
    </message>
    <message>
        <source>In this queue only the person assigned may answer. Press i to take it.</source>
        <translation>In dieser Liste darf nur antworten, wem es zugewiesen ist. Mit i übernehmen Sie es.</translation>
    </message>
    <message>
        <source>Your role may not send answers here. You can write a note.</source>
        <translation>Ihre Rolle darf hier keine Antworten senden. Eine Notiz geht.</translation>
    </message>
    <message>
        <source>That cannot be done: %1.</source>
        <translation>Das geht nicht: %1.</translation>
    </message>
    <message>
        <source>It is not there any more.</source>
        <translation>Es ist nicht mehr da.</translation>
    </message>
    <message>
        <source>Your role may not do that. A manager can.</source>
        <translation>Ihre Rolle darf das nicht. Die Leitung darf es.</translation>
    </message>
    <message>
        <source>Somebody changed the same thing meanwhile. Look again, then decide.</source>
        <translation>Jemand hat inzwischen dasselbe geändert. Sehen Sie noch einmal nach und entscheiden Sie dann.</translation>
    </message>
    <message>
        <source>The platform signed us out. Sign in again under Settings, Accounts.</source>
        <translation>Die Plattform hat uns abgemeldet. Melden Sie sich unter Einstellungen, Konten wieder an.</translation>
    </message>
    <message>
        <source>The platform asks for a pause of %1 s; it goes on by itself.</source>
        <translation>Die Plattform bittet um %1 s Pause; danach geht es von selbst weiter.</translation>
    </message>
    <message>
        <source>The platform asks for a pause; it goes on by itself.</source>
        <translation>Die Plattform bittet um eine Pause; danach geht es von selbst weiter.</translation>
    </message>
    <message>
        <source>The platform did not answer. Check the connection, then try again.</source>
        <translation>Die Plattform hat nicht geantwortet. Prüfen Sie die Verbindung und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>The platform answered something that cannot be read. Try again later.</source>
        <translation>Die Plattform hat etwas Unlesbares geantwortet. Versuchen Sie es später noch einmal.</translation>
    </message>
    <message>
        <source>The database refused. Nothing was changed.</source>
        <translation>Die Datenbank hat abgelehnt. Geändert wurde nichts.</translation>
    </message>
    <message>
        <source>The database is busy. Try again in a moment.</source>
        <translation>Die Datenbank ist beschäftigt. Versuchen Sie es gleich noch einmal.</translation>
    </message>
    <message>
        <source>The workspace cannot be written. Check the folder's permissions.</source>
        <translation>In den Arbeitsbereich kann nicht geschrieben werden. Prüfen Sie die Rechte des Ordners.</translation>
    </message>
    <message>
        <source>The disk is full. Make room, then try again.</source>
        <translation>Die Festplatte ist voll. Schaffen Sie Platz und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>The database is damaged. Restore the last backup.</source>
        <translation>Die Datenbank ist beschädigt. Spielen Sie die letzte Sicherung zurück.</translation>
    </message>
    <message>
        <source>This workspace was made by a newer Quarterdeck. Update this one.</source>
        <translation>Dieser Arbeitsbereich stammt von einem neueren Quarterdeck. Aktualisieren Sie dieses.</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>Angehalten.</translation>
    </message>
</context>
<context>
    <name>EntryWidget</name>
    <message>
        <source>Note, only the team sees it</source>
        <extracomment>heading of an internal note</extracomment>
        <translation>Notiz, nur das Team sieht sie</translation>
    </message>
    <message>
        <source>Note by %1</source>
        <translation>Notiz von %1</translation>
    </message>
    <message>
        <source>in the same thread</source>
        <comment>a message of somebody else</comment>
        <translation>im selben Verlauf</translation>
    </message>
    <message>
        <source>edited</source>
        <translation>geändert</translation>
    </message>
    <message>
        <source>deleted by the author</source>
        <translation>vom Verfasser gelöscht</translation>
    </message>
    <message>
        <source>sent</source>
        <comment>our answer</comment>
        <translation>gesendet</translation>
    </message>
    <message>
        <source>Message of %1</source>
        <translation>Nachricht von %1</translation>
    </message>
    <message>
        <source>This message was deleted.</source>
        <translation>Diese Nachricht wurde gelöscht.</translation>
    </message>
    <message>
        <source>Show what it said before</source>
        <translation>Zeigen, was vorher dort stand</translation>
    </message>
    <message>
        <source>Show earlier versions of this message</source>
        <translation>Frühere Fassungen dieser Nachricht zeigen</translation>
    </message>
    <message>
        <source>Until %1</source>
        <translation>Bis %1</translation>
    </message>
    <message>
        <source>Our answer</source>
        <translation>Unsere Antwort</translation>
    </message>
    <message>
        <source>to %1</source>
        <translation>an %1</translation>
    </message>
    <message>
        <source>Answer on its way to %1</source>
        <translation>Antwort unterwegs an %1</translation>
    </message>
    <message>
        <source>Undo send</source>
        <translation>Senden widerrufen</translation>
    </message>
    <message>
        <source>Undo send, back into the composer</source>
        <translation>Senden widerrufen, zurück ins Textfeld</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>Noch einmal senden</translation>
    </message>
    <message>
        <source>Send this answer again</source>
        <translation>Diese Antwort noch einmal senden</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>Take this answer back into the composer</source>
        <translation>Diese Antwort ins Textfeld zurückholen</translation>
    </message>
    <message>
        <source>Check on the site</source>
        <translation>Auf der Seite nachsehen</translation>
    </message>
    <message>
        <source>Check on the site whether the answer stands there</source>
        <translation>Auf der Seite nachsehen, ob die Antwort dort steht</translation>
    </message>
    <message>
        <source>It stands there</source>
        <translation>Sie steht dort</translation>
    </message>
    <message>
        <source>Mark this answer as sent</source>
        <translation>Diese Antwort als gesendet vermerken</translation>
    </message>
    <message>
        <source>It does not, send again</source>
        <translation>Sie fehlt, noch einmal senden</translation>
    </message>
    <message>
        <source>The answer is not there: send it again</source>
        <translation>Die Antwort ist nicht da: noch einmal senden</translation>
    </message>
    <message>
        <source>Send it now</source>
        <translation>Jetzt senden</translation>
    </message>
    <message>
        <source>Release this answer</source>
        <translation>Diese Antwort freigeben</translation>
    </message>
    <message numerus="yes">
        <source>Goes out in %n s</source>
        <translation>
            <numerusform>Geht in %n s hinaus</numerusform><numerusform>Geht in %n s hinaus</numerusform></translation>
    </message>
    <message>
        <source>Going out now…</source>
        <translation>Geht jetzt hinaus …</translation>
    </message>
    <message>
        <source>Not sent: %1. The text is kept.</source>
        <translation>Nicht gesendet: %1. Der Text bleibt erhalten.</translation>
    </message>
    <message>
        <source>The connection broke while sending. We looked and could not tell whether it stands there; it is not sent again by itself.</source>
        <translation>Die Verbindung brach beim Senden ab. Wir haben nachgesehen und konnten nicht feststellen, ob sie dort steht; von selbst wird sie nicht noch einmal gesendet.</translation>
    </message>
</context>
<context>
    <name>FirstRun</name>
    <message>
        <source>Quarterdeck</source>
        <translation>Quarterdeck</translation>
    </message>
    <message>
        <source>First steps</source>
        <translation>Erste Schritte</translation>
    </message>
    <message>
        <source>Show me the demo instead</source>
        <translation>Lieber die Vorführung zeigen</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>Überspringen</translation>
    </message>
    <message>
        <source>Skip this step</source>
        <translation>Diesen Schritt überspringen</translation>
    </message>
    <message>
        <source>Step %1 of %2</source>
        <translation>Schritt %1 von %2</translation>
    </message>
    <message>
        <source>Welcome aboard</source>
        <translation>Willkommen an Bord</translation>
    </message>
    <message>
        <source>What is your organisation called, and which clock does it live by? Press Enter to go on.</source>
        <translation>Wie heißt Ihre Organisation, und nach welcher Uhr lebt sie? Mit der Eingabetaste geht es weiter.</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>What matters first?</source>
        <translation>Was kommt zuerst?</translation>
    </message>
    <message>
        <source>Everything that arrives is sorted into queues of these goals, the most important first. Press Enter to accept them.</source>
        <translation>Alles, was ankommt, wird in Listen dieser Ziele sortiert, das wichtigste zuerst. Mit der Eingabetaste übernehmen Sie sie.</translation>
    </message>
    <message>
        <source>Accept the goals</source>
        <translation>Ziele übernehmen</translation>
    </message>
    <message>
        <source>Where do people write to you?</source>
        <translation>Wo schreibt man Ihnen?</translation>
    </message>
    <message>
        <source>Connect one account now; more can follow in the settings.</source>
        <translation>Verbinden Sie jetzt ein Konto; weitere können in den Einstellungen folgen.</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Verbinden</translation>
    </message>
    <message>
        <source>Who answers?</source>
        <translation>Wer antwortet?</translation>
    </message>
    <message>
        <source>You do. Name colleagues who work here too, or press Enter to begin alone.</source>
        <translation>Sie. Nennen Sie, wer hier noch arbeitet, oder beginnen Sie mit der Eingabetaste allein.</translation>
    </message>
    <message>
        <source>Open the desk</source>
        <translation>Arbeitsplatz öffnen</translation>
    </message>
    <message>
        <source>Type a name first; it can be changed later.</source>
        <translation>Geben Sie zuerst einen Namen ein; er lässt sich später ändern.</translation>
    </message>
    <message>
        <source>Nothing was made.</source>
        <translation>Angelegt wurde nichts.</translation>
    </message>
</context>
<context>
    <name>GoalsPage</name>
    <message>
        <source>Goal %1</source>
        <translation>Ziel %1</translation>
    </message>
    <message>
        <source>Goal %1 is more important</source>
        <translation>Ziel %1 ist wichtiger</translation>
    </message>
    <message>
        <source>Goal %1 is less important</source>
        <translation>Ziel %1 ist weniger wichtig</translation>
    </message>
</context>
<context>
    <name>KeySheet</name>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Single letters count while the list or the thread has the keyboard, never while you type.</source>
        <translation>Einzelne Buchstaben gelten, solange die Liste oder der Verlauf die Tastatur hat, nie beim Tippen.</translation>
    </message>
    <message>
        <source>List of keys</source>
        <translation>Liste der Tasten</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Close the list of keys</source>
        <translation>Liste der Tasten schließen</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Quarterdeck</source>
        <translation>Quarterdeck</translation>
    </message>
    <message>
        <source>Choose a conversation to read it.</source>
        <translation>Wählen Sie ein Gespräch, um es zu lesen.</translation>
    </message>
    <message>
        <source>That was the last one here. Press k for the one above, or choose another list.</source>
        <translation>Das war hier das letzte. Mit k geht es zu dem darüber, oder wählen Sie eine andere Liste.</translation>
    </message>
    <message>
        <source>Mine</source>
        <comment>conversations assigned to me</comment>
        <translation>Meine</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suche</translation>
    </message>
    <message>
        <source>%1 – Quarterdeck</source>
        <comment>%1 is the organisation</comment>
        <translation>%1 – Quarterdeck</translation>
    </message>
    <message numerus="yes">
        <source>All sending is held. %n answers are kept and nothing goes out.</source>
        <translation>
            <numerusform>Alles Senden ist angehalten. %n Antwort bleibt erhalten, nichts geht hinaus.</numerusform><numerusform>Alles Senden ist angehalten. %n Antworten bleiben erhalten, nichts geht hinaus.</numerusform></translation>
    </message>
    <message>
        <source>Open the outbox</source>
        <translation>Postausgang öffnen</translation>
    </message>
    <message numerus="yes">
        <source>%1 signed us out. %n answers are kept.</source>
        <translation>
            <numerusform>%1 hat uns abgemeldet. %n Antwort bleibt erhalten.</numerusform><numerusform>%1 hat uns abgemeldet. %n Antworten bleiben erhalten.</numerusform></translation>
    </message>
    <message>
        <source>Sign in again</source>
        <translation>Wieder anmelden</translation>
    </message>
    <message>
        <source>Move</source>
        <comment>heading of keys</comment>
        <translation>Bewegen</translation>
    </message>
    <message>
        <source>Next conversation</source>
        <translation>Nächstes Gespräch</translation>
    </message>
    <message>
        <source>Previous conversation</source>
        <translation>Voriges Gespräch</translation>
    </message>
    <message>
        <source>Read the conversation</source>
        <translation>Gespräch lesen</translation>
    </message>
    <message>
        <source>Back to the list</source>
        <translation>Zurück zur Liste</translation>
    </message>
    <message>
        <source>Go to a list or queue…</source>
        <translation>Zu einer Liste gehen …</translation>
    </message>
    <message>
        <source>Fetch this thread again from the platform</source>
        <translation>Diesen Verlauf neu von der Plattform holen</translation>
    </message>
    <message>
        <source>Decide</source>
        <comment>heading of keys</comment>
        <translation>Entscheiden</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>Antworten</translation>
    </message>
    <message>
        <source>Write a note</source>
        <translation>Notiz schreiben</translation>
    </message>
    <message>
        <source>Resolve</source>
        <translation>Erledigen</translation>
    </message>
    <message>
        <source>Resolved</source>
        <translation>Erledigt</translation>
    </message>
    <message>
        <source>Resolve and open the next</source>
        <translation>Erledigen und das nächste öffnen</translation>
    </message>
    <message>
        <source>Dismiss: no answer needed</source>
        <translation>Verwerfen: keine Antwort nötig</translation>
    </message>
    <message>
        <source>Dismissed</source>
        <translation>Verworfen</translation>
    </message>
    <message>
        <source>Dismiss, with a reason…</source>
        <translation>Mit Grund verwerfen …</translation>
    </message>
    <message>
        <source>Snooze…</source>
        <translation>Zurückstellen …</translation>
    </message>
    <message>
        <source>Assign…</source>
        <translation>Zuweisen …</translation>
    </message>
    <message>
        <source>Assign to me</source>
        <translation>Mir zuweisen</translation>
    </message>
    <message>
        <source>Assigned to you</source>
        <translation>Ihnen zugewiesen</translation>
    </message>
    <message>
        <source>Labels…</source>
        <translation>Schlagwörter …</translation>
    </message>
    <message>
        <source>Priority…</source>
        <translation>Priorität …</translation>
    </message>
    <message>
        <source>Escalate…</source>
        <translation>Weiterreichen …</translation>
    </message>
    <message>
        <source>Star</source>
        <translation>Stern</translation>
    </message>
    <message>
        <source>Starred</source>
        <translation>Mit Stern versehen</translation>
    </message>
    <message>
        <source>Star removed</source>
        <translation>Stern entfernt</translation>
    </message>
    <message>
        <source>Choose for a bulk act</source>
        <translation>Für mehrere auswählen</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>Stummschalten</translation>
    </message>
    <message>
        <source>Muted</source>
        <translation>Stummgeschaltet</translation>
    </message>
    <message>
        <source>No longer muted</source>
        <translation>Nicht mehr stumm</translation>
    </message>
    <message>
        <source>Move to another queue…</source>
        <translation>In eine andere Liste verschieben …</translation>
    </message>
    <message>
        <source>Reopen</source>
        <translation>Wieder öffnen</translation>
    </message>
    <message>
        <source>Reopened</source>
        <translation>Wieder geöffnet</translation>
    </message>
    <message>
        <source>Wake now</source>
        <translation>Jetzt wecken</translation>
    </message>
    <message>
        <source>Awake again</source>
        <translation>Wieder wach</translation>
    </message>
    <message>
        <source>Put on hold</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>On hold</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Widerrufen</translation>
    </message>
    <message>
        <source>Window</source>
        <comment>heading of keys</comment>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>All actions…</source>
        <translation>Alle Aktionen …</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Outbox</source>
        <translation>Postausgang</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Accounts and sources</source>
        <translation>Konten und Quellen</translation>
    </message>
    <message>
        <source>Show or hide the profile</source>
        <translation>Profil zeigen oder verbergen</translation>
    </message>
    <message>
        <source>Light or dark</source>
        <translation>Hell oder dunkel</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Senden</translation>
    </message>
    <message>
        <source>Send and resolve</source>
        <translation>Senden und erledigen</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>What do you want to do?</source>
        <translation>Was möchten Sie tun?</translation>
    </message>
    <message>
        <source>Go to…</source>
        <translation>Gehe zu …</translation>
    </message>
    <message numerus="yes">
        <source>%1: %n conversations</source>
        <translation>
            <numerusform>%1: %n Gespräch</numerusform><numerusform>%1: %n Gespräche</numerusform></translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>Geändert wurde nichts.</translation>
    </message>
    <message numerus="yes">
        <source>(%n left as they were)</source>
        <translation>
            <numerusform>(%n blieb, wie es war)</numerusform><numerusform>(%n blieben, wie sie waren)</numerusform></translation>
    </message>
    <message>
        <source>There is nothing to undo</source>
        <translation>Es gibt nichts zu widerrufen</translation>
    </message>
    <message>
        <source>Undone</source>
        <translation>Widerrufen</translation>
    </message>
    <message>
        <source>%1 (you)</source>
        <translation>%1 (Sie)</translation>
    </message>
    <message>
        <source>Nobody</source>
        <translation>Niemand</translation>
    </message>
    <message>
        <source>Escalate to…</source>
        <translation>Weiterreichen an …</translation>
    </message>
    <message>
        <source>Assign to…</source>
        <translation>Zuweisen an …</translation>
    </message>
    <message>
        <source>Escalated to %1</source>
        <translation>Weitergereicht an %1</translation>
    </message>
    <message>
        <source>Assigned to %1</source>
        <translation>Zugewiesen an %1</translation>
    </message>
    <message>
        <source>Assigned to nobody</source>
        <translation>Niemandem zugewiesen</translation>
    </message>
    <message>
        <source>Add or remove a label…</source>
        <translation>Schlagwort hinzufügen oder entfernen …</translation>
    </message>
    <message>
        <source>New label: %1</source>
        <translation>Neues Schlagwort: %1</translation>
    </message>
    <message>
        <source>Label removed: %1</source>
        <translation>Schlagwort entfernt: %1</translation>
    </message>
    <message>
        <source>Labelled: %1</source>
        <translation>Schlagwort: %1</translation>
    </message>
    <message>
        <source>Snoozed until %1</source>
        <translation>Zurückgestellt bis %1</translation>
    </message>
    <message>
        <source>Later today</source>
        <translation>Heute später</translation>
    </message>
    <message>
        <source>Tomorrow morning</source>
        <translation>Morgen früh</translation>
    </message>
    <message>
        <source>Monday morning</source>
        <translation>Montag früh</translation>
    </message>
    <message>
        <source>In a week</source>
        <translation>In einer Woche</translation>
    </message>
    <message>
        <source>Until we are open again</source>
        <translation>Bis wir wieder geöffnet haben</translation>
    </message>
    <message>
        <source>Snooze until…</source>
        <translation>Zurückstellen bis …</translation>
    </message>
    <message>
        <source>Priority: %1</source>
        <translation>Priorität: %1</translation>
    </message>
    <message>
        <source>Dismiss because…</source>
        <translation>Verwerfen, weil …</translation>
    </message>
    <message>
        <source>Dismissed: %1</source>
        <translation>Verworfen: %1</translation>
    </message>
    <message>
        <source>Move to…</source>
        <translation>Verschieben nach …</translation>
    </message>
    <message>
        <source>Moved to %1</source>
        <translation>Verschoben nach %1</translation>
    </message>
    <message>
        <source>Kept in the outbox: all sending is held</source>
        <translation>Im Postausgang: alles Senden ist angehalten</translation>
    </message>
    <message>
        <source>Sending, then resolved</source>
        <translation>Wird gesendet, dann erledigt</translation>
    </message>
    <message>
        <source>Sending…</source>
        <translation>Wird gesendet …</translation>
    </message>
    <message>
        <source>It is on its way already and cannot be taken back.</source>
        <translation>Sie ist schon unterwegs und lässt sich nicht mehr zurückholen.</translation>
    </message>
    <message>
        <source>Not sent: something changed since you opened it. Your draft is kept.</source>
        <translation>Nicht gesendet: seit Sie es geöffnet haben, hat sich etwas geändert. Ihr Entwurf bleibt erhalten.</translation>
    </message>
</context>
<context>
    <name>MediaTile</name>
    <message>
        <source>Video</source>
        <translation>Video</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>Ton</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>%1 without description</source>
        <translation>%1 ohne Beschreibung</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Pictures are turned off</source>
        <translation>Bilder sind ausgeschaltet</translation>
    </message>
    <message>
        <source>The picture could not be fetched</source>
        <translation>Das Bild ließ sich nicht holen</translation>
    </message>
    <message>
        <source>Marked as sensitive: press to show</source>
        <translation>Als heikel markiert: drücken zum Zeigen</translation>
    </message>
    <message>
        <source>No preview</source>
        <translation>Keine Vorschau</translation>
    </message>
    <message>
        <source>Fetching the picture…</source>
        <translation>Hole das Bild …</translation>
    </message>
    <message>
        <source>No description</source>
        <translation>Keine Beschreibung</translation>
    </message>
</context>
<context>
    <name>NamePage</name>
    <message>
        <source>Name of your organisation</source>
        <translation>Name Ihrer Organisation</translation>
    </message>
    <message>
        <source>My organisation</source>
        <translation>Meine Organisation</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>Zeitzone</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
</context>
<context>
    <name>OutboxPanel</name>
    <message>
        <source>Outbox</source>
        <translation>Postausgang</translation>
    </message>
    <message>
        <source>Answers on their way</source>
        <translation>Antworten unterwegs</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Close the outbox</source>
        <translation>Postausgang schließen</translation>
    </message>
    <message>
        <source>Allow sending again</source>
        <translation>Senden wieder erlauben</translation>
    </message>
    <message>
        <source>Hold all sending</source>
        <translation>Alles Senden anhalten</translation>
    </message>
    <message>
        <source>All sending is held. Nothing goes out; after you allow it again, each answer waits for its own release.</source>
        <translation>Alles Senden ist angehalten. Nichts geht hinaus; wird es wieder erlaubt, wartet jede Antwort auf ihre eigene Freigabe.</translation>
    </message>
    <message>
        <source>Nothing is on its way and nothing got stuck.</source>
        <translation>Nichts ist unterwegs, und nichts hängt fest.</translation>
    </message>
    <message numerus="yes">
        <source>%n answers are on their way or got stuck.</source>
        <translation>
            <numerusform>%n Antwort ist unterwegs oder hängt fest.</numerusform><numerusform>%n Antworten sind unterwegs oder hängen fest.</numerusform></translation>
    </message>
    <message>
        <source>To @%1 · %2 · %3</source>
        <comment>recipient, state, age</comment>
        <translation>An @%1 · %2 · %3</translation>
    </message>
    <message>
        <source>%1, answer to %2</source>
        <translation>%1, Antwort an %2</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>Noch einmal senden</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Zurückholen</translation>
    </message>
    <message>
        <source>It stands there</source>
        <translation>Sie steht dort</translation>
    </message>
    <message>
        <source>It does not, send again</source>
        <translation>Sie fehlt, noch einmal senden</translation>
    </message>
    <message>
        <source>Send it now</source>
        <translation>Jetzt senden</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Open the conversation with %1</source>
        <translation>Gespräch mit %1 öffnen</translation>
    </message>
</context>
<context>
    <name>PeoplePage</name>
    <message>
        <source>Name of a colleague</source>
        <translation>Name einer Kollegin oder eines Kollegen</translation>
    </message>
    <message>
        <source>Name of colleague %1</source>
        <translation>Name, Zeile %1</translation>
    </message>
    <message>
        <source>Login</source>
        <translation>Anmeldename</translation>
    </message>
    <message>
        <source>Login of colleague %1</source>
        <translation>Anmeldename, Zeile %1</translation>
    </message>
    <message>
        <source>Role of colleague %1</source>
        <translation>Rolle, Zeile %1</translation>
    </message>
</context>
<context>
    <name>Picker</name>
    <message>
        <source>Choices</source>
        <translation>Auswahl</translation>
    </message>
</context>
<context>
    <name>ProfilePane</name>
    <message>
        <source>Profile</source>
        <translation>Profil</translation>
    </message>
    <message>
        <source>%1, section</source>
        <extracomment>a part of the profile that can be folded away</extracomment>
        <translation>%1, Abschnitt</translation>
    </message>
    <message numerus="yes">
        <source>%n followers</source>
        <translation>
            <numerusform>%n Follower</numerusform><numerusform>%n Follower</numerusform></translation>
    </message>
    <message>
        <source>says it is a bot</source>
        <translation>nennt sich einen Bot</translation>
    </message>
    <message>
        <source>known since %1</source>
        <translation>bekannt seit %1</translation>
    </message>
    <message>
        <source>Writes %1</source>
        <translation>Schreibt %1</translation>
    </message>
    <message>
        <source>Clocks</source>
        <translation>Uhren</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>name of a clock and how it stands</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 of %2 used</source>
        <comment>lengths of time</comment>
        <translation>%1 von %2 verbraucht</translation>
    </message>
    <message>
        <source>Paused %1: %2</source>
        <translation>Stand %1: %2</translation>
    </message>
    <message>
        <source>Why it is here</source>
        <translation>Warum es hier ist</translation>
    </message>
    <message>
        <source>Queue: %1</source>
        <translation>Liste: %1</translation>
    </message>
    <message>
        <source>Everything else</source>
        <comment>the default rule</comment>
        <translation>Alles Übrige</translation>
    </message>
    <message>
        <source>✓ %1</source>
        <comment>a rule that fitted</comment>
        <translation>✓ %1</translation>
    </message>
    <message>
        <source>– %1</source>
        <comment>a rule that did not fit</comment>
        <translation>– %1</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Was geschah</translation>
    </message>
    <message>
        <source>Earlier conversations</source>
        <translation>Frühere Gespräche</translation>
    </message>
    <message>
        <source>Open the conversation: %1</source>
        <translation>Gespräch öffnen: %1</translation>
    </message>
</context>
<context>
    <name>RailModel</name>
    <message numerus="yes">
        <source>%1, %n waiting</source>
        <extracomment>a list in the rail and how many conversations wait in it</extracomment>
        <translation>
            <numerusform>%1, %n wartet</numerusform><numerusform>%1, %n warten</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n at risk or late</source>
        <translation>
            <numerusform>%n gefährdet oder verspätet</numerusform><numerusform>%n gefährdet oder verspätet</numerusform></translation>
    </message>
    <message>
        <source>Mine</source>
        <comment>conversations assigned to me</comment>
        <translation>Meine</translation>
    </message>
    <message>
        <source>Unassigned</source>
        <translation>Nicht zugewiesen</translation>
    </message>
    <message>
        <source>At risk</source>
        <comment>answers that are nearly due</comment>
        <translation>Gefährdet</translation>
    </message>
    <message>
        <source>Late</source>
        <comment>answers that are overdue</comment>
        <translation>Verspätet</translation>
    </message>
    <message>
        <source>Waiting</source>
        <comment>for the customer</comment>
        <translation>Wartend</translation>
    </message>
    <message>
        <source>Snoozed</source>
        <translation>Zurückgestellt</translation>
    </message>
    <message>
        <source>Outbox</source>
        <translation>Postausgang</translation>
    </message>
    <message>
        <source>Goals</source>
        <comment>heading of the goal queues</comment>
        <translation>Ziele</translation>
    </message>
    <message>
        <source>Saved views</source>
        <translation>Gespeicherte Ansichten</translation>
    </message>
</context>
<context>
    <name>RailView</name>
    <message>
        <source>Lists and queues</source>
        <translation>Listen</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Settings: %1</source>
        <translation>Einstellungen: %1</translation>
    </message>
    <message>
        <source>Your desk</source>
        <translation>Ihr Arbeitsplatz</translation>
    </message>
    <message>
        <source>Accounts and sources</source>
        <translation>Konten und Quellen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Close the settings</source>
        <translation>Einstellungen schließen</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>As the desktop</source>
        <translation>Wie der Desktop</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Hoher Kontrast</translation>
    </message>
    <message>
        <source>Cards</source>
        <translation>Karten</translation>
    </message>
    <message>
        <source>Comfortable</source>
        <translation>Bequem</translation>
    </message>
    <message>
        <source>Compact</source>
        <translation>Kompakt</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>Textgröße</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Open the next conversation after one is resolved, dismissed or snoozed</source>
        <translation>Das nächste Gespräch öffnen, wenn eines erledigt, verworfen oder zurückgestellt ist</translation>
    </message>
    <message>
        <source>Fetch pictures and avatars</source>
        <translation>Bilder und Avatare holen</translation>
    </message>
    <message>
        <source>Accounts</source>
        <translation>Konten</translation>
    </message>
    <message>
        <source>Connect another account</source>
        <translation>Ein weiteres Konto verbinden</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Verbinden</translation>
    </message>
    <message>
        <source>Connect this account</source>
        <translation>Dieses Konto verbinden</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>Quellen</translation>
    </message>
    <message>
        <source>Watch a word or hashtag</source>
        <translation>Ein Wort oder einen Hashtag beobachten</translation>
    </message>
    <message>
        <source>No account is connected yet.</source>
        <translation>Noch ist kein Konto verbunden.</translation>
    </message>
    <message>
        <source>signed out</source>
        <translation>abgemeldet</translation>
    </message>
    <message>
        <source>working</source>
        <comment>an account</comment>
        <translation>in Ordnung</translation>
    </message>
    <message>
        <source>New token or app password</source>
        <translation>Neues Token oder App-Passwort</translation>
    </message>
    <message>
        <source>New token or app password of %1</source>
        <translation>Neues Token oder App-Passwort von %1</translation>
    </message>
    <message>
        <source>Sign in again</source>
        <translation>Wieder anmelden</translation>
    </message>
    <message>
        <source>Sign in again as %1</source>
        <translation>Wieder anmelden als %1</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove the account %1</source>
        <translation>Konto %1 entfernen</translation>
    </message>
    <message>
        <source>checked %1</source>
        <translation>geprüft %1</translation>
    </message>
    <message>
        <source>not checked yet</source>
        <translation>noch nicht geprüft</translation>
    </message>
    <message>
        <source>last trouble: %1</source>
        <translation>letzte Störung: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n gaps are being filled</source>
        <translation>
            <numerusform>%n Lücke wird gefüllt</numerusform><numerusform>%n Lücken werden gefüllt</numerusform></translation>
    </message>
    <message>
        <source>%1 of %2 requests left</source>
        <translation>%1 von %2 Anfragen übrig</translation>
    </message>
    <message>
        <source>The server refused that token. The account stays signed out; nothing else changed.</source>
        <translation>Der Server hat dieses Token abgelehnt. Das Konto bleibt abgemeldet; sonst hat sich nichts geändert.</translation>
    </message>
    <message>
        <source>Remove %1? Its token is forgotten and it is no longer read.</source>
        <translation>%1 entfernen? Das Token wird vergessen und das Konto nicht mehr gelesen.</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>%1 entfernen</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Through which account?</source>
        <translation>Über welches Konto?</translation>
    </message>
    <message>
        <source>A word, a phrase or a #hashtag</source>
        <translation>Ein Wort, eine Wendung oder ein #Hashtag</translation>
    </message>
    <message>
        <source>Watch %1</source>
        <translation>%1 beobachten</translation>
    </message>
</context>
<context>
    <name>ThreadView</name>
    <message>
        <source>Thread</source>
        <translation>Verlauf</translation>
    </message>
</context>
<context>
    <name>TimeWords</name>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 h</translation>
    </message>
    <message>
        <source>%1 d</source>
        <comment>days</comment>
        <translation>%1 T</translation>
    </message>
    <message>
        <source>d MMM</source>
        <comment>date format of a day this year</comment>
        <translation>d. MMM</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>gerade eben</translation>
    </message>
    <message>
        <source>%1 ago</source>
        <comment>%1 is a length of time such as 5 min</comment>
        <translation>vor %1</translation>
    </message>
    <message>
        <source>on %1</source>
        <comment>%1 is a date</comment>
        <translation>am %1</translation>
    </message>
    <message>
        <source>%1 s</source>
        <comment>seconds</comment>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>late %1</source>
        <comment>%1 is a length of time</comment>
        <translation>%1 verspätet</translation>
    </message>
    <message>
        <source>in %1</source>
        <comment>%1 is a length of time</comment>
        <translation>in %1</translation>
    </message>
    <message>
        <source>due %1</source>
        <comment>%1 is a time of day</comment>
        <translation>fällig %1</translation>
    </message>
</context>
<context>
    <name>TitleBar</name>
    <message>
        <source>Desk</source>
        <translation>Arbeitsplatz</translation>
    </message>
    <message>
        <source>Page: Desk</source>
        <translation>Seite: Arbeitsplatz</translation>
    </message>
    <message>
        <source>Search conversations</source>
        <translation>Gespräche durchsuchen</translation>
    </message>
    <message>
        <source>Search  /     All actions  Ctrl+K</source>
        <translation>Suche  /     Alle Aktionen  Strg+K</translation>
    </message>
    <message>
        <source>Menu of %1</source>
        <translation>Menü von %1</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>name and role</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>No sources</source>
        <translation>Keine Quellen</translation>
    </message>
    <message numerus="yes">
        <source>%n sources</source>
        <translation>
            <numerusform>%n Quelle</numerusform><numerusform>%n Quellen</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n sources work</source>
        <translation>
            <numerusform>%1 von %n Quelle arbeitet</numerusform><numerusform>%1 von %n Quellen arbeiten</numerusform></translation>
    </message>
    <message>
        <source>Sources: %1</source>
        <translation>Quellen: %1</translation>
    </message>
    <message>
        <source>Checked %1</source>
        <translation>Geprüft %1</translation>
    </message>
    <message>
        <source>Not checked yet</source>
        <translation>Noch nicht geprüft</translation>
    </message>
</context>
<context>
    <name>UndoBar</name>
    <message>
        <source>Undo</source>
        <translation>Widerrufen</translation>
    </message>
    <message>
        <source>Last action</source>
        <translation>Letzte Aktion</translation>
    </message>
    <message>
        <source>Undo the last action</source>
        <translation>Letzte Aktion widerrufen</translation>
    </message>
</context>
<context>
    <name>runDesk</name>
    <message>
        <source>Quarterdeck cannot open its workspace</source>
        <translation>Quarterdeck kann seinen Arbeitsbereich nicht öffnen</translation>
    </message>
</context>
</TS>
