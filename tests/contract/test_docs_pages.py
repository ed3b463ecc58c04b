"""What README and docs show is what happens, and what they name is there.

Every command that a page shows is run again (`make docs` writes it); commands, options, targets and links that a page
names exist.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from itertools import groupby
from pathlib import Path

import click
import pytest

from demogen.build import generate
from tests.questions import anchor
from tests.recipes import made_by
from tests.show import commands

ROOT = Path(__file__).parents[2]
DOCS, ADR, COOKBOOK = ROOT / "docs", ROOT / "docs" / "adr", ROOT / "docs" / "cookbook"
PAGES = ["README.md", *(f"docs/{path.name}" for path in sorted(DOCS.glob("*.md")))]
# Pages that people read; the changelog names commands as they were at its time.
RECIPES = [f"docs/cookbook/{path.name}" for path in sorted(COOKBOOK.glob("*.md"))]
RECORDS = [f"docs/adr/{path.name}" for path in sorted(ADR.glob("*.md"))]
TEXTS = [*PAGES, "CONTRIBUTING.md", "CREDITS.md", *RECIPES, *RECORDS]
README_LINES = 200
PROGRAMS = ("demogen", "demogen-load")
COMMANDS = {name: context for program in PROGRAMS for name, context in commands(program)}


def read(page):
    return (ROOT / page).read_text(encoding="utf-8")


SHOWN = [page for page in PAGES if "[[[cog" in read(page)]


@pytest.fixture(scope="module")
def checked():
    """Run what all pages show, as `make docs` does; give what is said of each page."""
    words = [Path(sys.executable).with_name("cog"), "--check", "--diff", *SHOWN]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    parts = dict(re.findall(r"^Checking (\S+)(.*?)(?=^Checking |\Z)", done.stdout, re.MULTILINE | re.DOTALL))
    assert [*parts] == SHOWN, done.stdout + done.stderr
    assert (done.returncode == 0) == all(part.strip() == "" for part in parts.values()), done.stdout + done.stderr
    return parts


@pytest.mark.parametrize("page", SHOWN)
def test_a_page_shows_what_happens(checked, page):
    assert checked[page].strip() == ""


@pytest.fixture(scope="module")
def digest():
    """Return the digest of the bundle that pages show."""
    return generate(ROOT / "fixtures/configs/valid/saas-us.yaml", "acme").content_digest


@pytest.mark.parametrize("page", ["README.md", "docs/look.md"])
def test_python_of_a_page_runs(page, tmp_path, digest):
    (tmp_path / "fixtures").symlink_to(ROOT / "fixtures")
    (block,) = re.findall(r"^```python\n(.*?)^```$", read(page), re.MULTILINE | re.DOTALL)
    known = {**os.environ, "PYTHONPATH": str(ROOT)}
    words = [sys.executable, "-c", block]
    done = subprocess.run(words, cwd=tmp_path, env=known, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert all(line.endswith(digest) for line in done.stdout.splitlines())
    assert f"content  {digest.partition(':')[2]}" in read("README.md")


def test_readme_is_short():
    """It is read in two minutes; what does not fit has a page in docs."""
    assert len(read("README.md").splitlines()) <= README_LINES


# --- commands and options


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_is_documented(name):
    sections = dict(re.findall(r"^##+ (.*?)\n(.*?)(?=^##|\Z)", read("docs/commands.md"), re.MULTILINE | re.DOTALL))
    options = [word for option in COMMANDS[name].command.get_params(COMMANDS[name]) for word in names_of(option)]
    assert [word for word in options if not re.search(rf"{word}(?![\w-])", sections[name])] == []


def names_of(option):
    """Return the words of an option that is not hidden; an argument has none."""
    is_shown = isinstance(option, click.Option) and not option.hidden
    return [*option.opts, *option.secondary_opts] if is_shown else []


def test_help_is_what_the_program_prints():
    words = [sys.executable, "-m", "demogen", "reference", "init", "--help"]
    done = subprocess.run(words, cwd=ROOT, env={**os.environ, "COLUMNS": "100"}, capture_output=True, check=True)
    assert done.stdout.decode().replace("python -m demogen", "demogen") in read("docs/commands.md")


def code_of(text):
    """Return the lines of its blocks without output, and its code in sentences, each as one line."""
    blocks = re.findall(r"^```(\w*)[^\n]*\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    lines = [line for language, block in blocks if language == "sh" for line in block.splitlines()]
    lines += [line.removeprefix("$ ") for _, block in blocks for line in block.splitlines() if line.startswith("$ ")]
    prose = re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)
    indented = re.findall(r"^    (\S.*)$", prose, re.MULTILINE)
    return lines + indented + [" ".join(code.split()) for code in re.findall(r"`([^`]+)`", prose)]


def calls_of(text):
    """Return the commands of our programs that a text calls, each with the words behind it."""
    for code in code_of(text):
        if not re.search(r"(?<!-)\bdemogen(-load)? [a-z]", code):
            continue
        tokens = shlex.shlex(code, posix=True, punctuation_chars=True)
        tokens.whitespace_split = True
        for is_mark, group in groupby(tokens, lambda token: not set(token) - {*"();<>|&"}):
            words = list(group)
            name = next((word for word in words if word in PROGRAMS), None)
            if is_mark or name is None:
                continue
            words = words[words.index(name) + 1 :]
            while words and f"{name} {words[0]}" in COMMANDS:
                name = f"{name} {words.pop(0)}"
            yield name, words


@pytest.mark.parametrize("page", TEXTS)
def test_commands_of_a_page_exist(page):
    assert [fault for name, words in calls_of(read(page)) for fault in faults_of(name, words)] == []


def faults_of(name, words):
    """Return the words of a call that are no command of a group, or no option of a command."""
    command, context = COMMANDS[name].command, COMMANDS[name]
    known = {word for option in command.get_params(context) for word in names_of(option)}
    if isinstance(command, click.Group):
        return [f"{name} {word}" for word in words[:1] if word not in known]
    options = [] if context.ignore_unknown_options else [word for word in words if re.match("--?[a-z]", word)]
    return [f"{name} {word}" for word in options if word.split("=")[0] not in known]


def test_targets_of_a_page_exist():
    targets = set(re.findall(r"^([a-z-]+):", read("Makefile"), re.MULTILINE))
    named = {found for page in TEXTS for code in code_of(read(page)) for found in re.findall(r"^make ([a-z-]+)", code)}
    assert len(named) > 5
    assert named <= targets


# --- pages and links


def without_code(text):
    return re.sub(r"^```.*?^```$|`[^`\n]+`(?!\])", "", text, flags=re.MULTILINE | re.DOTALL)


def links_of(page):
    """Return the local links of a page, pictures included: path from the project's folder, and anchor."""
    for target in re.findall(r"\]\(([^)\s]+)\)", without_code(read(page))):
        path, _, place = target.partition("#")
        if "://" not in target:
            yield os.path.normpath(Path(page).parent / path if path else page), place


