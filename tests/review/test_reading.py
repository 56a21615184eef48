"""Review files taken in: what fits becomes verdicts, what does not is named by sheet and row."""

from __future__ import annotations

import contextlib
import dataclasses
import io
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from policycascade.errors import ReviewError
from policycascade.model import Verdict
from policycascade.review.reading import Desk, read_reviews
from policycascade.review.rows import Row
from policycascade.review.workbook import write_workbook

TODAY = date(2026, 1, 5)
KEY = "target-0123456789ab"
LINK = "target-0123456789ab~target-ba9876543210"
GAP = "target-0123456789ab~plan-ba9876543210"
DESK = Desk(units=frozenset({"人", "%"}), name="张三", today=TODAY)
#: A row that fits; a case changes what matters.
FACT = {"键": KEY, "规划": "某市规划", "原文": "渔船20艘", "裁定": "接受"}
PAIR = {"键": LINK, "上级规划": "省", "下级规划": "市", "关系": "分担", "裁定": "接受"}


def workbook(path: Path, *rows: dict[str, Any], title: str = "目标") -> Path:
    book = Workbook()
    book.remove(book.worksheets[0])
    book.create_sheet("说明").append(["请填写"])
    page = book.create_sheet(title)
    heads = list(dict.fromkeys(head for row in rows for head in row))
    page.append(heads)
    for row in rows:
        page.append([row.get(head) for head in heads])
    book.save(path)
    return path


def fault(path: Path, *rows: dict[str, Any], desk: Desk = DESK) -> str:
    with pytest.raises(ReviewError) as error:
        read_reviews(workbook(path, *rows), desk)
    return str(error.value)


@pytest.mark.parametrize(
    ("row", "says"),
    [
        pytest.param(FACT | {"裁定": "同意吧"}, "裁定“同意吧”不认识", id="unknown-verdict"),
        pytest.param(FACT | {"裁定": "更正"}, "没有填更正内容", id="nothing-corrected"),
        pytest.param(
            FACT | {"裁定": None, "更正：数值": 5}, "没有选裁定", id="correction-without-verdict"
        ),
        pytest.param(FACT | {"更正：数值": 5}, "只有裁定为更正时", id="accepted-and-corrected"),
        pytest.param(FACT | {"裁定": "更正", "更正：单位": "入"}, "单位“入”", id="unknown-unit"),
        pytest.param(FACT | {"裁定": "更正", "更正：单位": "万人"}, "基本单位", id="scaled-unit"),
        pytest.param(FACT | {"裁定": "更正", "更正：数值": "3万"}, "乘开", id="scaled-value"),
        pytest.param(
            FACT | {"裁定": "更正", "更正：约束方式": "大于等于吧"}, "可选", id="comparator"
        ),
        pytest.param(
            FACT | {"裁定": "更正", "更正：起始年": 2026, "更正：目标年": 2021}, "晚于", id="years"
        ),
        pytest.param(FACT | {"裁定": "更正", "更正：通用名称": "x"}, "不能更正", id="other-field"),
        pytest.param(FACT | {"键": "目标-1"}, "“键”不对", id="key"),
        pytest.param(FACT | {"键": None}, "“键”不对", id="no-key"),
        pytest.param(FACT | {"日期": "昨天"}, "日期“昨天”", id="date"),
        pytest.param(FACT | {"日期": "2026-13-01"}, "日期", id="no-such-month"),
        pytest.param(FACT | {"日期": "2062-01-05"}, "今天之后", id="future"),
        pytest.param(PAIR | {"关系": "待定"}, "已定的关系", id="undecided-accepted"),
        pytest.param(PAIR | {"关系": "相似"}, "关系“相似”不认识", id="unknown-relation"),
        pytest.param(
            PAIR | {"裁定": "更正", "更正：关系": "承接"}, "本类的关系", id="relation-of-tasks"
        ),
        pytest.param(
            PAIR | {"裁定": "更正", "更正：关系": "断点"},
            "本类的关系",
            id="relation-without-an-end",
        ),
        pytest.param(
            PAIR | {"键": GAP, "关系": "断点", "裁定": "更正", "更正：关系": "分担"},
            "没有“最接近者”",
            id="gap-without-nearest",
        ),
    ],
)
def test_a_row_that_does_not_fit_is_named(tmp_path: Path, row: dict[str, Any], says: str) -> None:
    found = fault(tmp_path / "审阅.xlsx", FACT, row | {"键": row.get("键")})
    assert "审阅.xlsx" in found
    assert "工作表“目标”第3行" in found
    assert says in found
    assert "\n" not in found


