"""Reference files are found, one's own before the built-in ones, and one's own are proven before they are used."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from demogen.config.json_schema import json_schema
from demogen.config.reference import Reference
from demogen.config.resolve import resolve
from demogen.errors import ConfigError
from demogen.plan.targets import make_plan

BASE = {"startDate": "2025-01-01", "asOf": "2026-06-30", "seed": "x"}


def write(folder, kind, name, data):
    path = folder / kind / f"{name}.json"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else json.dumps(data).encode())
    return folder


def changed(kind, name, /, **change):
    """Give a built-in file with changes; a key such as deals__avgValue goes one level down."""
    reference = Reference()
    data = json.loads(json.dumps((reference.country(name) if kind == "countries" else reference.industry(name)).data))
    for key, value in change.items():
        head, _, tail = key.partition("__")
        if tail:
            data[head][tail] = value
        else:
            data[head] = value
    return data


def problems_of(folder, **names):
    with pytest.raises(ConfigError) as caught:
        resolve(BASE | {"country": "US", "industry": "saas"} | names, reference=Reference(folder))
    return [str(problem) for problem in caught.value.problems]


def test_own_country_and_industry_are_used(tmp_path):
    write(tmp_path, "countries", "FR", changed("countries", "DE", code="FR", name="France", timezone="Europe/Paris"))
    write(tmp_path, "industries", "wine", changed("industries", "ecommerce", id="wine"))
    config = resolve(BASE | {"country": "FR", "industry": "wine"}, reference=Reference(tmp_path))
    assert (config.country.code, config.industry.id, config.timezone) == ("FR", "wine", "Europe/Paris")
    assert resolve(config.as_json(), reference=config.reference) == config
    assert set(config.reference.digests) >= {"countries/FR.json", "industries/wine.json"}
    assert make_plan(config).won
    assert "FR" not in json_schema()["properties"]["country"]["examples"]


def test_own_file_comes_before_the_built_in_one(tmp_path):
    write(tmp_path, "industries", "saas", changed("industries", "saas", defaults__leads=700))
    assert resolve(BASE | {"country": "US", "industry": "saas"}, reference=Reference(tmp_path)).leads == 700
    assert resolve(BASE | {"country": "US", "industry": "saas"}).leads == 1500


def test_rates_are_never_ones_own(tmp_path):
    (tmp_path / "currencies.json").write_text('{"rates": {}}', encoding="utf-8")
    assert Reference(tmp_path).currencies == Reference().currencies


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"code": "FR"}, "/code"),
        ({"currency": "BTC"}, "/currency"),
        ({"currency": "XXX"}, "/currency"),
        ({"language": "xx-XX"}, "/language"),
        ({"language": "../industries/saas"}, "/language"),
        ({"timezone": "Mars/Olympus"}, "/timezone"),
        ({"holidays": ["2025-02-30"]}, "/holidays/0"),
        ({"holidays": ["2025-02-03", "2025-02-01"]}, "/holidays"),
        ({"places": [], "mobiles": []}, "/places"),
        ({"streets": [["A", 0]] * 20}, "/streets/0/1"),
        ({"name": "\ud800"}, "/name"),
        ({"name": "a\x00"}, "/name"),
        ({"extra": 1}, "/"),
        ({"companyPatterns": [["{root} {nope}", 1]] * 5}, "/companyPatterns/0"),
        ({"tenantNames": {"saas": ["{root} Software", "Software"]}}, "/tenantNames/saas/1"),
        ({"tenantNames": {"saas": ["{root} {city}", "{root}"]}}, "/tenantNames/saas/0"),
        ({"taxId": {"patterns": ["DE########"], "check": "fr-vat"}}, "/taxId/check"),
        ({"companyPatterns": [["{legal}", 1]] * 5}, "/companyPatterns/0"),
        ({"companyPatterns": [["{root", 1]] * 5}, "/companyPatterns/0"),
    ],
    ids=str,
)
def test_own_country_is_proven(tmp_path, change, place):
    write(tmp_path, "countries", "US", changed("countries", "US", **change))
    found = problems_of(tmp_path)
    assert any(f"US.json {place}: " in problem for problem in found)
    assert all(problem.isprintable() and len(problem) < 600 for problem in found)


def test_own_weeks_are_proven(tmp_path):
    data = changed("countries", "US")
    data["weeks"][0]["from"] = "2016-01-01"
    assert "/weeks/0/from: comes too late" in problems_of(write(tmp_path, "countries", "US", data))[0]


STAGES = changed("industries", "saas")["pipeline"]["stages"]


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"id": "other"}, "/id"),
        ({"pipeline__stages": STAGES[::-1]}, "/pipeline/stages"),
        ({"pipeline__stages": STAGES[:-1] + STAGES[:1]}, "/pipeline/stages"),
        ({"pipeline__stages": [*STAGES[:-1], STAGES[-1], STAGES[-1]]}, "/pipeline/stages"),
        ({"pipeline__whaleStage": "Nowhere"}, "/pipeline/whaleStage"),
        ({"pipeline__whaleStage": STAGES[-1]["name"]}, "/pipeline/whaleStage"),
        ({"lostReasons": [{"reason": "x", "stage": "Closed Won", "weight": 1}] * 2}, "/lostReasons/0/stage"),
        ({"deals__avgValue": 1}, "/deals/avgValue"),
        ({"deals__cycleDaysMin": 500}, "/deals/cycleDaysMax"),
        ({"leadHours": [0] * 24}, "/leadHours"),
        ({"companyPatterns": ["{Brand} A", "B", "C"]}, "/companyPatterns/0"),
        ({"hours": {"until": "21:00", "saturday": ["16:00", "10:00"]}}, "/hours/saturday"),
        ({"hours": {"until": "25:00"}}, "/hours"),
        ({"hours": "never"}, "/hours"),
        ({"deals__winRate": 2}, "/deals/winRate"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_own_industry_is_proven(tmp_path, change, place):
    write(tmp_path, "industries", "saas", changed("industries", "saas", **change))
    assert any(f"saas.json {place}: " in problem for problem in problems_of(tmp_path))


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"{", b"\xff", b"[" * 100_000, b'{"id": 1, "id": 2}', b'{"id": 1e400}']
)
def test_own_file_that_is_no_json_is_refused(tmp_path, content):
    write(tmp_path, "industries", "saas", content)
    assert all("saas.json" in problem and problem.isprintable() for problem in problems_of(tmp_path))


def test_odd_file_names_are_not_listed(tmp_path):
    for name in ("a b", "-x", "ü", "x" * 60):
        write(tmp_path, "countries", name, b"{}")
    (tmp_path / "countries" / "notes.txt").touch()
    assert Reference(tmp_path).names("countries") == Reference().names("countries")


@pytest.mark.parametrize("name", ["../text/en-US", "", "US.json", "\0", "ZZ", "a/b"])
def test_unknown_reference_is_refused(name):
    with pytest.raises(ConfigError, match="no such reference file"):
        Reference().country(name)


@pytest.mark.parametrize("path", ["missing", "file", "nul\0"])
def test_folder_of_ones_own_must_be_one(tmp_path, path):
    (tmp_path / "file").touch()
    with pytest.raises(ConfigError, match="no folder of reference files"):
        Reference(tmp_path / path)


def test_digests_are_of_the_bytes(tmp_path):
    import hashlib

    import demogen

    built_in = Path(demogen.__file__).parent / "data" / "countries" / "US.json"
    reference = Reference()
    reference.country("US")
    assert reference.digests == {"countries/US.json": f"sha256:{hashlib.sha256(built_in.read_bytes()).hexdigest()}"}


def test_money_converts_half_up():
    rates = Reference().currencies
    assert (rates["USD"].from_dollars(10), rates["JPY"].from_dollars(10), rates["EUR"].from_dollars(1)) == (
        1000,
        1560,
        85,
    )
