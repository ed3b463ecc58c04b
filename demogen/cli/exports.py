"""The command that writes a bundle for other tools: export."""

from __future__ import annotations

from pathlib import Path

import click

from demogen.cli import terminal
from demogen.cli.group import cli
from demogen.show.export import FORMATS


@cli.command()
@click.argument("bundle", type=click.Path(path_type=Path))
@click.option("--format", "kind", type=click.Choice(FORMATS), required=True, help="What to write.")
@click.option("-o", "--out", required=True, type=click.Path(path_type=Path), help="File or folder to make.")
@click.option("--replace", is_flag=True, help="Take the place of another export.")
@terminal.json_option
def export(bundle: Path, kind: str, out: Path, replace: bool, as_json: bool) -> None:
    """Write BUNDLE for tools that read no Parquet.

    csv and jsonl are folders with a file per table, duckdb is one database, sql one script for Postgres, SQLite and
    DuckDB; hubspot and salesforce are folders with a file per object for their import wizards. No text in them is a
    formula for a spreadsheet.

    Example: demogen export out --format csv -o csv
    """
    with terminal.held():
        import duckdb  # noqa: F401

        from demogen.show import text
        from demogen.show.export import run

    found = run.export(bundle, kind, out, replace=replace)
    if as_json:
        terminal.print_json(found)
        return
    files, rows = found["files"], sum(file["rows"] for file in found["files"])
    count = f"{len(files)} files" if len(files) > 1 else "1 file"
    terminal.put(f"{text.safe(str(out))}: {kind}, {rows:,} rows in {count}\n")
