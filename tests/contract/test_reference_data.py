"""Every reference file is whole, sound, deep enough and safe: nobody's number, nobody's brand, one layout."""

from __future__ import annotations

import itertools
import json
import re
from datetime import date
from pathlib import Path

import phonenumbers
import pytest
from jsonschema import Draft202012Validator

from demogen.config.reference import FIRST_DAY, LAST_DAY, Reference
from demogen.config.soundness import file_problems, text_problems
from demogen.data.sources import layout
from demogen.draw import zones
from demogen.draw.sentences import MOST_SLOTS
from demogen.schemas import load_schema

DATA = Path(layout.__file__).parents[1]
REFERENCE = Reference()
COUNTRIES, INDUSTRIES, TEXTS = (REFERENCE.names(kind) for kind in ("countries", "industries", "text"))
FILES = sorted(path for kind in ("countries", "industries", "text") for path in (DATA / kind).glob("*.json"))
SPACES = ("/between", "/reply", "/symbols")  # a space is what they are about
OPTIONAL = {"labels", "secondLanguage", "aliases", "companyScript", "tenantNames"}
KINDS = {"countries": "country", "industries": "industry", "text": "text"}

# Ranges that a regulator keeps for fiction; libphonenumber takes most of them for valid.
RESERVED = {
    "US": r"\+1\d{3}55501\d\d",
    "GB": r"\+44(2079460|1(1[3-8]|[2-6]1)4960|1914980|2896496|2920180|1632960|7700900)\d{3}",
    "DE": r"\+49(3023125\d{3}|6990009\d{3}|4066969\d{3}|2214710\d{3}|8999998\d{3}|17139200\d\d|176040690\d\d)",
}
# Brands of each industry and a few that everybody knows; no root, surname pattern or adjective may give one.
BRANDS = {
    "amazon", "google", "microsoft", "apple", "meta", "oracle", "salesforce", "hubspot", "zendesk", "zapier", "stripe",
    "shopify", "siemens", "bosch", "toyota", "honda", "sony", "petrobras", "itau", "bradesco", "emirates", "emaar",
    "damac", "barclays", "lloyds", "tesco", "vodafone", "deutsche", "allianz", "zalando", "rakuten", "nubank", "bet365",
    "etoro", "plus500", "zillow", "redfin", "paypal", "klarna", "revolut", "n26", "accenture", "deloitte", "airbnb",
}  # fmt: skip


def data_of(path):
    return json.loads(path.read_bytes())


def numbers(templates):
    """Fill the free digits of each number with a few choices."""
    return [template.replace("#", digit) for template in templates for digit in "0159"]


def walk(value, place=""):
    """Return every value below one with its place."""
    yield place, value
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in inside:
        yield from walk(item, f"{place}/{key}")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_file_passes_its_schema(path):
    schema = load_schema(KINDS[path.parent.name])
    assert [error.message[:200] for error in Draft202012Validator(schema).iter_errors(data_of(path))] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_file_has_the_canonical_layout(path):
    text = path.read_text(encoding="utf-8")
    assert text == layout.dump(json.loads(text)) + "\n"


@pytest.mark.parametrize("path", sorted((DATA / "countries").glob("*.json")), ids=lambda path: path.name)
def test_every_holiday_has_a_line(path):
    lines = {line.strip(' ,"') for line in path.read_text(encoding="utf-8").splitlines()}
    assert set(data_of(path)["holidays"]) <= lines


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_file_has_clean_texts(path):
    assert list(text_problems(data_of(path))) == []
    for place, value in walk(data_of(path)):
        if isinstance(value, str):
            assert place.startswith(SPACES) or value == value.strip(), place
            assert "  " not in value, place


@pytest.mark.parametrize("kind", KINDS)
def test_files_have_the_same_keys(kind):
    every = {path.name: set(data_of(path)) - {"$schema", "credits"} for path in (DATA / kind).glob("*.json")}
    assert len({frozenset(keys - OPTIONAL) for keys in every.values()}) == 1


@pytest.mark.parametrize("code", COUNTRIES)
def test_country_is_sound(code):
    assert list(file_problems(REFERENCE.data("countries", code), "country", code, REFERENCE.currencies, TEXTS)) == []


