"""The explorer as it answers: pages, uploads, verdicts, and who may ask for them."""

from __future__ import annotations

import html
import json
import re
import socket
import sys
import threading
import time
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from pages import HOSTILE, outside_addresses
from served import DOORS, Served, ask, built, copied, page, post, rebuilt, upload

from policycascade import open_kb
from policycascade.errors import MissingExtra
from policycascade.examples import five_plans
from policycascade.graph.saved import find_query
from policycascade.review.filing import latest
from policycascade.server.app import make_app, serve
from policycascade.server.base import Doors
from policycascade.server.settings import Settings

PAGES = ("/explore", "/query", "/upload", "/review")
LINK = "城镇新增就业人数"


# ---------------------------------------------------------------- pages


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(("lang", "words"), [("zh", "审阅"), ("en", "Review")])
def test_every_page_is_in_both_languages_and_asks_nobody_else(
    explorer: str, path: str, lang: str, words: str
) -> None:
    found = page(explorer + path, lang=lang)
    assert words in found
    assert outside_addresses(found) == []


def test_the_pages_of_the_site_lead_to_the_explorer(explorer: str) -> None:
    assert 'href="/explore"' in page(f"{explorer}/")
    assert 'href="/review?lang=en"' in page(f"{explorer}/index.en.html")
    assert "/explore" not in page(f"{explorer}/assets/search.js")


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/plans/plan-000000000000.html", "不在现在的库中"),
        ("/plans/plan-000000000000.en.html", "not in the base as it is now"),
        ("/explore?node=target-000000000000", "已不在库中"),
        ("/explore?node=target-000000000000&lang=en", "no longer in the base"),
        ("/explore/drawing?node=x", "已不在库中"),
        ("/live/../words.yaml", "没有内容"),
        ("/live/words.yaml", "没有内容"),
    ],
)
def test_a_stale_link_is_told_in_plain_words(explorer: str, path: str, words: str) -> None:
    status, headers, body = ask(explorer + path)
    assert status == 404
    assert headers["content-type"].startswith("text/html")
    assert words in body.decode() or "不在现在的库中" in body.decode()


def test_names_are_found_by_all_their_words_exact_ones_first(explorer: str) -> None:
    found = page(f"{explorer}/explore/found", q="城镇新增就业")
    names = re.findall(r'<a href="[^"]+">([^<]+)</a>', found)
    assert names[0] == LINK
    assert all("城镇新增就业" in name for name in names)
    several = page(f"{explorer}/explore/found", q="325 就业")
    assert "325" in several
    assert "没有找到" in page(f"{explorer}/explore/found", q="无此名称")


def test_a_trace_tells_the_words_of_both_ends(explorer: str, real: Path) -> None:
    (step,) = open_kb(real).trace("城镇新增就业").steps
    for node in (step.upper.id, step.lower.id):
        found = html.unescape(page(f"{explorer}/explore", node=node))
        for evidence in step.evidence:
            assert evidence.quote in found
        assert f"plans/{step.upper.plan}" in found or f"read/{step.upper.plan}" in found


@pytest.mark.parametrize("words", HOSTILE)
def test_what_is_asked_for_is_shown_as_words(explorer: str, words: str) -> None:
    found = page(f"{explorer}/explore", q=words)
    assert "<script>window.attacked" not in found
    assert '"><img' not in found


def test_a_base_of_nothing_is_explored(tmp_path: Path) -> None:
    doors = Doors(open=DOORS.open, desk=DOORS.desk, kinds=())
    (tmp_path / "kb").mkdir()
    with Served(tmp_path / "kb", Settings(), doors) as address:
        status, _, body = ask(f"{address}/explore")
    assert status == 500
    assert "没有知识库" in body.decode()


# ---------------------------------------------------------------- asking


def test_rows_name_elements_and_places_of_errors(explorer: str) -> None:
    query = "SELECT ?plan ?n WHERE { ?plan a pc:Plan } VALUES ?n { 1.5 }"
    found = post(f"{explorer}/query/answer", query=query)
    assert found["columns"] == ["plan", "n"]
    assert {row[0]["node"][:5] for row in found["rows"]} == {"plan-"}
    assert {row[1] for row in found["rows"]} == {1.5}
    wrong = post(f"{explorer}/query/answer", query="SELECT * WHERE {\n ?s ?p }")
    assert wrong["line"] == 2
    assert "SERVICE" in post(f"{explorer}/query/answer", query="ASK { SERVICE <a:b> {} }")["error"]
    assert "没有写查询" in post(f"{explorer}/query/answer", query="")["error"]


