"""A server of a knowledge base, in a thread of the tests."""

import threading
import time
from pathlib import Path

import uvicorn

from policycascade.server.app import Settings, make_app


class Served:
    """A server of the base on a free port of this machine."""

    def __init__(self, base: Path, settings: Settings) -> None:
        config = uvicorn.Config(make_app(base, settings), port=0, log_level="error")
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
        self.thread.join(10)
