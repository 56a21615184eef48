"""Radicals that are meant as characters."""

import unicodedata

import pytest

from policycascade.loaders.radicals import without_radicals


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("⼈⼒资源和社会保障", "人力资源和社会保障"),
        ("⺠⽣⼯程，⻓期护理，⻔诊，⻅习，⻘年", "民生工程，长期护理，门诊，见习，青年"),
        ("⻋⻢⻛⻥⻦⻰", "车马风鱼鸟龙"),
        ("⾦\uf90a", "金金"),
        ("（一）就业28.58万人，％①㎡", "（一）就业28.58万人，％①㎡"),
    ],
)
def test_what_is_meant(given: str, meant: str) -> None:
    assert without_radicals(given) == meant


def test_every_kangxi_radical_and_most_others_become_a_character() -> None:
    kangxi = "".join(map(chr, range(0x2F00, 0x2FD6)))
    assert without_radicals(kangxi) == unicodedata.normalize("NFKC", kangxi)
    others = [chr(code) for code in range(0x2E80, 0x2EF4) if unicodedata.name(chr(code), "")]
    left = [radical for radical in others if without_radicals(radical) == radical]
    assert len(left) < 20
    assert all(len(without_radicals(radical)) == 1 for radical in others)
