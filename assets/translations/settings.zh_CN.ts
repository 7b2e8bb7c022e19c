<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>AboutDialog</name>
    <message>
        <source>About Starloom</source>
        <translation>关于 Starloom 织星</translation>
    </message>
    <message>
        <source>Legends of the sky as narrated films under the real stars</source>
        <translation>让星空传说成为真实星光下的有声影片</translation>
    </message>
    <message>
        <source>Version {0}</source>
        <translation>版本 {0}</translation>
    </message>
    <message>
        <source>Credits</source>
        <translation>致谢</translation>
    </message>
    <message>
        <source>Licences</source>
        <translation>许可证</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close this window</source>
        <translation>关闭此窗口</translation>
    </message>
</context>
<context>
    <name>CachePage</name>
    <message>
        <source>being counted…</source>
        <translation>正在统计…</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0}，上限 {1}</translation>
    </message>
    <message>
        <source>Cache</source>
        <translation>缓存</translation>
    </message>
    <message>
        <source>Every shot that was made is kept, so that an edit makes only what has changed. What was not used for the longest time goes when the cache is full.</source>
        <translation>做好的镜头都会保留，修改后只需重做有变化的部分。缓存满了，最久未用的内容会先被清除。</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>占用</translation>
    </message>
    <message>
        <source>Limit</source>
        <translation>上限</translation>
    </message>
    <message>
        <source>Make room now</source>
        <translation>立即清理</translation>
    </message>
    <message>
        <source>Takes that your storyboards have named stay.</source>
        <translation>故事板中用到的版本会保留。</translation>
    </message>
    <message>
        <source>Limit of the cache in gigabytes</source>
        <translation>缓存上限（GB）</translation>
    </message>
    <message>
        <source>Remove everything that can be made again</source>
        <translation>移除所有可以重新制作的内容</translation>
    </message>
    <message>
        <source>How full the cache is</source>
        <translation>缓存已用多少</translation>
    </message>
</context>
<context>
    <name>CloudPage</name>
    <message>
        <source>Cloud</source>
        <translation>云服务</translation>
    </message>
    <message>
        <source>No cloud services are used. Films are painted, spoken, composed and put together on this computer, also without a network.</source>
        <translation>不使用任何云服务。影片的绘制、旁白、配乐和合成都在这台电脑上完成，没有网络也可以。</translation>
    </message>
    <message>
        <source>No story, no picture and no figure about how you use the program is sent to anybody.</source>
        <translation>您的故事、画面以及使用情况都不会发送给任何人。</translation>
    </message>
    <message>
        <source>Only one thing can ever go out: the short message that a queue is done, when you have given an address for it under Notices.</source>
        <translation>只有一种情况会向外发送：您在“通知”中填写了地址，队列完成时会发出一条简短消息。</translation>
    </message>
