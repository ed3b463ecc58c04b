"""Resolving fills in every default, tells every problem at once, and changes nothing in what it has resolved."""

from __future__ import annotations

import json
from datetime import date
from decimal import Context, Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demogen.config.limits import months_before
from demogen.config.model import CHANNELS, STANDARD_MAX
from demogen.config.reference import Reference
from demogen.config.resolve import resolve, slugify, with_seed
from demogen.config.slug import tenant_slug
from demogen.config.template import commented_config
from demogen.errors import ConfigError

BASE = {"country": "US", "industry": "saas", "startDate": "2025-01-01", "asOf": "2026-06-30", "seed": "x"}
COUNTRIES, INDUSTRIES = Reference().names("countries"), Reference().names("industries")


def problems_of(raw, **options):
    with pytest.raises(ConfigError) as caught:
        resolve(raw, **options)
    return {problem.where: str(problem) for problem in caught.value.problems}


def configs():
    """Draw configs that hold any of the fields, each within its limits."""
    percent = st.decimals(0, 20, places=3, allow_nan=False) | st.floats(0, 20).map(lambda share: round(share, 12))
    return st.fixed_dictionaries(
        {
            "country": st.sampled_from([*COUNTRIES, "UK"]),
            "industry": st.sampled_from(INDUSTRIES),
            "startDate": st.dates(date(2024, 6, 30), date(2026, 6, 30)).map(str),
            "asOf": st.just("2026-06-30"),
        },
        optional={
            "tenantName": st.text(st.characters(categories=["L", "N"]), min_size=3, max_size=100),
            "timezone": st.sampled_from(["UTC", "Asia/Kathmandu"]),
            "currency": st.sampled_from(["JPY", "EUR", "USD", "KRW"]),
            "teamSize": st.integers(2, 50),
            "seed": st.text(st.characters(codec="ascii", categories=["L", "N"]), min_size=1, max_size=64),
            "targets": st.fixed_dictionaries(
                {},
                optional={
                    "leads": st.integers(100, 50_000) | st.integers(100, 50_000).map(Decimal),
                    "contacts": st.integers(50, 20_000),
                    "closedWonValue": st.decimals(5_000, 50_000_000, places=4) | st.floats(5_000, 50_000_000),
                    "pipelineValue": st.decimals(10_000, 100_000_000, places=1),
                },
            ),
            "growth": st.fixed_dictionaries(
                {}, optional={"curve": st.sampled_from(["step", "linear"]), "monthlyRate": percent}
            ),
            "channelMix": st.dictionaries(
                st.sampled_from(CHANNELS), percent.filter(lambda share: share > 1), min_size=1
            ),
            "realism": st.fixed_dictionaries({}, optional={"dropOffRate": percent, "whaleRatio": percent}),
        },
    )


@given(configs())
def test_resolving_again_changes_nothing(raw):
    once = resolve(raw)
    text = json.dumps(once.as_json())
    again = resolve(json.loads(text))
    assert again == once
    assert json.dumps(again.as_json()) == text
    assert resolve(once.as_json()) == once


@given(configs())
def test_decimal_context_of_caller_does_not_matter(raw):
    with localcontext(Context(prec=3)):
        rough = resolve(raw).as_json()
    assert rough == resolve(raw).as_json()


def test_defaults_follow_country_and_industry():
    config = resolve(BASE | {"country": "JP", "industry": "trading"})
    assert (config.timezone, config.currency.code, config.leads) == ("Asia/Tokyo", "JPY", 2000)
    assert resolve(BASE | {"country": "UK"}) == resolve(BASE | {"country": "GB"})
    assert resolve(BASE | {"country": "DE", "currency": "JPY"}).currency.code == "JPY"


def test_options_win_over_config():
    config = resolve(BASE, seed="other", as_of=date(2026, 1, 31))
    assert (config.seed, config.as_of) == ("other", date(2026, 1, 31))
    assert with_seed(config, "third").seed == "third"
    assert resolve(BASE | {"seed": 7}).seed == "7"
    assert "seed" not in resolve({key: value for key, value in BASE.items() if key != "seed"}).as_json()


