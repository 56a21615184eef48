"""Radicals that some PDFs give for whole characters: ⼈ (U+2F08) prints as 人 and is meant as 人.

A PDF stores shapes; where a font has one shape for the radical and the character, the text layer
may name either. Kangxi radicals and compatibility ideographs have a Unicode normal form; for the
CJK radicals supplement the pairs are those of Unicode's EquivalentUnifiedIdeograph.
"""

from __future__ import annotations

import functools
import unicodedata

_SUPPLEMENT = (
    "⺁厂⺄乙⺅亻⺆冂⺈刀⺉刂⺊卜⺌小⺍小⺎兀⺏尣⺐尢⺒巳⺓幺⺔彑⺖忄⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺟母⺠民⺡氵⺢氺⺣灬"
    "⺤爫⺥爫⺦丬⺧牛⺨犭⺩王⺪疋⺫目⺬示⺭礻⺮竹⺯糹⺰纟⺱罓⺲罒⺴冉⺶羊⺹耂⺺肀⺻聿⺼肉⺾艹⺿艹⻀艹⻁虎⻂衤"
    "⻃覀⻄西⻅见⻆角⻈讠⻉贝⻋车⻌辶⻍辶⻎辶⻏阝⻐钅⻑長⻒镸⻓长⻔门⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻟飠"
    "⻠饣⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟"
)
_NORMAL = ((0x2F00, 0x2FE0), (0xF900, 0xFB00))


@functools.cache
def _table() -> dict[int, str]:
    table = {
        code: unicodedata.normalize("NFKC", chr(code))
        for first, beyond in _NORMAL
        for code in range(first, beyond)
    }
    pairs = zip(_SUPPLEMENT[::2], _SUPPLEMENT[1::2], strict=True)
    return table | {ord(radical): character for radical, character in pairs}


def without_radicals(text: str) -> str:
    """Write the characters that are meant, one for one.

    >>> without_radicals("⼈⼒资源,⺠⽣为先")
    '人力资源,民生为先'
    """
    return text.translate(_table())
