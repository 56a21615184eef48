"""The bytes of a file or of an address, never more than the bound."""

from __future__ import annotations

import http.client
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import quote, unquote, urlsplit

from policycascade.errors import LoadError

#: The largest of the five plans has 57 KB; a page with its pictures inside seldom has 10 MB.
MAX_BYTES = 32 * 1024 * 1024
#: Seconds a server may keep silent.
TIMEOUT = 20.0
#: What an address may hold beside letters and digits; the rest (规划.html) is percent-encoded.
_RESERVED = ":/?#[]@!$&'()*+,;=%~"
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


def fetch_source(source: str | Path) -> Fetched:
    """Read a file or an address.

    Raises:
        LoadError: if there is nothing to read, or too much.
    """
    return _download(str(source)) if is_address(source) else _read(Path(source))


def _read(path: Path) -> Fetched:
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
        raise LoadError(path, f"无法读取 (cannot be read: {_why(error)})") from error
    return Fetched(str(path), path.name, _bounded(path, data), path.suffix.lower())


def _bounded(source: str | Path, data: bytes) -> bytes:
    if len(data) > MAX_BYTES:
        limit = MAX_BYTES // (1024 * 1024)
        raise LoadError(
            source, f"超过 {limit} MB，请拆分后再读 (larger than {limit} MB: split it first)"
        )
    return data


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows redirects to web addresses only, never to ftp or to files."""

    def redirect_request(self, req, fp, code, msg, headers, newurl):  # type: ignore[no-untyped-def]
        if not is_address(newurl):
            raise urllib.error.URLError(f"redirected to {newurl}")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _download(address: str) -> Fetched:
    opener = urllib.request.build_opener(_Redirects)
    try:
        quoted = quote(address, safe=_RESERVED)
        request = urllib.request.Request(quoted, headers={"User-Agent": "policycascade"})
        with opener.open(request, timeout=TIMEOUT) as response:
            data = response.read(MAX_BYTES + 1)
            headers = response.headers
    except urllib.error.HTTPError as error:
        error.close()
        raise LoadError(
            address, f"网站答复 {error.code} (the server answered {error.code} {error.reason})"
        ) from error
    except TimeoutError as error:
        raise LoadError(
            address, f"网站 {TIMEOUT:.0f} 秒没有答复 (no answer in {TIMEOUT:.0f} seconds)"
        ) from error
    except (OSError, ValueError, http.client.HTTPException) as error:
        raise LoadError(address, f"无法下载 (cannot be downloaded: {_why(error)})") from error
    return Fetched(
        address,
        address,
        _bounded(address, data),
        PurePosixPath(unquote(urlsplit(address).path)).suffix.lower(),
        headers.get_content_charset(),
        headers.get_content_type() if "Content-Type" in headers else None,
    )


def _why(error: Exception) -> str:
    reason = getattr(error, "reason", None) or getattr(error, "strerror", None) or error
    return str(reason).splitlines()[0] if str(reason) else type(error).__name__
