"""`demogen sql`: answers in four formats, and no way out of the bundle."""

from __future__ import annotations

import csv
import io
import json
import os
import socket
import subprocess
import sys
import threading
from datetime import date

import pyarrow.parquet as pq
import pytest

from demogen.bundle.read import verify_folder
from demogen.errors import BundleError, EnvironmentProblem
from demogen.show import query as show
from demogen.show.query import QueryError, query
from demogen.show.text import safe
from tests.acceptance.conftest import environment, listing

TYPES = """
select 170141183460469231731687303715884105727::hugeint as huge, 1.50::decimal(38,10) as exact,
  interval '1 month 2 days' as span, '\\x00a'::blob as bytes, '101'::bit as bits,
  map {'a': 1.10::decimal(9,2)} as map, {'a': date '2020-01-01', 'b "q"': [1, null]} as struct,
  [{'x': 'nan'::double}] as list, 'infinity'::double as endless, 'nan'::float as nan, '{"a": [1]}'::json as json,
  '0198c2f0-0000-7000-8000-000000000000'::uuid as id, timestamp_ns '2020-01-01 00:00:00.123456789' as nano,
  timestamptz '2020-01-01 00:00:00+02' as moment, null as nothing, time '10:00' as time, 'b'::enum('a', 'b') as enum,
  'infinity'::date as never, '-infinity'::timestamptz as ever, '290000-01-01'::date as far, [1,2]::int[2] as pair,
  true as yes, 18446744073709551615::ubigint as most, 'ünï 日本 📦' as wide, '' as empty, 0.1::double as tenth
"""


def test_json_is_valid_for_every_type(sound):
    row = json.loads(show.answer_json(query(sound, TYPES)))[0]
    assert row["huge"] == "170141183460469231731687303715884105727"
    assert row["exact"] == "1.5000000000"
    assert row["map"] == {"a": "1.10"}
    assert row["struct"] == {"a": "2020-01-01", 'b "q"': [1, None]}
    assert (row["list"], row["endless"], row["nan"]) == ([{"x": "nan"}], "inf", "nan")
    assert (row["id"], row["nano"]) == ("0198c2f0-0000-7000-8000-000000000000", "2020-01-01 00:00:00.123456789")
    assert (row["moment"], row["nothing"], row["never"]) == ("2019-12-31T22:00:00.000000Z", None, "infinity")
    assert (row["pair"], row["yes"], row["most"], row["tenth"]) == ([1, 2], True, 18446744073709551615, 0.1)
    assert (row["wide"], row["empty"]) == ("ünï 日本 📦", "")


def test_csv_and_table_take_every_type(sound):
    answer = query(sound, TYPES)
    names, values = csv.reader(io.StringIO(show.answer_csv(answer), newline=""))
    row = dict(zip(names, values, strict=True))
    assert (row["exact"], row["span"], row["nothing"]) == ("1.5000000000", "1 month 2 days", "")
    assert len(show.answer_text(answer).splitlines()) == 3


def test_csv_quotes_what_needs_it(sound):
    sql = "select * from (values ('a,b', 'x\"y', e'l\\r\\nm', null, '', ' s', 'ü')) as t(a, b, c, d, e, f, \"g,h\")"
    text = show.answer_csv(query(sound, sql))
    assert text == 'a,b,c,d,e,f,"g,h"\r\n"a,b","x""y","l\r\nm",,""," s",ü\r\n'


def test_parquet_is_the_answer(sound):
    answer = query(sound, "select id, amount, created_at from deals order by id")
    again = pq.read_table(io.BytesIO(show.answer_parquet(answer)))
    assert again.num_rows == answer.num_rows
    assert again.column("amount").to_pylist() == answer.column("amount").to_pylist()
    with pytest.raises(QueryError, match="cannot be written as Parquet"):
        show.answer_parquet(query(sound, "select union_value(k := 1)"))


def test_names_that_stand_twice_stay_apart(sound):
    answer = query(sound, "select 1 as a, 2 as a, 3 as a_1")
    assert json.loads(show.answer_json(answer)) == [{"a": 1, "a_1": 2, "a_1_1": 3}]
    assert show.answer_csv(answer) == "a,a,a_1\r\n1,2,3\r\n"


