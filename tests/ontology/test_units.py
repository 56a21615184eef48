import re

import pytest

from policycascade.ontology.units import _units, in_english


@pytest.mark.parametrize("unit", _units())
def test_a_unit_is_said_without_chinese(unit: str) -> None:
    assert not re.search("[\u4e00-\u9fff]", in_english(unit))


def test_an_unknown_unit_stays() -> None:
    assert in_english("台套") == "台套"
