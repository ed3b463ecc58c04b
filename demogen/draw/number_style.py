"""How a language writes numbers and amounts."""

from typing import NamedTuple


class NumberStyle(NamedTuple):
    """What stands between thousands and before the minor unit, and a template of {symbol} and {number}."""

    group: str
    decimal: str
    money: str
