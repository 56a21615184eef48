"""Front matter: the many ways a title, a signature or a date is printed."""

import dataclasses

import pytest
from documents import document

from policycascade.errors import NotAPlan
from policycascade.extract import read_plan
from policycascade.extract.front_matter import FrontMatter, read_front_matter
from policycascade.extract.outline import find_sections
from policycascade.extract.preface import is_plan_title
from policycascade.extract.words import words

BODY = "\n一、总体要求\n话。\n二、重点任务\n话。"


def front(text: str) -> FrontMatter:
    plan = document(text + BODY)
    return read_front_matter(plan, find_sections(plan))


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("关于印发《宜昌市“十四五”教育规划》的通知", "宜昌市“十四五”教育规划"),
        ("关于印发《宜昌市“十四五” 教育规划》的 通知", "宜昌市“十四五”教育规划"),
        ("《宜昌市“十四五”教育规划》已经市政府同意，现印发给你们。", "宜昌市“十四五”教育规划"),
        ("宜昌市“十四五”教育规划已经市政府同意，现予印发。", "宜昌市“十四五”教育规划"),
        ("宜昌市“十四五”教育事业\n发展规划", "宜昌市“十四五”教育事业发展规划"),
        ("宜昌市教育局宜昌市“十四五”教育发展规划", "宜昌市“十四五”教育发展规划"),
        ("宜昌市碳达峰实施方案\n（2022—2025年）", "宜昌市碳达峰实施方案（2022—2025年）"),
        ("宜昌市妇女发展规划（2021—2030年）", "宜昌市妇女发展规划（2021—2030年）"),
        (
            "宜昌市人民政府关于加快养老服务发展的实施意见",
            "宜昌市人民政府关于加快养老服务发展的实施意见",
        ),
        ("2024年宜昌市政府工作报告（全文）\n政府工作报告", "2024年宜昌市政府工作报告"),
        ("宜昌市政府工作报告（摘要）", "宜昌市政府工作报告"),
        ("政府工作报告（2023年1月在宜昌市第七届人民代表大会第二次会议上）", "政府工作报告"),
        ("宜昌市教育规划（征求意见稿）", "宜昌市教育规划（征求意见稿）"),
        ("~ 宜昌市“十四五”体育规划", "宜昌市“十四五”体育规划"),
        (
            "《宜昌市“十四五”教育规划》，经市政府常务会议审议通过，现印发实施。",
            "宜昌市“十四五”教育规划",
        ),
        (
            "宜昌市“十四五”文物规划\n根据省文物局印发的《“十四五”文物科技规划》，制定本规划。",
            "宜昌市“十四五”文物规划",
        ),
        (
            "宜昌市“十四五”文物规划\n2021年，国家印发《文物科技规划》，指明方向。",
            "宜昌市“十四五”文物规划",
        ),
        ("2024年宜昌市政府工作报告（20240126）", "2024年宜昌市政府工作报告"),
        ("这是一段关于规划的说明，没有标题。", None),
    ],
)
def test_title(text: str, title: str | None) -> None:
    assert front(text).title == title


