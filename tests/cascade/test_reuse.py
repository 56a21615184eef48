from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policycascade.cascade.reuse import (
    SEED,
    align,
    copied_between,
    reused,
    seeds,
    stretch,
    tiles_of,
)
from policycascade.cascade.wording import bare

UPPER = "全省推行家庭书屋登记制度,每个村设一名管理员,每季度更换一次图书,读者凭证件借阅。"
COPY = "我市推行家庭书屋登记制度,每个社区设一名管理员,每季度更换一次图书,居民可以预约。"
OTHER = "建设产业园区,引进智能装备企业,完善道路、供水、供电和污水处理设施。"


def test_a_sentence_with_words_changed_is_one_passage() -> None:
    (passage,) = align(bare(UPPER), bare(COPY))
    assert [tile.length for tile in passage.tiles] == [12, 15]
    assert passage.copied == 27
    assert reused([passage]) == 29


def test_texts_that_share_no_run_share_no_passage() -> None:
    assert align(bare(UPPER), bare(OTHER)) == ()


def test_wording_of_unrelated_plans_starts_no_passage() -> None:
    common = seeds(bare(COPY).text)
    assert align(bare(UPPER), bare(COPY), common) == ()


def test_marks_and_spaces_do_not_part_a_passage() -> None:
    spaced = UPPER.replace(",", "，\n  ")
    assert sum(p.copied for p in align(bare(spaced), bare(UPPER))) == len(bare(UPPER).text)


def test_copied_characters_are_counted_where_they_stand() -> None:
    lower = OTHER + COPY
    tiles = tiles_of(align(bare(UPPER), bare(lower)))
    whole = (0, len(bare(UPPER).text))
    cut = len(bare(OTHER).text)
    assert copied_between(tiles, whole, (0, cut)) == 0
    assert copied_between(tiles, whole, (cut, len(bare(lower).text))) == 27
    assert copied_between(tiles, (0, 10), (cut, len(bare(lower).text))) == 8


def test_a_stretch_is_told_in_bare_characters() -> None:
    assert stretch(bare("一、 家庭书屋。登记"), 3, 8) == (1, 5)


@pytest.mark.parametrize("text", ["", "短", "一二三四五"])
def test_short_texts_have_nothing_to_align(text: str) -> None:
    assert align(bare(text), bare(UPPER)) == ()
    assert align(bare(UPPER), bare(text)) == ()


words = st.text(alphabet="甲乙丙丁戊", max_size=80)


@given(words, words)
def test_every_tile_is_the_same_in_both_texts(upper: str, lower: str) -> None:
    end = 0
    for tile in tiles_of(align(bare(upper), bare(lower))):
        ours = upper[tile.upper : tile.upper + tile.length]
        assert ours == lower[tile.lower : tile.lower + tile.length]
        assert tile.length >= SEED
        assert tile.lower >= end
        end = tile.lower + tile.length
