"""Programmes in short texts of many fields, each in our own words, with the names they hold."""

from pathlib import Path

import pytest
from documents import document
from hypothesis import given
from hypothesis import strategies as st

from policycascade.extract.outline import find_sections
from policycascade.extract.programmes import find_programmes
from policycascade.model import Level, Programme, ProgrammeKind

PLANS = Path(__file__).resolve().parents[3] / "shared" / "plans"


def read(text: str) -> list[Programme]:
    loaded = document(text)
    return find_programmes(loaded, find_sections(loaded))


def names(text: str) -> list[str]:
    """Canonical names, each once, in the order of their first mention."""
    return list(dict.fromkeys(one.canonical for one in read(text)))


TEXTS = {
    "文物 province": (
        """一、主要任务
        (一)深化考古研究。参与中华文明探源工程,启动“鄱湖考古”五年计划,落实考古前置要求。
        (二)守护革命旧址。接续推进革命文物保护利用工程,实施烽火旧址修缮三年行动,办好红色讲解员大赛。
        (三)办好博物馆。推进卓越博物馆发展计划,建设“博物馆之城”,开展博物馆进社区活动。
        (四)守住安全底线。实施古建消防提升工程、石窟病害治理专项行动,严格落实“一处一策”。""",
        """中华文明探源工程 鄱湖考古 革命文物保护利用工程 烽火旧址修缮行动 红色讲解员大赛
        卓越博物馆发展计划 博物馆之城 博物馆进社区活动 古建消防提升工程 石窟病害治理专项行动
        一处一策""",
    ),
    "文物 boxes": (
        """三、重大工程
        专栏3 重点项目
        01 宋代窑址本体保护工程
        修缮窑炉十二座,整治周边环境,改善参观道路。
        02 “盐道新生”活化利用计划
        串联沿线旧街老铺,培育研学线路。
        03 馆藏简牍数字化保护项目
        采集图像三万幅,建立数据库。""",
        """宋代窑址本体保护工程 盐道新生 馆藏简牍数字化保护项目""",
    ),
    "教育 prose": (
        """第三章 主要任务
        第一节 基础教育
        落实“双减”要求,实施学前教育发展提升行动计划、乡镇寄宿制学校温馨行动,扩大普惠学位供给。
        第二节 职业教育
        支持学校申报“双高计划”,推行现代学徒制,建设“匠心学院”,实施技能成才圆梦计划。
        第三节 高等教育
        支持高校争创“双一流”,实施拔尖博士生培育工程,打造“人文会讲”学术品牌。
        第四节 教师
        落实国培计划和优师计划,推进“县管校聘”改革,开展师德师风建设。""",
        """双减 学前教育发展提升行动计划 乡镇寄宿制学校温馨行动 双高计划 现代学徒制 匠心学院
        技能成才圆梦计划 双一流 拔尖博士生培育工程 人文会讲 国培计划 优师计划 县管校聘""",
    ),
    "教育 look back": (
        """一、发展基础
        过去五年,学校布局持续优化,全面改薄任务按期完成,教育信息化水平明显提高。
        二、主要目标
        到2030年,高中阶段毛入学率达到98%,教师队伍结构更加合理。
        三、重点任务
        推进教育数字化战略行动,建设“云上课堂”平台,实施“名师出海”计划,按计划增加学位。""",
        """全面改薄 教育数字化战略行动 云上课堂 名师出海""",
    ),
    "人工智能 scheme": (
        """一、重点任务
        1.攻关核心技术。实施“智核”专项行动,对关键芯片实行揭榜挂帅,承担科技创新2030重大项目。
        2.开放应用场景。推进“人工智能+”行动,实施百个场景示范工程,建设城市大脑。
        3.夯实算力底座。融入“东数西算”布局,发放“算力券”,优化网络时延。
        4.做优生态。办好“智汇杯”算法大赛,培育专精特新企业,引进人工智能人才。""",
        """智核专项行动 揭榜挂帅 科技创新2030 人工智能+ 百个场景示范工程 城市大脑 东数西算
        算力券 智汇杯 专精特新""",
    ),
    "人工智能 city": (
        """二、主要举措
        (一)落实国家新一代人工智能创新发展试验区任务,制定年度工作计划,明确责任分工。
        (二)实施企业“智改数转”行动,开展“AI+教育”试点,推广“一企一码”服务。
        (三)建设智慧医疗平台、智慧交通系统,提升公共服务智能化水平。
        (四)举办人工智能应用创新大赛,实施“星火”青年人才计划。""",
        """国家新一代人工智能创新发展试验区 智改数转 AI+教育 一企一码 智慧医疗平台 智慧交通系统
        人工智能应用创新大赛 星火青年人才计划""",
    ),
    "report of a city": (
        """一、去年工作回顾
        扎实开展“项目攻坚年”活动,完成老城排水改造工程,国企改革三年行动任务全面完成。
        二、今年主要工作
        (一)突出创新驱动。实施创新驱动发展战略,开展规上企业研发全覆盖行动,建好中试平台。
        (二)突出扩大内需。落实消费品以旧换新政策,实施“千店焕新”行动,推进重大项目建设。
        (三)突出改革开放。深化“高效办成一件事”改革,推广“拿地即开工”,主动融入共建“一带一路”。
        (四)突出民生福祉。实施“幸福食堂”工程、老旧电梯更新行动,加快建设轨道交通3号线工程。""",
        """项目攻坚年 国企改革三年行动 创新驱动发展战略 规上企业研发全覆盖行动 消费品以旧换新
        千店焕新 高效办成一件事 拿地即开工 一带一路 幸福食堂 老旧电梯更新行动""",
    ),
    "report of a province": (
        """二、2025年工作安排
        全面推进乡村振兴,实施新一轮千亿斤粮食产能提升行动,学习“千万工程”经验,抓好春耕备耕。
        深入打好蓝天、碧水、净土保卫战,全面推行河长制、林长制,实施矿山复绿三年行动。
        落实国家区域协调发展战略,推动长江经济带发展,加快建设高速公路项目。
        坚决贯彻以人民为中心的发展思想,增强“四个意识”,办好十件民生实事,防止“一刀切”。""",
        """乡村振兴战略 新一轮千亿斤粮食产能提升行动 千万工程 蓝天保卫战 碧水保卫战 净土保卫战
        河长制 林长制 矿山复绿行动 区域协调发展战略 长江经济带""",
    ),
    "report of a county": (
        """三、下一步打算
        1.做强产业。实施链主企业倍增计划,落实链长制,打造“云雾茶”区域公用品牌,新开工水利工程12处。
        2.做美城乡。推进城市更新行动,创建国家卫生县城,实施农村污水治理攻坚行动,新改建农村公路80公里。
        3.做优服务。推行“一窗受理”,落实告知承诺制,开展“入企走访”活动,当好“店小二”。
        4.守牢底线。开展安全生产治本攻坚三年行动,推进扫黑除恶,落实“三管三必须”要求。""",
        """链主企业倍增计划 链长制 云雾茶 城市更新行动 国家卫生城市 农村污水治理攻坚行动
        一窗受理 告知承诺制 入企走访 安全生产治本攻坚三年行动 扫黑除恶专项斗争""",
    ),
    "卫生": (
        """二、重点任务
        推进健康中国行动,深化三医联动改革,学习三明医改经验,建好紧密型县域医共体。
        实施基层卫生能力提升工程、“优质服务基层行”活动和乡村医生定向培养项目,扩大药品集中带量采购范围。
        推行“先诊疗后付费”,建设“互联网+医疗健康”示范省,开展“三减三健”专项行动。
        每千人口床位数达到7张,按照年度计划组织考核。""",
        """健康中国 三医联动 三明医改 紧密型县域医共体 基层卫生能力提升工程 优质服务基层行
        乡村医生定向培养项目 药品集中带量采购 先诊疗后付费 互联网+医疗健康 三减三健""",
    ),
    "农业": (
        """(一)稳住粮食。落实藏粮于地、藏粮于技战略,实施优质粮食工程、绿色防控替代行动。
        (二)育强种业。实施种业振兴行动,建设南繁育种基地。
        (三)富裕农民。实施高素质农民培育计划和“头雁”项目,开展万企兴万村行动,发展“一村一品”。
        (四)和美乡村。开展“清洁庭院”创建活动,推进厕所革命,建好“四好农村路”。""",
        """藏粮于地藏粮于技 优质粮食工程 绿色防控替代行动 种业振兴行动 高素质农民培育计划
        头雁项目 万企兴万村行动 一村一品 清洁庭院 厕所革命 四好农村路""",
    ),
    "生态": (
        """一是推进山水林田湖草沙一体化保护和修复工程,实施“绿满河岸”行动,加强湿地保护。
        二是开展“无废城市”建设,实施工业炉窑深度治理工程、柴油货车污染治理攻坚战。
        三是健全生态补偿制度,落实中央生态环境保护督察整改,推行“环保管家”服务。""",
        """山水林田湖草沙一体化保护和修复工程 绿满河岸 无废城市 工业炉窑深度治理工程
        柴油货车污染治理攻坚战 中央生态环境保护督察 环保管家""",
    ),
    "养老 and 民政": (
        """实施特殊困难老年人居家适老化改造工程,打造“一刻钟养老服务圈”,探索“时间银行”互助模式。
        开展“敬老月”活动,落实长期护理保险制度,培训养老护理员,保障“一老一小”。
        评选“最美社工”,推进儿童友好城市建设,实施困境儿童护苗计划。""",
        """特殊困难老年人居家适老化改造工程 一刻钟养老服务圈 时间银行 敬老月 长期护理保险
        一老一小 最美社工 儿童友好城市 困境儿童护苗计划""",
    ),
    "人社 county": (
        """四、主要任务
        1.促进就业。组织“春风行动”、金秋招聘月等活动,落实三支一扶、西部计划,建设“家门口”就业服务站。
        2.提升技能。开展“技能安溪”行动,推行企业新型学徒制,实施茶艺师培养计划,开展各类培训。
        3.社会保障。实施全民参保计划,用好社会保障卡“一卡通”,健全社保待遇调整机制。
        4.和谐劳动关系。落实一金三制,开展根治欠薪冬季专项行动,实施劳动关系“和谐同行”能力提升计划。""",
        """春风行动 金秋招聘月 三支一扶 西部计划 家门口就业服务站 技能安溪 企业新型学徒制
        茶艺师培养计划 全民参保计划 社会保障卡一卡通 一金三制 根治欠薪冬季专项行动 和谐同行""",
    ),
    "人社 district": (
        """(一)实施创业带动就业提升行动,举办“海创杯”创业大赛,评选十佳创业明星,发放创业补贴。
        (二)实施凤凰英才计划、社区工程师培育项目,落实人才新政20条,办好人才夜校。
        (三)深化“放管服”改革,推行“免申即享”,实现高频事项“跨省通办”,建设人社驿站。
        (四)强化队伍建设,开展窗口单位业务技能练兵比武,完善内部管理制度。""",
        """创业带动就业提升行动 海创杯 十佳创业明星 凤凰英才计划 社区工程师培育项目
        人才新政20条 放管服 免申即享 跨省通办 业务技能练兵比武""",
    ),
    "住建 and 交通": (
        """推进保障性住房建设和“平急两用”公共基础设施建设,实施既有住宅加装电梯便民工程。
        深化交通强国建设试点,建设农村物流“一点多能”站点,实施公交优先发展战略。
        完成防洪排涝工程、污水处理厂扩建项目,续建过江隧道工程。""",
        """平急两用 既有住宅加装电梯便民工程 一点多能 公交优先发展战略""",
    ),
}


