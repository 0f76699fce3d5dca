<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>Findings</name>
    <message>
        <source>BK-Lite in %1, project %2</source>
        <translation>BK-Lite 位于 %1，项目 %2</translation>
    </message>
    <message>
        <source>Docker %1, Compose %2, %3 free for it</source>
        <translation>Docker %1，Compose %2，可用空间 %3</translation>
    </message>
    <message>
        <source>Not covered: %1</source>
        <translation>未覆盖：%1</translation>
    </message>
    <message>
        <source>%1: %2 %3 in container %4, %5</source>
        <translation>%1：%2 %3，容器 %4，%5</translation>
    </message>
    <message>
        <source>%1: %2 in the folder %3, %4</source>
        <translation>%1：%2，文件夹 %3，%4</translation>
    </message>
    <message>
        <source>Copy command</source>
        <translation>复制命令</translation>
    </message>
</context>
<context>
    <name>Format</name>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 分 %2 秒</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 分</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 小时 %2 分</translation>
    </message>
    <message>
        <source>never</source>
        <translation>从未</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>刚刚</translation>
    </message>
    <message>
        <source>%1 min ago</source>
        <translation>%1 分钟前</translation>
    </message>
    <message>
        <source>%1 h ago</source>
        <translation>%1 小时前</translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) ago</source>
        <translation>
            <numerusform>%n 天前</numerusform>
        </translation>
    </message>
    <message>
        <source>time left not known yet</source>
        <translation>剩余时间尚不可知</translation>
    </message>
    <message>
        <source>less than a minute left</source>
        <translation>剩余不到 1 分钟</translation>
    </message>
    <message>
        <source>about %1 min left</source>
        <translation>约剩 %1 分钟</translation>
    </message>
    <message>
        <source>about %1 h %2 min left</source>
        <translation>约剩 %1 小时 %2 分</translation>
    </message>
</context>
<context>
    <name>Lifeboat::AddressPage</name>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Which host?</source>
        <translation>哪台主机？</translation>
    </message>
    <message>
        <source>Lifeboat connects by SSH. Nothing is installed on the host.</source>
        <translation>Lifeboat 通过 SSH 连接，不在主机上安装任何东西。</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>as you call it, such as sh-prod-01</source>
        <translation>您的叫法，例如 sh-prod-01</translation>
    </message>
    <message>
        <source>Jump hosts</source>
        <translation>跳板机</translation>
    </message>
    <message>
        <source>none; else user@jump:22, in their order</source>
        <translation>无；否则按顺序填写 user@jump:22</translation>
    </message>
    <message>
        <source>Folder of BK-Lite</source>
        <translation>BK-Lite 目录</translation>
    </message>
    <message>
        <source>found by itself</source>
        <translation>自动查找</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
</context>
<context>
    <name>Lifeboat::ArtifactsDialog</name>
    <message>
        <source>To check them by hand, where the vault is:</source>
        <translation>在备份库所在的机器上手工检查：</translation>
    </message>
    <message>
        <source>Command that checks the artifacts</source>
        <translation>检查制品的命令</translation>
    </message>
    <message>
        <source>Copy command</source>
        <translation>复制命令</translation>
    </message>
    <message>
        <source>this point</source>
        <translation>本备份点</translation>
    </message>
    <message>
        <source>point %1</source>
        <translation>备份点 %1</translation>
    </message>
    <message>
        <source>%1 bytes</source>
        <translation>%1 字节</translation>
    </message>
    <message>
        <source>Artifacts of %1</source>
        <translation>%1 的制品</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
    <message>
        <source>Lies in</source>
        <translation>所在</translation>
    </message>
</context>
<context>
    <name>Lifeboat::BackupDialog</name>
    <message>
        <source>Folder for backup points</source>
        <translation>存放备份点的文件夹</translation>
    </message>
</context>
<context>
    <name>Lifeboat::BeginningPage</name>
    <message>
        <source>Backs up BK-Lite hosts, and brings them back</source>
        <translation>保护并恢复 BK-Lite 主机</translation>
    </message>
    <message>
        <source>Nothing is installed on a host, and nothing is sent anywhere but into your vault.</source>
        <translation>不在主机上安装任何东西，数据只写入您的备份库。</translation>
    </message>
    <message>
        <source>Add a host</source>
        <translation>添加主机</translation>
    </message>
    <message>
        <source>Connect over SSH, see what is there, take a first backup. About 5 minutes.</source>
        <translation>通过 SSH 连接，查看现有内容，进行首次备份。约 5 分钟。</translation>
    </message>
    <message>
        <source>Recover from existing backups</source>
        <translation>从已有备份恢复</translation>
    </message>
    <message>
        <source>Point to a folder or NAS with backup points, or drop it here; restore onto a host, even an empty one.</source>
        <translation>选择含有备份点的文件夹或 NAS，或把它拖到这里；可恢复到主机，空主机也可以。</translation>
    </message>
</context>
<context>
    <name>Lifeboat::CalendarModel</name>
    <message>
        <source>nothing</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Gap</source>
        <translation>缺口</translation>
    </message>
    <message>
        <source>Proven</source>
        <translation>已验证可恢复</translation>
    </message>
</context>
<context>
    <name>Lifeboat::CompareDialog</name>
    <message>
        <source>What grew, and what vanished</source>
        <translation>增长与消失</translation>
    </message>
    <message>
        <source>From</source>
        <translation>从</translation>
    </message>
    <message>
        <source>The earlier point</source>
        <translation>较早的备份点</translation>
    </message>
    <message>
        <source>to</source>
        <translation>到</translation>
    </message>
    <message>
        <source>The later point</source>
        <translation>较晚的备份点</translation>
    </message>
    <message>
        <source>Changes between the points</source>
        <translation>两个备份点之间的变化</translation>
    </message>
    <message>
        <source>not there</source>
        <translation>没有</translation>
    </message>
    <message>
        <source>vanished</source>
        <translation>已消失</translation>
    </message>
    <message>
        <source>The same in both.</source>
        <translation>两者相同。</translation>
    </message>
    <message>
        <source>Component</source>
        <translation>组件</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>较早</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>较晚</translation>
    </message>
</context>
<context>
    <name>Lifeboat::ConfirmPage</name>
    <message>
        <source>Cut over</source>
        <translation>切换</translation>
    </message>
    <message>
        <source>Cut over %1?</source>
        <translation>切换 %1？</translation>
    </message>
    <message>
        <source>What was prepared becomes what serves; what serves now becomes the safety copy.</source>
        <translation>准备好的数据转为服务，当前服务的数据成为安全副本。</translation>
    </message>
    <message>
        <source>Equal to the data fingerprint: %1</source>
        <translation>与数据指纹一致：%1</translation>
    </message>
    <message>
        <source>BK-Lite on %1 is held for some seconds while the databases are exchanged; its services are then restarted. What was written there after %2 is no longer in service.</source>
        <translation>交换数据库时，%1 上的 BK-Lite 将暂停数秒，随后重启其服务。%2 之后写入的数据不再提供服务。</translation>
    </message>
    <message>
        <source>The databases of now stay on the host as the safety copy.</source>
        <translation>当前的数据库作为安全副本保留在主机上。</translation>
    </message>
    <message>
        <source>Undo brings them back, here or from the page of the run.</source>
        <translation>可在此处或任务页面撤销，恢复到当前状态。</translation>
    </message>
    <message>
        <source>Show the exact steps</source>
        <translation>查看确切步骤</translation>
    </message>
    <message>
        <source>Steps of the cut-over</source>
        <translation>切换步骤</translation>
    </message>
    <message>
        <source>The window may be closed while it runs; the host finishes or goes back by itself.</source>
        <translation>执行期间可以关闭此窗口；主机会自行完成或退回。</translation>
    </message>
</context>
<context>
    <name>Lifeboat::DeployedModel</name>
    <message>
        <source>never</source>
        <translation>从未</translation>
    </message>
    <message>
        <source>Only when asked for: %1</source>
        <translation>仅在要求时：%1</translation>
    </message>
    <message>
        <source>Its container is %1</source>
        <translation>其容器状态为 %1</translation>
    </message>
    <message>
        <source>It does not answer. %1</source>
        <translation>没有应答。%1</translation>
    </message>
    <message>
        <source>%1, container %2, image %3</source>
        <translation>%1，容器 %2，镜像 %3</translation>
    </message>
    <message>
        <source>%1 bytes</source>
        <translation>%1 字节</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Component</source>
        <translation>组件</translation>
    </message>
    <message>
        <source>Where its data lie</source>
        <translation>数据位置</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Size now</source>
        <translation>当前大小</translation>
    </message>
    <message>
        <source>Newest point</source>
        <translation>最新备份点</translation>
    </message>
    <message>
        <source>How it is saved</source>
        <translation>备份方式</translation>
    </message>
</context>
<context>
    <name>Lifeboat::DifferencesDialog</name>
    <message>
        <source>What is not equal</source>
        <translation>不一致之处</translation>
    </message>
    <message>
        <source>Expected is what the source said when the point was made; found is what was restored.</source>
        <translation>“预期”是制作备份点时源的说法；“实际”是恢复后的结果。</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>What</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>Expected</source>
        <translation>预期</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>实际</translation>
    </message>
</context>
<context>
    <name>Lifeboat::EditHostDialog</name>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>none; else words such as prod, edge</source>
        <translation>无；否则填写如 prod、edge 的词</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Jump hosts</source>
        <translation>跳板机</translation>
    </message>
    <message>
        <source>none; else user@jump:22, in their order</source>
        <translation>无；否则依次填写 user@jump:22</translation>
    </message>
    <message>
        <source>Private keys</source>
        <translation>私钥</translation>
    </message>
    <message>
        <source>the agent&apos;s and the usual ones; else files, with “;” between them</source>
        <translation>代理中的和常用的；否则填写文件，用“;”分隔</translation>
    </message>
    <message>
        <source>Folder of BK-Lite</source>
        <translation>BK-Lite 的目录</translation>
    </message>
    <message>
        <source>found by itself</source>
        <translation>自动发现</translation>
    </message>
    <message>
        <source>This login needs sudo for Docker</source>
        <translation>此登录使用 Docker 需要 sudo</translation>
    </message>
    <message>
        <source>Another address or another way in is tried before it is saved. Points and runs of the host stay with it.</source>
        <translation>新的地址或登录方式会先尝试连接再保存。该主机的备份点和任务记录不变。</translation>
    </message>
    <message>
        <source>Save all the same</source>
        <translation>仍然保存</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Trying…</source>
        <translation>正在尝试…</translation>
    </message>
    <message>
        <source>Edit %1</source>
        <translation>编辑 %1</translation>
    </message>
</context>
<context>
    <name>Lifeboat::ErrorBanner</name>
    <message numerus="yes">
        <source>(and %n more)</source>
        <translation>
            <numerusform>（另有 %n 项）</numerusform>
        </translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>The tool&apos;s own words</source>
        <translation>工具原始输出</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>关闭此消息</translation>
    </message>
</context>
<context>
    <name>Lifeboat::FindingsPage</name>
    <message>
        <source>Checks</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>发现的内容</translation>
    </message>
    <message>
        <source>Is everything there?</source>
        <translation>是否齐备？</translation>
    </message>
    <message>
        <source>What is red can be mended later; it blocks only what needs it.</source>
        <translation>红色项可稍后修复，只影响需要它的操作。</translation>
    </message>
    <message>
        <source>Discovered on the host, nothing of it is guessed from names.</source>
        <translation>以下均在主机上实际发现，并非按名称猜测。</translation>
    </message>
    <message>
        <source>Add host</source>
        <translation>添加主机</translation>
    </message>
    <message>
        <source>Looking</source>
        <translation>正在检查</translation>
    </message>
    <message>
        <source>Back up now</source>
        <translation>立即备份</translation>
    </message>
    <message>
        <source>Signed in, and looking at the host. Nothing is changed there.</source>
        <translation>已登录，正在检查主机。不会做任何更改。</translation>
    </message>
    <message>
        <source>The host could not be asked. Go back and forward again to ask once more.</source>
        <translation>未能查询主机。返回后再继续，即可重新查询。</translation>
    </message>
</context>
<context>
    <name>Lifeboat::FleetPage</name>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Back up now…</source>
        <translation>立即备份…</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>备份点</translation>
    </message>
    <message>
        <source>Remove host…</source>
        <translation>移除主机…</translation>
    </message>
    <message numerus="yes">
        <source>%n host(s)</source>
        <translation>
            <numerusform>%n 台主机</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n need(s) attention</source>
        <translation>
            <numerusform>%n 台需要关注</numerusform>
        </translation>
    </message>
    <message>
        <source>last looked %1</source>
        <translation>上次检查 %1</translation>
    </message>
    <message>
        <source>looking…</source>
        <translation>正在检查…</translation>
    </message>
    <message>
        <source>Fleet</source>
        <translation>主机总览</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Add host…</source>
        <translation>添加主机…</translation>
    </message>
    <message>
        <source>Find by name, address or tag</source>
        <translation>按名称、地址或标签查找</translation>
    </message>
    <message>
        <source>Find hosts</source>
        <translation>查找主机</translation>
    </message>
    <message>
        <source>Hosts</source>
        <translation>主机</translation>
    </message>
    <message>
        <source>All tags</source>
        <translation>全部标签</translation>
    </message>
    <message>
        <source>Verify newest</source>
        <translation>校验最新备份点</translation>
    </message>
    <message>
        <source>Check connection</source>
        <translation>检查连接</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>复制为文本</translation>
    </message>
    <message>
        <source>Drill…</source>
        <translation>恢复演练…</translation>
    </message>
    <message>
        <source>Restore…</source>
        <translation>恢复…</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>编辑…</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>No host is found by these words.</source>
        <translation>没有符合这些词的主机。</translation>
    </message>
</context>
<context>
    <name>Lifeboat::GrowthCard</name>
    <message>
        <source>Growth</source>
        <translation>增长</translation>
    </message>
    <message>
        <source>Size and duration, by day</source>
        <translation>按日的大小与时长</translation>
    </message>
    <message>
        <source>a pace needs points of 14 days</source>
        <translation>需要 14 天的备份点才能得出增速</translation>
    </message>
    <message>
        <source>+%1 a day</source>
        <translation>每天 +%1</translation>
    </message>
    <message>
        <source>%1 full in about %2 months</source>
        <translation>%1 约 %2 个月后写满</translation>
    </message>
    <message>
        <source>%1 full in about %2 days</source>
        <translation>%1 约 %2 天后写满</translation>
    </message>
    <message>
        <source>%1 is nearly full</source>
        <translation>%1 即将写满</translation>
    </message>
    <message>
        <source>all backups of a day together</source>
        <translation>每天所有备份合计</translation>
    </message>
    <message>
        <source>Duration of the backups, 90 days</source>
        <translation>备份时长，90 天</translation>
    </message>
    <message>
        <source>Size of the points, 90 days</source>
        <translation>备份点大小，90 天</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
</context>
<context>
    <name>Lifeboat::HeatCard</name>
    <message>
        <source>Components</source>
        <translation>组件</translation>
    </message>
    <message>
        <source>in the newest point</source>
        <translation>最新备份点中</translation>
    </message>
    <message>
        <source>Hosts by components</source>
        <translation>主机与组件</translation>
    </message>
</context>
<context>
    <name>Lifeboat::HeatModel</name>
    <message>
        <source>not in the newest point</source>
        <translation>不在最新备份点中</translation>
    </message>
    <message>
        <source>other volumes and folders</source>
        <translation>其他卷和目录</translation>
    </message>
    <message>
        <source>%1, %2: %3</source>
        <translation>%1，%2：%3</translation>
    </message>
    <message>
        <source>other</source>
        <translation>其他</translation>
    </message>
</context>
<context>
    <name>Lifeboat::HelpWindow</name>
    <message>
        <source>Find in the help</source>
        <translation>在帮助中查找</translation>
    </message>
    <message>
        <source>Chapters</source>
        <translation>章节</translation>
    </message>
    <message>
        <source>All keys</source>
        <translation>所有快捷键</translation>
    </message>
    <message>
        <source>Page of the help</source>
        <translation>帮助页面</translation>
    </message>
    <message>
        <source>Help – Lifeboat</source>
        <translation>帮助 – Lifeboat</translation>
    </message>
</context>
<context>
    <name>Lifeboat::HostKeyPage</name>
    <message>
        <source>Host key</source>
        <translation>主机密钥</translation>
    </message>
    <message>
        <source>Asking the host for its key</source>
        <translation>正在获取主机密钥</translation>
    </message>
    <message>
        <source>Trust this host?</source>
        <translation>是否信任此主机？</translation>
    </message>
    <message>
        <source>The key of this host has changed</source>
        <translation>此主机的密钥已改变</translation>
    </message>
    <message>
        <source>The key of this host is known</source>
        <translation>此主机的密钥已受信任</translation>
    </message>
    <message>
        <source>The host was not reached</source>
        <translation>无法连接主机</translation>
    </message>
    <message>
        <source>Compare this with what the host&apos;s console says. A wrong one means that another machine answers.</source>
        <translation>请与主机控制台显示的内容比对。不一致说明应答的是另一台机器。</translation>
    </message>
    <message>
        <source>Either the host was set up again, or something else answers at this address. No password was sent.</source>
        <translation>可能是主机重装，也可能是别的机器在应答。尚未发送任何密码。</translation>
    </message>
    <message>
        <source>known</source>
        <translation>已受信任</translation>
    </message>
    <message>
        <source>It is the same, trust it</source>
        <translation>一致，信任此密钥</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>It is the one that was trusted before.</source>
        <translation>与之前信任的密钥相同。</translation>
    </message>
    <message>
        <source>On the host&apos;s console:</source>
        <translation>在主机控制台执行：</translation>
    </message>
    <message>
        <source>Paste the expected fingerprint here to have it compared:</source>
        <translation>将预期的指纹粘贴到此处，自动比对：</translation>
    </message>
    <message>
        <source>Expected fingerprint</source>
        <translation>预期的指纹</translation>
    </message>
    <message>
        <source>It is the same.</source>
        <translation>一致。</translation>
    </message>
    <message>
        <source>It is another one. Do not connect.</source>
        <translation>不一致，请勿连接。</translation>
    </message>
    <message>
        <source>Trusted so far:</source>
        <translation>此前信任：</translation>
    </message>
    <message>
        <source>Answers now:</source>
        <translation>现在应答：</translation>
    </message>
</context>
<context>
    <name>Lifeboat::HostModel</name>
    <message>
        <source>%1 bytes</source>
        <translation>%1 字节</translation>
    </message>
    <message>
        <source>No backup yet</source>
        <translation>尚无备份</translation>
    </message>
    <message>
        <source>%1 of the last %2 runs were OK</source>
        <translation>最近 %2 次中 %1 次正常</translation>
    </message>
    <message>
        <source>The newest point whose drill passed</source>
        <translation>最近一个通过恢复演练的备份点</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>主机</translation>
    </message>
    <message>
        <source>Newest point</source>
        <translation>最新备份点</translation>
    </message>
    <message>
        <source>Proven</source>
        <translation>已验证可恢复</translation>
    </message>
    <message>
        <source>Last ten runs</source>
        <translation>最近十次</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>未知</translation>
    </message>
</context>
<context>
    <name>Lifeboat::HostPage</name>
    <message>
        <source>looking…</source>
        <translation>正在检查…</translation>
    </message>
    <message>
        <source>Not looked at yet. “Check” connects and looks.</source>
        <translation>尚未检查。点击“检查”后连接并查看。</translation>
    </message>
    <message>
        <source>through %1</source>
        <translation>经由 %1</translation>
    </message>
    <message>
        <source>with sudo</source>
        <translation>使用 sudo</translation>
    </message>
    <message>
        <source>Fleet</source>
        <translation>主机总览</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>Discover</source>
        <translation>发现</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>备份点</translation>
    </message>
    <message>
        <source>Back up now…</source>
        <translation>立即备份…</translation>
    </message>
    <message>
        <source>Checks</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>What is deployed</source>
        <translation>部署情况</translation>
    </message>
    <message>
        <source>Newest point</source>
        <translation>最新备份点</translation>
    </message>
    <message>
        <source>Proven</source>
        <translation>已验证可恢复</translation>
    </message>
    <message>
        <source>If it were lost now</source>
        <translation>若此刻丢失</translation>
    </message>
    <message>
        <source>Not covered</source>
        <translation>未覆盖</translation>
    </message>
    <message>
        <source>Runs of this host</source>
        <translation>此主机的任务</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>编辑…</translation>
    </message>
    <message>
        <source>Remove host…</source>
        <translation>移除主机…</translation>
    </message>
    <message>
        <source>never: a drill is due</source>
        <translation>从未：应做恢复演练</translation>
    </message>
    <message>
        <source>not known: never proven</source>
        <translation>未知：从未验证可恢复</translation>
    </message>
    <message>
        <source>point %1 · drill on %2</source>
        <translation>备份点 %1 · 演练于 %2</translation>
    </message>
    <message>
        <source>Gone: what changed since the newest proven point (%1).</source>
        <translation>将丢失：最新已验证备份点（%1）之后的变更。</translation>
    </message>
    <message>
        <source>All data there again after %1, as that drill measured.</source>
        <translation>全部数据恢复需 %1（该次演练实测）。</translation>
    </message>
    <message>
        <source>How long until it is back: not known, that drill measured no time.</source>
        <translation>恢复所需时间：未知，该次演练未记录时间。</translation>
    </message>
    <message>
        <source>Looked at %1.</source>
        <translation>检查于 %1。</translation>
    </message>
    <message>
        <source>Not looked at yet. “Discover” finds out what is deployed and what is not covered.</source>
        <translation>尚未查看。“发现”会查明部署了什么、哪些未覆盖。</translation>
    </message>
    <message>
        <source>BK-Lite in %1, project %2 · Docker %3, %4 free for it · looked at %5</source>
        <translation>BK-Lite 位于 %1，项目 %2 · Docker %3，可用空间 %4 · 查看于 %5</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Jump hosts</source>
        <translation>跳板机</translation>
    </message>
    <message>
        <source>Private keys</source>
        <translation>私钥</translation>
    </message>
    <message>
        <source>the agent&apos;s and the usual ones</source>
        <translation>代理中的和常用的</translation>
    </message>
    <message>
        <source>sudo</source>
        <translation>sudo</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>Folder of BK-Lite</source>
        <translation>BK-Lite 的目录</translation>
    </message>
    <message>
        <source>found by itself</source>
        <translation>自动发现</translation>
    </message>
    <message>
        <source>Folder in the vault</source>
        <translation>备份库中的目录</translation>
    </message>
    <message>
        <source>Restore…</source>
        <translation>恢复…</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Nothing has run on this host yet.</source>
        <translation>此主机上还没有执行过任务。</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>开始时间</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>not known: a vault cannot be read</source>
        <translation>未知：有备份库无法读取</translation>
    </message>
    <message>
        <source>Looking at the host</source>
        <translation>正在检查主机</translation>
    </message>
</context>
<context>
    <name>Lifeboat::MainWindow</name>
    <message>
        <source>Fleet</source>
        <translation>主机总览</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>备份点</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>任务执行</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>页面</translation>
    </message>
</context>
<context>
    <name>Lifeboat::Notices</name>
    <message>
        <source>Hosts that need you: %1</source>
        <translation>需要处理的主机：%1 台</translation>
    </message>
    <message>
        <source>Hosts that are restored: %1</source>
        <translation>已恢复的主机：%1 台</translation>
    </message>
</context>
<context>
    <name>Lifeboat::PlanPage</name>
    <message>
        <source>Plan</source>
        <translation>执行计划</translation>
    </message>
    <message>
        <source>The plan, exactly as it will run</source>
        <translation>执行计划，与实际执行完全一致</translation>
    </message>
    <message>
        <source>Open a step to read its command. What stands in &lt;…&gt; is known only while it runs.</source>
        <translation>展开步骤可查看命令。&lt;…&gt; 中的值在执行时才可知。</translation>
    </message>
    <message>
        <source>Start backup</source>
        <translation>开始备份</translation>
    </message>
    <message>
        <source>Start preparing</source>
        <translation>开始准备</translation>
    </message>
    <message>
        <source>Looking at the host and planning</source>
        <translation>正在查看主机并制定计划</translation>
    </message>
    <message>
        <source>Steps of the plan</source>
        <translation>计划步骤</translation>
    </message>
    <message>
        <source>%1 cannot take part: %2</source>
        <translation>%1 无法参与：%2</translation>
    </message>
    <message>
        <source>Cut over by itself when every count is equal</source>
        <translation>各项一致时自动切换</translation>
    </message>
    <message>
        <source>Recover</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Prepare and cut over</source>
        <translation>准备并切换</translation>
    </message>
    <message>
        <source>Looking at the host and the vault to make the plan; nothing is changed.</source>
        <translation>正在检查主机和备份库以制定计划，不会做任何更改。</translation>
    </message>
    <message>
        <source>There is no plan. Go back and forward again to ask once more.</source>
        <translation>没有执行计划。返回后再继续，即可重新制定。</translation>
    </message>
