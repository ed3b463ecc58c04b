"""What people write: it renders, it speaks of its own row, and threads and timelines hang together."""

from __future__ import annotations

import re
import shutil
from collections import defaultdict
from pathlib import Path

import duckdb
import numpy as np
import pytest
import yaml

from demogen.build import build_bundle, generate
from demogen.config.reference import Reference
from demogen.config.soundness import SENTENCE_SLOTS
from demogen.draw import formats
from demogen.draw.number_style import NumberStyle
from demogen.draw.sentences import write_out
from demogen.draw.streams import Source, enumerate_periods
from demogen.errors import ConfigError
from tests.score import config_of

ROOT = Path(__file__).parents[2]
CELLS = [
    ("US", "saas"),
    ("DE", "finserv"),
    ("JP", "realestate"),
    ("BR", "ecommerce"),
    ("AE", "trading"),
    ("GB", "saas"),
]


@pytest.mark.parametrize(
    ("minor", "unit", "style", "symbol", "text"),
    [
        (1_234_550, 100, NumberStyle(",", ".", "{symbol}{number}"), "$", "$12,345.50"),
        (100, 100, NumberStyle(".", ",", "{number} {symbol}"), "€", "1 €"),
        (99, 100, NumberStyle(".", ",", "{symbol}{number}"), "R$ ", "R$ 0,99"),
        (1_200_000, 1, NumberStyle(",", ".", "{number}{symbol}"), "円", "1,200,000円"),
        (10**17 + 1, 100, NumberStyle(",", ".", "{number}"), "", "1,000,000,000,000,000.01"),
    ],
)
def test_amounts(minor, unit, style, symbol, text):
    assert formats.money(np.array([minor]), unit, style, symbol).to_pylist() == [text]


@pytest.mark.parametrize(
    ("pattern", "text"),
    [("M/d/yy", "3/9/26"), ("dd/MM/y", "09/03/2026"), ("dd.MM.yy", "09.03.26"), ("y/MM/dd", "2026/03/09")],
)
def test_days(pattern, text):
    day = (np.datetime64("2026-03-09") - np.datetime64("1970-01-01")).astype(np.int64)
    assert formats.day(np.array([day]), pattern).to_pylist() == [text]


def test_sentences_are_filled_in_row_by_row():
    table = write_out([["{a} and {b}.", "No slot."], ["Only {product} for {b}"]], ["X", "Y"])
    import pyarrow as pa

    values = {"a": lambda rows: pa.array([f"a{i}" for i in rows]), "b": lambda rows: pa.array([f"b{i}" for i in rows])}
    columns = table.render(np.array([0, 2, 5, -1, 1]), values)
    said = ["".join(parts) for parts in zip(*(c.to_pylist() for c in columns), strict=True)]
    assert said == ["a0 and b0.", "No slot.", "Only Y for b2", "", "a4 and b4."]
    assert table.plain(np.array([0, 2, -1])).tolist() == [False, True, True]
    draws = Source("s", "t", ("p",)).of("x", enumerate_periods([200]))
    chosen = table.choose(draws, "c", np.array([1, -1] * 100), np.array([1, 0] * 100))
    assert set(chosen[::2].tolist()) == {5}
    assert set(chosen[1::2].tolist()) == {-1}


def test_children_of_one_parent_take_turns():
    """The same sentence comes again only when all others of its group have been said."""
    table = write_out([["x"], [f"s{i}" for i in range(14)], [f"t{i}" for i in range(20)]], ["X", "Y"])
    draws = Source("s", "t", ("p",)).of("x", enumerate_periods([64 * 50]))
    for group, size in ((1, 14), (2, 20)):
        rows = np.full(64 * 50, group)
        chosen = table.take_turns(draws, "c", rows, np.ones(64 * 50, dtype=np.int64), 64).reshape(50, 64)
        assert all(len(set(turn[:size])) == size for turn in chosen)
        assert len({turn[0] for turn in chosen}) > size // 2
        assert (chosen % 2 == 1).all()


def test_a_sentence_with_three_slots_is_refused():
    with pytest.raises(ValueError, match="slots"):
        write_out([["{a} {b} {c}"]], [""])


@pytest.fixture(scope="module", params=CELLS, ids=lambda cell: cell[0])
def world(request, tmp_path_factory):
    """Return a bundle of each country, to be asked."""
    folder = build_bundle(config_of(*request.param), "words", tmp_path_factory.mktemp("words") / "b").path
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'")
        for path in (folder / "data").glob("*.parquet"):
            connection.execute(f"CREATE VIEW {path.stem} AS SELECT * FROM read_parquet('{path}')")
        yield lambda question: connection.execute(question).fetchall()