def test_control_characters_are_shown_not_obeyed(sound):
    sql = "select e'\\x1b[31mred\\x07' as \"h\x1b[2J\", chr(8238) || chr(155) || e'\\n\\t' as b"
    text = show.answer_text(query(sound, sql))
    assert text.splitlines()[2].split() == ["\\x1b[31mred\\x07", "\\u202e\\x9b\\x0a\\x09"]
    assert "\x1b" not in text


def test_wide_characters_keep_columns_straight(sound):
    text = show.answer_text(query(sound, "select * from (values ('日本', 1), ('e\u0301', 22), ('ab', 3)) as t(a, b)"))
    assert text.splitlines()[2:] == ["日本   1", "e\u0301     22", "ab     3"]


SOUND = {
    "several": ("create temp table t as select count(*) as n from leads; select n from t", [{"n": 100}]),
    "empty": ("select id from leads where false", []),
    "dynamic": ("select count(*) as n from query_table('le' || 'ads')", [{"n": 100}]),
    "pivot": ("pivot (select 'x' as k, 1 as v) on k using sum(v)", [{"x": "1"}]),
    "upper": ("SELECT COUNT(*) AS N FROM LEADS", [{"N": 100}]),
    "join": ("select count(*) as n from leads join users on users.id = owner_id where owner_id is not null", None),
    "by_id": ("select count(*) as n from leads where id = (select min(id) from leads)", [{"n": 1}]),
    "day": ("select max(created_at)::date <= date '2025-11-19' as ok from leads", [{"ok": True}]),
    "values": ("values (1)", [{"col0": 1}]),
    "comment": ("-- why\nselect 1 as a -- so", [{"a": 1}]),
}


@pytest.mark.parametrize(("sql", "rows"), SOUND.values(), ids=SOUND)
def test_query_answers(sound, sql, rows):
    found = json.loads(show.answer_json(query(sound, sql)))
    assert found == rows if rows is not None else found[0]["n"] > 0


def test_types_are_those_of_the_files(sound):
    kinds = dict(map(tuple, json_rows(sound, "select column_name, column_type from (describe deals)")))
    assert kinds["id"] == kinds["stage_id"] == "UUID"
    assert (kinds["amount"], kinds["expected_close_on"]) == ("DECIMAL(18,2)", "DATE")
    assert kinds["created_at"] == "TIMESTAMP WITH TIME ZONE"


def json_rows(folder, sql):
    return [row.values() for row in json.loads(show.answer_json(query(folder, sql)))]


ESCAPES = {
    "read": "select * from read_text('/etc/passwd')",
    "read_own": "select * from read_blob('{bundle}/manifest.json')",
    "read_parquet": "select * from '{bundle}/data/leads.parquet'",
    "glob": "select * from glob('/etc/*')",
    "sniff": "select * from sniff_csv('/etc/passwd')",
    "copy": "copy (select 1) to '{bundle}/data/new.parquet'",
    "copy_over": "copy (select 1) to '{bundle}/data/leads.parquet' (use_tmp_file false)",
    "copy_with": "with x as (copy (select 1) to '{bundle}/data/leads.parquet' (use_tmp_file false)) from x",
    "copy_explain": "explain analyze copy (select 1) to '{bundle}/data/leads.parquet' (use_tmp_file false)",
    "copy_prepare": "prepare p as copy (select 1) to '{bundle}/data/leads.parquet' (use_tmp_file false); execute p",
    "copy_from": "create table t (a text); copy t from '/etc/passwd'; select * from t",
    "export": "export database '{outside}'",
    "attach": "attach '{outside}/x.db' as x; select 1",
    "install": "install httpfs",
    "load": "load httpfs",
    "load_path": "load '/nowhere/evil.duckdb_extension'",
    "http": "select * from 'http://127.0.0.1:{port}/x.parquet'",
    "http_csv": "select * from read_csv('http://127.0.0.1:{port}/x.csv')",
    "s3": "select * from 's3://bucket/x.parquet'",
    "secret": "create persistent secret s (type s3)",
    "unlock": "set enable_external_access = true",
    "unlock_reset": "reset lock_configuration",
    "unlock_directories": "set allowed_directories = ['/']",
    "spill": "set temp_directory = '{outside}'",
    "profile": "pragma enable_profiling='json'; pragma profiling_output='{outside}/p.json'; select 1",
    "log": "set log_query_path = '{outside}/log'; select 1",
    "environment": "select getenv('HOME')",
    "python": "select * from sound",
    "import": "import database '/tmp'",
    "wrong": "selekt",
    "no_table": "select * from nothing",
    "nothing": "  ",
    "only_comment": "-- x",
    "nul": "select '\0'; selekt",
    "surrogate": "select '\ud800'",
    "overflow": "select 2147483647::int + 1::int",
}


