"""Files for the import wizards of HubSpot and Salesforce: one SELECT per object, whose columns are the headers.

A folder per CRM holds `layout.json` (the objects in the order in which they are imported, and how many rows a file may
have), `values.sql` (what the CRM calls our values) and a `.sql` file per object. `docs/export.md` names the pages that
they follow.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np

from demogen.draw import zones
from demogen.errors import BundleError, Problem
from demogen.show.cells import sql_text
from demogen.show.export.delimited import write_query
from demogen.show.export.stream import Written


def write_layout(connection: Any, folder: Path, name: str, countries: Mapping[str, str]) -> list[Written]:
    """Write the files of a CRM, with the names of countries by their codes.

    Raises:
        BundleError: the tenant's time zone is not known.
    """
    prepare(connection, name, countries)
    files = json.loads(read(f"{name}/layout.json"))["files"]
    parts = [write_object(connection, name, file["name"], folder, file["rows"]) for file in files]
    return [file for part in parts for file in part]


def read(path: str) -> str:
    """Read one of the files beside this module."""
    return resources.files("demogen").joinpath("show/export", path).read_text(encoding="utf-8")


def prepare(connection: Any, name: str, countries: Mapping[str, str]) -> None:
    """Add the views and macros that the files of a CRM ask for.

    Raises:
        BundleError: the tenant's time zone is not known.
    """
    _add_zone(connection)
    cases = " ".join(f"WHEN {sql_text(code)} THEN {sql_text(said)}" for code, said in sorted(countries.items()))
    connection.execute(f"CREATE TEMP MACRO country_name(code) AS CASE code WHEN NULL THEN NULL {cases} ELSE code END")
    for path in ("values.sql", f"{name}/values.sql"):
        connection.execute(read(path))


def write_object(connection: Any, crm: str, name: str, folder: Path, most: int) -> list[Written]:
    """Write an object of a CRM: one file, or as many as it takes when none may have more than so many rows."""
    sql = read(f"{crm}/{name}.sql")
    ((rows,),) = connection.execute(f"SELECT count(*) FROM ({sql})").fetchall()  # noqa: S608 - our own SQL
    parts = range(0, max(rows, 1), most)
    if len(parts) == 1:
        return [write_query(connection, sql, folder / f"{name}.csv")]
    return [
        write_query(connection, f"FROM ({sql}) LIMIT {most} OFFSET {at}", folder / f"{name}-{number}.csv")
        for number, at in enumerate(parts, 1)
    ]


def _add_zone(connection: Any) -> None:
    """Add the table `zone`: since when the tenant's clocks have been so many seconds ahead of UTC.

    Days are those of our own frozen tables, the same on every machine.
    """
    import pyarrow as pa

    ((name,),) = connection.execute("SELECT any_value(timezone) FROM tenants").fetchall()
    try:
        zone = zones.load(name)
    except KeyError as error:
        raise BundleError(Problem("tenants.timezone", "unknown time zone", found=ascii(name)[:60])) from error
    since = np.concatenate([[np.iinfo(np.int64).min // 2_000_000], zone.at]) * 1_000_000
    columns = {"since": pa.array(since).cast(pa.timestamp("us", tz="UTC")), "ahead": pa.array(zone.offsets)}
    connection.register("zone", pa.table(columns))