</context>
<context>
    <name>FetchingRows</name>
    <message>
        <source>The environment variable STARLOOM_MODELS_DIR names it: it can only be changed there.</source>
        <translation>该位置由环境变量 STARLOOM_MODELS_DIR 指定，只能在那里更改。</translation>
    </message>
    <message>
        <source>Models that are here already are not moved: move their folders yourself, and they are found in the new place. What is fetched from now on goes there.</source>
        <translation>已有的模型不会搬动：自行把它们的文件夹移到新位置即可识别。此后下载的模型都放到那里。</translation>
    </message>
    <message>
        <source>Models lie in</source>
        <translation>模型位置</translation>
    </message>
    <message>
        <source>Fetched from</source>
        <translation>下载来源</translation>
    </message>
    <message>
        <source>Mirror</source>
        <translation>镜像</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>代理</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>更改…</translation>
    </message>
    <message>
        <source>The usual folder</source>
        <translation>默认文件夹</translation>
    </message>
    <message>
        <source>Hugging Face</source>
        <translation>Hugging Face</translation>
    </message>
    <message>
        <source>ModelScope</source>
        <translation>魔搭 ModelScope</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>as the system has it</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Fetch nothing</source>
        <translation>不下载任何内容</translation>
    </message>
    <message>
        <source>ModelScope is nearer in mainland China, but does not have every model.</source>
        <translation>魔搭在中国大陆访问更快，但并非所有模型都有。</translation>
    </message>
    <message>
        <source>A server that answers in the source&apos;s place, like https://hf-mirror.com. Your token goes to no mirror.</source>
        <translation>代替来源提供下载的服务器，例如 https://hf-mirror.com。你的令牌不会发给任何镜像。</translation>
    </message>
    <message>
        <source>Only for fetching models, like http://127.0.0.1:7890. Left empty, the system&apos;s own is used.</source>
        <translation>仅用于下载模型，例如 http://127.0.0.1:7890。留空则使用系统代理。</translation>
    </message>
    <message>
        <source>What is on this disk works without a network.</source>
        <translation>本机已有的模型无需网络即可使用。</translation>
    </message>
    <message>
        <source>Open the folder of models</source>
        <translation>打开模型文件夹</translation>
    </message>
    <message>
        <source>Choose another folder for models</source>
        <translation>选择其他模型文件夹</translation>
    </message>
    <message>
        <source>Go back to the folder among your data</source>
        <translation>改回数据目录中的文件夹</translation>
    </message>
    <message>
        <source>Where models are fetched from</source>
        <translation>从哪里下载模型</translation>
    </message>
    <message>
        <source>Address of a mirror</source>
        <translation>镜像地址</translation>
    </message>
    <message>
        <source>Address of a proxy</source>
        <translation>代理地址</translation>
    </message>
    <message>
        <source>Fetching is switched off</source>
        <translation>已关闭下载</translation>
    </message>
    <message>
        <source>Folder for models</source>
        <translation>模型文件夹</translation>
    </message>
</context>
<context>
    <name>FoldersPage</name>
    <message>
        <source>Folders</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Where things lie on this computer. Nothing is kept anywhere else.</source>
        <translation>各类内容在这台电脑上的位置，别处不留任何东西。</translation>
    </message>
    <message>
        <source>Films</source>
        <translation>影片</translation>
    </message>
    <message>
        <source>Cache</source>
        <translation>缓存</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Open the folder: {0}</source>
        <translation>打开文件夹：{0}</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>更改…</translation>
    </message>
    <message>
        <source>Choose another folder for films</source>
        <translation>为影片选择其他文件夹</translation>
    </message>
    <message>
        <source>Folder for films</source>
        <translation>影片文件夹</translation>
    </message>
</context>
<context>
    <name>GeneralPage</name>
    <message>
        <source>General</source>
        <translation>常规</translation>
    </message>
    <message>
        <source>Changes hold at once.</source>
        <translation>更改立即生效。</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Movement</source>
        <translation>动态</translation>
    </message>
    <message>
        <source>Saving</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Dark: an observatory by night</source>
        <translation>深色：夜晚的天文台</translation>
    </message>
    <message>
        <source>Light: paper by day</source>
        <translation>浅色：白天的纸张</translation>
    </message>
    <message>
        <source>Pictures may move by themselves</source>
        <translation>允许画面自动移动</translation>
    </message>
    <message>
        <source>Save by itself, two minutes after the last edit</source>
        <translation>最后一次编辑两分钟后自动保存</translation>
    </message>
    <message>
        <source>A storyboard without a file is never lost either: after a crash it stands on the start page.</source>
        <translation>尚未存为文件的故事板也不会丢失：意外退出后，可在起始页找回。</translation>
    </message>
    <message>
        <source>The language of the windows; stories keep their own</source>
        <translation>窗口使用的语言；故事保留各自的语言</translation>
    </message>
    <message>
        <source>The colours of the windows</source>
        <translation>窗口的配色</translation>
    </message>
    <message>
        <source>The sky and the legends of the start page move slowly</source>
        <translation>起始页上的星空和传说会缓缓变化</translation>
    </message>
    <message>
        <source>Ten earlier versions of every file are kept</source>
        <translation>每个文件保留十个较早的版本</translation>
    </message>