@pytest.mark.parametrize(("text", "expected"), TEXTS.values(), ids=TEXTS)
def test_the_programmes_of_a_text(text: str, expected: str) -> None:
    assert set(names(text)) == set(expected.split())


@pytest.mark.parametrize(
    "text",
    [
        "增强“四个意识”,坚定“四个自信”,做到“两个维护”,立足新发展阶段。",
        "解决群众“急难愁盼”问题,打通“最后一公里”,让数据多“跑路”。",
        "统筹推进重大工程、重点项目和专项行动,制定年度工作计划。",
        "计划到2027年新增学位3万个,各项目标如期实现。",
        "完善运行动态监测,优化企业生活动线,开展执法行动。",
        "培养“双师型”教师,做到应保尽保、“应享尽享”,实现“零距离”服务。",
        "建成污水处理厂二期工程,开工高速公路扩容项目,续建供水管网工程。",
        "健全教育培训计划,办好各类文体活动,完善信息系统。",
        "落实《就业促进法》和《关于促进就业的意见》。",
        "职业教育吸引力明显增强,“十四五”期间经费投入稳定增长。",
        "成为区域发展的“压舱石”,当好改革“排头兵”。",
        "加强校长制度建设,规范部长制审批。",
    ],
)
def test_what_is_no_programme(text: str) -> None:
    assert names(text) == []