def test_every_problem_is_told_at_once():
    raw = {
        "country": "Germany",
        "industri": "saas",
        "startDate": "2025-02-29",
        "teamSize": "ten",
        "tenantName": "a\0b",
        "timezone": "Berlin",
        "currency": "XXX",
        "targets": {"leads": 1, "closedWonValue": float("nan"), "companies": 5001, "contacts": None},
        "growth": [],
        "channelMix": {"seo": "x"},
        "realism": {"whaleratio": 3, "dropOffRate": 51},
        "seed": 1.5,
        "limits": "none",
        5: 6,
    }
    assert set(problems_of(raw)) == {
        "/", "/country", "/industri", "/industry", "/startDate", "/teamSize", "/tenantName", "/timezone", "/currency",
        "/targets/leads", "/targets/closedWonValue", "/targets/companies", "/growth", "/channelMix/seo",
        "/realism/whaleratio", "/realism/dropOffRate", "/seed", "/limits", "/asOf",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("change", "where", "hint"),
    [
        ({"country": "germany"}, "/country", "Did you mean `DE`?"),
        ({"country": "us"}, "/country", "Did you mean `US`?"),
        ({"country": "uk"}, "/country", "Did you mean `GB`?"),
        ({"country": "../text/en-US"}, "/country", "Known: AE, BR"),
        ({"country": ""}, "/country", "Known: AE, BR"),
        ({"industry": "SaaS"}, "/industry", "Did you mean `saas`?"),
        ({"timezone": "berlin"}, "/timezone", "Did you mean `Europe/Berlin`?"),
        ({"timezone": "europe/berlin"}, "/timezone", "Did you mean `Europe/Berlin`?"),
        ({"timezone": "GMT+25"}, "/timezone", "such as Europe/Berlin"),
        ({"timezone": ""}, "/timezone", "such as Europe/Berlin"),
        ({"currency": "eur"}, "/currency", "Did you mean `EUR`?"),
        ({"currency": ""}, "/currency", "Known: AED"),
        ({"limits": "Extended"}, "/limits", "Did you mean `extended`?"),
        ({"growth": {"curve": "exponental"}}, "/growth/curve", "Did you mean `exponential`?"),
        ({"team_size": 5}, "/team_size", "Did you mean `teamSize`?"),
        ({"leads": 500}, "/leads", "It belongs at `targets.leads`."),
        ({"realism": {"seasonality": True}}, "/realism/seasonality", "It belongs at `growth.seasonality`."),
        ({"teamSize": "12"}, "/teamSize", "without quotes"),
        ({"growth": {"seasonality": "no"}}, "/growth/seasonality", "Write true or false."),
        ({"seed": True}, "/seed", "Put it in quotes."),
        ({"startDate": "2025-01-01T00:00:00Z"}, "/startDate", "Leave out the time: 2025-01-01."),
        ({"targets": {"leads": 60_000}}, "/targets/leads", "`limits: extended`"),
    ],
)
def test_problem_has_suggestion(change, where, hint):
    found = problems_of(BASE | change)
    assert list(found) == [where]
    assert hint in found[where]


