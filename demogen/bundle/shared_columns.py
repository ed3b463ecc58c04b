"""Columns that several tables have, and the constructor that all of them are written with."""

from __future__ import annotations

from demogen.bundle.schema import Column


def column(
    name: str,
    type_: str,
    meaning: str,
    *,
    null: bool = False,
    code: bool = False,
    references: str = "",
    values: str = "",
    longest: int = 2_000,
    state: bool = False,
    planned: bool = False,
) -> Column:
    """Return a column; `values` lists what it may hold, separated by spaces."""
    return Column(
        name, type_, meaning, null, code or bool(values), references, tuple(values.split()), longest, state, planned
    )


ID = column("id", "uuid", "Identifies the row; a UUIDv7 whose time is the row's creation.")
TENANT = column("tenant_id", "uuid", "The tenant that the row belongs to.", references="tenants", code=True)
CREATED = column("created_at", "timestamp", "When the row was created.")
OWNER = column("owner_id", "uuid", "The user who looks after it.", references="users", code=True, state=True)
CHANNELS = "seo meta google affiliates referrals direct"
ADDRESS = (
    column("street", "string", "Street and house number, in the country's order."),
    column("city", "string", "City or community.", code=True),
    column(
        "state",
        "string",
        "State, prefecture or emirate as addresses have it; null where they have none.",
        null=True,
        code=True,
    ),
    column("postal_code", "string", "Postal code of that city; null where the country has none.", null=True, code=True),
    column("country", "string", "ISO 3166-1 alpha-2 code.", code=True),
)
PERSON = (
    column("first_name", "string", "Given name in Latin letters.", code=True),
    column("last_name", "string", "Family name in Latin letters.", code=True),
    column("full_name", "string", "Given and family name in Latin letters."),
    column(
        "native_name", "string", "Full name in the person's own script and order, where that is not Latin.", null=True
    ),
    column("phonetic_name", "string", "Full name as it is read (katakana), where names have a reading.", null=True),
)
