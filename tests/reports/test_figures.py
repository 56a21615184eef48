from decimal import Decimal

import factories as make
import pytest

from policycascade.model import Baseline, Basis, Figure, Op
from policycascade.reports import figures


@pytest.mark.parametrize(
    ("value", "unit", "zh", "en"),
    [
        ("3250000", "人", "325万人", "3.25 million people"),
        ("100000000000", "元", "1000亿元", "100 billion yuan"),
        ("95", "%", "95%", "95%"),
        ("0", "户", "0户", "0 households or firms"),
        ("9999", "人", "9999人", "9,999 people"),
        ("10000", "人", "1万人", "10,000 people"),
        ("12345.5", "人", "1.23455万人", "12,345.5 people"),
        ("-20000", "人", "-2万人", "-20,000 people"),
        ("3", None, "3", "3"),
    ],
)
def test_amount(value: str, unit: str | None, zh: str, en: str) -> None:
    assert figures.amount(Decimal(value), unit, "zh") == zh
    assert figures.amount(Decimal(value), unit, "en") == en


@pytest.mark.parametrize(
    ("target", "shown"),
    [
        (make.target(value=3_250_000, op=Op.GE), "≥ 325万人"),
        (make.target(value=0, unit="户", value_raw="动态清零"), "动态清零（0户）"),
        (make.target(value=5, unit="%", op=Op.LT), "< 5%"),
        (make.target(value=3, value_to=Decimal(5), unit="个", op=Op.GE), "3—5个"),
        (make.target(value=15_000, value_to=Decimal(20_000), op=Op.GE), "1.5万—2万人"),
        (make.target(value=None, value_raw="与全省一致", relative_to="全省"), "与全省一致"),
        (make.target(value=None, relative_to="全省"), "相对表述：全省"),
        (make.target(value=None), "未给出数值"),
    ],
)
def test_goal(target: Figure, shown: str) -> None:
    assert figures.goal(target, "zh") == shown


@pytest.mark.parametrize(
    ("baseline", "shown"),
    [
        (None, ""),
        (
            Baseline(value=Decimal(285_800), unit="人", year=2020, value_raw="28.58"),
            "基期2020：28.58万人",
        ),
        (Baseline(value=None, unit=None, year=None, value_raw="约三成"), "基期：约三成"),
    ],
)
def test_start(baseline: Baseline | None, shown: str) -> None:
    assert figures.start(baseline, "zh") == shown


def test_years() -> None:
    assert figures.years(make.target()) == "2021–2025"
    assert figures.years(make.target(year_from=None)) == "2025"
    assert figures.years(make.target(year_from=None, year_to=None)) == ""


@pytest.mark.parametrize(
    ("target", "zh", "en"),
    [
        (
            make.target(value=2000, unit="人次", basis=Basis.ANNUAL),
            "每年2000人次",
            "2,000 person-times a year",
        ),
        (make.target(value=95, unit="%", basis=Basis.ANNUAL), "95%", "95%"),
        (make.target(value=2000, unit="人次"), "2000人次", "2,000 person-times"),
    ],
)
def test_a_yearly_figure_says_so(target: Figure, zh: str, en: str) -> None:
    assert (figures.told(target, "zh"), figures.told(target, "en")) == (zh, en)
