"""Reads structures of Thrift's compact protocol, of which Parquet files consist, without believing what they say.

A structure becomes a dictionary by field number. Whatever does not fit into the bytes at hand is an error, before
memory is taken for it.
"""

from __future__ import annotations

from typing import Any

MAX_DEPTH = 16
MAX_VALUES = 400_000  # of one structure: the footer of a file of twenty million rows has a fifth of that
TRUE, FALSE, BYTE, I16, I32, I64, DOUBLE, BINARY, LIST, SET, MAP, STRUCT, UUID = range(1, 14)
WIDTHS = {DOUBLE: 8, UUID: 16}


class ThriftError(ValueError):
    """The bytes are no such structure."""


class Reader:
    """Reads one structure after the other from bytes; `at` is where the next one begins."""

    def __init__(self, data: bytes, at: int = 0) -> None:
        """Begin at a byte."""
        self.at = at
        self._data = data
        self._left = MAX_VALUES

    def struct(self, depth: int = 0) -> dict[int, Any]:
        """Read a structure.

        Raises:
            ThriftError: the bytes end before it does, or it is larger or deeper than any of ours.
        """
        if depth > MAX_DEPTH:
            raise ThriftError("is nested too deeply")
        found: dict[int, Any] = {}
        number = 0
        while head := self._byte():
            number = number + (head >> 4) if head >> 4 else self._signed()
            kind = head & 15
            if number in found:
                raise ThriftError("has a field twice")
            found[number] = kind == TRUE if kind in {TRUE, FALSE} else self._value(kind, depth)
        return found

    def _value(self, kind: int, depth: int) -> Any:
        self._left -= 1
        if self._left < 0:
            raise ThriftError("has too many values")
        if kind == STRUCT:
            return self.struct(depth + 1)
        if kind in {I16, I32, I64}:
            return self._signed()
        if kind == BINARY:
            return self._take(self._varint())
        if kind in {LIST, SET}:
            return self._list(depth)
        if kind in WIDTHS:
            return self._take(WIDTHS[kind])
        if kind in {BYTE, TRUE, FALSE}:  # a truth value of a list is one byte
            return self._byte()
        raise ThriftError(f"has a value of the kind {kind}")

    def _list(self, depth: int) -> list[Any]:
        if depth > MAX_DEPTH:
            raise ThriftError("is nested too deeply")
        head = self._byte()
        count = self._varint() if head >> 4 == 15 else head >> 4
        if count > len(self._data) - self.at:  # each takes a byte at least
            raise ThriftError("ends too early")
        return [self._value(head & 15, depth + 1) for _ in range(count)]

    def _byte(self) -> int:
        if self.at >= len(self._data):
            raise ThriftError("ends too early")
        self.at += 1
        return self._data[self.at - 1]

    def _take(self, count: int) -> bytes:
        if count > len(self._data) - self.at:
            raise ThriftError("ends too early")
        self.at += count
        return self._data[self.at - count : self.at]

    def _varint(self) -> int:
        value = self._byte()
        if value < 128:
            return value
        value &= 127
        for shift in range(7, 64, 7):
            byte = self._byte()
            value |= (byte & 127) << shift
            if byte < 128:
                return value
        raise ThriftError("has a number that is too long")

    def _signed(self) -> int:
        value = self._varint()
        return (value >> 1) ^ -(value & 1)
