"""Calls, e-mails, meetings and tasks."""

from __future__ import annotations

from demogen.bundle.schema import TableSpec
from demogen.bundle.shared_columns import CREATED, ID, TENANT, column

SPEC = TableSpec(
    "activities",
    "Calls, e-mails, meetings and tasks.",
    (
        ID,
        TENANT,
        column("type", "string", "What it is.", values="call email meeting task"),
        column(
            "direction",
            "string",
            "Who turned to whom; null for meetings and tasks.",
            null=True,
            values="inbound outbound",
        ),
        column("status", "string", "Whether it happened.", values="planned done cancelled", state=True),
        column("subject", "string", "What it is about.", code=True),
        column(
            "body", "string", "What was said or done; null until it happened.", null=True, longest=20_000, state=True
        ),
        column(
            "outcome",
            "string",
            "How it went; null until it happened.",
            null=True,
            values="connected voicemail no_answer sent received held no_show completed bounced",
            state=True,
        ),
        column("lead_id", "uuid", "The lead it is about.", null=True, references="leads"),
        column("contact_id", "uuid", "The contact it is about.", null=True, references="contacts"),
        column("deal_id", "uuid", "The deal it is about.", null=True, references="deals"),
        column("company_id", "uuid", "The contact's company.", null=True, references="companies"),
        column("user_id", "uuid", "Who did it, or is to do it.", references="users", code=True, state=True),
        CREATED,
        column("due_at", "timestamp", "When it is to happen; meetings and tasks only.", null=True, planned=True),
        column("occurred_at", "timestamp", "When it happened; null until then.", null=True, state=True),
        column(
            "duration_seconds",
            "int",
            "How long it took; connected calls and held meetings only.",
            null=True,
            state=True,
        ),
    ),
)
