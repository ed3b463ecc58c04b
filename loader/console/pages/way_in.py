"""The way in without a password, or after a link was used: the command that prints another link, as it is run here.

The same for everybody, whatever address they typed: it says nothing about which accounts exist. Paths and places are
shown on the console's own machine alone, where a link can be used; elsewhere the command has only its name.
"""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import Request

from loader.console import installation
from loader.console.accounts.links import is_loopback
from loader.console.auth import address_of
from loader.console.state import State

EMAIL = "EMAIL"


@dataclass(frozen=True)
class WayIn:
    """Commands for a link and for a password; `here` says that links work where the reader sits."""

    here: bool
    link: str
    password: str
    create: str
    needs_database: bool


def way_in(request: Request, console: State) -> WayIn:
    """Return how somebody without a password, or with a used link, gets in."""
    place = console.settings.place
    if console.settings.secure or not is_loopback(address_of(request)):
        link, password, create = (
            f"{installation.PROGRAM} admin {word} {EMAIL}" for word in ("link", "password", "create")
        )
        return WayIn(False, link, password, create, needs_database=False)
    link = installation.new_link(place, EMAIL, f"{request.url.scheme}://{request.url.netloc}")
    password, create = (installation.command(place, "admin", word, EMAIL) for word in ("password", "create"))
    return WayIn(True, link, password, create, needs_database=not installation.is_embedded(place))
