"""The room of `deals`: opportunities, in the stage that they have reached."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from demogen.config.model import CHANNELS
from demogen.draw import strings
from demogen.draw.arrays import Ints
from demogen.draw.parallel import Slices
from demogen.draw.worktime import NEVER
from demogen.world import stages
from demogen.world.sales import expected_days

if TYPE_CHECKING:
    from demogen.world.observe import Observation


def slices(seen: Observation) -> Slices[Ints]:
    """Return the slices of rows that are known."""
    return seen.slices(seen.world.deals.created)


def columns(seen: Observation, rows: Ints) -> dict[str, Any]:
    """Return the columns of some rows."""
    world, deals, config = seen.world, seen.world.deals, seen.world.plan.config
    industry, steps = config.industry, config.industry.pipeline.stages
    closed, contact = deals.closed[rows] < seen.until, deals.contact[rows]
    stage = stages.stage_at(deals.paths, rows, industry, deals.closed, seen.until)
    owner = world.team.holder(deals.seat[rows], np.minimum(deals.closed[rows], seen.until - 1))
    reasons = [reason.reason for reason in industry.lost_reasons]
    return {
        "id": deals.ids.take(rows),
        "company_id": (world.companies.ids, world.contacts.company[contact]),
        "contact_id": (world.contacts.ids, contact),
        "owner_id": (world.team.ids, owner),
        "pipeline_id": (world.tenant.pipeline, np.zeros(len(rows), dtype=np.int64)),
        "stage_id": (world.tenant.stages, stage),
        "name": _names(seen, rows),
        "amount": deals.amount[rows] * (100 // config.currency.minor),
        "currency": strings.coded([config.currency.code], np.zeros(len(rows), dtype=np.int64)),
        "status": strings.coded([step.type for step in steps], stage),
        "probability": np.array([step.probability for step in steps], dtype=np.int64)[stage],
        "is_whale": deals.whale[rows],
        "channel": strings.coded(CHANNELS, world.contacts.channel[contact]),
        "expected_close_on": expected_days(world.plan, deals, rows),
        "closed_at": np.where(closed, deals.closed[rows], NEVER),
        "lost_reason": strings.coded(reasons, np.where(closed, deals.paths.reason[rows], -1)),
        "created_at": deals.created[rows],
    }


def _names(seen: Observation, rows: Ints) -> Any:
    deals, patterns = seen.world.deals, seen.book.deal_names
    draws = deals.draws.take(rows)
    products = seen.world.plan.config.industry.products
    slots = {
        "company": seen.companies_called(seen.world.contacts.company[deals.contact[rows]]),
        "product": strings.coded(products.texts, draws.pick("product", products.weights)),
    }
    return strings.fill_by(patterns, draws.below("name", len(patterns)), slots)
