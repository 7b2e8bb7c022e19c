<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>MarkerEditor</name>
    <message>
        <source>Marker</source>
        <translation>标记</translation>
    </message>
    <message>
        <source>What happens here</source>
        <translation>这里发生了什么</translation>
    </message>
    <message>
        <source>Rename marker</source>
        <translation>重命名标记</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>Playhead at {0} of {1}</source>
        <translation>播放头位于 {0}，全长 {1}</translation>
    </message>
    <message>
        <source>Shot {0}, {1}, {2} to {3}</source>
        <translation>镜头 {0}，{1}，{2} 至 {3}</translation>
    </message>
    <message>
        <source>, selected</source>
        <translation>，已选中</translation>
    </message>
    <message>
        <source>No score</source>
        <translation>无配乐</translation>
    </message>
    <message>
        <source>Drop a legend, pictures, films or a text here</source>
        <translation>把传说、图片、视频或文稿拖到这里</translation>
    </message>
    <message>
        <source>Drag to trim; what follows moves along. Alt: no snapping</source>
        <translation>拖动可修剪时长，后面的镜头随之移动；按住 Alt 不吸附</translation>
    </message>
    <message>
        <source>Marker</source>
        <translation>标记</translation>
    </message>
    <message>
        <source>Drag to move the playhead. Alt: no snapping</source>
        <translation>拖动可移动播放头；按住 Alt 不吸附</translation>
    </message>
    <message>
        <source>No take yet: a live draft is shown</source>
        <translation>还没有版本：显示的是实时草稿</translation>
    </message>
    <message>
        <source>The take is older than the shot: make it again</source>
        <translation>版本比镜头旧：请重新生成</translation>
    </message>
    <message>
        <source>The line is longer than its shot: let its length follow</source>
        <translation>旁白比镜头长：请让时长随旁白</translation>
    </message>
    <message>
        <source>fixed length</source>
        <translation>固定时长</translation>
    </message>
    <message>
        <source>as long as its line needs</source>
        <translation>时长随旁白</translation>
    </message>
    <message>
        <source>Drag to set its length, double-click to type it</source>
        <translation>拖动可调整时长，双击可输入</translation>
    </message>
    <message>
        <source>Trim</source>
        <translation>修剪</translation>
    </message>
    <message>
        <source>Transition</source>
        <translation>转场</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Story</source>
        <translation>镜头</translation>
    </message>
    <message>
        <source>Narration</source>
        <translation>旁白</translation>
    </message>
    <message>
        <source>Captions</source>
        <translation>字幕</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>配乐</translation>
    </message>
    <message>
        <source>Effects</source>
        <translation>音效</translation>
    </message>
    <message>
        <source>waves</source>
        <translation>海浪</translation>
    </message>
    <message>
        <source>wind</source>
        <translation>风声</translation>
    </message>
    <message>
        <source>thunder</source>
        <translation>雷声</translation>
    </message>
    <message>
        <source>rain</source>
        <translation>雨声</translation>
    </message>
    <message>
        <source>fire</source>
        <translation>火焰</translation>
    </message>
    <message>
        <source>wings</source>
        <translation>振翅</translation>
    </message>
    <message>
        <source>arrow</source>
        <translation>飞箭</translation>
    </message>
    <message>
        <source>starlight</source>
        <translation>星光</translation>
    </message>
    <message>
        <source>drum</source>
        <translation>鼓声</translation>
    </message>
    <message>
        <source>night</source>
        <translation>夜虫</translation>
    </message>
    <message>
        <source>New shot</source>
        <translation>新镜头</translation>
    </message>
    <message>
        <source>{0} s</source>
        <translation>{0} 秒</translation>
    </message>
    <message>
        <source>1 frame</source>
        <translation>1 帧</translation>
    </message>
    <message>
        <source>{0} frames</source>
        <translation>{0} 帧</translation>
    </message>
