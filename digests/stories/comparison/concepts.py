"""Concepts: words of news that mean the same in English and Chinese, so that both can be compared.

Names and numbers are alike in both languages, but a ruling of a court or a delay has no name. Each
concept has its English words and the pairs of Chinese characters that show it. People, companies
and places are in a table of their own: who is in the news every day proves little.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

CONCEPT_MARK: Final = "%"
"""The first character of a concept's term, such as `%court`."""

_WHAT: Final = """
    court courts judge judges judicial|法院 法官 法庭;
    ruling ruled rules verdict|裁定 裁决 判决 判定;
    lawsuit lawsuits sues sued suing|诉讼 起诉 状告 控告; copyright copyrighted|版权 著作;
    books book authors author|书籍 图书 作家 作者; fair|合理 公平; privacy|隐私;
    government federal|政府 联邦; pentagon military defense dod|国防 军事 五角 军方;
    ban bans banned prohibits blocks blocked|禁止 禁令 封禁 禁用;
    suspend suspends suspended suspension pauses paused|暂停 中止 停用; export|出口;
    tariff tariffs|关税; order orders ordered directive|命令 指令 下令;
    senate congress lawmakers|参议 国会 议员; regulation regulators regulator antitrust|监管 反垄;
    police arrested arrest|警方 被捕 逮捕; attack attacks attacked|攻击 袭击;
    breach breached hacked hackers|泄露 入侵 黑客; vulnerability vulnerabilities flaw|漏洞;
    outage outages downtime|宕机 中断 故障;
    delay delays delayed postpones postponed|推迟 延期 跳票;
    leak leaked leaks|泄密 泄漏 曝光 爆料; layoffs layoff|裁员;
    hires hired recruits poaches poached|聘请 挖走 挖角 招募; joins joined joining|加入 加盟;
    leaves leaving departs quits resigns departure|离职 离开 辞职 出走;
    founder founders founded cofounder|创始 创办; ceo|首席 总裁;
    funding raises raised|融资 筹集 募资; valuation valued|估值;
    invest invests investment investing investors|投资;
    acquire acquires acquired acquisition buys|收购; stake|股份 持股; ipo confidentially|上市;
    revenue|营收 收入; losses loss|亏损; subscription subscriptions|订阅;
    price pricing prices priced|价格 定价 售价; free|免费; cheaper cut cuts|降价 下调;
    partnership partners partner|合作 伙伴; contract deal agreement|合同 协议;
    datacenter datacenters center centers centre|据中;
    gigawatt gw megawatt power energy|吉瓦 电力 能源 千瓦; chip chips semiconductor|芯片 半导;
    robot robots humanoid|机器 人形; robotaxi taxi|出租; driving autonomous self|驾驶 无人;
    car cars vehicle vehicles|汽车 车辆; phone phones smartphone|手机; glasses|眼镜; headset|头显;
    browser|浏览; search|搜索; shopping checkout|购物 结账; ads advertising ad advertisers|广告;
    image images picture|图像 图片; video videos|视频; music song songs|音乐 歌曲;
    voice speech spoken|语音 声音; translation translate translating|翻译;
    encyclopedia wikipedia|百科; game games gaming|游戏; film movie hollywood|电影 好莱;
    student students school schools university|学生 学校 大学;
    teacher teachers education|教师 教育; doctor doctors medical health healthcare|医生 医疗 健康;
    drug drugs|药物; cancer|癌症; gene genes genome genomic dna|基因; protein proteins|蛋白;
    cell cells|细胞; brain|大脑 脑机; biology biological|生物 生命;
    chemistry materials material|化学 材料; physics quantum|物理 量子;
    math mathematics olympiad mathematical|数学 奥数; weather climate|天气 气候;
    space satellite satellites rocket|太空 卫星 火箭; terminal command|终端 命令; memory|记忆;
    agent agents|能体 代理; encryption encrypted|加密; password passwords|密码; logs log|日志;
    delete deleted deleting|删除; safety safe|安全;
    age minors kids children teens|未成 儿童 青少 年龄; adult erotica|成人; suicide|自杀;
    fake deepfake deepfakes|伪造 虚假; watermark|水印; jailbreak jailbreaks|越狱;
    distillation distilled distill distilling|蒸馏; compiler|编译;
    factory manufacturing|工厂 制造; job jobs workforce employment|就业 工作;
    economy economic|经济; tax taxes|税收 征税; election|选举; war|战争; superintelligence|超级;
    consciousness conscious welfare|意识 福利; apology apologizes|道歉;
    shutdown shuts discontinued sunset|关闭 下线; secret secretly|秘密; record records|纪录;
    warning warns|警告; survey poll|调查; report reports|报告; petition signed|联署 请愿;
    emotional emotions emotion|情感 情绪; avatar companion companions|化身 伴侣; keyboard|键盘;
    camera|相机 摄像; spreadsheet excel|表格; email emails gmail|邮件; calendar|日历;
    diffusion|扩散; embedding embeddings|嵌入 向量; encoder|编码; license licensing|许可 授权;
    earnings quarter quarterly|财报 季度; stock shares|股价 股票; bubble|泡沫;
    debt bonds bond|债务 债券; cloud|云计 云服; startup startups|初创;
    billionaire billionaires|富豪; earbuds headphones|耳机; battery batteries|电池;
    charging charger|充电; wireless|无线; tablet tablets|平板; laptop laptops|记本;
    screen screens|屏幕; console consoles|主机; wallet wallets|钱包; crypto bitcoin|货币 比特;
    bank banks banking|银行; patch patched patches|补丁 修复; malware malicious spyware|恶意 间谍;
    ransomware|勒索; cyberattack cybersecurity|络攻 络安; victims victim|受害; abuse abused|滥用;
    threat threats|威胁; identity|身份; account accounts|账户 账号; supply|供应; solar|太阳;
    nuclear|核能 核电; electric|电动; union workers employees|工会 员工;
    scientists scientist|学家; conference summit|大会 峰会; keynote|演讲; hackathon|客松;
    competition contest challenge|竞赛 挑战; medal medals|金牌 奖牌; award awards prize|奖项 获奖;
    interview|专访 采访; podcast podcasts|播客; photo photos|照片; art artist artists|艺术;
    animation animated|动画; story stories storytelling|故事; novel novels|小说;
    subtitles captions|字幕; toy toys|玩具; desktop|桌面; download downloads|下载;
    offline locally|离线 本地; database databases|据库; automation automate automated|自动;
    visual vision|视觉; multimodal|多模; native|原生; lightweight|轻量; interface|界面;
    workflow workflows|作流; dashboard|仪表; plugin plugins extension|插件; skill skills|技能;
    connector connectors|连接; document documents|文档; chart charts|图表;
    slides presentation presentations|幻灯; meeting meetings|会议; chat chatbot chatbots|聊天;
    assistant|助手; personality|个性 性格; sycophancy sycophantic|谄媚 奉承;
    hallucination hallucinations|幻觉; bias biased|偏见; surveillance|监控;
    facial face faces|人脸 面部; drone drones|人机; weapon weapons|武器; president|总统;
    minister|部长; house|白宫; commission|委员; governor|州长; weights|权重;
    parameter parameters|参数; experts expert moe|专家; sparse|稀疏; attention|注意;
    quantization quantized|量化; reinforcement|强化; pretraining pretrained|预训;
    finetuning finetune|微调; dataset datasets|据集; synthetic|合成;
    simulation simulator|模拟 仿真; detection|检测; retrieval|检索; compression|压缩;
    throughput|吞吐; cluster clusters|集群; supercomputer|超算; editing edit edits|编辑;
    generation generate generates generating|生成; reasoning|推理; upgrade upgrades|升级;
    global worldwide globally|全球; enterprise enterprises|企业; developer developers|开发;
    researcher researchers|研究;
"""
_WHO: Final = """
    ukraine|乌克; iran|伊朗; china chinese|中国; europe european eu|欧洲 欧盟; india indian|印度;
    japan japanese|日本; korea korean|韩国; russia russian|俄罗; taiwan|台湾; trump|朗普;
    musk elon|马斯 斯克; altman|奥特 特曼; zuckerberg|扎克 克伯; nadella|纳德; pichai|皮查;
    jensen huang|黄仁; hinton|辛顿; lecun|杨立 立昆; sutskever ilya|苏茨; karpathy|卡帕;
    hassabis|萨比; amodei|阿莫; murati|穆拉; bezos|贝索 贝佐; disney|迪士; netflix|奈飞;
    sony|索尼; nintendo|任天; intel|英特; nvidia|英伟; amazon|亚马; samsung|三星; huawei|华为;
    alibaba|阿里; tencent|腾讯; bytedance|字节; baidu|百度; xiaomi|小米; tesla|特斯; google|谷歌;
    microsoft|微软; apple|苹果; oracle|甲骨; california|加州; york|纽约; london|伦敦;
    beijing|北京;
"""


def _by_term(table: str) -> dict[str, str]:
    return {
        term: f"{CONCEPT_MARK}{terms.split()[0]}"
        for terms in table.replace("|", " ").split(";")
        for term in terms.split()
    }


_OF_WHO: Final = _by_term(_WHO)
_OF_TERM: Final = _by_term(_WHAT) | _OF_WHO
_PEOPLE_AND_PLACES: Final = frozenset(_OF_WHO.values())


def concepts(terms: Iterable[str]) -> set[str]:
    """Return the concepts of the words and pairs of characters among `terms`."""
    return {_OF_TERM[term] for term in terms if term in _OF_TERM}


def is_concept(term: str) -> bool:
    """Return whether a term is a concept."""
    return term[0] == CONCEPT_MARK


def says_what(term: str) -> bool:
    """Return whether a term is a concept that tells what happened, and not only who or where."""
    return term[0] == CONCEPT_MARK and term not in _PEOPLE_AND_PLACES


def says_who(name: str) -> bool:
    """Return whether a name of one or two words is, or has, that of such a person or company."""
    return any(part in _OF_WHO for part in name.split("_"))
