<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>CameraPanel</name>
    <message>
        <source>How the camera moves from the first to the last frame.</source>
        <translation>从第一帧到最后一帧，镜头怎样运动。</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>运镜</translation>
    </message>
    <message>
        <source>Fine tuning</source>
        <translation>细调</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>运动</translation>
    </message>
    <message>
        <source>Push</source>
        <translation>推近</translation>
    </message>
    <message>
        <source>How much nearer it goes: 0.2 is a fifth; negative goes back.</source>
        <translation>靠近多少：0.2 即五分之一；负数为拉远。</translation>
    </message>
    <message>
        <source>Pan</source>
        <translation>横摇</translation>
    </message>
    <message>
        <source>Degrees to the right.</source>
        <translation>向右转的度数。</translation>
    </message>
    <message>
        <source>Tilt</source>
        <translation>仰角</translation>
    </message>
    <message>
        <source>Degrees up.</source>
        <translation>向上抬的度数。</translation>
    </message>
    <message>
        <source>Roll</source>
        <translation>旋转</translation>
    </message>
    <message>
        <source>Degrees by which the picture turns.</source>
        <translation>画面旋转的度数。</translation>
    </message>
    <message>
        <source>Orbit</source>
        <translation>环绕</translation>
    </message>
    <message>
        <source>Degrees by which land and water turn past.</source>
        <translation>地面与水面绕过的度数。</translation>
    </message>
    <message>
        <source>Sky turns</source>
        <translation>天空转动</translation>
    </message>
    <message>
        <source>Hours by which the sky turns meanwhile.</source>
        <translation>其间天空转过的小时数。</translation>
    </message>
    <message>
        <source> h</source>
        <translation> 时</translation>
    </message>
    <message>
        <source>Still</source>
        <translation>静止</translation>
    </message>
    <message>
        <source>Push in</source>
        <translation>缓缓推近</translation>
    </message>
    <message>
        <source>Pull back</source>
        <translation>缓缓拉远</translation>
    </message>
    <message>
        <source>Pan left</source>
        <translation>向左横摇</translation>
    </message>
    <message>
        <source>Pan right</source>
        <translation>向右横摇</translation>
    </message>
    <message>
        <source>Tilt up</source>
        <translation>向上仰起</translation>
    </message>
    <message>
        <source>Let the sky turn</source>
        <translation>让天空转动</translation>
    </message>
    <message>
        <source>As the scene has it</source>
        <translation>按画面原样</translation>
    </message>
    <message>
        <source>A slow, gentle move</source>
        <translation>缓慢柔和的运动</translation>
    </message>
    <message>
        <source>Follow: {0}</source>
        <translation>跟随：{0}</translation>
    </message>
    <message>
        <source>A move of its own</source>
        <translation>自定义运镜</translation>
    </message>
</context>
<context>
    <name>CanvasPanel</name>
    <message>
        <source>Frame rate</source>
        <translation>帧率</translation>
    </message>
    <message>
        <source>Projection</source>
        <translation>投影</translation>
    </message>
    <message>
        <source>Tilt</source>
        <translation>倾斜</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>尺寸</translation>
    </message>
    <message>
        <source>By the shorter side of the picture.</source>
        <translation>按画面的短边计。</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>画幅</translation>
    </message>
    <message>
        <source>Width to height; the sky is framed anew.</source>
        <translation>宽与高之比；星空会重新取景。</translation>
    </message>
    <message>
        <source>Frames a second: 24 as in the cinema.</source>
        <translation>每秒帧数：24 与电影相同。</translation>
    </message>
    <message>
        <source>How the sphere of the sky lies in the picture.</source>
        <translation>天球怎样铺到画面上。</translation>
    </message>
    <message>
        <source>How far the dome leans forward.</source>
        <translation>穹幕向前倾斜多少。</translation>
    </message>
    <message>
        <source>its own</source>
        <translation>自定义</translation>
    </message>
    <message>
        <source>{0} a second</source>
        <translation>每秒 {0} 帧</translation>
    </message>
