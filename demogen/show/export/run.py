"""Exports a bundle: proven before anything is read, written beside its place, published by one rename."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

from demogen.bundle import publish
from demogen.bundle.pack import open_bundle
from demogen.bundle.read import pretty, verify_values
from demogen.errors import Problem, Refused
from demogen.show.export import FILES, database, delimited, jsonlines, layouts, place, script
from demogen.show.export.source import open_tables
from demogen.show.export.stream import Sink, Written


def export(bundle: Path, kind: str, out: Path, *, replace: bool = False) -> dict[str, Any]:
    """Write a bundle, a folder or a tar, in one of the formats; give what was written, as `--json` prints it.

    Args:
        bundle: the bundle.
        kind: one of FORMATS.
        out: the file or folder to make.
        replace: whether another export may be replaced.

    Raises:
        BundleError: the bundle is not what its manifest says, or cannot be exported.
        Refused: the place is taken, or lies inside the bundle, or the format cannot hold a text.
        EnvironmentProblem: the place cannot be written to, or the disk is full.
    """
    target = publish.place(out)
    publish.demand_outside(target, bundle)
    place.look(target, replace=replace)
    with open_bundle(bundle) as folder:
        manifest = verify_values(folder)  # an export names the content digest
        if kind == "duckdb" and "?" in str(target.resolve()):
            raise Refused(Problem(str(out), "has a `?`, and DuckDB looks elsewhere then", hint="Choose another place."))
        with publish.staging(target) as work:
            source, spill = work / "draft", work / "spill"
            source.mkdir()
            spill.mkdir()
            with open_tables(folder, source, spill) as connection:
                written = _write(connection, kind, source, manifest["contentDigest"])
            if kind in FILES:
                source /= written[0].path
                written = [dataclasses.replace(written[0], path=target.name)]
            else:
                with Sink(source / place.LISTING) as sink:
                    sink.write(pretty(_listing(manifest, kind, written)))
            place.look(target, replace=replace)
            publish.publish(source, target, replace=replace)
    return {"path": str(out), "format": kind, "files": [file.as_json() for file in written]}


def _write(connection: Any, kind: str, draft: Path, content: str) -> list[Written]:
    """Write a format into a folder."""
    match kind:
        case "csv":
            return delimited.write_tables(connection, draft)
        case "jsonl":
            return jsonlines.write_tables(connection, draft)
        case "duckdb":
            return [database.write_database(connection, draft / "database")]
        case "sql":
            return [script.write_script(connection, draft / "script", content)]
        case _:
            return layouts.write_layout(connection, draft, kind)


def _listing(manifest: dict[str, Any], kind: str, written: list[Written]) -> dict[str, Any]:
    """Describe an export; by this file the next one knows that it may take its place."""
    return {
        "generator": place.GENERATOR,
        "format": kind,
        "contentDigest": manifest["contentDigest"],
        "files": [file.as_json() for file in written],
    }