def test_a_reviewer_must_be_named(tmp_path: Path) -> None:
    assert "--name" in fault(tmp_path / "a.xlsx", FACT, desk=dataclasses.replace(DESK, name=""))


def test_many_faults_are_told_at_once_but_not_endlessly(tmp_path: Path) -> None:
    found = fault(tmp_path / "a.xlsx", *[FACT | {"裁定": "?"}] * 30)
    assert "第2行" in found
    assert "第11行" in found
    assert "另有20处" in found


def test_what_fits_becomes_a_verdict(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx",
        FACT | {"裁定": None},
        FACT | {"说明": "  属实 ", "日期": datetime(2026, 1, 3, 12, 0)},
        FACT | {"裁定": "correct", "更正：数值": 20.0, "更正：单位": "艘", "审阅人": "李 四"},
        PAIR | {"裁定": "更正", "更正：关系": "加码", "日期": "2026年1月4日"},
    )
    first, second, third = read_reviews(path, DESK)
    assert (first.kind, first.verdict, first.reviewer, first.day, first.note) == (
        "target",
        Verdict.ACCEPT,
        "张三",
        date(2026, 1, 3),
        "属实",
    )
    assert (second.corrections, second.reviewer, second.day) == (
        {"unit": "艘", "value": "20"},
        "李 四",
        TODAY,
    )
    assert (third.kind, third.plans, third.found, third.day) == (
        "target_link",
        ("省", "市"),
        "share",
        date(2026, 1, 4),
    )


def test_names_are_those_of_the_vocabularies(tmp_path: Path) -> None:
    desk = dataclasses.replace(DESK, indicator=lambda name: f"{name}人数")
    path = workbook(tmp_path / "a.xlsx", FACT | {"裁定": "更正", "更正：指标": "新增就业"})
    (review,) = read_reviews(path, desk)
    assert review.corrections == {"indicator": "新增就业人数"}


def test_rows_in_any_order_and_heads_in_english(tmp_path: Path) -> None:
    rows = [
        {"Verdict": "reject", "Key": KEY, "Note": "x"},
        {"Verdict": "accept", "Key": LINK, "Relation": "same"},
    ]
    found = [
        {
            review.key: review.verdict
            for review in read_reviews(workbook(tmp_path / "a.xlsx", *order), DESK)
        }
        for order in (rows, rows[::-1])
    ]
    assert found[0] == found[1] == {KEY: Verdict.REJECT, LINK: Verdict.ACCEPT}


@pytest.mark.parametrize(
    ("key", "quotes", "pair", "joined"),
    [
        (GAP, ("甲", ""), LINK, ("甲", "乙")),
        (
            "plan-0123456789ab~target-ba9876543210",
            ("", "乙"),
            "target-ba9876543210~target-ba9876543210",
            ("乙", "乙"),
        ),
    ],
    ids=["dropped", "local"],
)
def test_a_gap_is_corrected_to_a_link_with_the_nearest(
    tmp_path: Path, key: str, quotes: tuple[str, str], pair: str, joined: tuple[str, str]
) -> None:
    row = Row(
        key=key,
        kind="target_link",
        plans=("省", "市"),
        quotes=quotes,
        found="dropped",
        confidence=0.4,
        cells={},
        nearest=("target-ba9876543210", "乙"),
    )
    path = workbook(
        tmp_path / "a.xlsx", {"键": key, "关系": "断点", "裁定": "更正", "更正：关系": "打折"}
    )
    (review,) = read_reviews(path, dataclasses.replace(DESK, rows={key: row}))
    assert (review.key, review.quotes, review.plans) == (pair, joined, ("省", "市"))
    assert (review.found, review.corrections) == ("dropped", {"relation": "looser"})


