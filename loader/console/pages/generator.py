"""The generator: a form, what it will give, and its config in and out as JSON or YAML.

One answer serves both: who has scripts is shown the same page's preview and errors while typing.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import RedirectResponse
from starlette.datastructures import FormData, UploadFile

from demogen.config.read import parse_config
from demogen.config.slug import tenant_slug
from demogen.errors import ConfigError, Problem
from loader.console import actions
from loader.console.accounts.caller import Caller
from loader.console.accounts.keys import new_key
from loader.console.asking import new_seed, settle, start_today
from loader.console.audit import note
from loader.console.auth import require_form, require_scope
from loader.console.bodies import form_body, require_key, require_text
from loader.console.pages import form
from loader.console.pages.pictures import months
from loader.console.pages.rendering import page
from loader.console.state import State, state_of

router = APIRouter(include_in_schema=False)
PATH = "/new"
FIRST = {"country": "US", "industry": "saas"}

Console = Annotated[State, Depends(state_of)]
Form = Annotated[FormData, Depends(form_body)]


@router.get(PATH)
def begin(request: Request, console: Console, caller: Annotated[Caller, Depends(require_scope("write"))]) -> Response:
    """Show the form: empty, or with the config of an earlier job (`from`), for a country and industry."""
    asked = request.query_params
    if earlier := asked.get("from"):
        return _show(request, console, caller, actions.find(console, earlier)["config"])
    reference = console.reference()
    raw = {**FIRST, "startDate": start_today(), "seed": new_seed()}
    for name, known in (("country", reference.names("countries")), ("industry", reference.names("industries"))):
        if asked.get(name) in known:
            raw[name] = asked[name]
    return _show(request, console, caller, raw)


@router.post(PATH)
def use(
    request: Request, console: Console, form_data: Form, caller: Annotated[Caller, Depends(require_form("write"))]
) -> Response:
    """Do what a button of the form says: preview, create, take a config in, give it out."""
    action = require_text(form_data, "action") or "preview"
    if action == "import":
        return _take_in(request, console, caller, form_data)
    raw = form.read_form(form_data)
    if action == "create":
        return _create(request, console, caller, raw, form_data)
    if action in {"json", "yaml"}:
        return _give_out(request, console, caller, raw, action)
    return _show(request, console, caller, raw)


def _create(request: Request, console: State, caller: Caller, raw: Mapping[str, Any], given: FormData) -> Response:
    """Create a tenant and lead to its job; a form that is sent twice creates one."""
    try:
        made = actions.create(console, caller, raw, require_key(given))
    except ConfigError as error:
        note(request, error)
        return _form(request, console, caller, raw, problems=error.problems, status=422)
    return RedirectResponse(f"/jobs/{made['jobId']}", 303)


def _take_in(request: Request, console: State, caller: Caller, given: FormData) -> Response:
    """Fill the form from a config that was pasted or uploaded."""
    file, text = given.get("file"), require_text(given, "document")
    content = file.file.read() if isinstance(file, UploadFile) and file.filename else text.encode("utf-8", "replace")
    suffix = ".json" if content.lstrip()[:1] == b"{" else ".yaml"
    try:
        raw = parse_config(content, suffix, "the config")
    except ConfigError as error:
        return _form(
            request, console, caller, form.read_form(given), problems=error.problems, document=text, status=422
        )
    return _show(request, console, caller, raw)


def _give_out(request: Request, console: State, caller: Caller, raw: Mapping[str, Any], kind: str) -> Response:
    """Return the config with every default filled in, as a file."""
    try:
        config = actions.look_ahead(console, caller, raw).config
    except ConfigError as error:
        return _form(request, console, caller, raw, problems=error.problems, status=422)
    name = f"{tenant_slug(config.tenant_name)}.{kind}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(_written(config.as_json(), kind), media_type=f"application/{kind}", headers=headers)


def _written(config: Mapping[str, Any], kind: str) -> str:
    if kind == "json":
        return json.dumps(config, indent=2, ensure_ascii=False) + "\n"
    import yaml

    return yaml.safe_dump(dict(config), sort_keys=False, allow_unicode=True)


def _show(request: Request, console: State, caller: Caller, raw: Mapping[str, Any]) -> Response:
    """Show the form with what it will give, or with all that is wrong: nothing was asked for that could be refused."""
    try:
        ahead = actions.look_ahead(console, caller, raw)
    except ConfigError as error:
        return _form(request, console, caller, raw, problems=error.problems)
    return _form(request, console, caller, raw, ahead=ahead)


def _form(
    request: Request,
    console: State,
    caller: Caller,
    raw: Mapping[str, Any],
    *,
    ahead: actions.Forecast | None = None,
    problems: Sequence[Problem] = (),
    document: str = "",
    status: int = 200,
) -> Response:
    resolved = ahead.config.as_json() if ahead else _defaults(console, raw, problems)
    found = ahead.found if ahead else None
    values = {
        "sections": form.sections(raw, resolved, console.reference(), problems),
        "summary": form.summary(problems),
        "ahead": ahead,
        "found": found,
        "charts": months(found["months"], found["currency"]) if found else [],
        "document": document,
        "key": new_key(),
    }
    return page(request, "generator.html", caller, values, status=status)


def _defaults(console: State, raw: Mapping[str, Any], problems: Sequence[Problem]) -> dict[str, Any] | None:
    """Return the defaults of what is not wrong, as far as they can be told."""
    try:
        return settle(form.without(raw, problems), console.reference()).as_json()
    except ConfigError:
        return None
