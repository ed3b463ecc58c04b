"""Import files of HubSpot and Salesforce: headers as documented, unique keys, associations found, values that exist."""

from __future__ import annotations

import html
import re
from collections import Counter
from datetime import UTC
from pathlib import Path
from zoneinfo import ZoneInfo

import pyarrow.parquet as pq
import pytest

from demogen.bundle.read import load_manifest
from demogen.config.reference import Reference
from demogen.show.export import layouts
from demogen.show.export.source import open_tables
from tests.acceptance.conftest import ROOT, listing
from tests.acceptance.readers import ALL, LAYOUTS, export_both, read
from tests.loader.forge import forge

EMPTY = ""


@pytest.fixture(scope="module")
def folder(sound, tmp_path_factory):
    place = tmp_path_factory.mktemp("layouts")
    export_both(sound, place)
    return place


@pytest.fixture(scope="module")
def rows(folder):
    return {(crm, name): read(folder / crm / f"{name}.csv")[1] for crm, name in ALL}


@pytest.fixture(scope="module")
def tables(sound):
    return {path.stem: pq.read_table(path).to_pylist() for path in (sound / "data").iterdir()}


def documented():
    """Read the headers of every file from docs/export.md."""
    text = (ROOT / "docs/export.md").read_text(encoding="utf-8")
    found = {}
    for chapter in re.split(r"^## ", text, flags=re.MULTILINE)[1:]:
        crm = chapter.split("\n", 1)[0].lower()
        for section in re.split(r"^### ", chapter, flags=re.MULTILINE)[1:]:
            name = section.split(".csv\n", 1)[0]
            found[crm, name] = re.findall(r"^\| `([^`]+)` \|", section, flags=re.MULTILINE)
    return found


def test_headers_are_those_of_the_documentation(folder):
    assert documented() == {(crm, name): read(folder / crm / f"{name}.csv")[0] for crm, name in ALL}


@pytest.mark.parametrize("crm", LAYOUTS)
def test_there_is_one_file_per_object(folder, crm):
    assert listing(folder / crm) == sorted(
        ["datapackage.json", "export.json", *(f"{name}.csv" for name in LAYOUTS[crm])]
    )


def test_row_counts(rows, tables):
    leads = [lead for lead in tables["leads"] if lead["contact_id"] is None]
    kinds = Counter(activity["type"] for activity in tables["activities"])
    contacts, companies, deals = (len(tables[name]) for name in ("contacts", "companies", "deals"))
    assert (len(leads) > 10, min(kinds.values()) > 0) == (True, True)
    assert {key: len(found) for key, found in rows.items()} == {
        ("hubspot", "companies"): companies,
        ("hubspot", "contacts"): contacts + len(leads),
        ("hubspot", "deals"): deals,
        ("hubspot", "calls"): kinds["call"],
        ("hubspot", "emails"): kinds["email"],
        ("hubspot", "meetings"): kinds["meeting"],
        ("hubspot", "tasks"): kinds["task"],
        ("hubspot", "notes"): len(tables["notes"]),
        ("salesforce", "accounts"): companies,
        ("salesforce", "contacts"): contacts,
        ("salesforce", "leads"): len(leads),
        ("salesforce", "opportunities"): deals,
        ("salesforce", "opportunity_contact_roles"): deals,
    }


UNIQUE = [
    ("hubspot", "companies", "Company Domain Name"),
    ("hubspot", "companies", "Company name"),
    ("hubspot", "contacts", "Email"),
    ("hubspot", "deals", "Deal ID"),
    ("salesforce", "accounts", "Account Name"),
    ("salesforce", "accounts", "External ID"),
    ("salesforce", "contacts", "Email"),
    ("salesforce", "contacts", "External ID"),
    ("salesforce", "leads", "Email"),
    ("salesforce", "leads", "External ID"),
    ("salesforce", "opportunities", "External_ID__c"),
    ("salesforce", "opportunity_contact_roles", "Opportunity.External_ID__c"),
]


@pytest.mark.parametrize(("crm", "name", "column"), UNIQUE)
def test_keys_are_unique(rows, crm, name, column):
    found = [row[column].lower() for row in rows[crm, name]]
    assert (len(found) > 0, len(set(found)), EMPTY in found) == (True, len(found), False)


