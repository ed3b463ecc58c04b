"""What a schema cannot say of a reference file: that its parts agree with each other.

Files of one's own are looked at when they are loaded, the built-in ones by a test. Every rule names the keys that it
reads, so that one fault hides no other.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

from demogen.config.values import UNSAFE, pointer, show
from demogen.draw import zones
from demogen.errors import Problem

COMPANY_SLOTS = {"root", "surname", "surname2", "sector", "city", "legal"}
MOST_NUMBER = 10**12  # of weights, sizes and sums in dollars: what is made of them stays below 2^63
TENANT_SLOTS = {"Adjective", "Name"}
PEOPLE = {"first", "last", "full", "native_first", "native_last"}
PERSON_SLOTS = PEOPLE | {"rep", "rep_last", "rep_full", "rep_native_first", "rep_native"}
NOTE_SLOTS = PERSON_SLOTS | {"product", "company", "amount", "day", "next_day"}
# What is filled in the sentences of a file of text, by where they stand.
SENTENCE_SLOTS = {
    "dealNames": {"company", "product"},
    "dear": PERSON_SLOTS,
    "sign": PERSON_SLOTS,
    "activities": PERSON_SLOTS | {"product"},
    "closers": PERSON_SLOTS | {"product"},
    "notes": NOTE_SLOTS,
    "lost": NOTE_SLOTS,
    "trivial": NOTE_SLOTS,
    "next": NOTE_SLOTS - {"product"},
}
OPTIONAL = {"secondLanguage", "tenantNames"}  # of the keys that rules look at


@dataclass(frozen=True)
class Rule:
    """What some keys of a file have to agree on; it is looked at where their values have the right form."""

    keys: tuple[str, ...]
    find: Callable[[File], Iterator[Problem]]


@dataclass(frozen=True)
class File:
    """A file with the name that it has, and what it may name."""

    data: dict[str, Any]
    name: str
    currencies: Collection[str]
    texts: Collection[str]


def file_problems(
    data: dict[str, Any],
    kind: str,
    name: str,
    currencies: Collection[str] = (),
    texts: Collection[str] = (),
    faults: Collection[Problem] = (),
) -> Iterator[Problem]:
    """Return what is wrong in a file beyond its schema.

    Args:
        data: what the file holds.
        kind: `country`, `industry` or `text`.
        name: the file's name without its ending.
        currencies: codes of the currencies that have a rate.
        texts: languages that have a file.
        faults: what is wrong by the schema; what depends on a part with faults is not looked at.
    """
    yield from text_problems(data)
    bad = {problem.where.split("/")[1] for problem in faults if problem.where.startswith("/")}
    file = File(data, name, currencies, texts)
    for rule in RULES[kind]:
        if not any(key in bad or (key not in data and key not in OPTIONAL) for key in rule.keys):
            yield from rule.find(file)


def _named(key: str) -> Rule:
    """Make the rule that a file is named after what it is about."""

    def find(file: File) -> Iterator[Problem]:
        if file.data[key] != file.name:
            yield Problem(f"/{key}", "is not the name of the file", file.name, show(file.data[key]))

    return Rule((key,), find)


def _currency(file: File) -> Iterator[Problem]:
    if file.data["currency"] not in file.currencies:
        yield Problem("/currency", "has no committed rate", ", ".join(file.currencies), show(file.data["currency"]))


def _languages(file: File) -> Iterator[Problem]:
    holders = (("/language", file.data), ("/secondLanguage/language", file.data.get("secondLanguage")))
    for where, holder in holders:
        if holder and holder["language"] not in file.texts:
            hint = "`demogen reference init text` writes a start."
            yield Problem(where, "has no file in text/", ", ".join(file.texts), show(holder["language"]), hint)


def _zone(file: File) -> Iterator[Problem]:
    if file.data["timezone"] not in zones.names():
        yield Problem("/timezone", "is not a known time zone", found=show(file.data["timezone"]))


def _places(file: File) -> Iterator[Problem]:
    known = zones.names()
    for i, place in enumerate(file.data["places"]):
        if place["timezone"] not in known:
            yield Problem(f"/places/{i}/timezone", "is not a known time zone", found=show(place["timezone"]))


def _numbers(file: File) -> Iterator[Problem]:
    """Return which numbers could be somebody's, where it is known which are kept for fiction."""
    known = _reserved().get(str(file.data["callingCode"]))
    if known is None:
        return
    given = [(f"/mobiles/{i}", text, "") for i, text in enumerate(file.data["mobiles"])]
    for i, place in enumerate(file.data["places"]):
        area = f"+{file.data['callingCode']}{place.get('areaCode') or ''}{known.get('afterArea', '')}"
        given += [
            (f"/places/{i}/landlines/{j}", text, area if "afterArea" in known else "")
            for j, text in enumerate(place["landlines"])
        ]
    for where, text, begin in given:
        kept = all(re.fullmatch(known["numbers"], text.replace("#", digit)) for digit in "0159")
        if not kept and not (begin and text.startswith(begin)):
            hint = "demogen/data/reserved_numbers.json has those that reach nobody."
            yield Problem(
                where, "may reach somebody", f"numbers kept for fiction: {known['numbers']}", show(text), hint
            )


