from collections.abc import Callable

import pytest

from policycascade.errors import UnsupportedFormat
from policycascade.model import Document

Make = Callable[..., Document]


TEXT = "甲县“十四五”就业促进规划\n坚持就业优先，落实各项政策。\n"
TRADITIONAL = "甲縣就業促進規劃，堅持就業優先，穩定與擴大就業，讓勞動者體面勞動。" * 5


@pytest.mark.parametrize(
    ("encoding", "mark", "guessed"),
    [
        ("utf-8", b"", False),
        ("utf-8", b"\xef\xbb\xbf", False),
        ("gb18030", b"", True),
        ("gbk", b"", True),
        ("utf-16-le", b"\xff\xfe", False),
        ("utf-16-be", b"\xfe\xff", False),
        ("utf-16-le", b"", True),
        ("utf-16-be", b"", True),
        ("utf-32-le", b"\xff\xfe\0\0", False),
    ],
)
def test_encodings_are_found_and_guesses_told(
    document: Make, encoding: str, mark: bytes, guessed: bool
) -> None:
    made = document(mark + TEXT.encode(encoding))
    assert made.text == TEXT
    assert bool(made.notes) is guessed
    assert made.segments[0].source_start == 0


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"PK\x03\x04rest", "DOCX"),
        (b"%PDF-1.7", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "DOC"),
        (bytes(range(256)) * 40, "binary"),
        (b"text with \0 inside and no pattern at all\0", "binary"),
        (b"\x01\x02\x03\x04" * 100, "unknown encoding"),
        (TRADITIONAL.encode("big5"), "unknown encoding"),
        (b"\xff\xfe\x00", "binary"),
        (b"\xff" * 100, "unknown encoding"),
    ],
)
def test_what_is_no_text_is_refused_with_the_reason(
    document: Make, data: bytes, reason: str
) -> None:
    with pytest.raises(UnsupportedFormat, match=reason):
        document(data)


def test_a_damaged_byte_shows_and_is_told(document: Make) -> None:
    data = (TEXT * 50).encode()
    made = document(data[:-1] + b"\xe5")
    assert made.text.endswith("。\ufffd\n")
    assert "1 处" in made.notes[0].zh


@pytest.mark.parametrize("declared", ["gb2312", "GBK", '"gb18030"', "nonsense", "hex", "utf-8"])
def test_a_declared_encoding_is_tried_first(document: Make, declared: str) -> None:
    made = document(TEXT.encode("gb18030"), "page.txt", charset=declared)
    assert made.text == TEXT
