"""Numbers with scale, unit and bound; cells; units; wording."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policycascade.extract.cells import read_cell, read_unit
from policycascade.extract.quantities import find_quantities, read_wording
from policycascade.extract.words import words
from policycascade.model import Wording

UNITS = [(form, unit["base"]) for unit in words("quantities")["units"] for form in unit["forms"]]
EXAMPLES = [
    (e, unit["base"]) for unit in words("quantities")["units"] for e in unit.get("examples", [])
]


def read(text: str) -> list[str]:
    return [
        f"{q.op.value if q.op else '·'} {q.value} {q.unit or '-'}" for q in find_quantities(text)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("新增325万人以上", [">= 3250000 人"]),
        ("控制在5.5%以内", ["<= 5.5 %"]),
        ("控制在4.5%目标范围内", ["<= 4.5 %"]),
        ("控制在4%左右", ["~ 4 %"]),
        ("不低于98%，不超过3‰", [">= 98 %", "<= 3 ‰"]),
        ("突破4万人，超过500人，不足100人", ["> 40000 人", "> 500 人", "< 100 人"]),
        ("近1万人，约5亿元，2万元左右", ["~ 10000 人", "~ 500000000 元", "~ 20000 元"]),
        ("1000余人，1.7万余名，1270多万人", ["> 1000 人", "> 17000 人", "> 12700000 人"]),
        ("＞95％，≥90%，≤4.5%，<6%", ["> 95 %", ">= 90 %", "<= 4.5 %", "< 6 %"]),
        ("60%99%65%96%以上", ["· 60 %", "· 99 %", "· 65 %", ">= 96 %"]),
        ("3—5个，10至15家，5.5%-6%", [">= 3 个", ">= 10 家", ">= 5.5 %"]),
        ("三百二十五万人，两千家，二十个以上", ["· 3250000 人", "· 2000 家", ">= 20 个"]),
        ("百分之九十五以上，千分之三", [">= 95 %", "· 3 ‰"]),
        ("三分之二以上的村，1/3左右的县", [">= 66.67 %", "~ 33.33 %"]),
        ("翻一番，翻两番，增长1.5倍", ["· 2 倍", "· 4 倍", "· 1.5 倍"]),
        ("提高5个百分点", ["· 5 百分点"]),
        ("保持动态清零，动态为零", ["= 0 -", "= 0 -"]),
        ("突破万亿元，超千亿元", ["> 1000000000000 元", "> 100000000000 元"]),
        (
            "1.2万亿元，3千万元，12,345.6万吨",
            ["· 1200000000000 元", "· 30000000 元", "· 123456000 吨"],
        ),
        ("3000/月，113元/月，300元/平方米", ["· 3000 元/月", "· 113 元/月", "· 300 元/平方米"]),
        (
            "孕产妇死亡率9/10万以下，35微克/立方米，25万吨/日",
            ["<= 9 1/10万", "· 35 微克/立方米", "· 250000 吨/日"],
        ),
        (
            "1.08亿件/套，1000P以上，20万标准机架",
            ["· 108000000 件套", ">= 1000 PFLOPS", "· 200000 标准机架"],
        ),
        ("4.04 万建档立卡人口", ["· 40400 -"]),
        ("28.58 万人、102 名", ["· 285800 人", "· 102 人"]),
        ("5个人工智能园区，建设6所有特色的学校", ["· 5 个", "· 6 所"]),
    ],
)
def test_figures(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("建设3—5个基地", (3, 5)),
        ("参保率稳定在60%~65%", (60, 65)),
        ("开放度60％～65％", (60, 65)),
        ("扶持十到十五家", (10, 15)),
        ("培养十至二十万人", (100000, 200000)),
        ("惠及1.5万—2万人", (15000, 20000)),
        ("整治3至5万亩", (30000, 50000)),
        ("由60%至65%", (60, None)),  # a change, no range
        ("从1200元到1500元", (1200, None)),
        ("新建5—3个", (5, None)),  # a misprint, no range
        ("新增8个", (8, None)),
    ],
)
def test_ranges(text: str, ends: tuple[int, int | None]) -> None:
    first = next(find_quantities(text))
    assert [first.value, first.upper] == list(ends)


@pytest.mark.parametrize(
    "text",
    [
        "5G网络",
        "12333热线",
        "“1+1+N”",
        "新世纪121人才工程",
        "第46届",
        "〔2021〕60号",
        "100亿级集群",
        "千亿元级产业",
        "一二三产业",
        "十四五",
        "四个意识",
        "三位一体",
        "23℃",
        "4A级",
        "百名专家",
        "",
    ],
)
def test_no_figures(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(("form", "base"), UNITS)
def test_every_unit_is_read(form: str, base: str) -> None:
    unit = read_unit(form)
    assert unit is not None
    assert unit.base == base


@pytest.mark.parametrize(("text", "base"), EXAMPLES)
def test_every_example_has_its_unit(text: str, base: str) -> None:
    assert [q.unit for q in find_quantities(text)] == [base]


@pytest.mark.parametrize(
    ("text", "base", "factor"),
    [
        ("万人", "人", 10**4),
        ("亿元", "元", 10**8),
        ("单位：万人次", "人次", 10**4),
        ("％", "%", 1),
        ("件/万人", "件/万人", 1),
        ("张/千人", "张/千人", 1),
        ("万亿元", "元", 10**12),
    ],
)
def test_units_of_columns(text: str, base: str, factor: int) -> None:
    unit = read_unit(text)
    assert unit is not None
    assert (unit.base, int(unit.factor)) == (base, factor)


@pytest.mark.parametrize("text", ["指标", "2025年目标", "约束性", "", "其中"])
def test_no_units(text: str) -> None:
    assert read_unit(text) is None


@pytest.mark.parametrize(
    ("cell", "unit", "expected"),
    [
        ("[>25]", "万人", ("> 250000 人", True)),
        ("〔2〕", "万人", ("· 20000 人", True)),
        ("[6.5]%", "%", ("· 6.5 %", True)),
        ("≤4.5", "%", ("<= 4.5 %", False)),
        ("90%", "%", ("· 90 %", False)),
        ("7左右", "%", ("~ 7 %", False)),
        ("95以上", "%", (">= 95 %", False)),
        ("5.5—6.0", "%", (">= 5.5 %", False)),
        ("每年不低于18000个", None, (">= 18000 个", False)),
        ("期末达到30.4%", None, ("· 30.4 %", False)),
        ("动态为0", "户", ("= 0 -", False)),
        ("1,234.5", "亿元", ("· 123450000000 元", False)),
        ("4.2", None, ("· 4.2 -", False)),
        ("＞7、力争高于上期实际", "%", ("> 7 %", False)),
        ("6.5（预计）", "%", ("· 6.5 %", False)),
    ],
)
def test_cells(cell: str, unit: str | None, expected: tuple[str, bool]) -> None:
    read_as = read_cell(cell, read_unit(unit) if unit else None)
    assert read_as is not None
    q, bracketed = read_as
    assert (f"{q.op.value if q.op else '·'} {q.value} {q.unit or '-'}", bracketed) == expected


@pytest.mark.parametrize(
    ("cell", "unit", "ends"),
    [
        ("5.5—6.0", "%", ["5.5", "6"]),
        ("[3-5]", "万人", ["30000", "50000"]),
        ("8", "个", ["8", "None"]),
    ],
)
def test_ranges_in_cells(cell: str, unit: str, ends: list[str]) -> None:
    read_as = read_cell(cell, read_unit(unit))
    assert read_as is not None
    assert [str(read_as[0].value), str(read_as[0].upper)] == ends


@pytest.mark.parametrize("cell", ["—", "", "互联互通", "市下达指标", "30:40:30", "约束性"])
def test_cells_without_a_figure(cell: str) -> None:
    assert read_cell(cell, None) is None


@pytest.mark.parametrize(
    ("clause", "bound", "wording"),
    [
        ("力争城镇新增就业", "70万人以上", Wording.SOFT),
        ("确保参保率达到", "95%", Wording.HARD),
        ("参保率", "95%左右", Wording.SOFT),
        ("地级及以上城市优良天数比率为", "92%", None),
    ],
)
def test_wording(clause: str, bound: str, wording: Wording | None) -> None:
    assert read_wording(clause, bound) is wording


TEXTS = st.lists(
    st.sampled_from(
        [
            *"0123456789.,%万亿余人个元家以上左右内不低于超过约近一二三百千十分之翻番—至/[]〔（",
            "动态清零",
        ]
    )
    | st.text(max_size=2),
    max_size=30,
).map("".join)


@given(TEXTS)
def test_figures_stand_where_they_say(text: str) -> None:
    end = 0
    for quantity in find_quantities(text):
        assert 0 <= quantity.bound <= quantity.start < quantity.end <= len(text)
        assert quantity.start >= end
        assert isinstance(quantity.value, Decimal)
        end = quantity.end


@given(TEXTS)
def test_no_cell_raises(text: str) -> None:
    read_cell(text, read_unit("万人"))
