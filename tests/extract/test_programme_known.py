"""Every entry of the vocabulary is found by its own words and examples, and by no others'."""

import pytest
from documents import document

from policycascade.extract.outline import find_sections
from policycascade.extract.programmes import find_programmes
from policycascade.model import Programme
from policycascade.ontology.programmes import KnownProgramme, known_programme, programmes

every = pytest.mark.parametrize("known", programmes(), ids=lambda known: known.canonical)


def found(text: str) -> list[Programme]:
    loaded = document(text)
    return find_programmes(loaded, find_sections(loaded))


def texts(known: KnownProgramme) -> list[str]:
    """Sentences that name it in every way the vocabulary lists."""
    named = [f"今年继续落实{word}。" for word in known.names]
    named += [f"按照要求,“{word}”稳步前行。" for word in known.quoted]
    named += [f"扎实推进{word}建设。" for word in known.led]
    named += [
        f"{other}方面,“{word}”稳步前行。" for word, near in known.near.items() for other in near
    ]
    return [*named, *known.examples]


@every
def test_it_is_found_by_its_own_words_and_by_no_other(known: KnownProgramme) -> None:
    for text in texts(known):
        names = {one.canonical for one in found(text)}
        assert known.canonical in names, text
        assert not [name for name in names - {known.canonical} if known_programme(name)], text
