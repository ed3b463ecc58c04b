"""The config that `demogen init` writes, and the table of docs/config.md: both from the fields of the model.

What the template leaves commented out is what holds anyway: it resolves to the same config with and without.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from demogen.config.limits import LOOKAHEAD_MONTHS, months_before
from demogen.config.model import FieldSpec, fields
from demogen.config.reference import FIRST_DAY, LAST_DAY, Reference
from demogen.config.resolve import resolve

HEAD = """\
# A demo tenant for demogen. What is commented out is the default; take the # away to change it.
# `demogen schema config > config.schema.json` and a first line
#   # yaml-language-server: $schema=config.schema.json
# make editors complete and check this file.
"""
EXAMPLE_SEED = "acme"
YOUNG_MONTHS = 18  # leaves half a year in which `--as-of today` keeps the start within the limit


def commented_config(country: str, industry: str, as_of: date, own: Path | None = None) -> str:
    """Write a config with every field, its default, limit and effect.

    Raises:
        ConfigError: the country or the industry is not known, or the day lies outside the calendars.
    """
    start = months_before(as_of.replace(day=1), YOUNG_MONTHS)
    asked = {"country": country, "industry": industry, "startDate": start.isoformat(), "asOf": as_of.isoformat()}
    reference = Reference(own)
    values = resolve(asked, seed=EXAMPLE_SEED, reference=reference).as_json()
    blocks = [HEAD]
    for spec in fields():
        if spec.path == ("$schema",):
            continue
        inside = "  " * (len(spec.path) - 1)
        blocks.append(f"\n{_comment(spec, inside, reference)}{inside}{_line(spec, asked, values)}\n")
    return "".join(blocks)


def _comment(spec: FieldSpec, inside: str, reference: Reference) -> str:
    limit = _limit(spec, reference)
    about = [spec.effect, f"{limit[:1].upper()}{limit[1:]}." if limit else ""]
    if spec.default and spec.default != "required":
        about.append(f"Default: {spec.default}.")
    return "".join(f"{inside}# {text}\n" for text in about if text)


def _line(spec: FieldSpec, asked: dict[str, str], values: dict[str, Any]) -> str:
    if spec.is_group:
        return f"{spec.key}:"
    if spec.key in asked and len(spec.path) == 1:
        return f"{spec.key}: {_scalar(asked[spec.key])}"
    value: Any = values
    for key in spec.path:
        value = value[key]
    return f"# {spec.key}: {_scalar(value)}"


def _scalar(value: Any) -> str:
    """Write a value as YAML; text in quotes unless no reader can take it for something else."""
    if isinstance(value, bool):
        return str(value).lower()
    if not isinstance(value, str):
        return str(value)
    return value if value.replace(" ", "a").replace("-", "a").replace("/", "a").isalnum() else f'"{value}"'


def _limit(spec: FieldSpec, reference: Reference) -> str:
    """Return what values a field takes, closed lists of reference data included."""
    lists = {
        "country": (*reference.names("countries"), "or one of --reference"),
        "industry": (*reference.names("industries"), "or one of --reference"),
        "currency": tuple(reference.currencies),
    }
    if spec.key in lists:
        return "one of " + ", ".join(lists[spec.key])
    if spec.key == "timezone":
        return "a name of the IANA database, such as Europe/Berlin"
    if spec.key == "asOf":
        return f"from {FIRST_DAY} to {months_before(LAST_DAY, LOOKAHEAD_MONTHS)}"
    return spec.limit()


def config_table() -> str:
    """Write the table of docs/config.md: every field with its type, default, limit and effect."""
    reference = Reference()
    rows = ["| key | value | default | limit | effect |", "|---|---|---|---|---|"]
    for spec in fields():
        cells = (f"`{'.'.join(spec.path)}`", spec.kind, spec.default, _limit(spec, reference), spec.effect)
        rows.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(rows) + "\n"
