"""Reference data is typed: a key that is misspelt or missing fails when its file is read, at its place."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

import pyarrow.compute as pc
import pytest
from jsonschema import Draft202012Validator

import demogen
from demogen.config import activity_behaviour, reference
from demogen.config.behaviour import PassedOn, load_behaviour, parse_behaviour
from demogen.config.country import parse_country
from demogen.config.industry import parse_industry
from demogen.config.model import CHANNELS
from demogen.config.name_lists import COHORTS, NameList, join_names
from demogen.config.reference import Reference
from demogen.config.resolve import resolve
from demogen.config.text import parse_text
from demogen.data.sources import layout
from demogen.errors import ConfigError
from demogen.schemas import load_schema
from demogen.world import kinds
from demogen.world.wording import without_topic

KNOWN = Reference()
DEMOGEN = Path(demogen.__file__).parent
BEHAVIOUR = DEMOGEN / "data" / "behaviour.json"
PARSERS = {"country": parse_country, "industry": parse_industry, "text": parse_text, "behaviour": parse_behaviour}
EXTRA = {"aliases": ["NI"], "secondLanguage": {"language": "en-US", "perMille": 10}}
RANGE = {"hours": {"until": "21:00", "saturday": ["10:00", "16:00"]}}


def cut(value):
    """Return a value with two entries of each list, save of rows and of numbers."""
    if isinstance(value, dict):
        return {key: cut(item) for key, item in value.items()}
    if isinstance(value, list) and all(isinstance(item, (str, list, dict)) for item in value):
        return [cut(item) for item in value[:2]]
    return value


def small(kind):
    """Return a built-in file with every key that there is, its long lists cut; it may be changed."""
    return json.loads(_small(kind))


@cache
def _small(kind):
    data = {
        "country": lambda: cut({**KNOWN.data("countries", "JP"), **EXTRA}),
        "industry": lambda: cut({**KNOWN.data("industries", "saas"), **RANGE}),
        "text": lambda: cut({**KNOWN.data("text", "de-DE"), "labels": {"Demo": "Vorführung"}}),
        "behaviour": lambda: json.loads(BEHAVIOUR.read_bytes()),
    }[kind]()
    if kind == "country":
        data["places"][0] |= {"shortCity": "Sapporo", "shortSlug": "sapporo"}
    return json.dumps(data)


@cache
def validator(kind):
    return Draft202012Validator(load_schema(kind))


def objects(value, place=()):
    """Yield the places of all objects."""
    if isinstance(value, dict):
        yield place
    for key, item in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from objects(item, (*place, key))


def inside(value, place):
    for key in place:
        value = value[key]
    return value


KEYS = [
    (kind, place, key)
    for kind in PARSERS
    for data in [small(kind)]
    for place in objects(data)
    for key in inside(data, place)
    if key != "$schema"
]


def pointer(place):
    return "".join(f"/{key}" for key in place)


def told(kind, data):
    """Return the places at which a file is refused, none where it is read."""
    try:
        PARSERS[kind](data)
    except ConfigError as error:
        return {problem.where for problem in error.problems}
    return set()


def by_schema(kind, data, place):
    """Return whether the keys of an object are those that its schema asks for."""
    errors = [e for error in validator(kind).iter_errors(data) for e in (error, *error.context)]
    words = {"required", "additionalProperties"}
    return not any(e.validator in words and tuple(e.absolute_path) == place for e in errors)


@pytest.mark.parametrize("kind", PARSERS)
def test_file_with_every_key_is_read(kind):
    assert told(kind, small(kind)) == set()


@pytest.mark.parametrize(
    ("kind", "place", "key"), KEYS, ids=lambda part: part if isinstance(part, str) else pointer(part)
)
def test_every_key_is_asked_for_as_its_schema_does(kind, place, key):
    """Without a key that is required a file is refused at its place, and so it is with one that is not known."""
    data = small(kind)
    found = inside(data, place)
    value = found.pop(key)
    assert told(kind, data) == (set() if by_schema(kind, data, place) else {pointer((*place, key))})
    misspelt = f"{key}x"
    found[misspelt] = value
    open_ = by_schema(kind, {**data}, place)
    where = {pointer((*place, misspelt))}
    assert told(kind, data) >= (set() if open_ else where)
    assert bool(told(kind, data)) != open_


@pytest.mark.parametrize(
    ("kind", "place", "value", "where"),
    [
        ("country", ("namePools",), {}, "/namePools"),
        ("country", ("namePools", 0, "female", 1), ["Aiko"], "/namePools/0/female/1"),
        ("country", ("namePools", 0, "male", 0, 1), [1, 2], "/namePools/0/male/0"),
        ("country", ("titles", 1), ["CEO", "executive", 4], "/titles/1"),
        ("country", ("weeks", 0, "days", "mon"), [["09:00"]], "/weeks/0/days/mon/0"),
        ("country", ("places", 1), "Sapporo", "/places/1"),
        ("country", ("tenantNames",), [], "/tenantNames"),
        ("industry", ("hours",), "never", "/hours"),
        ("industry", ("tags", 0), ["Champion", "#000000"], "/tags/0"),
        ("industry", ("products", 1), "Quillbay", "/products/1"),
        ("industry", (), [], "/"),
        ("text", ("dear", "male"), "Hi", "/dear/male"),
        ("text", ("activities", "email.reply", "bodies"), [], "/activities/email.reply/bodies"),
        ("behaviour", ("billing", "plans"), {}, "/billing/plans"),
    ],
    ids=str,
)
def test_values_of_another_shape_are_refused(kind, place, value, where):
    data = small(kind)
    if place:
        inside(data, place[:-1])[place[-1]] = value
    else:
        data = value
    assert told(kind, data) == {where}


def test_misspelt_key_of_a_built_in_file_is_told_with_its_file(monkeypatch):
    data = small("industry")
    data["deals"]["minValu"] = data["deals"].pop("minValue")
    reference._parsed_built_in.cache_clear()
    with monkeypatch.context() as patch:
        patch.setattr(reference, "_built_in", lambda _: (data, "sha256:0"))
        with pytest.raises(ConfigError) as caught:
            Reference().industry("saas")
    assert [str(problem) for problem in caught.value.problems] == [
        "industries/saas.json /deals/minValu: is an unknown key. Did you mean `minValue`?",
        "industries/saas.json /deals/minValue: is missing",
    ]
    assert Reference().industry("saas").deals.min_value == 2400


def test_values_are_made_once():
    assert KNOWN.country("GB") is KNOWN.country("GB") is Reference().country("GB")
    assert KNOWN.language("en-GB") is Reference().language("en-GB")


def rows_of(names):
    """Return the rows that a list of names was read from; a weight that is the same for all cohorts stands alone."""
    weights = [row[0] if len(set(row)) == 1 else list(row) for row in zip(*names.weights, strict=True)]
    for latin, weight, *spellings in zip(names.latin, weights, names.native, names.phonetic, strict=True):
        yield [latin, weight, *(spelling for spelling in spellings if spelling is not None)]


@pytest.mark.parametrize("code", KNOWN.names("countries"))
def test_country_says_what_its_file_does(code):
    country, data = KNOWN.country(code), KNOWN.data("countries", code)
    for pool, raw in zip(country.name_pools, data["namePools"], strict=True):
        for key in ("female", "male", "last"):
            assert list(rows_of(getattr(pool, key))) == raw[key]
    for found, key in ((country.streets, "streets"), (country.legal_forms, "legalForms")):
        assert [list(row) for row in zip(found.texts, found.weights, strict=True)] == data[key]
    assert [day.isoformat() for day in country.holidays] == data["holidays"]
    assert [place.city for place in country.places] == [place["city"] for place in data["places"]]


def test_companies_are_named_after_a_part_of_a_town():
    """Of two places in one town each has its own name, and a short one in web addresses where its file says so."""
    found = {place.city: (place.company_city, place.company_slug) for place in KNOWN.country("AE").places}
    assert found["Business Bay, Dubai"] == ("Business Bay", "business-bay")
    assert found["Al Khan, Sharjah"] == ("Al Khan", "al-khan-sharjah")
    assert found["Dibba Al Fujairah"][0] == "Dibba Al Fujairah"


def test_script_of_company_names_is_a_fact_of_a_country():
    data = {key: value for key, value in small("country").items() if key != "companyScript"}
    assert parse_country(data).native_companies
    assert not parse_country(data | {"companyScript": "latin"}).native_companies
    assert not KNOWN.country("AE").native_companies


@pytest.mark.parametrize("code", KNOWN.names("countries"))
def test_legal_forms_are_told_from_names(code):
    """By one expression for Python and for what has RE2's: Arrow and DuckDB."""
    country = KNOWN.country(code)
    pattern = country.legal_form_pattern
    for form in country.legal_forms.texts:
        name = f"Norvia Lar {form}"
        assert re.sub(pattern, "", name) == "NorviaLar"
        assert pc.replace_substring_regex(name, pattern, "").as_py() == "NorviaLar"