@pytest.mark.parametrize("name", INDUSTRIES)
def test_industry_is_sound(name):
    assert list(file_problems(REFERENCE.data("industries", name), "industry", name)) == []


# The slots of each part of a text file; {product} may stand in all that is about one.
PERSON = {"first", "last", "native_first", "native_last"}
SLOTS = {
    "dealNames": {"company", "product"},
    "dear": PERSON,
    "sign": {"rep", "rep_last", "rep_full", "rep_native_first", "rep_native"},
    "activities": {"product"},
    "closers": set(),
    "notes/contact": {"product", "company", *PERSON},
    "notes/deal.open": {"product", "company", "amount", "day", *PERSON},
    "notes/deal.early": {"product", "company", *PERSON},
    "notes/deal.late": {"product", "company", *PERSON},
    "next": {"next_day"},
    "notes/deal.won": {"product", "company", "amount", *PERSON},
    "notes/deal.lost": {"product", "company", "amount", *PERSON},
    "lost": {"product", "company", "amount", *PERSON},
    "trivial": set(),
    "number": {"symbol", "number"},
}


@pytest.mark.parametrize("name", TEXTS)
def test_texts_have_only_known_slots(name):
    text = REFERENCE.data("text", name)
    assert text["language"] == name
    for place, value in walk(text):
        if isinstance(value, str):
            known = next((slots for part, slots in SLOTS.items() if place.startswith(f"/{part}")), set())
            found = re.findall(r"\{([^{}]*)\}", value)
            assert set(found) <= known, place
            assert place.startswith("/number") or len([slot for slot in found if slot != "product"]) <= MOST_SLOTS, (
                place
            )
            assert not re.search(r"[{}]", re.sub(r"\{[a-z_]+\}", "", value)), place


# What a slot may hold: one of each script and shape that data has.
VALUES = {
    "first": ["Anna", "José", "Al", "Fatima"],
    "last": ["O'Neill", "Müller", "Sato", "Al Suwaidi"],
    "native_first": ["由美子", "فاطمة"],
    "next_day": ["10/4/24", "04.10.24", "2024/10/04"],
    "native_last": ["佐藤", "السويدي"],
    "rep": ["Tom", "João"],
    "rep_last": ["Smith", "Groß"],
    "rep_full": ["Tom Smith", "Jörg Groß"],
    "rep_native_first": ["ديما", "Rahul"],
    "rep_native": ["山本"],
    "company": ["Larchvane LLC", "株式会社ノルミア", "Schmitt GmbH & Co. KG"],
    "amount": ["$1,234.50", "1.234 €", "120,000円", "AED 5,000"],
    "day": ["10/4/24", "04.10.24", "2024/10/04"],
    "product": ["Quillbay Team", "FX Majors Account"],
}
SCRIPTS = {
    "ja-JP": r"[\u3040-\u30ff\u4e00-\u9fff]",
    "ar-AE": r"[\u0600-\u06ff]",
}
OTHER_SCRIPTS = r"[\u0400-\u04ff\u0590-\u06ff\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]"


def rendered(text, place, value):
    """Fill a sentence with each value of each of its slots."""
    slots = re.findall(r"\{([a-z_]+)\}", value)
    for values in itertools.product(*(VALUES[slot] for slot in slots)):
        pieces = re.split(r"\{[a-z_]+\}", value)
        yield "".join(itertools.chain(*itertools.zip_longest(pieces, values, fillvalue="")))


@pytest.mark.parametrize("name", TEXTS)
def test_every_sentence_renders(name):
    """All sentences with all values of their slots: clean, and nothing that a spreadsheet takes for a formula."""
    text = REFERENCE.data("text", name)
    parts = {
        part: text[part]
        for part in ("dealNames", "dear", "sign", "activities", "closers", "notes", "next", "lost", "trivial")
    }
    count = 0
    for place, value in walk(parts):
        if isinstance(value, str):
            for said in rendered(text, place, value):
                count += 1
                assert not re.search(r"[{}]|  |^\s|\s$|^[=+@\t-]", said), (place, said)
                assert not re.search(r"[\t\r\n]", said), (place, said)
    assert count > 700


