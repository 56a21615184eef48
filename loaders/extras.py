"""What a format needs that the plain installation does not bring."""

from __future__ import annotations

import importlib
from types import ModuleType

from policycascade.errors import LoadError


def need(module: str, extra: str, source: str) -> ModuleType:
    """Import ``module``.

    Raises:
        LoadError: with the one line that installs it, if it is not there.
    """
    try:
        return importlib.import_module(module)
    except ImportError as error:
        raise LoadError(
            source,
            f"缺少组件，请运行 pip install 'policycascade[{extra}]' "
            f"(run: pip install 'policycascade[{extra}]')",
        ) from error
