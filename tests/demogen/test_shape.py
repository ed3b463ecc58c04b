"""The shape of a world: what an analyst would measure lies in bands that a wrong world would miss."""

from __future__ import annotations

import duckdb
import pytest

from demogen.bundle.tables import TABLES

CONFIG = {
    "country": "US",
    "industry": "saas",
    "startDate": "2024-07-01",
    "asOf": "2026-06-30",
    "seed": "shape",
    "teamSize": 16,
    "targets": {"leads": 6000, "contacts": 2000, "companies": 900, "closedWonCount": 220},
}
DAYS = "(epoch_us(closed_at) - epoch_us(created_at)) / 86400000000"
WHOLE = "(SELECT count(*) FROM {})"
SHAPES = {
    # leads
    "late answers, of those answered": ("SELECT count(*) FILTER (first_response_at - created_at > INTERVAL 5 DAY) / count(first_response_at) FROM leads", 0, 0.05),
    "days from lead to contact, median": ("SELECT median(epoch(converted_at - created_at)) / 86400 FROM leads", 4, 14),
    "disqualified, of all leads": ("SELECT count(*) FILTER (status = 'disqualified') / count(*) FROM leads", 0.1, 0.35),
    "referred leads convert more often than paid social ones, by": (
        "SELECT (avg((status = 'converted')::INT) FILTER (channel = 'referrals')) / (avg((status = 'converted')::INT) FILTER (channel = 'meta')) FROM leads", 1.5, 4),
    "converted leads score higher than others, by": ("SELECT avg(score) FILTER (status = 'converted') - avg(score) FILTER (status <> 'converted') FROM leads", 25, 70),
    "leads on weekend days": ("SELECT avg((dayofweek(timezone('America/New_York', created_at)) IN (0, 6))::INT) FROM leads", 0.08, 0.2),
    "leads outside 8 to 17": ("SELECT avg((hour(timezone('America/New_York', created_at)) NOT BETWEEN 8 AND 16)::INT) FROM leads", 0.25, 0.48),
    "converted leads that stay with their owner": ("SELECT avg((l.owner_id = c.owner_id)::INT) FROM leads l JOIN contacts c ON c.id = l.contact_id JOIN users u ON u.id = l.owner_id WHERE u.is_active", 0.6, 1),
    "converted, of the leads of people who left": ("SELECT avg((l.status = 'converted')::INT) FROM leads l JOIN users u ON u.id = l.owner_id WHERE NOT u.is_active", 0.05, 0.7),
    # team
    "people who left": ("SELECT count(*) FROM users WHERE NOT is_active", 1, 16),
    "people who came later": ("SELECT count(*) FROM users WHERE created_at > '2024-08-01'", 5, 24),
    "managers reported to": ("SELECT count(DISTINCT manager_id) FROM users", 2, 5),
    "leads of the busiest owner against the median": ("SELECT max(n) / median(n) FROM (SELECT count(*) AS n FROM leads GROUP BY owner_id)", 1.4, 12),
    # deals
    "days from creation to close, median": (f"SELECT median({DAYS}) FROM deals", 22, 42),
    "spread of amounts, sd of the logarithm": ("SELECT stddev(ln(amount)) FROM deals WHERE status = 'lost'", 0.4, 1.5),
    "amounts that are whole hundreds": ("SELECT avg((amount % 100 = 0)::INT) FROM deals", 0.25, 0.75),
    "deals of account owners": ("SELECT avg((d.owner_id = c.owner_id)::INT) FROM deals d JOIN companies c ON c.id = d.company_id WHERE d.status = 'open'", 0.8, 1),
    "lost deals that passed every open stage": ("SELECT avg((n >= 6)::INT) FROM (SELECT count(*) AS n FROM deal_stage_history h JOIN deals d ON d.id = h.deal_id WHERE d.status = 'lost' GROUP BY h.deal_id)", 0.05, 0.45),
    "expected close against close, median of the ratio": ("SELECT median((expected_close_on - created_at::DATE) / greatest(closed_at::DATE - created_at::DATE, 1)) FROM deals WHERE status <> 'open'", 0.8, 1.15),
    "age of open deals in days, mean": ("SELECT avg(epoch(TIMESTAMPTZ '2026-07-01 04:00:00Z' - created_at)) / 86400 FROM deals WHERE status = 'open'", 8, 45),
    "days from contact to its first deal, median": ("SELECT median(epoch(d - c)) / 86400 FROM (SELECT min(d.created_at) AS d, min(k.created_at) AS c FROM deals d JOIN contacts k ON k.id = d.contact_id GROUP BY k.id)", 2, 40),
    "deals of the most frequent buyer": ("SELECT max(n) FROM (SELECT count(*) AS n FROM deals GROUP BY contact_id)", 1, 12),
    # companies and contacts
    "contacts that no lead became": ("SELECT avg((id NOT IN (SELECT contact_id FROM leads WHERE contact_id IS NOT NULL))::INT) FROM contacts", 0.0005, 0.1),
    "contacts of the largest account": ("SELECT max(n) FROM (SELECT count(*) AS n FROM contacts GROUP BY company_id)", 3, 60),
    "dollars of revenue per employee, median": ("SELECT median(annual_revenue / employee_count) FROM companies", 60_000, 250_000),
    "companies of fewer than ten people": ("SELECT avg((employee_count < 10)::INT) FROM companies", 0.15, 0.45),
    # activities
    "inbound, of calls and e-mails": ("SELECT avg((direction = 'inbound')::INT) FROM activities WHERE direction IS NOT NULL", 0.2, 0.4),
    "cancelled, of meetings": ("SELECT avg((status = 'cancelled')::INT) FROM activities WHERE type = 'meeting'", 0.03, 0.1),
    "done after they were due, of tasks": ("SELECT avg((occurred_at > due_at)::INT) FROM activities WHERE type = 'task' AND status = 'done'", 0.15, 0.35),
    "calls that reached nobody": ("SELECT avg((outcome <> 'connected')::INT) FROM activities WHERE type = 'call' AND status = 'done'", 0.25, 0.6),
    "seconds of a call, median": ("SELECT median(duration_seconds) FROM activities WHERE type = 'call'", 150, 215),
    "days from contact to an activity with it, median": ("SELECT median(epoch(a.occurred_at - c.created_at)) / 86400 FROM activities a JOIN contacts c ON c.id = a.contact_id WHERE a.deal_id IS NULL", 8, 25),
    "where in a deal's life its activities lie, mean": ("SELECT avg(epoch(a.occurred_at - d.created_at) / epoch(d.closed_at - d.created_at)) FROM activities a JOIN deals d ON d.id = a.deal_id WHERE d.closed_at IS NOT NULL", 0.4, 0.6),
    "notes per deal": (f"SELECT count(deal_id) / {WHOLE.format('deals')} FROM notes", 0.8, 1.6),
    "notes per contact outside deals": (f"SELECT count(*) FILTER (deal_id IS NULL) / {WHOLE.format('contacts')} FROM notes", 0.15, 0.4),
    "labels per contact": (f"SELECT count(*) / {WHOLE.format('contacts')} FROM contact_tags", 1, 3.5),
    "inbound calls answered at night": ("SELECT count(*) FROM activities WHERE type = 'call' AND direction = 'inbound' AND hour(timezone('America/New_York', occurred_at)) NOT BETWEEN 7 AND 18", 0, 0),
    "first e-mails that remind of an earlier one": ("SELECT count(*) FROM activities a JOIN leads l ON l.id = a.lead_id WHERE a.occurred_at = l.first_response_at AND a.type = 'email' AND a.body ILIKE '%in the meantime%'", 0, 0),
}  # fmt: skip


@pytest.fixture(scope="module")
def tables(observed):
    """The tables of a tenant of six thousand leads."""
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'")
        for spec in TABLES:
            connection.register("incoming", observed(CONFIG, spec.name))
            connection.execute(f"CREATE TABLE {spec.name} AS SELECT * FROM incoming")
            connection.unregister("incoming")
        yield connection


@pytest.mark.parametrize(("sql", "low", "high"), SHAPES.values(), ids=SHAPES)
def test_shape(tables, sql, low, high):
    found = tables.execute(sql).fetchone()[0]
    assert low <= found <= high
