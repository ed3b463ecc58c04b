"""Rows of a tenant on a page and by the API: what the CRM holds, of this tenant alone, whatever is asked (case 35)."""

from __future__ import annotations

import re
from datetime import datetime
from uuid import uuid4
from zoneinfo import ZoneInfo

import psycopg
import pytest

from demogen.bundle.tables import TABLES
from loader.jobs.locks import tenant_key, try_lock
from loader.tenants.rows import read, statements
from tests.console.conftest import API
from tests.console.knock import NOBODY, rows
from tests.page import VOID, Page

VOID |= {"source"}
NAMES = [spec.name for spec in statements.known_tables()]
# A tenant of somebody else's, with a tag and a user that share words with what is looked for.
STRANGER = """
WITH made AS (
    INSERT INTO tenants VALUES (%(t)s, 'Strangers', %(slug)s, 'GB', 'Europe/London', 'GBP', 'saas', now()) RETURNING id
), tag AS (INSERT INTO tags SELECT gen_random_uuid(), id, 'stranger-tag', '#000000', now() FROM made RETURNING id)
SELECT id FROM tag
"""


@pytest.fixture(scope="module")
def tenant(running):
    """Return a job of a tenant in Tokyo, whose yen have no cents, with notes that somebody has written since."""
    job = running.made(tenantName="Rows Of Tokyo", country="JP", industry="trading", seed="rows")
    last = "SELECT max(id::text)::uuid FROM notes WHERE tenant_id = %s"
    note = f"UPDATE notes SET body = %s WHERE id = ({last}) RETURNING id"
    ((job["note"],),) = rows(running, note, "<b>long</b> " + "words and more " * 60, job["createdTenantId"])
    return job


@pytest.fixture(scope="module")
def browser(running):
    """Return a client that is signed in."""
    return running.browser()


def page_of(browser, job, table, **query):
    return browser.get(f"/jobs/{job['id']}/tables/{table}", params=query)


