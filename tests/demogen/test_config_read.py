"""Configs are read from YAML, JSON and TOML as the same plain values; what is odd is an error with its place."""

from __future__ import annotations

import sys
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demogen.config.read import MAX_BYTES, parse_config, read_config
from demogen.config.resolve import Config, resolve
from demogen.config.values import Odd, plain
from demogen.errors import ConfigError, DemogenError, EnvironmentProblem

CONFIGS = Path(__file__).parents[2] / "fixtures" / "configs"
HEAD = "country: US\nindustry: saas\nstartDate: 2025-01-01\nasOf: 2026-06-30\nseed: x\n"


def parse(text, suffix=".yaml"):
    return parse_config(text if isinstance(text, bytes) else text.encode(), suffix, "config")


def problems_of(text, suffix=".yaml"):
    with pytest.raises(ConfigError) as caught:
        resolve(parse(text, suffix))
    return caught.value.problems


def read_and_resolve(data, suffix):
    """Read and resolve; whatever is neither a config nor an error of ours fails the test."""
    return settle(lambda: resolve(parse_config(data, suffix, "config")))


def settle(make):
    """Call, and see that a config comes back or an error that can be printed."""
    problems = []
    try:
        found = make()
    except DemogenError as error:
        found, problems = None, error.problems
    assert isinstance(found, Config) or problems
    assert all(str(problem).isprintable() for problem in problems)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1000", 1000),
        ("-5", -5),
        ("1e3", Decimal(1000)),
        ("1.50", Decimal("1.50")),
        (".5", Decimal("0.5")),
        ("007", "007"),
        ("1_000", "1_000"),
        ("0x1F", "0x1F"),
        ("12:30", "12:30"),
        ("2026-06-30", "2026-06-30"),
        ("NO", "NO"),
        ("on", "on"),
        ("true", True),
        ("~", None),
        ("", None),
        ("'12'", "12"),
        ("=", "="),
        ("<<", "<<"),
    ],
)
def test_yaml_reads_scalars(text, value):
    found = parse(f"seed: {text}")["seed"]
    assert found == value
    assert type(found) is type(value)


def test_formats_read_alike():
    assert parse('{"a": {"b": 1.25, "c": "2026-06-30"}}', ".json") == parse("[a]\nb = 1.25\nc = 2026-06-30\n", ".toml")
    assert parse("a: {b: 1.25, c: 2026-06-30}") == parse('{"a": {"b": 1.25, "c": "2026-06-30"}}', ".json")


@pytest.mark.parametrize("suffix", [".yaml", ".json", ".toml"])
def test_byte_order_mark_and_line_ends_pass(suffix):
    text = {".yaml": "a: 1\r\nb: x\r\n", ".json": '{"a": 1,\r\n"b": "x"}', ".toml": 'a = 1\r\nb = "x"\r\n'}[suffix]
    assert parse(b"\xef\xbb\xbf" + text.encode(), suffix) == {"a": 1, "b": "x"}


@pytest.mark.parametrize(
    ("text", "suffix", "what"),
    [
        ("", ".yaml", "is not a config"),
        ("# only a comment\n", ".yaml", "is not a config"),
        ("", ".json", "is not valid JSON"),
        ("- a\n", ".yaml", "is not a config"),
        ("[]", ".json", "is not a config"),
        ("a: 1\n---\nb: 2\n", ".yaml", "is not valid YAML"),
        ("a: *b\n", ".yaml", "aliases are not allowed"),
        ("a: !!binary aaaa\n", ".yaml", "tags are not allowed"),
        ("a: !x 1\n", ".yaml", "tags are not allowed"),
        ('a: "\\U00110000"\n', ".yaml", "is not valid YAML"),
        ('a: "\\UFFFFFFFF"\n', ".yaml", "is not valid YAML"),
        ("a: [" + "1, " * 20_000 + "1]", ".yaml", "too many values"),
        ("a: " + "[" * 5_000, ".yaml", "nested too deeply"),
        ('{"a": ' + "[" * 200_000, ".json", "nested too deeply"),
        ("a = " + "[" * 1_900, ".toml", "nested too deeply"),
        (".".join("a" * 100_000) + " = 1", ".toml", "too many values"),
        ("a = " + "9" * 5_000, ".toml", "out of range"),
        ("a = 1\na = 2\n", ".toml", "Cannot overwrite"),
        ('{"a": 1,}', ".json", "is not valid JSON"),
        (b"a: \xff\n", ".yaml", "is not UTF-8 at byte 3"),
        (b"x" * (MAX_BYTES + 1), ".yaml", "is too large"),
    ],
)
def test_read_refuses_with_reason(text, suffix, what):
    with pytest.raises(ConfigError) as caught:
        parse(text, suffix)
    assert what in str(caught.value)
    assert len(str(caught.value)) < 400


@pytest.mark.parametrize(
    ("text", "suffix", "line"),
    [
        ("a: 1\nb: x: y\n", ".yaml", 2),
        ("a: 1\nb: x\0y\n", ".yaml", 2),
        ('{\n"a": 1,\n// b\n}', ".json", 3),
        ("a = 1\nb = \n", ".toml", 2),
    ],
)
def test_read_names_the_line(text, suffix, line):
    with pytest.raises(ConfigError) as caught:
        parse(text, suffix)
    assert caught.value.problems[0].where.startswith(f"config line {line}")


