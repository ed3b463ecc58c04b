"""Where the database is: --dsn, DATABASE_URL or the PG* variables, and the schema that the CRM lies in.

No password is read from the command line, and none is ever shown: of a place, only host, port, database, user and
schema are. A schema is meant only by --schema, DEMOGEN_SCHEMA or a connection string that plainly names one; one that
PGOPTIONS or `options` ask for otherwise is refused, as ignoring it would write to another schema than was meant.
"""

from __future__ import annotations

import os
import shlex
from collections.abc import Mapping
from dataclasses import dataclass

from demogen.errors import ConfigError, Problem
from loader.postgres.dsn import Dsn, read_dsn, split_options

SCHEMA = "public"
SCHEMA_VARIABLE = "DEMOGEN_SCHEMA"
PLACE_VARIABLES = ("PGHOST", "PGHOSTADDR", "PGSERVICE", "PGDATABASE", "PGPORT", "PGUSER")
LONGEST_NAME = 63  # bytes of an identifier; longer ones are cut by the server without an error
RESERVED = ("$user", "information_schema")  # the server reads `$user` in a search path as another name, even quoted
DEFAULT_PATHS = ("", "public", '"$user",public')


@dataclass(frozen=True)
class Place:
    """A database and a schema in it: a connection string of libpq, where that came from, and the CRM's schema."""

    conninfo: str
    source: str
    schema: str = SCHEMA

    def __repr__(self) -> str:
        """Leave the connection string out, which may hold a password."""
        return f"Place(from {self.source})"


def find_place(
    dsn: str | None, environment: Mapping[str, str] | None = None, schema: str | None = None
) -> Place | None:
    """Return the database of --dsn, else DATABASE_URL, else the PG* variables; None where nothing names one.

    Raises:
        ConfigError: --dsn holds a password, one of them cannot be read, or they ask for two schemas.
    """
    known = os.environ if environment is None else environment
    asked = check_schema(schema, "--schema") or check_schema(known.get(SCHEMA_VARIABLE), SCHEMA_VARIABLE)
    if dsn is not None:
        found = read_dsn(dsn, "--dsn")
        if found.has_password:
            what = "holds a password, which other users of this machine can see"
            hint = "Put it into PGPASSWORD, a service or a password file (PGPASSFILE), or the whole into DATABASE_URL."
            raise ConfigError(Problem("--dsn", what, hint=hint))
        return Place(found.conninfo, "--dsn", _settle_schema(found, "--dsn", asked, known))
    if (url := known.get("DATABASE_URL", "")).strip():
        found = read_dsn(url, "DATABASE_URL")
        return Place(found.conninfo, "DATABASE_URL", _settle_schema(found, "DATABASE_URL", asked, known))
    if any(known.get(name) for name in PLACE_VARIABLES):
        return Place("", "the PG* variables", _settle_schema(Dsn(""), "PGOPTIONS", asked, known))
    return None


def find_schema(schema: str | None) -> str:
    """Return the schema that is asked for where nothing says where the database is: by --schema or the environment.

    Raises:
        ConfigError: PGOPTIONS asks for another one.
    """
    asked = check_schema(schema, "--schema") or check_schema(os.environ.get(SCHEMA_VARIABLE), SCHEMA_VARIABLE)
    return _settle_schema(Dsn(""), "PGOPTIONS", asked, os.environ)


def check_schema(name: str | None, where: str) -> str | None:
    """Return the name of a schema without surrounding blanks; None for an empty one.

    Raises:
        ConfigError: no schema of this name can hold a CRM.
    """
    found = (name or "").strip()
    if not found:
        return None
    if not found.isprintable() or len(found.encode()) > LONGEST_NAME or found.startswith("pg_") or found in RESERVED:
        expected = f"a name of at most {LONGEST_NAME} bytes that is not the server's own"
        raise ConfigError(Problem(where, "cannot hold a CRM", expected, ascii(found)[:80]))
    return found


def schema_words(schema: str) -> str:
    """Return what a command must say to mean a schema, to be copied as it is; nothing for the usual one."""
    return "" if schema == SCHEMA else f" --schema {shlex.quote(schema)}"


def _settle_schema(dsn: Dsn, where: str, asked: str | None, environment: Mapping[str, str]) -> str:
    """Return the one schema that is asked for.

    Raises:
        ConfigError: a search path asks for another one than --schema does.
    """
    named = check_schema(dsn.schema, where)
    if asked and named and asked != named:
        raise ConfigError(Problem(where, "names another schema than --schema", asked, named))
    schema = asked or named or SCHEMA
    # libpq reads PGOPTIONS only where the connection string has no options.
    source, options = (where, dsn.options) if dsn.options else ("PGOPTIONS", environment.get("PGOPTIONS", ""))
    path = dsn.search_path
    if path is None:
        path = split_options(options)[1].get("search_path")
    else:
        source = where
    if path is not None and not _is_meant(path, schema, is_asked=bool(asked or named)):
        what = "sets a search_path, which does not say where the CRM is"
        hint = f"Name the schema: --schema NAME or {SCHEMA_VARIABLE}=NAME (here {schema!a}), and leave it out."
        raise ConfigError(Problem(source, what, schema, path[:80], hint))
    return schema


def _is_meant(path: str, schema: str, *, is_asked: bool) -> bool:
    """Return whether a search path finds the CRM's schema first, or is the server's default."""
    names = [name.strip() for name in path.split(",")]
    first = names[0].strip('"')
    return first == schema or (not is_asked and ",".join(names) in DEFAULT_PATHS)
