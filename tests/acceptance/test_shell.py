"""`demogen open`: DuckDB's own shell on a bundle, with views of ours; `demogen sql`: where questions come from."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

from demogen.show.query import QueryError, answer_csv, parameters, query
from tests.acceptance.conftest import command, environment, listing
from tests.loader.forge import forge

COUNT = b"SELECT count(*) AS n FROM deals;\n"


@pytest.mark.parametrize("packed", [False, True])
def test_shell_sees_every_table(sound, run, tmp_path, packed):
    if packed:
        assert run("pack", sound, tmp_path / "b.tar").returncode == 0
    done = run("open", tmp_path / "b.tar" if packed else sound, input=b".mode list\nSHOW TABLES;\n")
    assert done.returncode == 0
    tables = {path.removesuffix(".parquet") for path in listing(sound / "data")}
    assert tables <= set(done.stdout.decode().split())


def test_shell_ends_with_the_code_of_its_last_error(sound, run):
    done = run("open", sound, input=b"SELECT nonsense;\n")
    assert done.returncode == 1


def test_views_of_the_bundle_are_not_run(sound, run, tmp_path):
    """A stranger's bundle may say what it likes in views.sql."""
    target = forge(sound, tmp_path / "b", {})
    import hashlib
    import json

    from demogen.bundle.manifest import manifest_bytes, manifest_digest

    (target / "views.sql").write_text(f".shell touch {tmp_path}/was-here\n")
    manifest = json.loads((target / "manifest.json").read_bytes())
    entry = next(e for e in manifest["files"] if e["path"] == "views.sql")
    content = (target / "views.sql").read_bytes()
    entry |= {"sizeBytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    manifest["manifestDigest"] = manifest_digest(manifest)
    (target / "manifest.json").write_bytes(manifest_bytes(manifest))
    assert run("open", target, input=COUNT).returncode == 0
    assert listing(tmp_path) == ["b"]


def test_a_damaged_bundle_is_not_opened(bundle, run):
    with open(bundle / "data" / "deals.parquet", "r+b") as file:
        file.seek(100)
        file.write(b"\0\0\0\0")
    done = run("open", bundle, input=COUNT)
    assert done.returncode == 1
    assert b"has another SHA-256" in done.stderr


def test_without_a_shell_it_is_told_how_to_get_one(sound, tmp_path):
    code = "import sys; sys.modules['duckdb_cli'] = None; from demogen.cli import main; main()"
    words = [sys.executable, "-c", code, "open", str(sound)]
    done = subprocess.run(words, env=environment(PATH=str(tmp_path)), capture_output=True, check=False)
    assert done.returncode == 3
    assert b"[shell]'" in done.stderr


def test_an_interrupt_is_the_shells(sound):
    """Ctrl-C reaches the whole group: the shell takes it for its query, and this program waits for the shell."""
    with subprocess.Popen(
        command("open", sound), stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment(), start_new_session=True
    ) as process:
        process.stdin.write(b".mode list\nSELECT 'rea' || 'dy' AS x;\n")
        process.stdin.flush()
        lines = iter(process.stdout.readline, b"")
        assert b"ready\n" in lines
        os.killpg(process.pid, signal.SIGINT)
        process.stdin.close()
        assert process.wait() == 0


@pytest.mark.parametrize("packed", [False, True])
def test_shell_works_where_its_user_is(sound, run, tmp_path, packed):
    """What it writes lands there, not in the bundle, nor in a folder that is gone afterwards."""
    if packed:
        assert run("pack", sound, tmp_path / "b.tar").returncode == 0
    (tmp_path / "q.sql").write_bytes(b"COPY (SELECT count(*) AS n FROM leads) TO 'answer.csv';\n")
    source = tmp_path / "b.tar" if packed else sound
    assert run("open", source, input=b".read q.sql\n", cwd=tmp_path).returncode == 0
    assert (tmp_path / "answer.csv").read_text() == "n\n100\n"
    assert run("verify", source).returncode == 0


def test_the_shell_ends_with_this_program(sound):
    with subprocess.Popen(
        command("open", sound), stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment(), start_new_session=True
    ) as process:
        process.stdin.write(b".mode list\nSELECT 'rea' || 'dy' AS x;\n")
        process.stdin.flush()
        assert b"ready\n" in iter(process.stdout.readline, b"")
        process.terminate()
        assert process.wait() == 143
        assert process.stdout.read() is not None  # at its end when nobody writes to it any more


@pytest.mark.parametrize("how", ["argument", "file", "dash", "stdin"])
def test_a_question_comes_from_where_it_stands(sound, run, tmp_path, how):
    sql = b"SELECT count(*) AS n FROM leads -- \xc3\xbc"
    (tmp_path / "q.sql").write_bytes(sql)
    words, settings = {
        "argument": ([sql.decode()], {}),
        "file": (["-f", tmp_path / "q.sql"], {}),
        "dash": (["-"], {"input": sql}),
        "stdin": ([], {"input": sql}),
    }[how]
    done = run("sql", sound, *words, "--format", "csv", **settings)
    assert done.stdout == b"n\r\n100\r\n"


@pytest.mark.parametrize(
    ("sql", "params", "expected"),
    [
        ("SELECT count(*) FROM leads WHERE channel = $c", ["c=seo"], b"25"),
        ("SELECT $a + 1", ["a=41"], b"42"),
        ("SELECT $a + 1", ["a=1.50"], b"2.50"),
        ("SELECT $a", ["a=007"], b"007"),
        ("SELECT $a", ["a==b=c"], b"=b=c"),
        ("SELECT $a IS NULL", ["a=null"], b"true"),
        ("SELECT $a AND $b", ["a=true", "b=false"], b"false"),
        ("SELECT $a", ["a='; DROP TABLE leads; --"], b"'; DROP TABLE leads; --"),
        ("SELECT count(*) FROM leads WHERE created_at < $day", ["day=2025-08-13"], b"1"),
        ("SELECT $a", ["a=[1, 2]"], b'"[1, 2]"'),
        ("SELECT $a", ["a=1e99999999"], b"1e99999999"),
        ("SELECT $a", ["a=" + "[" * 50_000], b"[" * 50_000),
        ("SELECT $a", ["a=99999999999999999999"], b"99999999999999999999"),
    ],
)
def test_parameters_are_values(sound, sql, params, expected):
    answer = answer_csv(query(sound, sql, parameters(params)))
    assert answer.encode().split(b"\r\n")[1].lstrip(b"'") == expected.lstrip(b"'")


def test_the_command_takes_parameters(sound, run):
    done = run("sql", sound, "SELECT $a + $b AS n", "-p", "a=40", "--param", "b=2", "--format", "csv")
    assert done.stdout == b"n\r\n42\r\n"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["SELECT $a"], b"$a: has no value; expected --param a=VALUE"),
        (["SELECT 1", "-p", "a=1"], b"--param a: is not in the question"),
        (["SELECT $a", "-p", "a"], b"--param 'a': is not NAME=VALUE"),
        (["SELECT $a", "-p", "a=1", "-p", "a=2"], b"--param 'a': is given twice"),
        (["SELECT 1", "-f", "q.sql"], b"Give STATEMENT or --file, not both."),
        (["-f", "nowhere.sql"], b"nowhere.sql: is not an existing file"),
    ],
)
def test_what_cannot_be_asked_is_told(sound, run, words, says):
    done = run("sql", sound, *words)
    assert (done.returncode, says in done.stderr) == (2, True), done.stderr


def test_every_wrong_parameter_is_told():
    with pytest.raises(QueryError) as told:
        parameters(["a", "1b=2", "c=1", "c=2"])
    assert len(told.value.problems) == 3


def test_a_file_that_is_no_text_is_told(sound, run, tmp_path):
    (tmp_path / "q.sql").write_bytes(b"SELECT '\xff'")
    done = run("sql", sound, "-f", tmp_path / "q.sql")
    assert (done.returncode, b"is not UTF-8 at byte 8" in done.stderr) == (2, True)
