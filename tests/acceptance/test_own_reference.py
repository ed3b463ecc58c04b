"""Starts of reference files, their check, and what docs/reference.md says, run as it stands there (case 7)."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

import demogen.cli
import loader.cli
from demogen.config.examine_files import count_marks, examine_files
from demogen.config.own_files import Known, prove_file
from demogen.config.reference import Reference
from demogen.config.start import write_start
from demogen.errors import ConfigError
from demogen.trial import Trial, plan_trials

ROOT = Path(__file__).parents[2]
OWN = ROOT / "fixtures" / "reference"
BUILT_IN = Reference()
NEW = {"countries": ("CA", "code"), "industries": ("logistics", "id"), "text": ("en-CA", "language")}


@pytest.mark.parametrize(
    ("folder", "source"), [(folder, source) for folder in NEW for source in BUILT_IN.names(folder)], ids=str
)
def test_start_says_the_same_under_its_own_name(folder, source):
    """It is sound as it is, and what is still the other one's is marked."""
    name, key = NEW[folder]
    path, content = write_start(folder, name, source, BUILT_IN)
    found, problems = prove_file(path, content, Known(tuple(BUILT_IN.currencies), (*BUILT_IN.names("text"), name)))
    assert (path, problems, found[key]) == (f"{folder}/{name}.yaml", (), name)
    changed = {key, "name", "timezone"}
    kept = {k: v for k, v in BUILT_IN.data(folder, source).items() if k not in {"$schema", "credits", "aliases"}}
    assert {k: v for k, v in found.items() if k not in changed} == {k: v for k, v in kept.items() if k not in changed}
    assert count_marks(content) >= 12
    assert max(map(len, content.decode().splitlines())) < 900


def test_start_knows_name_and_zone_of_a_country():
    _, content = write_start("countries", "IE", "GB", BUILT_IN)
    lines = content.decode().splitlines()
    assert {'name: "Ireland"', 'timezone: "Europe/Dublin"'} <= {*lines}
    assert "# CHANGE: where tenants are" not in content.decode()


@pytest.mark.parametrize(
    ("folder", "name", "source", "says"),
    [
        ("countries", "Canada", "US", "/code: has another form"),
        ("countries", "CA", "XX", "there is no such reference file"),
        ("industries", "Log", "saas", "/id: has another form"),
        ("industries", "../x", "saas", "cannot be the name"),
        ("text", "\n", "en-US", "cannot be the name"),
    ],
)
def test_start_of_nothing_is_refused(folder, name, source, says):
    with pytest.raises(ConfigError, match=says):
        write_start(folder, name, source, BUILT_IN)


def test_every_country_and_industry_is_tried(tmp_path):
    for path in ("countries/CA.yaml", "countries/IE.json", "industries/a1.yaml", "text/fr.yaml"):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text("{}")
    files = examine_files([tmp_path, tmp_path / "text" / "fr.yaml"])
    assert [file.name for file in files] == ["CA", "IE", "a1", "fr"]
    assert plan_trials(files) == [Trial(tmp_path, name, "a1") for name in ("CA", "IE")]
    assert plan_trials(files[2:]) == [Trial(tmp_path, "US", "a1")]
    assert plan_trials(files[:1]) == [Trial(tmp_path, "CA", "saas")]


@pytest.mark.parametrize(
    ("path", "says"),
    [("nowhere", "no such file"), ("", "holds no reference file"), ("countries/x.txt", "is not the path of")],
)
def test_check_of_what_is_no_reference_file(tmp_path, path, says):
    (tmp_path / "countries").mkdir()
    (tmp_path / "countries" / "x.txt").touch()
    with pytest.raises(ConfigError, match=says):
        examine_files([tmp_path / path])


def test_what_would_be_left_out_is_told_with_the_rest(tmp_path):
    """Files of odd names, and what is no file at all."""
    (tmp_path / "countries").mkdir()
    os.mkfifo(tmp_path / "countries" / "CA.yaml")
    (tmp_path / "countries" / "C A.yaml").write_text("{}")
    with pytest.raises(ConfigError) as caught:
        examine_files([tmp_path])
    assert [(problem.where.rpartition("/")[2], problem.what) for problem in caught.value.problems] == [
        ("C A.yaml", "is not the name of a reference file"),
        ("CA.yaml", "is not a regular file"),
    ]