@cache
def _reserved() -> dict[str, dict[str, str]]:
    text = resources.files("demogen").joinpath("data/reserved_numbers.json").read_text(encoding="utf-8")
    found: dict[str, dict[str, str]] = json.loads(text)["callingCodes"]
    return found


def _weeks(file: File) -> Iterator[Problem]:
    weeks = file.data["weeks"]
    yield from _days("/weeks/{}/from", [week["from"] for week in weeks])
    if weeks[0]["from"] > "2015-01-01":
        yield Problem("/weeks/0/from", "comes too late", "2015-01-01 or earlier", weeks[0]["from"])


def _holidays(file: File) -> Iterator[Problem]:
    yield from _days("/holidays/{}", file.data["holidays"])


def _tenant_names(file: File) -> Iterator[Problem]:
    for industry, patterns in file.data.get("tenantNames", {}).items():
        for i, pattern in enumerate(patterns):
            yield from _slots(f"/tenantNames/{industry}/{i}", pattern, {"root"}, {"root"})


def _company_patterns(file: File) -> Iterator[Problem]:
    for i, (pattern, _) in enumerate(file.data["companyPatterns"]):
        yield from _slots(f"/companyPatterns/{i}", pattern, COMPANY_SLOTS, {"root", "surname"})


def _stages(file: File) -> Iterator[Problem]:
    stages = file.data["pipeline"]["stages"]
    kinds = [stage["type"] for stage in stages]
    if sorted(kinds, key=["open", "won", "lost"].index) != kinds or len(set(kinds)) < 3:
        yield Problem("/pipeline/stages", "are not open stages, then won, then lost, at least one of each")
    if len({stage["name"] for stage in stages}) < len(stages):
        yield Problem("/pipeline/stages", "two have one name")
    won = {stage["name"] for stage in stages if stage["type"] == "won"}
    if file.data["pipeline"].get("whaleStage") not in {None, *won}:
        found = show(file.data["pipeline"]["whaleStage"])
        yield Problem("/pipeline/whaleStage", "is not a won stage", ", ".join(sorted(won)), found)


def _lost_reasons(file: File) -> Iterator[Problem]:
    lost = {stage["name"] for stage in file.data["pipeline"]["stages"] if stage["type"] == "lost"}
    for i, reason in enumerate(file.data["lostReasons"]):
        if reason["stage"] not in lost:
            yield Problem(
                f"/lostReasons/{i}/stage", "is not a lost stage", ", ".join(sorted(lost)), show(reason["stage"])
            )


def _lead_hours(file: File) -> Iterator[Problem]:
    if not any(file.data["leadHours"]):
        yield Problem("/leadHours", "no hour has a weight", "at least one above 0")


def _hours(file: File) -> Iterator[Problem]:
    if isinstance(file.data["hours"], dict):
        begin, end = file.data["hours"].get("saturday", ("00:00", "24:00"))
        if begin >= end:
            yield Problem("/hours/saturday", "ends before it begins", found=show([begin, end]))


def _tenant_patterns(file: File) -> Iterator[Problem]:
    for i, pattern in enumerate(file.data["companyPatterns"]):
        yield from _slots(f"/companyPatterns/{i}", pattern, TENANT_SLOTS, set())