def digits(text):
    return re.sub(r"[^0-9]", "", text)


def test_amounts_in_notes_are_their_deals(world):
    """Where a note writes money, it is the deal's amount, to the cent."""
    rows = world(
        "SELECT n.body, d.amount, d.currency, c.name FROM notes n JOIN deals d ON d.id = n.deal_id "
        "JOIN companies c ON c.id = d.company_id"
    )
    money = re.compile(r"(?:[$£€¥]|R\$ |AED )([\d.,]+\d)|([\d.,]+\d)(?: €|円)")
    checked = 0
    for body, amount, currency, company in rows:
        for found in money.findall(body.replace(company, "")):
            written = digits("".join(found))
            whole = f"{int(amount)}"
            assert written in {whole, digits(f"{amount:.2f}")}, (body, amount, currency)
            checked += 1
    assert checked > 20


def industry_of(world):
    """Return the industry of a bundle, as its country calls its parts, and what is written in that language."""
    country, industry = world("SELECT country, industry FROM tenants")[0]
    reference = Reference()
    text = reference.language(reference.country(country).language)
    return reference.industry(industry).named(text.labels), text


def shapes_of(day):
    return {f"{day.month}/{day.day}/{day:%y}", f"{day:%d/%m/%Y}", f"{day:%d.%m.%y}", f"{day:%Y/%m/%d}"}


def test_days_in_notes_are_in_the_timeline(world):
    """A day in a note is when the deal was expected to close, or when we turned to the customer soon after."""
    zone = world("SELECT timezone FROM tenants")[0][0]
    rows = world(
        f"""
        SELECT n.body, d.expected_close_on, n.created_at AT TIME ZONE '{zone}' AS written,
            (
                SELECT list(DISTINCT (coalesce(a.occurred_at, a.due_at) AT TIME ZONE '{zone}')::DATE) FROM activities a
                WHERE a.deal_id = n.deal_id AND a.status <> 'cancelled'
                AND a.type IN ('call', 'email', 'meeting') AND coalesce(a.direction, 'outbound') = 'outbound'
                AND coalesce(a.occurred_at, a.due_at) BETWEEN n.created_at AND n.created_at + INTERVAL 16 DAY
            ) AS days
        FROM notes n JOIN deals d ON d.id = n.deal_id
        WHERE regexp_matches(n.body, '[0-9]{{1,4}}[./][0-9]{{1,2}}[./][0-9]{{1,4}}')
        """
    )
    last = max(written for _, _, written, _ in rows)
    planned = 0
    for body, day, written, days in rows:
        if not any(shape in body for shape in shapes_of(day)):
            planned += 1
            recent = (last - written).days < 16  # what will be done may not be known yet
            assert recent or any(shape in body for other in days or [] for shape in shapes_of(other)), (body, days)
    assert planned > 10
    assert len(rows) - planned > 10


def test_letters_alternate(world):
    """Nobody who writes to us writes again before we have written, save to tell what was decided."""
    twice, letters = world(
        """
        WITH letter AS (
            SELECT direction, lag(direction) OVER (
                PARTITION BY coalesce(deal_id, contact_id, lead_id), deal_id IS NULL, contact_id IS NULL
                ORDER BY occurred_at, id
            ) AS before FROM activities WHERE type = 'email' AND status = 'done'
        )
        SELECT count(*) FILTER (direction = 'inbound' AND before = 'inbound'), count(*) FROM letter
        """
    )[0]
    assert twice < letters // 50


def test_silent_ends_have_no_conversation(world):
    """In the last week of a deal that was lost in silence nobody was reached, and nobody wrote to us."""
    industry, _ = industry_of(world)
    silent = [lost.reason for lost in industry.lost_reasons if lost.kind == "silent"]
    names = ", ".join(f"'{name}'" for name in silent)
    last = world(
        f"""
        SELECT count(*), count(*) FILTER (type = 'email' AND direction = 'outbound') FROM (
            SELECT a.type, a.direction, row_number() OVER (PARTITION BY d.id ORDER BY a.occurred_at DESC, a.id) AS nth
            FROM deals d JOIN activities a ON a.deal_id = d.id AND a.status = 'done' AND a.occurred_at < d.closed_at
            WHERE d.lost_reason IN ({names})
        ) WHERE nth = 1
        """
    )[0]
    assert last[0] > 10
    assert last[1] >= 0.9 * last[0]


