"""A language's file as a value: the sentences that people write, by what they are about."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from demogen.config.records import (
    Reader,
    Texts,
    check_keys,
    exact_map_of,
    file_of,
    read_plain,
    read_words,
    record_of,
)
from demogen.draw.number_style import NumberStyle

Groups = Mapping[str, Texts]

PLAIN = "plain"  # the topic of replies that fit every other one


class Salutations(NamedTuple):
    """Salutations from casual to formal."""

    female: Texts
    male: Texts


class ActivityText(NamedTuple):
    """Subjects and bodies of a kind of activity; bodies by topic, under the empty one where a kind has no topics."""

    bodies: Groups
    subjects: Texts = ()

    def bodies_on(self, topic: str = "") -> Texts:
        """Return the bodies of a topic, and the plain ones, which fit every topic."""
        return (*self.bodies[topic], *(() if topic == PLAIN else self.bodies.get(PLAIN, ())))


class Text(NamedTuple):
    """What people write in a language."""

    language: str
    between: str
    number: NumberStyle
    symbols: Mapping[str, str]
    deal_names: Texts
    dear: Salutations
    sign: Texts
    reply: str
    activities: Mapping[str, ActivityText]
    closers: Groups
    notes: Groups
    next: Groups
    lost: Groups
    trivial: Texts
    labels: Mapping[str, str] = MappingProxyType({})


def _activity(*keys: str, topics: tuple[str, ...] = ()) -> Reader[ActivityText]:
    """Return a reader of a kind of activity that has these keys."""
    readers: dict[str, Reader[Any]] = dict.fromkeys(keys, read_plain)
    if topics:
        readers["bodies"] = exact_map_of(read_plain, topics)

    def read(data: Any, where: str) -> ActivityText:
        check_keys(data, where, readers.keys(), readers.keys())
        found = {key: reader(data[key], f"{where}/{key}") for key, reader in readers.items()}
        return ActivityText(found["bodies"] if topics else {"": found["bodies"]}, found.get("subjects", ()))

    return read


def _read_activities(data: Any, where: str) -> dict[str, ActivityText]:
    check_keys(data, where, ACTIVITIES.keys(), ACTIVITIES.keys())
    return {kind: read(data[kind], f"{where}/{kind}") for kind, read in ACTIVITIES.items()}


BOTH, BODIES = _activity("subjects", "bodies"), _activity("bodies")  # without subjects, those of another kind are taken
TOPICS = ("request", "question", "talk", "news")
ACTIVITIES = {
    "call.first": BOTH,
    "call.referred": BOTH,
    "call.connected": BOTH,
    "call.voicemail": BOTH,
    "call.voicemail_again": BODIES,
    "call.no_answer": BOTH,
    "call.no_answer_again": BODIES,
    "call.inbound": BOTH,
    "call.won": BODIES,
    "call.lost": BODIES,
    "email.first": BOTH,
    "email.referred": BOTH,
    "email.outbound": _activity("subjects", "bodies", topics=("material", "ask")),
    "email.answer": _activity("bodies", topics=TOPICS),
    "email.inbound": _activity("subjects", "bodies", topics=TOPICS),
    "email.reply": _activity("bodies", topics=("material", "ask", PLAIN)),
    "email.first_reply": BODIES,
    "email.won": BOTH,
    "email.lost": BOTH,
    "email.closing": BOTH,
    "meeting.held": BOTH,
    "meeting.no_show": BOTH,
    "meeting.won": BODIES,
    "meeting.lost": BODIES,
    "task.done": BOTH,
}
NOTES = ("contact", "deal.open", "deal.early", "deal.late", "deal.won", "deal.lost")
LOST = ("silent", "competitor", "price", "fit", "timing", "people", "compliance", "credit", "traffic")
parse_text = file_of(
    Text,
    number=record_of(NumberStyle),
    symbols=read_words,
    deal_names=read_plain,
    dear=record_of(Salutations, female=read_plain, male=read_plain),
    sign=read_plain,
    activities=_read_activities,
    closers=exact_map_of(read_plain, ("call", "email", "meeting", "task")),
    notes=exact_map_of(read_plain, NOTES),
    next=exact_map_of(read_plain, ("call", "email", "meeting")),
    lost=exact_map_of(read_plain, LOST),
    trivial=read_plain,
    labels=read_words,
)
