"""What a schema cannot say of a country's or an industry's file: that its parts agree with each other.

Files of one's own are looked at when they are loaded, the built-in ones by a test.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from datetime import date
from typing import Any

from demogen.config.values import UNSAFE, show
from demogen.draw import zones
from demogen.errors import Problem

COMPANY_SLOTS = {"root", "surname", "surname2", "sector", "city", "legal"}
TENANT_SLOTS = {"Adjective", "Name"}


def country_problems(
    data: dict[str, Any], name: str, currencies: Collection[str], texts: Collection[str]
) -> Iterator[Problem]:
    """Tell what is wrong in a country's file that passes its schema."""
    known = zones.names()
    if data["code"] != name:
        yield Problem("/code", "is not the name of the file", name, show(data["code"]))
    if data["currency"] not in currencies:
        yield Problem("/currency", "has no committed rate", ", ".join(currencies), show(data["currency"]))
    for where, holder in (("/language", data), ("/secondLanguage/language", data.get("secondLanguage"))):
        if holder and holder["language"] not in texts:
            yield Problem(where, "has no file in text/", ", ".join(texts), show(holder["language"]))
    zoned = [("/timezone", data["timezone"])]
    zoned += [(f"/places/{i}/timezone", place["timezone"]) for i, place in enumerate(data["places"])]
    for where, zone in zoned:
        if zone not in known:
            yield Problem(where, "is not a known time zone", found=show(zone))
    yield from _days("/weeks/{}/from", [week["from"] for week in data["weeks"]])
    yield from _days("/holidays/{}", data["holidays"])
    if data["weeks"][0]["from"] > "2015-01-01":
        yield Problem("/weeks/0/from", "comes too late", "2015-01-01 or earlier", data["weeks"][0]["from"])
    yield from _patterns(data)


def _patterns(data: dict[str, Any]) -> Iterator[Problem]:
    for industry, patterns in data.get("tenantNames", {}).items():
        for i, pattern in enumerate(patterns):
            yield from _slots(f"/tenantNames/{industry}/{i}", pattern, {"root"}, {"root"})
    for i, (pattern, _) in enumerate(data["companyPatterns"]):
        yield from _slots(f"/companyPatterns/{i}", pattern, COMPANY_SLOTS, {"root", "surname"})


def industry_problems(data: dict[str, Any], name: str) -> Iterator[Problem]:
    """Tell what is wrong in an industry's file that passes its schema."""
    if data["id"] != name:
        yield Problem("/id", "is not the name of the file", name, show(data["id"]))
    stages = data["pipeline"]["stages"]
    kinds = [stage["type"] for stage in stages]
    if sorted(kinds, key=["open", "won", "lost"].index) != kinds or len(set(kinds)) < 3:
        yield Problem("/pipeline/stages", "are not open stages, then won, then lost, at least one of each")
    if len({stage["name"] for stage in stages}) < len(stages):
        yield Problem("/pipeline/stages", "two have one name")
    won, lost = ({stage["name"] for stage in stages if stage["type"] == kind} for kind in ("won", "lost"))
    if data["pipeline"].get("whaleStage") not in {None, *won}:
        yield Problem(
            "/pipeline/whaleStage", "is no won stage", ", ".join(sorted(won)), show(data["pipeline"]["whaleStage"])
        )
    for i, reason in enumerate(data["lostReasons"]):
        if reason["stage"] not in lost:
            yield Problem(f"/lostReasons/{i}/stage", "is no lost stage", ", ".join(sorted(lost)), show(reason["stage"]))
    yield from _deals(data["deals"])
    yield from _tags(data["tags"])
    yield from _hours(data)
    for i, pattern in enumerate(data["companyPatterns"]):
        yield from _slots(f"/companyPatterns/{i}", pattern, TENANT_SLOTS, set())


def _hours(data: dict[str, Any]) -> Iterator[Problem]:
    if isinstance(data["hours"], dict):
        begin, end = data["hours"].get("saturday", ("00:00", "24:00"))
        if begin >= end:
            yield Problem("/hours/saturday", "ends before it begins", found=show([begin, end]))
    if not any(data["leadHours"]):
        yield Problem("/leadHours", "no hour has a weight", "at least one above 0")


def _tags(tags: list[list[Any]]) -> Iterator[Problem]:
    for group in sorted({row[3] for row in tags if len(row) > 3}):
        if (share := sum(row[2] for row in tags if row[3:] == [group])) > 100:
            yield Problem("/tags", f"those of {group} are on more than all contacts", "at most 100 percent", f"{share}")


def _deals(deals: dict[str, Any]) -> Iterator[Problem]:
    if not deals["minValue"] < deals["avgValue"] < deals["maxValue"]:
        yield Problem("/deals/avgValue", "does not lie between minValue and maxValue", found=show(deals["avgValue"]))
    if not deals["cycleDaysMin"] < deals["cycleDaysMax"]:
        yield Problem("/deals/cycleDaysMax", "is not above cycleDaysMin", found=show(deals["cycleDaysMax"]))


def text_problems(value: Any, where: str = "") -> Iterator[Problem]:
    """Tell where a text holds what no database or terminal should be given."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from text_problems(item, f"{where}/{key}")
    elif isinstance(value, list):
        for i, item in enumerate(value):
            yield from text_problems(item, f"{where}/{i}")
    elif isinstance(value, str) and UNSAFE.search(value):
        yield Problem(where, "holds an unprintable character", found=show(value), hint="Remove it.")


def _days(where: str, days: list[str]) -> Iterator[Problem]:
    for i, day in enumerate(days):
        try:
            date.fromisoformat(day)
        except ValueError:
            yield Problem(where.format(i), "is no day of the calendar", "YYYY-MM-DD", show(day))
    if sorted(days) != days:
        yield Problem(where.rpartition("/{}")[0], "are not in order")


def _slots(where: str, pattern: str, known: set[str], one_of: set[str]) -> Iterator[Problem]:
    slots = set(re.findall(r"\{([^{}]*)\}", pattern))
    if slots - known or re.search(r"[{}]", re.sub(r"\{[^{}]*\}", "", pattern)):
        yield Problem(where, "has an unknown slot", ", ".join(f"{{{slot}}}" for slot in sorted(known)), show(pattern))
    if one_of and not slots & one_of:
        yield Problem(
            where, "has none of the slots " + ", ".join(f"{{{slot}}}" for slot in sorted(one_of)), found=show(pattern)
        )
