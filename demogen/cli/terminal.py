"""The terminal as commands meet it: results to stdout, everything else to stderr, and the code of an error.

Nothing that stands in data or in a path reaches the terminal as a control character, and no failing stream ends in a
traceback.
"""

from __future__ import annotations

import gc
import json
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import click

from demogen.cli.interruption import Interrupted, came, heed, last_code, take_signals
from demogen.errors import ConfigError, DemogenError, EnvironmentProblem, Problem

F = TypeVar("F", bound=Callable[..., Any])


class Summaries(click.Group):
    """Shows the summary of every command as it is; a long one goes on in the next line."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands into a help text."""
        known = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        rows = [(name, command.get_short_help_str(LONGEST_SUMMARY)) for name, command in known if command]
        if rows:
            with formatter.section("Commands"):
                formatter.write_dl(rows)


class Commands(Summaries):
    """Lists commands in the order in which one needs them, which a group gives as `order`."""

    order: tuple[str, ...] = ()
    group_class = Summaries

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take the words of the command line; a line end behind one, as files and pipes have it, is no part of it."""
        return super().parse_args(ctx, [_without_line_end(word) for word in args])

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        del ctx
        return sorted(self.commands, key=self.order.index)


def _without_line_end(word: str) -> str:
    bare = word.rstrip("\r\n")
    return word if bare == word or os.path.lexists(word) else bare


class CommandLineError(ConfigError):
    """The words of the command line are wrong."""

    title = "the command line has a problem"


LONGEST_SUMMARY = 500
MOST_BYTES = 1_000_000  # of a question


@dataclass
class Output:
    """What is known of a run's output: whether a result is asked for as JSON, and whether it was given."""

    as_json: bool = False
    given: bool = False


def _as_json(ctx: click.Context, option: click.Parameter, value: bool) -> bool:
    """Remember that errors, too, are asked for as JSON."""
    del option
    ctx.ensure_object(Output).as_json = value
    return value


json_option = click.option(
    "--json", "as_json", is_flag=True, is_eager=True, callback=_as_json, help="Print the result as JSON."
)


def _expected(ctx: click.Context, option: click.Parameter, value: str | None) -> str | None:
    """Refuse a digest that is none before anything is done for it."""
    del ctx, option
    if value is None:
        return None
    from demogen.bundle.digest import read_expected

    return read_expected(value)


def expect_digest_option(says: str) -> Callable[[F], F]:
    """Make the option that takes a content digest."""
    return click.option("--expect-digest", metavar="DIGEST", callback=_expected, help=says)


def progress(quiet: bool, steps: int) -> Callable[[str], None]:
    """Show the steps: on a terminal as a bar, which an empty step takes away, in a log one line each."""
    from demogen.show.text import bar

    done = 0

    def draw(step: str) -> None:
        nonlocal done
        if step:
            heed()
        line = f"{bar(done, steps, 24):<24}▏ {step}" if step else ""
        done += 1
        with suppress(OSError):
            click.echo(f"\r\x1b[K{line}", err=True, nl=False)

    def log(step: str) -> None:
        heed()
        if step in {"drawing", "checking", "publishing"}:
            tell(step)

    if quiet:
        return lambda step: heed() if step else None
    terminal = sys.stderr is not None and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
    return draw if terminal else log


def read_bytes(most: int = -1) -> bytes:
    """Read stdin to its end, or as many bytes as are asked for."""
    return sys.stdin.buffer.read(most) if sys.stdin else b""


def read_stdin() -> str:
    """Read all of stdin as UTF-8."""
    return _decoded(read_bytes(MOST_BYTES + 1), "stdin")


def read_file(path: Path) -> str:
    """Read all of a file as UTF-8."""
    try:
        with path.open("rb") as file:
            return _decoded(file.read(MOST_BYTES + 1), str(path))
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError) as error:
        raise CommandLineError(Problem(str(path), "is not an existing file")) from error


def _decoded(data: bytes, name: str) -> str:
    if len(data) > MOST_BYTES:
        raise CommandLineError(Problem(name, "is too long", f"at most {MOST_BYTES:,} bytes"))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ConfigError(Problem(name, f"is not UTF-8 at byte {error.start}")) from error


def can_ask() -> bool:
    """Return whether somebody sits at a terminal who could answer a question."""
    return bool(sys.stdin) and sys.stdin.isatty()


def words(argument: str) -> str:
    """Read an argument as UTF-8, whatever the locale took it for."""
    try:
        return os.fsencode(argument).decode("utf-8")
    except UnicodeError:
        return argument


def _safe(text: str) -> str:
    from demogen.show.text import safe

    return "\n".join(safe(line) for line in text.split("\n"))


def tell(text: str) -> None:
    """Write to stderr; where that cannot be, the exit code has to do."""
    with suppress(OSError, ValueError):
        click.echo(_safe(text), err=True)


def put(content: str | bytes) -> None:
    """Write a result to stdout; a reader who has seen enough is no error.

    Raises:
        EnvironmentProblem: stdout cannot be written to.
    """
    out = sys.stdout
    if out is None:
        return
    data = content if isinstance(content, bytes) else content.encode(out.encoding or "utf-8", "backslashreplace")
    try:
        out.flush()
        out.buffer.write(data)
        out.flush()
    except OSError as error:
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), out.fileno())
        if not isinstance(error, BrokenPipeError):
            raise EnvironmentProblem(Problem("stdout", error.strerror or "cannot be written to")) from error


