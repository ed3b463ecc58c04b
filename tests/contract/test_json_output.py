"""Every command with --json has a schema, and prints what fits it: its result, and its error.

A new command with --json fails here until `schemas/` has the schema that `schema_of` names, and `cases.py` runs it.
"""

from __future__ import annotations

import copy
import json
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, nullcontext
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from uuid import UUID

import click
import pytest
from jsonschema import Draft202012Validator, FormatChecker
from psycopg.conninfo import conninfo_to_dict

import demogen.cli
import loader.cli
from demogen.build import build_bundle
from demogen.bundle.read import read_table
from demogen.schemas import load_schema, schema_names, schema_of
from loader.console.accounts.admins import create_admin
from loader.console.accounts.tokens import create_token
from loader.jobs import records
from loader.jobs.locks import job_key, tenant_key, try_lock
from loader.postgres.connect import Place, connect
from loader.tenants.load import load
from loader.tenants.task import Options
from tests import forked
from tests.contract.cases import CASES, DESCRIBED, FILES, MAPS, OPTIONAL, gives
from tests.loader.forge import forge
from tests.postgres import new_database

ROOT = Path(__file__).parents[2]
PROGRAMS = {"demogen": demogen.cli.cli, "demogen-load": loader.cli.cli}
MODULES = {"demogen": "demogen", "demogen-load": "loader"}
ADMIN = "ada@crm.example"
NOBODY = "00000000-0000-0000-0000-000000000000"
NOWHERE = "postgresql://somebody@127.0.0.1:1/nothing"


def commands(program, group):
    """List the commands of a group that have --json, those of groups in it too, each as it is typed."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(f"{program} {name}", command)
        elif any("--json" in option.opts for option in command.params):
            yield f"{program} {name}"


def find_gaps(programs, cases, schemas):
    """Return what is missing, and what is there for nothing."""
    known = [command for program, group in programs.items() for command in commands(program, group)]
    for command in known:
        given = cases.get(command, [])
        if schema_of(command) not in schemas:
            yield f"{command}: there is no schemas/{schema_of(command)}.schema.json"
        if not any(case.result for case in given):
            yield f"{command}: no case shows its result"
        if all(case.result for case in given):
            yield f"{command}: no case shows an error"
    for command, given in cases.items():
        if given and command.partition(" --")[0] not in known:
            yield f"{command}: is no command with --json"
    for name in sorted({*schemas} - {*FILES} - {"error"} - {schema_of(command) for command in cases}):
        yield f"schemas/{name}.schema.json: describes no file and no command"


def test_every_command_with_json_has_a_schema_and_cases():
    assert list(find_gaps(PROGRAMS, CASES, schema_names())) == []


def test_gaps_are_found():
    """A command in a group, a schema and a case too many, and a case without an error."""
    option = click.Option(["--json"], is_flag=True)
    inner = click.Group("db", commands=[click.Command("status", params=[option]), click.Command("start")])
    made = {"demogen-load": click.Group("x", commands=[inner, click.Command("load", params=[option])])}
    cases = {"demogen-load load": [gives()], "demogen-load db start": [gives()]}
    assert list(find_gaps(made, cases, ["load-load", "error", "load-old"])) == [
        "demogen-load db status: there is no schemas/load-db-status.schema.json",
        "demogen-load db status: no case shows its result",
        "demogen-load db status: no case shows an error",
        "demogen-load load: no case shows an error",
        "demogen-load db start: is no command with --json",
        "schemas/load-old.schema.json: describes no file and no command",
    ]


CONFIG = {
    "tenantName": "Brackwater Tools",
    "country": "GB",
    "industry": "saas",
    "startDate": "2025-09-01",
    "asOf": "2025-11-19",
    "seed": "tiny",
    "teamSize": 3,
    "targets": {"leads": 100, "contacts": 50, "companies": 20, "closedWonCount": 10},
}
WAITING, RUNNING, DEAD = (UUID(int=n) for n in (1, 2, 3))


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Make configs and bundles: a sound one, another of its tenant whose checks fail, a config of sixty mistakes."""
    home = tmp_path_factory.mktemp("made")
    (home / "config.json").write_text(json.dumps(CONFIG))
    (home / "crowded.json").write_text(json.dumps({**CONFIG, **{f"key{n}": n for n in range(60)}}))
    bundle = build_bundle(CONFIG, None, home / "bundle").path
    unsound = home / "industries" / "wine.yaml"
    unsound.parent.mkdir()
    unsound.write_text("id: beer\nseasons: [1]\nhours: {}\nleadHours: []\n", encoding="utf-8")
    rows = {name: read_table(bundle, f"{name}s").column("id")[0].as_py() for name in ("deal", "lead")}
    return {
        **rows,
        "config": home / "config.json",
        "crowded": home / "crowded.json",
        "bundle": bundle,
        "own": ROOT / "fixtures" / "reference",
        "unsound": unsound,
        "forged": forge(bundle, home / "forged", {("companies", "domain"): ["example.org"]}),
        "nobody": NOBODY,
        "nowhere": NOWHERE,
    }


