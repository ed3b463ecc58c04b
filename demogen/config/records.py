"""Readers of reference files: they make typed values of raw ones, and refuse keys that are missing or unknown.

The keys of an object are the fields of a frozen dataclass, in camel case. A reader takes a raw value and its JSON
pointer. That values have the right form is the business of the schemas; only what reading depends on is checked here.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any, TypeVar

from demogen.config.suggest import closest
from demogen.config.values import pointer, show
from demogen.errors import ConfigError, Problem

T = TypeVar("T")
Reader = Callable[[Any, str], T]
Texts = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Weighted:
    """A list of texts, each with a weight."""

    texts: Texts
    weights: tuple[int, ...]


def record_of(kind: type[T], **readers: Reader[Any]) -> Reader[T]:
    """Return a reader of objects as a dataclass.

    Args:
        kind: the dataclass; `metadata` of a field may name its `key`, an empty one where it is not read.
        readers: those of some of its fields; the values of the others are taken as they are.
    """
    fields = {key: field for field in dataclasses.fields(kind) if (key := _key(field))}  # type: ignore[arg-type]
    names = {key: field.name for key, field in fields.items()}
    assert readers.keys() <= {*names.values()}
    required = frozenset(key for key, field in fields.items() if _is_required(field))

    def read(data: Any, where: str) -> T:
        check_keys(data, where, names.keys(), required)
        found = {}
        for key, value in data.items():
            name = names[key]
            found[name] = readers[name](value, f"{where}/{key}") if name in readers else value
        return kind(**found)

    return read


def file_of(kind: type[T], **readers: Reader[Any]) -> Callable[[Any], T]:
    """Return a parser of files that hold an object; where they say that their schema lies does not count."""
    read = record_of(kind, **readers)

    def parse(data: Any) -> T:
        check_object(data, "")
        return read({key: value for key, value in data.items() if key != "$schema"}, "")

    return parse


def _key(field: dataclasses.Field[Any]) -> str:
    head, *rest = field.name.split("_")
    return str(field.metadata.get("key", head + "".join(word.capitalize() for word in rest)))


def _is_required(field: dataclasses.Field[Any]) -> bool:
    return field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING


def list_of(read: Reader[T]) -> Reader[tuple[T, ...]]:
    """Return a reader of lists whose entries are all read alike."""
    return lambda data, where: tuple(read(item, f"{where}/{i}") for i, item in enumerate(read_plain(data, where)))


def map_of(read: Reader[T]) -> Reader[dict[str, T]]:
    """Return a reader of objects that may have any keys."""

    def entries(data: Any, where: str) -> dict[str, T]:
        check_object(data, where)
        return {key: read(value, f"{where}{pointer(key)}") for key, value in data.items()}

    return entries


def exact_map_of(read: Reader[T], keys: Sequence[str]) -> Reader[dict[str, T]]:
    """Return a reader of objects that have exactly these keys; the entries have their order."""
    known = frozenset(keys)

    def entries(data: Any, where: str) -> dict[str, T]:
        check_keys(data, where, known, known)
        return {key: read(data[key], f"{where}/{key}") for key in keys}

    return entries


def columns_of(kind: type[T], width: int) -> Reader[T]:
    """Return a reader of lists of rows as a dataclass of their columns."""

    def columns(data: Any, where: str) -> T:
        rows = read_plain(data, where)
        check_widths(rows, where, {width})
        return kind(*(zip(*rows, strict=True) if rows else [()] * width))

    return columns


read_weighted = columns_of(Weighted, 2)


def read_plain(data: Any, where: str) -> tuple[Any, ...]:
    """Read a list whose entries are taken as they are.

    Raises:
        ConfigError: it is not a list.
    """
    if not isinstance(data, list):
        raise ConfigError(Problem(where, "is of another kind", "a list", show(data)))
    return tuple(data)


def read_words(data: Any, where: str) -> dict[str, str]:
    """Read an object with any keys whose values are taken as they are."""
    check_object(data, where)
    return dict(data)


def check_object(data: Any, where: str) -> None:
    """Check that a value is an object.

    Raises:
        ConfigError: it is not.
    """
    if not isinstance(data, dict):
        raise ConfigError(Problem(where or "/", "is of another kind", "keys and values", show(data)))


def check_keys(data: Any, where: str, known: AbstractSet[str], required: AbstractSet[str]) -> None:
    """Check that a value is an object with all required keys and no unknown ones.

    Raises:
        ConfigError: with every key that is missing or unknown.
    """
    check_object(data, where)
    if not required <= data.keys() <= known:
        raise ConfigError(list(_key_problems(data, where, known, required)))


def _key_problems(
    data: Mapping[str, Any], where: str, known: AbstractSet[str], required: AbstractSet[str]
) -> Iterator[Problem]:
    for key in data:
        if key not in known:
            yield Problem(f"{where}{pointer(key)}", "is an unknown key", hint=closest(key, sorted(known)))
    for key in sorted(required - data.keys()):
        yield Problem(f"{where}{pointer(key)}", "is missing")


def check_widths(rows: Sequence[Any], where: str, widths: Collection[int]) -> None:
    """Check that all rows are lists of so many entries.

    Raises:
        ConfigError: with every row that is not.
    """
    if set(map(type, rows)) <= {list} and set(map(len, rows)) <= set(widths):
        return
    expected = f"a list of {' or '.join(map(str, sorted(widths)))} entries"
    wrong = [(i, row) for i, row in enumerate(rows) if not isinstance(row, list) or len(row) not in widths]
    raise ConfigError([Problem(f"{where}/{i}", "has another form", expected, show(row)) for i, row in wrong])
