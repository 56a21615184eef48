"""Tables of printed pages: by their rules, by their columns, over several pages."""

from __future__ import annotations

import pytest
from typeset import Set, cells, grid_rules, page, printed

from policycascade.loaders.printed import Page, Rule
from policycascade.loaders.ruled import MAX_RULES, find_ruled

XS, YS = (80.0, 120.0, 260.0, 320.0, 400.0), (100.0, 120.0, 140.0, 160.0)
HEAD = ("序号", "指标", "单位", "目标")
ROWS = (HEAD, ("1", "新增就业", "万人", "30"), ("2", "结案率", "%", "95"))
SHOWN = ["|".join(row) for row in ROWS]


def without(rules: list[Rule], **gone: float) -> list[Rule]:
    """The rules but those at a place across (``top``) or down (``x0``) the page."""
    return [
        rule
        for rule in rules
        if not any(
            getattr(rule, name) == at and rule.across == (name == "top")
            for name, at in gone.items()
        )
    ]


FULL = grid_rules(XS, YS)
RULES = {
    "every rule": FULL,
    "open on the left": without(FULL, x0=80),
    "open on the right": without(FULL, x0=400),
    "in pieces": [
        Rule(x, y, min(x + 40, 400), y) for y in YS for x in range(80, 400, 40)
    ] + [rule for rule in FULL if not rule.across],
    "double": FULL + [rule._replace(x0=rule.x0 + 1.5, x1=rule.x1 + 1.5) for rule in FULL],
    "thin boxes": [
        edge
        for x0, top, x1, bottom in FULL
        for edge in (Rule(x0, top, x1, top), Rule(x0, bottom + 1, x1, bottom + 1),
                     Rule(x0, top, x0, bottom), Rule(x1 + 1, top, x1 + 1, bottom))
    ],
    "in a frame": [*FULL, *grid_rules((20, 560), (20, 800))],
    "none": [],
    "across only": [rule for rule in FULL if rule.across],
}  # fmt: skip


@pytest.mark.parametrize("rules", RULES.values(), ids=RULES)
def test_one_table_however_it_is_drawn(rules: list[Rule]) -> None:
    before, behind = (80.0, 60.0, "主要指标", 16.0), (80.0, 200.0, "注：目标为累计数。", 12.0)
    found = printed(page([before, *cells(ROWS, XS, YS), behind], rules))
    assert found == [before[2], *SHOWN, behind[2]]


def test_merged_cells_cover_their_places() -> None:
    rules = [rule for rule in FULL if rule != Rule(80, 140, 400, 140)]
    rules.append(Rule(120, 140, 400, 140))  # the first column has one cell for two rows
    rules.remove(Rule(320, 100, 320, 160))
    rules.append(Rule(320, 120, 320, 160))  # the head one cell for two columns
    (table,) = find_ruled(rules)
    places = {box[4:] for box in table.boxes if box.rowspan + box.colspan > 2}
    assert places == {(1, 0, 2, 1), (0, 2, 1, 2)}


def test_lines_of_a_cell_are_joined() -> None:
    rows = (HEAD, ("1", "劳动人事争议", "%", "95"), ("", "仲裁结案率", "", ""))
    ys = (100.0, 120.0, 132.0)
    rules = grid_rules(XS, (100, 120, 150))
    assert printed(page(cells(rows, XS, ys), rules)) == [SHOWN[0], "1|劳动人事争议仲裁结案率|%|95"]


@pytest.mark.parametrize("rules", [[], grid_rules((80, 400), (95, 200))], ids=["bare", "framed"])
def test_lines_of_a_cell_are_joined_without_rules(rules: list[Rule]) -> None:
    """A name of two lines stands around the line of its figures."""
    middles = [("1", 125.0, "劳动人事争议", "仲裁结案率"), ("2", 165.0, "高技能人才", "总量")]
    lines: list[Set] = cells([HEAD], XS, [96.0])
    for number, y, upper, lower in middles:
        lines += [(80, y, number, 10), (122, y - 6.5, upper, 10), (122, y + 6.5, lower, 10)]
        lines += [(322 - 60, y, "万人", 10), (322, y, "95", 10)]
    found = printed(page(lines, rules))
    assert found == [SHOWN[0], "1|劳动人事争议仲裁结案率|万人|95", "2|高技能人才总量|万人|95"]


def test_a_frame_is_running_text() -> None:
    box = [(90.0, 105.0, "专栏1 重点工程", 12.0), (90.0, 125.0, "01 技能提升。办好夜校。", 12.0)]
    found = printed(page(box, grid_rules((80, 400), (100, 160))))
    assert found == [line[2] for line in box]