</context>
<context>
    <name>CastPanel</name>
    <message>
        <source>Name your people here: where a shot&apos;s words say the name, its figure appears.</source>
        <translation>在这里为故事里的人物取名：镜头的文字提到这个名字时，对应的星空形象就会出现。</translation>
    </message>
    <message>
        <source>Add a character</source>
        <translation>添加人物</translation>
    </message>
    <message>
        <source>One more name that the story knows</source>
        <translation>让故事多认识一个名字</translation>
    </message>
    <message>
        <source>No figure</source>
        <translation>没有形象</translation>
    </message>
    <message>
        <source>Somebody</source>
        <translation>某人</translation>
    </message>
    <message>
        <source>Character</source>
        <translation>人物</translation>
    </message>
    <message>
        <source>Remove a character</source>
        <translation>移除人物</translation>
    </message>
</context>
<context>
    <name>CharacterCard</name>
    <message>
        <source>Name</source>
        <translation>名字</translation>
    </message>
    <message>
        <source>As the shots&apos; words call them.</source>
        <translation>与镜头文字里的称呼一致。</translation>
    </message>
    <message>
        <source>What they look like</source>
        <translation>长什么样</translation>
    </message>
    <message>
        <source>What they look like, in your own words.</source>
        <translation>用自己的话描述长相。</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>服色</translation>
    </message>
    <message>
        <source>The colours they wear; video models are told of them.</source>
        <translation>他们衣着的颜色；会告诉视频模型。</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>形象</translation>
    </message>
    <message>
        <source>The figure of the sky that plays them.</source>
        <translation>由哪个星空形象来扮演。</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Take this character out</source>
        <translation>移除这个人物</translation>
    </message>
</context>
<context>
    <name>ChoiceField</name>
    <message>
        <source>Several</source>
        <translation>多个值</translation>
    </message>
</context>
<context>
    <name>FeelingPanel</name>
    <message>
        <source>Mood</source>
        <translation>情绪</translation>
    </message>
    <message>
        <source>Accent</source>
        <translation>重音</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>Which harmonies and instruments the music takes here.</source>
        <translation>这里的配乐用怎样的和声与乐器。</translation>
    </message>
    <message>
        <source>Intensity</source>
        <translation>强度</translation>
    </message>
    <message>
        <source>How full the music is here.</source>
        <translation>这里的配乐有多饱满。</translation>
    </message>
    <message>
        <source>fixed</source>
        <translation>固定</translation>
    </message>
    <message>
        <source>Off: as long as the line needs. On: as many seconds as you say.</source>
        <translation>不勾选：旁白多长，镜头多长。勾选：由你定秒数。</translation>
    </message>
    <message>
        <source>music strikes at its start</source>
        <translation>镜头开始时配乐重击</translation>
    </message>
    <message>
        <source>A musical accent where the shot begins.</source>
        <translation>镜头开始处的一记音乐重音。</translation>
    </message>
    <message>
        <source>Seconds</source>
        <translation>秒数</translation>
    </message>
    <message>
        <source>How long the shot lasts</source>
        <translation>这个镜头持续多久</translation>
    </message>
    <message>
        <source> s</source>
        <translation> 秒</translation>
    </message>
</context>
<context>
    <name>Inspector</name>
    <message>
        <source>Inspector</source>
        <translation>检查器</translation>
    </message>
    <message>
        <source>Shot</source>
        <translation>镜头</translation>
    </message>
    <message>
        <source>The selected shot</source>
        <translation>选中的镜头</translation>
    </message>
    <message>
        <source>Story</source>
        <translation>故事</translation>
    </message>
    <message>
        <source>The whole film</source>
        <translation>整部影片</translation>
    </message>
</context>
<context>
    <name>IntensityCurve</name>
    <message>
        <source>Shot {0}, {1}: {2}, intensity {3} %</source>
        <translation>镜头 {0}，{1}：{2}，强度 {3}%</translation>
    </message>
    <message>
        <source>Intensity of the music</source>
        <translation>配乐的强度</translation>
    </message>
</context>
<context>
    <name>LineField</name>
    <message>
        <source>Several</source>
        <translation>多个值</translation>
    </message>
</context>
<context>
    <name>ListenButton</name>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Listen</source>
        <translation>试听</translation>
    </message>
    <message>
        <source>Be quiet</source>
        <translation>停止试听</translation>
    </message>
    <message>
        <source>Hear how the line is spoken</source>
        <translation>听听这句旁白怎样念</translation>
    </message>
