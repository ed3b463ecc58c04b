"""The remedy of a refusal, and the config that follows it."""

from __future__ import annotations

import json


def remedy_of(refusal):
    """Return the settings that every problem of a refusal names: those under which none of them arises."""
    remedies = {problem.remedy for problem in refusal.problems}
    assert len(remedies) == 1
    return remedies.pop()


def amended(raw, remedy):
    """Return a config with the settings of a remedy."""
    found = json.loads(json.dumps(raw))
    for pointer, value in remedy:
        *groups, key = pointer.removeprefix("/").split("/")
        place = found
        for group in groups:
            place = place.setdefault(group, {})
        place[key] = value
    return found