# ---------------------------------------------------------------- files


def packed(name: str, content: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        file.writestr(name, content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("a.xlsx", None, id="missing"),
        pytest.param("a.xlsx", b"", id="empty"),
        pytest.param("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), id="old-xls"),
        pytest.param("a.xlsx", packed("x.txt", b"x"), id="another-zip"),
        pytest.param("a.xlsx", packed("xl/workbook.xml", b"<a"), id="broken-workbook"),
        pytest.param("a.csv", None, id="missing-csv"),
        pytest.param("a.csv", b"", id="empty-csv"),
        pytest.param("a.csv", "指标,值\r\n就业,5\r\n".encode(), id="another-table"),
        pytest.param("a.csv", b"\xff\xfe\x00\xd8\xff", id="no-text"),
    ],
)
def test_what_is_no_review_file_says_so(tmp_path: Path, name: str, content: bytes | None) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ReviewError, match="a\\."):
        read_reviews(path, DESK)


def test_a_workbook_cut_short_or_spoilt_says_so(tmp_path: Path) -> None:
    sound = workbook(tmp_path / "a.xlsx", FACT).read_bytes()
    broken = tmp_path / "b.xlsx"
    for end in range(0, len(sound), 331):
        broken.write_bytes(sound[:end])
        with pytest.raises(ReviewError):
            read_reviews(broken, DESK)
        spoilt = bytearray(sound)
        spoilt[end] ^= 0xFF
        broken.write_bytes(bytes(spoilt))
        with contextlib.suppress(ReviewError):
            read_reviews(broken, DESK)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_csv_as_spreadsheets_write_it(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "审阅.csv"
    path.write_bytes(f"键,裁定,日期,说明\r\n{KEY},驳回,2026/1/3,'=不是\r\n".encode(encoding))
    (review,) = read_reviews(path, DESK)
    assert (review.verdict, review.day, review.note) == (Verdict.REJECT, date(2026, 1, 3), "=不是")


def test_a_fault_in_csv_names_its_row(tmp_path: Path) -> None:
    path = tmp_path / "审阅.csv"
    path.write_text(f"键,裁定\n{KEY},接受\n{KEY},算了\n", "utf-8")
    with pytest.raises(ReviewError, match=r"审阅\.csv: 第3行: 裁定“算了”"):
        read_reviews(path, DESK)


# ---------------------------------------------------------------- rows that were filed before


def test_rows_as_filed_are_left_out_and_changed_ones_are_of_today(
    tmp_path: Path, plain: Any, session: Any, judgement: Any
) -> None:
    filed = [
        judgement(plain.row("target", "兰州", "职业技能培训"), Verdict.REJECT, note="漏字"),
        judgement(
            plain.row("programme_link", "陇原工匠"),
            Verdict.CORRECT,
            corrections={"relation": "specified"},
            day=date(2025, 12, 1),
        ),
    ]
    after = session(plain.reading, filed)
    rows = {row.key: row for row in after.rows}
    write_workbook(after.rows, (), tmp_path / "a.xlsx")
    desk = dataclasses.replace(DESK, rows=rows, name="王五")
    assert read_reviews(tmp_path / "a.xlsx", desk) == ()
    (row,) = (row for row in after.rows if row.review == after.reviews[1])
    changed = {
        "键": row.key,
        "裁定": "接受",
        "审阅人": "张三",
        "日期": "2025-12-01",
        "关系": "改名",
    }
    (review,) = read_reviews(workbook(tmp_path / "b.xlsx", changed), desk)
    assert (review.reviewer, review.day, review.found) == ("王五", TODAY, "renamed")
