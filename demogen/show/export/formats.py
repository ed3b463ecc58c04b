"""The formats of an export, each in one entry: what it makes, how it is written, and how it is recognised later.

A new format is a module that writes it and an entry here. Modules are imported when their format is written: they cost
NumPy, pyarrow and DuckDB, and the command line only wants the names.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from demogen.errors import ConfigError, Problem

if TYPE_CHECKING:
    from demogen.show.export.stream import Written

MONEY_TYPES = ("decimal", "double")


@dataclass(frozen=True)
class Options:
    """What can be chosen of a format: a byte order mark, the type of money, and whether tables have keys."""

    bom: bool = False
    money: str = "decimal"
    keys: bool = True


FLAGS = {"bom": "--bom", "money": "--money", "keys": "--no-keys"}


@dataclass(frozen=True)
class Source:
    """What a format is written from: the tables, a folder for the result, another for the time being, the choices.

    `countries` are the names of countries by their codes, `missing` what the bundle lacks: tables have no
    rows, columns are null.
    """

    connection: Any
    draft: Path
    spill: Path
    content_digest: str
    countries: Mapping[str, str]
    options: Options = Options()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class Format:
    """A format: a folder of files, or one file that `is_ours` recognises.

    `options` names those of `Options` that the format has; `not_in_path` is a character that its readers trip over.
    """

    write: Callable[[Source], list[Written]]
    is_ours: Callable[[Path], bool] | None = None
    options: frozenset[str] = frozenset()
    not_in_path: str = ""

    @property
    def is_file(self) -> bool:
        """Return whether the export is one file."""
        return self.is_ours is not None


def check_options(name: str, options: Options) -> None:
    """Check that a format has every option that differs from its default.

    Raises:
        ConfigError: it lacks some.
    """
    chosen = [field.name for field in fields(Options) if getattr(options, field.name) != field.default]
    problems = [
        Problem(FLAGS[option], f"does not apply to the format {name}", expected=f"--format {_having(option)}")
        for option in chosen
        if option not in FORMATS[name].options
    ]
    if problems:
        raise ConfigError(problems)


def _having(option: str) -> str:
    return " or ".join(name for name, found in FORMATS.items() if option in found.options)


def _csv(source: Source) -> list[Written]:
    from demogen.show.export import delimited

    return delimited.write_tables(source.connection, source.draft, bom=source.options.bom, missing=source.missing)


def _jsonl(source: Source) -> list[Written]:
    from demogen.show.export import jsonlines

    return jsonlines.write_tables(source.connection, source.draft)


def _parquet(source: Source) -> list[Written]:
    from demogen.show.export import parquet

    return parquet.write_tables(source.connection, source.draft, money=source.options.money, missing=source.missing)


def _xlsx(source: Source) -> list[Written]:
    from demogen.show.export import workbook

    return [workbook.write_workbook(source.connection, source.draft / "workbook", source.spill, source.content_digest)]


def _is_xlsx(path: Path) -> bool:
    from demogen.show.export import workbook

    return workbook.is_workbook(path)


def _duckdb(source: Source) -> list[Written]:
    from demogen.show.export import database

    path, keys = source.draft / "database", source.options.keys
    return [database.write_database(source.connection, path, keys=keys, missing=source.missing)]


def _is_duckdb(path: Path) -> bool:
    from demogen.show.export import database

    return database.is_database(path)


def _sql(source: Source) -> list[Written]:
    from demogen.show.export import script

    path, content = source.draft / "script", source.content_digest
    return [script.write_script(source.connection, path, content, source.missing)]


def _is_sql(path: Path) -> bool:
    from demogen.show.export import script

    return script.is_script(path)


def _layout(crm: str) -> Callable[[Source], list[Written]]:
    def write(source: Source) -> list[Written]:
        from demogen.show.export import layouts

        return layouts.write_layout(source.connection, source.draft, crm, source.countries)

    return write


FORMATS: Mapping[str, Format] = {
    "csv": Format(_csv, options=frozenset({"bom"})),
    "jsonl": Format(_jsonl),
    "parquet": Format(_parquet, options=frozenset({"money"})),
    "xlsx": Format(_xlsx, _is_xlsx),
    "duckdb": Format(_duckdb, _is_duckdb, frozenset({"keys"}), not_in_path="?"),
    "sql": Format(_sql, _is_sql),
    "hubspot": Format(_layout("hubspot")),
    "salesforce": Format(_layout("salesforce")),
}