def test_config_has_the_texts_of_its_country():
    config = resolve({"country": "AE", "industry": "saas", "startDate": "2025-01-01", "asOf": "2025-06-30"})
    assert [text.language for text in config.texts] == config.country.languages == ["en-AE", "ar-AE"]


def test_names_join_with_the_weights_of_every_cohort():
    first = NameList(("Ann", "Eve"), ((3, 1), (2, 2), (1, 3)), (None, None), (None, None))
    last = NameList(("Sato",), ((9,),), ("佐藤",), ("サトウ",))
    both = join_names([first, last])
    assert both == NameList(
        ("Ann", "Eve", "Sato"), ((3, 1, 9), (2, 2, 9), (1, 3, 9)), (None, None, "佐藤"), (None, None, "サトウ")
    )
    assert (len(both.latin), len(both.weights)) == (3, COHORTS)
    assert join_names([last, last]).weights == ((9, 9),)


def test_industry_is_named_by_a_language():
    labels = {"Discovery": "Erstgespräch", "saas:Closed Won": "Gewonnen", "finserv:Demo": "Vorführung"}
    named = KNOWN.industry("saas").named(labels)
    assert [stage.name for stage in named.pipeline.stages[:2]] == ["Erstgespräch", "Demo"]
    assert named.pipeline.whale_stage == "Gewonnen"
    assert named.deals == KNOWN.industry("saas").deals


