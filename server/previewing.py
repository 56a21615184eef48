"""What an uploaded file holds, read by a process with bounds of time and memory."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

from policycascade.server.pool import LOOK, AskerGone, Gone


class Unread(Exception):
    """A file that could not be read within the bounds."""


async def preview(file: Path, seconds: float, gone: Gone) -> dict[str, Any]:
    """Tell what a file holds; ``refused`` with the reason where there is no plan in it.

    Raises:
        Unread: if reading took too long, or more memory than allowed.
        AskerGone: if whoever asked went.
    """
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "policycascade.preview",
        str(file),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    reading = asyncio.ensure_future(process.communicate())
    loop = asyncio.get_running_loop()
    end = loop.time() + seconds
    try:
        while not reading.done():
            await asyncio.wait({reading}, timeout=LOOK)
            if reading.done():
                break
            if await gone():
                raise AskerGone
            if loop.time() > end:
                raise Unread(f"{seconds:g} 秒还没有读完，已停止 (stopped: took too long)")
    finally:
        if process.returncode is None and not reading.done():
            process.kill()
            await asyncio.wait({reading})
    told, _ = reading.result()
    if process.returncode != 0:
        raise Unread("读取中断：文件损坏，或所需内存过多 (broken off: damaged, or too much memory)")
    found: dict[str, Any] = json.loads(told)
    return found
