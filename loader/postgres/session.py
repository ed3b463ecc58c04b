"""Sessions: every statement of ours runs in a transaction that begins with the settings that it relies on.

Whatever ALTER DATABASE, ALTER ROLE, PGOPTIONS or a connection string set: each transaction begins with its isolation,
its access mode and `PINNED`, in one round trip. They hold for that transaction alone (SET LOCAL), so that a pooler in
transaction mode may stand between, and hands no setting of ours on to somebody else. A statement outside a transaction
gets one of its own.

The search path is the CRM's schema and nothing else that others can write to. The server looks into pg_catalog first,
as it is not named: no function, operator or table of that schema can take the place of the server's own of the same
arguments. pg_temp stands last: no temporary table hides one of the CRM. Tables are created in the first that is named,
so naming pg_catalog in front would make migrations fail.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from psycopg import sql
from psycopg.pq import TransactionStatus

from loader.postgres.place import SCHEMA

# It tells of what it ignores when it closes a line that is gone; the error itself is raised, and told once.
logging.getLogger("psycopg").setLevel(logging.CRITICAL)
logging.getLogger("psycopg.pool").setLevel(logging.WARNING)

PINNED = {
    "statement_timeout": "0",  # first: one of a millisecond counts from the next statement on no more
    "lock_timeout": "10s",
    "idle_in_transaction_session_timeout": "5min",
    "transaction_timeout": "0",
    "timezone": "UTC",
    "datestyle": "ISO, MDY",
    "intervalstyle": "postgres",
    "bytea_output": "hex",
    "extra_float_digits": "1",
    "standard_conforming_strings": "on",
    "array_nulls": "on",
    "client_min_messages": "error",
    "quote_all_identifiers": "off",  # names of types would come in quotes
    "row_security": "off",  # an error where rows would be hidden, instead of rows that are not there
    "check_function_bodies": "on",
    "default_tablespace": "",
    "default_table_access_method": "heap",
    "exit_on_error": "off",
}
SINCE = {"transaction_timeout": 170_000}  # versions of the server that first know a setting
# Changed only where they are hostile: the first one may only be set by who may set it, the second may be stricter.
UNLESS = {"session_replication_role": ("<>", "origin", "origin"), "synchronous_commit": ("=", "off", "on")}


class Unanswered(psycopg.OperationalError):
    """COMMIT was sent and no answer came: what the transaction did may be there or not, until somebody looks."""


class PinnedCursor(psycopg.Cursor[Any]):
    """A cursor whose statements run under the pinned settings; outside a transaction each in one of its own."""

    def execute(self, query: Any, params: Any = None, **how: Any) -> PinnedCursor:
        """Run a statement; `BEGIN` begins a transaction under the pinned settings."""
        session = self.connection
        assert isinstance(session, Session)
        if session.info.transaction_status != TransactionStatus.IDLE:
            super().execute(query, params, **how)
        elif query in ("BEGIN", b"BEGIN"):
            session.begin()
        else:
            self._execute_alone(session, query, params, how)
        return self

    def _execute_alone(self, session: Session, query: Any, params: Any, how: dict[str, Any]) -> None:
        try:
            with session.transaction():
                super().execute(query, params, **how)
        except Unanswered as error:
            if (self.statusmessage or "").startswith("SELECT"):  # what was read was read
                raise psycopg.OperationalError(str(error)) from error
            raise


class Session(psycopg.Connection[Any]):
    """A connection, in autocommit mode, to the CRM of one schema."""

    schema = SCHEMA

    def __init__(self, *args: Any, **more: Any) -> None:
        """Take what psycopg gives; every cursor is a pinned one."""
        super().__init__(*args, **more)
        self.cursor_factory = PinnedCursor

    @property
    def is_standby(self) -> bool:
        """Return whether the server only reads, as it follows another; it takes no other access mode."""
        return self.info.parameter_status("in_hot_standby") == "on"

    def begin(self, **settings: str) -> None:
        """Begin a transaction under the pinned settings and some more, in one round trip."""
        self._send(self._beginning(settings))

    def commit_all(self) -> None:
        """Commit the running transaction.

        Raises:
            Unanswered: COMMIT was sent and no answer came.
            psycopg.Error: the server rolled it back.
        """
        try:
            done = self._send("COMMIT")
        except psycopg.OperationalError as error:
            if is_unanswered(error):
                raise Unanswered(str(error)) from error
            raise
        except psycopg.Error:
            raise
        except BaseException as error:  # interrupted: the server may have heard it
            raise Unanswered("interrupted while COMMIT was on its way") from error
        if done != "COMMIT":
            raise psycopg.errors.InFailedSqlTransaction("an error before made this transaction impossible to commit")

    @contextmanager
    def transaction(self, savepoint_name: str | None = None, force_rollback: bool = False) -> Iterator[Any]:
        """Run a transaction under the pinned settings; inside one that runs, a savepoint."""
        if self.info.transaction_status != TransactionStatus.IDLE:
            with super().transaction(savepoint_name, force_rollback) as inner:
                yield inner
            return
        with self.pinned(force_rollback=force_rollback):
            yield None

    @contextmanager
    def pinned(self, settings: dict[str, str] | None = None, *, force_rollback: bool = False) -> Iterator[None]:
        """Run a transaction under the pinned settings and some more.

        Raises:
            Unanswered: COMMIT was sent and no answer came.
        """
        self.begin(**(settings or {}))
        try:
            yield
        except BaseException:
            self._roll_back()
            raise
        if force_rollback:
            self._roll_back()
        else:
            self.commit_all()

    def _roll_back(self) -> None:
        """Roll back; where that cannot be, the line is closed, and the server rolls back itself."""
        try:
            if not self.closed:
                self._send("ROLLBACK")
        except BaseException:  # noqa: BLE001 - the first error is the one to tell
            self.close()

    def _beginning(self, settings: dict[str, str]) -> sql.Composed:
        level = self.isolation_level or psycopg.IsolationLevel.READ_COMMITTED
        access = "READ ONLY" if self.read_only or self.is_standby else "READ WRITE"
        begin = f"BEGIN ISOLATION LEVEL {level.name.replace('_', ' ')} {access} NOT DEFERRABLE; "
        version = self.info.server_version
        pinned = {name: value for name, value in PINNED.items() if version >= SINCE.get(name, 0)}
        path = sql.SQL("SET LOCAL search_path = {}, pg_temp").format(sql.Identifier(self.schema))
        return sql.SQL(begin) + _set_local({**pinned, **settings}) + path + sql.SQL("; ") + HOSTILE

    def _send(self, statement: str | sql.Composed) -> str | None:
        return psycopg.Cursor(self).execute(statement).statusmessage


def _set_local(settings: dict[str, str]) -> sql.Composed:
    parts = [
        sql.SQL("SET LOCAL {} = {}; ").format(sql.Identifier(name), sql.Literal(value))
        for name, value in settings.items()
    ]
    return sql.Composed(parts)


HOSTILE = sql.SQL("; ").join(
    sql.SQL("SELECT set_config({name}, {ours}, true) WHERE current_setting({name}) {compare} {theirs}").format(
        name=sql.Literal(name), ours=sql.Literal(ours), compare=sql.SQL(compare), theirs=sql.Literal(theirs)
    )
    for name, (compare, theirs, ours) in UNLESS.items()
)


def is_unanswered(error: psycopg.Error) -> bool:
    """Return whether the server may have done what was asked although no answer came."""
    return error.sqlstate is None or error.sqlstate.startswith(("08", "57P"))
