"""One case for each kind of error found on texts that nobody had tuned the rules to.

The texts are of our own making; what failed was the shape.
"""

import pytest
from figure_lines import line, read

REPORT = "2026年某市政府工作报告\n一、2025年工作回顾\n{}"
PLAN = "二、发展目标\n{}"


def lines(text: str, period: tuple[int, int] | None, *, past: bool) -> list[str]:
    """Indicator, value and basis with its years of the targets or the outturns of a text."""
    figures = read(text, period and list(period))[past]
    return [" | ".join(line(figure).split(" | ")[:4]) for figure in figures]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # what lists share: the subject, the unit of the last, one figure for whole rates
        (
            "城镇、农村居民人均可支配收入分别增长4%、6%。",
            [
                "城镇居民人均可支配收入增速 | = 4 % | annual | 2025-2025",
                "农村居民人均可支配收入增速 | = 6 % | annual | 2025-2025",
            ],
        ),
        (
            "电子信息、装备制造业产业规模分别达1.2万亿、8000亿元。",
            [
                "电子信息产业规模 | = 1200000000000 元 | end | 2025-2025",
                "装备制造业产业规模 | = 800000000000 元 | end | 2025-2025",
            ],
        ),
        (
            "学前教育毛入园率、高等教育毛入学率超过93%。",
            [
                "学前三年毛入园率 | > 93 % | end | 2025-2025",
                "高等教育毛入学率 | > 93 % | end | 2025-2025",
            ],
        ),
        (
            "壮大甲材料、乙软件两大产业，产值分别达到3亿元、2亿元。",
            [
                "甲材料产业产值 | = 300000000 元 | annual | 2025-2025",
                "乙软件产业产值 | = 200000000 元 | annual | 2025-2025",
            ],
        ),
        (
            "案件起数、死亡人数分别下降9%、8%。",
            [
                "案件起数下降 | = 9 % | annual | 2025-2025",
                "死亡人数下降 | = 8 % | annual | 2025-2025",
            ],
        ),
        (
            "省级清理退出、优化各类专项资金14亿元。",
            ["省级清理退出、优化各类专项资金 | = 1400000000 元 | annual | 2025-2025"],
        ),
        # what is counted
        (
            "新增甲城、宜都、丙城3个过三千亿元强市。",
            ["新增过三千亿元强市 | = 3 个 | annual | 2025-2025"],
        ),
        (
            "培育5家主业突出、竞争力强的骨干企业。",
            ["培育骨干企业 | = 5 家 | annual | 2025-2025"],
        ),
        ("12条重点链项目占比达84.4%。", ["重点链项目占比 | = 84.4 % | end | 2025-2025"]),
        (
            "引进20个高层次人才团队，建成5个重点实验室。",
            [
                "引进高层次人才团队 | = 20 个 | annual | 2025-2025",
                "重点实验室 | = 5 个 | end | 2025-2025",
            ],
        ),
        ("补贴惠及120余万婴幼儿。", ["婴幼儿 | > 1200000 人 | annual | 2025-2025"]),
        # how many there are by now
        (
            "新增百强镇6个，累计达到16个。",
            ["新增百强镇 | = 6 个 | annual | 2025-2025", "百强镇 | = 16 个 | end | 2025-2025"],
        ),
        (
            "新增上市公司6家、总数达到80家。",
            [
                "新增上市公司数 | = 6 家 | annual | 2025-2025",
                "上市公司数 | = 80 家 | end | 2025-2025",
            ],
        ),
        (
            "培育5家以上收入规模超50亿元的领军企业、9家产值超亿元的创新企业。",
            [
                "培育收入规模超50亿元的领军企业 | >= 5 家 | annual | 2025-2025",
                "产值超亿元的创新企业 | = 9 家 | annual | 2025-2025",
            ],
        ),
        # 约 in 签约 is no bound
        ("签约12个项目。", ["签约项目 | = 12 个 | annual | 2025-2025"]),
        (
            "企业达550余家、产值达20亿元，较上年分别增长8%、6%。",
            [
                "企业 | > 550 家 | end | 2025-2025",
                "企业产值 | = 2000000000 元 | annual | 2025-2025",
                "企业增长 | = 8 % | annual | 2025-2025",
                "企业产值增长 | = 6 % | annual | 2025-2025",
            ],
        ),
        ("学校由71所优化整合为47所。", ["学校 | = 47 所 | end | 2025-2025"]),
        ("服务科考2152航次。", ["服务科考 | = 2152 航次 | annual | 2025-2025"]),
        ("对外投资占50%以上。", ["对外投资占比 | >= 50 % | end | 2025-2025"]),
        # how long something has gone on is no measure
        ("经济增速连续16个季度高于全国。", []),
        (
            "游客人次、旅游花费均增长10%。",
            [
                "旅游花费增长 | = 10 % | annual | 2025-2025",
                "游客人次增长 | = 10 % | annual | 2025-2025",
            ],
        ),
        ("帮助城镇151名困难人员就业。", ["就业困难人员就业人数 | = 151 人 | annual | 2025-2025"]),
        # what is counted behind names: the names are none of it
        (
            "引进甲科技、乙电子等9家企业，推进丁镇等3所学校建设。",
            [
                "引进企业 | = 9 家 | annual | 2025-2025",
                "学校建设 | = 3 所 | annual | 2025-2025",
            ],
        ),
        # … and what is said of the things is none of their name
        (
            "8个工业园区累计建成面积30平方公里。",
            [
                "工业园区 | = 8 个 | cumulative | 2025-2025",
                "工业园区累计建成面积 | = 30 平方公里 | cumulative | 2025-2025",
            ],
        ),
        # what one figure has, the next is said of
        (
            "地方一般公共预算收入4亿元，自然增幅3%，同口径完成5亿元，增幅6%。",
            [
                "一般公共预算收入 | = 400000000 元 | annual | 2025-2025",
                "地方一般公共预算收入自然增幅 | = 3 % | annual | 2025-2025",
                "一般公共预算收入 | = 500000000 元 | annual | 2025-2025",
                "一般公共预算收入增速 | = 6 % | annual | 2025-2025",
            ],
        ),
        ("新（改、扩）建公厕7座。", ["新（改、扩）建公厕 | = 7 座 | annual | 2025-2025"]),
        ("培训讲解员6000人（次）以上。", ["培训讲解员 | >= 6000 人次 | annual | 2025-2025"]),
        (
            "建成服务大厅和7个零工驿站，服务延伸至90个网点，一卡通覆盖出行等6个领域30个事项。",
            [
                "零工驿站 | = 7 个 | end | 2025-2025",
                "网点 | = 90 个 | end | 2025-2025",
                "事项 | = 30 个 | end | 2025-2025",
            ],
        ),
        ("全县24个行政村通上公交。", ["行政村通上公交 | = 24 个 | end | 2025-2025"]),
        # a goal reached early is none of the figures
        ("提前一年实现引资9亿元目标。", []),
        # … by now, in the list and behind 新增
        (
            "经营主体新增10万户，达90万户，中欧班列累计开行1万列，民企中第三个过百亿元。",
            [
                "经营主体新增 | = 100000 户 | annual | 2025-2025",
                "市场主体（经营主体）总量 | = 900000 户 | end | 2025-2025",
                "中欧班列累计开行 | = 10000 列 | cumulative | 2025-2025",
            ],
        ),
        # what several figures back changed, one by one
        (
            "接待游客60万人次，旅游收入4亿元，同比分别增长5%和7%。",
            [
                "接待游客人次 | = 600000 人次 | annual | 2025-2025",
                "旅游总收入 | = 400000000 元 | annual | 2025-2025",
                "接待游客人次增速 | = 5 % | annual | 2025-2025",
                "旅游总收入增速 | = 7 % | annual | 2025-2025",
            ],
        ),
        # a size before its number; so many a thousand is not the number itself
        (
            "新签约亿元以上项目82个，其中10亿元以上6个。",
            [
                "新签约亿元以上项目 | = 82 个 | annual | 2025-2025",
                "新签约10亿元以上项目 | = 6 个 | annual | 2025-2025",
            ],
        ),
        (
            "每千名老年人配备社会工作者1.2人。",
            ["每千名老年人配备社会工作者 | = 1.2 人 | end | 2025-2025"],
        ),
        ("每千老年人拥有养老床位42张。", ["每千老年人拥有养老床位 | = 42 张 | end | 2025-2025"]),
        # one rate is not said of another
        (
            "失业率控制在4%以内，参保率达到95%。",
            ["失业率 | <= 4 % | end | 2025-2025", "参保率 | = 95 % | end | 2025-2025"],
        ),
        # adverbs are no part of a name
        (
            "签约率一直保持在90%以上，床位长期稳定在3万张。",
            [
                "签约率 | >= 90 % | annual | 2025-2025",
                "床位 | = 30000 张 | annual | 2025-2025",
            ],
        ),
        # sums of one year by their nature, and what there is by now
        (
            "玉米增产2万吨，总产30万吨，绿电外送50亿千瓦时，累计建成储能20万千瓦。",
            [
                "玉米增产 | = 20000 吨 | annual | 2025-2025",
                "玉米总产 | = 300000 吨 | annual | 2025-2025",
                "绿电外送 | = 5000000000 千瓦时 | annual | 2025-2025",
                "建成储能 | = 200000 千瓦 | cumulative | 2025-2025",
            ],
        ),
        (
            "工业产值跨过百亿元大关，机场旅客吞吐量突破30万。",
            [
                "工业产值 | > 10000000000 元 | annual | 2025-2025",
                "机场旅客吞吐量 | > 300000 人 | annual | 2025-2025",
            ],
        ),
        # a period that only tells which thing is meant
        (
            "东线“十四五”期间投资最大的项目投产。新增绿地2万亩。",
            ["新增绿地 | = 20000 亩 | annual | 2025-2025"],
        ),
        # names
        ("GDP完成226亿元。", ["地区生产总值 | = 22600000000 元 | annual | 2025-2025"]),
        ("有色矿产业营收突破1亿元。", ["有色矿产业营收 | > 100000000 元 | annual | 2025-2025"]),
    ],
)
def test_a_year_looked_back_on(text: str, expected: list[str]) -> None:
    assert lines(REPORT.format(text), (2026, 2026), past=True) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # doing and being
        ("累计清退企业28家，累计有8家达标。", ["cumulative 2016-2020", "end 2020-2020"]),
        ("出让矿权75宗，开办食堂19个。", ["cumulative 2016-2020"] * 2),
        ("实验室达到45家、研发机构547家。", ["end 2020-2020"] * 2),
        ("获批标准17项，最低工资标准1700元。", ["cumulative 2016-2020", "end 2020-2020"]),
        # how far something moved, over the years
        ("森林覆盖率提高1.6个百分点，建成区面积提高8.3%。", ["cumulative 2016-2020"] * 2),
        # 年均 holds for the list it opens
        ("年均新增就业3万人、输转劳力50万人以上。", ["annual 2016-2020"] * 2),
        # people in a list as things; a part of what is yearly
        ("引进硕士20人、高级职称人才8人。", ["cumulative 2016-2020"] * 2),
        ("年均接待观众50万人次，其中学生9万人次。", ["annual 2016-2020"] * 2),
        ("补充教师90名，破获案件7起，退还岸线3公里。", ["cumulative 2016-2020"] * 3),
        # where to is no figure
        ("赴12个国家举办展览56个。", ["cumulative 2016-2020"]),
        ("工伤保险累计参保9万人次，办结案件50件。", ["end 2020-2020", "cumulative 2016-2020"]),
        (
            "场馆90座，年均增长7%，其中民办20座。",
            ["end 2020-2020", "annual 2016-2020", "end 2020-2020"],
        ),
        # every year of a run
        ("粮食连续5年稳定在9亿斤以上。", ["annual 2016-2020"]),
        # two that change, each from its own
        (
            "城镇、农村居民人均可支配收入从2015年的3万元、1万元增加到4万元、2万元，年均分别增长8%、9%。",
            ["end 2020-2020", "end 2020-2020", "annual 2016-2020", "annual 2016-2020"],
        ),
        ("地区生产总值从2015年的200亿元增加到2020年的300亿元。", ["end 2020-2020"]),
        (
            "就业人数从2016年的20万人增加到2020年的30万人，增幅为50%。",
            ["end 2020-2020", "cumulative 2016-2020"],
        ),
        # the noun of a doing word
        ("盘活存量用地3万亩，挽回损失10亿元，17个新项目开工。", ["cumulative 2016-2020"] * 3),
        # a year that only dates one figure
        ("客流提高至2019年的21万人次，开放洞窟30个。", ["annual 2019-2019", "end 2020-2020"]),
    ],
)
def test_over_what_time_achievements_count(text: str, expected: list[str]) -> None:
    found = lines("一、发展基础\n“十三五”期间，" + text, (2021, 2025), past=True)
    assert [" ".join(each.split(" | ")[2:]) for each in found] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("高级岗位比例提高2个百分点，办理时限压缩60%。", ["cumulative 2021-2025"] * 2),
        ("近视率每年降低0.5个百分点以上。", ["annual 2021-2025"]),
        ("粮食产量保持在180万吨以上。", ["keep 2021-2025"]),
        ("发展民宿30家，培育企业85家、专精特新企业20家。", ["cumulative 2021-2025"] * 3),
        ("累计引育龙头企业9家以上，上市企业5家以上。", ["cumulative 2021-2025"] * 2),
        ("培育企业85家、规上企业突破900家。", ["cumulative 2021-2025", "end 2025-2025"]),
    ],
)
def test_over_what_time_goals_count(text: str, expected: list[str]) -> None:
    found = lines(PLAN.format(text), (2021, 2025), past=False)
    assert [" ".join(each.split(" | ")[2:]) for each in found] == expected


