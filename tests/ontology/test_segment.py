import subprocess
import sys

import pytest

from policycascade.ontology import segment as module
from policycascade.ontology.segment import ENGINE, MAX_WORD, is_word, segment, segmenter, user_words

TEXTS = [
    "深入实施就业优先战略,推进三支一扶计划,城镇新增就业25万人以上。",
    "加强馆藏文物预防性保护,实施革命文物保护利用工程,推动文物活起来。",
    "落实双随机一公开监管,政务服务事项一网通办,群众办事最多跑一次。",
    "县域普通高中发展提升行动覆盖全部县区,学前教育毛入园率达到93%。",
    "推动人工智能与实体经济深度融合,培育专精特新企业一百家。",
    "Q4 的 GDP 增长 5.5% 左右 、 研发投入强度3.2%",
]


def boundaries(words: list[str]) -> set[int]:
    ends, at = set(), 0
    for word in words:
        at += len(word)
        ends.add(at)
    return ends


@pytest.mark.parametrize("text", [*TEXTS, "", "\n", "  ", "abc", "〇", "“”"])
def test_the_words_together_are_the_text(text: str) -> None:
    assert "".join(segment(text)) == text


@pytest.mark.parametrize("word", ["三支一扶", "一网通办", "最多跑一次", "春风行动", "双一流"])
@pytest.mark.parametrize("engine", ["jieba", "rjieba"])
def test_names_of_the_vocabulary_stay_in_one_piece(word: str, engine: str) -> None:
    pytest.importorskip(engine)
    assert word in user_words()
    assert word in segmenter(engine)(f"全面落实{word},不断改进")


def test_long_names_stay_split() -> None:
    assert all(3 <= len(word) <= MAX_WORD for word in user_words())
    assert "工程" in segment("实施革命文物保护利用工程")


def test_both_engines_nearly_agree() -> None:
    pytest.importorskip("rjieba")
    same = missed = 0
    for text in TEXTS:
        one, other = (boundaries(segmenter(name)(text)) for name in ("jieba", "rjieba"))
        same += 2 * len(one & other)
        missed += len(one ^ other)
    assert same / (same + missed) >= 0.98


def test_the_engine_is_named() -> None:
    assert ENGINE in {"jieba", "rjieba"}
    with pytest.raises(ValueError, match="choose rjieba or jieba"):
        segmenter("other")


def test_jieba_is_silent_and_not_loaded_before_it_is_needed() -> None:
    code = (
        "import sys; from policycascade.ontology.segment import segmenter\n"
        "assert 'jieba' not in sys.modules and 'rjieba' not in sys.modules\n"
        "print(len(segmenter('jieba')('实施三支一扶计划')))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert (done.stdout.strip(), done.stderr) == ("3", "")


def test_the_segmenter_is_built_once() -> None:
    assert module.segmenter(ENGINE) is module.segmenter(ENGINE)


@pytest.mark.parametrize("engine", ["jieba", "rjieba"])
def test_without_guessing_no_word_is_made_up(engine: str) -> None:
    pytest.importorskip(engine)
    text = "岗位应需化解"
    made = set(segmenter(engine)(text)) - set(segmenter(engine, guess=False)(text))
    assert not any(is_word(word) for word in made)


@pytest.mark.parametrize(
    ("word", "known"), [("就业", True), ("三支一扶", True), ("屋村", False), ("就业地图", False)]
)
def test_a_word_stands_in_the_dictionary(word: str, known: bool) -> None:
    assert is_word(word) is known
