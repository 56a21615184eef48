"""The command line: thin commands over the public API; the only place that prints or exits.

Results go to standard output or to ``-o``; progress and messages to standard error. Exit status 0
nothing to report, 1 findings at or above ``--fail-on``, 2 could not work.
"""

from __future__ import annotations

import itertools
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from policycascade import __version__
from policycascade.cli_data import export, push, serve, validate
from policycascade.cli_query import query
from policycascade.cli_review import evaluate, review, say_conflicts
from policycascade.cli_show import report, start_page, trace, view
from policycascade.errors import PolicyCascadeError
from policycascade.model import Plan, Words
from policycascade.terminal import (
    EMBED,
    LANG,
    OPEN,
    OUTPUT,
    browse,
    progress,
    refused,
    say,
    show,
    tell,
    write,
    written,
)

if TYPE_CHECKING:
    from policycascade.kb import KnowledgeBase
    from policycascade.pipeline import Skipped

#: What shells give for a command that was stopped by Ctrl-C.
INTERRUPTED = 130


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="policycascade")
def cli() -> None:
    """政策传导图谱：把省、市、区县规划变成带证据的知识图谱 (policycascade).

    From plan files to a graph that shows how goals flow from province to district.

    \b
    例 (examples):
      policycascade demo
      policycascade build 规划文件夹 -o kb
      policycascade trace kb 城镇新增就业
      policycascade query kb 断点
      policycascade report kb -o 报告
    """


def _say_skipped(skipped: Iterable[Skipped], lang: str) -> None:
    for item in skipped:
        tell(
            Words(
                zh=f"跳过 {item.source}：{item.reason}", en=f"skipped {item.source}: {item.reason}"
            ),
            lang,
        )


def _print_build(kb: KnowledgeBase, lang: str) -> None:
    corpus = kb.corpus
    _say_skipped(kb.skipped, lang)
    say_conflicts(kb.conflicts, lang)
    plans, stubs = len(corpus.plans), len(corpus.stubs)
    joined, compared = len(corpus.derivations), len(corpus.cascades)
    tell(
        Words(
            zh=f"{plans} 份规划，{stubs} 个库外文件题名，{joined} 条文件间联系，"
            f"{compared} 组上下级比较",
            en=f"{plans} plans, {stubs} titles outside the base, {joined} links between "
            f"documents, {compared} pairs compared",
        ),
        lang,
    )
    if kb.model:
        name, folder = kb.model.name, kb.model.folder
        tell(
            Words(
                zh=f"任务的意思另用模型 {name}（{folder}）比较",
                en=f"tasks were also compared by the model {name} ({folder})",
            ),
            lang,
        )
    for label, place in (
        (Words(zh="开始页", en="start page"), start_page(lang)),
        (Words(zh="图谱", en="views"), "site/views"),
        (Words(zh="报告", en="reports"), "site/reports"),
        (Words(zh="图数据", en="graph"), "graph.nq"),
        (Words(zh="图数据库", en="store"), "store"),
    ):
        colon = ": " if lang == "en" else "："
        show(f"{label.get(lang)}{colon}{kb.path / place}")


@cli.command()
@click.argument("sources", nargs=-1, required=True, metavar="PATH|URL...")
@click.option("-o", "--output", default="kb", show_default=True, help="知识库文件夹 (folder)")
@click.option("--reviews", metavar="FILE", help="另采用此文件中的人工裁定 (verdicts to apply too)")
@EMBED
@click.option(
    "--no-embed", "plain", is_flag=True, help="不用原有知识库的模型 (drop a base's model)"
)
@LANG
@OPEN
def build(
    sources: Sequence[str],
    output: str,
    reviews: str | None,
    embed: str | None,
    plain: bool,
    lang: str,
    opening: bool | None,
) -> None:
    """由规划文件、文件夹、网址或别的知识库建立知识库 (build a knowledge base, or merge some).

    输出文件夹原有的人工裁定保留并采用 (verdicts of reviewers in the folder are kept and applied).

    \b
    例: policycascade build 规划/ -o kb
        policycascade build 湖南.html 株洲.txt -o kb --open
        policycascade build 甲的kb 乙的kb -o 合并kb
        policycascade build 规划/ -o kb --reviews reviews.csv
        policycascade build 规划/ -o kb --embed 模型文件夹
    """
    from policycascade.kb import build_kb

    if plain and embed:
        raise click.UsageError("--embed 和 --no-embed 只能取一个 (give only one of the two)")
    kb = build_kb(sources, Path(output), progress, reviews, "" if plain else embed)
    _print_build(kb, lang)
    if opening:
        browse(kb.path / start_page(lang), opening)


