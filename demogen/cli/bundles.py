"""Commands on a bundle: verify, check, inspect, sql, pack and unpack."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from demogen.cli import terminal
from demogen.cli.group import cli, reference_option
from demogen.cli.listing import tell_listing, tell_notes
from demogen.errors import ConfigError, Problem


@cli.command()
@click.argument("bundle", type=click.Path(path_type=Path))
@terminal.expect_digest_option("Demand this content digest.")
@terminal.json_option
def verify(bundle: Path, expect_digest: str | None, as_json: bool) -> None:
    """Prove that BUNDLE is what its manifest says.

    Sizes, digests, schemas, row counts and the values themselves.

    Example: demogen verify out
    """
    from demogen.bundle.digest import require_expected
    from demogen.bundle.pack import open_bundle
    from demogen.bundle.read import verify_folder

    with open_bundle(bundle) as folder:
        manifest = verify_folder(folder)
    require_expected(manifest["contentDigest"], expect_digest)
    tell_notes(manifest)
    found = {
        "path": str(bundle),
        "contentDigest": manifest["contentDigest"],
        "tables": len(manifest["tables"]),
        "rows": sum(t["rows"] for t in manifest["tables"]),
    }
    line = f"{bundle}: sound, {found['rows']:,} rows in {found['tables']} tables, {found['contentDigest']}"
    terminal.print_json(found) if as_json else terminal.put(line + "\n")


@cli.command()
@click.argument("bundle", type=click.Path(path_type=Path))
@terminal.json_option
@click.option("-v", "--verbose", is_flag=True, help="Show what every check looked at.")
@reference_option
def check(bundle: Path, as_json: bool, verbose: bool, reference: Path | None) -> None:
    """Run every check on BUNDLE.

    Its files are compared with a plan that is computed again from its config. A check that needs a
    table or a column which BUNDLE lacks is answered as far as possible, and named; the exit code is 4
    where nothing else is wrong.

    Example: demogen check out
    """
    from demogen.bundle.pack import open_bundle
    from demogen.checks.needs import require_answers
    from demogen.checks.run import require_passed
    from demogen.examine import check_bundle
    from demogen.show.results import results_text

    with open_bundle(bundle) as folder:
        results = check_bundle(folder, reference)
        tell_listing(folder)
    if as_json:
        terminal.print_json([result.as_json() for result in results])
    else:
        terminal.put(results_text([result.as_json() for result in results], verbose=verbose) + "\n")
    require_passed(results)
    require_answers({result.check.name: result.missing for result in results}, "checks")


@cli.command()
@click.argument("bundle", type=click.Path(path_type=Path), required=False)
@terminal.json_option
@click.option("-v", "--verbose", is_flag=True, help="Show every figure with its band and source.")
@click.option(
    "--reference",
    is_flag=False,
    flag_value="",
    metavar="[DIR]",
    help="Folder with countries and industries of yours, instead of what the bundle carries. Without DIR and BUNDLE: "
    "show what real data sets score.",
)
def score(bundle: Path | None, as_json: bool, verbose: bool, reference: str | None) -> None:
    """Measure how much BUNDLE looks like the records of a real company.

    Exact checks must hold without exception, of the statistical ones all but one.

    Example: demogen score out
    """
    from demogen.bundle.pack import open_bundle
    from demogen.checks.needs import require_answers
    from demogen.errors import CheckFailed, Problem
    from demogen.show.scorecard import real_figures, real_text, score_text

    if bundle is None and reference == "":
        from demogen.score.card import load_card

        card = load_card()
        terminal.print_json(real_figures(card)) if as_json else terminal.put(real_text(card) + "\n")
        return
    if bundle is None:
        raise click.UsageError("Missing argument 'BUNDLE'.")
    from demogen.examine import score_bundle

    with open_bundle(bundle) as folder:
        found = score_bundle(folder, Path(reference) if reference else None)
        tell_listing(folder)
    terminal.print_json(found.as_json()) if as_json else terminal.put(score_text(found, verbose=verbose) + "\n")
    if found.passed is False:
        missed = ", ".join(scored.part.name for scored in found.parts if scored.passed is False)
        raise CheckFailed(Problem("score", "does not look like real data", "at most one statistical check off", missed))
    require_answers({scored.part.name: scored.missing for scored in found.unanswered}, "checks of the scorecard")


@cli.command()
@click.argument("bundle", type=click.Path(path_type=Path))
@terminal.json_option
def inspect(bundle: Path, as_json: bool) -> None:
    """Show what is inside BUNDLE, on one screen.

    Example: demogen inspect out
    """
    from demogen.bundle.footers import created_spans
    from demogen.bundle.pack import open_bundle
    from demogen.bundle.read import plain_path, verify_files
    from demogen.show import inspect as show

    with open_bundle(bundle) as folder:
        manifest = verify_files(folder)
        with plain_path(folder) as place:
            found = show.inspect(manifest, created_spans(place, manifest))
    tell_notes(manifest)
    terminal.print_json(found) if as_json else terminal.put(show.inspect_text(found) + "\n")


@cli.command()
@click.argument("bundle", type=click.Path(path_type=Path))
@click.argument("statement", required=False)
@click.option("-f", "--file", type=click.Path(path_type=Path), help="File with the question.")
@click.option("-p", "--param", "params", multiple=True, metavar="NAME=VALUE", help="Value for $NAME in the question.")
@click.option(
    "--format",
    "kind",
    type=click.Choice(["table", "csv", "json", "parquet"]),
    default="table",
    show_default=True,
    help="How to print the answer.",
)
@click.option("-o", "--out", type=click.Path(path_type=Path, dir_okay=False), help="File to write the answer to.")
def sql(
    bundle: Path, statement: str | None, file: Path | None, params: tuple[str, ...], kind: str, out: Path | None
) -> None:
    """Ask BUNDLE a question in SQL.

    The dialect is DuckDB's. The question stands in STATEMENT, in a file, or comes from stdin; it sees the bundle's
    tables and nothing else, no file and no network. Of several statements the last one's answer is given.

    Example: demogen sql out "select * from deals where amount > $least" -p least=50000
    """
    terminal.collect_rarely()
    from demogen.bundle.pack import open_bundle
    from demogen.bundle.publish import require_outside, write_file
    from demogen.show import query, text

    if kind == "parquet" and out is None and sys.stdout is not None and sys.stdout.isatty():
        raise ConfigError(Problem("--format parquet", "is nothing for a terminal", hint="Give -o FILE."))
    if out is not None:
        require_outside(out, bundle)
    question, given = _question(statement, file), query.parameters([terminal.words(param) for param in params])
    with open_bundle(bundle) as folder:
        answer = query.query(folder, question, given)
    if kind == "table" and out is None:
        terminal.put(query.answer_text(answer) + "\n")
        return
    writers: dict[str, Callable[[Any], str | bytes]] = {
        "table": query.answer_text,
        "csv": query.answer_csv,
        "json": query.answer_json,
        "parquet": query.answer_parquet,
    }
    content = writers[kind](answer)
    if kind == "csv" and isinstance(content, str) and out is None and sys.stdout is not None and sys.stdout.isatty():
        content = text.csv_safe(content)  # for somebody's eyes; in a file or a pipe values are as they are
    binary = content if isinstance(content, bytes) else (content if kind == "csv" else content + "\n").encode("utf-8")
    terminal.put(binary) if out is None else write_file(out, binary)


def _question(statement: str | None, file: Path | None) -> str:
    """Read a question from the command line, a file or stdin: exactly one of them."""
    if statement not in {None, "-"} and file is not None:
        raise click.UsageError("Give STATEMENT or --file, not both.")
    if file is not None:
        return terminal.read_file(file)
    if statement is None and sys.stdin is not None and sys.stdin.isatty():
        raise click.UsageError("Missing argument 'STATEMENT'.")
    return terminal.read_stdin() if statement in {None, "-"} else terminal.words(statement)


@cli.command()
@click.argument("bundle", type=click.Path(path_type=Path))
@click.argument("target", type=click.Path(path_type=Path))
@click.option("--replace", is_flag=True, help="Take the place of an existing file.")
def pack(bundle: Path, target: Path, replace: bool) -> None:
    """Write BUNDLE as one tar, TARGET; always the same bytes.

    Example: demogen pack out out.tar
    """
    from demogen.bundle import pack as tar
    from demogen.bundle.pack import open_bundle

    with open_bundle(bundle) as folder:
        tar.pack(folder, target, replace=replace)
    terminal.tell(f"{target} written")


@cli.command()
@click.argument("source", type=click.Path(path_type=Path))
@click.argument("target", type=click.Path(path_type=Path))
def unpack(source: Path, target: Path) -> None:
    """Make the folder TARGET of the tar SOURCE.

    What comes out of it is verified before it is there.

    Example: demogen unpack out.tar out
    """
    from demogen.bundle import pack as tar

    tar.unpack(source, target)
    terminal.tell(f"{target} written")
