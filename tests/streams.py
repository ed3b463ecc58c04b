"""The streams that worlds draw, and the modules that ask for each: recorded while worlds are built."""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from unittest.mock import patch

from demogen.bundle.tables import TABLES
from demogen.config.load import load_config
from demogen.draw import streams
from demogen.plan.targets import make_plan
from demogen.world.observe import Observation
from demogen.world.skeleton import build_world
from demogen.world.snapshot import whole_table

BETWEEN = ("demogen.draw.", __name__)  # who asks lies above these


def drawn_by(configs: Sequence[dict[str, object]]) -> dict[str, set[str]]:
    """Return the streams of all tables of some configs' worlds, each with the modules that draw it.

    {k} stands for a number in a name.
    """
    with recorded() as asked:
        for config in configs:
            world = build_world(make_plan(load_config(config, "streams")))
            seen = Observation(world, world.plan.calendar.midnight(world.plan.config.as_of + timedelta(days=1)))
            for spec in TABLES:
                whole_table(seen, spec.name)
    return asked


@contextmanager
def recorded() -> Iterator[dict[str, set[str]]]:
    """Record the streams that are drawn inside: every source is asked for them, or `starts_of` where there is none."""
    asked: dict[str, set[str]] = defaultdict(set)
    starts, starts_of = streams.Source.starts, streams.starts_of

    def ask_source(source: streams.Source, stream: str, salt: str) -> Any:
        _note(asked, stream)
        return starts(source, stream, salt)

    def ask_once(seed: str, stream: str, periods: Sequence[str], *salt: str) -> Any:
        _note(asked, stream)
        return starts_of(seed, stream, periods, *salt)

    with patch.object(streams.Source, "starts", ask_source), patch.object(streams, "starts_of", ask_once):
        yield asked


def _note(asked: dict[str, set[str]], stream: str) -> None:
    frame = sys._getframe()
    while frame.f_globals["__name__"].startswith(BETWEEN):
        frame = frame.f_back
    asked[re.sub(r"\.\d+", ".{k}", stream)].add(frame.f_globals["__name__"])
