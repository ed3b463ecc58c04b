"""Live progress: the state of a job as server-sent events, told whenever it changes."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import AsyncIterator, Iterator
from typing import Annotated, Any
from uuid import UUID

import psycopg
from fastapi import Depends, Path, Request
from fastapi.sse import ServerSentEvent
from psycopg_pool import PoolTimeout
from starlette.concurrency import run_in_threadpool

from loader.console import actions
from loader.console.accounts.caller import Caller
from loader.console.auth import find_caller, require_scope
from loader.console.problems import Refusal
from loader.console.state import State, state_of

LOOK_SECONDS = 0.4
CHECK_SECONDS = 2.0  # who follows may be kept out meanwhile
ENDED = {"completed", "failed"}
TOLD = (
    *("status", "progress", "currentStep", "estimatedSecondsLeft", "errorCode", "errorMessage"),
    *("createdTenantId", "tenantState"),
)

JobId = Annotated[str, Path(alias="jobId", description="The id of a job.")]


def known_job(request: Request, job: JobId) -> UUID:
    """Demand that a job is there, while it can still be answered that it is not.

    Raises:
        NotFound: it is not.
    """
    return UUID(actions.find(state_of(request), job)["id"])


def hold_stream(
    request: Request,
    caller: Annotated[Caller, Depends(require_scope("read"))],
    job: Annotated[UUID, Depends(known_job)],
) -> Iterator[None]:
    """Count the caller's stream until it ends, while it can still be answered that there are too many.

    Raises:
        Refusal: the caller follows too many jobs at the same time.
    """
    del job
    with state_of(request).limits.hold("streams", caller):
        yield


async def follow(
    request: Request, console: State, job: UUID, last_event_id: str | None
) -> AsyncIterator[ServerSentEvent]:
    """Return an event for each change: `progress`, and `end` once; its id tells how much of the log was told."""
    told = int(last_event_id) if last_event_id and re.fullmatch(r"[0-9]{1,9}", last_event_id) else 0
    before: dict[str, Any] = {}
    checked = 0.0
    while True:
        try:
            found = await run_in_threadpool(actions.find, console, str(job))
            from_now = 0 if len(found["logs"]) < told else told  # another worker began anew
            news = {name: found[name] for name in TOLD} | {"logs": found["logs"][from_now:]}
            ended = found["status"] in ENDED
            is_new = news != before or ended
            if is_new or time.monotonic() - checked >= CHECK_SECONDS:  # nothing new is sent to who may not see it
                await run_in_threadpool(find_caller, request)
                checked = time.monotonic()
        except Refusal:  # who followed may no longer
            return
        except (psycopg.Error, PoolTimeout):  # the database is away: whoever follows is told when it is back
            await asyncio.sleep(LOOK_SECONDS)
            continue
        if is_new:
            told = len(found["logs"])
            yield ServerSentEvent(data=news, event="end" if ended else "progress", id=str(told))
            before = {**news, "logs": []}
        if ended:
            return
        await asyncio.sleep(LOOK_SECONDS)
