import struct

import pytest

from policycascade.errors import MissingExtra
from policycascade.reports import png
from policycascade.reports.svg import WIDTH, canvas, done, write

pytest.importorskip("resvg_py")


def chart(words: str) -> str:
    root = canvas(40, "图")
    write(root, (10, 30), words)
    return done(root)


def test_a_chart_is_drawn_large_enough_for_print() -> None:
    drawn = png.to_png(chart("城镇新增就业"))
    assert drawn.startswith(b"\x89PNG")
    assert struct.unpack(">II", drawn[16:24]) == (WIDTH * png.SCALE, 40 * png.SCALE)


def test_chinese_words_are_seen() -> None:
    assert png.to_png(chart("就业")) != png.to_png(chart("培训"))
    assert png.to_png(chart("就业")) == png.to_png(chart("就业"))


def test_a_machine_without_a_chinese_font_is_noticed() -> None:
    assert png.shows_chinese()
    assert not png.shows_chinese(system_fonts=False)


def test_what_is_missing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "resvg_py", None)
    with pytest.raises(MissingExtra, match=r"policycascade\[charts\]"):
        png.to_png(chart("就业"))
