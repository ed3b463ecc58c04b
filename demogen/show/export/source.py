"""The tables of a proven bundle as views in DuckDB, which reads them and writes into the export's own folder only.

Rows keep their order and the settings are fixed: a bundle gives the same bytes in any time zone and locale, and on any
number of processors. What does not fit the memory goes to a folder that is gone afterwards.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from demogen.bundle.footers import require_schemas
from demogen.bundle.listing import missing_parts, table_paths
from demogen.bundle.publish import number_in
from demogen.bundle.read import plain_path
from demogen.bundle.tables import TABLES
from demogen.errors import BundleError, EnvironmentProblem, Problem
from demogen.show.cells import MACROS, sql_text
from demogen.show.reading import table_views

MEMORY, MEMORY_PER_BYTE = 512_000_000, 8  # bytes for DuckDB: at least, and per byte of the files


@contextmanager
def open_tables(folder: Path, manifest: Mapping[str, Any], draft: Path, spill: Path) -> Iterator[Any]:
    """Return a connection with a view per table, and the macros of `demogen.show.cells`.

    A table that the bundle lacks has no rows, a column is null; a table that this program does not know has no view.

    Args:
        folder: the folder of a bundle.
        manifest: the manifest by which its files have been proven.
        draft: the folder that may be written to.
        spill: an empty folder for what does not fit the memory.

    Raises:
        BundleError: a table cannot be read, or its rows break a key.
        EnvironmentProblem: more memory or disk is needed than there is.
    """
    import duckdb

    config = {"autoinstall_known_extensions": False, "autoload_known_extensions": False}
    with plain_path(folder) as place, _errors(), duckdb.connect(config=config) as connection:
        require_schemas(place, manifest)
        for statement in (
            *_settings(place, draft.resolve(), spill.resolve()),
            *table_views(place, missing_parts(manifest)),
            *MACROS,
        ):
            connection.execute(statement)
        yield connection


def _settings(place: Path, draft: Path, spill: Path) -> Iterator[str]:
    yield "SET TimeZone = 'UTC'"
    yield "SET threads = 1"
    size = sum(path.stat().st_size for spec in TABLES for path in table_paths(place, spec.name))
    yield f"SET memory_limit = '{max(MEMORY, MEMORY_PER_BYTE * size)}B'"
    yield f"SET temp_directory = {sql_text(str(spill))}"
    yield f"SET allowed_directories = [{sql_text(str(place / 'data'))}, {sql_text(str(draft))}]"
    yield "SET enable_external_access = false"
    yield "SET lock_configuration = true"


@contextmanager
def _errors() -> Iterator[None]:
    """Raise errors of DuckDB as ours: memory and disk are the machine's fault, values are the bundle's."""
    import duckdb

    try:
        yield
    except (duckdb.OperationalError, MemoryError) as error:
        said = _short(error) or "takes more memory than there is"
        if number := number_in(said):  # whoever publishes tells what is there after it
            raise OSError(number, os.strerror(number)) from error
        raise EnvironmentProblem(Problem("export", said)) from error
    except duckdb.ConstraintException as error:
        raise BundleError(Problem("data", f"breaks a key: {_short(error)}")) from error
    except (duckdb.DataError, duckdb.InvalidInputException) as error:
        raise BundleError(Problem("data", f"cannot be read: {_short(error)}")) from error


def _short(error: Exception) -> str:
    return " ".join(str(error).split("\n\nStack")[0].split())[:300]
