"""Commands that show a bundle to people: a report, why a row is there, what two bundles differ in, a shell."""

from __future__ import annotations

from pathlib import Path

import click

from demogen.cli import terminal
from demogen.cli.group import cli, reference_option


@cli.command()
@click.argument("bundle", type=click.Path(path_type=Path))
@click.option("-o", "--out", required=True, type=click.Path(path_type=Path, dir_okay=False), help="File to write.")
@reference_option
def report(bundle: Path, out: Path, reference: Path | None) -> None:
    """Write a page that shows BUNDLE in pictures and tables.

    One HTML file that loads nothing else: targets, growth, funnel, pipeline, who won what, times, the week, places,
    scorecard, data dictionary. The same bundle gives the same bytes.

    Example: demogen report out -o report.html
    """
    from demogen.bundle.pack import open_bundle
    from demogen.bundle.publish import write_file
    from demogen.show.report.page import report as make_report

    with open_bundle(bundle) as folder:
        page = make_report(folder, reference)
    write_file(out, page)
    terminal.tell(f"{out} written")


@cli.command(name="open")
@click.argument("bundle", type=click.Path(path_type=Path))
def open_(bundle: Path) -> None:
    """Open DuckDB's shell on BUNDLE, with a view per table.

    The shell is `duckdb` from PATH, or that of the extra `shell`.

    Example: demogen open out
    """
    from demogen.bundle.pack import open_bundle
    from demogen.show.shell import open_shell

    with open_bundle(bundle) as folder:
        code = open_shell(folder)
    click.get_current_context().exit(code)
