<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>Hero</name>
    <message>
        <source>Back to “{0}”</source>
        <translation>返回“{0}”</translation>
    </message>
    <message>
        <source>Tell a legend, and see it as a film under the real sky</source>
        <translation>讲一个传说，看它成为真实星空下的影片</translation>
    </message>
    <message>
        <source>Open a script or storyboard…</source>
        <translation>打开文稿或故事板…</translation>
    </message>
    <message>
        <source>Open a .starloom storyboard, a .starpack bundle, or a .txt or .md script</source>
        <translation>打开 .starloom 故事板、.starpack 打包文件，或 .txt、.md 文稿</translation>
    </message>
    <message>
        <source>Empty storyboard</source>
        <translation>空白故事板</translation>
    </message>
    <message>
        <source>Begin with one empty shot</source>
        <translation>从一个空白镜头开始</translation>
    </message>
</context>
<context>
    <name>RecentCard</name>
    <message>
        <source>its file is missing</source>
        <translation>文件已不在原处</translation>
    </message>
    <message>
        <source>Open {0}</source>
        <translation>打开“{0}”</translation>
    </message>
    <message>
        <source>Take it off this list; the file stays</source>
        <translation>从列表中移除，文件保留</translation>
    </message>
    <message>
        <source>Take {0} off the list</source>
        <translation>从列表中移除“{0}”</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>在文件夹中显示</translation>
    </message>
    <message>
        <source>Take off the list</source>
        <translation>从列表中移除</translation>
    </message>
</context>
<context>
    <name>RecoveredRow</name>
    <message>
        <source>Untitled</source>
        <translation>未命名</translation>
    </message>
    <message>
        <source>{0} is let go</source>
        <translation>已放弃“{0}”</translation>
    </message>
    <message>
        <source>last edited {0}</source>
        <translation>最后编辑：{0}</translation>
    </message>
    <message>
        <source>of {0}, which stays as it is</source>
        <translation>属于 {0}，原文件保持不变</translation>
    </message>
    <message>
        <source>never saved</source>
        <translation>从未保存</translation>
    </message>
    <message>
        <source>After a few seconds it cannot be undone.</source>
        <translation>几秒钟后将无法撤销。</translation>
    </message>
    <message>
        <source>Open recovered</source>
        <translation>打开恢复的内容</translation>
    </message>
    <message>
        <source>Open it as it was at the last edit</source>
        <translation>按最后一次编辑时的样子打开</translation>
    </message>
    <message>
        <source>Let it go</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>Forget these edits; a file that they belong to stays</source>
        <translation>丢弃这些改动；它们所属的文件保留不变</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Keep it after all</source>
        <translation>还是保留它</translation>
    </message>
</context>
<context>
    <name>SentenceBox</name>
    <message>
        <source>Write a sentence, or paste a whole story…</source>
        <translation>写一句话，或粘贴整个故事…</translation>
    </message>
    <message>
        <source>A sentence or a story to film</source>
        <translation>要拍成影片的一句话或一个故事</translation>
    </message>
    <message>
        <source>Every sentence becomes a shot. Enter creates the storyboard, Shift+Enter begins a new line.</source>
        <translation>每句话成为一个镜头。按 Enter 创建故事板，按 Shift+Enter 换行。</translation>
    </message>
    <message>
        <source>Create</source>
        <translation>创建</translation>
    </message>
    <message>
        <source>Make a storyboard of these words</source>
        <translation>用这些文字创建故事板</translation>
    </message>
    <message>
        <source>Orion rises over a winter sea.</source>
        <translation>猎户座从冬夜的海上升起。</translation>
    </message>
    <message>
        <source>A whale under the northern lights.</source>
        <translation>北极光下，鲸鱼游过大海。</translation>
    </message>
    <message>
        <source>Stars fall over sleeping hills.</source>
        <translation>流星划过沉睡的群山。</translation>
    </message>
    <message>
        <source>Take this sentence</source>
        <translation>使用这句话</translation>
    </message>
</context>
<context>
    <name>StartPage</name>
    <message>
        <source>Storyboards, bundles and scripts</source>
        <translation>故事板、打包文件和文稿</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Recovered</source>
        <translation>恢复的内容</translation>
    </message>
    <message>
        <source>Begin with a legend</source>
        <translation>从一个传说开始</translation>
    </message>
    <message>
        <source>Recent storyboards</source>
        <translation>最近的故事板</translation>
    </message>
    <message>
        <source>Legends</source>
        <translation>传说</translation>
    </message>
    <message>
        <source>1 shot</source>
        <translation>1 个镜头</translation>
    </message>
    <message>
        <source>{0} shots</source>
        <translation>{0} 个镜头</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>刚刚</translation>
    </message>
    <message>
        <source>{0} min ago</source>
        <translation>{0} 分钟前</translation>
    </message>
    <message>
        <source>today, {0}</source>
        <translation>今天 {0}</translation>
    </message>
    <message>
        <source>yesterday, {0}</source>
        <translation>昨天 {0}</translation>
    </message>
</context>
<context>
    <name>TemplateCard</name>
    <message>
        <source>Begin</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Tell it in Chinese</source>
        <translation>用中文讲述</translation>
    </message>
    <message>
        <source>Tell it in English</source>
        <translation>用英文讲述</translation>
    </message>
    <message>
        <source>Begin with the legend {0}</source>
        <translation>从传说“{0}”开始</translation>
    </message>
    <message>
        <source>Begin with this legend: everything in it can be changed</source>
        <translation>从这个传说开始：其中一切都可以修改</translation>
    </message>
</context>
</TS>