</context>
<context>
    <name>MachineTable</name>
    <message>
        <source>Look again</source>
        <translation>重新检查</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Look at this machine again</source>
        <translation>重新检查本机</translation>
    </message>
    <message>
        <source>Copy the list as text, to ask for help with</source>
        <translation>将清单复制为文本，便于求助</translation>
    </message>
    <message>
        <source>What was found on this machine</source>
        <translation>本机检查结果</translation>
    </message>
</context>
<context>
    <name>MemoryRows</name>
    <message>
        <source>Of the forms that are on this disk, the one that suits this GPU and this memory.</source>
        <translation>在本机已有的权重中，选用适合这块显卡和内存的一种。</translation>
    </message>
    <message>
        <source>Where they are on this disk. Fewer bits need less memory and lose a little detail; takes made with other weights are shown as out of date.</source>
        <translation>仅在本机已有这种权重时生效。位数越少越省内存，细节略有损失；用其他权重制作的版本会显示为已过时。</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>This holds from the next take on; one that is being made goes on as it began.</source>
        <translation>从下一个版本起生效；正在制作的版本仍按原设置完成。</translation>
    </message>
    <message>
        <source>How models are held in memory</source>
        <translation>模型在内存中的放置方式</translation>
    </message>
    <message>
        <source>The form of the models&apos; weights</source>
        <translation>模型权重的形式</translation>
    </message>
    <message>
        <source>As it suits this machine</source>
        <translation>自动适应本机</translation>
    </message>
    <message>
        <source>All on the GPU</source>
        <translation>全部放在显卡上</translation>
    </message>
    <message>
        <source>One part at a time on the GPU</source>
        <translation>每次只放一个部件到显卡</translation>
    </message>
    <message>
        <source>A few blocks, the next ones on their way</source>
        <translation>每次放几个模块，并预先载入下一批</translation>
    </message>
    <message>
        <source>A few blocks at a time</source>
        <translation>每次放几个模块</translation>
    </message>
    <message>
        <source>Blocks from the disk</source>
        <translation>从硬盘读取模块</translation>
    </message>
    <message>
        <source>Chosen for every model from this GPU and this memory; the list of models says what.</source>
        <translation>根据这块显卡和内存为每个模型选定，结果写在模型列表中。</translation>
    </message>
    <message>
        <source>The fastest, and the one that needs the most GPU memory.</source>
        <translation>速度最快，也最占显存。</translation>
    </message>
    <message>
        <source>Text, picture and frames are worked on by parts of the model that change places.</source>
        <translation>文本、画面、解码等部件轮流进入显卡。</translation>
    </message>
    <message>
        <source>Little GPU memory and almost as fast, but up to twice the model in main memory.</source>
        <translation>显存占用少，速度接近最快，但最多需要两倍于模型的内存。</translation>
    </message>
    <message>
        <source>Little GPU memory, and slower than with the next blocks on their way.</source>
        <translation>显存占用少，比预先载入的方式慢。</translation>
    </message>
    <message>
        <source>The least memory of all, and by far the slowest.</source>
        <translation>最省内存，也远比其他方式慢。</translation>
    </message>
    <message>
        <source>16 bits, as their makers give them</source>
        <translation>16 位（官方原版）</translation>
    </message>
    <message>
        <source>8 bits</source>
        <translation>8 位</translation>
    </message>
    <message>
        <source>8 bits, GGUF</source>
        <translation>8 位（GGUF）</translation>
    </message>
    <message>
        <source>5 bits, GGUF</source>
        <translation>5 位（GGUF）</translation>
    </message>
    <message>
        <source>4 bits, GGUF</source>
        <translation>4 位（GGUF）</translation>
    </message>
