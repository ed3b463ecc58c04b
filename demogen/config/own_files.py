"""Reference files of one's own: where they come from, and how one is read and proven.

A file is JSON, or YAML, which has comments. Its path in its folder, such as `countries/CA.yaml`, is its name in a
manifest, a bundle and a database; whatever it was read from, a file is used only when its bytes have been proven.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import Any, Protocol

from demogen.config.read import parse_config, show_path
from demogen.config.reference_yaml import parse_yaml
from demogen.config.schema_problems import schema_problems
from demogen.config.soundness import file_problems
from demogen.config.values import MAX_PROBLEMS, Odd, pointer
from demogen.errors import ConfigError, EnvironmentProblem, Problem

KINDS = {"countries": "country", "industries": "industry", "text": "text"}
SUFFIXES = (".json", ".yaml", ".yml")
NAME = r"[A-Za-z0-9][A-Za-z0-9_-]{0,40}"
FILE_NAME = re.compile(rf"({NAME})\.(?:json|yaml|yml)")
PATH = re.compile(rf"(?:{'|'.join(KINDS)})/{NAME}\.(?:json|yaml|yml)")
MAX_BYTES, MAX_VALUES = 1_100_000, 200_000  # of a file: the largest built-in one has a tenth of both
MAX_DEPTH = 12  # the deepest list of a country is six levels down


@dataclass(frozen=True)
class Known:
    """What a file of one's own may name: codes of currencies, and languages that have a text file."""

    currencies: tuple[str, ...]
    texts: tuple[str, ...]


class OwnFiles(Protocol):
    """A place that has reference files of one's own."""

    def names(self, kind: str) -> set[str]:
        """Return the names of a kind of file."""

    def read(self, kind: str, name: str) -> tuple[str, bytes] | None:
        """Return path and bytes of a file, if there is one of that name."""

    def show(self, path: str) -> str:
        """Return how errors call a file."""


class Folder:
    """The files of a folder with countries/, industries/ or text/ in it."""

    def __init__(self, path: Path) -> None:
        """Require that the folder is there, and is one of reference files.

        Raises:
            ConfigError: it is not.
        """
        self.path = path
        if not holds_reference(path):
            hint = "Name a folder with countries/, industries/ or text/ in it."
            raise ConfigError(Problem(show_path(path), "is not a folder of reference files", hint=hint))

    def names(self, kind: str) -> set[str]:
        """Return the names of a kind of file.

        Raises:
            ConfigError: something in it would be left out, though its name is one of reference files.
            EnvironmentProblem: the folder cannot be read.
        """
        with _reading(self.path / kind) as folder:
            found = sorted(folder.iterdir()) if folder.is_dir() else []
        problems = [problem for item in found if (problem := left_out(item))]
        if problems:
            raise ConfigError(problems[:MAX_PROBLEMS])
        return {item.stem for item in found if item.name.endswith(SUFFIXES)}

    def read(self, kind: str, name: str) -> tuple[str, bytes] | None:
        """Return path and bytes of a file; of one that is too large, enough to tell so.

        Raises:
            ConfigError: two files have that name.
            EnvironmentProblem: the file cannot be read.
        """
        there = []
        for suffix in SUFFIXES:
            with _reading(self.path / kind / f"{name}{suffix}") as file:
                if file.is_file():
                    there.append(file)
        if len(there) > 1:
            names = " and ".join(file.name for file in there)
            raise ConfigError(Problem(self.show(f"{kind}/{name}"), "is there twice", found=names, hint="Keep one."))
        if not there:
            return None
        with _reading(there[0]) as path, open(path, "rb") as opened:
            return f"{kind}/{path.name}", opened.read(MAX_BYTES + 1)

    def show(self, path: str) -> str:
        """Return how errors call a file."""
        return show_path(self.path / path)


