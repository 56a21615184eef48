"""``policycascade query`` and ``export`` from the command line."""

import os
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

import policycascade as pc
from policycascade.cli import cli, main
from policycascade.examples import four_levels
from policycascade.graph.query import saved_queries

CONSTRUCT = "CONSTRUCT { ?a pc:derivesFrom ?b } WHERE { ?a pc:derivesFrom ?b ; a pc:Target }"


@pytest.fixture(scope="module")
def kb(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("query") / "kb"
    pc.build(four_levels(), folder)
    return str(folder)


def run(*args: str, status: int = 0, given: str | None = None) -> Result:
    result = CliRunner().invoke(cli, list(args), input=given)
    assert result.exit_code == status, result.output
    return result


def test_the_list_has_every_parameter(kb: str) -> None:
    listed = run("query", kb, "--list").stdout
    for query in saved_queries():
        assert query.name in listed
        assert all(f"{one.name}=" in listed for one in query.parameters)


def test_explain_shows_the_text_with_its_parameters(kb: str) -> None:
    text = run("query", kb, "断点", "--param", "level=prefecture", "--explain").stdout
    assert text.startswith("PREFIX ")
    assert 'VALUES ?param_level { "prefecture" }' in text
    assert pc.open_kb(kb).query("断点", level="prefecture").equals(pc.open_kb(kb).query(text))


def test_cells_are_in_the_language_asked_for(kb: str) -> None:
    english = run("query", kb, "断点", "--lang", "en", "--format", "csv").stdout
    assert {line.split(",")[0] for line in english.splitlines()[1:]} <= {
        "target",
        "task",
        "programme",
    }
    chosen = run(
        "query", kb, "断点", "--lang", "en", "--param", "lang=zh", "--format", "csv"
    ).stdout
    assert chosen == run("query", kb, "断点", "--format", "csv").stdout != english
    assert (
        'VALUES ?param_lang { "en" }'
        in run("query", kb, "断点", "--lang", "en", "--explain").stdout
    )


def test_limit_and_timeout(kb: str) -> None:
    shown = run("query", kb, "传导", "--limit", "2", "--timeout", "60").stdout
    assert shown.splitlines()[-1] == "(2 行 rows,还有更多 and more)"


def test_too_long_is_stopped_with_one_line(kb: str, capsys: pytest.CaptureFixture[str]) -> None:
    endless = Path(kb).parent / "endless.rq"
    endless.write_text("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", "utf-8")
    with pytest.raises(SystemExit) as ended:
        main(["query", kb, str(endless), "--timeout", "1"])
    assert ended.value.code == 2
    lines = capsys.readouterr().err.strip().splitlines()
    assert len(lines) == 1
    assert "LIMIT" in lines[0]


@pytest.mark.parametrize("form", ["csv", "tsv", "json", "xlsx"])
def test_rows_to_a_file(kb: str, form: str, tmp_path: Path) -> None:
    path = tmp_path / f"断点.{form}"
    run("query", kb, "断点", "--format", form, "-o", str(path))
    assert path.stat().st_size > 100
    if form == "xlsx":
        rows = openpyxl.load_workbook(path).worksheets[0].max_row
        assert rows == len(pc.open_kb(kb).ask("断点").rows) + 1


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_the_workbook_opens_in_libreoffice(kb: str, tmp_path: Path) -> None:
    run("query", kb, "断点", "--format", "xlsx", "-o", str(tmp_path / "a.xlsx"))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    utf_8 = "csv:Text - txt - csv (StarCalc):44,34,76"
    command = ["soffice", "--headless", profile, "--convert-to", utf_8, "--outdir", str(tmp_path)]
    subprocess.run(
        [*command, str(tmp_path / "a.xlsx")],
        check=True,
        capture_output=True,
        timeout=120,
        env=os.environ | {"HOME": str(tmp_path)},
    )
    assert "类别" in (tmp_path / "a.csv").read_text("utf-8")


@pytest.mark.parametrize("form", ["turtle", "jsonld"])
def test_triples_and_their_picture(kb: str, form: str, tmp_path: Path) -> None:
    page = tmp_path / "图.html"
    made = run("query", kb, "-", "--format", form, "--draw", str(page), given=CONSTRUCT).stdout
    assert "derivesFrom" in made
    assert "<canvas" in page.read_text("utf-8") or "vis-network" in page.read_text("utf-8")


def test_rows_are_not_drawn(kb: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["query", kb, "断点", "--draw", "x.html"])
    assert "CONSTRUCT" in capsys.readouterr().err


def test_export(kb: str, tmp_path: Path) -> None:
    made = run("export", kb, "-o", str(tmp_path), "--format", "csv,graphml").stdout.splitlines()
    names = {Path(line).name for line in made}
    assert {"targets.csv", "graph.graphml", "datapackage.json", "dcat.ttl"} <= names
    wrong = run("export", kb, "-o", str(tmp_path), "--format", "excel", status=2)
    assert "graphml" in wrong.output
