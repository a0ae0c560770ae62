"""They: a group, a people, or those whom a text names together."""

from __future__ import annotations

import re

from suzerain.core.codes import actors
from suzerain.evidence.companions import pairs
from suzerain.evidence.discourse import Discourse, is_state, take
from suzerain.evidence.mention import Draft, join_codes
from suzerain.evidence.state_pronouns import ROLES

TRADESMEN = re.compile(
    r" (?:[a-z-]+ )?[a-z]+(?:ers|ors|ants|ists|ians|firms|companies|banks)\b"
)
PEOPLE = re.compile(
    r" (?:[a-z-]+ ){0,2}?(?:soldiers|troops|forces|officials|diplomats|officers|jets"
    r"|planes|ships|warships|firms|companies|banks|rebels|fighters|police|leaders"
    r"|ministers|workers|traders|engineers|technicians|advisers|advisors|delegates"
    r"|negotiators|authorities|pilots|guards|generals|lawmakers|guerrillas|militants"
    r"|citizens|voters|farmers|fishermen|sailors|students|protesters|demonstrators"
    r"|instructors|mercenaries|contractors|peacekeepers|settlers|refugees|migrants"
    r"|communists|nationalists|separatists|[a-z]+(?:ists|ians|ants)"
    r"|businessmen|investors|bankers|importers|exporters|buyers|hackers|agents)\b"
)
SUBJECT_REACH = 2
THEY_REACH = 3


def opens_sentence(memory: Discourse, draft: Draft) -> bool:
    """Whether a mention opens its sentence, so that it is likely its subject."""
    start = memory.opening(draft.start)
    return len(memory.scene.text[start : draft.start].split()) <= SUBJECT_REACH


def resolve_they(memory: Discourse, draft: Draft) -> None:
    """They: a group, two names joined by "and", a people; else the last state."""
    groups = memory.within(draft.start, THEY_REACH)
    for back, group in enumerate(groups):
        basis = "resolve.pronoun_near" if back == 0 else "resolve.pronoun_far"
        plural = _plural(memory, draft, group, far=back > 0)
        if plural:
            draft.code, draft.confidence = plural, basis
            return
    leader = memory.at(draft).clause.leader
    for group in groups if draft.office != "them" else ():
        states = [other for other in group if is_state(other)]
        leading = [one for one in states if leader is not None and one is leader]
        if states:
            take(draft, (leading or states)[-1], "resolve.relative")
            return


def _plural(memory: Discourse, draft: Draft, group: list[Draft], *, far: bool) -> str:
    """Code of the plural mention that leads among some, or nothing.

    Within the sentence the first of those that lead, before it the last.
    """
    leader = memory.at(draft).clause.leader if draft.office == "them" else None
    found = [
        (run[0], join_codes(one.actor for one in run)) for run in pairs(memory, group)
    ]
    found += [
        (other, other.code)
        for other in group
        if _many(memory, other) and not (leader and leader.start == other.start)
    ]
    if not found:
        return _people(memory, group)
    weight = [ROLES[memory.at(one).phrase or memory.at(one).role] for one, _ in found]
    best = [pair for pair, score in zip(found, weight, strict=True)
            if score == max(weight)]  # fmt: skip
    best.sort(key=lambda pair: pair[0].start)
    return best[-1 if far else 0][1]


def _many(memory: Discourse, other: Draft) -> bool:
    """Whether a mention means several: a group, a people, an armed band."""
    if "+" in other.code:
        return True
    if other.sort == "demonym":
        return memory.scene.text[other.end - 1] == "s" or bool(
            opens_sentence(memory, other)
            and TRADESMEN.match(memory.scene.text, other.end)
        )
    return other.actor in actors() and actors()[other.actor].kind == "group"


def _people(memory: Discourse, group: list[Draft]) -> str:
    """Whose soldiers or officials a sentence speaks of, or nothing."""
    text = memory.scene.text
    for other in reversed(group):
        if other.actor and "officials (unnamed)" in other.code:
            return other.actor
        owned = other.sort == "demonym" or text[other.end : other.end + 2] in {
            "'s", "\u2019s"
        }  # fmt: skip
        end = other.end + 2 * (other.sort != "demonym")
        if owned and PEOPLE.match(text, end):
            return other.code
    return ""