</context>
<context>
    <name>TimelineMenus</name>
    <message>
        <source>Split at the playhead	S</source>
        <translation>在播放头处拆分	S</translation>
    </message>
    <message>
        <source>Duplicate	Ctrl+D</source>
        <translation>复制一份	Ctrl+D</translation>
    </message>
    <message>
        <source>Delete	Del</source>
        <translation>删除	Del</translation>
    </message>
    <message>
        <source>Copy	Ctrl+C</source>
        <translation>复制	Ctrl+C</translation>
    </message>
    <message>
        <source>Cut	Ctrl+X</source>
        <translation>剪切	Ctrl+X</translation>
    </message>
    <message>
        <source>Paste	Ctrl+V</source>
        <translation>粘贴	Ctrl+V</translation>
    </message>
    <message>
        <source>Transition to the next</source>
        <translation>到下一镜头的转场</translation>
    </message>
    <message>
        <source>Make a take</source>
        <translation>生成一个版本</translation>
    </message>
    <message>
        <source>New shot before</source>
        <translation>在前面新建镜头</translation>
    </message>
    <message>
        <source>New shot after</source>
        <translation>在后面新建镜头</translation>
    </message>
    <message>
        <source>Move earlier	Alt+←</source>
        <translation>前移	Alt+←</translation>
    </message>
    <message>
        <source>Move later	Alt+→</source>
        <translation>后移	Alt+→</translation>
    </message>
    <message>
        <source>Length from the line</source>
        <translation>时长随旁白</translation>
    </message>
    <message>
        <source>Fixed length</source>
        <translation>固定时长</translation>
    </message>
    <message>
        <source>Length…</source>
        <translation>时长…</translation>
    </message>
    <message>
        <source>As the storyboard has it</source>
        <translation>与故事板一致</translation>
    </message>
    <message>
        <source>Transition</source>
        <translation>转场</translation>
    </message>
    <message>
        <source>Use everywhere</source>
        <translation>用于所有转场</translation>
    </message>
    <message>
        <source>Transition everywhere</source>
        <translation>统一转场</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>重命名…</translation>
    </message>
    <message>
        <source>Remove marker</source>
        <translation>删除标记</translation>
    </message>
    <message>
        <source>Marker here	M</source>
        <translation>在此处添加标记	M</translation>
    </message>
    <message>
        <source>Play from here</source>
        <translation>从这里播放</translation>
    </message>
    <message>
        <source>Show the whole film	F</source>
        <translation>显示整部影片	F</translation>
    </message>
    <message>
        <source>Speak the lines</source>
        <translation>朗读旁白</translation>
    </message>
    <message>
        <source>Listen</source>
        <translation>试听</translation>
    </message>
    <message>
        <source>Show captions in the picture</source>
        <translation>在画面中显示字幕</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>配乐</translation>
    </message>
    <message>
        <source>New shot at the end</source>
        <translation>在末尾新建镜头</translation>
    </message>
    <message>
        <source>Select all	Ctrl+A</source>
        <translation>全选	Ctrl+A</translation>
    </message>
</context>
<context>
    <name>TimelinePanel</name>
    <message>
        <source>New shot</source>
        <translation>新镜头</translation>
    </message>
    <message>
        <source>Split at the playhead (S)</source>
        <translation>在播放头处拆分 (S)</translation>
    </message>
    <message>
        <source>Marker at the playhead (M)</source>
        <translation>在播放头处添加标记 (M)</translation>
    </message>
    <message>
        <source>Snap to cuts, markers and captions (hold Alt: not)</source>
        <translation>吸附到剪切点、标记和字幕（按住 Alt 暂停吸附）</translation>
    </message>
    <message>
        <source>Show the whole film (F)</source>
        <translation>显示整部影片 (F)</translation>
    </message>
    <message>
        <source>Further off (-)</source>
        <translation>缩小 (-)</translation>
    </message>
    <message>
        <source>Nearer (+)</source>
        <translation>放大 (+)</translation>
    </message>
    <message>
        <source>Zoom (Ctrl and wheel)</source>
        <translation>缩放（Ctrl + 滚轮）</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>缩放</translation>
    </message>
</context>
<context>
    <name>TimelineView</name>
    <message>
        <source>Timeline</source>
        <translation>时间线</translation>
    </message>
    <message>
        <source>Shots in their order, to scale; arrow keys move the playhead.</source>
        <translation>按顺序和比例排列的镜头；方向键移动播放头。</translation>
    </message>
</context>
<context>
    <name>TransitionEditor</name>
    <message>
        <source>Transition</source>
        <translation>转场</translation>
    </message>
    <message>
        <source>20 or 0.8 s</source>
        <translation>20 或 0.8 秒</translation>
    </message>
    <message>
        <source>Length: frames (20) or seconds (0.8 s)</source>
        <translation>时长：帧数（20）或秒数（0.8 秒）</translation>
    </message>
    <message>
        <source>Kind of transition</source>
        <translation>转场方式</translation>
    </message>
    <message>
        <source>“{0}” is no length of a transition: type frames (20) or seconds (0.8 s).</source>
        <translation>“{0}”不是有效的转场时长：请输入帧数（20）或秒数（0.8 秒）。</translation>
    </message>
</context>
</TS>