def test_the_year_that_opens_a_paragraph_of_a_report_holds_for_it() -> None:
    text = (
        "2026年某市政府工作报告\n一、“十四五”时期工作回顾\n五年来，新建校舍50所。\n"
        "刚刚过去的2025年，圆满收官。生产总值增长5%。培训教师300人。"
    )
    found = lines(text, (2026, 2026), past=True)
    assert [each.split(" | ")[2:] for each in found] == [
        ["cumulative", "2021-2025"],
        ["annual", "2025-2025"],
        ["annual", "2025-2025"],
    ]


def test_a_plan_without_a_date_covers_more_than_its_last_year() -> None:
    text = (
        "甲市声学先导区建设方案\n一、目标\n到2024年，培育3—5家国内领先的龙头企业、20家以上特色企业，"
        "突破30项关键核心技术，推广解决方案90个。其中：2023年，产值达到2亿元。"
    )
    assert lines(text, None, past=False) == [
        "培育国内领先的龙头企业 | >= 3 家 | cumulative | 2023-2024",
        "特色企业 | >= 20 家 | cumulative | 2023-2024",
        "关键核心技术 | = 30 项 | cumulative | 2023-2024",
        "推广解决方案 | = 90 个 | cumulative | 2023-2024",
        "产值 | = 200000000 元 | annual | 2023-2023",
    ]


