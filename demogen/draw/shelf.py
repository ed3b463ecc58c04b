"""A shelf for Arrow tables: put away one by one, taken out in any order, in memory or in a file without a name."""

from __future__ import annotations

import os
from typing import Any
from weakref import finalize

from demogen.draw.records import Spill


class Shelf:
    """Arrow tables that are put away one by one and taken out again: in memory, or in a file without a name."""

    def __init__(self, spill: Spill) -> None:
        """Begin without a table."""
        self._file = spill.nameless()
        if self._file is not None:
            finalize(self, self._file.close)
        self._held: list[Any] = []
        self._places: list[tuple[int, int]] = []

    def put(self, table: Any) -> None:
        """Put a table away, behind those that are there."""
        import pyarrow as pa

        if self._file is None:
            self._held.append(table)
            return
        sink = pa.BufferOutputStream()
        with pa.ipc.new_stream(sink, table.schema) as writer:
            writer.write_table(table)
        written = sink.getvalue()
        self._places.append((self._file.tell(), written.size))
        self._file.write(written)
        self._file.flush()

    def take(self, number: int) -> Any:
        """Return a table by its number, counted from zero; several threads may ask at once."""
        import pyarrow as pa

        if self._file is None:
            return self._held[number]
        begin, size = self._places[number]
        return pa.ipc.open_stream(os.pread(self._file.fileno(), size, begin)).read_all()
