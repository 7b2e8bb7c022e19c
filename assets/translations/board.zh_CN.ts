<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>Board</name>
    <message>
        <source>New shot</source>
        <translation>新镜头</translation>
    </message>
    <message>
        <source>Add a shot at the end</source>
        <translation>在末尾添加一个镜头</translation>
    </message>
    <message>
        <source>Size of the cards (Ctrl and the mouse wheel)</source>
        <translation>卡片大小（按住 Ctrl 滚动鼠标滚轮）</translation>
    </message>
    <message>
        <source>Size of the cards</source>
        <translation>卡片大小</translation>
    </message>
    <message>
        <source>1 shot</source>
        <translation>1 个镜头</translation>
    </message>
    <message>
        <source>{0} shots</source>
        <translation>{0} 个镜头</translation>
    </message>
</context>
<context>
    <name>BoardMarks</name>
    <message>
        <source>No take yet: it is painted live</source>
        <translation>还没有版本，预览时现场绘制</translation>
    </message>
    <message>
        <source>Take ready</source>
        <translation>版本已就绪</translation>
    </message>
    <message>
        <source>The take shows the shot as it was before</source>
        <translation>版本还是镜头修改之前的样子</translation>
    </message>
    <message>
        <source>A take waits in the queue</source>
        <translation>版本正在队列中等待</translation>
    </message>
    <message>
        <source>A take is being made</source>
        <translation>正在生成版本</translation>
    </message>
    <message>
        <source>The take could not be made: the queue says why</source>
        <translation>版本生成失败，原因见队列</translation>
    </message>
</context>
<context>
    <name>BoardMenus</name>
    <message>
        <source>Transition</source>
        <translation>转场</translation>
    </message>
    <message>
        <source>{0} s</source>
        <translation>{0} 秒</translation>
    </message>
    <message>
        <source>As the storyboard has it</source>
        <translation>与故事板一致</translation>
    </message>
    <message>
        <source>The same between all shots</source>
        <translation>所有镜头都用这种转场</translation>
    </message>
    <message>
        <source>New shot before</source>
        <translation>在前面插入新镜头</translation>
    </message>
    <message>
        <source>New shot after</source>
        <translation>在后面插入新镜头</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>复制一份</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>剪切</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Paste after</source>
        <translation>粘贴到后面</translation>
    </message>
    <message>
        <source>Move earlier</source>
        <translation>前移</translation>
    </message>
    <message>
        <source>Move later</source>
        <translation>后移</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Edit scene text</source>
        <translation>编辑画面文字</translation>
    </message>
    <message>
        <source>Edit line</source>
        <translation>编辑旁白</translation>
    </message>
    <message>
        <source>Edit title</source>
        <translation>编辑标题</translation>
    </message>
    <message>
        <source>Make a take</source>
        <translation>生成版本</translation>
    </message>
    <message>
        <source>Make another take</source>
        <translation>再生成一个版本</translation>
    </message>
    <message>
        <source>Transition to the next shot</source>
        <translation>到下一镜头的转场</translation>
    </message>
    <message>
        <source>New shot</source>
        <translation>新镜头</translation>
    </message>
    <message>
        <source>Paste after the current shot</source>
        <translation>粘贴到当前镜头之后</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>全选</translation>
    </message>
</context>
<context>
    <name>BoardPainting</name>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>What is seen</source>
        <translation>画面中有什么</translation>
    </message>
    <message>
        <source>What the narrator says</source>
        <translation>旁白说什么</translation>
    </message>
    <message>
        <source>{0} s</source>
        <translation>{0}秒</translation>
    </message>
    <message>
        <source>New shot</source>
        <translation>新镜头</translation>
    </message>
    <message>
        <source>Write in the card, or drag legends, shots, pictures, films, sounds and texts here.</source>
        <translation>在卡片上写字，或把传说、镜头、图片、视频、声音和文本拖到这里。</translation>
    </message>
</context>
<context>
    <name>BoardTelling</name>
    <message>
        <source>Shot {0}</source>
        <translation>镜头 {0}</translation>
    </message>
    <message>
        <source>{0} to {1}</source>
        <translation>{0} 至 {1}</translation>
    </message>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
    <message>
        <source>Add a shot at the end</source>
        <translation>在末尾添加一个镜头</translation>
    </message>
    <message>
        <source>{0}, {1} s</source>
        <translation>{0}，{1} 秒</translation>
    </message>
    <message>
        <source>{0}. Click to choose another one</source>
        <translation>{0}。点击可更换</translation>
    </message>
</context>
<context>
    <name>CardArea</name>
    <message>
        <source>Board</source>
        <translation>故事板</translation>
    </message>
    <message>
        <source>The shots as cards in reading order</source>
        <translation>按顺序排列的镜头卡片</translation>
    </message>
</context>
<context>
    <name>FieldEditing</name>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Scene text</source>
        <translation>画面文字</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>旁白</translation>
    </message>
</context>
</TS>
