"""Timelines: on rows set by hand what is done follows from what was done before; in a large world causes show."""

from __future__ import annotations

import numpy as np
import pytest

from demogen.build import generate
from demogen.config.behaviour import load_behaviour
from demogen.config.name_lists import join_names
from demogen.draw.shifts import Offices, Shifts
from demogen.draw.streams import Source, enumerate_periods
from demogen.draw.worktime import HOUR, MINUTE, NEVER, SECOND, Axis
from demogen.world import queues, timelines
from demogen.world.activities import CALL, EMAIL, MEETING, Activities, Desk
from demogen.world.kinds import ANSWERS, REPLIES, Kind
from demogen.world.threads import follow

TOTAL = 1000 * HOUR
AXIS = Axis(np.array([0]), np.array([TOTAL]), np.array([TOTAL]))
DESK = Desk(
    Shifts([AXIS]),
    Offices([AXIS], AXIS, np.array([0])),
    np.zeros(4, dtype=np.int64),
    8 * HOUR,
    500,
    np.array([500]),
    load_behaviour(),
)


def lined_up(*rows):
    """Return activities from (seat, minute, kind, seconds, fixed), all of parent 0 unless a sixth says another."""
    count = len(rows)
    at = np.array([row[1] * MINUTE for row in rows], dtype=np.int64)
    kind = np.array([row[2] for row in rows], dtype=np.int64)
    meeting = np.isin(kind, [Kind.HELD, Kind.MEETING_WON, Kind.MEETING_LOST])
    mail = np.isin(kind, [Kind.EMAIL_OUTBOUND, Kind.EMAIL_INBOUND, Kind.EMAIL_WON])
    return Activities(
        parent=np.array([row[5] if len(row) > 5 else 0 for row in rows], dtype=np.int64),
        at=at,
        created=at.copy(),
        due=np.where(meeting, at, NEVER),
        occurred=at.copy(),
        cancelled=np.zeros(count, dtype=np.bool_),
        type=np.where(meeting, MEETING, np.where(mail, EMAIL, CALL)),
        inbound=np.isin(kind, [Kind.EMAIL_INBOUND, Kind.EMAIL_WON, Kind.CALL_INBOUND]),
        kind=kind,
        seat=np.array([row[0] for row in rows], dtype=np.int64),
        seconds=np.array([row[3] for row in rows], dtype=np.int64),
        fixed=np.array([row[4] for row in rows], dtype=np.bool_),
        bounced=np.zeros(count, dtype=np.bool_),
        draws=Source("s", "t", ("p",)).of("x", enumerate_periods([count])),
    )


def settled(found, high=TOTAL):
    drawn = timelines.settle(found, DESK, lambda rows: (np.zeros(len(rows), dtype=np.int64), np.full(len(rows), high)))
    rows = queues.talking(drawn)
    changes = queues.queue(queues.line_up(0, drawn, rows, np.full(len(rows), min(high, TOTAL - 2))), DESK)
    return queues.apply(drawn, changes, DESK, tries=False)


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ([(0, 0, Kind.HELD, 3600, False), (0, 30, Kind.CONNECTED, 300, False)], "the later one waits"),
        ([(0, 0, Kind.HELD, 3600, False), (0, 30, Kind.CALL_WON, 300, True)], "the earlier one waits for what stays"),
        ([(0, 0, Kind.HELD, 1800, False), (0, 29, Kind.CONNECTED, 300, False)] * 3, "many wait for each other"),
    ],
)
def test_conversations_of_one_seat_come_one_after_another(rows, says):
    found = settled(lined_up(*rows))
    order = np.argsort(found.at, kind="stable")
    ends = (found.at + found.seconds * SECOND)[order]
    assert (found.at[order][1:] >= ends[:-1]).all(), says
    assert (found.seconds > 0).all()
    assert (found.at >= np.array([row[1] * MINUTE for row in rows])).all()
    assert (found.occurred == found.at).all()
    assert all(found.at[i] == rows[i][1] * MINUTE for i in range(len(rows)) if rows[i][4])


def test_conversations_of_different_seats_do_not_wait():
    found = settled(lined_up((0, 1, Kind.HELD, 3600, False), (1, 30, Kind.CONNECTED, 300, False)))
    assert found.at.tolist() == [MINUTE, 30 * MINUTE]


def test_what_stays_is_written_where_there_is_no_time_to_talk():
    """Of two that stay, the earlier is cut short; where too little is left of the later one's time, it is an e-mail."""
    cut = settled(lined_up((0, 1, Kind.CALL_INBOUND, 900, True), (0, 6, Kind.CALL_WON, 300, True)))
    assert cut.seconds.tolist() == [299, 300]
    both = settled(lined_up((0, 10, Kind.HELD, 2700, True), (0, 11, Kind.CALL_WON, 300, True)))
    assert both.type.tolist() == [MEETING, EMAIL]
    assert both.kind[1] == Kind.EMAIL_WON
    assert both.inbound[1]
    assert both.seconds[1] == 0


