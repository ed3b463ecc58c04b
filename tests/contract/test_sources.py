"""The country files are what their facts say, and a fact is a line: whoever adds a line and builds adds an entry."""

from __future__ import annotations

import json
import shutil

import pytest

from demogen.data.sources import build
from demogen.data.sources.facts import SOURCES, Facts

COUNTRIES = SOURCES.parent / "countries"
# What is read from packages of the extra `sources`, which tests do without; all else is facts alone.
NAMES_AND_PLACES = {"namePools", "places"}
FROM_PACKAGES = {code: {"holidays"} for code in build.codes()} | {
    code: {"holidays", *NAMES_AND_PLACES} for code in ("GB", "JP", "US")
}
PARTS = [(code, key) for code in build.codes() for key in build.parts(code) if key not in FROM_PACKAGES[code]]


def data_of(code):
    return json.loads((COUNTRIES / f"{code}.json").read_bytes())


@pytest.fixture
def germany(tmp_path):
    return Facts(shutil.copytree(SOURCES / "DE", tmp_path / "DE"))


def test_every_country_has_its_facts():
    assert build.codes() == sorted(path.stem for path in COUNTRIES.glob("*.json"))


@pytest.mark.parametrize(("code", "key"), PARTS)
def test_country_file_is_what_its_facts_say(code, key):
    made = json.loads(json.dumps(build.parts(code)[key](Facts(SOURCES / code))))
    assert made == data_of(code)[key], f"run python -m demogen.data.sources.build {code}"


@pytest.mark.parametrize("code", build.codes())
def test_country_file_has_what_its_settings_say(code):
    data, settings = data_of(code), Facts(SOURCES / code).settings("country.toml")
    for key in settings.keys() - build.parts(code).keys():
        assert data[key] == settings[key], key
    assert data.keys() == settings.keys() | build.parts(code).keys()


def test_a_line_more_is_a_surname_more(germany):
    pools = build.parts("DE")["namePools"]
    before = len(pools(germany)[0]["last"])
    with (germany.folder / "names/german/last.txt").open("a", encoding="utf-8") as file:
        file.write("Neuenkirchen\n")
    last = pools(germany)[0]["last"]
    assert len(last) == before + 1
    assert last[-1][0] == "Neuenkirchen"


@pytest.mark.parametrize(
    ("name", "line", "told"),
    [
        ("streets.txt", "Hauptstraße", "streets.txt: listed twice: Hauptstraße"),
        ("legal_forms.csv", "GmbH,640", "legal_forms.csv: listed twice: GmbH,640"),
        ("legal_forms.csv", "Stiftung", "legal_forms.csv: not of 2 columns: Stiftung"),
    ],
)
def test_a_wrong_line_is_refused(germany, name, line, told):
    with (germany.folder / name).open("a", encoding="utf-8") as file:
        file.write(f"{line}\n")
    with pytest.raises(ValueError, match=told):
        germany.rows(name) if name.endswith(".csv") else germany.lines(name)


def test_an_aged_name_has_to_be_in_a_pool(germany):
    with (germany.folder / "names/older_male.txt").open("a", encoding="utf-8") as file:
        file.write("Nobody\n")
    with pytest.raises(ValueError, match="in no pool, or in both lists: Nobody"):
        build.parts("DE")["namePools"](germany)
