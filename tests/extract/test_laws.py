"""Laws of reading: no text raises, every quote is true, the same words give the same facts.

They are held on documents loaded from bytes, as files are: over scraps strung together at random,
the invented texts that judge the extraction, the examples and, where at hand, the real plans.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policycascade.errors import EmptyText, NotAPlan
from policycascade.extract import read_plan
from policycascade.loaders import read
from policycascade.loaders.fetch import Fetched
from policycascade.model import Document, Evidence, Figure, Plan

ROOT = Path(__file__).resolve().parents[2]
WHOLE = [
    *sorted((ROOT / "tests" / "data" / "judge").glob("*.txt")),
    *sorted((ROOT / "examples").glob("*/*.md")),
    *sorted((ROOT.parent / "shared" / "plans").glob("*.txt")),
]

PIECES = re.findall(
    r"\S+",
    """
    第一章 一、 二、 （一） （二） 1. 2. （1） ① 一是 二是 专栏1 01 02 附件 目录 # ## ~ |
    《 》 〈 〉 “ ” （ ） 〔2021〕 60号 2021年 9月27日 2021—2025年 。 ， ： ； 、 … .... 12
    湖南省 株洲市 鼓楼区 人民政府 教育局 “十四五” 教育 发展 规划 实施方案 政府工作报告
    重点任务 保障措施 主要目标 发展基础 根据 编制本规划 落实 责任单位： 市财政局 牵头 负责）
    到2025年 达到 95% 30万人 以上 工程 新增就业 参保率 | 指标 | 单位 | 2020年 | 属性 | 预期性
    分别 由 提高到 3—5个 翻一番 百分之百 1/3以上 与全省一致 城镇调查失业率 控制在 5.5%以内 其中
    实施 “三支一扶” 计划 “一网通办” 改革 稳就业16条 示范县 创建 试点 [20] — ● ——
    """,
)

#: Any character but those that no text file has.
ANY = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=3)
TEXTS = st.lists(
    st.sampled_from([*PIECES, "\n", "\n", "\n", " ", "\u3000"]) | ANY, max_size=60
).map("".join)


def load(text: str, name: str = "plan.txt") -> Document:
    return read(Fetched(name, name, text.encode(), Path(name).suffix))


def figures(plan: Plan) -> tuple[Figure, ...]:
    return (*plan.targets, *plan.outturns)


def evidences(plan: Plan) -> Iterator[Evidence]:
    yield from plan.front.values()
    for records in (plan.citations, plan.tasks, plan.programmes, figures(plan)):
        yield from (record.evidence for record in records)
    for task in plan.tasks:
        yield from (organ.evidence for organ in task.organs)
    yield from (side for doubt in plan.doubts for side in doubt.sides)


def bare(words: str | None) -> str:
    """Words without white space, pipes and the breadth of their characters."""
    narrow = unicodedata.normalize("NFKC", words or "")
    return re.sub(r"[\s|]", "", narrow)


def facts(document: Document) -> list[tuple[object, ...]]:
    """What a plan says, without where it says it."""
    try:
        plan = read_plan(document)
    except NotAPlan:
        return []
    return [
        (bare(plan.title), bare(plan.issuer), bare(plan.doc_number)),
        (plan.issued, plan.published, plan.region, plan.level, plan.period, plan.field),
        *((tuple(map(bare, t.path)), bare(t.title), t.kind) for t in plan.tasks),
        *((bare(organ.name), organ.role) for t in plan.tasks for organ in t.organs),
        *((bare(c.title), c.role, bare(c.doc_number), c.period) for c in plan.citations),
        *((bare(p.canonical), bare(p.mention), p.kind, p.past) for p in plan.programmes),
        *(_figure(figure) for figure in figures(plan)),
        *((d.kind, *(bare(side.quote) for side in d.sides)) for d in plan.doubts),
    ]


def _figure(figure: Figure) -> tuple[object, ...]:
    start = figure.baseline
    return (
        type(figure),
        *(bare(figure.indicator), bare(figure.indicator_raw), bare(figure.value_raw)),
        *(figure.op, figure.value, figure.unit, figure.basis, figure.year_from, figure.year_to),
        *(figure.nature, bare(figure.relative_to), figure.wording, figure.place),
        start and (start.value, start.unit, start.year),
    )


def check(document: Document, plan: Plan) -> None:
    """Every quote is true, every body ends in the text, every id is of one record."""
    for evidence in evidences(plan):
        assert evidence.quote.strip()
        assert document.quote(evidence.span) == evidence.quote
    for section in plan.sections:
        assert section.span.end <= len(document.text)
    for task in plan.tasks:
        assert task.body.end <= len(document.text)
    records = (*plan.tasks, *plan.citations, *plan.programmes, *figures(plan))
    ids = [record.id for record in records] + [doubt.id for doubt in plan.doubts]
    assert len(ids) == len(set(ids))


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_any_text_is_read_and_every_quote_is_true(text: str) -> None:
    try:
        document = load(text)
        check(document, read_plan(document))
    except (EmptyText, NotAPlan):
        return


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["a.txt", "a.md", "a.html"]))
def test_any_bytes_are_read_or_refused(data: bytes, name: str) -> None:
    from policycascade.errors import LoadError

    try:
        document = read(Fetched(name, name, data, Path(name).suffix))
        check(document, read_plan(document))
    except (LoadError, NotAPlan):
        return


#: Full-width digits and signs, as input methods leave them.
_WIDE = str.maketrans({sign: chr(ord(sign) + 0xFEE0) for sign in "0123456789%"})
#: … and marks; + and : stay, which stand in names and times.
_WIDE_MARKS = str.maketrans({sign: chr(ord(sign) + 0xFEE0) for sign in ",;()"})

VARIANTS: dict[str, Callable[[str], str]] = {
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "blank lines": lambda text: text.replace("\n", "\n\n \n"),
    "full-width digits": lambda text: text.translate(_WIDE),
    "full-width marks": lambda text: text.translate(_WIDE_MARKS),
    "a byte order mark": lambda text: "\ufeff" + text,
}


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_line_ends_blank_lines_and_broad_digits_change_nothing(text: str) -> None:
    text = "某市规划\n" + text.replace("\r", "").replace("\ufeff", "")
    for name in ("CRLF", "blank lines", "full-width digits"):
        assert facts(load(VARIANTS[name](text))) == facts(load(text)), name


@pytest.mark.parametrize("path", WHOLE, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_the_laws_hold_on_whole_documents(path: Path) -> None:
    text = path.read_text("utf-8")
    document = load(text, path.name)
    check(document, read_plan(document))
    told = facts(document)
    assert len(told) > 10
    for name, change in VARIANTS.items():
        assert facts(load(change(text), path.name)) == told, name


def test_there_are_whole_documents() -> None:
    assert len(WHOLE) >= 22
