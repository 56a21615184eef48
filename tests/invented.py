"""An invented pair of plans in which every part of the report has something to show."""

from __future__ import annotations

import dataclasses
import functools
from decimal import Decimal

import factories as make

from policycascade.model import (
    Baseline,
    Basis,
    Cascade,
    Corpus,
    Doubt,
    End,
    Finding,
    Link,
    Measure,
    Nature,
    Op,
    Place,
    Plan,
    Relation,
    Role,
    Severity,
    Stub,
    TaskKind,
    Words,
)


def words(text: str) -> Words:
    return Words(zh=text, en=f"en: {text}")


def start(value: int, unit: str = "人") -> Baseline:
    return Baseline(value=Decimal(value), unit=unit, year=2020, value_raw=str(value))


UPPER_TARGETS = (
    make.target(
        "城镇新增就业人数",
        3_250_000,
        quote="全省城镇新增就业325万人以上",
        op=Op.GE,
        basis=Basis.CUMULATIVE,
        nature=Nature.EXPECTED,
        baseline=start(3_850_000),
        section=("二", "(一)"),
        place=Place.TABLE,
    ),
    make.target("职业培训人次", 900_000, quote="培训90万人次", unit="人次"),
    make.target("参保率", 95, "%", quote="参保率达到95%", nature=Nature.BINDING),
    make.target("基金规模", 100_000_000_000, "元", quote="基金规模1000亿元"),
)
LOWER_TARGETS = (
    make.target(
        "城镇新增就业人数",
        250_000,
        quote="全市城镇新增就业25万人以上",
        op=Op.GE,
        basis=Basis.CUMULATIVE,
        nature=Nature.EXPECTED,
        baseline=start(285_800),
        section=("三", "1"),
    ),
    make.target("职业培训人次", 450_000, quote="培训45万人次", unit="人次"),
    make.target("参保率", 97, "%", quote="参保率达到97%"),
    make.target("夜间图书馆", 30, "个", quote="建成夜间图书馆30个"),
)
UPPER_TASKS = (
    make.task("重点任务", ("四",), leaf=False),
    make.task("扩大就业容量", ("四", "(一)"), quote="（一）扩大就业容量"),
    make.task("健全社会保障", ("四", "(二)"), quote="（二）健全社会保障"),
    make.task("支持灵活就业", ("四", "(一)", "1"), quote="1.支持灵活就业"),
    make.task("加强领导", ("五",), kind=TaskKind.SAFEGUARD),
)
LOWER_TASKS = (
    make.task("促进充分就业", ("第三章",), quote="第三章 促进充分就业"),
    make.task("织密保障网", ("第四章",), quote="第四章 织密保障网"),
    make.task("帮扶老街巷", ("第五章",), quote="第五章 帮扶老街巷"),
)
UPPER_PROGRAMMES = (make.programme("三支一扶", "“三支一扶”计划"), make.programme("云山工匠"))
LOWER_PROGRAMMES = (make.programme("三支一扶", "实施三支一扶"), make.programme("江城夜校"))


def doubt() -> Doubt:
    return Doubt(
        id="doubt-1",
        kind="target_below_baseline",
        sides=(make.evidence("结案率达到90%"), make.evidence("结案率95%以上")),
        note=words("目标低于已经达到的水平"),
        confidence=0.7,
    )


def plans() -> tuple[Plan, Plan]:
    upper = make.plan(
        targets=UPPER_TARGETS,
        tasks=UPPER_TASKS,
        programmes=UPPER_PROGRAMMES,
        issuer="云山省人民政府办公厅",
        doc_number="云政办发〔2021〕6号",
    )
    lower = make.plan(
        "临江市“十四五”就业促进规划",
        make.CITY,
        targets=LOWER_TARGETS,
        tasks=LOWER_TASKS,
        programmes=LOWER_PROGRAMMES,
        citations=(
            make.citation(upper.title, quote=f"根据《{upper.title}》编制本规划"),
            make.citation("临江市总体纲要", Role.BASIS),
        ),
        doubts=(doubt(),),
    )
    return upper, lower