def test_one_name_for_all_the_ways_it_is_written() -> None:
    text = """一、主要任务
    (一)实施劳动关系“和谐同行”能力提升三年行动计划,落实“双随机、一公开”监管。
    (二)推进“和谐同行”计划,推行双随机一公开执法。
    (三)实施岳阳市新生代工匠培育计划(2023-2025年),深化新生代工匠培育计划。
    (四)开展人力资源和社会保障窗口提质三年行动,巩固人社窗口提质行动。"""
    assert names(text) == ["和谐同行", "双随机一公开", "新生代工匠培育计划", "人社窗口提质行动"]


@pytest.mark.parametrize(
    ("text", "kind", "origin"),
    [
        ("实施全民参保计划", ProgrammeKind.PROGRAMME, Level.NATIONAL),
        ("组织“春风行动”", ProgrammeKind.CAMPAIGN, Level.NATIONAL),
        ("实施浙江省海岛支教计划", ProgrammeKind.PROGRAMME, Level.PROVINCE),
        ("开展全市暖冬稳岗行动", ProgrammeKind.CAMPAIGN, Level.PREFECTURE),
        ("推广“浙里办”平台", ProgrammeKind.PLATFORM, Level.PROVINCE),
        ("打造“闽匠传艺”技能品牌", ProgrammeKind.BRAND, Level.PROVINCE),
        ("实施人才强县战略", ProgrammeKind.STRATEGY, None),
        ("推行“一事双查”机制", ProgrammeKind.MECHANISM, None),
        ("出台稳企惠企政策20条", ProgrammeKind.POLICY_PACKAGE, None),
        ("举办大学生创新创业大赛", ProgrammeKind.COMPETITION, None),
    ],
)
def test_kind_and_origin(text: str, kind: ProgrammeKind, origin: Level | None) -> None:
    (found,) = read(text)
    assert (found.kind, found.origin) == (kind, origin)


