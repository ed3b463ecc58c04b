"""Any config inside the limits gives a bundle that passes every check, or is refused with the reason."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import duckdb
import pytest
from hypothesis import Phase, event, given, settings
from hypothesis import strategies as st

from demogen.bundle.columns import plain
from demogen.bundle.tables import TABLES
from demogen.checks import run
from demogen.config.load import load_config
from demogen.config.reference import Reference
from demogen.config.spelling import INVISIBLE
from demogen.errors import PlanError
from demogen.plan.expected import expected_tables
from demogen.plan.periods import horizon
from demogen.plan.targets import make_plan
from demogen.show.preview import preview
from demogen.world.observe import Observation
from demogen.world.skeleton import build_world
from demogen.world.snapshot import whole_table
from tests.campaign.remedies import amended, remedy_of
from tests.conftest import EXAMPLES

KNOWN = Reference()
UNSEEN = ("Cc", "Cf", "Cs", "Zl", "Zp")
HIDDEN = "".join(char for char in map(chr, range(0x10000)) if INVISIBLE.match(char))
NAMES = {kind: KNOWN.names(kind) for kind in ("countries", "industries")}


def maybe(strategy):
    """Return a value or leave it out."""
    return st.one_of(st.none(), strategy)


@st.composite
def configs(draw):
    """Return a config inside the limits, at volumes that a test can bear; bounds come up often."""
    as_of = draw(st.dates(date(2017, 3, 1), date(2033, 12, 31)))
    days = draw(st.one_of(st.integers(0, 90), st.integers(0, 729)))
    targets = {
        "leads": draw(maybe(st.one_of(st.just(100), st.integers(100, 2500)))),
        "contacts": draw(maybe(st.one_of(st.just(50), st.integers(50, 1200)))),
        "companies": draw(maybe(st.one_of(st.just(20), st.integers(20, 400)))),
        "closedWonCount": draw(maybe(st.one_of(st.just(10), st.integers(10, 300)))),
        "closedWonValue": draw(maybe(st.one_of(st.just(5000), st.integers(5000, 50_000_000)))),
        "pipelineValue": draw(maybe(st.one_of(st.just(10_000), st.integers(10_000, 100_000_000)))),
    }
    percent = {"dropOffRate": 50, "whaleRatio": 20}
    realism = {
        name: draw(st.one_of(st.sampled_from([0, most]), st.integers(0, most * 10).map(lambda n: n / 10)))
        for name, most in percent.items()
    }
    return {
        "country": draw(st.sampled_from(NAMES["countries"])),
        "industry": draw(st.sampled_from(NAMES["industries"])),
        "currency": draw(maybe(st.sampled_from(list(KNOWN.currencies)))),
        "asOf": as_of.isoformat(),
        "startDate": max(as_of - timedelta(days=days), date(2015, 1, 1)).isoformat(),
        "teamSize": draw(st.integers(2, 50)),
        "targets": {name: value for name, value in targets.items() if value is not None},
        "growth": {
            "curve": draw(st.sampled_from(["linear", "exponential", "logistic", "step"])),
            "monthlyRate": draw(st.sampled_from([0, 5, 12.5, 50])),
            "seasonality": draw(st.booleans()),
        },
        "channelMix": draw(
            st.dictionaries(
                st.sampled_from(["seo", "meta", "google", "affiliates", "referrals", "direct"]),
                st.integers(1, 100),
                min_size=1,
            )
        ),
        "realism": {**realism, "responseSlaHours": draw(st.one_of(st.sampled_from([1, 72]), st.integers(1, 72)))},
        "seed": draw(
            st.text(
                st.characters(
                    codec="utf-8", exclude_categories=("Cc", "Cf", "Co", "Cs", "Zl", "Zp"), exclude_characters=HIDDEN
                ),
                min_size=1,
                max_size=64,
            )
        ),
    }


def _build(raw):
    """Return the world of a config, or the problems for which it is refused."""
    try:
        return build_world(make_plan(load_config(raw))), []
    except PlanError as error:
        return None, error.problems


def _failures(world, until):
    """Observe a world on a day and run every check; give the names and rows of those that fail."""
    plan = world.plan
    observation = Observation(world, plan.calendar.midnight(until + timedelta(days=1)))
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'; CREATE SCHEMA keyed")
        for spec in TABLES:
            connection.register("incoming", plain(whole_table(observation, spec.name), spec))
            connection.execute(f"CREATE TABLE {spec.name} AS SELECT * FROM incoming")
            connection.unregister("incoming")
        run.add_expected(connection, expected_tables(plan, until))
        return [
            (r.check.name, r.rows[:3])
            for r in run.run_checks(connection)
            if not r.passed and r.check.severity == "error"
        ]


# A failing config is told as it is: making it smaller would take longer than reading it.
# `make properties` and `make campaign` try more of them.
as_found = settings(phases=[Phase.explicit, Phase.generate], max_examples=max(EXAMPLES // 3, 1))


@as_found
@given(raw=configs(), data=st.data())
def test_property_every_config_is_met_or_refused(raw, data):
    """Observed at asOf, earlier or up to two years later, every check passes; or the plan says what is in conflict."""
    world, refusal = _build(raw)
    event("refused" if refusal else "met")
    if world is None:
        assert all(p.where.startswith("/") and p.what and (p.expected or p.hint) for p in refusal)
        return
    config = world.plan.config
    until = data.draw(st.one_of(st.just(config.as_of), st.dates(config.start_date, horizon(config.as_of))))
    assert _failures(world, until) == []


@as_found
@given(raw=configs())
def test_property_preview_is_what_the_bundle_holds(raw):
    """Months, totals and refusals of the preview are those of the world; what it proposes then works (issue 14)."""
    config = load_config(raw)
    world, refusal = _build(raw)
    if world is None:
        with pytest.raises(PlanError) as refused:
            preview(config)
        assert refused.value.with_remedy(()).problems == PlanError(refusal).with_remedy(()).problems
        assert _build(amended(raw, remedy_of(refused.value)))[0] is not None
        return
    shown = preview(config)
    observation = Observation(world, world.plan.calendar.as_of)
    zone = config.timezone
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'")
        for name in ("leads", "contacts", "companies", "deals"):
            connection.register(name, whole_table(observation, name))
        month = f"strftime(timezone('{zone}', {{}}), '%Y-%m')"
        counts = {
            name: dict(
                connection.execute(f"SELECT {month.format('created_at')}, count(*) FROM {name} GROUP BY 1").fetchall()
            )
            for name in ("leads", "contacts", "companies")
        }
        won = {
            m: (n, v)
            for m, n, v in connection.execute(
                f"SELECT {month.format('closed_at')}, count(*), sum(amount) FROM deals WHERE status = 'won' GROUP BY 1"
            ).fetchall()
        }
        ends = {m: world.plan.calendar.marks[i + 1] for i, m in enumerate(p["month"] for p in shown["months"])}
        pipeline = (
            "SELECT coalesce(sum(amount), 0) FROM deals "
            "WHERE epoch_us(created_at) < $1 AND (closed_at IS NULL OR epoch_us(closed_at) >= $1)"
        )
        open_at = {m: connection.execute(pipeline, [int(end)]).fetchone()[0] for m, end in ends.items()}
    for row in shown["months"]:
        m = row["month"]
        assert (row["leads"], row["contacts"], row["companies"]) == tuple(
            counts[name].get(m, 0) for name in ("leads", "contacts", "companies")
        )
        assert (row["deals"], Decimal(str(row["closedWonValue"]))) == won.get(m, (0, Decimal(0)))
        assert Decimal(str(row["pipelineValue"])) == open_at[m]
    assert shown["totals"]["closedWonValue"] == sum(Decimal(str(row["closedWonValue"])) for row in shown["months"])
    assert shown["months"][-1]["pipelineValue"] == shown["totals"]["pipelineValue"]


@pytest.mark.parametrize("day", ["2025-03-10", "2025-03-14", "2025-04-01"])
def test_young_bundle_passes_every_check(build, small, day):
    """In the first days some tables are still empty."""
    assert _failures(build(small), date.fromisoformat(day)) == []
