"""The one place that uses the network, and only when an address is given."""

from __future__ import annotations

import http.client
import urllib.error
import urllib.request
from pathlib import PurePosixPath
from urllib.parse import quote, unquote, urlsplit

from policycascade.errors import LoadError
from policycascade.loaders.fetch import MAX_BYTES, Fetched, bounded, is_address, why

#: Seconds a server may keep silent.
TIMEOUT = 20.0
#: What an address may hold beside letters and digits; the rest (规划.html) is percent-encoded.
_RESERVED = ":/?#[]@!$&'()*+,;=%~"


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows redirects to web addresses only, never to ftp or to files."""

    def redirect_request(self, req, fp, code, msg, headers, newurl):  # type: ignore[no-untyped-def]
        if not is_address(newurl):
            raise urllib.error.URLError(f"redirected to {newurl}")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def download(address: str) -> Fetched:
    """Get what stands at an http(s) address.

    Raises:
        LoadError: if there is no answer, no page, or too much.
    """
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
        raise LoadError(address, f"无法下载 (cannot be downloaded: {why(error)})") from error
    return Fetched(
        address,
        address,
        bounded(address, data),
        PurePosixPath(unquote(urlsplit(address).path)).suffix.lower(),
        headers.get_content_charset(),
        headers.get_content_type() if "Content-Type" in headers else None,
    )
