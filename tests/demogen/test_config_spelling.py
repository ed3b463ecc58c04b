"""Texts that look the same are read as the same, or it is said; and configs come from wherever a shell has them."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import unicodedata

import pytest

from demogen.bundle.digest import read_expected
from demogen.cli import group
from demogen.cli.group import read_day
from demogen.config.read import parse_config
from demogen.config.resolve import resolve
from demogen.errors import ConfigError
from demogen.plan.targets import make_plan
from demogen.schemas import schema_errors
from tests.acceptance.conftest import command, environment

GIVEN = {"country": "US", "industry": "saas", "startDate": "2025-01-01", "asOf": "2026-06-30", "seed": "x"}
ARABIC = str.maketrans({str(i): chr(0x660 + i) for i in range(10)})
HEAD = "country: US\nindustry: saas\nstartDate: 2025-01-01\nasOf: 2026-06-30\nseed: x\n"


def arabic(text):
    return text.translate(ARABIC)


def problems_of(raw):
    with pytest.raises(ConfigError) as caught:
        resolve(raw)
    return caught.value.problems


@pytest.mark.parametrize("text", ["Zoë Söhne", "Café Åland", "\uff27\uff41株式会社が", "Việt Nam"])
def test_a_name_and_a_seed_are_the_same_however_they_are_composed(text):
    """Case 5: NFD, as macOS and some editors write it, gives the bundle of NFC, with a warning."""
    composed, apart = unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)
    kept = resolve(GIVEN | {"tenantName": composed, "seed": composed})
    read = resolve(GIVEN | {"tenantName": apart, "seed": apart})
    assert kept.as_json() == read.as_json()
    assert (kept.seed, kept.tenant_name, kept.slug) == (composed, composed, read.slug)
    assert kept.warnings == ()
    if apart != composed:
        told = "was not in Unicode's normal form C and was brought into it"
        assert read.warnings == (f"/tenantName: {told}", f"/seed: {told}")
        assert resolve(read.as_json()).warnings == ()
        assert [w for w in make_plan(read).warnings if "normal form" in w] == list(read.warnings)


def test_an_option_is_composed_as_the_config_is():
    """Case 5: `--seed` of a shell whose keyboard or file names are in NFD."""
    assert resolve(GIVEN, seed="e\u0301").seed == "é"


ODD = {
    "joiner": ("a\u200db", "holds U+200D, which cannot be seen"),
    "tag": ("a\U000e0041b", "holds U+E0041, which cannot be seen"),
    "variation": ("a\U000e0100b", "holds U+E0100, which cannot be seen"),
    "no_break": ("a\u00a0b", "holds U+00A0, which cannot be seen"),
    "blank_after": ("acme ", "begins or ends with a blank, which is a part of it"),
    "blank_before": (" acme", "begins or ends with a blank, which is a part of it"),
}


@pytest.mark.parametrize(("seed", "says"), ODD.values(), ids=ODD)
def test_what_cannot_be_seen_in_a_seed_is_told_and_kept(seed, says):
    """Case 5: the digest of such a seed stays what it was."""
    found = resolve(GIVEN | {"seed": seed})
    assert found.seed == seed
    assert [says in warning for warning in found.warnings] == [True]


HIDDEN = ["\u200b", "\u00ad", "\u2060", "\u200e", "\u061c", "\u180e", "\u3164", "\ufeff", "\n", "\r", "\x00", "\u2028"]
HIDDEN += ["\u2800", "\U0001d173", "\ue000", "\U0010fffd"]


@pytest.mark.parametrize("character", HIDDEN, ids=ascii)
@pytest.mark.parametrize("key", ["seed", "tenantName"])
def test_invisible_characters_are_refused(key, character):
    """Case 5: nobody means them, and two texts with and without look the same."""
    [problem] = problems_of(GIVEN | {key: f"ac{character}me"})
    assert problem.where == f"/{key}"
    assert "invisible character" in problem.what or "unprintable character" in problem.what


def test_a_name_is_read_without_the_blanks_around_it():
    """Case 5."""
    assert resolve(GIVEN | {"tenantName": "  Acme  "}).tenant_name == "Acme"


TABS = ["a:\n\tb: 1\n", "\ta: 1\n", "a: 1\n\tb: 2\n", "a:\tb\n", "a: {\n\tb: 1}\n"]


@pytest.mark.parametrize("text", TABS, ids=ascii)
def test_a_tab_in_yaml_is_told_with_what_to_write(text):
    """Case 5."""
    with pytest.raises(ConfigError) as caught:
        parse_config(text.encode(), ".yaml", "c")
    assert "a tab stands where YAML has spaces" in str(caught.value)
    assert "Indent with spaces" in str(caught.value)
    assert caught.value.problems[0].where.startswith("c line ")


def test_the_known_keys_are_listed_once_for_each_group():
    """Case 5: sixteen unknown keys do not repeat fifteen known ones."""
    problems = problems_of(GIVEN | {f"zzz{i}": 1 for i in range(16)} | {"targets": {"qqq": 1, "xxx": 2}, "teemSize": 5})
    hints = [problem.hint for problem in problems if problem.what == "is an unknown key"]
    assert len(hints) == 19
    assert sum("Known: $schema" in hint for hint in hints) == 1
    assert sum("Known: leads" in hint for hint in hints) == 1
    assert "Did you mean `teamSize`?" in hints


SHOWN = {
    "yaml": HEAD,
    "yaml_comment": f"# a: b = c\n\n{HEAD}",
    "json": '{"country": "US", "industry": "saas", "startDate": "2025-01-01", "asOf": "2026-06-30", "seed": "x"}',
    "json_lines": '\n {"country":"US",\n"industry":"saas", "startDate":"2025-01-01", "asOf":"2026-06-30", "seed":"x"}',
    "yaml_braces": "{country: US, industry: saas, startDate: 2025-01-01, asOf: 2026-06-30, seed: x}  # mine",
    "toml": 'country = "US"\nindustry = "saas"\nstartDate = 2025-01-01\nasOf = 2026-06-30\nseed = "x"\n',
    "toml_comment": '#\n"country"="US"\nindustry="saas"\nstartDate=2025-01-01\nasOf=2026-06-30\nseed="x"\n',
    "toml_table": "[targets]\nleads = 500\n",
}


@pytest.mark.parametrize("name", [name for name in SHOWN if name != "toml_table"])
def test_a_text_without_a_name_shows_its_format(name):
    """Case 5."""
    assert parse_config(SHOWN[name].encode(), "", "stdin") == parse_config(HEAD.encode(), ".yaml", "c")


def test_a_table_of_toml_shows_its_format_and_a_list_of_yaml_is_none():
    """Case 5."""
    assert parse_config(SHOWN["toml_table"].encode(), "", "stdin") == {"targets": {"leads": 500}}
    with pytest.raises(ConfigError, match="is not a config"):
        parse_config(b"[a, b]\n", "", "stdin")


@pytest.mark.parametrize(("text", "form"), [('{"a": 1,}x', "JSON"), ("a = [1\n", "TOML"), ("a: [1\n", "YAML")])
def test_an_error_names_the_format_that_the_text_shows(text, form):
    """Case 5."""
    with pytest.raises(ConfigError, match=rf"stdin line .*is not valid {form}"):
        parse_config(text.encode(), "", "stdin")


def test_a_dash_is_stdin_and_is_read_as_far_as_a_config_goes(monkeypatch):
    """Case 5: `cat x.yaml | demogen preview -`."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(HEAD.encode())))
    assert group.read_input(group.Path("-"))["seed"] == "x"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"x" * 10_000_000)))
    with pytest.raises(ConfigError, match="stdin: is too large for a config"):
        group.read_input(group.Path("-"))


