"""The bytes of a file, never more than the bound."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from policycascade.errors import LoadError

#: A scanned plan of a hundred pages has 30 to 100 MB; as text the largest of the five has 57 KB,
#: and a page with its pictures inside seldom has 10 MB.
MAX_BYTES, MAX_TEXT = 128 * 1024 * 1024, 32 * 1024 * 1024
_ADDRESS = ("http://", "https://")


@dataclass(frozen=True, slots=True)
class Fetched:
    """Bytes, and what their place says of them."""

    source: str
    name: str
    data: bytes
    suffix: str
    charset: str | None = None
    media_type: str | None = None


def is_address(source: str | Path) -> bool:
    """Whether ``source`` is an http(s) address rather than a path."""
    return str(source).lower().startswith(_ADDRESS)


def read_file(path: Path) -> Fetched:
    """Read a file.

    Raises:
        LoadError: if there is nothing to read, or too much.
    """
    try:
        if path.is_dir():
            raise LoadError(path, "是文件夹，不是文件 (this is a folder, not a file)")
        if path.exists() and not path.is_file():
            raise LoadError(path, "不是普通文件 (not a regular file)")
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise LoadError(path, "没有这个文件 (no such file)") from error
    except PermissionError as error:
        raise LoadError(path, "没有读取权限 (no permission to read it)") from error
    except (OSError, ValueError) as error:  # ValueError: a null byte in the path
        raise LoadError(path, f"无法读取 (cannot be read: {why(error)})") from error
    return Fetched(str(path), path.name, bounded(path, data), path.suffix.lower())


def bounded(source: str | Path, data: bytes, most: int | None = None) -> bytes:
    """``data``, if it is not more than the bound (``MAX_BYTES``, if no other is given).

    Raises:
        LoadError: if it is.
    """
    most = MAX_BYTES if most is None else most
    if len(data) > most:
        limit = most // (1024 * 1024)
        raise LoadError(
            source, f"超过 {limit} MB，请拆分后再读 (larger than {limit} MB: split it first)"
        )
    return data


def why(error: Exception) -> str:
    """What an error of the system says, on one line."""
    reason = getattr(error, "reason", None) or getattr(error, "strerror", None) or error
    return str(reason).splitlines()[0] if str(reason) else type(error).__name__
