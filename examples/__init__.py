"""Digests of real plans and an invented corpus, in our own words.

``five_plans/`` holds the facts of five public human-resources plans (titles, numbers, dates,
headings, named programmes, figures) in sentences of our own; ``four_levels/`` is invented, from the
national level down to the county: every relation, finding, doubt, flag and measure that the program
can say occurs in it, or in texts made of it, with a known answer. Both are plain Markdown and go
through the same loader and extractors as any plan.
"""

from importlib.resources import files
from pathlib import Path


def five_plans() -> Path:
    """Give the folder of the five digests.

    >>> sorted(path.stem for path in five_plans().glob("*.md"))
    ['gaoyou', 'hunan', 'jiangxia', 'qingpu', 'zhuzhou']
    """
    return _folder("five_plans")


def four_levels() -> Path:
    """Give the folder of the invented corpus: 国家 → 浙江 → 绍兴, 宁波 → 新昌, 诸暨.

    >>> len(list(four_levels().glob("*.md")))
    6
    """
    return _folder("four_levels")


def _folder(name: str) -> Path:
    return Path(str(files(__name__).joinpath(name)))
