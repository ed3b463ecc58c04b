"""Connection strings as other tools write them (case 22): what is plain is understood, else the part is named."""

from __future__ import annotations

import pytest
from psycopg.conninfo import conninfo_to_dict

from demogen.errors import ConfigError
from loader.postgres.dsn import read_dsn
from loader.postgres.place import find_place

H = {"host": "h", "dbname": "d"}
U = {**H, "user": "u", "password": "s3cr3t"}
URL = "postgresql://u:s3cr3t@h/d"

UNDERSTOOD = [
    ("postgres://h/d", H),
    ("postgresql://h/d", H),
    ("POSTGRESQL://h/d", H),
    ("pgsql://h/d", H),
    ("postgis://h/d", H),
    *((f"postgresql+{driver}://h/d", H) for driver in ("psycopg", "psycopg2", "asyncpg", "pg8000", "psycopg_async")),
    ("jdbc:postgresql://h:5433/d?user=u&password=s3cr3t", {**U, "port": "5433"}),
    ("jdbc:postgresql:d", {"dbname": "d"}),
    ("jdbc:postgresql://h/d?ssl=true&sslmode=verify-full", {**H, "sslmode": "verify-full"}),
    ("postgresql://h/d?ssl=true", {**H, "sslmode": "require"}),
    ("postgresql+asyncpg://h/d?ssl=require", {**H, "sslmode": "require"}),
    ("postgres://h/d?sslmode=no-verify", {**H, "sslmode": "require"}),
    ("postgres://h/d?sslmode=require", {**H, "sslmode": "require"}),
    ("postgresql://h/d?pgbouncer=true&connection_limit=5&pool_timeout=0&statement_cache_size=0", H),
    ("postgresql://h/d?prepared_statement_cache_size=0&pool_pre_ping=true", H),
    ("jdbc:postgresql://h/d?prepareThreshold=0&reWriteBatchedInserts=true&ApplicationName=x&stringtype=unspecified", H),
    ("postgres://h/d?pool=5&timeout=5000&encoding=utf8&prepared_statements=false&CONN_MAX_AGE=60", H),
    ("postgresql://u@h:1,h2:2/d?target_session_attrs=any", {**H, "user": "u", "host": "h,h2", "port": "1,2"}),
    ("postgresql://[::1]:5432/d", {"host": "::1", "port": "5432", "dbname": "d"}),
    ("postgresql:///d?host=/tmp", {"host": "/tmp", "dbname": "d"}),
    ("postgresql://%2Ftmp/d", {"host": "/tmp", "dbname": "d"}),
    ("host=h dbname=d", H),
    (" host = h  dbname='d' \n", H),
    ("host=h dbname=d connection_limit=5", H),
    # what is around a string that was copied
    (f"{URL}\n", U),
    (f"  {URL}\r\n", U),
    (f"\ufeff{URL}", U),
    (f"'{URL}'", U),
    (f'"{URL}"\n', U),
    (f"“{URL}”", U),
    (f"DATABASE_URL={URL}", U),
    (f'export DATABASE_URL="{URL}"', U),
    (f"psql '{URL}'", U),
    # passwords that should have been percent-encoded
    ("postgresql://u:s3%zzt@h/d", {**U, "password": "s3%zzt"}),
    ("postgresql://u:100%@h/d", {**U, "password": "100%"}),
    ("postgresql://u:s3%40t@h/d", {**U, "password": "s3@t"}),
    ("postgresql://u:p@ss@h/d", {**U, "password": "p@ss"}),
    ("postgresql://u:p:ss@h/d", {**U, "password": "p:ss"}),
    ("postgresql://u:p ss@h/d", {**U, "password": "p ss"}),
    ("postgresql://u:p#ss@h/d", {**U, "password": "p#ss"}),
    ("postgresql://u:p?ss@h/d", {**U, "password": "p?ss"}),
    ("postgresql://u:p?ss@h/d?sslmode=disable", {**U, "password": "p?ss", "sslmode": "disable"}),
    ("postgresql://u:p/ss@h/d", {**U, "password": "p/ss"}),
    ("postgresql://u:p[ss]@h:5/d", {**U, "password": "p[ss]", "port": "5"}),
    ("postgresql://u:ü&=+$!*@h/d", {**U, "password": "ü&=+$!*"}),
    ("postgresql://u:it's\\x@h/d", {**U, "password": "it's\\x"}),
]


@pytest.mark.parametrize(("text", "expected"), UNDERSTOOD, ids=[text.strip()[:60] for text, _ in UNDERSTOOD])
def test_what_is_plain_is_understood(text, expected):
    found = dict(conninfo_to_dict(read_dsn(text, "DATABASE_URL").conninfo))
    assert {name: found.get(name) for name in expected} == expected
    assert set(found) - set(expected) <= {"target_session_attrs"}


