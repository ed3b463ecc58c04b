"""Commands that look: jobs, one job, tenants, and the views of one tenant."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import click

from demogen.cli import terminal
from loader.cli.group import cli, dsn_option, find_database


@cli.command()
@dsn_option
@terminal.json_option
def tenants(dsn: str | None, as_json: bool) -> None:
    """List the demo tenants.

    Example: demogen-load tenants
    """
    from loader.jobs.listing import list_tenants
    from loader.postgres.connect import connect

    with connect(find_database(dsn)) as connection:
        found = list_tenants(connection)
    terminal.print_json(found) if as_json else terminal.put(
        table(found, ("slug", "name", "country", "industry", "asOf", "rows", "excludedFromAnalytics", "createdAt"))
    )


@cli.command()
@click.argument("tenant", required=False)
@dsn_option
@click.option("--analytics", is_flag=True, help="Of all tenants that analytics may count, instead of one.")
def views(tenant: str | None, dsn: str | None, analytics: bool) -> None:
    """Print SQL that shows a session one demo TENANT: its id or slug, or the id of its job.

    Each table of the CRM becomes a temporary view of that tenant's rows, so that a question about a bundle can be asked
    as it is. With --analytics the views have the rows of every tenant that is not excluded from analytics.

    Example: (demogen-load views larkhill-metrics && cat question.sql) | demogen-load db psql -q
    """
    from loader.tenants.views import write_analytics_views, write_views

    if (tenant is None) != analytics:
        raise click.UsageError("name a TENANT, or give --analytics")
    place = find_database(dsn)
    terminal.put(write_analytics_views(place) if tenant is None else write_views(place, tenant))


@cli.command()
@click.argument("tenant")
@dsn_option
@click.option("--exclude/--include", "excluded", default=None, help="Leave the tenant out, or count it.")
@click.option("--by", type=click.UUID, metavar="USER", help="Id of the platform user who asks for it.")
@terminal.json_option
def analytics(tenant: str, dsn: str | None, excluded: bool | None, by: UUID | None, as_json: bool) -> None:
    """Exclude a demo TENANT from analytics, or include it: its id or slug, or the id of its job.

    The view analytics_tenants, which reports of the platform read, obeys it at once.

    Example: demogen-load analytics larkhill-metrics --include
    """
    from loader.tenants.analytics import exclude

    if excluded is None:
        raise click.UsageError("give --exclude or --include")
    found = exclude(find_database(dsn), tenant, excluded=excluded, user=by)
    says = "excluded from analytics" if excluded else "included in analytics"
    terminal.print_json(found) if as_json else terminal.put(f"{found['slug']}: {says}\n")


@cli.command()
@dsn_option
@click.option("--page", type=click.IntRange(min=1), default=1, show_default=True, help="Page to show.")
@click.option("--page-size", type=click.IntRange(10, 100), default=20, show_default=True, help="Jobs on a page.")
@click.option("--status", type=click.Choice(["pending", "running", "completed", "failed"]), help="Only these.")
@click.option("--country", help="Only of this country.")
@click.option("--industry", help="Only of this industry.")
@click.option("--search", help="Only with this in the tenant's name, the seed or the job's id.")
@click.option(
    "--sort-by", type=click.Choice(["createdAt", "completedAt", "tenantName"]), default="createdAt", show_default=True
)
@click.option("--sort-order", type=click.Choice(["asc", "desc"]), default="desc", show_default=True)
@terminal.json_option
def jobs(dsn: str | None, as_json: bool, **query: Any) -> None:
    """List jobs, the newest first.

    Example: demogen-load jobs --status failed
    """
    from loader.jobs.listing import Query, list_jobs
    from loader.jobs.records import reap
    from loader.postgres.connect import connect

    with connect(find_database(dsn)) as connection:
        reap(connection)
        found = list_jobs(connection, Query(**query))
    if as_json:
        terminal.print_json(found)
        return
    terminal.put(
        table(found["data"], ("id", "status", "progress", "tenantName", "tenantState", "createdAt", "errorCode"))
    )
    meta = found["meta"]
    terminal.tell(f"page {meta['page']} of {meta['totalPages']}, {meta['total']} jobs")


@cli.command()
@click.argument("job_id", metavar="ID", type=click.UUID)
@dsn_option
@click.option("--follow", is_flag=True, help="Tell each step until it ends.")
@terminal.json_option
def job(job_id: UUID, dsn: str | None, follow: bool, as_json: bool) -> None:
    """Show one job: how far it is, what it loaded, or why it failed.

    Example: demogen-load job 0f8fad5b-d9cb-469f-a165-70867728950e
    """
    from loader.jobs.listing import follow_job, show_job
    from loader.jobs.records import reap
    from loader.postgres.connect import connect

    with connect(find_database(dsn)) as connection:
        reap(connection)
        if follow:
            for percent, step in follow_job(connection, job_id):
                terminal.tell(f"{percent:3} %  {step}")
        found = show_job(connection, job_id)
    terminal.print_json(found) if as_json else terminal.put(_job_text(found))


@cli.command()
@click.argument("job_id", metavar="ID", type=click.UUID)
@dsn_option
@click.option("--by", type=click.UUID, metavar="USER", help="Id of the platform user who asks for it.")
@terminal.json_option
def cancel(job_id: UUID, dsn: str | None, by: UUID | None, as_json: bool) -> None:
    """Cancel a job that waits or runs; nothing of it is left.

    A job whose commit is on its way can no longer be cancelled: its tenant is there, and this says so.

    Example: demogen-load cancel 0f8fad5b-d9cb-469f-a165-70867728950e
    """
    from loader.jobs.cancelling import cancel_or_refuse
    from loader.jobs.records import reap
    from loader.postgres.connect import connect

    with connect(find_database(dsn)) as connection:
        reap(connection)
        found = cancel_or_refuse(connection, job_id, by, {"via": "cli"})
    told = {"jobId": found["id"], **{name: found[name] for name in ("status", "errorCode", "errorMessage")}}
    terminal.print_json(told) if as_json else terminal.put(f"job {job_id}: {found['errorMessage']}\n")


MONTH = ("month", "leads", "contacts", "companies", "deals", "closedWonValue", "pipelineValue")
TOTALS = ("leads", "contacts", "companies", "closedWonCount", "closedWonValue", "pipelineValue")


def _job_text(found: dict[str, Any]) -> str:
    """Write a job: what is known of it, what it loaded, its months, then its log."""
    from loader.mapping.format import load_mapping

    hidden = {"config", "logs", "metrics", "monthlyBreakdown", "errorStack", "tenant"}
    lines = [f"{name:21} {value}" for name, value in found.items() if value is not None and name not in hidden]
    metrics = found["metrics"] or {"totals": {}, "rows": {}}
    lines += [f"{name:21} {metrics['totals'][name]:,}" for name in TOTALS if name in metrics["totals"]]
    rows = [f"{name:20} {metrics['rows'][name]:>9,} rows" for name in load_mapping().tables if name in metrics["rows"]]
    months = found["monthlyBreakdown"]
    parts = ["\n".join(lines), "\n".join(rows), table(months, MONTH).rstrip() if months else ""]
    parts.append("\n".join(f"{entry['at']}  {entry['message']}" for entry in found["logs"]))
    return "\n\n".join(part for part in parts if part) + "\n"


def table(rows: list[dict[str, Any]], names: tuple[str, ...]) -> str:
    """Write rows as a table; what is not known is left blank."""
    texts = [list(names)] + [["" if row[n] is None else str(row[n]) for n in names] for row in rows]
    widths = [max(len(line[i]) for line in texts) for i in range(len(names))]
    return "".join(
        "  ".join(word.ljust(w) for word, w in zip(line, widths, strict=True)).rstrip() + "\n" for line in texts
    )
