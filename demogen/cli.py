"""The command line: parses, calls one function, prints, exits. The only place of demogen that does so.

Results go to stdout, everything else to stderr. Exit codes: 0 fine; 1 a check, verification or guard said no; 2 usage
or config; 3 environment; 129, 130 and 143 interrupted.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from demogen import __version__, terminal
from demogen.errors import ConfigError, Problem

if TYPE_CHECKING:
    from demogen.config.resolve import Config

F = TypeVar("F", bound=Callable[..., Any])


class Commands(click.Group):
    """Lists commands in the order in which one needs them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Give the names in order of definition."""
        del ctx
        return list(self.commands)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="demogen")
def cli() -> None:
    """Deterministic demo data for CRMs: one config and one seed become a checked bundle.

    \b
    demogen init saas.yaml --country US --industry saas
    demogen preview saas.yaml --seed acme
    demogen generate saas.yaml --seed acme -o out
    demogen sql out "select stage_id, count(*) from deals group by all"
    """  # noqa: D301 - click reads the backspace


reference_option = click.option(
    "--reference", type=click.Path(path_type=Path), metavar="DIR", help="Folder with countries and industries of yours."
)


def config_options(command: F) -> F:
    """Give a command the options that change a config."""
    options = [
        click.option(
            "--seed", help="Text that all draws depend on; drawn and printed unless given here or in the config."
        ),
        click.option("--as-of", metavar="DATE|today", help="Day at whose end the targets hold."),
        click.option(
            "--set", "settings", multiple=True, metavar="PATH=VALUE", help="Change a value, such as targets.leads=2000."
        ),
        reference_option,
    ]
    for option in reversed(options):
        command = option(command)
    return command


def _as_json(ctx: click.Context, option: click.Parameter, value: bool) -> bool:
    """Remember that errors, too, are asked for as JSON."""
    del option
    ctx.ensure_object(terminal.Output).as_json = value
    return value


json_option = click.option("--json", "as_json", is_flag=True, callback=_as_json, help="Print the result as JSON.")
quiet_option = click.option("-q", "--quiet", is_flag=True, help="Print nothing but the result.")


@cli.command()
@click.argument("config", type=click.Path(path_type=Path))
@click.option("-o", "--out", required=True, type=click.Path(path_type=Path), help="Folder to make.")
@config_options
@click.option("--until", metavar="DATE|today", help="Day on which to observe the world; asOf unless given.")
@click.option("--replace", is_flag=True, help="Take the place of another bundle.")
@click.option("--expect-digest", metavar="DIGEST", help="Refuse to publish any other content.")
@json_option
@quiet_option
def generate(
    config: Path,
    out: Path,
    seed: str | None,
    as_of: str | None,
    settings: tuple[str, ...],
    reference: Path | None,
    until: str | None,
    replace: bool,
    expect_digest: str | None,
    as_json: bool,
    quiet: bool,
) -> None:
    """Generate a bundle from CONFIG and check it.

    Example: demogen generate saas.yaml --seed acme -o out
    """
    with terminal.held():
        import duckdb  # noqa: F401
        import pyarrow.parquet  # noqa: F401

        from demogen import build
        from demogen.show.inspect import inspect, inspect_text

    resolved = _resolve(config, seed, as_of, settings, reference, quiet)
    day = _day(until, "--until", resolved.timezone) if until else None
    progress = terminal.progress(quiet or as_json, len(build.ORDER) + 3)
    try:
        built = build.build_bundle(
            resolved, None, out, until=day, replace=replace, expect_digest=expect_digest, progress=progress
        )
    finally:
        progress("")
    for warning in () if quiet else built.manifest["warnings"]:
        terminal.tell(f"warning: {warning}")
    found = inspect(built.manifest)
    if as_json:
        terminal.print_json({"path": str(out), "unchanged": built.unchanged, **found})
    elif quiet:
        terminal.put(f"{found['contentDigest']}\n")
    else:
        terminal.put(inspect_text({**found, "warnings": []}) + "\n")
        terminal.tell(f"\n{out}: {'the same content was there already' if built.unchanged else 'published'}")


@cli.command()
@click.argument("config", type=click.Path(path_type=Path))
@config_options
@json_option
@quiet_option
def preview(
    config: Path,
    seed: str | None,
    as_of: str | None,
    settings: tuple[str, ...],
    reference: Path | None,
    as_json: bool,
    quiet: bool,
) -> None:
    """Show month by month what generate will produce.

    Example: demogen preview saas.yaml --seed acme
    """
    from demogen.show import preview as show

    found = show.preview(_resolve(config, seed, as_of, settings, reference, quiet))
    for warning in () if as_json or quiet else found["warnings"]:
        terminal.tell(f"warning: {warning}")
    terminal.print_json(found) if as_json else terminal.put(show.preview_text(found) + "\n")


@cli.command()
@click.argument("path", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True))
@click.option("--country", default="US", show_default=True, help="ISO code of a known country.")
@click.option("--industry", default="saas", show_default=True, help="Name of a known industry.")
@click.option(
    "--as-of", default="today", show_default=True, metavar="DATE|today", help="Day at whose end the targets hold."
)
def init(path: Path, country: str, industry: str, as_of: str) -> None:
    """Write a commented config to PATH (- for stdout).

    Example: demogen init saas.yaml --country US --industry saas
    """
    from demogen.config.template import commented_config

    content = commented_config(country, industry, _day(as_of, "--as-of", "UTC"))
    if str(path) == "-":
        terminal.put(content)
        return
    from demogen.bundle.publish import write_file

    write_file(path, content.encode("utf-8"), replace=False)
    terminal.tell(f"{path} written; next: demogen preview {path}")


@cli.command()
@click.argument("name", required=False)
def schema(name: str | None) -> None:
    """Print a JSON Schema, or the names of all of them.

    Example: demogen schema config > config.schema.json
    """
    from demogen.schemas import load_schema, schema_names

    if name is None:
        terminal.put("\n".join(schema_names()) + "\n")
    elif name in schema_names():
        terminal.print_json(load_schema(name))
    else:
        raise ConfigError(Problem(name, "no such schema", ", ".join(schema_names())))


@cli.command()
@click.argument("bundle", type=click.Path(path_type=Path))
@click.option("--expect-digest", metavar="DIGEST", help="Demand this content digest.")
@json_option
def verify(bundle: Path, expect_digest: str | None, as_json: bool) -> None:
    """Prove that BUNDLE is what its manifest says: files, schema, values.

    Example: demogen verify out
    """
    from demogen.build import expect_content
    from demogen.bundle.pack import open_bundle
    from demogen.bundle.read import verify_folder

    with open_bundle(bundle) as folder:
        manifest = verify_folder(folder)
    expect_content(manifest["contentDigest"], expect_digest)
    found = {
        "path": str(bundle),
        "contentDigest": manifest["contentDigest"],
        "tables": len(manifest["tables"]),
        "rows": sum(t["rows"] for t in manifest["tables"]),
    }
    line = f"{bundle}: sound, {found['rows']:,} rows in {found['tables']} tables, {found['contentDigest']}"
    terminal.print_json(found) if as_json else terminal.put(line + "\n")


@cli.command()
@click.argument("bundle", type=click.Path(path_type=Path))
@json_option
@click.option("-v", "--verbose", is_flag=True, help="Show what every check looked at.")
@reference_option
def check(bundle: Path, as_json: bool, verbose: bool, reference: Path | None) -> None:
    """Run every check on BUNDLE against a plan made anew from its config.

    Example: demogen check out
    """
    from demogen.build import check_bundle
    from demogen.bundle.pack import open_bundle
    from demogen.checks.run import demand
    from demogen.show.results import results_text

    with open_bundle(bundle) as folder:
        results = check_bundle(folder, reference)
    if as_json:
        terminal.print_json([result.as_json() for result in results])
    else:
        terminal.put(results_text([result.as_json() for result in results], verbose=verbose) + "\n")
    demand(results)


@cli.command()
@click.argument("bundle", type=click.Path(path_type=Path))
@json_option
def inspect(bundle: Path, as_json: bool) -> None:
    """Show what is inside BUNDLE, on one screen.

    Example: demogen inspect out
    """
    from demogen.bundle.pack import open_bundle
    from demogen.bundle.read import load_manifest
    from demogen.show import inspect as show

    with open_bundle(bundle) as folder:
        found = show.inspect(load_manifest(folder))
    terminal.print_json(found) if as_json else terminal.put(show.inspect_text(found) + "\n")


@cli.command()
@click.argument("bundle", type=click.Path(path_type=Path))
@click.argument("statement")
@click.option(
    "--format",
    "kind",
    type=click.Choice(["table", "csv", "json", "parquet"]),
    default="table",
    show_default=True,
    help="How to print the answer.",
)
@click.option("-o", "--out", type=click.Path(path_type=Path, dir_okay=False), help="File to write the answer to.")
def sql(bundle: Path, statement: str, kind: str, out: Path | None) -> None:
    """Ask BUNDLE a question in DuckDB's SQL (- reads it from stdin); it sees the bundle's tables and nothing else.

    Example: demogen sql out "select status, count(*), sum(amount) from deals group by all order by all"
    """
    from demogen.bundle.pack import open_bundle
    from demogen.bundle.publish import write_file
    from demogen.show import query

    if kind == "parquet" and out is None and sys.stdout is not None and sys.stdout.isatty():
        raise ConfigError(Problem("--format parquet", "is nothing for a terminal", hint="Give -o FILE."))
    with open_bundle(bundle) as folder:
        answer = query.query(folder, terminal.read_stdin() if statement == "-" else terminal.words(statement))
    if kind == "table" and out is None:
        terminal.put(query.answer_text(answer) + "\n")
        return
    writers: dict[str, Callable[[Any], str | bytes]] = {
        "table": query.answer_text,
        "csv": query.answer_csv,
        "json": query.answer_json,
        "parquet": query.answer_parquet,
    }
    content = writers[kind](answer)
    binary = content if isinstance(content, bytes) else (content if kind == "csv" else content + "\n").encode("utf-8")
    terminal.put(binary) if out is None else write_file(out, binary)


@cli.command()
@click.argument("bundle", type=click.Path(path_type=Path))
@click.argument("target", type=click.Path(path_type=Path))
@click.option("--replace", is_flag=True, help="Take the place of an existing file.")
def pack(bundle: Path, target: Path, replace: bool) -> None:
    """Write BUNDLE as one tar, TARGET; always the same bytes.

    Example: demogen pack out out.tar
    """
    from demogen.bundle import pack as tar
    from demogen.bundle.pack import open_bundle

    with open_bundle(bundle) as folder:
        tar.pack(folder, target, replace=replace)
    terminal.tell(f"{target} written")


@cli.command()
@click.argument("source", type=click.Path(path_type=Path))
@click.argument("target", type=click.Path(path_type=Path))
def unpack(source: Path, target: Path) -> None:
    """Take a bundle out of the tar SOURCE, verify it, and make the folder TARGET of it.

    Example: demogen unpack out.tar out
    """
    from demogen.bundle import pack as tar

    tar.unpack(source, target)
    terminal.tell(f"{target} written")


def _resolve(
    path: Path, seed: str | None, as_of: str | None, settings: tuple[str, ...], reference: Path | None, quiet: bool
) -> Config:
    """Read and resolve a config with its options; draw a seed where there is none, and say so."""
    import secrets

    from demogen.config.overrides import apply_overrides
    from demogen.config.read import read_config
    from demogen.config.reference import Reference
    from demogen.config.resolve import resolve, with_seed

    raw = apply_overrides(read_config(path), list(settings))
    known = Reference(reference)
    day = _day(as_of, "--as-of", "UTC") if as_of else None
    config = resolve(raw, seed=seed, as_of=day, reference=known)
    if as_of == "today":
        config = resolve(raw, seed=seed, as_of=_day(as_of, "--as-of", config.timezone), reference=known)
    if config.seed:
        return config
    drawn = secrets.token_hex(4)
    if not quiet:
        terminal.tell(f"seed: {drawn} (drawn; --seed {drawn} gives the same data again)")
    return with_seed(config, drawn)


def _day(text: str, option: str, timezone: str) -> Any:
    """Read a day; `today` is the only thing that looks at the clock."""
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

    if text == "today":
        return datetime.now(ZoneInfo(timezone)).date()
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ConfigError(
            Problem(option, "is no day of the calendar", "YYYY-MM-DD or today", ascii(text)[:40])
        ) from error


def _run(output: terminal.Output) -> int:
    try:
        terminal.prepare()
        cli.main(standalone_mode=False, obj=output)
    except click.exceptions.Exit as error:
        return error.exit_code
    except click.ClickException as error:
        terminal.tell(terminal.usage(error))
        return 2
    except SystemExit:  # click's answer to a reader of its help who has seen enough
        return 0
    except Exception as error:  # noqa: BLE001 - what is not known is raised again
        return terminal.fail(error, output)
    return 0


def main() -> NoReturn:
    """Run the command line and exit with its code."""
    try:
        code = _run(terminal.Output())
    except (terminal.Interrupted, KeyboardInterrupt, click.exceptions.Abort):
        code = 130
    sys.exit(terminal.interrupted() or code)
