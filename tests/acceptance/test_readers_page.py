"""docs/readers.md: every block of it reads what it says, in the program that it is for (cases 9 to 11 and 13)."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from demogen.cli import cli
from tests.acceptance.conftest import ROOT

PAGE = (ROOT / "docs/readers.md").read_text(encoding="utf-8")
HOME = os.environ.get("DEMOGEN_TEST_READERS")  # where `make readers` put the other programs
# Programs that the tests do without: the sections that are for them.
OTHERS = {"polars": ["frames"], "Spark": ["frames"], "Old DuckDB": ["duckdb-1.0.0", "duckdb-1.1.0", "duckdb-1.4.1"]}


def blocks(language):
    """Return the blocks of a language: (chapter, text)."""
    chapters = re.split(r"^## ", PAGE, flags=re.MULTILINE)
    return [
        (chapter.split("\n", 1)[0], block)
        for chapter in chapters
        for block in re.findall(rf"^```{language}\n(.*?)^```$", chapter, flags=re.MULTILINE | re.DOTALL)
    ]


PYTHON = blocks("python")
OWN = [block for chapter, block in PYTHON if chapter not in OTHERS]
ELSEWHERE = [(home, block) for chapter, block in PYTHON for home in OTHERS.get(chapter, [])]


@pytest.fixture(scope="module")
def place(sound, tmp_path_factory):
    """Make the exports by the page's own commands."""
    folder = tmp_path_factory.mktemp("readers")
    (folder / "out").symlink_to(sound)
    ((_, commands),) = blocks("sh")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for line in commands.splitlines():
            program, *words = shlex.split(line)
            done = CliRunner().invoke(cli, words)
            assert (program, done.exit_code) == ("demogen", 0), done.output
    return folder


@pytest.fixture(scope="module")
def won(sound):
    """Return the value of all deals that were won."""
    deals = pq.read_table(sound / "data/deals.parquet")
    return pc.sum(deals.filter(pc.equal(deals["status"], "won"))["amount"]).as_py()


def last_line(words, folder):
    done = subprocess.run(words, cwd=folder, capture_output=True, check=False, timeout=400)
    assert done.returncode == 0, done.stderr.decode()
    return Decimal(done.stdout.decode().split()[-1])


def test_the_page_has_a_block_for_each():
    assert (len(OWN), len(ELSEWHERE), len(blocks("r"))) == (6, 5, 1)


@pytest.mark.parametrize(
    "block", OWN, ids=[re.findall(r"^(?:import|from) (\w+)", block, re.MULTILINE)[-1] for block in OWN]
)
def test_a_block_reads_the_export(place, won, block):
    """Cases 9, 11 and 13: types come along, text stays text, moments have one width."""
    assert last_line([sys.executable, "-c", block], place) == won


@pytest.mark.readers
@pytest.mark.skipif(not HOME, reason="make readers")
@pytest.mark.parametrize(("home", "block"), ELSEWHERE, ids=[home for home, _ in ELSEWHERE])
def test_a_block_reads_the_export_elsewhere(place, won, home, block):
    """Cases 9 and 10: Spark and polars read plain Parquet, DuckDB 1.0 reads tables without keys."""
    assert last_line([str(Path(HOME).resolve() / home / "bin/python"), "-c", block], place) == won


@pytest.mark.readers
@pytest.mark.skipif(not HOME or not shutil.which("Rscript"), reason="make readers, with R")
def test_r_reads_the_export(place, won):
    ((_, block),) = blocks("r")
    assert last_line(["Rscript", "-e", block], place) == won


@pytest.mark.readers
@pytest.mark.skipif(not HOME or not shutil.which("soffice"), reason="make readers, with LibreOffice")
def test_libreoffice_shows_the_workbook_as_it_is(place, sound, tmp_path):
    """Case 11: letters, `+` and leading zeros stay."""
    ((_, command),) = blocks("console")
    words = [*shlex.split(command)[:-1], "--outdir", str(tmp_path), str(place / "crm.xlsx")]
    home = f"-env:UserInstallation=file://{tmp_path}/home"
    subprocess.run([words[0], home, *words[1:]], check=True, capture_output=True, timeout=400)
    shown = (tmp_path / "crm-companies.csv").read_text(encoding="utf-8")
    companies = pq.read_table(sound / "data/companies.parquet", columns=["name", "phone", "postal_code"]).to_pylist()
    cells = {value for company in companies for value in company.values()}
    assert [value for value in cells if value not in shown] == []
