from __future__ import annotations

import itertools
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policycascade.model import Review, Verdict
from policycascade.review.filing import merged, to_csv
from policycascade.review.reading import Desk, read_reviews

DESK = Desk(units=frozenset({"人"}))


def review(key: str = "target-0123456789ab", **more: object) -> Review:
    values: dict[str, object] = {
        "kind": "target",
        "plans": ("云山省规划",),
        "quotes": ("就业5万人",),
        "found": "就业人数 50000 人",
        "verdict": Verdict.ACCEPT,
        "reviewer": "张三",
        "day": date(2026, 1, 5),
    }
    return Review(key=key, **values | more)  # type: ignore[arg-type]


LINK = review(
    "task-0123456789ab~plan-0123456789ab",
    kind="task_link",
    plans=("省", "市"),
    quotes=("扩大就业", ""),
    found="dropped",
)
CORRECTED = review(
    verdict=Verdict.CORRECT, corrections={"value": "", "unit": "人", "op": ">=", "year_to": "2024"}
)


def written(reviews: tuple[Review, ...], folder: Path) -> tuple[Review, ...]:
    path = folder / "reviews.csv"
    path.write_text(to_csv(reviews), encoding="utf-8", newline="")
    return read_reviews(path, DESK)


@pytest.mark.parametrize("one", [review(), LINK, CORRECTED, review(note="两\n行")])
def test_what_is_written_is_read_back(one: Review, tmp_path: Path) -> None:
    assert written((one,), tmp_path) == (one,)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(text=st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp", "Co", "Cn", "Cf"])))
def test_any_words_are_read_back(text: str, tmp_path: Path) -> None:
    given_ = review(quotes=(text or "x",), note=" ".join(text.split()), found=text)
    (back,) = written((given_,), tmp_path)
    assert (back.note, back.found.strip()) == (given_.note, given_.found.strip())


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "'=1", "'-"])
def test_no_cell_is_a_formula(text: str, tmp_path: Path) -> None:
    one = review(quotes=(text,), plans=(text,), found=text)
    for cell in to_csv((one,)).splitlines()[1].split(","):
        assert not cell.strip('"').startswith(("=", "+", "-", "@", "\t"))
    assert written((one,), tmp_path)[0].quotes == (text,)


def test_it_opens_as_utf_8_in_spreadsheets() -> None:
    assert to_csv(()).startswith("\ufeff键,类别,规划")


def test_all_are_kept_once_in_an_order_of_their_own() -> None:
    other = review(reviewer="李四", verdict=Verdict.REJECT, day=date(2026, 1, 4))
    every = (review(), other, LINK)
    for order in itertools.permutations(every):
        assert merged((), order) == merged((), every)
        assert merged(every, order) == merged((), every)


def test_of_one_thing_the_oldest_stands_first_and_equals_as_given() -> None:
    old = review(day=date(2025, 1, 1))
    first, second = review(note="先"), review(note="后")
    assert merged((first,), (second, old)) == (old, first, second)
    assert merged((second,), (first, old)) == (old, second, first)