@pytest.mark.parametrize(
    ("text", "issuer", "issued"),
    [
        ("宜昌市人民政府办公室\n2022年3月1日", "宜昌市人民政府办公室", "2022-03-01"),
        ("宜昌市教育局 宜昌市财政局\n2022年3月1日", "宜昌市教育局、宜昌市财政局", "2022-03-01"),
        ("宜昌市教育局\n宜昌市财政局\n2022年3月1日", "宜昌市教育局、宜昌市财政局", "2022-03-01"),
        ("宜昌市人民政府办公室 2022年3月1日", "宜昌市人民政府办公室", "2022-03-01"),
        ("宜昌市人民政府\n二〇二二年三月一日", "宜昌市人民政府", "2022-03-01"),
        ("宜昌市人民政府\n2022.3.1", "宜昌市人民政府", "2022-03-01"),
        ("宜昌市教育局文件\n2022 年 3 月 1 日", "宜昌市教育局", "2022-03-01"),
        ("宜昌市教育局关于印发规划的通知\n成文日期：2022-03-01", "宜昌市教育局", "2022-03-01"),
        ("发文机关：宜昌市教育局 发文日期：2022年3月1日", "宜昌市教育局", "2022-03-01"),
        ("各县市区人民政府：\n2022年3月1日", None, "2022-03-01"),
        ("2022-03-01", None, None),
        ("宜昌市教育局\n2022年3月", "宜昌市教育局", None),
        ("2022年3月1日印发的通知要求抓好落实。", None, None),
        ("宜昌市教育局\n2022年2月30日", "宜昌市教育局", None),
    ],
)
def test_signature(text: str, issuer: str | None, issued: str | None) -> None:
    found = front("宜昌市“十四五”教育规划\n" + text)
    assert found.issuer == issuer
    assert (found.issued and found.issued.isoformat()) == issued


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("宜府办发〔2022〕901号", "宜府办发〔2022〕901号"),
        ("宜府办发[2022]901号", "宜府办发[2022]901号"),
        ("宜府办发（2022）901号", "宜府办发（2022）901号"),
        ("（宜府办发〔2022〕 901 号）", "宜府办发〔2022〕901号"),
        ("文 号：宜府办发〔2022〕901号 主题词：教育", None),
        ("发文字号：宜府办发〔2022〕901号 主题词：教育", "宜府办发〔2022〕901号"),
        ("发文字号：\t宜府办发〔2022〕901号\t成文日期：", "宜府办发〔2022〕901号"),
        ("关于印发规划的通知（宜府办发〔2022〕901号）", "宜府办发〔2022〕901号"),
        ("根据《教育规划》（国发〔2021〕902号）要求", None),
    ],
)
def test_document_number(text: str, number: str | None) -> None:
    assert front("宜昌市“十四五”教育规划\n" + text).doc_number == number


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("发布日期:2022-07-26 15:47", "2022-07-26"),
        ("~ 发布时间：2022年7月26日 来源：市教育局", "2022-07-26"),
        ("2022年7月26日", None),
    ],
)
def test_published(text: str, published: str | None) -> None:
    found = front("宜昌市“十四五”教育规划\n" + text).published
    assert (found and found.isoformat()) == published


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("鼓楼区“十四五”教育规划\n福州市鼓楼区人民政府\n2022年3月1日", "350102"),
        ("鼓楼区“十四五”教育规划\n本规划依据《徐州市教育规划》编制。", "320302"),
        ("“十四五”教育规划\n湘教发〔2021〕901号", "430000"),
        ("“十四五”教育规划\n岳阳市教育局\n2022年3月1日", "430600"),
        ("国家人工智能先导区建设方案\n岳阳市人民政府\n2022年3月1日", "430600"),
        ("“十四五”教育规划", None),
        ("鼓楼区“十四五”教育规划", None),
        ("“十四五”时期，是重要窗口期。结合宜章县教育实际，制定本规划。", "431022"),
        ("政府工作报告\n——2023年1月5日在宜章县\n第十八届人民代表大会第二次会议上", "431022"),
        ("政府工作报告（2021年12月在宜章县第十八届人民代表大会第一次会议上）", "431022"),
    ],
)
def test_region(text: str, region: str | None) -> None:
    found = front(text).region
    assert (found and found.code) == region


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("宜昌市“十四五”教育规划", (2021, 2025)),
        ("宜昌市教育规划\n规划期为2021—2030年。", (2021, 2030)),
        ("宜昌市智能产业建设方案\n建设期限：2022年至2024年。", (2022, 2024)),
        ("宜昌市教育规划", None),
        ("政府工作报告\n——2024年2月21日在宜昌市西陵区十五届人大四次会议上", (2024, 2024)),
        ("“十四五”时期，是重要窗口期。结合宜章县教育实际，制定本规划。", (2021, 2025)),
    ],
)
def test_period(text: str, years: tuple[int, int] | None) -> None:
    period = front(text).period
    assert (period and (period.start, period.end)) == years


@pytest.mark.parametrize(
    ("text", "is_plan"),
    [
        ("# 工具说明\n## 一、目标\n到2025年，命令达到20条。\n## 二、重点任务\n安装软件。", False),
        ("宜昌市教育局\n## 一、目标\n到2025年，学校达到20所。\n## 二、重点任务\n建校。", True),
        ("宜昌市教育规划\n一、总体要求\n话。", True),
    ],
)
def test_what_is_a_plan(text: str, is_plan: bool) -> None:
    if is_plan:
        read_plan(document(text))
    else:
        with pytest.raises(NotAPlan):
            read_plan(document(text))


def test_the_year_of_a_report_by_its_chapters() -> None:
    head = "政府工作报告\n各位代表：\n一、2023年工作回顾\n话。\n"
    for chapters in (head + "二、2024年工作安排\n（一）抓产业\n话。", head):
        plan = document(chapters)
        period = read_front_matter(plan, find_sections(plan)).period
        assert period is not None
        assert (period.start, period.end) == (2024, 2024)


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        ("各位代表：\n我代表市人民政府，向大会报告工作。", "宜昌市人民政府"),
        ("各位代表：\n我代表县人民政府，向大会报告工作。", None),
        ("各位代表：\n我代表宜昌市西陵区人民政府，向大会报告工作。", "宜昌市西陵区人民政府"),
    ],
)
def test_the_government_a_report_is_given_for(text: str, issuer: str | None) -> None:
    assert front("宜昌市政府工作报告\n" + text).issuer == issuer


def test_what_only_the_page_itself_says() -> None:
    metadata = {"title": "宜昌市教育规划_宜昌市政府", "PubDate": "2022-03-01 10:00"}
    page = dataclasses.replace(document("一、任务\n话。"), metadata=metadata)
    found = read_front_matter(page, find_sections(page))
    assert (found.title, str(found.published)) == ("宜昌市教育规划", "2022-03-01")


def test_every_kind_of_plan_is_shown_by_its_examples() -> None:
    for row in words("front_matter")["plan_kinds"]:
        assert row["examples"]
        for example in row["examples"]:
            assert row["word"] in example
            assert is_plan_title(example)
