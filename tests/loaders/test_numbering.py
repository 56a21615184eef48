import re

import pytest

from policycascade.loaders.numbering import OPENINGS, opens_block


@pytest.mark.parametrize(("name", "example", "pattern"), OPENINGS, ids=[row[0] for row in OPENINGS])
def test_every_pattern_matches_its_example_and_no_other(
    name: str, example: str, pattern: str
) -> None:
    assert opens_block(example)
    assert [other for other, _, rule in OPENINGS if re.match(rule, example)] == [name]


@pytest.mark.parametrize(
    "text", ["2025年底", "28.58万人", "三中全会精神", "五大行动", "100个", "第三产业", "表彰先进"]
)
def test_what_a_sentence_may_go_on_with(text: str) -> None:
    assert not opens_block(text)
