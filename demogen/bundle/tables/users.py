"""People who work, or worked, for the tenant."""

from __future__ import annotations

from demogen.bundle.schema import TableSpec
from demogen.bundle.shared_columns import CREATED, ID, PERSON, TENANT, column

SPEC = TableSpec(
    "users",
    "People who work, or worked, for the tenant.",
    (
        ID,
        TENANT,
        column("email", "string", "Address on the tenant's reserved domain."),
        *PERSON[:3],
        column("role", "string", "What they may do.", values="admin manager rep"),
        column("title", "string", "Job title.", code=True),
        column("phone", "string", "E.164 number that reaches nobody."),
        column("timezone", "string", "IANA zone they work in.", code=True),
        column(
            "manager_id",
            "uuid",
            "Whom they reported to when they joined; null for the head.",
            null=True,
            references="users",
        ),
        column("is_active", "bool", "Whether they work there.", state=True),
        CREATED,
        column("deactivated_at", "timestamp", "When they left.", null=True, state=True),
    ),
)
