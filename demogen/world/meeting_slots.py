"""Meetings and tasks lie in office hours: each meeting begins and ends in one stretch of them, without a break.

Positions are those on the axes of the seats' shifts; a stretch is one of the shift in which the office is open, too.
"""

from __future__ import annotations

import numpy as np

from demogen.draw.arrays import Bools, Ints, Words
from demogen.draw.distributions import scale
from demogen.draw.worktime import MINUTE
from demogen.world.activities import Desk

SPREAD = 40 * MINUTE  # before the end of a stretch, so that not all that is put there ends with it


def fits(desk: Desk, seat: Ints, at: Ints, length: Ints) -> Bools:
    """Return what begins and ends in one stretch."""
    return room_left(desk, seat, at) >= length


def room_left(desk: Desk, seat: Ints, at: Ints) -> Ints:
    """Return how much of its stretch is left at each position, negative outside office hours."""
    shift = desk.shift[seat]
    moments = desk.shifts.moment(at, shift)
    opens, closes = desk.offices.stretch(moments, shift)
    return np.where(moments >= opens, closes - moments, -1)


def earlier(desk: Desk, seat: Ints, at: Ints, length: Ints, words: Words) -> Ints:
    """Return the same positions where something fits, else drawn ones before them: in the last stretch, where it fits.

    What began in the stretch ends shortly before its end, what began out of hours lies anywhere in it.
    """
    shift = desk.shift[seat]
    moments = desk.shifts.moment(at, shift)
    opens, closes = desk.offices.stretch(moments, shift)
    room = np.maximum(closes - length - opens, 1)
    spread = np.where(moments < closes, np.minimum(room, SPREAD), room)
    drawn = desk.shifts.position(closes - length - 1 - scale(words, spread), shift)
    return np.where((moments >= opens) & (moments + length <= closes), at, drawn)


def later(desk: Desk, seat: Ints, at: Ints, length: Ints, pause: Ints) -> Ints:
    """Return the same positions where something fits, else those a pause after the next stretch begins."""
    shift = desk.shift[seat]
    opens, _ = desk.offices.stretch(desk.shifts.moment(at, shift), shift, ahead=1)
    return np.where(fits(desk, seat, at, length), at, desk.shifts.position(opens + pause, shift))