@pytest.mark.parametrize(
    ("text", "suffix", "where"),
    [
        (HEAD + "teamSize: 5\nteamSize: 6\n", ".yaml", "/teamSize"),
        (HEAD + "targets: {leads: 200, leads: 300}\n", ".yaml", "/targets/leads"),
        (HEAD + "targets: {closedWonValue: 1e400}\n", ".yaml", "/targets/closedWonValue"),
        (HEAD + "targets: {closedWonValue: .inf}\n", ".yaml", "/targets/closedWonValue"),
        (HEAD + "targets: {closedWonValue: .nan}\n", ".yaml", "/targets/closedWonValue"),
        (HEAD + f"teamSize: {'9' * 500}\n", ".yaml", "/teamSize"),
        (HEAD + f"tenantName: {'x' * 200_000}\n", ".yaml", "/tenantName"),
        (HEAD + 'tenantName: "a\\0bc"\n', ".yaml", "/tenantName"),
        (HEAD + 'tenantName: "a\\ud800bc"\n', ".yaml", "/tenantName"),
        (HEAD + 'tenantName: "line\\nbreak"\n', ".yaml", "/tenantName"),
        (HEAD + "targets: {leads: {a: {b: {c: 1}}}}\n", ".yaml", "/targets/leads/a"),
        (HEAD + f"{'k' * 1000}: 1\n", ".yaml", "/" + "k" * 80),
        (HEAD + "a/b~c: 1\n", ".yaml", "/a~1b~0c"),
        (HEAD.replace("2026-06-30", "2026-06-31"), ".yaml", "/asOf"),
        ('{"teamSize": 1, "teamSize": 2}', ".json", "/teamSize"),
        ('{"teamSize": 1e400}', ".json", "/teamSize"),
        ('{"teamSize": -Infinity}', ".json", "/teamSize"),
        ('{"tenantName": "\\udc00abc"}', ".json", "/tenantName"),
        ("startDate = 2025-01-01T10:00:00\n", ".toml", "/startDate"),
        ("startDate = 10:00:00\n", ".toml", "/startDate"),
        ("teamSize = nan\n", ".toml", "/teamSize"),
        (f"teamSize = {'9' * 100}\n", ".toml", "/teamSize"),
    ],
    ids=lambda value: value[-40:] if isinstance(value, str) else "",
)
def test_hostile_values_name_their_key(text, suffix, where):
    found = problems_of(text, suffix)
    assert where in [problem.where for problem in found]
    assert all(len(str(problem)) < 400 for problem in found)


def test_huge_numbers_are_out_of_range():
    for value in (10**5000, -(10**64), Decimal("1e99")):
        clean, problems = plain({"seed": value})
        assert clean == {}
        assert [problem.what for problem in problems] == ["is a number out of range"]


def test_many_unknown_keys_are_cut_short():
    text = "{" + ",".join(f'"key{i}": {i}' for i in range(100_000)) + "}"
    assert len(problems_of(text, ".json")) < 100


def test_nulls_count_as_not_given():
    with_nulls = {"teamSize": None, "targets": None, "growth": {"curve": None}, "channelMix": None}
    plainly = parse(HEAD)
    assert resolve(plainly | with_nulls) == resolve(plainly)


def test_plain_refuses_endless_values():
    endless = {"a": 1}
    endless["targets"] = endless
    clean, problems = plain(endless)
    assert clean["targets"]["targets"]["a"] == 1
    assert [problem.what for problem in problems] == ["is nested too deeply"]
    assert plain({"a": Odd("is odd")})[0] == {}


@pytest.mark.parametrize(
    ("path", "kind", "code"),
    [
        ("missing.yaml", ConfigError, 2),
        (".", ConfigError, 2),
        ("nul\0.yaml", ConfigError, 2),
        ("a\nb.yaml", ConfigError, 2),
    ],
)
def test_paths_that_cannot_be_read(tmp_path, path, kind, code):
    with pytest.raises(kind) as caught:
        read_config(tmp_path / path)
    assert caught.value.exit_code == code
    assert str(caught.value).isprintable()


@pytest.mark.skipif(sys.platform != "linux", reason="a file that gives an error when it is read")
def test_read_error_is_the_environments():
    with pytest.raises(EnvironmentProblem):
        read_config(Path("/proc/self/mem"))


@given(st.binary(max_size=200), st.sampled_from([".yaml", ".json", ".toml", ""]))
def test_any_bytes_give_config_or_error(data, suffix):
    read_and_resolve(data, suffix)


SEEDS = [path.read_bytes() for path in sorted(CONFIGS.glob("*/*")) if not path.name.endswith(".expected.json")]


@given(
    st.sampled_from(SEEDS), st.integers(0, 2000), st.binary(max_size=4), st.sampled_from([".yaml", ".json", ".toml"])
)
def test_broken_configs_give_config_or_error(data, at, junk, suffix):
    read_and_resolve(data[:at] + junk + data[at + len(junk) :], suffix)


KEYS = st.sampled_from(
    [*"ab", "country", "industry", "startDate", "asOf", "targets", "growth", "seed", "channelMix", "limits"]
)
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.decimals()
    | st.text()
    | st.dates()
    | st.binary(max_size=3)
    | st.sampled_from(["US", "saas", "2025-01-01", "2026-01-31", "extended", "leads"])
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS | st.text(), inner, max_size=4),
    max_leaves=12,
)
SENSIBLE = {"country": "US", "industry": "saas", "startDate": "2025-01-01", "asOf": "2026-01-31"}


@given(st.dictionaries(KEYS | st.text() | st.none() | st.integers(), VALUES, max_size=6))
def test_any_structure_gives_config_or_error(raw):
    for config in (raw, SENSIBLE | raw):
        settle(lambda config=config: resolve(config))