@pytest.mark.parametrize("name", TEXTS)
def test_sentences_are_in_their_script(name):
    text = REFERENCE.data("text", name)
    parts = {part: text[part] for part in ("activities", "closers", "notes", "next", "lost")}
    for place, value in walk(parts):
        if isinstance(value, str):
            bare = re.sub(r"\{[a-z_]+\}", "", value)
            if name in SCRIPTS and bare != "OK":
                assert re.search(SCRIPTS[name], bare), (place, value)
            if name not in SCRIPTS:
                assert not re.search(OTHER_SCRIPTS, bare), (place, value)


@pytest.mark.parametrize("name", TEXTS)
def test_salutations_and_endings_match(name):
    """As many for women as for men, and as many endings: the same degrees of formality."""
    text = REFERENCE.data("text", name)
    assert len(text["dear"]["female"]) == len(text["dear"]["male"]) == len(text["sign"])


@pytest.mark.parametrize("industry", INDUSTRIES)
@pytest.mark.parametrize("name", [name for name in TEXTS if not name.startswith(("en", "ar"))])
def test_a_country_has_its_own_names_for_what_a_crm_shows(name, industry):
    """Stages, reasons, labels and titles have a name in the language, and no two of one list have the same."""
    plain, labels = REFERENCE.industry(industry), REFERENCE.language(name).labels
    own = plain.named(labels)
    assert {reason.stage for reason in own.lost_reasons} <= {own.pipeline.stages[i].name for i in own.stages("lost")}
    assert own.pipeline.whale_stage in {None, *(own.pipeline.stages[i].name for i in own.stages("won"))}
    lists = (
        lambda found: [stage.name for stage in found.pipeline.stages],
        lambda found: [reason.reason for reason in found.lost_reasons],
        lambda found: [tag.name for tag in found.tags],
        lambda found: [found.team.head, found.team.manager, *found.team.rep.texts],
    )
    for names in lists:
        assert set(names(plain)) <= set(labels)
        assert len(set(names(own))) == len(names(own)), names(own)


@pytest.mark.parametrize("name", INDUSTRIES)
def test_every_lost_reason_has_a_class(name):
    text = REFERENCE.language("en-US")
    assert {reason.kind for reason in REFERENCE.industry(name).lost_reasons} <= set(text.lost)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_weights_are_above_zero(path):
    data = data_of(path)
    rows = [data.get(key, []) for key in ("streets", "legalForms", "sectors", "companyPatterns", "titles", "products")]
    rows += [pool[key] for pool in data.get("namePools", []) for key in ("female", "male", "last")]
    weights = [row[1] if key == 2 else row[-1] for group in rows for row in group for key in [len(row)] if len(row) < 4]
    weights = [
        weight for one in weights for weight in (one if isinstance(one, list) else [one]) if isinstance(weight, int)
    ]
    weights += [value for place, value in walk(data) if place.endswith("/weight")]
    assert path.parent.name == "text" or weights
    assert all(weight > 0 for weight in weights)


@pytest.mark.parametrize("code", COUNTRIES)
def test_country_is_deep_enough(code):
    data = REFERENCE.data("countries", code)
    first = {(row[0], *row[2:]) for pool in data["namePools"] for key in ("female", "male") for row in pool[key]}
    last = {row[0] for pool in data["namePools"] for row in pool["last"]}
    assert len(first) >= (2000 if code == "US" else 600)
    assert len(last) >= 800
    assert len(data["places"]) >= 60
    assert len(data["companyPatterns"]) >= 25


@pytest.mark.parametrize("code", COUNTRIES)
def test_names_tell_the_age(code):
    """In the largest pool, the ten most usual names of the oldest and of the youngest cohort have little in common."""
    pool = max(REFERENCE.data("countries", code)["namePools"], key=lambda pool: pool["weight"])
    for sex in ("female", "male"):
        top = [{row[0] for row in sorted(pool[sex], key=lambda row: -row[1][c])[:10]} for c in (0, 2)]
        assert len(top[0] & top[1]) <= 4, (sex, top)


