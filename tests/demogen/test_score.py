"""The scorecard: figures are right on known numbers, a sound bundle passes, each check fails where it should."""

from __future__ import annotations

import duckdb
import numpy as np
import pytest

from demogen.build import build_bundle
from demogen.bundle.tables import TABLES
from demogen.checks import run
from demogen.config.load import load_config
from demogen.config.reference import Reference
from demogen.examine import score_bundle
from demogen.plan.expected import expected_tables
from demogen.plan.targets import make_plan
from demogen.score.card import Figure, Part, load_card, narrowed
from demogen.score.run import count_figures, measure, score
from demogen.score.statistics import auc, logistic, ranks, spearman, two_sample_ks
from demogen.show.scorecard import real_figures, real_text, score_text
from tests.score import config_of

CARD = load_card()
FIGURES = [figure for part in CARD for figure in part.figures]
SOME = [("DE", "trading"), ("JP", "ecommerce"), ("AE", "igaming")]  # `make score` scores them all


@pytest.mark.parametrize(("country", "industry"), SOME, ids=lambda value: value)
def test_a_sound_bundle_passes(tmp_path, country, industry):
    found = score_bundle(build_bundle(config_of(country, industry), "one", tmp_path / "bundle").path)
    assert found.exact
    assert len(found.missed) <= 1, score_text(found)
    assert found.passed


LARGE = {
    "country": "US",
    "industry": "saas",
    "startDate": "2025-01-01",
    "asOf": "2026-06-30",
    "teamSize": 40,
    "targets": {"leads": 9000, "contacts": 2800, "companies": 1500, "closedWonCount": 260},
}


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    """Return the tables of a bundle large enough for every figure, as tables that can be changed."""
    folder = build_bundle(LARGE, "score", tmp_path_factory.mktemp("score") / "bundle").path
    plan = make_plan(load_config(LARGE, "score"))
    with duckdb.connect(config={"threads": 1}) as connection:
        connection.execute("SET TimeZone = 'UTC'; CREATE SCHEMA keyed")
        for spec in TABLES:
            path = folder / "data" / f"{spec.name}.parquet"
            connection.execute(f"CREATE TABLE {spec.name} AS SELECT * FROM read_parquet('{path}')")
        run.add_expected(connection, expected_tables(plan, plan.config.as_of))
        run.prepare(connection, run.load_checks())
        yield connection, plan.config.industry.bands


def test_every_figure_applies_to_a_large_bundle(large):
    connection, bands = large
    found = score(connection, [], bands)
    told = {f.figure.name: f.passed for part in found.parts for f in part.figures}
    assert [name for name, passed in told.items() if passed is None] == []
    assert len(found.missed) <= 1, score_text(found, verbose=True)


def test_every_figure_of_the_card_is_measured_once(large):
    names = [name for name, _, _ in measure(large[0])]
    assert len(set(names)) == len(names)
    assert {figure.name for figure in FIGURES} <= set(names)


BREAKS = {
    "fidelity": "UPDATE leads SET channel = 'seo'",
    "working_time": "UPDATE activities SET occurred_at = date_trunc('day', occurred_at) + INTERVAL 3 HOUR",
    "arrivals": "UPDATE leads SET created_at = make_timestamptz(1735700000000000 + rowid * 5000000000)",
    "gaps": "UPDATE activities SET occurred_at = make_timestamptz(1735700000000000 + rowid * 25200000000)",
    "values": "UPDATE deals SET amount = 100",
    "cycles": "UPDATE deals SET created_at = closed_at - INTERVAL 20 DAY",
    "heterogeneity": "UPDATE leads SET channel = ['seo', 'meta', 'google', 'direct'][1 + rowid % 4]",
    "effects": "UPDATE deals SET amount = amount * 1000 WHERE status = 'won'",
    "closings": "UPDATE deals SET closed_at = date_trunc('month', closed_at) + INTERVAL 5 DAY",
    "dirt": "UPDATE notes SET body = 'ok'",
}


@pytest.mark.parametrize("part", BREAKS)
def test_each_check_fails_where_it_should(large, part):
    connection, bands = large
    connection.execute("BEGIN")
    try:
        connection.execute(BREAKS[part])
        run.prepare(connection, run.load_checks())
        found = score(connection, [], bands)
        assert part in {scored.part.name for scored in found.missed}
    finally:
        connection.execute("ROLLBACK")


