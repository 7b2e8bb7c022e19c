<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>Studio</name>
    <message>
        <source>{0} has been read as a script: save it as a storyboard when you like it.</source>
        <translation>已将“{0}”作为文稿读入：满意后请保存为故事板。</translation>
    </message>
    <message>
        <source>This storyboard has no file yet: choose where to save it.</source>
        <translation>此故事板还没有文件：请选择保存位置。</translation>
    </message>
    <message>
        <source>Save in another folder</source>
        <translation>保存到其他文件夹</translation>
    </message>
    <message>
        <source>{0} had been changed by another program: that version is kept among its earlier versions.</source>
        <translation>{0} 曾被其他程序修改：那个版本已保留在较早版本中。</translation>
    </message>
    <message>
        <source>The unsaved edits of {0} are kept: they stand under Recovered on the start page.</source>
        <translation>“{0}”未保存的改动已保留：可在起始页的“恢复的内容”中找到。</translation>
    </message>
    <message>
        <source>the storyboard before</source>
        <translation>先前的故事板</translation>
    </message>
    <message>
        <source>System</source>
        <translation>系统</translation>
    </message>
    <message>
        <source>Libraries</source>
        <translation>程序库</translation>
    </message>
    <message>
        <source>More libraries</source>
        <translation>其他程序库</translation>
    </message>
    <message>
        <source>Diffusion libraries</source>
        <translation>扩散模型程序库</translation>
    </message>
    <message>
        <source>Encoders</source>
        <translation>编码器</translation>
    </message>
    <message>
        <source>Fonts</source>
        <translation>字体</translation>
    </message>
    <message>
        <source>Voices</source>
        <translation>语音</translation>
    </message>
    <message>
        <source>GPU</source>
        <translation>显卡</translation>
    </message>
    <message>
        <source>Processor and memory</source>
        <translation>处理器与内存</translation>
    </message>
    <message>
        <source>Data folder</source>
        <translation>数据文件夹</translation>
    </message>
    <message>
        <source>Cache folder</source>
        <translation>缓存文件夹</translation>
    </message>
    <message>
        <source>Settings folder</source>
        <translation>设置文件夹</translation>
    </message>
    <message>
        <source>Log folder</source>
        <translation>日志文件夹</translation>
    </message>
    <message>
        <source>There is no folder {0} yet.</source>
        <translation>文件夹 {0} 尚不存在。</translation>
    </message>
    <message>
        <source>This system shows no folders: look at {0}.</source>
        <translation>系统无法显示文件夹：请查看 {0}。</translation>
    </message>
    <message>
        <source>{0} MB are free again.</source>
        <translation>已释放 {0} MB。</translation>
    </message>
    <message>
        <source>The webhook is off: give an address first.</source>
        <translation>通知尚未开启：请先填写地址。</translation>
    </message>
</context>
</TS>
