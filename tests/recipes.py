"""Follows a recipe of docs/cookbook: makes and changes files as its blocks show it, and runs its commands.

The paragraph above a block ends with the path that the block is about: the whole file; in a `diff` block what changes
in it; `these keys` of a YAML file; or entries more of a list, `at` its JSON pointer. A block of `sh` is commands. In a
copy of the project, with the copy on PYTHONPATH,

    python -P .../tests/recipes.py docs/cookbook/check.md < proof.py

does all of this in one process. The proof may hold a function `prove`; what that returns, and what each command
printed, come out as JSON.
"""

from __future__ import annotations

import json
import re
import shlex
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

BLOCK = re.compile(r"^```(?P<kind>\w+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
ABOUT = re.compile(r"`(?P<path>[^`\s]+)`(, (?P<keys>these keys)|, at `(?P<at>/[^`]*)`)?:\n\n\Z")
KEY = re.compile(r"^(\w+):")


@dataclass(frozen=True)
class Step:
    """A block: its kind, text and path, empty for commands; `keys` and `at` tell which part of the file it is about."""

    kind: str
    text: str
    path: str = ""
    keys: bool = False
    at: str = ""

    @property
    def makes(self) -> bool:
        """Return whether the block is a whole file."""
        return bool(self.path) and self.kind != "diff" and not self.keys and not self.at


def steps_of(page: str) -> Iterator[Step]:
    """Read the steps of a recipe; blocks of what a program prints are none.

    Raises:
        ValueError: a block is about no file.
    """
    for block in BLOCK.finditer(page):
        kind, text = block["kind"], block["text"]
        about = ABOUT.search(page, 0, block.start())
        if kind == "sh":
            yield Step(kind, text)
        elif about:
            yield Step(kind, text, about["path"], bool(about["keys"]), about["at"] or "")
        elif kind not in {"console", "text"}:
            raise ValueError(f"no path stands above this block:\n{text}")


def made_by(page: str) -> set[str]:
    """Return the paths of the files that a recipe makes."""
    return {step.path for step in steps_of(page) if step.makes}


def follow(step: Step) -> None:
    """Make or change the file of a step in the working directory."""
    path = Path(step.path)
    if step.makes:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(step.text, encoding="utf-8")
        return
    before = path.read_text(encoding="utf-8")
    change = patched if step.kind == "diff" else with_keys if step.keys else with_entry
    path.write_text(change(before, step), encoding="utf-8")


def patched(before: str, step: Step) -> str:
    """Apply the hunks of a diff, which `@@` parts; each has to fit one place alone.

    Raises:
        ValueError: a hunk fits no place, or several.
    """
    lines = before.splitlines()
    for hunk in re.split(r"^@@.*\n", step.text, flags=re.MULTILINE):
        entries = hunk.splitlines()
        old = [line[1:] for line in entries if line[:1] != "+"]
        new = [line[1:] for line in entries if line[:1] != "-"]
        places = [i for i in range(len(lines) - len(old) + 1) if lines[i : i + len(old)] == old]
        if len(places) != 1:
            raise ValueError(f"this fits {len(places)} places of {step.path}:\n{hunk}")
        lines[places[0] : places[0] + len(old)] = new
    return "\n".join(lines) + "\n"


def with_keys(before: str, step: Step) -> str:
    """Replace keys of a YAML file whose parts stand between empty lines, and remove their marks."""
    new = {part.partition(":")[0]: part for part in re.split(r"^(?=\w+:)", step.text, flags=re.MULTILINE) if part}
    parts = before.rstrip().split("\n\n")
    for i, part in enumerate(parts):
        lines = part.splitlines()
        at = next((n for n, line in enumerate(lines) if KEY.match(line)), None)
        if at is not None and (key := lines[at].partition(":")[0]) in new:
            about = [line for line in lines[:at] if not line.startswith("# CHANGE")]
            parts[i] = "\n".join([*about, new.pop(key).rstrip()])
    return "\n\n".join([*parts, *new.values()]) + "\n"


def with_entry(before: str, step: Step) -> str:
    """Add entries to a list of a JSON file."""
    whole = place = json.loads(before)
    for key in step.at.split("/")[1:]:
        place = place[key]
    place += json.loads(step.text)
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def run(command: str) -> str:
    """Run a command of demogen in this process, and return what it prints.

    Raises:
        ValueError: it is a command of another program.
    """
    from click.testing import CliRunner

    import demogen.cli

    assert Path(demogen.cli.__file__).is_relative_to(Path.cwd()), "PYTHONPATH names another project than the copy"

    program, *words = shlex.split(command, comments=True)
    if program != "demogen":
        raise ValueError(f"a recipe runs demogen alone: {command}")
    done = CliRunner().invoke(demogen.cli.cli, words, prog_name="demogen", catch_exceptions=False)
    if done.exit_code:
        raise ValueError(f"{command}: exit code {done.exit_code}\n{done.output}")
    return done.stdout


def main() -> None:
    """Follow a recipe, run the proof, print what came out."""
    page, proof = Path(sys.argv[1]).read_text(encoding="utf-8"), sys.stdin.read()
    printed = []
    for step in steps_of(page):
        if step.kind == "sh":
            printed += [run(line) for line in step.text.splitlines()]
        else:
            follow(step)
    known: dict[str, Any] = {"prove": lambda: None}
    exec(proof, known)
    print(json.dumps({"printed": printed, "found": known["prove"]()}))


if __name__ == "__main__":
    main()
