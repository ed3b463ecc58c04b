"""Makes bundles that are sound in themselves and hold what no generator would write."""

from __future__ import annotations

import json
import shutil
from concurrent.futures import ThreadPoolExecutor

import pyarrow as pa
import pyarrow.parquet as pq

from demogen.bundle.digest import bundle_digest
from demogen.bundle.manifest import manifest_bytes, manifest_digest
from demogen.bundle.schema import arrow_schema
from demogen.bundle.tables import table_spec
from demogen.bundle.write import write_table


def forge(bundle, target, texts):
    """Copy a bundle and put texts into columns of it: {(table, column): [text, …]}, over and over to the last row."""
    shutil.copytree(bundle, target)
    manifest = json.loads((target / "manifest.json").read_bytes())
    for (name, column), values in texts.items():
        spec, path = table_spec(name), target / "data" / f"{name}.parquet"
        table = pq.read_table(path)
        rows = [values[i % len(values)] for i in range(table.num_rows)]
        at = table.schema.get_field_index(column)
        table = table.set_column(
            at, table.schema.field(at), pa.array(rows, pa.string()).cast(table.schema.field(at).type)
        )
        path.unlink()
        with ThreadPoolExecutor(1) as pool:
            written = write_table(spec, table.cast(arrow_schema(spec)), target, pool)
        entry = next(entry for entry in manifest["tables"] if entry["name"] == name)
        kind = entry["contentDigest"].rpartition(":")[0]
        entry |= {"contentDigest": f"{kind}:{written.content}", "sizeBytes": written.size_bytes}
        entry["files"][0] |= {"sizeBytes": written.size_bytes, "sha256": written.files[0].sha256}
    tables = {entry["name"]: entry["contentDigest"].rpartition(":")[2] for entry in manifest["tables"]}
    manifest["contentDigest"] = bundle_digest(tables)
    manifest["manifestDigest"] = manifest_digest(manifest)
    (target / "manifest.json").write_bytes(manifest_bytes(manifest))
    return target