@pytest.mark.parametrize(
    ("form", "begins"),
    [("csv", "\ufeffplan".encode()), ("tsv", b"plan"), ("json", b"{"), ("xlsx", b"PK")],
)
def test_a_result_is_downloaded(explorer: str, form: str, begins: bytes) -> None:
    sent = f"query=SELECT+*+%7B+%3Fplan+a+pc%3APlan+%7D&form={form}".encode()
    status, headers, body = ask(f"{explorer}/query/file", body=sent)
    assert status == 200
    assert headers["content-disposition"].endswith(f'.{form}"')
    assert body.startswith(begins)


def test_what_gives_no_picture_says_so(explorer: str) -> None:
    sent = b"query=SELECT+%3Fn+%7B+VALUES+%3Fn+%7B+1+%7D+%7D"
    status, _, body = ask(f"{explorer}/query/drawing", body=sent)
    assert status == 400
    assert "画不出图" in body.decode()


def test_a_saved_question_that_answers_in_words_can_be_drawn(explorer: str) -> None:
    saved = find_query("证据")
    assert saved is not None
    found = post(f"{explorer}/query/answer", query=saved.text, saved=saved.name)
    assert found["columns"][0] == saved.columns[next(iter(saved.columns))].zh
    assert found["rows"]
    assert found["draws"]
    drawn = ask(f"{explorer}/query/drawing", body=urlencode({"query": saved.text}).encode())[2]
    assert LINK in drawn.decode()
    assert outside_addresses(drawn.decode()) == []


def test_terms_are_ours_with_their_names(explorer: str) -> None:
    known = json.loads(page(f"{explorer}/query/terms"))
    named = {name: words for name, _, *words in known["terms"]}
    assert named["pc:derivesFrom"] == ["源于", "derives from"]
    assert "level:county" in named
    assert known["prefixes"]["pc"].endswith("/ns#")


# ---------------------------------------------------------------- uploads


def test_an_upload_is_shown_added_and_the_old_base_serves_meanwhile(
    real: Path, tmp_path: Path
) -> None:
    base = copied(real, tmp_path)
    with Served(base, Settings(), DOORS) as address:
        told = upload(address, five_plans() / "jiangxia.md", "../江夏\u202e.md")
        assert told["name"] == "江夏.md"
        assert "江夏区" in told["part"]
        assert "加入知识库" in told["part"]
        assert post(f"{address}/upload/add", name="江夏.md")["state"] == "working"
        assert post(f"{address}/upload/add", name="江夏.md")["error"]
        assert "株洲" in page(f"{address}/plans.html")
        built(address)
        assert "江夏区" in page(f"{address}/plans.html")
        assert "已在库中" in page(f"{address}/upload")
        assert "江夏" in page(f"{address}/explore", q="江夏")
        assert post(f"{address}/upload/drop", name="江夏.md") == {}
    assert len(open_kb(base).plans) == 3
    assert [file.name for file in tmp_path.iterdir() if file.name.endswith(".tmp")] == []


def test_a_build_that_is_stopped_leaves_the_base(real: Path, tmp_path: Path) -> None:
    base = copied(real, tmp_path)
    with Served(base, Settings(), DOORS) as address:
        assert post(f"{address}/rebuild")["state"] == "working"
        assert post(f"{address}/rebuild/stop")["state"] == "stopped"
        assert "没有变动" in rebuilt(address)["words"]
        assert "株洲" in page(f"{address}/plans.html")
    assert [file.name for file in tmp_path.iterdir()] == ["kb"]


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.exe", "x", "不收这种文件"),
        ("", "x", "不收这种文件"),
        (".md", "x", "不收这种文件"),
        ("空.md", "", "空的"),
        ("信.md", "今天天气很好，大家去公园散步。", "不像一份规划"),
        ("大.md", "字" * 40_000, "超过"),
    ],
)
def test_what_is_no_plan_is_refused_in_plain_words_and_not_kept(
    real: Path, tmp_path: Path, name: str, content: str, why: str
) -> None:
    base = copied(real, tmp_path)
    file = tmp_path / "sent"
    file.write_text(content, "utf-8")
    with Served(base, Settings(upload_size=100_000), DOORS) as address:
        told = upload(address, file, name or " ")
    assert why in told["refused"]
    kept = tmp_path / "kb.uploads"
    assert not kept.exists() or list(kept.iterdir()) == []


def test_too_many_uploads_and_too_slow_ones_are_refused(real: Path, tmp_path: Path) -> None:
    base, file = copied(real, tmp_path), five_plans() / "gaoyou.md"
    with Served(base, Settings(upload_count=1), DOORS) as address:
        assert "part" in upload(address, file)
        assert "移除" in upload(address, file)["refused"]
    with Served(base, Settings(upload_seconds=0.01), DOORS) as address:
        assert "停止" in upload(address, file)["refused"]


