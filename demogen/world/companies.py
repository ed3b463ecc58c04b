"""Companies: when the tenant came to know them, what they are called, where and how large they are.

Names are invented and unique in the tenant; of two that would share a name the one that came later gets another.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from demogen.draw import arrays, ids, strings
from demogen.draw.arrays import Ints
from demogen.draw.distributions import lognormal
from demogen.draw.streams import Draws, Source, enumerate_periods
from demogen.plan.calendar import Calendar, staff_births

if TYPE_CHECKING:
    from demogen.world.people import Gazetteer
    from demogen.world.team import Team


ATTEMPTS = 6
JAPANESE_FORMS = "株式会社|有限会社|合同会社| "
REVENUE_PER_HEAD_DOLLARS = 140_000
SIZE_BY_OUTCOME, BY_AMOUNT_PER_MILLE = (14, 29), 350  # median where the first deal was won, and lost
MEDIAN_SIZE, SIZE_SIGMA = 20, 1415578  # employees; sigma 1.35 in units of 2^-20


@dataclass(frozen=True)
class Companies:
    """Companies in order of creation; `size` is the number of employees, `weight` how many people one meets there."""

    created: Ints
    seat: Ints
    place: Ints
    size: Ints
    weight: Ints
    ids: ids.Ids
    draws: Draws


@dataclass(frozen=True)
class Names:
    """What companies are called: name and web domain (without the top level) as text, sector as index."""

    name: Any
    domain: Any
    sector: Ints


def draw_companies(
    source: Source, calendar: Calendar, counts: tuple[int, ...], team: Team, gazetteer: Gazetteer
) -> Companies:
    """Draw the companies of every period; the founding one is there when the tenant opens."""
    address = enumerate_periods(counts)
    created = staff_births(source.of("companies", address), calendar)
    founder = (address.period == calendar.first_working) & (address.ordinal == 0)
    created = np.where(founder, calendar.founding, created)
    order = ids.draw(source.of("companies", address), created).order(created)
    address, created = address.take(order), created[order]
    draws = source.of("companies", address)
    size = np.maximum(lognormal(draws.words("employee_count"), MEDIAN_SIZE, SIZE_SIGMA), 1)
    weight = np.sqrt(np.minimum(size, 5_000) * 1_000_000).astype(np.int64)
    return Companies(
        created,
        team.pick(draws.words("owner"), created),
        gazetteer.draw_places(draws),
        size,
        weight,
        ids.draw(draws, created),
        draws,
    )


def draw_sizes(draws: Draws, outcome: Ints, amount: npt.NDArray[np.uint32]) -> Ints:
    """Draw how many employees companies have: a part of them by the amount of their first deal.

    Larger firms are harder to win: `outcome` is 1 where the first deal was won, 2 where it was lost, 0 without one.
    """
    by_amount = draws.chance("size_by_amount", BY_AMOUNT_PER_MILLE)
    words = np.where(by_amount, amount, draws.words("employee_count"))
    median = np.array([MEDIAN_SIZE, *SIZE_BY_OUTCOME], dtype=np.int64)[outcome]
    return np.maximum(lognormal(words, median, SIZE_SIGMA), 1)


def name_companies(draws: Draws, gazetteer: Gazetteer, place: Ints, *, unique: bool) -> Names:
    """Name companies; in order of creation, so that a later one gives way."""
    patterns = [row[0] for row in gazetteer.data["companyPatterns"]]
    wide = [i for i, pattern in enumerate(patterns) if "{sector}" in pattern]
    rows = np.arange(len(draws.address), dtype=np.int64)
    choice = draws.pick("name_pattern", [row[1] for row in gazetteer.data["companyPatterns"]])
    names = _compose(draws, gazetteer, place, choice, patterns, "")
    for attempt in range(1, ATTEMPTS):
        taken = strings.occurrence(strings.codes(names.domain)) > 0 if unique else np.zeros(len(rows), dtype=np.bool_)
        again = rows[taken | _is_real(names, gazetteer.real_firms)]
        if not len(again):
            break
        fewer = draws.take(again)
        fresh = _compose(
            fewer,
            gazetteer,
            place[again],
            np.array(wide, dtype=np.int64)[fewer.below(f"name_pattern.{attempt}", len(wide))],
            patterns,
            f".{attempt}",
        )
        names = _replace(names, again, fresh)
    return (
        Names(strings.numbered(names.name, " "), strings.numbered(names.domain, "-"), names.sector) if unique else names
    )


def _is_real(names: Names, real_firms: list[str]) -> npt.NDArray[np.bool_]:
    """Tell which companies are called like real firms: by their domain, or in their own script."""
    import pyarrow.compute as pc

    known, flags = arrays.texts(real_firms), np.zeros(len(names.sector), dtype=np.bool_)
    for bare in (
        pc.replace_substring(names.domain, "-", ""),
        pc.replace_substring_regex(names.name, JAPANESE_FORMS, ""),
    ):
        flags |= arrays.flags(pc.is_in(bare, value_set=known)).astype(np.bool_)
    return flags


def _compose(draws: Draws, gazetteer: Gazetteer, place: Ints, choice: Ints, patterns: list[str], salt: str) -> Names:
    data = gazetteer.data
    native = data["nameOrder"] == "family_first"
    root = draws.below(f"name_root{salt}", len(data["companyRoots"]))
    sector = draws.pick(f"sector{salt}", [row[3] for row in data["sectors"]])
    surnames = [gazetteer.pick_surname(draws, f"{column}{salt}") for column in ("name_surname", "name_surname2")]
    legal = draws.pick("legal_form", [row[1] for row in data["legalForms"]])
    slots = {
        "root": strings.take([row[0] for row in data["companyRoots"]], root),
        "sector": strings.take([row[0] for row in data["sectors"]], sector),
        "surname": gazetteer.surnames(surnames[0], native=native),
        "surname2": gazetteer.surnames(surnames[1], native=native),
        "city": strings.take([p["city"].split(",")[0] for p in gazetteer.places], place),
        "legal": strings.take([row[0] for row in data["legalForms"]], legal),
    }
    slugs = {
        "root": strings.take([row[1] for row in data["companyRoots"]], root),
        "sector": strings.take([row[1] for row in data["sectors"]], sector),
        "surname": strings.take(gazetteer.last_slugs, surnames[0]),
        "surname2": strings.take(gazetteer.last_slugs, surnames[1]),
        "city": strings.take([p["slug"].split("-dubai")[0] for p in gazetteer.places], place),
    }
    return Names(
        strings.fill_by(patterns, choice, slots),
        strings.fill_by([_domain_pattern(p) for p in patterns], choice, slugs),
        sector,
    )


def _domain_pattern(pattern: str) -> str:
    """Give the slots of a name pattern that stand in its web domain, joined by hyphens."""
    import re

    return "-".join(f"{{{slot}}}" for slot in re.findall(r"\{(\w+)\}", pattern) if slot != "legal")


def _replace(names: Names, rows: Ints, fresh: Names) -> Names:
    """Put fresh names into some rows."""
    import pyarrow as pa

    index = np.arange(len(names.sector), dtype=np.int64)
    index[rows] = len(index) + np.arange(len(rows))
    sector = names.sector.copy()
    sector[rows] = fresh.sector
    merge = [
        pa.concat_arrays([old, new]).take(arrays.column(index))
        for old, new in ((names.name, fresh.name), (names.domain, fresh.domain))
    ]
    return Names(merge[0], merge[1], sector)


def company_columns(
    companies: Companies, names: Names, rows: Ints, gazetteer: Gazetteer, team: Team, calendar: Calendar, until: int
) -> dict[str, Any]:
    """Give the columns of some companies as they are known at a moment."""
    draws = companies.draws.take(rows)
    place = companies.place[rows]
    revenue = companies.size[rows] * REVENUE_PER_HEAD_DOLLARS // 1000 * (600 + draws.below("annual_revenue", 900))
    per_dollar = calendar.config.currency.per_dollar
    units = revenue * int(per_dollar * 10_000) // 10_000 // 10_000 * 10_000
    take = arrays.column(rows)
    return {
        "id": companies.ids.take(rows),
        "owner_id": (team.ids, team.holder(companies.seat[rows], until - 1)),
        "name": names.name.take(take),
        "domain": strings.join(names.domain.take(take), ".example"),
        "industry": strings.coded([row[2] for row in gazetteer.data["sectors"]], names.sector[rows]),
        "employee_count": companies.size[rows],
        "annual_revenue": np.maximum(units, 10_000) * 100,
        "phone": gazetteer.phones(draws, place, mobile_per_mille=0),
        **gazetteer.address(draws, place),
        "created_at": companies.created[rows],
    }