</context>
<context>
    <name>LookPanel</name>
    <message>
        <source>Look</source>
        <translation>风格</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>人物画法</translation>
    </message>
    <message>
        <source>Colours, light and texture of the whole film.</source>
        <translation>整部影片的色彩、光线与质感。</translation>
    </message>
    <message>
        <source>How the beings of the sky are drawn.</source>
        <translation>星空中的形象怎样描绘。</translation>
    </message>
    <message>
        <source>Fine tuning</source>
        <translation>细调</translation>
    </message>
    <message>
        <source>Exposure</source>
        <translation>曝光</translation>
    </message>
    <message>
        <source>How bright the picture is.</source>
        <translation>画面有多亮。</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>对比</translation>
    </message>
    <message>
        <source>Saturation</source>
        <translation>饱和度</translation>
    </message>
    <message>
        <source>How strong the colours are.</source>
        <translation>色彩有多浓。</translation>
    </message>
    <message>
        <source>Bloom</source>
        <translation>辉光</translation>
    </message>
    <message>
        <source>Light that spills around bright stars.</source>
        <translation>亮星周围溢出的光。</translation>
    </message>
    <message>
        <source>Vignette</source>
        <translation>暗角</translation>
    </message>
    <message>
        <source>How dark the corners are.</source>
        <translation>四角有多暗。</translation>
    </message>
    <message>
        <source>Grain</source>
        <translation>颗粒</translation>
    </message>
    <message>
        <source>The fine noise of film.</source>
        <translation>胶片的细微颗粒。</translation>
    </message>
</context>
<context>
    <name>MakerPanel</name>
    <message>
        <source>True sky</source>
        <translation>真实星空</translation>
    </message>
    <message>
        <source>Goes on from the last shot</source>
        <translation>接上一镜头</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>Made by</source>
        <translation>由谁绘制</translation>
    </message>
    <message>
        <source>What makes the picture of this shot.</source>
        <translation>这个镜头的画面从哪里来。</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Choose another picture or film.</source>
        <translation>换一张图片或一段影片。</translation>
    </message>
    <message>
        <source>From</source>
        <translation>起点</translation>
    </message>
    <message>
        <source>Where in the film the shot begins.</source>
        <translation>镜头从影片的哪里开始。</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>适配</translation>
    </message>
    <message>
        <source>Fill the picture and crop, or show all of it.</source>
        <translation>裁切填满画面，或完整显示。</translation>
    </message>
    <message>
        <source>How closely the model keeps to the true sky.</source>
        <translation>模型遵循真实星空的程度。</translation>
    </message>
    <message>
        <source>Begins</source>
        <translation>开头</translation>
    </message>
    <message>
        <source>It begins with the last frame of the shot before.</source>
        <translation>以上一镜头的最后一帧开头。</translation>
    </message>
    <message>
        <source>where the last shot ended</source>
        <translation>接上一镜头的结尾</translation>
    </message>
    <message>
        <source>The same number gives the same picture.</source>
        <translation>同样的数字，得到同样的画面。</translation>
    </message>
    <message>
        <source> s</source>
        <translation> 秒</translation>
    </message>
    <message>
        <source>My own picture or film</source>
        <translation>自己的图片或影片</translation>
    </message>
    <message>
        <source>As the story</source>
        <translation>同整个故事</translation>
    </message>
    <message>
        <source>Fill the picture</source>
        <translation>填满画面</translation>
    </message>
    <message>
        <source>Show all of it</source>
        <translation>完整显示</translation>
    </message>
    <message>
        <source>Several</source>
        <translation>多个值</translation>
    </message>
    <message>
        <source>Choose a picture or a film</source>
        <translation>选择图片或影片</translation>
    </message>
    <message>
        <source>Pictures and films ({0})</source>
        <translation>图片和影片 ({0})</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>This file holds neither a picture nor a film: choose another one.</source>
        <translation>这个文件里既没有图片也没有影片，请换一个。</translation>
    </message>
    <message>
        <source>Own picture or film</source>
        <translation>自己的图片或影片</translation>
    </message>