def test_these_five_years_open_a_paragraph() -> None:
    text = REPORT.format("这五年，保障更加有力。新增床位340张。\n一年来，新增车位7个。")
    found = lines(text, (2026, 2026), past=True)
    assert [each.split(" | ")[2:] for each in found] == [
        ["cumulative", "2021-2025"],
        ["annual", "2025-2025"],
    ]


def test_a_paragraph_without_figures_says_of_which_years_the_next_ones_tell() -> None:
    text = REPORT.format(
        "五年来，我们增进民生福祉。\n新增床位340张。\n新增学位70个。\n"
        "这一年，我们守牢底线。\n新增车位7个。"
    )
    found = lines(text, (2026, 2026), past=True)
    assert [each.split(" | ")[3] for each in found] == ["2021-2025", "2021-2025", "2025-2025"]


def test_a_tie_has_the_years_of_its_chapter() -> None:
    text = "2026年报告\n二、“十五五”时期主要目标\n地区生产总值增速高于全国平均水平。"
    (found,) = lines(text, (2026, 2026), past=False)
    assert found.endswith("2026-2030")


def test_the_background_of_a_plan_looks_back() -> None:
    found = lines("一、发展背景\n入园率达99%。", (2021, 2025), past=True)
    assert found == ["入园率 | = 99 % | end | 2020-2020"]


