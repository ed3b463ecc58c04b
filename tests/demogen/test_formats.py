"""Amounts as people of a language write them, in any currency."""

from __future__ import annotations

import re

import numpy as np
import pytest

from demogen.config.reference import Reference
from demogen.draw import formats

KNOWN = Reference()


@pytest.mark.parametrize("language", KNOWN.names("text"))
def test_amounts_are_clean_in_every_currency(language):
    """A currency without a word in a language is written by its code, apart from the number, without blanks around."""
    text = KNOWN.language(language)
    for code, currency in KNOWN.currencies.items():
        symbol = formats.symbol(text.symbols, text.number.money, code)
        amount = np.array([1234 * currency.minor])
        (written,) = formats.money(amount, currency.minor, text.number, symbol).to_pylist()
        assert re.search(r"1[.,]234", written)
        assert written == " ".join(written.split())
        assert text.symbols.get(code, code).strip() in written
        if code not in text.symbols:
            assert not re.search(rf"[0-9]{code}|{code}[0-9]", written)
