"""`demogen report`: figures are the answers of SQL, nothing is loaded, hostile text stays text, bytes are the same."""

from __future__ import annotations

import json
import re
from decimal import Decimal

import numpy as np
import pytest

from demogen.bundle.manifest import manifest_bytes, manifest_digest
from demogen.config.load import load_config
from demogen.plan.targets import make_plan
from demogen.show.query import answer_json, query
from demogen.show.report.figures import gather
from demogen.show.report.page import render
from tests.acceptance.conftest import ROOT
from tests.loader.forge import forge
from tests.page import Page, plain
from tests.tampered_bundles import copy, relist, replace_column, sign_table

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</style></svg></table><h1>",
    "{{ 7 * 7 }} {% raw %}",
    "\x1b[31mred\x07",
    "\u202eesrever",
    "&lt;b&gt; &amp; 'quoted'",
]
LOCAL = "timezone((SELECT timezone FROM tenants), {})"
MONTH = "strftime(" + LOCAL + ", '%Y-%m')"

# Of every table that shows what was sold: its id, and the SQL that gives the same rows by other ways than the report's.
TABLES = {
    "months-leads": f"SELECT {MONTH.format('created_at')} AS m, count(*), count(*), 0 FROM leads GROUP BY 1 ORDER BY 1",
    "months-contacts": f"SELECT {MONTH.format('created_at')}, count(*), count(*), 0 FROM contacts GROUP BY 1 ORDER BY 1",
    "months-companies": f"SELECT {MONTH.format('created_at')}, count(*), count(*), 0 FROM companies GROUP BY 1 ORDER BY 1",
    "won-by-rep": """
        WITH u AS (SELECT id, full_name FROM users WHERE id IN (SELECT owner_id FROM deals))
        SELECT full_name, v, w, l, CASE WHEN w + l > 0 THEN round(w * 100.0 / (w + l), 1) END, o FROM (
            SELECT full_name, u.id,
                (SELECT coalesce(sum(amount), 0) FROM deals d WHERE d.owner_id = u.id AND closed_at IS NOT NULL AND lost_reason IS NULL) AS v,
                (SELECT count(*) FROM deals d WHERE d.owner_id = u.id AND status = 'won') AS w,
                (SELECT count(*) FROM deals d WHERE d.owner_id = u.id AND lost_reason IS NOT NULL) AS l,
                (SELECT count(*) FROM deals d WHERE d.owner_id = u.id AND closed_at IS NULL) AS o
            FROM u) ORDER BY v DESC, w DESC, id""",
    "won-by-channel": """
        SELECT c, v, w, n, k, round(k * 100.0 / n, 1) FROM (
            SELECT channel AS c, count(*) AS n, count(converted_at) AS k,
                (SELECT count(*) FROM deals d JOIN contacts c ON c.id = d.contact_id WHERE status = 'won' AND c.channel = l.channel) AS w,
                (SELECT coalesce(sum(amount), 0) FROM deals d JOIN contacts c ON c.id = d.contact_id WHERE status = 'won' AND c.channel = l.channel) AS v
            FROM leads l GROUP BY 1) ORDER BY v DESC, n DESC, c""",
    "lost-reasons": """
        SELECT lost_reason, count(*), sum(amount) FROM deals WHERE lost_reason IS NOT NULL
        GROUP BY 1 ORDER BY 2 DESC, 3 DESC, 1""",
    "pipeline-stages": """
        SELECT s.name, coalesce(sum(amount), 0), count(amount), s.probability, round(coalesce(sum(amount), 0) * s.probability / 100)
        FROM pipeline_stages s LEFT JOIN deals d ON d.stage_id = s.id WHERE type = 'open'
        GROUP BY s.id, s.name, s.position, s.probability ORDER BY s.position""",
    "pipeline-expected": """
        WITH o AS (SELECT *, expected_close_on > date '{until}' AS ahead FROM deals WHERE closed_at IS NULL)
        SELECT CASE WHEN ahead THEN strftime(expected_close_on, '%Y-%m') ELSE 'overdue' END AS m, sum(amount), count(*)
        FROM o GROUP BY ahead, m ORDER BY ahead, m""",
    "activity-mix": """
        SELECT concat_ws(', ', type, direction), coalesce(outcome, status) AS o, count(*) FROM activities GROUP BY 1, 2 ORDER BY 1, 3 DESC, 2""",
    "cycle-summary": """
        WITH c AS (SELECT status, (epoch_us(closed_at) - epoch_us(created_at)) // 1000000 AS s FROM deals WHERE closed_at IS NOT NULL)
        SELECT status, count(*), round(min(s) / 86400, 1), round(quantile_cont(s, 0.25) / 86400, 1), round(median(s) / 86400, 1),
            round(quantile_cont(s, 0.75) / 86400, 1), round(max(s) / 86400, 1) FROM c GROUP BY 1 ORDER BY 1 DESC""",
}
# Of every row of a table of classes: the id, and the SQL that counts what lies between its first two columns.
CLASSES = {
    "deal-sizes": """
        SELECT count(*) FILTER (NOT is_whale), count(*) FILTER (is_whale), coalesce(sum(amount), 0)
        FROM deals WHERE status = 'won' AND amount >= {0} AND amount < {1}""",
    "cycles": """
        SELECT count(*) FILTER (status = 'won'), count(*) FILTER (status = 'lost') FROM deals
        WHERE epoch(closed_at - created_at) >= {0} * 86400 AND epoch(closed_at - created_at) < {1} * 86400""",
}
# Sums of columns of tables that are classes of rows: the id, which column, and the SQL of the sum.
SUMS = [
    ("deal-sizes", 2, "SELECT count(*) FROM deals WHERE status = 'won' AND NOT is_whale"),
    ("deal-sizes", 3, "SELECT count(*) FROM deals WHERE status = 'won' AND is_whale"),
    ("deal-sizes", 4, "SELECT sum(amount) FROM deals WHERE status = 'won'"),
    ("cycles", 2, "SELECT count(*) FROM deals WHERE status = 'won'"),
    ("cycles", 3, "SELECT count(*) FROM deals WHERE status = 'lost'"),
    ("responses", 1, "SELECT count(first_response_at) FROM leads"),
    ("companies-by-place", 2, "SELECT count(*) FROM companies"),
    ("companies-by-place", 3, "SELECT count(*) FROM deals WHERE status = 'won'"),
    ("companies-by-place", 4, "SELECT sum(amount) FROM deals WHERE status = 'won'"),
    ("months-won", 2, "SELECT count(*) FROM deals WHERE status = 'won'"),
    ("months-won-value", 2, "SELECT sum(amount) FROM deals WHERE status = 'won'"),
]