</context>
<context>
    <name>MusicPanel</name>
    <message>
        <source>Music</source>
        <translation>配乐</translation>
    </message>
    <message>
        <source>Music style</source>
        <translation>配乐风格</translation>
    </message>
    <message>
        <source>Composed music</source>
        <translation>自动谱曲</translation>
    </message>
    <message>
        <source>Music under the film</source>
        <translation>为影片配乐</translation>
    </message>
    <message>
        <source>Style</source>
        <translation>风格</translation>
    </message>
    <message>
        <source>The score is composed in this style, to the length.</source>
        <translation>按这种风格、按影片长度谱曲。</translation>
    </message>
    <message>
        <source>Own file</source>
        <translation>自己的文件</translation>
    </message>
    <message>
        <source>Play a piece of your own instead.</source>
        <translation>改用自己的一段音乐。</translation>
    </message>
    <message>
        <source>Intensity from shot to shot</source>
        <translation>各镜头的配乐强度</translation>
    </message>
    <message>
        <source>Draw a point up for fuller music, down for quieter; or use the arrows.</source>
        <translation>把点往上拖，配乐更饱满；往下拖，更安静。也可以用方向键。</translation>
    </message>
    <message>
        <source>Let the score be composed again</source>
        <translation>重新由程序谱曲</translation>
    </message>
    <message>
        <source>Take the own file out</source>
        <translation>移除自己的音乐文件</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Choose a piece of music</source>
        <translation>选择一段音乐</translation>
    </message>
    <message>
        <source>Music ({0})</source>
        <translation>音乐 ({0})</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Own music</source>
        <translation>自己的音乐</translation>
    </message>
    <message>
        <source>This file holds no sound: choose another one.</source>
        <translation>这个文件里没有声音，请换一个。</translation>
    </message>
    <message>
        <source>Intensity</source>
        <translation>强度</translation>
    </message>
</context>
<context>
    <name>NumberField</name>
    <message>
        <source>Several</source>
        <translation>多个值</translation>
    </message>
</context>
<context>
    <name>PicturesPanel</name>
    <message>
        <source>Made by</source>
        <translation>制作者</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>True sky</source>
        <translation>真实星空</translation>
    </message>
    <message>
        <source>What makes the pictures of the shots.</source>
        <translation>由什么制作镜头画面。</translation>
    </message>
    <message>
        <source>Its name in the list of models, or its folder.</source>
        <translation>模型列表中的名称，或模型所在文件夹。</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Choose a folder with a model of your own.</source>
        <translation>选择你自己的模型文件夹。</translation>
    </message>
    <message>
        <source>How closely the model keeps to the true sky.</source>
        <translation>模型遵循真实星空的程度。</translation>
    </message>
    <message>
        <source>The best one that is installed</source>
        <translation>已安装的最佳模型</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Where the model cannot make a shot, the sky painter does. The film is marked as AI-generated.</source>
        <translation>模型做不了的镜头由星空画师绘制。影片会标明由 AI 生成。</translation>
    </message>
    <message>
        <source>Choose a model&apos;s folder</source>
        <translation>选择模型文件夹</translation>
    </message>
</context>
<context>
    <name>SeedField</name>
    <message>
        <source>own</source>
        <translation>单独设定</translation>
    </message>
    <message>
        <source>Off: from the storyboard&apos;s seed. On: a number of its own.</source>
        <translation>不勾选：由故事板的种子决定。勾选：单独用一个数字。</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>The same number gives the same picture</source>
        <translation>同样的数字，得到同样的画面</translation>
    </message>
    <message>
        <source>Throw the dice</source>
        <translation>掷骰子</translation>
    </message>
    <message>
        <source>Another number by chance</source>
        <translation>随机换一个数字</translation>
    </message>
</context>
<context>
    <name>ShotPage</name>
    <message>
        <source>Words</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>In the picture</source>
        <translation>画面里有</translation>
    </message>
    <message>
        <source>Time and mood</source>
        <translation>时长与情绪</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>运镜</translation>
    </message>
    <message>
        <source>Sky</source>
        <translation>星空</translation>
    </message>
    <message>
        <source>To the next shot</source>
        <translation>到下一镜头</translation>
    </message>
    <message>
        <source>Picture and takes</source>
        <translation>绘制与版本</translation>
    </message>
    <message numerus="yes">
        <source>%n shots: what you change here changes in all of them.</source>
        <translation>
            <numerusform>已选 %n 个镜头：这里的改动对它们全部生效。</numerusform>
        </translation>
    </message>
    <message>
        <source>Shot {0} of {1} · {2}</source>
        <translation>第 {0} 个镜头，共 {1} 个 · {2}</translation>
    </message>
