"""The group of commands, the options that several of them have, and what those options mean."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from demogen import __version__
from demogen.cli import terminal
from demogen.errors import ConfigError, Problem

if TYPE_CHECKING:
    from demogen.config.resolve import Config

F = TypeVar("F", bound=Callable[..., Any])


class Commands(terminal.Commands):
    """The commands of this program."""

    order = (
        *("generate", "preview", "init", "schema", "verify", "check", "score"),
        *("report", "inspect", "explain", "diff", "sql", "open", "export", "pack", "unpack", "reference"),
    )


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


# A bundle carries the files of one's own that it was made from, so that no setting of the machine speaks for it.
reference_option = click.option(
    "--reference",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Folder with countries and industries of yours, instead of what the bundle carries.",
)
own_files_option = click.option(
    "--reference",
    type=click.Path(path_type=Path),
    metavar="DIR",
    envvar="DEMOGEN_REFERENCE",
    show_envvar=True,
    help="Folder with countries and industries of yours.",
)


def is_given(name: str) -> bool:
    """Return whether an option stands on the command line, and not in the environment alone."""
    source = click.get_current_context().get_parameter_source(name)
    return source is click.core.ParameterSource.COMMANDLINE


def config_options(command: F) -> F:
    """Add the options that change a config to a command."""
    options = [
        click.option(
            "--seed", help="Text that all draws depend on; drawn and printed unless given here or in the config."
        ),
        click.option("--as-of", metavar="DATE|today", help="Day at whose end the targets hold."),
        click.option(
            "--set", "settings", multiple=True, metavar="PATH=VALUE", help="Change a value, such as targets.leads=2000."
        ),
        own_files_option,
    ]
    for option in reversed(options):
        command = option(command)
    return command


quiet_option = click.option("-q", "--quiet", is_flag=True, help="Print nothing but the result.")


def read_input(path: Path) -> dict[str, Any]:
    """Read a config file, or stdin for `-`.

    Raises:
        ConfigError: it is not a config.
    """
    from demogen.config.read import MAX_BYTES, parse_config, read_config

    return parse_config(terminal.read_bytes(MAX_BYTES + 1), "", "stdin") if str(path) == "-" else read_config(path)


def resolve_config(
    path: Path,
    raw: dict[str, Any],
    seed: str | None,
    as_of: str | None,
    settings: tuple[str, ...],
    reference: Path | None,
    quiet: bool,
) -> Config:
    """Resolve the config that a path held with its options; draw a seed where there is none, and say so.

    The config of a bundle is read with the reference files that the bundle carries, unless --reference is given.
    """
    import secrets

    from demogen.bundle.read import read_beside
    from demogen.config.overrides import apply_overrides
    from demogen.config.reference import Reference
    from demogen.config.resolve import resolve, with_seed

    wrong: list[Problem] = []
    for setting in settings:
        try:
            raw = apply_overrides(raw, [setting])
        except ConfigError as error:
            wrong += error.problems
    carried = {} if is_given("reference") else read_beside(path)
    known = Reference(carried or reference)
    day = read_day(as_of, "--as-of", "UTC") if as_of else None
    try:
        config = resolve(raw, seed=seed, as_of=day, reference=known)
    except ConfigError as error:
        raise type(error)([*wrong, *error.problems]) from error
    if wrong:
        raise ConfigError(wrong)
    if as_of == "today":
        config = resolve(raw, seed=seed, as_of=read_day(as_of, "--as-of", config.timezone), reference=known)
    if config.seed:
        return config
    drawn = secrets.token_hex(4)
    if not quiet:
        terminal.tell(f"seed: {drawn} (drawn; --seed {drawn} gives the same data again)")
    return with_seed(config, drawn)


def read_day(text: str, option: str, timezone: str) -> Any:
    """Read a day; `today` is the only thing that looks at the clock."""
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

    if text == "today":
        return datetime.now(ZoneInfo(timezone)).date()
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):  # Python reads weeks and days without hyphens, too
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise ConfigError(Problem(option, "is not a calendar day", "YYYY-MM-DD or today", ascii(text)[:40]))
