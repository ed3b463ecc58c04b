"""Turns what a library says of a bundle's rows into errors of the bundle: the queries are ours, and right."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from demogen.errors import BundleError, Problem


@contextmanager
def bundle_faults() -> Iterator[None]:
    """Let queries over a bundle, which are right themselves, fail as the bundle's fault, not the machine's.

    Raises:
        BundleError: a query failed.
    """
    import duckdb
    import pyarrow as pa

    try:
        yield
    except (duckdb.Error, pa.ArrowException) as error:
        # What is damaged inside a page comes as an error of no kind.
        of_data = (duckdb.DataError, duckdb.NotSupportedError, duckdb.InvalidInputException, pa.ArrowException)
        if not isinstance(error, of_data) and type(error) is not duckdb.Error:
            raise
        raise BundleError(Problem("data", f"cannot be read: {str(error).splitlines()[0][:200]}")) from error
