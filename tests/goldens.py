"""Writes the files that follow from code: `python -m tests.goldens schemas|digests|queries|streams`.

Golden digests change only with the drawing version, and a changelog line says why; so do the answers of docs/queries,
save where a question is asked otherwise. A new draw is a new line in the list of streams.
"""

from __future__ import annotations

import json
import sys
from itertools import cycle
from pathlib import Path

from demogen.build import generate
from demogen.bundle.digest import table_digest
from demogen.bundle.tables import table_spec
from demogen.config.json_schema import json_schema
from demogen.config.reference import Reference
from demogen.draw.streams import DRAWING_VERSION
from demogen.schemas import schema_text
from tests import questions
from tests.streams import drawn_by

ROOT = Path(__file__).parents[1]
MATRIX = ROOT / "fixtures" / "digests" / "matrix.json"
STREAMS = ROOT / "fixtures" / "streams.txt"


def matrix_config(country: str, industry: str) -> dict[str, object]:
    """Return the config of a field of the matrix: small, with a window cut at both ends."""
    return {
        "country": country,
        "industry": industry,
        "startDate": "2024-02-13",
        "asOf": "2025-10-17",
        "teamSize": 7,
        "targets": {"leads": 400, "contacts": 150, "companies": 60, "closedWonCount": 20},
    }


def matrix() -> list[str]:
    """List the fields of the matrix: every country with every industry."""
    known = Reference()
    return [f"{country}/{industry}" for country in known.names("countries") for industry in known.names("industries")]


def stream_configs() -> list[dict[str, object]]:
    """List configs whose worlds draw every stream: of each country one, and one of each industry."""
    known = Reference()
    return [matrix_config(*pair) for pair in zip(known.names("countries"), cycle(known.names("industries")))]


def digests(field: str) -> dict[str, object]:
    """Generate a field and give its content digest and its tables'."""
    country, industry = field.split("/")
    bundle = generate(matrix_config(country, industry), "golden")
    tables = {name: table_digest(table_spec(name), table)[:16] for name, table in bundle.tables.items()}
    return {"content": bundle.content_digest, "tables": tables}


def main() -> None:
    """Write what was asked for."""
    if sys.argv[1:] == ["schemas"]:
        text = schema_text(json_schema())
        (ROOT / "schemas" / "config.schema.json").write_text(text, encoding="utf-8")
    elif sys.argv[1:] == ["digests"]:
        found = {"drawingVersion": DRAWING_VERSION, "fields": {field: digests(field) for field in matrix()}}
        MATRIX.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    elif sys.argv[1:] == ["queries"]:
        questions.write_answers()
    elif sys.argv[1:] == ["streams"]:
        STREAMS.write_text("".join(f"{name}\n" for name in sorted(drawn_by(stream_configs()))), encoding="utf-8")
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main()