</context>
<context>
    <name>Lifeboat::PointListModel</name>
    <message>
        <source>Damaged</source>
        <translation>已损坏</translation>
    </message>
    <message>
        <source>Incomplete</source>
        <translation>不完整</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Point</source>
        <translation>备份点</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Verified</source>
        <translation>已校验</translation>
    </message>
    <message>
        <source>Proven</source>
        <translation>已验证可恢复</translation>
    </message>
    <message>
        <source>Vault</source>
        <translation>备份库</translation>
    </message>
</context>
<context>
    <name>Lifeboat::PointModel</name>
    <message numerus="yes">
        <source>%n table(s)</source>
        <translation>
            <numerusform>%n 张表</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 rows</source>
        <translation>%1 行</translation>
    </message>
    <message numerus="yes">
        <source>%n value(s)</source>
        <translation>
            <numerusform>%n 项</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n artifact(s)</source>
        <translation>
            <numerusform>%n 个制品</numerusform>
        </translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Component</source>
        <translation>组件</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Data fingerprint</source>
        <translation>数据指纹</translation>
    </message>
    <message>
        <source>never</source>
        <translation>从未</translation>
    </message>
    <message>
        <source>%1 nodes</source>
        <translation>%1 个节点</translation>
    </message>
    <message>
        <source>%1 edges</source>
        <translation>%1 条边</translation>
    </message>
    <message>
        <source>%1 objects</source>
        <translation>%1 个对象</translation>
    </message>
    <message>
        <source>%1 series</source>
        <translation>%1 个序列</translation>
    </message>
    <message>
        <source>%1 samples</source>
        <translation>%1 个样本</translation>
    </message>
    <message>
        <source>Verified</source>
        <translation>已校验</translation>
    </message>
    <message>
        <source>Proven</source>
        <translation>已验证可恢复</translation>
    </message>
</context>
<context>
    <name>Lifeboat::PointsPage</name>
    <message>
        <source>Damaged: %1</source>
        <translation>已损坏：%1</translation>
    </message>
    <message>
        <source>Proven: restored into a throw-away place on %1, equal to the data fingerprint.</source>
        <translation>已验证可恢复：%1 恢复到临时环境，与数据指纹一致。</translation>
    </message>
    <message>
        <source>Verified on %1, not yet proven. A drill proves it.</source>
        <translation>已于 %1 校验，尚未验证可恢复。可通过恢复演练验证。</translation>
    </message>
    <message numerus="yes">
        <source>%n artifact(s)</source>
        <translation>
            <numerusform>%n 个制品</numerusform>
        </translation>
    </message>
    <message>
        <source>vault %1</source>
        <translation>备份库 %1</translation>
    </message>
    <message numerus="yes">
        <source>%n point(s)</source>
        <translation>
            <numerusform>%n 个备份点</numerusform>
        </translation>
    </message>
    <message>
        <source>newest proven %1</source>
        <translation>最近已验证可恢复 %1</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>备份点</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>主机</translation>
    </message>
    <message>
        <source>Use another vault…</source>
        <translation>使用其他备份库…</translation>
    </message>
    <message>
        <source>Components of the point</source>
        <translation>备份点的组件</translation>
    </message>
    <message>
        <source>No host and no point yet.</source>
        <translation>尚无主机和备份点。</translation>
    </message>
    <message>
        <source>No points yet for %1.</source>
        <translation>%1 尚无备份点。</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>校验</translation>
    </message>
    <message>
        <source>Drill…</source>
        <translation>恢复演练…</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Restore…</source>
        <translation>恢复…</translation>
    </message>
    <message>
        <source>Read back and verified when it was written. Not yet proven: a drill proves it.</source>
        <translation>写入时已回读并校验。尚未验证可恢复：可通过恢复演练验证。</translation>
    </message>
    <message>
        <source>All data were there after %1.</source>
        <translation>%1 后全部数据就绪。</translation>
    </message>
    <message>
        <source>Proven in part only: %1. A drill of all components proves the point.</source>
        <translation>仅部分已验证可恢复：%1。对所有组件演练才能验证整个备份点。</translation>
    </message>
    <message>
        <source>Month before</source>
        <translation>上个月</translation>
    </message>
    <message>
        <source>Month after</source>
        <translation>下个月</translation>
    </message>
    <message>
        <source>Calendar of points</source>
        <translation>备份点日历</translation>
    </message>
    <message>
        <source>Gaps and why</source>
        <translation>缺口及原因</translation>
    </message>
    <message>
        <source>Since the point before</source>
        <translation>与上一备份点相比</translation>
    </message>
    <message>
        <source>Compare points…</source>
        <translation>比较备份点…</translation>
    </message>
    <message>
        <source>Runbook…</source>
        <translation>操作手册…</translation>
    </message>
    <message>
        <source>None this month.</source>
        <translation>本月没有。</translation>
    </message>
    <message>
        <source>Implausible: %1.</source>
        <translation>异常：%1。</translation>
    </message>
    <message>
        <source>Nothing else changed.</source>
        <translation>没有其他变化。</translation>
    </message>
    <message>
        <source>MMMM yyyy</source>
        <translation>yyyy年M月</translation>
    </message>
    <message>
        <source>No point on this day.</source>
        <translation>这一天没有备份点。</translation>
    </message>
    <message>
        <source>none proven</source>
        <translation>均未验证可恢复</translation>
    </message>
    <message>
        <source>Not whole: %1 could not be saved. The rest can be restored.</source>
        <translation>不完整：%1 未能备份，其余可以恢复。</translation>
    </message>
    <message>
        <source>No point: %1</source>
        <translation>没有备份点：%1</translation>
    </message>
    <message>
        <source>looking…</source>
        <translation>正在检查…</translation>
    </message>
    <message>
        <source>a vault cannot be read</source>
        <translation>有备份库无法读取</translation>
    </message>
    <message>
        <source>Not known: a vault cannot be read. It may hold points.</source>
        <translation>未知：有备份库无法读取，其中可能有备份点。</translation>
    </message>
</context>
<context>
    <name>Lifeboat::PreflightPage</name>
    <message>
        <source>Images from</source>
        <translation>镜像来源</translation>
    </message>
    <message>
        <source>Folder or file with images</source>
        <translation>含镜像的文件夹或文件</translation>
    </message>
    <message>
        <source>a folder or file of docker save; empty: from the host, or pulled by digest</source>
        <translation>docker save 的文件夹或文件；留空则用主机上的，或按摘要拉取</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Choose a folder with images</source>
        <translation>选择含镜像的文件夹</translation>
    </message>
    <message>
        <source>Looking</source>
        <translation>正在检查</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>重新检查</translation>
    </message>
    <message>
        <source>Folder with images</source>
        <translation>含镜像的文件夹</translation>
    </message>
    <message>
        <source>Preflight</source>
        <translation>预检</translation>
    </message>
    <message>
        <source>Prerequisites</source>
        <translation>前置条件</translation>
    </message>
    <message>
        <source>Something stands in the way</source>
        <translation>有阻碍</translation>
    </message>
    <message>
        <source>Is everything there?</source>
        <translation>是否一切就绪？</translation>
    </message>
    <message>
        <source>Nothing stands in the way</source>
        <translation>没有阻碍</translation>
    </message>
    <message>
        <source>Looking at the point and the host; nothing is changed.</source>
        <translation>正在查看备份点和主机；不做任何更改。</translation>
    </message>
    <message>
        <source>What is amber is worth knowing, and stops nothing.</source>
        <translation>琥珀色的值得了解，但不构成阻碍。</translation>
    </message>
    <message>
        <source>What is red has to be mended first; each says how. Then look again.</source>
        <translation>红色的须先解决，每项都说明了方法；然后重新检查。</translation>
    </message>
    <message>
        <source>Set aside what is there, and recover here all the same</source>
        <translation>把现有内容移开保留，仍在此恢复</translation>
    </message>
</context>
<context>
    <name>Lifeboat::Question</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>Lifeboat::RecoveryAddressPage</name>
    <message>
        <source>Keep the address of the point</source>
        <translation>保留备份点中的地址</translation>
    </message>
    <message>
        <source>The new host takes over the address of the lost one, or a name that leads to it. Nothing in the configuration changes.</source>
        <translation>新主机接管原主机的地址，或有域名指向它。配置不做任何更改。</translation>
    </message>
    <message>
        <source>Another address from now on:</source>
        <translation>今后使用另一个地址：</translation>
    </message>
    <message>
        <source>Address of the host from now on</source>
        <translation>主机今后的地址</translation>
    </message>
    <message>
        <source>IP address or host name</source>
        <translation>IP 地址或主机名</translation>
    </message>
    <message>
        <source>It is put in the place of the former one wherever the configuration has it.</source>
        <translation>配置中凡有原地址之处，都换成它。</translation>
    </message>
    <message>
        <source>What becomes of the configuration</source>
        <translation>配置将如何变化</translation>
    </message>
    <message>
        <source>What the data need to be readable comes before them: keys, certificates, addresses.</source>
        <translation>数据可读所需的内容先于数据恢复：密钥、证书、地址。</translation>
    </message>
    <message>
        <source>address kept</source>
        <translation>保留地址</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>From the point</source>
        <translation>备份点中</translation>
    </message>
    <message>
        <source>Here</source>
        <translation>此处</translation>
    </message>
    <message>
        <source>What it becomes</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>choose above</source>
        <translation>请在上方选择</translation>
    </message>
    <message>
        <source>Configuration</source>
        <translation>配置</translation>
    </message>
    <message>
        <source>Configuration first</source>
        <translation>先恢复配置</translation>
    </message>
</context>
<context>
    <name>Lifeboat::RecoveryHostPage</name>
    <message>
        <source>Onto which host</source>
        <translation>恢复到哪台主机</translation>
    </message>
    <message>
        <source>choose a host</source>
        <translation>选择主机</translation>
    </message>
    <message>
        <source>Add host…</source>
        <translation>添加主机…</translation>
    </message>
    <message>
        <source>SSH, Docker and Compose are all that it needs. One that holds a deployment already is refused in the next step: a restore brings a point there.</source>
        <translation>只需要 SSH、Docker 和 Compose。已有部署的主机会在下一步被拒绝：应使用“恢复”。</translation>
    </message>
    <message>
        <source>An empty host: what the point holds becomes all that it is.</source>
        <translation>一台空主机：备份点的内容将成为它的全部。</translation>
    </message>
    <message>
        <source>New host</source>
        <translation>新主机</translation>
    </message>
    <message>
        <source>Onto which host?</source>
        <translation>恢复到哪台主机？</translation>
    </message>
</context>
<context>
    <name>Lifeboat::RecoveryReportPage</name>
    <message>
        <source>Copy as text</source>
        <translation>复制为文本</translation>
    </message>
    <message>
        <source>%1 is recovered</source>
        <translation>%1 已恢复</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Save report…</source>
        <translation>保存报告…</translation>
    </message>
</context>
<context>
    <name>Lifeboat::RecoveryRunPage</name>
    <message>
        <source>Cancel run…</source>
        <translation>取消任务…</translation>
    </message>
    <message>
        <source>Recovering %1</source>
        <translation>正在恢复 %1</translation>
    </message>
    <message>
        <source>%1 is recovered</source>
        <translation>%1 已恢复</translation>
    </message>
    <message>
        <source>The recovery stopped</source>
        <translation>恢复已停止</translation>
    </message>
    <message>
        <source>This window may be closed: the run goes on, and is listed under Runs.</source>
        <translation>可以关闭此窗口：任务会继续执行，可在“任务执行”中查看。</translation>
    </message>
    <message>
        <source>Go on with it</source>
        <translation>继续恢复</translation>
    </message>
    <message>
        <source>What is done stays on %1, and the point is untouched. Mend what is said above, then go on: the recovery of this point continues where it stopped, also from another desktop. Back leads to the prerequisites.</source>
        <translation>已完成的部分保留在 %1 上，备份点未被改动。请解决上述问题，然后继续：此备份点的恢复会从停下的地方继续，换一台电脑也可以。“上一步”回到前置条件。</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>执行</translation>
    </message>
    <message>
        <source>It stays listed under Runs, with every step.</source>
        <translation>该任务及其每一步仍列在“任务执行”中。</translation>
    </message>
</context>
<context>
    <name>Lifeboat::RestorePointPage</name>
    <message>
        <source>Point</source>
        <translation>备份点</translation>
    </message>
    <message>
        <source>Which point?</source>
        <translation>哪个备份点？</translation>
    </message>
    <message>
        <source>The newest proven one is the safest choice.</source>
        <translation>最近已验证可恢复的备份点最为稳妥。</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>备份点</translation>
    </message>
    <message>
        <source>After the restore, what was changed since %1 (%2) is no longer in service.</source>
        <translation>恢复后，%1（%2）之后的改动不再提供服务。</translation>
    </message>
</context>
<context>
    <name>Lifeboat::RestoreReasonPage</name>
    <message>
        <source>Data was lost</source>
        <translation>数据丢失</translation>
    </message>
    <message>
        <source>Rows, files or whole databases are gone or wrong. The newest point from before is brought back.</source>
        <translation>行、文件或整个数据库丢失或有误。恢复到此前最近的备份点。</translation>
    </message>
    <message>
        <source>Broken after an update</source>
        <translation>升级后损坏</translation>
    </message>
    <message>
        <source>The application does not work any more. All components go back to the moment before, together.</source>
        <translation>应用无法工作。所有组件一起回到升级之前。</translation>
    </message>
    <message>
        <source>The host is lost</source>
        <translation>主机丢失</translation>
    </message>
    <message>
        <source>There is no BK-Lite any more: a disaster recovery onto an empty host.</source>
        <translation>BK-Lite 已不存在：在空主机上做灾难恢复。</translation>
    </message>
    <message>
        <source>Only a drill</source>
        <translation>恢复演练</translation>
    </message>
    <message>
        <source>Restored into a throw-away place, compared, removed. Nothing in service is touched.</source>
        <translation>恢复到临时环境，比对，然后删除。不触碰正在服务的内容。</translation>
    </message>
    <message>
        <source>Look at old data</source>
        <translation>查看旧数据</translation>
    </message>
    <message>
        <source>Prepared beside what is in service and left there to be looked at, then discarded.</source>
        <translation>准备在正在服务的内容旁边，供查看，之后丢弃。</translation>
    </message>
    <message>
        <source>It decides what follows. Nothing is changed before you say so.</source>
        <translation>由此决定后续步骤。在您确认之前不做任何更改。</translation>
    </message>
    <message>
        <source>What happened?</source>
        <translation>发生了什么？</translation>
    </message>
</context>
<context>
    <name>Lifeboat::RestoreRunPage</name>
    <message>
        <source>Prepare</source>
        <translation>准备</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Cutting over %1</source>
        <translation>正在切换 %1</translation>
    </message>
    <message>
        <source>Preparing on %1</source>
        <translation>正在 %1 上准备</translation>
    </message>
    <message>
        <source>Prepared, and equal</source>
        <translation>已准备，且一致</translation>
    </message>
    <message>
        <source>Not prepared</source>
        <translation>未能准备</translation>
    </message>
    <message>
        <source>The window may be closed while it runs; the host finishes or goes back by itself.</source>
        <translation>执行期间可以关闭此窗口；主机会自行完成或退回。</translation>
    </message>
    <message>
        <source>The new databases are made beside those in service and compared with the data fingerprint. What is in service is not touched.</source>
        <translation>新数据库建在服务中的数据库旁边，并与数据指纹比对。服务中的数据不受影响。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Cancel run…</source>
        <translation>取消任务…</translation>
    </message>
    <message>
        <source>Discard what was prepared…</source>
        <translation>丢弃已准备的数据…</translation>
    </message>
    <message>
        <source>Undo…</source>
        <translation>撤销…</translation>
    </message>
    <message>
        <source>Undo brings back what was there, until the safety copies are dropped.</source>
        <translation>在删除安全副本之前，撤销可恢复原来的内容。</translation>
    </message>
    <message>
        <source>Show differences</source>
        <translation>查看差异</translation>
    </message>
    <message>
        <source>To be looked at on %1, beside what is in service: %2</source>
        <translation>可在 %1 上查看，位于正在服务的内容旁边：%2</translation>
    </message>
    <message>
        <source>Save report…</source>
        <translation>保存报告…</translation>
    </message>
    <message>
        <source>It stays listed under Runs, with every step.</source>
        <translation>该任务及其每一步仍列在“任务执行”中。</translation>
    </message>
</context>
<context>
    <name>Lifeboat::RestoreScopePage</name>
    <message>
        <source>Components of the point</source>
        <translation>备份点的组件</translation>
    </message>
    <message>
        <source>Create roles of the point that the host lacks; the plan names them</source>
        <translation>创建备份点中有而主机缺少的角色；执行计划会列出它们</translation>
    </message>
    <message>
        <source>All of a point fits together: it was saved at one moment.</source>
        <translation>一个备份点的内容彼此吻合：它们保存于同一时刻。</translation>
    </message>
    <message>
        <source>everything</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Everything that the point has whole.</source>
        <translation>备份点中所有完整的组件。</translation>
    </message>
    <message>
        <source>Left as it is: %1. What refers to it may not agree with it afterwards, such as rows that name objects; the plan warns where that is known.</source>
        <translation>保持原样：%1。引用它的数据此后可能与其不一致，例如引用对象的行；已知之处执行计划会提示。</translation>
    </message>
    <message>
        <source>Scope</source>
        <translation>范围</translation>
    </message>
    <message>
        <source>What should come back?</source>
        <translation>要恢复什么？</translation>
    </message>
</context>
<context>
    <name>Lifeboat::RestoreTargetPage</name>
    <message>
        <source>Target</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Where should it go?</source>
        <translation>恢复到哪里？</translation>
    </message>
    <message>
        <source>Nothing in service changes before you confirm the cut-over.</source>
        <translation>在您确认切换之前，服务中的数据不会改变。</translation>
    </message>
    <message>
        <source>Back to the same host</source>
        <translation>恢复到原主机</translation>
    </message>
    <message>
        <source>What runs there now stays beside it as the safety copy.</source>
        <translation>当前运行的内容作为安全副本保留在旁边。</translation>
    </message>
    <message>
        <source>To another host</source>
        <translation>恢复到另一台主机</translation>
    </message>
    <message>
        <source>It must run BK-Lite already; an empty one is a disaster recovery.</source>
        <translation>它必须已运行 BK-Lite；空主机请用灾难恢复。</translation>
    </message>
    <message>
        <source>Other host</source>
        <translation>另一台主机</translation>
    </message>
    <message>
        <source>To a throw-away place</source>
        <translation>恢复到临时环境</translation>
    </message>
    <message>
        <source>A drill: restored, compared, removed. Nothing in service is touched.</source>
        <translation>恢复演练：恢复、比对、删除。不触碰正在服务的内容。</translation>
    </message>
    <message>
        <source>Start drill</source>
        <translation>开始演练</translation>
    </message>
    <message>
        <source>There is no host to restore to: add one in the fleet first.</source>
        <translation>没有可恢复到的主机：请先在主机总览中添加。</translation>
    </message>
</context>
<context>
    <name>Lifeboat::RunView</name>
    <message>
        <source>cancelling: stopping what runs on the host</source>
        <translation>正在取消：停止主机上的进程</translation>
    </message>
    <message>
        <source>%1 of about %2</source>
        <translation>%1 / 约 %2</translation>
    </message>
    <message>
        <source>Connecting, and looking at what is there</source>
        <translation>正在连接并查看主机</translation>
    </message>
    <message>
        <source>Waiting for the host</source>
        <translation>正在等待主机</translation>
    </message>
    <message>
        <source>last activity %1 ago</source>
        <translation>%1前有活动</translation>
    </message>
    <message>
        <source>out of service for %1 s</source>
        <translation>停止服务 %1 秒</translation>
    </message>
    <message>
        <source>application back after another %1</source>
        <translation>应用又经 %1 恢复</translation>
    </message>
    <message>
        <source>Progress of the run</source>
        <translation>任务进度</translation>
    </message>
    <message>
        <source>Steps of the run</source>
        <translation>任务步骤</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>跟随</translation>
    </message>
    <message>
        <source>data apart by %1 s at most</source>
        <translation>数据相差至多 %1 秒</translation>
    </message>
    <message>
        <source>%1 so far</source>
        <translation>已用 %1</translation>
    </message>
    <message>
        <source>Where the time went</source>
        <translation>时间花在哪里</translation>
    </message>
</context>
<context>
    <name>Lifeboat::RunsPage</name>
    <message>
        <source>Started %1</source>
        <translation>开始于 %1</translation>
    </message>
    <message>
        <source>becomes point %1</source>
        <translation>将成为备份点 %1</translation>
    </message>
    <message>
        <source>point %1</source>
        <translation>备份点 %1</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>任务执行</translation>
    </message>
    <message>
        <source>Nothing has run yet.</source>
        <translation>尚未执行过任务。</translation>
    </message>
    <message>
        <source>Open journal</source>
        <translation>打开日志</translation>
    </message>
    <message>
        <source>Cancel run…</source>
        <translation>取消任务…</translation>
    </message>
    <message>
        <source>Discard…</source>
        <translation>丢弃…</translation>
    </message>
    <message>
        <source>Accept…</source>
        <translation>接受…</translation>
    </message>
    <message>
        <source>Undo…</source>
        <translation>撤销…</translation>
    </message>
    <message>
        <source>Cut over…</source>
        <translation>切换…</translation>
    </message>
    <message>
        <source>No run is found by these words.</source>
        <translation>没有符合这些词的任务。</translation>
    </message>
    <message>
        <source>Find by host, kind or outcome</source>
        <translation>按主机、类型或结果查找</translation>
    </message>
    <message>
        <source>Find runs</source>
        <translation>查找任务</translation>
    </message>
    <message>
        <source>Show point</source>
        <translation>查看备份点</translation>
    </message>
    <message>
        <source>looking…</source>
        <translation>正在检查…</translation>
    </message>
</context>
<context>
    <name>Lifeboat::ScopeModel</name>
    <message>
        <source>not in this point</source>
        <translation>不在此备份点中</translation>
    </message>
    <message>
        <source>Component</source>
        <translation>组件</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Data fingerprint</source>
        <translation>数据指纹</translation>
    </message>
</context>
<context>
    <name>Lifeboat::ScopePage</name>
    <message>
        <source>Scope</source>
        <translation>范围</translation>
    </message>
    <message>
        <source>Back up %1</source>
        <translation>备份 %1</translation>
    </message>
    <message>
        <source>Nothing on the host changes; it goes on serving.</source>
        <translation>主机不会改变，继续提供服务。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Where to</source>
        <translation>备份到</translation>
    </message>
    <message>
        <source>Looking at the host</source>
        <translation>正在查看主机</translation>
    </message>
    <message>
        <source>Vault</source>
        <translation>备份库</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>选择文件夹…</translation>
    </message>
    <message>
        <source>A new vault in %1</source>
        <translation>在 %1 新建备份库</translation>
    </message>
    <message>
        <source>Not covered: %1</source>
        <translation>未覆盖：%1</translation>
    </message>
    <message numerus="yes">
        <source>Not covered: %1 and %n more</source>
        <translation>
            <numerusform>未覆盖：%1，另有 %n 项</numerusform>
        </translation>
    </message>
    <message>
        <source>For a copy of their files these are stopped for some seconds: %1</source>
        <translation>为复制其文件，以下组件会停止几秒：%1</translation>
    </message>
    <message>
        <source>unnamed volume %1</source>
        <translation>匿名卷 %1</translation>
    </message>
    <message>
        <source>Looking at what is on the host; nothing is changed there.</source>
        <translation>正在检查主机上有什么，不会做任何更改。</translation>
    </message>
