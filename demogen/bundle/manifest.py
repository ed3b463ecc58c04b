"""The manifest: what a bundle holds, how it came about, and the digests by which both can be told from anything else.

It is canonical JSON without a clock, a host or an absolute path, and its last word is a digest of itself.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from demogen.bundle.digest import ALGORITHM, bundle_digest, canonical_json
from demogen.bundle.schema import TableSpec
from demogen.bundle.tables import TABLES
from demogen.bundle.write import OPTIONS, ROW_GROUP, Written
from demogen.errors import BundleError, Problem
from demogen.json_text import JsonError, Limits, decode_json

FORMAT_VERSION = "2.0"
READ = ("1", "2")  # major versions
MAX_BYTES = 4_000_000
LIMITS = Limits(MAX_BYTES, 16, 50_000)  # one of ours has some 1,500 values in 30,000 bytes


def build_manifest(
    facts: Mapping[str, Any], written: list[Written], files: Mapping[str, tuple[int, str]]
) -> dict[str, Any]:
    """Put the manifest together from facts of the run, the tables' files, and the other files by path."""
    import pyarrow as pa

    by_name = {w.name: w for w in written}
    manifest = {
        "formatVersion": FORMAT_VERSION,
        **facts,
        "writer": {"engine": "pyarrow", "version": pa.__version__, "options": {**OPTIONS, "row_group_size": ROW_GROUP}},
        "contentDigest": bundle_digest({w.name: w.content for w in written}),
        "tables": [_table(spec, by_name[spec.name]) for spec in TABLES],
        "files": [{"path": path, "sizeBytes": size, "sha256": sha} for path, (size, sha) in sorted(files.items())],
    }
    manifest["manifestDigest"] = manifest_digest(manifest)
    return manifest


def _table(spec: TableSpec, written: Written) -> dict[str, Any]:
    return {
        "name": spec.name,
        "rows": written.rows,
        "contentDigest": f"{ALGORITHM}:{written.content}",
        "sizeBytes": written.size_bytes,
        "files": [
            {"path": file.path, "rows": file.rows, "sizeBytes": file.size_bytes, "sha256": file.sha256}
            for file in written.files
        ],
        "primaryKey": list(spec.key),
        "foreignKeys": [{"column": column, "references": target} for column, target in spec.references.items()],
        "columns": [
            {
                "name": c.name,
                "type": c.type,
                "nullable": c.nullable,
                "description": c.meaning,
                **({"enum": list(c.values)} if c.values else {}),
            }
            for c in spec.columns
        ],
    }


def manifest_digest(manifest: Mapping[str, Any]) -> str:
    """Hash a manifest without its own digest."""
    rest = {key: value for key, value in manifest.items() if key != "manifestDigest"}
    return f"sha256:{hashlib.sha256(canonical_json(rest)).hexdigest()}"


def manifest_bytes(manifest: Mapping[str, Any]) -> bytes:
    """Write a manifest as canonical JSON, its digest last."""
    rest = {key: value for key, value in manifest.items() if key != "manifestDigest"}
    head = canonical_json(rest)[:-1]
    return head + b',"manifestDigest":' + canonical_json(manifest["manifestDigest"]) + b"}\n"


def parse_manifest(content: bytes) -> dict[str, Any]:
    """Read a manifest and prove it: its schema, its version, its digest, and that it is canonical to the byte.

    What is returned has the form of the current version, also of an older one.

    Raises:
        BundleError: it is none, of another major version, or not what its digest says.
    """
    if len(content) > MAX_BYTES:
        raise BundleError(Problem("manifest.json", "is too large", f"at most {MAX_BYTES:,} bytes", "more"))
    try:
        manifest = decode_json(content, LIMITS)
    except JsonError as error:
        raise BundleError(Problem("manifest.json", f"is not valid JSON: {error}"[:200])) from error
    if not isinstance(manifest, dict):
        raise BundleError(Problem("manifest.json", "is not a manifest", "an object"))
    _require_version(manifest.get("formatVersion"))
    _validate(manifest)
    try:
        computed, canonical = manifest_digest(manifest), manifest_bytes(manifest)
    except (ValueError, RecursionError) as error:
        raise BundleError(Problem("manifest.json", f"cannot be written again: {error}"[:200])) from error
    if manifest["manifestDigest"] != computed:
        what = "was changed after it was written"
        raise BundleError(Problem("manifest.json", what, manifest["manifestDigest"], computed))
    # A key that stands twice, or other spaces, would give two readers two manifests under one digest.
    if canonical != content:
        raise BundleError(Problem("manifest.json", "was written by another program", "canonical JSON"))
    return _current(manifest)


def _current(manifest: dict[str, Any]) -> dict[str, Any]:
    """Return a manifest in the form of the current version: in version 1 every table was one file."""
    if not manifest["formatVersion"].startswith("1."):
        return manifest
    keys = ("path", "rows", "sizeBytes", "sha256")
    tables = [
        {**{k: v for k, v in entry.items() if k not in {"path", "sha256"}}, "files": [{k: entry[k] for k in keys}]}
        for entry in manifest["tables"]
    ]
    return {**manifest, "tables": tables}


def _require_version(found: Any) -> None:
    if not isinstance(found, str) or not re.fullmatch(rf"({'|'.join(READ)})\.[0-9]{{1,6}}", found):
        where, what = "manifest.json /formatVersion", "is of a version that this program cannot read"
        known = " or ".join(f"{major}.x" for major in READ)
        raise BundleError(Problem(where, what, known, ascii(found)[:20], "Read it with a newer demogen."))


def _validate(manifest: dict[str, Any]) -> None:
    from demogen.schemas import schema_errors

    schema = "manifest-1" if manifest["formatVersion"].startswith("1.") else "manifest"
    problems = [Problem(f"manifest.json {place}"[:200], what[:200]) for place, what in schema_errors(schema, manifest)]
    problems = problems or [
        Problem(f"manifest.json /{key}", "is not a calendar day", "YYYY-MM-DD", ascii(manifest[key])[:40])
        for key in ("asOf", "until")
        if not is_day(manifest[key])
    ]
    if problems:
        raise BundleError(problems)


def is_day(text: str) -> bool:
    """Return whether a text is a day as ISO 8601 writes it with hyphens, and nothing else is in it."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