</context>
<context>
    <name>ModelList</name>
    <message>
        <source>Fetch</source>
        <translation>下载</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Models for generated pictures</source>
        <translation>用于生成画面的模型</translation>
    </message>
    <message>
        <source>Fetch the chosen model, or the rest of it</source>
        <translation>下载所选模型，或其余部分</translation>
    </message>
    <message>
        <source>Stop fetching; what came is kept</source>
        <translation>停止下载；已下载的部分会保留</translation>
    </message>
    <message>
        <source>Remove the chosen model from this disk</source>
        <translation>从磁盘移除所选模型</translation>
    </message>
    <message>
        <source>How much of the model has come</source>
        <translation>模型的下载进度</translation>
    </message>
    <message>
        <source>fits this machine</source>
        <translation>适合这台电脑</translation>
    </message>
    <message>
        <source>slow on this machine</source>
        <translation>在这台电脑上较慢</translation>
    </message>
    <message>
        <source>does not run on this machine</source>
        <translation>无法在这台电脑上运行</translation>
    </message>
    <message>
        <source>on this disk</source>
        <translation>已在磁盘上</translation>
    </message>
    <message>
        <source>only partly on this disk</source>
        <translation>磁盘上只有一部分</translation>
    </message>
    <message>
        <source>{0} to fetch</source>
        <translation>需下载 {0}</translation>
    </message>
    <message>
        <source>Fetching is switched off under Fetching</source>
        <translation>已在“下载”页关闭下载</translation>
    </message>
    <message>
        <source>Really remove</source>
        <translation>确定移除</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} / {1}</translation>
    </message>
</context>
<context>
    <name>ModelsPage</name>
    <message>
        <source>Fetching</source>
        <translation>下载</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>This machine</source>
        <translation>本机</translation>
    </message>
    <message>
        <source>Faster, with a price</source>
        <translation>加速与代价</translation>
    </message>
    <message>
        <source>This machine is being looked at…</source>
        <translation>正在检查这台电脑…</translation>
    </message>
    <message>
        <source>The sky generator paints films on any machine. Models paint generated pictures, guided by the same sky, where there is a GPU for them.</source>
        <translation>星空生成器在任何电脑上都能绘制影片。有合适显卡的电脑，可用模型在同一片星空的引导下生成画面。</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
</context>
<context>
    <name>NarrationPage</name>
    <message>
        <source>The language&apos;s first voice</source>
        <translation>该语言的首个语音</translation>
    </message>
    <message>
        <source>Narration</source>
        <translation>旁白</translation>
    </message>
    <message>
        <source>What new storyboards speak with. A storyboard and every shot can have a voice of its own.</source>
        <translation>新故事板使用的语音。每个故事板、每个镜头都可以另选语音。</translation>
    </message>
    <message>
        <source>Chinese</source>
        <translation>中文</translation>
    </message>
    <message>
        <source>English</source>
        <translation>英文</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>语速</translation>
    </message>
    <message>
        <source>Voice for {0}</source>
        <translation>{0}语音</translation>
    </message>
    <message>
        <source>Listen to the voice for {0}</source>
        <translation>试听{0}语音</translation>
    </message>
    <message>
        <source>How fast lines are spoken</source>
        <translation>旁白的语速</translation>
    </message>
    <message>
        <source>The voices of this machine are not known yet.</source>
        <translation>尚未得知这台电脑上的语音。</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Listen</source>
        <translation>试听</translation>
    </message>
