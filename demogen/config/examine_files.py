"""Checks reference files of one's own: every problem of every file at once, and the marks of a start that are left."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from demogen.config.own_files import FILE_NAME, KINDS, MAX_BYTES, SUFFIXES, left_out, prove_file
from demogen.config.read import show_path
from demogen.config.reference import Reference
from demogen.config.start import MARK
from demogen.errors import ConfigError, EnvironmentProblem, Problem


@dataclass(frozen=True)
class Examined:
    """A reference file: the folder of all of them, its own folder in it, its name, and what is wrong with it."""

    root: Path
    folder: str
    path: Path
    problems: tuple[Problem, ...]
    marks: int
    unused: bool = False  # a text whose language no country speaks

    @property
    def name(self) -> str:
        """Return what configs call it."""
        return self.path.stem


def examine_files(paths: Sequence[Path]) -> list[Examined]:
    """Check files, and all the files of folders.

    Raises:
        ConfigError: a path leads to no such file, or a folder has none.
        EnvironmentProblem: a file cannot be read.
    """
    return [_examine(path) for path in dict.fromkeys(file for path in paths for file in _files(path))]


def _files(path: Path) -> list[Path]:
    if path.is_dir():
        folders = [path] if path.name in KINDS else [path / kind for kind in KINDS]
        found = [item for folder in folders if folder.is_dir() for item in sorted(folder.iterdir())]
        files = [item for item in found if item.name.endswith(SUFFIXES)]
        if problems := [problem for item in files if (problem := left_out(item))]:
            raise ConfigError(problems)
        if not files:
            what, hint = "holds no reference file", "They lie in countries/, industries/ and text/."
            raise ConfigError(Problem(show_path(path), what, hint=hint))
        return files
    where = path.absolute()
    if not path.is_file():
        raise ConfigError(
            Problem(show_path(path), "there is no such file", hint="`demogen reference init` writes one.")
        )
    if where.parent.name not in KINDS or not FILE_NAME.fullmatch(where.name):
        expected = "countries/CA.yaml, industries/logistics.json or the like"
        raise ConfigError(Problem(show_path(path), "is not the path of a reference file", expected))
    return [path]


def _examine(path: Path) -> Examined:
    root, folder = path.absolute().parents[1], path.absolute().parent.name
    try:
        with open(path, "rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise EnvironmentProblem(Problem(show_path(path), f"cannot be read ({error.strerror})")) from error
    twice = Problem("", "is there twice", hint="Keep one of the files of this name.")
    others = [item for item in path.parent.iterdir() if item.stem == path.stem and FILE_NAME.fullmatch(item.name)]
    _, problems = prove_file(f"{folder}/{path.name}", content, Reference(root).known)
    told = (*([twice] if len(others) > 1 else []), *problems)
    unused = folder == "text" and path.stem not in _spoken(root)
    return Examined(root, folder, path, told, count_marks(content), unused)


def _spoken(root: Path) -> set[str]:
    """Return the languages of the countries of a folder, and of the built-in ones."""
    known, found = Reference(root), set[str]()
    for code in known.names("countries"):
        with suppress(ConfigError):  # which is told of that file
            found.update(known.country(code).languages)
    return found


def count_marks(content: bytes) -> int:
    """Return how many marks of a start are left in a file."""
    return sum(line.startswith(MARK.encode()) for line in content.splitlines())


def require_sound(files: Sequence[Examined]) -> None:
    """Refuse files that have problems.

    Raises:
        ConfigError: with every problem of every file.
    """
    problems = [
        Problem(f"{show_path(file.path)} {p.where}".rstrip(), p.what, p.expected, p.found, p.hint)
        for file in files
        for p in file.problems
    ]
    if problems:
        raise UnsoundFileError(problems)


class UnsoundFileError(ConfigError):
    """A reference file is not sound."""

    title = "the reference data has a problem"
