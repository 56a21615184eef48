"""Numbers that headings begin with."""

import pytest

from policycascade.extract.numbering import Style, read_marks


@pytest.mark.parametrize(
    ("line", "style", "number", "title"),
    [
        ("第一篇 新征程", Style.PART, "第一篇", "新征程"),
        ("第十二章　重点任务", Style.CHAPTER, "第十二章", "重点任务"),
        ("第 三 节 目标", Style.SECTION, "第三节", "目标"),
        ("十一、保障", Style.HANZI, "十一", "保障"),
        ("（三）目标", Style.BRACKETED, "（三）", "目标"),
        ("(三)目标", Style.BRACKETED, "(三)", "目标"),
        ("〔二〕目标", Style.BRACKETED, "〔二〕", "目标"),
        ("3.目标", Style.DIGIT, "3", "目标"),
        ("3．目标", Style.DIGIT, "3", "目标"),
        ("１．目标", Style.DIGIT, "１", "目标"),
        ("12、目标", Style.DIGIT, "12", "目标"),
        ("1. **目标。**做好", Style.DIGIT, "1", "**目标。**做好"),
        ("**3.目标**", Style.DIGIT, "3", "目标**"),
        ("（4）目标", Style.PARENTHESISED, "（4）", "目标"),
        ("4）目标", Style.HALF, "4）", "目标"),
        ("⑤目标", Style.CIRCLED, "⑤", "目标"),
        ("一是扩大就业", Style.IS, "一", "扩大就业"),
        ("第二，扩大就业", Style.NTH, "二", "扩大就业"),
        ("2.1 健全体系", Style.DECIMAL, "2.1", "健全体系"),
        ("2.1.3 健全体系", Style.SUBDECIMAL, "2.1.3", "健全体系"),
        ("专栏 3：工程", Style.BOX, "专栏3", "工程"),
        ("专栏三 工程", Style.BOX, "专栏三", "工程"),
        ("专栏：工程", Style.BOX, "专栏", "工程"),
        ("01 三支一扶", Style.ITEM, "01", "三支一扶"),
        ("05 12333热线", Style.ITEM, "05", "12333热线"),
        ("附件2", Style.ANNEX, "附件2", ""),
        ("附件：名单", Style.ANNEX, "附件", "名单"),
    ],
)
def test_a_number(line: str, style: Style, number: str, title: str) -> None:
    mark = read_marks(line)[0]
    assert (mark.style, mark.number, line[mark.end :]) == (style, number, title)


@pytest.mark.parametrize(
    "line",
    [
        "一、二、三产业融合发展",
        "2021年12月15日",
        "1.5万人次",
        "12333热线",
        "5G网络",
        "3、5年内建成",
        "专栏中所列项目",
        "一次性补贴",
        "十四五”时期",
        "",
    ],
)
def test_no_number(line: str) -> None:
    assert read_marks(line) == []