@pytest.fixture(scope="session", params=["sound", "default"])
def shown(request, report):
    """Return a bundle and its page."""
    bundle = request.getfixturevalue(request.param)
    return bundle, Page(report(bundle).read_text())


def answer(bundle, sql):
    """Ask a bundle; give rows of text, numbers without trailing zeros."""
    return [[norm(value) for value in row.values()] for row in json.loads(answer_json(query(bundle, sql)))]


def norm(value):
    """Write a number in one way; text stays."""
    if value is None:
        return None
    try:
        number = Decimal(str(value))
    except ArithmeticError:
        return value
    return f"{number.normalize():f}" if number else "0"


@pytest.mark.parametrize("name", TABLES)
def test_tables_are_the_answers_of_sql(shown, name):
    bundle, page = shown
    until = json.loads((bundle / "manifest.json").read_bytes())["until"]
    assert [[norm(plain(cell)) for cell in row] for row in page.rows(name)] == answer(
        bundle, TABLES[name].replace("{until}", until)
    )


@pytest.mark.parametrize("name", CLASSES)
def test_classes_hold_what_lies_between_their_edges(shown, name):
    bundle, page = shown
    for row in page.rows(name):
        low, high, *counts = [norm(plain(cell)) for cell in row]
        assert counts == answer(bundle, CLASSES[name].format(low, high))[0]


