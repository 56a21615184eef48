import pytest
from invented import invented

from policycascade.graph.network import build_graph
from policycascade.graph.trace import trace
from policycascade.visualize.text import render_trace

GRAPH = build_graph(invented()[0])


@pytest.mark.parametrize(
    ("name", "lang", "words"),
    [
        (
            "城镇新增就业人数",
            "zh",
            (
                "“城镇新增就业人数”的传导",
                "\n【省】 云山省 《云山省“十四五”就业促进规划》\n",
                "\n【市】 临江市 《临江市“十四五”就业促进规划》\n",
                "「全省城镇新增就业325万人以上」 二 › (一)",
                "「全市城镇新增就业25万人以上」 三 › 1",
                "分担 · 分担比 7.7 % · 置信度 0.80 · 同一指标",
            ),
        ),
        (
            "城镇新增就业人数",
            "en",
            ("The cascade of “城镇新增就业人数”", "share · Share 7.7 % · confidence 0.80"),
        ),
        ("参保率", "zh", ("加码 · 加码幅度 2",)),
        ("基金规模", "zh", ("断点：《临江市“十四五”就业促进规划》没有承接。 没有数值",)),
        ("夜间图书馆", "zh", ("本地：《云山省“十四五”就业促进规划》中没有来源。",)),
        ("新增就业", "zh", ("按名称找到：城镇新增就业人数",)),
        ("加强领导", "zh", ("待定的配对，留待人工判断", "没有找到上下相承的关系")),
    ],
)
def test_what_a_trace_says(name: str, lang: str, words: tuple[str, ...]) -> None:
    text = render_trace(trace(GRAPH, name), lang)
    for word in words:
        assert word in text
    assert text.endswith("\n")


def test_a_plan_is_named_once() -> None:
    text = render_trace(trace(GRAPH, "临江市“十四五”就业促进规划"))
    assert "【省】 云山省 《云山省“十四五”就业促进规划》" in text
    assert "编制依据" in text