def links(upper: Plan, lower: Plan) -> list[Link]:
    up, low = upper.targets, lower.targets
    near = End(plan=lower.id, record="x", label="x", evidence=make.evidence("发展第二支柱"))
    return [
        make.link(
            Relation.SHARE,
            (upper, up[0]),
            (lower, low[0]),
            share=Decimal("0.0769"),
            also=(make.end(lower, low[0]),),
        ),
        make.link(
            Relation.SHARE,
            (upper, up[1]),
            (lower, low[1]),
            share=Decimal("0.5"),
            flags=("share_outlier",),
        ),
        make.link(Relation.STRICTER, (upper, up[2]), (lower, low[2]), amplification=Decimal(2)),
        make.link(Relation.DROPPED, (upper, up[3]), None, nearest=near, why=words("没有数值")),
        make.link(Relation.LOCAL, None, (lower, low[3])),
        make.link(Relation.CARRIED, (upper, upper.programmes[0]), (lower, lower.programmes[0])),
        make.link(Relation.DROPPED, (upper, upper.programmes[1]), None),
        make.link(Relation.LOCAL, None, (lower, lower.programmes[1])),
        make.link(Relation.CARRIED, (upper, upper.tasks[1]), (lower, lower.tasks[0])),
        make.link(Relation.MERGED, (upper, upper.tasks[3]), (lower, lower.tasks[0])),
        make.link(Relation.NARROWED, (upper, upper.tasks[2]), (lower, lower.tasks[1])),
        make.link(Relation.UNDECIDED, (upper, upper.tasks[4]), (lower, lower.tasks[2])),
    ]


def findings(lower: Plan, found: list[Link]) -> tuple[Finding, ...]:
    return (
        Finding(
            id="finding-1",
            kind="share_outlier",
            severity=Severity.WARNING,
            sentence=words("职业培训人次的分担比为50%"),
            links=(found[1].id,),
        ),
        Finding(
            id="finding-0",
            kind="target_overview",
            severity=Severity.INFO,
            sentence=words("4项目标承接了3项"),
        ),
        Finding(
            id="finding-2",
            kind="doubt",
            severity=Severity.NOTICE,
            sentence=words("结案率目标低于已完成数"),
            ends=(
                End(
                    plan=lower.id,
                    record="doubt-1",
                    label="",
                    evidence=make.evidence("结案率达到90%"),
                ),
            ),
        ),
    )


MEASURES = (
    Measure(
        name="coverage",
        scope="target",
        label=words("目标承接率"),
        numerator=Decimal(3),
        denominator=Decimal(4),
        value=Decimal("0.75"),
        unit="",
        methods={"indicator": 3},
    ),
    Measure(
        name="text_reuse",
        scope="plan",
        label=words("文本复用率"),
        numerator=None,
        denominator=None,
        value=None,
        unit="",
        note=words("没有载入原文"),
    ),
    Measure(
        name="lag",
        scope="plan",
        label=words("时滞"),
        numerator=None,
        denominator=None,
        value=Decimal(79),
        unit="天",
    ),
)


@functools.cache
def invented() -> tuple[Corpus, Cascade]:
    """The pair as a corpus and its one cascade."""
    upper, lower = plans()
    found = links(upper, lower)
    cascade = make.cascade(upper, lower, *found, measures=MEASURES, findings=findings(lower, found))
    stub = Stub(id="document-1", title="临江市总体纲要")
    corpus = make.corpus(upper, lower, cascades=(cascade,), stubs=(stub,))
    cited = (*corpus.derivations, make.derivation(lower, stub))
    return dataclasses.replace(corpus, derivations=cited), cascade


def hostile(text: str) -> tuple[Corpus, Cascade]:
    """The invented pair with ``text`` in every field that a plan's words may reach."""
    proof = make.evidence(text, (text,))
    upper, lower = plans()

    def spoilt(plan: Plan, start: int) -> Plan:
        return dataclasses.replace(
            plan,
            title=text + plan.id,
            issuer=text,
            doc_number=text,
            field=text,
            targets=(make.target(text, None, text, quote=text, value_raw=text, start=start),),
            programmes=(make.programme(text, text, members=(text,), start=start),),
            tasks=(make.task(text, (text, text), quote=text, start=start),),
            doubts=(dataclasses.replace(doubt(), sides=(proof,), note=words(text), kind=text),),
        )

    upper, lower = spoilt(upper, 1), spoilt(lower, 2)
    found = [
        make.link(
            relation,
            (upper, one),
            (lower, two),
            name=text,
            flags=(text,),
            why=words(text),
            share=Decimal("0.1"),
        )
        for relation, one, two in (
            (Relation.SHARE, upper.targets[0], lower.targets[0]),
            (Relation.CARRIED, upper.programmes[0], lower.programmes[0]),
            (Relation.CARRIED, upper.tasks[0], lower.tasks[0]),
        )
    ]
    dropped = make.link(Relation.DROPPED, (upper, upper.targets[0]), None, name=text)
    finding = Finding(
        id=text, kind=text, severity=Severity.ERROR, sentence=words(text), links=(found[0].id,)
    )
    cascade = make.cascade(upper, lower, *found, dropped, measures=MEASURES, findings=(finding,))
    stubs = (Stub(id="document-1", title=text),)
    return make.corpus(upper, lower, cascades=(cascade,), stubs=stubs), cascade
