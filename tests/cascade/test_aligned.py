from __future__ import annotations

import dataclasses
from decimal import Decimal
from typing import Any

import pytest
from factories import CITY, OTHER_CITY, PROVINCE

from policycascade.cascade import compare, passages
from policycascade.cascade.wording import bare
from policycascade.model import Section, Span

COPIED = "每个村设一名书屋管理员，每季度更换一次图书，读者凭证件借阅。"
ADAPTED = "每个村设一名专职书屋管理员，每季度更换一次图书，居民凭证件借阅。"
OWN = "水厂联网供水，管道入户，水质按月检测公布，干旱时统一调度。"


def pair(write: Any, heading: Any, *bodies: str) -> tuple[Any, Any, dict[str, Any]]:
    upper = write("云山省规划", PROVINCE, [heading(("一",), "办好书屋", COPIED)])
    rows = [heading((str(n),), f"第{n}件事", body) for n, body in enumerate(bodies, 1)]
    lower = write("临江市规划", CITY, rows)
    return upper, lower, {made.plan.id: made.document for made in (upper, lower)}


def test_a_passage_has_its_words_at_both_ends(write: Any, heading: Any) -> None:
    upper, lower, texts = pair(write, heading, OWN, ADAPTED)
    (found,) = passages(upper.plan, lower.plan, texts)
    for made, end in ((upper, found.upper), (lower, found.lower)):
        assert made.document.quote(end.span) == end.quote
    assert found.lower.quote.startswith("每个村设一名专职书屋管理员")
    pieces = [
        (upper.document.quote(above), lower.document.quote(below)) for above, below in found.same
    ]
    assert all(bare(one).text == bare(other).text for one, other in pieces)
    assert found.copied == sum(len(bare(one).text) for one, _ in pieces)


def test_a_passage_knows_its_section(write: Any, heading: Any) -> None:
    upper, lower, texts = pair(write, heading, OWN, COPIED)
    start = lower.document.text.index("2第2件事")
    whole = Span(start, len(lower.document.text))
    section = Section(number="2", path=("2",), title="第2件事", depth=1, span=whole)
    assert passages(upper.plan, lower.plan, texts)[0].lower.section == ()
    told = dataclasses.replace(lower.plan, sections=(section,))
    assert passages(upper.plan, told, texts)[0].lower.section == ("2",)


def test_wording_of_unrelated_plans_is_no_passage(write: Any, heading: Any) -> None:
    upper, lower, texts = pair(write, heading, COPIED)
    other = write("青石市规划", OTHER_CITY, [heading(("一",), "书屋", COPIED)])
    texts[other.plan.id] = other.document
    assert passages(upper.plan, lower.plan, texts)
    assert passages(upper.plan, lower.plan, texts, [other.plan.id]) == ()


def test_shares_of_copied_adapted_and_own_words_add_up(write: Any, heading: Any) -> None:
    upper, lower, texts = pair(write, heading, OWN, ADAPTED)
    text = lower.document.text
    cut = text.index("2第2件事")
    sections = tuple(
        Section(number=str(n), path=(str(n),), title=f"第{n}件事", depth=1, span=span)
        for n, span in ((1, Span(text.index("1第1件事"), cut)), (2, Span(cut, len(text))))
    )
    plan = dataclasses.replace(lower.plan, sections=sections)
    made = compare(upper.plan, plan, None, texts)
    share = {(m.name, m.scope): m for m in made.measures if m.name.startswith("text_")}
    for scope in ("plan", "section/1 第1件事", "section/2 第2件事"):
        parts = [share[name, scope] for name in ("text_copied", "text_adapted", "text_own")]
        assert sum(part.value or Decimal(0) for part in parts) == pytest.approx(Decimal(1))
    own = share["text_own", "section/1 第1件事"]
    assert own.value == 1
    assert own.note is not None
    assert "零星短句" in own.note.zh
    assert share["text_adapted", "section/2 第2件事"].numerator == Decimal(2)
    assert (share["text_own", "section/2 第2件事"].value or 1) < Decimal("0.5")