</context>
<context>
    <name>Lifeboat::SearchDialog</name>
    <message>
        <source>Find hosts, points, runs and actions</source>
        <translation>查找主机、备份点、任务和操作</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>查找结果</translation>
    </message>
    <message>
        <source>Nothing is called so.</source>
        <translation>没有匹配的内容。</translation>
    </message>
</context>
<context>
    <name>Lifeboat::SearchModel</name>
    <message>
        <source>host</source>
        <translation>主机</translation>
    </message>
    <message>
        <source>action</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>point</source>
        <translation>备份点</translation>
    </message>
    <message>
        <source>run</source>
        <translation>任务</translation>
    </message>
</context>
<context>
    <name>Lifeboat::SecretDialog</name>
    <message>
        <source>Sign in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>The answer before was refused.</source>
        <translation>上一次的输入被拒绝。</translation>
    </message>
    <message>
        <source>Keep it in the system&apos;s keychain</source>
        <translation>保存在系统钥匙串</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>口令</translation>
    </message>
    <message>
        <source>Once more</source>
        <translation>再输一遍</translation>
    </message>
    <message>
        <source>This computer has no usable keychain: it is remembered until Lifeboat is closed, then asked for again.</source>
        <translation>本机没有可用的钥匙串：关闭 Lifeboat 之前会记住，之后需重新输入。</translation>
    </message>
    <message>
        <source>At least %1 characters</source>
        <translation>至少 %1 个字符</translation>
    </message>
</context>
<context>
    <name>Lifeboat::SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Applied at once</source>
        <translation>立即生效</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Like the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>通知</translation>
    </message>
    <message>
        <source>A run failed</source>
        <translation>任务失败</translation>
    </message>
    <message>
        <source>A host is no longer proven</source>
        <translation>主机不再是已验证可恢复</translation>
    </message>
    <message>
        <source>A restore is finished</source>
        <translation>恢复已完成</translation>
    </message>
    <message>
        <source>This desktop has no tray, so it shows none of them.</source>
        <translation>此桌面没有系统托盘，因此不会显示通知。</translation>
    </message>
</context>
<context>
    <name>Lifeboat::Shell</name>
    <message>
        <source>Folder with backup points</source>
        <translation>含有备份点的文件夹</translation>
    </message>
    <message>
        <source>Runbook of this point</source>
        <translation>此备份点的操作手册</translation>
    </message>
    <message>
        <source>Report of what was compared</source>
        <translation>比对报告</translation>
    </message>
    <message>
        <source>checking %1 hosts…</source>
        <translation>正在检查 %1 台主机…</translation>
    </message>
    <message>
        <source>%1 hosts checked at %2, nothing is wrong</source>
        <translation>%2 已检查 %1 台主机，未发现问题</translation>
    </message>
    <message>
        <source>%1 hosts checked at %2, something is wrong with %3</source>
        <translation>%2 已检查 %1 台主机，其中 %3 台有问题</translation>
    </message>
    <message>
        <source>Add host…</source>
        <translation>添加主机…</translation>
    </message>
    <message>
        <source>Use another vault…</source>
        <translation>使用其他备份库…</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>重新查看</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>All keys</source>
        <translation>所有快捷键</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Back up %1…</source>
        <translation>备份 %1…</translation>
    </message>
    <message>
        <source>Hosts: %1 · need attention: %2</source>
        <translation>主机 %1 台 · 需要处理 %2 台</translation>
    </message>
    <message>
        <source>Lifeboat goes on in the tray until its runs have ended and you quit it.</source>
        <translation>Lifeboat 在系统托盘中继续，直到任务结束且您退出为止。</translation>
    </message>
    <message>
        <source>Drill on %1…</source>
        <translation>在 %1 上恢复演练…</translation>
    </message>
    <message>
        <source>Restore %1…</source>
        <translation>恢复 %1…</translation>
    </message>
</context>
<context>
    <name>Lifeboat::ShortcutsDialog</name>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Fleet, points, runs, settings</source>
        <translation>主机总览、备份点、任务执行、设置</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>重新检查</translation>
    </message>
    <message>
        <source>Find on the page</source>
        <translation>在页面中查找</translation>
    </message>
    <message>
        <source>Back up the chosen host</source>
        <translation>备份所选主机</translation>
    </message>
    <message>
        <source>Restore the chosen point</source>
        <translation>恢复所选备份点</translation>
    </message>
    <message>
        <source>Open the chosen row</source>
        <translation>打开所选行</translation>
    </message>
    <message>
        <source>What can be done with the chosen row</source>
        <translation>所选行可用的操作</translation>
    </message>
    <message>
        <source>Month before and after</source>
        <translation>上个月、下个月</translation>
    </message>
    <message>
        <source>Today, in the calendar</source>
        <translation>日历中回到今天</translation>
    </message>
    <message>
        <source>Copy the chosen rows</source>
        <translation>复制所选行</translation>
    </message>
    <message>
        <source>Close what is on top, never a run</source>
        <translation>关闭最上层窗口，不会停止任务</translation>
    </message>
    <message>
        <source>This list</source>
        <translation>此列表</translation>
    </message>
    <message>
        <source>Find hosts, points, runs and actions</source>
        <translation>查找主机、备份点、任务和操作</translation>
    </message>
    <message>
        <source>Help for where you are</source>
        <translation>当前位置的帮助</translation>
    </message>
</context>
<context>
    <name>Lifeboat::SignInPage</name>
    <message>
        <source>Sign-in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>How to sign in?</source>
        <translation>如何登录？</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>Private key</source>
        <translation>私钥</translation>
    </message>
    <message>
        <source>Private key (may stay empty)</source>
        <translation>私钥（可留空）</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Choose a private key</source>
        <translation>选择私钥</translation>
    </message>
    <message>
        <source>This login needs sudo for Docker</source>
        <translation>此登录使用 Docker 需要 sudo</translation>
    </message>
    <message>
        <source>Passwords and passphrases are asked for when the host wants them. They are kept only in the system&apos;s keychain, and only if you say so.</source>
        <translation>主机需要时才会询问密码和口令。仅在您同意时保存，且只保存在系统钥匙串中。</translation>
    </message>
    <message>
        <source>Signing in</source>
        <translation>正在登录</translation>
    </message>
    <message>
        <source>The SSH agent&apos;s keys and your usual ones are tried first, then this key, then a password.</source>
        <translation>依次尝试 ssh-agent 中的密钥和常用密钥、此密钥，最后是密码。</translation>
    </message>
</context>
<context>
    <name>Lifeboat::StepDialog</name>
    <message>
        <source>Back</source>
        <translation>上一步</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Steps, %1 of %2: %3</source>
        <translation>步骤 %1 / %2：%3</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>Lifeboat::StepModel</name>
    <message>
        <source>%1: expected %2, found %3</source>
        <translation>%1：预期 %2，实际 %3</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>用时</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>字节数</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>速率</translation>
    </message>
</context>
<context>
    <name>Lifeboat::Tray</name>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Back up now…</source>
        <translation>立即备份…</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
</context>
<context>
    <name>Lifeboat::TrendChart</name>
    <message>
        <source>Not enough days with points yet</source>
        <translation>有备份点的天数还不够</translation>
    </message>
</context>
<context>
    <name>Lifeboat::TypedName</name>
    <message>
        <source>Name of the host</source>
        <translation>主机名</translation>
    </message>
    <message>
        <source>Type the host&apos;s name to go on: %1</source>
        <translation>输入主机名以继续：%1</translation>
    </message>
</context>
<context>
    <name>Route</name>
    <message>
        <source>From vault %1</source>
        <translation>来自备份库 %1</translation>
    </message>
    <message>
        <source>Point %1</source>
        <translation>备份点 %1</translation>
    </message>
    <message>
        <source>Taken on %1, project %2</source>
        <translation>取自 %1，项目 %2</translation>
    </message>
    <message>
        <source>Proven on %1</source>
        <translation>%1 已验证可恢复</translation>
    </message>
    <message>
        <source>Not proven yet</source>
        <translation>尚未验证可恢复</translation>
    </message>
    <message>
        <source>To host</source>
        <translation>恢复到主机</translation>
    </message>
    <message>
        <source>The host that the point came from</source>
        <translation>备份点的来源主机</translation>
    </message>
    <message>
        <source>Another host than the point came from</source>
        <translation>并非备份点的来源主机</translation>
    </message>
    <message>
        <source>To a throw-away place on</source>
        <translation>到临时环境，位于</translation>
    </message>
    <message>
        <source>Removed again; nothing in service is touched</source>
        <translation>之后删除；不触碰正在服务的内容</translation>
    </message>
    <message>
        <source>To an empty host</source>
        <translation>到空主机</translation>
    </message>
    <message>
        <source>Refused when it holds a deployment</source>
        <translation>已有部署时会被拒绝</translation>
    </message>
</context>
<context>
    <name>Status</name>
    <message>
        <source>OK</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>执行中</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>Interrupted</source>
        <translation>已中断</translation>
    </message>
    <message>
        <source>Skipped</source>
        <translation>已跳过</translation>
    </message>
    <message>
        <source>Not there</source>
        <translation>不存在</translation>
    </message>
