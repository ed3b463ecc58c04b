"""Exports a bundle: proven before anything is read, written beside its place, published by one rename."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

from demogen.bundle import publish
from demogen.bundle.listing import missing_parts, unknown_tables
from demogen.bundle.pack import open_bundle
from demogen.bundle.read import pretty, read_own, verify_values
from demogen.config.reference import Reference
from demogen.errors import Problem, Refused
from demogen.show.export import package, place
from demogen.show.export.formats import FORMATS, Options, Source, check_options
from demogen.show.export.source import open_tables
from demogen.show.export.stream import Sink, Written

DEFAULTS = Options()


def export(bundle: Path, kind: str, out: Path, *, replace: bool = False, options: Options = DEFAULTS) -> dict[str, Any]:
    """Write a bundle, a folder or a tar, in one of the formats; return what was written, as `--json` prints it.

    Args:
        bundle: the bundle.
        kind: one of FORMATS.
        out: the file or folder to make.
        replace: whether another export may be replaced.
        options: what is chosen of the format.

    Raises:
        ConfigError: the format has no such option.
        BundleError: the bundle is not what its manifest says, or cannot be exported.
        Refused: the place is taken, or lies inside the bundle, or the format cannot hold a text.
        EnvironmentProblem: the place cannot be written to, or the disk is full.
    """
    form = FORMATS[kind]
    check_options(kind, options)
    target = publish.place(out)
    publish.require_outside(target, bundle)
    place.look(target, replace=replace)
    with open_bundle(bundle) as folder:
        manifest = verify_values(folder)  # an export names the content digest
        if form.not_in_path and form.not_in_path in str(target.resolve()):
            what = f"has a `{form.not_in_path}`, and {kind} cannot open it then"
            raise Refused(Problem(str(out), what, hint="Choose another place."))
        with publish.staging(target) as work:
            source, spill = work / "draft", work / "spill"
            source.mkdir()
            spill.mkdir()
            with open_tables(folder, manifest, source, spill) as connection:
                countries = dict(Reference(read_own(folder, manifest)).choices("countries"))
                lacks = tuple(missing_parts(manifest))
                given = Source(connection, source, spill, manifest["contentDigest"], countries, options, lacks)
                written = form.write(given)
            described = package.describe(source, written, manifest["contentDigest"])
            if form.is_file:
                source /= written[0].path
                written = [dataclasses.replace(written[0], path=target.name)]
            else:
                with Sink(source / place.LISTING) as sink:
                    sink.write(pretty(_listing(manifest, kind, written, described)))
            place.look(target, replace=replace)
            publish.publish(source, target, replace=replace)
    files = [file.as_json() for file in written]
    return {"path": str(out), "format": kind, "files": files, **_descriptor(described), **_left_out(manifest)}


def _listing(manifest: dict[str, Any], kind: str, written: list[Written], described: Written | None) -> dict[str, Any]:
    """Describe an export; by this file the next one knows that it may take its place."""
    return {
        "generator": place.GENERATOR,
        "format": kind,
        "contentDigest": manifest["contentDigest"],
        "files": [file.as_json() for file in written],
        **_descriptor(described),
        **_left_out(manifest),
    }


def _left_out(manifest: dict[str, Any]) -> dict[str, list[str]]:
    """Return what the bundle lacks and what has no rows or values here, and the tables that are not known."""
    found = {"missing": missing_parts(manifest), "unknown": unknown_tables(manifest)}
    return {key: names for key, names in found.items() if names}


def _descriptor(described: Written | None) -> dict[str, Any]:
    """Return the entry of the file that describes the others; it is no data, so it does not stand among them."""
    if described is None:
        return {}
    return {"descriptor": {key: value for key, value in described.as_json().items() if key != "rows"}}