</context>
<context>
    <name>NoticesPage</name>
    <message>
        <source>On: {0}</source>
        <translation>已开启：{0}</translation>
    </message>
    <message>
        <source>Off. {0}</source>
        <translation>已关闭。{0}</translation>
    </message>
    <message>
        <source>kept; write another one to change it</source>
        <translation>已保存；输入新的密钥即可更换</translation>
    </message>
    <message>
        <source>Notices</source>
        <translation>通知</translation>
    </message>
    <message>
        <source>Be told when the queue is done.</source>
        <translation>队列完成时通知您。</translation>
    </message>
    <message>
        <source>Desktop</source>
        <translation>桌面</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>服务器</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Secret</source>
        <translation>密钥</translation>
    </message>
    <message>
        <source>Show a notice when films are done</source>
        <translation>影片完成时显示通知</translation>
    </message>
    <message>
        <source>The address may be on this network (also without https)</source>
        <translation>允许使用本地网络的地址（可以不用 https）</translation>
    </message>
    <message>
        <source>Tell the titles of films too</source>
        <translation>同时告知影片标题</translation>
    </message>
    <message>
        <source>New secret</source>
        <translation>新密钥</translation>
    </message>
    <message>
        <source>Switch on</source>
        <translation>启用</translation>
    </message>
    <message>
        <source>Send a test</source>
        <translation>发送测试</translation>
    </message>
    <message>
        <source>Switch off</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>A message holds counts and numbers of films and no word of a story. Address and secret lie in a file that only you can read.</source>
        <translation>消息只含影片的数量和编号，不含故事的任何文字。地址和密钥保存在只有您能读取的文件中。</translation>
    </message>
    <message>
        <source>Address of the server</source>
        <translation>服务器地址</translation>
    </message>
    <message>
        <source>https://…, where the messages go</source>
        <translation>https://…，消息发往此处</translation>
    </message>
    <message>
        <source>Secret that signs the messages</source>
        <translation>为消息签名的密钥</translation>
    </message>
    <message>
        <source>Make a new secret; give it to the server too</source>
        <translation>生成新密钥；也要填到服务器上</translation>
    </message>
    <message>
        <source>Keep address and secret, and switch the webhook on</source>
        <translation>保存地址和密钥并启用通知</translation>
    </message>
    <message>
        <source>Send a message that tells nothing</source>
        <translation>发送一条不含内容的消息</translation>
    </message>
    <message>
        <source>Forget address and secret</source>
        <translation>清除地址和密钥</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Pages of the settings</source>
        <translation>设置的各个页面</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Everything is kept already</source>
        <translation>所有更改均已保存</translation>
    </message>
    <message>
        <source>General</source>
        <translation>常规</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Cache</source>
        <translation>缓存</translation>
    </message>
    <message>
        <source>Narration</source>
        <translation>旁白</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Notices</source>
        <translation>通知</translation>
    </message>
    <message>
        <source>Cloud</source>
        <translation>云服务</translation>
    </message>
    <message>
        <source>The server took it ({0}).</source>
        <translation>服务器已收到（{0}）。</translation>
    </message>
