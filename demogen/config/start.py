"""Writes the start of a reference file of one's own: another one's content, with comments and marks.

A start is sound as it is. Everything that is still the other one's is marked, and `demogen reference check` counts the
marks that are left.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import Any

from demogen.config.own_files import FILE_NAME, KINDS, load_file
from demogen.config.reference import Reference
from demogen.draw import zones
from demogen.errors import ConfigError, Problem
from demogen.schemas import load_schema

MARK = "# CHANGE:"
NAMED_BY = {"countries": "code", "industries": "id", "text": "language"}
OWN = {"$schema", "credits", "aliases"}  # what is true of the other one alone
WIDTH = 110
PLAIN_KEY = re.compile(r"(?!null|true|false|no|yes|on|off)[A-Za-z][A-Za-z0-9_.]*", re.IGNORECASE)


def write_start(folder: str, name: str, source: str, reference: Reference) -> tuple[str, bytes]:
    """Write a start; return its path in a folder of reference files, and its bytes.

    Args:
        folder: `countries`, `industries` or `text`.
        name: the new code, id or language.
        source: the one to begin from, built in or one's own.
        reference: the files at hand.

    Raises:
        ConfigError: there is no such source, or the name is none.
    """
    if not FILE_NAME.fullmatch(f"{name}.yaml"):
        raise ConfigError(Problem(ascii(name)[:60], "cannot be the name of a reference file", "CA, logistics, en-CA"))
    data = {key: value for key, value in reference.data(folder, source).items() if key not in OWN}
    data |= {NAMED_BY[folder]: name, **_known_facts(folder, name)}
    path = f"{folder}/{name}.yaml"
    content = "".join(_lines(folder, name, source, data)).encode("utf-8")
    known = reference.known
    load_file(path, content, path, type(known)(known.currencies, (*known.texts, name)))
    return path, content


def _known_facts(folder: str, name: str) -> dict[str, Any]:
    """Return what the database of time zones knows of a country, or what follows from an industry's id."""
    if folder == "industries":
        return {"name": name.capitalize()}
    if folder == "text":
        return {}
    there = country_zones(name)
    title = next((title for code, title in _table("iso3166.tab", 0, 1) if code == name), name)
    return {"name": title.replace("&", "and"), **({"timezone": there[0]} if there else {})}


def country_zones(code: str) -> list[str]:
    """Return the time zones of a country that configs may name."""
    return [zone for country, zone in _table("zone.tab", 0, 2) if country == code and zone in zones.names()]


@cache
def _table(name: str, first: int, second: int) -> list[tuple[str, str]]:
    """Read two columns of a table of the time zone database."""
    text = resources.files("tzdata").joinpath("zoneinfo", name).read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return [(row[first], row[second]) for row in rows]


@cache
def _marks() -> dict[str, dict[str, str]]:
    return tomllib.loads(resources.files("demogen").joinpath("config/start.toml").read_text(encoding="utf-8"))


def _lines(folder: str, name: str, source: str, data: dict[str, Any]) -> Iterator[str]:
    kind = KINDS[folder]
    yield f"# {kind.capitalize()} {name}, begun from {source}. What is still of {source} is marked {MARK[2:-1]};\n"
    yield "# take a mark away when its part is done. See what is left, and a small tenant made of it, with\n"
    yield f"#   demogen reference check {folder}/{name}.yaml\n"
    yield f"# `demogen schema {kind} > {kind}.schema.json` and a first line\n"
    yield f"#   # yaml-language-server: $schema={kind}.schema.json\n"
    yield "# make editors complete and check this file.\n"
    facts = _known_facts(folder, name)
    properties, marks = load_schema(kind)["properties"], _marks()[kind]
    for key, value in data.items():
        yield "\n"
        if said := properties.get(key, {}).get("description"):
            yield f"# {said}\n"
        others = country_zones(name) if key == "timezone" else []
        if key in marks and (key not in facts or len(others) > 1):
            yield f"{MARK} {marks[key]}\n"
        if len(others) > 1:
            yield f"# Zones of {name}: {', '.join(others)}\n"
        yield f"{_key(key)}:{_value(value, 1)}\n"


def _key(key: str) -> str:
    return key if PLAIN_KEY.fullmatch(key) else json.dumps(key, ensure_ascii=False)


def _value(value: Any, depth: int) -> str:
    """Write what stands behind a key: short values in its line, longer ones below it; an entry of a list a line."""
    flat = json.dumps(value, ensure_ascii=False)
    inside = "  " * depth
    if not isinstance(value, (dict, list)) or len(flat) <= WIDTH:
        return f" {flat}"
    if isinstance(value, dict):
        return "".join(f"\n{inside}{_key(key)}:{_value(item, depth + 1)}" for key, item in value.items())
    if all(isinstance(item, (str, int, float)) for item in value) and max(len(str(item)) for item in value) <= 24:
        return " [" + "".join(f"\n{inside}{row}" for row in _rows(value)) + "\n" + inside[2:] + "]"
    return "".join(f"\n{inside}-{_entry(item, depth)}" for item in value)


def _rows(values: list[Any]) -> Iterator[str]:
    """Fill lines with short values; a new year of days begins a line."""
    line, year = "", ""
    for value in values:
        text = json.dumps(value, ensure_ascii=False) + ","
        days = isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value)
        if line and ((days and value[:4] != year) or (not days and len(line) + len(text) > WIDTH)):
            yield line
            line = ""
        line, year = f"{line} {text}".strip(), str(value)[:4]
    yield line


def _entry(item: Any, depth: int) -> str:
    flat = json.dumps(item, ensure_ascii=False)
    if isinstance(item, dict) and len(flat) > WIDTH and "city" not in item:
        rows = [f"{_key(key)}:{_value(below, depth + 2)}" for key, below in item.items()]
        return " " + f"\n{'  ' * (depth + 1)}".join(rows)
    return f" {flat}"
