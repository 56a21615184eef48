from collections.abc import Callable

import pytest

from policycascade.model import Document

Make = Callable[..., Document]


PLAN = """---
title: "甲县规划"
fields:
---
<!-- 一行注 -->
# 甲县就业规划 #

<!-- 几行
的注 -->
## 一、目标
城镇新增就业**3万人**以上，见[附表](#t "表")；占比&lt;5%<br>完。
- [x] 第一项
* 第二项
> 引文
1. 第三项
***
```python
# 不是标题
```
| 指标 | 值 |
|:-----|---:|
| 就业 | `3` |
小标题
---
末段\\*完<!-- 注 -->。
"""


def test_markdown_is_read_as_it_is_meant(document: Make) -> None:
    made = document(PLAN, "plan.md")
    assert [(b.kind.value, b.level, made.quote(b.span)[:-1]) for b in made.blocks] == [
        ("aside", None, 'title: "甲县规划"'),
        ("aside", None, "fields:"),
        ("heading", 1, "甲县就业规划"),
        ("heading", 2, "一、目标"),
        ("paragraph", None, "城镇新增就业3万人以上，见附表；占比<5% 完。"),
        ("paragraph", None, "第一项"),
        ("paragraph", None, "第二项"),
        ("paragraph", None, "引文"),
        ("paragraph", None, "1. 第三项"),
        ("paragraph", None, "# 不是标题"),
        ("table", None, "指标 | 值\n就业 | 3"),
        ("heading", 2, "小标题"),
        ("paragraph", None, "末段*完。"),
    ]
    assert made.metadata == {"title": "甲县规划", "fields": ""}
    assert made.media_type == "text/markdown"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("---\n甲县规划\n", "甲县规划\n"),
        ("---\ntitle: 没有完\n", "title: 没有完\n"),
        ("甲县规划\n===\n正文。", "甲县规划\n正文。\n"),
        ("正文。\n\n---\n\n正文。", "正文。\n正文。\n"),
        ("```\n没有完", "没有完\n"),
        ("#没有空格", "#没有空格\n"),
        ("2*3*4", "2*3*4\n"),
    ],
)
def test_marks_that_are_none(document: Make, text: str, expected: str) -> None:
    assert document(text, "plan.md").text == expected


def test_a_cut_paragraph_is_joined_in_markdown_too(document: Make) -> None:
    text = "## 一、目标\n\n坚持就业优先。落实各项政策，帮助困难\n\n群众就业，稳定岗位。"
    assert document(text, "plan.md").text.count("\n") == 2
