<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Commands</name>
    <message numerus="yes">
        <source>%n take(s) put into the queue.</source>
        <translation>
            <numerusform>%n take put into the queue.</numerusform>
            <numerusform>%n takes put into the queue.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Editing</name>
    <message numerus="yes">
        <source>Looking at %n file(s)…</source>
        <translation>
            <numerusform>Looking at %n file…</numerusform>
            <numerusform>Looking at %n files…</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ShotPage</name>
    <message numerus="yes">
        <source>%n shots: what you change here changes in all of them.</source>
        <translation>
            <numerusform>%n shot: what you change here changes it.</numerusform>
            <numerusform>%n shots: what you change here changes in all of them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TakesPanel</name>
    <message numerus="yes">
        <source>%n shots selected.</source>
        <translation>
            <numerusform>%n shot selected.</numerusform>
            <numerusform>%n shots selected.</numerusform>
        </translation>
    </message>
</context>
</TS>
