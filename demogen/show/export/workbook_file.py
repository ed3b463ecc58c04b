"""Opens a workbook that XlsxWriter streams through files; after a failure no file is left open or written to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from demogen.errors import EnvironmentProblem, Problem

NOTHING_GUESSED = {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}


@contextmanager
def open_workbook(path: Path, spill: Path) -> Iterator[Any]:
    """Open a new workbook, and write it at the end of the block; a file that cannot be written is an OSError.

    Raises:
        EnvironmentProblem: XlsxWriter is not installed.
    """
    try:
        from xlsxwriter import Workbook
        from xlsxwriter.exceptions import FileCreateError
    except ImportError as error:
        hint = "Install it in the checkout with: pip install -e '.[xlsx]'. Behind a wheel's name, write [xlsx]."
        raise EnvironmentProblem(Problem("xlsx", "XlsxWriter is not installed", hint=hint)) from error
    with open(path, "xb") as file:
        draft = Draft(file)
        book = Workbook(draft, {"constant_memory": True, "tmpdir": str(spill), "use_zip64": True, **NOTHING_GUESSED})
        try:
            yield book
            book.close()
        except FileCreateError as error:
            raise error.__context__ or error from None
        finally:
            draft.ended = True
            _close(book)


def _close(book: Any) -> None:
    """Close the files of sheets that XlsxWriter leaves open where it fails."""
    for sheet in book.worksheets():
        for file in (sheet.row_data_fh, sheet.fh):
            with suppress(OSError, AttributeError):
                file.close()


class Draft:
    """A file for `zipfile`, which writes on when it is thrown away after a failure: from then on nothing is written."""

    def __init__(self, file: Any) -> None:
        """Write to a file that is open."""
        self._file, self.ended = file, False

    def write(self, data: bytes) -> int:
        """Write bytes; return how many."""
        return len(data) if self.ended else self._file.write(data)

    def flush(self) -> None:
        """Write what is held back."""
        if not self.ended:
            self._file.flush()

    def seek(self, *place: int) -> int:
        """Go to a place; return it."""
        return 0 if self.ended else self._file.seek(*place)

    def tell(self) -> int:
        """Return the place."""
        return 0 if self.ended else self._file.tell()
