"""Days with more leads and days with fewer: each day has a factor of its own, drawn for the tenant.

Real arrivals vary more from day to day than chance would have it: their variance is 1.3 to 4 times their mean (Olist's
leads 3.1, ECI's opportunities 4.0). The spread is what brings a tenant of its size there; it goes by powers of four of
the leads a day, so that a few leads more move none of the others. Now and then a list is imported.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Context, Decimal, localcontext

import numpy as np

from demogen.config.resolve import Config
from demogen.draw.arrays import Ints
from demogen.draw.distributions import ONE, exp
from demogen.draw.streams import Address, Source
from demogen.draw.zones import day_number

SPREAD, STEP = Decimal("0.5"), 4  # variance of the factor of up to four leads a day; a quarter of it for each power
IMPORT_PER_MILLE, IMPORT_FACTOR = 12, 3000
USUAL, LEAST, MOST = 1000, 50, 6000  # thousandths


def rush_factors(config: Config, days: Sequence[date]) -> Ints:
    """Return the factor of each day, in thousandths."""
    power, mean = 1, config.leads // max((config.as_of - config.start_date).days, 1)
    while power * STEP <= mean:
        power *= STEP
    with localcontext(Context(prec=28)):
        variance = (1 + SPREAD / power).ln()
        sigma, shift = int(variance.sqrt() * ONE), int(variance * ONE / 2)
    ordinal = np.array([day_number(day) for day in days], dtype=np.int64)
    draws = Source(config.seed, config.slug, ("",)).of("days", Address(np.zeros(len(ordinal), np.int64), ordinal))
    factor = (exp(((draws.normal("leads") * sigma) >> 20) - shift) * USUAL) >> 20
    factor += np.where(draws.chance("import", IMPORT_PER_MILLE), IMPORT_FACTOR // power, 0)
    return np.clip(factor, LEAST, MOST)
