"""Commands that begin with a config: generate, preview, init; and the schemas that say what one may hold."""

from __future__ import annotations

import os
import shlex
from pathlib import Path

import click

from demogen.cli import terminal
from demogen.cli.group import (
    cli,
    config_options,
    is_given,
    own_files_option,
    quiet_option,
    read_day,
    read_input,
    resolve_config,
)
from demogen.cli.interruption import held
from demogen.errors import ConfigError, Problem, Refused


@cli.command()
@click.argument("config", type=click.Path(path_type=Path))
@click.option("-o", "--out", required=True, type=click.Path(path_type=Path), help="Folder to make.")
@config_options
@click.option("--until", metavar="DATE|today", help="Day on which to observe the world; asOf unless given.")
@click.option("--replace", is_flag=True, help="Take the place of another bundle.")
@terminal.expect_digest_option("Refuse to publish any other content.")
@click.option("--workers", metavar="N", type=click.IntRange(1, 64), help="Cores to work with, all unless given.")
@terminal.json_option
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
    workers: int | None,
    as_json: bool,
    quiet: bool,
) -> None:
    """Generate a bundle from CONFIG and check it.

    CONFIG is a file, or - for stdin.

    Example: demogen generate saas.yaml --seed acme -o out
    """
    os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")  # gives back what it does not need: a sixth less
    with held():
        import duckdb  # noqa: F401
        import pyarrow.parquet  # noqa: F401

        from demogen import build
        from demogen.show.inspect import inspect, inspect_text
        from demogen.writing import ORDER

    resolved = resolve_config(config, read_input(config), seed, as_of, settings, reference, quiet)
    day = read_day(until, "--until", resolved.timezone) if until else None
    progress = terminal.progress(quiet or as_json, len(ORDER) + 3)
    try:
        built = build.build_bundle(
            resolved,
            None,
            out,
            until=day,
            replace=replace,
            expect_digest=expect_digest,
            workers=workers,
            progress=progress,
        )
    finally:
        progress("")
    for warning in () if quiet or as_json else built.manifest["warnings"]:
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
@terminal.json_option
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

    CONFIG is a file, or - for stdin.

    Example: demogen preview saas.yaml --seed acme
    """
    from demogen.show import preview as show

    found = show.preview(resolve_config(config, read_input(config), seed, as_of, settings, reference, quiet))
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
@own_files_option
def init(path: Path, country: str, industry: str, as_of: str, reference: Path | None) -> None:
    """Write a commented config to PATH (- for stdout).

    Example: demogen init saas.yaml --country US --industry saas
    """
    from demogen.config.template import commented_config

    content = commented_config(country, industry, read_day(as_of, "--as-of", "UTC"), reference)
    if str(path) == "-":
        terminal.put(content)
        return
    from demogen.bundle.publish import write_file

    if path.is_file():
        raise Refused(Problem(str(path), "exists", hint="Choose another place."))
    write_file(path, content.encode("utf-8"), replace=False)
    given = f" --reference {shlex.quote(str(reference))}" if reference and is_given("reference") else ""
    terminal.tell(f"{path} written; next: demogen preview {path}{given}")


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
