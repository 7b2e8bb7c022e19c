<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>FilmDelegate</name>
    <message>
        <source>The file is not there any more</source>
        <translation>文件已不在原处</translation>
    </message>
</context>
<context>
    <name>FilmModel</name>
    <message>
        <source>the file is not there any more</source>
        <translation>文件已不在原处</translation>
    </message>
</context>
<context>
    <name>Films</name>
    <message>
        <source>Films that were made</source>
        <translation>已完成的影片</translation>
    </message>
    <message>
        <source>No film yet</source>
        <translation>还没有影片</translation>
    </message>
    <message>
        <source>Films that you export are kept here, with their storyboards.</source>
        <translation>您导出的影片和它们当时的故事板都会保存在这里。</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>Play the film with the system&apos;s player (Enter)</source>
        <translation>用系统播放器播放影片（回车）</translation>
    </message>
    <message>
        <source>Show the film&apos;s file in its folder</source>
        <translation>在文件夹中显示影片文件</translation>
    </message>
    <message>
        <source>Open its storyboard</source>
        <translation>打开当时的故事板</translation>
    </message>
    <message>
        <source>Open the storyboard as it was when this film was made</source>
        <translation>打开制作这部影片时的故事板</translation>
    </message>
    <message>
        <source>Take the film off this list (Delete); its file stays</source>
        <translation>从列表中移除（Delete），影片文件保留</translation>
    </message>
</context>
<context>
    <name>JobCommands</name>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Play the film</source>
        <translation>播放影片</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>在文件夹中显示</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>提前</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>推后</translation>
    </message>
</context>
<context>
    <name>JobView</name>
    <message>
        <source>Jobs of the queue</source>
        <translation>队列中的作业</translation>
    </message>
</context>
<context>
    <name>Queue</name>
    <message>
        <source>speaking the line</source>
        <translation>朗读旁白</translation>
    </message>
    <message>
        <source>composing and mixing</source>
        <translation>作曲与混音</translation>
    </message>
    <message>
        <source>getting ready</source>
        <translation>准备中</translation>
    </message>
    <message>
        <source>loading the video model</source>
        <translation>正在载入视频模型</translation>
    </message>
    <message>
        <source>the video model is at work</source>
        <translation>视频模型正在工作</translation>
    </message>
    <message>
        <source>painting</source>
        <translation>绘制中</translation>
    </message>
    <message>
        <source>writing the file</source>
        <translation>写入文件</translation>
    </message>
    <message>
        <source>beginning</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>joining the shots</source>
        <translation>拼接镜头</translation>
    </message>
    <message>
        <source>stopping</source>
        <translation>正在停止</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>waits</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>Line of {0}</source>
        <translation>{0}的旁白</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>配乐</translation>
    </message>
    <message>
        <source>Take of {0}</source>
        <translation>{0}的画面</translation>
    </message>
    <message>
        <source>shot {0}, {1}</source>
        <translation>镜头 {0}「{1}」</translation>
    </message>
    <message>
        <source>shot {0}</source>
        <translation>镜头 {0}</translation>
    </message>
    <message>
        <source>Takes for {0}</source>
        <translation>{0}：新版本</translation>
    </message>
    <message>
        <source>{0} parts failed</source>
        <translation>{0} 项失败</translation>
    </message>
    <message>
        <source>1 part failed</source>
        <translation>1 项失败</translation>
    </message>
    <message>
        <source>{0} · {1} of {2} takes done</source>
        <translation>{0} · 已完成 {1}/{2} 个画面</translation>
    </message>
    <message>
        <source>Painting {0}</source>
        <translation>正在绘制{0}</translation>
    </message>
    <message>
        <source>Speaking the lines · {0} of {1}</source>
        <translation>朗读旁白 · {0}/{1}</translation>
    </message>
    <message>
        <source>Waits · {0} of {1} takes done</source>
        <translation>等待中 · 已完成 {0}/{1} 个画面</translation>
    </message>
    <message>
        <source>1 film</source>
        <translation>1 部影片</translation>
    </message>
    <message>
        <source>{0} films</source>
        <translation>{0} 部影片</translation>
    </message>
    <message>
        <source>1 take</source>
        <translation>1 个版本</translation>
    </message>
    <message>
        <source>{0} takes</source>
        <translation>{0} 个版本</translation>
    </message>
    <message>
        <source>Queue empty</source>
        <translation>队列为空</translation>
    </message>
</context>
<context>
    <name>QueuePanel</name>
    <message>
        <source>Paused after this job.</source>
        <translation>当前作业完成后暂停。</translation>
    </message>
    <message>
        <source>The queue is paused.</source>
        <translation>队列已暂停。</translation>
    </message>
    <message>
        <source>Another Starloom program works on the queue; this window follows it.</source>
        <translation>另一个织星程序正在处理队列，本窗口会同步显示。</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Go on with the whole queue</source>
        <translation>继续整个队列</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Hold the whole queue back</source>
        <translation>暂停整个队列</translation>
    </message>
    <message>
        <source>After this job</source>
        <translation>完成当前作业后</translation>
    </message>
    <message>
        <source>Now (what is finished of it is kept)</source>
        <translation>立即（已完成的部分会保留）</translation>
    </message>
    <message>
        <source>“{0}” cannot be played: no player was found on this system.</source>
        <translation>无法播放“{0}”：系统中没有找到播放器。</translation>
    </message>
    <message>
        <source>The folder “{0}” cannot be shown.</source>
        <translation>无法打开文件夹“{0}”。</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>队列</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>作业</translation>
    </message>
    <message>
        <source>Films</source>
        <translation>影片</translation>
    </message>
    <message>
        <source>Nothing to make</source>
        <translation>没有待制作的内容</translation>
    </message>
    <message>
        <source>Export the film, or make a take of a shot: it waits here and is made while you go on.</source>
        <translation>导出影片，或为镜头制作新版本：它们会在这里排队，您可以继续工作。</translation>
    </message>
    <message>
        <source>Hold this back (Space)</source>
        <translation>暂停这一项（空格）</translation>
    </message>
    <message>
        <source>Go on with this (Space)</source>
        <translation>继续这一项（空格）</translation>
    </message>
    <message>
        <source>Try this again; only what is missing is made (R)</source>
        <translation>重试，只补做缺少的部分（R）</translation>
    </message>
    <message>
        <source>Cancel this (Delete)</source>
        <translation>取消这一项（Delete）</translation>
    </message>
    <message>
        <source>Earlier (Alt+Up)</source>
        <translation>提前（Alt+↑）</translation>
    </message>
    <message>
        <source>Later (Alt+Down)</source>
        <translation>推后（Alt+↓）</translation>
    </message>
    <message>
        <source>Clear what is finished; films and takes stay</source>
        <translation>清除已完成的作业，影片和版本保留</translation>
    </message>
</context>
<context>
    <name>QueueSummary</name>
    <message>
        <source>Paused · {0}</source>
        <translation>已暂停 · {0}</translation>
    </message>
    <message>
        <source>{0} · {1} failed</source>
        <translation>{0} · {1} 项失败</translation>
    </message>
    <message>
        <source>Show the queue</source>
        <translation>查看队列</translation>
    </message>
    <message>
        <source>Queue: {0}</source>
        <translation>队列：{0}</translation>
    </message>
</context>
</TS>
