"""Lines of print become paragraphs, headings and furniture."""

from __future__ import annotations

import pytest
from typeset import LEADING, TOP, Set, column, page, printed

from policycascade.loaders.pages import read_pages
from policycascade.loaders.running import compose

FULL = "这一行正好写满二十个汉字再多写八个字凑成整整一行字"
SHORT = "这一行没有写满。"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            f"　　{FULL[:-2]}\n{FULL}\n{SHORT}\n　　另起一段的话写在这里，{FULL[:10]}\n{FULL}",
            [f"{FULL[:-2]}{FULL}{SHORT}", f"另起一段的话写在这里，{FULL[:10]}{FULL}"],
            id="full lines go on, an indented one begins anew",
        ),
        pytest.param(
            f"　　一、发展基础\n　　{FULL[:-2]}\n{SHORT}",
            ["一、发展基础", f"{FULL[:-2]}{SHORT}"],
            id="a heading stands alone",
        ),
        pytest.param(
            f"　　（一）完善公共就业服务体系和创业服务体系建设工作\n机制\n　　{FULL[:-2]}\n{SHORT}",
            ["（一）完善公共就业服务体系和创业服务体系建设工作机制", f"{FULL[:-2]}{SHORT}"],
            id="a heading of two lines",
        ),
        pytest.param(
            f"　　{FULL[:-2]}\n{FULL[:-6]}紧扣“五大中\n心”、“四大品牌”建设。\n{FULL}",
            [f"{FULL[:-2]}{FULL[:-6]}紧扣“五大中心”、“四大品牌”建设。", FULL],
            id="a word that did not fit into the line",
        ),
        pytest.param(
            f"　　{FULL[:-2]}\n{FULL[:-4]}GDP\ngrowth rate and {FULL[:16]}\n{SHORT}",
            [f"{FULL[:-2]}{FULL[:-4]}GDP growth rate and {FULL[:16]}{SHORT}"],
            id="Latin words keep their space",
        ),
    ],
)
def test_paragraphs(text: str, expected: list[str]) -> None:
    body = "\n".join([FULL] * 4)
    assert printed(page(column(f"{body}。\n{text}"))) == [FULL * 4 + "。", *expected]


def titled(*lines: tuple[str, float]) -> list[Set]:
    """Centred lines over a body of full ones."""
    middle, top = 80 + 13 * 16, 60.0
    made: list[Set] = []
    for words, size in lines:
        made.append((middle - len(words) * size / 2, top, words, size))
        top += size * 1.5
    return made + column("\n".join(["　　" + FULL[:-2], FULL, FULL, SHORT]), top=top + 20)


@pytest.mark.parametrize(
    ("upper", "lower", "joined"),
    [
        (("甲市人力资源和社会保障事业", 22.0), ("发展规划", 22.0), True),
        (("甲市人民政府办公室", 22.0), ("甲市就业规划", 22.0), False),
        (("甲市就业促进规划", 22.0), ("2021年12月", 16.0), False),
        (("甲政办发〔2021〕5号", 16.0), ("甲市就业规划", 22.0), False),
    ],
    ids=["over two lines", "organ and title", "date below", "number above"],
)
def test_titles(upper: tuple[str, float], lower: tuple[str, float], joined: bool) -> None:
    expected = [upper[0] + lower[0]] if joined else [upper[0], lower[0]]
    assert printed(page(titled(upper, lower)))[:-1] == expected


def test_a_paragraph_over_a_page_break_is_whole_and_furniture_moves_behind() -> None:
    first = column("\n".join([f"　　{FULL[:-2]}", *[FULL] * 6]))
    second = column(f"{FULL}\n{SHORT}")
    pages = [
        page([*lines, (200, 40, "甲市规划", 10), (280, 800, f"- {number} -", 10)], number=number)
        for number, lines in ((1, first), (2, second))
    ]
    assert printed(*pages) == [
        "(甲市规划)",
        f"{FULL[:-2]}{FULL * 7}{SHORT}",
        "(- 1 -)",
        "(甲市规划)",
        "(- 2 -)",
    ]


def test_text_repeated_at_the_top_of_two_pages_is_no_furniture() -> None:
    text = "\n".join([f"　　{FULL[:-2]}", FULL, SHORT])
    pages = [page(column(text, top=60), number=number) for number in (1, 2)]
    assert printed(*pages) == [f"{FULL[:-2]}{FULL}{SHORT}"] * 2


def test_a_contents_list_is_set_aside() -> None:
    lines = [
        (80.0, TOP - LEADING, "目录", 16.0),
        *column("一、发展基础…………………………………………1\n二、主要任务…………………………………………3"),
        *column(f"　　一、发展基础\n　　{FULL[:-2]}\n{SHORT}", top=300),
    ]
    found = printed(page(lines))
    assert [line[0] == "(" for line in found] == [True, True, True, False, False]


def test_two_columns_are_read_one_after_the_other() -> None:
    half = FULL[:13]
    left = column("\n".join([f"　　左{half[:10]}", *[half] * 9]), left=60)
    right = column("\n".join([*[half] * 9, "右边完了。"]), left=320)
    both = [line for pair in zip(left, right, strict=True) for line in pair]
    across = [(100.0, 60.0, "甲市人民政府公报横贯两栏的标题文字", 20.0)]
    title, text = printed(page([*across, *both]))
    assert title == across[0][2]
    assert text == f"左{half[:10]}{half * 18}右边完了。"


def test_places_map_back() -> None:
    made = page(column(f"　　{FULL[:-2]}\n{SHORT}"))
    running = compose(read_pages([made]).items)
    source = "".join(glyph.text for glyph in made.glyphs)
    text = "".join(running.parts)
    for segment in running.segments:
        there = source[segment.source_start : segment.source_start + segment.source_length]
        assert text[segment.start : segment.start + segment.length] == there


def test_footnotes_move_behind_the_paragraph_they_part() -> None:
    first = column("\n".join([f"　　{FULL[:-2]}", *[FULL] * 6]))
    notes = [
        (80.0, 700.0, f"①夜校：{FULL}{FULL[:6]}写给在职的人", 12.0),
        (80.0, 716.0, "的课程。", 12.0),
        (80.0, 732.0, "②慕课：网上的课程。", 12.0),
    ]
    pages = [
        page([*first, *notes, (280, 800, "- 1 -", 10)]),
        page([*column(f"{FULL}\n{SHORT}"), (280, 800, "- 2 -", 10)], number=2),
    ]
    text, number, *found = printed(*pages)
    assert text == f"{FULL[:-2]}{FULL * 7}{SHORT}"
    assert number == "(- 1 -)"
    assert found == [notes[0][2] + notes[1][2], notes[2][2], "(- 2 -)"]
