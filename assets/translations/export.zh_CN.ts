<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>Export</name>
    <message>
        <source>The film carries the AI label.</source>
        <translation>影片将带有 AI 标识。</translation>
    </message>
    <message>
        <source>“{0}” is there already: it will be replaced when the new one is whole.</source>
        <translation>“{0}”已经存在：新影片制作完整后将替换它。</translation>
    </message>
    <message>
        <source>… and {0} more notes.</source>
        <translation>……另有 {0} 条提示。</translation>
    </message>
    <message>
        <source>All {0} shots are ready: nothing has to be painted.</source>
        <translation>{0} 个镜头的画面都已就绪，无需重新绘制。</translation>
    </message>
    <message>
        <source>All {0} shots will be painted.</source>
        <translation>将绘制全部 {0} 个镜头。</translation>
    </message>
    <message>
        <source>{0} of {1} shots are ready, {2} will be painted.</source>
        <translation>{1} 个镜头中有 {0} 个已就绪，将绘制其余 {2} 个。</translation>
    </message>
    <message>
        <source>The film lasts {0}. How long it takes to make is known after the first film.</source>
        <translation>片长 {0}。制作时间要在完成第一部影片后才能估计。</translation>
    </message>
    <message>
        <source>The film lasts {0} and takes about {1} to make.</source>
        <translation>片长 {0}，制作约需 {1}。</translation>
    </message>
    <message>
        <source>About {0}; {1} are free there.</source>
        <translation>文件约 {0}；该处剩余空间 {1}。</translation>
    </message>
    <message>
        <source>As the storyboard ({0} × {1})</source>
        <translation>与故事板相同（{0} × {1}）</translation>
    </message>
    <message>
        <source>720p · small, for messages and old projectors</source>
        <translation>720p · 文件小，适合发消息和旧投影仪</translation>
    </message>
    <message>
        <source>1080p · full HD, for most screens</source>
        <translation>1080p · 全高清，适合大多数屏幕</translation>
    </message>
    <message>
        <source>1440p · fine</source>
        <translation>1440p · 更精细</translation>
    </message>
    <message>
        <source>4K · very fine, takes four times as long as 1080p</source>
        <translation>4K · 非常精细，耗时约为 1080p 的四倍</translation>
    </message>
    <message>
        <source>the storyboard&apos;s own shape</source>
        <translation>故事板原来的画幅</translation>
    </message>
    <message>
        <source>for televisions, projectors and video sites</source>
        <translation>适合电视、投影仪和视频网站</translation>
    </message>
    <message>
        <source>for telephones held upright</source>
        <translation>适合竖屏手机</translation>
    </message>
    <message>
        <source>a square, for posts</source>
        <translation>方形，适合社交平台</translation>
    </message>
    <message>
        <source>for older projectors and tablets</source>
        <translation>适合旧投影仪和平板</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>草稿</translation>
    </message>
    <message>
        <source>Standard</source>
        <translation>标准</translation>
    </message>
    <message>
        <source>Master</source>
        <translation>母版</translation>
    </message>
    <message>
        <source>Encoded quickly, for a first look.</source>
        <translation>快速编码，先看个大概。</translation>
    </message>
    <message>
        <source>For the classroom, for video sites and for friends.</source>
        <translation>适合课堂播放、上传视频网站和分享给朋友。</translation>
    </message>
    <message>
        <source>The faintest stars are kept: for projection and for editing. A large file.</source>
        <translation>保留最暗的星，适合大屏放映和后期剪辑；文件较大。</translation>
    </message>
    <message>
        <source>Automatic (H.264, plays everywhere)</source>
        <translation>自动（H.264，处处可播）</translation>
    </message>
    <message>
        <source>H.264, plays everywhere</source>
        <translation>H.264，处处可播</translation>
    </message>
    <message>
        <source>HEVC with 10 bits, for newer devices</source>
        <translation>10 位 HEVC，适合较新的设备</translation>
    </message>
    <message>
        <source>ProRes 422 (.mov), for editing</source>
        <translation>ProRes 422（.mov），用于剪辑</translation>
    </message>
    <message>
        <source>{0} by {1} hardware, quick</source>
        <translation>{0}（{1} 硬件编码，较快）</translation>
    </message>
    <message>
        <source>In the picture</source>
        <translation>印在画面中</translation>
    </message>
    <message>
        <source>As a track</source>
        <translation>作为字幕轨道</translation>
    </message>
    <message>
        <source>As a file for the web (.vtt)</source>
        <translation>网页字幕文件（.vtt）</translation>
    </message>
    <message>
        <source>Posters</source>
        <translation>海报</translation>
    </message>
    <message>
        <source>Sound in parts</source>
        <translation>分轨声音</translation>
    </message>
    <message>
        <source>Edit list (.otio)</source>
        <translation>剪辑表（.otio）</translation>
    </message>
    <message>
        <source>The captions are part of the picture and seen everywhere</source>
        <translation>字幕成为画面的一部分，在哪里都能看到</translation>
    </message>
    <message>
        <source>Captions that a player can switch on and off</source>
        <translation>可以在播放器里打开或关闭的字幕</translation>
    </message>
    <message>
        <source>Captions beside the film, for web pages</source>
        <translation>与影片放在一起、供网页使用的字幕</translation>
    </message>
    <message>
        <source>A cover and a picture of every shot, as .jpg</source>
        <translation>一张封面和每个镜头的图片（.jpg）</translation>
    </message>
    <message>
        <source>Speech, music and effects one by one, as .wav</source>
        <translation>旁白、音乐、音效各成一轨（.wav）</translation>
    </message>
    <message>
        <source>For going on in an editing program</source>
        <translation>用于在剪辑软件中继续编辑</translation>
    </message>
    <message>
        <source>Where it is needed</source>
        <translation>需要时</translation>
    </message>
    <message>
        <source>Always</source>
        <translation>总是</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>从不</translation>
    </message>
    <message>
        <source>A mark in the first seconds and an entry in the file that say the pictures are AI-generated. The painted sky and your own footage need none.</source>
        <translation>在片头几秒显示标识，并在文件中写入说明，表明画面由 AI 生成。绘制的星空和您自己的素材无需标识。</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Looking up what is ready…</source>
        <translation>正在查看哪些画面已就绪……</translation>
    </message>
    <message>
        <source>{0} × {1} · {2} frames a second</source>
        <translation>{0} × {1} · 每秒 {2} 帧</translation>
    </message>
    <message>
        <source>Where the film is put</source>
        <translation>影片存放位置</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Export the film</source>
        <translation>导出影片</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Close without exporting (Esc)</source>
        <translation>关闭，不导出（Esc）</translation>
    </message>
    <message>
        <source>Put the film into the queue; you can go on working meanwhile</source>
        <translation>把影片加入队列，您可以继续工作</translation>
    </message>
