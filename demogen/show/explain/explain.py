"""Explains a row of a bundle, or of the bundle that a config and a seed would make: both give the same answer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from demogen.bundle.listing import missing_parts
from demogen.bundle.read import plain_path, verify_files
from demogen.examine import plan_if_known
from demogen.plan.targets import Plan
from demogen.show.explain.chain import Chain, asked_of, find_row, parse_row, read_chain, require_table
from demogen.show.explain.origin import find_origin
from demogen.show.explain.text import explanation
from demogen.show.reading import files_of, tables_of


def explain_bundle(folder: Path, row: str, reference: Path | None = None) -> dict[str, Any]:
    """Explain a row of a bundle, named KIND:ID; of one whose plan is not known the chain alone.

    Of what the bundle lacks the chain tells nothing, and names it.

    Raises:
        BundleError: the files are not the manifest's.
        RowError: there is no such row.
    """
    manifest = verify_files(folder)
    missing = missing_parts(manifest)
    plan, until, unknown = plan_if_known(folder, manifest, reference)
    with plain_path(folder) as place, files_of(place, manifest) as connection:
        require_table(row, missing)
        chain = _read(connection, row)
    asked = asked_of(missing) if missing else []
    return {**_explain(chain, plan, until, unknown), **({"missing": asked} if asked else {})}


def explain_tables(tables: Mapping[str, Any], row: str, plan: Plan, until: date) -> dict[str, Any]:
    """Explain a row of tables that were made from a plan and observed on a day.

    Raises:
        RowError: there is no such row.
    """
    with tables_of(tables) as connection:
        chain = _read(connection, row)
    return _explain(chain, plan, until, "")


def _read(connection: Any, row: str) -> Chain:
    kind, key = parse_row(row)
    return read_chain(connection, kind, find_row(connection, kind, key))


def _explain(chain: Chain, plan: Plan | None, until: date, unknown: str) -> dict[str, Any]:
    origin = find_origin(plan, until, chain) if plan else None
    if plan and origin is None:
        unknown = "the row is not what its config and seed give: somebody changed the bundle"
    return explanation(chain, plan, origin, unknown)