def test_the_same_name_twice_keeps_both(real: Path, tmp_path: Path) -> None:
    base = copied(real, tmp_path)
    with Served(base, Settings(), DOORS) as address:
        names = [upload(address, five_plans() / "gaoyou.md", "规划.md")["name"] for _ in "ab"]
    assert names == ["规划.md", "规划-2.md"]


def test_another_text_of_a_plan_takes_its_place(real: Path, tmp_path: Path) -> None:
    base, file = copied(real, tmp_path), tmp_path / "株洲.md"
    text = (five_plans() / "zhuzhou.md").read_text("utf-8")
    file.write_text(
        text.replace("城镇新增就业合计25万人以上", "城镇新增就业合计26万人以上"), "utf-8"
    )
    with Served(base, Settings(), DOORS) as address:
        told = upload(address, file)
        assert "替换库中的文本" in told["part"]
        post(f"{address}/upload/add", name=told["name"])
        built(address)
        assert "替换库中的文本" not in page(f"{address}/upload")
        targets = open_kb(base).plan("株洲市").targets
        assert any("26万人" in target.evidence.quote for target in targets)


def test_uploads_of_one_name_at_one_moment_are_both_kept(tmp_path: Path) -> None:
    import asyncio

    from policycascade.server.storing import Store

    async def chunks(text: bytes) -> AsyncIterator[bytes]:
        for byte in text:
            await asyncio.sleep(0)
            yield bytes([byte])

    async def both(store: Store) -> list[Path]:
        return await asyncio.gather(*(store.keep("a.md", chunks(text)) for text in (b"one", b"2")))

    kept = asyncio.run(both(Store(tmp_path / "up", 9, 9, (".md",))))
    assert [file.read_bytes() for file in kept] == [b"one", b"2"]
    assert len(list((tmp_path / "up").iterdir())) == 2


# ---------------------------------------------------------------- verdicts


def link_key(address: str) -> tuple[str, str]:
    """Key and mark of the link of 城镇新增就业."""
    listed = page(f"{address}/review", kind="target_link", state="all")
    items = re.findall(
        r'data-key="([^"]+)"[^>]*data-mark="([^"]*)".*?<strong>([^<]*)</strong>', listed, re.DOTALL
    )
    (found,) = [(key, mark) for key, mark, name in items if name == LINK and "plan-" not in key]
    return found


def judge(address: str, key: str, seen: str, name: str, verdict: str) -> dict[str, str]:
    sent = {"key": key, "seen": seen, "reviewer": name, "verdict": verdict}
    return post(f"{address}/review/verdict", **sent)


def test_a_rejected_link_is_gone_once_applied(real: Path, tmp_path: Path) -> None:
    base = copied(real, tmp_path)
    with Served(base, Settings(), DOORS) as address:
        key, seen = link_key(address)
        assert "驳回" in judge(address, key, seen, "甲", "reject")["said"]
        assert "1 条裁定已记下" in page(f"{address}/review")
        post(f"{address}/rebuild")
        built(address)
        marks = json.loads(page(f"{address}/review/marks"))
        assert marks["pending"] == 0
    kb = open_kb(base)
    assert kb.trace("城镇新增就业").steps == ()
    assert [(one.reviewer, one.verdict.value) for one in kb.reviews] == [("甲", "reject")]


def test_of_two_reviewers_the_second_sees_the_first_and_nothing_is_lost(
    real: Path, tmp_path: Path
) -> None:
    base = copied(real, tmp_path)
    with Served(base, Settings(), DOORS) as address:
        key, seen = link_key(address)
        first = judge(address, key, seen, "甲", "reject")
        second = judge(address, key, seen, "乙", "accept")
        assert "甲" in second["other"]
        assert "驳回" in second["other"]
        assert [one.reviewer for one in open_kb(base).reviews] == ["甲"]
        insisted = judge(address, key, first["mark"], "乙", "accept")
        assert "乙" in insisted["said"]
        assert "相左" in page(f"{address}/review")
        filed = open_kb(base).reviews
        assert [(one.reviewer, one.verdict.value) for one in filed] == [
            ("甲", "reject"),
            ("乙", "accept"),
        ]
        assert latest(filed)[key].reviewer == "乙"
        back = post(f"{address}/review/back", key=key, reviewer="乙")
        assert back["mark"] == first["mark"]


def test_a_slip_of_the_same_day_is_put_right_as_often_as_needed(real: Path, tmp_path: Path) -> None:
    base = copied(real, tmp_path)
    with Served(base, Settings(), DOORS) as address:
        key, seen = link_key(address)
        for verdict in ("reject", "accept", "reject"):
            seen = judge(address, key, seen, "甲", verdict)["mark"]
    assert [one.verdict.value for one in open_kb(base).reviews] == ["reject"]


