"""Questions whose answer can be drawn, for the menu of the page to ask on."""

from __future__ import annotations

import functools
import re
from importlib.resources import files
from typing import Any

import yaml

_VALUE = re.compile(r'VALUES \?param_(\w+) \{ "([^"]*)" \}')


@functools.cache
def pictures(lang: str) -> list[dict[str, Any]]:
    """Give the questions as the menu has them."""
    text = files("policycascade.server").joinpath("pictures.yaml").read_text("utf-8")
    return [
        {
            "name": row["name"][lang],
            "key": row["key"],
            "title": row["name"][lang],
            "about": row["about"][lang],
            "text": row["text"],
            "params": [
                {
                    "name": name,
                    "default": default,
                    "numeric": False,
                    "about": row["params"][name][lang],
                }
                for name, default in _VALUE.findall(row["text"])
            ],
        }
        for row in yaml.safe_load(text)
    ]
