"""A server of a knowledge base, in a thread of the tests."""

from __future__ import annotations

import json
import shutil
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from email.message import Message
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import uvicorn

from policycascade import open_kb
from policycascade.reviewing import desk
from policycascade.server.app import make_app
from policycascade.server.base import Doors
from policycascade.server.settings import Settings

#: What the explorer needs, with few kinds of file.
DOORS = Doors(open=open_kb, desk=desk, kinds=(".md", ".txt"))


class Served:
    """A server of the base on a free port of this machine."""

    def __init__(self, base: Path, settings: Settings, doors: Doors | None = None) -> None:
        config = uvicorn.Config(make_app(base, settings, doors), port=0, log_level="error")
        self.server = uvicorn.Server(config)
        self.thread = threading.Thread(target=self.server.run, daemon=True)

    def __enter__(self) -> str:
        self.thread.start()
        while not self.server.started:
            time.sleep(0.01)
        (port,) = (one.getsockname()[1] for s in self.server.servers for one in s.sockets)
        return f"http://127.0.0.1:{port}"

    def __exit__(self, *_: object) -> None:
        self.server.should_exit = True
        self.thread.join(20)


def ask(
    address: str,
    parameters: Mapping[str, object] | None = None,
    accept: str | None = None,
    body: bytes | None = None,
    kind: str | None = None,
    headers: Mapping[str, str] | None = None,
) -> tuple[int, Message, bytes]:
    """Ask an address; give the status, the head and the body, whatever they are."""
    query = "?" + urlencode(parameters, doseq=True) if parameters else ""
    sent = {"Accept": accept, "Content-Type": kind, **(headers or {})}
    known = {name: value for name, value in sent.items() if value is not None}
    request = urllib.request.Request(address + query, data=body, headers=known)
    try:
        with urllib.request.urlopen(request, timeout=120) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


def page(address: str, **parameters: object) -> str:
    """The text of a page that must be there."""
    status, _, body = ask(address, parameters)
    assert status == 200, body.decode()
    return body.decode()


def post(address: str, **fields: str) -> dict[str, Any]:
    """Send a form; give the JSON that is answered."""
    form = "application/x-www-form-urlencoded"
    status, _, body = ask(address, body=urlencode(fields).encode(), kind=form)
    assert status == 200, body.decode()
    told: dict[str, Any] = json.loads(body)
    return told


def upload(address: str, file: Path, name: str = "") -> dict[str, Any]:
    """Upload a file; give the JSON that is answered."""
    url = f"{address}/upload?name={quote(name or file.name)}"
    told: dict[str, Any] = json.loads(ask(url, body=file.read_bytes())[2])
    return told


def rebuilt(address: str, seconds: float = 300) -> dict[str, Any]:
    """Wait until no build is at work; give what is told of the last one."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        told: dict[str, Any] = json.loads(page(f"{address}/rebuild"))
        if told["state"] != "working":
            return told
        time.sleep(0.2)
    raise AssertionError("the build did not end")


def built(address: str) -> None:
    """Wait until the build that is at work is done; tell what it said if it was not."""
    told = rebuilt(address)
    assert told["state"] == "done", told


def copied(base: Path, folder: Path) -> Path:
    """A copy of a base that a test may change."""
    shutil.copytree(base, folder / "kb")
    return folder / "kb"