def _tags(file: File) -> Iterator[Problem]:
    tags = file.data["tags"]
    for group in sorted({row[3] for row in tags if len(row) > 3}):
        if (share := sum(row[2] for row in tags if row[3:] == [group])) > 100:
            yield Problem("/tags", f"those of {group} are on more than all contacts", "at most 100 percent", f"{share}")


def _deals(file: File) -> Iterator[Problem]:
    deals = file.data["deals"]
    if not deals["minValue"] < deals["avgValue"] < deals["maxValue"]:
        yield Problem("/deals/avgValue", "does not lie between minValue and maxValue", found=show(deals["avgValue"]))
    if not deals["cycleDaysMin"] < deals["cycleDaysMax"]:
        yield Problem("/deals/cycleDaysMax", "is not above cycleDaysMin", found=show(deals["cycleDaysMax"]))


def text_problems(value: Any, where: str = "") -> Iterator[Problem]:
    """Return where a text holds what no database or terminal should be given, and which numbers no sum can hold."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from text_problems(item, f"{where}{pointer(key)}")
    elif isinstance(value, list):
        for i, item in enumerate(value):
            yield from text_problems(item, f"{where}/{i}")
    elif isinstance(value, str) and UNSAFE.search(value):
        yield Problem(where, "holds an unprintable character", found=show(value), hint="Remove it.")
    elif isinstance(value, (int, float)) and abs(value) > MOST_NUMBER:
        yield Problem(where, "is a number out of range", f"at most {MOST_NUMBER:,}", show(value))


def _days(where: str, days: list[str]) -> Iterator[Problem]:
    for i, day in enumerate(days):
        try:
            date.fromisoformat(day)
        except ValueError:
            yield Problem(where.format(i), "is not a calendar day", "YYYY-MM-DD", show(day))
    if sorted(days) != days:
        yield Problem(where.rpartition("/{}")[0], "are not in order")


def _sentences(file: File) -> Iterator[Problem]:
    """Check that every slot of a sentence is one that is filled where the sentence stands."""
    from demogen.draw.sentences import MOST_SLOTS

    for key, known in SENTENCE_SLOTS.items():
        for where, sentence in _texts(file.data.get(key), f"/{key}"):
            yield from _slots(where, sentence, known, set())
            if len(re.findall(r"\{(?!product\})", sentence)) > MOST_SLOTS:
                what = f"has more than {MOST_SLOTS} slots beside {{product}}"
                yield Problem(where, what, found=show(sentence))


def _texts(value: Any, where: str) -> Iterator[tuple[str, str]]:
    """Return the texts in a value, each with its pointer."""
    if isinstance(value, str):
        yield where, value
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        yield from _texts(item, f"{where}{pointer(str(key))}")


def _slots(where: str, pattern: str, known: set[str], one_of: set[str]) -> Iterator[Problem]:
    slots = set(re.findall(r"\{([^{}]*)\}", pattern))
    if slots - known or re.search(r"[{}]", re.sub(r"\{[^{}]*\}", "", pattern)):
        yield Problem(where, "has an unknown slot", ", ".join(f"{{{slot}}}" for slot in sorted(known)), show(pattern))
    if one_of and not slots & one_of:
        yield Problem(
            where, "has none of the slots " + ", ".join(f"{{{slot}}}" for slot in sorted(one_of)), found=show(pattern)
        )


RULES = {
    "country": (
        _named("code"),
        Rule(("currency",), _currency),
        Rule(("language", "secondLanguage"), _languages),
        Rule(("timezone",), _zone),
        Rule(("places",), _places),
        Rule(("callingCode", "mobiles", "places"), _numbers),
        Rule(("weeks",), _weeks),
        Rule(("holidays",), _holidays),
        Rule(("tenantNames",), _tenant_names),
        Rule(("companyPatterns",), _company_patterns),
    ),
    "industry": (
        _named("id"),
        Rule(("pipeline",), _stages),
        Rule(("pipeline", "lostReasons"), _lost_reasons),
        Rule(("deals",), _deals),
        Rule(("tags",), _tags),
        Rule(("hours",), _hours),
        Rule(("leadHours",), _lead_hours),
        Rule(("companyPatterns",), _tenant_patterns),
    ),
    "text": (_named("language"), Rule(tuple(SENTENCE_SLOTS), _sentences)),
}