def test_every_statistical_check_is_broken_by_one():
    assert set(BREAKS) == {part.name for part in CARD if not part.exact}


def test_exact_checks_are_those_of_a_bundle():
    """Every check belongs to the card, or is one of the statistical kind itself."""
    known = {check.name for check in run.load_checks()}
    named = {name for part in CARD for name in part.checks}
    assert named <= known
    statistical = {"figures", "working_time", "channel_mix", "drop_off", "response_sla", "stage_times"}
    assert known - named == statistical


def test_bands_are_narrowed_by_an_industry_once():
    for name in Reference().names("industries"):
        bands = Reference().industry(name).bands
        changed = {f.name for part in narrowed(CARD, bands) for f in part.figures if f.reason}
        assert changed == set(bands) == {"cycle_sigma"}


def test_counted_figures_stand_in_the_bundles_checks(large):
    """Those that are shares of counts, as warnings; a figure that does not apply is left out."""
    connection, bands = large
    results = count_figures(connection, bands)
    said = {row["subject"] for result in results for row in result.rows}
    assert said == {figure.says for figure in FIGURES if figure.counted}
    assert {result.check.severity for result in results} == {"warning"}


@pytest.mark.parametrize(
    ("value", "rows", "told"),
    [(0.15, 100, False), (0.15, 10_000, True), (0.25, 10, False), (0.6, 10, False), (0.6, 1_000, True)],
)
def test_a_share_of_few_rows_is_not_told_of_what_chance_does(monkeypatch, value, rows, told):
    """Within three standard errors of its band of 0.2 to 0.5 a share says nothing."""
    figure = Figure("share", "a share", 0.2, 0.5, 1, "", {}, counted=True)
    monkeypatch.setattr("demogen.score.run.load_card", lambda: (Part("part", "Part", "", figures=(figure,)),))
    monkeypatch.setattr("demogen.score.run.measure_sql", lambda _: [("share", value, rows)])
    monkeypatch.setattr("demogen.score.run._flags", lambda _: {})
    (result,) = count_figures(None, {})
    assert result.passed != told


def test_real_data_is_told():
    text = real_text(CARD)
    assert len(real_figures(CARD)) == len(text.splitlines())
    assert "ECI 2020" in text
    assert "Olist" in text
    real = [f for f in FIGURES if any(name != "made" for name in f.real)]
    inside = [f for f in real for name, value in f.real.items() if name != "made" and f.low <= value <= f.high]
    assert len(inside) >= len(real)
    made = [f for f in FIGURES if "made" in f.real]
    assert sum(not f.low <= f.real["made"] <= f.high for f in made) >= len(made) // 2


def test_ranks_and_correlations():
    assert ranks(np.array([3.0, 1.0, 3.0])).tolist() == [2.5, 1.0, 2.5]
    assert spearman(np.array([1.0, 2, 3, 4]), np.array([1.0, 4, 9, 16])) == pytest.approx(1)
    assert spearman(np.array([1.0, 2, 3]), np.array([1.0, 1, 1])) is None
    assert two_sample_ks(np.array([1.0, 2]), np.array([3.0, 4])) == 1
    assert two_sample_ks(np.array([1.0, 2, 3]), np.array([1.0, 2, 3])) == 0


def test_a_regression_finds_what_made_the_outcome():
    rng = np.random.default_rng(1)
    x = rng.normal(size=(4000, 2))
    outcome = rng.random(4000) < 1 / (1 + np.exp(-(0.5 + 1.0 * x[:, 0] - 0.7 * x[:, 1])))
    assert logistic(x, outcome) == pytest.approx([0.5, 1.0, -0.7], abs=0.12)
    assert auc(x[:, 0] - 0.7 * x[:, 1], outcome) == pytest.approx(0.77, abs=0.03)
    assert auc(np.ones(4), np.array([True, False, True, False])) == 0.5


def test_the_weekend_is_that_of_the_year(tmp_path):
    """Until 2021 the Emirates rested on Friday and Saturday: who works on a Sunday works on a weekday."""
    config = {"country": "AE", "industry": "saas", "startDate": "2019-06-01", "asOf": "2020-05-31", "teamSize": 8}
    found = score_bundle(build_bundle(config, "plain", tmp_path / "bundle").path)
    shares = {m.figure.name: m for scored in found.parts for m in scored.figures if "weekend_share" in m.figure.name}
    assert {name: measured.passed for name, measured in shares.items()} == {
        "weekend_share": True,
        "lead_weekend_share": True,
    }
