"""Names of tenants without one (case 6): drawn with the seed, of one language, nobody's, with slugs of their own."""

from __future__ import annotations

import re
import unicodedata

import numpy as np
import pytest

from demogen.config.country import Roots
from demogen.config.load import load_config
from demogen.config.naming import draw_tenant_name, is_real, tenant_names
from demogen.config.reference import Reference
from demogen.config.resolve import resolve, with_seed
from demogen.config.slug import tenant_slug
from demogen.draw import arrays
from demogen.draw.streams import Address
from demogen.plan.targets import make_plan
from demogen.world.company_names import ATTEMPTS, NameParts, name_companies
from demogen.world.people import Gazetteer
from demogen.world.skeleton import source_of

REFERENCE = Reference()
CELLS = [(country, industry) for country in REFERENCE.names("countries") for industry in REFERENCE.names("industries")]
BASE = {"country": "JP", "industry": "trading", "startDate": "2025-01-01", "asOf": "2025-06-30"}
ENGLISH = {"US", "GB", "AE"}


def _of(country, industry):
    return REFERENCE.country(country), REFERENCE.industry(industry)


@pytest.mark.parametrize(("country", "industry"), CELLS, ids="-".join)
def test_every_possible_name(country, industry):
    names = tenant_names(*_of(country, industry))
    assert len(names) >= 500
    assert len(set(names)) == len({tenant_slug(name) for name in names}) == len(names)
    assert all(3 <= len(name) <= 100 and "{" not in name for name in names)
    assert [name for name in names if is_real(name, REFERENCE.real_firms)] == []
    # Readable slugs: nothing had to be told apart by a digest.
    assert not [name for name in names if re.search(r"-[0-9a-f]{8}$|tenant-", tenant_slug(name))]
    for name in names:
        scripts = {unicodedata.name(char).split()[0] for char in name if char.isalpha()}
        assert scripts == {"LATIN"} or (country == "JP" and "LATIN" not in scripts), name
    english = [word.strip() for pattern in _of(country, industry)[1].company_patterns for word in [pattern[6:]]]
    mixed = [name for name in names if any(word and name.endswith(f" {word}") for word in english)]
    assert country in ENGLISH or {name.split(" ", 1)[1] for name in mixed} <= {"Software"}, "a word of both languages"


def test_the_seed_draws_the_name():
    country, industry = _of("DE", "finserv")
    names = [draw_tenant_name(country, industry, f"seed {i}", REFERENCE.real_firms) for i in range(40)]
    assert len(set(names)) > 36
    assert names[0] == draw_tenant_name(country, industry, "seed 0", REFERENCE.real_firms)


def test_a_real_firms_name_is_never_drawn():
    """Of the names of an own country that are all but one those of real firms, that one is drawn."""
    roots = Roots(tuple(f"Root{i}" for i in range(9)), tuple(f"root{i}" for i in range(9)))
    country = REFERENCE.country("US")._replace(code="XX", company_roots=roots, tenant_names={})
    industry = REFERENCE.industry("saas")._replace(company_patterns=("{Name} Labs",), adjectives=())
    real = {f"root{i}labs" for i in range(9) if i != 4}
    assert {draw_tenant_name(country, industry, str(i), real) for i in range(9)} == {"Root4 Labs"}


def test_names_of_an_industry_of_ones_own_are_in_one_script():
    own = REFERENCE.industry("saas")._replace(id="logistics", company_patterns=("{Name} Logistics",))
    assert all("グループ" in n or "サービス" in n or "企画" in n for n in tenant_names(REFERENCE.country("JP"), own))
    bare = REFERENCE.country("JP")._replace(tenant_names={})
    assert all(name.isascii() for name in tenant_names(bare, own))


def test_a_name_that_is_still_to_be_drawn():
    """Without a seed there is no name in the config; with one it resolves to itself, and another seed has another."""
    open_ = resolve(BASE)
    assert "tenantName" not in open_.as_json()
    one, two = with_seed(open_, "one"), resolve(BASE, seed="two")
    assert one.tenant_name != two.tenant_name
    assert one == resolve(BASE, seed="one") == resolve(one.as_json())
    assert resolve(one.as_json()).slug == one.slug
    assert load_config(one, "two").tenant_name == two.tenant_name
    assert load_config(one.as_json(), "two").tenant_name == one.tenant_name, "a config says its name"
    given = resolve(BASE | {"tenantName": "Given Name"})
    assert with_seed(given, "one").tenant_name == given.as_json()["tenantName"] == "Given Name"


@pytest.mark.parametrize("unique", [True, False])
def test_companies_whose_every_attempt_is_a_real_firm_have_a_number(unique):
    """In a tenant of very many companies all attempts of some are in vain."""
    plan = make_plan(load_config(BASE | {"seed": "dense", "targets": {"companies": 400}}))
    gazetteer = Gazetteer(plan.config.country, plan.config.behaviour.people, ())
    parts, rows = NameParts(gazetteer), np.arange(400, dtype=np.int64)
    draws = source_of(plan).of("companies", Address(rows * 0, rows))
    place = gazetteer.draw_places(draws)
    every = [parts.compose(draws, place, draws.pick("name_pattern", parts.weights))]
    for attempt in range(1, ATTEMPTS):
        choice = parts.with_sector[draws.below(f"name_pattern.{attempt}", len(parts.with_sector))]
        every.append(parts.compose(draws, place, choice, f".{attempt}"))
    real = {domain.replace("-", "") for names in every for domain in names.domain.to_pylist()}
    parts.real_firms = arrays.texts(sorted(real))
    found = name_companies(parts, draws, place, unique=unique)
    domains = [domain.replace("-", "") for domain in found.domain.to_pylist()]
    assert not real & set(domains)
    assert all(re.search(r"\d$", domain) for domain in domains)
    assert len(set(domains)) == len(domains) or not unique
