"""Forms of our pages, read within bounds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from policycascade.server.protocol import BODY, BadRequest

if TYPE_CHECKING:
    from starlette.requests import Request


async def body_of(request: Request, most: int = BODY) -> bytes:
    """Read what was sent.

    Raises:
        BadRequest: if it is more than ``most`` bytes.
    """
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > most:
            raise BadRequest(413, f"超过 {most} 字节 (longer than {most} bytes)")
    return body


async def form_of(request: Request) -> Mapping[str, str]:
    """Read a form; of a field given twice the last counts.

    Raises:
        BadRequest: if it is no form, or too long.
    """
    body = await body_of(request)
    try:
        fields = parse_qs(
            body.decode("utf-8"), keep_blank_values=True, errors="strict", max_num_fields=100
        )
    except ValueError:
        raise BadRequest(400, "表单无法读取 (the form cannot be read)") from None
    return {name: values[-1] for name, values in fields.items()}