def test_a_text_that_no_country_has_is_told(tmp_path):
    (tmp_path / "text").mkdir()
    for name in ("en-CA", "ja-JP"):
        path, content = write_start("text", name, "en-US", BUILT_IN)
        (tmp_path / path).write_bytes(content)
    assert {file.name: file.unused for file in examine_files([tmp_path])} == {"en-CA": True, "ja-JP": False}


@pytest.mark.parametrize("files", [[], ["CA.yaml", "notes/x.yaml"]])
def test_a_folder_that_is_none_of_reference_files(tmp_path, files):
    for file in files:
        (tmp_path / file).parent.mkdir(exist_ok=True)
        (tmp_path / file).write_text("{}")
    with pytest.raises(ConfigError, match="is not a folder of reference files"):
        Reference(tmp_path)


def test_init_and_check_as_commands(run, tmp_path):
    """Nothing is overwritten, everything that is wrong is told at once, a folder comes from the environment."""
    own = {"DEMOGEN_REFERENCE": str(tmp_path)}
    words = ("reference", "init", "industry", "logistics", "--from", "saas")
    assert run(*words, env=own).returncode == 0
    path = tmp_path / "industries" / "logistics.yaml"
    whole = path.read_text()
    assert run(*words, env=own).returncode == 1
    assert path.read_text() == whole
    found = run("init", "-", "--industry", "logistics", "--as-of", "2026-06-30", env=own).stdout.decode()
    assert "igaming, logistics, realestate" in found
    for right, wrong in (("[94,", "[0,"), ('"name": "Closed Lost"', '"name": "Lost"'), ("leadOffDayPercent:", "x:")):
        path.write_text(path.read_text().replace(right, wrong, 1))
    done = run("reference", "check", path, "--json")
    problems = json.loads(done.stdout)["files"][0]["problems"]
    told = {problem["where"]: problem for problem in problems}
    assert (done.returncode, told["/seasons/0"]["expected"], told["/seasons/0"]["found"]) == (2, "at least 1", "0")
    assert {"/leadOffDayPercent", "/x", "/seasons/0", "/lostReasons/0/stage"} <= {*told}
    assert all(where in done.stderr.decode() for where in told)


def follow(script, monkeypatch):
    """Run the lines of a page here, as a shell would: this program's commands, and settings of the environment."""
    programs = {"demogen": demogen.cli.cli, "demogen-load": loader.cli.cli}
    for written in script.splitlines():
        line = re.sub(r'"\$(\w+)"', lambda found: os.environ[found.group(1)], written)
        program, *words = shlex.split(line) if "=$(" not in line else [line]
        if program in programs:
            assert not programs[program].main(words, program, standalone_mode=False), line
        elif program == "export":
            monkeypatch.setenv(*words[0].split("="))
        elif program == "unset":
            monkeypatch.delenv(words[0])
        else:
            name, _, asked = line.partition("=")
            path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
            known = {**os.environ, "PATH": path, "PYTHONPATH": str(ROOT)}
            said = subprocess.run(
                ["bash", "-c", f"echo {asked}"], env=known, check=True, capture_output=True, text=True
            )
            monkeypatch.setenv(name, said.stdout.strip())


def test_page_says_what_happens(place, database, tmp_path, monkeypatch, capfd):
    """The commands of the example, from the files to a tenant that was regenerated, and to an export (case 8)."""
    page = (ROOT / "docs" / "reference.md").read_text(encoding="utf-8")
    (script,) = re.findall(r"```sh example\n(.*?)```", page, re.DOTALL)
    (tmp_path / "fixtures").symlink_to(ROOT / "fixtures")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", place.conninfo)
    follow(script, monkeypatch)
    assert "all checks passed" in capfd.readouterr().out
    assert ",Canada\r\n" in Path("hubspot/contacts.csv").read_bytes().decode()
    assert Path("report.html").stat().st_size > 10_000
    jobs = database.execute("SELECT operation, status, seed FROM demo_generation_jobs ORDER BY created_at")
    assert jobs.fetchall() == [("load", "completed", "fundy"), ("regenerate", "completed", "other")]
    assert database.execute("SELECT DISTINCT country FROM contacts").fetchall() == [("CA",)]
    follow("demogen preview out/config.json", monkeypatch)  # a bundle's config is read with what lies beside it
    Path("other/countries").mkdir(parents=True)
    with pytest.raises(ConfigError, match="is not a known country"):
        follow("demogen preview out/config.json --reference other", monkeypatch)
