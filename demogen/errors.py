"""The errors of demogen, by whose fault they are.

    DemogenError
    ├── ConfigError          the config, an option or a reference file is wrong         exit 2
    │   └── PlanError        each setting is fine, together they cannot be met          exit 2
    ├── BundleError          a bundle is not what its manifest says                     exit 1
    ├── CheckFailed          what was generated is not what was asked for               exit 1
    ├── Refused              a guard refused: the target exists, a digest differs       exit 1
    ├── EnvironmentProblem   the machine failed: disk, permissions, memory              exit 3
    └── NotAnswered          nothing failed, but a table or column is missing             exit 4

Every error carries all the problems that were found, each with what, where, expected, found and what to do.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong, told so that it can be mended.

    `remedy` lists settings of a config, as JSON pointers with the value that each would need.
    """

    where: str
    what: str
    expected: str = ""
    found: str = ""
    hint: str = ""
    remedy: tuple[tuple[str, Any], ...] = ()

    def __str__(self) -> str:
        """Return the problem in one line."""
        parts = [f"{self.where}: {self.what}" if self.where else self.what]
        if self.expected:
            parts.append(f"expected {self.expected}")
        if self.found:
            parts.append(f"found {self.found}")
        line = "; ".join(parts)
        hint = self.full_hint
        return f"{line}. {hint}" if hint else line

    @property
    def full_hint(self) -> str:
        """Return what to do, with the values that would work."""
        values = ", ".join(f"{pointer[1:].replace('/', '.')}: {value}" for pointer, value in self.remedy)
        return " ".join(part for part in (self.hint, f"This works: {values}." if values else "") if part)

    def as_json(self) -> dict[str, Any]:
        """Return the problem as JSON, without what is not known."""
        known = {name: getattr(self, name) for name in ("where", "what", "expected", "found", "hint")}
        return {key: value for key, value in {**known, "remedy": dict(self.remedy)}.items() if value}


class DemogenError(Exception):
    """Something that a user can act on."""

    exit_code = 1
    title = "failed"

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        """Keep every problem, in the order in which they were found."""
        self.problems = [problems] if isinstance(problems, Problem) else list(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[type[DemogenError], tuple[list[Problem]]]:
        """Go from one process to another with every problem."""
        return type(self), (self.problems,)


class ConfigError(DemogenError):
    """The config, an option or a reference file is wrong."""

    exit_code = 2
    title = "the config has a problem"


class PlanError(ConfigError):
    """Each setting is within its limits, but together they cannot be met."""

    title = "the config cannot be met"

    def with_remedy(self, remedy: tuple[tuple[str, Any], ...]) -> PlanError:
        """Return the same problems with the settings under which none of them arises."""
        return PlanError([replace(problem, remedy=remedy) for problem in self.problems])


class BundleError(DemogenError):
    """A bundle is not what its manifest says."""

    title = "the bundle is not sound"


class NoBundle(BundleError):  # noqa: N818 - reads as what happened
    """There is no bundle where one was named."""

    title = "there is no bundle"


class CheckFailed(DemogenError):  # noqa: N818 - reads as what happened
    """What was generated is not what was asked for."""

    title = "a check failed"


class Refused(DemogenError):  # noqa: N818 - reads as what happened
    """A guard refused."""

    title = "refused"


class EnvironmentProblem(DemogenError):  # noqa: N818 - reads as what happened
    """The machine failed."""

    exit_code = 3
    title = "the environment has a problem"


class NotAnswered(DemogenError):  # noqa: N818 - reads as what happened
    """Nothing failed, but not everything could be answered: the outcome is unknown."""

    exit_code = 4
    title = "not every check could be answered"
