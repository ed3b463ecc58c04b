"""The team: seats, and the people who hold them one after another.

A record belongs to a seat; its owner on a day is whoever holds the seat then. The first seats are there from the
start, the others are filled as the tenant grows, all of them by `asOf`. Who leaves is followed at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from demogen.config.behaviour import TeamBehaviour
from demogen.draw import ids
from demogen.draw.arrays import Ints, Words
from demogen.draw.distributions import exp, pick_prefix, scale
from demogen.draw.streams import Address, Draws, Source, mix
from demogen.draw.worktime import HOUR, NEVER
from demogen.plan.calendar import Calendar
from demogen.plan.roster import Roster

HOLDERS = 16
STRIDE = 64
CUT = 3 << 19  # of differences between people, at 1.5 sigmas


@dataclass(frozen=True)
class Team:
    """Seats by number; users are (seat, holder) pairs, `begins` and `ends` in microseconds UTC.

    `skill` is how much of the work comes to a seat, `closing` how much of it is won, both in units of 2^-20.
    """

    roles: Sequence[str]
    shift: Ints
    starts: Ints
    skill: Ints
    closing: Ints
    begins: Ints
    ends: Ints
    user_of: Ints
    seat_of_user: Ints
    ids: ids.Ids
    draws: Draws
    habits: TeamBehaviour

    @property
    def owners(self) -> Ints:
        """List the seats that look after records, by when they were first filled."""
        seats = np.array([i for i, role in enumerate(self.roles) if role == "rep"], dtype=np.int64)
        result: Ints = seats[np.argsort(self.starts[seats], kind="stable")]
        return result

    def pick(self, words: Words, moments: Ints) -> Ints:
        """Draw a seat that looks after records and was filled at each moment, by skill; newcomers get fewer."""
        return self._pick(self.owners, words, moments, self.skill, self.habits.passed_on.open)

    def pick_by_outcome(self, words: Words, moments: Ints, outcome: Ints) -> Ints:
        """Draw a seat like `pick` for deals whose outcome is known: 1 won, 2 lost, 0 for neither.

        Who closes well has more of the won ones, who is new has few. The same word mostly gives the same seat, or one
        beside it.
        """
        weights = (self.skill, (self.skill >> 10) * (self.closing >> 10), (self.skill << 20) // self.closing)
        result = np.empty(len(moments), dtype=np.int64)
        for k, weight in enumerate(weights):
            rows = np.flatnonzero(outcome == k)
            result[rows] = self._pick(self.owners, words[rows], moments[rows], weight, self.habits.passed_on[k])
        return result

    def pick_on_duty(self, words: Words, moments: Ints, shift: Ints) -> Ints:
        """Draw a seat like `pick`, one that works in a shift; any where it is -1."""
        result = np.empty(len(moments), dtype=np.int64)
        for k in np.unique(shift):
            rows = np.flatnonzero(shift == k)
            owners = self.owners if k < 0 else self.owners[self.shift[self.owners] == k]
            result[rows] = self._pick(owners, words[rows], moments[rows], self.skill, self.habits.passed_on.open)
        return result

    def _pick(self, owners: Ints, words: Words, moments: Ints, weights: Ints, passed_on: int) -> Ints:
        """Draw seats by weight; of those whose holder is new, so many of a hundred once more."""
        there = np.maximum(np.searchsorted(self.starts[owners], moments, side="right"), 1)
        weights = np.maximum(weights[owners], 1)
        result: Ints = owners[pick_prefix(words, weights, there)]
        again = mix(words)
        passes = self.is_new(result, moments) & (scale(again, 100) < passed_on)
        result[passes] = owners[pick_prefix(mix(again[passes]), weights, there[passes])]
        return result

    def is_new(self, seats: Ints, moments: Ints) -> npt.NDArray[np.bool_]:
        """Return whether those who hold seats at moments joined less than some months before; founders did not."""
        joined = self.begins[seats, self._nth(seats, moments)]
        result: npt.NDArray[np.bool_] = (moments - joined < self.habits.new_days * 24 * HOUR) & (
            joined > self.starts.min()
        )
        return result

    def holder(self, seats: Ints, moments: Ints | int) -> Ints:
        """Return the user who holds each seat at a moment."""
        result: Ints = self.user_of[
            seats, self._nth(seats, np.broadcast_to(np.asarray(moments, dtype=np.int64), seats.shape))
        ]
        return result

    @cached_property
    def _ends(self) -> list[Ints]:
        """Return when the first holder of each seat left, the second, and so on, as far as anybody did."""
        return [ends.copy() for ends in self.ends.T[:-1] if (ends < NEVER).any()]

    def _nth(self, seats: Ints, moments: Ints) -> Ints:
        """Count who held seats before those who hold them at moments."""
        nth = np.zeros(len(seats), dtype=np.int64)
        for ends in self._ends:
            nth += ends[seats] <= moments
        return nth


def draw_team(source: Source, calendar: Calendar, roster: Roster) -> Team:
    """Draw the seats and who holds them when."""
    size, habits = len(roster.roles), calendar.config.behaviour.team
    seats = source.of("seats", Address(np.zeros(size, dtype=np.int64), np.arange(size, dtype=np.int64)))
    opening, end = int(calendar.marks[0]), calendar.as_of
    low, high = (int(calendar.office.position(at)) for at in (calendar.founding, end))
    growth = calendar.office.moment(low + scale(seats.words("start"), max((high - low) * 9 // 10, 1)))
    starts = np.where(np.arange(size) < roster.founders, opening, np.minimum(growth, end - 1))
    spread = (("skill", habits.skill_sigma), ("closing", habits.closing_sigma))
    skill, closing = (exp((np.clip(seats.normal(name), -CUT, CUT) * sigma) // 100) for name, sigma in spread)
    begins, ends = _tenures(source, calendar, starts, roster.roles)
    flat = np.flatnonzero(begins.ravel() < int(calendar.marks[-1]))
    user_of = np.full(begins.size, -1, dtype=np.int64)
    user_of[flat] = np.arange(len(flat))
    seat, holder = flat // HOLDERS, flat % HOLDERS
    draws = source.of("users", Address(np.zeros(len(flat), dtype=np.int64), seat * STRIDE + holder))
    created = begins.ravel()[flat]
    return Team(
        roles=roster.roles,
        shift=np.array(roster.shift, dtype=np.int64),
        starts=starts,
        skill=skill,
        closing=closing,
        begins=begins,
        ends=ends,
        user_of=user_of.reshape(begins.shape),
        seat_of_user=seat,
        ids=ids.draw(draws, created),
        draws=draws,
        habits=habits,
    )


def _tenures(source: Source, calendar: Calendar, starts: Ints, roles: Sequence[str]) -> tuple[Ints, Ints]:
    """Return when each holder of each seat begins and ends; the head and the managers stay."""
    size = len(starts)
    seat = np.repeat(np.arange(size, dtype=np.int64), HOLDERS)
    holders = source.of(
        "seats.holders", Address(np.zeros(len(seat), dtype=np.int64), seat * STRIDE + np.tile(np.arange(HOLDERS), size))
    )
    tenure = calendar.config.behaviour.team.tenure
    days = tenure.least_days * 1000 + ((holders.exponential("tenure") * tenure.mean_days * 1000) >> 20)
    lengths = (days * (calendar.office_day // 1000)).reshape(size, HOLDERS)
    stays = np.array([role != "rep" for role in roles])
    positions = calendar.office.position(starts)[:, None] + np.cumsum(lengths, axis=1)
    over = (positions >= calendar.office.total) | stays[:, None]
    over[:, -1] = True
    ends = np.where(over, NEVER, calendar.office.moment(positions))
    return np.concatenate([starts[:, None], ends[:, :-1]], axis=1), ends
