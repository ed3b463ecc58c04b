"""Commands that show a bundle to people: a report, why a row is there, what two bundles differ in, a shell."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from demogen.cli import terminal
from demogen.cli.group import cli, config_options, is_given, read_day, read_input, reference_option, resolve_config
from demogen.cli.listing import tell_listing

if TYPE_CHECKING:
    from demogen.config.resolve import Config


@cli.command()
@click.argument("bundle", type=click.Path(path_type=Path))
@click.option("-o", "--out", type=click.Path(path_type=Path, dir_okay=False), help="File to write the page to.")
@reference_option
@terminal.json_option
def report(bundle: Path, out: Path | None, reference: Path | None, as_json: bool) -> None:
    """Write a page that shows BUNDLE in pictures and tables.

    One HTML file that loads nothing else: targets, growth, funnel, pipeline, who won what, times, the week, places,
    scorecard, data dictionary. The same bundle gives the same bytes. With --json its figures are printed.

    Example: demogen report out -o report.html
    """
    terminal.collect_rarely()
    from demogen.bundle.pack import open_bundle
    from demogen.bundle.publish import require_outside, write_file
    from demogen.show.report.figures import gather
    from demogen.show.report.page import render

    if out is None and not as_json:
        raise click.UsageError("Give --out FILE, or --json.")
    if out is not None:
        require_outside(out, bundle)
    with open_bundle(bundle) as folder:
        figures = gather(folder, reference)
        tell_listing(folder)
    if out is not None:
        write_file(out, render(figures))
    terminal.print_json(figures.as_json()) if as_json else terminal.tell(f"{out} written")


@cli.command()
@click.argument("words", nargs=-1, required=True, metavar="[BUNDLE] KIND:ID")
@click.option("--config", type=click.Path(path_type=Path), help="Config to make the row from, instead of a bundle.")
@config_options
@click.option("--until", metavar="DATE|today", help="With --config: day on which to observe the world.")
@terminal.json_option
def explain(
    words: tuple[str, ...],
    config: Path | None,
    seed: str | None,
    as_of: str | None,
    settings: tuple[str, ...],
    reference: Path | None,
    until: str | None,
    as_json: bool,
) -> None:
    """Explain why a row of BUNDLE is there.

    KIND is deal, lead, contact or activity, ID its id or the beginning of it. Shows the row, what happened around it,
    the sum that its amount is part of, and the draws behind it. A config and its seed, without a bundle, give the same.

    Example: demogen explain out deal:0190a3c7-8e1c-7
    """
    terminal.collect_rarely()
    from demogen.show.explain import text

    if len(words) != (1 if config else 2):
        raise click.UsageError("Give BUNDLE and KIND:ID, or --config and KIND:ID.")
    if config is None and (seed or as_of or settings or until):
        raise click.UsageError("--seed, --as-of, --set and --until go with --config.")
    raw = read_input(config) if config else {}
    if config and not seed and not raw.get("seed"):
        raise click.UsageError("Give --seed, which ids depend on: the config has none.")
    found = (
        _explain_config(words[0], resolve_config(config, raw, seed, as_of, settings, reference, quiet=False), until)
        if config
        else _explain_bundle(words[1], Path(words[0]), reference if is_given("reference") else None)
    )
    terminal.print_json(found) if as_json else terminal.put(text.explanation_text(found) + "\n")


def _explain_bundle(row: str, bundle: Path, reference: Path | None) -> dict[str, Any]:
    from demogen.bundle.pack import open_bundle
    from demogen.show.explain.explain import explain_bundle

    with open_bundle(bundle) as folder:
        found = explain_bundle(folder, row, reference)
        tell_listing(folder)
    return found


def _explain_config(row: str, config: Config, until: str | None) -> dict[str, Any]:
    from demogen import generate
    from demogen.plan.targets import make_plan
    from demogen.show.explain.explain import explain_tables

    made = generate(config, until=read_day(until, "--until", config.timezone) if until else None)
    return explain_tables(made.tables, row, make_plan(config), made.until)


@cli.command()
@click.argument("a", type=click.Path(path_type=Path))
@click.argument("b", type=click.Path(path_type=Path))
@click.option(
    "--examples", type=click.IntRange(0, 1000), default=1, show_default=True, help="Rows to show of each kind."
)
@terminal.json_option
def diff(a: Path, b: Path, examples: int, as_json: bool) -> None:
    """Compare the bundles A and B.

    Their configs, their months, and per table the rows that one of them lacks and the columns that changed. The exit
    code is 1 where something differs.

    Example: demogen diff out other
    """
    from demogen.bundle.pack import open_bundle
    from demogen.show.diff.compare import compare
    from demogen.show.diff.text import differences_text

    with open_bundle(a) as first, open_bundle(b) as second:
        found = compare(first, second, examples)
        tell_listing(first, "a: ")
        tell_listing(second, "b: ")
    terminal.print_json(found) if as_json else terminal.put(differences_text(found) + "\n")
    click.get_current_context().exit(0 if found["same"] else 1)


@cli.command(name="open")
@click.argument("bundle", type=click.Path(path_type=Path))
def open_(bundle: Path) -> None:
    """Open DuckDB's shell on BUNDLE, with a view per table.

    The shell is that of the extra `shell`, or `duckdb` from PATH.

    Example: demogen open out
    """
    from demogen.bundle.pack import open_bundle
    from demogen.show.shell import open_shell

    with open_bundle(bundle) as folder:
        code = open_shell(folder)
    click.get_current_context().exit(code)
