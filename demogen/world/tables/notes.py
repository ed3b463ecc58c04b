"""The room of `notes`: what people wrote down about contacts and deals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from demogen.draw import formats, ids
from demogen.draw.arrays import Ints
from demogen.draw.parallel import Slices
from demogen.draw.records import Records, unpack
from demogen.draw.timed import draws_of, with_ids
from demogen.world.engagement import DEAL
from demogen.world.note_text import Facts, write_notes
from demogen.world.recorded import NOTE_STREAMS
from demogen.world.sales import expected_days
from demogen.world.wording import Cast

if TYPE_CHECKING:
    from demogen.world.observe import Observation


def slices(seen: Observation) -> Slices[tuple[Records, ids.Ids]]:
    """Return the slices of rows that are known, with their ids."""
    found = seen.recorded.notes
    return Slices(len(found), with_ids(found, seen.world.source, NOTE_STREAMS))


def columns(seen: Observation, rows: tuple[Records, ids.Ids]) -> dict[str, Any]:
    """Return the columns of some rows."""
    world, (records, keys) = seen.world, rows
    found = unpack(records)
    contact, deal = found["contact"], np.where(found["part"] == DEAL, found["parent"], -1)
    facts = Facts(found["reason"], found["phase"], found["step"], found["step_day"])
    cast = seen.cast(seen.persons.leads + contact, found["user"])
    draws, slots = draws_of(records, world.source, NOTE_STREAMS), _slots(seen, cast, contact, deal, facts)
    return {
        "id": keys,
        "contact_id": (world.contacts.ids, contact),
        "deal_id": (world.deals.ids, deal),
        "author_id": (world.team.ids, found["user"]),
        "body": write_notes(draws, found["kind"], found["product"], facts, seen.book, cast, slots),
        "created_at": found["created"],
    }


def _slots(seen: Observation, cast: Cast, contact: Ints, deal: Ints, facts: Facts) -> dict[str, Any]:
    """Return what fills the slots of notes: the person, their company without a last dot, the deal, what comes next."""
    import pyarrow.compute as pc

    world, config, text = seen.world, seen.world.plan.config, seen.book.wording.texts[0]
    symbol = formats.symbol(text.symbols, text.number.money, config.currency.code)
    pattern, minor = config.country.date_format, config.currency.minor
    return {
        **cast.slots(np.zeros(len(deal), dtype=np.bool_)),
        "company": lambda rows: pc.utf8_rtrim(seen.companies_called(world.contacts.company[contact[rows]]), "."),
        "amount": lambda rows: formats.money(world.deals.amount[deal[rows]], minor, text.number, symbol),
        "day": lambda rows: formats.day(expected_days(world.plan, world.deals, deal[rows]), pattern),
        "next_day": lambda rows: formats.day(facts.step_day[rows], pattern),
    }
