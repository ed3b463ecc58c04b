"""Connection strings as libpq, SQLAlchemy, JDBC, Prisma, Rails, Django and people write them.

What is plain is understood; else the part at fault is named, and never a value: any of them may be a password that was
cut at the wrong place. `dsn.toml` holds what other tools write.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any
from urllib.parse import unquote

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg.pq import Conninfo

from demogen.errors import ConfigError, Problem

HINT = "Write postgresql://user@host:port/database or host=… dbname=…"
ESCAPES = "Percent-encode what is special in user and password: / is %2F, @ is %40, : is %3A, ? is %3F, # is %23."
SECRETS = ("password", "sslpassword", "oauth_client_secret")
LONGEST = 8192  # characters; a longer text is not a connection string
PREFIX = re.compile(r"(?:(?:export\s+)?[A-Z][A-Z0-9_]*=|psql\s+)(?=['\"]?(?:jdbc:)?[a-z0-9+_]+:/)")
URL = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+._-]*):(?P<rest>//.*)", re.DOTALL)
AUTHORITY = re.compile(r"[^/?#]*")
BROKEN_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
OPTION = re.compile(r"(?:-c\s*|--)((?:[^\s\\=]|\\.)+)=((?:[^\s\\]|\\.)*)", re.DOTALL)


@dataclass(frozen=True)
class Dsn:
    """A connection string of libpq, and what the text said beside it: a schema, a search path, other options."""

    conninfo: str
    schema: str | None = None
    search_path: str | None = None
    options: str = ""
    has_password: bool = False

    def __repr__(self) -> str:
        """Leave everything out, as it may hold a password."""
        return "Dsn()"


@cache
def _known() -> dict[str, Any]:
    return tomllib.loads(resources.files("loader").joinpath("postgres/dsn.toml").read_text(encoding="utf-8"))


@cache
def _keywords() -> frozenset[str]:
    return frozenset(option.keyword.decode() for option in Conninfo.get_defaults())


def read_dsn(text: str, where: str) -> Dsn:
    """Read a connection string.

    Args:
        text: as somebody wrote it; blanks, line ends and quotes around it are no part of it.
        where: what it is called in an error.

    Raises:
        ConfigError: a part of it cannot be understood; the part is named, values are not.
    """
    known = _bare(text)
    if len(known) > LONGEST:
        raise _problem(where, f"is longer than {LONGEST:,} characters")
    if not known:
        raise _problem(where, "is empty")
    if (at := next((i for i, c in enumerate(known, 1) if not c.isprintable()), 0)) > 0:
        raise _problem(where, f"has a line end or control character at character {at}")
    if found := URL.fullmatch(re.sub(r"\Ajdbc:(postgresql):(?!//)/?", r"\1:///", known.removeprefix("jdbc:"))):
        return _as_dsn(_read_url(found["scheme"].lower(), found["rest"][2:], where), where)
    if known.startswith("jdbc:postgresql:"):
        return _as_dsn({"dbname": unquote(known.removeprefix("jdbc:postgresql:").lstrip("/"))}, where)
    return _as_dsn(_read_keywords(known, where), where)


def _bare(text: str) -> str:
    """Return a text without what is around it: blanks, a byte order mark, quotes, the name of a variable."""
    known = text.strip("\ufeff\u200b \t\r\n\v\f\0")
    known = PREFIX.sub("", known, count=1) if PREFIX.match(known) else known
    for pair in _known()["quotes"]:
        if len(known) > 1 and known[0] == pair[0] and known[-1] == pair[1]:
            return _bare(known[1:-1])
    return known.removesuffix(";")


def _read_url(scheme: str, rest: str, where: str) -> dict[str, str]:
    base, _, driver = scheme.partition("+")
    if base not in _known()["schemes"]:
        raise _problem(where, "is not an address of Postgres", "postgresql://", f"{scheme[:40]}://")
    if driver and driver not in _known()["drivers"]:
        raise _problem(where, "names an unknown driver", ", ".join(_known()["drivers"][:4]), driver[:40])
    userinfo, hosts, path, query = _split(rest, where)
    user, colon, password = userinfo.partition(":")
    found = {"user": _decode(user)} if user else {}
    if colon:
        found["password"] = _decode(password)
    found |= _hosts(hosts, where)
    if database := path.removeprefix("/"):
        found["dbname"] = _decode(database)
    return {**found, **_parameters(query, where)}


def _split(rest: str, where: str) -> tuple[str, str, str, str]:
    """Split an address into userinfo, hosts, path and query; a password may hold what should have been encoded.

    Raises:
        ConfigError: an @ may end the password, or belong to it or to the database's name.
    """
    authority = AUTHORITY.match(rest)[0]  # type: ignore[index]  # may be empty, but always matches
    ends = rest[len(authority) : len(authority) + 1]
    port = authority.rpartition(":")[2] if ":" in authority else ""
    half_password = "@" not in authority and bool(port) and not port.isdigit()
    at, last = authority.rfind("@"), rest.partition("?")[0].rfind("@")
    if last >= len(authority):
        if ends != "#" and not half_password:
            what = "has a user or password with characters that end the part before the host"
            raise ConfigError(Problem(where, what, hint=ESCAPES))
        at = last
    elif half_password and ends == "?" and "@" in rest:
        head, _, tail = rest.partition("?")
        at = len(head) + 1 + tail.partition("?")[0].rfind("@")
    return _after_userinfo(rest[: max(at, 0)], rest[at + 1 :])


def _after_userinfo(userinfo: str, rest: str) -> tuple[str, str, str, str]:
    address, _, query = rest.partition("?")
    hosts, slash, path = address.partition("/")
    return userinfo, hosts, slash + path, query.partition("#")[0]


def _hosts(text: str, where: str) -> dict[str, str]:
    """Read one or several hosts with their ports."""
    if not text:
        return {}
    hosts, ports = [], []
    for part in text.split(","):
        found = re.fullmatch(r"(?P<host>\[[^\]]*\]|[^:\[\]]*)(?::(?P<port>[^:]*))?", part)
        if found is None:
            raise ConfigError(Problem(where, "has a host that cannot be read", hint=f"{HINT} {ESCAPES}"))
        port = found["port"] or ""
        if port and not (port.isascii() and port.isdigit() and 0 < int(port[:6]) < 65536):  # may be half a password
            raise ConfigError(Problem(where, "has a port that is not a number up to 65535", hint=f"{HINT} {ESCAPES}"))
        hosts.append(_decode(found["host"].strip("[]")))
        ports.append(port)
    many = {"host": ",".join(hosts), "port": ",".join(ports)}
    return {name: value for name, value in many.items() if value.strip(",")}


def _parameters(query: str, where: str) -> dict[str, str]:
    found = {}
    for part in filter(None, query.split("&")):
        name, equals, value = part.partition("=")
        if not equals:
            raise ConfigError(Problem(where, f"parameter {ascii(_decode(name))[:40]} has no value", hint=HINT))
        found[_decode(name).strip()] = _decode(value.replace("+", "%20") if name == "options" else value).strip()
    return found


def _read_keywords(text: str, where: str) -> dict[str, str]:
    """Read `host=… dbname=…`."""
    if re.match(r"(?i)\s*(host|server|data source|user ?id|username)\s*=[^;]*;", text):
        raise _problem(where, "is written for .NET, with semicolons")
    if "=" not in text:
        raise _problem(where, "is not a connection string: it has neither :// nor =")
    try:
        return {name: str(value) for name, value in conninfo_to_dict(text).items() if value is not None}
    except psycopg.Error as error:  # its text repeats what may be a password
        named = re.search(r'invalid connection option "([A-Za-z_]+)"', str(error))
        if named and not re.search(rf"(?i)(password|secret).*\b{named[1]}\b", text, re.DOTALL):
            lower = named[1].lower()
            if lower in {*_known()["schema"], *_known()["ignored"], *_known()["search_path"], *_known()["renamed"]}:
                return _read_keywords_of_others(text, where)
            raise _problem(where, "has an unknown parameter", found=named[1][:40]) from None
    raise _problem(where, "has a word without =, an unknown parameter, or a value whose quotes do not end") from None


def _read_keywords_of_others(text: str, where: str) -> dict[str, str]:
    """Read the parameters of other tools beside libpq's, in libpq's own way of quoting."""
    pairs = re.findall(r"\s*([A-Za-z_]+)\s*=\s*('(?:[^'\\]|\\.)*'|(?:[^\s'\\]|\\.)*)", text, re.DOTALL)
    if not pairs or re.sub(r"\s", "", "".join(f"{n}={v}" for n, v in pairs)) != re.sub(
        r"\s", "", text.replace(" ", "")
    ):
        raise _problem(where, "has a word without =, or a value whose quotes do not end")
    return {name: re.sub(r"\\(.)", r"\1", value.removeprefix("'").removesuffix("'")) for name, value in pairs}


def _as_dsn(given: dict[str, str], where: str) -> Dsn:
    """Sort what was given: libpq's own parameters, a schema, a search path, and what means nothing here.

    Raises:
        ConfigError: with every parameter that is unknown.
    """
    known, own, said, strange = _known(), dict[str, str](), dict[str, str](), []
    _refuse_unprintable(given, where)
    for name, value in given.items():
        lower = name.lower()
        target = known["renamed"].get(lower, lower)
        if target == "sslmode":
            own[target] = known["sslmode"].get(value.lower(), value)
        elif target in _keywords():
            own[target] = value
        elif lower in known["schema"]:
            said["schema"] = value
        elif lower in known["search_path"]:
            said["search_path"] = value
        elif lower not in known["ignored"]:
            strange.append(name)
    if strange:
        hint = "Leave it out, or see libpq's list of parameters for its name there."
        raise ConfigError([Problem(where, "has an unknown parameter", found=ascii(n)[:60], hint=hint) for n in strange])
    options, settings = split_options(own.pop("options", ""))
    search_path = said.get("search_path", settings.get("search_path"))
    secret = any(own.get(name) for name in SECRETS)
    if options:
        own["options"] = options
    try:
        conninfo = make_conninfo(**own)
    except psycopg.Error:  # its text repeats what may be a password
        raise _problem(where, "has a value that cannot be read") from None
    return Dsn(conninfo, said.get("schema") or None, search_path, options, has_password=secret)


def _refuse_unprintable(given: dict[str, str], where: str) -> None:
    """Refuse control characters: libpq reads up to a NUL, and would go to another database than the one that is named.

    Raises:
        ConfigError: with every parameter that holds one.
    """
    if unfit := [name for name, value in given.items() if not (name + value).isprintable()]:
        raise ConfigError([Problem(where, f"{ascii(name)[:60]} holds a control character") for name in unfit])


def split_options(text: str, ours: Collection[str] = ()) -> tuple[str, dict[str, str]]:
    """Split libpq's `options`: what is left without a search path and settings of ours, and all settings by name."""

    def name_of(found: re.Match[str]) -> str:
        return re.sub(r"\\(.)", r"\1", found[1]).lower().replace("-", "_")

    settings = {name_of(m): re.sub(r"\\(.)", r"\1", m[2]) for m in OPTION.finditer(text)}
    rest = OPTION.sub(lambda m: "" if name_of(m) in {"search_path", *ours} else m[0], text)
    return " ".join(rest.split()), settings


def _decode(text: str) -> str:
    """Decode percent-encoded characters; a % that begins none is meant as it is."""
    try:
        return unquote(BROKEN_ESCAPE.sub("%25", text), errors="strict") if "%" in text else text
    except UnicodeDecodeError:
        raise ConfigError(Problem("connection string", "has a %-escape that is not UTF-8", hint=ESCAPES)) from None


def _problem(where: str, what: str, expected: str = "", found: str = "") -> ConfigError:
    return ConfigError(Problem(where, what, expected, found, HINT))
