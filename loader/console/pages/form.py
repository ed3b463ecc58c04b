"""The generator form: from the fields of the config's model to inputs, and from what was typed to a config.

What is left empty is not in the config, and its default stands in its place in grey. Nothing is refused here: whatever
was typed goes into the config, so that everything that is wrong with it is told at once.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from demogen.config.model import FieldSpec, spec_of
from demogen.config.reference import Reference
from demogen.config.resolve import timezone_names
from demogen.config.values import decimal, integer
from demogen.errors import Problem
from demogen.show.text import width
from loader.console.problems import fields_of

Choices = tuple[tuple[str, str], ...]
USUAL_COLUMNS, MOST_COLUMNS = 20, 30  # of text that an input shows whole: as wide as most are, and on a phone
TRUTHS = {"true": True, "false": False}


@dataclass(frozen=True)
class Field:
    """A field of the form, as form.toml has it; without help, the model's own words stand there."""

    name: str
    label: str
    help: str = ""

    @property
    def path(self) -> tuple[str, ...]:
        """Return the keys that lead to it in a config."""
        return tuple(self.name.split("."))


@dataclass(frozen=True)
class Input:
    """One input: what was typed, the default that holds instead, how it is helped with, and what is wrong with it."""

    name: str
    label: str
    kind: str
    value: str
    default: str
    help: str
    choices: Choices
    required: bool
    is_wide: bool
    errors: tuple[str, ...]

    @property
    def id(self) -> str:
        """Return the id of its element."""
        return self.name.replace(".", "-")

    @property
    def placeholder(self) -> str:
        """Return the default that stands in the empty input; empty where it is too long to be read there."""
        return self.default if width(self.default) <= MOST_COLUMNS else ""


@dataclass(frozen=True)
class Section:
    """Inputs that belong together."""

    title: str
    inputs: tuple[Input, ...]


def read_form(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the config that was typed: numbers as numbers where they are, everything else as it stands."""
    raw: dict[str, Any] = {}
    for field in (field for _, fields in _layout() for field in fields):
        text = given.get(field.name, "")
        if not isinstance(text, str) or not text.strip():
            continue
        place = raw if len(field.path) == 1 else raw.setdefault(field.path[0], {})
        place[field.path[-1]] = _value(_spec(field.path), text.strip())
    return raw


def sections(
    raw: Mapping[str, Any],
    resolved: Mapping[str, Any] | None,
    reference: Reference,
    problems: Sequence[Problem] = (),
) -> list[Section]:
    """Return the form of a config as written; `resolved` has the defaults, `problems` stand at their fields.

    Countries and industries are those of `reference`.
    """
    told: dict[str, list[str]] = {}
    for problem in problems:
        for name in fields_of(problem.where):
            told.setdefault(name, []).append(_without_place(problem))
    return [
        Section(
            title,
            tuple(_input(field, raw, resolved or {}, told, _choices(_spec(field.path), reference)) for field in fields),
        )
        for title, fields in _layout()
    ]


def summary(problems: Sequence[Problem]) -> list[tuple[str, str, str]]:
    """Return every problem with the id and the label of its input; both are empty where the form has none for it."""
    labels = {field.name: field.label for _, fields in _layout() for field in fields}
    found = []
    for problem in problems:
        name = next((name for name in fields_of(problem.where) if name in labels), "")
        label = labels.get(name)
        text = _without_place(problem) if label else str(problem)
        found.append((name.replace(".", "-") if label else "", label or "", text))
    return found


def without(raw: Mapping[str, Any], problems: Sequence[Problem]) -> dict[str, Any]:
    """Return a config without the fields that are wrong."""
    wrong = {name for problem in problems for name in fields_of(problem.where)}
    return {
        key: _without_part(key, value, wrong) if isinstance(value, Mapping) else value
        for key, value in raw.items()
        if key not in wrong
    }


def _without_part(group: str, values: Mapping[str, Any], wrong: set[str]) -> dict[str, Any]:
    """Return a group of a config without the fields that are wrong."""
    return {key: value for key, value in values.items() if f"{group}.{key}" not in wrong}


def _without_place(problem: Problem) -> str:
    return str(Problem("", problem.what, problem.expected, problem.found, problem.hint, problem.remedy))


def _value(spec: FieldSpec, text: str) -> Any:
    """Return what was typed as the config has it, or as text where it is none of the kind."""
    if spec.kind == "true or false":
        return TRUTHS.get(text, text)
    if spec.kind == "a whole number" and re.fullmatch(r"[+-]?\d+", text, re.ASCII):
        return integer(text)
    if spec.kind.endswith("number") and re.fullmatch(
        r"[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?", text, re.ASCII | re.IGNORECASE
    ):
        return decimal(text)
    return text


def _input(
    field: Field,
    raw: Mapping[str, Any],
    resolved: Mapping[str, Any],
    told: Mapping[str, list[str]],
    choices: Choices,
) -> Input:
    spec = _spec(field.path)
    return Input(
        name=field.name,
        label=field.label,
        kind="select" if choices else "date" if spec.kind.startswith("a day") else "text",
        value=_text(_look(raw, field.path)),
        default=_text(_look(resolved, field.path)),
        help=field.help or " ".join(part for part in (spec.effect, _limit(spec)) if part).replace("`", ""),
        choices=choices,
        required=spec.default == "required",
        is_wide=field.name in _wide() or any(width(name) > USUAL_COLUMNS for _, name in choices),
        errors=tuple(told.get(field.name, ())),
    )


def _limit(spec: FieldSpec) -> str:
    limit = "" if spec.choices else spec.limit(extended=False)
    return f"{limit[:1].upper()}{limit[1:]}." if limit else ""


def _look(values: Mapping[str, Any], path: tuple[str, ...]) -> Any:
    found: Any = values
    for key in path:
        found = found.get(key) if isinstance(found, Mapping) else None
    return found


def _text(value: Any) -> str:
    if value is None or isinstance(value, (dict, list)):
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _choices(spec: FieldSpec, reference: Reference) -> Choices:
    """Return the closed list of a field; empty where one types."""
    if spec.path == ("country",):
        return tuple(reference.choices("countries"))
    if spec.path == ("industry",):
        return tuple(reference.choices("industries"))
    if spec.path == ("currency",):
        return tuple((code, code) for code in reference.currencies)
    if spec.path == ("timezone",):
        return tuple((name, name) for name in timezone_names())
    if spec.kind == "true or false":
        return (("true", "yes"), ("false", "no"))
    return tuple((choice, choice) for choice in spec.choices)


def _spec(path: tuple[str, ...]) -> FieldSpec:
    found = spec_of(path)
    assert found, f"form.toml names {'.'.join(path)}, which is no key of the config"
    return found


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads(resources.files("loader").joinpath("console/pages/form.toml").read_text(encoding="utf-8"))


def _layout() -> list[tuple[str, tuple[Field, ...]]]:
    """Return the sections: titles and fields."""
    return [(s["title"], tuple(Field(*field) for field in s["fields"])) for s in _file()["section"]]


def _wide() -> set[str]:
    """Return the fields whose texts may be long."""
    return set(_file()["wide"])
