import pytest
from invented import invented

from policycascade.model import Cascade, Corpus


@pytest.fixture(scope="session")
def pair() -> tuple[Corpus, Cascade]:
    return invented()