</context>
<context>
    <name>ShotSkyPanel</name>
    <message>
        <source>Sky</source>
        <translation>星空</translation>
    </message>
    <message>
        <source>Whose place and time hold over this shot.</source>
        <translation>这个镜头用谁的地点和时间。</translation>
    </message>
    <message>
        <source>Taken from</source>
        <translation>取自</translation>
    </message>
    <message>
        <source>From north (0°) through east (90°), south (180°) and west (270°).</source>
        <translation>从正北（0°）经东（90°）、南（180°）到西（270°）。</translation>
    </message>
    <message>
        <source>Looks to</source>
        <translation>朝向</translation>
    </message>
    <message>
        <source>A place and time of its own</source>
        <translation>单独设定地点和时间</translation>
    </message>
    <message>
        <source>The storyboard</source>
        <translation>故事板</translation>
    </message>
    <message>
        <source>This shot is a free view of the sky without a horizon, so the map shows no direction.</source>
        <translation>这个镜头直接仰望星空，没有地平线，所以图上没有朝向。</translation>
    </message>
    <message>
        <source>The direction is searched so that the true sky stands as this scene wishes.</source>
        <translation>朝向由程序寻找，好让真实的星空按这个画面的要求排布。</translation>
    </message>
    <message>
        <source>The direction comes from the shot&apos;s words; name another figure and the camera looks there.</source>
        <translation>朝向来自镜头的文字：写上另一个形象的名字，镜头就会转过去。</translation>
    </message>
    <message>
        <source>Turn the camera</source>
        <translation>转动镜头</translation>
    </message>
</context>
<context>
    <name>SkyFields</name>
    <message>
        <source>Place</source>
        <translation>地点</translation>
    </message>
    <message>
        <source>A town or an old name, or coordinates: 39.9,116.4</source>
        <translation>城市名、古地名，或坐标：39.9,116.4</translation>
    </message>
    <message>
        <source>2026-08-19T13:00:00Z, “qixi 2026”, “winter solstice 755”, “-2800-03-21” …</source>
        <translation>2026-08-19T13:00:00Z、“七夕 2026”、“冬至 755”、“-2800-03-21”……</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Pick a day, an hour or a festival</source>
        <translation>选择日期、时刻或节日</translation>
    </message>
    <message>
        <source>Pick a time</source>
        <translation>选择时间</translation>
    </message>
</context>
<context>
    <name>SkyMapView</name>
    <message>
        <source>N</source>
        <translation>北</translation>
    </message>
    <message>
        <source>E</source>
        <translation>东</translation>
    </message>
    <message>
        <source>S</source>
        <translation>南</translation>
    </message>
    <message>
        <source>W</source>
        <translation>西</translation>
    </message>
    <message>
        <source>Map of the sky</source>
        <translation>星图</translation>
    </message>
    <message>
        <source>The sky above the horizon, east on the left.</source>
        <translation>地平线以上的星空，左边是东。</translation>
    </message>
    <message>
        <source>The camera looks {0}, {1} degrees.</source>
        <translation>镜头朝{0}，{1}°。</translation>
    </message>
    <message>
        <source>Press, draw or use the arrows to turn it.</source>
        <translation>点击、拖动或用方向键来转动。</translation>
    </message>
