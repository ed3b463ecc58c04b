"""A seventh country and a seventh industry are one file each: a small Ireland and a logistics trade, made only here."""

from __future__ import annotations

import json

import pytest

from demogen.build import build_bundle
from demogen.bundle.read import read_table
from demogen.errors import BundleError
from demogen.examine import check_bundle, score_bundle

DAY = [["09:00", "13:00"], ["13:30", "17:30"]]
HOURS = {"mon": DAY, "tue": DAY, "wed": DAY, "thu": DAY, "fri": DAY, "sat": [], "sun": []}
TOWNS = [("Dublin", "D02 X285", 592713, "1"), ("Cork", "T12 W8KP", 224004, "21"), ("Galway", "H91 E2K3", 85910, "91")]


def weigh(text):
    return [[word.replace("_", " "), 100 - i] for i, word in enumerate(text.split())]


IRELAND = {
    "code": "IE", "name": "Ireland", "language": "en-GB", "currency": "EUR", "timezone": "Europe/Dublin",
    "callingCode": "353", "dateFormat": "dd/MM/y", "nameOrder": "given_first", "absentAddressParts": ["state"],
    "weeks": [{"from": "2015-01-01", "days": HOURS}],
    "holidays": ["2025-01-01", "2025-02-03", "2025-03-17", "2025-04-21", "2025-05-05", "2025-06-02", "2025-08-04"],
    "namePools": [{
        "origin": "Irish", "weight": 1,
        "female": [["Bridget", [9, 3, 1]], ["Sinéad", [4, 9, 2]], ["Aoife", [1, 4, 9]], ["Niamh", [1, 6, 9]]],
        "male": [["Seán", [8, 6, 4]], ["Declan", [9, 5, 1]], ["Cian", [1, 3, 9]], ["Oisín", [1, 2, 9]]],
        "last": weigh("Murphy Kelly Byrne Walsh Doyle McCarthy Gallagher Doherty Kennedy Lynch"),
    }],
    "places": [
        {"city": city, "slug": city.lower(), "state": None, "postalCodes": [code], "timezone": "Europe/Dublin",
         "population": people, "areaCode": area, "landlines": [f"+353{area}0######"]}
        for city, code, people, area in TOWNS
    ],
    "streets": weigh("Main_Street Church_Street Mill_Road Bridge_Street Chapel_Lane Abbey_Road Castle_Street "
                     "Quay_Street Market_Square Station_Road Harbour_View High_Street Green_Lane Shop_Street "
                     "Patrick_Street College_Road Dock_Road Barrack_Street North_Mall South_Mall"),
    "streetFormat": "{number} {street}", "houseNumbers": [1, 90], "mobiles": ["+353800######"],
    "legalForms": [["Ltd", 9], ["DAC", 1]],
    "companyRoots": [[f"{head}{tail}", f"{head}{tail}".lower()]
                     for head, _ in weigh("Balla Carrig Dunna Glenna Inish Kilda Lissa Rathna Slieva Tulla")
                     for tail, _ in weigh("dore vane mell roe tin shane brook lan fen wick")],
    "sectors": [[text, text.lower(), text, 5] for text in
                ("Foods", "Freight", "Joinery", "Dairy", "Print", "Design", "Energy", "Textiles", "Plastics", "Tools")],
    "companyPatterns": [["{root} {sector} {legal}", 5], ["{root} {legal}", 3], ["{surname} {sector} {legal}", 2],
                        ["{surname} & {surname2} {legal}", 1], ["{root} {sector}", 1]],
    "titles": [[f"{rank} {part}".strip(), seniority, department, 5] for rank, seniority in
               (("Director of", "executive"), ("Head of", "head"), ("Manager,", "manager"), ("Officer,", "specialist"))
               for part, department in (("Sales", "sales"), ("Finance", "finance"), ("Operations", "operations"),
                                        ("Purchasing", "purchasing"), ("Technology", "technology"))],
}  # fmt: skip
LOGISTICS = {
    "id": "logistics", "name": "Logistics",
    "pipeline": {"name": "Freight Pipeline", "stages": [
        {"name": "Lane Request", "type": "open", "probability": 10, "avgDaysInStage": 4},
        {"name": "Rate Quoted", "type": "open", "probability": 40, "avgDaysInStage": 8},
        {"name": "Trial Shipment", "type": "open", "probability": 70, "avgDaysInStage": 12},
        {"name": "Contracted", "type": "won", "probability": 100, "avgDaysInStage": 0},
        {"name": "Declined", "type": "lost", "probability": 0, "avgDaysInStage": 0},
    ]},
    "deals": {"minValue": 800, "maxValue": 90000, "avgValue": 7000,
              "cycleDaysMin": 5, "cycleDaysMax": 120, "winRate": 0.3},
    "leads": {"conversionRate": 0.4, "qualificationRate": 0.5},
    "activities": {"avgPerContact": 4, "avgPerDeal": 9, "callToEmailRatio": 1.2},
    "companyPatterns": ["{Name} Freight", "{Adjective} Lines", "{Name} Forwarding"],
    "adjectives": ["Steady", "Blue", "Northern", "Quick", "Even", "Plain", "Broad", "Sound", "Level", "Brisk"],
    "lostReasons": [{"reason": "Rate too high", "stage": "Declined", "weight": 6, "kind": "price"},
                    {"reason": "Lane not served", "stage": "Declined", "weight": 3, "kind": "fit"}],
    "seasons": [90, 92, 98, 100, 100, 99, 95, 92, 104, 110, 116, 104],
    "hours": "business", "leadHours": [2] * 7 + [30] * 12 + [8] * 5, "leadOffDayPercent": 30,
    "products": [["Groupage", 5], ["Full Load", 4], ["Customs Desk", 1]],
    "tags": [["Shipper", "#2d7dd2", 40], ["Reefer", "#3bb273", 10], ["Hazmat", "#e15554", 5]],
    "team": {"head": "Commercial Director", "manager": "Trade Lane Manager", "rep": [["Freight Sales Executive", 1]]},
    "defaults": {"leads": 800, "companiesPerContact": 0.5},
    "bands": {"cycle_sigma": {"low": 0.3, "high": 1, "reason": "cycles of 5 to 120 days leave no room for more"}},
}  # fmt: skip
ASKED = {"country": "IE", "industry": "logistics", "startDate": "2025-01-01", "asOf": "2026-06-30"}


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    folder = tmp_path_factory.mktemp("own")
    for kind, name, value in (("countries", "IE", IRELAND), ("industries", "logistics", LOGISTICS)):
        (folder / kind).mkdir()
        (folder / kind / f"{name}.json").write_text(json.dumps(value), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def bundle(own, tmp_path_factory):
    return build_bundle(ASKED, "liffey", tmp_path_factory.mktemp("out") / "bundle", reference=own).path


def test_is_checked_with_the_same_files(own, bundle):
    assert all(result.passed for result in check_bundle(bundle, own))
    assert score_bundle(bundle, own).passed
    with pytest.raises(BundleError, match="IE"):
        check_bundle(bundle)


def test_says_what_its_files_say(bundle):
    assert {row["name"] for row in read_table(bundle, "pipeline_stages").to_pylist()} >= {"Lane Request", "Contracted"}
    contacts = read_table(bundle, "contacts").to_pylist()
    assert {row["city"] for row in contacts} == {"Dublin", "Cork", "Galway"}
    assert {row["country"] for row in contacts} == {"IE"}
    assert {row["last_name"].title() for row in contacts} <= {row[0].title() for row in IRELAND["namePools"][0]["last"]}
    assert {row["lost_reason"] for row in read_table(bundle, "deals").to_pylist()} == {
        None,
        "Rate too high",
        "Lane not served",
    }


def test_another_version_of_a_file_is_other_reference_data(own, bundle):
    path = own / "countries" / "IE.json"
    whole = path.read_text(encoding="utf-8")
    path.write_text(json.dumps({**IRELAND, "houseNumbers": [1, 91]}), encoding="utf-8")
    try:
        with pytest.raises(BundleError, match="other reference data"):
            check_bundle(bundle, own)
    finally:
        path.write_text(whole, encoding="utf-8")
