import hashlib
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import ClassVar

import pytest

from policycascade.errors import EmptyText, LoadError, UnsupportedFormat
from policycascade.loaders import fetch, find_sources, load, text


def test_a_file_becomes_a_document(tmp_path: Path) -> None:
    path = tmp_path / "plan.TXT"
    path.write_bytes("甲县规划\r\n".encode())
    made = load(str(path))
    assert (made.name, made.media_type, made.text) == ("plan.TXT", "text/plain", "甲县规划\n")
    assert made.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert made == load(path)


@pytest.mark.parametrize(
    ("name", "content", "error", "reason"),
    [
        ("a.txt", b"", EmptyText, "empty"),
        ("a.txt", b" \r\n\t", EmptyText, "empty"),
        ("a.txt", "\u3000\ufeff\u200b".encode(), EmptyText, "no text"),
        ("a.html", b"<script>1</script>", EmptyText, "no text"),
        ("a.xyz", b"x", UnsupportedFormat, r"\.txt .*\.md .*\.html"),
        ("plan", b"x", UnsupportedFormat, "no suffix"),
        ("a.txt", b"%PDF-1.4", UnsupportedFormat, "PDF"),
    ],
)
def test_what_cannot_be_read_is_told_in_one_line(
    tmp_path: Path, name: str, content: bytes, error: type[LoadError], reason: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(error, match=reason) as raised:
        load(path)
    assert str(path) in str(raised.value)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    ("source", "reason"), [("missing.txt", "no such file"), (".", "folder"), ("a\0b.txt", "cannot")]
)
def test_a_path_without_a_file_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str, reason: str
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(LoadError, match=reason):
        load(source)


def test_bounds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("甲\n".encode() * 10)
    monkeypatch.setattr(text, "MAX_LINES", 9)
    with pytest.raises(LoadError, match="more than 9 lines"):
        load(path)
    monkeypatch.setattr(fetch, "MAX_BYTES", 20)
    with pytest.raises(LoadError, match="larger than"):
        load(path)


def test_folders_are_walked_in_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b/二.txt", "b/.hidden/x.txt", "a.md", ".x.txt", "c.docx", "b/一.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    (tmp_path / "b" / "loop").symlink_to(tmp_path)
    found = [tmp_path / name for name in ("a.md", "b/一.txt", "b/二.txt", "c.docx")]
    assert find_sources([tmp_path]) == found
    address = "https://example.org/plan.html"
    assert find_sources([str(tmp_path), tmp_path / "a.md", address, "missing.txt"]) == [
        *found,
        address,
        Path("missing.txt"),
    ]


class Site(BaseHTTPRequestHandler):
    PAGES: ClassVar[dict[str, tuple[str, bytes]]] = {
        "/page": ("text/html; charset=gb2312", "<p>甲县规划</p>".encode("gb18030")),
        "/plan.md": ("text/plain", b"# plan"),
        "/%E8%A7%84%E5%88%92.txt": ("application/octet-stream", "甲县规划".encode()),
        "/image.png": ("image/png", b"\x89PNG"),
        "/far.html": ("location", b"ftp://127.0.0.1/plan.txt"),
        "/near.html": ("location", b"/page"),
    }

    def do_GET(self) -> None:
        kind, data = self.PAGES.get(self.path, ("missing", b""))
        self.send_response({"missing": 404, "location": 302}.get(kind, 200))
        if kind == "location":
            kind, data = data.decode(), b""
            self.send_header("Location", kind)
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.parametrize(
    ("page", "media_type", "words"),
    [
        ("/page", "text/html", "甲县规划\n"),
        ("/near.html", "text/html", "甲县规划\n"),
        ("/plan.md", "text/markdown", "plan\n"),
        ("/规划.txt", "text/plain", "甲县规划\n"),
    ],
)
def test_an_address_is_read(site: str, page: str, media_type: str, words: str) -> None:
    made = load(site + page)
    assert (made.name, made.media_type, made.text) == (site + page, media_type, words)


@pytest.mark.parametrize(
    ("page", "reason"),
    [("/missing", "404"), ("/far.html", "redirected to ftp"), ("/image.png", "image/png|.png")],
)
def test_an_address_that_gives_no_plan_is_told(site: str, page: str, reason: str) -> None:
    with pytest.raises(LoadError, match=reason):
        load(site + page)


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:1/x.txt", "http://[::x", "https://", "http://a b/x.txt"]
)
def test_an_address_that_does_not_answer_is_told(address: str) -> None:
    with pytest.raises(LoadError):
        load(address)
