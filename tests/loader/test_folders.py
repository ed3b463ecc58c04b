"""Where the embedded server's data and the console's files are: a checkout's own, or the user's."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from loader.console.settings import default_data_dir
from loader.postgres import embedded, folders

ROOT = Path(__file__).parents[2]
NOBODY = 65534


@pytest.fixture
def above():
    """Return a folder that every user can enter, with a short path."""
    place = Path(tempfile.mkdtemp(prefix="demogen-f-"))
    place.chmod(0o755)
    yield place
    shutil.rmtree(place, ignore_errors=True)


@pytest.fixture
def machine(above, monkeypatch):
    """Return a machine's folders, with a program that runs from a checkout or was installed."""

    def make(*, checkout=True, root=True, given="", closed=(), made=()):
        for name in ("checkout", "home", "system"):
            (above / name).mkdir(mode=0o700 if name in closed else 0o755)
        for name in made:
            (above / name).mkdir(parents=True)
            (above / name / "PG_VERSION").write_text("18\n")
        monkeypatch.setenv("HOME", str(above / "home"))
        monkeypatch.setenv("XDG_DATA_HOME", given.format(above=above))
        monkeypatch.setattr(folders, "SYSTEM", above / "system" / "lib")
        monkeypatch.setattr(folders, "find_checkout", lambda: above / "checkout" if checkout else None)
        monkeypatch.setattr(folders.os, "geteuid", lambda: 0 if root else 1000)

    return make


def chosen(above, *, reachable=True):
    """Return where the server's data goes, as a path below the machine's folder."""
    owner = os.getuid()  # the tests' user stands for the server's

    def is_usable(place):
        return (not reachable or folders.is_reachable(place, NOBODY)) and folders.is_owned(place, owner)

    place = folders.choose_folder("postgres", is_usable, lambda place: (place / "PG_VERSION").is_file())
    parts = place.relative_to(above).parts
    return "/".join("KEY" if part.startswith("checkout-") else part for part in parts)


LOCAL = "home/.local/share/crm-demogen"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, "checkout/.demogen/postgres"),
        ({"root": False}, "checkout/.demogen/postgres"),
        ({"closed": ["checkout"]}, f"{LOCAL}/checkouts/KEY/postgres"),
        ({"closed": ["checkout", "home"]}, "system/lib/checkouts/KEY/postgres"),
        ({"checkout": False}, f"{LOCAL}/postgres"),  # HOME, also as root
        ({"checkout": False, "root": False}, f"{LOCAL}/postgres"),
        ({"checkout": False, "given": "{above}/xdg"}, "xdg/crm-demogen/postgres"),
        ({"checkout": False, "given": "relative"}, f"{LOCAL}/postgres"),
        ({"checkout": False, "closed": ["home"]}, "system/lib/postgres"),
        ({"checkout": False, "made": ["system/lib/postgres"]}, "system/lib/postgres"),  # of an earlier version
        ({"checkout": True, "made": ["system/lib/postgres", f"{LOCAL}/postgres"]}, "checkout/.demogen/postgres"),
    ],
)
def test_place_follows_from_checkout_home_and_who_can_get_there(machine, above, given, expected):
    """Case 37: a checkout has its own, root's HOME and XDG_DATA_HOME count, and earlier data is found."""
    machine(**given)
    assert chosen(above) == expected


# Case 37
def test_what_somebody_else_owns_is_left_alone(machine, above):
    machine(made=["checkout/.demogen/postgres"])
    place = above / "checkout" / ".demogen" / "postgres"
    assert folders.is_owned(place, os.getuid())
    assert not folders.is_owned(place, os.getuid() + 1)
    usable = folders.choose_folder("postgres", lambda p: folders.is_owned(p, os.getuid() + 1), Path.is_dir)
    assert usable != place


# Case 37
def test_console_files_are_the_checkouts_own(machine, above, monkeypatch):
    machine(root=False)
    assert default_data_dir() == above / "checkout" / ".demogen" / "console"
    monkeypatch.setenv("DEMOGEN_DATA_DIR", "/elsewhere")
    assert default_data_dir() == Path("/elsewhere")


# Case 37
def test_ways_are_open_to_the_server_whatever_the_umask(above):
    before = os.umask(0o077)
    try:
        folders.make_way(above / "a" / "b", is_open=True)
        folders.make_way(above / "c", is_open=False)
    finally:
        os.umask(before)
    modes = {name: (above / name).stat().st_mode & 0o777 for name in ("a", "a/b", "c")}
    assert modes == {"a": 0o755, "a/b": 0o755, "c": 0o700}


# Case 37
def test_the_way_to_a_socket_is_the_same_from_every_shell(monkeypatch):
    long = Path("/srv") / ("x" * 120) / "pg"
    first = embedded._server(long, None).sockets
    monkeypatch.setenv("TMPDIR", "/var/tmp")
    monkeypatch.setattr(tempfile, "tempdir", None)
    assert embedded._server(long, None).sockets == first
    assert len(f"{first}/.s.PGSQL.{embedded.PORT}") <= 107


def run(checkout, *words):
    """Run the loader of a checkout; return what it prints and what it reports."""
    known = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    command = [sys.executable, "-m", "loader", "db", *words]
    done = subprocess.run(command, cwd=checkout, env=known, capture_output=True, text=True, check=True, timeout=120)
    return done.stdout.strip(), done.stderr.strip()


# Case 37
def test_two_checkouts_have_two_servers(above):
    """Stopping one leaves the other alone, and each says where its data is."""
    checkouts = [above / "one", above / "two"]
    try:
        for checkout in checkouts:
            checkout.mkdir(mode=0o755)
            for name in ("demogen", "loader", "schemas", "pyproject.toml"):
                (checkout / name).symlink_to(ROOT / name)
            started = run(checkout, "start")
            assert f"made an embedded Postgres 18, its data is in {checkout}/.demogen/postgres" in started[1]
        ask = ("psql", "-tAc", "show data_directory")
        places = [run(checkout, *ask)[0] for checkout in checkouts]
        assert places == [f"{checkout}/.demogen/postgres" for checkout in checkouts]
        assert run(checkouts[0], "stop")[1] == f"stopped, data in {checkouts[0]}/.demogen/postgres"
        assert run(checkouts[0], "stop")[1] == "it was not running"
        assert run(checkouts[1], *ask) == (places[1], "")
    finally:
        for checkout in checkouts:
            embedded.stop(checkout / ".demogen" / "postgres")
