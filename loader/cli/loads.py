"""Commands that change tenants: load and delete."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

import click

from demogen.cli import terminal
from demogen.cli.group import is_given, own_files_option, read_day
from demogen.cli.interruption import held
from demogen.errors import Problem
from loader.cli.group import Seconds, cli, dsn_option, find_database

if TYPE_CHECKING:
    from loader.tenants.delete import Deleted
    from loader.tenants.task import Outcome

SECONDS = Seconds(min=0.1, max=10_000_000)
SAYS = {
    "loaded": "loaded",
    "unchanged": "the same content is there already",
    "ready": "could be loaded; nothing was written",
}


def _steps() -> Callable[[int, str], None]:
    """Report each step once."""
    told: list[str] = []

    def seen(percent: int, step: str) -> None:
        if step not in told:
            terminal.tell(f"{percent:3} %  {step}")
            told.append(step)

    return seen


def _told(done: Outcome) -> str:
    return f"{done.slug}: {SAYS[done.result]}, {sum(done.rows.values()):,} rows, tenant {done.tenant}\n"


@cli.command()
@click.argument("bundle", type=click.Path(path_type=Path))
@dsn_option
@click.option("--replace", is_flag=True, help="Take the place of the demo tenant of the same name.")
@click.option("--as-new", is_flag=True, help="Load it as another tenant, with other ids and another name.")
@click.option("--dry-run", is_flag=True, help="Do everything up to the first row.")
@click.option("--wait", is_flag=True, help="Wait while another job works on this tenant.")
@click.option("--timeout", type=SECONDS, default=600.0, show_default=True, help="Seconds after which to give up.")
@terminal.expect_digest_option("Demand this content digest.")
@click.option("--fast-keys", is_flag=True, help="Check keys as sets, not row by row; the role must be allowed to.")
@click.option(
    "--exclude-from-analytics/--include-in-analytics",
    "excluded",
    default=None,
    help="Whether analytics leave the tenant out: they do, or as before where one is replaced.",
)
@click.option("--created-by", type=click.UUID, metavar="USER", help="Id of the platform user who asks for it.")
@terminal.json_option
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but the result.")
def load(
    bundle: Path,
    dsn: str | None,
    replace: bool,
    as_new: bool,
    dry_run: bool,
    wait: bool,
    timeout: float,
    expect_digest: str | None,
    fast_keys: bool,
    excluded: bool | None,
    created_by: UUID | None,
    as_json: bool,
    quiet: bool,
) -> None:
    """Load BUNDLE as a tenant, whole or not at all.

    Example: demogen-load load out
    """
    with held():
        from loader.tenants.load import load as load_bundle
        from loader.tenants.task import Options

    if replace and as_new:
        raise click.UsageError("--replace and --as-new exclude each other")
    options = Options(
        created_by=created_by,
        timeout_seconds=timeout,
        wait=wait,
        dry_run=dry_run,
        replace=replace,
        as_new=as_new,
        fast_keys=fast_keys,
        excluded=excluded,
        expect_digest=expect_digest,
        seen=None if quiet or as_json else _steps(),
        warned=terminal.tell,  # quiet or not: a load that leaves something out looks complete
    )
    done = load_bundle(bundle, lambda: find_database(dsn, doubt=not quiet), options)
    terminal.did(f"the tenant {done.slug} had been loaded before: {done.tenant}")
    terminal.print_json(done.as_json()) if as_json else terminal.put(_told(done))


@cli.command()
@click.argument("tenant")
@dsn_option
@click.option("--yes", is_flag=True, help="Delete it without asking; needed where there is no terminal to ask at.")
@click.option("--dry-run", is_flag=True, help="Only show what would be deleted.")
@click.option("--force", is_flag=True, help="Delete it also when it has grown since it was loaded.")
@click.option("--wait", is_flag=True, help="Wait while another job works on this tenant.")
@click.option("--by", type=click.UUID, metavar="USER", help="Id of the platform user who asks for it.")
@terminal.json_option
def delete(
    tenant: str,
    dsn: str | None,
    yes: bool,
    dry_run: bool,
    force: bool,
    wait: bool,
    by: UUID | None,
    as_json: bool,
) -> None:
    """Delete a demo TENANT: its id or slug, or the id of its job.

    Only tenants that a load made are ever deleted. What would be deleted is shown before it is asked whether to.

    Example: demogen-load delete larkhill-metrics --yes
    """
    from loader.tenants.delete import Wish, delete_tenant

    if yes and dry_run:
        raise click.UsageError("--yes and --dry-run exclude each other")
    place = find_database(dsn, doubt=True)
    if not yes and not dry_run:
        _ask(_deletion(delete_tenant(place, tenant, Wish(really=False, force=force, wait=wait, user=by))))
    done = delete_tenant(place, tenant, Wish(really=not dry_run, force=force, wait=wait, user=by))
    if done.really:
        terminal.did(f"the tenant {done.slug} had been deleted before")
    terminal.print_json(done.as_json()) if as_json else terminal.put(_deletion(done))


def _deletion(done: Deleted) -> str:
    says = "deleted, and nothing of it is left" if done.really else "would be deleted"
    lines = [f"{name:20} {rows:>9,}\n" for name, rows in done.rows.items() if rows]
    return f"{done.slug}: {sum(done.rows.values()):,} rows {says}\n{''.join(lines)}"


def _ask(what: str) -> None:
    """Show what would be deleted and ask whether to.

    Raises:
        CommandLineError: there is no terminal to ask at.
        Denied: the answer was no.
    """
    from loader.errors import Denied

    terminal.tell(what.removesuffix("\n"))
    if not terminal.can_ask():
        hint = "Give --yes to delete it, or --dry-run to only look."
        raise terminal.CommandLineError(
            Problem("delete", "cannot ask without a terminal; nothing was deleted", hint=hint)
        )
    if not click.confirm("Delete it?", err=True):
        raise Denied(Problem("delete", "was not confirmed; nothing was deleted"))


@cli.command()
@click.argument("tenant")
@dsn_option
@click.option("--bundle", type=click.Path(path_type=Path), help="Compare with this bundle, column by column.")
@terminal.json_option
def verify(tenant: str, dsn: str | None, bundle: Path | None, as_json: bool) -> None:
    """Prove that a demo TENANT is as it was loaded: its id or slug, or the id of its job.

    Rows, values and keys are compared with what was kept of its bundle at the load, or with a bundle given anew; what a
    user of the CRM changed since is told.

    Example: demogen-load verify larkhill-metrics
    """
    from loader.tenants.verify import require_same, verify_tenant

    found = verify_tenant(find_database(dsn), tenant, bundle)
    if as_json:
        terminal.print_json(found.as_json())
    require_same(found)
    if not as_json:
        terminal.put(f"{found.slug}: as it was loaded, {sum(found.rows.values()):,} rows in {len(found.rows)} tables\n")


@cli.command()
@click.argument("job", type=click.UUID)
@dsn_option
@click.option("--seed", help="Another seed than the job's.")
@click.option("--as-of", metavar="DATE|today", help="Another day for the targets to hold.")
@click.option("--timeout", type=SECONDS, default=600.0, show_default=True, help="Seconds after which to give up.")
@own_files_option
@click.option(
    "--exclude-from-analytics/--include-in-analytics",
    "excluded",
    default=None,
    help="Whether analytics leave the tenant out: as before, unless given.",
)
@terminal.json_option
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but the result.")
def regenerate(
    job: UUID,
    dsn: str | None,
    seed: str | None,
    as_of: str | None,
    timeout: float,
    reference: Path | None,
    excluded: bool | None,
    as_json: bool,
    quiet: bool,
) -> None:
    """Generate the tenant of a JOB anew.

    It takes the place of the living one in one transaction, or is loaded where there is none. Countries and industries
    of your own are those that the job keeps, unless --reference is given here.

    Example: demogen-load regenerate 0f8fad5b-d9cb-469f-a165-70867728950e --seed other
    """
    with held():
        from loader.tenants.regenerate import regenerate as again
        from loader.tenants.task import Options

    day = read_day(as_of, "--as-of", "UTC") if as_of else None
    options = Options(timeout_seconds=timeout, excluded=excluded, seen=None if quiet or as_json else _steps())
    folders = {"reference" if is_given("reference") else "fallback": reference}
    done = again(find_database(dsn, doubt=not quiet), job, seed=seed, as_of=day, options=options, **folders)
    terminal.did(f"the tenant {done.slug} had been loaded before: {done.tenant}")
    terminal.print_json(done.as_json()) if as_json else terminal.put(_told(done))