@pytest.mark.parametrize(
    ("text", "members", "method"),
    [
        (
            "落实“一金三制”(农民工工资保证金、实名制、分账制、银行代发制)",
            ("工资保证金", "实名制", "分账制", "银行代发制"),
            "vocabulary",
        ),
        (
            "全面推行“一金三制”",
            ("工资保证金", "实名制", "分账制", "银行代发制"),
            "vocabulary-members",
        ),
        (
            "坚持“培训、见习、贷款”三项联动",
            ("培训", "见习", "贷款"),
            "quoted-list",
        ),
        (
            "健全宣教、查处、退赔“三位一体”的社保基金监管机制",
            (),
            None,
        ),
        (
            "实施名医下沉、名校结对、名师送教三项行动计划",
            ("名医下沉", "名校结对", "名师送教"),
            "counted",
        ),
        (
            "推行“两免两带”(免学费、免住宿费、带薪实习、带岗学习)制度",
            ("免学费", "免住宿费", "带薪实习", "带岗学习"),
            "quoted-coined",
        ),
    ],
)
def test_members(text: str, members: tuple[str, ...], method: str | None) -> None:
    found = read(text)
    assert [(one.members, one.method) for one in found] == ([(members, method)] if method else [])


def test_past_is_what_is_only_an_achievement() -> None:
    text = """一、发展基础
    实施山村网点提升工程,开展三支一扶计划。
    二、主要任务
    (一)扩大就业
    继续落实三支一扶计划。“十三五”期间,暖企护航行动成效明显。实施春蕾创业计划。"""
    past = {one.canonical: one.past for one in read(text)}
    assert past == {
        "山村网点提升工程": True,
        "三支一扶": False,
        "暖企护航行动": True,
        "春蕾创业计划": False,
    }


