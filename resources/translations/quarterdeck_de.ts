<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>AccountForm</name>
    <message>
        <source>Platform of the account</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Server address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Handle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Access token or app password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address of the feed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hours of unanswered posts that become work</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> hours</source>
        <comment>after a number, in a field</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Platform</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Feed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer the last</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>App password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every new entry becomes an item to read; there is nobody to answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make an app password in Bluesky under Settings, App passwords. Posts of the last 30 days come in to be read; only unanswered ones of these hours become work.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make a token in Mastodon under Preferences, Development. Posts of the last 30 days come in to be read; only unanswered ones of these hours become work.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type the address of the feed first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type the address of your server first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A token or app password is needed to read and answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server refused this token or password. Check it, or make a new one; nothing was saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server did not answer. Check the address and the connection, then try again; what you typed is still here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This account is connected already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That address answered something unexpected. Is it the right server?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you typed is still here.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ActionRegistry</name>
    <message>
        <source>Alt with a letter types characters on many keyboards. Choose another key.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has that key already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no such action.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AttachmentRow</name>
    <message>
        <source>Describe it for people who cannot see it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Description of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Dismiss this message</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CardFace</name>
    <message>
        <source>Draft</source>
        <comment>chip on a card</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Direct</source>
        <comment>chip on a card</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>new</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>starred</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>chosen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>assigned to %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CardListPane</name>
    <message>
        <source>Which conversations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <comment>filter</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting</source>
        <comment>filter</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resolved</source>
        <comment>filter</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything</source>
        <comment>filter</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which platform</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All platforms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In which order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Due first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Newest first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Conversations</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n new</source>
        <extracomment>new conversations that wait above the list</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Show %n new conversations</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n open</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n at risk</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n late</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>%1 or more</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n chosen</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing for “%1”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing for “%1”. Did you mean “%2”?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search for “%1”</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Nothing waits for you. %n are unassigned.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Nothing waits for you. %n are unassigned, the oldest for %1.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Take the next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing waits for you, and nothing is unassigned.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No account is connected yet, so nothing can arrive. Connect one under Settings, Accounts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing here from %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show all platforms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every answer is in time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All answered.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>All answered. Checked %1 ago on %n sources.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CollisionDialog</name>
    <message>
        <source>Not sent: something changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not sent, because this changed since you opened it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your text is kept as a draft.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send all the same</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send all the same, knowing what changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look again, keep the draft</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Before: %1</source>
        <comment>the text of an edited message</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Now: %1</source>
        <comment>the text of an edited message</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ComposerBox</name>
    <message>
        <source>Your text is still here and will be saved again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your note is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your draft is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reply</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write a reply</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write an internal note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who can read the reply</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reply text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write a note for your colleagues</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remarks on the reply</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attach a picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Insert a ready answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Characters left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Followers of %1 see this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everybody sees this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reply publicly</source>
        <extracomment>the send button; %1 is our handle</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reply publicly as %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only %1 sees this</source>
        <comment>%1 is the customer</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send to %1 only as %2</source>
        <comment>%1 is the customer, %2 our handle</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Never leaves the team</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write to %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (Ctrl+Enter)</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n left</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n too many</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Stops: %1</source>
        <extracomment>a remark that keeps a reply from being sent</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attach pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures and videos (*.png *.jpg *.jpeg *.gif *.webp *.mp4)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ConversationPane</name>
    <message>
        <source>%1 (%2)</source>
        <comment>action and its key</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Assign</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Labels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Snooze</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Star</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resolve</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All actions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show or hide the profile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>snoozed until %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>assigned to %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 priority</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>starred</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>muted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is on its way already and cannot be taken back.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DeskWords</name>
    <message>
        <source>New</source>
        <comment>status</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <comment>status</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting for the customer</source>
        <comment>status</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On hold</source>
        <comment>status</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resolved</source>
        <comment>status</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Closed</source>
        <comment>status</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Low</source>
        <comment>priority</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Normal</source>
        <comment>priority</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>High</source>
        <comment>priority</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Urgent</source>
        <comment>priority</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Public</source>
        <comment>who may read</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Public, not in lists</source>
        <comment>who may read</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Followers only</source>
        <comment>who may read</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Direct message</source>
        <comment>who may read</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>draft</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waits for approval</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>changes asked for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rejected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>replaced</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>scheduled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>held, can be undone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waits to be sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sending…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>did not get through, trying again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unknown whether it was sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>held: all sending is stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waits for your release</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>taken back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Responder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drafter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Manager</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Administrator</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Regular update</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resolution</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>running</source>
        <comment>a clock</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>paused</source>
        <comment>a clock</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>met</source>
        <comment>a promise</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>late</source>
        <comment>a promise</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no longer needed</source>
        <comment>a clock</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mentions</source>
        <comment>source</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Direct messages</source>
        <comment>source</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comments</source>
        <comment>source</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search</source>
        <comment>source</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hashtag</source>
        <comment>source</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Timeline</source>
        <comment>source</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Our own posts</source>
        <comment>source</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Feed</source>
        <comment>platform</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>spam</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>thanks only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no answer needed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not about us</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>duplicate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>abuse</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>answered elsewhere</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>from before the account was connected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waiting for the customer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on hold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>snoozed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>resolved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quarterdeck</source>
        <comment>the program as an actor</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A message arrived</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 answered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>We</source>
        <comment>the organisation as an actor</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An automatic answer was sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The author edited a message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The author deleted a message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Routed by the rules</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 opened it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 changed who answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 set it to: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 changed the status</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 resolved it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 resolved it: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 dismissed it: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 reopened it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Closed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 snoozed it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It woke up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 moved it to another queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 changed the priority</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 changed the labels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 wrote a note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 escalated it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 changed the star</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 muted or unmuted it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The promise of answer times changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The opening hours changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Joined with another conversation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Split from another conversation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 put an answer into the outbox</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 took an answer back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An answer could not be sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is unknown whether an answer was sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 undid the last step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An e-mail address would be public.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A phone number would be public.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A card number would be public.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A bank account number would be public.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Personal data would be public.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The text is too long for this platform.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to send yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A picture has no description for people who cannot see it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This conversation belongs to another account.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The text holds a phrase your organisation does not use.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The text holds invisible characters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A handle in the text would not be told.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This would answer a private message in public.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is signed out. Drafts and notes are kept; sign in again to send.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This came from a feed: there is nobody to answer there. You can write a note.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This conversation is closed. Reopen it to answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In this queue only the person assigned may answer. Press i to take it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your role may not send answers here. You can write a note.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That cannot be done: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is not there any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your role may not do that. A manager can.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody changed the same thing meanwhile. Look again, then decide.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The platform signed us out. Sign in again under Settings, Accounts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The platform asks for a pause of %1 s; it goes on by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The platform asks for a pause; it goes on by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The platform did not answer. Check the connection, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The platform answered something that cannot be read. Try again later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database refused. Nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database is busy. Try again in a moment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The workspace cannot be written. Check the folder&apos;s permissions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk is full. Make room, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database is damaged. Restore the last backup.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This workspace was made by a newer Quarterdeck. Update this one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EntryWidget</name>
    <message>
        <source>Note, only the team sees it</source>
        <extracomment>heading of an internal note</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note by %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in the same thread</source>
        <comment>a message of somebody else</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>edited</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>deleted by the author</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sent</source>
        <comment>our answer</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Message of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This message was deleted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show what it said before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show earlier versions of this message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Until %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Our answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer on its way to %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo send</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo send, back into the composer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send this answer again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take this answer back into the composer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check on the site</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check on the site whether the answer stands there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It stands there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mark this answer as sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It does not, send again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answer is not there: send it again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send it now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Release this answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Goes out in %n s</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Going out now…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not sent: %1. The text is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connection broke while sending. We looked and could not tell whether it stands there; it is not sent again by itself.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FirstRun</name>
    <message>
        <source>Quarterdeck</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show me the demo instead</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Skip</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Skip this step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step %1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Welcome aboard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is your organisation called, and which clock does it live by? Press Enter to go on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Continue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What matters first?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything that arrives is sorted into queues of these goals, the most important first. Press Enter to accept them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accept the goals</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where do people write to you?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connect one account now; more can follow in the settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who answers?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You do. Name colleagues who work here too, or press Enter to begin alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the desk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type a name first; it can be changed later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was made.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>GoalsPage</name>
    <message>
        <source>Goal %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Goal %1 is more important</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Goal %1 is less important</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>KeySheet</name>
    <message>
        <source>Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Single letters count while the list or the thread has the keyboard, never while you type.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>List of keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the list of keys</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Quarterdeck</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a conversation to read it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That was the last one here. Press k for the one above, or choose another list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mine</source>
        <comment>conversations assigned to me</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 – Quarterdeck</source>
        <comment>%1 is the organisation</comment>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>All sending is held. %n answers are kept and nothing goes out.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Open the outbox</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%1 signed us out. %n answers are kept.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Sign in again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move</source>
        <comment>heading of keys</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next conversation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous conversation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read the conversation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to a list or queue…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fetch this thread again from the platform</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decide</source>
        <comment>heading of keys</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reply</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write a note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resolve</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resolved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resolve and open the next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dismiss: no answer needed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dismissed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dismiss, with a reason…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Snooze…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Assign…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Assign to me</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Assigned to you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Labels…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Priority…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Escalate…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Star</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Starred</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Star removed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose for a bulk act</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Muted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No longer muted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move to another queue…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reopen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reopened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wake now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Awake again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put on hold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On hold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Window</source>
        <comment>heading of keys</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All actions…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outbox</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accounts and sources</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show or hide the profile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light or dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send and resolve</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What do you want to do?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to…</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%1: %n conversations</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>(%n left as they were)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>There is nothing to undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (you)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Escalate to…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Assign to…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Escalated to %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Assigned to %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Assigned to nobody</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add or remove a label…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New label: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Label removed: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Labelled: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Snoozed until %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Later today</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tomorrow morning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Monday morning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In a week</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Until we are open again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Snooze until…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Priority: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dismiss because…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dismissed: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move to…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Moved to %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kept in the outbox: all sending is held</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sending, then resolved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sending…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is on its way already and cannot be taken back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not sent: something changed since you opened it. Your draft is kept.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MediaTile</name>
    <message>
        <source>Video</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sound</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 without description</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures are turned off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture could not be fetched</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Marked as sensitive: press to show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No preview</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fetching the picture…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No description</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NamePage</name>
    <message>
        <source>Name of your organisation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>My organisation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OutboxPanel</name>
    <message>
        <source>Outbox</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answers on their way</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the outbox</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Allow sending again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold all sending</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All sending is held. Nothing goes out; after you allow it again, each answer waits for its own release.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is on its way and nothing got stuck.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n answers are on their way or got stuck.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>To @%1 · %2 · %3</source>
        <comment>recipient, state, age</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, answer to %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It stands there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It does not, send again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send it now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the conversation with %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PeoplePage</name>
    <message>
        <source>Name of a colleague</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of colleague %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Login</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Login of colleague %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Role of colleague %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Picker</name>
    <message>
        <source>Choices</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProfilePane</name>
    <message>
        <source>Profile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, section</source>
        <extracomment>a part of the profile that can be folded away</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n followers</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>says it is a bot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>known since %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writes %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clocks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>name of a clock and how it stands</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 used</source>
        <comment>lengths of time</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paused %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why it is here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Queue: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything else</source>
        <comment>the default rule</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✓ %1</source>
        <comment>a rule that fitted</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>– %1</source>
        <comment>a rule that did not fit</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What happened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Earlier conversations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the conversation: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RailModel</name>
    <message numerus="yes">
        <source>%1, %n waiting</source>
        <extracomment>a list in the rail and how many conversations wait in it</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n at risk or late</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Mine</source>
        <comment>conversations assigned to me</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unassigned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At risk</source>
        <comment>answers that are nearly due</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Late</source>
        <comment>answers that are overdue</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting</source>
        <comment>for the customer</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Snoozed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outbox</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Goals</source>
        <comment>heading of the goal queues</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved views</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RailView</name>
    <message>
        <source>Lists and queues</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your desk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accounts and sources</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the desktop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cards</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comfortable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compact</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the next conversation after one is resolved, dismissed or snoozed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fetch pictures and avatars</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accounts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connect another account</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connect this account</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sources</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Watch a word or hashtag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No account is connected yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>signed out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>working</source>
        <comment>an account</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New token or app password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New token or app password of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign in again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign in again as %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove the account %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>checked %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not checked yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>last trouble: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n gaps are being filled</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 requests left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server refused that token. The account stays signed out; nothing else changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove %1? Its token is forgotten and it is no longer read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Through which account?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A word, a phrase or a #hashtag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Watch %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ThreadView</name>
    <message>
        <source>Thread</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TimeWords</name>
    <message>
        <source>now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 d</source>
        <comment>days</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>d MMM</source>
        <comment>date format of a day this year</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>just now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 ago</source>
        <comment>%1 is a length of time such as 5 min</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on %1</source>
        <comment>%1 is a date</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 s</source>
        <comment>seconds</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>late %1</source>
        <comment>%1 is a length of time</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in %1</source>
        <comment>%1 is a length of time</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>due %1</source>
        <comment>%1 is a time of day</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TitleBar</name>
    <message>
        <source>Desk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Page: Desk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search conversations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search  /     All actions  Ctrl+K</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Menu of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>name and role</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No sources</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n sources</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n sources work</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Sources: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checked %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not checked yet</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>UndoBar</name>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last action</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo the last action</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>runDesk</name>
    <message>
        <source>Quarterdeck cannot open its workspace</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
