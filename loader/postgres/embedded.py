"""An embedded Postgres for those who have no database at hand: made on first use, persistent, stopped on demand.

Each checkout has its own. It listens on a socket that only its owner can reach. Postgres refuses to run as root; there
its programs run as the unprivileged user `nobody`, and no account is added.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import psycopg

from demogen.errors import EnvironmentProblem, Problem
from loader.postgres import folders
from loader.postgres.binaries import Binaries, find_binaries

DATABASE, OWNER, PORT = "crm", "postgres", 5432
LONGEST_SOCKET = 90  # bytes of a socket's folder; the system takes 107 for the whole path
SHORT = Path("/tmp")  # noqa: S108 - not TMPDIR: a server is found again from every shell, and its folder is its owner's
SETTINGS = {"listen_addresses": "", "timezone": "UTC", "log_timezone": "UTC", "max_connections": "50"}


@dataclass(frozen=True)
class Server:
    """A server: its data, its programs, the folder of its socket, and what was just done to it: made, started or ""."""

    folder: Path
    binaries: Binaries
    sockets: Path
    done: str = field(default="", compare=False)

    @property
    def conninfo(self) -> str:
        """Return the connection string; nobody else can use it, so it needs no password."""
        return f"host={self.sockets} port={PORT} user={OWNER} dbname={DATABASE}"

    @property
    def running(self) -> bool:
        """Return whether it accepts connections, on a socket that nobody else could have made."""
        try:
            if self.sockets.lstat().st_uid != _owner()[0]:
                return False
            psycopg.connect(f"{self.conninfo} connect_timeout=5").close()
        except (OSError, psycopg.Error):
            return False
        return True


def default_folder() -> Path:
    """Return where the data lies unless said otherwise."""
    if given := os.environ.get("DEMOGEN_PG_DIR"):
        return Path(given)
    return folders.choose_folder("postgres", _is_usable, _is_made)


def earlier_folders() -> list[Path]:
    """Return data folders that all checkouts once shared, and that this program no longer uses by itself."""
    if os.environ.get("DEMOGEN_PG_DIR"):
        return []
    used = default_folder()
    return [place for place in folders.earlier_places("postgres") if place != used and _is_made(place)]


def _is_usable(place: Path) -> bool:
    user = _user()
    can = folders.is_reachable(place, user[0]) if user else folders.is_writable(place)
    return can and folders.is_owned(place, _owner()[0])


def _is_made(place: Path) -> bool:
    try:
        return (place / "PG_VERSION").is_file()
    except OSError:  # somebody else's
        return False


def start(folder: Path | None = None, *, major: int | None = None, settings: Mapping[str, str] | None = None) -> Server:
    """Start a server, and make it where there is none; one that runs is left alone.

    Raises:
        EnvironmentProblem: there are no programs to run, or they say no.
    """
    place = (folder or default_folder()).absolute()
    with _turn(place):
        made = _is_made(place)
        server = _server(place, _major(place) if made else major)
        if server.running:
            return server
        if not made:
            _make(server)
        _folder(server.sockets)
        _forget_dead(place, server.sockets)
        options = " ".join(f"-c {k}='{v}'" for k, v in {**SETTINGS, **(settings or {})}.items())
        listen = f"-k {server.sockets} -p {PORT}"
        log = place.parent / f"{place.name}.log"
        _run(
            server.binaries, "pg_ctl", "-D", place, "-l", log, "-w", "-s", "-o", f"{listen} {options}", "start", log=log
        )
        _make_database(server)
        return replace(server, done="started" if made else "made")


def status(folder: Path | None = None) -> Server | None:
    """Return the server of a folder, whether or not it runs; None where none was made."""
    place = (folder or default_folder()).absolute()
    return _server(place, _major(place)) if _is_made(place) else None


def stop(folder: Path | None = None) -> bool:
    """Stop a server; tell whether it ran."""
    server = status(folder)
    if server is None or not server.running:
        return False
    with _turn(server.folder):
        _run(server.binaries, "pg_ctl", "-D", server.folder, "-m", "fast", "-w", "-s", "stop")
    return True


def psql(server: Server, arguments: Sequence[str]) -> int:
    """Run psql on a server's database, in this terminal; give its exit code."""
    own = server.binaries.folder / "psql"
    program = str(own) if own.is_file() else shutil.which("psql")
    if program is None:
        raise EnvironmentProblem(Problem("psql", "is not installed", hint=f"Connect with: {server.conninfo}"))
    return subprocess.run([program, server.conninfo, *arguments], check=False).returncode  # noqa: S603


def _major(place: Path) -> int:
    return int((place / "PG_VERSION").read_text())


def _server(place: Path, major: int | None) -> Server:
    sockets = place.parent / f"{place.name}.sock"
    if len(str(sockets).encode()) > LONGEST_SOCKET:
        known = hashlib.sha256(str(place).encode()).hexdigest()[:12]
        sockets = SHORT / f"demogen-{os.geteuid()}-{known}"
    return Server(place, find_binaries(major), sockets)