def test_places_are_those_with_most_companies(shown):
    bundle, page = shown
    sql = """WITH won AS (SELECT company_id, count(*) AS n, sum(amount) AS v FROM deals WHERE status = 'won' GROUP BY 1)
        SELECT city, state, count(*) AS c, coalesce(sum(n), 0)::INT, coalesce(sum(v), 0) AS v
        FROM companies LEFT JOIN won ON company_id = id GROUP BY city, state ORDER BY c DESC, v DESC, city, state"""
    every, rows = answer(bundle, sql), page.rows("companies-by-place")
    assert [[norm(plain(cell)) for cell in row] for row in rows[:15]] == every[:15]
    assert rows[15:] == [] or rows[15][0] == f"{len(every) - 15} other places"


@pytest.mark.parametrize(("name", "column", "sql"), SUMS)
def test_classes_sum_to_the_rows(shown, name, column, sql):
    bundle, page = shown
    found = sum(Decimal(plain(row[column])) for row in page.rows(name))
    assert norm(found) == answer(bundle, sql)[0][0]


def test_targets_are_those_of_the_config(shown):
    bundle, page = shown
    targets = json.loads((bundle / "config.json").read_bytes())["targets"]
    names = ["leads", "contacts", "companies", "closedWonCount", "closedWonValue", "pipelineValue"]
    for row, name in zip(page.rows("targets"), names, strict=True):
        assert [norm(plain(cell)) for cell in row[1:4]] == [norm(targets[name])] * 2 + ["0"]
        assert row[4] == "exact"


def test_months_stand_beside_their_plan(shown):
    bundle, page = shown
    months = json.loads((bundle / "manifest.json").read_bytes())["months"]
    for name, key in (("won", "deals"), ("won-value", "closedWonValue"), ("pipeline", "pipelineValue")):
        for row, month in zip(page.rows(f"months-{name}"), months, strict=True):
            assert row[0] == month["month"]
            assert [norm(plain(cell)) for cell in row[1:4]] == [norm(month[key])] * 2 + ["0"], (name, row)


def test_funnel_narrows_and_adds_up(shown):
    bundle, page = shown
    leads, of_all, dropped, off = zip(*([plain(c) for c in row[1:]] for row in page.rows("funnel-steps")), strict=True)
    counts = [int(n) for n in leads]
    asked = answer(
        bundle,
        """WITH spoke AS (SELECT lead_id FROM activities WHERE direction = 'inbound' OR outcome = 'connected')
        SELECT count(*), count(first_response_at),
        count(*) FILTER (status IN ('engaged', 'disqualified', 'converted') OR id IN (SELECT lead_id FROM spoke WHERE lead_id IS NOT NULL)),
        count(contact_id), count(*) FILTER (contact_id IN (SELECT contact_id FROM deals)),
        count(*) FILTER (contact_id IN (SELECT contact_id FROM deals WHERE status = 'won')) FROM leads""",
    )[0]
    assert counts == [int(n) for n in asked]
    assert counts == sorted(counts, reverse=True)
    for i in range(1, len(counts)):
        assert int(dropped[i]) == counts[i - 1] - counts[i]
        assert abs(Decimal(off[i]) * counts[i - 1] - 100 * int(dropped[i])) <= Decimal("0.05") * counts[i - 1]
        assert abs(Decimal(of_all[i]) * counts[0] - 100 * counts[i]) <= Decimal("0.05") * counts[0]


@pytest.mark.parametrize(("name", "who"), [("staff", "IS DISTINCT FROM"), ("customers", "IS NOT DISTINCT FROM")])
def test_week_is_in_the_tenants_time(shown, name, who):
    bundle, page = shown
    sql = f"""WITH d AS (SELECT {LOCAL.format("occurred_at")} AS t FROM activities WHERE status = 'done' AND direction {who} 'inbound')
        SELECT (isodow(t) - 1) * 24 + hour(t) AS cell, count(*) FROM d GROUP BY 1 ORDER BY 1"""
    cells = [int(plain(cell)) for row in page.rows(f"hours-{name}") for cell in row[1:]]
    assert {str(i): str(n) for i, n in enumerate(cells) if n} == dict(answer(bundle, sql))


def test_responses_are_those_of_the_check(shown):
    bundle, page = shown
    rows = page.rows("responses")
    within = sum(int(plain(row[1])) for row in rows if row[2] == "within")
    checks = {c["name"]: c for c in json.loads((bundle / "checks.json").read_bytes())}
    assert within == checks["response_sla"]["rows"][0]["actual"]


