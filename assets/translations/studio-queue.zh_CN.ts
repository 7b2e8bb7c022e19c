<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
    <context>
        <name>Studio</name>
        <message>
            <source>What the film costs cannot be told just now ({0}).</source>
            <translation>暂时无法估计影片的制作时间和大小（{0}）。</translation>
        </message>
        <message>
            <source>A film's name ends with .mp4, or with .mov for editing: “{0}” does not.</source>
            <translation>影片文件名应以 .mp4 结尾（用于剪辑时为 .mov），“{0}”不符合。</translation>
        </message>
        <message>
            <source>ProRes needs a .mov file: let the name end with .mov.</source>
            <translation>ProRes 需要 .mov 文件：请让文件名以 .mov 结尾。</translation>
        </message>
        <message>
            <source>Give the film a name.</source>
            <translation>请给影片起个名字。</translation>
        </message>
        <message>
            <source>“{0}” is a folder: choose another name.</source>
            <translation>“{0}”是一个文件夹：请换个名字。</translation>
        </message>
        <message>
            <source>There is no folder “{0}”: choose another place.</source>
            <translation>文件夹“{0}”不存在：请选择其他位置。</translation>
        </message>
        <message>
            <source>Nothing can be written into “{0}”: choose another place.</source>
            <translation>无法写入“{0}”：请选择其他位置。</translation>
        </message>
        <message>
            <source>The queue is making this file already: choose another name, or cancel that film.</source>
            <translation>队列正在制作同名文件：请换个名字，或先取消那部影片。</translation>
        </message>
        <message>
            <source>Only {0} free there, and the film needs {1} while it is made: free some space.</source>
            <translation>该处只剩 {0}，制作影片需要 {1}：请先腾出空间。</translation>
        </message>
        <message>
            <source>The cache's disk has {0} free, and the takes need {1}: choose a smaller size.</source>
            <translation>缓存所在磁盘剩余 {0}，画面需要 {1}：请选择较小的尺寸。</translation>
        </message>
    </context>
</TS>
