"""The command line as users meet it: codes, streams, JSON that fits its schema, odd terminals, no traceback ever."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import re
import signal
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from demogen.cli import cli
from demogen.errors import DemogenError
from demogen.schemas import load_schema
from demogen.show.inspect import inspect, inspect_text
from tests.acceptance.conftest import command, environment, listing

COMMANDS = sorted(cli.commands)


@pytest.mark.parametrize("name", COMMANDS)
def test_help_has_an_example(name):
    done = CliRunner().invoke(cli, [name, "--help"])
    assert done.exit_code == 0
    assert f"Example: demogen {name}" in done.output


def test_command_without_arguments_lists_the_commands(run):
    done = run("--help")
    assert done.returncode == 0
    assert [name for name in COMMANDS if f"  {name} ".encode() not in done.stdout] == []


USAGE = {
    "no_command": ([], 2),
    "unknown_command": (["genrate"], 2),
    "unknown_option": (["verify", "x", "--fast"], 2),
    "missing_argument": (["verify"], 2),
    "missing_out": (["generate", "{config}"], 2),
    "no_config": (["generate", "nowhere.yaml", "-o", "x"], 2),
    "folder_as_config": (["generate", ".", "-o", "x"], 2),
    "bad_day": (["generate", "{config}", "-o", "x", "--as-of", "2025-02-30"], 2),
    "bad_until": (["generate", "{config}", "-o", "x", "--until", "soon"], 2),
    "far_until": (["generate", "{config}", "-o", "x", "--until", "9999-12-31"], 2),
    "bad_setting": (["generate", "{config}", "-o", "x", "--set", "targets.leads"], 2),
    "bad_value": (["generate", "{config}", "-o", "x", "--set", "targets.leads=-1"], 2),
    "bad_seed": (["generate", "{config}", "-o", "x", "--seed", b"\xff"], 2),
    "no_schema": (["schema", "nothing"], 2),
    "bad_sql": (["sql", "{bundle}", "selekt"], 2),
    "bad_format": (["sql", "{bundle}", "select 1", "--format", "xml"], 2),
    "no_bundle": (["verify", "nowhere"], 1),
    "long_bundle": (["inspect", "n" * 300], 3),
    "odd_bundle": (["inspect", b"\xff\x1b[2J\n"], 1),
    "init_taken": (["init", "taken"], 1),
    "init_nowhere": (["init", "taken/x.yaml"], 3),
    "sql_out_taken": (["sql", "{bundle}", "select 1", "-o", "."], 2),
}


@pytest.mark.parametrize(("words", "code"), USAGE.values(), ids=USAGE)
def test_errors_have_their_code_and_go_to_stderr(config, sound, run, tmp_path, words, code):
    (tmp_path / "taken").write_text("mine")
    words = [w if isinstance(w, bytes) else w.format(config=config, bundle=sound) for w in words]
    done = run(*words, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (code, b"")
    assert done.stderr
    assert b"\x1b" not in done.stderr
    assert listing(tmp_path) == ["taken"]


def test_errors_as_json_fit_their_schema(run, tmp_path):
    (tmp_path / "bad.json").write_text('{"country": "XX", "industry": "saas", "nonsense": 1}')
    done = run("generate", tmp_path / "bad.json", "-o", tmp_path / "out", "--json")
    found = json.loads(done.stdout)
    Draft202012Validator(load_schema("error")).validate(found)
    assert (done.returncode, found["error"]["exitCode"]) == (2, 2)
    assert len(found["error"]["problems"]) == len(done.stderr.splitlines()) - 1 > 1
    again = run("generate", tmp_path / "bad.json", "-o", tmp_path / "out", "--json")
    assert again.stdout == done.stdout


def test_output_for_a_pipe_that_closes_early_is_no_error(sound):
    words = command("sql", sound, "from activities", "--format", "json")
    with subprocess.Popen(words, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


STREAMS = {
    "stdout_closed": ("{0} >&-", 0),
    "stderr_closed": ("{0} 2>&-", 0),
    "all_closed": ("{0} <&- >&- 2>&-", 0),
    "stdout_full": ("{0} >/dev/full", 3),
    "stderr_full": ("{0} 2>/dev/full", 0),
}


@pytest.mark.parametrize(("line", "code"), STREAMS.values(), ids=STREAMS)
def test_odd_streams_have_no_traceback(sound, line, code):
    words = " ".join(f"'{w}'" for w in command("inspect", sound))
    done = subprocess.run(["sh", "-c", line.format(words)], env=environment(), capture_output=True, check=False)
    assert done.returncode == code
    assert b"Traceback" not in done.stderr


def test_generate_without_streams_writes_no_message_into_a_file(config, sound, tmp_path):
    words = " ".join(f"'{w}'" for w in command("generate", config, "-o", tmp_path / "out"))
    subprocess.run(["sh", "-c", f"{words} <&- >&- 2>&-"], env=environment(), check=True)
    assert (tmp_path / "out/manifest.json").read_bytes() == (sound / "manifest.json").read_bytes()


ENCODINGS = {
    "c": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "strict": {"PYTHONIOENCODING": "ascii:strict"},
}


@pytest.mark.parametrize("settings", ENCODINGS.values(), ids=ENCODINGS)
def test_terminal_without_unicode(sound, run, settings):
    done = run("inspect", sound, env=settings)
    assert done.returncode == 0
    assert b"leads" in done.stdout
    done = run("sql", sound, "select 'ü日' as a", "--format", "json", env=settings)
    assert json.loads(done.stdout) == [{"a": "ü日"}]
    assert run("sql", sound, "select 'ü日' from ü日", env=settings).returncode == 2


def on_terminal(words, columns=80):
    """Run a command on a terminal; give what appears there, and its code."""
    leader, follower = pty.openpty()
    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    with subprocess.Popen(words, env=environment(TERM="xterm"), stdout=follower, stderr=follower) as process:
        os.close(follower)
        seen = b""
        while block := read_terminal(leader):
            seen += block
    os.close(leader)
    return seen.decode(), process.returncode


def read_terminal(leader):
    try:
        return os.read(leader, 65536)
    except OSError:  # how Linux tells that nobody is at the other end
        return b""


def test_csv_moves_no_cursor_on_a_terminal(sound, run):
    asked = ["sql", sound, "select chr(27) || '[2J' || chr(155) as a", "--format", "csv"]
    seen, code = on_terminal(command(*asked))
    assert (code, seen.split()) == (0, ["a", "\\x1b[2J\\x9b"])
    assert run(*asked).stdout.decode() == "a\r\n\x1b[2J\x9b\r\n"


def test_terminal_shows_a_bar_that_goes_away(config, tmp_path):
    seen, code = on_terminal(command("generate", config, "-o", tmp_path / "out"))
    steps = re.findall("\r\x1b\\[K([^\r\n]*)", seen)
    assert code == 0
    assert "drawing" in steps[0]
    assert "publishing" in steps[-2]
    assert len({len(step.rpartition("▏ ")[0]) for step in steps[:-1]}) == 1
    assert not steps[-1].startswith("█")


def test_log_has_plain_lines(config, tmp_path, run):
    done = run("generate", config, "-o", tmp_path / "out")
    assert done.stderr.decode().splitlines()[:3] == ["drawing", "checking", "publishing"]
    assert b"\r" not in done.stderr


def test_parquet_is_kept_from_terminals(sound):
    seen, code = on_terminal(command("sql", sound, "select 1", "--format", "parquet"))
    assert code == 2
    assert "Give -o FILE" in seen


def test_inspect_fits_a_screen(sound, run):
    lines = run("inspect", sound).stdout.decode().splitlines()
    assert max(map(len, lines)) <= 80
    assert len(lines) <= 30


def test_inspect_obeys_nothing_in_a_manifest(sound):
    found = inspect(json.loads((sound / "manifest.json").read_bytes()))
    found["tenant"] = {"name": "\x1b[2J\nEvil", "slug": "\x9b"}
    found["months"][0]["leads"] = -(10**6)
    found["warnings"] = ["\x07"]
    assert not set(inspect_text(found)) & set("\x1b\x07\x9b")


@pytest.mark.parametrize("words", [["generate", "-o", "out"], ["preview"]], ids=lambda w: w[0])
def test_quiet_prints_nothing_but_the_result(config, run, tmp_path, words):
    done = run(words[0], config, *words[1:], "-q", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout


def test_memory_that_runs_out_is_told(config, run, tmp_path):
    import resource

    def little():
        resource.setrlimit(resource.RLIMIT_AS, (700_000_000, 700_000_000))

    wanted = ["--set", "limits=extended", "--set", "targets.leads=1000000"]
    done = run(
        "generate", config, "-o", tmp_path / "out", *wanted, preexec_fn=little, env={"OPENBLAS_NUM_THREADS": "1"}
    )
    assert done.returncode in {2, 3}
    assert list(tmp_path.iterdir()) == []


def test_module_and_script_are_the_same_program(run):
    done = run("--version")
    assert done.stdout.startswith(b"demogen, version ")
    script = Path(sys.executable).parent / "demogen"
    if script.exists():
        found = subprocess.run([script, "--version"], env=environment(), capture_output=True, check=True)
        assert found.stdout == done.stdout


def test_every_error_has_a_code_of_its_kind():
    kinds = [DemogenError]
    for kind in kinds:
        kinds += [below for below in kind.__subclasses__() if below.__module__ == DemogenError.__module__]
    assert {kind.exit_code for kind in kinds} == {1, 2, 3, 4}


@pytest.mark.parametrize("command", ["generate", "verify"])
@pytest.mark.parametrize("digest", ["", " "])
def test_a_digest_that_is_empty_is_no_digest(config, sound, run, tmp_path, command, digest):
    """A variable of a pipeline that was never set does not switch the guard off."""
    words = [config, "-o", tmp_path / "out"] if command == "generate" else [sound]
    done = run(command, *words, "--expect-digest", digest)
    assert (done.returncode, b"--expect-digest: is empty" in done.stderr) == (2, True)
    assert not (tmp_path / "out").exists()


def test_without_a_command_the_help_is_shown_once(run):
    done = run()
    assert (done.returncode, done.stderr.count(b"Usage:")) == (2, 1)


def test_choices_are_told_without_escapes(sound, run):
    done = run("export", sound, "-o", "x")
    assert b"hubspot" in done.stderr
    assert b"\\x09" not in done.stderr


def test_init_does_not_offer_what_it_does_not_have(run, tmp_path):
    assert run("init", tmp_path / "a.yaml").returncode == 0
    done = run("init", tmp_path / "a.yaml")
    assert (done.returncode, b"exists" in done.stderr, b"--replace" in done.stderr) == (1, True, False)


@pytest.mark.parametrize("program", ["demogen", "loader"])
def test_an_interrupt_while_it_is_imported_ends_it(program):
    """In the middle of an import, what Python raises could be lost, or be a traceback."""
    code = (
        "import builtins, os, runpy, signal, sys\n"
        "plain = builtins.__import__\n"
        "def interrupted(name, *more, **named):\n"
        "    if name == 'click':\n"
        "        os.kill(os.getpid(), signal.SIGINT)\n"
        "    return plain(name, *more, **named)\n"
        "builtins.__import__ = interrupted\n"
        f"sys.argv = [{program!r}, '--version']\n"
        f"runpy.run_module({program + '.__main__'!r}, run_name='__main__')\n"
    )
    done = subprocess.run([sys.executable, "-c", code], env=environment(), capture_output=True, check=False, timeout=60)
    assert (done.returncode, done.stdout, done.stderr) == (-signal.SIGINT, b"", b"")