# From a column to the key that it names, and whether it may be empty.
NAMES = [
    ("hubspot", "contacts", "Company Domain Name", "companies", "Company Domain Name", True),
    ("hubspot", "deals", "Company Domain Name", "companies", "Company Domain Name", False),
    ("hubspot", "deals", "Email", "contacts", "Email", False),
    *(("hubspot", name, "Email", "contacts", "Email", False) for name in LAYOUTS["hubspot"][3:]),
    *(("hubspot", name, "Deal ID", "deals", "Deal ID", True) for name in LAYOUTS["hubspot"][3:]),
    ("salesforce", "contacts", "Account Name", "accounts", "Account Name", False),
    ("salesforce", "opportunities", "Account.External_ID__c", "accounts", "External ID", False),
    ("salesforce", "opportunity_contact_roles", "Opportunity.External_ID__c", "opportunities", "External_ID__c", False),
    ("salesforce", "opportunity_contact_roles", "Contact.External_ID__c", "contacts", "External ID", False),
]


@pytest.mark.parametrize(("crm", "name", "column", "to", "key", "optional"), NAMES)
def test_every_association_is_found(rows, crm, name, column, to, key, optional):
    known = {row[key] for row in rows[crm, to]}
    found = {row[column] for row in rows[crm, name]}
    assert found - known <= ({EMPTY} if optional else set())
    assert found & known


def test_associations_are_those_of_the_bundle(rows, tables):
    company = {c["id"]: c for c in tables["companies"]}
    contact = {c["id"]: c for c in tables["contacts"]}
    lead = {c["id"]: c for c in tables["leads"]}
    deals = {str(d["id"]): d for d in tables["deals"]}
    for row in rows["hubspot", "deals"]:
        deal = deals[row["Deal ID"]]
        assert row["Email"] == listed(contact[deal["contact_id"]]["email"])
        assert row["Company Domain Name"] == listed(company[deal["company_id"]]["domain"])
    domains = {listed(c["email"]): listed(company[c["company_id"]]["domain"]) for c in tables["contacts"]}
    assert all(row["Company Domain Name"] == domains.get(row["Email"], "") for row in rows["hubspot", "contacts"])
    accounts = {row["External ID"]: row["Account Name"] for row in rows["salesforce", "accounts"]}
    for row in rows["salesforce", "contacts"]:
        assert row["Account Name"] == accounts[str(contact_by(tables, row["External ID"])["company_id"])]
    calls = sorted((a["created_at"], a["id"], a) for a in tables["activities"] if a["type"] == "call")
    about = [contact[a["contact_id"]] if a["contact_id"] else lead[a["lead_id"]] for _, _, a in calls]
    assert [row["Email"] for row in rows["hubspot", "calls"]] == [listed(person["email"]) for person in about]


def listed(address):
    """Write an address or a domain as HubSpot takes it."""
    return f"{address}.com" if address.endswith(".example") else address


# Columns of addresses and of web domains, by CRM.
ADDRESSES = ("Email", "Assigned to", "Activity assigned to", "Company owner", "Contact owner", "Deal owner")
ADDRESSES += ("Company Domain Name", "Record Owner", "Owner.Username", "Website")


def test_hubspot_gets_addresses_below_a_listed_top_level_domain(rows):
    """Case 12: HubSpot takes none that IANA does not list; below example.com they are still nobody's."""
    found = {
        (crm, value) for (crm, _), table in rows.items() for row in table for c in ADDRESSES if (value := row.get(c))
    }
    assert {value.rpartition(".example")[2] for crm, value in found if crm == "hubspot"} == {".com"}
    assert {value.rpartition(".example")[2] for crm, value in found if crm == "salesforce"} == {""}
    cells = {value for (crm, _), table in rows.items() if crm == "hubspot" for row in table for value in row.values()}
    assert [value for value in cells if re.search(r"\.example\b(?!\.com\b)", value)] == []


def test_salesforce_gets_addresses_that_fit_its_fields(rows):
    """Case 12's kin: Salesforce checks form and length, not the top-level domain."""
    found = {
        value for (crm, _), table in rows.items() if crm == "salesforce" for row in table for value in row.values()
    }
    addresses = [value for value in found if "@" in value]
    assert len(addresses) > 100
    assert [
        a for a in addresses if len(a) > 80 or not re.fullmatch(r"[a-z0-9.!#$%&'*/=?^_+`{|}~-]+@[a-z0-9.-]+", a)
    ] == []


def contact_by(tables, key):
    return next(c for c in tables["contacts"] if str(c["id"]) == key)


OWNERS = [
    ("hubspot", "companies", "Company owner"),
    ("hubspot", "contacts", "Contact owner"),
    ("hubspot", "deals", "Deal owner"),
    ("hubspot", "tasks", "Assigned to"),
    *(("hubspot", name, "Activity assigned to") for name in ("calls", "emails", "meetings", "notes")),
    *(("salesforce", name, "Record Owner") for name in ("accounts", "contacts", "leads")),
    ("salesforce", "opportunities", "Owner.Username"),
]


