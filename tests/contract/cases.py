"""The runs that show what commands print with --json: each command's results, and its errors."""

from __future__ import annotations

from dataclasses import dataclass

# Schemas of files, which no command prints.
FILES = {
    "behaviour": "behaviour/1.0",
    "checks": "checks/1.0",
    "config": "config/1.0",
    "country": "country/1.0",
    "industry": "industry/1.0",
    "manifest": "manifest/2.0",
    "manifest-1": "manifest/1.0",
    "text": "text/1.0",
}
# Keys that may be left out; objects whose keys name columns, tables, data sets or settings; objects that another schema
# describes.
OPTIONAL = {
    *(
        "descriptor",
        "where",
        "expected",
        "found",
        "hint",
        "missing",
        "remedy",
        "reason",
        "responses",
        "salt",
        "unknown",
    ),
}
MAPS = {"row", "rows", "measured", "remedy"}
DESCRIBED = {"config": "config"}


@dataclass(frozen=True)
class Case:
    """Words after the command's, the code that it exits with, whether it gives a result, and which database it has."""

    words: str
    code: int
    result: bool
    database: str = "shared"


def gives(words="", code=0, database="shared"):
    """Expect a result, which may be one that says no."""
    return Case(words, code, result=True, database=database)


def fails(words="", code=1, database="shared"):
    """Expect an error."""
    return Case(words, code, result=False, database=database)


# By command, as `schema_of` takes it; an option that makes a command print something else is a key of its own. What
# stands in braces is named in the fixtures `made` and `databases`. Cases run at the same time: one of demogen-load that
# writes, or waits for its turn with a tenant, has a database of its own, a copy of the shared one, one that is only
# migrated, or an empty one.
CASES = {
    "demogen generate": [
        gives("{config} -o {new}"),
        gives("{config} -o {bundle}"),
        fails("{config} -o {bundle} --seed other"),
        fails("nowhere.yaml -o {new}", 2),
    ],
    "demogen preview": [
        gives("{config} --set growth.curve=step"),
        fails("{crowded}", 2),
    ],
    "demogen verify": [
        gives("{bundle}"),
        fails("nowhere"),
    ],
    "demogen check": [
        fails("", 2),
        gives("{bundle}"),
        gives("{forged}", 1),
        fails("nowhere"),
    ],
    "demogen score": [
        gives("{bundle}"),
        gives("{forged}", 1),
        fails("nowhere"),
    ],
    "demogen score --reference": [
        gives(),
    ],
    "demogen inspect": [
        gives("{bundle}"),
        fails("nowhere"),
    ],
    "demogen report": [
        gives("{bundle}"),
        gives("{bundle} -o {new}"),
        fails("nowhere"),
    ],
    "demogen explain": [
        gives("{bundle} deal:{deal}"),
        gives("{bundle} lead:{lead}"),
        gives("deal:{deal} --config {config}"),
        fails("{bundle} deal:{nobody}", 2),
    ],
    "demogen diff": [
        gives("{bundle} {bundle}"),
        gives("{bundle} {forged}", 1),
        fails("{bundle} nowhere"),
    ],
    "demogen export": [
        gives("{bundle} --format csv -o {new}"),
        gives("{bundle} --format hubspot -o {new}"),
        fails("nowhere --format sql -o {new}"),
    ],
    "demogen reference check": [
        gives("{own}"),
        gives("{unsound}", 2),
        fails("nowhere", 2),
    ],
    "demogen reference list": [
        gives("--reference {own}"),
        fails("--reference nowhere", 2),
    ],
    "demogen-load load": [
        gives("{bundle}", database="copy"),
        gives("{bundle}", database="migrated"),
        gives("{bundle} --as-new --dry-run"),
        fails("{forged}", database="copy"),
        fails("{bundle}", 3, database="empty"),
    ],
    "demogen-load migrate": [
        gives(),
        gives(database="empty"),
        fails("--dsn {nowhere}", 3),
    ],
    "demogen-load tenants": [
        gives(),
        gives(database="migrated"),
        fails(database="empty", code=3),
    ],
    "demogen-load verify": [
        gives("{slug}"),
        gives("{changed}", 1),
        fails("nobody"),
    ],
    "demogen-load delete": [
        gives("{slug} --dry-run", database="copy"),
        fails("{slug}", 2, database="copy"),
        gives("{slug} --yes", database="copy"),
        fails("nobody --yes"),
    ],
    "demogen-load jobs": [
        gives(),
        gives("--status failed --page-size 10"),
        gives("--page 9"),
        fails("--page x", 2),
        gives(database="migrated"),
        fails("--dsn {nowhere}", 3),
    ],
    "demogen-load job": [
        gives("{loaded}"),
        gives("{loaded} --follow"),
        gives("{waiting}"),
        gives("{running}"),
        gives("{dead}"),
        fails("{nobody}"),
    ],
    "demogen-load cancel": [
        gives("{waiting}", database="copy"),
        fails("{loaded}"),
        fails("{nobody}"),
    ],
    "demogen-load analytics": [
        gives("{slug} --include", database="copy"),
        fails("nobody --exclude"),
        fails("{slug}", 2),
    ],
    "demogen-load regenerate": [
        gives("{loaded}", database="copy"),
        fails("{nobody}"),
    ],
    "demogen-load admin list": [
        gives(),
        gives(database="migrated"),
        fails(database="empty", code=3),
    ],
    "demogen-load admin link": [
        gives("{admin}", database="copy"),
        fails("nobody@crm.example"),
    ],
    "demogen-load token create": [
        gives("nightly --admin {admin} --scope read", database="copy"),
        fails("nightly --admin nobody@crm.example --scope read"),
        fails("nightly --admin {admin}", 2),
    ],
    "demogen-load token list": [
        gives(),
        gives(database="migrated"),
        fails(database="empty", code=3),
    ],
}
