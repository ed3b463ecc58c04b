"""The manifest: what a bundle holds, how it came about, and the digests by which both can be told from anything else.

It is canonical JSON without a clock, a host or an absolute path, and its last word is a digest of itself.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from demogen.bundle.digest import ALGORITHM, bundle_digest, canonical_json
from demogen.bundle.schema import TABLES, TableSpec
from demogen.bundle.write import OPTIONS, ROW_GROUP, Written
from demogen.errors import BundleError, Problem

FORMAT_VERSION = "1.0"
MAX_BYTES = 4_000_000


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
        "path": written.path,
        "rows": written.rows,
        "contentDigest": f"{ALGORITHM}:{written.content}",
        "sizeBytes": written.size_bytes,
        "sha256": written.sha256,
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
    """Read a manifest and prove it: its schema, its version and its digest.

    Raises:
        BundleError: it is none, of another major version, or not what its digest says.
    """
    if len(content) > MAX_BYTES:
        raise BundleError(Problem("manifest.json", "is too large", f"at most {MAX_BYTES} bytes", str(len(content))))
    try:
        manifest = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise BundleError(Problem("manifest.json", f"is not valid JSON: {error}"[:200])) from error
    if not isinstance(manifest, dict):
        raise BundleError(Problem("manifest.json", "is no manifest", "an object"))
    version = str(manifest.get("formatVersion", ""))
    if version.split(".")[0] != FORMAT_VERSION.split(".")[0]:
        raise BundleError(
            Problem(
                "manifest.json /formatVersion",
                "is of a version that this program cannot read",
                f"{FORMAT_VERSION.split('.')[0]}.x",
                version[:20],
            )
        )
    _validate(manifest)
    expected = manifest_digest(manifest)
    if manifest["manifestDigest"] != expected:
        raise BundleError(
            Problem("manifest.json", "was changed after it was written", expected, manifest["manifestDigest"])
        )
    return manifest


def _validate(manifest: dict[str, Any]) -> None:
    from jsonschema import Draft202012Validator

    from demogen.schemas import load_schema

    errors = sorted(
        Draft202012Validator(load_schema("manifest")).iter_errors(manifest), key=lambda error: error.json_path
    )
    if errors:
        raise BundleError([Problem(f"manifest.json {error.json_path}", error.message[:200]) for error in errors[:20]])