</context>
<context>
    <name>Text</name>
    <message>
        <source>“%1” is not an address.</source>
        <translation>“%1”不是有效地址。</translation>
    </message>
    <message>
        <source>Write it as [USER@]ADDRESS[:PORT], an IPv6 address with a port as [ADDRESS]:PORT.</source>
        <translation>请写成 [USER@]ADDRESS[:PORT]；带端口的 IPv6 地址写成 [ADDRESS]:PORT。</translation>
    </message>
    <message>
        <source>A stored host has no name or no id.</source>
        <translation>已保存的某台主机缺少名称或标识。</translation>
    </message>
    <message>
        <source>The manifest is damaged at &quot;%1&quot;.</source>
        <translation>清单在“%1”处损坏。</translation>
    </message>
    <message>
        <source>Use another backup point, or another copy of this one.</source>
        <translation>请使用其他备份点，或此备份点的其他副本。</translation>
    </message>
    <message>
        <source>The backup point was written by a newer Lifeboat.</source>
        <translation>此备份点由更新版本的 Lifeboat 写入。</translation>
    </message>
    <message>
        <source>Install the current version of Lifeboat.</source>
        <translation>请安装 Lifeboat 的最新版本。</translation>
    </message>
    <message>
        <source>Read %1 again</source>
        <translation>重新读取 %1</translation>
    </message>
    <message>
        <source>Read %1 to its end with pg_restore</source>
        <translation>用 pg_restore 完整读取 %1</translation>
    </message>
    <message>
        <source>Dump database “%1”</source>
        <translation>导出数据库“%1”</translation>
    </message>
    <message>
        <source>Save the roles of %1</source>
        <translation>保存 %1 的角色</translation>
    </message>
    <message>
        <source>Lock the tables of “%1” against changes of their structure</source>
        <translation>锁定“%1”的表，防止结构变更</translation>
    </message>
    <message>
        <source>Fix the moment of “%1”</source>
        <translation>固定“%1”的时刻</translation>
    </message>
    <message>
        <source>Note the sequences of “%1”</source>
        <translation>记录“%1”的序列</translation>
    </message>
    <message>
        <source>Take the fingerprint of “%1”</source>
        <translation>获取“%1”的数据指纹</translation>
    </message>
    <message>
        <source>Release “%1”</source>
        <translation>释放“%1”</translation>
    </message>
    <message>
        <source>Restore “%1”</source>
        <translation>恢复“%1”</translation>
    </message>
    <message>
        <source>Set up “%1” as it was</source>
        <translation>按原样设置“%1”</translation>
    </message>
    <message>
        <source>Compare “%1” with its fingerprint</source>
        <translation>将“%1”与其数据指纹比对</translation>
    </message>
    <message>
        <source>Remove the throw-away server of %1</source>
        <translation>移除 %1 的临时服务器</translation>
    </message>
    <message>
        <source>Start a throw-away server of %1</source>
        <translation>启动 %1 的临时服务器</translation>
    </message>
    <message>
        <source>Create the roles</source>
        <translation>创建角色</translation>
    </message>
    <message>
        <source>Create an empty database for “%1”</source>
        <translation>为“%1”创建空数据库</translation>
    </message>
    <message>
        <source>Create the missing roles: %1</source>
        <translation>创建缺少的角色：%1</translation>
    </message>
    <message>
        <source>Note that databases are made beside those of %1</source>
        <translation>登记将在 %1 旁边创建的数据库</translation>
    </message>
    <message>
        <source>Drop what was half prepared beside %1</source>
        <translation>删除 %1 旁边未准备完的数据</translation>
    </message>
    <message>
        <source>Let the host know what to drop if this does not end well</source>
        <translation>告知主机：若未正常结束应删除哪些数据</translation>
    </message>
    <message>
        <source>Create an empty database beside “%1”</source>
        <translation>在“%1”旁边创建空数据库</translation>
    </message>
    <message>
        <source>Drop “%1”</source>
        <translation>删除“%1”</translation>
    </message>
    <message>
        <source>PostgreSQL</source>
        <translation>PostgreSQL</translation>
    </message>
    <message>
        <source>PGVector</source>
        <translation>PGVector</translation>
    </message>
    <message>
        <source>Hold what uses the databases: %1</source>
        <translation>暂停使用这些数据库的服务：%1</translation>
    </message>
    <message>
        <source>From here on the host completes the switch even without us</source>
        <translation>从此刻起，即使本机断开，主机也会完成切换</translation>
    </message>
    <message>
        <source>Exchange the databases of %1 by their names</source>
        <translation>按名称交换 %1 的数据库</translation>
    </message>
    <message>
        <source>Take it back when it cannot be completed</source>
        <translation>无法完成时退回</translation>
    </message>
    <message>
        <source>Release what was held</source>
        <translation>恢复被暂停的服务</translation>
    </message>
    <message>
        <source>Restart what keeps data of the former databases in memory: %1</source>
        <translation>重启内存中仍有原数据库数据的服务：%1</translation>
    </message>
    <message>
        <source>What is in service now stays on the host as the safety copy of run %1.</source>
        <translation>当前服务的数据作为任务 %1 的安全副本保留在主机上。</translation>
    </message>
    <message>
        <source>What was written since the cut-over of run %1 stays on the host beside the former databases.</source>
        <translation>任务 %1 切换之后写入的数据保留在主机上，位于原数据库旁边。</translation>
    </message>
    <message>
        <source>After this the restore of run %1 cannot be undone or repeated from what is on the host.</source>
        <translation>此后，任务 %1 的恢复无法再用主机上的数据撤销或重做。</translation>
    </message>
    <message>
        <source>The vault has %1 free, the databases take %2; dumps are smaller, but it may not be enough.</source>
        <translation>备份库剩余 %1，数据库占用 %2；导出文件会更小，但仍可能不够。</translation>
    </message>
    <message>
        <source>Nothing of what was selected is on %1.</source>
        <translation>所选内容在 %1 上均不存在。</translation>
    </message>
    <message>
        <source>%1 has no %2 whose tools could read the artifacts.</source>
        <translation>%1 上没有 %2，无法用其工具读取制品。</translation>
    </message>
    <message>
        <source>%1 has not the image that the point was made with: %2.</source>
        <translation>%1 上没有生成此备份点所用的镜像：%2。</translation>
    </message>
    <message>
        <source>Load that image on the host, or drill on a host that has it (--on).</source>
        <translation>请在主机上加载该镜像，或在已有该镜像的主机上演练（--on）。</translation>
    </message>
    <message>
        <source>No PostgreSQL server of BK-Lite runs on %1.</source>
        <translation>%1 上没有运行中的 BK-Lite PostgreSQL 服务器。</translation>
    </message>
    <message>
        <source>Start it on the host (docker start) and look at its log when it does not stay.</source>
        <translation>请在主机上启动它（docker start）；若无法保持运行，请查看其日志。</translation>
    </message>
    <message>
        <source>%1: the container %2 is not running, it is “%3”.</source>
        <translation>%1：容器 %2 未运行，状态为“%3”。</translation>
    </message>
    <message>
        <source>Start it on the host: docker start %1</source>
        <translation>在主机上启动：docker start %1</translation>
    </message>
    <message>
        <source>%1: the server in container %2 does not answer.</source>
        <translation>%1：容器 %2 中的服务器无响应。</translation>
    </message>
    <message>
        <source>Look at its log on the host: docker logs %1</source>
        <translation>在主机上查看其日志：docker logs %1</translation>
    </message>
    <message>
        <source>The point %1 holds no %2.</source>
        <translation>备份点 %1 中没有 %2。</translation>
    </message>
    <message>
        <source>`point show` lists what it holds.</source>
        <translation>“point show”可列出其内容。</translation>
    </message>
    <message>
        <source>The point %1 holds nothing that this version restores.</source>
        <translation>备份点 %1 中没有此版本可恢复的内容。</translation>
    </message>
    <message>
        <source>Restore on the primary; the standby follows.</source>
        <translation>请在主库上恢复，备库会随之同步。</translation>
    </message>
    <message>
        <source>Start the server with the image that the point names: %1</source>
        <translation>请用备份点记录的镜像启动服务器：%1</translation>
    </message>
    <message>
        <source>Make room on the host, or drop safety copies that are no longer needed (accept).</source>
        <translation>请在主机上腾出空间，或删除不再需要的安全副本（accept）。</translation>
    </message>
    <message>
        <source>The point comes from another machine: %1, not %2.</source>
        <translation>此备份点来自另一台机器：%1，而非 %2。</translation>
    </message>
    <message>
        <source>%1 runs another image than the point was made with: %2.</source>
        <translation>%1 运行的镜像与生成备份点时的不同：%2。</translation>
    </message>
    <message>
        <source>%1: these roles are missing and will be created as they were: %2.</source>
        <translation>%1：缺少以下角色，将按原样创建：%2。</translation>
    </message>
    <message>
        <source>%1 has no %2 to restore into.</source>
        <translation>%1 上没有可恢复到的 %2。</translation>
    </message>
    <message>
        <source>%1: the point needs roles that %2 lacks: %3.</source>
        <translation>%1：备份点需要 %2 上没有的角色：%3。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is in use by %2, process %3 on %4, since %5.</source>
        <translation>“%1”正被 %2 使用（%4 上的进程 %3），始于 %5。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is in use by another program.</source>
        <translation>“%1”正被另一程序使用。</translation>
    </message>
    <message>
        <source>Wait until it is done, or end it there.</source>
        <translation>请等待其完成，或在那里结束它。</translation>
    </message>
    <message>
        <source>Database “%1” refused a statement.</source>
        <translation>数据库“%1”拒绝了一条语句。</translation>
    </message>
    <message>
        <source>The database server in container %1 is older than PostgreSQL 14.</source>
        <translation>容器 %1 中的数据库服务器早于 PostgreSQL 14。</translation>
    </message>
    <message>
        <source>The connection to database “%1” was closed by a cancel.</source>
        <translation>与数据库“%1”的连接因取消而关闭。</translation>
    </message>
    <message>
        <source>There is no connection to database “%1”.</source>
        <translation>没有与数据库“%1”的连接。</translation>
    </message>
    <message>
        <source>The disk is full: &quot;%1&quot;.</source>
        <translation>磁盘已满：“%1”。</translation>
    </message>
    <message>
        <source>Free space on it, or choose another vault.</source>
        <translation>请腾出空间，或选择其他备份库。</translation>
    </message>
    <message>
        <source>Your quota on the disk is used up: &quot;%1&quot;.</source>
        <translation>您的磁盘配额已用完：“%1”。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is too large for this file system.</source>
        <translation>“%1”超出此文件系统的大小限制。</translation>
    </message>
    <message>
        <source>FAT32 takes files up to 4 GiB. Choose a vault on another file system.</source>
        <translation>FAT32 的单个文件最大 4 GiB。请选择其他文件系统上的备份库。</translation>
    </message>
    <message>
        <source>The disk is read-only: &quot;%1&quot;.</source>
        <translation>磁盘为只读：“%1”。</translation>
    </message>
    <message>
        <source>Mount it writable, or choose another vault.</source>
        <translation>请以可写方式挂载，或选择其他备份库。</translation>
    </message>
    <message>
        <source>No permission for &quot;%1&quot;.</source>
        <translation>没有“%1”的权限。</translation>
    </message>
    <message>
        <source>Check owner and permissions of the folder.</source>
        <translation>请检查文件夹的所有者和权限。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; exists already.</source>
        <translation>“%1”已存在。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not there, or not any more.</source>
        <translation>“%1”不存在，或已不存在。</translation>
    </message>
    <message>
        <source>Is the drive or the network folder still there?</source>
        <translation>驱动器或网络文件夹是否仍在？</translation>
    </message>
    <message>
        <source>The network folder does not answer: &quot;%1&quot;.</source>
        <translation>网络文件夹无响应：“%1”。</translation>
    </message>
    <message>
        <source>Check the network and the server, and mount it again.</source>
        <translation>请检查网络和服务器，然后重新挂载。</translation>
    </message>
    <message>
        <source>The drive reports an error at &quot;%1&quot;.</source>
        <translation>驱动器在“%1”处报告错误。</translation>
    </message>
    <message>
        <source>Check the drive and its cable before you trust any backup on it.</source>
        <translation>在信任其上的备份之前，请检查驱动器及其线缆。</translation>
    </message>
    <message>
        <source>The name is too long for this file system: &quot;%1&quot;.</source>
        <translation>名称超出此文件系统的长度限制：“%1”。</translation>
    </message>
    <message>
        <source>The folder is not empty: &quot;%1&quot;.</source>
        <translation>文件夹不为空：“%1”。</translation>
    </message>
    <message>
        <source>The file system refused &quot;%1&quot;.</source>
        <translation>文件系统拒绝了“%1”。</translation>
    </message>
    <message>
        <source>Check that the container is running and its server answers.</source>
        <translation>请检查容器是否在运行、其服务器是否有响应。</translation>
    </message>
    <message>
        <source>There is no usable keychain on this desktop.</source>
        <translation>此桌面上没有可用的钥匙串。</translation>
    </message>
    <message>
        <source>Passwords are asked for each time, or read from file descriptors. On Linux a keychain needs libsecret and a running secret service.</source>
        <translation>每次询问密码，或从文件描述符读取。在 Linux 上，钥匙串需要 libsecret 和运行中的 Secret Service。</translation>
    </message>
    <message>
        <source>A private socket for the way to the database cannot be made.</source>
        <translation>无法创建通往数据库的私有套接字。</translation>
    </message>
    <message>
        <source>Check the folder for temporary files.</source>
        <translation>请检查临时文件目录。</translation>
    </message>
    <message>
        <source>Cancel what runs, and quit?</source>
        <translation>取消正在执行的任务并退出？</translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) end when Lifeboat ends. Each is stopped on its host first; the host stays as it was, older points stay.</source>
        <translation>
            <numerusform>Lifeboat 退出时，%n 个任务会结束。每个任务先在其主机上停止；主机保持原状，已有备份点保留。</numerusform>
        </translation>
    </message>
    <message>
        <source>Cancel runs and quit</source>
        <translation>取消任务并退出</translation>
    </message>
    <message>
        <source>Keep open</source>
        <translation>保持打开</translation>
    </message>
    <message>
        <source>Remove %1 from the list?</source>
        <translation>从列表中移除 %1？</translation>
    </message>
    <message>
        <source>Its points stay in the vault and its passwords leave the keychain. Nothing on the host changes.</source>
        <translation>其备份点保留在备份库中，密码将从钥匙串删除。主机不会改变。</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Drill on %1?</source>
        <translation>在 %1 上进行恢复演练？</translation>
    </message>
    <message>
        <source>The point is restored into a throw-away container on the host, compared with the data fingerprint and removed. What is in service is not touched; it uses memory and disk there meanwhile.</source>
        <translation>备份点恢复到主机上的临时容器，与数据指纹比对后移除。服务中的数据不受影响；期间会占用主机的内存和磁盘。</translation>
    </message>
    <message>
        <source>Drill</source>
        <translation>恢复演练</translation>
    </message>
    <message>
        <source>%1 is not on the list of hosts any more.</source>
        <translation>%1 已不在主机列表中。</translation>
    </message>
    <message>
        <source>Add it again to go on with its runs.</source>
        <translation>重新添加后才能继续处理其任务。</translation>
    </message>
    <message>
        <source>Undo the restore of %1?</source>
        <translation>撤销 %1 的恢复？</translation>
    </message>
    <message>
        <source>The databases from before serve again within seconds. What was written since stays on the host as a copy.</source>
        <translation>之前的数据库将在数秒内重新提供服务。之后写入的数据作为副本保留在主机上。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Drop the safety copies on %1?</source>
        <translation>删除 %1 上的安全副本？</translation>
    </message>
    <message>
        <source>What was there before the restore is removed from the host. Undo is not possible after it.</source>
        <translation>恢复之前的数据将从主机上删除，此后无法撤销。</translation>
    </message>
    <message>
        <source>Drop the safety copies</source>
        <translation>删除安全副本</translation>
    </message>
    <message>
        <source>Discard what was prepared on %1?</source>
        <translation>丢弃 %1 上已准备的数据？</translation>
    </message>
    <message>
        <source>What lies beside what is in service is removed from the host. What serves is not touched; the point stays in the vault.</source>
        <translation>服务数据旁边的内容将从主机上删除。服务中的数据不受影响，备份点保留在备份库中。</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>丢弃</translation>
    </message>
    <message>
        <source>Cancel the run on %1?</source>
        <translation>取消 %1 上的任务？</translation>
    </message>
    <message>
        <source>It stops on the host within seconds, and the host is left as it was. Points that are complete stay.</source>
        <translation>任务将在数秒内在主机上停止，主机恢复原状。已完成的备份点保留。</translation>
    </message>
    <message>
        <source>Cancel run</source>
        <translation>取消任务</translation>
    </message>
    <message>
        <source>Keep running</source>
        <translation>继续执行</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>备份</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>校验</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Cut over</source>
        <translation>切换</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>接受</translation>
    </message>
    <message>
        <source>Backup of %1</source>
        <translation>%1 的备份</translation>
    </message>
    <message>
        <source>Verify of a point of %1</source>
        <translation>%1 备份点的校验</translation>
    </message>
    <message>
        <source>Drill on %1</source>
        <translation>在 %1 上恢复演练</translation>
    </message>
    <message>
        <source>Restore on %1</source>
        <translation>%1 上的恢复</translation>
    </message>
    <message>
        <source>Cut over %1</source>
        <translation>切换 %1</translation>
    </message>
    <message>
        <source>Undo on %1</source>
        <translation>%1 上的撤销</translation>
    </message>
    <message>
        <source>Dropping the safety copies on %1</source>
        <translation>删除 %1 上的安全副本</translation>
    </message>
    <message>
        <source>Discarding what was prepared on %1</source>
        <translation>丢弃 %1 上已准备的数据</translation>
    </message>
    <message>
        <source>OK: every artifact was read again and is complete.</source>
        <translation>正常：所有制品均已重新读取且完整。</translation>
    </message>
    <message>
        <source>Proven: restored into a throw-away place and equal to the data fingerprint.</source>
        <translation>已验证可恢复：恢复到临时环境，与数据指纹一致。</translation>
    </message>
    <message>
        <source>Prepared beside what is in service, and equal to the data fingerprint.</source>
        <translation>已在服务数据旁边准备好，与数据指纹一致。</translation>
    </message>
    <message>
        <source>Done.</source>
        <translation>已完成。</translation>
    </message>
    <message>
        <source>Running in another program.</source>
        <translation>正在另一程序中执行。</translation>
    </message>
    <message>
        <source>Cancelled; the host is as it was.</source>
        <translation>已取消；主机保持原状。</translation>
    </message>
    <message>
        <source>Not equal: %1: expected %2, found %3.</source>
        <translation>不一致：%1：预期 %2，实际 %3。</translation>
    </message>
    <message>
        <source>It did not succeed.</source>
        <translation>未成功。</translation>
    </message>
    <message>
        <source>Prepared on the host; what is in service is untouched.</source>
        <translation>已在主机上准备好；服务中的数据未受影响。</translation>
    </message>
    <message>
        <source>In service. What was there before is kept on the host as the safety copy; undo brings it back.</source>
        <translation>已提供服务。之前的数据作为安全副本保留在主机上，可撤销恢复。</translation>
    </message>
    <message>
        <source>Undone: what was there before serves again.</source>
        <translation>已撤销：之前的数据重新提供服务。</translation>
    </message>
    <message>
        <source>Accepted: the safety copies are gone.</source>
        <translation>已接受：安全副本已删除。</translation>
    </message>
    <message>
        <source>Discarded: nothing of it is left on the host.</source>
        <translation>已丢弃：主机上没有残留。</translation>
    </message>
    <message>
        <source>What the guardian on the host is given beforehand</source>
        <translation>预先交给主机守护进程的内容</translation>
    </message>
    <message>
        <source>What the guardian on the host says</source>
        <translation>主机守护进程的报告</translation>
    </message>
    <message>
        <source>There is a host named “%1” already.</source>
        <translation>已有名为“%1”的主机。</translation>
    </message>
    <message>
        <source>The folder on the host has to begin with “/”: “%1”.</source>
        <translation>主机上的目录必须以“/”开头：“%1”。</translation>
    </message>
    <message>
        <source>The last run did not succeed.</source>
        <translation>上次任务未成功。</translation>
    </message>
    <message>
        <source>%1 is not in the newest point.</source>
        <translation>最新备份点中没有 %1。</translation>
    </message>
    <message>
        <source>Never backed up</source>
        <translation>从未备份</translation>
    </message>
    <message numerus="yes">
        <source>The newest point is %n day(s) old</source>
        <translation>
            <numerusform>最新备份点已有 %n 天</numerusform>
        </translation>
    </message>
    <message>
        <source>Never proven: a drill is due</source>
        <translation>从未验证可恢复：应进行恢复演练</translation>
    </message>
    <message numerus="yes">
        <source>The newest proven point is %n day(s) old</source>
        <translation>
            <numerusform>最近已验证可恢复的备份点已有 %n 天</numerusform>
        </translation>
    </message>
    <message>
        <source>A vault cannot be read</source>
        <translation>有备份库无法读取</translation>
    </message>
    <message>
        <source>Nothing was changed. `discover` lists what is there.</source>
        <translation>未作任何改动。“discover”可列出现有内容。</translation>
    </message>
    <message>
        <source>Run %1 is “%2”: this cannot be done with it now.</source>
        <translation>任务 %1 的状态为“%2”：现在不能执行此操作。</translation>
    </message>
    <message>
        <source>A name is needed.</source>
        <translation>需要名称。</translation>
    </message>
    <message>
        <source>The name “%1” begins or ends with a space.</source>
        <translation>名称“%1”以空格开头或结尾。</translation>
    </message>
    <message>
        <source>The name is too long.</source>
        <translation>名称过长。</translation>
    </message>
    <message>
        <source>The name contains a control character.</source>
        <translation>名称含有控制字符。</translation>
    </message>
    <message>
        <source>“%1” holds a host that cannot be read.</source>
        <translation>“%1”中有一台主机无法读取。</translation>
    </message>
    <message>
        <source>There is no host “%1”.</source>
        <translation>没有主机“%1”。</translation>
    </message>
    <message>
        <source>“lifeboat-cli host list” shows the hosts.</source>
        <translation>“lifeboat-cli host list”可列出主机。</translation>
    </message>
    <message>
        <source>There is a host “%1” already.</source>
        <translation>已有主机“%1”。</translation>
    </message>
    <message>
        <source>There is no vault yet.</source>
        <translation>尚无备份库。</translation>
    </message>
    <message>
        <source>“lifeboat-cli vault add FOLDER” makes one.</source>
        <translation>“lifeboat-cli vault add FOLDER”可创建备份库。</translation>
    </message>
    <message>
        <source>There is no vault “%1”.</source>
        <translation>没有备份库“%1”。</translation>
    </message>
    <message>
        <source>“lifeboat-cli vault list” shows the vaults.</source>
        <translation>“lifeboat-cli vault list”可列出备份库。</translation>
    </message>
    <message>
        <source>There is a vault “%1” already.</source>
        <translation>已有备份库“%1”。</translation>
    </message>
    <message>
        <source>This vault is known already as “%1”.</source>
        <translation>此备份库已以“%1”之名登记。</translation>
    </message>
    <message>
        <source>Cannot write %1.</source>
        <translation>无法写入 %1。</translation>
    </message>
    <message>
        <source>Password of %1</source>
        <translation>%1 的密码</translation>
    </message>
    <message>
        <source>Passphrase of the key %1</source>
        <translation>密钥 %1 的口令</translation>
    </message>
    <message>
        <source>Password of the jump host %1</source>
        <translation>跳板机 %1 的密码</translation>
    </message>
    <message>
        <source>Password for sudo of %1</source>
        <translation>%1 的 sudo 密码</translation>
    </message>
    <message>
        <source>%1 asks: %2</source>
        <translation>%1 询问：%2</translation>
    </message>
    <message>
        <source>The file descriptor %1 cannot be read.</source>
        <translation>无法读取文件描述符 %1。</translation>
    </message>
    <message>
        <source>Open it in the shell, as in --password-fd 3 3&lt;FILE.</source>
        <translation>请在 shell 中打开它，例如 --password-fd 3 3&lt;FILE。</translation>
    </message>
    <message>
        <source>The file descriptor %1 ended before a line.</source>
        <translation>文件描述符 %1 未满一行即结束。</translation>
    </message>
    <message>
        <source>Cannot write “%1”.</source>
        <translation>无法写入“%1”。</translation>
    </message>
    <message>
        <source>Look at the permissions and the free space of its folder.</source>
        <translation>请检查其文件夹的权限和剩余空间。</translation>
    </message>
    <message>
        <source>%1, process %2 on %3, works on this run now.</source>
        <translation>%1（%3 上的进程 %2）正在处理此任务。</translation>
    </message>
    <message>
        <source>Wait until it is done, or cancel it there.</source>
        <translation>请等待其完成，或在那里取消。</translation>
    </message>
    <message>
        <source>There is no run “%1”.</source>
        <translation>没有任务“%1”。</translation>
    </message>
    <message>
        <source>“lifeboat-cli runs” shows the runs.</source>
        <translation>“lifeboat-cli runs”可列出任务。</translation>
    </message>
    <message>
        <source>Cannot read “%1”.</source>
        <translation>无法读取“%1”。</translation>
    </message>
    <message>
        <source>The record of a run is damaged: “%1”.</source>
        <translation>任务记录已损坏：“%1”。</translation>
    </message>
    <message>
        <source>The program that ran it ended in the middle.</source>
        <translation>执行它的程序中途退出。</translation>
    </message>
    <message>
        <source>The next run on this host puts in order what is left.</source>
        <translation>此主机上的下一个任务会整理遗留内容。</translation>
    </message>
    <message>
        <source>No restore has safety copies now.</source>
        <translation>目前没有恢复任务保留安全副本。</translation>
    </message>
    <message>
        <source>The run “%1” is not running.</source>
        <translation>任务“%1”未在执行。</translation>
    </message>
    <message>
        <source>Its container %1 is not running, it is “%2”.</source>
        <translation>其容器 %1 未运行，状态为“%2”。</translation>
    </message>
    <message>
        <source>The server in %1 does not answer.</source>
        <translation>%1 中的服务器无响应。</translation>
    </message>
    <message>
        <source>PostgreSQL %1, %2 databases</source>
        <translation>PostgreSQL %1，%2 个数据库</translation>
    </message>
    <message>
        <source>No run is under way.</source>
        <translation>没有正在执行的任务。</translation>
    </message>
    <message>
        <source>Run %1 of %2 is under way.</source>
        <translation>%2 的任务 %1 正在执行。</translation>
    </message>
    <message>
        <source>Wait for its end, or cancel it where it was started.</source>
        <translation>请等待其结束，或在启动它的地方取消。</translation>
    </message>
    <message>
        <source>Run %1 of %2 was interrupted.</source>
        <translation>%2 的任务 %1 已中断。</translation>
    </message>
    <message>
        <source>The next run on this host puts it in order first.</source>
        <translation>此主机上的下一个任务会先行整理。</translation>
    </message>
    <message>
        <source>Signed in to %1.</source>
        <translation>已登录 %1。</translation>
    </message>
    <message>
        <source>Engine %1</source>
        <translation>引擎 %1</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <translation>%1，位于 %2</translation>
    </message>
    <message>
        <source>The run was interrupted; the host put itself in order: %1</source>
        <translation>任务已中断；主机已自行恢复：%1</translation>
    </message>
    <message>
        <source>Run %1 of %2 was interrupted on this host; putting it in order first.</source>
        <translation>%2 的任务 %1 在此主机上中断；先行整理。</translation>
    </message>
    <message>
        <source>“%1” cannot be read. It was left as it is.</source>
        <translation>“%1”无法读取，已保持原样。</translation>
    </message>
    <message>
        <source>Mend it, or move it away to begin anew.</source>
        <translation>请修复它，或移走后重新开始。</translation>
    </message>
    <message>
        <source>“%1” was written by a newer Lifeboat. It was left as it is.</source>
        <translation>“%1”由更新版本的 Lifeboat 写入，已保持原样。</translation>
    </message>
    <message>
        <source>Use that version, or a newer one.</source>
        <translation>请使用该版本或更新版本。</translation>
    </message>
    <message>
        <source>The settings are in use by %1, process %2 on %3.</source>
        <translation>设置正被 %1 使用（%3 上的进程 %2）。</translation>
    </message>
    <message>
        <source>Wait until it is done, or end that program.</source>
        <translation>请等待其完成，或结束该程序。</translation>
    </message>
    <message>
        <source>This login may not use docker.</source>
        <translation>此登录无权使用 docker。</translation>
    </message>
    <message>
        <source>Add it to the group docker on the host, or let Lifeboat use sudo (--sudo).</source>
        <translation>请在主机上将其加入 docker 组，或让 Lifeboat 使用 sudo（--sudo）。</translation>
    </message>
    <message>
        <source>There is no docker on the host.</source>
        <translation>主机上没有 docker。</translation>
    </message>
    <message>
        <source>BK-Lite runs in docker: is this the right host?</source>
        <translation>BK-Lite 运行在 docker 中：这是正确的主机吗？</translation>
    </message>
    <message>
        <source>The docker engine on the host does not answer.</source>
        <translation>主机上的 docker 引擎无响应。</translation>
    </message>
    <message>
        <source>Look at it on the host: systemctl status docker</source>
        <translation>在主机上查看：systemctl status docker</translation>
    </message>
    <message>
        <source>The host has Compose %1, which BK-Lite cannot have been installed with.</source>
        <translation>主机上是 Compose %1，BK-Lite 不可能由它安装。</translation>
    </message>
    <message>
        <source>Install Compose v2 (2.27 or later), as BK-Lite&apos;s installer asks.</source>
        <translation>请按 BK-Lite 安装程序的要求安装 Compose v2（2.27 或更高）。</translation>
    </message>
    <message>
        <source>There is no Docker Compose on the host.</source>
        <translation>主机上没有 Docker Compose。</translation>
    </message>
    <message>
        <source>Install Compose v2 as docker&apos;s plugin or as docker-compose.</source>
        <translation>请安装 Compose v2（docker 插件或 docker-compose）。</translation>
    </message>
    <message>
        <source>The PostgreSQL server in %1 did not answer: %2</source>
        <translation>%1 中的 PostgreSQL 服务器无响应：%2</translation>
    </message>
    <message>
        <source>BK-Lite&apos;s own data are in an external database (%1): back it up with its own tools.</source>
        <translation>BK-Lite 自身数据在外部数据库（%1）中：请用其自有工具备份。</translation>
    </message>
    <message>
        <source>%1 is a standby: it can be backed up, not restored into.</source>
        <translation>%1 是备库：可以备份，不能恢复到其中。</translation>
    </message>
    <message>
        <source>The data of %1 lie in an anonymous volume: `compose down` loses them.</source>
        <translation>%1 的数据在匿名卷中：“compose down”会丢失它们。</translation>
    </message>
    <message>
        <source>Made by Lifeboat in %1: %2</source>
        <translation>由 Lifeboat 在 %1 中创建：%2</translation>
    </message>
    <message>
        <source>It allows no connections in %1.</source>
        <translation>它在 %1 中不允许连接。</translation>
    </message>
    <message>
        <source>%1 does not begin as a file of its kind.</source>
        <translation>%1 的开头不符合其文件类型。</translation>
    </message>
    <message>
        <source>%1 is incomplete: its end is missing.</source>
        <translation>%1 不完整：缺少结尾。</translation>
    </message>
    <message>
        <source>%1 is not what was written: its hash differs.</source>
        <translation>%1 与写入内容不符：哈希不同。</translation>
    </message>
    <message>
        <source>%1 has %2 instead of %3.</source>
        <translation>%1 为 %2，应为 %3。</translation>
    </message>
    <message>
        <source>Use another point, or another copy of this one.</source>
        <translation>请使用其他备份点，或此备份点的其他副本。</translation>
    </message>
    <message>
        <source>No containers belong to a compose project in %1.</source>
        <translation>没有容器属于 %1 中的 compose 项目。</translation>
    </message>
    <message>
        <source>Nothing is deployed on this host.</source>
        <translation>此主机上没有部署任何内容。</translation>
    </message>
    <message>
        <source>Projects on this host are in: %1</source>
        <translation>此主机上的项目位于：%1</translation>
    </message>
    <message>
        <source>There is no compose project on the host.</source>
        <translation>主机上没有 compose 项目。</translation>
    </message>
    <message>
        <source>There are several compose projects on the host: %1</source>
        <translation>主机上有多个 compose 项目：%1</translation>
    </message>
    <message>
        <source>Name the directory of BK-Lite (--dir).</source>
        <translation>请指定 BK-Lite 的目录（--dir）。</translation>
    </message>
    <message>
        <source>The plan names %1, which the host cannot be given.</source>
        <translation>计划中的 %1 无法交给主机。</translation>
    </message>
    <message>
        <source>The guardian could not be started on the host.</source>
        <translation>无法在主机上启动守护进程。</translation>
    </message>
    <message>
        <source>%1 on the host did not end within %2.</source>
        <translation>主机上的 %1 未在 %2内结束。</translation>
    </message>
    <message>
        <source>%1 failed on the host with exit status %2.</source>
        <translation>%1 在主机上失败，退出状态 %2。</translation>
    </message>
    <message>
        <source>This host is in use by %1 (run %2).</source>
        <translation>此主机正被 %1 使用（任务 %2）。</translation>
    </message>
    <message>
        <source>Try again when that run has ended.</source>
        <translation>请在该任务结束后重试。</translation>
    </message>
    <message>
        <source>The run %1 of %2 was interrupted and left this host unfinished.</source>
        <translation>%2 的任务 %1 已中断，此主机处于未完成状态。</translation>
    </message>
    <message>
        <source>Put the host in order first, signed in as %1.</source>
        <translation>请先以 %1 登录整理此主机。</translation>
    </message>
    <message>
        <source>The host cannot record the point of no return.</source>
        <translation>主机无法记录不可返回点。</translation>
    </message>
    <message>
        <source>Look whether its disk is full.</source>
        <translation>请检查其磁盘是否已满。</translation>
    </message>
    <message>
        <source>Database “%1” is not what the point says: %n things differ.</source>
        <translation>数据库“%1”与备份点记录不符：%n 处不同。</translation>
    </message>
    <message>
        <source>Look at the differences; nothing in service was changed.</source>
        <translation>请查看差异；服务中的数据未改变。</translation>
    </message>
    <message>
        <source>The connection that holds the snapshot %1 is gone.</source>
        <translation>持有快照 %1 的连接已断开。</translation>
    </message>
    <message>
        <source>The tables of database “%1” keep changing.</source>
        <translation>数据库“%1”的表结构持续变化。</translation>
    </message>
    <message>
        <source>Back up again when the migration on the host is done.</source>
        <translation>请在主机上的迁移完成后重新备份。</translation>
    </message>
    <message>
        <source>The connection to the guardian on the host was lost.</source>
        <translation>与主机守护进程的连接已断开。</translation>
    </message>
    <message>
        <source>The host puts itself in order within a minute. Look at it again then.</source>
        <translation>主机会在一分钟内自行恢复。请稍后再查看。</translation>
    </message>
    <message>
        <source>The guardian ended this run on the host: %1.</source>
        <translation>守护进程已在主机上结束此任务：%1。</translation>
    </message>
    <message>
        <source>The guardian on the host did not answer for %1.</source>
        <translation>主机守护进程已 %1无响应。</translation>
    </message>
    <message>
        <source>The guardian could not be put on the host.</source>
        <translation>无法将守护进程放到主机上。</translation>
    </message>
    <message>
        <source>It needs a folder of its own: /var/lib/lifeboat of root, else .lifeboat in the login&apos;s home.</source>
        <translation>它需要自己的目录：root 用 /var/lib/lifeboat，否则用登录用户主目录下的 .lifeboat。</translation>
    </message>
    <message>
        <source>The host could not be put in order completely.</source>
        <translation>主机未能完全恢复。</translation>
    </message>
    <message>
        <source>Mend the cause on the host, then put it in order again.</source>
        <translation>请在主机上排除原因，然后再次整理。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is closed already.</source>
        <translation>“%1”已关闭。</translation>
    </message>
    <message>
        <source>What was read back from &quot;%1&quot; is not what was written.</source>
        <translation>从“%1”读回的内容与写入的不符。</translation>
    </message>
    <message>
        <source>The disk or the network folder damages data. Check it before you trust any backup on it.</source>
        <translation>磁盘或网络文件夹会损坏数据。在信任其上的备份之前，请先检查。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not what was written when the backup was taken.</source>
        <translation>“%1”与备份时写入的内容不符。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is missing.</source>
        <translation>缺少“%1”。</translation>
    </message>
    <message>
        <source>Cannot read &quot;%1&quot;.</source>
        <translation>无法读取“%1”。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; cannot be the name of an artifact.</source>
        <translation>“%1”不能作为制品名称。</translation>
    </message>
    <message>
        <source>No free point id in &quot;%1&quot;.</source>
        <translation>“%1”中没有可用的备份点标识。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is in the backup point already, perhaps in other upper and lower case.</source>
        <translation>“%1”已在备份点中，可能只是大小写不同。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not in the backup point.</source>
        <translation>备份点中没有“%1”。</translation>
    </message>
    <message>
        <source>The manifest is of another backup point than &quot;%1&quot;.</source>
        <translation>清单属于“%1”以外的备份点。</translation>
    </message>
    <message>
        <source>The manifest names &quot;%1&quot;, which was not written so.</source>
        <translation>清单中的“%1”并非如此写入。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a file of Lifeboat&apos;s.</source>
        <translation>“%1”不是 Lifeboat 的文件。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has %2 instead of %3: it was cut or changed.</source>
        <translation>“%1”为 %2，应为 %3：已被截断或改动。</translation>
    </message>
    <message>
        <source>The manifest in &quot;%1&quot; is of another backup point.</source>
        <translation>“%1”中的清单属于另一备份点。</translation>
    </message>
    <message>
        <source>Give the folder back the name that the manifest has for it.</source>
        <translation>请将文件夹改回清单中的名称。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is damaged.</source>
        <translation>“%1”已损坏。</translation>
    </message>
    <message>
        <source>There is no backup point &quot;%1&quot;.</source>
        <translation>没有备份点“%1”。</translation>
    </message>
    <message>
        <source>The vault &quot;%1&quot; is not there.</source>
        <translation>备份库“%1”不存在。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a vault: lifeboat-vault.json is missing.</source>
        <translation>“%1”不是备份库：缺少 lifeboat-vault.json。</translation>
    </message>
    <message>
        <source>The vault &quot;%1&quot; belongs to a newer Lifeboat.</source>
        <translation>备份库“%1”属于更新版本的 Lifeboat。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is another vault than before.</source>
        <translation>“%1”已不是原来的备份库。</translation>
    </message>
    <message>
        <source>Is another drive mounted there?</source>
        <translation>那里是否挂载了另一驱动器？</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a host&apos;s id.</source>
        <translation>“%1”不是主机标识。</translation>
    </message>
    <message>
        <source>The backup point &quot;%1&quot; is pinned.</source>
        <translation>备份点“%1”已固定。</translation>
    </message>
    <message>
        <source>Unpin it first if it is really to go.</source>
        <translation>如确需删除，请先取消固定。</translation>
    </message>
    <message>
        <source>Cannot remove &quot;%1&quot; completely.</source>
        <translation>无法完全删除“%1”。</translation>
    </message>
    <message>
        <source>The backup point &quot;%1&quot; is finished and is not changed.</source>
        <translation>备份点“%1”已完成，不再改动。</translation>
    </message>
    <message>
        <source>One JSON document on stdout.</source>
        <translation>在标准输出给出一个 JSON 文档。</translation>
    </message>
    <message>
        <source>One JSON object a line, the result last.</source>
        <translation>每行一个 JSON 对象，最后是结果。</translation>
    </message>
    <message>
        <source>Only errors on stderr.</source>
        <translation>标准错误只输出错误。</translation>
    </message>
    <message>
        <source>Also every step on stderr.</source>
        <translation>标准错误还输出每个步骤。</translation>
    </message>
    <message>
        <source>Explains the command.</source>
        <translation>说明此命令。</translation>
    </message>
    <message>
        <source>Shows the version.</source>
        <translation>显示版本。</translation>
    </message>
    <message>
        <source>Folder of the compose project on the host.</source>
        <translation>主机上 compose 项目的目录。</translation>
    </message>
    <message>
        <source>A private key to sign in with.</source>
        <translation>用于登录的私钥。</translation>
    </message>
    <message>
        <source>A host on the way, in order.</source>
        <translation>途经的主机，按顺序。</translation>
    </message>
    <message>
        <source>Commands on the host need sudo.</source>
        <translation>主机上的命令需要 sudo。</translation>
    </message>
    <message>
        <source>Commands on the host need no sudo.</source>
        <translation>主机上的命令不需要 sudo。</translation>
    </message>
    <message>
        <source>A tag of hosts.</source>
        <translation>主机标签。</translation>
    </message>
    <message>
        <source>The fingerprint of a host key to accept.</source>
        <translation>要接受的主机密钥指纹。</translation>
    </message>
    <message>
        <source>Saves without connecting.</source>
        <translation>不连接，直接保存。</translation>
    </message>
    <message>
        <source>The name to give.</source>
        <translation>要使用的名称。</translation>
    </message>
    <message>
        <source>All hosts.</source>
        <translation>所有主机。</translation>
    </message>
    <message>
        <source>Only this component.</source>
        <translation>仅此组件。</translation>
    </message>
    <message>
        <source>The vault to use.</source>
        <translation>要使用的备份库。</translation>
    </message>
    <message>
        <source>How many hosts at once.</source>
        <translation>同时处理的主机数。</translation>
    </message>
    <message>
        <source>The format of database dumps.</source>
        <translation>数据库导出格式。</translation>
    </message>
    <message>
        <source>The host that lends its engine.</source>
        <translation>提供引擎的主机。</translation>
    </message>
    <message>
        <source>The host to restore to.</source>
        <translation>要恢复到的主机。</translation>
    </message>
    <message>
        <source>The host&apos;s name once more, to cut over.</source>
        <translation>再次输入主机名以切换。</translation>
    </message>
    <message>
        <source>Prepares and compares only.</source>
        <translation>仅准备并比对。</translation>
    </message>
    <message>
        <source>The language of the text.</source>
        <translation>文本语言。</translation>
    </message>
    <message>
        <source>Reads the password from this descriptor.</source>
        <translation>从此描述符读取密码。</translation>
    </message>
    <message>
        <source>Reads the key&apos;s passphrase from this descriptor.</source>
        <translation>从此描述符读取密钥口令。</translation>
    </message>
    <message>
        <source>Reads the jump host&apos;s password from this descriptor.</source>
        <translation>从此描述符读取跳板机密码。</translation>
    </message>
    <message>
        <source>Reads the password for sudo from this descriptor.</source>
        <translation>从此描述符读取 sudo 密码。</translation>
    </message>
    <message>
        <source>Connects to a host and saves it.</source>
        <translation>连接主机并保存。</translation>
    </message>
    <message>
        <source>Lists the hosts.</source>
        <translation>列出主机。</translation>
    </message>
    <message>
        <source>Shows what is saved of a host.</source>
        <translation>显示已保存的主机信息。</translation>
    </message>
    <message>
        <source>Changes what is saved of a host; an empty value clears a list.</source>
        <translation>修改已保存的主机信息；空值会清空列表。</translation>
    </message>
    <message>
        <source>Accepts the host&apos;s key if it has this fingerprint.</source>
        <translation>若主机密钥为此指纹则接受。</translation>
    </message>
    <message>
        <source>Forgets a host and its secrets; its points stay.</source>
        <translation>移除主机及其密码，备份点保留。</translation>
    </message>
    <message>
        <source>Checks what a backup needs.</source>
        <translation>检查备份所需条件。</translation>
    </message>
    <message>
        <source>Shows what is deployed on a host.</source>
        <translation>显示主机上的部署情况。</translation>
    </message>
    <message>
        <source>Makes or adds a vault.</source>
        <translation>创建或添加备份库。</translation>
    </message>
    <message>
        <source>Lists the vaults.</source>
        <translation>列出备份库。</translation>
    </message>
    <message>
        <source>Forgets a vault; its folder stays.</source>
        <translation>移除备份库，文件夹保留。</translation>
    </message>
    <message>
        <source>Shows the exact steps of a backup.</source>
        <translation>显示备份的确切步骤。</translation>
    </message>
    <message>
        <source>Shows the exact steps of a restore.</source>
        <translation>显示恢复的确切步骤。</translation>
    </message>
    <message>
        <source>Backs hosts up.</source>
        <translation>备份主机。</translation>
    </message>
    <message>
        <source>Lists the backup points.</source>
        <translation>列出备份点。</translation>
    </message>
    <message>
        <source>Shows a point.</source>
        <translation>显示一个备份点。</translation>
    </message>
    <message>
        <source>Keeps a point from being deleted.</source>
        <translation>固定备份点，防止删除。</translation>
    </message>
    <message>
        <source>Lets a point be deleted again.</source>
        <translation>取消固定，允许删除。</translation>
    </message>
    <message>
        <source>Deletes a point.</source>
        <translation>删除备份点。</translation>
    </message>
    <message>
        <source>Reads points again: hash, format, completeness.</source>
        <translation>重新读取备份点：哈希、格式、完整性。</translation>
    </message>
    <message>
        <source>Restores a point into a throw-away place and compares.</source>
        <translation>将备份点恢复到临时环境并比对。</translation>
    </message>
    <message>
        <source>Prepares beside, compares, and cuts over when equal.</source>
        <translation>在旁边准备、比对，一致时切换。</translation>
    </message>
    <message>
        <source>Brings what was prepared into service.</source>
        <translation>将准备好的数据投入服务。</translation>
    </message>
    <message>
        <source>Drops what was prepared or undone.</source>
        <translation>删除已准备或已撤销的数据。</translation>
    </message>
    <message>
        <source>Brings back what was there before.</source>
        <translation>恢复之前的数据。</translation>
    </message>
    <message>
        <source>Drops the safety copies.</source>
        <translation>删除安全副本。</translation>
    </message>
    <message>
        <source>Lists the runs.</source>
        <translation>列出任务。</translation>
    </message>
    <message>
        <source>Shows a run and its steps.</source>
        <translation>显示任务及其步骤。</translation>
    </message>
    <message>
        <source>Cancels a run of another program.</source>
        <translation>取消另一程序的任务。</translation>
    </message>
    <message>
        <source>Reads all vaults anew and counts what they hold.</source>
        <translation>重新读取所有备份库并统计内容。</translation>
    </message>
    <message>
        <source>“--to NAME” says which host to restore to.</source>
        <translation>“--to NAME”指定要恢复到的主机。</translation>
    </message>
    <message>
        <source>There is no component “%1”.</source>
        <translation>没有组件“%1”。</translation>
    </message>
    <message>
        <source>“--lang” takes zh_CN or en.</source>
        <translation>“--lang”可取 zh_CN 或 en。</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>Skipped</source>
        <translation>已跳过</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 files</source>
        <translation>%1 个文件</translation>
    </message>
    <message>
        <source>kept on the host: %1</source>
        <translation>保留在主机上：%1</translation>
    </message>
    <message>
        <source>%1: %2 expected, %3 found</source>
        <translation>%1：预期 %2，实际 %3</translation>
    </message>
    <message>
        <source>run %1</source>
        <translation>任务 %1</translation>
    </message>
    <message>
        <source>not covered: %1 %2: %3</source>
        <translation>未覆盖：%1 %2：%3</translation>
    </message>
    <message>
        <source>out of service for %1, then %2 until the application had restarted</source>
        <translation>停止服务 %1，之后 %2应用重启完成</translation>
    </message>
    <message>
        <source>“lifeboat-cli --help” shows the commands.</source>
        <translation>“lifeboat-cli --help”可列出命令。</translation>
    </message>
    <message>
        <source>“%1” is not in this version.</source>
        <translation>此版本没有“%1”。</translation>
    </message>
    <message>
        <source>“lifeboat-cli %1 --help” explains it.</source>
        <translation>“lifeboat-cli %1 --help”有说明。</translation>
    </message>
    <message>
        <source>Unknown option “%1”.</source>
        <translation>未知选项“%1”。</translation>
    </message>
    <message>
        <source>“%1” needs a value.</source>
        <translation>“%1”需要一个值。</translation>
    </message>
    <message>
        <source>“%1” takes no value.</source>
        <translation>“%1”不接受值。</translation>
    </message>
    <message>
        <source>“--%1” was given twice.</source>
        <translation>“--%1”重复给出。</translation>
    </message>
    <message>
        <source>A command is needed.</source>
        <translation>需要命令。</translation>
    </message>
    <message>
        <source>“%1” is one of: %2.</source>
        <translation>“%1”可为：%2。</translation>
    </message>
    <message>
        <source>Unknown command “%1”.</source>
        <translation>未知命令“%1”。</translation>
    </message>
    <message>
        <source>“%1” takes no “--%2”.</source>
        <translation>“%1”不接受“--%2”。</translation>
    </message>
    <message>
        <source>“--json” and “--json-lines” exclude each other.</source>
        <translation>“--json”与“--json-lines”不能同时使用。</translation>
    </message>
    <message>
        <source>Usage: lifeboat-cli %1 %2</source>
        <translation>用法：lifeboat-cli %1 %2</translation>
    </message>
    <message>
        <source>There is no backup point “%1”.</source>
        <translation>没有备份点“%1”。</translation>
    </message>
    <message>
        <source>Write HOST/ID or HOST/latest; “lifeboat-cli points” shows them.</source>
        <translation>请写成 HOST/ID 或 HOST/latest；“lifeboat-cli points”可列出。</translation>
    </message>
    <message>
        <source>complete</source>
        <translation>完整</translation>
    </message>
    <message>
        <source>incomplete</source>
        <translation>不完整</translation>
    </message>
    <message>
        <source>damaged</source>
        <translation>已损坏</translation>
    </message>
    <message>
        <source>pinned</source>
        <translation>已固定</translation>
    </message>
    <message>
        <source>POINT</source>
        <translation>备份点</translation>
    </message>
    <message>
        <source>SIZE</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>STATE</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>VERIFIED</source>
        <translation>已校验</translation>
    </message>
    <message>
        <source>PROVEN</source>
        <translation>已验证可恢复</translation>
    </message>
    <message>
        <source>COMPONENTS</source>
        <translation>组件</translation>
    </message>
    <message>
        <source>running</source>
        <translation>执行中</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>已中断</translation>
    </message>
    <message>
        <source>RUN</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>VERB</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>HOST</source>
        <translation>主机</translation>
    </message>
    <message>
        <source>STARTED</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Run %1 was asked to end.</source>
        <translation>已要求任务 %1 结束。</translation>
    </message>
    <message>
        <source>Usage: lifeboat-cli COMMAND …</source>
        <translation>用法：lifeboat-cli COMMAND …</translation>
    </message>
    <message>
        <source>Exit status: 0 done, 1 failed, 2 wrong usage, 3 done in part, 4 no session, 5 cancelled.</source>
        <translation>退出状态：0 完成，1 失败，2 用法错误，3 部分完成，4 无法建立会话，5 已取消。</translation>
    </message>
    <message>
        <source>VAULT</source>
        <translation>备份库</translation>
    </message>
    <message>
        <source>POINTS</source>
        <translation>备份点</translation>
    </message>
    <message>
        <source>FREE</source>
        <translation>剩余</translation>
    </message>
    <message>
        <source>FOLDER</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>%1: %2 points, %3 of them damaged</source>
        <translation>%1：%2 个备份点，其中 %3 个已损坏</translation>
    </message>
    <message>
        <source>Say which hosts: names, --all, or --tag.</source>
        <translation>请指定主机：名称、--all 或 --tag。</translation>
    </message>
    <message>
        <source>No host is selected.</source>
        <translation>未选择主机。</translation>
    </message>
    <message>
        <source>The components are: %1.</source>
        <translation>组件有：%1。</translation>
    </message>
    <message>
        <source>The backup point %1 holds no “%2”.</source>
        <translation>备份点 %1 中没有“%2”。</translation>
    </message>
    <message>
        <source>“--parallel” takes a number from 1 on.</source>
        <translation>“--parallel”取 1 以上的数字。</translation>
    </message>
    <message>
        <source>“--format” takes custom or plain.</source>
        <translation>“--format”可取 custom 或 plain。</translation>
    </message>
    <message>
        <source>The host of this backup point, %1, is not known any more.</source>
        <translation>此备份点的主机 %1 已不在列表中。</translation>
    </message>
    <message>
        <source>A drill runs on another host with --on NAME.</source>
        <translation>可用 --on NAME 在另一台主机上演练。</translation>
    </message>
    <message>
        <source>Type the host&apos;s name to cut over (%1): </source>
        <translation>请输入主机名以切换（%1）：</translation>
    </message>
    <message>
        <source>Without a terminal the host&apos;s name has to follow --confirm.</source>
        <translation>没有终端时，主机名须写在 --confirm 之后。</translation>
    </message>
    <message>
        <source>“%1” is not the host&apos;s name “%2”. Nothing was changed.</source>
        <translation>“%1”不是主机名“%2”。未作任何改动。</translation>
    </message>
    <message>
        <source>  id</source>
        <translation>  标识</translation>
    </message>
    <message>
        <source>  address</source>
        <translation>  地址</translation>
    </message>
    <message>
        <source>  by way of</source>
        <translation>  经由</translation>
    </message>
    <message>
        <source>  keys</source>
        <translation>  密钥</translation>
    </message>
    <message>
        <source>  folder</source>
        <translation>  目录</translation>
    </message>
    <message>
        <source>  tags</source>
        <translation>  标签</translation>
    </message>
    <message>
        <source>  with sudo</source>
        <translation>  使用 sudo</translation>
    </message>
    <message>
        <source>The key file “%1” cannot be read.</source>
        <translation>无法读取密钥文件“%1”。</translation>
    </message>
    <message>
        <source>“%1” is no fingerprint of the form SHA256:….</source>
        <translation>“%1”不是 SHA256:… 形式的指纹。</translation>
    </message>
    <message>
        <source>On the host: ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub</source>
        <translation>在主机上：ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub</translation>
    </message>
    <message>
        <source>Type “yes” if this is its fingerprint: </source>
        <translation>若这是它的指纹，请输入“yes”：</translation>
    </message>
    <message>
        <source>“--trust” needs a connection: leave “--offline” out.</source>
        <translation>“--trust”需要连接：请去掉“--offline”。</translation>
    </message>
    <message>
        <source>ADDRESS</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>TAGS</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>“--sudo” and “--no-sudo” exclude each other.</source>
        <translation>“--sudo”与“--no-sudo”不能同时使用。</translation>
    </message>
    <message>
        <source>COMPONENT</source>
        <translation>组件</translation>
    </message>
    <message>
        <source>CONTAINER</source>
        <translation>容器</translation>
    </message>
    <message>
        <source>VERSION</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>IMAGE</source>
        <translation>镜像</translation>
    </message>
    <message>
        <source>DATABASES</source>
        <translation>数据库</translation>
    </message>
    <message>
        <source>“--beside” and “--confirm” exclude each other.</source>
        <translation>“--beside”与“--confirm”不能同时使用。</translation>
    </message>
    <message>
        <source>Run %1 is no restore, or it prepared nothing.</source>
        <translation>任务 %1 不是恢复任务，或没有准备任何数据。</translation>
    </message>
    <message>
        <source>Cancelling: the host is put back as it was.</source>
        <translation>正在取消：主机恢复原状。</translation>
    </message>
    <message>
        <source>“--%1” takes the number of a file descriptor.</source>
        <translation>“--%1”需要文件描述符的编号。</translation>
    </message>
    <message>
        <source>That was refused.</source>
        <translation>被拒绝。</translation>
    </message>
    <message>
        <source>The key file %1 cannot be used.</source>
        <translation>无法使用密钥文件 %1。</translation>
    </message>
    <message>
        <source>The file is damaged, or its kind of key is not supported.</source>
        <translation>文件已损坏，或不支持此类密钥。</translation>
    </message>
    <message>
        <source>The key file %1 needs a passphrase.</source>
        <translation>密钥文件 %1 需要口令。</translation>
    </message>
    <message>
        <source>The passphrase of the key file %1 is wrong.</source>
        <translation>密钥文件 %1 的口令错误。</translation>
    </message>
    <message>
        <source>%1 is not let in.</source>
        <translation>%1 被拒绝登录。</translation>
    </message>
    <message>
        <source>Check the user, the key and the password; the detail says what was tried and what the host takes.</source>
        <translation>请检查用户、密钥和密码；详情中有已尝试的方式和主机接受的方式。</translation>
    </message>
    <message>
        <source>The SSH configuration wants a ProxyCommand for %1; Lifeboat does not run such commands.</source>
        <translation>SSH 配置要求对 %1 使用 ProxyCommand；Lifeboat 不执行此类命令。</translation>
    </message>
    <message>
        <source>Name the jump host instead: --jump, or ProxyJump in the configuration.</source>
        <translation>请改为指定跳板机：--jump，或在配置中用 ProxyJump。</translation>
    </message>
    <message>
        <source>Nobody says as which user to sign in to %1.</source>
        <translation>未指定以哪个用户登录 %1。</translation>
    </message>
    <message>
        <source>Write it as USER@ADDRESS.</source>
        <translation>请写成 USER@ADDRESS。</translation>
    </message>
    <message>
        <source>The way to %1 leads over too many jump hosts.</source>
        <translation>到 %1 经过的跳板机过多。</translation>
    </message>
    <message>
        <source>Look for a circle of ProxyJump lines in the SSH configuration.</source>
        <translation>请检查 SSH 配置中是否有循环的 ProxyJump。</translation>
    </message>
    <message>
        <source>The SSH library refuses our settings.</source>
        <translation>SSH 库拒绝了设置。</translation>
    </message>
    <message>
        <source>No SSH connection to %1 comes about.</source>
        <translation>无法与 %1 建立 SSH 连接。</translation>
    </message>
    <message>
        <source>Check that an SSH server listens there and accepts new connections.</source>
        <translation>请检查那里是否有 SSH 服务器在监听并接受新连接。</translation>
    </message>
    <message>
        <source>%1 does not answer.</source>
        <translation>%1 无响应。</translation>
    </message>
    <message>
        <source>The connection to %1 was lost.</source>
        <translation>与 %1 的连接已断开。</translation>
    </message>
    <message>
        <source>Check the network and the host, then start again.</source>
        <translation>请检查网络和主机，然后重新开始。</translation>
    </message>
    <message>
        <source>The jump host %1 does not connect to %2.</source>
        <translation>跳板机 %1 无法连接 %2。</translation>
    </message>
    <message>
        <source>Check the address as seen from the jump host, and that it allows forwarding (AllowTcpForwarding).</source>
        <translation>请检查从跳板机看到的地址，以及它是否允许转发（AllowTcpForwarding）。</translation>
    </message>
    <message>
        <source>%1 does not let commands run.</source>
        <translation>%1 不允许执行命令。</translation>
    </message>
    <message>
        <source>The account needs a shell, and the server must allow another session (MaxSessions).</source>
        <translation>该账户需要 shell，且服务器须允许更多会话（MaxSessions）。</translation>
    </message>
    <message>
        <source>A command of %1 is too long for the host.</source>
        <translation>长度为 %1 的命令对主机来说过长。</translation>
    </message>
    <message>
        <source>“%1” was ended by the signal %2 on the host.</source>
        <translation>“%1”在主机上被信号 %2 终止。</translation>
    </message>
    <message>
        <source>“%1” failed on the host (status %2).</source>
        <translation>“%1”在主机上失败（状态 %2）。</translation>
    </message>
    <message>
        <source>The host ran something else instead of “%1”.</source>
        <translation>主机执行的不是“%1”。</translation>
    </message>
    <message>
        <source>The account needs a POSIX shell and no forced command.</source>
        <translation>该账户需要 POSIX shell，且没有强制命令。</translation>
    </message>
    <message>
        <source>The SSH configuration %1 cannot be read.</source>
        <translation>无法读取 SSH 配置 %1。</translation>
    </message>
    <message>
        <source>The host answered with more than %1.</source>
        <translation>主机的应答超过 %1。</translation>
    </message>
    <message>
        <source>Check the address, the port, the network and the firewalls on the way.</source>
        <translation>请检查地址、端口、网络和途中的防火墙。</translation>
    </message>
    <message>
        <source>The name %1 was not resolved in time.</source>
        <translation>名称 %1 未能及时解析。</translation>
    </message>
    <message>
        <source>The name %1 cannot be resolved.</source>
        <translation>无法解析名称 %1。</translation>
    </message>
    <message>
        <source>%1 refuses the connection.</source>
        <translation>%1 拒绝连接。</translation>
    </message>
    <message>
        <source>%1 cannot be reached.</source>
        <translation>无法到达 %1。</translation>
    </message>
    <message>
        <source>This machine gives no more connections.</source>
        <translation>本机无法再建立连接。</translation>
    </message>
    <message>
        <source>No service answers at %1.</source>
        <translation>%1 处没有服务应答。</translation>
    </message>
    <message>
        <source>The command on the host ended before it took all its input.</source>
        <translation>主机上的命令在读完输入之前已结束。</translation>
    </message>
    <message>
        <source>The host does not take what it is sent.</source>
        <translation>主机不接收发送的数据。</translation>
    </message>
    <message>
        <source>The file is damaged: it begins like a key of OpenSSH.</source>
        <translation>文件已损坏：其开头像是 OpenSSH 密钥。</translation>
    </message>
    <message>
        <source>It is encrypted with %1. Encrypt it anew with aes256-ctr: ssh-keygen -p -Z aes256-ctr -f FILE, or load it into an SSH agent.</source>
        <translation>它使用 %1 加密。请用 aes256-ctr 重新加密：ssh-keygen -p -Z aes256-ctr -f FILE，或加载到 SSH 代理中。</translation>
    </message>
    <message>
        <source>Its passphrase is derived in a way that would take too long. Load it into an SSH agent.</source>
        <translation>其口令派生耗时过长。请将其加载到 SSH 代理中。</translation>
    </message>
    <message>
        <source>The file does not exist.</source>
        <translation>文件不存在。</translation>
    </message>
    <message>
        <source>Make the file readable for you.</source>
        <translation>请使您可以读取此文件。</translation>
    </message>
    <message>
        <source>It is a key of PuTTY. Export it as an OpenSSH key with PuTTYgen.</source>
        <translation>这是 PuTTY 的密钥。请用 PuTTYgen 导出为 OpenSSH 密钥。</translation>
    </message>
    <message>
        <source>It is no private key.</source>
        <translation>这不是私钥。</translation>
    </message>
    <message>
        <source>It is the public half. Name the file without .pub.</source>
        <translation>这是公钥。请指定不带 .pub 的文件。</translation>
    </message>
    <message>
        <source>A value of “%1” is not known yet.</source>
        <translation>“%1”中的某个值尚不可知。</translation>
    </message>
    <message>
        <source>Nothing came from the host for %1.</source>
        <translation>主机已 %1没有任何数据。</translation>
    </message>
    <message>
        <source>sudo refuses %1.</source>
        <translation>sudo 拒绝 %1。</translation>
    </message>
    <message>
        <source>Sign in as root, or as a user who may use sudo.</source>
        <translation>请以 root 登录，或以可使用 sudo 的用户登录。</translation>
    </message>
    <message>
        <source>%1 may not use sudo.</source>
        <translation>%1 无权使用 sudo。</translation>
    </message>
    <message>
        <source>sudo does not accept the password of %1.</source>
        <translation>sudo 不接受 %1 的密码。</translation>
    </message>
    <message>
        <source>sudo asks for the password of %1.</source>
        <translation>sudo 要求 %1 的密码。</translation>
    </message>
    <message>
        <source>The host has no sudo for %1.</source>
        <translation>主机上没有供 %1 使用的 sudo。</translation>
    </message>
    <message>
        <source>%1 offers only the weak cipher %2.</source>
        <translation>%1 只提供弱加密算法 %2。</translation>
    </message>
    <message>
        <source>%1 shows a key that was revoked.</source>
        <translation>%1 出示的密钥已被吊销。</translation>
    </message>
    <message>
        <source>Do not sign in. Ask who runs the host.</source>
        <translation>请勿登录，先询问主机管理员。</translation>
    </message>
    <message>
        <source>The key of %1 is not known yet.</source>
        <translation>%1 的密钥尚未受信任。</translation>
    </message>
    <message>
        <source>Compare the fingerprint with the one on the host (ssh-keygen -lf on its .pub file), then trust it.</source>
        <translation>请与主机上的指纹比对（对其 .pub 文件执行 ssh-keygen -lf），然后信任。</translation>
    </message>
    <message>
        <source>The key of %1 has changed.</source>
        <translation>%1 的密钥已改变。</translation>
    </message>
    <message>
        <source>The host was set up anew, or somebody stands between. Find out before you trust the new key.</source>
        <translation>可能是主机重装，也可能有人居中。请查明后再信任新密钥。</translation>
    </message>
    <message>
        <source>The list of trusted host keys %1 cannot be used.</source>
        <translation>无法使用受信任主机密钥列表 %1。</translation>
    </message>
    <message>
        <source>Make the file readable and writable for you.</source>
        <translation>请使您可以读写此文件。</translation>
    </message>
    <message>
        <source>The SSH agent does not name its keys.</source>
        <translation>SSH 代理未列出其密钥。</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>已取消。</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 分</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 小时</translation>
    </message>
    <message numerus="yes">
        <source>OK: %n component(s) written, read back and verified.</source>
        <translation>
            <numerusform>正常：%n 个组件已写入、回读并校验。</numerusform>
        </translation>
    </message>
    <message>
        <source>prepared</source>
        <translation>已准备</translation>
    </message>
    <message>
        <source>in service</source>
        <translation>服务中</translation>
    </message>
    <message>
        <source>undone</source>
        <translation>已撤销</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>已接受</translation>
    </message>
    <message>
        <source>discarded</source>
        <translation>已丢弃</translation>
    </message>
    <message>
        <source>A second server of the kind %1; %2 is the one backed up.</source>
        <translation>同类（%1）的第二个服务器；备份的是 %2。</translation>
    </message>
    <message>
        <source>%1 has no setsid: a cancelled command ends, but what it started may go on.</source>
        <translation>%1 上没有 setsid：取消的命令会结束，但它启动的进程可能继续运行。</translation>
    </message>
    <message>
        <source>%1 could not be told to end a command; it may still run there as process group %2.</source>
        <translation>无法让 %1 结束一条命令；它可能仍以进程组 %2 在那里运行。</translation>
    </message>
    <message>
        <source>The one moment of all databases</source>
        <translation>所有数据库的同一时刻</translation>
    </message>
    <message>
        <source>Right after that moment</source>
        <translation>紧随该时刻</translation>
    </message>
    <message>
        <source>Release of that moment</source>
        <translation>释放该时刻</translation>
    </message>
    <message>
        <source>The switch</source>
        <translation>切换</translation>
    </message>
    <message>
        <source>Clearing away</source>
        <translation>清理</translation>
    </message>
    <message>
        <source>This machine&apos;s libssh lacks the corrections of July 2026; a slower cipher is used. Update it.</source>
        <translation>本机的 libssh 缺少 2026 年 7 月的修正，将使用较慢的加密算法。请更新 libssh。</translation>
    </message>
    <message>
        <source>A table of database “%1” is locked by somebody else.</source>
        <translation>数据库“%1”中有一张表被其他会话锁定。</translation>
    </message>
    <message>
        <source>Nothing of the backup point was looked at.</source>
        <translation>备份点中没有任何内容被检查。</translation>
    </message>
    <message>
        <source>What run %1 prepared is not on %2 any more.</source>
        <translation>任务 %1 准备的内容已不在 %2 上。</translation>
    </message>
    <message>
        <source>Creates roles that the target lacks, as they were.</source>
        <translation>按原样创建目标缺少的角色。</translation>
    </message>
    <message>
        <source>%1 lacks these roles of the point: %2. Create them as they were? Type yes: </source>
        <translation>%1 缺少备份点中的这些角色：%2。是否按原样创建？请输入 yes：</translation>
    </message>
    <message>
        <source>%1 is a standby: it takes its data from a primary and cannot be restored into.</source>
        <translation>%1 是备库：其数据来自主库，无法向其恢复。</translation>
    </message>
    <message>
        <source>%1 is version %2, the point was made by %3: an older server cannot read newer data.</source>
        <translation>%1 的版本为 %2，备份点由 %3 生成：较旧的服务无法读取较新的数据。</translation>
    </message>
    <message>
        <source>How a directory is exchanged with one beside it</source>
        <translation>目录如何与旁边准备好的目录交换</translation>
    </message>
    <message>
        <source>Start a throw-away server of %1 on the copy</source>
        <translation>在副本上启动 %1 的临时服务</translation>
    </message>
    <message>
        <source>Make an empty volume for %1</source>
        <translation>为 %1 创建空卷</translation>
    </message>
    <message>
        <source>Make an empty directory beside that of %1</source>
        <translation>在 %1 的目录旁创建空目录</translation>
    </message>
    <message>
        <source>Show the copy of %1 to a server that cannot change it</source>
        <translation>将 %1 的副本提供给无法修改它的服务</translation>
    </message>
    <message>
        <source>Note that the copy of %1 is complete</source>
        <translation>记录 %1 的副本已完整</translation>
    </message>
    <message>
        <source>Remove the helper of %1</source>
        <translation>移除 %1 的辅助容器</translation>
    </message>
    <message>
        <source>Exchange the directory of %1</source>
        <translation>交换 %1 的目录</translation>
    </message>
    <message>
        <source>Delete the directory %1</source>
        <translation>删除目录 %1</translation>
    </message>
    <message>
        <source>%1 did not answer a question as expected.</source>
        <translation>%1 的应答不符合预期。</translation>
    </message>
    <message>
        <source>The list of what %1 holds is incomplete.</source>
        <translation>%1 的内容清单不完整。</translation>
    </message>
    <message>
        <source>%1 in %2 did not tell its version and folder.</source>
        <translation>%2 中的 %1 没有给出版本和数据目录。</translation>
    </message>
    <message>
        <source>%1 saves itself to its own disk first: that needs %2, %3 are free in %4.</source>
        <translation>%1 会先保存到自己的磁盘：需要 %2，%4 中剩余 %3。</translation>
    </message>
    <message>
        <source>Make room on the host.</source>
        <translation>请在主机上腾出空间。</translation>
    </message>
    <message>
        <source>Let %1 refuse writes again when it cannot save itself</source>
        <translation>恢复 %1 在无法保存时拒绝写入的设置</translation>
    </message>
    <message>
        <source>Wait until %1 saves nothing</source>
        <translation>等待 %1 没有正在进行的保存</translation>
    </message>
    <message>
        <source>Count what %1 holds</source>
        <translation>统计 %1 的内容</translation>
    </message>
    <message>
        <source>Let %1 begin to save itself</source>
        <translation>让 %1 开始保存</translation>
    </message>
    <message>
        <source>Wait for the end and take the file</source>
        <translation>等待保存结束并取回文件</translation>
    </message>
    <message>
        <source>Read %1 to its end with redis-check-rdb</source>
        <translation>用 redis-check-rdb 完整读取 %1</translation>
    </message>
    <message>
        <source>Put %1 into the copy</source>
        <translation>将 %1 放入副本</translation>
    </message>
    <message>
        <source>Compare %1 with its fingerprint</source>
        <translation>将 %1 与数据指纹比对</translation>
    </message>
    <message>
        <source>%1 is version %2, the point was made by %3: only the same version reads these data for certain.</source>
        <translation>%1 的版本为 %2，备份点由 %3 生成：只有相同版本才能确保读取这些数据。</translation>
    </message>
    <message>
        <source>Make the log of writes that %1 reads</source>
        <translation>生成 %1 启动时读取的写入日志（AOF）</translation>
    </message>
    <message>
        <source>FalkorDB</source>
        <translation>FalkorDB</translation>
    </message>
    <message>
        <source>%1: the server in %2 did not answer: %3</source>
        <translation>%1：%2 中的服务没有应答：%3</translation>
    </message>
    <message>
        <source>The host&apos;s disk is full, or too full to go on.</source>
        <translation>主机磁盘已满，或剩余空间不足以继续。</translation>
    </message>
    <message>
        <source>Make room on the host (docker system df, df -h), or drop safety copies that are no longer needed (accept).</source>
        <translation>请在主机上腾出空间（docker system df、df -h），或删除不再需要的安全副本（accept）。</translation>
    </message>
    <message>
        <source>Database “%1” is no longer on the server.</source>
        <translation>数据库“%1”已不在服务器上。</translation>
    </message>
    <message>
        <source>It was dropped or renamed after this run looked at the host: start again, and it is left out.</source>
        <translation>本次任务检查主机之后它被删除或改名：重新开始即可，届时不再包含它。</translation>
    </message>
    <message>
        <source>%1 is not what the point says: %n things differ.</source>
        <translation>%1 与备份点不一致：有 %n 处差异。</translation>
    </message>
    <message>
        <source>It is not on this host.</source>
        <translation>本主机上没有该组件。</translation>
    </message>
    <message>
        <source>Pause what writes, for one moment of all data: %1</source>
        <translation>暂停写入方，使所有数据处于同一时刻：%1</translation>
    </message>
    <message>
        <source>Let it go on</source>
        <translation>让其继续运行</translation>
    </message>
    <message>
        <source>The point holds “%1”, which this version does not know.</source>
        <translation>备份点包含本版本不认识的“%1”。</translation>
    </message>
    <message>
        <source>Use the version that made the point, or choose components.</source>
        <translation>请使用生成该备份点的版本，或选择组件。</translation>
    </message>
    <message>
        <source>The point %1 holds nothing that could be verified.</source>
        <translation>备份点 %1 中没有可校验的内容。</translation>
    </message>
    <message>
        <source>Connected to what is restored: %1. The cut-over will hold them for some seconds and restart them.</source>
        <translation>与恢复对象有连接：%1。切换时会将其暂停数秒并重启。</translation>
    </message>
    <message>
        <source>Let the restore create them (--create-roles), or create them on the host.</source>
        <translation>让恢复过程创建这些角色（--create-roles），或在主机上自行创建。</translation>
    </message>
    <message>
        <source>%1: %2 are needed beside what is in service, and %3 have to stay free; the host has %4.</source>
        <translation>%1：除在用数据外还需要 %2，并须保留 %3 空闲；主机现有 %4。</translation>
    </message>
    <message>
        <source>Stop this component&apos;s service for a copy of its files.</source>
        <translation>停止此组件的服务以复制其文件。</translation>
    </message>
    <message>
        <source>“%1” is not copied by stopping its service.</source>
        <translation>“%1”不通过停止服务来复制。</translation>
    </message>
    <message>
        <source>Copy the files of %1</source>
        <translation>复制 %1 的文件</translation>
    </message>
    <message>
        <source>Read %1 to its end with tar</source>
        <translation>用 tar 将 %1 读到末尾</translation>
    </message>
    <message>
        <source>Unpack %1 into the copy</source>
        <translation>将 %1 解包到副本中</translation>
    </message>
    <message>
        <source>Remove what copied and counted %1</source>
        <translation>移除复制和统计 %1 所用的容器</translation>
    </message>
    <message>
        <source>Stop %1 for a copy of its files</source>
        <translation>停止 %1 以复制其文件</translation>
    </message>
    <message>
        <source>Start %1 again</source>
        <translation>重新启动 %1</translation>
    </message>
    <message>
        <source>%1 can only be copied while %2 is stopped for some seconds, and that was not allowed.</source>
        <translation>%1 只能在 %2 停止几秒期间复制，而此操作未获允许。</translation>
    </message>
    <message>
        <source>Allow the short stop: backup --cold %1</source>
        <translation>允许短暂停止：backup --cold %1</translation>
    </message>
    <message>
        <source>%1 keeps its data inside its container (%2), not in a volume.</source>
        <translation>%1 的数据保存在容器内部（%2），而非卷中。</translation>
    </message>
    <message>
        <source>Give it a volume in the compose file.</source>
        <translation>请在 compose 文件中为其配置卷。</translation>
    </message>
    <message>
        <source>Count again: what did not change is in the copy</source>
        <translation>再次统计：未变化的内容即在副本中</translation>
    </message>
    <message>
        <source>Let %1 make a snapshot of its files</source>
        <translation>让 %1 为其文件创建快照</translation>
    </message>
    <message>
        <source>Delete that snapshot of %1</source>
        <translation>删除 %1 的该快照</translation>
    </message>
    <message>
        <source>%1 in %2 did not tell its settings.</source>
        <translation>容器 %2 中的 %1 没有给出其设置。</translation>
    </message>
    <message>
        <source>%1 keeps data for %2 (-retentionPeriod): what is older is deleted again as soon as it is in service. Raise it first if you need that.</source>
        <translation>%1 的数据保留期为 %2（-retentionPeriod）：更早的数据一经投入使用就会再次被删除。如需要这些数据，请先调大保留期。</translation>
    </message>
    <message>
        <source>%1 in %2 did not tell where it keeps its streams.</source>
        <translation>容器 %2 中的 %1 没有给出其流的存放位置。</translation>
    </message>
    <message>
        <source>%1 holds streams of accounts (%2); this version knows the default account only.</source>
        <translation>%1 含有账户 %2 的流；此版本仅支持默认账户。</translation>
    </message>
    <message>
        <source>%1 keeps its streams in %2, the point has them in %3.</source>
        <translation>%1 的流存放在 %2，备份点中的流存放在 %3。</translation>
    </message>
    <message>
        <source>NATS</source>
        <translation>NATS</translation>
    </message>
    <message>
        <source>VictoriaLogs</source>
        <translation>VictoriaLogs</translation>
    </message>
    <message>
        <source>VictoriaMetrics</source>
        <translation>VictoriaMetrics</translation>
    </message>
    <message>
        <source>%1 reads its log of writes (appendonly), not the file that the point holds.</source>
        <translation>%1 读取的是其写入日志（appendonly），而非备份点中的文件。</translation>
    </message>
    <message>
        <source>Leave it out, and empty it (FLUSHALL) instead.</source>
        <translation>请不要选择它，改为将其清空（FLUSHALL）。</translation>
    </message>
    <message>
        <source>Redis</source>
        <translation>Redis</translation>
    </message>
    <message>
        <source>It holds caches and queued tasks, which must not outlive a restore of the databases.</source>
        <translation>它保存缓存和排队任务，这些内容不应在数据库恢复后继续存在。</translation>
    </message>
    <message>
        <source>%1 cannot be emptied with the cut-over; empty it by hand before the application starts: %2</source>
        <translation>切换时无法清空 %1；请在应用启动前手动清空：%2</translation>
    </message>
    <message>
        <source>%1 is emptied with the cut-over: what it caches belongs to the databases that leave. An undo brings it back.</source>
        <translation>切换时会清空 %1：其缓存属于被换下的数据库。撤销会恢复这些缓存。</translation>
    </message>
    <message>
        <source>This login may not look into %1.</source>
        <translation>此登录账号无权查看 %1。</translation>
    </message>
    <message>
        <source>Show the folder to a helper that cannot change it</source>
        <translation>把文件夹以只读方式给辅助容器查看</translation>
    </message>
    <message>
        <source>Note what the folder is like now</source>
        <translation>记下文件夹此刻的样子</translation>
    </message>
    <message>
        <source>List what %1 holds</source>
        <translation>列出 %1 所含内容</translation>
    </message>
    <message>
        <source>Look whether SECRET_KEY belongs to the database</source>
        <translation>检查 SECRET_KEY 与数据库是否配套</translation>
    </message>
    <message>
        <source>Take the files, unsealed</source>
        <translation>取走文件，不加密</translation>
    </message>
    <message>
        <source>Take the files and seal them here, under the vault&apos;s passphrase</source>
        <translation>取走文件，并在本机用备份库的口令加密</translation>
    </message>
    <message>
        <source>The keys and passwords of the host are not sealed: whoever can read the vault has them.</source>
        <translation>主机的密钥和密码未加密：能读取备份库的人都能得到它们。</translation>
    </message>
    <message>
        <source>%1: this login may not look into %2.</source>
        <translation>%1：此登录账号无权查看 %2。</translation>
    </message>
    <message>
        <source>Let Lifeboat use sudo (--sudo), or sign in as root.</source>
        <translation>让 Lifeboat 使用 sudo（--sudo），或以 root 登录。</translation>
    </message>
    <message>
        <source>%1: %2 is a file system of its own, so it cannot be exchanged with a folder beside it.</source>
        <translation>%1：%2 是独立的文件系统，无法与旁边的文件夹互换。</translation>
    </message>
    <message>
        <source>Unpack the point&apos;s archive by hand.</source>
        <translation>请手工解开备份点中的归档。</translation>
    </message>
    <message>
        <source>%1: the point&apos;s files are those of %2, and name that folder; here the project is in %3.</source>
        <translation>%1：备份点的文件来自 %2，其中写有该路径；而此处的项目在 %3。</translation>
    </message>
    <message>
        <source>Install BK-Lite in the same folder as before.</source>
        <translation>请把 BK-Lite 安装在与原来相同的文件夹。</translation>
    </message>
    <message>
        <source>Containers go on with the configuration that they were started with, until they are made anew on the host: docker compose up -d.</source>
        <translation>容器仍使用启动时的配置，直到在主机上重新创建它们：docker compose up -d。</translation>
    </message>
    <message>
        <source>The point&apos;s SECRET_KEY is another one than that in force: with it the passwords and agent tokens in the present database cannot be read. Restore postgres of the same point together with it.</source>
        <translation>备份点的 SECRET_KEY 与当前生效的不同：用它无法读取现有数据库中的密码和代理令牌。请把同一备份点的 postgres 一起恢复。</translation>
    </message>
    <message>
        <source>The point&apos;s database was written with another SECRET_KEY than that in force: its passwords and agent tokens will not be readable. Restore config of the same point together with it.</source>
        <translation>备份点的数据库是用另一个 SECRET_KEY 写入的，与当前生效的不同：其中的密码和代理令牌将无法读取。请把同一备份点的 config 一起恢复。</translation>
    </message>
    <message>
        <source>Look whether all of the folder can be moved</source>
        <translation>检查文件夹的全部内容能否移动</translation>
    </message>
    <message>
        <source>Configuration and keys</source>
        <translation>配置与密钥</translation>
    </message>
    <message>
        <source>%1: the folder %2 could not be looked at.</source>
        <translation>%1：无法查看文件夹 %2。</translation>
    </message>
    <message>
        <source>A passphrase for the configurations in the vault %1. Keep it where it outlives this computer: without it nobody can open them, also not with Lifeboat</source>
        <translation>为备份库 %1 中的配置设定口令。请把它保存在本机之外的地方：没有它，任何人都无法打开这些配置，用 Lifeboat 也不行</translation>
    </message>
    <message>
        <source>Passphrase of the vault %1</source>
        <translation>备份库 %1 的口令</translation>
    </message>
    <message>
        <source>The passphrase of the vault %1 is needed.</source>
        <translation>需要备份库 %1 的口令。</translation>
    </message>
    <message>
        <source>It seals the keys and passwords of the host. Give one with --vault-passphrase-fd, at a terminal or in the window, or do without it knowingly (--plain-config).</source>
        <translation>它用来加密主机的密钥和密码。请用 --vault-passphrase-fd、在终端或窗口中给出，或明确不加密（--plain-config）。</translation>
    </message>
    <message>
        <source>Give it with --vault-passphrase-fd, at a terminal or in the window. If it is lost, nobody can open the configurations in this vault; everything else in it can be restored (--component).</source>
        <translation>请用 --vault-passphrase-fd、在终端或窗口中给出。如果口令已丢失，任何人都无法打开此备份库中的配置；其余内容仍可恢复（--component）。</translation>
    </message>
    <message>
        <source>This is not the passphrase of the vault %1.</source>
        <translation>这不是备份库 %1 的口令。</translation>
    </message>
    <message>
        <source>The passphrase is too short: %1 characters at least.</source>
        <translation>口令太短：至少 %1 个字符。</translation>
    </message>
    <message>
        <source>Some words that have nothing to do with each other are easy to keep and hard to guess.</source>
        <translation>几个互不相关的词，好记又难猜。</translation>
    </message>
    <message>
        <source>%1 would take more than %2: that much is not sealed.</source>
        <translation>%1 将超过 %2：不加密这么大的内容。</translation>
    </message>
    <message>
        <source>Look for large files among what it saves, and move them elsewhere.</source>
        <translation>请在所备份的内容中找出大文件，并移到别处。</translation>
    </message>
    <message>
        <source>A compose file of the project that lies outside of what is saved of %1.</source>
        <translation>项目的一个 compose 文件，位于 %1 的备份范围之外。</translation>
    </message>
    <message>
        <source>%1 in the project&apos;s folder that are not configuration.</source>
        <translation>项目文件夹中有 %1 不属于配置。</translation>
    </message>
    <message>
        <source>The vault &quot;%1&quot; has another passphrase.</source>
        <translation>备份库“%1”的口令是另一个。</translation>
    </message>
    <message>
        <source>Reads the vault&apos;s passphrase from this descriptor.</source>
        <translation>从该描述符读取备份库的口令。</translation>
    </message>
    <message>
        <source>Saves keys and passwords of the host without sealing them.</source>
        <translation>保存主机的密钥和密码时不加密。</translation>
    </message>
    <message>
        <source>Keys and passwords of hosts are saved in %1 without sealing them: whoever can read it has them.</source>
        <translation>主机的密钥和密码以未加密的形式保存在 %1：能读取它的人都能得到它们。</translation>
    </message>
    <message>
        <source>Once more</source>
        <translation>再输一遍</translation>
    </message>
    <message>
        <source>These were two different ones.</source>
        <translation>两次输入不一致。</translation>
    </message>
    <message>
        <source>OpenSSL cannot seal the configuration.</source>
        <translation>OpenSSL 无法加密配置。</translation>
    </message>
    <message>
        <source>The configuration cannot be opened with this passphrase.</source>
        <translation>用此口令无法打开配置。</translation>
    </message>
    <message>
        <source>%1 in %2 did not tell its address and its directory.</source>
        <translation>%2 中的 %1 未报告其地址和目录。</translation>
    </message>
    <message>
        <source>Save the buckets&apos; settings</source>
        <translation>保存存储桶的设置</translation>
    </message>
    <message>
        <source>Save users and their policies</source>
        <translation>保存用户及其策略</translation>
    </message>
    <message>
        <source>Copy every version of every object of %1</source>
        <translation>复制 %1 每个对象的每个版本</translation>
    </message>
    <message>
        <source>Put the objects into the copy</source>
        <translation>将对象写入副本</translation>
    </message>
    <message>
        <source>Start a throw-away server of %1 on the empty copy</source>
        <translation>在空副本上启动 %1 的临时服务</translation>
    </message>
    <message>
        <source>Stop that server</source>
        <translation>停止该服务</translation>
    </message>
    <message>
        <source>Objects of %1 come back with all their versions in order, but with new version ids and dates.</source>
        <translation>%1 的对象按顺序恢复全部版本，但版本号和日期是新的。</translation>
    </message>
    <message>
        <source>MinIO</source>
        <translation>MinIO</translation>
    </message>
    <message>
        <source>The server of objects refused “%1”: status %2, %3</source>
        <translation>对象存储拒绝了“%1”：状态 %2，%3</translation>
    </message>
    <message>
        <source>Its root user and password are taken from the container&apos;s environment: recreate the container if they were changed.</source>
        <translation>其 root 用户和密码取自容器的环境变量：如已更改，请重建容器。</translation>
    </message>
    <message>
        <source>Object %1 is not what its server says it is.</source>
        <translation>对象 %1 与其服务器所述不符。</translation>
    </message>
    <message>
        <source>Object %1 is not what was saved: its ETag is %2 instead of %3.</source>
        <translation>对象 %1 与所保存的不符：其 ETag 为 %2，应为 %3。</translation>
    </message>
    <message>
        <source>Object %1 changes faster than it can be read.</source>
        <translation>对象 %1 的变化快于读取。</translation>
    </message>
    <message>
        <source>Back up again when it is written less often.</source>
        <translation>请在其写入较少时重新备份。</translation>
    </message>
    <message>
        <source>The server of objects gave a list that is not understood.</source>
        <translation>对象存储给出的列表无法解析。</translation>
    </message>
    <message>
        <source>The listing of the objects does not fit its archive.</source>
        <translation>对象清单与其归档不符。</translation>
    </message>
    <message>
        <source>The root user and password in container %1 are not known.</source>
        <translation>容器 %1 的 root 用户和密码未知。</translation>
    </message>
    <message>
        <source>Set MINIO_ROOT_USER and MINIO_ROOT_PASSWORD there.</source>
        <translation>请在其中设置 MINIO_ROOT_USER 和 MINIO_ROOT_PASSWORD。</translation>
    </message>
    <message>
        <source>The server of objects in container %1 gave no answer.</source>
        <translation>容器 %1 中的对象存储没有响应。</translation>
    </message>
    <message>
        <source>The connection to the server in container %1 ended.</source>
        <translation>与容器 %1 中服务器的连接已断开。</translation>
    </message>
    <message>
        <source>It was sealed under another one, or the file is damaged. Without its passphrase nobody can open it.</source>
        <translation>它是用另一个口令加密的，或文件已损坏。没有其口令，任何人都无法打开它。</translation>
    </message>
    <message>
        <source>the data of one moment are apart by %1 at most</source>
        <translation>同一时刻的数据相差至多 %1</translation>
    </message>
    <message>
        <source>The list of MinIO&apos;s users is not understood.</source>
        <translation>无法理解 MinIO 的用户列表。</translation>
    </message>
    <message>
        <source>List users and their policies</source>
        <translation>列出用户及其策略</translation>
    </message>
    <message>
        <source>Compare its users with the fingerprint</source>
        <translation>将其用户与数据指纹进行比较</translation>
    </message>
    <message>
        <source>The steps of a backup, on an example</source>
        <translation>示例：备份的步骤</translation>
    </message>
    <message>
        <source>Shows the page of a component, and what a backup of it does, on an example.</source>
        <translation>显示组件的参考页，以及示例备份的操作内容。</translation>
    </message>
    <message>
        <source>Copy every version of every object of %1 that point %2 has not</source>
        <translation>复制 %1 中备份点 %2 没有的每个对象的每个版本</translation>
    </message>
    <message>
        <source>Back up with --full: then nothing of the earlier point is needed.</source>
        <translation>请用 --full 备份：这样就不需要较早备份点中的任何内容。</translation>
    </message>
    <message>
        <source>Remove that one first.</source>
        <translation>请先删除那个备份点。</translation>
    </message>
    <message>
        <source>%1 keeps a log of its writes, and a copy of its files is only good for a server that does, too.</source>
        <translation>%1 保留写入日志，其文件的副本只适用于同样保留写入日志的服务器。</translation>
    </message>
    <message>
        <source>Back it up without --cold %1: then it saves itself.</source>
        <translation>请去掉 --cold %1 再备份：这样由服务器自行保存。</translation>
    </message>
    <message>
        <source>Let %1 take writes again</source>
        <translation>让 %1 重新接受写入</translation>
    </message>
    <message>
        <source>Let %1 take no writes</source>
        <translation>让 %1 暂不接受写入</translation>
    </message>
    <message>
        <source>needs %1 of %2 (%3)</source>
        <translation>需要 %2 的 %1（%3）</translation>
    </message>
    <message>
        <source>Copy the streams of %1 with nats stream backup</source>
        <translation>用 nats stream backup 复制 %1 的流</translation>
    </message>
    <message>
        <source>Start an empty throw-away server of %1 on the copy</source>
        <translation>在副本上启动 %1 的空白临时服务器</translation>
    </message>
    <message>
        <source>Load the streams of %1 with nats stream restore</source>
        <translation>用 nats stream restore 载入 %1 中的流</translation>
    </message>
    <message>
        <source>End that server</source>
        <translation>结束该服务器</translation>
    </message>
    <message>
        <source>%1 was saved by the image %2; the host has none that loads its streams.</source>
        <translation>%1 由镜像 %2 保存；主机上没有可载入其流的镜像。</translation>
    </message>
    <message>
        <source>Load the image that DOCKER_IMAGE_NATS_CLI names in .env.</source>
        <translation>请载入 .env 中 DOCKER_IMAGE_NATS_CLI 所指的镜像。</translation>
    </message>
    <message>
        <source>Copies everything, also what an earlier point holds.</source>
        <translation>复制全部内容，包括较早备份点已有的。</translation>
    </message>
    <message>
        <source>Copy the files of %1 that are of the day %2</source>
        <translation>复制 %1 中属于 %2 这一天的文件</translation>
    </message>
    <message>
        <source>Copy the files of %1 that point %2 has not</source>
        <translation>复制 %1 中备份点 %2 没有的文件</translation>
    </message>
    <message>
        <source>%1: point %2 is damaged, or it needs one that is. What it has is copied again.</source>
        <translation>%1：备份点 %2 已损坏，或依赖已损坏的备份点。其内容将重新复制。</translation>
    </message>
    <message>
        <source>The backup point &quot;%1&quot; is needed by &quot;%2&quot;, which refers to its files.</source>
        <translation>备份点“%2”引用了“%1”中的文件，因此仍需要它。</translation>
    </message>
    <message>
        <source>Wait until %1 has stopped</source>
        <translation>等待 %1 停止</translation>
    </message>
    <message>
        <source>%1 reads a file %2, the point&apos;s copy has %3.</source>
        <translation>%1 读取文件 %2，而备份点的副本中是 %3。</translation>
    </message>
    <message>
        <source>Wait until that save has ended</source>
        <translation>等待该次保存结束</translation>
    </message>
    <message>
        <source>Take the file of that save</source>
        <translation>取走该次保存的文件</translation>
    </message>
    <message>
        <source>A drill of %1 needs %2 on the host, and %3 have to stay free; the host has %4.</source>
        <translation>%1 的恢复演练需要主机上 %2 的空间，且须保留 %3 空闲；主机现有 %4。</translation>
    </message>
    <message>
        <source>Make room on the host, or drill fewer components at a time (--component).</source>
        <translation>请在主机上腾出空间，或每次对较少的组件做恢复演练（--component）。</translation>
    </message>
    <message>
        <source>A backup of this host is being written and may refer to &quot;%1&quot;.</source>
        <translation>此主机正有备份在写入，可能会引用“%1”。</translation>
    </message>
    <message>
        <source>“--cold” takes: %1, and the volumes that `discover` names.</source>
        <translation>“--cold” 接受：%1，以及 `discover` 列出的卷。</translation>
    </message>
    <message>
        <source>%1 is a single file that %2 writes to.</source>
        <translation>%1 是 %2 会写入的单个文件。</translation>
    </message>
    <message>
        <source>Copy it by hand, or mount the folder that it lies in.</source>
        <translation>请手动复制，或改为挂载它所在的文件夹。</translation>
    </message>
    <message>
        <source>%1 is mounted by %2, whose data are saved as %3 while it runs, so it is not stopped for a copy of this.</source>
        <translation>%1 由 %2 挂载，其数据在运行时作为 %3 保存，因此不会为复制此内容而停止它。</translation>
    </message>
    <message>
        <source>Copy it by hand while that service is stopped.</source>
        <translation>请在该服务停止时手动复制。</translation>
    </message>
    <message>
        <source>Look whether nobody writes to it</source>
        <translation>确认没有人写入</translation>
    </message>
    <message>
        <source>%1: %2 is mounted as well as %3, so one cannot be exchanged without the other.</source>
        <translation>%1：%2 和 %3 都有挂载，因此无法只交换其中一个。</translation>
    </message>
    <message>
        <source>%1: the cut-over stops and starts %2.</source>
        <translation>%1：切换时会停止并重新启动 %2。</translation>
    </message>
    <message>
        <source>Another volume or folder</source>
        <translation>其他卷或文件夹</translation>
    </message>
    <message>
        <source>%1 of %2 is saved only when it is asked for, with a short stop: backup --cold %3</source>
        <translation>%2 的 %1 仅在要求时才保存，并需短暂停止：backup --cold %3</translation>
    </message>
    <message>
        <source>%1 of %2 (%4) is saved only when it is asked for, with a short stop: backup --cold %3</source>
        <translation>%2 的 %1（%4）仅在要求时才保存，并需短暂停止：backup --cold %3</translation>
    </message>
    <message>
        <source>“--cold %1” stops what “--component” leaves out.</source>
        <translation>“--cold %1” 会停止 “--component” 未包含的服务。</translation>
    </message>
    <message>
        <source>Add --component %1.</source>
        <translation>请加上 --component %1。</translation>
    </message>
    <message>
        <source>%1 is mounted by %2, which docker removes when it stops.</source>
        <translation>%1 由 %2 挂载，docker 会在其停止时将其删除。</translation>
    </message>
    <message>
        <source>Wait until that container has ended.</source>
        <translation>请等到该容器结束。</translation>
    </message>
    <message>
        <source>%1: docker mounts something of its own at %2, which cannot be exchanged.</source>
        <translation>%1：docker 在 %2 挂载了自己的内容，无法交换。</translation>
    </message>
    <message>
        <source>Look whether nobody else writes to it</source>
        <translation>确认没有其他容器写入</translation>
    </message>
    <message>
        <source>The new address; of a recovered host: keep or ADDRESS.</source>
        <translation>新地址；灾难恢复时：keep 或新的 ADDRESS。</translation>
    </message>
    <message>
        <source>Archives of docker save with the images of the services.</source>
        <translation>含各服务镜像的 docker save 归档。</translation>
    </message>
    <message>
        <source>Shows the first steps of a recovery, and what is in its way.</source>
        <translation>显示灾难恢复的最初步骤，以及有什么阻碍。</translation>
    </message>
    <message>
        <source>Brings a whole host back, into one that has nothing.</source>
        <translation>把整台主机恢复到一台空主机上。</translation>
    </message>
    <message>
        <source>“--address” takes keep, an IP address or a host name.</source>
        <translation>“--address” 接受 keep、IP 地址或主机名。</translation>
    </message>
    <message>
        <source>Nothing is deployed here that could be backed up. A point of another host can be brought here: `recover`.</source>
        <translation>这里没有部署可备份的内容。可以把另一台主机的备份点恢复到这里：`recover`。</translation>
    </message>
    <message>
        <source>Recovered: equal to the data fingerprint, and the application serves.</source>
        <translation>已恢复：与数据指纹一致，应用已提供服务。</translation>
    </message>
    <message>
        <source>Choose a point that holds config and postgres; `point show` lists what one holds.</source>
        <translation>请选择含有 config 和 postgres 的备份点；`point show` 会列出备份点的内容。</translation>
    </message>
    <message>
        <source>The point %1 holds no configuration, and without its keys data cannot be used.</source>
        <translation>备份点 %1 不含配置；没有其中的密钥，数据无法使用。</translation>
    </message>
    <message>
        <source>The point %1 holds no database of BK-Lite, so nothing could be recovered from it.</source>
        <translation>备份点 %1 不含 BK-Lite 的数据库，无法用它恢复。</translation>
    </message>
    <message>
        <source>The compose files of the point %1 were outside its folder and are not in it.</source>
        <translation>备份点 %1 的 compose 文件在项目目录之外，未包含在备份点中。</translation>
    </message>
    <message>
        <source>Load the image of %1 from %2</source>
        <translation>从 %2 载入 %1 的镜像</translation>
    </message>
    <message>
        <source>Pull the image of %1 by its digest</source>
        <translation>按摘要拉取 %1 的镜像</translation>
    </message>
    <message>
        <source>Let the compose files&apos; names of images mean the recorded ones</source>
        <translation>让 compose 文件中的镜像名指向所记录的镜像</translation>
    </message>
    <message>
        <source>Make the folder %1</source>
        <translation>创建目录 %1</translation>
    </message>
    <message>
        <source>Look whether the ports of the services are free</source>
        <translation>查看各服务的端口是否空闲</translation>
    </message>
    <message>
        <source>Wait until all services run and are healthy</source>
        <translation>等待所有服务运行且健康</translation>
    </message>
    <message>
        <source>Ask the application whether it serves its data</source>
        <translation>询问应用是否已提供其数据</translation>
    </message>
    <message>
        <source>Put the address %1 in the place of the former one</source>
        <translation>用地址 %1 替换原来的地址</translation>
    </message>
    <message>
        <source>Note on the host how far the recovery has come</source>
        <translation>在主机上记录恢复进行到哪一步</translation>
    </message>
    <message>
        <source>%1 is not empty: something of this project is there already. Nothing was changed.</source>
        <translation>%1 不是空的：已有此项目的内容。未做任何更改。</translation>
    </message>
    <message>
        <source>Save them where they are (docker save ID -o NAME.tar), and name the folder of these files: --images DIR.</source>
        <translation>请在有这些镜像的地方保存它们（docker save ID -o NAME.tar），并指明这些文件所在的目录：--images DIR。</translation>
    </message>
    <message>
        <source>On %1 the recovery of another point was begun and not finished: %2.</source>
        <translation>%1 上开始过另一个备份点的灾难恢复，尚未完成：%2。</translation>
    </message>
    <message>
        <source>Recover that point, which goes on where it stopped, or make the host empty again.</source>
        <translation>请恢复那个备份点（会从停下的地方继续），或者重新清空主机。</translation>
    </message>
    <message>
        <source>The clock of %1 is off by %2: metrics and logs of the point could be deleted as too old.</source>
        <translation>%1 的时钟相差 %2：备份点中的指标和日志可能会因过旧而被删除。</translation>
    </message>
    <message>
        <source>Set the host&apos;s clock (or this desktop&apos;s).</source>
        <translation>请校准主机（或本机）的时钟。</translation>
    </message>
    <message>
        <source>A recovery of the point needs %1 on %2, and the host has %3.</source>
        <translation>恢复此备份点需要 %2 上有 %1 空间，而主机只有 %3。</translation>
    </message>
    <message>
        <source>Make the containers, networks and volumes of the project; nothing is started</source>
        <translation>创建项目的容器、网络和卷；不启动任何服务</translation>
    </message>
    <message>
        <source>The compose files of the point have no service %1, which %2 was saved from.</source>
        <translation>备份点的 compose 文件中没有服务 %1，而 %2 是从它备份的。</translation>
    </message>
    <message>
        <source>Start only what holds data: %1</source>
        <translation>只启动存放数据的服务：%1</translation>
    </message>
    <message>
        <source>Start the application</source>
        <translation>启动应用</translation>
    </message>
    <message>
        <source>Remove the notes of the recovery from the host</source>
        <translation>从主机上删除恢复的记录</translation>
    </message>
    <message>
        <source>--images takes a folder of archives of `docker save`, or one of them.</source>
        <translation>--images 接受一个存放 `docker save` 归档的目录，或其中一个归档。</translation>
    </message>
    <message>
        <source>Images that the point was made with are neither on %1 nor here, and have no digest to pull them by.</source>
        <translation>制作备份点时的镜像既不在 %1 上，也不在本地，且没有可用于拉取的摘要。</translation>
    </message>
    <message>
        <source>The image %1 of the point is not on %2 any more: %3</source>
        <translation>备份点的镜像 %1 已不在 %2 上：%3</translation>
    </message>
    <message>
        <source>Load it there, or make a new backup and the kit of that.</source>
        <translation>请在该主机上装入此镜像，或重新备份并制作新备份点的离线包。</translation>
    </message>
    <message>
        <source>The kit needs %1, and %2 has %3 free.</source>
        <translation>离线包需要 %1，而 %2 仅剩 %3。</translation>
    </message>
    <message>
        <source>Name a folder on another disk.</source>
        <translation>请指定另一块磁盘上的文件夹。</translation>
    </message>
    <message>
        <source>Copying %1 (%2)</source>
        <translation>正在复制 %1（%2）</translation>
    </message>
    <message>
        <source>Saving the image %1 (%2)</source>
        <translation>正在保存镜像 %1（%2）</translation>
    </message>
    <message>
        <source>%1 is not an empty folder.</source>
        <translation>%1 不是空文件夹。</translation>
    </message>
    <message>
        <source>Name a folder that does not exist yet.</source>
        <translation>请指定一个尚不存在的文件夹。</translation>
    </message>
    <message>
        <source>The backup point %1 does not say which image %2 was.</source>
        <translation>备份点 %1 没有记录 %2 是哪个镜像。</translation>
    </message>
    <message>
        <source>Make a new backup, and the kit of that.</source>
        <translation>请重新备份，并制作新备份点的离线包。</translation>
    </message>
    <message>
        <source>The folder %1 does not exist.</source>
        <translation>文件夹 %1 不存在。</translation>
    </message>
    <message>
        <source>Make it, or name another one.</source>
        <translation>请创建它，或指定另一个。</translation>
    </message>
    <message>
        <source>%1 is there already.</source>
        <translation>%1 已经存在。</translation>
    </message>
    <message>
        <source>A kit that was not finished left it, or one is being made now. Remove it if there is none.</source>
        <translation>它是未完成的离线包留下的，或者正在制作一个离线包。若没有正在制作的，请将其删除。</translation>
    </message>
    <message>
        <source>Writes how a human recovers a blank host from a point by hand: .md or .pdf.</source>
        <translation>写出如何用备份点手动恢复空主机：.md 或 .pdf。</translation>
    </message>
    <message>
        <source>Makes a folder that recovers a blank host without Lifeboat and without a network.</source>
        <translation>制作一个文件夹，无需 Lifeboat 和网络即可恢复空主机。</translation>
    </message>
    <message>
        <source>%1 is a folder.</source>
        <translation>%1 是一个文件夹。</translation>
    </message>
    <message numerus="yes">
        <source>%1: %2 in %n files</source>
        <translation>
            <numerusform>%1：%2，共 %n 个文件</numerusform>
        </translation>
    </message>
    <message>
        <source>What docker saved is not the whole image %1.</source>
        <translation>docker 保存的内容不是完整的镜像 %1。</translation>
    </message>
    <message>
        <source>Try again. A docker that keeps its images in containerd&apos;s store gives them other ids, and is not supported.</source>
        <translation>请重试。使用 containerd 镜像存储的 docker 会给镜像不同的 ID，不受支持。</translation>
    </message>
    <message>
        <source>The backup point %1 does not hold the configuration, without which a blank host cannot be recovered.</source>
        <translation>备份点 %1 不含配置，没有配置就无法恢复空主机。</translation>
    </message>
    <message>
        <source>Use a point with “config”. How one component is restored by hand: describe COMPONENT</source>
        <translation>请使用含有“config”的备份点。单个组件如何手动恢复：describe COMPONENT</translation>
    </message>
    <message>
        <source>%1 is plain SQL, which does not hold all that a blank host needs of a database.</source>
        <translation>%1 是纯 SQL，不含空主机所需的全部数据库信息。</translation>
    </message>
    <message>
        <source>Use a point without --format plain.</source>
        <translation>请使用未加 --format plain 的备份点。</translation>
    </message>
    <message>
        <source>No font on this computer can show the text (%1).</source>
        <translation>此计算机上没有能显示该文本（%1）的字体。</translation>
    </message>
    <message>
        <source>The keys and passwords in this kit are not sealed: whoever can read it has them.</source>
        <translation>此离线包中的密钥和密码未加密：能读取它的人即可获得。</translation>
    </message>
    <message>
        <source>Before the containers are made, the configuration is put in and compared. What follows is planned on what the services say once they run: the data as a restore brings them, then the application.</source>
        <translation>创建容器之前，先放入并比对配置。其余步骤在服务运行之后按其回答制定：先像恢复一样放入数据，再启动应用。</translation>
    </message>
    <message>
        <source>Restore %1 of point %2 is prepared: `cutover %1` or `discard %1`.</source>
        <translation>备份点 %2 的恢复 %1 已准备好：`cutover %1` 或 `discard %1`。</translation>
    </message>
    <message>
        <source>Restore %1 of point %2 is in service, with its safety copies: `undo %1` or `accept %1`.</source>
        <translation>备份点 %2 的恢复 %1 已投入使用，安全副本仍保留：`undo %1` 或 `accept %1`。</translation>
    </message>
    <message>
        <source>Restore %1 of point %2 was undone; what it brought is kept: `discard %1`.</source>
        <translation>备份点 %2 的恢复 %1 已撤销，其带来的数据仍保留：`discard %1`。</translation>
    </message>
    <message>
        <source>Restore %1 of point %2 left something half prepared.</source>
        <translation>备份点 %2 的恢复 %1 留下了未准备完的内容。</translation>
    </message>
    <message>
        <source>Remove it: discard %1</source>
        <translation>请删除：discard %1</translation>
    </message>
    <message>
        <source>Restore %1 of point %2 stands open on %3: %4.</source>
        <translation>备份点 %2 的恢复 %1 在 %3 上尚未了结：%4。</translation>
    </message>
    <message>
        <source>Keep what it brought (`accept %1`), or go back (`undo %1`), before you restore again.</source>
        <translation>再次恢复之前，请先保留其结果（`accept %1`）或撤销（`undo %1`）。</translation>
    </message>
    <message>
        <source>Put it into service (`cutover %1`), or remove what it prepared (`discard %1`), before you restore again.</source>
        <translation>再次恢复之前，请先切换（`cutover %1`）或删除其准备的内容（`discard %1`）。</translation>
    </message>
    <message>
        <source>restore %1 of %2 by %3: %4</source>
        <translation>恢复 %1（备份点 %2，操作者 %3）：%4</translation>
    </message>
    <message>
        <source>The note of a restore on the host is damaged.</source>
        <translation>主机上的恢复记录已损坏。</translation>
    </message>
    <message>
        <source>Note the restore on the host, for other desktops</source>
        <translation>在主机上记录此次恢复，供其他桌面使用</translation>
    </message>
    <message>
        <source>Remove the note</source>
        <translation>删除记录</translation>
    </message>
    <message>
        <source>Remove the note of the restore</source>
        <translation>删除恢复记录</translation>
    </message>
    <message>
        <source>Note on the host that it was undone</source>
        <translation>在主机上记录已撤销</translation>
    </message>
    <message>
        <source>Restore %1 of point %2 stands open on %3, and how cannot be told: others have changed what it works on.</source>
        <translation>备份点 %2 的恢复 %1 在 %3 上尚未了结，且无法判断其状态：它所涉及的内容已被他人更改。</translation>
    </message>
    <message>
        <source>Look there for what is named after the run. When nothing of it is needed, remove its note: docker volume rm lifeboat-restore-%1</source>
        <translation>请在主机上查看以此次任务命名的内容。若都不再需要，请删除其记录：docker volume rm lifeboat-restore-%1</translation>
    </message>
    <message>
        <source>What was restored is in service all the same. `undo %1` brings back what was before.</source>
        <translation>恢复的内容仍已投入使用。`undo %1` 可恢复到之前的状态。</translation>
    </message>
    <message>
        <source>Exchange side by side: %1</source>
        <translation>同时切换：%1</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>缺失</translation>
    </message>
    <message>
        <source>In addition</source>
        <translation>多出</translation>
    </message>
    <message>
        <source>Differs</source>
        <translation>不同</translation>
    </message>
    <message>
        <source>Equal</source>
        <translation>相同</translation>
    </message>
    <message>
        <source>Not below</source>
        <translation>不低于</translation>
    </message>
    <message>
        <source>The files were read again and held against their hashes; nothing was restored, so no contents were compared.</source>
        <translation>已重新读取文件并与其哈希核对；没有恢复任何内容，因此未比对内容。</translation>
    </message>
    <message>
        <source>Nothing was compared.</source>
        <translation>未比对任何内容。</translation>
    </message>
    <message>
        <source>All %1 compared values are as expected.</source>
        <translation>所比对的 %1 项全部符合预期。</translation>
    </message>
    <message>
        <source>%1 of %2 compared values are not as expected.</source>
        <translation>所比对的 %2 项中有 %1 项不符合预期。</translation>
    </message>
    <message>
        <source>Verify: the point&apos;s files were read again</source>
        <translation>校验：重新读取了备份点的文件</translation>
    </message>
    <message>
        <source>Drill: restored into a throw-away place, compared, and removed</source>
        <translation>恢复演练：恢复到临时环境，比对后删除</translation>
    </message>
    <message>
        <source>Disaster recovery: brought into a host that had nothing</source>
        <translation>灾难恢复：恢复到一台空主机</translation>
    </message>
    <message>
        <source>Restore: prepared beside the running data, compared, and brought into service when equal</source>
        <translation>恢复：在运行中的数据旁准备，比对一致后切换</translation>
    </message>
    <message>
        <source>The contents</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>A verify restores nothing.</source>
        <translation>校验不恢复任何内容。</translation>
    </message>
    <message>
        <source>The point does not hold it. %1</source>
        <translation>备份点不含它。%1</translation>
    </message>
    <message>
        <source>It was not part of this run.</source>
        <translation>不在本次任务执行之内。</translation>
    </message>
    <message>
        <source>This run has no record of a comparison of it.</source>
        <translation>本次任务执行没有关于它的比对记录。</translation>
    </message>
    <message>
        <source>It stands in the point&apos;s manifest, and this run did not ask for it.</source>
        <translation>备份点的清单中有此项，本次任务执行未查询。</translation>
    </message>
    <message>
        <source>The point could not be read when this report was written, so its files and hashes are not here: %1</source>
        <translation>生成本报告时无法读取备份点，因此没有其文件和哈希：%1</translation>
    </message>
    <message>
        <source>The point&apos;s manifest says something else now than when the run compared with it.</source>
        <translation>备份点的清单与任务执行比对时已不相同。</translation>
    </message>
    <message>
        <source>Whether both are one machine is not known.</source>
        <translation>两者是否为同一台机器未知。</translation>
    </message>
    <message>
        <source>Both are the same machine.</source>
        <translation>两者是同一台机器。</translation>
    </message>
    <message>
        <source>They are two machines.</source>
        <translation>两者是不同的机器。</translation>
    </message>
    <message>
        <source>%1, then %2 until the application had restarted</source>
        <translation>%1，随后应用重启用时 %2</translation>
    </message>
    <message>
        <source>Writes what a run, or a point&apos;s newest drill, has compared, for an auditor: .html or .pdf.</source>
        <translation>导出一次任务执行（或备份点最近一次恢复演练）的比对内容，供审计使用：.html 或 .pdf。</translation>
    </message>
    <message>
        <source>“%1” ends neither with .%2 nor with .pdf.</source>
        <translation>“%1” 的结尾既不是 .%2 也不是 .pdf。</translation>
    </message>
    <message>
        <source>The ending says what kind of file is written.</source>
        <translation>结尾决定导出的文件类型。</translation>
    </message>
    <message>
        <source>The backup point %1 has not been drilled.</source>
        <translation>备份点 %1 尚未做过恢复演练。</translation>
    </message>
    <message>
        <source>`drill` restores it into a throw-away place and compares.</source>
        <translation>`drill` 会把它恢复到临时环境并比对。</translation>
    </message>
    <message>
        <source>The record of the drill of %1, run %2, is not on this computer.</source>
        <translation>%1 的恢复演练记录（任务执行 %2）不在本机上。</translation>
    </message>
    <message>
        <source>Export it where the drill was started, or drill the point from here.</source>
        <translation>请在发起演练的电脑上导出，或在本机重新演练。</translation>
    </message>
    <message>
        <source>Run %1 is a backup, which compares nothing.</source>
        <translation>任务执行 %1 是备份，不做比对。</translation>
    </message>
    <message>
        <source>Drill its point, and export the report of that.</source>
        <translation>请演练其备份点，然后导出演练的报告。</translation>
    </message>
    <message>
        <source>Run %1 has not ended yet.</source>
        <translation>任务执行 %1 尚未结束。</translation>
    </message>
    <message>
        <source>the host has another address now, %1; still to be told of it: %2 agents</source>
        <translation>主机现在的地址是 %1；还需告知 %2 个代理</translation>
    </message>
    <message>
        <source>the node manager still gives agents these, until they are changed there:</source>
        <translation>节点管理仍会把以下地址下发给代理，请在那里更改：</translation>
    </message>
    <message>
        <source>not known, because the database has no %1</source>
        <translation>未知，因为数据库没有 %1</translation>
    </message>
    <message>
        <source>not known, because the database could not be asked: %1</source>
        <translation>未知，因为无法查询数据库：%1</translation>
    </message>
    <message>
        <source>The database says of its agents what Lifeboat does not understand.</source>
        <translation>数据库对其代理的回答 Lifeboat 无法理解。</translation>
    </message>
    <message>
        <source>The point is of a host with %1 processors, and %2 has %3: its images do not run there.</source>
        <translation>备份点来自 %1 处理器的主机，而 %2 是 %3：其镜像无法在那里运行。</translation>
    </message>
    <message>
        <source>Recover into a host with %1 processors.</source>
        <translation>请恢复到 %1 处理器的主机。</translation>
    </message>
    <message>
        <source>Install one, such as fonts-noto-cjk, or export to a file that is no PDF.</source>
        <translation>请安装一种字体，例如 fonts-noto-cjk，或导出为 PDF 以外的文件。</translation>
    </message>
    <message>
        <source>Every file of the point is there with its size; verified on %1. Hashes are compared again while it is sent.</source>
        <translation>备份点的每个文件都在且大小相符；已于 %1 校验。发送时会再次比对哈希。</translation>
    </message>
    <message>
        <source>Every file of the point is there with its size. Hashes are compared while it is sent.</source>
        <translation>备份点的每个文件都在且大小相符。发送时会比对哈希。</translation>
    </message>
    <message>
        <source>About %1 are needed; how much the host has free is not known.</source>
        <translation>约需 %1；主机的可用空间未知。</translation>
    </message>
    <message>
        <source>About %1 are needed, %2 are free.</source>
        <translation>约需 %1，可用 %2。</translation>
    </message>
    <message>
        <source>Run %1 of %2 was interrupted here; it is put in order first.</source>
        <translation>%2 的任务 %1 曾在此中断；会先将其整理好。</translation>
    </message>
    <message>
        <source>Images: %1 are there, %2 are loaded from here, and pulled by their digests are: %3.</source>
        <translation>镜像：%1 个已在主机上，%2 个从本地载入，按摘要拉取的有：%3。</translation>
    </message>
    <message>
        <source>Images: %1 are there, %2 are loaded from %3.</source>
        <translation>镜像：%1 个已在主机上，%2 个从 %3 载入。</translation>
    </message>
    <message>
        <source>All %1 images of the point are there, by their recorded ids.</source>
        <translation>备份点的全部 %1 个镜像都在，且 ID 与记录相符。</translation>
    </message>
    <message>
        <source>%1 holds nothing of this project: nothing can be overwritten.</source>
        <translation>%1 上没有此项目的任何内容：不会覆盖什么。</translation>
    </message>
    <message>
        <source>An earlier recovery of this point stopped on %1 with the data in place; it goes on there.</source>
        <translation>此前对该备份点的恢复停在 %1 上，数据已就位；将从那里继续。</translation>
    </message>
    <message>
        <source>An earlier recovery of this point stopped on %1 with the configuration in place; it goes on there.</source>
        <translation>此前对该备份点的恢复停在 %1 上，配置已就位；将从那里继续。</translation>
    </message>
    <message>
        <source>An earlier recovery of this point stopped on %1 at its beginning; it goes on there.</source>
        <translation>此前对该备份点的恢复刚开始就停在 %1 上；将从那里继续。</translation>
    </message>
    <message>
        <source>Its clock agrees with this computer&apos;s, within %1.</source>
        <translation>其时钟与本机一致，相差不超过 %1。</translation>
    </message>
    <message>
        <source>Its processors are %1.</source>
        <translation>处理器架构为 %1。</translation>
    </message>
    <message>
        <source>kept</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>becomes %1</source>
        <translation>改为 %1</translation>
    </message>
    <message>
        <source>as saved</source>
        <translation>同备份</translation>
    </message>
    <message>
        <source>Keys and passwords (SECRET_KEY)</source>
        <translation>密钥和密码（SECRET_KEY）</translation>
    </message>
    <message>
        <source>kept: the data need them</source>
        <translation>保留：数据需要它们</translation>
    </message>
    <message>
        <source>Address of the host (HOST_IP)</source>
        <translation>主机地址（HOST_IP）</translation>
    </message>
    <message>
        <source>Where files name it (.env, compose, conf)</source>
        <translation>文件中写有它的地方（.env、compose、conf）</translation>
    </message>
    <message>
        <source>Certificate authority (conf/certs/ca)</source>
        <translation>证书颁发机构（conf/certs/ca）</translation>
    </message>
    <message>
        <source>Certificates it issued for the address</source>
        <translation>它为该地址签发的证书</translation>
    </message>
    <message>
        <source>issued anew, with the same keys</source>
        <translation>重新签发，密钥不变</translation>
    </message>
    <message>
        <source>Agents, collectors and links elsewhere</source>
        <translation>别处的代理、采集器和链接</translation>
    </message>
    <message>
        <source>find it at the kept address</source>
        <translation>在保留的地址上找到它</translation>
    </message>
    <message>
        <source>by hand: tell them %1</source>
        <translation>需人工：告知它们 %1</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>镜像</translation>
    </message>
    <message>
        <source>Configuration</source>
        <translation>配置</translation>
    </message>
    <message>
        <source>Data services</source>
        <translation>数据服务</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Application</source>
        <translation>应用</translation>
    </message>
    <message>
        <source>What is there</source>
        <translation>已恢复的内容</translation>
    </message>
    <message>
        <source>%1: made anew, empty</source>
        <translation>%1：重新创建，为空</translation>
    </message>
    <message>
        <source>%1: equal to the data fingerprint</source>
        <translation>%1：与数据指纹一致</translation>
    </message>
    <message>
        <source>%1: not as the point says</source>
        <translation>%1：与备份点不符</translation>
    </message>
    <message>
        <source>The application runs, and answers from the database</source>
        <translation>应用已运行，并能从数据库应答</translation>
    </message>
    <message>
        <source>What is missing</source>
        <translation>缺少的内容</translation>
    </message>
    <message>
        <source>%1 was not saved in this point</source>
        <translation>此备份点未保存 %1</translation>
    </message>
    <message>
        <source>Not covered by the backup: %1</source>
        <translation>备份未覆盖：%1</translation>
    </message>
    <message>
        <source>What was written after %1, when the point was made</source>
        <translation>%1（制作备份点）之后写入的内容</translation>
    </message>
    <message>
        <source>What still needs hands</source>
        <translation>仍需人工处理</translation>
    </message>
    <message>
        <source>Tell agents, collectors and users the new address: %1</source>
        <translation>把新地址告知代理、采集器和用户：%1</translation>
    </message>
    <message>
        <source>They have the former one in configurations of their own, on other machines.</source>
        <translation>它们在别的机器上有自己的配置，其中仍是原地址。</translation>
    </message>
    <message>
        <source>Let the former address, or its name, lead to %1</source>
        <translation>让原地址或其域名指向 %1</translation>
    </message>
    <message>
        <source>The configuration still has it, and so have the agents.</source>
        <translation>配置和代理中仍是原地址。</translation>
    </message>
    <message>
        <source>Take a first backup of %1</source>
        <translation>为 %1 做第一次备份</translation>
    </message>
    <message>
        <source>To the vault it is a host of its own from now on.</source>
        <translation>对备份库而言，它今后是一台独立的主机。</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>用时</translation>
    </message>
    <message>
        <source>Begun %1, ended %2: %3 in all</source>
        <translation>开始于 %1，结束于 %2：共 %3</translation>
    </message>
    <message>
        <source>Of these %1 until the application served</source>
        <translation>其中应用恢复服务用时 %1</translation>
    </message>
    <message>
        <source>Point %1 of %2, from vault %3</source>
        <translation>%2 的备份点 %1，来自备份库 %3</translation>
    </message>
    <message>
        <source>about %1</source>
        <translation>约 %1</translation>
    </message>
    <message>
        <source>To send</source>
        <translation>待发送</translation>
    </message>
    <message>
        <source>Preparing</source>
        <translation>准备</translation>
    </message>
    <message>
        <source>not known: never drilled</source>
        <translation>未知：从未演练</translation>
    </message>
    <message>
        <source>Out of service</source>
        <translation>停止服务</translation>
    </message>
    <message>
        <source>some seconds, later</source>
        <translation>稍后，数秒</translation>
    </message>
    <message>
        <source>Whole run</source>
        <translation>全程</translation>
    </message>
    <message>
        <source>not known: never done</source>
        <translation>未知：从未做过</translation>
    </message>
    <message>
        <source>Images, and the folder of the project</source>
        <translation>镜像和项目目录</translation>
    </message>
    <message>
        <source>Containers, from the restored configuration</source>
        <translation>按恢复的配置创建容器</translation>
    </message>
    <message>
        <source>Services that hold data</source>
        <translation>存放数据的服务</translation>
    </message>
    <message>
        <source>The application</source>
        <translation>应用</translation>
    </message>
    <message>
        <source>Data, about</source>
        <translation>数据量，约</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Recovery</source>
        <translation>灾难恢复</translation>
    </message>
    <message>
        <source>Disaster recovery of %1</source>
        <translation>%1 的灾难恢复</translation>
    </message>
    <message>
        <source>Set aside what is there: remove the containers, rename volumes and folder</source>
        <translation>把已有内容移到一旁：删除容器，重命名卷和目录</translation>
    </message>
    <message>
        <source>`restore` brings a point into a deployment that runs, and can be undone. To recover here all the same, set aside what is there with --set-aside: its containers are removed, its volumes and its folder renamed and kept.</source>
        <translation>`restore` 把备份点恢复到正在运行的部署中，并且可以撤销。若仍要在此做灾难恢复，请用 --set-aside 把已有内容移到一旁：其容器会被删除，其卷和目录会被重命名并保留。</translation>
    </message>
    <message>
        <source>Keeps what is there already under other names, instead of refusing.</source>
        <translation>把已有内容改名保留，而不是拒绝。</translation>
    </message>
    <message>
        <source>what was there before is kept in %1; to bring it back: sh %1/back.sh</source>
        <translation>原有内容保留在 %1；要恢复原状：sh %1/back.sh</translation>
    </message>
    <message>
        <source>What the host notes of it</source>
        <translation>主机所作的记录</translation>
    </message>
    <message>
        <source>not proven</source>
        <translation>尚未验证可恢复</translation>
    </message>
    <message>
        <source>proven %1</source>
        <translation>%1 已验证可恢复</translation>
    </message>
    <message>
        <source>proven %1, there and equal after %2</source>
        <translation>%1 已验证可恢复，%2 后数据就绪且一致</translation>
    </message>
    <message>
        <source>all data there and equal after %1</source>
        <translation>%1 后全部数据就绪且一致</translation>
    </message>
    <message>
        <source>there and equal after %1</source>
        <translation>%1 后数据就绪且一致</translation>
    </message>
    <message>
        <source>A drill of %1 needs %2 of memory; of what the host has free, %3 may be used for it.</source>
        <translation>演练 %1 需要 %2 内存；主机的空闲内存中可用于演练的有 %3。</translation>
    </message>
    <message>
        <source>Drill on a host that has more (--on).</source>
        <translation>请在内存更多的主机上演练（--on）。</translation>
    </message>
    <message>
        <source>Remove what watched the disk</source>
        <translation>删除监视磁盘的容器</translation>
    </message>
    <message>
        <source>Watch that %1 of the host&apos;s disk stay free; if not, the drill ends</source>
        <translation>监视主机磁盘保持 %1 空闲；否则结束演练</translation>
    </message>
    <message>
        <source>%1 has no image of PostgreSQL that the point was made with; its tools are needed for every drill.</source>
        <translation>%1 上没有制作备份点时的 PostgreSQL 镜像；每次演练都需要其中的工具。</translation>
    </message>
    <message>
        <source>%1 is not in this point.</source>
        <translation>%1 不在此备份点中。</translation>
    </message>
    <message>
        <source>the backup was cancelled</source>
        <translation>备份被取消</translation>
    </message>
    <message>
        <source>the backup was interrupted: this program ended</source>
        <translation>备份被中断：本程序已结束</translation>
    </message>
    <message>
        <source>its point is not in a vault any more</source>
        <translation>其备份点已不在备份库中</translation>
    </message>
    <message>
        <source>no backup was started</source>
        <translation>没有启动备份</translation>
    </message>
    <message>
        <source>%1: %2 more rows</source>
        <translation>%1：增加 %2 行</translation>
    </message>
    <message>
        <source>%1: %2 fewer rows</source>
        <translation>%1：减少 %2 行</translation>
    </message>
    <message>
        <source>%1: %2 more objects</source>
        <translation>%1：增加 %2 个对象</translation>
    </message>
    <message>
        <source>%1: %2 fewer objects</source>
        <translation>%1：减少 %2 个对象</translation>
    </message>
    <message>
        <source>%1: %2 more nodes</source>
        <translation>%1：增加 %2 个节点</translation>
    </message>
    <message>
        <source>%1: %2 fewer nodes</source>
        <translation>%1：减少 %2 个节点</translation>
    </message>
    <message>
        <source>%1: %2 more samples</source>
        <translation>%1：增加 %2 个样本</translation>
    </message>
    <message>
        <source>%1: %2 fewer samples</source>
        <translation>%1：减少 %2 个样本</translation>
    </message>
    <message>
        <source>%1 is gone</source>
        <translation>%1 已消失</translation>
    </message>
    <message>
        <source>%1: %2 values changed</source>
        <translation>%1：%2 个值有变化</translation>
    </message>
    <message>
        <source>Of restore %1 some is in service and some is not: others have changed what it works on.</source>
        <translation>恢复 %1 的内容部分已投入使用、部分没有：其所涉及的内容已被他人更改。</translation>
    </message>
    <message>
        <source>What %1 holds of this project is set aside first: its containers are removed, its volumes and its folder are renamed and kept.</source>
        <translation>会先把 %1 上该项目的现有内容移开保留：删除其容器，将卷和文件夹改名后保留。</translation>
    </message>
    <message>
        <source>What was there before is kept in %1</source>
        <translation>原有内容保留在 %1</translation>
    </message>
    <message>
        <source>To bring it back: sh %1/back.sh. Remove it when nobody needs it any more.</source>
        <translation>要恢复原状，请运行：sh %1/back.sh。确认不再需要后再删除。</translation>
    </message>
    <message>
        <source>One archive of its files, while it is stopped</source>
        <translation>停止期间其文件的一个归档</translation>
    </message>
    <message>
        <source>One archive of the project&apos;s folder, what is secret in it sealed</source>
        <translation>项目目录的一个归档，其中的机密内容已加密</translation>
    </message>
    <message>
        <source>The RDB file that the server saves (BGSAVE)</source>
        <translation>服务器保存的 RDB 文件（BGSAVE）</translation>
    </message>
    <message>
        <source>Every version of every object, read over S3</source>
        <translation>通过 S3 读取每个对象的每个版本</translation>
    </message>
    <message>
        <source>Every stream, by nats stream backup</source>
        <translation>用 nats stream backup 备份每个流</translation>
    </message>
    <message>
        <source>pg_dump of each database, and the server&apos;s roles</source>
        <translation>每个数据库的 pg_dump，以及服务器的角色</translation>
    </message>
    <message>
        <source>A snapshot of each day, as archives</source>
        <translation>每天一个快照，存为归档</translation>
    </message>
    <message>
        <source>A snapshot of its files, as one archive</source>
        <translation>其文件的快照，存为一个归档</translation>
    </message>
    <message>
        <source>Waiting until one of the runs before it has ended</source>
        <translation>等待前面的任务结束</translation>
    </message>
    <message>
        <source>Connecting, and looking at what is there</source>
        <translation>正在连接并查看现状</translation>
    </message>
    <message>
        <source>Trust the key that answers for %1?</source>
        <translation>信任 %1 应答的密钥？</translation>
    </message>
    <message>
        <source>%1 %2. Compare it with what the host&apos;s console says: ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub. A wrong one means another machine answers.</source>
        <translation>%1 %2。请与主机控制台上的输出比对：ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub。不一致说明是另一台机器在应答。</translation>
    </message>
    <message>
        <source>It is the same, trust it</source>
        <translation>一致，信任此密钥</translation>
    </message>
    <message>
        <source>Commands on the host</source>
        <translation>主机上的命令</translation>
    </message>
    <message>
        <source>Host and line</source>
        <translation>主机与线路</translation>
    </message>
    <message>
        <source>Local disk</source>
        <translation>本地磁盘</translation>
    </message>
    <message>
        <source>Hash</source>
        <translation>哈希</translation>
    </message>
    <message>
        <source>Locks</source>
        <translation>锁等待</translation>
    </message>
    <message>
        <source>What the host itself does is the limit; a faster line would not help.</source>
        <translation>瓶颈在主机本身；更快的线路没有帮助。</translation>
    </message>
    <message>
        <source>What comes from the host and over the line is the limit, %1 a second; a faster disk here would not help.</source>
        <translation>瓶颈在主机与线路，每秒 %1；更快的本地磁盘没有帮助。</translation>
    </message>
    <message>
        <source>The disk of the vault is the limit; a faster line would not help.</source>
        <translation>瓶颈在备份库的磁盘；更快的线路没有帮助。</translation>
    </message>
    <message>
        <source>Computing hashes here is the limit: this computer is busy or slow.</source>
        <translation>瓶颈在本机计算哈希：本机繁忙或较慢。</translation>
    </message>
    <message>
        <source>Most of it was waiting for locks of the database that others held.</source>
        <translation>大部分时间在等待他人持有的数据库锁。</translation>
    </message>
    <message>
        <source>%1 and %2 more</source>
        <translation>%1 等，另有 %2 台</translation>
    </message>
    <message>
        <source>There is no vault yet for their points.</source>
        <translation>还没有可存放备份点的备份库。</translation>
    </message>
    <message>
        <source>Back up one host first: it asks for a folder.</source>
        <translation>请先备份一台主机：届时会询问文件夹。</translation>
    </message>
    <message>
        <source>Back up %1 hosts now?</source>
        <translation>现在备份 %1 台主机？</translation>
    </message>
    <message>
        <source>%1. Each with all that is saved by default, into the vault %2, %3 at a time. Nothing on them changes that stays.</source>
        <translation>%1。各自备份默认内容，存入备份库 %2，同时进行 %3 台。不会在主机上留下任何改动。</translation>
    </message>
    <message>
        <source>Start backups</source>
        <translation>开始备份</translation>
    </message>
    <message>
        <source>No complete point to verify: %1.</source>
        <translation>没有完整的备份点可校验：%1。</translation>
    </message>
    <message>
        <source>Make a vault of %1?</source>
        <translation>把 %1 作为备份库？</translation>
    </message>
    <message>
        <source>It holds no backup points of Lifeboat. A small file is written into it that makes it a vault; what is in it stays.</source>
        <translation>其中没有 Lifeboat 的备份点。将写入一个小文件使其成为备份库，已有内容保留。</translation>
    </message>
    <message>
        <source>Make a vault of it</source>
        <translation>作为备份库</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1 is restored and serves.</source>
        <translation>%1 已恢复并提供服务。</translation>
    </message>
    <message>
        <source>%1 is recovered and serves.</source>
        <translation>%1 已完成灾难恢复并提供服务。</translation>
    </message>
    <message>
        <source>%1 is no longer proven: a drill is due.</source>
        <translation>%1 不再是已验证可恢复：应做恢复演练。</translation>
    </message>
    <message>
        <source>Dump of %1</source>
        <translation>导出 %1</translation>
    </message>
    <message>
        <source>Copy of %1</source>
        <translation>复制 %1</translation>
    </message>
    <message>
        <source>Check of %1</source>
        <translation>检查 %1</translation>
    </message>
    <message>
        <source>Drill of %1</source>
        <translation>%1 的恢复演练</translation>
    </message>
    <message>
        <source>Preparation of %1</source>
        <translation>准备 %1</translation>
    </message>
    <message>
        <source>Clearing away of %1</source>
        <translation>清理 %1</translation>
    </message>
</context>
</TS>
