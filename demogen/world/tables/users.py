"""The room of `users`: who works, or worked, for the tenant."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from demogen.bundle.columns import take_rows
from demogen.draw import parallel, strings
from demogen.draw.arrays import Ints
from demogen.draw.parallel import Slices
from demogen.draw.worktime import NEVER
from demogen.world.team import STRIDE, Team

if TYPE_CHECKING:
    from demogen.world.observe import Observation

ROLES = ("admin", "manager", "rep")


def slices(seen: Observation) -> Slices[Ints]:
    """Return the slices of rows that are known: numbers in the order of creation."""
    begins, _ = _tenure(seen.world.team)
    return parallel.sliced(int((begins < seen.until).sum()), len(begins))


def columns(seen: Observation, rows: Ints) -> dict[str, Any]:
    """Return the columns of some rows."""
    team, config = seen.world.team, seen.world.plan.config
    begins, ends = _tenure(team)
    known = np.flatnonzero(begins < seen.until)
    order = known[team.ids.take(known).order(begins[known])][rows]
    return {name: take_rows(values, order) for name, values in _every(seen, begins, ends, config.timezone).items()}


def _tenure(team: Team) -> tuple[Ints, Ints]:
    """Return when each user joined and left."""
    holder = team.draws.address.ordinal % STRIDE
    return team.begins[team.seat_of_user, holder], team.ends[team.seat_of_user, holder]


def _every(seen: Observation, begins: Ints, ends: Ints, timezone: str) -> dict[str, Any]:
    """Return the columns of all users by number, also of those that will come."""
    team, config, gazetteer, people = seen.world.team, seen.world.plan.config, seen.world.gazetteer, seen.crew
    place = np.full(len(people.first), gazetteer.home(timezone), dtype=np.int64)
    local = strings.numbered(gazetteer.local_part(people))
    jobs = config.industry.team
    titles = [jobs.head, jobs.manager, *jobs.rep.texts]
    rep = 2 + team.draws.pick("title", jobs.rep.weights)
    role = np.array([ROLES.index(r) for r in team.roles], dtype=np.int64)[team.seat_of_user]
    names, gone = gazetteer.names(people), ends < seen.until
    return {
        "id": team.ids,
        "email": strings.join(local, "@", config.slug, ".example"),
        **{name: names[name] for name in ("first_name", "last_name", "full_name")},
        "role": strings.take(ROLES, role),
        "title": strings.take(titles, np.where(role == 2, rep, role)),
        "phone": gazetteer.phones(team.draws, place),
        "timezone": strings.take([timezone], np.zeros(len(role), dtype=np.int64)),
        "manager_id": (team.ids, _managers(team, begins)),
        "is_active": ~gone,
        "created_at": begins,
        "deactivated_at": np.where(gone, ends, NEVER),
    }


def _managers(team: Team, begins: Ints) -> Ints:
    """Return whom each user reported to on joining: a manager in turn, else the head; -1 for the head."""
    seat = team.seat_of_user
    managers = [i for i, role in enumerate(team.roles) if role == "manager" and team.starts[i] <= team.starts[0]]
    above = np.zeros(len(seat), dtype=np.int64)
    if managers:
        above = np.array(managers, dtype=np.int64)[seat % len(managers)]
    above = np.where(np.isin(seat, [i for i, role in enumerate(team.roles) if role == "manager"]), 0, above)
    return np.where(seat == 0, -1, team.holder(above, begins))