@pytest.mark.parametrize("sql", ESCAPES.values(), ids=ESCAPES)
def test_query_has_no_way_out(bundle, tmp_path, sql):
    outside = tmp_path / "outside"
    outside.mkdir()
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        port = server.getsockname()[1]
        with pytest.raises(QueryError) as caught:
            query(
                bundle,
                sql.replace("{bundle}", str(bundle)).replace("{outside}", str(outside)).replace("{port}", str(port)),
            )
        with pytest.raises(BlockingIOError):
            server.accept()
    assert caught.value.exit_code == 2
    assert listing(outside) == []
    verify_folder(bundle)


def test_query_refuses_more_memory_than_there_is(sound, run):
    sql = "select list(a.id || b.id || c.id) from activities a, activities b, activities c"
    done = run("sql", sound, sql, preexec_fn=little_memory)
    assert done.returncode == 3
    assert len(done.stderr.splitlines()) == 2


def little_memory():
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (3_000_000_000, 3_000_000_000))


def test_query_refuses_a_flipped_bit(bundle):
    path = bundle / "data/leads.parquet"
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    with pytest.raises(BundleError, match="another SHA-256"):
        query(bundle, "select 1")


def test_sql_command_reads_stdin_and_writes_files(sound, run, tmp_path):
    words = ("sql", sound, "-", "--format", "csv", "-o", tmp_path / "out.csv")
    done = run(*words, input=b"select 'w\xc3\xbc' as a")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert (tmp_path / "out.csv").read_bytes() == b"a\r\nw\xc3\xbc\r\n"
    assert listing(tmp_path) == ["out.csv"]


@pytest.mark.parametrize("text", [b"", b"\xff\xfe", b"selekt"], ids=["nothing", "no_utf8", "wrong"])
def test_sql_command_tells_what_is_wrong_with_stdin(sound, run, text):
    done = run("sql", sound, "-", input=text)
    assert (done.returncode, done.stdout) == (2, b"")
    assert len(done.stderr.splitlines()) == 2


def test_json_of_an_answer_moves_no_cursor(sound, run):
    asked = "select chr(27) || '[2J' || chr(155) || chr(8238) || chr(10) || 'é' as a"
    written = run("sql", sound, asked, "--format", "json").stdout.decode()
    assert json.loads(written) == [{"a": "\x1b[2J\x9b\u202e\né"}]
    assert safe(written.replace("\n", "")) == written.replace("\n", "")


@pytest.mark.parametrize("words", [["-"], ["-f", "/dev/zero"]], ids=["stdin", "file"])
def test_a_question_without_end_is_not_read(sound, run, words):
    done = run("sql", sound, *words, input=b" " * 1_000_001)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"is too long; expected at most 1,000,000 bytes" in done.stderr


def test_sql_command_writes_to_a_pipe(sound, run, tmp_path):
    os.mkfifo(tmp_path / "pipe")
    found = []
    reader = threading.Thread(target=lambda: found.append((tmp_path / "pipe").read_bytes()))
    reader.start()
    assert run("sql", sound, "select 1 as a", "--format", "csv", "-o", tmp_path / "pipe").returncode == 0
    reader.join()
    assert found == [b"a\r\n1\r\n"]


