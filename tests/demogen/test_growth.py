"""Case 3 and its kin: no reader takes more than linear time and memory, whatever a stranger gives it.

Each input is read at three sizes, each three times the one before. Ratios within one run are compared: nine times the
size may take 27 times the processor's time (a square takes 81 times), and a bounded number of bytes for each byte.
"""

from __future__ import annotations

import time
import tracemalloc
from contextlib import suppress

import pytest

from demogen.bundle.listing import check_listing
from demogen.bundle.manifest import parse_manifest
from demogen.bundle.thrift import Reader, ThriftError
from demogen.config.overrides import apply_overrides
from demogen.config.read import parse_config, parse_value
from demogen.config.resolve import resolve
from demogen.errors import DemogenError
from demogen.json_text import JsonError, Limits, decode_json
from demogen.show.query import parameters

STEP, MARGIN, SLACK_SECONDS = 9, 27, 0.03
BYTES_PER_BYTE, SLACK_BYTES = 400, 3_000_000


def config_of(suffix):
    return lambda text: resolve(parse_config(text.encode(), suffix, "config"))


def set_one(text):
    resolve(apply_overrides({}, [f"tenantName={text}"]))
    parse_value(text)


def manifest_of(text):
    parse_manifest(text.encode())


def document(text):
    decode_json(text, Limits(10**8, 16, 10**6))


def listing(text):
    keys = {"rows": 0, "sizeBytes": 0, "columns": []}
    files = [{"path": name, **keys} for name in text.split()]
    check_listing({"tables": [{"name": file["path"], **keys, "files": [file]} for file in files], "files": files})


def structure(text):
    Reader(text.encode("latin-1")).struct()


JSON = {
    "line_ends": lambda n: "{" + "\n" * n + "x",
    "spaces_and_line_ends": lambda n: "{" + " \n" * (n // 2) + "x",
    "brackets": lambda n: "[" * n,
    "ones": lambda n: '{"a":[' + "1," * (n // 2) + "1]}",
    "digits": lambda n: '{"a":' + "9" * n + "}",
    "fraction": lambda n: '{"a":0.' + "9" * n + "}",
    "quotes": lambda n: '"' * n,
    "escapes": lambda n: '{"a":"' + '\\"' * (n // 2) + '"}',
    "unclosed": lambda n: '{"a":"' + "\\\\" * (n // 2),
    "keys": lambda n: "{" + ",".join(f'"k{i}":1' for i in range(n // 10)) + "}",
    "name": lambda n: '{"tenantName":"' + "k" * n + '"}',
}
YAML = {
    "line_ends": lambda n: "a: {" + "\n" * n + "x",
    "comments": lambda n: "#x\n" * (n // 3) + "a: 1",
    "lines": lambda n: "a: x\n" + " x\n" * (n // 3),
    "quoted_lines": lambda n: 'a: "' + "x\n" * (n // 2) + '"',
    "digits": lambda n: "a: 1." + "9" * n + "x",
    "flow": lambda n: "a: " + "[" * n,
    "dashes": lambda n: "- " * (n // 2),
    "keys": lambda n: "".join(f"k{i}: 1\n" for i in range(n // 8)),
    "directives": lambda n: "%FOO\n" * (n // 5) + "---\na: 1",
}
TOML = {
    "parts": lambda n: ".".join("a" * (n // 2)) + " = 1",
    "digits": lambda n: "a = " + ("9" * 999 + "x") * (n // 1000),
    "line_ends": lambda n: "a = [" + "\n" * n + "]",
    "escapes": lambda n: 'a = "' + "\\u00e9" * (n // 6) + '"',
    "comments": lambda n: "#x\n" * (n // 3),
}
SNIFFED = {
    "quoted": lambda n: ('"' + "a" * 80 + '"') * (n // 82),
    "quotes": lambda n: "''" * (n // 2),
    "comments": lambda n: "# \n" * (n // 3) + "{",
    "brace": lambda n: "{" + "\n" * n,
}
READERS = {
    "json": (config_of(".json"), JSON, 20_000),
    "yaml": (config_of(".yaml"), YAML, 6_000),
    "toml": (config_of(".toml"), TOML, 6_000),
    "sniffed": (config_of(""), SNIFFED, 6_000),
    "set": (set_one, {"digits": lambda n: "9" * n, "name": lambda n: "é" * n}, 6_000),
    "manifest": (manifest_of, JSON, 40_000),
    "document": (document, JSON, 40_000),
    "listing": (listing, {"names": lambda n: " ".join(f"n{i}" for i in range(n // 6))}, 6_000),
    "footer": (
        structure,
        {
            "structs": lambda n: "\x1c" * n,
            "list": lambda n: (
                "\x19\xf3" + chr(n & 127 | 128) + chr(n >> 7 & 127 | 128) + chr(n >> 14) + "\x00" * (n + 1)
            ),
            "text": lambda n: "\x18\xff\xff\xff\x7f" + "x" * n,
            "bytes": lambda n: "\x13\x00" * (n // 2),
        },
        20_000,
    ),
    "parameters": (lambda text: parameters([text] * 2), {"digits": lambda n: "a=" + "9" * n}, 20_000),
}
CASES = {
    f"{reader}-{name}": (read, make, size)
    for reader, (read, kinds, size) in READERS.items()
    for name, make in kinds.items()
}


def seconds(read, text):
    """Measure the processor's time of one reading; whatever is no error of ours fails the test."""
    begun = time.process_time()
    with suppress(DemogenError, JsonError, ThriftError):
        read(text)
    return time.process_time() - begun


@pytest.mark.parametrize(("read", "make", "size"), CASES.values(), ids=CASES)
def test_reading_grows_with_the_size_and_no_faster(read, make, size):
    """Case 3."""
    texts = [make(size * 3**i) for i in range(3)]
    seconds(read, texts[0])  # what is imported on the way
    taken = [min(seconds(read, text) for _ in range(2)) for text in texts]
    assert taken[1] < MARGIN / 3 * taken[0] + SLACK_SECONDS, taken
    assert taken[2] < MARGIN * taken[0] + SLACK_SECONDS, taken


@pytest.mark.parametrize("name", ["json-ones", "json-keys", "manifest-ones", "manifest-brackets", "footer-list"])
def test_reading_takes_memory_by_the_size(name):
    """Case 3: also where few characters stand for many values."""
    read, make, size = CASES[name]
    text = make(size * STEP)
    seconds(read, make(size))
    tracemalloc.start()
    try:
        seconds(read, text)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < BYTES_PER_BYTE * len(text) + SLACK_BYTES