@cli.command()
@click.option("-o", "--output", default="demo-kb", show_default=True, help="知识库文件夹 (folder)")
@LANG
@OPEN
def demo(output: str, lang: str, opening: bool | None) -> None:
    """用随附的五份真实规划摘要建立示例知识库 (build the demo from five real plans' digests).

    \b
    例: policycascade demo
        policycascade demo -o /tmp/demo --no-open
    """
    from policycascade.examples import five_plans
    from policycascade.kb import build_kb
    from policycascade.visualize.site import worth_reading

    kb = build_kb([five_plans()], Path(output), progress)
    _print_build(kb, lang)
    show("\nWorth reading:" if lang == "en" else "\n值得一读：")
    findings = (finding for cascade in kb.corpus.cascades for finding in worth_reading(cascade, 3))
    for number, finding in enumerate(itertools.islice(findings, 3), 1):
        show(f"{number}. {finding.sentence.get(lang)}")
    browse(kb.path / start_page(lang), opening)


@cli.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--format", "form", type=click.Choice(["json"]), default="json", show_default=True)
@LANG
@OUTPUT
def extract(files: Sequence[str], form: str, lang: str, output: str) -> None:
    """读出规划中的事实 (print the facts of plans as JSON, schema 1).

    \b
    例: policycascade extract 株洲.txt -o facts.json
    """
    from policycascade.facts import facts_json
    from policycascade.pipeline import NO_PLAN, read_sources

    reading = read_sources(files, progress)
    _say_skipped(reading.skipped, lang)
    if not reading.plans:
        raise PolicyCascadeError(NO_PLAN)
    write(output, json.dumps(facts_json(reading.plans), ensure_ascii=False, indent=1), lang)


@cli.command()
@click.argument("upper")
@click.argument("lower")
@click.option(
    "--format",
    "form",
    type=click.Choice(["json", "html", "md", "docx", "xlsx", "csv"]),
    default="json",
    show_default=True,
)
@EMBED
@LANG
@OUTPUT
def cascade(upper: str, lower: str, form: str, embed: str | None, lang: str, output: str) -> None:
    """比较一份上级规划和一份下级规划 (compare an upper with a lower plan).

    \b
    例: policycascade cascade 湖南.txt 株洲.txt --format json
        policycascade cascade 湖南.txt 株洲.txt --format html -o 报告.html
    """
    from policycascade.facts import cascade_json
    from policycascade.pipeline import compare_files

    corpus, result, texts = compare_files(upper, lower, embed)
    warning = _upside_down(corpus.plan(result.upper), corpus.plan(result.lower))
    if warning:
        tell(warning, lang)
    if form == "json":
        write(output, json.dumps(cascade_json(result), ensure_ascii=False, indent=1), lang)
        return
    from policycascade.reports.files import Subject, render, write_report

    subject = Subject(corpus, result, texts)
    if output == "-":
        write(output, render(subject, form, lang), lang)
        return
    for path in write_report(subject, form, Path(output), lang):
        tell(written(path), lang)


def _upside_down(upper: Plan, lower: Plan) -> Words | None:
    """Warn that what was given as the upper plan is of the lower level."""
    if upper.level is None or lower.level is None or upper.level.rank <= lower.level.rank:
        return None
    return Words(
        zh=f"注意：上下级似乎写反了：作为上级的“{upper.title}”级别低于“{lower.title}”；"
        "请先写上级，再写下级",
        en=f"warning: the plans seem to be swapped: “{upper.title}”, given as the upper one, is of "
        f"a lower level than “{lower.title}”; give the upper plan first",
    )


for command in (evaluate, export, push, query, report, review, serve, trace, validate, view):
    cli.add_command(command)


def main(args: Sequence[str] | None = None) -> None:
    """Run the command line; an error of ours is one line and exit status 2."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        status = cli.main(args=args, standalone_mode=False)
    except click.ClickException as error:
        error.show()
        raise SystemExit(error.exit_code) from None
    except click.Abort:
        say("\n已中止；没有写完的没有留下 (stopped; nothing half-written was left)")
        raise SystemExit(INTERRUPTED) from None
    except PolicyCascadeError as error:
        _fail(str(error))
    except OSError as error:
        _fail(refused(error))
    raise SystemExit(status if isinstance(status, int) else 0)


def _fail(why: str) -> NoReturn:
    """End with one line that says why."""
    say(f"错误：{' '.join(why.split())}")
    raise SystemExit(2) from None