@pytest.fixture(scope="module")
def databases(server, template, made):
    """Make the databases that cases ask for, and names for what is in them; give what opens one.

    One holds a tenant, a copy of it that was changed afterwards, and jobs that wait, run and died; `copy` is one of it.
    """
    with ExitStack() as stack:
        full = stack.enter_context(new_database(server, template))
        names = fill(Place(full, "test"), made["bundle"])
        sources = {"copy": conninfo_to_dict(full)["dbname"], "migrated": template, "empty": "template1"}
        shared = stack.enter_context(living(server, sources["copy"]))
        yield lambda name: nullcontext(shared) if name == "shared" else living(server, sources[name]), names


def fill(place, bundle):
    """Load a tenant twice and change the second; leave three jobs without an end; give their names."""
    first, second = (load(bundle, lambda: place, Options(as_new=new)) for new in (False, True))
    with connect(place) as line:
        line.execute("UPDATE contacts SET first_name = 'X' WHERE tenant_id = %s", [second.tenant])
        for job in (WAITING, RUNNING, DEAD):
            name, slug = f"Tenant {job.int}", f"tenant-{job.int}"
            task = records.Job(job, "load", CONFIG, "tiny", name, slug, tenant_key(slug), 0)
            records.insert(line, task)
            if job == RUNNING:
                records.start(line, task, 1, 0, "3")
        create_admin(line, ADMIN, None, None)
        create_token(line, ADMIN, "used", ["write", "read"], 1)
    names = {"slug": first.slug, "changed": second.slug, "loaded": first.job, "admin": ADMIN}
    return {**names, "waiting": WAITING, "running": RUNNING, "dead": DEAD}


@contextmanager
def living(server, source):
    """Copy a database, in which the waiting and the running job live until it is dropped; give how to connect to it."""
    with new_database(server, source) as conninfo, connect(Place(conninfo, "test")) as line:
        line.execute("BEGIN")
        assert all(try_lock(line, job_key(job)) for job in (WAITING, RUNNING))
        yield conninfo


@pytest.fixture(scope="module")
def printed(request, made, tmp_path_factory):
    """Run the cases that were selected as processes, two at a time; give what became of each."""
    chosen = [item.callspec.params for item in request.session.items if getattr(item, "originalname", "") == FITS]
    pairs = [(params["command"], params["case"]) for params in chosen]
    loads = [pair for pair in pairs if pair[0].startswith("demogen-load")]
    pool = ThreadPoolExecutor(2)

    def run(command, case, opened, names):
        folder = tmp_path_factory.mktemp("run")
        words = [word.format(**made, **names, new=folder / "new") for word in case.words.split()]
        with opened as conninfo:
            return start(command, words, folder, {"DATABASE_URL": conninfo} if conninfo else {})

    try:
        runs = {pair: pool.submit(run, *pair, nullcontext(), {}) for pair in pairs if pair not in loads}
        if loads:  # databases are made while others run
            opens, names = request.getfixturevalue("databases")
            runs |= {pair: pool.submit(run, *pair, opens(pair[1].database), names) for pair in loads}
        yield runs
    finally:
        pool.shutdown(cancel_futures=True)


