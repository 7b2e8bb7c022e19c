<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>Studio</name>
    <message>
        <source>{0} was left out: a film has one piece of music, and you gave several.</source>
        <translation>未使用 {0}：一部影片只能有一首配乐，而您选了多首。</translation>
    </message>
    <message>
        <source>The folder {0} cannot be read ({1}): check its permissions.</source>
        <translation>无法读取文件夹 {0}（{1}）：请检查访问权限。</translation>
    </message>
    <message>
        <source>The folder {0} holds no pictures, films, sounds, texts or storyboards.</source>
        <translation>文件夹 {0} 中没有可用的图片、视频、声音、文本或故事板。</translation>
    </message>
    <message>
        <source>{0} lasts {1}: its first 30 seconds are shown. Give the shot another length to see more of it.</source>
        <translation>{0} 长 {1}，先取开头 30 秒。要多看一些，请调整镜头时长。</translation>
    </message>
    <message>
        <source>{0} cannot be brought in ({1}): choose another file.</source>
        <translation>无法导入 {0}（{1}）：请换一个文件。</translation>
    </message>
</context>
</TS>
