<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Engine</name>
    <message>
        <source>{0} has no GGUF file of its {1} in {2}: fetch the model&apos;s GGUF weights, or choose others.</source>
        <translation>{2} 中没有 {0} 的 {1} 的 GGUF 文件：请下载其 GGUF 权重，或改用其他权重。</translation>
    </message>
    <message>
        <source>The text encoder in {0} was loaded empty: use the transformers that Starloom was set up with.</source>
        <translation>{0} 中的文本编码器没有载入内容：请使用织星安装时配套的 transformers。</translation>
    </message>
    <message>
        <source>{0} describes a {1}, which Starloom cannot run: choose a folder of a Wan model.</source>
        <translation>{0} 描述的是 {1}，织星无法运行：请选择 Wan 模型的文件夹。</translation>
    </message>
    <message>
        <source>{0} lacks {1} ({2}): fetch the model again.</source>
        <translation>{0} 缺少 {1}（{2}）：请再次下载该模型。</translation>
    </message>
    <message>
        <source>The {0} of {1} in {2} cannot be loaded ({3}): verify the model, and fetch what is damaged again.</source>
        <translation>无法载入 {2} 中 {1} 的 {0}（{3}）：请校验该模型，并重新下载损坏的部分。</translation>
    </message>
    <message>
        <source>The model computed values that are not numbers: verify its files, and let it compute in bfloat16 or float32.</source>
        <translation>模型算出了无效数值：请校验其文件，并改用 bfloat16 或 float32 计算。</translation>
    </message>
    <message>
        <source>The model gave a clip of one flat colour (level {0} of 255): verify its files, and try another seed.</source>
        <translation>模型给出的片段只有一种颜色（亮度 {0}/255）：请校验其文件，或换一个种子。</translation>
    </message>
    <message>
        <source>The model gave a clip in which nothing moves: try another seed, or say what happens in the shot.</source>
        <translation>模型给出的片段没有任何运动：请换一个种子，或在镜头文字中写明发生了什么。</translation>
    </message>
    <message>
        <source>The diffusion generator needs {0}: set Starloom up again with the part &apos;diffusion&apos;.</source>
        <translation>扩散生成器需要 {0}：请重新安装织星并包含“diffusion”部分。</translation>
    </message>
    <message>
        <source>{0} needs the package {1}: install it, or choose other weights.</source>
        <translation>{0} 需要 {1} 包：请安装它，或改用其他权重。</translation>
    </message>
    <message>
        <source>The LoRA file {0} does not go with this model ({1}): choose one that was made for it.</source>
        <translation>LoRA 文件 {0} 与该模型不配（{1}）：请选择为它制作的文件。</translation>
    </message>
    <message>
        <source>The memory does not suffice for {0}, not even for a short and small clip ({1}): close other programs, or choose a smaller model.</source>
        <translation>内存不足以运行 {0}，连短小的片段也不行（{1}）：请关闭其他程序，或选择更小的模型。</translation>
    </message>
    <message>
        <source>{0} paints sizes that divide by {1}, not {2}: choose another.</source>
        <translation>{0} 的画面尺寸须能被 {1} 整除，{2} 不行：请换一个尺寸。</translation>
    </message>
    <message>
        <source>{0} makes {1} n + 1 frames, not {2}: choose the next such number.</source>
        <translation>{0} 的帧数须为 {1}n + 1，{2} 不行：请选择邻近的帧数。</translation>
    </message>
    <message>
        <source>{0} paints on from a first frame: give one, or choose a model that needs none.</source>
        <translation>{0} 需要首帧才能继续：请提供首帧，或选择不需要首帧的模型。</translation>
    </message>
    <message>
        <source>A mask says what of a control video is kept: give the control video as well.</source>
        <translation>遮罩说明控制视频保留哪些部分：请同时提供控制视频。</translation>
    </message>
    <message>
        <source>{0} cannot use {1}: choose another model, or leave it out.</source>
        <translation>{0} 不能使用 {1}：请换一个模型，或去掉它。</translation>
    </message>
    <message>
        <source>The clip&apos;s {0} is {1} of {2}; it must be uint8 of {3}, as the clip is.</source>
        <translation>片段的 {0} 是 {2} 的 {1}；须与片段一样为 {3} 的 uint8。</translation>
    </message>
    <message>
        <source>A reference picture must be uint8 (height, width, 3), not {0}.</source>
        <translation>参考图须为 uint8（高、宽、3），而不是 {0}。</translation>
    </message>
    <message>
        <source>The tokenizer in {0} loses {1} of the stars&apos; names though it can spell them: use the versions of transformers and tokenizers that Starloom was set up with.</source>
        <translation>{0} 中的分词器会丢失星名中的 {1}：请使用织星安装时配套的 transformers 和 tokenizers。</translation>
    </message>
    <message>
        <source>The model cannot read {0} in the words of this shot: write them in other characters, or in Latin letters.</source>
        <translation>模型读不懂这个镜头文字中的 {0}：请换用其他写法，或用拉丁字母。</translation>
    </message>
    <message>
        <source>The tokenizer in {0} cannot be read ({1}): fetch the model again.</source>
        <translation>无法读取 {0} 中的分词器（{1}）：请再次下载该模型。</translation>
    </message>
    <message>
        <source>The clip was cancelled.</source>
        <translation>片段已取消。</translation>
    </message>
    <message>
        <source>The film was cancelled.</source>
        <translation>影片已取消。</translation>
    </message>
    <message>
        <source>memory was freed, and the clip is tried again</source>
        <translation>释放了内存后重试该片段</translation>
    </message>
    <message>
        <source>the clip is decoded in tiles</source>
        <translation>片段分块解码</translation>
    </message>
    <message>
        <source>blocks of the model wait in main memory until their turn comes, which is slower</source>
        <translation>模型的模块在内存中等待轮换，速度较慢</translation>
    </message>
    <message>
        <source>one expert is in memory at a time, and loaded anew for every clip</source>
        <translation>每次只有一个专家在内存中，每个片段重新载入</translation>
    </message>
    <message>
        <source>{0} frames are made instead of {1}, and stretched over the time</source>
        <translation>制作 {0} 帧而非 {1} 帧，并拉伸到同样时长</translation>
    </message>
    <message>
        <source>the clip is made at {0} % of its width and height, and enlarged</source>
        <translation>片段以 {0}% 的宽高制作，再放大</translation>
    </message>
    <message>
        <source>this machine makes {0} frames of {1}; they are stretched to {2} of {3}</source>
        <translation>本机制作 {0} 帧 {1} 的画面，再拉伸为 {2} 帧 {3}</translation>
    </message>
    <message>
        <source>The attention &apos;{0}&apos; does not work here ({1}): the plain one is used.</source>
        <translation>注意力算法“{0}”在本机不可用（{1}）：改用普通算法。</translation>
    </message>
    <message>
        <source>The step cache &apos;{0}&apos; is left out: {1}.</source>
        <translation>没有使用步骤缓存“{0}”：{1}。</translation>
    </message>
    <message>
        <source>it would be fetched from a hub</source>
        <translation>它需要从网站获取</translation>
    </message>
    <message>
        <source>a model that paints over a video has no place for it</source>
        <translation>在视频上重绘的模型用不上它</translation>
    </message>
    <message>
        <source>in {0} steps there is nothing to reuse</source>
        <translation>{0} 步中没有可复用的内容</translation>
    </message>
    <message>
        <source>this model&apos;s ratios for {0} steps are not known, starloom models calibrate measures them</source>
        <translation>没有该模型 {0} 步时的实测比例，可用 starloom models calibrate 测量</translation>
    </message>
    <message>
        <source>The blocks are not compiled: the step cache &apos;{0}&apos; keeps them from it.</source>
        <translation>没有编译模块：步骤缓存“{0}”与编译不能同时使用。</translation>
    </message>
    <message>
        <source>The blocks are not compiled, since torch.compile does not work here ({0}): it needs a C++ compiler on a processor, and Triton on a GPU.</source>
        <translation>没有编译模块，torch.compile 在本机不可用（{0}）：在处理器上需要 C++ 编译器，在显卡上需要 Triton。</translation>
    </message>
    <message>
        <source>{0} adds a control to its blocks, which the mag cache&apos;s ratios do not know.</source>
        <translation>{0} 的模块中加入了控制信息，无法为它实测比例。</translation>
    </message>
    <message>
        <source>The steps of {0} could not be measured in one go, since the memory did not suffice: close other programs and try again.</source>
        <translation>内存不足，无法一次测完 {0} 的步骤：请关闭其他程序后再试。</translation>
    </message>
    <message>
        <source>{0} gave {1} frames instead of {2}.</source>
        <translation>{0} 给出了 {1} 帧，而不是 {2} 帧。</translation>
    </message>
    <message>
        <source>{0} needs less memory for shot {1} than was planned for it.</source>
        <translation>镜头 {1} 用 {0} 制作时所需内存少于预计。</translation>
    </message>
    <message>
        <source>The sky painter made shot {0} instead of the model: {1}</source>
        <translation>镜头 {0} 由星空画师代替模型绘制：{1}</translation>
    </message>
    <message>
        <source>The model failed ({0}).</source>
        <translation>模型出错（{0}）。</translation>
    </message>
    <message>
        <source>A model of your own for the frames between needs the package onnxruntime: pip install onnxruntime.</source>
        <translation>使用自选的补帧模型需要 onnxruntime 包：pip install onnxruntime。</translation>
    </message>
    <message>
        <source>{0} is a model of another kind (it takes {1}): {2}.</source>
        <translation>{0} 是其他类型的模型（输入为 {1}）：{2}。</translation>
    </message>
    <message>
        <source>{0} makes no picture of {1} out of two: {2}.</source>
        <translation>{0} 无法由两帧生成 {1} 的画面：{2}。</translation>
    </message>
    <message>
        <source>The model for frames between, {0}, cannot be read ({1}): {2}.</source>
        <translation>无法读取补帧模型 {0}（{1}）：{2}。</translation>
    </message>
    <message>
        <source>{0} cannot be read ({1}): {2}.</source>
        <translation>无法读取 {0}（{1}）：{2}。</translation>
    </message>
    <message>
        <source>{0} cannot be loaded ({1}): {2}.</source>
        <translation>无法载入 {0}（{1}）：{2}。</translation>
    </message>
    <message>
        <source>The frames between cannot be made by {0} ({1}): {2}.</source>
        <translation>{0} 无法补帧（{1}）：{2}。</translation>
    </message>
    <message>
        <source>give an ONNX file that makes a picture of two pictures and a time, such as an export of RIFE</source>
        <translation>请选择由两帧和时间生成一帧的 ONNX 文件，例如导出的 RIFE</translation>
    </message>
    <message>
        <source>a part of it lies in another file</source>
        <translation>它的一部分在另一个文件中</translation>
    </message>
    <message>
        <source>No video model is installed: starloom models list shows which ones fit this machine.</source>
        <translation>没有安装视频模型：设置的“模型”页列出了适合本机的模型。</translation>
    </message>
    <message>
        <source>{0} does not run on this machine. {1}</source>
        <translation>{0} 无法在本机运行。{1}</translation>
    </message>
    <message>
        <source>The disk of {0} is full: free some space.</source>
        <translation>{0} 所在磁盘已满：请腾出空间。</translation>
    </message>
    <message>
        <source>The frames between could not be made: ffmpeg ended after {0} of {1}.</source>
        <translation>补帧失败：ffmpeg 在 {1} 帧中的第 {0} 帧后结束。</translation>
    </message>
    <message>
        <source>{0}, a picture of a character, is not there: find it with starloom relink, or take it out.</source>
        <translation>找不到角色图片 {0}：请重新指定该文件，或去掉它。</translation>
    </message>
    <message>
        <source>Video models make flat pictures, not &apos;{0}&apos;: choose the sky painter for it.</source>
        <translation>视频模型只能制作平面画面，不支持“{0}”：请改用星空画师。</translation>
    </message>
    <message>
        <source>Shot {0} shows no picture or film of your own: choose a file.</source>
        <translation>镜头 {0} 没有自选的图片或影片：请选择文件。</translation>
    </message>
    <message>
        <source>Shot {0}: {1} cannot be read in ({2}).</source>
        <translation>镜头 {0}：无法读入 {1}（{2}）。</translation>
    </message>
    <message>
        <source>Shot {0} cannot be painted ({1}).</source>
        <translation>镜头 {0} 无法绘制（{1}）。</translation>
    </message>
    <message>
        <source>Shot {0}: the take that was chosen has vanished from the cache. Export again: the shot is then painted as it stands now.</source>
        <translation>镜头 {0}：选用的版本已不在缓存中。请再次导出，镜头会按现状重新绘制。</translation>
    </message>
    <message>
        <source>Shot {0}: {1}</source>
        <translation>镜头 {0}：{1}</translation>
    </message>
    <message>
        <source>{0} is not there: find it again with starloom relink, or choose another picture or film.</source>
        <translation>找不到 {0}：请重新指定该文件，或选择其他图片或影片。</translation>
    </message>
    <message>
        <source>{0} is no picture and no film: choose another file.</source>
        <translation>{0} 既不是图片也不是影片：请选择其他文件。</translation>
    </message>
    <message>
        <source>{0} has no sound: choose another file.</source>
        <translation>{0} 没有声音：请选择其他文件。</translation>
    </message>
    <message>
        <source>{0} lasts {1} hours: at most one can be used; shorten it.</source>
        <translation>{0} 长 {1} 小时：最多可用一小时，请剪短。</translation>
    </message>
    <message>
        <source>{0} has {1} channels at {2} Hz: convert it to 48 kHz.</source>
        <translation>{0} 有 {1} 个声道，采样率 {2} Hz：请转换为 48 kHz。</translation>
    </message>
    <message>
        <source>{0} is a film of {1} x {2} pixels: at most 8K can be used; shrink it.</source>
        <translation>{0} 是 {1} x {2} 像素的影片：最多支持 8K，请缩小。</translation>
    </message>
    <message>
        <source>{0} is a film of {1} x {2} pixels: too few to be seen.</source>
        <translation>{0} 是 {1} x {2} 像素的影片：像素太少，看不清。</translation>
    </message>
    <message>
        <source>{0} lasts {1} minutes: at most 10 can be used; cut out the part you need.</source>
        <translation>{0} 长 {1} 分钟：最多可用 10 分钟，请截取需要的部分。</translation>
    </message>
    <message>
        <source>The folder {0} cannot be written ({1}): choose another.</source>
        <translation>无法写入文件夹 {0}（{1}）：请选择其他文件夹。</translation>
    </message>
    <message>
        <source>{0} cannot be brought into {1} ({2}): free some space.</source>
        <translation>无法把 {0} 放入 {1}（{2}）：请腾出空间。</translation>
    </message>
    <message>
        <source>{0} cannot be used: {1}.</source>
        <translation>无法使用 {0}：{1}。</translation>
    </message>
    <message>
        <source>There is no file {0}: check the name.</source>
        <translation>没有文件 {0}：请检查名称。</translation>
    </message>
    <message>
        <source>{0} cannot be opened ({1}): choose another file.</source>
        <translation>无法打开 {0}（{1}）：请选择其他文件。</translation>
    </message>
    <message>
        <source>{0} is empty: choose another file.</source>
        <translation>{0} 是空文件：请选择其他文件。</translation>
    </message>
    <message>
        <source>{0} has {1} GB: at most 2 GB can be used; shorten it.</source>
        <translation>{0} 有 {1} GB：最多支持 2 GB，请剪短。</translation>
    </message>
    <message>
        <source>{0} is still growing: choose a finished file.</source>
        <translation>{0} 还在增长：请选择已完成的文件。</translation>
    </message>
    <message>
        <source>{0} is no text: save it as UTF-8 text.</source>
        <translation>{0} 不是文本：请另存为 UTF-8 文本。</translation>
    </message>
    <message>
        <source>{0} is too long: at most {1} million characters can be used; divide it.</source>
        <translation>{0} 太长：最多 {1} 百万字符，请分开。</translation>
    </message>
    <message>
        <source>{0} holds no subtitles: use SRT, VTT, ASS or LRC with times and words.</source>
        <translation>{0} 中没有字幕：请使用带时间和文字的 SRT、VTT、ASS 或 LRC。</translation>
    </message>
    <message>
        <source>{0} cannot be used ({1}): {2}.</source>
        <translation>无法使用 {0}（{1}）：{2}。</translation>
    </message>
    <message>
        <source>{0} has more than 60 million pixels: make it smaller.</source>
        <translation>{0} 超过六千万像素：请缩小。</translation>
    </message>
    <message>
        <source>{0} holds no picture: remove it, it is made again.</source>
        <translation>{0} 中没有画面：请删除它，之后会重新生成。</translation>
    </message>
    <message>
        <source>{0} ends before the shot begins: choose an earlier start.</source>
        <translation>{0} 在镜头开始前就已结束：请选择更早的起点。</translation>
    </message>
    <message>
        <source>{0} is damaged: remove it, it is made again.</source>
        <translation>{0} 已损坏：请删除它，之后会重新生成。</translation>
    </message>
    <message>
        <source>{0} is of no kind that can be used: {1}.</source>
        <translation>{0} 的类型不受支持：{1}。</translation>
    </message>
    <message>
        <source>{0} is a font: {1}.</source>
        <translation>{0} 是字体：{1}。</translation>
    </message>
    <message>
        <source>{0} is an archive: {1}.</source>
        <translation>{0} 是压缩包：{1}。</translation>
    </message>
    <message>
        <source>{0} is a PDF document: {1}.</source>
        <translation>{0} 是 PDF 文档：{1}。</translation>
    </message>
    <message>
        <source>{0} is a PostScript document: {1}.</source>
        <translation>{0} 是 PostScript 文档：{1}。</translation>
    </message>
    <message>
        <source>{0} is a program: {1}.</source>
        <translation>{0} 是程序：{1}。</translation>
    </message>
    <message>
        <source>{0} is a playlist: {1}.</source>
        <translation>{0} 是播放列表：{1}。</translation>
    </message>
    <message>
        <source>{0} is a web page, drawing or other marked-up text: {1}.</source>
        <translation>{0} 是网页、矢量图或其他标记文本：{1}。</translation>
    </message>
    <message>
        <source>use PNG, JPEG, WebP, TIFF or GIF pictures, MP4, MOV, MKV, WebM or AVI films, and WAV, FLAC, MP3, OGG or M4A</source>
        <translation>请使用 PNG、JPEG、WebP、TIFF、GIF 图片，MP4、MOV、MKV、WebM、AVI 影片，或 WAV、FLAC、MP3、OGG、M4A 声音</translation>
    </message>
    <message>
        <source>films use the letters that Starloom brings</source>
        <translation>影片使用织星自带的字体</translation>
    </message>
    <message>
        <source>unpack it and choose the files inside</source>
        <translation>请解压后选择其中的文件</translation>
    </message>
    <message>
        <source>choose the media files themselves</source>
        <translation>请直接选择媒体文件</translation>
    </message>
    <message>
        <source>storyboards may not name files on network shares; copy it to this computer</source>
        <translation>故事板不能引用网络共享上的文件，请复制到本机</translation>
    </message>
    <message>
        <source>its name holds a NUL character</source>
        <translation>文件名含有空字符</translation>
    </message>
    <message>
        <source>it is a device; choose a file</source>
        <translation>它是设备，请选择文件</translation>
    </message>
    <message>
        <source>it is an address; download it first</source>
        <translation>它是网址，请先下载</translation>
    </message>
    <message>
        <source>its name belongs to a device of Windows; rename it</source>
        <translation>它的名称是 Windows 保留的设备名，请改名</translation>
    </message>
    <message>
        <source>it is no ordinary file</source>
        <translation>它不是普通文件</translation>
    </message>
    <message>
        <source>it asks for too much memory</source>
        <translation>它占用内存过多</translation>
    </message>
    <message>
        <source>it is damaged or of another kind</source>
        <translation>它已损坏或属于其他类型</translation>
    </message>
    <message>
        <source>it is damaged, or it asks for too much</source>
        <translation>它已损坏或要求过高</translation>
    </message>
    <message>
        <source>it was not done after {0} seconds</source>
        <translation>{0} 秒后仍未完成</translation>
    </message>
    <message>
        <source>No space left on device</source>
        <translation>磁盘已满</translation>
    </message>
    <message>
        <source>No such file or directory</source>
        <translation>没有这个文件或文件夹</translation>
    </message>
    <message>
        <source>Permission denied</source>
        <translation>没有权限</translation>
    </message>
    <message>
        <source>Is a directory</source>
        <translation>它是文件夹</translation>
    </message>
    <message>
        <source>Something unexpected went wrong ({0}); the details are in {1}.</source>
        <translation>发生意外错误（{0}），详情见 {1}。</translation>
    </message>
    <message>
        <source>Something unexpected went wrong ({0}).</source>
        <translation>发生意外错误（{0}）。</translation>
    </message>
    <message>
        <source>Lightning, {0} steps</source>
        <translation>Lightning {0} 步</translation>
    </message>
    <message>
        <source>{0} has no recipe &apos;{1}&apos;: choose one of {2}.</source>
        <translation>{0} 没有配方“{1}”：请从 {2} 中选择。</translation>
    </message>
    <message>
        <source>{0} has no recipe &apos;{1}&apos;: leave it out.</source>
        <translation>{0} 没有配方“{1}”：请去掉它。</translation>
    </message>
    <message>
        <source>{0} has no weights &apos;{1}&apos;: choose one of {2}.</source>
        <translation>{0} 没有权重“{1}”：请从 {2} 中选择。</translation>
    </message>
    <message>
        <source>There is no model &apos;{0}&apos; in the catalogue: choose one of {1}.</source>
        <translation>目录中没有模型“{0}”：请从 {1} 中选择。</translation>
    </message>
    <message>
        <source>There is no model &apos;{0}&apos; in the catalogue: did you mean {1}?</source>
        <translation>目录中没有模型“{0}”：你要找的是 {1} 吗？</translation>
    </message>
    <message>
        <source>The model card {0} is wrong at &apos;{1}&apos;: {2}.</source>
        <translation>模型卡 {0} 的“{1}”有误：{2}。</translation>
    </message>
    <message>
        <source>The model catalogue lacks {0}: install Starloom again.</source>
        <translation>模型目录缺少 {0}：请重新安装织星。</translation>
    </message>
    <message>
        <source>The model card {0} cannot be read: {1}.</source>
        <translation>无法读取模型卡 {0}：{1}。</translation>
    </message>
    <message>
        <source>No model has the weights &apos;{0}&apos;: choose one of {1}.</source>
        <translation>没有模型有权重“{0}”：请从 {1} 中选择。</translation>
    </message>
    <message>
        <source>{0} is not on this machine: starloom models fetch {1}.</source>
        <translation>{0} 不在本机：请在设置的“模型”页下载 {1}。</translation>
    </message>
    <message>
        <source>{0} is not on this machine: there is nothing to remove.</source>
        <translation>{0} 不在本机，没有可移除的内容。</translation>
    </message>
    <message>
        <source>{0} has no repository in the catalogue: put it among the models by hand.</source>
        <translation>目录中没有 {0} 的下载来源：请自行把它放进模型文件夹。</translation>
    </message>
    <message>
        <source>{0} is not all here, and HF_HUB_OFFLINE forbids the network: unset it to fetch.</source>
        <translation>{0} 尚不完整，而环境变量 HF_HUB_OFFLINE 禁止联网：取消该变量后再下载。</translation>
    </message>
    <message>
        <source>{0} GB are needed at {1} and {2} GB are free: make room, or choose another disk with starloom settings models.folder.</source>
        <translation>{1} 需要 {0} GB，只剩 {2} GB：请腾出空间，或在设置的“模型”页换一个文件夹。</translation>
    </message>
    <message>
        <source>{0} cannot be removed ({1}): close what uses it.</source>
        <translation>无法移除 {0}（{1}）：请关闭正在使用它的程序。</translation>
    </message>
    <message>
        <source>{0} cannot be written ({1}): choose another folder for models with starloom settings models.folder.</source>
        <translation>无法写入 {0}（{1}）：请在设置的“模型”页换一个文件夹。</translation>
    </message>
    <message>
        <source>{0} has no {1} on this machine: there is nothing to remove.</source>
        <translation>本机没有 {0} 的 {1}，没有可移除的内容。</translation>
    </message>
    <message>
        <source>{0} is being fetched already: wait for it, or stop it.</source>
        <translation>{0} 正在下载：请等它完成，或先停止。</translation>
    </message>
    <message>
        <source>Fetching is switched off: starloom settings models.offline off.</source>
        <translation>已关闭下载：请在设置的“模型”页打开。</translation>
    </message>
    <message>
        <source>There is no source &apos;{0}&apos;: choose hub or modelscope.</source>
        <translation>没有来源“{0}”：请选择 hub 或 modelscope。</translation>
    </message>
    <message>
        <source>Stopped. What is here is kept; the next fetch goes on from there.</source>
        <translation>已停止。已下载的部分会保留，下次从这里继续。</translation>
    </message>
    <message>
        <source>{0} is a file: choose a folder for models.</source>
        <translation>{0} 是文件：请选择一个文件夹存放模型。</translation>
    </message>
    <message>
        <source>Nothing can be written to {0}: choose another folder for models.</source>
        <translation>无法写入 {0}：请为模型选择其他文件夹。</translation>
    </message>
    <message>
        <source>The recipe {0} of {1} is not here: starloom models fetch {2}.</source>
        <translation>{1} 的配方 {0} 不在本机：请在设置的“模型”页下载 {2}。</translation>
    </message>
    <message>
        <source>{0} is only partly here: starloom models fetch {1} brings the rest.</source>
        <translation>{0} 只下载了一部分：请在设置的“模型”页继续下载 {1}。</translation>
    </message>
    <message>
        <source>There is no folder {0}: check its name.</source>
        <translation>没有文件夹 {0}：请检查名称。</translation>
    </message>
    <message>
        <source>{0} is a file: name the folder of a pipeline in the layout of diffusers.</source>
        <translation>{0} 是文件：请指定 diffusers 格式的模型文件夹。</translation>
    </message>
    <message>
        <source>{0} is a model of another kind ({1}): Starloom knows {2}.</source>
        <translation>{0} 是其他类型的模型（{1}）：织星支持 {2}。</translation>
    </message>
    <message>
        <source>{0} cannot be read ({1}): get the model again.</source>
        <translation>无法读取 {0}（{1}）：请重新获取该模型。</translation>
    </message>
    <message>
        <source>{0} is Wan in its makers&apos; layout: Starloom reads the layout of diffusers, starloom models list names such models.</source>
        <translation>{0} 是原作者格式的 Wan 模型：织星读取 diffusers 格式，设置的“模型”页列出了这类模型。</translation>
    </message>
    <message>
        <source>{0} is not the model itself: name {1}.</source>
        <translation>{0} 不是模型本身：请指定 {1}。</translation>
    </message>
    <message>
        <source>{0} is no model: it has no {1}, as a pipeline in the layout of diffusers has.</source>
        <translation>{0} 不是模型：缺少 diffusers 格式应有的 {1}。</translation>
    </message>
    <message>
        <source>{0} is only partly here: fetch the model again, what is here is kept.</source>
        <translation>{0} 只有一部分：请再次下载，已有的部分会保留。</translation>
    </message>
    <message>
        <source>{0} holds its weights as a pickle, which can run code: get it as safetensors.</source>
        <translation>{0} 的权重是可能执行代码的 pickle 文件：请改用 safetensors 版本。</translation>
    </message>
    <message>
        <source>{0} has no weights (*.safetensors): get the model again.</source>
        <translation>{0} 没有权重（*.safetensors）：请重新获取该模型。</translation>
    </message>
    <message>
        <source>{0} is cut short: get it again.</source>
        <translation>{0} 不完整：请重新获取。</translation>
    </message>
    <message>
        <source>{0} is no safetensors file: get it again.</source>
        <translation>{0} 不是 safetensors 文件：请重新获取。</translation>
    </message>
    <message>
        <source>{0} is longer than it says: get it again.</source>
        <translation>{0} 的长度与声明不符：请重新获取。</translation>
    </message>
    <message>
        <source>{0} cannot be read ({1}): get it again.</source>
        <translation>无法读取 {0}（{1}）：请重新获取。</translation>
    </message>
    <message>
        <source>{0} is no GGUF file: get it again.</source>
        <translation>{0} 不是 GGUF 文件：请重新获取。</translation>
    </message>
    <message>
        <source>{0} is Wan 2.1 for pictures, which Starloom does not run: get Wan 2.2 I2V A14B or TI2V 5B instead.</source>
        <translation>{0} 是 Wan 2.1 图生视频模型，织星不支持：请改用 Wan 2.2 I2V A14B 或 TI2V 5B。</translation>
    </message>
    <message>
        <source>{0} cannot be read ({1}): remove it and fetch the model again; files that are right stay.</source>
        <translation>无法读取 {0}（{1}）：请删除它并再次下载，完好的文件会保留。</translation>
    </message>
    <message>
        <source>The hub&apos;s address &apos;{0}&apos; cannot be used: write it like https://hf-mirror.com.</source>
        <translation>来源地址“{0}”无法使用：请写成 https://hf-mirror.com 这样的形式。</translation>
    </message>
    <message>
        <source>The hub&apos;s address &apos;{0}&apos; must begin with https://.</source>
        <translation>来源地址“{0}”必须以 https:// 开头。</translation>
    </message>
    <message>
        <source>A name and a password are not kept in the settings: leave the proxy empty here and give it as HTTPS_PROXY in the environment.</source>
        <translation>设置中不保存用户名和密码：请将此处的代理留空，改用环境变量 HTTPS_PROXY。</translation>
    </message>
    <message>
        <source>The proxy &apos;{0}&apos; cannot be used: write it like http://127.0.0.1:7890.</source>
        <translation>代理“{0}”无法使用：请写成 http://127.0.0.1:7890 这样的形式。</translation>
    </message>
    <message>
        <source>{0} is no pipeline in the layout of diffusers: it has no model_index.json.</source>
        <translation>{0} 不是 diffusers 格式的模型：缺少 model_index.json。</translation>
    </message>
    <message>
        <source>{0} has {1} only as a pickle, which can run code: not fetched.</source>
        <translation>{0} 的 {1} 只有可能执行代码的 pickle 版本：未下载。</translation>
    </message>
    <message>
        <source>The list of files of {0} names a place outside of it (&apos;{1}&apos;): nothing is fetched.</source>
        <translation>{0} 的文件清单指向了自身之外的位置（“{1}”）：未下载任何内容。</translation>
    </message>
    <message>
        <source>The list of files of {0} gives no size of {1}: nothing is fetched.</source>
        <translation>{0} 的文件清单没有 {1} 的大小：未下载任何内容。</translation>
    </message>
    <message>
        <source>The list of files of {0} gives no sum of {1}, so it could not be checked: not fetched.</source>
        <translation>{0} 的文件清单没有 {1} 的校验和，无法核对：未下载。</translation>
    </message>
    <message>
        <source>{0} is not known to be on ModelScope: fetch it with --source hub.</source>
        <translation>魔搭上没有已知的 {0}：请把下载来源改为 Hugging Face。</translation>
    </message>
    <message>
        <source>{0} gives no list of the files of {1}: try later, or --source hub.</source>
        <translation>{0} 没有给出 {1} 的文件清单：请稍后再试，或把下载来源改为 Hugging Face。</translation>
    </message>
    <message>
        <source>{0} has no file {1}: it may have been renamed.</source>
        <translation>{0} 没有文件 {1}：可能已改名。</translation>
    </message>
    <message>
        <source>{0} of {1} is of a kind that can run code: not fetched.</source>
        <translation>{1} 的 {0} 属于可能执行代码的类型：未下载。</translation>
    </message>
    <message>
        <source>{0} does not say which state of {1} is the present one: try later.</source>
        <translation>{0} 没有说明 {1} 的当前版本：请稍后再试。</translation>
    </message>
    <message>
        <source>{0} gives no list of the files of {1}: is it a hub?</source>
        <translation>{0} 没有给出 {1} 的文件清单：它是模型站点吗？</translation>
    </message>
    <message>
        <source>{0} sends on to a plain connection: refused.</source>
        <translation>{0} 转向了未加密的连接：已拒绝。</translation>
    </message>
    <message>
        <source>{0} answers with something else than a list of files: is it a hub?</source>
        <translation>{0} 返回的不是文件清单：它是模型站点吗？</translation>
    </message>
    <message>
        <source>The certificate of {0} is not valid ({1}): check the clock and the proxy.</source>
        <translation>{0} 的证书无效（{1}）：请检查系统时间和代理。</translation>
    </message>
    <message>
        <source>{0} does not answer: check the network or the proxy.</source>
        <translation>{0} 没有响应：请检查网络或代理。</translation>
    </message>
    <message>
        <source>{0} cannot be reached ({1}): check the network, the proxy or the address of the mirror.</source>
        <translation>无法连接 {0}（{1}）：请检查网络、代理或镜像地址。</translation>
    </message>
    <message>
        <source>{0} does not give it away ({1}): its owner may ask you to agree to terms there first.</source>
        <translation>{0} 不予提供（{1}）：可能需要先在该站点同意其条款。</translation>
    </message>
    <message>
        <source>{0} does not have it (404): it may be on another hub, or the mirror lacks it.</source>
        <translation>{0} 没有该内容（404）：可能在其他站点，或镜像没有收录。</translation>
    </message>
    <message>
        <source>{0} answers {1} ({2}): try later.</source>
        <translation>{0} 返回 {1}（{2}）：请稍后再试。</translation>
    </message>
    <message>
        <source>{0} broke off at {1} of {2} bytes.</source>
        <translation>{0} 在 {2} 字节中的第 {1} 字节处中断。</translation>
    </message>
    <message>
        <source>{0} is longer on the server than its hub says: not fetched.</source>
        <translation>服务器上的 {0} 比声明的更长：未下载。</translation>
    </message>
    <message>
        <source>{0} came with a wrong sum twice: the server or a proxy on the way gives something else than the hub describes. Try later, or another source.</source>
        <translation>{0} 两次校验都不符：服务器或中途的代理给出了不同的内容。请稍后再试，或换一个来源。</translation>
    </message>
    <message>
        <source>The disk is full at {0}: free some space and fetch again, what is here is kept.</source>
        <translation>{0} 所在磁盘已满：请腾出空间后再次下载，已有的部分会保留。</translation>
    </message>
    <message>
        <source>{0} cannot be written ({1}): look at the rights of its folder.</source>
        <translation>无法写入 {0}（{1}）：请检查文件夹权限。</translation>
    </message>
    <message>
        <source>{0}, {1} GB: {2}, {3} frames, weights {4}, all of it stays on the GPU</source>
        <translation>{0}，{1} GB：{2}，{3} 帧，{4} 权重，全部留在显卡上</translation>
    </message>
    <message>
        <source>{0}, {1} GB: {2}, {3} frames, weights {4}, one part at a time is on the GPU</source>
        <translation>{0}，{1} GB：{2}，{3} 帧，{4} 权重，每次一个部件在显卡上</translation>
    </message>
    <message>
        <source>{0}, {1} GB: {2}, {3} frames, weights {4}, a few blocks at a time are on the GPU</source>
        <translation>{0}，{1} GB：{2}，{3} 帧，{4} 权重，每次几个模块在显卡上</translation>
    </message>
    <message>
        <source>{0}, {1} GB: {2}, {3} frames, weights {4}, blocks are moved in while others work</source>
        <translation>{0}，{1} GB：{2}，{3} 帧，{4} 权重，边计算边载入模块</translation>
    </message>
    <message>
        <source>{0}, {1} GB: {2}, {3} frames, weights {4}, blocks are read from the disk as they are needed</source>
        <translation>{0}，{1} GB：{2}，{3} 帧，{4} 权重，按需从硬盘读取模块</translation>
    </message>
    <message>
        <source>fast with the recipe {0}</source>
        <translation>配合 {0} 配方可加速</translation>
    </message>
    <message>
        <source>other programs hold {0} GB of it, close them for more</source>
        <translation>其他程序占用其中 {0} GB，关闭它们可获得更多</translation>
    </message>
    <message>
        <source>there is too little memory for the weights {0}, or they are not here</source>
        <translation>内存不足以使用 {0} 权重，或本机没有该权重</translation>
    </message>
    <message>
        <source>there is too little memory to keep blocks there ({0} GB are used)</source>
        <translation>内存不足以存放模块（需要 {0} GB）</translation>
    </message>
    <message>
        <source>this GPU has no bfloat16, it computes in float16</source>
        <translation>这块显卡不支持 bfloat16，改用 float16 计算</translation>
    </message>
    <message>
        <source>on a Mac this is an experiment</source>
        <translation>在 Mac 上属于试验</translation>
    </message>
    <message>
        <source>Its weights here are GGUF files, which need the package gguf: pip install gguf.</source>
        <translation>本机的权重是 GGUF 文件，需要 gguf 包：pip install gguf。</translation>
    </message>
    <message>
        <source>It needs {0} GB of memory; this machine has {1}.</source>
        <translation>需要 {0} GB 内存；本机有 {1} GB。</translation>
    </message>
    <message>
        <source>Windows can promise {0} GB more memory and the model asks for {1}: make the paging file {2} GB larger.</source>
        <translation>Windows 还能提供 {0} GB 内存，而模型需要 {1} GB：请把页面文件加大 {2} GB。</translation>
    </message>
    <message>
        <source>It needs {0} GB of free disk; {1} are free.</source>
        <translation>需要 {0} GB 可用磁盘空间；现有 {1} GB。</translation>
    </message>
    <message>
        <source>{0} is too old for it: compute capability {1}, {2} or newer is needed.</source>
        <translation>{0} 太旧：计算能力为 {1}，需要 {2} 或更高。</translation>
    </message>
    <message>
        <source>It needs a GPU with {0} GB of memory; {1} has {2}, and other programs hold {3} of them: close them.</source>
        <translation>需要 {0} GB 显存的显卡；{1} 有 {2} GB，其他程序占用了 {3} GB：请关闭它们。</translation>
    </message>
    <message>
        <source>It needs a GPU with {0} GB of memory; {1} has {2}.</source>
        <translation>需要 {0} GB 显存的显卡；{1} 有 {2} GB。</translation>
    </message>
    <message>
        <source>It needs a GPU; {0} has {1}.</source>
        <translation>需要显卡；{0} 有 {1} GB。</translation>
    </message>
    <message>
        <source>It needs a GPU with {0} GB of memory; {1}.</source>
        <translation>需要 {0} GB 显存的显卡；{1}。</translation>
    </message>
    <message>
        <source>It needs a GPU; {0}.</source>
        <translation>需要显卡；{0}。</translation>
    </message>
    <message>
        <source>It is small enough for the processor.</source>
        <translation>足够小，处理器即可运行。</translation>
    </message>
    <message>
        <source>It needs a GPU with {0} GB of memory; there is none, and on the processor a clip of seconds takes hours.</source>
        <translation>需要 {0} GB 显存的显卡；本机没有，用处理器制作几秒的片段要数小时。</translation>
    </message>
    <message>
        <source>It needs a GPU; there is none, and on the processor a clip of seconds takes hours.</source>
        <translation>需要显卡；本机没有，用处理器制作几秒的片段要数小时。</translation>
    </message>
    <message>
        <source>It needs a GPU with {0} GB of memory; this machine has none that torch can use.</source>
        <translation>需要 {0} GB 显存的显卡；本机没有 torch 可用的显卡。</translation>
    </message>
    <message>
        <source>It needs a GPU; this machine has none that torch can use.</source>
        <translation>需要显卡；本机没有 torch 可用的显卡。</translation>
    </message>
    <message>
        <source>torch is not installed, so {0} cannot be used: {1}</source>
        <translation>没有安装 torch，无法使用 {0}：{1}</translation>
    </message>
    <message>
        <source>this build of torch is for processors only, so {0} cannot be used: {1}</source>
        <translation>当前的 torch 只支持处理器，无法使用 {0}：{1}</translation>
    </message>
    <message>
        <source>the NVIDIA driver {0} is too old for torch {1}: update it to the {2} series or newer</source>
        <translation>NVIDIA 驱动 {0} 对 torch {1} 来说太旧：请更新到 {2} 系列或更新版本</translation>
    </message>
    <message>
        <source>torch cannot use {0} ({1}): restart the machine, then {2}</source>
        <translation>torch 无法使用 {0}（{1}）：请重启电脑，然后运行 {2}</translation>
    </message>
    <message>
        <source>{0}.</source>
        <translation>{0}。</translation>
    </message>
    <message>
        <source>{0}: {1}</source>
        <translation>{0}：{1}</translation>
    </message>
    <message>
        <source>{0}; {1}</source>
        <translation>{0}；{1}</translation>
    </message>
    <message>
        <source>{0}, {1}</source>
        <translation>{0}，{1}</translation>
    </message>
    <message>
        <source>The other {0} of {1} shots are kept: mend this and run it again, only what is missing is made.</source>
        <translation>其余 {0} 个镜头（共 {1} 个）已保留：修正后再次运行，只补做缺少的部分。</translation>
    </message>
    <message>
        <source>Shot {0}: nothing can make it.</source>
        <translation>镜头 {0}：没有可用的生成方式。</translation>
    </message>
    <message>
        <source>The take {0} cannot be made again: {1}.</source>
        <translation>版本 {0} 无法重新制作：{1}。</translation>
    </message>
    <message>
        <source>Clips in the cache folder {0} vanish or cannot be read as soon as they are made: see what changes them.</source>
        <translation>缓存文件夹 {0} 中的片段一生成就消失或无法读取：请查看是什么程序在改动它们。</translation>
    </message>
    <message>
        <source>A frame of shape {0} does not fit a clip of {1}.</source>
        <translation>形状为 {0} 的帧与 {1} 的片段不符。</translation>
    </message>
    <message>
        <source>The clip {0} cannot be read ({1}).</source>
        <translation>无法读取片段 {0}（{1}）。</translation>
    </message>
    <message>
        <source>The clip {0} cannot be written ({1}).</source>
        <translation>无法写入片段 {0}（{1}）。</translation>
    </message>
    <message>
        <source>The disk of {0} is full: free some space, or give the cache a smaller limit.</source>
        <translation>{0} 所在磁盘已满：请腾出空间，或调小缓存上限。</translation>
    </message>
    <message>
        <source>The disk of {0} is full: {1} could not be finished. Free some space or choose another folder.</source>
        <translation>{0} 所在磁盘已满，{1} 未能完成：请腾出空间或选择其他文件夹。</translation>
    </message>
    <message>
        <source>{0} could not be written ({1}).</source>
        <translation>无法写入 {0}（{1}）。</translation>
    </message>
    <message>
        <source>The overlay {0} could not be written ({1}): choose another place.</source>
        <translation>无法写入叠加层 {0}（{1}）：请选择其他位置。</translation>
    </message>
    <message>
        <source>An edit decision list needs the package OpenTimelineIO: install it (pip install opentimelineio), or leave the list out.</source>
        <translation>剪辑决策表需要 OpenTimelineIO 包：请安装（pip install opentimelineio），或不生成该表。</translation>
    </message>
    <message>
        <source>The edit decision list {0} cannot be written ({1}).</source>
        <translation>无法写入剪辑决策表 {0}（{1}）。</translation>
    </message>
    <message>
        <source>There is no encoder &apos;{0}&apos;: choose one of {1}.</source>
        <translation>没有编码器“{0}”：请从 {1} 中选择。</translation>
    </message>
    <message>
        <source>The film {0} cannot be read ({1}).</source>
        <translation>无法读取影片 {0}（{1}）。</translation>
    </message>
    <message>
        <source>{0} has no picture.</source>
        <translation>{0} 没有画面。</translation>
    </message>
    <message>
        <source>{0} has no frames.</source>
        <translation>{0} 没有任何帧。</translation>
    </message>
    <message>
        <source>The film {0} has no frames.</source>
        <translation>影片 {0} 没有任何帧。</translation>
    </message>
    <message>
        <source>The sound of a film needs two channels, not an array of shape {0}.</source>
        <translation>影片的声音须为双声道，而不是形状为 {0} 的数组。</translation>
    </message>
    <message>
        <source>The AI label of {0} could not be written.</source>
        <translation>无法写入 {0} 的 AI 标识。</translation>
    </message>
    <message>
        <source>The AI label of {0} cannot be understood: {1}</source>
        <translation>无法解析 {0} 的 AI 标识：{1}</translation>
    </message>
    <message>
        <source>The AI label&apos;s {0} &apos;{1}&apos; cannot be written: use Latin letters, digits and signs without blanks, not {2}.</source>
        <translation>AI 标识的 {0}“{1}”无法写入：请只用拉丁字母、数字和符号，不含空格，也不含 {2}。</translation>
    </message>
    <message>
        <source>The AI label&apos;s {0} &apos;{1}&apos; cannot be written: use Latin letters, digits and signs without blanks.</source>
        <translation>AI 标识的 {0}“{1}”无法写入：请只用拉丁字母、数字和符号，不含空格。</translation>
    </message>
    <message>
        <source>The segment {0} cannot be read ({1}): export again, it is then made anew.</source>
        <translation>无法读取片段 {0}（{1}）：请再次导出，届时会重新生成。</translation>
    </message>
    <message>
        <source>The segment {0} holds {1} frames instead of {2}: clear the cache.</source>
        <translation>片段 {0} 有 {1} 帧而不是 {2} 帧：请清理缓存。</translation>
    </message>
    <message>
        <source>The segment {0} was encoded with other settings: clear the cache.</source>
        <translation>片段 {0} 是用其他设置编码的：请清理缓存。</translation>
    </message>
    <message>
        <source>The film {0} did not come out whole ({1} of {2} frames).</source>
        <translation>影片 {0} 不完整（{2} 帧中的 {1} 帧）。</translation>
    </message>
    <message>
        <source>The sound of {0} is {1} s long instead of {2} s.</source>
        <translation>{0} 的声音长 {1} 秒，而不是 {2} 秒。</translation>
    </message>
    <message>
        <source>{0} is a folder: name the film, for example {1}.</source>
        <translation>{0} 是文件夹：请给影片命名，例如 {1}。</translation>
    </message>
    <message>
        <source>There is no folder {0}: make it or choose another place for the film.</source>
        <translation>没有文件夹 {0}：请新建，或为影片选择其他位置。</translation>
    </message>
    <message>
        <source>The folder {0} cannot be written: choose another place for the film.</source>
        <translation>无法写入文件夹 {0}：请为影片选择其他位置。</translation>
    </message>
    <message>
        <source>The disk of {0} has {1} free, and this film needs about {2} there: free some space or choose another folder.</source>
        <translation>{0} 所在磁盘剩余 {1}，这部影片约需 {2}：请腾出空间或选择其他文件夹。</translation>
    </message>
    <message>
        <source>A film of {0} pixels is not possible: both sides must be even, 16 or more.</source>
        <translation>无法制作 {0} 像素的影片：宽高都须为偶数且不小于 16。</translation>
    </message>
    <message>
        <source>A film with {0} frames per second is not possible.</source>
        <translation>无法制作每秒 {0} 帧的影片。</translation>
    </message>
    <message>
        <source>Frame {0} has shape {1}; the film is {2}.</source>
        <translation>第 {0} 帧的形状为 {1}；影片为 {2}。</translation>
    </message>
    <message>
        <source>ProRes needs a .mov file: name the film for example {0}.</source>
        <translation>ProRes 需要 .mov 文件：请把影片命名为例如 {0}。</translation>
    </message>
    <message>
        <source>An overlay is a flat picture; &apos;{0}&apos; is not: choose flat or rectilinear.</source>
        <translation>叠加层是平面画面，“{0}”不是：请选择平面投影。</translation>
    </message>
    <message>
        <source>The captions {0} cannot be written ({1}).</source>
        <translation>无法写入字幕 {0}（{1}）。</translation>
    </message>
    <message>
        <source>The film {0} is whole, but not everything beside it could be written ({1}): free some space there and export it again; nothing is painted twice.</source>
        <translation>影片 {0} 已完整，但附带文件未能全部写入（{1}）：请腾出空间后再次导出，画面不会重新绘制。</translation>
    </message>
    <message>
        <source>The stem {0} cannot be written ({1}): free some space there.</source>
        <translation>无法写入分轨 {0}（{1}）：请腾出空间。</translation>
    </message>
    <message>
        <source>The cache folder {0} cannot be written ({1}): free some space there, and see that no other program holds it.</source>
        <translation>无法写入缓存文件夹 {0}（{1}）：请腾出空间，并确认没有其他程序占用它。</translation>
    </message>
    <message>
        <source>The cache folder {0} cannot be written ({1}): free some space there.</source>
        <translation>无法写入缓存文件夹 {0}（{1}）：请腾出空间。</translation>
    </message>
    <message>
        <source>The cache folder {0} cannot be made ({1}).</source>
        <translation>无法创建缓存文件夹 {0}（{1}）。</translation>
    </message>
    <message>
        <source>The folder {0} cannot be made ({1}).</source>
        <translation>无法创建文件夹 {0}（{1}）。</translation>
    </message>
    <message>
        <source>{0} was written by a newer Starloom ({1}): update.</source>
        <translation>{0} 由更新版本的织星写入（{1}）：请更新织星。</translation>
    </message>
    <message>
        <source>The database {0} cannot be written ({1}).</source>
        <translation>无法写入数据库 {0}（{1}）。</translation>
    </message>
    <message>
        <source>The database {0} cannot be read ({1}).</source>
        <translation>无法读取数据库 {0}（{1}）。</translation>
    </message>
    <message>
        <source>Job {0} of the queue already writes another film to {1}: choose another file, or cancel that job first.</source>
        <translation>队列中的作业 {0} 已在向 {1} 写入另一部影片：请换一个文件，或先取消该作业。</translation>
    </message>
    <message>
        <source>{0} of {1} shots are made and kept.</source>
        <translation>{1} 个镜头中已有 {0} 个完成并保留。</translation>
    </message>
    <message>
        <source>Mend this and retry: only what is missing is made.</source>
        <translation>修正后请重试，只补做缺少的部分。</translation>
    </message>
    <message>
        <source>Shot {0} was cancelled.</source>
        <translation>镜头 {0} 已取消。</translation>
    </message>
    <message>
        <source>The score was cancelled.</source>
        <translation>配乐已取消。</translation>
    </message>
    <message>
        <source>The program ended unexpectedly {0} times while it was making shot {1} of “{2}”: look into its log, change what this shot shows, or retry.</source>
        <translation>程序在制作“{2}”的镜头 {1} 时意外退出了 {0} 次：请查看日志，修改这个镜头的内容，或重试。</translation>
    </message>
    <message>
        <source>The program ended unexpectedly {0} times while it was making the score of “{1}”: look into its log, change what this shot shows, or retry.</source>
        <translation>程序在为“{1}”制作配乐时意外退出了 {0} 次：请查看日志，或重试。</translation>
    </message>
    <message>
        <source>The program ended unexpectedly {0} times while it was making the film of “{1}”: look into its log, change what this shot shows, or retry.</source>
        <translation>程序在合成影片“{1}”时意外退出了 {0} 次：请查看日志，或重试。</translation>
    </message>
    <message>
        <source>There is no unfinished job {0}: starloom queue list shows them.</source>
        <translation>没有未完成的作业 {0}：队列中列出了所有作业。</translation>
    </message>
    <message>
        <source>There is no job {0} in the queue: starloom queue list shows them.</source>
        <translation>队列中没有作业 {0}：请查看队列。</translation>
    </message>
    <message>
        <source>There is no film {0} in the history: starloom history lists them.</source>
        <translation>历史记录中没有影片 {0}：请查看历史记录。</translation>
    </message>
    <message>
        <source>The storyboard of film {0}</source>
        <translation>影片 {0} 的故事板</translation>
    </message>
    <message>
        <source>The film is made, but the history does not know it ({0}).</source>
        <translation>影片已完成，但未能写入历史记录（{0}）。</translation>
    </message>
    <message>
        <source>The setting &apos;{0}&apos; cannot be {1}: choose one of {2}.</source>
        <translation>设置“{0}”不能为 {1}：请从 {2} 中选择。</translation>
    </message>
    <message>
        <source>The setting &apos;{0}&apos; cannot be {1}.</source>
        <translation>设置“{0}”不能为 {1}。</translation>
    </message>
    <message>
        <source>There is no quality &apos;{0}&apos;: choose one of {1}.</source>
        <translation>没有质量“{0}”：请从 {1} 中选择。</translation>
    </message>
    <message>
        <source>&apos;{0}&apos; is no size: write for example 20GB or 500MB.</source>
        <translation>“{0}”不是大小：请写成 20GB 或 500MB 这样的形式。</translation>
    </message>
    <message>
        <source>A cache of {0} bytes is too small: give it 1MB or more.</source>
        <translation>{0} 字节的缓存太小：请至少给 1MB。</translation>
    </message>
    <message>
        <source>An entry of the cache was damaged ({0}: {1}); it will be made again.</source>
        <translation>缓存中有一项已损坏（{0}：{1}），会重新生成。</translation>
    </message>
    <message>
        <source>it holds {0} bytes instead of {1}</source>
        <translation>它有 {0} 字节，而不是 {1} 字节</translation>
    </message>
    <message>
        <source>it cannot be read ({0})</source>
        <translation>无法读取（{0}）</translation>
    </message>
    <message>
        <source>its description cannot be read ({0})</source>
        <translation>无法读取它的描述（{0}）</translation>
    </message>
    <message>
        <source>it describes something else</source>
        <translation>它描述的是别的内容</translation>
    </message>
    <message>
        <source>its description is no description: {0}</source>
        <translation>它的描述无效：{0}</translation>
    </message>
    <message>
        <source>its bytes have changed</source>
        <translation>它的内容已改变</translation>
    </message>
    <message>
        <source>the index is damaged</source>
        <translation>索引已损坏</translation>
    </message>
    <message>
        <source>the name has no address</source>
        <translation>该名称没有对应的地址</translation>
    </message>
    <message>
        <source>{0} has an address of this machine or of a private network, which is not called unless private addresses are allowed (--allow-private).</source>
        <translation>{0} 是本机或内部网络的地址，允许使用内部地址后才能访问。</translation>
    </message>
    <message>
        <source>{0} has a link-local, multicast, metadata or reserved address, which is not called unless private addresses are allowed (--allow-private).</source>
        <translation>{0} 是链路本地、组播、元数据或保留地址，不会访问。</translation>
    </message>
    <message>
        <source>{0} has a link-local, multicast, metadata or reserved address, which is not called.</source>
        <translation>{0} 是链路本地、组播、元数据或保留地址，不会访问。</translation>
    </message>
    <message>
        <source>The webhook&apos;s address is not understood: write it like https://example.org/hook.</source>
        <translation>看不懂通知服务器的地址：请写成 https://example.org/hook 这样的形式。</translation>
    </message>
    <message>
        <source>The webhook&apos;s address holds a name or password: leave them out, the signature serves.</source>
        <translation>通知服务器的地址中含有用户名或密码：请去掉，签名已足够。</translation>
    </message>
    <message>
        <source>The webhook&apos;s address must begin with https://; http:// is for private addresses, where they are allowed (--allow-private).</source>
        <translation>通知服务器的地址须以 https:// 开头；http:// 只用于允许的内部地址。</translation>
    </message>
    <message>
        <source>The webhook&apos;s secret cannot be used: it must be {0} and 24 to 64 bytes in base64; --new-secret makes one.</source>
        <translation>密钥无法使用：须为 {0} 加上 24 到 64 字节的 base64；可用“新密钥”生成一个。</translation>
    </message>
    <message>
        <source>the message is larger than {0} KB</source>
        <translation>消息超过 {0} KB</translation>
    </message>
    <message>
        <source>{0} has a public address: only https:// is used there</source>
        <translation>{0} 是公网地址：只能使用 https://</translation>
    </message>
    <message>
        <source>the certificate of {0} is not valid ({1})</source>
        <translation>{0} 的证书无效（{1}）</translation>
    </message>
    <message>
        <source>{0} did not answer within {1} s</source>
        <translation>{0} 在 {1} 秒内没有应答</translation>
    </message>
    <message>
        <source>{0} cannot be reached ({1})</source>
        <translation>无法连接 {0}（{1}）</translation>
    </message>
    <message>
        <source>no HTTP</source>
        <translation>不是 HTTP</translation>
    </message>
    <message>
        <source>HTTP {0}: it points elsewhere, which is not followed</source>
        <translation>HTTP {0}：服务器转向了别处，不予跟随</translation>
    </message>
    <message>
        <source>Name or service not known</source>
        <translation>找不到该名称</translation>
    </message>
    <message>
        <source>Temporary failure in name resolution</source>
        <translation>暂时无法解析名称</translation>
    </message>
    <message>
        <source>No address associated with hostname</source>
        <translation>该名称没有对应的地址</translation>
    </message>
    <message>
        <source>Connection refused</source>
        <translation>连接被拒绝</translation>
    </message>
    <message>
        <source>Network is unreachable</source>
        <translation>网络不可达</translation>
    </message>
    <message>
        <source>Connection reset by peer</source>
        <translation>连接被对方重置</translation>
    </message>
    <message>
        <source>The webhook has no secret: give one with --secret or --new-secret, or in {0}.</source>
        <translation>通知服务器还没有密钥：请填写或生成一个，或写在环境变量 {0} 中。</translation>
    </message>
    <message>
        <source>{0} cannot be removed ({1}): remove it by hand.</source>
        <translation>无法删除 {0}（{1}）：请自行删除。</translation>
    </message>
    <message>
        <source>{0} cannot be read: set the webhook again (starloom webhook set URL --new-secret).</source>
        <translation>无法读取 {0}：请重新设置通知服务器。</translation>
    </message>
    <message>
        <source>The server said that nobody listens there any more (HTTP 410).</source>
        <translation>服务器表示那里已不再接收消息（HTTP 410）。</translation>
    </message>
    <message>
        <source>{0} cannot be written ({1}): free some space.</source>
        <translation>无法写入 {0}（{1}）：请腾出空间。</translation>
    </message>
    <message>
        <source>The setting {0} in {1} cannot be used ({2}): its default holds.</source>
        <translation>{1} 中的设置 {0} 无法使用（{2}）：改用默认值。</translation>
    </message>
    <message>
        <source>The settings {0} cannot be written ({1}): free some space.</source>
        <translation>无法写入设置 {0}（{1}）：请腾出空间。</translation>
    </message>
    <message>
        <source>There is no setting &apos;{0}&apos;: choose one of {1}.</source>
        <translation>没有设置“{0}”：请从 {1} 中选择。</translation>
    </message>
    <message>
        <source>The setting {0} cannot be &apos;{1}&apos;: {2}.</source>
        <translation>设置 {0} 不能为“{1}”：{2}。</translation>
    </message>
    <message>
        <source>it is no JSON object</source>
        <translation>它不是 JSON 对象</translation>
    </message>
    <message>
        <source>The settings {0} cannot be read ({1}): the defaults hold.</source>
        <translation>无法读取设置 {0}（{1}）：改用默认值。</translation>
    </message>
    <message>
        <source>set Starloom up again: python3 packaging/bootstrap.py</source>
        <translation>请重新安装织星：python3 packaging/bootstrap.py</translation>
    </message>
    <message>
        <source>could not be looked at: {0}</source>
        <translation>无法检查：{0}</translation>
    </message>
    <message>
        <source>the sky generator works without them; on platforms with torch, set Starloom up again</source>
        <translation>星空画师不需要它们；在支持 torch 的平台上，请重新安装织星</translation>
    </message>
    <message>
        <source>numba {0}: painting is compiled</source>
        <translation>numba {0}：绘制已编译加速</translation>
    </message>
    <message>
        <source>{0}: films paint several times slower</source>
        <translation>{0}：影片绘制会慢数倍</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>缺少</translation>
    </message>
    <message>
        <source>numba {0} cannot be imported</source>
        <translation>numba {0} 无法载入</translation>
    </message>
    <message>
        <source>films look the same without it; where there are builds of it (not for Intel Macs), {0}</source>
        <translation>没有它画面也相同；在有 numba 的平台上（不含 Intel Mac），{0}</translation>
    </message>
    <message>
        <source>missing: {0}</source>
        <translation>缺少：{0}</translation>
    </message>
    <message>
        <source>missing: {0}; found: {1}</source>
        <translation>缺少：{0}；已有：{1}</translation>
    </message>
    <message>
        <source>no ffmpeg program was found</source>
        <translation>没有找到 ffmpeg 程序</translation>
    </message>
    <message>
        <source>{0} does not run: {1}</source>
        <translation>{0} 无法运行：{1}</translation>
    </message>
    <message>
        <source>PyAV lacks {0}</source>
        <translation>PyAV 缺少 {0}</translation>
    </message>
    <message>
        <source>H.264 (libx264) and AAC in PyAV {0}</source>
        <translation>PyAV {0} 中的 H.264（libx264）与 AAC</translation>
    </message>
    <message>
        <source>get Starloom again, whole</source>
        <translation>请重新获取完整的织星</translation>
    </message>
    <message>
        <source>get Starloom again, whole: the captions need them</source>
        <translation>请重新获取完整的织星：字幕需要这些字体</translation>
    </message>
    <message>
        <source>damaged: {0}</source>
        <translation>已损坏：{0}</translation>
    </message>
    <message>
        <source>no font in {0}</source>
        <translation>{0} 中没有字体</translation>
    </message>
    <message>
        <source>films can be made with --no-narration; {0}</source>
        <translation>可以制作不带旁白的影片；{0}</translation>
    </message>
    <message>
        <source>espeakng-loader or pyttsx3 is not installed</source>
        <translation>没有安装 espeakng-loader 或 pyttsx3</translation>
    </message>
    <message>
        <source>Chinese {0}, English {1}</source>
        <translation>中文 {0} 个，英文 {1} 个</translation>
    </message>
    <message>
        <source>no NVIDIA GPU; the sky generator paints on the processor ({0})</source>
        <translation>没有 NVIDIA 显卡；星空画师用处理器绘制（{0}）</translation>
    </message>
    <message>
        <source>no torch</source>
        <translation>没有 torch</translation>
    </message>
    <message>
        <source>for the GPU: python3 packaging/bootstrap.py --torch cuda doctor</source>
        <translation>要使用显卡：python3 packaging/bootstrap.py --torch cuda doctor</translation>
    </message>
    <message>
        <source>1 core</source>
        <translation>1 个核心</translation>
    </message>
    <message>
        <source>{0} cores</source>
        <translation>{0} 个核心</translation>
    </message>
    <message>
        <source>close other programs while a film is made</source>
        <translation>制作影片时请关闭其他程序</translation>
    </message>
    <message>
        <source>torch cannot use the GPU</source>
        <translation>torch 无法使用显卡</translation>
    </message>
    <message>
        <source>{0}: since {1} held so that it fits: {2}</source>
        <translation>{0}：自 {1} 起为适应内存这样放置：{2}</translation>
    </message>
    <message>
        <source>where more memory is free now: starloom models forget</source>
        <translation>如果现在有更多空闲内存，可运行 starloom models forget</translation>
    </message>
    <message>
        <source>{0} cannot be written</source>
        <translation>无法写入 {0}</translation>
    </message>
    <message>
        <source>give yourself the right to write to {0}</source>
        <translation>请取得 {0} 的写入权限</translation>
    </message>
    <message>
        <source>{0} ({1} GB free)</source>
        <translation>{0}（剩余 {1} GB）</translation>
    </message>
    <message>
        <source>free some space on that disk: a film and its parts take up to 2 GB</source>
        <translation>请在该磁盘上腾出空间：一部影片及其素材最多占 2 GB</translation>
    </message>
    <message>
        <source>memory unknown</source>
        <translation>内存大小未知</translation>
    </message>
    <message>
        <source>{0} GB of memory</source>
        <translation>{0} GB 内存</translation>
    </message>
    <message>
        <source>all of it stays on the GPU</source>
        <translation>全部留在显卡上</translation>
    </message>
    <message>
        <source>one part at a time is on the GPU</source>
        <translation>每次一个部件在显卡上</translation>
    </message>
    <message>
        <source>a few blocks at a time are on the GPU</source>
        <translation>每次几个模块在显卡上</translation>
    </message>
    <message>
        <source>blocks are moved in while others work</source>
        <translation>边计算边载入模块</translation>
    </message>
    <message>
        <source>blocks are read from the disk as they are needed</source>
        <translation>按需从硬盘读取模块</translation>
    </message>
    <message>
        <source>decoding is done in tiles</source>
        <translation>分块解码</translation>
    </message>
    <message>
        <source>one expert is loaded at a time</source>
        <translation>每次只载入一个专家</translation>
    </message>
    <message>
        <source>at most {0} frames are made and stretched</source>
        <translation>最多制作 {0} 帧再拉伸</translation>
    </message>
    <message>
        <source>at most {0} pixels are made and enlarged</source>
        <translation>最多制作 {0} 像素再放大</translation>
    </message>
    <message>
        <source>Not a directory</source>
        <translation>不是文件夹</translation>
    </message>
    <message>
        <source>File name too long</source>
        <translation>文件名太长</translation>
    </message>
    <message>
        <source>Read-only file system</source>
        <translation>磁盘为只读</translation>
    </message>
    <message>
        <source>Input/output error</source>
        <translation>读写错误</translation>
    </message>
    <message>
        <source>File exists</source>
        <translation>文件已存在</translation>
    </message>
    <message>
        <source>Operation not permitted</source>
        <translation>不允许此操作</translation>
    </message>
    <message>
        <source>File too large</source>
        <translation>文件太大</translation>
    </message>
    <message>
        <source>Disk quota exceeded</source>
        <translation>磁盘配额已用完</translation>
    </message>
    <message>
        <source>There is no place &apos;{0}&apos; in the list: write its coordinates, like 39.9042,116.4074,44.</source>
        <translation>列表中没有地点“{0}”：请写出坐标，例如 39.9042,116.4074,44。</translation>
    </message>
    <message>
        <source>There is no place &apos;{0}&apos; in the list: did you mean {1}? Otherwise write its coordinates, like 39.9042,116.4074,44.</source>
        <translation>列表中没有地点“{0}”：你要找的是 {1} 吗？否则请写出坐标，例如 39.9042,116.4074,44。</translation>
    </message>
    <message>
        <source>There is no place &apos;{0}&apos; in the list: did you mean {1} or {2}? Otherwise write its coordinates, like 39.9042,116.4074,44.</source>
        <translation>列表中没有地点“{0}”：你要找的是 {1} 或 {2} 吗？否则请写出坐标，例如 39.9042,116.4074,44。</translation>
    </message>
    <message>
        <source>There is no place &apos;{0}&apos; in the list: did you mean {1} or {2} or {3}? Otherwise write its coordinates, like 39.9042,116.4074,44.</source>
        <translation>列表中没有地点“{0}”：你要找的是 {1}、{2} 或 {3} 吗？否则请写出坐标，例如 39.9042,116.4074,44。</translation>
    </message>
    <message>
        <source>The place &apos;{0}&apos; is not on the Earth: latitude goes from -90 to 90, longitude from -180 to 180 (east positive), height from {1} to {2} metres.</source>
        <translation>地点“{0}”不在地球上：纬度应在 -90 到 90 之间，经度在 -180 到 180 之间（东经为正），海拔在 {1} 到 {2} 米之间。</translation>
    </message>
    <message>
        <source>The sky&apos;s time &apos;{0}&apos; is no date: write it like 2026-08-19T13:00:00Z, -2800-03-21, &apos;qixi 2026&apos;, &apos;winter solstice 755&apos; or &apos;中秋 2026&apos;.</source>
        <translation>看不懂星空的时间“{0}”：请写成 2026-08-19T13:00:00Z、-2800-03-21、“七夕 2026”、“冬至 755”或“中秋 2026”这样的形式。</translation>
    </message>
    <message>
        <source>The sky&apos;s time &apos;{0}&apos; has no such hour: hours go to 23, minutes and seconds to 59.</source>
        <translation>星空的时间“{0}”有误：小时最大为 23，分和秒最大为 59。</translation>
    </message>
    <message>
        <source>The sky&apos;s time &apos;{0}&apos; names a day that does not exist: look at the month and the day (4 October 1582 is followed by the 15th).</source>
        <translation>星空的时间“{0}”所指的日期不存在：请检查月和日（1582 年 10 月 4 日的次日是 15 日）。</translation>
    </message>
    <message>
        <source>The sky is known for the years {0} to {1}, not for &apos;{2}&apos;: choose a year between them.</source>
        <translation>星空只能推算 {0} 年到 {1} 年，不包括“{2}”：请选择这之间的年份。</translation>
    </message>
    <message>
        <source>The lunar calendar is known for the years {0} to {1}, not for &apos;{2}&apos;: choose a year between them.</source>
        <translation>农历只能推算 {0} 年到 {1} 年，不包括“{2}”：请选择这之间的年份。</translation>
    </message>
    <message>
        <source>There is no star &apos;{0}&apos; in the catalogue: write its HIP number, like 91262, or a name, like Vega.</source>
        <translation>星表中没有“{0}”这颗星：请写它的 HIP 编号（如 91262）或名称（如织女一）。</translation>
    </message>
    <message>
        <source>There is no star &apos;{0}&apos; in the catalogue: did you mean {1}?</source>
        <translation>星表中没有“{0}”这颗星：你要找的是 {1} 吗？</translation>
    </message>
    <message>
        <source>&apos;{0}&apos; or &apos;{1}&apos;</source>
        <translation>&apos;{0}&apos; 或 &apos;{1}&apos;</translation>
    </message>
    <message>
        <source>There is no star HIP {0} in the catalogue: its numbers go from 1 to 118322, with gaps.</source>
        <translation>星表中没有 HIP {0}：编号为 1 到 118322，其间有空缺。</translation>
    </message>
    <message>
        <source>There is no body &apos;{0}&apos;: use one of {1}.</source>
        <translation>没有天体“{0}”：请从 {1} 中选择。</translation>
    </message>
    <message>
        <source>The camera follows &apos;{0}&apos;, which is not in this shot: add it to the shot&apos;s figures.</source>
        <translation>镜头要跟随“{0}”，但画面中没有它：请把它加入这个镜头的星座人物。</translation>
    </message>
    <message>
        <source>The camera looks for HIP {0}, a star that the catalogue does not have: give another number.</source>
        <translation>镜头要对准的 HIP {0} 不在星表中：请换一个编号。</translation>
    </message>
    <message>
        <source>The camera turns towards &apos;{0}&apos;, which has no place in the sky: choose another figure.</source>
        <translation>镜头要转向的“{0}”在星空中没有位置：请选择其他形象。</translation>
    </message>
    <message>
        <source>What the camera looks at stands {0} degrees high, too high to be kept over a straight horizon: choose a view of the kind &apos;sky&apos; or, for a rectilinear picture, the projection &apos;flat&apos;.</source>
        <translation>镜头对准的目标高 {0}°，太高，无法保持水平的地平线：请改用 sky 视角；若是直线透视，请改用平面投影。</translation>
    </message>
    <message>
        <source>A view of the kind &apos;stage&apos; needs wishes: say what should stand where.</source>
        <translation>stage 视角需要说明想看到什么在哪里。</translation>
    </message>
    <message>
        <source>The figure &apos;{0}&apos; has no place in the sky: a stage cannot be found for it.</source>
        <translation>形象“{0}”在星空中没有位置：无法为它寻找取景。</translation>
    </message>
    <message>
        <source>&apos;{0}&apos; is no figure, constellation or star number: a stage cannot be found for it.</source>
        <translation>“{0}”不是形象、星座或星的编号：无法为它寻找取景。</translation>
    </message>
    <message>
        <source>The catalogue has no star HIP {0}: give another number.</source>
        <translation>星表中没有 HIP {0}：请换一个编号。</translation>
    </message>
    <message>
        <source>A view of the kind &apos;figure&apos; must name its figure: add figure = &quot;orion&quot; or another one.</source>
        <translation>figure 视角必须指明形象：请加上 figure = &quot;orion&quot; 之类的一项。</translation>
    </message>
    <message>
        <source>The figure &apos;{0}&apos; has no place in the sky: choose another view.</source>
        <translation>形象“{0}”在星空中没有位置：请换一个视角。</translation>
    </message>
    <message>
        <source>There is no sky culture &apos;{0}&apos;: use one of {1}, or add a folder with &apos;starloom culture FOLDER&apos;.</source>
        <translation>没有星空文化“{0}”：请从 {1} 中选择，或用 starloom culture 添加文件夹。</translation>
    </message>
    <message>
        <source>{0}: &apos;id&apos; is &apos;{1}&apos;, a culture that Starloom brings along: rename it.</source>
        <translation>{0}：id 为“{1}”，与织星自带的文化重名：请改名。</translation>
    </message>
    <message>
        <source>The culture cannot be copied to {0} ({1}): free that folder.</source>
        <translation>无法把星空文化复制到 {0}（{1}）：请腾出该文件夹。</translation>
    </message>
    <message>
        <source>{0} is no sky culture: it has no {1}.</source>
        <translation>{0} 不是星空文化：缺少 {1}。</translation>
    </message>
    <message>
        <source>{0} cannot be read ({1}).</source>
        <translation>无法读取 {0}（{1}）。</translation>
    </message>
    <message>
        <source>{0} is not JSON: line {1}, column {2}: {3}.</source>
        <translation>{0} 不是 JSON：第 {1} 行第 {2} 列：{3}。</translation>
    </message>
    <message>
        <source>{0}: {1} must hold an object {2}.</source>
        <translation>{0}：{1} 须为一个对象 {2}。</translation>
    </message>
    <message>
        <source>the file</source>
        <translation>文件内容</translation>
    </message>
    <message>
        <source>{0}: {1} must be a short name of letters, digits, &apos;_&apos; and &apos;-&apos;.</source>
        <translation>{0}：{1} 须为由字母、数字、“_”和“-”组成的短名称。</translation>
    </message>
    <message>
        <source>{0}: {1} must be a list.</source>
        <translation>{0}：{1} 须为列表。</translation>
    </message>
    <message>
        <source>{0}: {1} is missing or empty.</source>
        <translation>{0}：缺少 {1}，或其内容为空。</translation>
    </message>
    <message>
        <source>{0}: {1} must be an object.</source>
        <translation>{0}：{1} 须为对象。</translation>
    </message>
    <message>
        <source>{0}: {1} must be a text.</source>
        <translation>{0}：{1} 须为文本。</translation>
    </message>
    <message>
        <source>{0}: {1} must be an object with english or native.</source>
        <translation>{0}：{1} 须为带 english 或 native 的对象。</translation>
    </message>
    <message>
        <source>{0}: {1} must be a list of objects with english or native.</source>
        <translation>{0}：{1} 须为带 english 或 native 的对象列表。</translation>
    </message>
    <message>
        <source>{0}: {1} must be a list of lists of HIP numbers.</source>
        <translation>{0}：{1} 须为由 HIP 编号列表组成的列表。</translation>
    </message>
    <message>
        <source>{0}: {1} must be a list of HIP numbers.</source>
        <translation>{0}：{1} 须为 HIP 编号列表。</translation>
    </message>
    <message>
        <source>{0}: {1} must be a HIP number, not {2}.</source>
        <translation>{0}：{1} 须为 HIP 编号，而不是 {2}。</translation>
    </message>
    <message>
        <source>{0}: {1} is {2}, but the catalogue has no star HIP {3}.</source>
        <translation>{0}：{1} 为 {2}，但星表中没有 HIP {3}。</translation>
    </message>
    <message>
        <source>{0}: {1} must name a picture.</source>
        <translation>{0}：{1} 须指明一张图片。</translation>
    </message>
    <message>
        <source>{0}: {1} (&apos;{2}&apos;) lies outside the folder.</source>
        <translation>{0}：{1}（“{2}”）在文件夹之外。</translation>
    </message>
    <message>
        <source>{0}: {1} names &apos;{2}&apos;, which is not there.</source>
        <translation>{0}：{1} 指向的“{2}”不存在。</translation>
    </message>
    <message>
        <source>{0}: {1} names &apos;{2}&apos;, which is no picture that can be read.</source>
        <translation>{0}：{1} 指向的“{2}”不是可读取的图片。</translation>
    </message>
    <message>
        <source>{0}: {1} must be a list of three places.</source>
        <translation>{0}：{1} 须为三个位置的列表。</translation>
    </message>
    <message>
        <source>{0}: {1} lie on one line or on one star: choose three that span the picture.</source>
        <translation>{0}：{1} 在一条直线或同一颗星上：请选择能张开画面的三个位置。</translation>
    </message>
    <message>
        <source>{0}: {1} must be an object with pos and hip.</source>
        <translation>{0}：{1} 须为带 pos 和 hip 的对象。</translation>
    </message>
    <message>
        <source>{0}: {1} must be [x, y] in pixels of the picture.</source>
        <translation>{0}：{1} 须为图片像素坐标 [x, y]。</translation>
    </message>
    <message>
        <source>There is no figure &apos;{0}&apos;; there are: {1}.</source>
        <translation>没有星座人物“{0}”；现有：{1}。</translation>
    </message>
    <message>
        <source>The figure &apos;{0}&apos; is drawn on the screen and has no place in the sky.</source>
        <translation>形象“{0}”画在画面上，在星空中没有位置。</translation>
    </message>
    <message>
        <source>The figure file {0} has no {1}: draw something.</source>
        <translation>形象文件 {0} 没有 {1}：请画点什么。</translation>
    </message>
    <message>
        <source>The figure file {0} cannot be read ({1}): correct it.</source>
        <translation>无法读取形象文件 {0}（{1}）：请修正。</translation>
    </message>
    <message>
        <source>The drawing of the figure &apos;{0}&apos; cannot be read ({1}): correct it.</source>
        <translation>无法读取形象“{0}”的图稿（{1}）：请修正。</translation>
    </message>
    <message>
        <source>The figure &apos;{0}&apos; has no part &apos;{1}&apos;; it has: {2}.</source>
        <translation>形象“{0}”没有部件“{1}”；现有：{2}。</translation>
    </message>
    <message>
        <source>The figure &apos;{0}&apos; cannot be drawn ({1}): correct its drawing.</source>
        <translation>无法绘制形象“{0}”（{1}）：请修正图稿。</translation>
    </message>
    <message>
        <source>&apos;{0}&apos; is no place: give a HIP number or [x, y] in reference pixels.</source>
        <translation>“{0}”不是位置：请给出 HIP 编号，或参考像素坐标 [x, y]。</translation>
    </message>
    <message>
        <source>The catalogue has no star HIP {0}: give another number or a place [x, y].</source>
        <translation>星表中没有 HIP {0}：请换一个编号，或给出位置 [x, y]。</translation>
    </message>
    <message>
        <source>The figure &apos;{0}&apos; knows no motion &apos;{1}&apos;: use one of {2}.</source>
        <translation>形象“{0}”没有动作“{1}”：请从 {2} 中选择。</translation>
    </message>
    <message>
        <source>There is no palace of the style &apos;{0}&apos;: use one of {1}.</source>
        <translation>没有样式为“{0}”的宫殿：请从 {1} 中选择。</translation>
    </message>
    <message>
        <source>The sky generator has no element &apos;{0}&apos;: use one of {1}.</source>
        <translation>星空画师没有元素“{0}”：请从 {1} 中选择。</translation>
    </message>
    <message>
        <source>A fire has no shape &apos;{0}&apos;: use one of {1}.</source>
        <translation>火没有形状“{0}”：请从 {1} 中选择。</translation>
    </message>
    <message>
        <source>The element &apos;{0}&apos; needs at least two points to run between.</source>
        <translation>元素“{0}”至少需要两个点才能连成路径。</translation>
    </message>
    <message>
        <source>The galactic equator does not cross this view: give the element &apos;points&apos; instead.</source>
        <translation>银道不经过这个画面：请改为给元素指定 points。</translation>
    </message>
    <message>
        <source>The {0} sky has no constellation &apos;{1}&apos;: check its abbreviation or name.</source>
        <translation>{0} 星空中没有星座“{1}”：请检查其缩写或名称。</translation>
    </message>
    <message>
        <source>The picture {0} cannot be read: add its sky culture again.</source>
        <translation>无法读取图片 {0}：请重新添加所属的星空文化。</translation>
    </message>
    <message>
        <source>Starloom&apos;s picture of the Milky Way is missing: install Starloom again.</source>
        <translation>缺少织星自带的银河图：请重新安装织星。</translation>
    </message>
    <message>
        <source>A nebula has no palette &apos;{0}&apos;: use one of {1}.</source>
        <translation>星云没有配色“{0}”：请从 {1} 中选择。</translation>
    </message>
    <message>
        <source>There is no meteor shower &apos;{0}&apos;: use one of {1}.</source>
        <translation>没有流星雨“{0}”：请从 {1} 中选择。</translation>
    </message>
    <message>
        <source>Lightning: &apos;{0}&apos; must be finite, not &apos;{1}&apos;: write seconds and pixels.</source>
        <translation>闪电：“{0}”须为有限数值，而不是“{1}”：请写秒数和像素。</translation>
    </message>
    <message>
        <source>Lightning: &apos;{0}&apos; must be numbers, not &apos;{1}&apos;: write seconds and pixels.</source>
        <translation>闪电：“{0}”须为数字，而不是“{1}”：请写秒数和像素。</translation>
    </message>
    <message>
        <source>There is no motion &apos;{0}&apos;.</source>
        <translation>没有动作“{0}”。</translation>
    </message>
    <message>
        <source>A way is given to a figure that does not go anywhere.</source>
        <translation>给出了移动的距离，但这个形象并不移动。</translation>
    </message>
    <message>
        <source>Leave it out, or give it a motion: {0}.</source>
        <translation>请去掉它，或给它一个动作：{0}。</translation>
    </message>
    <message>
        <source>There is no element &apos;{0}&apos;.</source>
        <translation>没有元素“{0}”。</translation>
    </message>
    <message>
        <source>Use one of {0}.</source>
        <translation>请从 {0} 中选择。</translation>
    </message>
    <message>
        <source>There is no effect &apos;{0}&apos;: choose one of {1}.</source>
        <translation>没有音效“{0}”：请从 {1} 中选择。</translation>
    </message>
    <message>
        <source>The music file {0} holds no music (empty, damaged or silent): choose another file.</source>
        <translation>音乐文件 {0} 中没有音乐（为空、损坏或无声）：请选择其他文件。</translation>
    </message>
    <message>
        <source>The music file cannot be used: {0}</source>
        <translation>音乐文件无法使用：{0}</translation>
    </message>
    <message>
        <source>The music file {0}</source>
        <translation>音乐文件：{0}</translation>
    </message>
    <message>
        <source>The temporary folder {0} cannot be written ({1}): free some space there.</source>
        <translation>无法写入临时文件夹 {0}（{1}）：请腾出空间。</translation>
    </message>
    <message>
        <source>The music {0} cannot be read ({1}): choose another file.</source>
        <translation>无法读取音乐 {0}（{1}）：请选择其他文件。</translation>
    </message>
    <message>
        <source>The line “{0}” could not be spoken: {1}. Try again, or make the film without narration.</source>
        <translation>旁白“{0}”朗读失败：{1}。请重试，或制作不带旁白的影片。</translation>
    </message>
    <message>
        <source>There is no narration in the language &apos;{0}&apos;: choose zh or en.</source>
        <translation>没有语言“{0}”的旁白：请选择 zh 或 en。</translation>
    </message>
    <message>
        <source>The voice {0} kept silent at “{1}” in the line “{2}”: write these characters in another way or choose another voice.</source>
        <translation>嗓音 {0} 念不出旁白“{2}”中的“{1}”：请换一种写法，或选择其他嗓音。</translation>
    </message>
    <message>
        <source>the list of voices</source>
        <translation>嗓音列表</translation>
    </message>
    <message>
        <source>The line “{0}” was spoken into a broken file: {1}.</source>
        <translation>旁白“{0}”朗读后得到的文件已损坏：{1}。</translation>
    </message>
    <message>
        <source>There is no voice &apos;{0}&apos; for the line “{1}”: choose one of {2}.</source>
        <translation>没有念旁白“{1}”的嗓音“{0}”：请从 {2} 中选择。</translation>
    </message>
    <message>
        <source>the voice did not finish</source>
        <translation>语音没有念完</translation>
    </message>
    <message>
        <source>the voice wrote no file into {0}</source>
        <translation>语音没有在 {0} 中写出文件</translation>
    </message>
    <message>
        <source>no voice {0}</source>
        <translation>没有嗓音 {0}</translation>
    </message>
    <message>
        <source>the voice cannot start: {0}</source>
        <translation>语音无法启动：{0}</translation>
    </message>
    <message>
        <source>the voice engine died (status {0})</source>
        <translation>语音引擎意外结束（状态 {0}）</translation>
    </message>
    <message>
        <source>The narration was cancelled.</source>
        <translation>旁白已取消。</translation>
    </message>
    <message>
        <source>The narrator is closed: open a new one.</source>
        <translation>旁白已关闭：请重新打开。</translation>
    </message>
    <message>
        <source>the voice&apos;s process ended</source>
        <translation>语音进程已结束</translation>
    </message>
    <message>
        <source>no answer within {0} s</source>
        <translation>{0} 秒内没有应答</translation>
    </message>
    <message>
        <source>The voice stopped: {0}</source>
        <translation>语音中断：{0}</translation>
    </message>
    <message>
        <source>There is nothing to compose for: the film has no shot.</source>
        <translation>没有可配乐的内容：影片没有镜头。</translation>
    </message>
    <message>
        <source>Shot {0} has the unknown mood &apos;{1}&apos;: choose one of {2}.</source>
        <translation>镜头 {0} 的情绪“{1}”未知：请从 {2} 中选择。</translation>
    </message>
    <message>
        <source>Shot {0} does not begin where the one before it ends ({1} s) or has no length.</source>
        <translation>镜头 {0} 没有接在前一个镜头的结尾（{1} 秒），或没有时长。</translation>
    </message>
    <message>
        <source>There is no music style &apos;{0}&apos;: choose one of {1}.</source>
        <translation>没有配乐风格“{0}”：请从 {1} 中选择。</translation>
    </message>
    <message>
        <source>The kept sound {0} cannot be read ({1}): try again.</source>
        <translation>无法读取缓存的声音 {0}（{1}）：请重试。</translation>
    </message>
    <message>
        <source>The sound cannot be kept in {0} ({1}): free some space there.</source>
        <translation>无法把声音保存到 {0}（{1}）：请腾出空间。</translation>
    </message>
    <message>
        <source>The font {0} cannot be read ({1}): install Starloom again.</source>
        <translation>无法读取字体 {0}（{1}）：请重新安装织星。</translation>
    </message>
    <message>
        <source>it has no full Unicode character map</source>
        <translation>它没有完整的 Unicode 字符表</translation>
    </message>
    <message>
        <source>it has no table {0}</source>
        <translation>它没有 {0} 表</translation>
    </message>
    <message>
        <source>its character map has format {0} instead of 12</source>
        <translation>它的字符表格式为 {0}，而不是 12</translation>
    </message>
    <message>
        <source>the file is cut off</source>
        <translation>文件不完整</translation>
    </message>
    <message>
        <source>Text of {0} pixels cannot be drawn: choose a size from 4 to 512 pixels.</source>
        <translation>无法绘制 {0} 像素的文字：请选择 4 到 512 像素的字号。</translation>
    </message>
    <message>
        <source>The captions have no letters for {0}: they are left out or show as boxes.</source>
        <translation>字幕字体中没有 {0}：这些字会被略去或显示为方框。</translation>
    </message>
    <message>
        <source>Shot {0}: nothing in its line can be spoken; it stays silent.</source>
        <translation>镜头 {0}：旁白中没有可以朗读的内容，保持无声。</translation>
    </message>
    <message>
        <source>Shot {0} is fixed to {1} s, but its line takes {2} s: it runs into the next shot. Give it more time or shorten the line.</source>
        <translation>镜头 {0} 的时长固定为 {1} 秒，但旁白需要 {2} 秒，会延续到下一个镜头。请加长镜头或缩短旁白。</translation>
    </message>
    <message>
        <source>{0} ({1} more: starloom check lists them)</source>
        <translation>{0}（另有 {1} 处问题）</translation>
    </message>
    <message>
        <source>the storyboard</source>
        <translation>故事板</translation>
    </message>
    <message>
        <source>the text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>line {0}, column {1}</source>
        <translation>第 {0} 行第 {1} 列</translation>
    </message>
    <message>
        <source>The template {0}</source>
        <translation>模板 {0}</translation>
    </message>
    <message>
        <source>Add it.</source>
        <translation>请补上。</translation>
    </message>
    <message>
        <source>Remove it.</source>
        <translation>请删除。</translation>
    </message>
    <message>
        <source>Use one of the values named.</source>
        <translation>请改用所列的值之一。</translation>
    </message>
    <message>
        <source>Correct the text at this place, or restore the file from a backup.</source>
        <translation>请修正该处文字，或从备份恢复文件。</translation>
    </message>
    <message>
        <source>Make a new storyboard instead.</source>
        <translation>请改为新建故事板。</translation>
    </message>
    <message>
        <source>Correct this value.</source>
        <translation>请修正该值。</translation>
    </message>
    <message>
        <source>Correct it there, or bring an earlier version back (starloom backups).</source>
        <translation>请在该处修正，或恢复较早的版本（starloom backups）。</translation>
    </message>
    <message>
        <source>Write a number.</source>
        <translation>请写一个数字。</translation>
    </message>
    <message>
        <source>Write a smaller number.</source>
        <translation>请写一个较小的数字。</translation>
    </message>
    <message>
        <source>Write it again.</source>
        <translation>请重新书写。</translation>
    </message>
    <message>
        <source>Keep one of the two.</source>
        <translation>请只保留其中一个。</translation>
    </message>
    <message>
        <source>{0} is no number</source>
        <translation>{0} 不是数字</translation>
    </message>
    <message>
        <source>The text is nested too deeply (more than {0} levels): it is no storyboard</source>
        <translation>文本嵌套过深（超过 {0} 层）：它不是故事板</translation>
    </message>
    <message>
        <source>A whole number has {0} digits: {1}…</source>
        <translation>有一个整数长达 {0} 位：{1}……</translation>
    </message>
    <message>
        <source>The number {0} is too large</source>
        <translation>数字 {0} 太大</translation>
    </message>
    <message>
        <source>The text is no JSON ({0})</source>
        <translation>文本不是 JSON（{0}）</translation>
    </message>
    <message>
        <source>A text holds half of a character (a lone surrogate)</source>
        <translation>有一处文字含有残缺的字符（孤立的代理码）</translation>
    </message>
    <message>
        <source>&apos;{0}&apos; is given twice in one object</source>
        <translation>“{0}”在同一对象中出现了两次</translation>
    </message>
    <message>
        <source>Field required</source>
        <translation>缺少这一项</translation>
    </message>
    <message>
        <source>Extra inputs are not permitted</source>
        <translation>不允许有这一项</translation>
    </message>
    <message>
        <source>Instance is frozen</source>
        <translation>内容不可更改</translation>
    </message>
    <message>
        <source>Input should be a valid number</source>
        <translation>应为数字</translation>
    </message>
    <message>
        <source>Input should be a finite number</source>
        <translation>应为有限的数字</translation>
    </message>
    <message>
        <source>Input should be a valid integer</source>
        <translation>应为整数</translation>
    </message>
    <message>
        <source>Input should be a valid boolean</source>
        <translation>应为 true 或 false</translation>
    </message>
    <message>
        <source>Input should be a valid string</source>
        <translation>应为文本</translation>
    </message>
    <message>
        <source>Input should be a valid array</source>
        <translation>应为列表</translation>
    </message>
    <message>
        <source>Input should be a valid list</source>
        <translation>应为列表</translation>
    </message>
    <message>
        <source>Input should be a valid tuple</source>
        <translation>应为列表</translation>
    </message>
    <message>
        <source>Input should be a valid dictionary</source>
        <translation>应为对象</translation>
    </message>
    <message>
        <source>Input should be a valid integer, got a number with a fractional part</source>
        <translation>应为整数，不能带小数</translation>
    </message>
    <message>
        <source>Input should be a valid integer, unable to parse string as an integer</source>
        <translation>应为整数</translation>
    </message>
    <message>
        <source>Input should be a valid number, unable to parse string as a number</source>
        <translation>应为数字</translation>
    </message>
    <message>
        <source>Input should be a valid boolean, unable to interpret input</source>
        <translation>应为 true 或 false</translation>
    </message>
    <message>
        <source>Input should be an object</source>
        <translation>应为对象</translation>
    </message>
    <message>
        <source>Input should be less than or equal to {0}</source>
        <translation>不能大于 {0}</translation>
    </message>
    <message>
        <source>Input should be greater than or equal to {0}</source>
        <translation>不能小于 {0}</translation>
    </message>
    <message>
        <source>Input should be less than {0}</source>
        <translation>应小于 {0}</translation>
    </message>
    <message>
        <source>Input should be greater than {0}</source>
        <translation>应大于 {0}</translation>
    </message>
    <message>
        <source>Input should be {0}</source>
        <translation>应为 {0}</translation>
    </message>
    <message>
        <source>String should have at least {0} character</source>
        <translation>至少要有 {0} 个字符</translation>
    </message>
    <message>
        <source>String should have at least {0} characters</source>
        <translation>至少要有 {0} 个字符</translation>
    </message>
    <message>
        <source>String should have at most {0} characters</source>
        <translation>最多 {0} 个字符</translation>
    </message>
    <message>
        <source>String should match pattern &apos;{0}&apos;</source>
        <translation>文本的格式须符合 {0}</translation>
    </message>
    <message>
        <source>Tuple should have at least {0} item after validation, not {1}</source>
        <translation>至少要有 {0} 项，现有 {1} 项</translation>
    </message>
    <message>
        <source>Tuple should have at least {0} items after validation, not {1}</source>
        <translation>至少要有 {0} 项，现有 {1} 项</translation>
    </message>
    <message>
        <source>Tuple should have at most {0} items after validation, not {1}</source>
        <translation>最多 {0} 项，现有 {1} 项</translation>
    </message>
    <message>
        <source>List should have at most {0} items after validation, not {1}</source>
        <translation>最多 {0} 项，现有 {1} 项</translation>
    </message>
    <message>
        <source>must be an even number, not {0}</source>
        <translation>应为偶数，而不是 {0}</translation>
    </message>
    <message>
        <source>a dome master must be square, not {0}</source>
        <translation>球幕画面须为正方形，而不是 {0}</translation>
    </message>
    <message>
        <source>a 360 picture must be twice as wide as high, not {0}</source>
        <translation>360° 全景的宽须为高的两倍，而不是 {0}</translation>
    </message>
    <message>
        <source>give both latitude_deg and longitude_deg, or neither (then the place&apos;s name holds)</source>
        <translation>latitude_deg 与 longitude_deg 须同时给出，或都不给（此时以地名为准）</translation>
    </message>
    <message>
        <source>&apos;chosen&apos; must be the key of one of the shot&apos;s takes, or left out</source>
        <translation>chosen 须为该镜头某个版本的键，或省略</translation>
    </message>
    <message>
        <source>two shots have the id &apos;{0}&apos;: give each shot its own id</source>
        <translation>有两个镜头的 id 都是“{0}”：请让每个镜头有各自的 id</translation>
    </message>
    <message>
        <source>the camera cannot both follow one thing and turn towards another: give one of them</source>
        <translation>镜头不能既跟随一处又转向另一处：请只保留一项</translation>
    </message>
    <message>
        <source>There is no look &apos;{0}&apos;: use one of {1}.</source>
        <translation>没有风格“{0}”：请从 {1} 中选择。</translation>
    </message>
    <message>
        <source>{0} uses files that are not there ({1}): starloom relink finds them again.</source>
        <translation>{0} 用到的文件不在原处（{1}）：请重新指定这些文件。</translation>
    </message>
    <message>
        <source>{0} is no sound, picture or film: a bundle cannot hold it.</source>
        <translation>{0} 不是声音、图片或视频：无法放入打包文件。</translation>
    </message>
    <message>
        <source>{0} exists already: name a new folder with -o.</source>
        <translation>{0} 已经存在：请换一个新文件夹。</translation>
    </message>
    <message>
        <source>{0} is no bundle of Starloom, or it is cut off: have it sent again.</source>
        <translation>{0} 不是织星的打包文件，或不完整：请让对方重新发送。</translation>
    </message>
    <message>
        <source>{0} is not unpacked: it {1}. Starloom makes no such bundles; ask who sent it.</source>
        <translation>没有解包 {0}：它{1}。织星不会生成这样的打包文件，请询问发送者。</translation>
    </message>
    <message>
        <source>has more than {0} files</source>
        <translation>含有超过 {0} 个文件</translation>
    </message>
    <message>
        <source>would fill more than {0} GB</source>
        <translation>解开后会超过 {0} GB</translation>
    </message>
    <message>
        <source>holds two files of one name</source>
        <translation>含有两个同名文件</translation>
    </message>
    <message>
        <source>holds a file that does not belong into it ({0})</source>
        <translation>含有不该有的文件（{0}）</translation>
    </message>
    <message>
        <source>holds a link or device ({0})</source>
        <translation>含有链接或设备（{0}）</translation>
    </message>
    <message>
        <source>is compressed in a way that bundles do not use</source>
        <translation>使用了打包文件不用的压缩方式</translation>
    </message>
    <message>
        <source>holds a storyboard of more than {0} MB</source>
        <translation>其中的故事板超过 {0} MB</translation>
    </message>
    <message>
        <source>holds a storyboard that grows more than {0} times</source>
        <translation>其中的故事板解压后会膨胀 {0} 倍以上</translation>
    </message>
    <message>
        <source>uses a file that it does not hold ({0})</source>
        <translation>用到了其中没有的文件（{0}）</translation>
    </message>
    <message>
        <source>{0} is no bundle of Starloom: it holds no storyboard.</source>
        <translation>{0} 不是织星的打包文件：其中没有故事板。</translation>
    </message>
    <message>
        <source>{0} is locked by a password: have it sent without one.</source>
        <translation>{0} 设有密码：请让对方发送不带密码的文件。</translation>
    </message>
    <message>
        <source>{0} has {1} MB free, the bundle needs {2} MB: choose another folder or free some space.</source>
        <translation>{0} 剩余 {1} MB，打包文件需要 {2} MB：请选择其他文件夹或腾出空间。</translation>
    </message>
    <message>
        <source>{0} is damaged: the bytes of {1} have changed; have it sent again.</source>
        <translation>{0} 已损坏：{1} 的内容已改变，请让对方重新发送。</translation>
    </message>
    <message>
        <source>{0} cannot be written ({1}): choose another folder or free some space.</source>
        <translation>无法写入 {0}（{1}）：请选择其他文件夹或腾出空间。</translation>
    </message>
    <message>
        <source>{0} is damaged ({1}): have it sent again.</source>
        <translation>{0} 已损坏（{1}）：请让对方重新发送。</translation>
    </message>
    <message>
        <source>{0} cannot be unpacked into {1} ({2}): choose another folder or free some space.</source>
        <translation>无法把 {0} 解包到 {1}（{2}）：请选择其他文件夹或腾出空间。</translation>
    </message>
    <message>
        <source>The media have more than {0} GB: hand them on by themselves.</source>
        <translation>素材超过 {0} GB：请单独传送。</translation>
    </message>
    <message>
        <source>The shot cannot be split here: each part needs {0} seconds at least.</source>
        <translation>不能在这里拆分镜头：每一部分至少要有 {0} 秒。</translation>
    </message>
    <message>
        <source>{0} is no Starloom storyboard: its text must be one JSON object.</source>
        <translation>{0} 不是织星的故事板：其内容须为一个 JSON 对象。</translation>
    </message>
    <message>
        <source>{0} is no Starloom storyboard: its field &apos;format&apos; must be &quot;starloom&quot;.</source>
        <translation>{0} 不是织星的故事板：format 一项须为 &quot;starloom&quot;。</translation>
    </message>
    <message>
        <source>{0} cannot be saved: it would have {1} MB, at most {2} MB can be opened again; divide it.</source>
        <translation>无法保存 {0}：它会有 {1} MB，最多只能打开 {2} MB，请拆分。</translation>
    </message>
    <message>
        <source>{0} is a folder: name a {1} file.</source>
        <translation>{0} 是文件夹：请指定 {1} 文件。</translation>
    </message>
    <message>
        <source>{0} is larger than {1} MB: that is no storyboard.</source>
        <translation>{0} 超过 {1} MB：它不是故事板。</translation>
    </message>
    <message>
        <source>{0} cannot be read ({1}): check its permissions.</source>
        <translation>无法读取 {0}（{1}）：请检查访问权限。</translation>
    </message>
    <message>
        <source>{0} is not a UTF-8 text: it is no storyboard or it is damaged.</source>
        <translation>{0} 不是 UTF-8 文本：它不是故事板，或已损坏。</translation>
    </message>
    <message>
        <source>{0} was made by a newer Starloom (format {1}, this one reads {2}): update.</source>
        <translation>{0} 由更新版本的织星制作（格式 {1}，当前只能读到 {2}）：请更新织星。</translation>
    </message>
    <message>
        <source>format {0}, this Starloom reads up to {1}</source>
        <translation>格式 {0}，当前的织星只能读到 {1}</translation>
    </message>
    <message>
        <source>{0} cannot be saved: a text holds half of a character (a lone surrogate); write it again.</source>
        <translation>无法保存 {0}：有一处文字含有残缺的字符，请重新书写。</translation>
    </message>
    <message>
        <source>{0} holds no storyboard that can be read.</source>
        <translation>{0} 中没有可读取的故事板。</translation>
    </message>
    <message>
        <source>{0} is no journal of Starloom, or it is damaged.</source>
        <translation>{0} 不是织星的改动日志，或已损坏。</translation>
    </message>
    <message>
        <source>{0} is larger than {1} MB: it is no journal.</source>
        <translation>{0} 超过 {1} MB：它不是改动日志。</translation>
    </message>
    <message>
        <source>{0} is no sound, picture or film that can be used: choose another file.</source>
        <translation>{0} 不是可用的声音、图片或视频：请选择其他文件。</translation>
    </message>
    <message>
        <source>{0} cannot be copied into {1} ({2}): check the file, or free some space.</source>
        <translation>无法把 {0} 复制到 {1}（{2}）：请检查该文件，或腾出空间。</translation>
    </message>
    <message>
        <source>There is no shot &apos;{0}&apos;: the shots are {1}.</source>
        <translation>没有镜头“{0}”：现有镜头为 {1}。</translation>
    </message>
    <message>
        <source>Shot &apos;{0}&apos; has no one take &apos;{1}&apos;: its takes are {2}.</source>
        <translation>镜头“{0}”没有唯一的版本“{1}”：现有版本为 {2}。</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>暂无</translation>
    </message>
    <message>
        <source>There is no template &apos;{0}&apos;: choose one of {1}.</source>
        <translation>没有模板“{0}”：请从 {1} 中选择。</translation>
    </message>
    <message>
        <source>There is no language &apos;{0}&apos;: choose one of {1}.</source>
        <translation>没有语言“{0}”：请从 {1} 中选择。</translation>
    </message>
    <message>
        <source>The template {0} cannot be read ({1}): install Starloom again.</source>
        <translation>无法读取模板 {0}（{1}）：请重新安装织星。</translation>
    </message>
    <message>
        <source>{0} is no text file: save the script as UTF-8 text.</source>
        <translation>{0} 不是文本文件：请把文稿另存为 UTF-8 文本。</translation>
    </message>
    <message>
        <source>The script has no words: write at least one sentence.</source>
        <translation>文稿中没有文字：请至少写一句话。</translation>
    </message>
    <message>
        <source>The script has {0} shots: at most {1} fit into one film; divide it.</source>
        <translation>文稿有 {0} 个镜头：一部影片最多 {1} 个，请拆分。</translation>
    </message>
    <message>
        <source>The text is empty: write at least one sentence.</source>
        <translation>没有文字：请至少写一句话。</translation>
    </message>
    <message>
        <source>The text has more than 1 MB: a script may have at most 1 MB; divide it.</source>
        <translation>文字超过 1 MB：文稿最多 1 MB，请拆分。</translation>
    </message>
    <message>
        <source>The subtitles have {0} sentences: at most {1} fit into one film; divide them.</source>
        <translation>字幕有 {0} 句：一部影片最多 {1} 句，请拆分。</translation>
    </message>
    <message>
        <source>{0} is a folder: name a .txt or .md file.</source>
        <translation>{0} 是文件夹：请指定 .txt 或 .md 文件。</translation>
    </message>
    <message>
        <source>{0} has {1} MB of text: a script may have at most 1 MB; divide it.</source>
        <translation>{0} 有 {1} MB 文字：文稿最多 1 MB，请拆分。</translation>
    </message>
    <message>
        <source>Shot {0} speaks {1} characters: at most {2}; part it by a blank line.</source>
        <translation>镜头 {0} 的旁白有 {1} 个字符：最多 {2} 个，请用空行分开。</translation>
    </message>
    <message>
        <source>{0} is neither a storyboard nor a script: choose a {1} file.</source>
        <translation>{0} 既不是故事板也不是文稿：请选择 {1} 文件。</translation>
    </message>
    <message>
        <source>{0}, .txt or .md</source>
        <translation>{0}、.txt 或 .md</translation>
    </message>
    <message>
        <source>The journal {0} cannot be removed ({1}).</source>
        <translation>无法删除改动日志 {0}（{1}）。</translation>
    </message>
    <message>
        <source>Unsaved edits cannot be kept in {0} ({1}): save the storyboard, or free some space.</source>
        <translation>无法在 {0} 中保留未保存的改动（{1}）：请保存故事板，或腾出空间。</translation>
    </message>
    <message>
        <source>A dome master must be square, not {0}: choose for example 2048x2048.</source>
        <translation>球幕画面须为正方形，而不是 {0}：例如选择 2048x2048。</translation>
    </message>
    <message>
        <source>A 360 picture must be twice as wide as high, not {0}: choose for example 3840x1920.</source>
        <translation>360° 全景的宽须为高的两倍，而不是 {0}：例如选择 3840x1920。</translation>
    </message>
    <message>
        <source>Presets and aspects are for flat pictures: give a --size to a dome or a 360 picture.</source>
        <translation>预设尺寸和画幅只适用于平面画面：球幕或 360° 全景请在画布中设定尺寸。</translation>
    </message>
    <message>
        <source>There is no preset &apos;{0}&apos;: choose one of {1}.</source>
        <translation>没有预设“{0}”：请从 {1} 中选择。</translation>
    </message>
    <message>
        <source>There is no aspect &apos;{0}&apos;: choose one of {1}.</source>
        <translation>没有画幅“{0}”：请从 {1} 中选择。</translation>
    </message>
    <message>
        <source>Expecting value</source>
        <translation>缺少值</translation>
    </message>
    <message>
        <source>Expecting property name enclosed in double quotes</source>
        <translation>缺少带双引号的名称</translation>
    </message>
    <message>
        <source>Expecting &apos;,&apos; delimiter</source>
        <translation>缺少逗号</translation>
    </message>
    <message>
        <source>Expecting &apos;:&apos; delimiter</source>
        <translation>缺少冒号</translation>
    </message>
    <message>
        <source>Extra data</source>
        <translation>有多余的内容</translation>
    </message>
    <message>
        <source>Unterminated string starting at</source>
        <translation>文本没有结束的引号</translation>
    </message>
    <message>
        <source>Invalid control character at</source>
        <translation>含有无效的控制字符</translation>
    </message>
    <message>
        <source>Shot {0} cannot be shown: its painter has failed ({1}). Change its words or its sky.</source>
        <translation>镜头 {0} 无法显示：绘制时出错（{1}）。请修改它的文字或星空。</translation>
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
        <source>The sound device stopped playing, so the film goes on without sound: check your speakers or headphones, then play again.</source>
        <translation>声音设备停止了播放，影片将无声继续：请检查扬声器或耳机，然后重新播放。</translation>
    </message>
    <message>
        <source>The line cannot be spoken ({0}): try another voice.</source>
        <translation>这句旁白无法朗读（{0}）：请换一个声音试试。</translation>
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
        <source>This storyboard has no file yet: choose where to save it.</source>
        <translation>此故事板还没有文件：请选择保存位置。</translation>
    </message>
    <message>
        <source>Something unexpected went wrong ({0}). Your work is kept; the details are in {1}.</source>
        <translation>发生意外错误（{0}）。你的工作没有丢失，详情见 {1}。</translation>
    </message>
    <message>
        <source>A file</source>
        <translation>文件</translation>
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
        <source>{0} was left out: a film has one piece of music, and you gave several.</source>
        <translation>未使用 {0}：一部影片只能有一首配乐，而您选了多首。</translation>
    </message>
</context>
<context>
    <name>Studio</name>
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
        <source>{0} holds the storyboard and all its files.</source>
        <translation>{0} 已包含故事板及其全部文件。</translation>
    </message>
</context>
</TS>
