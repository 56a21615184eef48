import factories as make
import pytest
from invented import invented

from policycascade.model import Cascade, Corpus, Method, Relation
from policycascade.reports.limits import limits
from policycascade.reports.pair import Pair

PAIR = invented()


def said(pair: tuple[Corpus, Cascade]) -> str:
    return "\n".join(limits(Pair(*pair), "zh"))


@pytest.mark.parametrize(
    "words",
    [
        "全部 12 条关系由规则得出，0 条经过人工复核",
        "不等于没有执行",
        "1 对要素未能判定",
        "1 份不在库中的文件",
        "《临江市总体纲要》",
        "《临江市“十四五”就业促进规划》的文本中没有读到指标表",
        "文本复用率",
        "2 对至少有一方没有写明",
    ],
)
def test_what_holds_is_said(words: str) -> None:
    assert words in said(PAIR)


def test_what_does_not_hold_is_not_said() -> None:
    upper = make.plan("甲规划")
    lower = make.plan("乙规划", make.CITY, issued=None)
    text = said((make.corpus(upper, lower), make.cascade(upper, lower)))
    assert "没有读到量化目标" in text
    assert "《乙规划》没有读到成文日期" in text
    assert "《甲规划》没有读到成文日期" not in text
    for absent in ("断点", "本地", "待定", "由规则得出"):
        assert absent not in text


def test_reviewed_links_are_counted() -> None:
    upper = make.plan("甲规划", tasks=(make.task("甲"),))
    lower = make.plan("乙规划", make.CITY, tasks=(make.task("乙"),))
    link = make.link(
        Relation.CARRIED, (upper, upper.tasks[0]), (lower, lower.tasks[0]), method=Method.REVIEWED
    )
    assert "1 条经过人工复核" in said((make.corpus(upper, lower), make.cascade(upper, lower, link)))


def test_siblings_are_not_said_to_be_missing() -> None:
    upper = make.plan("甲规划", targets=(make.target(),))
    lowers = [
        make.plan(title, region, targets=(make.target(quote=title),))
        for title, region in (("乙规划", make.CITY), ("丙规划", make.OTHER_CITY))
    ]
    cascades = tuple(
        make.cascade(
            upper,
            lower,
            make.link(Relation.SHARE, (upper, upper.targets[0]), (lower, lower.targets[0])),
        )
        for lower in lowers
    )
    corpus = make.corpus(upper, *lowers, cascades=cascades)
    assert "库中另有 1 份规划以它为上级" in said((corpus, cascades[0]))
    assert "只比较了这一份下级规划" not in said((corpus, cascades[0]))