def test_letters_are_to_the_person_and_from_the_user(world):
    """A salutation names the contact or lead, an ending whoever writes."""
    rows = world(
        "SELECT a.body, a.direction, coalesce(c.first_name, l.first_name), coalesce(c.last_name, l.last_name), "
        "coalesce(c.native_name, l.native_name, ''), u.first_name, u.last_name FROM activities a "
        "LEFT JOIN contacts c ON c.id = a.contact_id LEFT JOIN leads l ON l.id = a.lead_id "
        "JOIN users u ON u.id = a.user_id "
        "WHERE a.type = 'email' AND a.status = 'done'"
    )
    assert len(rows) > 1000
    for body, direction, first, last, native, rep_first, rep_last in rows:
        lines = body.split("\n")
        if direction == "outbound":
            greeting, ending = lines[0], lines[-1]
            own = [first, last, *native.split()]
            assert any(name.lower() in greeting.lower() for name in own), (body, own)
            assert len(lines) == 3
            assert rep_first in ending or rep_last in ending or not ending.isascii()
        else:
            assert len(lines) == 2


def test_an_answer_has_the_subject_of_an_earlier_letter(world):
    rows = world(
        "SELECT coalesce(deal_id, contact_id, lead_id)::VARCHAR, deal_id IS NULL, epoch_us(occurred_at), subject "
        "FROM activities WHERE type = 'email' AND status = 'done' ORDER BY occurred_at, id"
    )
    seen, answers = defaultdict(set), 0
    for parent, kind, _, subject in rows:
        plain = re.sub(r"^(Re|AW|RES|WG): ", "", subject)
        if plain != subject and plain in seen[parent, kind]:
            answers += 1
        seen[parent, kind].add(plain)
        seen[parent, kind].add(subject)
    assert answers > len(rows) // 10


def test_moves_are_explained_on_their_day(world):
    """Nearly every move of a deal has something done about it in the hour before."""
    explained, moves = world(
        "SELECT count(*) FILTER (EXISTS (FROM activities a WHERE a.deal_id = h.deal_id AND a.status = 'done' "
        "AND a.occurred_at BETWEEN h.changed_at - INTERVAL 26 HOUR AND h.changed_at)), count(*) "
        "FROM deal_stage_history h WHERE from_stage_id IS NOT NULL"
    )[0]
    assert explained >= 0.85 * moves


def test_a_bounced_letter_is_never_answered(world):
    assert world(
        "SELECT count(*) FROM activities b JOIN activities r ON r.lead_id = b.lead_id "
        "WHERE b.outcome = 'bounced' AND r.direction = 'inbound'"
    ) == [(0,)]
    assert world("SELECT count(*) > 0 FROM activities WHERE outcome = 'bounced'") == [(True,)]


def test_notes_on_lost_deals_agree_with_the_reason(world):
    """What is written of money, rivals or silence stands on deals that were lost for that."""
    industry, text = industry_of(world)
    kinds = {lost.reason: lost.kind for lost in industry.lost_reasons}
    of_class = defaultdict(set)
    for name, sentences in text.lost.items():
        for sentence in sentences:
            of_class[re.sub(r"\{\w+\}", "", sentence)].add(name)
    plain = {
        sentence: names
        for sentence, names in of_class.items()
        if sentence in {s for v in text.lost.values() for s in v}
    }
    rows = world(
        "SELECT n.body, d.lost_reason FROM notes n JOIN deals d ON d.id = n.deal_id WHERE d.lost_reason IS NOT NULL"
    )
    checked = 0
    for body, reason in rows:
        for sentence, names in plain.items():
            if body.startswith(sentence) and sentence not in text.notes["deal.lost"]:
                assert kinds[reason] in names, (body, reason)
                checked += 1
    assert checked > 3


def test_labels_do_not_contradict_each_other(world):
    """A contact has at most one of the labels of a group, and about as many contacts as asked have each."""
    industry, _ = industry_of(world)
    groups = {tag.name: tag.group for tag in industry.tags if tag.group}
    twice, seen = 0, set()
    labels = world("SELECT contact_id, name FROM contact_tags JOIN tags ON tags.id = tag_id")
    for contact, name in labels:
        key = (contact, groups.get(name, name))
        twice += key in seen
        seen.add(key)
    assert twice == 0
    contacts = world("SELECT count(*) FROM contacts")[0][0]
    for tag in industry.tags:
        share = sum(other == tag.name for _, other in labels) / contacts * 100
        assert abs(share - tag.percent) < 8, (tag, share)


