from __future__ import annotations

import dataclasses
from typing import Any

import factories as make
import pytest

from policycascade.model import Document, Plan
from policycascade.review.keys import Register, kind_of, name_of, sentence

KEY = "0123456789ab"


def document(text: str) -> Document:
    return Document(name="p.txt", media_type="text/plain", sha256="", text=text, blocks=())


def register(plan: Plan, text: str) -> Register:
    return Register([plan], {plan.id: document(text)})


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        (f"target-{KEY}", "target"),
        (f"doubt-{KEY}", "doubt"),
        (f"task-{KEY}~task-{KEY}", "task_link"),
        (f"plan-{KEY}~programme-{KEY}", "programme_link"),
        (f"target-{KEY}~plan-{KEY}", "target_link"),
        (f"target-{KEY}~task-{KEY}", None),
        (f"plan-{KEY}~plan-{KEY}", "plan_link"),
        (f"document-{KEY}~plan-{KEY}", "plan_link"),
        (f"plan-{KEY}~document-{KEY}", None),
        (f"plan-{KEY}", None),
        (f"target-{KEY} ", None),
        ("target-123", None),
        ("", None),
    ],
)
def test_what_a_key_stands_for(key: str, kind: str | None) -> None:
    assert kind_of(key) == kind


def test_a_key_is_made_of_words_not_of_places() -> None:
    one = make.target("就业人数", 5, quote="就业5万人", start=0)
    other = make.target("就业人数", 5, quote="就业5万人", start=6)
    plan = make.plan(targets=(one,))
    moved = make.plan(targets=(dataclasses.replace(other, id="target-other"),))
    here, there = register(plan, "就业5万人。"), register(moved, "另有一句。\n就业5万人。")
    assert list(here.entries) == list(there.entries)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"title": "云山省“十四五”人才规划"}, id="plan"),
        pytest.param({"region": make.CITY}, id="region"),
        pytest.param({"period": None}, id="years"),
    ],
)
def test_the_same_words_of_another_plan_have_another_key(change: dict[str, Any]) -> None:
    target = make.target(quote="就业5万人", start=0)
    keys = [
        list(register(make.plan(**more, targets=(target,)), "就业5万人。").entries)
        for more in ({}, change)
    ]
    assert keys[0] != keys[1]


def test_two_figures_of_one_quote_have_two_keys() -> None:
    quote = "男女参保率分别达到60%和65%"
    plan = make.plan(
        targets=(
            make.target("参保率", 60, "%", quote, start=0, value_raw="60%"),
            dataclasses.replace(
                make.target("参保率", 65, "%", quote, start=0, value_raw="65%"), id="target-2"
            ),
        )
    )
    assert len(register(plan, quote).entries) == 2


def test_the_same_words_in_the_same_sentence_are_one_entry() -> None:
    text = "开展春风行动。\n开展春风行动。"
    plan = make.plan(
        programmes=(
            make.programme("春风行动", start=2),
            make.programme("春风行动", start=10),
        )
    )
    (entry,) = register(plan, text).entries.values()
    assert len(entry.facts) == 2


def test_a_task_keeps_its_key_when_its_number_changes() -> None:
    plans = [
        (make.plan(tasks=(make.task("扩大就业", (number,), start=0),)), f"{number}、扩大就业\n")
        for number in ("一", "二")
    ]
    keys = [list(register(plan, text).entries) for plan, text in plans]
    assert keys[0] == keys[1]


def test_where_the_sentence_was_edited_the_quote_finds_it() -> None:
    plan = make.plan(programmes=(make.programme("春风行动", start=2),))
    before, after = register(plan, "开展春风行动。"), register(plan, "组织春风行动,扩面。")
    (key,) = before.entries
    assert key not in after.entries
    assert [entry.quote for entry in after.find(key, name_of(plan), "春 风行动")] == ["春风行动"]
    assert after.find(key, "别的规划", "春风行动") == ()


@pytest.mark.parametrize(
    ("text", "words", "around"),
    [
        ("甲。乙丙丁;戊", "丙", "乙丙丁"),
        ("| 就业 | 5 |\n| 参保 | 6 |\n", "参保", "| 参保 | 6 |"),
        ("只有这些", "有", "只有这些"),
        ("两句。都在。里面。", "句。都", "两句。都在"),
    ],
)
def test_the_sentence_around(text: str, words: str, around: str) -> None:
    start = text.index(words)
    span = make.evidence(words, start=start).span
    assert sentence(text, span) == around


@pytest.mark.parametrize("title", ["云山省“十四五”就业促进规划", "“十四五”就业促进规划"])
def test_a_plan_is_called_with_its_region(title: str) -> None:
    assert "云山省" in name_of(make.plan(title))
