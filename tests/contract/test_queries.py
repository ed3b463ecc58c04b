"""The questions of docs/queries: DuckDB and Postgres give the answers that are committed, to the byte.

Numbers are not brought into line for that: what Postgres answers is its own CSV, save for the ends of lines. Postgres
looks through the views of one tenant while a copy of that tenant lies beside it, and both databases are asked from
another time zone than the tenant's.
"""

from __future__ import annotations

import csv
import io
import re

import duckdb
import psycopg
import pytest

from demogen.bundle.tables import TABLES
from demogen.show.query import answer_csv, answer_text
from demogen.show.text import width
from loader.postgres.connect import Place
from loader.tenants.load import load
from loader.tenants.task import Options
from loader.tenants.views import write_views
from tests import questions
from tests.postgres import new_database

ZONE = "Asia/Tokyo"
ENDS_WITH_AN_ORDER = re.compile(r"\nORDER BY [^\n]+(\nLIMIT \d+)?;\n\Z")
DAYS_OF_A_SESSION = re.compile(r"interval '\d+ (days?|weeks?)'|\bnow\(|current_(date|time|timestamp)", re.IGNORECASE)


@pytest.fixture(scope="module")
def bundle(tmp_path_factory):
    """Return the bundle of the answers."""
    return questions.build(tmp_path_factory.mktemp("questions") / "acme")


@pytest.fixture(scope="module")
def shuffled(bundle):
    """Return a DuckDB whose tables have the bundle's rows in no order."""
    with duckdb.connect(config={"threads": 1}) as connection:
        connection.execute(f"SET TimeZone = '{ZONE}'")
        for spec in TABLES:
            path = bundle / "data" / f"{spec.name}.parquet"
            connection.execute(f"CREATE TABLE {spec.name} AS FROM read_parquet('{path}') t ORDER BY md5(t::VARCHAR)")
        yield connection


@pytest.fixture(scope="module")
def session(bundle, server, template):
    """Return a session of Postgres that sees one of two tenants with the same data."""
    with new_database(server, template) as conninfo, psycopg.connect(conninfo, autocommit=True) as connection:
        place = Place(conninfo, "test")
        done = load(bundle, lambda: place, Options())
        load(bundle, lambda: place, Options(as_new=True))
        connection.execute(f"SET TimeZone = '{ZONE}'")
        connection.execute(write_views(place, done.slug))
        yield connection


def answer_of_postgres(session, name):
    """Ask Postgres for an answer as CSV."""
    statement = questions.sql(name).rstrip().removesuffix(";")
    with session.cursor().copy(f"COPY ({statement}) TO STDOUT (FORMAT csv, HEADER)") as rows:
        return b"".join(rows).replace(b"\n", b"\r\n")


def test_there_are_thirty_with_an_answer_each():
    assert [questions.number(name) for name in questions.NAMES] == list(range(1, 31))
    assert sorted(path.name for path in questions.ANSWERS.iterdir()) == [f"{name}.csv" for name in questions.NAMES]
    assert len({questions.question(name) for name in questions.NAMES}) == 30


@pytest.mark.parametrize("name", questions.NAMES)
def test_a_query_is_written_as_all_are(name):
    sql = questions.sql(name)
    assert re.fullmatch(r"-- [A-Z][^\n]+\?", sql.split("\n")[0])
    assert ENDS_WITH_AN_ORDER.search(sql)
    assert not DAYS_OF_A_SESSION.search(sql)
    assert max(map(len, sql.split("\n"))) <= 120


@pytest.mark.parametrize("name", questions.NAMES)
def test_duckdb_gives_the_answer(bundle, name):
    assert questions.ask(bundle, name) == questions.known_answer(name)


@pytest.mark.parametrize("name", questions.NAMES)
def test_the_order_of_rows_does_not_matter(shuffled, name):
    answer = shuffled.sql(questions.sql(name)).to_arrow_table()
    assert answer_csv(answer).encode() == questions.known_answer(name)
    assert answer_text(answer) == questions.answer_table(name), "the docs lay it out otherwise than `demogen sql` does"


@pytest.mark.parametrize("name", questions.NAMES)
def test_postgres_gives_the_answer(session, name):
    assert answer_of_postgres(session, name) == questions.known_answer(name)


@pytest.mark.parametrize("name", questions.NAMES)
def test_an_answer_says_something(name):
    head, *rows = csv.reader(io.StringIO(questions.known_answer(name).decode(), newline=""))
    assert 2 <= len(rows) <= 25
    assert len(head) == len(set(head))
    assert all(any(row[i] for row in rows) for i in range(len(head))), "a column holds nothing"
    assert len({tuple(row[1:]) for row in rows}) > 1
    assert max(map(width, questions.answer_table(name).split("\n"))) <= 150
