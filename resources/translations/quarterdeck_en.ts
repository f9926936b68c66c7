<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context>
    <name>CardListPane</name>
    <message numerus="yes">
        <source>%n new</source>
        <extracomment>new conversations that wait above the list</extracomment>
        <translation>
            <numerusform>%n new</numerusform>
            <numerusform>%n new</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Show %n new conversations</source>
        <translation>
            <numerusform>Show %n new conversation</numerusform>
            <numerusform>Show %n new conversations</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n open</source>
        <translation>
            <numerusform>%n open</numerusform>
            <numerusform>%n open</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n at risk</source>
        <translation>
            <numerusform>%n at risk</numerusform>
            <numerusform>%n at risk</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n late</source>
        <translation>
            <numerusform>%n late</numerusform>
            <numerusform>%n late</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n chosen</source>
        <translation>
            <numerusform>%n chosen</numerusform>
            <numerusform>%n chosen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Nothing waits for you. %n are unassigned.</source>
        <translation>
            <numerusform>Nothing waits for you. %n is unassigned.</numerusform>
            <numerusform>Nothing waits for you. %n are unassigned.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Nothing waits for you. %n are unassigned, the oldest for %1.</source>
        <translation>
            <numerusform>Nothing waits for you. %n is unassigned, for %1.</numerusform>
            <numerusform>Nothing waits for you. %n are unassigned, the oldest for %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All answered. Checked %1 ago on %n sources.</source>
        <translation>
            <numerusform>All answered. Checked %1 ago on %n source.</numerusform>
            <numerusform>All answered. Checked %1 ago on %n sources.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ComposerBox</name>
    <message numerus="yes">
        <source>%n left</source>
        <translation>
            <numerusform>%n left</numerusform>
            <numerusform>%n left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n too many</source>
        <translation>
            <numerusform>%n too many</numerusform>
            <numerusform>%n too many</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EntryWidget</name>
    <message numerus="yes">
        <source>Goes out in %n s</source>
        <translation>
            <numerusform>Goes out in %n s</numerusform>
            <numerusform>Goes out in %n s</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message numerus="yes">
        <source>All sending is held. %n answers are kept and nothing goes out.</source>
        <translation>
            <numerusform>All sending is held. %n answer is kept and nothing goes out.</numerusform>
            <numerusform>All sending is held. %n answers are kept and nothing goes out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 signed us out. %n answers are kept.</source>
        <translation>
            <numerusform>%1 signed us out. %n answer is kept.</numerusform>
            <numerusform>%1 signed us out. %n answers are kept.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %n conversations</source>
        <translation>
            <numerusform>%1: %n conversation</numerusform>
            <numerusform>%1: %n conversations</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>(%n left as they were)</source>
        <translation>
            <numerusform>(%n left as it was)</numerusform>
            <numerusform>(%n left as they were)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OutboxPanel</name>
    <message numerus="yes">
        <source>%n answers are on their way or got stuck.</source>
        <translation>
            <numerusform>%n answer is on its way or got stuck.</numerusform>
            <numerusform>%n answers are on their way or got stuck.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ProfilePane</name>
    <message numerus="yes">
        <source>%n followers</source>
        <translation>
            <numerusform>%n follower</numerusform>
            <numerusform>%n followers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RailModel</name>
    <message numerus="yes">
        <source>%1, %n waiting</source>
        <extracomment>a list in the rail and how many conversations wait in it</extracomment>
        <translation>
            <numerusform>%1, %n waiting</numerusform>
            <numerusform>%1, %n waiting</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n at risk or late</source>
        <translation>
            <numerusform>%n at risk or late</numerusform>
            <numerusform>%n at risk or late</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message numerus="yes">
        <source>%n gaps are being filled</source>
        <translation>
            <numerusform>%n gap is being filled</numerusform>
            <numerusform>%n gaps are being filled</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TitleBar</name>
    <message numerus="yes">
        <source>%n sources</source>
        <translation>
            <numerusform>%n source</numerusform>
            <numerusform>%n sources</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n sources work</source>
        <translation>
            <numerusform>%1 of %n source works</numerusform>
            <numerusform>%1 of %n sources work</numerusform>
        </translation>
    </message>
</context>
</TS>
