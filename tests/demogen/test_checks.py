"""Every check passes on a sound bundle and fails, at the right place, when something is broken on purpose."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import jsonschema
import pytest

from demogen.build import build_bundle
from demogen.bundle.schema import TableSpec
from demogen.bundle.tables import TABLES, table_spec
from demogen.checks import run, spans
from demogen.config.load import load_config
from demogen.errors import CheckFailed
from demogen.plan.expected import expected_tables
from demogen.plan.targets import make_plan
from demogen.schemas import load_schema

AS_OF = date(2026, 6, 30)
CONFIG = {
    "country": "DE",
    "industry": "saas",
    "startDate": "2025-01-15",
    "asOf": AS_OF.isoformat(),
    "teamSize": 12,
    "targets": {"leads": 400, "contacts": 150, "companies": 50, "closedWonCount": 100},
    "realism": {"whaleRatio": 10, "dropOffRate": 20, "responseSlaHours": 4},
}
CHECKS = {check.name: check for check in run.load_checks()}
NOBODY = "'00000000-0000-7000-8000-000000000000'"
VERSION_4, OTHER_VARIANT = "'00000000-0000-4000-8000-000000000000'", "'00000000-0000-7000-c000-000000000000'"
LATER = "make_timestamptz(4000000000000000)"
AT_AS_OF = ("targets", "channel_mix", "drop_off", "whales", "response_sla", "figures", "stage_times")


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_bundle(CONFIG, "checks", tmp_path_factory.mktemp("checks") / "bundle").path


@contextmanager
def opened(folder: Path) -> Iterator[Any]:
    """Open the tables of a bundle, and of its plan, as tables that can be changed."""
    plan = make_plan(load_config(CONFIG, "checks"))
    with duckdb.connect(config={"threads": 1}) as connection:
        connection.execute("SET TimeZone = 'UTC'; CREATE SCHEMA keyed")
        for spec in TABLES:
            path = folder / "data" / f"{spec.name}.parquet"
            connection.execute(f"CREATE TABLE {spec.name} AS SELECT * FROM read_parquet('{path}')")
        run.add_expected(connection, expected_tables(plan, AS_OF))
        yield connection


@pytest.fixture(scope="session")
def loaded(folder: Path) -> Iterator[Any]:
    """Return the tables of one bundle."""
    with opened(folder) as connection:
        yield connection


@pytest.fixture
def tables(loaded: Any) -> Iterator[Any]:
    """Return the tables inside a transaction that is undone."""
    loaded.execute("BEGIN")
    yield loaded
    loaded.execute("ROLLBACK")


def run_alone(connection: Any, check: str) -> run.CheckResult:
    """Run a check on tables that may have changed since the last one."""
    run.prepare(connection, [CHECKS[check]])
    return run.run_check(connection, CHECKS[check])


def failing(connection: Any, check: str) -> list[str]:
    return [row["subject"] for row in run_alone(connection, check).rows if not row["ok"]]


def one(table: str, assignment: str, where: str = "true") -> str:
    """Write the SQL that changes one row: the first one of which a condition holds."""
    return f"UPDATE {table} SET {assignment} WHERE rowid = (SELECT min(rowid) FROM {table} WHERE {where})"


def repeat(table: str) -> str:
    return f"INSERT INTO {table} SELECT * FROM {table} LIMIT 1"


def columns(*types: str) -> list[tuple[str, str]]:
    return [(spec.name, column.name) for spec in TABLES for column in spec.columns if column.type in types]


OF_ONE_ROW = ("tenants", "tenant_billing", "pipelines")
BY_SCHEMA = [
    *(("primary_keys", repeat(spec.name), spec.name) for spec in TABLES),
    *(
        ("foreign_keys", one(spec.name, f"{column} = {NOBODY}", f"{column} IS NOT NULL"), f"{spec.name}.{column}")
        for spec in TABLES
        for column in spec.references
    ),
    *(
        ("tenant", one(spec.name, f"tenant_id = {NOBODY}"), f"{spec.name}.tenant_id")
        for spec in TABLES
        if "tenant_id" in spec.references
    ),
    *(
        ("enumerations", one(spec.name, f"{column.name} = 'other'"), f"{spec.name}.{column.name}")
        for spec in TABLES
        for column in spec.columns
        if column.values
    ),
    *(
        ("future", one(table, f"{column} = {LATER}"), f"{table}.{column}")
        for table, column in columns("timestamp")
        if column != "due_at"
    ),
    ("future", one("activities", "due_at = '-infinity'"), "activities.due_at"),
    ("future", one("notes", "created_at = '-infinity'"), "notes.created_at"),
    *(
        (
            "nulls",
            f"ALTER TABLE {spec.name} ALTER {column} DROP NOT NULL; " + one(spec.name, f"{column} = NULL"),
            spec.name,
        )
        for spec in TABLES
        for column in [next(c.name for c in spec.columns if not c.nullable and c.name != "id")]
    ),
    *(
        ("ids", one(spec.name, f"id = {value}"), f"{spec.name}.id {what}")
        for spec in TABLES
        for what, value in (("time", NOBODY), ("shape", VERSION_4), ("shape", OTHER_VARIANT))
        if spec.key == ("id",)
    ),
    *(
        ("order", one(spec.name, f"{spec.born} = {LATER}"), spec.name)
        for spec in TABLES
        if spec.sorted_by[0] == spec.born and spec.name not in OF_ONE_ROW
    ),
    *(
        ("order", f"INSERT INTO {table} SELECT * REPLACE (make_timestamptz(0) AS created_at) FROM {table}", table)
        for table in OF_ONE_ROW
    ),
]

MEETING_DONE = "type = 'meeting' AND outcome = 'held'"
IS_TWICE = "id IN (SELECT contact_id FROM duplicate_contacts)"
OPEN_DEAL, WON_DEAL, LOST_DEAL = "status = 'open'", "status = 'won'", "status = 'lost'"
OF_DEAL = "deal_id IS NOT NULL AND status = 'done'"
CONVERTED = "contact_id IS NOT NULL"
TWICE = "make_timestamptz(epoch_us(changed_at) * 2)"
NIGHT = "date_trunc('day', {}) + INTERVAL 2 HOUR"
AN_HOUR = "INTERVAL 1 HOUR"
TEN_YEARS = "INTERVAL 3650 DAY"
LAST_STAGE = "to_stage_id IN (SELECT id FROM pipeline_stages WHERE type <> 'open')"
FIRST_STAGE = "from_stage_id IS NULL"
FIRST_CONVERTED = "SELECT min(id) FROM leads WHERE status = 'converted'"
JUST_NOW = "make_timestamptz((SELECT until_us - 1 FROM expect_asked))"

BY_CLAUSE = [
    ("targets", "DELETE FROM leads WHERE rowid = 7", "leads"),
    ("targets", "DELETE FROM contacts WHERE rowid = 7", "contacts"),
    ("targets", "DELETE FROM companies WHERE rowid = 7", "companies"),
    ("targets", one("deals", "status = 'lost'", WON_DEAL), "closedWonCount"),
    ("targets", one("deals", "amount = amount + 0.01", WON_DEAL), "closedWonValue"),
    ("targets", one("deals", "amount = amount + 0.01", OPEN_DEAL), "pipelineValue"),
    ("plan", one("leads", f"created_at = created_at - {TEN_YEARS}"), "2025-01 leads"),
    ("plan", one("deals", f"closed_at = closed_at - {TEN_YEARS}", WON_DEAL), "won"),
    ("primary_keys", "UPDATE notes SET id = (SELECT min(id) FROM leads) WHERE rowid = 3", "notes"),
    ("primary_keys", "UPDATE notes SET id = (SELECT min(id) FROM leads) WHERE rowid = 3", "leads"),
    ("tenant", repeat("tenants"), "tenants rows"),
    *(
        ("tenant", f"UPDATE tenants SET {column} = 'other'", f"tenants.{column}")
        for column in ("name", "slug", "country", "timezone", "currency", "industry")
    ),
    ("tenant", f"UPDATE tenants SET created_at = created_at + {AN_HOUR}", "tenants.created_at"),
    ("order", one("tags", "name = '~'"), "tags"),
    ("order", one("pipeline_stages", "position = 99"), "pipeline_stages"),
    (
        "order",
        one("leads", "created_at = (SELECT created_at FROM leads WHERE rowid = 1), id = (SELECT max(id) FROM leads)"),
        "leads",
    ),
    ("ranges", one("pipeline_stages", "probability = 101"), "pipeline_stages.probability"),
    ("ranges", one("pipeline_stages", "position = 0"), "pipeline_stages.position"),
    ("ranges", one("pipeline_stages", "avg_days_in_stage = -1"), "pipeline_stages.avg_days_in_stage"),
    ("ranges", one("companies", "employee_count = 0"), "companies.employee_count"),
    ("ranges", one("companies", "annual_revenue = 0"), "companies.annual_revenue"),
    (
        "ranges",
        "UPDATE expect_asked SET digits = 0; " + one("companies", "annual_revenue = 1.01"),
        "annual_revenue digits",
    ),
    ("ranges", "UPDATE expect_asked SET digits = 0; " + one("deals", "amount = 1.01"), "deals.amount digits"),
    ("ranges", one("leads", "score = 101"), "leads.score"),
    ("ranges", one("deals", "amount = 0"), "deals.amount"),
    ("ranges", one("deals", "probability = -1"), "deals.probability"),
    ("ranges", one("deals", "expected_close_on = '2001-01-01'"), "deals.expected_close_on"),
    ("ranges", one("activities", "duration_seconds = 0", "duration_seconds > 0"), "activities.duration_seconds"),
    ("ranges", one("tags", "color = 'red'"), "tags.color"),
    ("diamond", one("deals", f"company_id = {NOBODY}"), "deals.company_id"),
    ("diamond", one("deals", "channel = 'other'"), "deals.channel"),
    ("diamond", one("deals", f"stage_id = {NOBODY}"), "deals.stage_id"),
    ("diamond", one("deals", "status = 'won'", OPEN_DEAL), "deals.status"),
    ("diamond", one("deals", "probability = probability + 1"), "deals.probability"),
    ("diamond", one("deals", f"pipeline_id = {NOBODY}"), "deals.pipeline_id"),
    ("diamond", one("activities", f"contact_id = {NOBODY}", OF_DEAL), "activities.contact_id"),
    ("diamond", one("activities", f"company_id = {NOBODY}", OF_DEAL), "activities.company_id"),
    ("diamond", one("activities", f"company_id = {NOBODY}", "lead_id IS NOT NULL"), "activities.company_id"),
    ("diamond", one("activities", "lead_id = NULL", "lead_id IS NOT NULL"), "about a lead or a contact"),
    ("diamond", one("notes", f"contact_id = {NOBODY}", "deal_id IS NOT NULL"), "notes.contact_id"),
    ("diamond", one("leads", "last_name = 'X'", CONVERTED), "leads names"),
    ("diamond", one("leads", "email = 'x'", CONVERTED), "leads.email"),
    ("diamond", one("leads", "channel = 'x'", CONVERTED), "leads.channel"),
    ("diamond", one("leads", "company_name = 'x'", CONVERTED), "leads.company_name"),
    (
        "diamond",
        one("leads", "contact_id = (SELECT max(contact_id) FROM leads)", CONVERTED),
        "leads.contact_id is no other lead's",
    ),
    ("stage_history", one("deal_stage_history", f"from_stage_id = {NOBODY}", FIRST_STAGE), "from_stage_id"),
    ("stage_history", one("deal_stage_history", "from_stage_id = NULL", f"NOT {FIRST_STAGE}"), "from_stage_id"),
    (
        "stage_history",
        "INSERT INTO deal_stage_history SELECT * FROM deal_stage_history WHERE from_stage_id IS NULL LIMIT 1",
        "changed_at rises",
    ),
    (
        "stage_history",
        one("deal_stage_history", f"changed_at = changed_at - {TEN_YEARS}", LAST_STAGE),
        "nothing follows a terminal stage",
    ),
    (
        "stage_history",
        "UPDATE pipeline_stages SET position = 10 - position WHERE type = 'open'",
        "open stages come in order",
    ),
    ("stage_history", "DELETE FROM deal_stage_history WHERE deal_id = (SELECT min(id) FROM deals)", "has a history"),
    (
        "stage_history",
        one("deal_stage_history", f"changed_at = changed_at - {AN_HOUR}", FIRST_STAGE),
        "the first row is the deal's creation",
    ),
    ("stage_history", "UPDATE pipeline_stages SET type = 'won' WHERE position = 1", "the first stage is an open one"),
    (
        "stage_history",
        f"INSERT INTO deal_stage_history SELECT * FROM deal_stage_history WHERE {LAST_STAGE} LIMIT 1",
        "one terminal stage at most",
    ),
    ("stage_history", one("deals", "closed_at = NULL", WON_DEAL), "closed if and only if"),
    (
        "stage_history",
        f"DELETE FROM deal_stage_history WHERE rowid = (SELECT min(rowid) FROM deal_stage_history WHERE {LAST_STAGE})",
        "closed if and only if",
    ),
    ("stage_history", one("deals", f"closed_at = closed_at + {AN_HOUR}", WON_DEAL), "is entered at closed_at"),
    ("causality", one("companies", f"created_at = {LATER}"), "companies before their contacts"),
    ("causality", one("leads", "first_response_at = created_at", CONVERTED), "leads before their first response"),
    ("causality", one("leads", "first_response_at = converted_at", CONVERTED), "first response before conversion"),
    ("causality", one("leads", f"converted_at = converted_at + {AN_HOUR}", CONVERTED), "conversion is the contact's"),
    ("causality", one("leads", f"contact_id = {NOBODY}", CONVERTED), "conversion is the contact's"),
    ("causality", one("deals", "created_at = make_timestamptz(0)"), "contacts before their deals"),
    ("causality", one("deals", "closed_at = created_at", WON_DEAL), "deals before their close"),
    ("causality", one("deal_stage_history", "changed_at = make_timestamptz(0)"), "stages between creation and close"),
    (
        "causality",
        one("deal_stage_history", f"changed_at = changed_at + {AN_HOUR}", LAST_STAGE),
        "stages between creation and close",
    ),
    ("causality", one("activities", "occurred_at = make_timestamptz(0)", OF_DEAL), "recorded before they occur"),
    ("causality", one("activities", "due_at = make_timestamptz(0)", "type = 'task'"), "recorded before they are due"),
    ("causality", one("activities", "created_at = make_timestamptz(0)", "lead_id IS NOT NULL"), "leads before their"),
    (
        "causality",
        one("activities", f"occurred_at = {LATER}", "lead_id IN (SELECT id FROM leads WHERE converted_at IS NOT NULL)"),
        "activities of leads before conversion",
    ),
    (
        "causality",
        one("activities", "created_at = make_timestamptz(0)", "deal_id IS NULL AND contact_id IS NOT NULL"),
        "contacts before their activities",
    ),
    ("causality", one("activities", "created_at = make_timestamptz(0)", OF_DEAL), "deals before their activities"),
    (
        "causality",
        one("activities", f"due_at = {LATER}", "deal_id IN (SELECT id FROM deals WHERE closed_at IS NOT NULL)"),
        "activities of deals before the close",
    ),
    ("causality", one("notes", "created_at = make_timestamptz(0)", "deal_id IS NULL"), "contacts before their notes"),
    ("causality", one("notes", "created_at = make_timestamptz(0)", "deal_id IS NOT NULL"), "deals before their notes"),
    (
        "causality",
        one(
            "notes",
            "created_at = created_at + INTERVAL 3 DAY",
            "created_at > (SELECT closed_at FROM deals WHERE deals.id = deal_id)",
        ),
        "notes within four working hours",
    ),
    ("causality", one("contact_tags", "created_at = make_timestamptz(0)"), "contacts before their labels"),
    ("causality", one("users", "created_at = make_timestamptz(0)"), "the tenant before everything else"),
    *(
        (
            "employment",
            one("users", f"deactivated_at = {moment}", f"id IN (SELECT {column} FROM {table})"),
            f"{table}.{column}",
        )
        for table, column, moment in (
            ("companies", "owner_id", "created_at"),
            ("contacts", "owner_id", "created_at"),
            ("leads", "owner_id", "created_at"),
            ("deals", "owner_id", "created_at"),
            ("deal_stage_history", "changed_by_id", "created_at"),
            ("notes", "author_id", "created_at"),
            ("activities", "user_id", "created_at"),
        )
    ),
    ("employment", f"UPDATE users SET created_at = {LATER}", "activities.user_id"),
    (
        "employment",
        one("users", f"deactivated_at = {JUST_NOW}", "id IN (SELECT user_id FROM activities WHERE status = 'planned')"),
        "activities.user_id",
    ),
    (
        "ownership",
        f"UPDATE activities SET user_id = {NOBODY} WHERE deal_id = (SELECT min(deal_id) FROM activities)",
        "deals",
    ),
    ("statuses", one("leads", "status = 'new'", "status = 'unresponsive'"), "leads are new"),
    ("statuses", one("leads", "status = 'engaged'", "status = 'converted'"), "leads are converted"),
    ("statuses", one("leads", "contact_id = NULL", CONVERTED), "leads have a contact"),
    ("statuses", one("leads", "status = 'engaged'", "status = 'unresponsive'"), "leads are engaged"),
    ("statuses", one("activities", "status = 'planned'", OF_DEAL), "activities are done"),
    ("statuses", one("activities", "outcome = NULL", OF_DEAL), "activities have an outcome when done"),
    ("statuses", one("activities", "due_at = NULL", "type = 'task'"), "activities are due"),
    ("statuses", one("activities", "direction = 'inbound'", "type = 'task'"), "activities have a direction"),
    ("statuses", one("activities", "status = 'cancelled'", "type = 'call'"), "activities are planned if"),
    ("statuses", one("activities", "duration_seconds = 60", "outcome = 'voicemail'"), "activities last"),
    ("statuses", one("activities", "duration_seconds = NULL", "outcome = 'held'"), "activities last"),
    ("statuses", one("activities", "outcome = 'sent'", "outcome = 'received'"), "activities have an outcome of"),
    ("statuses", one("activities", "direction = 'inbound'", "outcome = 'voicemail'"), "activities have an outcome of"),
    ("statuses", one("activities", "outcome = 'completed'", "outcome = 'held'"), "activities have an outcome of"),
    ("statuses", one("activities", f"due_at = {LATER}", "status = 'cancelled'"), "activities are cancelled when"),
    ("statuses", one("contacts", "lifecycle_stage = 'contact'", "lifecycle_stage = 'customer'"), "as far as"),
    ("statuses", one("contacts", "lifecycle_stage = 'opportunity'", "lifecycle_stage = 'contact'"), "as far as"),
    ("statuses", one("contacts", "last_activity_at = NULL", "last_activity_at IS NOT NULL"), "last_activity_at"),
    ("statuses", one("users", "is_active = NOT is_active"), "users are active"),
    ("statuses", one("users", "deactivated_at = created_at"), "users come before"),
    ("statuses", one("deals", "closed_at = NULL", WON_DEAL), "deals are open until"),
    ("statuses", one("deals", "lost_reason = NULL", LOST_DEAL), "deals have a lost reason"),
    ("statuses", one("deals", "lost_reason = 'Because'", LOST_DEAL), "in the lost reason's stage"),
    ("stage_times", f"UPDATE deal_stage_history SET changed_at = {TWICE}", "days in "),
    (
        "shifts",
        ("UPDATE expect_asked SET long_hours = true; UPDATE expect_shifts SET shift = (opens_us // 86400000000) % 2"),
        "users outside of their shift",
    ),
    ("planned", "UPDATE activities SET status = 'done'", "activities planned"),
    ("channel_mix", one("leads", "channel = 'other'"), "other"),
    ("channel_mix", one("leads", "channel = 'seo'", "channel = 'meta'"), "seo"),
    (
        "drop_off",
        f"DELETE FROM activities WHERE direction = 'inbound' AND lead_id = ({FIRST_CONVERTED})",
        "silent leads",
    ),
    ("drop_off", one("leads", "first_response_at = NULL", "status = 'unresponsive'"), "silent leads"),
    ("drop_off", one("leads", "status = 'contacted'", "status = 'unresponsive'"), "silent leads that are unresponsive"),
    ("drop_off", one("leads", "status = 'unresponsive'", "status = 'engaged'"), "unresponsive leads"),
    (
        "conversations",
        "UPDATE activities SET occurred_at = make_timestamptz(0) WHERE outcome = 'held'",
        "activities.occurred_at",
    ),
    (
        "conversations",
        "UPDATE activities SET occurred_at = make_timestamptz(0) WHERE outcome = 'connected'",
        "activities.occurred_at",
    ),
    (
        "reachable",
        "UPDATE leads SET phone = NULL WHERE id IN (SELECT lead_id FROM activities WHERE type = 'call')",
        "activities.lead_id of calls",
    ),
    ("real_firms", one("companies", "domain = 'tes-co.example'"), "companies.domain"),
    ("real_firms", one("companies", "name = 'tesco'"), "companies.name"),
    ("real_firms", one("leads", "email = 'a.b@tesco.example'"), "leads.email"),
    ("real_firms", "UPDATE tenants SET slug = 'tesco'", "tenants.slug"),
    ("duplicates", "DELETE FROM duplicate_contacts WHERE rowid = 0", "how many"),
    ("duplicates", one("duplicate_contacts", f"created_at = created_at - {AN_HOUR}"), "created with the contact"),
    (
        "duplicates",
        "UPDATE contacts SET created_at = make_timestamptz(0) WHERE id IN (SELECT contact_id FROM duplicate_contacts)",
        "originals that came before",
    ),
    (
        "duplicates",
        "UPDATE duplicate_contacts SET original_id = (SELECT max(contact_id) FROM duplicate_contacts) WHERE rowid = 0",
        "originals that are somebody twice",
    ),
    ("duplicates", f"UPDATE contacts SET company_id = {NOBODY} WHERE {IS_TWICE}", "one company"),
    ("duplicates", f"UPDATE contacts SET full_name = 'A B' WHERE {IS_TWICE}", "one name"),
    ("duplicates", "UPDATE contacts SET email = 'a@b.example'", "another address"),
    (
        "duplicates",
        one("deals", "contact_id = (SELECT min(contact_id) FROM duplicate_contacts)"),
        "deals",
    ),
    ("whales", one("deals", "is_whale = false", "is_whale"), "whales"),
    ("whales", one("deals", "amount = 1", "is_whale"), "whales below five times the median"),
    ("whales", "UPDATE deals SET amount = amount * 10 WHERE NOT is_whale", "whales below five times the median"),
    ("whales", one("deals", f"stage_id = {NOBODY}", "is_whale"), "whales outside their stage"),
    ("whales", one("deals", "is_whale = true", LOST_DEAL), "whales that are not won"),
    ("response_sla", "UPDATE leads SET first_response_at = created_at + INTERVAL 20 DAY", "answered within the SLA"),
    ("response_sla", "UPDATE leads SET first_response_at = created_at", "answered within the SLA"),
    ("figures", "DELETE FROM leads WHERE rowid < 60", "conversion_rate"),
    ("figures", "UPDATE deals SET contact_id = (SELECT min(id) FROM contacts)", "qualification_rate"),
    ("figures", "UPDATE deals SET status = 'lost' WHERE rowid % 2 = 0", "win_rate"),
    ("figures", "UPDATE deals SET amount = amount * 1.01", "avg_deal_value"),
    ("figures", "UPDATE deals SET amount = 0.01", "min_deal_value"),
    ("figures", "UPDATE deals SET amount = amount * 100", "max_deal_value"),
    ("figures", f"UPDATE deals SET created_at = closed_at - {AN_HOUR} WHERE closed_at IS NOT NULL", "cycle_days_min"),
    ("figures", f"UPDATE deals SET created_at = created_at - {TEN_YEARS}", "cycle_days_max"),
    ("figures", "DELETE FROM activities WHERE deal_id IS NULL", "activities_per_contact"),
    ("figures", "DELETE FROM activities WHERE deal_id IS NOT NULL", "activities_per_deal"),
    ("figures", "UPDATE activities SET type = 'call' WHERE type = 'email'", "call_to_email_ratio"),
    ("working_time", one("activities", "due_at = due_at + INTERVAL 9 HOUR", "type = 'task'"), "activities.due_at"),
    (
        "working_time",
        one("activities", "occurred_at = occurred_at + INTERVAL 9 HOUR", MEETING_DONE),
        "activities.occurred_at of meetings and tasks",
    ),
    ("working_time", one("activities", "duration_seconds = 32400", MEETING_DONE), "meetings in one stretch"),
    ("working_time", one("activities", f"due_at = {NIGHT.format('due_at')}", "type = 'meeting'"), "activities.due_at"),
    (
        "working_time",
        "INSERT INTO expect_holidays SELECT epoch_us(changed_at) // slot_us FROM deal_stage_history, expect_asked",
        "what staff did on holidays",
    ),
    *(
        ("working_time", one(table, f"{column} = {NIGHT.format(column)}", where), f"{table}.{column}")
        for table, column, where in (
            ("companies", "created_at", "true"),
            ("contacts", "created_at", "true"),
            ("leads", "first_response_at", "first_response_at IS NOT NULL"),
            ("leads", "converted_at", CONVERTED),
            ("deals", "created_at", "true"),
            ("deals", "closed_at", WON_DEAL),
            ("deal_stage_history", "changed_at", "true"),
            ("notes", "created_at", "true"),
            ("activities", "created_at", "direction = 'outbound'"),
            ("activities", "due_at", "type = 'task'"),
            ("activities", "occurred_at", "type = 'meeting' AND status = 'done'"),
        )
    ),
    ("team", "DELETE FROM users WHERE rowid = (SELECT max(rowid) FROM users WHERE is_active)", "people at asOf"),
    ("team", one("users", "manager_id = NULL", "role = 'rep'"), "users report to somebody"),
    ("team", one("users", "manager_id = id", "role = 'admin'"), "the head reports to nobody"),
    (
        "team",
        one("users", "manager_id = (SELECT max(id) FROM users WHERE role = 'rep')", "role = 'rep'"),
        "are the head",
    ),
    (
        "team",
        one("users", "manager_id = (SELECT max(id) FROM users WHERE role = 'rep')", "role = 'manager'"),
        "report to the head",
    ),
    ("team", "UPDATE users SET deactivated_at = created_at WHERE role <> 'rep'", "managers were there"),
    ("team", one("users", "manager_id = id", "role = 'rep'"), "nobody reports to themselves"),
    ("team", one("users", "role = 'admin'", "role = 'rep'"), "heads"),
    *(
        ("addresses", one(table, "email = 'jo@gmail.com'"), f"{table}.email under .example")
        for table in ("contacts", "leads", "users")
    ),
    *(("addresses", repeat(table), f"{table}.email unique") for table in ("contacts", "leads", "users")),
    *(
        (
            "addresses",
            f"UPDATE {table} SET email = 'x' || rowid || '@y.example' WHERE rowid % 10 = 0",
            f"{table}.email of the own name",
        )
        for table in ("contacts", "leads", "users")
    ),
    ("addresses", one("companies", "domain = 'corp.com'"), "companies.domain"),
    ("addresses", one("contacts", "email = 'jo@elsewhere.example'"), "contacts.email on the company's domain"),
    ("addresses", one("users", "email = 'jo@elsewhere.example'"), "users.email on the tenant's domain"),
    *(
        ("phones", one(table, "phone = '+493012345678'"), f"{table}.phone")
        for table in ("companies", "contacts", "leads", "users")
    ),
    ("phones", one("leads", "phone = left(phone, length(phone) - 1) || 'x'"), "leads.phone"),
    ("phones", one("leads", "phone = phone || '0'"), "leads.phone"),
    *(
        ("places", one(table, "city = 'Atlantis'"), f"{table}.place")
        for table in ("companies", "contacts", "tenant_billing")
    ),
    ("places", one("contacts", "postal_code = NULL"), "contacts.place"),
    ("places", one("contacts", "state = 'Utopia'"), "contacts.place"),
    *(
        ("places", one(table, "country = 'XX'"), f"{table}.country")
        for table in ("companies", "contacts", "tenant_billing")
    ),
    *(
        ("names", one(table, f"{column} = {value}"), f"{table}.{column}")
        for table, column, value in (
            ("contacts", "first_name", "''"),
            ("contacts", "last_name", "' x'"),
            ("contacts", "native_name", "'x '"),
            ("contacts", "phonetic_name", "'x  y'"),
            ("contacts", "full_name", "'x'"),
            ("leads", "first_name", "chr(7)"),
            ("leads", "last_name", "''"),
            ("leads", "company_name", "''"),
            ("leads", "full_name", "'x'"),
            ("users", "first_name", "''"),
            ("users", "last_name", "''"),
            ("users", "full_name", "'x'"),
            ("companies", "name", "'x' || chr(133)"),
            ("deals", "name", "''"),
            ("tags", "name", "''"),
            ("pipelines", "name", "''"),
        )
    ),
    ("names", repeat("companies"), "companies.name unique"),
    ("names", repeat("companies"), "companies.domain unique"),
    ("names", repeat("tags"), "tags.name unique"),
    ("text", one("activities", "subject = 'About {product}'"), "activities.subject"),
    ("text", one("activities", "body = 'Two  spaces'", OF_DEAL), "activities.body"),
    ("text", one("activities", "body = 'Done'", "status = 'planned'"), "activities.body when done"),
    ("text", one("activities", "body = NULL", OF_DEAL), "activities.body when done"),
    ("text", one("notes", "body = ''"), "notes.body"),
    ("text", one("deals", "name = '{company}'"), "deals.name"),
    ("pipeline", repeat("pipelines"), "pipelines"),
    ("pipeline", "UPDATE pipeline_stages SET probability = 1 WHERE position = 2", "stage 2"),
    ("pipeline", "DELETE FROM pipeline_stages WHERE position = 3", "stage 3"),
    ("pipeline", one("tags", "color = '#000000'"), "tag "),
    ("money", one("deals", "currency = 'XTS'"), "deals.currency"),
    ("billing", repeat("tenant_billing"), "tenant_billing rows"),
    ("billing", "UPDATE tenant_billing SET legal_name = 'Somebody else'", "tenant_billing.legal_name"),
    ("billing", "UPDATE tenant_billing SET tax_id = 'DEMO-12345678'", "tenant_billing.tax_id"),
    ("billing", "UPDATE tenant_billing SET billing_email = 'a@b.com'", "tenant_billing.billing_email"),
    ("billing", "UPDATE tenant_billing SET country = 'XX'", "tenant_billing.country"),
    ("billing", f"UPDATE tenant_billing SET created_at = {LATER}", "tenant_billing.created_at"),
]
MUTATIONS = [*BY_SCHEMA, *BY_CLAUSE]


@pytest.mark.parametrize("name", sorted(CHECKS))
def test_check_passes_on_sound_bundle(loaded: Any, name: str) -> None:
    result = run_alone(loaded, name)
    assert result.passed, result.rows
    assert result.rows


def places(subjects: Iterable[str]) -> set[str]:
    """Return the tables or columns that subjects are about."""
    return {subject.partition(" ")[0] for subject in subjects}


def rounds() -> dict[tuple[str, int], dict[str, str]]:
    """Put mutations of one check together that break different places; one place is broken in one way at a time."""
    found: dict[tuple[str, int], dict[str, str]] = {}
    for check, mutation, subject in BY_SCHEMA:
        turn = 0
        while places(found.get((check, turn), {})) & places([subject]):
            turn += 1
        found.setdefault((check, turn), {})[subject] = mutation
    return found


@pytest.mark.parametrize(("at", "mutations"), rounds().items(), ids=[f"{c}-{turn}" for c, turn in rounds()])
def test_check_of_every_column_fails_where_it_was_broken_and_nowhere_else(
    tables: Any, at: tuple[str, int], mutations: dict[str, str]
) -> None:
    for statement in "; ".join(mutations.values()).split("; "):
        tables.execute(statement)
    run.prepare(tables, [CHECKS[at[0]]])
    found = {row["subject"] for row in run.ask(tables, CHECKS[at[0]]) if not row["ok"]}
    assert {*mutations} <= found
    assert places(found) == places(mutations)


@pytest.mark.parametrize(
    ("check", "mutation", "subject"),
    BY_CLAUSE,
    ids=[f"{c}-{s}-{i}".replace(" ", "_") for i, (c, _, s) in enumerate(BY_CLAUSE)],
)
def test_check_fails_on_broken_bundle(tables: Any, check: str, mutation: str, subject: str) -> None:
    for statement in mutation.split("; "):
        tables.execute(statement)
    assert any(subject in found for found in failing(tables, check)), failing(tables, check)


def test_mutations_cover_every_check() -> None:
    assert {check for check, _, _ in MUTATIONS} == set(CHECKS)


def test_mutations_cover_every_subject(loaded: Any) -> None:
    """Each thing that a check looks at is broken somewhere; periods, channels, stages and labels are alike."""
    alike = {"plan", "channel_mix", "pipeline"}
    run.prepare(loaded, CHECKS.values())
    found = {(name, row["subject"]) for name in set(CHECKS) - alike for row in run.ask(loaded, CHECKS[name])}
    broken = {
        (name, row) for name, row in found if any(check == name and subject in row for check, _, subject in MUTATIONS)
    }
    assert found == broken


def test_narrow_keyed_tables_have_what_is_named_and_the_same_in_it(tables: Any) -> None:
    asked = 'SELECT deal, body_hash, "user" FROM keyed.activities ORDER BY ALL'
    run.share(tables, asked)
    whole = tables.execute(asked).fetchall()
    run.share(tables, f"{asked}; SELECT count(*) FROM keyed.notes -- created_us", narrow=True)
    assert tables.execute(asked).fetchall() == whole
    names = [row[0] for row in tables.execute("DESCRIBE keyed.activities").fetchall()]
    assert sorted(names) == ["body_hash", "deal", "user"]
    assert tables.execute("SELECT count(*) FROM keyed.notes").fetchall()[0][0] > 0


@pytest.mark.parametrize("rows", [300, 2000])
def test_tables_that_are_made_span_by_span_are_those_made_at_once(
    folder: Path, monkeypatch: pytest.MonkeyPatch, rows: int
) -> None:
    """Also rows without a moment, and keys that lead nowhere: nothing is lost, nothing stands twice."""
    with opened(folder) as tables:
        _compare_spans(tables, monkeypatch, rows)


def _compare_spans(tables: Any, monkeypatch: pytest.MonkeyPatch, rows: int) -> None:
    tables.execute("UPDATE notes SET created_at = NULL WHERE id = (SELECT min(id) FROM notes)")
    tables.execute(f"UPDATE activities SET lead_id = {NOBODY} WHERE id = (SELECT max(id) FROM activities)")
    checks = list(CHECKS.values())
    at_once = [result.as_json() for result in run.run_checks(tables, checks)]
    made = {spec.name: _resolved(tables, spec) for spec in TABLES}
    monkeypatch.setattr("demogen.checks.spans.AT_ONCE", rows)
    assert len(spans.moments(tables, table_spec("activities"))) > 1
    assert [result.as_json() for result in run.run_checks(tables, checks)] == at_once
    assert {spec.name: _resolved(tables, spec) for spec in TABLES} == made


def _resolved(tables: Any, spec: TableSpec) -> list[tuple[Any, ...]]:
    """Return the rows of a keyed table in order, with the ids that its numbers stand for: those may be given anew."""
    names = [row[0] for row in tables.execute(f"DESCRIBE keyed.{spec.name}").fetchall()]
    numbered = {name: to for key, to in spec.references.items() if (name := key.removesuffix("_id")) in names}
    columns = [f"to_{n}.id, t.{n} = -1" if n in numbered else f"t.{n}" for n in names if n != "nr"]
    joins = " ".join(f"LEFT JOIN keyed.{to} to_{n} ON to_{n}.nr = t.{n}" for n, to in numbered.items())
    return sorted(tables.execute(f"SELECT {', '.join(columns)} FROM keyed.{spec.name} t {joins}").fetchall(), key=str)


@pytest.mark.parametrize("name", AT_AS_OF)
def test_check_looks_at_nothing_before_as_of(tables: Any, name: str) -> None:
    tables.execute("UPDATE expect_asked SET until_us = as_of_us - 1")
    assert run_alone(tables, name).rows == []


def test_plan_looks_at_whole_periods_only(tables: Any) -> None:
    tables.execute("UPDATE expect_asked SET until_us = (SELECT max(begins_us) FROM expect_periods WHERE past)")
    tables.execute("DELETE FROM leads WHERE rowid = (SELECT max(rowid) FROM leads)")
    assert run_alone(tables, "plan").passed


def _all(tables):
    """Run every check where a test's own transaction is seen."""
    run.prepare(tables, CHECKS.values())
    return [run.run_check(tables, check) for check in CHECKS.values()]