def test_many_verdicts_at_once_are_all_kept(real: Path, tmp_path: Path) -> None:
    base = copied(real, tmp_path)
    with Served(base, Settings(), DOORS) as address:
        keys = re.findall(r'data-key="([^"]+)"', page(f"{address}/review", kind="target"))[:12]
        work = [
            threading.Thread(target=judge, args=(address, key, "", f"第{n % 3}人", "accept"))
            for n, key in enumerate(keys)
        ]
        for one in work:
            one.start()
        for one in work:
            one.join()
    assert sorted(one.key for one in open_kb(base).reviews) == sorted(keys)


def test_verdicts_given_during_a_build_are_kept(real: Path, tmp_path: Path) -> None:
    base = copied(real, tmp_path)
    with Served(base, Settings(), DOORS) as address:
        key, seen = link_key(address)
        post(f"{address}/rebuild")
        while not list(tmp_path.glob(".kb.*.tmp")):  # the verdicts were read, the base is written
            time.sleep(0.02)
        judge(address, key, seen, "甲", "reject")
        built(address)
        assert "1 条裁定已记下" in page(f"{address}/review")
    assert [one.key for one in open_kb(base).reviews] == [key]


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"key": "target-000000000000"}, "不在库中"),
        ({"reviewer": ""}, "没有审阅人"),
        ({"verdict": "maybe"}, "不认识"),
        ({"verdict": "correct"}, "没有填更正内容"),
        ({"verdict": "correct", "corrected_relation": "carried"}, "本类的关系"),
    ],
)
def test_a_verdict_that_does_not_fit_is_told(
    explorer: str, real: Path, fields: dict[str, str], why: str
) -> None:
    key, seen = link_key(explorer)
    sent = {"key": key, "seen": seen, "reviewer": "甲", "verdict": "accept", **fields}
    assert why in post(f"{explorer}/review/verdict", **sent)["error"]
    assert not (real / "reviews.csv").exists()


# ---------------------------------------------------------------- who may ask


def routes() -> list[tuple[str, str]]:
    """Every route with every method it takes."""
    app = make_app(Path("kb"), Settings(), DOORS)
    found = [
        (method, str(getattr(route, "path", "/")))
        for route in app.routes
        for method in sorted(getattr(route, "methods", None) or {"GET"})
    ]
    return [(method, path.replace("{name}", "live.css") or "/") for method, path in found]


def test_the_token_covers_every_route(real: Path) -> None:
    assert len(routes()) > 20
    with Served(real, Settings(token="令牌"), DOORS) as address:
        for method, path in routes():
            body = b"x" if method == "POST" else None
            assert ask(address + path, body=body)[0] == 401, path
        basic = {"Authorization": "Basic OuS7pOeJjA=="}
        assert ask(f"{address}/explore", headers=basic)[0] == 200


def test_websockets_are_refused_without_the_token(real: Path) -> None:
    import asyncio

    from policycascade.server.guarding import Gate

    sent: list[object] = []

    async def run(headers: list[tuple[bytes, bytes]]) -> None:
        async def app(*_: object) -> None:
            sent.append("in")

        async def send(message: object) -> None:
            sent.append(message)

        scope = {"type": "websocket", "path": "/", "headers": headers}
        await Gate(app, "t")(scope, None, send)  # type: ignore[arg-type]

    asyncio.run(run([]))
    asyncio.run(run([(b"authorization", b"Bearer t")]))
    assert sent == [{"type": "websocket.close", "code": 1008}, "in"]


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_pages_of_others_change_nothing(explorer: str, headers: dict[str, str]) -> None:
    for path in ("/rebuild", "/upload?name=a.md", "/review/verdict", "/query/answer"):
        assert ask(explorer + path, body=b"x", headers=headers)[0] == 403


def test_pages_tell_browsers_to_ask_nobody_else(explorer: str) -> None:
    for path in ("/", "/explore", "/sparql", "/nowhere"):
        _, headers, _ = ask(explorer + path)
        assert "default-src 'self'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("missing", [True, False])
def test_the_address_is_told_only_once_it_can_be_asked(
    real: Path, monkeypatch: pytest.MonkeyPatch, missing: bool
) -> None:
    told: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as taken:
        if missing:
            monkeypatch.setitem(sys.modules, "uvicorn", None)
        with pytest.raises(MissingExtra if missing else OSError):
            serve(real, "127.0.0.1", taken.getsockname()[1], Settings(), DOORS, told.append)
    assert told == []