@pytest.mark.parametrize("when", ["as it begins", "while it is asked"])
def test_a_question_without_end_is_ended_by_a_signal(sound, when):
    """Whatever DuckDB is at, and whether its answer is waited for already."""
    endless = "WITH RECURSIVE a(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM a) SELECT count(*) FROM a"
    begun = {
        "as it begins": "os.kill(os.getpid(), signal.SIGTERM)",
        "while it is asked": "print('begun', file=sys.stderr, flush=True)",
    }
    code = (
        "import os, signal, sys; from demogen import cli; from demogen.show import query\n"
        "answer = query._answer\n"
        f"query._answer = lambda *given: ({begun[when]}, answer(*given))[1]\n"
        "cli.main()\n"
    )
    words = [sys.executable, "-c", code, "sql", str(sound), endless]
    with subprocess.Popen(words, env=environment(), stderr=subprocess.PIPE, text=True) as asking:
        try:
            if when == "while it is asked":
                assert asking.stderr.readline() == "begun\n"
                asking.terminate()
            assert asking.wait(60) == 143
        finally:
            asking.kill()


@pytest.mark.parametrize(
    "words",
    [["sql", "{b}", "select count(*) from activities"], ["report", "{b}", "-o", "{o}"], ["explain", "{b}", "{d}"]],
    ids=lambda words: words[0],
)
def test_nothing_is_imported_that_is_not_needed(sound, tmp_path, words):
    """Each of these takes a tenth of a second or more, and Arrow would import pandas where it is installed."""
    [row] = query(sound, "select 'deal:' || id as d from deals order by id limit 1").to_pylist()
    given = [word.format(b=sound, o=tmp_path / "r.html", **row) for word in words]
    code = [sys.executable, "-X", "importtime", "-m", "demogen", *given]
    done = subprocess.run(code, check=False, env=environment(), capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr[-2000:]
    imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines() if line.startswith("import time:")}
    assert {"numpy", "pyarrow", "duckdb"} <= imported
    assert not imported & {"pandas.core", "jsonschema", "numpy.random"}


def test_days_are_days(sound):
    assert query(sound, "select as_of from (select date '2025-11-19' as as_of)").to_pylist() == [
        {"as_of": date(2025, 11, 19)}
    ]


def test_an_answer_is_held_only_up_to_a_size(sound, monkeypatch):
    monkeypatch.setattr(show, "MOST_BYTES", 1_000_000)
    assert query(sound, "select i from range(100_000) as t(i)").num_rows == 100_000
    with pytest.raises(EnvironmentProblem, match="the answer is larger than"):
        query(sound, "select i from range(1_000_000) as t(i)")


def test_days_are_those_of_utc(sound, run):
    done = run("sql", sound, "select current_setting('TimeZone') as z", "--format", "csv", env={"TZ": "Asia/Kathmandu"})
    assert done.stdout == b"z\r\nUTC\r\n"


@pytest.mark.parametrize(
    ("form", "limit"),
    [("text", "MOST_CELLS"), ("text", "MOST_TABLE_BYTES"), ("csv", "MOST_BYTES"), ("json", "MOST_BYTES")],
)
def test_an_answer_that_is_too_large_to_write_is_told(sound, monkeypatch, form, limit):
    answer = query(sound, "SELECT * FROM leads")
    write = getattr(show, f"answer_{form}")
    write(answer)
    monkeypatch.setattr(show, limit, 500)
    with pytest.raises(EnvironmentProblem, match=r"too large for a table|GB to write"):
        write(answer)


def test_names_that_stand_twice_are_numbered(sound):
    """In linear time: each name is looked up, not searched for."""
    names = list(json.loads(show.answer_json(query(sound, 'SELECT 1 a, 2 a, 3 "a_1", 4 b, 5 a')))[0])
    assert names == ["a", "a_1", "a_1_1", "b", "a_2"]
    many = json.loads(show.answer_json(query(sound, f"SELECT {','.join('1' * 5000)}")))[0]
    assert (len(many), list(many)[-1]) == (5000, "1_4999")
