"""Readers of reference files: they make typed values of raw ones, and refuse keys that are missing or unknown.

The keys of an object are the fields of a NamedTuple, in camel case: values are frozen, and their classes cost little
when a process starts; least where annotations are not texts, which is why those modules do not defer them. A reader
takes a raw value and its JSON pointer. That values have the right form is the business of the schemas; only what
reading depends on is checked here.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any, NamedTuple, TypeVar

from demogen.config.suggest import closest
from demogen.config.values import pointer, show
from demogen.errors import ConfigError, Problem

T = TypeVar("T")
R = TypeVar("R", bound=NamedTuple)
Reader = Callable[[Any, str], T]
Texts = tuple[str, ...]
NO_KEYS: Mapping[str, str] = {}


class Weighted(NamedTuple):
    """A list of texts, each with a weight."""

    texts: Texts
    weights: tuple[int, ...]


def record_of(kind: type[R], keys: Mapping[str, str] = NO_KEYS, /, **readers: Reader[Any]) -> Reader[R]:
    """Return a reader of objects as a NamedTuple.

    Args:
        kind: the NamedTuple; a field with a default may be missing.
        keys: the keys of some of its fields, by field; those of the others follow from their names.
        readers: those of some of its fields; the values of the others are taken as they are.
    """
    assert keys.keys() | readers.keys() <= {*kind._fields}
    names = {keys.get(name) or _key(name): name for name in kind._fields}
    required = frozenset(key for key, name in names.items() if name not in kind._field_defaults)
    make: Callable[..., R] = kind

    def read(data: Any, where: str) -> R:
        check_keys(data, where, names.keys(), required)
        found = {}
        for key, value in data.items():
            name = names[key]
            found[name] = readers[name](value, f"{where}/{key}") if name in readers else value
        return make(**found)

    return read


def file_of(kind: type[R], keys: Mapping[str, str] = NO_KEYS, /, **readers: Reader[Any]) -> Callable[[Any], R]:
    """Return a parser of files that hold an object; where they say that their schema lies does not count.

    It raises a ConfigError with the keys of an object that are missing or unknown, by their JSON pointers.
    """
    read = record_of(kind, keys, **readers)

    def parse(data: Any) -> R:
        check_object(data, "")
        return read({key: value for key, value in data.items() if key != "$schema"}, "")

    return parse


def _key(name: str) -> str:
    head, *rest = name.split("_")
    return head + "".join(word.capitalize() for word in rest)


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


def columns_of(kind: type[R]) -> Reader[R]:
    """Return a reader of lists of rows as a NamedTuple of their columns."""
    width = len(kind._fields)

    def columns(data: Any, where: str) -> R:
        rows = read_plain(data, where)
        check_widths(rows, where, {width})
        return kind(*(zip(*rows, strict=True) if rows else [()] * width))

    return columns


read_weighted = columns_of(Weighted)


def take(data: Any, _: str) -> Any:
    """Take a value as it is."""
    return data


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