def test_pictures_show_what_their_tables_hold(shown):
    _, page = shown
    tips = [text for text in page.texts if re.fullmatch(r"20\d\d-\d\d: [\d,]+ leads", text)]
    drawn = {tip[:7]: plain(tip[9:].removesuffix(" leads")) for tip in tips}
    assert drawn == {row[0]: plain(row[2]) for row in page.rows("months-leads")}
    assert sum(tag == "svg" for tag, _ in page.elements) == sum(tag == "figcaption" for tag, _ in page.elements) == 11
    for tag, attrs in page.elements:
        if tag == "svg":
            assert attrs["role"] == "img"
            assert len(attrs["aria-label"]) > 20


def test_scorecard_is_the_score(shown, run):
    bundle, page = shown
    found = json.loads(run("score", bundle, "--json").stdout)
    states = {True: "ok", False: "off", None: "not told"}
    assert {row[2] for row in page.rows("scorecard")} == {"exact, as recorded", "statistical"}
    assert [(row[0], row[3]) for row in page.rows("scorecard")] == [
        (check["name"], states[check["passed"]]) for check in found["checks"]
    ]


def test_page_loads_nothing(shown):
    _, page = shown
    assert not {tag for tag, _ in page.elements} & {"script", "iframe", "object", "embed", "base", "form"}
    policy = next(a["content"] for t, a in page.elements if a.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none'")
    for tag, attrs in page.elements:
        assert not [name for name in attrs if name.startswith("on") or name == "src"], (tag, attrs)
        assert attrs.get("href", "#")[0] == "#" or attrs["href"] == "data:,"


def test_every_link_leads_somewhere_and_ids_are_unique(shown):
    _, page = shown
    ids = [attrs["id"] for _, attrs in page.elements if "id" in attrs]
    assert len(ids) == len(set(ids))
    assert {a["href"][1:] for t, a in page.elements if t == "a"} <= set(ids)


def test_command_makes_the_same_content(sound, report, run, tmp_path):
    command = re.search(r"<pre>demogen (generate .*?)</pre>", report(sound).read_text())[1].split()
    command[1], command[3] = sound / "config.json", tmp_path / "again"
    assert run(*command).returncode == 0


@pytest.mark.parametrize("env", [{"TZ": "Asia/Kathmandu", "LC_ALL": "C"}, {"PYTHONHASHSEED": "7", "LC_ALL": "C.UTF-8"}])
def test_bytes_are_the_same(sound, report, env):
    assert report(sound, env=env).read_bytes() == report(sound).read_bytes()


def test_a_tar_gives_the_same_page(sound, report, run, tmp_path):
    assert run("pack", sound, tmp_path / "b.tar").returncode == 0
    assert report(tmp_path / "b.tar").read_bytes() == report(sound).read_bytes()


def test_page_is_small(default, report):
    assert report(default).stat().st_size < 400_000


@pytest.mark.parametrize("until", ["2025-09-20", "2026-01-15"])
def test_another_day_of_observation(generated, report, until):
    bundle = generated("--until", until)
    page = Page(report(bundle).read_text())
    sql = f"SELECT {MONTH.format('created_at')} AS m, count(*) FROM leads GROUP BY 1 ORDER BY 1"
    by_month = {}
    for row in page.rows("months-leads"):
        if plain(row[2]) is not None:
            by_month[row[0].rstrip("+")] = by_month.get(row[0].rstrip("+"), 0) + int(plain(row[2]))
    assert by_month == {m: int(n) for m, n in answer(bundle, sql)}
    early = until < "2025-11-19"
    assert plain(page.rows("months-leads")[0][3]) == "0"
    assert [plain(row[3]) for row in page.rows("months-leads") if early and row[0] == "2025-09"] == (
        [None] if early else []
    )
    assert {row[4] for row in page.rows("targets")} == ({"not yet"} if early else {"exact"})


@pytest.fixture(scope="session")
def hostile(sound, tmp_path_factory):
    """Forge a bundle whose names are markup, escapes and turns of direction."""
    columns = [
        ("tenants", "name"),
        ("users", "full_name"),
        ("companies", "city"),
        ("companies", "state"),
        ("deals", "lost_reason"),
        ("pipeline_stages", "name"),
    ]
    target = forge(sound, tmp_path_factory.mktemp("hostile") / "b", dict.fromkeys(columns, HOSTILE))
    manifest = json.loads((target / "manifest.json").read_bytes())
    manifest["tenant"]["name"], manifest["warnings"], manifest["seed"] = HOSTILE[0], HOSTILE, HOSTILE[1]
    manifest["manifestDigest"] = manifest_digest(manifest)
    (target / "manifest.json").write_bytes(manifest_bytes(manifest))
    return target


def test_hostile_text_stays_text(hostile, report):
    html = report(hostile).read_text()
    page = Page(html)
    assert not {tag for tag, _ in page.elements} & {"script", "img", "b>"}
    assert not [a for _, attrs in page.elements for a in attrs if a.startswith("on")]
    for text in HOSTILE[:4]:
        assert text in page.texts or any(text in t for t in page.texts), text
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", html)


@pytest.mark.parametrize(
    "command", [["report", "-o", "{out}"], ["explain", "deal:{id}"], ["diff", "{other}"], ["inspect"]]
)
def test_hostile_text_does_not_reach_the_terminal(hostile, sound, run, tmp_path, command):
    deal = answer(sound, "SELECT id FROM deals ORDER BY id LIMIT 1")[0][0]
    words = [word.format(out=tmp_path / "r.html", id=deal, other=sound) for word in command[1:]]
    done = run(command[0], hostile, *words)
    assert done.returncode in {0, 1}
    assert not re.search(b"[\x00-\x09\x0b-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80[\xaa-\xae]", done.stdout + done.stderr)


def test_of_another_drawing_version_it_shows_what_it_can(sound, report, tmp_path):
    target = forge(sound, tmp_path / "b", {})
    manifest = json.loads((target / "manifest.json").read_bytes()) | {"drawingVersion": 1}
    manifest["manifestDigest"] = manifest_digest(manifest)
    (target / "manifest.json").write_bytes(manifest_bytes(manifest))
    page, whole = Page(report(target).read_text()), Page(report(sound).read_text())
    assert "responses" not in page.tables
    assert any("drawingVersion" in text for text in page.texts)
    assert len(page.rows("scorecard")) == len(json.loads((sound / "checks.json").read_bytes()))
    assert page.tables["won-by-rep"] == whole.tables["won-by-rep"]


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        ([], 2, b"Give --out FILE, or --json."),
        (["-o", "{tmp}"], 2, b"is a directory"),
        (["-o", "/proc/none/r.html"], 3, b"r.html"),
    ],
)
def test_what_cannot_be_done_is_told(sound, run, tmp_path, words, code, says):
    done = run("report", sound, *(word.format(tmp=tmp_path) for word in words))
    assert done.returncode == code
    assert says in done.stderr


