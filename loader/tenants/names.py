"""Names of tenants: a free one for a copy, whoever else has asked for one just now.

A slug is taken by a tenant that is there, and by a job that will make one.
"""

from __future__ import annotations

from typing import Any

import psycopg

from loader.mapping.views import Identity, copy_of, known_copy
from loader.postgres.connect import read_sql


def free_identity(connection: psycopg.Connection[Any], identity: Identity) -> Identity:
    """Return an identity whose slug is free: this one, or the first copy of it."""
    taken = taken_slugs(connection, identity.slug)
    return identity if identity.slug not in taken else first_copy(identity, taken)


def first_copy(identity: Identity, taken: set[str]) -> Identity:
    """Return the first copy of an identity whose slug is not taken."""
    number = 2
    while (copy := copy_of(identity, number)).slug in taken:
        number += 1
    return copy


def taken_slugs(connection: psycopg.Connection[Any], slug: str) -> set[str]:
    """Return the slugs of tenants, and of those to come, that are this one or a copy of it."""
    return {str(row[0]) for row in connection.execute(read_sql("tenants/taken"), {"slug": slug}).fetchall()}


def kept_identity(name: str, slug: str, config_name: str) -> Identity:
    """Return the identity of a job's tenant: one whose name is not the config's is a copy."""
    return Identity(name, slug) if name == config_name else known_copy(name, slug)
