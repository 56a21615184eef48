"""Where on a page its document stands: known content elements, else the densest prose."""

from __future__ import annotations

import re

from policycascade.loaders.html_tree import Node, Tree

#: Ids and classes under which the content systems of Chinese government sites put the document.
CONTENT_IDS = ("zoom", "ucap-content", "articlecontent", "article-content", "js_content")
CONTENT_CLASSES = (
    "trs_editor",
    "trs_ueditor",
    "trs_editor_view",
    "pages_content",
    "article-content",
    "article_content",
    "articlecontent",
)
#: Elements that never hold the document itself.
ASIDE_TAGS = frozenset({"nav", "footer", "aside", "select", "noscript", "button"})
HIDDEN_TAGS = frozenset({"template", "datalist", "object", "audio", "video", "svg", "math"})

_CONTAINERS = frozenset(
    {"div", "section", "article", "main", "form", "center", "table", "tbody", "tr", "td"}
)
_NO_PROSE = ASIDE_TAGS | HIDDEN_TAGS | {"a"}

#: A known element is believed if it holds this share of the page's sentence marks; without one,
#: the smallest element that holds the greater share is taken.
KNOWN_SHARE, DENSE_SHARE = 0.5, 0.8
_MARKS = re.compile("[，。；、,;]")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def is_hidden(node: Node) -> bool:
    """Whether a browser does not show the element."""
    if "hidden" not in node.raw and "display" not in node.raw and "visib" not in node.raw:
        return False
    attributes = node.attributes
    return "hidden" in attributes or _HIDDEN.search(attributes.get("style", "")) is not None


def find_content(tree: Tree) -> Node:
    """Find the element that holds the document."""
    weights = _weights(tree)
    whole = weights[0]
    for node in tree.nodes:
        if weights[node.number] >= KNOWN_SHARE * whole and _is_known(node):
            return node
    node = tree.nodes[0]
    while whole:
        inner = [
            child for child in node.children if isinstance(child, Node) and child.tag in _CONTAINERS
        ]
        heaviest = max(inner, key=lambda child: weights[child.number], default=None)
        if heaviest is None or weights[heaviest.number] < DENSE_SHARE * whole:
            break
        if heaviest.tag == "table" and not heaviest.nested:
            break
        node = heaviest
    return node


def _is_known(node: Node) -> bool:
    if "id" not in node.raw and "class" not in node.raw.lower():
        return False
    attributes = node.attributes
    classes = attributes.get("class", "").lower().split()
    return attributes.get("id", "").lower() in CONTENT_IDS or any(
        name in CONTENT_CLASSES for name in classes
    )


def _weights(tree: Tree) -> list[int]:
    """For each element, how many sentence marks it holds outside links and hidden parts."""
    weights = [0] * len(tree.nodes)
    for node in reversed(tree.nodes):
        if node.tag in _NO_PROSE or is_hidden(node):
            continue
        for child in node.children:
            if isinstance(child, tuple):
                weights[node.number] += len(_MARKS.findall(tree.source, *child))
            else:
                weights[node.number] += weights[child.number]
    return weights