@pytest.mark.parametrize(("crm", "name", "column"), OWNERS)
def test_owners_are_addresses_of_users(rows, tables, crm, name, column):
    known = {user["email"] for user in tables["users"]}
    assert {row[column] for row in rows[crm, name]} <= (
        {listed(email) for email in known} if crm == "hubspot" else known
    )


MOMENT = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"
DAY = r"\d{4}-\d\d-\d\d"
HUBSPOT_STAGES = [
    "Appointment Scheduled",
    "Qualified To Buy",
    "Presentation Scheduled",
    "Decision Maker Bought-In",
    "Contract Sent",
]
SALESFORCE_STAGES = ["Prospecting", "Qualification", "Needs Analysis", "Value Proposition", "Id. Decision Makers"]
SALESFORCE_STAGES += ["Perception Analysis", "Proposal/Price Quote", "Negotiation/Review"]
CLOSED = ["Closed Won", "Closed Lost"]


def one_of(*values):
    return "|".join(map(re.escape, values))


VALUES = [
    ("hubspot", "companies", "Industry", r"[A-Z_]+"),
    ("hubspot", "companies", "Country/Region", "United Kingdom"),
    ("hubspot", "companies", "Annual Revenue", r"\d+\.\d\d"),
    ("hubspot", "companies", "Phone Number", r"\+\d{7,15}"),
    ("hubspot", "contacts", "Lifecycle Stage", one_of("Lead", "Sales Qualified Lead", "Opportunity", "Customer")),
    (
        "hubspot",
        "contacts",
        "Lead Status",
        one_of("", "New", "In Progress", "Connected", "Attempted to Contact", "Unqualified"),
    ),
    ("hubspot", "deals", "Pipeline", "Sales Pipeline"),
    ("hubspot", "deals", "Deal Stage", one_of(*HUBSPOT_STAGES, *CLOSED)),
    ("hubspot", "deals", "Close Date", DAY),
    ("hubspot", "deals", "Create Date", MOMENT),
    ("hubspot", "calls", "Call direction", "INBOUND|OUTBOUND"),
    ("hubspot", "calls", "Call outcome", one_of("Connected", "Left voicemail", "No answer")),
    ("hubspot", "calls", "Call duration", r"|\d+000"),
    ("hubspot", "calls", "Activity date", MOMENT),
    ("hubspot", "emails", "Email direction", "EMAIL|INCOMING_EMAIL"),
    ("hubspot", "emails", "Email send status", "SENT|BOUNCED"),
    ("hubspot", "emails", "Activity date", MOMENT),
    ("hubspot", "meetings", "Meeting outcome", "SCHEDULED|COMPLETED|NO_SHOW|CANCELED"),
    ("hubspot", "meetings", "Meeting start time", MOMENT),
    ("hubspot", "meetings", "Meeting end time", rf"|{MOMENT}"),
    ("hubspot", "notes", "Activity date", MOMENT),
    ("hubspot", "tasks", "Task Status", "NOT_STARTED|COMPLETED|DEFERRED"),
    ("hubspot", "tasks", "Task Type", "TODO"),
    ("hubspot", "tasks", "Due date", MOMENT),
    ("salesforce", "accounts", "Industry", r"[A-Z][A-Za-z &]+"),
    ("salesforce", "contacts", "Lead Source", "Web|Partner Referral"),
    (
        "salesforce",
        "leads",
        "Lead Status",
        one_of("Open - Not Contacted", "Working - Contacted", "Closed - Not Converted"),
    ),
    ("salesforce", "leads", "Lead Source", "Web|Partner Referral"),
    ("salesforce", "leads", "Company", r".+"),
    ("salesforce", "opportunities", "StageName", one_of(*SALESFORCE_STAGES, *CLOSED)),
    ("salesforce", "opportunities", "CloseDate", DAY),
    ("salesforce", "opportunity_contact_roles", "IsPrimary", "true"),
]


@pytest.mark.parametrize(("crm", "name", "column", "pattern"), VALUES)
def test_values_are_those_that_the_crm_knows(rows, crm, name, column, pattern):
    found = {row[column] for row in rows[crm, name]}
    assert [value for value in found if not re.fullmatch(pattern, value)] == []


