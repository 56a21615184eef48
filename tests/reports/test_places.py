import factories as make
import pytest

from policycascade.model import Document, Evidence, Span
from policycascade.reports.places import LONGEST_CLAUSE, whole_sentence

TEXT = "第一章 总论\n本规划依据《甲规划》和《乙规划》编制。规划期五年。\n"


def document(text: str) -> Document:
    return Document(name="x", media_type="text/plain", sha256="0" * 64, text=text, blocks=())


def cited(text: str, title: str) -> Evidence:
    start = text.index(title)
    return Evidence(quote=title, span=Span(start, start + len(title)))


def test_the_whole_sentence_is_quoted_and_true() -> None:
    found = whole_sentence(cited(TEXT, "《乙规划》"), document(TEXT))
    assert found.quote == "本规划依据《甲规划》和《乙规划》编制。"
    assert TEXT[found.span.start : found.span.end] == found.quote


@pytest.mark.parametrize(
    "text",
    ["《甲规划》" + "长" * LONGEST_CLAUSE, "别的文本《甲规划》"],
    ids=["too long", "no stop"],
)
def test_the_bare_words_stand_where_there_is_no_sentence(text: str) -> None:
    evidence = cited(text, "《甲规划》")
    found = whole_sentence(evidence, document(text))
    assert found.quote in ("《甲规划》", text)


def test_without_its_text_a_quote_stays_as_it_is() -> None:
    evidence = make.evidence("《甲规划》", start=3)
    assert whole_sentence(evidence, None) is evidence
    assert whole_sentence(evidence, document("另一份文本，没有这些字")) is evidence