def test_what_would_wait_beyond_a_move_is_a_missed_call():
    found = settled(
        lined_up(
            (0, 0, Kind.CALL_INBOUND, 3000, True), (0, 30, Kind.CONNECTED, 300, False), (0, 31, Kind.HELD, 1800, False)
        ),
        high=61 * MINUTE,
    )
    talking = found.seconds > 0
    assert (found.at + found.seconds * SECOND)[talking].max() <= 61 * MINUTE
    assert (found.kind[~talking] == Kind.NO_ANSWER).all()
    assert not talking.all()


def test_conversations_are_over_before_the_next_move():
    found = settled(lined_up((0, 55, Kind.MEETING_WON, 3600, True)), high=60 * MINUTE)
    assert found.at[0] + found.seconds[0] * SECOND <= 60 * MINUTE
    assert found.created[0] <= found.occurred[0]


def test_letters_alternate_and_answers_come_soon():
    days = 24 * 60
    asks = [(0, day * days, Kind.EMAIL_INBOUND, 0, False) for day in range(4)]
    found = settled(lined_up(*asks))
    order = np.argsort(found.at, kind="stable")
    assert found.inbound[order].tolist() == [True, False, True, False]
    told = follow(found, DESK.habits.emails)
    kinds = told.kind[order].tolist()
    assert kinds[1] in ANSWERS
    assert kinds[2] == REPLIES[-1]
    assert told.continues[order].tolist()[1:3] == [True, True]
    assert found.at[order][1] - found.at[order][0] <= DESK.habits.emails.slowest_seconds * SECOND


def test_a_decision_keeps_its_words():
    found = settled(lined_up((0, 0, Kind.EMAIL_INBOUND, 0, False), (0, 90, Kind.EMAIL_WON, 0, True)))
    assert found.inbound.tolist() == [True, True]
    assert follow(found, DESK.habits.emails).kind[1] == Kind.EMAIL_WON


def test_another_try_is_told_from_the_first():
    calls = [
        (0, i * 500, kind, 0, True)
        for i, kind in enumerate((Kind.VOICEMAIL, Kind.NO_ANSWER, Kind.CALL_INBOUND, Kind.NO_ANSWER))
    ]
    told = follow(lined_up(*calls), DESK.habits.emails)
    assert told.kind.tolist() == [Kind.VOICEMAIL, Kind.NO_ANSWER_AGAIN, Kind.CALL_INBOUND, Kind.NO_ANSWER]


def test_order_of_rows_does_not_matter():
    rows = [
        (i % 3, (i * 37) % 900, (Kind.HELD, Kind.CONNECTED)[i % 2], 1800 - 900 * (i % 2), i % 7 == 0, i)
        for i in range(60)
    ]
    found = lined_up(*rows)
    back = np.arange(60)[::-1]
    once, again = settled(found), settled(found.take(back)).take(back)
    for name in ("at", "kind", "seconds", "type"):
        assert getattr(once, name).tolist() == getattr(again, name).tolist(), name


@pytest.fixture(scope="module")
def many():
    asked = {"country": "US", "industry": "saas", "startDate": "2024-07-01", "asOf": "2026-06-30", "teamSize": 40}
    return generate({**asked, "targets": {"leads": 15000}}, "crew")


def test_newcomers_win_less(many):
    """Of the deals of people who joined later, those that began in their first three months are won less often."""
    users = {row["id"]: row["created_at"] for row in many.tables["users"].to_pylist()}
    first = min(users.values())
    counts = {True: [0, 0], False: [0, 0]}
    for deal in many.tables["deals"].to_pylist():
        joined = users[deal["owner_id"]]
        if deal["status"] in {"won", "lost"} and joined > first and deal["created_at"] >= joined:
            new = (deal["created_at"] - joined).days < 90
            counts[new][0] += deal["status"] == "won"
            counts[new][1] += 1
    (new_won, new_all), (old_won, old_all) = counts[True], counts[False]
    assert new_all > 100
    assert new_won / new_all < 0.75 * old_won / old_all


def test_who_is_higher_up_is_older(many):
    """Among chief executives names of the oldest cohort are frequent, among specialists those of the youngest."""
    country = many.config.country
    pool = max(country.name_pools, key=lambda pool: pool.weight)
    names = join_names([pool.female, pool.male])
    weights = dict(zip(names.latin, zip(*names.weights, strict=True), strict=True))
    rank = dict(zip(country.titles.texts, country.titles.seniorities, strict=True))
    shares = {"executive": [], "specialist": []}
    for contact in many.tables["contacts"].to_pylist():
        level, found = rank.get(contact["title"]), weights.get(contact["first_name"])
        if level in shares and found:
            shares[level].append(found[2] / sum(found))
    young = {level: sum(values) / len(values) for level, values in shares.items()}
    assert young["specialist"] > young["executive"] + 0.05
