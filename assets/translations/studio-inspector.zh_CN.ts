<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>Studio</name>
    <message>
        <source>All constellations</source>
        <translation>所有星座</translation>
    </message>
    <message>
        <source>Lines of {0}</source>
        <translation>{0}连线</translation>
    </message>
    <message>
        <source>The Sun is too high for most stars to be seen.</source>
        <translation>太阳太高，大多数星星看不见。</translation>
    </message>
    <message>
        <source>latitude {0}°</source>
        <translation>纬度 {0}°</translation>
    </message>
    <message>
        <source>{0}, sidereal time {1}.</source>
        <translation>{0}，地方恒星时 {1}。</translation>
    </message>
    <message>
        <source>{0}, {1} local time.</source>
        <translation>{0}，当地时间 {1}。</translation>
    </message>
</context>
</TS>