def rows_of(client, job, table, **query):
    answer = client.get(f"{API}/{job['id']}/tables/{table}", params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()


def words(html):
    return " ".join(" ".join(Page(html).texts).split())


@pytest.mark.parametrize("table", NAMES)
def test_every_table_is_shown_as_the_database_has_it(running, client, browser, tenant, table):
    spec = next(spec for spec in TABLES if spec.name == table)
    own = "id" if table == "tenants" else "tenant_id"
    order = ", ".join(
        f"{name} {'DESC' if name == spec.sorted_by[0] else ''}" for name in (spec.sorted_by[0], *spec.key)
    )
    stored = rows(
        running, f"SELECT row_to_json(t) FROM {table} t WHERE {own} = %s ORDER BY {order}", tenant["createdTenantId"]
    )
    found = rows_of(client, tenant, table)
    assert found["meta"]["total"] == len(stored)
    assert len(found["data"]) == min(len(stored), 50)
    key = [name for name in spec.key if name != "tenant_id"] or ["legal_name"]
    assert [[row[name] for name in key] for row in found["data"]] == [
        [row[0][name] for name in key] for row in stored[:50]
    ]
    assert {c["name"] for c in found["meta"]["columns"]} == set(stored[0][0]) - {"tenant_id"}
    html = page_of(browser, tenant, table).text
    assert len(Page(html).rows("table-0")) == min(len(stored), 50)


def test_ground_truth_is_nowhere(client, tenant):
    """Nothing that would tell a tenant's user that it is a demo."""
    assert "is_whale" not in rows_of(client, tenant, "deals")["data"][0]
    tables = client.get(f"{API}/{tenant['id']}/tables").json()["data"]
    assert [table["name"] for table in tables] == NAMES
    assert {table["name"]: table["rows"] for table in tables}["leads"] == 100


def test_rows_of_other_tenants_are_not_shown(running, client, browser, tenant):
    stranger = uuid4()
    ((tag,),) = rows(running, STRANGER.replace("%(t)s", f"'{stranger}'").replace("%(slug)s", f"'s-{stranger}'"))
    assert rows_of(client, tenant, "tags", q="stranger-tag")["meta"]["total"] == 0
    assert rows_of(client, tenant, "tags", q=str(tag))["meta"]["total"] == 0
    assert str(stranger) not in {row["id"] for row in rows_of(client, tenant, "tenants")["data"]}
    assert browser.get(f"/jobs/{tenant['id']}/tables/tags/{tag}").status_code == 404
    assert rows_of(client, tenant, "users", q="ada@crm.example")["meta"]["total"] == 0  # a platform admin


HOSTILE = ["id; DROP TABLE deals", "1", "id--", '"id"', "tenant_id", "company_id", "nothing", "(select 1)", "é"]


@pytest.mark.parametrize("sort", HOSTILE, ids=ascii)
def test_a_sort_is_a_column_or_refused(client, browser, tenant, sort):
    assert client.get(f"{API}/{tenant['id']}/tables/deals", params={"sort": sort}).status_code == 422
    assert page_of(browser, tenant, "deals", sort=sort).status_code == 422


@pytest.mark.parametrize("table", ["users;", "console_admins", "audit_logs", "pg_user", "deals ", "DEALS", "é"])
def test_a_table_is_one_that_a_load_fills_or_not_found(client, browser, tenant, table):
    assert client.get(f"{API}/{tenant['id']}/tables/{table}").status_code == 404
    assert browser.get(f"/jobs/{tenant['id']}/tables/{table}").status_code == 404


@pytest.mark.parametrize(
    "query",
    [
        {"where": "company_id"},
        {"where": "company_id:1"},
        {"where": f"amount:{NOBODY}"},
        {"where": f"tenant_id:{NOBODY}"},
        {"order": "sideways"},
        {"page": "0"},
        {"page": "2002", "pageSize": "50"},
        {"pageSize": "1000"},
        {"q": "x" * 101},
        {"q": "\0"},
        {"unknown": "1"},
    ],
    ids=str,
)
def test_what_is_no_query_is_refused(client, browser, tenant, query):
    answer = client.get(f"{API}/{tenant['id']}/tables/deals", params=query)
    assert (answer.status_code, answer.json()["code"]) == (422, "VALIDATION_ERROR")
    assert page_of(browser, tenant, "deals", **query).status_code == 422


def test_search_finds_a_part_of_any_text_or_a_whole_id(client, tenant):
    contact = rows_of(client, tenant, "contacts")["data"][7]
    for text in (contact["email"][2:].upper(), contact["id"], contact["phone"]):
        found = rows_of(client, tenant, "contacts", q=text)["data"]
        assert contact["id"] in [row["id"] for row in found]
        assert len(found) < 50
    assert rows_of(client, tenant, "contacts", q="%")["meta"]["total"] == 0
    deal = rows_of(client, tenant, "deals")["data"][0]
    assert rows_of(client, tenant, "deals", q=deal["contact_id"])["data"][0]["contact_id"] == deal["contact_id"]


@pytest.mark.parametrize("order", ["asc", "desc"])
@pytest.mark.parametrize(("table", "sort"), [("deals", "amount"), ("deals", "closed_at"), ("contacts", "full_name")])
def test_rows_are_sorted_and_null_comes_last(client, tenant, table, sort, order):
    found = [row[sort] for row in rows_of(client, tenant, table, sort=sort, order=order, pageSize=100)["data"]]
    known = [float(value) if sort == "amount" else value for value in found if value is not None]
    assert found[len(known) :] == [None] * (len(found) - len(known))
    assert known == sorted(known, reverse=order == "desc")


def test_pages_hold_every_row_once(client, browser, tenant):
    seen, page = [], 1
    while (found := rows_of(client, tenant, "activities", page=page, pageSize=100))["data"]:
        seen += [row["id"] for row in found["data"]]
        assert found["meta"]["more"] == (len(seen) < found["meta"]["total"])
        page += 1
    assert len(seen) == len(set(seen)) == found["meta"]["total"]
    html = page_of(browser, tenant, "activities", page="2", q="", sort="").text
    assert {a["rel"] for tag, a in Page(html).elements if tag == "a" and "rel" in a} == {"prev", "next"}
    assert "Page 2" in words(html)


def test_values_are_written_for_people(client, browser, tenant):
    """Moments in the tenant's zone, money with its currency, null as null, long text folded, text as text."""
    deal = next(row for row in rows_of(client, tenant, "deals", pageSize=100)["data"] if row["closed_at"] is None)
    html = page_of(browser, tenant, "deals", pageSize="100").text
    line = next(row for row in re.findall(r"<tr>.*?</tr>", html, re.DOTALL) if deal["id"] in row)
    local = datetime.fromisoformat(deal["created_at"]).astimezone(ZoneInfo("Asia/Tokyo"))
    assert f">{local:%Y-%m-%d %H:%M:%S}</time>" in line
    assert f'<td class="n"><span>{float(deal["amount"]):,.0f} JPY</span>' in line
    assert '<i class="null">null</i>' in line
    assert "Times in Asia/Tokyo" in words(html)
    note = page_of(browser, tenant, "notes", q="words and more").text
    assert "<b>long" not in note
    assert re.search(r'<summary dir="auto">&lt;b&gt;long.{40,70}…</summary>', note)
    assert "words and more " * 50 in note


def test_an_id_leads_to_the_row_it_names_and_back(browser, client, tenant):
    contact = rows_of(client, tenant, "contacts")["data"][0]
    company = f"/jobs/{tenant['id']}/tables/companies/{contact['company_id']}"
    assert f'href="{company}"' in page_of(browser, tenant, "contacts").text
    html = browser.get(company).text
    (back,) = {a["href"] for tag, a in Page(html).elements if tag == "a" and "contacts?where" in a.get("href", "")}
    assert contact["id"] in browser.get(back).text
    whole = browser.get(f"/jobs/{tenant['id']}/tables/notes/{tenant['note']}").text
    assert "words and more " * 59 in whole
    for path in ("notes/nonsense", f"notes/{uuid4()}", f"tenant_billing/{uuid4()}", f"nothing/{uuid4()}"):
        assert browser.get(f"/jobs/{tenant['id']}/tables/{path}").status_code == 404


def test_what_is_empty_says_so(running, browser, tenant):
    html = page_of(browser, tenant, "deals", q="nothing is like it").text
    assert "No row is like that" in words(html)
    assert "There are not that many pages" in words(page_of(browser, tenant, "deals", page="99").text)
    rows(running, "DELETE FROM contact_tags WHERE tenant_id = %s", tenant["createdTenantId"])
    assert "This table has no rows" in words(page_of(browser, tenant, "contact_tags").text)


def test_reading_ends_at_a_deadline(running, browser, tenant):
    with running.connect() as other, other.transaction():
        other.execute("LOCK TABLE tags IN ACCESS EXCLUSIVE MODE")
        answer = page_of(browser, tenant, "tags", q="anything")
    assert answer.status_code == 504
    assert "reading took longer than 3 s" in words(answer.text)
    assert 'value="anything"' in answer.text


def test_reading_is_only_reading(running, tenant):
    refused = pytest.raises(psycopg.errors.ReadOnlySqlTransaction)
    with running.connect() as connection, refused, read._reading(connection, tenant["createdTenantId"]):
        connection.execute("DELETE FROM public.tags")


def test_the_first_page_of_a_long_table_reads_no_more_than_itself(database):
    """Of twenty thousand rows, by an index."""
    database.execute("INSERT INTO tenants VALUES (gen_random_uuid(), 'x', 'x', 'GB', 'UTC', 'GBP', 'saas', now())")
    user = "gen_random_uuid(), id, 'x', 'x', 'x', 'x', 'rep', '', '', '', NULL, true, now()"
    database.execute(f"INSERT INTO users SELECT {user} FROM tenants")
    firm = "gen_random_uuid(), t.id, u.id, n::text, '', '', 1, 1, '', '', '', '', '', '', now() - n * interval '1 s'"
    database.execute(f"INSERT INTO companies SELECT {firm} FROM tenants t, users u, generate_series(1, 20000) n")
    database.execute("ANALYZE companies")
    spec, query = statements.find_table("companies"), statements.RowQuery()
    page, values = statements.page_statement(spec, spec.columns, query, 100)
    (tenant,) = database.execute("SELECT id FROM tenants").fetchone()
    plan = database.execute(b"EXPLAIN (ANALYZE, FORMAT TEXT) " + page.as_bytes(database), {**values, "tenant": tenant})
    text = "\n".join(row[0] for row in plan)
    assert "companies_tenant_created" in text
    assert "Seq Scan" not in text
    read_rows = int(re.search(r"Index Scan.*?rows=([\d.]+)[^)]*\)\s*\(actual[^)]*rows=(\d+)", text)[2])
    assert read_rows <= 60


def test_who_has_read_what_is_on_record(running, client, browser, tenant):
    def lines():
        return rows(
            running, "SELECT metadata, entity_id::text FROM audit_logs WHERE action = 'read_rows' ORDER BY created_at"
        )

    before = len(lines())
    rows_of(client, tenant, "leads", q="abc")
    page_of(browser, tenant, "leads", sort="score")
    by_token, by_session = lines()[before:]
    assert (by_token[1], by_session[1]) == (tenant["createdTenantId"],) * 2
    assert (by_token[0]["via"], by_token[0]["table"], by_token[0]["q"]) == ("token", "leads", "abc")
    assert (by_session[0]["via"], by_session[0]["jobId"], by_session[0]["sort"]) == ("session", tenant["id"], "score")


def test_rows_are_those_of_a_finished_tenant(running, client):
    with running.connect() as other, other.transaction():
        assert try_lock(other, tenant_key("no-rows-yet"))
        job = running.create(tenantName="No Rows Yet")
        assert client.get(f"{API}/{job}/tables/leads").status_code == 409
        client.post(f"{API}/{job}/cancel")
    assert client.get(f"{API}/{job}/tables").status_code == 404
    assert "has made no tenant" in client.get(f"{API}/{job}/tables").text