def test_checks_that_are_not_recorded_are_not_told(sound, report, tmp_path):
    checks = json.loads((sound / "checks.json").read_bytes())
    kept = [check for check in checks if check["name"] != "foreign_keys"]
    page = Page(report(with_file(sound, tmp_path / "b", "checks.json", json.dumps(kept).encode())).read_text())
    states = {row[0]: row[3] for row in page.rows("scorecard")}
    assert (states["integrity"], states["causality"]) == ("not told", "ok")


BAD = {
    "config: no JSON": ("config.json", b"{"),
    "config: UTF-16": ("config.json", "{}".encode("utf-16")),
    "config: deep": ("config.json", b"[" * 100_000),
    "config: huge number": ("config.json", b"[" + b"9" * 5000 + b"]"),
    "checks: no JSON": ("checks.json", b"{"),
    "checks: numbers": ("checks.json", b"[1]"),
    "checks: an object": ("checks.json", b"{}"),
    "checks: odd count": (
        "checks.json",
        b'[{"name": "x", "severity": "error", "says": "", "passed": true, "failures": "x", "rows": []}]',
    ),
    "no Parquet": ("data/deals.parquet", b"PAR1 nothing PAR1"),
    "another table": ("data/deals.parquet", "data/leads.parquet"),
    "totals": ("manifest.json", {"totals": {"leads": 1e17}}),
    "no day": ("manifest.json", {"until": "2025-02-31"}),
    "no totals": ("manifest.json", {"totals": {}}),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bundle_of_nonsense_is_told_as_such(sound, run, tmp_path, name):
    path, content = BAD[name]
    content = (sound / content).read_bytes() if isinstance(content, str) else content
    target = with_file(sound, tmp_path / "b", path, content)
    deal = answer(sound, "SELECT id FROM deals ORDER BY id LIMIT 1")[0][0]
    words = {
        "report": ["-o", tmp_path / "r.html"],
        "inspect": [],
        "explain": [f"deal:{deal}"],
        "diff": [sound],
        "export": ["--format", "csv", "-o", tmp_path / "x"],
    }
    others = [name for name in words if name != "report"]
    for command in ("report", others[[*BAD].index(name) % len(others)]):  # each with one of the others
        done = run(command, target, *words[command])
        assert done.returncode in {0, 1}, command
        assert done.returncode == 0 or b"demogen: the bundle is not sound" in done.stderr or command == "diff", command


def with_file(bundle, target, path, content):
    """Forge a bundle that holds another file, or in whose manifest other things stand."""
    forge(bundle, target, {})
    manifest = json.loads((target / "manifest.json").read_bytes())
    if path == "manifest.json":
        manifest |= content
    else:
        (target / path).write_bytes(content)
        relist(manifest, path, content)
    manifest["manifestDigest"] = manifest_digest(manifest)
    (target / "manifest.json").write_bytes(manifest_bytes(manifest))
    return target


@pytest.mark.parametrize("place", ["manifest.json", "report.html", "data/deals.parquet", "../b.tar"])
@pytest.mark.parametrize("command", [["report"], ["sql", "SELECT 1"]])
def test_what_is_read_is_not_written_over(sound, bundle, run, tmp_path, place, command):
    """The bundle is left as it was, folder or tar."""
    name, *words = command
    source = bundle
    if place == "../b.tar":
        assert run("pack", bundle, tmp_path / "b.tar").returncode == 0
        source = tmp_path / "b.tar"
    done = run(name, source, *words, "-o", bundle / place)
    assert (done.returncode, b"lies inside the bundle" in done.stderr) == (1, True), done.stderr
    assert run("verify", source).returncode == 0


@pytest.mark.parametrize(("seed", "places"), [("b", 16), ("c", 17)])
def test_sixteen_places_are_named(run, report, tmp_path, seed, places):
    """Of sixteen all are named; of more the others are one line, and never one place alone."""
    config = ROOT / "fixtures" / "configs" / "valid" / "smallest.yaml"
    words = ["--seed", seed, "--set", "country=BR", "-o", tmp_path / seed, "-q"]
    assert run("generate", config, *words).returncode == 0
    assert len(answer(tmp_path / seed, "SELECT DISTINCT city, state FROM companies")) == places
    rows = Page(report(tmp_path / seed).read_text()).rows("companies-by-place")
    assert len(rows) == 16
    assert not rows[-1][0].startswith("1 other")


@pytest.mark.parametrize("column", [("tenants", "timezone"), ("tenants", "currency")])
def test_a_bundle_that_cannot_be_is_no_traceback(sound, run, tmp_path, column):
    target = forge(sound, tmp_path / "b", {column: ["Mars/Base"]})
    done = run("report", target, "-o", tmp_path / "r.html")
    assert done.returncode == (1 if column[1] == "timezone" else 0), done.stderr


# Of every column of a picture of classes: its table, what its tips call it, and the rows of the table that it stands for.
COLUMNS = [
    ("deal-sizes", "deals", lambda row: row[2]),
    ("deal-sizes", "whales", lambda row: row[3]),
    ("cycles", "won", lambda row: row[2]),
    ("cycles", "lost", lambda row: row[3]),
    ("responses", "within SLA", lambda row: row[1] if row[2] == "within" else "0"),
    ("responses", "late", lambda row: row[1] if row[2] == "late" else "0"),
]


@pytest.mark.parametrize(("name", "noun", "cell"), COLUMNS)
def test_columns_show_what_their_tables_hold(shown, name, noun, cell):
    _, page = shown
    tips = [re.fullmatch(rf"\S+ to [^:]+: ([\d,]+) {noun}", text) for text in page.texts]
    assert [tip[1] for tip in tips if tip] == [cell(row) for row in page.rows(name) if cell(row) != "0"]


@pytest.mark.parametrize(("name", "noun"), [("staff", "activities"), ("customers", "messages and calls")])
def test_every_hour_of_the_week_is_drawn(shown, name, noun):
    _, page = shown
    cells = {
        f"{row[0]} {hour:02}:00": int(plain(cell))
        for row in page.rows(f"hours-{name}")
        for hour, cell in enumerate(row[1:])
    }
    tips = [re.fullmatch(rf"(\w+ \d\d:00): ([\d,]+) {noun}", text) for text in page.texts]
    assert {tip[1]: int(plain(tip[2])) for tip in tips if tip} == cells
    fullest = max(cells, key=cells.get)
    assert f"The fullest hour is {fullest[:3]} from {fullest[4:]}, with {cells[fullest]:,}." in page.texts


def test_what_lies_on_an_edge_stands_above_it(sound, report, tmp_path):
    texts = {"amount": "5000.00", "created_at": "2025-09-01T00:00:00Z", "closed_at": "2025-09-03T00:00:00Z"}
    texts["expected_close_on"] = "2025-11-19"  # the day of observation: it has passed at its end
    target = forge(sound, tmp_path / "b", {("deals", column): [text] for column, text in texts.items()})
    page = Page(report(target).read_text())
    counts = "count(*) FILTER (status = 'won'), count(*) FILTER (status = 'lost')"
    won, lost = answer(target, f"SELECT {counts} FROM deals")[0]
    sizes, cycles = ([[plain(cell) for cell in row] for row in page.rows(name)] for name in ("deal-sizes", "cycles"))
    assert [row[:2] for row in sizes] == [["5000", "10000"]]
    assert str(int(sizes[0][2]) + int(sizes[0][3])) == won
    assert [row[0] for row in page.rows("pipeline-expected")] == ["overdue"]
    assert cycles == [["0", "1", "0", "0"], ["1", "2", "0", "0"], ["2", "3", won, lost]]


def test_figures_of_the_scorecard_are_measured(shown, run):
    bundle, page = shown
    checks = json.loads(run("score", bundle, "--json").stdout)["checks"]
    assert [(row[0], row[2]) for row in page.rows("scorecard")] == [
        (check["name"], "exact, as recorded" if check["kind"] == "exact" else "statistical") for check in checks
    ]
    states = {True: "ok", False: "off", None: "not told: too few rows"}
    assert [(row[0], row[1], row[4]) for row in page.rows("scorecard-figures")] == [
        (check["name"], figure["says"], states[figure["passed"]])
        for check in checks
        for figure in check.get("figures", [])
    ]


def test_a_check_that_failed_is_off(sound, report, tmp_path):
    checks = json.loads((sound / "checks.json").read_bytes())
    failed = [check | ({"passed": False, "failures": 1} if check["name"] == "foreign_keys" else {}) for check in checks]
    page = Page(report(with_file(sound, tmp_path / "b", "checks.json", json.dumps(failed).encode())).read_text())
    assert {row[0]: row[3] for row in page.rows("scorecard")}["integrity"] == "off"


def test_page_says_what_the_rows_say(shown):
    bundle, page = shown
    manifest = json.loads((bundle / "manifest.json").read_bytes())
    facts = next(text for text in page.texts if " · team of " in text)
    assert f" · team of {answer(bundle, 'SELECT count(*) FROM users WHERE is_active')[0][0]} · " in facts
    late = next((row[2] for row in page.rows("pipeline-expected") if row[0] == "overdue"), None)
    assert [found[1] for text in page.texts if (found := re.search(r"; ([\d,]+) of them past the day", text))] == (
        [late] if late else []
    )
    entries = {entry["name"]: entry for entry in manifest["tables"]}
    counts = [text for text in page.texts if re.fullmatch(r"[\d,]+ rows?", text)]
    assert counts == [f"{e['rows']:,} {'row' if e['rows'] == 1 else 'rows'}" for e in entries.values()]
    assert page.rows("digests") == [
        ["whole bundle", manifest["contentDigest"]],
        *([name, entry["contentDigest"]] for name, entry in entries.items()),
    ]


def test_a_page_of_an_early_day_says_so(generated, run, report, tmp_path):
    bundle = generated("--until", "2025-09-20")
    html = report(bundle).read_text()
    page = Page(html)
    assert any(text.endswith(", observed on 2025-09-20") for text in page.texts)
    assert re.findall("<strong>(.*?)</strong>", html) == [row[2] for row in page.rows("targets")]
    tips = [found for text in page.texts if (found := re.fullmatch(r"(\S+): ([\d,]+) leads", text))]
    assert {tip[1]: tip[2] for tip in tips} == {
        row[0]: row[2] for row in page.rows("months-leads") if plain(row[2]) not in {None, "0"}
    }
    words = re.search(r"<pre>demogen (generate .*?)</pre>", html)[1].split()
    words[1], words[3] = bundle / "config.json", tmp_path / "again"
    assert run(*words).returncode == 0


def test_channels_without_a_lead_are_there(sound, report, tmp_path):
    target = forge(sound, tmp_path / "b", {("leads", "channel"): ["seo"]})
    rows = Page(report(target).read_text()).rows("won-by-channel")
    assert sum(int(plain(row[2])) for row in rows) == 10


def test_policy_is_whole(shown):
    _, page = shown
    policy = next(a["content"] for _, a in page.elements if a.get("http-equiv") == "Content-Security-Policy")
    assert policy == (
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
    )


def test_warnings_are_shown(sound, report, tmp_path):
    target = with_file(sound, tmp_path / "b", "manifest.json", {"warnings": ["The moon is <large>."]})
    assert "The moon is <large>." in Page(report(target).read_text()).texts


def test_longest_bar_is_the_largest_value(shown, report):
    bundle, _ = shown
    widths = [float(n) for n in re.findall(r'<i style="width:([\d.]+)%">', report(bundle).read_text())]
    assert max(widths) == 100


def test_who_came_to_a_meeting_spoke_back(sound, report, tmp_path):
    texts = {
        ("leads", "status"): ["contacted"],
        ("activities", "direction"): [None],
        ("activities", "outcome"): ["held"],
    }
    target = forge(sound, tmp_path / "b", texts)
    steps = {row[0]: row[1] for row in Page(report(target).read_text()).rows("funnel-steps")}
    met = answer(target, "SELECT count(DISTINCT lead_id) FROM activities WHERE status = 'done'")
    assert [[steps["Wrote or spoke back"]]] == met


def test_waits_are_those_of_the_calendar(shown, run):
    """The classes of response times, counted over the worked time that the plan's own calendar gives, not SQL."""
    bundle, page = shown
    staff = make_plan(load_config(bundle / "config.json")).calendar.staff
    sql = "SELECT epoch_us(created_at) AS a, epoch_us(first_response_at) AS b FROM leads WHERE first_response_at IS NOT NULL"
    asked, answered = np.array([[int(a), int(b)] for a, b in answer(bundle, sql)]).T
    waited = staff.position(answered) - staff.position(asked)
    minute, classes = 60_000_000, json.loads(run("report", bundle, "--json").stdout)["responses"]
    found = [
        int(
            ((waited > c["fromMinutes"] * minute if i else True) & (waited <= (c["toMinutes"] or 10**9) * minute)).sum()
        )
        for i, c in enumerate(classes)
    ]
    assert found == [c["leads"] for c in classes] == [int(plain(row[1])) for row in page.rows("responses")]
    assert sum(found) == len(waited)


def test_won_deals_that_closed_at_no_time_are_in_no_month(sound, tmp_path):
    folder = copy(sound, tmp_path / "bundle")
    sign_table(folder, "deals", replace_column(folder, "deals", "closed_at", [None]))
    found = gather(folder)
    assert all(isinstance(row["month"], str) for row in found["months"])
    assert b"<svg" in render(found)