class Carried:
    """Files that a bundle carries, or that a job keeps, by path."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        """Take the files."""
        self.files = dict(files)

    def names(self, kind: str) -> set[str]:
        """Return the names of a kind of file."""
        return {PurePosixPath(path).stem for path in self.files if path.startswith(f"{kind}/")}

    def read(self, kind: str, name: str) -> tuple[str, bytes] | None:
        """Return path and bytes of a file."""
        paths = [f"{kind}/{name}{suffix}" for suffix in SUFFIXES]
        return next(((path, self.files[path]) for path in paths if path in self.files), None)

    def show(self, path: str) -> str:
        """Return how errors call a file."""
        return f"reference/{path}"


def holds_reference(path: Path) -> bool:
    """Return whether a folder has a folder of reference files in it."""
    return any((path / kind).is_dir() for kind in KINDS)


def left_out(path: Path) -> Problem | None:
    """Return why something in a folder of reference files would be left out, though it ends like one of them."""
    if not path.name.endswith(SUFFIXES):
        return None
    if not FILE_NAME.fullmatch(path.name):
        expected = "up to 41 letters, digits, - and _, and .json, .yaml or .yml"
        return Problem(show_path(path), "is not the name of a reference file", expected, hint="Rename it.")
    return None if path.is_file() else Problem(show_path(path), "is not a regular file")


@contextmanager
def _reading(file: Path) -> Iterator[Path]:
    try:
        yield file
    except OSError as error:
        raise EnvironmentProblem(Problem(show_path(file), f"cannot be read ({error.strerror})")) from error


def digest_of(content: bytes) -> str:
    """Return the digest of a reference file's bytes, as manifests have it."""
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


def load_file(path: str, content: bytes, shown: str, known: Known) -> dict[str, Any]:
    """Return what a file holds once it is proven; nobody may change what is returned.

    Args:
        path: its path in its folder.
        content: its bytes.
        shown: how errors call it.
        known: what it may name.

    Raises:
        ConfigError: with every problem of the file.
    """
    data, problems = prove_file(path, content, known)
    if problems:
        raise ConfigError([replace(problem, where=f"{shown} {problem.where}".rstrip()) for problem in problems])
    return data


@lru_cache(maxsize=16)
def prove_file(path: str, content: bytes, known: Known) -> tuple[dict[str, Any], tuple[Problem, ...]]:
    """Read and prove a file, once per content; return what it holds, and everything that is wrong with it."""
    folder, name = path.split("/")
    kind, stem = KINDS[folder], PurePosixPath(name).stem
    try:
        data, problems = parse_file(content, PurePosixPath(name).suffix)
    except ConfigError as error:
        return {}, tuple(error.problems)
    if not problems:
        faults = schema_problems(data, kind)
        problems = [*faults, *file_problems(data, kind, stem, known.currencies, known.texts, faults)]
    if len(problems) > MAX_PROBLEMS:
        more = Problem("", f"and {len(problems) - MAX_PROBLEMS} more problems like these")
        problems = [*problems[:MAX_PROBLEMS], more]
    return data, tuple(problems)


def parse_file(content: bytes, suffix: str) -> tuple[dict[str, Any], list[Problem]]:
    """Read a file as plain values; return them with a problem for each that is none.

    Raises:
        ConfigError: it is not valid JSON or YAML, or not keys and values.
    """
    if len(content) > MAX_BYTES:
        raise ConfigError(Problem("", "is too large for a reference file", f"at most {MAX_BYTES:,} bytes", "more"))
    json_like = suffix == ".json"
    if json_like and content.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] not in {b"{", b""}:
        raise _shapeless()
    value = parse_config(content, suffix, "", size=MAX_BYTES, values=MAX_VALUES) if json_like else parse_yaml(content)
    if not isinstance(value, dict):
        raise _shapeless()
    problems: list[Problem] = []
    return _plain(value, (), problems), problems


def _shapeless() -> ConfigError:
    return ConfigError(Problem("", "is not a reference file", "keys and values", hint="`demogen reference init`."))


def _plain(value: Any, place: tuple[object, ...], problems: list[Problem]) -> Any:
    """Return a value with the numbers that JSON has, and note what is not a value of JSON."""
    if len(place) > MAX_DEPTH:
        problems.append(Problem(pointer(*place[:3]), "is nested too deeply", f"at most {MAX_DEPTH} levels"))
        return None
    if isinstance(value, dict):
        where = pointer(*place) or "/"
        odd = [key for key in value if not isinstance(key, str)]
        problems += [Problem(where, "a key is not text", found=str(key)[:60], hint="Put it in quotes.") for key in odd]
        return {key: _plain(item, (*place, key), problems) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item, (*place, i), problems) for i, item in enumerate(value)]
    if isinstance(value, Odd):
        problems.append(Problem(pointer(*place), value.what, found=value.found, hint=value.hint))
        return None
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else json.loads(str(float(value)))
    return value
