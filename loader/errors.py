"""The errors of a load, by what became of it. Each has a code that its job keeps, and may be worth trying again or not.

DemogenError
├── BundleError …            the bundle is not sound                         VALIDATION_ERROR   exit 1
└── LoadError
    ├── NotFound             there is no such job or tenant                  VALIDATION_ERROR   exit 1
    ├── Denied               a guard refused: another tenant is in the way   VALIDATION_ERROR   exit 1
    │   ├── Unready          a job is not in the state for what is asked     VALIDATION_ERROR   exit 1
    │   ├── Reused           a key was used for another request              VALIDATION_ERROR   exit 1
    │   └── Crowded          too many jobs wait already                      VALIDATION_ERROR   exit 1
    ├── Gone                 a bundle cannot be regenerated as it was         VALIDATION_ERROR   exit 1
    ├── Unproven             what was loaded is not what was to be loaded    INTERNAL_ERROR     exit 1
    ├── TargetProblem        the database is not as it must be               VALIDATION_ERROR   exit 3
    ├── DatabaseProblem      the database rejected it, or is away            DATABASE_ERROR     exit 3
    ├── Busy                 the tenant is locked by another job             DATABASE_ERROR     exit 3
    ├── TimedOut             the deadline has passed                         TIMEOUT            exit 3
    ├── Cancelled            somebody cancelled or interrupted it            CANCELLED          exit 130
    └── Unknown              nobody can tell yet whether it was committed    DATABASE_ERROR     exit 4
"""

from __future__ import annotations

from demogen.errors import DemogenError

CODES = ("VALIDATION_ERROR", "TIMEOUT", "DATABASE_ERROR", "INTERNAL_ERROR", "CANCELLED", "ABANDONED")


class LoadError(DemogenError):
    """A load, or what was to be done with a tenant, did not happen."""

    code = "INTERNAL_ERROR"
    recoverable = False
    is_audited = False  # whether the audit log has it already


class NotFound(LoadError):  # noqa: N818 - reads as what happened
    """There is no such job or tenant."""

    title = "not found"
    code = "VALIDATION_ERROR"


class Denied(LoadError):  # noqa: N818 - reads as what happened
    """A guard refused."""

    title = "refused"
    code = "VALIDATION_ERROR"


class Unready(Denied):
    """A job is not in the state for what is asked of it."""

    title = "not now"


class Reused(Denied):
    """An Idempotency-Key was used for another request."""

    title = "the key was used before"


class Crowded(Denied):
    """Too many jobs wait already."""

    title = "too many jobs wait"
    recoverable = True


class Gone(LoadError):  # noqa: N818 - reads as what happened
    """A bundle is no longer there, and cannot be regenerated as it was."""

    title = "the bundle is gone"
    code = "VALIDATION_ERROR"


class Unproven(LoadError):  # noqa: N818 - reads as what happened
    """What was loaded is not what was to be loaded; it was rolled back."""

    title = "the load could not be proven"


class Changed(Unproven):
    """A tenant is not what was loaded: people changed it."""

    title = "the tenant is not as it was loaded"


class TargetProblem(LoadError):  # noqa: N818 - reads as what happened
    """The database is not as it must be."""

    exit_code = 3
    title = "the database is not ready for a load"
    code = "VALIDATION_ERROR"


class DatabaseProblem(LoadError):  # noqa: N818 - reads as what happened
    """The database rejected it, or went away."""

    exit_code = 3
    title = "the database rejected it"
    code = "DATABASE_ERROR"
    recoverable = True


class Busy(DatabaseProblem):
    """The tenant is locked by another job."""

    title = "busy"


class TimedOut(LoadError):  # noqa: N818 - reads as what happened
    """The deadline has passed; what was loaded was rolled back."""

    exit_code = 3
    title = "timed out"
    code = "TIMEOUT"
    recoverable = True


class Cancelled(LoadError):  # noqa: N818 - reads as what happened
    """Somebody cancelled it; what was loaded was rolled back."""

    exit_code = 130
    title = "cancelled"
    code = "CANCELLED"
    recoverable = True


class Unknown(LoadError):  # noqa: N818 - reads as what happened
    """The database went away at COMMIT and did not come back in time to be asked."""

    exit_code = 4
    title = "the outcome is unknown"
    code = "DATABASE_ERROR"
    recoverable = True
