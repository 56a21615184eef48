"""Digests of real plans and invented corpora, in our own words.

``five_plans/`` holds the facts of five public human-resources plans (titles, numbers, dates,
headings, named programmes, figures) in sentences of our own; ``four_levels/`` is an invented corpus
from the national level down to the county, in which every relation and measure occurs. Both are
plain Markdown and go through the same loader and extractors as any plan.
"""

from importlib.resources import files
from pathlib import Path


def five_plans() -> Path:
    """Give the folder of the five digests: 湖南, 株洲, 江夏, 高邮, 青浦.

    >>> sorted(path.stem for path in five_plans().glob("*.md"))
    ['gaoyou', 'hunan', 'jiangxia', 'qingpu', 'zhuzhou']
    """
    return Path(str(files(__name__).joinpath("five_plans")))
