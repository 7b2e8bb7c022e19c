<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Actions</name>
    <message>
        <source>Start page</source>
        <translation>起始页</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>打开(&amp;O)…</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>保存(&amp;S)</translation>
    </message>
    <message>
        <source>Save &amp;as…</source>
        <translation>另存为(&amp;A)…</translation>
    </message>
    <message>
        <source>Save a bundle to share…</source>
        <translation>保存为分享包…</translation>
    </message>
    <message>
        <source>&amp;Insert files…</source>
        <translation>插入文件(&amp;I)…</translation>
    </message>
    <message>
        <source>&amp;Export the film…</source>
        <translation>导出影片(&amp;E)…</translation>
    </message>
    <message>
        <source>Se&amp;ttings…</source>
        <translation>设置(&amp;T)…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>重做(&amp;R)</translation>
    </message>
    <message>
        <source>Cu&amp;t</source>
        <translation>剪切(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>复制(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>粘贴(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Duplicate</source>
        <translation>创建副本(&amp;D)</translation>
    </message>
    <message>
        <source>De&amp;lete and close the gap</source>
        <translation>删除并合拢(&amp;L)</translation>
    </message>
    <message>
        <source>Select &amp;all shots</source>
        <translation>全选镜头(&amp;A)</translation>
    </message>
    <message>
        <source>Find a command…</source>
        <translation>查找命令…</translation>
    </message>
    <message>
        <source>&amp;New shot</source>
        <translation>新镜头(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Split at the playhead</source>
        <translation>在播放头处拆分(&amp;S)</translation>
    </message>
    <message>
        <source>Trim the start to the playhead</source>
        <translation>将开头修剪到播放头</translation>
    </message>
    <message>
        <source>Trim the end to the playhead</source>
        <translation>将结尾修剪到播放头</translation>
    </message>
    <message>
        <source>Move &amp;earlier</source>
        <translation>前移(&amp;E)</translation>
    </message>
    <message>
        <source>Move &amp;later</source>
        <translation>后移(&amp;L)</translation>
    </message>
    <message>
        <source>Set a &amp;marker</source>
        <translation>添加标记(&amp;M)</translation>
    </message>
    <message>
        <source>Make the &amp;take</source>
        <translation>生成画面版本(&amp;T)</translation>
    </message>
    <message>
        <source>Make &amp;another take</source>
        <translation>再生成一个版本(&amp;A)</translation>
    </message>
    <message>
        <source>Make the takes of all shots</source>
        <translation>生成所有镜头的画面</translation>
    </message>
    <message>
        <source>&amp;Play or pause</source>
        <translation>播放/暂停(&amp;P)</translation>
    </message>
    <message>
        <source>Play backwards, faster</source>
        <translation>倒放，逐级加速</translation>
    </message>
    <message>
        <source>Play on, faster</source>
        <translation>快放，逐级加速</translation>
    </message>
    <message>
        <source>One frame back</source>
        <translation>后退一帧</translation>
    </message>
    <message>
        <source>One frame on</source>
        <translation>前进一帧</translation>
    </message>
    <message>
        <source>One second back</source>
        <translation>后退一秒</translation>
    </message>
    <message>
        <source>One second on</source>
        <translation>前进一秒</translation>
    </message>
    <message>
        <source>To the shot before</source>
        <translation>到上一个镜头</translation>
    </message>
    <message>
        <source>To the next shot</source>
        <translation>到下一个镜头</translation>
    </message>
    <message>
        <source>To the start</source>
        <translation>到开头</translation>
    </message>
    <message>
        <source>To the end</source>
        <translation>到结尾</translation>
    </message>
    <message>
        <source>Preview on the full screen</source>
        <translation>全屏预览</translation>
    </message>
    <message>
        <source>&amp;Timeline</source>
        <translation>时间线(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Board</source>
        <translation>故事板(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Library</source>
        <translation>素材库(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Inspector</source>
        <translation>检查器(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Queue</source>
        <translation>队列(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;History</source>
        <translation>历史记录(&amp;H)</translation>
    </message>
    <message>
        <source>Dark theme</source>
        <translation>深色主题</translation>
    </message>
    <message>
        <source>Light theme</source>
        <translation>浅色主题</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>键盘快捷键(&amp;K)</translation>
    </message>
    <message>
        <source>Open the folder of logs</source>
        <translation>打开日志文件夹</translation>
    </message>
    <message>
        <source>&amp;About Starloom</source>
        <translation>关于织星(&amp;A)</translation>
    </message>
</context>
<context>
    <name>Amounts</name>
    <message>
        <source>{0} s</source>
        <translation>{0} 秒</translation>
    </message>
    <message>
        <source>{0} min</source>
        <translation>{0} 分钟</translation>
    </message>
    <message>
        <source>{0} h</source>
        <translation>{0} 小时</translation>
    </message>
    <message>
        <source>{0} h {1} min</source>
        <translation>{0} 小时 {1} 分钟</translation>
    </message>
    <message>
        <source>{0} left</source>
        <translation>剩余 {0}</translation>
    </message>
    <message>
        <source>today, {0}</source>
        <translation>今天 {0}</translation>
    </message>
    <message>
        <source>{0}, {1}</source>
        <translation>{0} {1}</translation>
    </message>
</context>
<context>
    <name>Chip</name>
    <message>
        <source>Put back: {0}</source>
        <translation>放回：{0}</translation>
    </message>
    <message>
        <source>Take out: {0}</source>
        <translation>去掉：{0}</translation>
    </message>
</context>
<context>
    <name>Closing</name>
    <message>
        <source>This storyboard has unsaved edits.</source>
        <translation>这个故事板有未保存的修改。</translation>
    </message>
    <message>
        <source>If you leave them for next time, the start page offers them again.</source>
        <translation>如果留到下次，起始页会再次提供这些修改。</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Leave for next time</source>
        <translation>留到下次</translation>
    </message>
    <message>
        <source>Go on editing</source>
        <translation>继续编辑</translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>What would you like to do?</source>
        <translation>想做什么？</translation>
    </message>
    <message>
        <source>Search all commands</source>
        <translation>搜索所有命令</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>No command is called so.</source>
        <translation>没有这样的命令。</translation>
    </message>
</context>
<context>
    <name>Commands</name>
    <message>
        <source>Storyboards, bundles and scripts (*.starloom *.starpack *.txt *.md);;All files (*)</source>
        <translation>故事板、分享包和脚本 (*.starloom *.starpack *.txt *.md);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Pictures, films, sounds, texts and storyboards (*)</source>
        <translation>图片、影片、声音、文字和故事板 (*)</translation>
    </message>
    <message>
        <source>Insert files</source>
        <translation>插入文件</translation>
    </message>
    <message>
        <source>Save the storyboard</source>
        <translation>保存故事板</translation>
    </message>
    <message>
        <source>Save a bundle to share</source>
        <translation>保存为分享包</translation>
    </message>
    <message>
        <source>What the film shows is there already; “Make another take” paints it anew.</source>
        <translation>影片要用的版本已经有了；想重画，请用“再生成一个版本”。</translation>
    </message>
    <message numerus="yes">
        <source>%n take(s) put into the queue.</source>
        <translation>
            <numerusform>已将 %n 个画面版本加入队列。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Dock</name>
    <message>
        <source>Close this panel</source>
        <translation>关闭此面板</translation>
    </message>
    <message>
        <source>Float this panel, or put it back</source>
        <translation>使此面板浮动，或放回原处</translation>
    </message>
</context>
<context>
    <name>Editing</name>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>创建副本</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>移动</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>拆分</translation>
    </message>
    <message>
        <source>Trim</source>
        <translation>修剪</translation>
    </message>
    <message>
        <source>Marker</source>
        <translation>标记</translation>
    </message>
    <message>
        <source>New shot</source>
        <translation>新镜头</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>粘贴</translation>
    </message>
    <message>
        <source>Insert shots</source>
        <translation>插入镜头</translation>
    </message>
    <message>
        <source>Insert legend</source>
        <translation>插入传说</translation>
    </message>
    <message numerus="yes">
        <source>Looking at %n file(s)…</source>
        <translation>
            <numerusform>正在查看 %n 个文件…</numerusform>
        </translation>
    </message>
    <message>
        <source>Insert files</source>
        <translation>插入文件</translation>
    </message>
    <message>
        <source>Looking at files: {0} of {1}</source>
        <translation>正在查看文件：{0} / {1}</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Saved as {0}</source>
        <translation>已保存为 {0}</translation>
    </message>
    <message>
        <source>The film is in the queue; you can go on working.</source>
        <translation>影片已加入队列，你可以继续工作。</translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation>未命名</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>队列</translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Shot</source>
        <translation>镜头(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Playback</source>
        <translation>播放(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>关闭这条消息</translation>
    </message>
</context>
<context>
    <name>ShortcutsDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
</context>
<context>
    <name>Transitions</name>
    <message>
        <source>Crossfade</source>
        <translation>叠化</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>硬切</translation>
    </message>
    <message>
        <source>Fade through black</source>
        <translation>黑场过渡</translation>
    </message>
    <message>
        <source>Star dissolve</source>
        <translation>星光溶解</translation>
    </message>
    <message>
        <source>Push</source>
        <translation>推移</translation>
    </message>
    <message>
        <source>Zoom through a star</source>
        <translation>穿越星光</translation>
    </message>
</context>
<context>
    <name>UndoHistory</name>
    <message>
        <source>History</source>
        <translation>历史记录</translation>
    </message>
    <message>
        <source>As it was opened</source>
        <translation>打开时的状态</translation>
    </message>
    <message>
        <source>Steps that can be undone</source>
        <translation>可以撤销的步骤</translation>
    </message>
</context>
<context>
    <name>_ViewSwitch</name>
    <message>
        <source>Timeline</source>
        <translation>时间线</translation>
    </message>
    <message>
        <source>Board</source>
        <translation>故事板</translation>
    </message>
</context>
</TS>
