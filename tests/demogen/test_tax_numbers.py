"""Tax numbers have the country's form and can be nobody's: proven with rules written here once more (case 39)."""

from __future__ import annotations

import re

import numpy as np
import pytest

from demogen.config.country import NEUTRAL_TAX_NUMBERS
from demogen.config.reference import Reference
from demogen.draw import tax_numbers
from demogen.draw.streams import Address, Source
from demogen.world.tables.tenant_billing import tax_id

COUNTRIES = Reference().names("countries")
# The prefixes of all offices in the table of valid EIN prefixes that the IRS publishes: all but these and 00.
EIN = {f"{n:02}" for n in range(1, 100)} - {
    f"{n:02}" for n in (7, 8, 9, 17, 18, 19, 28, 29, 49, 69, 70, 78, 79, 89, 96, 97)
}  # fmt: skip


def _digits(number):
    return [int(c) for c in number if c.isdigit()]


def gb_is_issued(number):
    d = _digits(number)
    rest = sum((8 - i) * d[i] for i in range(7)) % 97
    pair = d[7] * 10 + d[8]
    return pair in {97 - rest, 97 - (rest + 55) % 97, (97 - rest) % 97, (97 - (rest + 55) % 97) % 97}


def de_is_issued(number):
    p = 10
    *head, last = _digits(number)
    for digit in head:
        s = (digit + p) % 10
        p = (2 * (s or 10)) % 11
    return last == (0 if 11 - p == 10 else 11 - p)


def jp_is_issued(number):
    first, *rest = _digits(number)
    return first == 9 - sum(p * q for p, q in zip(rest[::-1], (1, 2) * 6, strict=True)) % 9


def br_is_issued(number):
    d = _digits(number)
    for length in (12, 13):
        rest = sum(d[length - 1 - i] * (2 + i % 8) for i in range(length)) % 11
        if d[length] != (0 if rest < 2 else 11 - rest):
            return False
    return True


FORMS = {
    "US": (r"\d\d-\d{7}", lambda n: n[:2] in EIN),
    "GB": (r"GB[1-9]\d{8}", gb_is_issued),
    "DE": (r"DE[1-9]\d{8}", de_is_issued),
    "JP": (r"T[1-9]\d{12}", jp_is_issued),
    "BR": (r"\d\d\.\d{3}\.\d{3}/0001-\d\d", br_is_issued),
    "AE": (r"100\d{12}", lambda n: not n.endswith("00000")),
}


def _drawn(country, seed, slug="x"):
    draws = Source(seed, "x", ("p",)).of(
        "tenant_billing", Address(np.zeros(1, dtype=np.int64), np.zeros(1, dtype=np.int64))
    )
    return tax_id(Reference().country(country), draws, slug)


def test_two_tenants_of_one_seed_have_two_numbers():
    assert all(
        len({_drawn(country, "one", slug) for slug in ("acme", "globex", "initech")}) == 3 for country in COUNTRIES
    )


@pytest.mark.parametrize("country", COUNTRIES)
def test_numbers_have_the_form_and_are_nobodys(country):
    form, is_issued = FORMS[country]
    found = [_drawn(country, f"seed {i}") for i in range(400)]
    assert all(re.fullmatch(form, number) for number in found)
    assert not any(is_issued(number) for number in found)
    assert len(set(found)) > 395
    assert not any(word in number.lower() for number in found for word in ("demo", "test", "fake"))


@pytest.mark.parametrize(
    ("check", "real"),
    [
        ("gb-vat", "GB980780684"),
        ("gb-vat", "GB340804329"),
        ("de-vat", "DE136695976"),
        ("jp-corporate", "T7000012050002"),
        ("br-cnpj", "11.222.333/0001-81"),
    ],
)
def test_rules_know_what_is_right(check, real):
    """Published examples pass; one digit more or less does not, and what is drawn as one of them is moved on."""
    assert tax_numbers.passes(check, real)
    pattern = re.sub(r"\d", "#", real)
    assert tax_numbers.fill(pattern, check, lambda i, bound: int(real[i])) != real
    assert not tax_numbers.passes(check, real[:-1] + str((int(real[-1]) + 1) % 10))


def test_a_country_without_a_rule_has_a_neutral_number():
    number = tax_numbers.fill(NEUTRAL_TAX_NUMBERS.patterns[0], NEUTRAL_TAX_NUMBERS.check, lambda i, bound: i % bound)
    assert number == "00-34567890"
