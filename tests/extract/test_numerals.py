"""Numerals: known forms, the law parse(spell(n)) = n, and the pattern against the spellings."""

import itertools
import re
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from policycascade.extract.numerals import CHINESE_INTEGER, parse_numeral, scale_factor, spell


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("三百二十五万", "3250000"),
        ("二〇二五", "2025"),
        ("二○三五", "2035"),
        ("十五", "15"),
        ("一十五", "15"),
        ("廿三", "23"),
        ("卅", "30"),
        ("两千", "2000"),
        ("两万", "20000"),
        ("一百零五", "105"),
        ("三万亿", "3000000000000"),
        ("一万二千亿", "1200000000000"),
        ("一亿零五百万", "105000000"),
        ("一点五", "1.5"),
        ("百分之五十", "0.5"),
        ("百分之九十五点五", "0.955"),
        ("千分之三", "0.003"),
        ("五分之一", "0.2"),
        ("1/4", "0.25"),
        ("3250000", "3250000"),
        ("1,234,567.8", "1234567.8"),
        ("１２．５", "12.5"),
        ("325万", "3250000"),
        ("1.2万亿", "1200000000000"),
        ("3千万", "30000000"),
        ("1000余", "1000"),
        ("零", "0"),
        ("负二", "-2"),
    ],
)
def test_numerals(text: str, value: str) -> None:
    assert parse_numeral(text) == Decimal(value)


@pytest.mark.parametrize(
    "text", ["", "十十", "百三", "三百万零", "三点", "点五", "甲", "1/0", "分之一", "万"]
)
def test_no_numerals(text: str) -> None:
    assert parse_numeral(text) is None


def test_scales() -> None:
    assert [int(scale_factor(s)) for s in ("百", "千万", "亿")] == [100, 10**7, 10**8]


@pytest.mark.parametrize("start", range(0, 100_000, 20_000))
def test_every_number_is_read_as_it_is_spelt(start: int) -> None:
    for number in range(start, start + 20_000):
        assert parse_numeral(spell(number)) == number


@example(57_769_300_100_000)
@given(st.integers(min_value=0, max_value=10**16 - 1))
def test_large_numbers_are_read_as_they_are_spelt(number: int) -> None:
    assert parse_numeral(spell(number)) == number


@given(st.decimals(min_value=0, max_value=10**8, places=3))
def test_decimals_are_read_as_they_are_spelt(number: Decimal) -> None:
    assert parse_numeral(spell(number)) == number


def test_the_pattern_matches_exactly_the_spellings() -> None:
    """Whatever it accepts is how its own value is spelt (but for 两, 一十, 廿, 〇)."""
    pattern = re.compile(CHINESE_INTEGER)
    for length in range(1, 6):
        for chars in itertools.product("零一三十百千万亿", repeat=length):
            text = "".join(chars)
            if pattern.fullmatch(text):
                value = parse_numeral(text)
                assert value is not None
                assert spell(int(value)) == (text[1:] if text.startswith("一十") else text)


@given(st.text(alphabet="零一两三十百千万亿点分之〇0123456789,./廿", max_size=12))
def test_no_text_raises(text: str) -> None:
    parse_numeral(text)
