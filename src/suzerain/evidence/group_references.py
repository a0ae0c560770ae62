"""Descriptions of several: the two leaders, the trio, the Gulf states, the bloc."""

from __future__ import annotations

from suzerain.core.codes import actors
from suzerain.evidence.companions import joint
from suzerain.evidence.discourse import Discourse, take
from suzerain.evidence.gazetteer import actor_marks
from suzerain.evidence.mention import Draft, join_codes
from suzerain.evidence.referent_choice import choose_two

TRIO_REACH = 60
WIDE = frozenset(("UN", "WEST", "INTL"))
PLURALS = {"superpowers": "superpower", "kingdoms": "kingdom", "emirates": "emirate"}


def resolve_pair(memory: Discourse, draft: Draft, sought: str) -> None:
    """The two leaders, both countries: two kingdoms where so called, else a choice."""
    del sought
    noun = memory.scene.text[draft.start : draft.end].split()[-1].lower()
    draft.code = _two_marked(memory, PLURALS.get(noun, ""))
    if not draft.code:
        choose_two(memory, draft)


def _two_marked(memory: Discourse, mark: str) -> str:
    """The last two actors met that are kingdoms, superpowers and so on."""
    found: list[str] = []
    for other in reversed(memory.met) if mark else ():
        if mark in actor_marks().get(other.actor, ()) and other.actor not in found:
            found.append(other.actor)
        if len(found) == 2:
            return join_codes(found)
    return ""


def resolve_trio(memory: Discourse, draft: Draft, sought: str) -> None:
    """The trio, all three states: the latest three named together."""
    del sought
    draft.code = joint(memory, draft, at_least=3, reach=TRIO_REACH)


def resolve_region(memory: Discourse, draft: Draft, mark: str) -> None:
    """The Gulf states, the Sahel countries: those of the region that were named."""
    found: list[str] = []
    for other in memory.met:
        for part in other.actor.split("+"):
            if mark in actor_marks().get(part, ()) and part not in found:
                found.append(part)
    if len(found) > 1:
        draft.code = join_codes(found)
        draft.confidence = "resolve.relative"


def resolve_group(memory: Discourse, draft: Draft, sought: str) -> None:
    """The allies, the regimes: the latest named together, else a pair."""
    draft.code = joint(memory, draft, at_least=2)
    if not draft.code:
        resolve_pair(memory, draft, sought)


def resolve_bloc(memory: Discourse, draft: Draft, sought: str) -> None:
    """The alliance, the bloc, its members: the bloc met last, else those together."""
    del sought
    for other in reversed(memory.met):
        known = actors().get(other.actor)
        joined = known is not None and known.kind in {"bloc", "organisation"}
        if joined and other.actor not in WIDE:
            take(draft, other)
            return
        if other.actor.count("+") > 1:
            draft.code = other.actor
            return
    draft.code = joint(memory, draft, at_least=3)