def test_demand_raises_with_every_grave_failure(tables: Any) -> None:
    tables.execute("DELETE FROM leads WHERE rowid = 7")
    tables.execute(one("deals", "currency = 'XTS'"))
    tables.execute("UPDATE activities SET status = 'done'")
    results = [run_alone(tables, name) for name in ("targets", "money", "planned", "team")]
    with pytest.raises(CheckFailed) as caught:
        run.require_passed(results)
    assert [problem.where for problem in caught.value.problems] == ["targets leads", "money deals.currency"]
    assert (caught.value.problems[0].expected, caught.value.problems[0].found) == ("400", "399")


def test_demand_accepts_failed_warnings(tables: Any) -> None:
    tables.execute("UPDATE activities SET status = 'done'")
    results = [run_alone(tables, "planned")]
    assert not results[0].passed
    run.require_passed(results)


def test_parse_check_reads_severity_sentence_and_query() -> None:
    check = run.parse_check("x", "-- severity: warning\n-- says: A: b.\nSELECT 1")
    assert (check.name, check.severity, check.says) == ("x", "warning", "A: b.")
    assert "SELECT 1" in check.sql


@pytest.mark.parametrize("check", CHECKS.values(), ids=CHECKS.keys())
def test_check_file_has_severity_and_sentence(check: run.Check) -> None:
    assert check.severity in {"error", "warning"}
    assert check.says.endswith(".")
    assert check.says[0].isupper()