</context>
<context>
    <name>SpeechPanel</name>
    <message>
        <source>Narration</source>
        <translation>旁白</translation>
    </message>
    <message>
        <source>Voice</source>
        <translation>嗓音</translation>
    </message>
    <message>
        <source>Pace</source>
        <translation>语速</translation>
    </message>
    <message>
        <source>Captions</source>
        <translation>字幕</translation>
    </message>
    <message>
        <source>A narrator speaks the lines</source>
        <translation>由旁白念出台词</translation>
    </message>
    <message>
        <source>Captions in the picture</source>
        <translation>画面里显示字幕</translation>
    </message>
    <message>
        <source>The lines are burned into the picture.</source>
        <translation>旁白文字直接印在画面上。</translation>
    </message>
    <message>
        <source>Who speaks where a shot has no voice of its own.</source>
        <translation>镜头没有单独设定嗓音时由谁来念。</translation>
    </message>
    <message>
        <source>1 is how the voice speaks by itself.</source>
        <translation>1 是这个嗓音原本的语速。</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>字号</translation>
    </message>
    <message>
        <source>How large the captions are.</source>
        <translation>字幕有多大。</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Where the captions stand.</source>
        <translation>字幕放在哪里。</translation>
    </message>
    <message>
        <source>Default voice</source>
        <translation>默认嗓音</translation>
    </message>
    <message>
        <source>Small</source>
        <translation>小</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>中</translation>
    </message>
    <message>
        <source>Large</source>
        <translation>大</translation>
    </message>
    <message>
        <source>Bottom</source>
        <translation>下方</translation>
    </message>
    <message>
        <source>Top</source>
        <translation>上方</translation>
    </message>
</context>
<context>
    <name>StoryPage</name>
    <message>
        <source>Story</source>
        <translation>故事</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>画面</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>风格</translation>
    </message>
    <message>
        <source>Music</source>
        <translation>配乐</translation>
    </message>
    <message>
        <source>Narration and captions</source>
        <translation>旁白与字幕</translation>
    </message>
    <message>
        <source>Sky</source>
        <translation>星空</translation>
    </message>
    <message>
        <source>Characters</source>
        <translation>人物</translation>
    </message>
    <message>
        <source>Canvas</source>
        <translation>画布</translation>
    </message>
</context>
<context>
    <name>StoryPanel</name>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>What the film is called.</source>
        <translation>影片叫什么。</translation>
    </message>
    <message>
        <source>The language of the lines and the sky&apos;s names.</source>
        <translation>旁白与星空名称所用的语言。</translation>
    </message>
    <message>
        <source>Another number paints seas and clouds differently.</source>
        <translation>换一个数字，海和云就会画得不一样。</translation>
    </message>
    <message>
        <source>Between shots</source>
        <translation>镜头之间</translation>
    </message>
    <message>
        <source>Where a shot has none of its own.</source>
        <translation>用于没有单独设定转场的镜头。</translation>
    </message>
    <message>
        <source>Transition</source>
        <translation>转场</translation>
    </message>
</context>
<context>
    <name>StorySkyPanel</name>
    <message>
        <source>Sky</source>
        <translation>星空</translation>
    </message>
</context>
<context>
    <name>TakeCard</name>
    <message>
        <source>clip missing</source>
        <translation>片段缺失</translation>
    </message>
    <message>
        <source>of an earlier state</source>
        <translation>改动之前的版本</translation>
    </message>
    <message>
        <source>Take {0}</source>
        <translation>版本 {0}</translation>
    </message>
    <message>
        <source>{0} · in the film</source>
        <translation>{0} · 影片采用</translation>
    </message>
    <message>
        <source>Own picture or film</source>
        <translation>自己的图片或影片</translation>
    </message>
    <message>
        <source>seed {0}</source>
        <translation>种子 {0}</translation>
    </message>
    <message>
        <source>Compare with the take that the film shows</source>
        <translation>与影片采用的版本比较</translation>
    </message>
    <message>
        <source>Compare this take</source>
        <translation>比较这个版本</translation>
    </message>
    <message>
        <source>Forget this take</source>
        <translation>删去这个版本</translation>
    </message>
</context>
<context>
    <name>TakesPanel</name>
    <message>
        <source>Make a take</source>
        <translation>制作版本</translation>
    </message>
    <message>
        <source>Paint the shot in full quality, ahead of the films in the queue</source>
        <translation>以完整画质绘制这个镜头，排在队列中的影片之前</translation>
    </message>
    <message>
        <source>New seed</source>
        <translation>换个种子</translation>
    </message>
    <message>
        <source>Make a take that chance paints differently</source>
        <translation>随机换一种画法，再制作一个版本</translation>
    </message>
    <message>
        <source>As the shot stands now</source>
        <translation>按镜头现在的样子</translation>
    </message>
    <message>
        <source>Choose no take: the film shows what the shot says today</source>
        <translation>不指定版本：影片按镜头现在的内容来</translation>
    </message>
    <message numerus="yes">
        <source>%n shots selected.</source>
        <translation>
            <numerusform>已选 %n 个镜头。</numerusform>
        </translation>
    </message>
    <message>
        <source>None kept yet. The film paints what it needs by itself.</source>
        <translation>还没有留存的版本。制作影片时会自动绘制所需画面。</translation>
    </message>
    <message>
        <source>Choose take</source>
        <translation>选用版本</translation>
    </message>
    <message>
        <source>Forget take</source>
        <translation>删去版本</translation>
    </message>