def test_behaviour_is_sound():
    data = json.loads(BEHAVIOUR.read_bytes())
    assert [error.message for error in validator("behaviour").iter_errors(data)] == []
    assert BEHAVIOUR.read_text(encoding="utf-8") == layout.dump(data) + "\n"
    found = load_behaviour()
    assert tuple(found.channels) == CHANNELS
    assert found.companies.size_sigma == 1415578  # 1.35 in units of 2^-20
    plans = ["starter"] * 2 + ["growth"] * 2 + ["scale"] * 2
    assert [found.billing.plan_of(size) for size in (1, 9, 10, 29, 30, 500)] == plans


def test_names_of_behaviour_are_those_of_the_world():
    """What is drawn by place is in the order of what it is about."""
    assert [f"call.{name}" for name in activity_behaviour.CALL_OUTCOMES] == list(kinds.KINDS[:3])
    assert [f"email.inbound.{topic}" for topic in load_behaviour().activities.emails.topics] == [
        kinds.KINDS[kind] for kind in kinds.INBOUND
    ]
    assert {*activity_behaviour.WITH_CLOSERS} <= {without_topic(kind) for kind in kinds.KINDS}
    assert PassedOn._fields[1:] == activity_behaviour.Ends._fields == ("won", "lost")


def records_of(value):
    """Yield all typed values in one."""
    if hasattr(value, "_fields"):
        yield value
    for item in value.values() if isinstance(value, dict) else value if isinstance(value, tuple) else ():
        yield from records_of(item)


def test_every_figure_of_behaviour_is_read():
    """By its name where worlds are drawn; figures of two or three outcomes are taken together."""
    together = {"Ends", "PassedOn", "GoesOn", "PricePlan"}
    code = "".join(path.read_text(encoding="utf-8") for path in (DEMOGEN / "world").rglob("*.py"))
    fields = {field for value in records_of(load_behaviour()) for field in value._fields
              if type(value).__name__ not in together}  # fmt: skip
    assert len(fields) > 70
    assert {field for field in fields if not re.search(rf"\.{field}\b", code)} == {"plans"}  # which plan_of reads
