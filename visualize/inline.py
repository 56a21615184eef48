"""Pages and traces inside a notebook: Jupyter shows an object that has ``_repr_html_``."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import escape

from policycascade.graph.trace import Step, Stop, Trace
from policycascade.model import Evidence
from policycascade.visualize.labels import group, say
from policycascade.visualize.text import render_trace

#: The least height in pixels at which the panel beside a picture can be read.
FRAME_HEIGHT = 620

#: A framed page has no address of its own in which to keep what is selected.
_NO_ADDRESS = "<script>history.replaceState = () => {};</script>"


@dataclass(frozen=True, slots=True, repr=False)
class Page:
    """A self-contained page; the last line of a notebook cell shows it in a frame."""

    html: str

    def save(self, path: str | Path) -> Path:
        """Write the page to a file that any browser opens, offline."""
        path = Path(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(self.html, encoding="utf-8")
        return path

    def __repr__(self) -> str:
        return f"Page({len(self.html)} characters; .save(path) writes it)"

    def _repr_html_(self) -> str:
        framed = escape(self.html.replace("<head>", f"<head>{_NO_ADDRESS}", 1))
        return (
            f'<iframe srcdoc="{framed}" sandbox="allow-scripts allow-downloads"'
            f' style="width:100%;height:{FRAME_HEIGHT}px;border:1px solid #d9dde3"></iframe>'
        )


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ShownTrace(Trace):
    """A trace that shows itself: as text where it is printed, as a page part in a notebook."""

    lang: str = "zh"

    def __repr__(self) -> str:
        return render_trace(self, self.lang)

    def _repr_html_(self) -> str:
        return _template().render(
            trace=self,
            say=functools.partial(say, lang=self.lang),
            words=functools.partial(group, lang=self.lang),
            lang=self.lang,
            proof=_proof,
        )


def shown(trace: Trace, lang: str = "zh") -> ShownTrace:
    """Give the same trace as one that shows itself."""
    found = {field.name: getattr(trace, field.name) for field in dataclasses.fields(Trace)}
    return ShownTrace(**found, lang=lang)


def _proof(step: Step, stop: Stop) -> Evidence | None:
    """The words of one end that the link rests on; the lower plan's citing words, for plans."""
    own = [proof for proof in step.evidence if proof in stop.evidence]
    citing: Sequence[Evidence] = step.evidence if stop is step.lower else ()
    return next(iter((*own, *citing, *stop.evidence)), None)


@functools.cache
def _template() -> Template:
    text = files("policycascade.visualize").joinpath("templates/trace.html").read_text("utf-8")
    made = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return made.from_string(text)