</context>
<context>
    <name>TextField</name>
    <message>
        <source>Several</source>
        <translation>多个值</translation>
    </message>
</context>
<context>
    <name>TimePicker</name>
    <message>
        <source>Local time</source>
        <translation>当地时间</translation>
    </message>
    <message>
        <source>By the place&apos;s own sun</source>
        <translation>以当地太阳为准</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Take it</source>
        <translation>选用</translation>
    </message>
    <message>
        <source>Tonight</source>
        <translation>今晚</translation>
    </message>
    <message>
        <source>Qixi</source>
        <translation>七夕</translation>
    </message>
    <message>
        <source>Mid-Autumn</source>
        <translation>中秋</translation>
    </message>
    <message>
        <source>Winter solstice</source>
        <translation>冬至</translation>
    </message>
    <message>
        <source>Summer solstice</source>
        <translation>夏至</translation>
    </message>
</context>
<context>
    <name>TransitionFields</name>
    <message>
        <source>Kind of transition</source>
        <translation>转场方式</translation>
    </message>
    <message>
        <source>How a shot hands over to the next</source>
        <translation>怎样过渡到下一个镜头</translation>
    </message>
    <message>
        <source>Seconds of the transition</source>
        <translation>转场秒数</translation>
    </message>
    <message>
        <source>How long both shots are seen</source>
        <translation>两个镜头同时可见多久</translation>
    </message>
    <message>
        <source> s</source>
        <translation> 秒</translation>
    </message>
</context>
<context>
    <name>TransitionPanel</name>
    <message>
        <source>The film ends with this shot: it fades to black.</source>
        <translation>影片以这个镜头结束：渐隐到黑。</translation>
    </message>
    <message>
        <source>As the storyboard</source>
        <translation>与故事板相同</translation>
    </message>
    <message>
        <source>The storyboard has: {0}</source>
        <translation>故事板设为：{0}</translation>
    </message>
    <message>
        <source>Transition</source>
        <translation>转场</translation>
    </message>
</context>
<context>
    <name>UnderstoodPanel</name>
    <message>
        <source>Select one shot to see what is understood of its words.</source>
        <translation>只选一个镜头，就能看到程序从文字里读懂了什么。</translation>
    </message>
    <message>
        <source>Looking it up…</source>
        <translation>正在理解文字……</translation>
    </message>
    <message>
        <source>Nothing but the sky. Name a figure or a thing, such as Orion or the sea, and it appears.</source>
        <translation>只有星空。写上形象或景物的名字，比如“猎户”或“大海”，它就会出现。</translation>
    </message>
    <message>
        <source>The words sound {0}: the music follows them.</source>
        <translation>这段文字的情绪是“{0}”，配乐会跟着它走。</translation>
    </message>
    <message>
        <source>Put back {0}</source>
        <translation>放回{0}</translation>
    </message>
    <message>
        <source>Take out {0}</source>
        <translation>去掉{0}</translation>
    </message>
