"""A small invented corpus of three levels, with known answers to the saved queries.

云山省 → 临江市 (cited) → 东湖区 (cited); 云山省 → 青石市 (presumed, and older than its source);
云山省 → 东湖区 (past the city); the national plan that the province cites is outside the corpus.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from factories import (
    CITY,
    DISTRICT,
    OTHER_CITY,
    PROVINCE,
    cascade,
    citation,
    corpus,
    derivation,
    end,
    evidence,
    link,
    organ,
    outturn,
    plan,
    programme,
    target,
    task,
)

from policycascade.model import (
    Baseline,
    Basis,
    Cascade,
    Corpus,
    Doubt,
    Level,
    Method,
    Nature,
    Op,
    Place,
    ProgrammeKind,
    Relation,
    Role,
    Section,
    Span,
    Stub,
    TaskKind,
    Wording,
    Words,
)

JOBS, RATE, SETTLED = "城镇新增就业人数", "城镇调查失业率", "劳动人事争议调解成功率"
SKILLED, INSURED, HEADS = "高技能人才总量", "基本养老保险参保率", "基本养老保险参保人数"
CARERS = "家政服务员培训人次"
NATIONAL = Stub(
    id="stub-0123456789ab", title="国家“十四五”就业促进规划", level=Level.NATIONAL, field="人社"
)

# ---------------------------------------------------------------- 云山省

P_JOBS = target(
    JOBS,
    3000000,
    quote="五年全省城镇新增就业300万人以上",
    op=Op.GE,
    value_raw="300万人以上",
    basis=Basis.CUMULATIVE,
    nature=Nature.EXPECTED,
    wording=Wording.HARD,
    section=("二",),
    baseline=Baseline(value=Decimal(3200000), unit="人", year=2020, value_raw="320万人"),
)
P_RATE = target(
    RATE, "5.5", "%", "全省调查失业率不超过5.5%", op=Op.LE, basis=Basis.KEEP, nature=Nature.EXPECTED
)
P_SETTLED = target(SETTLED, 60, "%", "争议调解成功率要到60%", op=Op.GE, nature=Nature.BINDING)
P_SKILLED = target(SKILLED, 1000000, "人", "高技能人才要有100万人", nature=Nature.BINDING)
P_INSURED = target(INSURED, 95, "%", "养老保险参保率升到95%", nature=Nature.BINDING)
P_DONE = outturn(JOBS, 3200000, quote="前五年全省城镇新增就业320万人", basis=Basis.CUMULATIVE)
P_VOLUNTEERS = programme("三支一扶", quote="继续做好“三支一扶”计划", origin=Level.NATIONAL)
P_RAIN = programme("春雨行动", quote="开展春雨行动", kind=ProgrammeKind.CAMPAIGN)
P_CARD = programme(
    "一卡三单",
    quote="推行一卡三单",
    kind=ProgrammeKind.MECHANISM,
    members=("服务卡", "岗位单", "技能单", "政策单"),
)
P_WORK = task("促进就业", ("三",), quote="三、促进就业", start=100, body=Span(106, 400), leaf=False)
P_CAPACITY = task(
    "扩大就业容量",
    ("三", "（一）"),
    quote="（一）扩大就业容量",
    start=110,
    body=Span(120, 200),
    organs=(
        organ("省人力资源社会保障厅", quote="省人力资源社会保障厅牵头"),
        organ("省财政厅", "support", quote="省财政厅配合"),
    ),
    targets=(P_JOBS.id,),
)
P_GROUPS = task(
    "帮扶重点群体",
    ("三", "（二）"),
    quote="（二）帮扶重点群体",
    start=210,
    body=Span(220, 300),
    programmes=(P_VOLUNTEERS.id, P_RAIN.id),
)
P_SKILLS = task(
    "办好技工院校", ("三", "（三）"), quote="（三）办好技工院校", start=310, body=Span(320, 400)
)
PROVINCIAL = plan(
    "云山省“十四五”就业促进规划",
    PROVINCE,
    issued=date(2021, 3, 1),
    issuer="云山省人力资源和社会保障厅",
    doc_number="云人社发〔2021〕3号",
    sections=(
        Section(number="三", path=("三",), title="促进就业", depth=1, span=Span(100, 400)),
        Section(
            number="（一）",
            path=("三", "（一）"),
            title="扩大就业容量",
            depth=2,
            span=Span(110, 200),
        ),
    ),
    tasks=(P_WORK, P_CAPACITY, P_GROUPS, P_SKILLS),
    programmes=(P_VOLUNTEERS, P_RAIN, P_CARD),
    targets=(P_JOBS, P_RATE, P_SETTLED, P_SKILLED, P_INSURED),
    outturns=(P_DONE,),
    citations=(citation(NATIONAL.title), citation("云山省就业条例", Role.MENTION)),
)

# ---------------------------------------------------------------- 临江市

C_JOBS = target(
    JOBS,
    300000,
    quote="全市五年新增就业30万人以上",
    op=Op.GE,
    value_raw="30万人以上",
    basis=Basis.CUMULATIVE,
    nature=Nature.EXPECTED,
)
C_JOBS_ROW = target(
    JOBS,
    300000,
    quote="城镇新增就业（万人） | 30 | 预期性",
    value_raw="30",
    basis=Basis.CUMULATIVE,
    nature=Nature.EXPECTED,
    place=Place.TABLE,
)
C_RATE = target(
    RATE, "5.0", "%", "调查失业率控制在5.0%以内", op=Op.LE, basis=Basis.KEEP, nature=Nature.EXPECTED
)
C_SETTLED = target(SETTLED, 55, "%", "全市调解成功率达55%", op=Op.GE, nature=Nature.EXPECTED)
C_HEADS = target(HEADS, 4000000, "人", "养老保险参保400万人", nature=Nature.EXPECTED)
C_CARERS = target(CARERS, 50000, "人次", "“三支一扶”之外培训家政服务员5万人次", start=5000)
C_VOLUNTEERS = programme("三支一扶", quote="“三支一扶”招募", origin=Level.NATIONAL)
C_VOLUNTEERS_TOO = programme("三支一扶", quote="“三支一扶”之外", start=5000, origin=Level.NATIONAL)
C_RAIN = programme("春雨润城行动", kind=ProgrammeKind.CAMPAIGN)
C_CAPACITY = task("扩大就业容量", ("二", "1"), quote="1.扩大就业容量", organs=(organ("市人社局"),))
C_GROUPS = task("帮扶重点群体就业", ("二", "2"), quote="2.帮扶重点群体就业")
C_MARKET = task("办好夜间集市", ("二", "3"), quote="3.办好夜间集市", kind=TaskKind.BOX)
C_DOUBT = Doubt(
    id="doubt-0123456789ab",
    kind="text_vs_table",
    sides=(C_JOBS.evidence, C_JOBS_ROW.evidence),
    note=Words(zh="正文写“以上”,表格没有", en="the text says at least, the table does not"),
    confidence=0.7,
)
MUNICIPAL = plan(
    "临江市“十四五”就业促进规划",
    CITY,
    issued=date(2021, 6, 10),
    issuer="临江市人力资源和社会保障局",
    tasks=(C_CAPACITY, C_GROUPS, C_MARKET),
    programmes=(C_VOLUNTEERS, C_VOLUNTEERS_TOO, C_RAIN),
    targets=(C_JOBS, C_JOBS_ROW, C_RATE, C_SETTLED, C_HEADS, C_CARERS),
    citations=(citation("云山省“十四五”就业促进规划"),),
    doubts=(C_DOUBT,),
)

# ---------------------------------------------------------------- 青石市

O_JOBS = target(JOBS, 600000, quote="青石五年新增就业60万人", basis=Basis.CUMULATIVE)
O_CAPACITY = task("扩大就业容量", ("一",), quote="一、扩大青石就业容量")
OTHER = plan(
    "青石市“十四五”就业促进规划",
    OTHER_CITY,
    issued=date(2021, 2, 1),
    tasks=(O_CAPACITY,),
    targets=(O_JOBS,),
)

# ---------------------------------------------------------------- 东湖区

D_JOBS = target(JOBS, 30000, quote="全区五年新增就业3万人", basis=Basis.CUMULATIVE)
D_RATE = target(
    RATE, None, None, "调查失业率与全市一致", op=Op.LE, basis=Basis.KEEP, relative_to="全市"
)
D_SETTLED = target(SETTLED, 65, "%", "区内调解成功率65%", op=Op.GE, nature=Nature.BINDING)
D_VOLUNTEERS = programme("三支一扶", quote="东湖“三支一扶”", origin=Level.NATIONAL)
D_CAPACITY = task("扩大社区就业容量", ("一",), quote="一、扩大社区就业容量")
URBAN = plan(
    "东湖区“十四五”就业促进规划",
    DISTRICT,
    issued=date(2021, 9, 1),
    tasks=(D_CAPACITY,),
    programmes=(D_VOLUNTEERS,),
    targets=(D_JOBS, D_RATE, D_SETTLED),
    citations=(
        citation("临江市“十四五”就业促进规划"),
        citation("云山省“十四五”就业促进规划", Role.IMPLEMENTS, quote="落实省就业规划"),
    ),
)

NO_PLACE = Words(zh="下级没有相近的目标", en="the lower plan has nothing near it")


def _to_city() -> Cascade:
    p, c = PROVINCIAL, MUNICIPAL
    return cascade(
        p,
        c,
        link(
            Relation.SHARE,
            (p, P_JOBS),
            (c, C_JOBS),
            share=Decimal("0.1"),
            also=(end(c, C_JOBS_ROW),),
        ),
        link(Relation.STRICTER, (p, P_RATE), (c, C_RATE), amplification=Decimal("0.5")),
        link(
            Relation.LOOSER,
            (p, P_SETTLED),
            (c, C_SETTLED),
            amplification=Decimal(-5),
            flags=("softened",),
        ),
        link(
            Relation.NOT_COMPARABLE,
            (p, P_INSURED),
            (c, C_HEADS),
            why=Words(zh="一边是率,一边是人数", en="a rate against a head count"),
        ),
        link(Relation.DROPPED, (p, P_SKILLED), None, why=NO_PLACE),
        link(Relation.LOCAL, None, (c, C_CARERS)),
        link(Relation.CARRIED, (p, P_VOLUNTEERS), (c, C_VOLUNTEERS), method=Method.PROGRAMME),
        link(Relation.RENAMED, (p, P_RAIN), (c, C_RAIN), method=Method.WORDING, confidence=0.6),
        link(Relation.DROPPED, (p, P_CARD), None),
        link(Relation.CARRIED, (p, P_CAPACITY), (c, C_CAPACITY), method=Method.WORDING),
        link(Relation.CARRIED, (p, P_GROUPS), (c, C_GROUPS), method=Method.WORDING),
        link(Relation.UNDECIDED, (p, P_SKILLS), (c, C_MARKET), confidence=0.3),
    )


def _to_other_city() -> Cascade:
    p, o = PROVINCIAL, OTHER
    return cascade(
        p,
        o,
        link(Relation.SHARE, (p, P_JOBS), (o, O_JOBS), share=Decimal("0.2")),
        link(Relation.CARRIED, (p, P_CAPACITY), (o, O_CAPACITY), method=Method.WORDING),
        link(Relation.DROPPED, (p, P_SKILLED), None, id="link-skilled-other"),
        link(Relation.DROPPED, (p, P_GROUPS), None, id="link-groups-other"),
        derivation=derivation(o, p, Relation.PRESUMED, inverted=True),
    )


def _to_district() -> Cascade:
    c, d = MUNICIPAL, URBAN
    return cascade(
        c,
        d,
        link(Relation.SHARE, (c, C_JOBS), (d, D_JOBS), share=Decimal("0.1")),
        link(Relation.SAME, (c, C_RATE), (d, D_RATE)),
        link(Relation.CARRIED, (c, C_VOLUNTEERS), (d, D_VOLUNTEERS), method=Method.PROGRAMME),
        link(Relation.NARROWED, (c, C_CAPACITY), (d, D_CAPACITY), method=Method.WORDING),
    )


def _past_the_city() -> Cascade:
    p, d = PROVINCIAL, URBAN
    return cascade(
        p,
        d,
        link(Relation.STRICTER, (p, P_SETTLED), (d, D_SETTLED), amplification=Decimal(5)),
        derivation=derivation(d, p, Relation.IMPLEMENTS, evidence=(evidence("落实省就业规划"),)),
    )


def three_levels() -> Corpus:
    """Give the corpus."""
    made = corpus(
        PROVINCIAL,
        MUNICIPAL,
        OTHER,
        URBAN,
        cascades=(_to_city(), _to_other_city(), _to_district(), _past_the_city()),
        stubs=(NATIONAL,),
    )
    above = derivation(PROVINCIAL, NATIONAL)
    return Corpus(
        plans=made.plans,
        stubs=made.stubs,
        derivations=(above, *made.derivations),
        cascades=made.cascades,
    )