def test_a_plan_does_not_find_itself() -> None:
    text = """某市养老服务提升行动计划
    关于印发《某市养老服务提升行动计划》的通知
    一、总体要求
    本市养老服务提升行动计划由民政部门牵头。
    二、主要任务
    落实《适老出行三年行动计划(2023-2025年)》,实施银发助餐工程。"""
    assert names(text) == ["适老出行行动计划", "银发助餐工程"]


def test_asides_are_left_out_and_tables_read_by_quotes_only() -> None:
    text = """~实施就业服务提升工程 12
    | 指标 | 目标 |
    | 实施技能提升工程人数 | 3万人 |
    | “技能兴农”计划人数 | 1万人 |"""
    assert names(text) == ["技能兴农"]


WORDS = st.sampled_from(
    [*"“”《》、,。()\n等的和“年0第长", "实施", "工程", "计划", "三支一扶", "活动", "“一金三制”"]
)


@given(st.lists(WORDS | st.text(max_size=4), max_size=30).map("".join))
def test_any_text_at_all_gives_true_quotes_and_no_exception(text: str) -> None:
    loaded = document(text or "空")
    found = find_programmes(loaded, find_sections(loaded))
    for one in found:
        assert loaded.quote(one.evidence.span) == one.evidence.quote == one.mention
        assert one.canonical
        assert 0 < one.confidence < 1
    assert len({one.id for one in found}) == len(found)


@pytest.mark.parametrize("text", [text for text, _ in TEXTS.values()], ids=TEXTS)
def test_spaces_and_full_width_forms_change_no_name(text: str) -> None:
    wide = text.replace(",", "，").replace("(", "（").replace(")", "）").replace("+", "＋")
    spaced = text.replace("。", "。 ").replace("“", " “").replace("0", "0 ")
    assert names(wide) == names(text) == names(spaced)


@pytest.mark.parametrize("plan", ["hunan", "zhuzhou", "jiangxia", "gaoyou", "qingpu"])
def test_real_plans_give_true_quotes(plan: str) -> None:
    from policycascade.loaders import load

    path = PLANS / f"{plan}.txt"
    if not path.exists():
        pytest.skip(f"{path} is not here")
    loaded = load(path)
    found = find_programmes(loaded, find_sections(loaded))
    assert len(found) >= 20
    assert all(loaded.quote(one.evidence.span) == one.mention for one in found)
    assert len({one.id for one in found}) == len(found)
    assert [one.evidence.span for one in found] == sorted(one.evidence.span for one in found)
    if plan == "zhuzhou":
        parts = {one.members for one in found if one.canonical == "一金三制"}
        assert parts == {("工资保证金", "实名制", "分账制", "银行代发制")}
