<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>CompareView</name>
    <message>
        <source>Take {0}</source>
        <translation>版本 {0}</translation>
    </message>
    <message>
        <source>seed {0}</source>
        <translation>种子 {0}</translation>
    </message>
    <message>
        <source>chosen</source>
        <translation>已选用</translation>
    </message>
    <message>
        <source>Compare takes</source>
        <translation>比较版本</translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation>并排</translation>
    </message>
    <message>
        <source>Wipe: drag the seam</source>
        <translation>划像：拖动分界线</translation>
    </message>
    <message>
        <source>Pause (Space)</source>
        <translation>暂停（空格）</translation>
    </message>
    <message>
        <source>Play both (Space)</source>
        <translation>同时播放（空格）</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>关闭（Esc）</translation>
    </message>
    <message>
        <source>Place in the takes</source>
        <translation>版本中的位置</translation>
    </message>
</context>
<context>
    <name>Comparison</name>
    <message>
        <source>Two takes compared</source>
        <translation>正在比较的两个版本</translation>
    </message>
    <message>
        <source>Shift and the arrow keys move the seam of the wipe.</source>
        <translation>按 Shift 加方向键可移动划像的分界线。</translation>
    </message>
</context>
<context>
    <name>FullScreen</name>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
</context>
<context>
    <name>PictureView</name>
    <message>
        <source>Draft</source>
        <translation>草稿</translation>
    </message>
    <message>
        <source>Picture of the film at the playhead</source>
        <translation>播放头处的影片画面</translation>
    </message>
</context>
<context>
    <name>Preview</name>
    <message>
        <source>Getting the sky painter ready for this computer; this happens once.</source>
        <translation>正在为这台电脑准备星空绘制，只需一次。</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} / {1}</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
</context>
<context>
    <name>ScrubBar</name>
    <message>
        <source>Place in the film</source>
        <translation>影片中的位置</translation>
    </message>
    <message>
        <source>Arrow keys go by frames, page keys by shots.</source>
        <translation>方向键逐帧移动，翻页键逐个镜头移动。</translation>
    </message>
</context>
<context>
    <name>TransportBar</name>
    <message>
        <source>Pause (Space)</source>
        <translation>暂停（空格）</translation>
    </message>
    <message>
        <source>Play (Space)</source>
        <translation>播放（空格）</translation>
    </message>
    <message>
        <source>To the start (Home)</source>
        <translation>回到开头（Home）</translation>
    </message>
    <message>
        <source>One frame back (Left)</source>
        <translation>后退一帧（←）</translation>
    </message>
    <message>
        <source>One frame on (Right)</source>
        <translation>前进一帧（→）</translation>
    </message>
    <message>
        <source>To the end (End)</source>
        <translation>跳到结尾（End）</translation>
    </message>
    <message>
        <source>Play this shot again and again</source>
        <translation>循环播放这个镜头</translation>
    </message>
    <message>
        <source>Sound off</source>
        <translation>静音</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>音量</translation>
    </message>
    <message>
        <source>Guides over the picture</source>
        <translation>画面参考线</translation>
    </message>
    <message>
        <source>Full screen (F11)</source>
        <translation>全屏（F11）</translation>
    </message>
    <message>
        <source>Minutes, seconds and frames: the playhead, and the whole film</source>
        <translation>分、秒、帧：播放头位置与影片全长</translation>
    </message>
    <message>
        <source>Safe areas (93 % and 90 %)</source>
        <translation>安全区（93% 与 90%）</translation>
    </message>
    <message>
        <source>Rule of thirds</source>
        <translation>三分线</translation>
    </message>
    <message>
        <source>Centre cross</source>
        <translation>中心十字</translation>
    </message>
</context>
</TS>
