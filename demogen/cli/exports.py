"""The command that writes a bundle for other tools: export."""

from __future__ import annotations

from pathlib import Path

import click

from demogen.cli import terminal
from demogen.cli.group import cli
from demogen.cli.interruption import held
from demogen.show.export.formats import FORMATS, MONEY_TYPES, Options


@cli.command()
@click.argument("bundle", type=click.Path(path_type=Path))
@click.option("--format", "kind", type=click.Choice(list(FORMATS)), required=True, help="What to write.")
@click.option("-o", "--out", required=True, type=click.Path(path_type=Path), help="File or folder to make.")
@click.option("--replace", is_flag=True, help="Take the place of another export.")
@click.option("--bom", is_flag=True, help="csv: begin files with a byte order mark, for spreadsheets.")
@click.option(
    "--money", type=click.Choice(MONEY_TYPES), default="decimal", help="parquet: type of amounts. [default: decimal]"
)
@click.option("--no-keys", is_flag=True, help="duckdb: tables without keys, which DuckDB 1.0 opens, too.")
@terminal.json_option
def export(
    bundle: Path, kind: str, out: Path, replace: bool, bom: bool, money: str, no_keys: bool, as_json: bool
) -> None:
    """Write BUNDLE for other tools.

    csv, jsonl and parquet are folders with a file per table, xlsx is one Excel workbook, duckdb one database, sql one
    script for Postgres, SQLite and DuckDB; hubspot and salesforce are folders with a file per object for their import
    wizards. No text in them is a formula for a spreadsheet.

    Example: demogen export out --format xlsx -o out.xlsx
    """
    with held():
        import duckdb  # noqa: F401

        from demogen.show import text
        from demogen.show.export import run

    options = Options(bom=bom, money=money, keys=not no_keys)
    found = run.export(bundle, kind, out, replace=replace, options=options)
    for name in found.get("unknown", []):
        terminal.tell(f"table {name} is unknown to this version and is left out")
    for name in found.get("missing", []):
        column = "." in name
        how = "it is exported without values" if column else "it is exported without rows, and keys to it are left out"
        terminal.tell(f"{'column' if column else 'table'} {name} is missing: {how}")
    if as_json:
        terminal.print_json(found)
        return
    files, rows = found["files"], sum(file["rows"] for file in found["files"])
    count = f"{len(files)} files" if len(files) > 1 else "1 file"
    terminal.put(f"{text.safe(str(out))}: {kind}, {rows:,} rows in {count}\n")
