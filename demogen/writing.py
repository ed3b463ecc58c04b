"""Writes the tables of a world as files: drawn slice by slice, on two cores where there are many rows."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, nullcontext
from functools import partial
from pathlib import Path

from demogen import memory
from demogen.bundle.tables import TABLES, table_spec
from demogen.bundle.write import ROW_GROUP, TableWriter, Written
from demogen.draw.forked import can_fork, forked
from demogen.world.observe import Observation
from demogen.world.snapshot import table_slices

Progress = Callable[[str], None]

# What tells of the work that was done stands in these tables; a process of its own can write the others meanwhile.
OF_WORK = ("activities", "contacts", "notes")
OTHERS = tuple(spec.name for spec in TABLES if spec.name not in OF_WORK)
ORDER = (*OF_WORK, *OTHERS)
TRIMMED = 8  # slices after which freed memory goes back, a row group: what is left in pieces would grow
MANY = 20_000  # leads from which on another process is worth its beginning


def silent(step: str) -> None:
    """Tell nobody."""
    del step


def write_tables(seen: Observation, folder: Path, progress: Progress) -> list[Written]:
    """Write every table, those of work beside the others where there are many rows, cores and one thread."""
    written: dict[str, Written] = {}
    others = partial(_write, seen, OTHERS, folder)
    beside = _is_worth_a_process(seen)
    with _beside(others, progress) if beside else nullcontext(partial(others, progress)) as rest:
        if beside:
            seen.persons.forget_employers()  # the other process has them
            memory.release()
        for found in (_write(seen, OF_WORK, folder, progress), rest()):
            written |= found
    shutil.rmtree(folder / "spill", ignore_errors=True)
    return [written[spec.name] for spec in TABLES]


def _is_worth_a_process(seen: Observation) -> bool:
    """Return whether to fork; what both processes need is there then."""
    if seen.workers == 1 or len(seen.world.leads.created) < MANY or not can_fork():
        return False
    _ = seen.persons.numbers if seen.known(seen.world.leads.created) else None
    return True


@contextmanager
def _beside(
    work: Callable[[Progress], dict[str, Written]], progress: Progress
) -> Iterator[Callable[[], dict[str, Written]]]:
    """Work in a forked process, or afterwards in this one where the system allows no other."""
    with ExitStack() as stack:
        try:
            wait = stack.enter_context(forked(partial(work, silent)))
        except OSError:
            yield partial(work, progress)
            return

        def rest() -> dict[str, Written]:
            found = wait()
            for name in found:
                progress(f"writing {name}")
            return found

        yield rest


def _write(seen: Observation, names: Iterable[str], folder: Path, progress: Progress) -> dict[str, Written]:
    """Write tables slice by slice: one is drawn while the row group before is written and hashed."""
    written = {}
    with ThreadPoolExecutor(2) as beside:
        for name in names:
            progress(f"writing {name}")
            found = table_slices(seen, name)
            with TableWriter(table_spec(name), found.rows, folder, beside) as writer:
                for number, table in enumerate(found.each, 1):
                    writer.add(table)
                    seen.spill.let_go()
                    if not number % TRIMMED:
                        memory.trim()
                written[name] = writer.close()
            if found.rows > ROW_GROUP:
                memory.release()
    return written
