<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>Hero</name>
    <message>
        <source>Tell a legend, and see it as a film under the real sky</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a script or storyboard…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a .starloom storyboard, a .starpack bundle, or a .txt or .md script</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Empty storyboard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Begin with one empty shot</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RecentCard</name>
    <message>
        <source>its file is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take it off this list; the file stays</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take {0} off the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take off the list</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RecoveredRow</name>
    <message>
        <source>Untitled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is let go</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>last edited {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>of {0}, which stays as it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>never saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It cannot be had back after some seconds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open recovered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open it as it was at the last edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let it go</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forget these edits; a file that they belong to stays</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep it after all</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SentenceBox</name>
    <message>
        <source>Write a sentence, or paste a whole story…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A sentence or a story to film</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every sentence becomes a shot. Enter creates the storyboard, Shift+Enter begins a new line.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Create</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make a storyboard of these words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Orion rises over a winter sea.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A whale under the northern lights.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stars fall over sleeping hills.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take this sentence</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StartPage</name>
    <message>
        <source>Storyboards, bundles and scripts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recovered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Begin with a legend</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recent storyboards</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Legends</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 shot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} shots</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>just now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} min ago</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>today, {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>yesterday, {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TemplateCard</name>
    <message>
        <source>Begin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tell it in Chinese</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tell it in English</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Begin with the legend {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Begin with this legend: everything in it can be changed</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
