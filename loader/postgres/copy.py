"""Streams rows into a table by binary COPY: Arrow batches in, the number of rows that the server counted out.

The server tells an error while rows still flow, but libpq only hears it at the end; so the line is listened to before
each batch. Nothing but a whole stream is ever ended in peace: any error breaks the COPY off.
"""

from __future__ import annotations

import select
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import psycopg
from psycopg import sql

from demogen.errors import Problem
from loader.errors import Unproven

BATCH_ROWS = 16_384


def copy_rows(
    connection: psycopg.Connection[Any],
    table: sql.Identifier,
    columns: Sequence[str],
    batches: Iterable[Any],
    tell: Callable[[int], None],
) -> int:
    """Copy batches into a table inside the running transaction; give the number of rows.

    Args:
        connection: where a transaction runs.
        table: the table, with its schema.
        columns: the columns in the order of the batches' own.
        batches: Arrow record batches of one schema, of types that Postgres takes as they are.
        tell: called with the number of rows sent so far.

    Raises:
        Unproven: the server counted other rows than were sent.
        psycopg.Error: the server rejected it.
    """
    names = sql.SQL(", ").join(map(sql.Identifier, columns))
    statement = sql.SQL("COPY {} ({}) FROM STDIN (FORMAT binary)").format(table, names)
    with connection.cursor() as cursor:
        with cursor.copy(statement) as copy:
            sent, whole = _send(connection, copy, batches, tell)
        if not whole or cursor.rowcount != sent:
            raise Unproven(
                Problem(table.as_string(None), "the server counted other rows", str(sent), str(cursor.rowcount))
            )
    return sent


def _send(
    connection: psycopg.Connection[Any], copy: Any, batches: Iterable[Any], tell: Callable[[int], None]
) -> tuple[int, bool]:
    """Send every batch, or as many as the server listens to; give the rows sent, and whether they are all."""
    from pgpq import ArrowToPostgresBinaryEncoder

    encoder, sent = None, 0
    for batch in batches:
        if encoder is None:
            encoder = ArrowToPostgresBinaryEncoder(batch.schema)
            copy.write(bytes(encoder.write_header()))
        copy.write(bytes(encoder.write_batch(batch)))
        sent += batch.num_rows
        tell(sent)
        if _answered(connection):
            return sent, False  # an error, most likely: ending the COPY raises it
    if encoder is not None:
        copy.write(bytes(encoder.finish()))
    else:
        copy.write(EMPTY)
    return sent, True


# A binary COPY without rows: signature, flags, no header extension, and the end.
EMPTY = b"PGCOPY\n\xff\r\n\x00" + bytes(8) + b"\xff\xff"


def _answered(connection: psycopg.Connection[Any]) -> bool:
    """Return whether the server has said something while rows are sent to it."""
    return bool(select.select([connection.fileno()], [], [], 0)[0])
