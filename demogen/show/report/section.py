"""What a page is made of: sections: a heading, a sentence, and pictures with the tables that hold what they show."""

from __future__ import annotations

from dataclasses import dataclass

from demogen.show.report.charts import Chart
from demogen.show.report.tables import Table


@dataclass(frozen=True)
class Figure:
    """A picture with its table, or a table that is its own picture; `note` says what it shows in these very rows."""

    table: Table
    chart: Chart | None = None
    note: str = ""


@dataclass(frozen=True)
class Section:
    """A part of the page: `name` is its id, `columns` how many figures stand side by side where there is room."""

    name: str
    title: str
    says: str
    figures: tuple[Figure, ...]
    columns: int = 3
