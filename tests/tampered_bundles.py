"""Changes bundles and makes every digest right again, as a stranger would who wants to be believed."""

from __future__ import annotations

import hashlib
import json
import shutil

import pyarrow as pa
import pyarrow.parquet as pq

from demogen.bundle.digest import bundle_digest, table_digest
from demogen.bundle.listing import files_of, spec_of
from demogen.bundle.manifest import manifest_bytes, manifest_digest
from demogen.bundle.schema import Column, TableSpec
from demogen.bundle.tables import table_spec
from demogen.bundle.thrift import Reader
from demogen.bundle.write import OPTIONS, file_digest


def copy(bundle, target):
    """Copy a bundle without reading it; files that are replaced leave the original alone."""
    return shutil.copytree(bundle, target)


def read_manifest(folder):
    return json.loads((folder / "manifest.json").read_bytes())


def sign(folder, manifest):
    """Write a manifest with a right digest of itself."""
    manifest["manifestDigest"] = manifest_digest(manifest)
    (folder / "manifest.json").write_bytes(manifest_bytes(manifest))
    return folder


def sign_bytes(folder, path, content):
    """Put a file in the place of another; its hash in the manifest is right."""
    (folder / path).write_bytes(content)
    manifest = read_manifest(folder)
    relist(manifest, path, content)
    return sign(folder, manifest)


def relist(manifest, path, content):
    """Let a manifest list other bytes for a file; the size of its table follows."""
    entry = next(file for file in files_of(manifest) if file["path"] == path)
    entry |= {"sizeBytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    for table in manifest["tables"]:
        table["sizeBytes"] = sum(file["sizeBytes"] for file in table["files"])


def sign_table(folder, name, table, *, content=True, **options):
    """Put a table in the place of another; all its digests are right, with `content` that of the values, too."""
    spec, path = table_spec(name), folder / f"data/{name}.parquet"
    settings = {**OPTIONS, "use_dictionary": [c.name for c in spec.columns if c.code], **options}
    pq.write_table(table, path, **settings)
    sign_bytes(folder, f"data/{name}.parquet", path.read_bytes())
    manifest = read_manifest(folder)
    entry = next(e for e in manifest["tables"] if e["name"] == name)
    entry["rows"] = entry["files"][0]["rows"] = table.num_rows
    if content:
        entry["contentDigest"] = f"demogen-content/1:{table_digest(spec, table)}"
    digests = {e["name"]: e["contentDigest"].rpartition(":")[2] for e in manifest["tables"]}
    manifest["contentDigest"] = bundle_digest(digests)
    return sign(folder, manifest)


def replace_column(folder, name, column, values):
    """Return a table of a bundle with a column of other values, over and over to the last row."""
    table = pq.read_table(folder / f"data/{name}.parquet")
    at = table.schema.get_field_index(column)
    if not isinstance(values, pa.Array):
        kind = table.schema.field(at).type
        values = pa.array([values[i % len(values)] for i in range(table.num_rows)], kind)
    return table.set_column(at, table.schema.field(at), values)


def _varint(value):
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    return bytes([*out, value])


def lie_in_page_header(folder, name, column, *, size=None, values=None):
    """Let the first page of a column state another size or number of values; all else stays as it is."""
    path = folder / f"data/{name}.parquet"
    content = bytearray(path.read_bytes())
    footer_size = int.from_bytes(content[-8:-4], "little")
    footer = Reader(bytes(content[-8 - footer_size : -8])).struct()
    spec = table_spec(name)
    facts = footer[4][0][1][[c.name for c in spec.columns].index(column)][3]
    begin = facts[9]
    reader = Reader(bytes(content), begin)
    page = reader.struct()
    told = page[5]
    whole = reader.at - begin + page[3]
    inner = [values if values is not None else told[1], told[2], told[3], told[4]]

    def head(length):
        numbers = [page[1], size if size is not None else page[2], length]
        fields = b"".join(b"\x15" + _varint(n << 1) for n in numbers)
        struct = b"".join(b"\x15" + _varint(n << 1) for n in inner) + b"\0"
        return fields + b"\x2c" + struct + b"\0"

    length = next(n for n in range(whole, 0, -1) if len(head(n)) + n == whole)
    content[begin : begin + whole - length] = head(length)
    return sign_bytes(folder, f"data/{name}.parquet", bytes(content))


COLUMNS = (Column("id", "uuid", "Key."), Column("created_at", "timestamp", "When."), Column("words", "string", "Text."))
SPIES = TableSpec("spies", "", COLUMNS)


def digest_again(manifest):
    digests = {entry["name"]: entry["contentDigest"].rpartition(":")[2] for entry in manifest["tables"]}
    manifest["contentDigest"] = bundle_digest(digests)


def with_spies(folder):
    """Return a bundle one more table, which no program knows."""
    ids = pa.array([bytes(16)], pa.binary(16)).cast(pa.uuid())
    moments, words = pa.array([0], pa.timestamp("us", tz="UTC")), pa.array(["<b>"])
    fields = [("id", pa.uuid()), ("created_at", moments.type), ("words", pa.string())]
    schema = pa.schema([pa.field(name, kind, nullable=False) for name, kind in fields])
    table = pa.table([ids, moments, words], schema=schema)
    path = folder / "data/spies.parquet"
    pq.write_table(table, path, use_dictionary=False, **OPTIONS)
    size, sha256 = file_digest(path)
    manifest = read_manifest(folder)
    manifest["tables"].append(
        {
            "name": "spies",
            "rows": 1,
            "contentDigest": f"demogen-content/1:{table_digest(SPIES, table)}",
            "sizeBytes": size,
            "primaryKey": ["id"],
            "foreignKeys": [],
            "columns": [{"name": c.name, "type": c.type, "nullable": False, "description": ""} for c in COLUMNS],
            "files": [{"path": "data/spies.parquet", "rows": 1, "sizeBytes": size, "sha256": sha256}],
        }
    )
    digest_again(manifest)
    return sign(folder, manifest)


def without(folder, name):
    """Take a table out of a bundle."""
    manifest = read_manifest(folder)
    manifest["tables"] = [entry for entry in manifest["tables"] if entry["name"] != name]
    (folder / f"data/{name}.parquet").unlink()
    digest_again(manifest)
    return sign(folder, manifest)


def without_column(folder, name, column):
    """Take a column out of a table of a bundle."""
    manifest, path = read_manifest(folder), f"data/{name}.parquet"
    entry = next(entry for entry in manifest["tables"] if entry["name"] == name)
    entry["columns"] = [one for one in entry["columns"] if one["name"] != column]
    spec, table = spec_of(entry), pq.read_table(folder / path).drop_columns([column])
    pq.write_table(table, folder / path, use_dictionary=[c.name for c in spec.columns if c.code], **OPTIONS)
    relist(manifest, path, (folder / path).read_bytes())
    entry["contentDigest"] = f"demogen-content/1:{table_digest(spec, table)}"
    digest_again(manifest)
    return sign(folder, manifest)


def as_version_1(folder):
    """Write a manifest as version 1 had it: each table one file, its path and digest beside its rows."""
    manifest = read_manifest(folder)
    manifest["formatVersion"] = "1.0"
    for entry in manifest["tables"]:
        (file,) = entry.pop("files")
        entry |= {"path": file["path"], "sha256": file["sha256"]}
    return sign(folder, manifest)