@pytest.mark.parametrize(
    ("key", "good", "bad"),
    [
        ("teamSize", [2, 50, 50.0, Decimal("1E+1")], [1, 51, 2.5, True, "5", None.__class__, 10**100]),
        ("tenantName", ["abc", "x" * 100, "Ωμέγα", " abc "], ["ab", " a ", "   ", "x" * 101, 5, "a\nb", "a\u202eb"]),
        ("seed", ["a", "x" * 64, 5, -5, 10**63], ["", "x" * 65, 1.5, False, [], 10**70]),
        ("limits", ["standard", "extended"], ["", 1, True]),
        ("targets.leads", [100, 50_000, Decimal("1E+3")], [99, 50_001, 100.5, True, float("inf")]),
        ("targets.contacts", [50, 20_000], [49, 20_001]),
        ("targets.companies", [20, 5_000], [19, 5_001]),
        ("targets.closedWonCount", [10, 5_000], [9, 5_001]),
        ("targets.closedWonValue", [5_000, 50_000_000], [Decimal("4999.99"), Decimal("50000000.01"), True]),
        ("targets.pipelineValue", [10_000, 100_000_000], [9_999, 100_000_001, float("nan")]),
        ("growth.monthlyRate", [0, 50, 0.1], [-1, 50.001, "5"]),
        ("channelMix.seo", [0.5, 100], [-0.1, 101, None.__class__, 0, 1e-12]),
        ("realism.dropOffRate", [0, 50], [-1, 51]),
        ("realism.whaleRatio", [0, 20], [-1, 20.5]),
        ("realism.responseSlaHours", [1, 72], [0, 73, 1.5]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_limits_include_both_ends(key, good, bad):
    head, _, tail = key.partition(".")
    for value in good:
        resolve(BASE | {head: {tail: value} if tail else value})
    for value in bad:
        found = problems_of(BASE | {head: {tail: value} if tail else value})
        assert all(where in {f"/{head}/{tail}", f"/{head}"} for where in found), value


@pytest.mark.parametrize("name", STANDARD_MAX)
def test_extended_lifts_volume(name):
    extended = BASE | {"limits": "extended"}
    resolve(extended | {"targets": {name: STANDARD_MAX[name] * 200}})
    assert list(problems_of(extended | {"targets": {name: STANDARD_MAX[name] * 200 + 1}})) == [f"/targets/{name}"]


@pytest.mark.parametrize(
    ("currency", "most"),
    [("USD", 50_000_000), ("GBP", 50_000_000), ("JPY", 7_800_000_000), ("AED", 183_625_000)],
)
def test_money_limits_follow_currency(currency, most):
    raw = BASE | {"currency": currency}
    assert resolve(raw | {"targets": {"closedWonValue": most}}).won_minor == most * (1 if currency == "JPY" else 100)
    assert list(problems_of(raw | {"targets": {"closedWonValue": most + 1}})) == ["/targets/closedWonValue"]
    resolve(raw | {"limits": "extended", "targets": {"closedWonValue": most * 20}})
    assert problems_of(raw | {"limits": "extended", "targets": {"closedWonValue": most * 20 + 1}})


@pytest.mark.parametrize(
    ("limits", "as_of", "first", "before"),
    [
        ("standard", "2026-06-30", "2024-06-30", "2024-06-29"),
        ("standard", "2024-02-29", "2022-02-28", "2022-02-27"),
        ("standard", "2026-02-28", "2024-02-28", "2024-02-27"),
        ("extended", "2026-06-30", "2016-06-30", "2016-06-29"),
        ("standard", "2015-06-30", "2015-01-01", "2014-12-31"),
    ],
)
def test_history_includes_both_ends(limits, as_of, first, before):
    raw = BASE | {"asOf": as_of, "limits": limits}
    for start in (first, as_of):
        assert resolve(raw | {"startDate": start}).start_date == date.fromisoformat(start)
    assert list(problems_of(raw | {"startDate": before})) == ["/startDate"]
    assert "lies after asOf" in problems_of(raw | {"startDate": "2026-07-01"})["/startDate"]


@pytest.mark.parametrize(
    "day", ["2025-02-29", "2025-13-01", "0000-01-01", "20250101", "2025-1-1", "\uff12\uff10\uff12\uff15-01-01", "today"]
)
def test_day_off_the_calendar_is_refused(day):
    assert list(problems_of(BASE | {"startDate": day})) == ["/startDate"]
    assert "/asOf" in problems_of(BASE | {"asOf": day})


@pytest.mark.parametrize("day", ["2014-12-31", "2034-01-01"])
def test_as_of_lies_within_the_calendars(day):
    assert "outside the calendars" in problems_of(BASE | {"asOf": day, "startDate": day})["/asOf"]


def test_months_before_keeps_to_the_month():
    assert months_before(date(2024, 3, 31), 1) == date(2024, 2, 29)
    assert months_before(date(2024, 2, 29), -12) == date(2025, 2, 28)
    assert months_before(date(2024, 12, 31), -2) == date(2025, 2, 28)


@pytest.mark.parametrize(
    ("change", "warning"),
    [
        ({"channelMix": {"seo": 30, "meta": 30}}, "/channelMix: sums to 60, not 100, and was normalised"),
        ({"channelMix": {"seo": 100}}, None),
        ({"targets": {"closedWonValue": Decimal("9000.005")}}, "finer than the minor unit of USD"),
        ({"currency": "JPY", "targets": {"pipelineValue": Decimal("10000.5")}}, "finer than the minor unit of JPY"),
        ({"targets": {"pipelineValue": Decimal("10000.50")}}, None),
        ({"realism": {"dropOffRate": Decimal("1.00000000001")}}, "/realism/dropOffRate"),
        ({"growth": {"curve": "step", "monthlyRate": 7}}, "has no effect on the curve step"),
        ({"growth": {"curve": "logistic", "monthlyRate": 7}}, "has no effect on the curve logistic"),
        ({"growth": {"curve": "linear", "monthlyRate": 7}}, None),
        ({"growth": {"curve": "step"}}, None),
    ],
)
def test_oddities_are_warned_of(change, warning):
    warnings = resolve(BASE | change).warnings
    assert len(warnings) == (1 if warning else 0)
    assert not warning or warning in warnings[0]


def test_money_is_rounded_half_up():
    assert resolve(BASE | {"targets": {"closedWonValue": Decimal("9000.005")}}).won_minor == 900_001
    assert resolve(BASE | {"targets": {"closedWonValue": 9000.004}}).won_minor == 900_000


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Acme, Inc.", "acme-inc"),
        ("Müller & Söhne", "mueller-soehne"),
        ("Mu\u0308ller", "mueller"),
        ("Łódź Ørsted Þór", "lodz-orsted-thor"),
        ("São João", "sao-joao"),
        ("青葉トレーディング", "aoba-trading"),
        ("شركة النخيل", "shrka-alnkhyl"),
        ("日本 CRM", "nihon-crm"),
        ("東京 CRM", "tokyo-crm"),
        ("さくら不動産", "sakura-fudosan"),
        ("楡の木", "no-df16dbad"),
        ("!!!", "tenant-e84c538e"),
    ],
)
def test_tenant_slug_is_ascii(name, slug):
    assert tenant_slug(name) == slug


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=100))
def test_slugs_are_labels_of_addresses(name):
    for slug in (slugify(name), tenant_slug(name)):
        assert 0 < len(slug) <= 63
        assert all(part.isascii() and part.isalnum() and part == part.lower() for part in slug.split("-"))