def test_commands_read_configs_from_pipes(tmp_path):
    """Case 5: stdin as `-` and as a file, and the substitution of a process; all give one answer."""
    (tmp_path / "x.yaml").write_text(HEAD)
    program = " ".join(command())
    script = f"""
        cat x.yaml | {program} preview - --json > a
        {program} preview /dev/stdin --json < x.yaml > b
        {program} preview <(cat x.yaml) --json > c
        cmp a b && cmp a c
    """
    done = subprocess.run(
        ["bash", "-c", script], cwd=tmp_path, env=environment(), check=False, capture_output=True, timeout=120
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert os.path.getsize(tmp_path / "a") > 100


DIGEST = "0123456789abcdef" * 4
NO_DIGESTS = [
    "nonsense",
    "",
    " ",
    DIGEST[:-1],
    f"{DIGEST}0",
    DIGEST.upper(),
    f"sha256:{DIGEST}",
    f"demogen-content/2:{DIGEST}",
    "\u0660" * 64,
]


@pytest.mark.parametrize("text", NO_DIGESTS, ids=ascii)
def test_an_expected_digest_is_refused_by_its_shape(text):
    """Case 4."""
    with pytest.raises(ConfigError, match=r"--expect-digest: is (not a content digest|empty)"):
        read_expected(text)


@pytest.mark.parametrize("text", [DIGEST, f"demogen-content/1:{DIGEST}", f"{DIGEST}\n"], ids=ascii)
def test_an_expected_digest_may_lack_its_prefix(text):
    """Case 4."""
    assert read_expected(text) == f"demogen-content/1:{DIGEST}"


EVERYWHERE = {
    "generate": ["demogen", "generate", "nowhere.yaml", "-o", "out", "--json"],
    "verify": ["demogen", "verify", "nowhere", "--json"],
    "load": ["loader", "load", "nowhere", "--json"],
}


@pytest.mark.parametrize("words", EVERYWHERE.values(), ids=EVERYWHERE)
def test_every_command_refuses_a_digest_that_is_none_before_it_looks_at_anything(words, tmp_path):
    """Case 4: not even that the config and the bundle are missing is noticed."""
    words = [sys.executable, "-m", words[0], *words[1:], "--expect-digest", "nonsense"]
    done = subprocess.run(words, cwd=tmp_path, env=environment(), check=False, capture_output=True, timeout=120)
    assert done.returncode == 2
    assert b"--expect-digest: is not a content digest" in done.stderr
    assert b"nowhere" not in done.stderr
    assert b'"exitCode": 2' in done.stdout


# Case 17: what looks like a whole match is one; digits are those of ASCII.
ENDS = {
    "version": ("manifest", {"formatVersion": "1.0\n"}, "$.formatVersion"),
    "digest": ("manifest", {"contentDigest": f"demogen-content/1:{DIGEST}\n"}, "$.contentDigest"),
    "slug": ("manifest", {"tenant": {"name": "A", "slug": "a\n"}}, "$.tenant.slug"),
    "month": ("manifest", {"months": [{"month": "2026-01\n"}]}, "$.months[0].month"),
    "month_arabic": ("manifest", {"months": [{"month": arabic("2026-01")}]}, "$.months[0].month"),
    "day": ("config", {"startDate": "2025-01-01\n"}, "$.startDate"),
    "day_arabic": ("config", {"asOf": arabic("2025-01-01")}, "$.asOf"),
    "country": ("config", {"country": "US\n"}, "$.country"),
    "industry": ("config", {"industry": "saas\n"}, "$.industry"),
    "check": ("checks", [{"name": "ids\n"}], "$[0].name"),
    "own_country": ("country", {"code": "US\n"}, "$.code"),
    "own_industry": ("industry", {"id": "saas\n"}, "$.id"),
}


@pytest.mark.parametrize(("schema", "value", "where"), ENDS.values(), ids=ENDS)
def test_a_line_end_is_no_part_of_what_a_pattern_takes(schema, value, where, monkeypatch):
    """Case 17."""
    import demogen.schemas

    monkeypatch.setattr(demogen.schemas, "MOST_ERRORS", 10_000)
    assert any(place == where and "does not match" in what for place, what in schema_errors(schema, value))


@pytest.mark.parametrize(
    "text", ["2026-06-30\n", "20260630", "2026-W27-2", "2026-06-31", arabic("2026-06-30"), " 2026-06-30"]
)
def test_a_day_of_the_command_line_is_written_with_hyphens_and_nothing_else(text):
    """Case 17."""
    with pytest.raises(ConfigError, match="--as-of: is not a calendar day"):
        read_day(text, "--as-of", "UTC")
    assert read_day("2026-06-30", "--as-of", "UTC").isoformat() == "2026-06-30"
    for key in ("startDate", "asOf"):
        assert any(problem.where == f"/{key}" for problem in problems_of(GIVEN | {key: text}))