def test_states_follow_from_the_rows(rows, tables):
    types = {stage["id"]: stage["type"] for stage in tables["pipeline_stages"]}
    deals = {str(d["id"]): d for d in tables["deals"]}
    closed = {"won": {"Closed Won"}, "lost": {"Closed Lost"}}
    for crm, name, key, stage, openings in (
        ("hubspot", "deals", "Deal ID", "Deal Stage", HUBSPOT_STAGES),
        ("salesforce", "opportunities", "External_ID__c", "StageName", SALESFORCE_STAGES),
    ):
        for row in rows[crm, name]:
            kind = types[deals[row[key]]["stage_id"]]
            assert row[stage] in closed.get(kind, openings)
    lifecycles = {"contact": "Sales Qualified Lead", "opportunity": "Opportunity", "customer": "Customer"}
    people = {listed(c["email"]): lifecycles[c["lifecycle_stage"]] for c in tables["contacts"]}
    assert {
        row["Email"]: row["Lifecycle Stage"] for row in rows["hubspot", "contacts"] if row["Lifecycle Stage"] != "Lead"
    } == people
    statuses = {"new": "New", "contacted": "In Progress", "engaged": "Connected"}
    statuses |= {"unresponsive": "Attempted to Contact", "disqualified": "Unqualified"}
    leads = {lead["email"]: lead for lead in tables["leads"] if lead["contact_id"] is None}
    assert {row["Email"]: row["Lead Status"] for row in rows["hubspot", "contacts"] if row["Lead Status"]} == {
        listed(email): statuses[lead["status"]] for email, lead in leads.items()
    }
    companies = {row["Email"]: row["Company"] for row in rows["salesforce", "leads"]}
    assert companies == {email: lead["company_name"] or "[not provided]" for email, lead in leads.items()}
    assert "[not provided]" in companies.values()


# How many open stages there are, and which of theirs ours become.
SPREADS = {
    1: ("Prospecting",),
    2: ("Prospecting", "Negotiation/Review"),
    3: ("Prospecting", "Id. Decision Makers", "Negotiation/Review"),
    5: ("Prospecting", "Needs Analysis", "Id. Decision Makers", "Perception Analysis", "Negotiation/Review"),
    8: tuple(SALESFORCE_STAGES),
    9: (*SALESFORCE_STAGES[:4], "Id. Decision Makers", *SALESFORCE_STAGES[4:]),
}


@pytest.mark.parametrize(("places", "names"), SPREADS.items(), ids=SPREADS)
def test_open_stages_are_spread_over_theirs(sound, tmp_path, places, names):
    with connection_to(sound, tmp_path) as connection:
        layouts.prepare(connection, "salesforce", dict(Reference().choices("countries")))
        sql = "SELECT list(spread($1::VARCHAR[], i, $2::BIGINT) ORDER BY i) FROM range(1, $2::BIGINT + 1) t(i)"
        ((found,),) = connection.execute(sql, [SALESFORCE_STAGES, places]).fetchall()
    assert tuple(found) == names


def connection_to(folder, place):
    (place / "draft").mkdir()
    (place / "spill").mkdir()
    return open_tables(folder, load_manifest(folder), place / "draft", place / "spill")


def test_stages_do_not_depend_on_their_names(sound, rows, tmp_path):
    names = [f"名前{i}" for i in range(7)]
    found = export_both(forge(sound, tmp_path / "bundle", {("pipeline_stages", "name"): names}), tmp_path)
    for key, column in ((("hubspot", "deals"), "Deal Stage"), (("salesforce", "opportunities"), "StageName")):
        assert [row[column] for row in found[key]] == [row[column] for row in rows[key]]
        assert len({row[column] for row in found[key]}) > 4


@pytest.mark.parametrize("zone", ["Asia/Tokyo", "America/Sao_Paulo", "America/Los_Angeles", "Europe/Berlin"])
def test_days_of_closing_are_those_of_the_tenant(sound, tables, tmp_path, zone):
    moved = forge(sound, tmp_path / "bundle", {("tenants", "timezone"): [zone]})
    found = export_both(moved, tmp_path)
    expected = {
        str(d["id"]): str(
            d["closed_at"].astimezone(ZoneInfo(zone)).date() if d["closed_at"] else d["expected_close_on"]
        )
        for d in tables["deals"]
    }
    assert {row["Deal ID"]: row["Close Date"] for row in found["hubspot", "deals"]} == expected
    assert {row["External_ID__c"]: row["CloseDate"] for row in found["salesforce", "opportunities"]} == expected
    if zone == "Asia/Tokyo":
        assert any(
            str(d["closed_at"].astimezone(UTC).date()) != expected[str(d["id"])]
            for d in tables["deals"]
            if d["closed_at"]
        )