def test_cut_slugs_differ():
    assert tenant_slug("x" * 99 + "a") != tenant_slug("x" * 99 + "b")
    assert len(tenant_slug("x" * 100)) == 63
    assert tenant_slug("日本 CRM") != tenant_slug("東京 CRM")


@pytest.mark.parametrize(("country", "industry"), [("US", "saas"), ("JP", "trading"), ("UK", "igaming")])
def test_commented_config_says_the_defaults(country, industry):
    from demogen.config.read import parse_config

    as_of = date(2026, 2, 28)
    text = commented_config(country, industry, as_of)
    empty = {"country": country, "industry": industry, "startDate": "2024-08-01", "asOf": "2026-02-28"}
    written = parse_config(text.encode(), ".yaml", "init")
    assert {key: value for key, value in written.items() if value is not None} == empty
    assert resolve(written) == resolve(empty)
    lines = text.split("\n\n", 1)[1].splitlines()
    keys = ("tenantName", "timezone", "currency", "teamSize", "seed", "limits")
    bare = [
        line.replace("# ", "", 1) if line.startswith("  # ") and line.split(": ")[0][4:].isalpha() else line
        for line in lines
    ]
    bare = [line[2:] if line.startswith(tuple(f"# {key}: " for key in keys)) else line for line in bare]
    full = parse_config("\n".join(line for line in bare if "Default:" not in line).encode(), ".yaml", "init")
    assert len(full["targets"]) == len(full["channelMix"]) == 6
    assert resolve(full) == with_seed(resolve(empty), "acme")


def test_files_follow_from_the_config_alone():
    """Whatever was read before, and whatever is read later: the Emirates write in two languages."""
    reference = Reference()
    reference.language("ja-JP")
    alone = resolve(BASE | {"country": "AE"}).files
    assert resolve(BASE | {"country": "AE"}, reference=reference).files == alone
    assert [file.path for file in alone] == [
        "countries/AE.json", "currencies.json", f"industries/{BASE['industry']}.json", "real_firms.json",
        "text/ar-AE.json", "text/en-AE.json",
    ]  # fmt: skip