</context>
<context>
    <name>SpeedRows</name>
    <message>
        <source>ffmpeg</source>
        <translation>ffmpeg</translation>
    </message>
    <message>
        <source>ffmpeg makes the frames between</source>
        <translation>由 ffmpeg 补帧</translation>
    </message>
    <message>
        <source>Step cache</source>
        <translation>步骤缓存</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>阈值</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>注意力</translation>
    </message>
    <message>
        <source>Compiling</source>
        <translation>编译</translation>
    </message>
    <message>
        <source>VAE</source>
        <translation>VAE</translation>
    </message>
    <message>
        <source>Frames between</source>
        <translation>补帧</translation>
    </message>
    <message>
        <source>Compile the model&apos;s blocks</source>
        <translation>编译模型的模块</translation>
    </message>
    <message>
        <source>Keep its weights with channels last</source>
        <translation>权重按通道在后的顺序存放</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>选择文件…</translation>
    </message>
    <message>
        <source>By ffmpeg</source>
        <translation>改用 ffmpeg</translation>
    </message>
    <message>
        <source>How much may change in a step that is still skipped: more is faster, and softer.</source>
        <translation>变化小于此值的步骤会被跳过：值越大越快，画面也越柔。</translation>
    </message>
    <message>
        <source>Exact ways differ by rounding only; SageAttention computes in 8 bits and may blur faint stars. One that does not work here is left out, and the take says so.</source>
        <translation>精确的算法只有舍入差异；SageAttention 以 8 位计算，可能使暗星模糊。本机不支持的算法会略过，并在版本备注中说明。</translation>
    </message>
    <message>
        <source>The same picture but for rounding. The first clip waits 4 to 50 seconds for it.</source>
        <translation>画面相同，仅有舍入差异。首个片段要多等 4 至 50 秒。</translation>
    </message>
    <message>
        <source>The same picture but for rounding.</source>
        <translation>画面相同，仅有舍入差异。</translation>
    </message>
    <message>
        <source>Where a model gives fewer frames than the film, ffmpeg estimates the motion between them. An ONNX file, such as an export of RIFE, does it by what it has learnt.</source>
        <translation>模型帧率低于影片时，由 ffmpeg 估算帧间运动来补帧。也可选用 ONNX 文件（如导出的 RIFE），由它按所学来补帧。</translation>
    </message>
    <message>
        <source>All of this holds from the next take on. Takes that were made otherwise are shown as out of date.</source>
        <translation>以下设置从下一个版本起生效。按其他设置制作的版本会显示为已过时。</translation>
    </message>
    <message>
        <source>Which steps of a model are skipped</source>
        <translation>跳过模型的哪些步骤</translation>
    </message>
    <message>
        <source>How much may change in a step that is skipped</source>
        <translation>被跳过的步骤允许多大变化</translation>
    </message>
    <message>
        <source>How attention is computed</source>
        <translation>注意力的计算方式</translation>
    </message>
    <message>
        <source>Choose a model for the frames between</source>
        <translation>选择补帧模型</translation>
    </message>
    <message>
        <source>Let ffmpeg make the frames between</source>
        <translation>由 ffmpeg 补帧</translation>
    </message>
    <message>
        <source>ONNX models ({0})</source>
        <translation>ONNX 模型 ({0})</translation>
    </message>
    <message>
        <source>Model for the frames between</source>
        <translation>补帧模型</translation>
    </message>
    <message>
        <source>No step is skipped</source>
        <translation>不跳过任何步骤</translation>
    </message>
    <message>
        <source>By the first block</source>
        <translation>按首个模块判断</translation>
    </message>
    <message>
        <source>By measured ratios</source>
        <translation>按实测比例判断</translation>
    </message>
    <message>
        <source>By extrapolation</source>
        <translation>外推</translation>
    </message>
    <message>
        <source>Every step is computed; the picture is the model&apos;s own.</source>
        <translation>每一步都计算，画面与模型原本一致。</translation>
    </message>
    <message>
        <source>Steps that change little take over the last one: with 40 steps about half the time, while fine detail and motion soften with the threshold (0.05 to 0.1). Of no use with 4 steps.</source>
        <translation>变化很小的步骤沿用上一步的结果：40 步时约省一半时间，但阈值越大（0.05 至 0.1），细节和动作越柔。4 步时没有作用。</translation>
    </message>
    <message>
        <source>Skips steps as by the first block, after ratios that were measured once for a model; where they are not known it does nothing.</source>
        <translation>与按首个模块相似，依据事先为模型测得的比例跳过步骤；没有测得比例的模型不受影响。</translation>
    </message>
    <message>
        <source>Attention is guessed between full steps: risky where things move, and it saves little.</source>
        <translation>在完整步骤之间推测注意力：画面有运动时易出错，节省也不多。</translation>
    </message>
    <message>
        <source>PyTorch&apos;s choice</source>
        <translation>由 PyTorch 选择</translation>
    </message>
    <message>
        <source>PyTorch, sparing memory</source>
        <translation>PyTorch（省内存）</translation>
    </message>
    <message>
        <source>PyTorch, flash</source>
        <translation>PyTorch（Flash）</translation>
    </message>
    <message>
        <source>PyTorch, plain</source>
        <translation>PyTorch（基本）</translation>
    </message>
    <message>
        <source>SageAttention (8 bits)</source>
        <translation>SageAttention（8 位）</translation>
    </message>
</context>
</TS>