def anchors_of(page):
    found = re.findall(
        r"^#+ (.*)$", re.sub(r"^```.*?^```$", "", read(page), flags=re.MULTILINE | re.DOTALL), re.MULTILINE
    )
    return {anchor(re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", heading)) for heading in found}


@pytest.mark.parametrize("page", [*TEXTS, "CHANGELOG.md"])
def test_links_lead_somewhere(page):
    lost = [path for path, _ in links_of(page) if not (ROOT / path).exists()]
    lost += [f"{path}#{place}" for path, place in links_of(page) if place and place not in anchors_of(path)]
    assert lost == []


# What pages say that whoever builds a country or an industry in would add; what recipes make follows from them.
TO_COME = {
    "demogen/data/countries/CA.json",
    "demogen/data/industries/consulting.json",
    "demogen/data/industries/logistics.json",
    "demogen/data/sources/CA/",
    "demogen/data/text/en-CA.json",
}


def test_files_of_a_page_exist():
    """Those of this project that a page names as code."""
    folders = "demogen|loader|schemas|fixtures|tests|docs"
    named = {path for page in TEXTS for path in re.findall(rf"`((?:{folders})/[\w./-]*)`", read(page))}
    assert len(named) > 20
    made = {path for page in RECIPES for path in made_by(read(page))}
    assert {path for path in named - made if not (ROOT / path).exists()} == TO_COME
    assert {path for path in made if (ROOT / path).exists()} == set()


def test_every_page_is_in_the_index():
    """A reader who knows what they want to do finds the page; whatever is in docs is shown somewhere."""
    index = {path for path, _ in links_of("docs/README.md")}
    below = {"docs/adr/README.md", "docs/cookbook/README.md"}
    assert {page for page in PAGES if page != "docs/README.md"} | below <= index
    for pages in (RECORDS, RECIPES):
        (first,) = below & {*pages}
        assert {path for path, _ in links_of(first)} >= {*pages} - {first}
    shown = {path for page in TEXTS for path, _ in links_of(page)}
    assert {f"docs/{path.name}" for path in DOCS.iterdir() if path.suffix != ".md"} - shown == {
        "docs/adr",
        "docs/cookbook",
    }


def test_records_have_one_form():
    records = sorted(path for path in ADR.glob("*.md") if path.name != "README.md")
    assert [path.name[:5] for path in records] == [f"{number:04}-" for number in range(1, len(records) + 1)]
    for path in records:
        head, *parts = re.split(r"^## ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
        assert re.fullmatch(rf"# {path.name[:4]} .+\n\nStatus: (accepted|proposed|superseded by \d{{4}})\n\n", head), (
            path
        )
        assert [part.split("\n", 1)[0] for part in parts] == ["Context", "Decision", "Consequences"], path