HTML = [
    ("calls", "Call notes", True),
    ("emails", "Email body", False),
    ("meetings", "Meeting description", True),
    ("tasks", "Notes", True),
    ("notes", "Note body", True),
]
SAID = "<b onclick='x'>&amp; 1 < 2\nnext\r\nlast"


def test_text_is_no_markup_in_fields_of_html(sound, tmp_path):
    texts = {("activities", "body"): [SAID], ("notes", "body"): [SAID], ("activities", "subject"): [SAID]}
    found = export_both(forge(sound, tmp_path / "bundle", texts), tmp_path)
    escaped = "&lt;b onclick='x'&gt;&amp;amp; 1 &lt; 2<br>next<br>last"
    for name, column, is_html in HTML:
        assert {row[column] for row in found["hubspot", name]} == {escaped if is_html else SAID}


def test_an_address_stands_once(sound, tables, tmp_path):
    """Also where leads and contacts share one, in whatever case: the contact is kept, then the oldest."""
    emails = ["A@x.example", "a@X.example", "b@x.example"]
    shared = forge(
        sound, tmp_path / "bundle", {("contacts", "email"): emails, ("leads", "email"): [*emails, "c@x.example"]}
    )
    found = export_both(shared, tmp_path)["hubspot", "contacts"]
    assert [row["Email"] for row in found] == ["A@x.example.com", "b@x.example.com", "c@x.example.com"]
    first = min(tables["contacts"], key=lambda c: (c["created_at"], c["id"]))
    assert (found[0]["First Name"], found[2]["Lifecycle Stage"]) == (first["first_name"], "Lead")


def test_leads_that_became_contacts_are_their_contacts(sound, tables, tmp_path):
    """Also where the lead has another address."""
    emails = [f"lead{i}@x.example" for i in range(len(tables["leads"]))]
    found = export_both(forge(sound, tmp_path / "bundle", {("leads", "email"): emails}), tmp_path)[
        "hubspot", "contacts"
    ]
    expected = {
        listed(email) for email, lead in zip(emails, tables["leads"], strict=True) if lead["contact_id"] is None
    }
    assert {row["Email"] for row in found if row["Lifecycle Stage"] == "Lead"} == expected
    assert len(found) == len(tables["contacts"]) + len(expected)


ORDERED = [
    ("hubspot", "deals", "Deal ID", "deals", "id"),
    ("hubspot", "companies", "Company Domain Name", "companies", "domain"),
    ("hubspot", "notes", "Note body", "notes", "body"),
    ("salesforce", "accounts", "External ID", "companies", "id"),
    ("salesforce", "contacts", "External ID", "contacts", "id"),
    ("salesforce", "opportunities", "External_ID__c", "deals", "id"),
    ("salesforce", "opportunity_contact_roles", "Opportunity.External_ID__c", "deals", "id"),
]


@pytest.mark.parametrize(("crm", "name", "column", "table", "key"), ORDERED)
def test_rows_stand_as_in_the_bundle(rows, tables, crm, name, column, table, key):
    found = [html.unescape(row[column]).replace("<br>", "\n") for row in rows[crm, name]]
    rewritten = listed if key == "domain" else str
    assert found == [rewritten(str(row[key])) for row in tables[table]]


@pytest.mark.parametrize(("most", "numbers"), [(20, 3), (25, 2), (49, 2), (50, 1), (1000, 1)])
def test_long_files_are_cut(sound, folder, tmp_path, most, numbers):
    with connection_to(sound, tmp_path) as connection:
        layouts.prepare(connection, "salesforce", dict(Reference().choices("countries")))
        written = layouts.write_object(connection, "salesforce", "contacts", tmp_path / "draft", most)
    names = ["contacts.csv"] if numbers == 1 else [f"contacts-{i}.csv" for i in range(1, numbers + 1)]
    assert ([file.path for file in written], listing(tmp_path / "draft")) == (names, names)
    parts = [read(tmp_path / "draft" / name) for name in names]
    head, whole = read(folder / "salesforce" / "contacts.csv")
    assert [part[0] for part in parts] == [head] * numbers
    assert [row for part in parts for row in part[1]] == whole
    assert [file.rows for file in written] == [len(part[1]) for part in parts]


def test_every_layout_file_is_listed():
    place = Path(layouts.__file__).parent
    for crm, names in LAYOUTS.items():
        assert sorted(path.stem for path in (place / crm).glob("*.sql")) == sorted([*names, "values"])