def test_the_first_year_of_a_term_is_no_term() -> None:
    text = REPORT.format("2025年是本届政府任期的第一年。生产总值增长5%。")
    (found,) = lines(text, (2026, 2026), past=True)
    assert found.endswith("annual | 2025-2025")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("居民收入增长和经济增长同步。", ["居民人均可支配收入增速 | = - %"]),
        ("财政收入与地区生产总值同步增长。", ["财政收入增长 | = - %"]),
        ("教育和文化同步推进。", []),
        ("完成投资500亿元。", ["投资 | = 50000000000 元"]),
        (
            "完工2025年4个续建项目，整体提升9所学校周边环境，办展会30场，开设驿站8个。",
            [
                "完工续建项目 | = 4 个",
                "学校周边环境 | = 9 所",
                "办展会 | = 30 场",
                "开设驿站 | = 8 个",
            ],
        ),
        ("推进集群攻坚和布局下沉，完成投资20亿元。", ["投资 | = 2000000000 元"]),
        # how many goals there are is none
        ("提出28个主要指标，其中20个预期性指标。办好10件民生实事。", []),
    ],
)
def test_goals_of_one_year(text: str, expected: list[str]) -> None:
    found = lines(PLAN.format(text), (2026, 2026), past=False)
    assert [" | ".join(each.split(" | ")[:2]) for each in found] == expected


def test_goals_may_stand_in_the_chapter_of_general_requirements() -> None:
    found = lines("一、总体要求\n建成场馆20个。", (2021, 2025), past=False)
    assert found == ["建成场馆 | = 20 个 | end | 2025-2025"]
