"""Pronouns, followed back to whom they mean; he and she among them."""

from __future__ import annotations

import re

from suzerain.evidence.discourse import (
    Discourse,
    is_holder,
    is_person,
    is_state,
    take,
)
from suzerain.evidence.mention import Draft
from suzerain.evidence.plural_pronouns import resolve_they
from suzerain.evidence.state_pronouns import FEMALE, cataphor, resolve_state

GERUND_OPENING = re.compile(
    r"(?:despite|after|before|while|when|by|without|in|since)(?: \w+)? \w+ing\b",
    re.IGNORECASE,
)
STRANGER = re.compile(r"(?<![.!?\u201d\"] )(?<!^)\b[A-Z][a-z]+(?: [A-Z][a-z]+)+")
ONE_REACH = 6
FARTHEST = 2000  # code points; no sentence of an article is longer
MALE = frozenset(("he", "him", "his", "himself"))
NEUTER = frozenset(("it", "its", "itself"))


def resolve_pronoun(memory: Discourse, draft: Draft) -> None:
    """Settle one pronoun, or leave it empty."""
    word = draft.office
    if word in MALE:
        resolve_person(memory, draft, "m")
    elif word in FEMALE:
        resolve_person(memory, draft, "f")
        if not draft.code:
            resolve_state(memory, draft)
    elif word in NEUTER:
        resolve_state(memory, draft)
    elif word == "there":
        _resolve_there(memory, draft)
    else:
        resolve_they(memory, draft)


def resolve_person(memory: Discourse, draft: Draft, gender: str) -> None:
    """He and she: the subject of the sentence, else of the one before."""

    def fits(other: Draft) -> bool:
        if is_holder(other):
            return gender == "m"
        return (
            is_person(other)
            and other.person is not None
            and other.person.gender in {gender, ""}
        )

    groups = memory.within(draft.start, ONE_REACH)
    here = [other for other in groups[0] if fits(other)]
    opening = memory.opening(draft.start)
    gerund = GERUND_OPENING.match(memory.scene.text, opening)
    if here and gerund and draft.office in {"he", "she"}:
        here = [other for other in here if other.sort == "pronoun"]
    if draft.office in {"him", "her"} and len({o.code for o in here}) > 1:
        leads = memory.at(draft).clause.leader
        led = next((one for one in here if one is leads), None)
        acting = led or next(
            (o for o in reversed(here) if o.sort == "pronoun"), here[0]
        )
        here = [other for other in here if other.code != acting.code] or here
    if here:
        take(draft, _person_here(memory, draft, here))
        return
    ahead = cataphor(memory, draft, fits)
    if ahead:
        take(draft, ahead)
        return
    if _stranger_before(memory, opening, draft.start):
        return
    for group in groups[1:]:
        people = [other for other in group if fits(other)]
        if people:
            subject = next((o for o in people if o.sort == "pronoun"), people[0])
            take(draft, subject, "resolve.pronoun_far")
            return


def _person_here(memory: Discourse, draft: Draft, here: list[Draft]) -> Draft:
    """Of the fitting people of a sentence, the one that a pronoun means."""
    near = here[-1]
    if draft.office in {"his", "her"}:
        gap = memory.scene.text[near.end : draft.start]
        if re.match(r"['\u2019]s", gap) and len(gap.split()) < 6:
            return near
    mine = memory.at(draft).clause
    if mine.leader is not None and mine.leader.start < draft.start:
        led = next((one for one in here if one.start == mine.leader.start), None)
        if led is not None and draft.office in {"his", "her"}:
            return led
    return here[0]


def _stranger_before(memory: Discourse, start: int, end: int) -> bool:
    """Whether an unknown person may stand between two offsets: "Jon Doe ... he"."""
    here: list[Draft] | None = None
    for match in STRANGER.finditer(memory.scene.text, max(start, end - FARTHEST), end):
        here = memory.within(end, 0)[0] if here is None else here
        covered = any(
            other.start < match.end() and match.start() < other.end for other in here
        )
        if not covered:
            return True
    return False


def _resolve_there(memory: Discourse, draft: Draft) -> None:
    """There: the last state of the sentence that is not its subject, or before it."""
    here, before = memory.within(draft.start, 1)
    states = [o for o in here if is_state(o) and "+" not in o.code]
    others = [o for o in states if o.actor != states[0].actor and o.sort != "pronoun"]
    earlier = [
        o
        for o in before
        if is_state(o)
        and "+" not in o.code
        and (not states or o.actor != states[0].actor)
    ]
    found = others or earlier
    if found:
        take(draft, found[-1], "" if others else "resolve.pronoun_far")
