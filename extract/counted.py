"""What of the words behind a figure it counts, where another figure follows them."""

from __future__ import annotations

import re

_PEOPLE = re.compile(
    r"^(.*?(?:人员|人口|对象|学生|家庭|劳动力|农民工|职工|居民|老人|老年人|儿童|群众|毕业生|教师))(?=[（(]|.*率)"
)
#: 13个|重点园区累计建成面积48平方公里
_SAID_OF = re.compile("(?<=..)(?:累计|共计|合计|总计).*$")


def people(noun: str) -> str:
    """The people at the head of a noun: 贫困人员（不含失联）参保率 → 贫困人员.

    >>> people("符合条件的贫困人员(不含失联等特殊情况)参保率"), people("劳动者追发工资待遇")
    ('符合条件的贫困人员', '劳动者追发工资待遇')
    """
    match = _PEOPLE.match(noun)
    return match[1] if match else noun


def head_of(noun: str) -> str:
    """What is counted, without what is said of it: 重点园区累计建成面积 → 重点园区.

    >>> head_of("重点园区累计建成面积"), head_of("学校参加累计")
    ('重点园区', '学校参加')
    """
    return _SAID_OF.sub("", noun)
