"""`demogen explain`: the chain of a row in order, its sums and draws; a bundle and its config give the same answer."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from demogen.bundle.manifest import manifest_bytes, manifest_digest
from demogen.config.load import load_config
from demogen.draw.rng import mix
from demogen.draw.streams import STEP, start_of
from demogen.plan.targets import make_plan
from demogen.show.explain.places import find_place
from demogen.show.query import answer_json, query
from demogen.world.skeleton import build_world
from tests.loader.forge import forge

VALID = Path(__file__).parents[2] / "fixtures" / "configs" / "valid"

TABLES = {"deal": "deals", "lead": "leads", "contact": "contacts", "activity": "activities"}
# Of each kind a few rows that differ: what they are, and the SQL that names one of them.
ROWS = {
    "deal won": "SELECT id FROM deals WHERE status = 'won' ORDER BY id LIMIT 1",
    "deal lost": "SELECT id FROM deals WHERE status = 'lost' ORDER BY id DESC LIMIT 1",
    "deal open": "SELECT id FROM deals WHERE status = 'open' ORDER BY id LIMIT 1",
    "lead converted": "SELECT id FROM leads WHERE contact_id IS NOT NULL ORDER BY id LIMIT 1",
    "lead silent": "SELECT id FROM leads WHERE status = 'unresponsive' ORDER BY id LIMIT 1",
    "contact of a lead": "SELECT contact_id FROM leads WHERE contact_id IS NOT NULL ORDER BY id DESC LIMIT 1",
    "contact without one": "SELECT id FROM contacts WHERE id NOT IN (SELECT contact_id FROM leads WHERE contact_id IS NOT NULL) ORDER BY id LIMIT 1",
    "activity of a lead": "SELECT id FROM activities WHERE lead_id IS NOT NULL ORDER BY id LIMIT 1",
    "activity of a contact": "SELECT id FROM activities WHERE deal_id IS NULL AND contact_id IS NOT NULL ORDER BY id LIMIT 1",
    "activity of a deal": "SELECT id FROM activities WHERE deal_id IS NOT NULL ORDER BY id DESC LIMIT 1",
}


def ask(bundle, sql):
    return json.loads(answer_json(query(bundle, sql)))


@pytest.fixture(scope="module")
def explained(sound, run):
    """Explain a row once; give the answer."""
    known = {}

    def give(name):
        if name not in known:
            row = f"{name.split()[0]}:{next(iter(ask(sound, ROWS[name])[0].values()))}"
            done = run("explain", sound, row, "--json")
            assert done.returncode == 0, done.stderr.decode()
            known[name] = (row, json.loads(done.stdout))
        return known[name]

    return give


@pytest.mark.parametrize("name", ["lead silent", "activity of a deal"])
def test_a_config_gives_the_same_answer(explained, config, run, name):
    row, found = explained(name)
    done = run("explain", row, "--config", config, "--json")
    assert json.loads(done.stdout) == found


@pytest.mark.parametrize("name", ROWS)
def test_row_is_the_row(explained, sound, name):
    row, found = explained(name)
    kind, _, key = row.partition(":")
    assert [found["row"]] == ask(sound, f"SELECT * FROM {TABLES[kind]} WHERE id = '{key}'")


@pytest.mark.parametrize("name", ROWS)
def test_draws_are_those_of_the_streams(explained, name):
    _, found = explained(name)
    assert len({(draw["stream"], draw["ordinal"]) for draw in found["draws"]}) == len(found["draws"]) >= 10
    for draw in found["draws"]:
        start = start_of("tiny", draw["stream"], draw["period"], *filter(None, [draw.get("salt")]))
        assert mix((start + (draw["ordinal"] + 1) * STEP) % 2**32) == draw["word"], draw


@pytest.mark.parametrize("name", ROWS)
def test_the_id_is_made_of_its_draws(explained, name):
    row, found = explained(name)
    words = {d["stream"].rsplit(".id.")[1]: d["word"] for d in found["draws"] if ".id." in d["stream"]}
    key = row.partition(":")[2].replace("-", "")
    assert key[13:16] == f"{words['a'] & 0xFFF:03x}"
    assert key[24:] == f"{words['c']:08x}"


@pytest.mark.parametrize("name", ROWS)
def test_timeline_is_in_order_and_holds_the_row(explained, name):
    row, found = explained(name)
    moments = [datetime.fromisoformat(event["moment"]) for event in found["timeline"]]
    assert moments == sorted(moments)
    assert row.partition(":")[2] in {event["id"] for event in found["timeline"]}
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d", event["localTime"]) for event in found["timeline"])


def test_timeline_of_a_deal_holds_its_whole_chain(explained, sound):
    row, found = explained("deal lost")
    deal = row.partition(":")[2]
    contact = found["row"]["contact_id"]
    chain = {}
    for event in found["timeline"]:
        chain.setdefault(event["table"], set()).add(event["id"])
    expected = {
        "deals": f"SELECT id FROM deals WHERE id = '{deal}'",
        "contacts": f"SELECT id FROM contacts WHERE id = '{contact}'",
        "deal_stage_history": f"SELECT id FROM deal_stage_history WHERE deal_id = '{deal}'",
        "notes": f"SELECT id FROM notes WHERE deal_id = '{deal}' OR (deal_id IS NULL AND contact_id = '{contact}')",
        "leads": f"SELECT id FROM leads WHERE contact_id = '{contact}'",
        "activities": f"""SELECT id FROM activities WHERE deal_id = '{deal}' OR (deal_id IS NULL AND contact_id = '{contact}')
            OR lead_id IN (SELECT id FROM leads WHERE contact_id = '{contact}')""",
    }
    for table, sql in expected.items():
        assert chain.get(table, set()) == {r["id"] for r in ask(sound, sql)}, table


@pytest.mark.parametrize("status", ["won", "lost", "open"])
def test_group_of_an_amount_sums_to_its_total(explained, sound, status):
    _, found = explained(f"deal {status}")
    group = found["amountGroup"]
    if status == "lost":
        assert group is None
        return
    where = (
        "status = 'open'"
        if status == "open"
        else f"status = 'won' AND strftime(timezone('Europe/London', closed_at), '%Y-%m') "
        f"BETWEEN '{group['firstPeriod'][:7]}' AND '{group['lastPeriod'][:7]}'"
    )
    sums = ask(
        sound,
        f"SELECT sum(amount)::VARCHAR AS total, count(*) AS deals, count(*) FILTER (is_whale) AS whales FROM deals WHERE {where}",
    )[0]
    assert (Decimal(group["total"]), group["deals"], group["whales"]) == (
        Decimal(sums["total"]),
        sums["deals"],
        sums["whales"],
    )
    assert group["target"] == {"won": "closedWonValue", "open": "pipelineValue"}[status]


def test_text_shows_the_row_and_where_it_stands(explained, sound, run):
    row, found = explained("deal won")
    lines = run("explain", sound, row).stdout.decode().splitlines()
    assert lines[0] == row.replace(":", " ")
    marked = [line for line in lines if line.startswith("▸")]
    assert len(marked) == 1
    assert found["row"]["amount"] in marked[0]
    part = "all of" if found["amountGroup"]["whole"] else "a part of"
    assert any(f"{part} closedWonValue" in line for line in lines)
    assert any(line.startswith("deals.amount ") for line in lines)


def test_the_beginning_of_an_id_is_enough(explained, sound, run):
    row, found = explained("deal won")
    shortest = next(
        n
        for n in range(8, 37)
        if len(ask(sound, f"SELECT id FROM deals WHERE starts_with(id::VARCHAR, '{row[5:][:n]}')")) == 1
    )
    assert json.loads(run("explain", sound, row[: 5 + shortest], "--json").stdout) == found
    assert json.loads(run("explain", sound, row.replace("-", ""), "--json").stdout) == found


def test_of_another_drawing_version_the_chain_alone_is_told(explained, sound, run, tmp_path):
    row, found = explained("deal won")
    target = forge(sound, tmp_path / "b", {})
    manifest = json.loads((target / "manifest.json").read_bytes()) | {"drawingVersion": 1}
    manifest["manifestDigest"] = manifest_digest(manifest)
    (target / "manifest.json").write_bytes(manifest_bytes(manifest))
    told = json.loads(run("explain", target, row, "--json").stdout)
    assert told["timeline"] == found["timeline"]
    assert (told["draws"], told["amountGroup"]) == (None, None)
    assert "drawingVersion" in told["unknown"]
    assert b"Its draws are not known" in run("explain", target, row).stdout


def test_of_a_row_that_its_config_does_not_give_the_chain_alone_is_told(explained, sound, run, tmp_path):
    row, found = explained("deal won")
    target = forge(sound, tmp_path / "b", {})
    config = (target / "config.json").read_bytes().replace(b'"seed": "tiny"', b'"seed": "else"')
    (target / "config.json").write_bytes(config)
    manifest = json.loads((target / "manifest.json").read_bytes())
    entry = next(e for e in manifest["files"] if e["path"] == "config.json")
    entry |= {"sizeBytes": len(config), "sha256": hashlib.sha256(config).hexdigest()}
    manifest["manifestDigest"] = manifest_digest(manifest)
    (target / "manifest.json").write_bytes(manifest_bytes(manifest))
    told = json.loads(run("explain", target, row, "--json").stdout)
    assert (told["timeline"], told["draws"], told["amountGroup"]) == (found["timeline"], None, None)
    assert "somebody changed the bundle" in told["unknown"]


def test_a_later_day_tells_the_same_past(explained, config, run):
    row, found = explained("deal won")
    later = json.loads(run("explain", row, "--config", config, "--until", "2026-02-20", "--json").stdout)
    assert later["draws"] == found["draws"]
    known = [event for event in later["timeline"] if event["moment"] < "2025-11-20"]
    assert [event["id"] for event in known] == [
        event["id"] for event in found["timeline"] if event["moment"] < "2025-11-20"
    ]


def test_who_is_there_twice_names_the_other(sound, run):
    twice = ask(sound, "SELECT contact_id, original_id FROM duplicate_contacts ORDER BY 1 LIMIT 1")[0]
    for own, other in ((twice["contact_id"], twice["original_id"]), (twice["original_id"], twice["contact_id"])):
        timeline = json.loads(run("explain", sound, f"contact:{own}", "--json").stdout)["timeline"]
        events = [event for event in timeline if event["what"] == "duplicate"]
        assert [event["id"] for event in events] == [other]
        assert "@" in events[0]["detail"]


def test_the_first_response_names_who_gave_it(explained, sound):
    _, found = explained("lead converted")
    event = next(event for event in found["timeline"] if event["what"] == "response")
    sql = f"""SELECT u.full_name AS n FROM activities a JOIN users u ON u.id = a.user_id
        WHERE a.lead_id = '{found["id"]}' AND a.direction = 'outbound' ORDER BY a.occurred_at LIMIT 1"""
    assert event["who"] == ask(sound, sql)[0]["n"]


def test_plans_are_marked_as_such(sound, run):
    sql = """SELECT id, status, contact_id, deal_id, due_at FROM activities
        WHERE status <> 'done' AND contact_id IS NOT NULL ORDER BY status, id"""
    rows = ask(sound, sql)
    assert {row["status"] for row in rows} == {"planned", "cancelled"}
    for row in (rows[0], rows[-1]):
        timeline = json.loads(run("explain", sound, f"activity:{row['id']}", "--json").stdout)["timeline"]
        event = next(event for event in timeline if event["id"] == row["id"])
        assert event["what"].startswith(row["status"])
        assert event["says"] in {"to come", "overdue", "did not happen"}


def test_a_config_without_a_seed_names_no_row(run, tmp_path, config):
    (tmp_path / "c.json").write_text(
        json.dumps({k: v for k, v in json.loads(config.read_text()).items() if k != "seed"})
    )
    done = run("explain", "deal:0198aaaa", "--config", tmp_path / "c.json")
    assert (done.returncode, b"Give --seed" in done.stderr) == (2, True)


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["{b}"], 2, b"Give BUNDLE and KIND:ID"),
        (["{b}", "deal:zz"], 2, b"KIND:ID: names no row; expected one of deal, lead, contact, activity"),
        (["{b}", "company:0123abcd"], 2, b"names no row"),
        (["{b}", "deal:00000000"], 2, b"is in no row of deals"),
        (["{b}", "deal:0198"], 2, b"is more than one row"),
        (["{b}", "deal:0198", "--seed", "x"], 2, b"go with --config"),
        (["nowhere", "deal:0198"], 1, b"is not a bundle"),
        (["deal:0198", "--config", "nowhere.yaml"], 2, b"there is no such file"),
    ],
)
def test_what_cannot_be_explained_is_told(sound, run, words, code, says):
    done = run("explain", *(word.format(b=sound) for word in words))
    assert (done.returncode, says in done.stderr) == (code, True), done.stderr


def people(run, sound, row):
    draws = json.loads(run("explain", sound, row, "--json").stdout)["draws"]
    return {(d["stream"], d["period"], d["ordinal"]): d["word"] for d in draws if d["stream"].startswith("people.")}


@pytest.mark.parametrize(
    ("pair", "sql"),
    {
        "a lead and its contact": "SELECT 'lead:' || id AS a, 'contact:' || contact_id AS b FROM leads WHERE contact_id IS NOT NULL ORDER BY id LIMIT 1",
        "who is there twice": "SELECT 'contact:' || contact_id AS a, 'contact:' || original_id AS b FROM duplicate_contacts ORDER BY 1 LIMIT 1",
    }.items(),
)
def test_one_person_has_one_name_drawn(sound, run, pair, sql):
    one, other = (people(run, sound, row) for row in ask(sound, sql)[0].values())
    assert len(one.keys() & other.keys()) >= 2


@pytest.mark.parametrize("name", ROWS)
def test_timeline_is_in_the_tenants_time(explained, name):
    for event in explained(name)[1]["timeline"]:
        moment = datetime.fromisoformat(event["moment"]).astimezone(ZoneInfo("Europe/London"))
        assert event["localTime"] == f"{moment:%Y-%m-%d %H:%M}"


def test_timeline_of_a_contact_holds_all_its_deals(sound, run):
    contact = ask(
        sound,
        """SELECT contact_id AS id FROM deals WHERE contact_id IN (SELECT contact_id FROM contact_tags)
        AND contact_id IN (SELECT contact_id FROM notes WHERE deal_id IS NULL)
        GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1""",
    )[0]["id"]
    timeline = json.loads(run("explain", sound, f"contact:{contact}", "--json").stdout)["timeline"]
    expected = {
        "deals": f"SELECT id FROM deals WHERE contact_id = '{contact}'",
        "deal_stage_history": f"SELECT id FROM deal_stage_history WHERE deal_id IN (SELECT id FROM deals WHERE contact_id = '{contact}')",
        "notes": f"SELECT id FROM notes WHERE contact_id = '{contact}'",
        "contact_tags": f"SELECT tag_id AS id FROM contact_tags WHERE contact_id = '{contact}'",
        "activities": f"SELECT id FROM activities WHERE contact_id = '{contact}' OR lead_id IN (SELECT id FROM leads WHERE contact_id = '{contact}')",
    }
    for table, sql in expected.items():
        ids = {row["id"] for row in ask(sound, sql)}
        assert ids
        assert {event["id"] for event in timeline if event["table"] == table} == ids, table


def test_timeline_of_a_contact_without_a_lead_holds_what_was_done(sound, run):
    [row] = ask(
        sound,
        """SELECT contact_id AS id, list(id ORDER BY id) AS done FROM activities WHERE deal_id IS NULL AND contact_id NOT IN (
            SELECT contact_id FROM leads WHERE contact_id IS NOT NULL UNION ALL SELECT contact_id FROM deals
        ) GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1""",
    )
    timeline = json.loads(run("explain", sound, f"contact:{row['id']}", "--json").stdout)["timeline"]
    assert sorted(event["id"] for event in timeline if event["table"] == "activities") == row["done"]


@pytest.mark.parametrize("name", ["limit-pipeline-only", "limit-knobs-highest", "smallest"])
def test_every_row_stands_at_an_address_that_is_looked_at(name):
    plan = make_plan(load_config(VALID / f"{name}.yaml", "any"))
    world = build_world(plan)
    for kind, rows in (("lead", world.leads), ("contact", world.contacts), ("deal", world.deals)):
        address = rows.draws.address
        for row in (0, int(address.ordinal.argmax()), len(address) - 1):
            key = UUID(int=(int(rows.ids.high[row]) << 64) | int(rows.ids.low[row]))
            found = find_place(plan, kind, {"id": str(key)})
            assert found == {TABLES[kind]: (int(address.period[row]), int(address.ordinal[row]))}


def test_stages_tell_from_where_to_where_and_why(explained, sound):
    row, found = explained("deal lost")
    sql = f"""SELECT h.id, concat_ws(' → ', b.name, s.name) AS says, CASE WHEN s.type = 'lost' THEN d.lost_reason END AS detail
        FROM deal_stage_history h JOIN deals d ON d.id = h.deal_id JOIN pipeline_stages s ON s.id = h.to_stage_id
        LEFT JOIN pipeline_stages b ON b.id = h.from_stage_id WHERE d.id = '{row[5:]}' ORDER BY h.changed_at, h.id"""
    events = [event for event in found["timeline"] if event["what"] == "stage"]
    assert [{key: event[key] for key in ("id", "says", "detail")} for event in events] == ask(sound, sql)


def test_a_plan_is_overdue_when_its_day_has_passed(default, run):
    sql = """SELECT id, due_at < (SELECT max(created_at) FROM activities) AS late FROM activities
        WHERE status = 'planned' ORDER BY due_at"""
    rows = ask(default, sql)
    assert {row["late"] for row in rows} == {True, False}
    for row in (rows[0], rows[-1]):
        timeline = json.loads(run("explain", default, f"activity:{row['id']}", "--json").stdout)["timeline"]
        [says] = [event["says"] for event in timeline if event["id"] == row["id"]]
        assert says == ("overdue" if row["late"] else "to come")


@pytest.mark.parametrize("status", ["won", "open"])
def test_group_is_whole_where_it_is_the_target(default, run, status):
    key = ask(default, f"SELECT id FROM deals WHERE status = '{status}' ORDER BY created_at LIMIT 1")[0]["id"]
    group = json.loads(run("explain", default, f"deal:{key}", "--json").stdout)["amountGroup"]
    asked = json.loads((default / "config.json").read_bytes())["targets"][group["target"]]
    assert group["whole"] == (Decimal(group["total"]) == Decimal(str(asked)))


def test_three_digits_are_too_few(sound, run):
    done = run("explain", sound, "deal:019")
    assert (done.returncode, b"names no row" in done.stderr) == (2, True)


@pytest.mark.parametrize("name", [name for name in ROWS if name.startswith("activity")])
def test_what_siblings_share_is_drawn_for_their_parent(explained, name):
    ordinals = {draw["stream"].split(".", 2)[2]: draw["ordinal"] for draw in explained(name)[1]["draws"]}
    assert ordinals["body"] == ordinals["id.a"] // 64


def test_the_end_of_an_id_is_not_its_beginning(explained, sound, run):
    row, _ = explained("deal won")
    done = run("explain", sound, f"deal:{row[-12:]}")
    assert (done.returncode, b"is in no row of deals" in done.stderr) == (2, True)


def test_a_day_of_observation_goes_with_a_config(sound, run):
    done = run("explain", sound, "deal:0198", "--until", "2026-01-15")
    assert (done.returncode, b"go with --config" in done.stderr) == (2, True)


def test_inspect_tells_when_rows_were_created(sound, run):
    for table in json.loads(run("inspect", sound, "--json").stdout)["tables"]:
        column = "changed_at" if table["name"] == "deal_stage_history" else "created_at"
        sql = ", ".join(f"strftime({f}({column}), '%Y-%m-%dT%H:%M:%SZ') AS {f}" for f in ("min", "max"))
        [row] = ask(sound, f"SELECT {sql} FROM {table['name']}")
        assert (table["firstCreatedAt"], table["lastCreatedAt"]) == (row["min"], row["max"])