def test_a_drawing_is_no_table() -> None:
    many = [Rule(x, y, x + 8, y) for x in range(0, 500, 10) for y in range(0, 800, 10)]
    assert len(many) > MAX_RULES
    assert find_ruled(many) == []


# ---------------------------------------------------------------- over several pages


def paged(*parts: tuple[tuple[str, ...], ...], over: tuple[Set, ...] = ()) -> list[Page]:
    """Parts of a table, the first at the foot of its page, the others at the head of theirs."""
    pages = []
    for number, rows in enumerate(parts, 1):
        top = 700.0 if number == 1 else 120.0
        ys = [top + 20 * step for step in range(len(rows) + 1)]
        lines = [*cells(rows, XS, ys), (280.0, 805.0, f"- {number} -", 10.0)]
        lines += over if number > 1 else ()
        pages.append(page(lines, grid_rules(XS, ys), number))
    return pages


MORE = (("3", "参保率", "%", "96"), ("4", "调解率", "%", "65"))
FEET = ["(- 1 -)", "(- 2 -)"]


@pytest.mark.parametrize(
    ("parts", "over", "table", "asides"),
    [
        ((ROWS, MORE), (), [*SHOWN, "3|参保率|%|96", "4|调解率|%|65"], FEET),
        (
            (ROWS, (HEAD, *MORE)),
            (),
            [*SHOWN, "3|参保率|%|96", "4|调解率|%|65"],
            [FEET[0], "(序号\t指标\t单位\t目标)", FEET[1]],
        ),
        (
            (ROWS, (HEAD, *MORE)),
            ((80.0, 100.0, "续表", 12.0),),
            [*SHOWN, "3|参保率|%|96", "4|调解率|%|65"],
            [FEET[0], "(续表)", "(序号\t指标\t单位\t目标)", FEET[1]],
        ),
        ((ROWS, MORE[:1]), (), [*SHOWN, "3|参保率|%|96"], FEET),
        (
            ((*ROWS, ("3", "劳动争议", "%", "96")), (("", "调解成功率", "", ""), *MORE[1:])),
            (),
            [*SHOWN, "3|劳动争议调解成功率|%|96", "4|调解率|%|65"],
            FEET,
        ),
        (
            (ROWS, (("", "其中：城市", "", "80"), *MORE[:1])),
            (),
            [*SHOWN, "|其中：城市||80", "3|参保率|%|96"],
            FEET,
        ),
    ],
    ids=["goes on", "head repeated", "said so", "one row", "row cut in two", "part of a row above"],
)
def test_a_table_over_two_pages_is_one(
    parts: tuple[tuple[tuple[str, ...], ...], ...],
    over: tuple[Set, ...],
    table: list[str],
    asides: list[str],
) -> None:
    assert printed(*paged(*parts, over=over)) == [*table, *asides]


def test_another_table_on_the_next_page_is_its_own() -> None:
    first, other = paged(ROWS), (80.0, 200.0, 260.0, 300.0, 400.0)
    assert printed(*first, page(cells(ROWS, other, YS), grid_rules(other, YS))) == [
        *SHOWN,
        FEET[0],
        *SHOWN,
    ]
    text = (80.0, 60.0, "下面是另一张表，与上表无关。", 12.0)
    apart = page([text, *cells(ROWS, XS, YS)], FULL, 2)
    assert printed(*first, apart) == [*SHOWN, FEET[0], text[2], *SHOWN]


def test_a_table_that_loses_its_rules_on_the_next_page() -> None:
    more = (*MORE, ("5", "覆盖率", "%", "100"))
    ys = (120.0, 140.0, 160.0)
    second = page(cells(more, XS, ys), (), 2)
    assert printed(paged(ROWS)[0], second) == [*SHOWN, *("|".join(row) for row in more), FEET[0]]


def test_columns_merged_otherwise_on_the_next_page() -> None:
    """A title across the second part leaves it fewer columns; its rows keep their places."""
    ys = (100.0, 120.0, 140.0, 160.0)
    wide = [
        rule for rule in grid_rules(XS, ys) if rule.across or rule.x0 != 260
    ]  # 指标 and 单位 are one column here
    rows = (
        ("3", "参保率（%）", "", "96"),
        ("4", "调解率（%）", "", "65"),
        ("5", "覆盖率（%）", "", "100"),
    )
    found = printed(*paged(ROWS)[:1], page(cells(rows, XS, ys), wide, 2))
    assert found == [*SHOWN, *("|".join(filter(None, row)) for row in rows), FEET[0]]