</context>
<context>
    <name>Vocabulary</name>
    <message>
        <source>Calm</source>
        <translation>平静</translation>
    </message>
    <message>
        <source>Wonder</source>
        <translation>惊奇</translation>
    </message>
    <message>
        <source>Tender</source>
        <translation>温柔</translation>
    </message>
    <message>
        <source>Longing</source>
        <translation>思念</translation>
    </message>
    <message>
        <source>Joyful</source>
        <translation>欢乐</translation>
    </message>
    <message>
        <source>Heroic</source>
        <translation>英勇</translation>
    </message>
    <message>
        <source>Solemn</source>
        <translation>庄严</translation>
    </message>
    <message>
        <source>Ominous</source>
        <translation>不祥</translation>
    </message>
    <message>
        <source>Dramatic</source>
        <translation>激烈</translation>
    </message>
    <message>
        <source>Mourning</source>
        <translation>哀悼</translation>
    </message>
    <message>
        <source>Sky painter</source>
        <translation>星空画师</translation>
    </message>
    <message>
        <source>Video model</source>
        <translation>视频模型</translation>
    </message>
    <message>
        <source>By words alone</source>
        <translation>只凭文字</translation>
    </message>
    <message>
        <source>Guided by the sky</source>
        <translation>由星空引导</translation>
    </message>
    <message>
        <source>With exact stars</source>
        <translation>叠加精确星点</translation>
    </message>
    <message>
        <source>Classic</source>
        <translation>经典</translation>
    </message>
    <message>
        <source>Fine lines</source>
        <translation>细线</translation>
    </message>
    <message>
        <source>Star dust</source>
        <translation>星尘</translation>
    </message>
    <message>
        <source>Luminous</source>
        <translation>发光</translation>
    </message>
    <message>
        <source>Engraving</source>
        <translation>铜版画</translation>
    </message>
    <message>
        <source>Ink wash</source>
        <translation>水墨</translation>
    </message>
    <message>
        <source>Paper-cut</source>
        <translation>剪纸</translation>
    </message>
    <message>
        <source>Flat</source>
        <translation>平面</translation>
    </message>
    <message>
        <source>Straight lines</source>
        <translation>直线透视</translation>
    </message>
    <message>
        <source>Dome</source>
        <translation>球幕</translation>
    </message>
    <message>
        <source>360° picture</source>
        <translation>360° 全景</translation>
    </message>
    <message>
        <source>Constellations keep their shapes. Right for most films.</source>
        <translation>星座保持原有形状，适合大多数影片。</translation>
    </message>
    <message>
        <source>Great circles stay straight. Very wide shots are painted flat.</source>
        <translation>大圆保持为直线；特别宽的镜头仍按平面绘制。</translation>
    </message>
    <message>
        <source>A square master for a planetarium&apos;s dome, the zenith in the middle.</source>
        <translation>天文馆球幕用的方形母版，天顶在正中。</translation>
    </message>
    <message>
        <source>For headsets and 360° players: always twice as wide as high.</source>
        <translation>供头显和 360° 播放器使用：宽总是高的两倍。</translation>
    </message>
    <message>
        <source>{0} s</source>
        <translation>{0} 秒</translation>
    </message>
    <message>
        <source>north</source>
        <translation>北</translation>
    </message>
    <message>
        <source>north-east</source>
        <translation>东北</translation>
    </message>
    <message>
        <source>east</source>
        <translation>东</translation>
    </message>
    <message>
        <source>south-east</source>
        <translation>东南</translation>
    </message>
    <message>
        <source>south</source>
        <translation>南</translation>
    </message>
    <message>
        <source>south-west</source>
        <translation>西南</translation>
    </message>
    <message>
        <source>west</source>
        <translation>西</translation>
    </message>
    <message>
        <source>north-west</source>
        <translation>西北</translation>
    </message>
</context>
<context>
    <name>WordsPanel</name>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Voice</source>
        <translation>嗓音</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>What the shot is called; it is not shown in the film.</source>
        <translation>镜头的名字，不会出现在影片里。</translation>
    </message>
    <message>
        <source>Scene text</source>
        <translation>画面文字</translation>
    </message>
    <message>
        <source>What is to be seen, in your own words.</source>
        <translation>用自己的话写出要看到什么。</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>旁白</translation>
    </message>
    <message>
        <source>What the narrator says over this shot.</source>
        <translation>这个镜头里旁白说什么。</translation>
    </message>
    <message>
        <source>The language in which the line is spoken.</source>
        <translation>这句旁白用什么语言念。</translation>
    </message>
    <message>
        <source>Who speaks the line.</source>
        <translation>由谁来念这句旁白。</translation>
    </message>
    <message>
        <source>As the storyboard</source>
        <translation>与故事板相同</translation>
    </message>
    <message>
        <source>Nothing is said in this shot.</source>
        <translation>这个镜头没有旁白。</translation>
    </message>
    <message>
        <source>spoken: {0}</source>
        <translation>念完需 {0}</translation>
    </message>
    <message>
        <source>about {0}</source>
        <translation>约 {0}</translation>
    </message>
</context>
</TS>
