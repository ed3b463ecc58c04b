"""Commands that change tenants: load and delete."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import click

from demogen.cli import terminal
from loader.cli.group import cli, dsn_option, find_database, json_option

SECONDS = click.FloatRange(min=0.1)


@cli.command()
@click.argument("bundle", type=click.Path(path_type=Path))
@dsn_option
@click.option("--replace", is_flag=True, help="Take the place of the demo tenant of the same name.")
@click.option("--as-new", is_flag=True, help="Load it as another tenant, with other ids and another name.")
@click.option("--dry-run", is_flag=True, help="Do everything up to the first row.")
@click.option("--wait", is_flag=True, help="Wait while somebody else works on this tenant.")
@click.option("--timeout", type=SECONDS, default=600.0, show_default=True, help="Seconds after which to give up.")
@click.option("--expect-digest", metavar="DIGEST", help="Demand this content digest.")
@click.option("--created-by", type=click.UUID, metavar="USER", help="Id of the platform user who asks for it.")
@json_option
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
    created_by: UUID | None,
    as_json: bool,
    quiet: bool,
) -> None:
    """Load BUNDLE as a tenant, whole or not at all.

    Example: demogen-load load out
    """
    with terminal.held():
        from loader.tenants.load import load as load_bundle
        from loader.tenants.task import Options

    if replace and as_new:
        raise click.UsageError("--replace and --as-new exclude each other")
    steps: list[str] = []

    def seen(percent: int, step: str) -> None:
        if step not in steps and not (quiet or as_json):
            terminal.tell(f"{percent:3} %  {step}")
            steps.append(step)

    options = Options(created_by, timeout, wait, dry_run, replace, as_new, False, expect_digest, seen)
    done = load_bundle(bundle, lambda: find_database(dsn), options)
    says = {
        "loaded": "loaded",
        "unchanged": "the same content is there already",
        "ready": "could be loaded; nothing was written",
    }
    line = f"{done.slug}: {says[done.result]}, {sum(done.rows.values()):,} rows, tenant {done.tenant}"
    terminal.print_json(done.as_json()) if as_json else terminal.put(f"{line}\n")


@cli.command()
@click.argument("tenant")
@dsn_option
@click.option("--yes", is_flag=True, help="Delete it; without, only tell what would be deleted.")
@click.option("--wait", is_flag=True, help="Wait while somebody else works on this tenant.")
@json_option
def delete(tenant: str, dsn: str | None, yes: bool, wait: bool, as_json: bool) -> None:
    """Delete a demo TENANT: its id or slug, or the id of its job.

    Only tenants that a load made are ever deleted.

    Example: demogen-load delete larkhill-metrics --yes
    """
    from loader.tenants.delete import delete_tenant

    done = delete_tenant(find_database(dsn), tenant, really=yes, wait=wait)
    says = "deleted" if yes else "would be deleted; --yes does it"
    line = f"{done.slug}: {sum(done.rows.values()):,} rows {says}"
    terminal.print_json(done.as_json()) if as_json else terminal.put(f"{line}\n")
