"""What DuckDB says of a bundle whose rows hold what no bundle holds, as an error that names the bundle."""

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

    try:
        yield
    except (duckdb.OutOfMemoryException, duckdb.IOException):
        raise
    except duckdb.Error as error:
        raise BundleError(Problem("data", f"cannot be read: {str(error).splitlines()[0][:200]}")) from error
