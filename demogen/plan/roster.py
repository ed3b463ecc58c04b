"""The roster: which seats a team of some size has, how many are there from the start, and who works in which shift.

Only a desk that never closes has shifts. They are as many as can be kept from the first day on, three at most.
"""

from __future__ import annotations

from dataclasses import dataclass

from demogen.config.resolve import Config

FOUNDERS, FOUNDING_PERCENT = 4, 60
SEATS_PER_MANAGER = 8
MOST_SHIFTS = 3


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
    """Plan the seats of a team; its reps take turns by seat at the shifts, the others work by day."""
    size = config.team_size
    managers = 0 if size < 6 else -(-size // SEATS_PER_MANAGER)
    roles = ["admin"] + ["manager" if i <= managers and (i == 1 or size > 8) else "rep" for i in range(1, size)]
    founders = min(size, max(FOUNDERS, -(-size * FOUNDING_PERCENT // 100)))
    shifts = min(MOST_SHIFTS, roles[:founders].count("rep")) if config.industry.always_open else 1
    nth = [roles[:i].count("rep") for i in range(size)]
    shift = [nth[i] % shifts if role == "rep" else shifts // 2 for i, role in enumerate(roles)]
    return Roster(tuple(roles), founders, shifts, tuple(shift))