def _user() -> tuple[int, int] | None:
    """Return the user and group to run as, where that is somebody else."""
    if os.geteuid() != 0:
        return None
    nobody = pwd.getpwnam("nobody")
    return nobody.pw_uid, nobody.pw_gid


def _owner() -> tuple[int, int]:
    """Return the user and group whose the server's files are."""
    return _user() or (os.geteuid(), os.getegid())


def _folder(path: Path) -> None:
    """Make a folder that only the server's user can enter.

    Raises:
        EnvironmentProblem: it is there and somebody else's.
    """
    owner = _owner()
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        if _user():
            os.chown(path, *owner)
        found = path.lstat()
    except OSError as error:
        raise EnvironmentProblem(Problem(str(path), error.strerror or "cannot be made")) from error
    if path.is_symlink() or found.st_uid != owner[0]:
        raise EnvironmentProblem(Problem(str(path), "belongs to another user", hint="Set DEMOGEN_PG_DIR."))


def _make(server: Server) -> None:
    """Make a data folder beside its place and move it there, so that it is whole or not at all."""
    place = server.folder
    draft = place.with_name(f"{place.name}.new")
    shutil.rmtree(draft, ignore_errors=True)
    _folder(draft)
    local = ("--locale-provider=builtin", "--builtin-locale=C.UTF-8") if server.binaries.major >= 17 else ()
    try:
        _run(server.binaries, "initdb", "-D", draft, "-U", OWNER, "-A", "trust", "-E", "UTF8", "--locale=C", *local)
        draft.rename(place)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _forget_dead(place: Path, sockets: Path) -> None:
    """Remove the note of a server that was killed and that nobody has buried: Postgres takes it for a living one.

    Only where no process is left in the data folder, which is where all of a server's processes are.
    """
    note = place / "postmaster.pid"
    if not note.is_file() or not Path("/proc/self").exists():
        return
    state = Path("/proc", note.read_text().split()[0], "stat")
    if not state.is_file() or state.read_text().rpartition(")")[2].split()[0] != "Z":
        return
    for cwd in Path("/proc").glob("[0-9]*/cwd"):
        with contextlib.suppress(OSError):
            if cwd.readlink() == place:
                return
    note.unlink()
    (sockets / f".s.PGSQL.{PORT}.lock").unlink(missing_ok=True)


def _make_database(server: Server) -> None:
    with psycopg.connect(
        server.conninfo.replace(f"dbname={DATABASE}", "dbname=postgres"), autocommit=True
    ) as connection:
        there = connection.execute("SELECT FROM pg_database WHERE datname = %s", [DATABASE]).fetchone()
        if there is None:
            connection.execute(f"CREATE DATABASE {DATABASE}".encode())


def _run(binaries: Binaries, program: str, *arguments: object, log: Path | None = None) -> None:
    """Run a program of Postgres in an environment of its own; what it starts outlives this process and its terminal."""
    user = _user()
    more = {"user": user[0], "group": user[1], "extra_groups": []} if user else {}
    words = [str(_readable(binaries) / program), *map(str, arguments)]
    environment = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}
    if log is not None and user and not log.exists():
        log.touch(mode=0o600)
        os.chown(log, *user)
    with tempfile.TemporaryFile("w+", errors="replace") as said:
        done = subprocess.run(  # noqa: S603 - programs that were found
            words,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            start_new_session=True,
            check=False,
            cwd="/",
            **more,  # type: ignore[call-overload]
        )
        said.seek(0)
        lines = said.read().strip().splitlines()
    if done.returncode:
        lines += log.read_text(errors="replace").splitlines()[-5:] if log is not None and log.is_file() else []
        raise EnvironmentProblem(Problem(program, f"failed: {' / '.join(lines[-6:])[:600]}"))


def _readable(binaries: Binaries) -> Path:
    """Return a folder of the programs that the server's user can read: a copy where a folder above is closed to it."""
    user = _user()
    closed = [path for path in binaries.folder.parents if not path.stat().st_mode & 0o001] if user else []
    if not closed:
        return binaries.folder
    package = binaries.folder.parents[1]
    copy = default_folder().parent / f"binaries-{hashlib.sha256(str(package).encode()).hexdigest()[:12]}"
    if not copy.is_dir():
        draft = copy.with_name(f"{copy.name}.new")
        shutil.rmtree(draft, ignore_errors=True)
        folders.make_way(draft, is_open=True)
        for folder in (package, package.with_name(f"{package.name}.libs")):
            if folder.is_dir():
                shutil.copytree(folder, draft / folder.name, symlinks=True)
        draft.rename(copy)
    return copy / package.name / binaries.folder.relative_to(package)


@contextlib.contextmanager
def _turn(place: Path) -> Iterator[None]:
    """Let one process at a time start or stop the server of a folder."""
    try:
        folders.make_way(place.parent, is_open=_user() is not None)
        handle = os.open(place.parent / f".{place.name}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        hint = "Set DEMOGEN_PG_DIR to a folder that can be made."
        raise EnvironmentProblem(
            Problem(str(place.parent), error.strerror or "cannot be written to", hint=hint)
        ) from error
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
