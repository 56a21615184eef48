"""What load and read_plan must find in each digest."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

import pytest

from policycascade.cascade import link_corpus
from policycascade.examples import five_plans
from policycascade.extract import read_plan
from policycascade.loaders import load
from policycascade.model import Basis, Corpus, Document, Level, Plan, Relation, Role, Target


@dataclass(frozen=True)
class Facts:
    title: str
    region: str
    level: Level
    doc_number: str | None
    issued: date | None
    parents: tuple[str, ...]
    targets: int  # with a figure
    tasks: int
    programmes: frozenset[str]


def facts(
    title: str,
    region: str,
    level: Level,
    doc_number: str | None,
    issued: date | None,
    parents: str,
    targets: int,
    tasks: int,
    programmes: str,
) -> Facts:
    return Facts(
        title=title,
        region=region,
        level=level,
        doc_number=doc_number,
        issued=issued,
        parents=tuple(parents.split()),
        targets=targets,
        tasks=tasks,
        programmes=frozenset(programmes.split()),
    )


EXPECTED = {
    "hunan": facts(
        "湖南省“十四五”人力资源和社会保障事业发展规划",
        "430000",
        Level.PROVINCE,
        "湘政办发〔2021〕60号",
        date(2021, 9, 27),
        "人力资源和社会保障事业发展“十四五”规划纲要 "
        "湖南省国民经济和社会发展第十四个五年规划和二○三五年远景目标纲要",
        10,
        49,
        "三支一扶 和谐同行 三高四新 春风行动 四创联动 湘就业 企业新型学徒制 芙蓉人才计划",
    ),
    "zhuzhou": facts(
        "株洲市“十四五”人力资源和社会保障事业发展规划",
        "430200",
        Level.PREFECTURE,
        "株人社发〔2021〕51号",
        date(2021, 12, 15),
        "湖南省“十四五”人力资源和社会保障事业发展规划 "
        "株洲市国民经济和社会发展规划第十四个五年规划和二〇三五年远景目标纲要",
        27,
        65,
        "三支一扶 和谐同行 一金三制 三高四新 四创联动 人才新政30条 双随机一公开 智慧株洲",
    ),
    "jiangxia": facts(
        "江夏区人力资源和社会保障事业发展“十四五”规划",
        "420115",
        Level.COUNTY,
        None,
        None,
        "江夏区“十四五”规划编制工作方案 武汉市人力资源和社会保障事业发展“十四五”规划纲要",
        9,
        33,
        "三支一扶 和谐同行 技能江夏 智慧人社 千企万岗扶持行动 双随机一公开",
    ),
    "gaoyou": facts(
        "高邮市人力资源和社会保障事业“十四五”发展规划",
        "321084",
        Level.COUNTY,
        None,
        date(2021, 12, 22),
        "扬州市国民经济和社会发展第十四个五年规划纲要 "
        "高邮市国民经济和社会发展第十四个五年规划和二〇三五年远景目标纲要",
        26,
        37,
        "企业新型学徒制 全民参保计划 最多跑一次",
    ),
    "qingpu": facts(
        "青浦区就业和社会保障“十四五”规划",
        "310118",
        Level.COUNTY,
        "青府办发〔2021〕57号",
        date(2021, 12, 30),
        "",
        18,
        30,
        "一网通办 企业新型学徒制 智慧人社",
    ),
}

#: plan, indicator, value, unit, basis
CHOSEN = [
    ("hunan", "城镇新增就业人数", "3250000", "人", Basis.CUMULATIVE),
    ("hunan", "城镇调查失业率", "5.5", "%", Basis.KEEP),
    ("hunan", "补充养老保险基金规模", "100000000000", "元", Basis.END),
    ("hunan", "新增取得职业资格证书或职业技能等级证书人数", "500000", "人", Basis.CUMULATIVE),
    ("hunan", "新增取得专业技术人员职业资格证书人数", "400000", "人", Basis.CUMULATIVE),
    ("hunan", "高技能人才总量", "1600000", "人", Basis.END),
    ("zhuzhou", "城镇新增就业人数", "250000", "人", Basis.CUMULATIVE),
    ("zhuzhou", "新增取得职业资格证书或职业技能等级证书人数", "200000", "人", Basis.CUMULATIVE),
    ("zhuzhou", "新增取得专业技术人员职业资格证书人数", "10000", "人", Basis.CUMULATIVE),
    ("zhuzhou", "补贴性职业技能培训人次", "40000", "人次", Basis.ANNUAL),
    ("zhuzhou", "基本养老保险参保人数", "3200000", "人", Basis.END),
    ("zhuzhou", "劳动人事争议仲裁结案率", "90", "%", Basis.END),
    ("jiangxia", "城镇调查失业率", "6", "%", Basis.KEEP),
    ("jiangxia", "基本养老保险参保率", "99.5", "%", Basis.END),
    ("jiangxia", "劳动人事争议仲裁终结率", "65", "%", Basis.END),
    ("gaoyou", "城镇新增就业人数", "30000", "人", Basis.CUMULATIVE),
    ("gaoyou", "高技能人才总量", "38000", "人", Basis.END),
    ("gaoyou", "工伤保险参保人数", "110000", "人", Basis.END),
    ("qingpu", "新增就业岗位数", "18000", "个", Basis.ANNUAL),
    ("qingpu", "劳动关系和谐企业创建率", "50", "%", Basis.END),
]


#: Cited documents outside the corpus: title, region, level.
STUBS = [
    ("武汉市人力资源和社会保障事业发展“十四五”规划纲要", "420100", Level.PREFECTURE),
    ("扬州市国民经济和社会发展第十四个五年规划纲要", "321000", Level.PREFECTURE),
    ("上海市失业保险办法", "310000", Level.PROVINCE),
    ("江苏省社会保险基金监督条例", "320000", Level.PROVINCE),
]

#: The city's part of the province's figure, in percent.
SHARES = {
    "城镇新增就业人数": "7.7",
    "新增取得职业资格证书或职业技能等级证书人数": "40.0",
    "新增高技能人才人数": "20.0",
    "新增取得专业技术人员职业资格证书人数": "2.5",
}

#: plan, kind of doubt, words that must stand in its quotes
DOUBTS = [
    ("zhuzhou", "baseline_other_kind", "28.58 | [>25]"),
    ("zhuzhou", "target_below_outturn", "90% | 90%"),
    ("zhuzhou", "text_vs_table", "与全省一致"),
    ("jiangxia", "lost_characters", "全新增城镇就业7.42万人"),
    ("qingpu", "target_below_baseline", "460 | 450"),
    ("gaoyou", "target_below_outturn", "城镇新增就业达到3万人"),
    ("hunan", "missing_text", "三、主要指标"),
]


@cache
def document(stem: str) -> Document:
    return load(five_plans() / f"{stem}.md")


@cache
def plan_of(stem: str) -> Plan:
    return read_plan(document(stem))


@cache
def corpus() -> Corpus:
    plans = {stem: plan_of(stem) for stem in EXPECTED}
    return link_corpus(
        tuple(plans.values()), {plan.id: document(stem) for stem, plan in plans.items()}
    )


def targets(stem: str, indicator: str) -> list[Target]:
    return [t for t in plan_of(stem).targets if t.indicator == indicator]


@pytest.mark.parametrize(("stem", "expected"), EXPECTED.items(), ids=list(EXPECTED))
def test_key_facts(stem: str, expected: Facts) -> None:
    plan = plan_of(stem)
    assert plan.title == expected.title
    assert plan.region is not None
    assert plan.region.code == expected.region
    assert plan.level is expected.level
    assert plan.doc_number == expected.doc_number
    assert plan.issued == expected.issued
    assert plan.parents == expected.parents
    assert sum(t.value is not None for t in plan.targets) == expected.targets
    assert len(plan.tasks) == expected.tasks
    assert expected.programmes - {p.canonical for p in plan.programmes} == set()


@pytest.mark.parametrize(("stem", "indicator", "value", "unit", "basis"), CHOSEN)
def test_chosen_targets(stem: str, indicator: str, value: str, unit: str, basis: Basis) -> None:
    found = {(t.value, t.unit, t.basis) for t in targets(stem, indicator)}
    assert (Decimal(value), unit, basis) in found


def test_the_city_cites_the_province() -> None:
    cited = [c for c in plan_of("zhuzhou").citations if c.role is Role.BASIS]
    assert [c.region.code for c in cited if c.region] == ["430000", "430200"]


def test_one_fund_and_three_rules_have_their_members() -> None:
    members = {p.members for p in plan_of("zhuzhou").programmes if p.canonical == "一金三制"}
    assert ("工资保证金", "实名制", "分账制", "银行代发制") in members


def test_the_city_ties_its_unemployment_rate_to_the_province() -> None:
    tied = [t.relative_to for t in targets("zhuzhou", "城镇调查失业率") if t.value is None]
    assert tied == ["全省"]


def test_the_year_column_holds_a_five_year_sum() -> None:
    [row] = [t for t in targets("zhuzhou", "城镇新增就业人数") if t.baseline]
    assert row.baseline is not None
    assert row.baseline.value == 285800
    sums = [o.value for o in plan_of("zhuzhou").outturns if o.indicator == row.indicator]
    assert Decimal(285800) in sums


def test_the_only_cascade_is_that_of_province_and_city() -> None:
    hunan, zhuzhou = plan_of("hunan"), plan_of("zhuzhou")
    [cascade] = corpus().cascades
    assert (cascade.upper, cascade.lower) == (hunan.id, zhuzhou.id)
    assert cascade.derivation is not None
    assert cascade.derivation.relation is Relation.BASIS


@pytest.mark.parametrize(("title", "region", "level"), STUBS)
def test_cited_documents_outside_the_corpus(title: str, region: str, level: Level) -> None:
    [stub] = [stub for stub in corpus().stubs if stub.title == title]
    assert stub.region is not None
    assert (stub.region.code, stub.level) == (region, level)


@pytest.mark.parametrize(("name", "percent"), SHARES.items(), ids=list(SHARES))
def test_shares(name: str, percent: str) -> None:
    [cascade] = corpus().cascades
    [share] = [k.share for k in cascade.links if k.name == name and k.relation is Relation.SHARE]
    assert share is not None
    assert f"{share * 100:.1f}" == percent


@pytest.mark.parametrize(("stem", "kind", "words"), DOUBTS)
def test_doubts(stem: str, kind: str, words: str) -> None:
    sides = [s.quote for d in plan_of(stem).doubts if d.kind == kind for s in d.sides]
    assert any(words in quote for quote in sides)