def start(command, words, folder, settings):
    """Run a command with --json to its end."""
    program, *own = command.split()
    return forked.run(MODULES[program], *own, *words, "--json", cwd=folder, env=settings, text=True)


def read_json(text):
    """Read one JSON document as strict readers do: no key twice, no NaN."""

    def pairs(found):
        assert len(dict(found)) == len(found), found
        return dict(found)

    return json.loads(text, object_pairs_hook=pairs, parse_constant=lambda word: pytest.fail(f"{word} is not JSON"))


FORMATS = FormatChecker(["uuid"])
FORMATS.checks("date", raises=ValueError)(lambda value: not isinstance(value, str) or bool(date.fromisoformat(value)))
FORMATS.checks("date-time", raises=ValueError)(
    lambda value: not isinstance(value, str) or datetime.fromisoformat(value).astimezone(UTC)
)


@cache
def validator(name):
    return Draft202012Validator(load_schema(name), format_checker=FORMATS)


def find_faults(name, value):
    """Return where a value does not fit a schema, or what another schema describes does not fit that one."""
    faults = [f"{error.json_path}: {error.message[:200]}" for error in validator(name).iter_errors(value)]
    for key, schema in DESCRIBED.items():
        for holder in objects(value):
            faults += find_faults(schema, holder[key]) if isinstance(holder.get(key), dict) else []
    return faults


def objects(value):
    """List the objects in a value whose keys its schema names."""
    if isinstance(value, list):
        for item in value:
            yield from objects(item)
    elif isinstance(value, dict):
        yield value
        for key, item in value.items():
            if key not in DESCRIBED and not (key in MAPS and isinstance(item, dict)):
                yield from objects(item)


def shortened(value):
    """Return a value whose lists have one item of each shape."""
    if isinstance(value, dict):
        return {key: shortened(item) for key, item in value.items()}
    if isinstance(value, list):
        return list(
            {str(sorted(item) if isinstance(item, dict) else type(item)): shortened(item) for item in value}.values()
        )
    return value


def forgeries(value):
    """Return a value with a key too many, and with one too few, at every place."""
    forged = copy.deepcopy(value)
    for place in list(objects(forged)):
        place["forged"] = None
        yield "forged", forged
        del place["forged"]
        for key in [key for key in place if key not in OPTIONAL]:
            kept = place.pop(key)
            yield key, forged
            place[key] = kept


@pytest.mark.parametrize(
    ("command", "case"),
    [
        pytest.param(command, case, id=f"{command} {case.words} {case.database}")
        for command, given in CASES.items()
        for case in given
    ],
)
def test_what_is_printed_fits_its_schema_and_nothing_else_does(printed, command, case):
    done = printed[command, case].result()
    assert "Traceback" not in done.stderr
    assert done.returncode == case.code, done.stderr
    assert case.code or command.startswith("demogen-load") or done.stderr == ""
    schema, found = schema_of(command) if case.result else "error", read_json(done.stdout)
    assert find_faults(schema, found) == []
    assert case.result or found["error"]["exitCode"] == case.code
    short = shortened(found)
    assert find_faults(schema, short) == []
    assert [key for key, forged in forgeries(short) if find_faults(schema, forged) == []] == []


FITS = test_what_is_printed_fits_its_schema_and_nothing_else_does.__name__


def test_checks_of_a_bundle_are_those_of_check(made):
    found = json.loads((made["bundle"] / "checks.json").read_bytes())
    assert find_faults("checks", found) == find_faults("check", found) == []
