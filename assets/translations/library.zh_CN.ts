<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>Figures</name>
    <message>
        <source>Figures</source>
        <translation>星座人物</translation>
    </message>
    <message>
        <source>Double-click or press Enter to bring it into the current shot</source>
        <translation>双击或按回车键，让它出现在当前镜头中</translation>
    </message>
    <message>
        <source>No such figure is known</source>
        <translation>没有这个星座人物</translation>
    </message>
</context>
<context>
    <name>Legends</name>
    <message>
        <source>Legends</source>
        <translation>传说</translation>
    </message>
    <message>
        <source>{0} shots</source>
        <translation>{0} 个镜头</translation>
    </message>
    <message>
        <source>Drag it into the storyboard, or press Enter to insert it after the current shot</source>
        <translation>拖入故事板，或按回车键插入到当前镜头之后</translation>
    </message>
    <message>
        <source>No legend or shot has these words</source>
        <translation>没有传说或镜头含有这些文字</translation>
    </message>
</context>
<context>
    <name>LibraryPanel</name>
    <message>
        <source>Legends</source>
        <translation>传说</translation>
    </message>
    <message>
        <source>Media</source>
        <translation>素材</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>星座人物</translation>
    </message>
    <message>
        <source>Search legends and shots</source>
        <translation>搜索传说和镜头</translation>
    </message>
    <message>
        <source>Search files</source>
        <translation>搜索文件</translation>
    </message>
    <message>
        <source>Search figures</source>
        <translation>搜索星座人物</translation>
    </message>
    <message>
        <source>In Chinese or English</source>
        <translation>中文或英文均可</translation>
    </message>
    <message>
        <source>Add figure</source>
        <translation>添加星座人物</translation>
    </message>
    <message>
        <source>{0} is now in the shot “{1}”.</source>
        <translation>{0}已出现在镜头“{1}”中。</translation>
    </message>
    <message>
        <source>{0} is now in the shot “{1}”, on its stars; turn the camera if they lie outside.</source>
        <translation>{0}已画在镜头“{1}”中它自己的星星上；如果看不到，请转动镜头的朝向。</translation>
    </message>
</context>
<context>
    <name>MediaList</name>
    <message>
        <source>No file is called so</source>
        <translation>没有这个名字的文件</translation>
    </message>
    <message>
        <source>Files that you add or drop onto the storyboard are listed here.</source>
        <translation>添加的文件，或拖到故事板上的文件，会列在这里。</translation>
    </message>
    <message>
        <source>Not found: put it back, or add it again</source>
        <translation>找不到文件：请放回原处，或重新添加</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Film</source>
        <translation>视频</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>声音</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>{0}, used in the storyboard</source>
        <translation>{0}，故事板中已使用</translation>
    </message>
</context>
<context>
    <name>MediaPanel</name>
    <message>
        <source>Add files</source>
        <translation>添加文件</translation>
    </message>
    <message>
        <source>Add files…</source>
        <translation>添加文件…</translation>
    </message>
    <message>
        <source>Pictures, films, sounds and texts, after the current shot</source>
        <translation>图片、视频、声音和文本，插入到当前镜头之后</translation>
    </message>
    <message>
        <source>Drop pictures, films, sounds or texts here</source>
        <translation>把图片、视频、声音或文本拖到这里</translation>
    </message>
    <message>
        <source>Own files</source>
        <translation>自己的文件</translation>
    </message>
</context>
</TS>
