"""Pictures for papers: the charts' SVG drawn as PNG, offline, with the machine's own fonts.

Needs resvg-py (extra ``charts``) and a font with Chinese characters.
"""

from __future__ import annotations

import functools
from importlib.util import find_spec

from policycascade.errors import MissingExtra, PolicyCascadeError
from policycascade.reports.svg import canvas, done, write

#: Pixels of the picture to one of the SVG: 2580 wide, 300 to the inch at 21.8 cm.
SCALE = 3


def to_png(svg: str) -> bytes:
    """Draw a chart on white.

    Raises:
        MissingExtra: if resvg-py is not installed.
        PolicyCascadeError: if no font of this machine has Chinese characters.
    """
    try:
        import resvg_py
    except ImportError as error:
        raise MissingExtra("PNG", "charts") from error
    if not shows_chinese():
        raise PolicyCascadeError(
            "没有找到带中文的字体，PNG 里会缺字；请安装一种（如 Noto Sans CJK），或改用 "
            "--chart-format svg (no font with Chinese characters was found; install one, "
            "or choose --chart-format svg)"
        )
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, zoom=SCALE, background="white"))


def can_draw() -> bool:
    """Whether charts can be drawn here: resvg-py and a Chinese font are at hand."""
    return find_spec("resvg_py") is not None and shows_chinese()


@functools.cache
def shows_chinese(*, system_fonts: bool = True) -> bool:
    """Whether two characters come out different: without a font both are one box, or nothing."""
    import resvg_py

    def drawn(character: str) -> bytes:
        root = canvas(40, "")
        write(root, (10, 30), character)
        svg = done(root)
        return bytes(resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=not system_fonts))

    return drawn("政") != drawn("策")
