"""Lets every test import the shared factories: ``from factories import target``."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))


def pytest_configure(config: pytest.Config) -> None:
    """Hide what rdflib says to itself: its own parsers use names that it has deprecated."""
    config.addinivalue_line("filterwarnings", r"ignore:Dataset\.:DeprecationWarning:rdflib")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the longest module, so that no worker is left alone with it at the end."""
    items.sort(key=lambda item: item.path.name != "test_injection.py")


@pytest.fixture(scope="module", autouse=True)
def _one_browser_a_module() -> Iterator[None]:
    """What a module's tests opened pages in is closed before the next module's begin."""
    yield
    pages = sys.modules.get("pages")
    if pages is not None:
        pages.close_browser()
