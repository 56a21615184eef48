"""The generated reference pages say what the ontology and the saved queries say now."""

import importlib.util
from collections.abc import Callable
from pathlib import Path

import pytest

from policycascade.ontology.terms import PC

DOCS = Path(__file__).resolve().parents[1] / "docs"


def pages() -> dict[str, Callable[[], str]]:
    spec = importlib.util.spec_from_file_location("make_reference", DOCS / "make_reference.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    made: dict[str, Callable[[], str]] = module.PAGES
    return made


@pytest.mark.parametrize("name", ["ontology.md", "queries.md"])
def test_a_reference_page_is_up_to_date(name: str) -> None:
    written = (DOCS / name).read_text("utf-8")
    assert pages()[name]() == written, "run: python docs/make_reference.py"


def test_every_term_is_in_the_reference() -> None:
    written = (DOCS / "ontology.md").read_text("utf-8")
    assert not [
        name for name in PC.__annotations__ if f"`pc:{name}`" not in written and name[0] != "_"
    ]
