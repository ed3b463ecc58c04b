"""Reference files are found, one's own before the built-in ones, and one's own are proven before they are used."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from demogen.config.json_schema import json_schema
from demogen.config.load import load_config
from demogen.config.own_files import parse_file
from demogen.config.reference import Reference
from demogen.config.resolve import resolve
from demogen.config.soundness import file_problems
from demogen.errors import ConfigError
from demogen.plan.targets import make_plan

BASE = {"startDate": "2025-01-01", "asOf": "2026-06-30", "seed": "x"}


def write(folder, kind, name, data):
    path = folder / kind / f"{name}.json"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else json.dumps(data).encode())
    return folder


def changed(kind, name, /, **change):
    """Return a built-in file with changes; a key such as deals__avgValue goes one level down."""
    data = json.loads(json.dumps(Reference().data(kind, name)))
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
    assert sorted(config.own_files) == ["countries/FR.json", "industries/wine.json"]
    assert make_plan(config).won
    assert "FR" not in json_schema()["properties"]["country"]["examples"]


def test_own_file_comes_before_the_built_in_one(tmp_path):
    write(tmp_path, "industries", "saas", changed("industries", "saas", defaults__leads=700))
    assert resolve(BASE | {"country": "US", "industry": "saas"}, reference=Reference(tmp_path)).leads == 700
    assert resolve(BASE | {"country": "US", "industry": "saas"}).leads == 1500


def test_rates_are_never_ones_own(tmp_path):
    (tmp_path / "countries").mkdir()
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
        ({"extra": 1}, "/extra"),
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


def test_other_files_are_not_listed(tmp_path):
    (tmp_path / "countries").mkdir()
    for name in ("notes.txt", "CA.json.bak", ".DS_Store"):
        (tmp_path / "countries" / name).touch()
    assert Reference(tmp_path).names("countries") == Reference().names("countries")


@pytest.mark.parametrize("name", ["a b", "-x", "ü", "x" * 60])
def test_odd_file_names_are_told(tmp_path, name):
    write(tmp_path, "countries", name, b"{}")
    with pytest.raises(ConfigError, match="is not the name of a reference file"):
        Reference(tmp_path).names("countries")


@pytest.mark.parametrize("name", ["../text/en-US", "", "US.json", "\0", "ZZ", "a/b"])
def test_unknown_reference_is_refused(name):
    with pytest.raises(ConfigError, match="no such reference file"):
        Reference().country(name)


@pytest.mark.parametrize("path", ["missing", "file", "nul\0"])
def test_folder_of_ones_own_must_be_one(tmp_path, path):
    (tmp_path / "file").touch()
    with pytest.raises(ConfigError, match="not a folder of reference files"):
        Reference(tmp_path / path)


def test_digests_are_of_the_bytes(tmp_path):
    import hashlib

    import demogen

    data = json.dumps(changed("industries", "saas"), indent=3).encode()
    write(tmp_path, "industries", "saas", data)
    built_in = (Path(demogen.__file__).parent / "data" / "countries" / "US.json").read_bytes()
    config = resolve(BASE | {"country": "US", "industry": "saas"}, reference=Reference(tmp_path))
    found = {file.path: file for file in config.files}
    for path, content in (("countries/US.json", built_in), ("industries/saas.json", data)):
        assert found[path].digest == f"sha256:{hashlib.sha256(content).hexdigest()}"
    assert (found["countries/US.json"].content, found["industries/saas.json"].content) == (None, data)


def test_what_was_read_once_stays(tmp_path):
    """A file that is edited between two looks at one config does not give two worlds."""
    write(tmp_path, "industries", "saas", changed("industries", "saas", defaults__leads=700))
    config = resolve(BASE | {"country": "US", "industry": "saas"}, reference=Reference(tmp_path))
    write(tmp_path, "industries", "saas", changed("industries", "saas", defaults__leads=900))
    assert load_config(config).files == config.files
    assert load_config(BASE | {"country": "US", "industry": "saas"}, reference=tmp_path).leads == 900


def as_yaml(data, **lines):
    """Write a file as YAML with comments; a line of its own may stand for a key."""
    rows = [f"{key}: {lines.get(key, json.dumps(value))}  # {key}" for key, value in data.items() if key != "$schema"]
    return "\n".join(["# what only people read", *rows, ""]).encode()


def test_yaml_with_comments_is_the_same_file(tmp_path):
    data = changed("industries", "saas")
    path = tmp_path / "industries" / "saas.yaml"
    path.parent.mkdir()
    path.write_bytes(as_yaml(data))
    known = Reference(tmp_path)
    assert known.data("industries", "saas") == {key: value for key, value in data.items() if key != "$schema"}
    assert (
        resolve(BASE | {"country": "US", "industry": "saas"}, reference=known).files[2].path == "industries/saas.yaml"
    )
    (path.parent / "saas.json").write_text(json.dumps(data))
    with pytest.raises(ConfigError, match=r"is there twice; found saas\.json and saas\.yaml"):
        Reference(tmp_path).industry("saas")


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        ({"name": "*other"}, "aliases are not allowed"),
        ({"name": "!!str x"}, "tags are not allowed"),
        ({"name": "[a, b"}, "is not valid YAML"),
        ({"name": "x\nid: saas"}, "/id: stands twice"),
        ({"deals": "{winRate: .nan}"}, "/deals/winRate: is not a finite number"),
        ({"name": "[" * 15 + "]" * 15}, "is nested too deeply"),
        ({"name": "{1: 2}"}, "a key is not text"),
        ({"tags": "[" + "a," * 300_000 + "]"}, "too many values"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_own_yaml_is_proven(tmp_path, lines, says):
    path = tmp_path / "industries" / "saas.yaml"
    path.parent.mkdir()
    path.write_bytes(as_yaml(changed("industries", "saas"), **lines))
    found = problems_of(tmp_path)
    assert any(says in problem and "saas.yaml" in problem for problem in found), found


@pytest.mark.parametrize(
    "odd", [{"holidays": [1, "a", *map(str, range(150_000))]}, {str(n): n for n in range(90_000)}], ids=["days", "keys"]
)
def test_proof_takes_no_longer_than_its_file_is_long(tmp_path, odd):
    """Each with each would be ten thousand million comparisons: this test ends, or it does not."""
    write(tmp_path, "countries", "US", changed("countries", "US", **odd))
    assert problems_of(tmp_path)[-1].startswith("and ") or len(problems_of(tmp_path)) < 60


def test_schema_and_soundness_are_told_at_once(tmp_path):
    """A wrong holiday hides no unknown currency, and a country's problems hide no industry's (case 7)."""
    write(tmp_path, "countries", "US", changed("countries", "US", currency="XXX", streets=[], holidays=["2025-13-01"]))
    write(tmp_path, "industries", "saas", changed("industries", "saas", seasons=[1], leadHours=[0] * 24))
    told = problems_of(tmp_path)
    for place in ("/currency", "/streets", "/holidays/0", "/seasons", "/leadHours"):
        assert any(f" {place}: " in problem for problem in told), (place, told)


@pytest.mark.parametrize("huge", [10**13, 99999999999999999999, -(10**13)])
def test_numbers_that_no_sum_can_hold_are_told(huge):
    data = changed("industries", "saas", deals__maxValue=huge)
    assert "/deals/maxValue" in [problem.where for problem in file_problems(data, "industry", "saas")]


@pytest.mark.parametrize(
    ("country", "change", "told"),
    [
        ("US", {"mobiles": ["+1416#######"]}, ["/mobiles/0"]),
        ("US", {"mobiles": ["+141655501##", "+14165550###"]}, ["/mobiles/1"]),
        ("GB", {"mobiles": ["+447700900###", "+4477009#####"]}, ["/mobiles/1"]),
        ("DE", {"mobiles": ["+4917139200##", "+491713######"]}, ["/mobiles/1"]),
        ("BR", {"mobiles": ["+5511#########"]}, []),
    ],
)
def test_numbers_of_ones_own_reach_nobody_where_it_is_known_which_do(tmp_path, country, change, told):
    write(tmp_path, "countries", country, changed("countries", country, **change))
    data = json.loads((tmp_path / "countries" / f"{country}.json").read_text())
    known = Reference().known
    found = file_problems(data, "country", country, known.currencies, known.texts)
    assert [problem.where for problem in found] == told


def test_other_codes_of_a_country_are_read_as_its_own(tmp_path):
    write(tmp_path, "countries", "FR", changed("countries", "DE", code="FR", name="France", aliases=["FX"]))
    known = Reference(tmp_path)
    assert [known.code(word) for word in ("UK", "FX", "GB", "FR", "XX")] == ["GB", "FR", "GB", "FR", "XX"]
    assert resolve(BASE | {"country": "FX", "industry": "saas"}, reference=known).country.code == "FR"
    assert Reference().code("FX") == "FX"


def test_choices_are_those_of_all_files_and_no_broken_one_hides_them(tmp_path):
    write(tmp_path, "countries", "FR", changed("countries", "DE", code="FR", name="France"))
    write(tmp_path, "countries", "XY", b"{")
    assert Reference(tmp_path).choices("countries")[3:5] == [("FR", "France"), ("GB", "United Kingdom")]
    assert Reference(tmp_path).choices("countries")[-1] == ("XY", "XY")
    assert Reference().choices("industries")[-1] == ("trading", "Trading / Forex")


def test_whole_numbers_of_ones_own_are_whole():
    data, problems = parse_file(b"a: 14.0\nb: 0.25\nc: [1e3]\n", ".yaml")
    assert (problems, data) == ([], {"a": 14, "b": 0.25, "c": [1000]})
    assert [type(data["a"]), type(data["b"])] == [int, float]


def test_money_converts_half_up():
    rates = Reference().currencies
    assert (rates["USD"].from_dollars(10), rates["JPY"].from_dollars(10), rates["EUR"].from_dollars(1)) == (
        1000,
        1560,
        85,
    )
