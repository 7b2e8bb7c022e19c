<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>Studio</name>
    <message>
        <source>The line cannot be spoken ({0}): try another voice.</source>
        <translation>这句旁白无法朗读（{0}）：请换一个声音试试。</translation>
    </message>
    <message>
        <source>Shot {0} cannot be shown: its painter has failed ({1}). Change its words or its sky.</source>
        <translation>镜头 {0} 无法显示：绘制时出错（{1}）。请修改它的文字或星空。</translation>
    </message>
    <message>
        <source>Shot {0}: {1}</source>
        <translation>镜头 {0}：{1}</translation>
    </message>
    <message>
        <source>The sound device stopped playing, so the film goes on without sound: check your speakers or headphones, then play again.</source>
        <translation>声音设备停止了播放，影片将无声继续：请检查扬声器或耳机，然后重新播放。</translation>
    </message>
    <message>
        <source>There is no sound output on this computer: connect speakers or headphones, then listen again.</source>
        <translation>这台电脑没有声音输出：请接上扬声器或耳机，然后再试听。</translation>
    </message>
    <message>
        <source>The sound device cannot be opened: check your speakers or headphones, then listen again.</source>
        <translation>无法打开声音设备：请检查扬声器或耳机，然后再试听。</translation>
    </message>
</context>
</TS>
