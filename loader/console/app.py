"""The application: routes, what they share while it runs, and how every error is answered."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from importlib import resources

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse
from fastapi.routing import iter_route_contexts
from fastapi.staticfiles import StaticFiles
from psycopg import Error as DatabaseError
from psycopg_pool import PoolClosed, PoolTimeout
from starlette.exceptions import HTTPException
from starlette.routing import Match

from demogen.errors import DemogenError
from loader.console.api import health, routes
from loader.console.audit import Refusals, note
from loader.console.auth import SignedOut
from loader.console.guards import Guards
from loader.console.limits import Limits
from loader.console.pages import generator, job, jobs, sign_in
from loader.console.pages.problem import problem_page
from loader.console.pages.rendering import templates
from loader.console.problems import MEDIA_TYPE, Refusal, Trouble, of_status, trouble
from loader.console.recorder import Recorder
from loader.console.settings import Settings
from loader.console.state import State, cookies, open_pool
from loader.console.workers.bundles import Bundles
from loader.console.workers.pool import Workers
from loader.console.workers.workshop import Workshop

log = logging.getLogger("demogen.console")
KNOWN = (Refusal, DemogenError, RequestValidationError, DatabaseError, PoolTimeout, PoolClosed)


def build_app(settings: Settings) -> FastAPI:
    """Build the application of a console; its workers run as long as it does."""
    state = State(
        settings=settings,
        pool=open_pool(settings.place),
        workers=Workers(settings),
        bundles=Bundles(settings.data_dir),
        workshop=Workshop(),
        templates=templates(),
        cookies=cookies(secure=settings.secure),
        limits=Limits(settings.limits),
        audit=Recorder(),
    )
    app = FastAPI(title="Demo tenants", openapi_url=None, docs_url=None, redoc_url=None, lifespan=_lifespan)
    app.state.console = state
    app.add_middleware(Refusals, state=state)
    app.add_middleware(Guards, hosts=settings.hosts, unknown=_unknown, secure=settings.secure)
    for part in (health, routes, sign_in, jobs, generator, job):
        app.include_router(part.router)
    static = resources.files("loader").joinpath("console/static")
    app.mount("/static", StaticFiles(directory=str(static)), name="static")
    for kind in KNOWN:
        app.add_exception_handler(kind, _known)
    app.add_exception_handler(HTTPException, _plain)
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    state: State = app.state.console
    state.pool.open()
    state.workers.start()
    try:
        yield
    finally:
        state.workers.stop()
        state.workshop.close()
        state.pool.close()


async def _known(request: Request, error: Exception) -> Response:
    """Answer what somebody can do something about."""
    note(request, error)
    if isinstance(error, SignedOut) and not _is_api(request):
        where = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        return RedirectResponse(sign_in.address(where if request.method == "GET" else "/"), 303)
    return _answer(request, trouble(error))


async def _plain(request: Request, error: Exception) -> Response:
    """Answer a path or a method that there is not."""
    assert isinstance(error, HTTPException)
    found = of_status(error.status_code)
    headers = dict(error.headers or {})
    if found.status == 405 and (methods := _methods(request)):
        headers["Allow"] = ", ".join(methods)
    return _answer(request, replace(found, headers=headers))


def _methods(request: Request) -> list[str]:
    """List what may be asked of a path; the framework tells but the first route's."""
    routes = iter_route_contexts(request.app.routes)
    fitting = [route for route in routes if route.matches(request.scope)[0] is not Match.NONE]
    return sorted({method for route in fitting for method in route.methods or ()})


async def _unknown(request: Request, error: Exception) -> Response:
    """Answer a defect: told in the log, by its kind and place, never by the values that it met."""
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    where = f"{place.tb_frame.f_code.co_filename}:{place.tb_lineno}" if place else "somewhere"
    log.error("%s %s: %s at %s", request.method, ascii(request.url.path)[1:-1], type(error).__name__, where)
    return _answer(request, trouble(error))


def _answer(request: Request, found: Trouble) -> Response:
    headers = dict(found.headers)
    if _is_api(request):
        return JSONResponse(found.as_json(request.url.path), found.status, headers, media_type=MEDIA_TYPE)
    return problem_page(request, found, headers)


def _is_api(request: Request) -> bool:
    return request.url.path.startswith("/api/")
