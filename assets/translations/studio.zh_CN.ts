<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Studio</name>
    <message>
        <source>The line cannot be spoken ({0}): try another voice.</source>
        <translation>这句旁白无法朗读（{0}）：请换一个声音试试。</translation>
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
    <message>
        <source>What the film costs cannot be told just now ({0}).</source>
        <translation>暂时无法估计影片的制作时间和大小（{0}）。</translation>
    </message>
    <message>
        <source>A film&apos;s name ends with .mp4, or with .mov for editing: “{0}” does not.</source>
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
        <source>The cache&apos;s disk has {0} free, and the takes need {1}: choose a smaller size.</source>
        <translation>缓存所在磁盘剩余 {0}，画面需要 {1}：请选择较小的尺寸。</translation>
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
        <source>{0} was left out: a film has one piece of music, and you gave several.</source>
        <translation>未使用 {0}：一部影片只能有一首配乐，而您选了多首。</translation>
    </message>
    <message>
        <source>The sound device stopped playing, so the film goes on without sound: check your speakers or headphones, then play again.</source>
        <translation>声音设备停止了播放，影片将无声继续：请检查扬声器或耳机，然后重新播放。</translation>
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
        <source>Memory for models</source>
        <translation>模型的显存安排</translation>
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
        <source>The model is here: {0}</source>
        <translation>模型已就绪：{0}</translation>
    </message>
    <message>
        <source>Stopped. What came is kept; the next fetch goes on from there.</source>
        <translation>已停止。已下载的部分会保留，下次从那里继续。</translation>
    </message>
    <message>
        <source>{0} MB are free again.</source>
        <translation>已释放 {0} MB。</translation>
    </message>
    <message>
        <source>The webhook is off: give an address first.</source>
        <translation>通知尚未开启：请先填写地址。</translation>
    </message>
    <message>
        <source>All constellations</source>
        <translation>所有星座</translation>
    </message>
    <message>
        <source>Lines of {0}</source>
        <translation>{0}连线</translation>
    </message>
    <message>
        <source>{0} has been read as a script: save it as a storyboard when you like it.</source>
        <translation>已将“{0}”作为文稿读入：满意后请保存为故事板。</translation>
    </message>
    <message>
        <source>This storyboard has no file yet: choose where to save it.</source>
        <translation>此故事板还没有文件：请选择保存位置。</translation>
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
    <message>
        <source>There is no sound output on this computer: connect speakers or headphones, then listen again.</source>
        <translation>这台电脑没有声音输出：请接上扬声器或耳机，然后再试听。</translation>
    </message>
    <message>
        <source>The sound device cannot be opened: check your speakers or headphones, then listen again.</source>
        <translation>无法打开声音设备：请检查扬声器或耳机，然后再试听。</translation>
    </message>
    <message>
        <source>Something unexpected went wrong ({0}). Your work is kept; the details are in {1}.</source>
        <translation>发生了意料之外的错误（{0}）。你的工作没有丢失；详情见 {1}。</translation>
    </message>
    <message>
        <source>{0} holds the storyboard and all its files.</source>
        <translation>{0} 已包含故事板及其全部文件。</translation>
    </message>
</context>
</TS>
