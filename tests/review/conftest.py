"""A province and its city in our own words, read and linked; verdicts made of the rows shown."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable
from datetime import date

import pytest

from policycascade import reviewing
from policycascade.model import Corpus, ElementKind, Link, Relation, Review, Verdict
from policycascade.pipeline import Reading, read_sources
from policycascade.review.keys import Register
from policycascade.review.rows import Row, Shown, rows_of

UPPER = """甘肃省“十四五”就业促进规划

甘政办发〔2021〕90号

为做好全省就业工作,根据《甘肃省国民经济和社会发展第十四个五年规划和二〇三五年远景目标纲要》,制定本规划。

一、发展目标

到2025年,城镇新增就业150万人以上,城镇调查失业率控制在5.5%以内,开展职业技能培训200万人次。

二、重点任务

(一)扩大就业容量。实施“三支一扶”计划,完善就业服务体系,支持多渠道灵活就业,规范零工市场建设。

(二)提升劳动者技能。推行企业新型学徒制,组织“陇原工匠”培养工程,建设公共实训基地。

(三)健全社会保障。推进全民参保计划,基本养老保险参保率达到95%,扩大失业保险覆盖范围。
"""
LOWER = """兰州市“十四五”就业促进规划

兰政办发〔2022〕8号

根据《甘肃省“十四五”就业促进规划》,制定本规划。

一、发展目标

到2025年,城镇新增就业30万人以上,城镇调查失业率控制在5.5%以内,开展职业技能培训40万人次。

二、重点任务

(一)扩大就业容量。实施“三支一扶”计划,完善就业服务体系,支持多渠道灵活就业,规范零工市场建设。

(二)提升劳动者技能。推行企业新型学徒制,组织“金城工匠”培养工程,建设公共实训基地。

(三)办好黄河岸边夜校。依托社区开设夜间课堂,“岸边夜校”品牌覆盖各街道。
"""
TODAY = date(2026, 1, 5)

Read = Callable[..., Reading]


@pytest.fixture(scope="session")
def read(tmp_path_factory: pytest.TempPathFactory) -> Read:
    """Read the two plans, some of their words replaced."""

    def read_with(*changes: tuple[str, str], lower: bool = True) -> Reading:
        folder = tmp_path_factory.mktemp("plans")
        for name, text in {"甘肃": UPPER, "兰州": LOWER}.items():
            for old, new in changes:
                text = text.replace(old, new)
            if lower or name == "甘肃":
                (folder / f"{name}.txt").write_text(text, "utf-8")
        return read_sources([folder])

    return read_with


@pytest.fixture(scope="session")
def reading(read: Read) -> Reading:
    return read()


@dataclasses.dataclass(frozen=True)
class Session:
    """A reading with the verdicts on it, and what came of them."""

    reading: Reading
    reviews: tuple[Review, ...]
    corpus: Corpus
    conflicts: list[str]

    @property
    def rows(self) -> list[Row]:
        register = Register(self.reading.plans, self.reading.documents)
        return rows_of(Shown(register=register, corpus=self.corpus, reviews=self.reviews), "zh")

    def row(self, kind: str, *words: str) -> Row:
        """The one row of a kind in whose cells all the words stand."""
        (found,) = (
            row
            for row in self.rows
            if row.kind == kind
            and all(any(word in cell for cell in (*row.plans, *row.quotes)) for word in words)
        )
        return found

    def links(self, name: str, kind: ElementKind | None = None) -> list[Link]:
        return [
            link
            for link in self.corpus.cascades[0].links
            if link.name == name and kind in (None, link.kind)
        ]

    def relations(self, name: str, kind: ElementKind | None = None) -> set[Relation]:
        return {link.relation for link in self.links(name, kind)}


def _session(reading: Reading, reviews: Iterable[Review] = ()) -> Session:
    given = tuple(reviews)
    corpus, conflicts = reviewing.judge(reading, given)
    return Session(reading, given, corpus, [conflict.kind for conflict in conflicts])


def _judgement(row: Row, verdict: Verdict, **more: object) -> Review:
    values: dict[str, object] = {"reviewer": "张三", "day": TODAY, "note": ""}
    return Review(
        key=row.key,
        kind=row.kind,
        plans=row.plans,
        quotes=row.quotes,
        found=row.found,
        verdict=verdict,
        **values | more,  # type: ignore[arg-type]
    )


@pytest.fixture(scope="session")
def session() -> Callable[..., Session]:
    return _session


@pytest.fixture(scope="session")
def judgement() -> Callable[..., Review]:
    return _judgement


@pytest.fixture(scope="session")
def plain(reading: Reading) -> Session:
    """The two plans without any verdict."""
    return _session(reading)