def test_the_length_of_a_call_is_told_by_its_row_alone():
    """No sentence about a call or a meeting says how long it was."""
    reference = Reference()
    for language, pattern in {
        "en-US": "hort call|rief call",
        "de-DE": "urzes Tel",
        "pt-BR": "rápida",
        "ja-JP": "短時間",
    }.items():
        text = reference.language(language)
        for kind, parts in text.activities.items():
            if kind.startswith(("call", "meeting")):
                assert not re.search(pattern, str(parts)), (language, kind)
        assert not re.search(pattern, str([text.closers[kind] for kind in ("call", "meeting")]))


@pytest.mark.parametrize("language", Reference().names("text"))
def test_no_first_subject_is_an_answer(language):
    text = Reference().language(language)
    for kind, parts in text.activities.items():
        assert not [s for s in parts.subjects if s.startswith(text.reply.strip())], kind


def test_who_went_quiet_is_not_heard_of(world):
    """In the last two fifths of deals that were lost in silence nobody was reached, came or wrote to us."""
    industry, _ = industry_of(world)
    silent = [lost.reason for lost in industry.lost_reasons if lost.kind == "silent"]
    names = ", ".join(f"'{name}'" for name in silent)
    heard, tried = world(
        f"""
        SELECT
            count(*) FILTER (a.direction = 'inbound' OR a.outcome IN ('connected', 'held')),
            count(*) FILTER (a.direction = 'outbound')
        FROM deals d JOIN activities a ON a.deal_id = d.id AND a.status = 'done'
        WHERE d.lost_reason IN ({names}) AND a.occurred_at < d.closed_at
        AND a.occurred_at > d.created_at + (d.closed_at - d.created_at) * 0.75
        """
    )[0]
    assert tried > 20
    assert heard <= 0.08 * tried


def with_slots(value, slots):
    """Add sentences to every list of sentences, which together have every slot, two at a time."""
    if isinstance(value, dict):
        return {key: with_slots(item, slots) for key, item in value.items()}
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        pairs = zip(slots, [*slots[1:], slots[0]], strict=True)
        return [*value, *(f"One of {{{one}}} and {{{two}}}." for one, two in pairs)]
    return [with_slots(item, slots) for item in value] if isinstance(value, list) else value


def test_every_slot_that_is_allowed_is_filled(tmp_path):
    folder = Path(shutil.copytree(ROOT / "fixtures/reference", tmp_path / "own"))
    path = folder / "text/en-CA.yaml"
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    for key, slots in SENTENCE_SLOTS.items():
        data[key] = with_slots(data[key], sorted(slots))
    path.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    config = {
        "country": "CA",
        "industry": "saas",
        "startDate": "2024-02-01",
        "asOf": "2026-01-31",
        "seed": "slots",
        "targets": {"leads": 3000, "contacts": 900, "companies": 300, "closedWonCount": 200},
    }
    tables = generate(config, reference=folder).tables
    texts = [text for name in ("activities", "notes") for text in tables[name]["body"].to_pylist() if text]
    assert sum("One of" in text for text in texts) > 1000
    assert [text for text in texts if "{" in text] == []


WRONG_SLOTS = {
    "another place's": ("activities", "meeting.held", "bodies", "Met at {company}.", "has an unknown slot"),
    "nobody's": ("notes", "contact", None, "Said {nope}.", "has an unknown slot"),
    "a lone brace": ("lost", None, None, "Gone {", "has an unknown slot"),
    "three": ("notes", "contact", None, "{first} {last} {day}", "has more than 2 slots beside {product}"),
}


@pytest.mark.parametrize("case", WRONG_SLOTS)
def test_slots_that_nothing_fills_are_told(tmp_path, case):
    top, kind, part, sentence, says = WRONG_SLOTS[case]
    folder = Path(shutil.copytree(ROOT / "fixtures/reference", tmp_path / "own"))
    path = folder / "text/en-CA.yaml"
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    group = data[top] if kind is None else data[top][kind]
    group = next(iter(group.values())) if kind is None else group[part] if part else group
    group[0] = sentence
    path.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    config = {"country": "CA", "industry": "saas", "startDate": "2025-01-01", "asOf": "2026-01-31"}
    with pytest.raises(ConfigError) as caught:
        generate(config, reference=folder)
    assert [(says in problem.what, top in problem.where) for problem in caught.value.problems] == [(True, True)]
