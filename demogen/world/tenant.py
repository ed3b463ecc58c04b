"""The tenant itself, its bill, its pipeline and its labels: tables of a few rows that are there from the first day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from demogen.draw import ids, strings, tax_numbers
from demogen.draw.distributions import scale
from demogen.draw.streams import Address, Source

if TYPE_CHECKING:
    from demogen.config.reference import Country
    from demogen.draw.streams import Draws
    from demogen.plan.calendar import Calendar
    from demogen.world.people import Gazetteer


FIRST_UNSPACED = "\u2e80"  # from here on scripts have no spaces between words
PLANS = ((10, "starter"), (30, "growth"), (1 << 30, "scale"))


@dataclass(frozen=True)
class Tenant:
    """Ids of the rows that everything else names."""

    tenant: ids.Ids
    pipeline: ids.Ids
    stages: ids.Ids
    tags: ids.Ids
    created: int


def draw_tenant(source: Source, calendar: Calendar) -> Tenant:
    """Draw the ids of tenant, pipeline, stages and labels; all of them are made when the first day begins."""
    created = int(calendar.marks[0])
    data = calendar.config.industry.data
    tables = (
        ("tenants", 1),
        ("pipelines", 1),
        ("pipeline_stages", len(data["pipeline"]["stages"])),
        ("tags", len(data["tags"])),
    )
    drawn = [ids.draw(source.of(name, _rows(count)), np.full(count, created, dtype=np.int64)) for name, count in tables]
    return Tenant(drawn[0], drawn[1], drawn[2], drawn[3], created)


def _rows(count: int) -> Address:
    return Address(np.zeros(count, dtype=np.int64), np.arange(count, dtype=np.int64))


def tenant_columns(tenant: Tenant, calendar: Calendar) -> dict[str, Any]:
    """Give the columns of `tenants`."""
    config = calendar.config
    words = {
        "name": config.tenant_name,
        "slug": config.slug,
        "country": config.country.code,
        "timezone": config.timezone,
        "currency": config.currency.code,
        "industry": config.industry.id,
    }
    return {"id": tenant.tenant, **_texts(words), "created_at": np.full(1, tenant.created, dtype=np.int64)}


def billing_columns(tenant: Tenant, calendar: Calendar, source: Source, gazetteer: Gazetteer) -> dict[str, Any]:
    """Give the columns of `tenant_billing`."""
    config = calendar.config
    draws = source.of("tenant_billing", _rows(1))
    legal = gazetteer.data["legalForms"]
    form = legal[int(draws.pick("legal_form", [row[1] for row in legal])[0])][0]
    space = "" if form[0] >= FIRST_UNSPACED else " "
    name = config.tenant_name if config.tenant_name.endswith(form) else f"{config.tenant_name}{space}{form}"
    plan = next(name for size, name in PLANS if config.team_size < size)
    words = {
        "legal_name": name,
        "tax_id": _tax_id(config.country, draws, config.slug),
        "billing_email": f"billing@{config.slug}.example",
        "plan": plan,
        "billing_cycle": "yearly" if draws.chance("billing_cycle", 600)[0] else "monthly",
    }
    place = np.full(1, gazetteer.home(config.timezone), dtype=np.int64)
    return {
        **_texts(words),
        **gazetteer.address(draws, place),
        "created_at": np.full(1, tenant.created, dtype=np.int64),
    }


def _tax_id(country: Country, draws: Draws, slug: str) -> str:
    """Draw a tax number of the country's form that can be nobody's; two tenants of one seed have two."""
    rule = country.tax_id

    def below(column: str, bound: int) -> int:
        return int(scale(draws.words(column, slug), bound)[0])

    pattern = rule["patterns"][below("tax_id", len(rule["patterns"]))]
    return tax_numbers.fill(pattern, rule["check"], lambda i, bound: below(f"tax_id.{i}", bound))


def pipeline_columns(tenant: Tenant, calendar: Calendar) -> tuple[dict[str, Any], dict[str, Any]]:
    """Give the columns of `pipelines` and of `pipeline_stages`."""
    data = calendar.config.industry.data["pipeline"]
    stages = data["stages"]
    created = np.full(len(stages), tenant.created, dtype=np.int64)
    pipeline = {"id": tenant.pipeline, **_texts({"name": data["name"]}), "created_at": created[:1]}
    return pipeline, {
        "id": tenant.stages,
        "pipeline_id": (tenant.pipeline, np.zeros(len(stages), dtype=np.int64)),
        **{name: strings.take([stage[name] for stage in stages], np.arange(len(stages))) for name in ("name", "type")},
        "position": np.arange(1, len(stages) + 1, dtype=np.int64),
        "probability": np.array([stage["probability"] for stage in stages], dtype=np.int64),
        "avg_days_in_stage": np.array([stage["avgDaysInStage"] for stage in stages], dtype=np.int64),
        "created_at": created,
    }


def tag_columns(tenant: Tenant, calendar: Calendar) -> dict[str, Any]:
    """Give the columns of `tags`, by name."""
    tags = calendar.config.industry.data["tags"]
    order = np.array(sorted(range(len(tags)), key=lambda i: tags[i][0]), dtype=np.int64)
    return {
        "id": tenant.tags.take(order),
        "name": strings.take([row[0] for row in tags], order),
        "color": strings.take([row[1] for row in tags], order),
        "created_at": np.full(len(tags), tenant.created, dtype=np.int64),
    }


def _texts(words: dict[str, str]) -> dict[str, Any]:
    return {name: strings.take([word], np.zeros(1, dtype=np.int64)) for name, word in words.items()}
