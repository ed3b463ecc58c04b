"""Commands about reference files of one's own: a start, a check with a trial, a list."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from demogen.cli import terminal
from demogen.cli.group import cli, own_files_option
from demogen.errors import ConfigError, Problem, Refused

if TYPE_CHECKING:
    from demogen.config.examine_files import Examined
    from demogen.config.reference import Reference

FOLDERS = {"country": "countries", "industry": "industries", "text": "text"}


class Commands(terminal.Commands):
    """The commands of this group."""

    order = ("init", "check", "list")


@cli.group(cls=Commands)
def reference() -> None:
    """Countries, industries and texts of one's own.

    Example: demogen reference init country CA --from US -o reference
    """


@reference.command()
@click.argument("kind", type=click.Choice([*FOLDERS]))
@click.argument("name")
@click.option("--from", "source", required=True, metavar="NAME", help="What to begin from, built in or of yours.")
@click.option(
    "-o",
    "--into",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Folder to write to; --reference unless given, or `reference`.",
)
@own_files_option
def init(kind: str, name: str, source: str, into: Path | None, reference: Path | None) -> None:
    """Write the start of a file of your own.

    It is a copy of another one in YAML, with comments, and a mark on everything that is still the other one's; it can
    be used as it is. NAME is a country's ISO code, an industry's id, or the tag of a language.

    Example: demogen reference init country CA --from US -o reference
    """
    from demogen.bundle.publish import write_file
    from demogen.config.own_files import SUFFIXES, holds_reference
    from demogen.config.reference import Reference
    from demogen.config.start import write_start

    folder = into or reference or Path("reference")
    known = reference if into and reference else folder if holds_reference(folder) else None
    path, content = write_start(FOLDERS[kind], name, source, Reference(known))
    there = [folder / path.replace(".yaml", suffix) for suffix in SUFFIXES]
    for target in there:
        if target.exists():
            raise Refused(Problem(str(target), "exists", hint="Choose another place."))
    write_file(there[SUFFIXES.index(".yaml")], content, replace=False)
    terminal.tell(f"{folder / path} written; next: demogen reference check {folder / path}")


@reference.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE|DIR…")
@click.option("--no-trial", is_flag=True, help="Make no small tenant of them.")
@terminal.json_option
def check(paths: tuple[Path, ...], no_trial: bool, as_json: bool) -> None:
    """Check files of your own, or all the files of a folder.

    Tells everything that is wrong with them at once, and the marks that `init` made and that are left. Of sound files
    it makes a small tenant, checks that, and shows what it looks like.

    Example: demogen reference check reference
    """
    from demogen.config.examine_files import examine_files, require_sound
    from demogen.trial import plan_trials, run_trial

    files = examine_files(paths)
    sound = not any(file.problems for file in files)
    try:
        trials = [run_trial(trial) for trial in plan_trials(files)] if sound and not no_trial else []
    finally:
        if not as_json:
            terminal.put("".join(f"{_line(file)}\n" for file in files))
    if as_json:
        terminal.print_json({"sound": sound, "files": [_as_json(file) for file in files], "trials": trials})
    else:
        terminal.put("".join(f"\n{_trial_text(trial)}" for trial in trials))
    require_sound(files)


def _line(file: Examined) -> str:
    from demogen.show.text import safe

    count = len(file.problems)
    state = f"{count} problem{'s' * (count != 1)}" if count else "sound"
    marks = f", {file.marks} mark{'s' * (file.marks != 1)} left" if file.marks else ""
    unused = ", and no country has this language" if file.unused else ""
    return f"{safe(str(file.path))}: {state}{marks}{unused}"


def _as_json(file: Examined) -> dict[str, Any]:
    problems = [problem.as_json() for problem in file.problems]
    kind = next(kind for kind, folder in FOLDERS.items() if folder == file.folder)
    return {"path": str(file.path), "kind": kind, "name": file.name, "marks": file.marks, "problems": problems}


def _trial_text(trial: dict[str, Any]) -> str:
    from demogen.show.text import safe

    lines = [f"{trial['tenant']} ({trial['country']}, {trial['industry']}, {trial['timezone']}), all checks passed"]
    lines += [f"  {'stages':<10} {' · '.join(trial['stages'])}"]
    for key in ("companies", "contacts", "deals", "messages", "warnings"):
        for i, text in enumerate(trial[key]):
            said = [f"{'':13}{line}" for line in text.splitlines()]
            lines.append("\n".join(said).replace(" " * 13, f"  {'' if i else key:<10} ", 1))
    return "\n".join(safe(line) for text in lines for line in text.split("\n")) + "\n"


@reference.command(name="list")
@own_files_option
@terminal.json_option
def list_(reference: Path | None, as_json: bool) -> None:
    """List countries, industries and texts, and where each comes from.

    Example: demogen reference list --reference reference
    """
    from demogen.config.reference import Reference
    from demogen.show import text

    known = Reference(reference)
    found = [
        {"kind": kind, "title": title, **_source(known, folder, name)}
        for kind, folder in FOLDERS.items()
        for name, title in known.choices(folder)
    ]
    if as_json:
        terminal.print_json(found)
        return
    rows = [[*(row[key] for key in ("kind", "name", "title")), _place(row, reference)] for row in found]
    terminal.put(text.table(["kind", "name", "title", "from"], rows, [False] * 4) + "\n")


def _source(known: Reference, folder: str, name: str) -> dict[str, Any]:
    """Return where a file comes from, and whether it is sound."""
    try:
        file = known.file(folder, name)
    except ConfigError:
        return {"name": name, "own": True, "sound": False, "path": None}
    return {"name": name, "own": file.content is not None, "sound": True, "path": file.path}


def _place(row: dict[str, Any], folder: Path | None) -> str:
    if not row["sound"]:
        return "not sound: see `demogen reference check`"
    return str(folder / row["path"]) if folder and row["own"] else "built in"
