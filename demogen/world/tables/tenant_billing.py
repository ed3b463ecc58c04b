"""The room of `tenant_billing`: how the tenant is billed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from demogen.draw import parallel, strings, tax_numbers
from demogen.draw.arrays import Ints
from demogen.draw.distributions import scale
from demogen.draw.parallel import Slices
from demogen.draw.streams import Address

if TYPE_CHECKING:
    from demogen.config.country import Country
    from demogen.draw.streams import Draws
    from demogen.world.observe import Observation

FIRST_UNSPACED = "\u2e80"  # from here on scripts have no spaces between words


def slices(seen: Observation) -> Slices[Ints]:
    """Return the slices of rows that are known: one row."""
    del seen
    return parallel.sliced(1, 1)


def columns(seen: Observation, rows: Ints) -> dict[str, Any]:
    """Return the columns of some rows."""
    config, gazetteer = seen.world.plan.config, seen.world.gazetteer
    draws = seen.world.source.of("tenant_billing", Address(np.zeros(len(rows), dtype=np.int64), rows))
    legal, billing = config.country.legal_forms, config.behaviour.billing
    form = legal.texts[int(draws.pick("legal_form", legal.weights)[0])]
    space = "" if form[0] >= FIRST_UNSPACED else " "
    name = config.tenant_name if config.tenant_name.endswith(form) else f"{config.tenant_name}{space}{form}"
    words = {
        "legal_name": name,
        "tax_id": tax_id(config.country, draws, config.slug),
        "billing_email": f"billing@{config.slug}.example",
        "plan": billing.plan_of(config.team_size),
        "billing_cycle": "yearly" if draws.chance("billing_cycle", billing.yearly_per_mille)[0] else "monthly",
    }
    place = np.full(len(rows), gazetteer.home(config.timezone), dtype=np.int64)
    return {
        **{name: strings.take([word], rows) for name, word in words.items()},
        **gazetteer.address(draws, place),
        "created_at": np.full(len(rows), seen.world.tenant.created, dtype=np.int64),
    }


def tax_id(country: Country, draws: Draws, slug: str) -> str:
    """Draw a tax number of the country's form that can be nobody's; two tenants of one seed have two."""
    numbers = country.tax_numbers

    def below(column: str, bound: int) -> int:
        return int(scale(draws.words(column, slug), bound)[0])

    pattern = numbers.patterns[below("tax_id", len(numbers.patterns))]
    return tax_numbers.fill(pattern, numbers.check, lambda i, bound: below(f"tax_id.{i}", bound))