def print_json(value: Any) -> None:
    """Print JSON; characters that stdout does not have are spelt out."""
    text = json.dumps(value, indent=1, ensure_ascii=False)
    try:
        text.encode(getattr(sys.stdout, "encoding", None) or "utf-8")
    except UnicodeEncodeError:
        text = json.dumps(value, indent=1)
    click.get_current_context().ensure_object(Output).given = True
    put(text + "\n")


_did: list[str] = []
_program = ["demogen"]


def did(what: str) -> None:
    """Keep what a run has done for good, to be told where it fails or is interrupted afterwards."""
    _did.append(what)


def _done_before() -> list[str]:
    made = getattr(sys.modules.get("demogen.bundle.publish"), "published", [])
    return [*(f"{path} had been published before, whole" for path in made), *_did]


class _WithoutPandas:
    """Finds no pandas: Arrow imports it where it is installed, for 0.4 s, to see whether a value is one of its own."""

    @staticmethod
    def find_spec(name: str, path: object = None, target: object = None) -> None:
        """Refuse pandas, and leave all else to others."""
        del path, target
        if name == "pandas":
            raise ModuleNotFoundError(f"{name} is not used here", name=name)


def collect_rarely() -> None:
    """Let Python look for cycles of objects rarely: that takes a tenth of a command that ends soon."""
    gc.set_threshold(10_000, 20, 50)


def prepare(program: str) -> None:
    """Take the program's name and the signals, and keep files from getting the numbers of closed standard streams."""
    _program[:] = [program]
    sys.meta_path.insert(0, _WithoutPandas())
    take_signals()
    for handle in (0, 1, 2):
        try:
            os.fstat(handle)
        except OSError:
            os.open(os.devnull, os.O_RDWR)


def run(program: str, commands: click.Group) -> NoReturn:
    """Run a command line and exit with its code."""
    output = Output()
    try:
        code = _run(program, commands, output)
    except (Interrupted, KeyboardInterrupt, click.exceptions.Abort):
        code = 130
    if signalled := last_code():
        before = "".join(f"; {what}" for what in _done_before())
        tell(f"\n{_program[0]}: interrupted; nothing half-made was left behind{before}")
    leave(signalled or code)


def leave(code: int) -> NoReturn:
    """End the process with that code, at once.

    All that is to be tidied up has been. What Python would do besides takes a twentieth of a second, and threads of
    DuckDB and Arrow that need it in that time would abort the process.
    """
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):
            stream.flush()
    os._exit(code)


def _run(program: str, commands: click.Group, output: Output) -> int:
    try:
        prepare(program)
        code = commands.main(standalone_mode=False, obj=output)  # a number where a command asked for that code
    except click.exceptions.Exit as error:
        return error.exit_code
    except click.ClickException as error:
        tell(usage(error))
        if "--json" in sys.argv[1:]:
            _print_error(CommandLineError(Problem("", error.format_message())))
        return 2
    except SystemExit:  # click's answer to a reader of its help who has seen enough
        return 0
    except Exception as error:  # noqa: BLE001 - what is not known is raised again
        return fail(error, output)
    return code if isinstance(code, int) else 0


def usage(error: click.ClickException) -> str:
    """Write an error of the command line with the command's usage."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        return error.format_message()
    ctx = getattr(error, "ctx", None)
    line = f"{ctx.get_usage()}\n" if ctx else ""
    return f"{line}{_program[0]}: {error.format_message().expandtabs(2)}"


def fail(error: Exception, output: Output) -> int:
    """Print an error that a user can act on, and return its code; raise the others again."""
    if came():  # a library has made an error of its own of the interruption
        return 130
    known = _known(error)
    if known is None:
        raise error
    tell(f"{_program[0]}: {_title(known)}")
    for problem in known.problems:
        tell(f"  {_flat(str(problem))}")
    for what in _done_before():
        tell(f"  {what}")
    if output.as_json and not output.given:
        _print_error(known)
    return known.exit_code


def _title(error: DemogenError) -> str:
    """Return the title of an error; where each problem is one of an option, that of a wrong command line."""
    options = isinstance(error, ConfigError) and all(problem.where.startswith("--") for problem in error.problems)
    return CommandLineError.title if options else error.title


def _print_error(error: DemogenError) -> None:
    found = {"title": _title(error), "exitCode": error.exit_code, "problems": [p.as_json() for p in error.problems]}
    with suppress(EnvironmentProblem):
        put(json.dumps({"error": found}, indent=1) + "\n")


def _flat(text: str) -> str:
    return text.replace("\n", "\\n")


def _known(error: Exception) -> DemogenError | None:
    """Return an error of the system or of a library as one of ours, if the machine is at fault."""
    if isinstance(error, DemogenError):
        return error
    kind = type(error)
    no_thread = isinstance(error, RuntimeError) and str(error).startswith("can't start new thread")
    if isinstance(error, MemoryError) or kind.__name__ == "OutOfMemoryException" or no_thread:
        return EnvironmentProblem(Problem("memory", "is used up", hint="Ask for less, or use a larger machine."))
    if isinstance(error, OSError):
        from demogen.bundle.publish import problem

        return problem(error, str(error.filename or "a file"))
    if kind.__module__.lstrip("_").startswith("duckdb") and kind.__name__ == "IOException":
        from demogen.bundle.publish import number_in, problem

        said = str(error).splitlines()[0][:300]
        number = number_in(said)
        return problem(OSError(number, ""), "DuckDB") if number else EnvironmentProblem(Problem("DuckDB", said))
    return None