NAMED = [
    ("postgresql://u%00@db.example:6000/other", "'user' holds a control character"),
    ("postgresql://u@h/d%00?host=elsewhere", "'dbname' holds a control character"),
    ("postgresql://u:s3cr3t%00@h/d", "'password' holds a control character"),
    ("postgresql://u@h/d?application_name=a%0Ab", "'application_name' holds a control character"),
    ("mysql://u:s3cr3t@h/d", "mysql://"),
    ("postgresql+aiopg://u:s3cr3t@h/d", "aiopg"),
    (f"{URL}?foo=s3cr3t", "'foo'"),
    (f"{URL}?foo=1&bar=s3cr3t", "'bar'"),
    (f"{URL}?sslaccept=strict", "'sslaccept'"),
    (f"{URL}?pgbouncer", "'pgbouncer' has no value"),
    ("postgresql://u:12/s3cr3t@h/d", "%2F"),
    ("postgresql://u:s3cr3t@h/d/x@y", "%2F"),
    ("postgresql://u:s3cr3t@h:port/d", "port"),
    ("postgresql://u:s3cr3t@h:99999/d", "port"),
    ("postgresql://u:s3cr3t%ff@h/d", "UTF-8"),
    ("postgresql://u:s3cr3t@h/d\nx", "character 26"),
    ("postgresql://u:s3cr3t@[::1/d", "host"),
    ("Host=h;Database=d;Username=u;Password=s3cr3t", ".NET"),
    ("host=h password=my s3cr3t", "without ="),
    ("host=h password=my s3cr3t=x", "unknown parameter"),
    ("host=h password='s3cr3t", "quotes"),
    ("host=h nonsense=1", "nonsense"),
    ("s3cr3t", "neither :// nor ="),
    ("", "empty"),
    ("' '", "empty"),
    ("postgresql://" + "s3cr3t" * 2000, "longer than"),
]


@pytest.mark.parametrize(("text", "part"), NAMED, ids=[text[:40] for text, _ in NAMED])
def test_else_the_part_is_named_and_never_the_password(text, part):
    with pytest.raises(ConfigError) as caught:
        read_dsn(text, "DATABASE_URL")
    assert part in str(caught.value)
    assert "s3cr3t" not in str(caught.value)
    assert caught.value.exit_code == 2


SCHEMAS = [
    ("postgresql://h/d?schema=public", {}, None, "public"),  # Prisma
    ("postgresql://h/d?schema=crm", {}, None, "crm"),
    ("jdbc:postgresql://h/d?currentSchema=crm", {}, None, "crm"),
    ("host=h schema=crm", {}, None, "crm"),
    ("host=h", {}, "crm", "crm"),
    ("host=h", {}, "crm\n", "crm"),
    ("host=h", {"DEMOGEN_SCHEMA": "crm"}, None, "crm"),
    ("host=h", {"DEMOGEN_SCHEMA": "other"}, "crm", "crm"),
    ("host=h", {"PGOPTIONS": "-c search_path=crm"}, "crm", "crm"),
    ("host=h", {"PGOPTIONS": "-c search_path=public"}, None, "public"),
    ("host=h", {"PGOPTIONS": '-c search_path="$user",\\ public'}, None, "public"),
    ("host=h options='-c search_path=crm'", {}, "crm", "crm"),
    ("host=h options='-c statement_timeout=5'", {"PGOPTIONS": "-c search_path=crm"}, None, "public"),
]


@pytest.mark.parametrize(("dsn", "environment", "schema", "expected"), SCHEMAS, ids=str)
def test_the_schema_that_is_meant(dsn, environment, schema, expected):
    assert find_place(dsn, environment, schema).schema == expected
    assert find_place(None, {**environment, "DATABASE_URL": dsn}, schema).schema == expected


# Case 20: what asks for a schema in another way is refused, instead of loading into `public`
ELSEWHERE = [
    ("host=h", {"PGOPTIONS": "-c search_path=crm"}, None),
    ("host=h", {"PGOPTIONS": "--search-path=crm"}, None),
    ("host=h", {"PGOPTIONS": "-c search_path=crm,public"}, None),
    ("host=h", {"PGOPTIONS": "-c search_path=crm"}, "other"),
    ("host=h options='-c search_path=crm'", {}, None),
    ("postgresql://h/d?options=-c%20search_path%3Dcrm", {}, None),
    ("postgresql://h/d?options=-csearch_path%3Dcrm", {}, None),
    ("postgresql://h/d?search_path=crm", {}, None),
    ("postgresql://h/d?schema=crm", {}, "other"),
    ("host=h", {}, "pg_crm"),
    ("host=h", {}, "$user"),
    ("host=h", {}, "information_schema"),
    ("host=h", {}, "x" * 64),
    ("host=h", {"DEMOGEN_SCHEMA": "a\nb"}, None),
]


@pytest.mark.parametrize(("dsn", "environment", "schema"), ELSEWHERE, ids=str)
def test_another_schema_is_refused_and_the_option_named(dsn, environment, schema):
    with pytest.raises(ConfigError, match=r"--schema|DEMOGEN_SCHEMA"):
        find_place(dsn, environment, schema)


def test_other_options_go_along(monkeypatch):
    """A role or a project behind a proxy is meant; what sessions pin is not asked for twice."""
    from loader.postgres.connect import Place, whole_conninfo

    known = read_dsn("postgresql://h/d?options=endpoint%3Dx%20-c%20role%3Dr%20-c%20statement_timeout%3D1", "X")
    assert conninfo_to_dict(whole_conninfo(Place(known.conninfo, "X")))["options"] == "endpoint=x -c role=r"
    monkeypatch.setenv("PGOPTIONS", "-c search_path=crm")
    assert conninfo_to_dict(whole_conninfo(Place("host=h", "X")))["options"] == ""