@pytest.mark.parametrize("code", COUNTRIES)
def test_lists_have_no_entry_twice(code):
    data = REFERENCE.data("countries", code)
    lists = {key: [row[0] for row in data[key]] for key in ("streets", "legalForms", "companyRoots", "companyPatterns")}
    lists |= {f"{pool['origin']} {key}": [tuple(row[:1] + row[2:]) for row in pool[key]]
              for pool in data["namePools"] for key in ("female", "male", "last")}  # fmt: skip
    lists["places"] = [place["slug"] for place in data["places"]]
    for name, entries in lists.items():
        assert len(set(entries)) == len(entries), name


@pytest.mark.parametrize("code", COUNTRIES)
def test_places_belong_together(code):
    data = REFERENCE.data("countries", code)
    absent = set(data["absentAddressParts"])
    for place in data["places"]:
        assert place["timezone"] in zones.names()
        assert ("state" in absent) == (place["state"] is None), place["city"]
        assert ("postal_code" in absent) == (not place["postalCodes"]), place["city"]
        for number in place["landlines"]:
            assert number.startswith(f"+{data['callingCode']}{place['areaCode'].lstrip('0')}"), place["city"]


@pytest.mark.parametrize("code", COUNTRIES)
def test_holidays_cover_every_year(code):
    data = REFERENCE.data("countries", code)
    years = {date.fromisoformat(day).year for day in data["holidays"]}
    assert years == set(range(FIRST_DAY.year, LAST_DAY.year + 1))
    assert date.fromisoformat(data["weeks"][0]["from"]) <= FIRST_DAY


# Elsewhere no range is kept: there no subscriber's number begins with 0 or 1 behind the area code.
@pytest.mark.parametrize("code", COUNTRIES)
def test_phones_can_reach_nobody(code):
    data = REFERENCE.data("countries", code)
    landlines = {}
    for place in data["places"]:
        landlines |= dict.fromkeys(numbers(place["landlines"]), place["areaCode"].lstrip("0"))
    if code not in RESERVED:
        for text, area in landlines.items():
            assert re.match(rf"\+{data['callingCode']}{area}[01]", text), text
    for text in [*numbers(data["mobiles"]), *landlines]:
        number = phonenumbers.parse(text)
        assert number.country_code == int(data["callingCode"])
        assert len(text) <= 16
        if code in RESERVED:
            begins_with_zero = re.match(rf"\+{data['callingCode']}{landlines.get(text, '-')}0", text)
            assert begins_with_zero or re.fullmatch(RESERVED[code], text), text
        else:
            assert text in landlines or not phonenumbers.is_valid_number(number), text


@pytest.mark.parametrize("code", COUNTRIES)
def test_names_are_no_brands(code):
    data = REFERENCE.data("countries", code)
    words = {root.casefold() for root, _ in data["companyRoots"]} | {slug for _, slug in data["companyRoots"]}
    assert words & BRANDS == set()


@pytest.mark.parametrize("name", INDUSTRIES)
def test_default_tenant_names_are_no_brands(name):
    data = REFERENCE.data("industries", name)
    words = {word.casefold() for word in [*data["adjectives"], *" ".join(data["companyPatterns"]).split()]}
    assert words & BRANDS == set()
    assert len(set(data["adjectives"])) == len(data["adjectives"])


def test_native_names_come_with_their_reading():
    for pool in REFERENCE.data("countries", "JP")["namePools"]:
        for row in itertools.chain(pool["female"], pool["male"], pool["last"]):
            latin, _, native, kana = row
            assert latin.isascii()
            assert native
            assert re.fullmatch(r"[\u3040-\u30ff]+", kana), row


def test_currencies_cover_the_countries():
    table = json.loads((DATA / "currencies.json").read_bytes())["rates"]
    assert {REFERENCE.country(code).currency for code in COUNTRIES} <= set(table)
    for code, currency in REFERENCE.currencies.items():
        assert re.fullmatch("[A-Z]{3}", code)
        assert currency.per_dollar > 0
        assert currency.digits in {0, 2}
    assert REFERENCE.currencies["USD"].per_dollar == 1
