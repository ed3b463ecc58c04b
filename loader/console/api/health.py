"""Whether the console and its database answer; for whoever watches over it, so it tells nothing else."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import PlainTextResponse

from loader.console.state import State, state_of

router = APIRouter(include_in_schema=False)
PATH = "/healthz"


@router.get(PATH)
def health(console: Annotated[State, Depends(state_of)]) -> PlainTextResponse:
    """Answer 200 where a job could be asked for, 503 where the database is away."""
    with console.connection() as connection:
        connection.execute("SELECT 1")
    return PlainTextResponse("ok\n")
