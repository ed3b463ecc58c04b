"""Makes `data/zones.json`: the offsets of every zone of the tz database, frozen from 2014 to 2038.

Read through `zoneinfo` from the package `tzdata` of PyPI (the tz database is in the public domain). Zones that agree all
the time share one rule. Run with `python -m demogen.data.sources.zones`.
"""

from __future__ import annotations

import importlib.resources
import json
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones, reset_tzpath

FIRST, LAST, STEP = (
    int(datetime(2014, 1, 1, tzinfo=UTC).timestamp()),
    int(datetime(2038, 1, 1, tzinfo=UTC).timestamp()),
    43_200,
)


def offset(zone: ZoneInfo, at: int) -> int:
    """Give the offset from UTC in seconds."""
    return int(datetime.fromtimestamp(at, zone).utcoffset().total_seconds())


def rule(zone: ZoneInfo) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Give the moments at which the offset changes, and the offsets before, between and after them."""
    moments, offsets = [], [offset(zone, FIRST)]
    for at in range(FIRST, LAST, STEP):
        if offset(zone, at + STEP) == offsets[-1]:
            continue
        low, high = at, at + STEP
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if offset(zone, middle) == offsets[-1] else (low, middle)
        moments.append(high)
        offsets.append(offset(zone, high))
    return tuple(moments), tuple(offsets)


def main() -> None:
    """Read every zone and write the table."""
    reset_tzpath(())
    assert importlib.resources.files("tzdata")
    areas = (
        "Africa/",
        "America/",
        "Antarctica/",
        "Arctic/",
        "Asia/",
        "Atlantic/",
        "Australia/",
        "Europe/",
        "Indian/",
        "Pacific/",
    )
    names = sorted(name for name in available_timezones() if name.startswith(areas) or name == "UTC")
    rules: dict[object, int] = {}
    zones = {name: rules.setdefault(rule(ZoneInfo(name)), len(rules)) for name in names}
    lines = [json.dumps({"at": at, "offsets": offsets}, separators=(",", ":")) for at, offsets in rules]
    head = json.dumps(
        {
            "about": f"Zone offsets 2014-2038 from tzdata {version('tzdata')}; made by data/sources/zones.py, do not edit."
        }
    )[:-1]
    text = head + ',\n"zones": ' + json.dumps(zones) + ',\n"rules": [\n' + ",\n".join(lines) + "\n]}\n"
    Path(__file__).parents[1].joinpath("zones.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
