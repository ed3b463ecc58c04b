"""Names of tenants that have none: invented, in one language, drawn with the seed.

The country's file says how its firms of an industry are called; where it does not, the industry's English patterns do,
with roots in Latin letters. No name is that of a real firm.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import cache

from demogen.config.country import Country
from demogen.config.industry import Industry
from demogen.config.slug import tenant_slug
from demogen.draw.streams import start_of

OTHER = "other"  # the patterns of a country for industries that it does not name
LONGEST = 100


def draw_tenant_name(country: Country, industry: Industry, seed: str, real_firms: Collection[str]) -> str:
    """Return the name of a country's and industry's tenant that belongs to a seed."""
    names = tenant_names(country, industry)
    first = start_of(seed, "tenants.name", f"{country.code}/{industry.id}") * len(names) >> 32
    candidates = (names[(first + i) % len(names)] for i in range(len(names)))
    return next((name for name in candidates if not is_real(name, real_firms)), names[first])


def is_real(name: str, real_firms: Collection[str]) -> bool:
    """Return whether a real firm is called so, as its web domain has it or in its own script."""
    return name in real_firms or tenant_slug(name).replace("-", "") in real_firms


def tenant_names(country: Country, industry: Industry) -> list[str]:
    """List every name that a tenant may be given, each once, in order of patterns."""
    roots, own = country.company_roots, country.tenant_names
    patterns = own.get(industry.id, own.get(OTHER))
    if patterns:
        names = _fill(patterns, "{root}", roots.texts)
    else:
        pairs = zip(roots.texts, roots.slugs, strict=True)
        latin = tuple(name if name.isascii() else slug.title() for name, slug in pairs)
        names = _fill(_fill(industry.company_patterns, "{Name}", latin), "{Adjective}", industry.adjectives)
    return list(dict.fromkeys(name[:LONGEST] for name in names))


@cache
def _fill(patterns: tuple[str, ...], slot: str, words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(
        pattern.replace(slot, word) for pattern in patterns for word in (words if slot in pattern else (slot,))
    )
