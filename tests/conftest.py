"""Lets every test import the shared factories: ``from factories import target``."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))


def pytest_configure(config: pytest.Config) -> None:
    """Hide what rdflib says to itself: its own parsers use names that it has deprecated."""
    config.addinivalue_line("filterwarnings", r"ignore:Dataset\.:DeprecationWarning:rdflib")
