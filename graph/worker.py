"""A process that answers questions on a store and can be killed: the only sure way to stop one.

``Worker`` starts it and talks to it through pipes: a line of JSON there, a line of JSON and the
document back. A question that runs over its time ends with its process; the next one gets a new
process.
"""

from __future__ import annotations

import dataclasses
import json
import subprocess
import sys
import threading
from pathlib import Path
from typing import IO, Any

from policycascade.errors import PolicyCascadeError, QueryError
from policycascade.graph.answers import Answer, NotAcceptable, Question, answer
from policycascade.graph.guard import explain, refuse

#: Bytes of address space of one process; a query that needs more ends with it.
MEMORY = 8 << 30
#: What a process says once it has opened the store.
READY = b"ready\n"


class Stopped(PolicyCascadeError):
    """A question ran over its time and was stopped."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        super().__init__(
            f"查询超过 {seconds:g} 秒，已停止；可加 LIMIT、收窄条件或延长时间 "
            "(stopped: took too long; add LIMIT, narrow the pattern or give more time)"
        )


class Worker:
    """A process on the store in ``folder``, started when first asked; one question at a time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._process: subprocess.Popen[bytes] | None = None

    def ask(self, question: Question, timeout: float | None = None) -> Answer:
        """Answer a question within ``timeout`` seconds, not counting the start of the process.

        Raises:
            QueryError: if the query is wrong, no question, or more than the process can hold, or
                the store cannot be opened.
            Stopped: if it takes longer.
            NotAcceptable: if the asker reads no form of such an answer.
        """
        refuse(question.query)
        process = self._started(question.query)
        assert process.stdin
        assert process.stdout
        late = threading.Event()

        def stop() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(timeout, stop) if timeout is not None else None
        if timer:
            timer.start()
        try:
            process.stdin.write(json.dumps(dataclasses.asdict(question)).encode() + b"\n")
            process.stdin.flush()
            head, body = _read(process.stdout)
        except (OSError, EOFError):
            self.close()
            if late.is_set() and timeout is not None:
                raise Stopped(timeout) from None
            raise QueryError(
                question.query,
                "查询用尽内存或中断，已停止 (stopped: ran out of memory, or was broken off)",
            ) from None
        finally:
            if timer:
                timer.cancel()
        if late.is_set():  # answered at the last moment: the process is dead all the same
            self.close()
        return _answer(question, head, body)

    def _started(self, query: str) -> subprocess.Popen[bytes]:
        """The process, once it has opened the store: on a busy machine that may take seconds."""
        if self._process is None or self._process.poll() is not None:
            self.close()
            command = [sys.executable, "-m", "policycascade.graph.worker", str(self.folder)]
            self._process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
            assert self._process.stdout
            if self._process.stdout.readline() != READY:
                self.close()
                raise QueryError(
                    query,
                    f"{self.folder}: 图数据库打不开，请重新 build "
                    "(the store cannot be opened; build the base again)",
                )
        return self._process

    def stop(self) -> None:
        """Break off the question that is being answered, from another thread."""
        if self._process is not None:
            self._process.kill()

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            for pipe in (self._process.stdin, self._process.stdout):
                if pipe:
                    pipe.close()
            self._process = None


def _read(stream: IO[bytes]) -> tuple[dict[str, Any], bytes]:
    line = stream.readline()
    if not line.endswith(b"\n"):
        raise EOFError
    head: dict[str, Any] = json.loads(line)
    body = stream.read(head.pop("length"))
    return head, body


def _answer(question: Question, head: dict[str, Any], body: bytes) -> Answer:
    problem = head.pop("problem", None)
    if problem == "not acceptable":
        raise NotAcceptable(head["message"])
    if problem:
        raise QueryError(question.query, head["message"])
    return Answer(body=body, **head)


# ---------------------------------------------------------------- in the process


def _respond(store: Any, line: bytes) -> tuple[dict[str, Any], bytes]:
    question = Question(**json.loads(line))
    try:
        found = answer(store, question)
    except SyntaxError as error:
        return {"problem": "query", "message": explain(question.query, str(error))}, b""
    except NotAcceptable as error:
        return {"problem": "not acceptable", "message": str(error)}, b""
    except (OSError, ValueError) as error:
        message = f"查询没有做完 (the query did not finish): {error}"
        return {"problem": "query", "message": message}, b""
    return {"media_type": found.media_type, "rows": found.rows, "cut": found.cut}, found.body


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def main(folder: str) -> None:
    """Answer the questions that come in, until there are no more."""
    from policycascade.graph.store import open_oxigraph

    _limit_memory()
    store = open_oxigraph(Path(folder))
    out = sys.stdout.buffer
    out.write(READY)
    out.flush()
    for line in sys.stdin.buffer:
        head, body = _respond(store, line)
        out.write(json.dumps(head | {"length": len(body)}).encode() + b"\n" + body)
        out.flush()


if __name__ == "__main__":
    main(sys.argv[1])
