"""The roster: which seats a team of some size has, how many are there from the start, and who works in which shift.

Only a desk with long hours has two shifts, where both can be kept from the first day on.
"""

from __future__ import annotations

from dataclasses import dataclass

from demogen.config.resolve import Config
from demogen.draw.shifts import SHIFTS

FOUNDERS, FOUNDING_PERCENT = 4, 60
SEATS_PER_MANAGER = 8


@dataclass(frozen=True)
class Roster:
    """Seats by number, the head's first: what each does, in which shift; so many founders are there from the start."""

    roles: tuple[str, ...]
    founders: int
    shifts: int
    shift: tuple[int, ...]

    @property
    def reps(self) -> int:
        """Count the seats that look after records."""
        return self.roles.count("rep")


def plan_roster(config: Config) -> Roster:
    """Plan the seats of a team; its reps belong to the shifts in turn by seat."""
    size = config.team_size
    managers = 0 if size < 6 else -(-size // SEATS_PER_MANAGER)
    roles = ["admin"] + ["manager" if i <= managers and (i == 1 or size > 8) else "rep" for i in range(1, size)]
    founders = min(size, max(FOUNDERS, -(-size * FOUNDING_PERCENT // 100)))
    shifts = min(SHIFTS, roles[:founders].count("rep")) if config.industry.long_hours else 1
    nth = [roles[:i].count("rep") for i in range(size)]
    shift = [nth[i] % shifts if role == "rep" else 0 for i, role in enumerate(roles)]
    return Roster(tuple(roles), founders, shifts, tuple(shift))
