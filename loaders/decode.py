"""Bytes to characters: the encodings Chinese plans come in, guessed only where nothing says."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from policycascade.errors import UnsupportedFormat
from policycascade.model import Words

_MARKS = (  # UTF-32's mark begins like UTF-16's, so it comes first
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BINARY = (
    (b"PK\x03\x04", "ZIP/DOCX/XLSX/OFD"),
    (b"%PDF", "PDF"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "DOC/WPS"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"\x1f\x8b", "GZIP"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7Z"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]")
#: What text is made of: ASCII, the punctuation and signs of Chinese print, and Han.
_USUAL = re.compile(r"[\t-\r -~\u00a0-\u00ff\u2000-\u2bff\u3000-\u30ff\u3200-\u9fff\uff00-\uffef]")
#: In a sample of so many characters a text holds at least this share of usual ones, and at most
#: this share of control characters; a GB18030 text at least that share of GB 2312 among its
#: characters beyond ASCII (the five plans: over 0.99; Big5 read as GB18030: under 0.5).
SAMPLE, USUAL, CONTROL, COMMON = 20_000, 0.9, 0.01, 0.8
#: A file of one encoding may hold at most this share of bytes that are not in it.
DAMAGE = 0.001


@dataclass(frozen=True, slots=True)
class Decoded:
    """The characters of a file, and what a user should know of how they were found."""

    text: str
    encoding: str
    notes: tuple[Words, ...] = ()


def decode_bytes(data: bytes, source: str, declared: str | None = None) -> Decoded:
    """Decode ``data``: by its byte-order mark, by what is declared, as UTF-8, then as GB18030.

    Args:
        data: the bytes as they were read.
        source: the path or address, for the message.
        declared: the character set the server or the page names.

    Raises:
        UnsupportedFormat: if it is no text in any of these encodings.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding) or _refuse(source, data)
    for start, kind in _BINARY:
        if data.startswith(start):
            raise UnsupportedFormat(
                source,
                f"内容是 {kind}，不是文字；请改用正确的扩展名或另存为文本 "
                f"(this is {kind}, not text: use its own suffix or save it as text)",
            )
    decoded = _strict(data, _known(declared)) if declared else None
    if b"\0" in data:
        decoded = decoded or _utf16(data)
    else:
        decoded = decoded or _strict(data, "utf-8") or _gb18030(data) or _damaged(data, declared)
    return decoded or _refuse(source, data)


def _known(name: str) -> str:
    """The codec for a declared character set; GB 2312 and GBK are parts of GB18030."""
    try:
        codec = codecs.lookup(name.strip().strip("\"'")).name
    except (LookupError, ValueError):
        return "utf-8"
    return "gb18030" if codec in {"gb2312", "gbk"} else codec


def _strict(data: bytes, encoding: str) -> Decoded | None:
    try:
        text = data.decode(encoding)
    except (UnicodeDecodeError, LookupError, ValueError):
        return None
    return Decoded(text, encoding) if _is_text(text) else None


def _is_text(text: object) -> bool:
    """Whether decoded characters are writing; codecs like ``hex`` do not even give characters."""
    if not isinstance(text, str) or "\0" in text:
        return False
    sample = text[:SAMPLE]
    return len(_CONTROL.findall(sample)) <= max(1, CONTROL * len(sample))


def _utf16(data: bytes) -> Decoded | None:
    for encoding in ("utf-16-le", "utf-16-be"):
        decoded = _strict(data, encoding)
        if decoded:
            sample = decoded.text[:SAMPLE]
            if len(_USUAL.findall(sample)) >= USUAL * len(sample):
                return Decoded(decoded.text, encoding, (_guessed(encoding),))
    return None


def _gb18030(data: bytes, errors: str = "strict") -> Decoded | None:
    try:
        text = data.decode("gb18030", errors)
    except UnicodeDecodeError:
        return None
    beyond = [character for character in text[:SAMPLE] if not character.isascii()]
    common = sum(len(character.encode("gb2312", "ignore")) > 0 for character in beyond)
    if not _is_text(text) or common < COMMON * len(beyond):
        return None
    return Decoded(text, "gb18030", (_guessed("gb18030"),))


def _damaged(data: bytes, declared: str | None) -> Decoded | None:
    """Read a file in which a few bytes are lost; each shows as U+FFFD."""
    for encoding in dict.fromkeys([_known(declared) if declared else "utf-8", "utf-8", "gb18030"]):
        try:
            text = data.decode(encoding, "replace")
        except (LookupError, ValueError, TypeError):
            continue
        lost = text.count("\ufffd")
        if _is_text(text) and 0 < lost <= max(1, DAMAGE * len(data)):
            return Decoded(text, encoding, (_lost(lost, encoding),))
    return None


def _guessed(encoding: str) -> Words:
    name = encoding.upper()
    return Words(
        zh=f"文件未标明编码，按 {name} 读取",
        en=f"the file does not say its encoding; read as {name}",
    )


def _lost(count: int, encoding: str) -> Words:
    return Words(
        zh=f"{count} 处字节不合 {encoding.upper()} 编码，以 � 代替",
        en=f"{count} bytes are no {encoding.upper()}; they show as �",
    )


def _refuse(source: str, data: bytes) -> Decoded:
    """Say why the bytes are no text.

    Raises:
        UnsupportedFormat: always.
    """
    if b"\0" in data:
        reason = "是二进制文件，不是文字 (a binary file, not text)"
    else:
        reason = (
            "编码无法识别；请另存为 UTF-8 (unknown encoding, neither UTF-8, UTF-16 nor GB18030: "
            "save it as UTF-8)"
        )
    raise UnsupportedFormat(source, reason)
