"""The reference files of one's own that a bundle was made from, in its folder `reference`.

They are what anybody may have sent: where a manifest lists them they have a path, a size and a number that such files
can have, before one of them is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from demogen.errors import Problem

REFERENCE = "reference"
PATH = re.compile(r"reference/(?:countries|industries|text)/[A-Za-z0-9][A-Za-z0-9_-]{0,40}\.(?:json|yaml|yml)")
MOST_FILES = 4  # a country, its two languages, an industry
MAX_BYTES = 1_100_000  # of each


def listing_problems(manifest: Mapping[str, Any]) -> Iterator[Problem]:
    """Return where the files that a manifest calls one's own are not those that it lists, or cannot be."""
    listed = {entry["path"]: entry for entry in manifest["files"] if PATH.fullmatch(entry["path"])}
    named = own_paths(manifest)
    where = "manifest.json /ownReference"
    if len(named) > MOST_FILES:
        yield Problem(where, "names too many files", f"at most {MOST_FILES}", str(len(named)))
    if len({*named}) < len(named):
        yield Problem(where, "names a file twice")
    for path in sorted({*listed} ^ {f"{REFERENCE}/{path}" for path in named})[:10]:
        yield Problem(f"manifest.json {ascii(path)[:80]}", "is not both listed and named in ownReference")
    for path, entry in sorted(listed.items())[: MOST_FILES + 1]:
        known = manifest["reference"].get(path.removeprefix(f"{REFERENCE}/"))
        if known != f"sha256:{entry['sha256']}":
            yield Problem(f"manifest.json {path}", "is not the file of /reference", str(known), entry["sha256"])
        if entry["sizeBytes"] > MAX_BYTES:
            found = f"{entry['sizeBytes']:,}"
            yield Problem(f"manifest.json {path}", "is too large", f"at most {MAX_BYTES:,} bytes", found)


def own_paths(manifest: Mapping[str, Any]) -> list[str]:
    """Return the paths of the files of one's own, from the folder `reference` on."""
    found: list[str] = manifest.get("ownReference", [])
    return found
