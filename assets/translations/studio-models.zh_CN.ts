<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
    <context>
        <name>Studio</name>
        <message>
            <source>The model is here: {0}</source>
            <translation>模型已就绪：{0}</translation>
        </message>
        <message>
            <source>Stopped. What came is kept; the next fetch goes on from there.</source>
            <translation>已停止。已下载的部分会保留，下次从那里继续。</translation>
        </message>
    </context>
</TS>
