"""What would have to change in a config that is refused: settings that were tried, and under which the world is drawn.

Each refusal guesses a next value for one of its settings, always farther than the last; following the guesses until
nothing is refused gives settings that work by construction, also where one refusal hides another.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from demogen.config.resolve import Config, resolve
from demogen.errors import ConfigError, PlanError
from demogen.plan.targets import make_plan
from demogen.world.rehearsal import rehearse

MOST_TRIES = 40


@contextmanager
def remedied(config: Config) -> Iterator[None]:
    """Let a refusal of this config's plan or world name the settings that would work.

    Raises:
        PlanError: what was raised inside, with a remedy.
    """
    try:
        yield
    except PlanError as error:
        raise error.with_remedy(find_remedy(config, error)) from error


def find_remedy(config: Config, refusal: PlanError) -> tuple[tuple[str, Any], ...]:
    """Return settings (JSON pointers and values) with which a refused config is met, or none where none was found."""
    found: dict[str, Any] = {}
    for _ in range(MOST_TRIES):
        guesses = {pointer: value for problem in refusal.problems for pointer, value in problem.remedy}
        if not guesses or guesses.items() <= found.items():
            return ()
        found |= guesses
        try:
            rehearse(make_plan(resolve(_with(config, found), reference=config.reference)))
        except PlanError as error:
            refusal = error
        except ConfigError:  # a guess left the limits of its field
            return ()
        else:
            return tuple(found.items())
    return ()


def _with(config: Config, settings: dict[str, Any]) -> dict[str, Any]:
    """Return a config as it was asked for, some settings replaced; targets that follow from others follow again."""
    raw = config.as_json()
    raw["targets"] = {name: value for name, value in raw["targets"].items() if name in config.given}
    for pointer, value in settings.items():
        *groups, key = pointer.removeprefix("/").split("/")
        place = raw
        for group in groups:
            place = place[group]
        place[key] = value
    return raw