</context>
<context>
    <name>ExportForm</name>
    <message>
        <source>A dome or a 360-degree picture keeps the size of its storyboard</source>
        <translation>球幕和 360° 画面保持故事板的尺寸</translation>
    </message>
    <message>
        <source>Folder: {0}</source>
        <translation>文件夹：{0}</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>尺寸</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>画幅</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>质量</translation>
    </message>
    <message>
        <source>Encoder</source>
        <translation>编码器</translation>
    </message>
    <message>
        <source>Captions</source>
        <translation>字幕</translation>
    </message>
    <message>
        <source>Beside it</source>
        <translation>附带文件</translation>
    </message>
    <message>
        <source>AI label</source>
        <translation>AI 标识</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>更改…</translation>
    </message>
    <message>
        <source>Put the film into another folder</source>
        <translation>把影片放到另一个文件夹</translation>
    </message>
    <message>
        <source>As it is</source>
        <translation>原画幅</translation>
    </message>
</context>
<context>
    <name>FinishedBar</name>
    <message>
        <source>The film “{0}” is ready.</source>
        <translation>影片“{0}”已完成。</translation>
    </message>
    <message>
        <source>The film “{0}” could not be made. {1}</source>
        <translation>影片“{0}”未能完成。{1}</translation>
    </message>
    <message>
        <source>No program was found that plays “{0}”.</source>
        <translation>没有找到可以播放“{0}”的程序。</translation>
    </message>
    <message>
        <source>The folder “{0}” cannot be shown.</source>
        <translation>无法打开文件夹“{0}”。</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>Play the film with the system&apos;s player</source>
        <translation>用系统播放器播放影片</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>在文件夹中显示</translation>
    </message>
    <message>
        <source>Show the film&apos;s file in its folder</source>
        <translation>在文件夹中显示影片文件</translation>
    </message>
    <message>
        <source>Posters</source>
        <translation>海报</translation>
    </message>
    <message>
        <source>Show the cover and the pictures of the shots</source>
        <translation>查看封面和各镜头的图片</translation>
    </message>
    <message>
        <source>Show the queue</source>
        <translation>查看队列</translation>
    </message>
    <message>
        <source>See what failed, and try it again</source>
        <translation>查看失败原因并重试</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>关闭这条消息</translation>
    </message>
</context>
<context>
    <name>ShapePreview</name>
    <message>
        <source>Picture of {0} × {1} pixels</source>
        <translation>{0} × {1} 像素的画面</translation>
    </message>
</context>
</TS>
