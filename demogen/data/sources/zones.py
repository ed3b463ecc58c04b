"""Makes `data/zones.json`: the offsets of every zone of the tz database, frozen from 2014 to 2038.

Read through `zoneinfo` from the package `tzdata` of PyPI (the tz database is in the public domain). Zones that agree
all the time share one rule. Run with `python -m demogen.data.sources.zones`.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones, reset_tzpath

FIRST, LAST = (int(datetime(year, 1, 1, tzinfo=UTC).timestamp()) for year in (2014, 2038))
STEP = 43_200
AREAS = ["Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"]
ABOUT = "Zone offsets 2014-2038 from tzdata {}; made by data/sources/zones.py, do not edit."
Rule = tuple[tuple[int, ...], tuple[int, ...]]


def offset(zone: ZoneInfo, at: int) -> int:
    """Return the offset from UTC in seconds."""
    found = datetime.fromtimestamp(at, zone).utcoffset() or timedelta()
    return int(found.total_seconds())


def rule(zone: ZoneInfo) -> Rule:
    """Return the moments at which the offset changes, and the offsets before, between and after them."""
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
    reset_tzpath(())  # from the package, not from the system
    names = sorted(name for name in available_timezones() if name.split("/")[0] in AREAS or name == "UTC")
    rules: dict[Rule, int] = {}
    zones = {name: rules.setdefault(rule(ZoneInfo(name)), len(rules)) for name in names}
    lines = [json.dumps({"at": at, "offsets": offsets}, separators=(",", ":")) for at, offsets in rules]
    head = json.dumps({"about": ABOUT.format(version("tzdata"))})[:-1]
    text = head + ',\n"zones": ' + json.dumps(zones) + ',\n"rules": [\n' + ",\n".join(lines) + "\n]}\n"
    Path(__file__).parents[1].joinpath("zones.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
