"""The page of a report: figures into sections, sections through a template into HTML that needs nothing else.

The template escapes whatever it is given; the page holds no script and forbids itself to load anything. Its bytes
follow from the bundle alone.
"""

from __future__ import annotations

import json
from importlib import resources
from typing import Any

import jinja2
from markupsafe import Markup

from demogen.bundle.listing import missing_parts
from demogen.bundle.tables import TABLES
from demogen.checks.needs import named
from demogen.score.card import Part
from demogen.score.run import Measured, Scored
from demogen.show.report import growth, sales, spread, week
from demogen.show.report.figures import TENANT, Figures
from demogen.show.report.tables import Column, Table, table
from demogen.show.text import CONTROL, number

NAMES = {
    "leads": "Leads",
    "contacts": "Contacts",
    "companies": "Companies",
    "closedWonCount": "Won deals",
    "closedWonValue": "Won value",
    "pipelineValue": "Open pipeline",
}
SECTIONS = (growth.growth, sales.funnel, sales.pipeline, sales.won, spread.spread, week.week, sales.places)
MARKS = {True: "ok", False: "off", None: "not told"}
RECORDED = "exact, as recorded"


def render(found: Figures) -> bytes:
    """Write figures as a page."""
    folder = resources.files("demogen").joinpath("show/report")
    environment = jinja2.Environment(
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
        loader=jinja2.FunctionLoader(lambda name: folder.joinpath(name).read_text(encoding="utf-8")),
        finalize=clean,
    )
    entries = {entry["name"]: entry for entry in found.manifest["tables"]}
    page = environment.get_template("page.html").render(
        style=folder.joinpath("page.css").read_text(encoding="utf-8"),
        manifest=found.manifest,
        tenant=found.tenant,
        config_text=json.dumps(found.config, indent=1, ensure_ascii=False),
        targets=_targets(found),
        sections=[made for made in (make(found) for make in SECTIONS) if made.figures],
        card=_card(found),
        figures=_measured(found),
        unknown=found.unknown,
        missing=_missing(found),
        dictionary=[(spec, entries[spec.name]["rows"]) for spec in TABLES if spec.name in entries],
        digests=_digests(found),
        command=_command(found),
    )
    return page.encode("utf-8")


def clean(value: Any) -> Any:
    """Show control characters, which HTML may not hold, and those that turn the direction of what follows."""
    if not isinstance(value, str) or isinstance(value, Markup) or not CONTROL.search(value):
        return value
    return CONTROL.sub(lambda c: c.group() if c.group() == "\n" else "\ufffd", value)


def _targets(found: Figures) -> Table:
    currency, early = found.tenant["currency"], found.manifest["until"] < found.manifest["asOf"]
    rows = [
        {
            "target": NAMES[row["target"]] + (f" ({currency})" if row["target"].endswith("Value") else ""),
            **{key: number(row[key]) for key in ("asked", "actual", "difference")},
            "exact": "not yet" if early else "off" if row["difference"] else "exact",
        }
        for row in found["targets"]
    ]
    numbers = [Column(key, key.capitalize(), "written") for key in ("asked", "actual", "difference")]
    heads = [Column("target", "Target"), *numbers, Column("exact", "State")]
    return table("targets", f"Targets at the end of {found.manifest['asOf']}", heads, rows)


def _card(found: Figures) -> Table:
    """Show the scorecard, or where it cannot be told the checks that the bundle records."""
    if found.score is None:
        heads = [Column("name", "Check"), Column("says", "What it says"), Column("state", "State")]
        rows = [{**check, "state": MARKS[check["passed"]]} for check in found.checks]
        return table("scorecard", "Checks recorded when the bundle was made", heads, rows)
    heads = [Column("name", "Check"), Column("says", "What it says"), Column("kind", "Kind"), Column("state", "State")]
    rows = [
        {
            "name": scored.part.name,
            "says": f"{scored.part.title}.",
            "kind": RECORDED if scored.part.exact else "statistical",
            "state": _state(
                scored.passed if not scored.part.exact or _is_recorded(found, scored.part) else None, scored
            ),
        }
        for scored in found.score.parts
    ]
    return table("scorecard", "Checks of the scorecard", heads, rows)


def _state(passed: bool | None, measured: Scored | Measured) -> str:
    """Say how it stands, and where it cannot be told which tables are missing."""
    why = f": {named(measured.missing)}" if passed is None and measured.missing else ""
    return MARKS[passed] + why


def _is_recorded(found: Figures, part: Part) -> bool:
    """Return whether the bundle records a result of every check of a part."""
    return set(part.checks) <= {check["name"] for check in found.checks}


def _measured(found: Figures) -> Table:
    heads = [
        Column("part", "Check"),
        Column("says", "Figure"),
        Column("value", "Value"),
        Column("band", "Band"),
        Column("state", "State"),
    ]
    parts = found.score.parts if found.score else ()
    rows = [_figure(scored.part, measured) for scored in parts for measured in scored.figures]
    return table("scorecard-figures", "Figures of the scorecard", heads, rows)


def _figure(part: Part, measured: Measured) -> dict[str, Any]:
    figure = measured.figure
    return {
        "part": part.name,
        "says": figure.says,
        "value": "unknown" if measured.value is None else f"{measured.value:.3g}",
        "band": f"{figure.low:g} to {figure.high:g}",
        "state": _state(measured.passed, measured)
        + ("" if measured.passed is not None or measured.missing else ": too few rows"),
    }


def _missing(found: Figures) -> str:
    """Say which tables and columns are missing, and what is left out for that."""
    missing = missing_parts(found.manifest)
    names = [name.replace("_", " ") for name in found.missing if name != TENANT]
    left_out = f"Left out here: {', '.join(names)}." if names else "No picture on this page is left out for that."
    return f"In this bundle {named(missing)}. {left_out}" if missing else ""


def _digests(found: Figures) -> Table:
    rows = [{"table": "whole bundle", "digest": found.manifest["contentDigest"]}]
    rows += [{"table": entry["name"], "digest": entry["contentDigest"]} for entry in found.manifest["tables"]]
    return table("digests", "Content digests", [Column("table", "Table"), Column("digest", "Digest")], rows)


def _command(found: Figures) -> str:
    manifest = found.manifest
    until = "" if manifest["until"] == manifest["asOf"] else f" --until {manifest['until']}"
    own = f" --reference {found.own_reference}" if found.own_reference else ""
    return f"demogen generate config.json -o again{own}{until} --expect-digest {manifest['contentDigest']}"
