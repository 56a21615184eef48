"""Documents made of a few words, through the same door as files."""

from collections.abc import Callable
from pathlib import Path

import pytest

from policycascade.loaders import read
from policycascade.loaders.fetch import Fetched
from policycascade.model import Document


def make_document(content: str | bytes, name: str = "plan.txt", **given: str) -> Document:
    data = content.encode() if isinstance(content, str) else content
    return read(Fetched(name, name, data, Path(name).suffix, **given))


@pytest.fixture(scope="session")
def document() -> Callable[..., Document]:
    return make_document


@pytest.fixture(scope="session")
def blocks() -> Callable[..., list[tuple[str, str]]]:
    """Kind and words of each block of a small document."""

    def listed(content: str | bytes, name: str = "plan.txt") -> list[tuple[str, str]]:
        made = make_document(content, name)
        return [(block.kind.value, made.quote(block.span)[:-1]) for block in made.blocks]

    return listed