def test_results_follow_schema(tables: Any) -> None:
    tables.execute("DELETE FROM leads WHERE rowid < 60")
    results = [result.as_json() for result in _all(tables)]
    jsonschema.validate(results, load_schema("checks"))
    targets = next(result for result in results if result["name"] == "targets")
    assert (targets["passed"], targets["failures"]) == (False, 1)
    assert targets["rows"][0] == {"subject": "leads", "expected": 400, "actual": 340, "ok": False}


def test_subjects_are_columns_of_schema(loaded: Any) -> None:
    """A misspelt column in a subject would make a failure hard to find."""
    run.prepare(loaded, CHECKS.values())
    for name in ("foreign_keys", "enumerations", "future", "employment", "working_time"):
        for subject in (row["subject"] for row in run.ask(loaded, CHECKS[name])):
            table, _, column = subject.partition(" ")[0].partition(".")
            assert " " in subject or column
            assert not column or table_spec(table).column(column)


def test_what_chance_can_move_is_never_an_error() -> None:
    """Case 1: an error holds by construction for every config that the plan takes; these do not (design 3.9)."""
    figures = {"figures", "planned", "stage_times"}
    assert {check.name for check in run.load_checks() if check.severity == "warning"} == figures


def test_figures_outside_their_bands_are_told_in_a_sentence_each() -> None:
    def result(name: str, severity: str, *ok: bool) -> run.CheckResult:
        rows = [{"subject": f"s{i}", "expected": "1 to 2", "actual": 3, "ok": is_ok} for i, is_ok in enumerate(ok)]
        return run.CheckResult(run.Check(name, severity, "", ""), sum(not is_ok for is_ok in ok), rows)

    found = run.figure_warnings(
        [
            result("wrong", "error", False),
            result("stage_times", "warning", True, False),
            result("realism_gaps", "warning", False, False),
            result("realism_dirt", "warning", True),
            result("realism_values", "warning", False),
        ]
    )
    assert found == [
        "stage_times: s1 is 3, expected 1 to 2",
        "realism: 3 figures lie outside the bands of real records (gaps, values)",
    ]
