import dataclasses

import factories as make
import pytest
from invented import invented

from policycascade.model import Place, Relation
from policycascade.reports.counting import Count, counts
from policycascade.reports.pair import Pair

PAIR = Pair(*invented())


def found(pair: Pair) -> dict[tuple[str, bool], Count]:
    return {(count.kind, count.upper): count for count in counts(pair)}


@pytest.mark.parametrize("count", counts(PAIR), ids=lambda count: f"{count.kind} {count.upper}")
def test_every_element_is_joined_or_waiting_or_alone(count: Count) -> None:
    assert count.counted == count.joined + count.waiting + count.alone
    assert count.counted <= count.read


@pytest.mark.parametrize(
    ("kind", "upper", "joined", "waiting", "alone"),
    [
        ("targets", True, 3, 0, 1),
        ("targets", False, 3, 0, 1),
        ("programmes", True, 1, 0, 1),
        ("leaves", True, 3, 1, 0),
        ("leaves", False, 2, 1, 0),
    ],
)
def test_what_became_of_them(kind: str, upper: bool, joined: int, waiting: int, alone: int) -> None:
    count = found(PAIR)[kind, upper]
    assert (count.joined, count.waiting, count.alone) == (joined, waiting, alone)


def test_a_target_in_text_and_table_counts_once_and_what_is_not_comparable_is_told() -> None:
    goal = make.target("参保率", 95, "%")
    twice = make.target("参保率", 95, "%", place=Place.TABLE, start=50)
    upper, lower = make.plan(targets=(goal,)), make.plan("乙", make.CITY, targets=(goal, twice))
    link = make.link(Relation.NOT_COMPARABLE, (upper, goal), (lower, goal))
    link = dataclasses.replace(link, also=(make.end(lower, twice),))
    cascade = make.cascade(upper, lower, link)
    count = found(Pair(make.corpus(upper, lower, cascades=(cascade,)), cascade))["targets", False]
    assert (count.read, count.counted, count.joined, count.apart) == (2, 1, 1, 1)
