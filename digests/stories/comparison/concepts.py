"""Concepts: words of news that mean the same in English and Chinese, so that both can be compared.

Names and numbers are alike in both languages, but a ruling of a court or a delay has no name. Each
concept has its English words and the pairs of Chinese characters that show it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

CONCEPT_MARK: Final = "%"
"""The first character of a concept's term, such as `%court`."""

_CONCEPTS: Final = """
    court courts judge judges judicial|法院 法官 法庭
    ruling ruled rules verdict|裁定 裁决 判决 判定
    lawsuit lawsuits sues sued suing|诉讼 起诉 状告 控告
    copyright copyrighted|版权 著作
    books book authors author|书籍 图书 作家 作者
    fair|合理 公平
    privacy|隐私
    government federal|政府 联邦
    pentagon military defense dod|国防 军事 五角 军方
    ban bans banned prohibits blocks blocked|禁止 禁令 封禁 禁用
    suspend suspends suspended suspension pauses paused|暂停 中止 停用
    export|出口
    tariff tariffs|关税
    order orders ordered directive|命令 指令 下令
    senate congress lawmakers|参议 国会 议员
    regulation regulators regulator antitrust|监管 反垄
    police arrested arrest|警方 被捕 逮捕
    attack attacks attacked|攻击 袭击
    breach breached hacked hackers|泄露 入侵 黑客
    vulnerability vulnerabilities flaw|漏洞
    outage outages downtime|宕机 中断 故障
    delay delays delayed postpones postponed|推迟 延期 延迟 跳票
    leak leaked leaks|泄密 泄漏 曝光
    layoffs layoff|裁员
    hires hired recruits poaches poached|聘请 挖走 挖角 招募
    joins joined joining|加入 加盟
    leaves leaving departs quits resigns departure|离职 离开 辞职 出走
    founder founders founded cofounder|创始 创办
    ceo|首席 总裁
    funding raises raised|融资 筹集 募资
    valuation valued|估值
    invest invests investment investing investors|投资
    acquire acquires acquired acquisition buys|收购
    stake|股份 持股
    ipo confidentially public|上市
    revenue|营收 收入
    losses loss|亏损
    subscription subscriptions|订阅
    price pricing prices priced|价格 定价 售价
    free|免费
    cheaper cut cuts|降价 下调
    partnership partners partner|合作 伙伴
    contract deal agreement|合同 协议
    datacenter datacenters center centers centre|据中
    gigawatt gw megawatt power energy|吉瓦 电力 能源 千瓦
    chip chips semiconductor|芯片 半导
    robot robots humanoid|机器 人形
    robotaxi taxi|出租
    driving autonomous self|驾驶 无人
    car cars vehicle vehicles|汽车 车辆
    phone phones smartphone|手机
    glasses|眼镜
    headset|头显
    browser|浏览
    search|搜索
    shopping checkout|购物 结账
    ads advertising ad advertisers|广告
    image images picture|图像 图片
    video videos|视频
    music song songs|音乐 歌曲
    voice speech spoken|语音 声音
    translation translate translating|翻译
    glossary dictionary encyclopedia wikipedia|百科
    game games gaming|游戏
    film movie hollywood|电影 好莱
    student students school schools university|学生 学校 大学
    teacher teachers education|教师 教育
    doctor doctors medical health healthcare|医生 医疗 健康
    drug drugs|药物
    cancer|癌症
    gene genes genome genomic dna|基因
    protein proteins|蛋白
    cell cells|细胞
    brain|大脑 脑机
    biology biological life|生物 生命
    chemistry materials material|化学 材料
    physics quantum|物理 量子
    math mathematics olympiad mathematical|数学 奥数
    weather climate|天气 气候
    space satellite satellites rocket|太空 卫星 火箭
    terminal command|终端 命令
    memory|记忆
    agent agents|智能 代理
    encryption encrypted|加密
    password passwords|密码
    logs log|日志
    delete deleted deleting|删除
    safety safe|安全
    age minors kids children teens|未成 儿童 青少 年龄
    adult erotica|成人
    suicide|自杀
    fake deepfake deepfakes|伪造 虚假
    watermark|水印
    jailbreak jailbreaks|越狱
    distillation distilled distill distilling|蒸馏
    compiler|编译
    factory manufacturing|工厂 制造
    job jobs workforce employment|就业 工作
    economy economic|经济
    tax taxes|税收 征税
    election|选举
    war|战争
    superintelligence|超级
    consciousness conscious welfare|意识 福利
    apology apologizes|道歉
    shutdown shuts discontinued sunset|关闭 下线
    secret secretly|秘密
    record records|纪录
    warning warns|警告
    survey poll|调查
    report reports|报告
    letter petition signed|公开信 联署 请愿
    emotional emotions emotion|情感 情绪
    avatar companion companions|化身 伴侣
    keyboard|键盘
    camera|相机 摄像
    spreadsheet excel|表格
    email emails gmail|邮件
    calendar|日历
    diffusion|扩散
    embedding embeddings|嵌入 向量
    encoder|编码
    license licensing|许可 授权
    earnings quarter quarterly|财报 季度
    stock shares|股价 股票
    bubble|泡沫
    debt bonds bond|债务 债券
    cloud|云计 云服
    startup startups|初创
    billionaire billionaires|富豪
"""

_OF_TERM: Final = {
    term: f"{CONCEPT_MARK}{line.split()[0].partition('|')[0]}"
    for line in _CONCEPTS.strip().splitlines()
    for term in line.replace("|", " ").split()
}


def concepts(terms: Iterable[str]) -> set[str]:
    """Return the concepts of the words and pairs of characters among `terms`."""
    return {_OF_TERM[term] for term in terms if term in _OF_TERM}


def is_concept(term: str) -> bool:
    """Return whether a term is a concept."""
    return term[0] == CONCEPT_MARK
