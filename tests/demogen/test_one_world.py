"""One world: what is observed on an earlier day is what a later observation knew by then."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pyarrow as pa
import pytest

from demogen.bundle.tables import TABLES

DAYS = [
    ("2025-11-19", "2027-11-19"),
    ("2025-11-19", "2025-11-20"),
    ("2025-06-01", "2025-11-19"),
    ("2025-03-10", "2026-02-28"),
    ("2026-04-05", "2026-04-06"),
]
by_days = pytest.mark.parametrize(("early", "late"), DAYS, ids=["-".join(d) for d in DAYS])


def _moment(day):
    """Return the end of a day in the tenant's zone."""
    local = datetime.fromordinal(datetime.fromisoformat(day).toordinal() + 1)
    return local.replace(tzinfo=ZoneInfo("America/New_York")).astimezone(UTC)


@by_days
@pytest.mark.parametrize("spec", TABLES, ids=[spec.name for spec in TABLES])
def test_observation_is_what_a_later_one_knew(observed, small, spec, early, late):
    """The same rows in the same order, and the same values in every column that does not tell a state."""
    before, after = observed(small, spec.name, early), observed(small, spec.name, late)
    born = after.column(spec.born).to_pylist()
    known = pa.array([i for i, at in enumerate(born) if at < _moment(early)], type=pa.int64())
    assert len(known) == before.num_rows
    for name in set(before.column_names) - spec.state:
        assert before.column(name).combine_chunks().equals(after.column(name).take(known).combine_chunks()), name


EVENTS = [
    ("leads", "first_response_at"),
    ("leads", "converted_at"),
    ("deals", "closed_at"),
    ("activities", "occurred_at"),
    ("users", "deactivated_at"),
]


@by_days
@pytest.mark.parametrize(("table", "column"), EVENTS, ids=[f"{t}.{c}" for t, c in EVENTS])
def test_events_after_the_day_are_missing(observed, small, rows_by_id, table, column, early, late):
    """An event is known if and only if it lies before the end of the day."""
    end = _moment(early)
    before, after = (rows_by_id(observed(small, table, day), [column]) for day in (early, late))
    known = {key: at if at and at < end else None for key, (at,) in after.items() if key in before}
    assert {key: at for key, (at,) in before.items()} == known


@by_days
def test_deals_are_rolled_back_to_their_history(observed, small, rows_by_id, early, late):
    """Stage, status and probability are those of the last stage that was entered by the day."""
    stages = rows_by_id(observed(small, "pipeline_stages", early), ["type", "probability"])
    history = observed(small, "deal_stage_history", late)
    moves = zip(*(history.column(c).to_pylist() for c in ("deal_id", "to_stage_id", "changed_at")), strict=True)
    entered = {deal: stage for deal, stage, at in moves if at < _moment(early)}
    columns = ["stage_id", "status", "probability", "closed_at", "lost_reason"]
    deals = rows_by_id(observed(small, "deals", early), columns)
    assert {key: row[:3] for key, row in deals.items()} == {key: (s, *stages[s]) for key, s in entered.items()}
    assert all((row[3] is None) == (row[1] == "open") for row in deals.values())
    assert all((row[4] is None) == (row[1] != "lost") for row in deals.values())


def test_open_deals_close_later_and_new_ones_begin(observed, small, rows_by_id):
    """Two years on, everything that was open has ended, and the tenant has gone on selling."""
    now, later = (rows_by_id(observed(small, "deals", day), ["status"]) for day in ("2025-11-19", "2027-11-19"))
    was_open = {key for key, (status,) in now.items() if status == "open"}
    assert was_open
    assert {later[key][0] for key in was_open} <= {"won", "lost"}
    assert len(later) > 2 * len(now)
