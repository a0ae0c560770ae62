"""Descriptions, followed back to whom they mean: the two leaders, the island."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

from suzerain.core.codes import actors
from suzerain.evidence.companions import PAIR_REACH, named_next, pairs
from suzerain.evidence.discourse import Discourse, is_country, is_person, take
from suzerain.evidence.gazetteer import actor_marks
from suzerain.evidence.group_references import (
    resolve_bloc,
    resolve_group,
    resolve_pair,
    resolve_region,
    resolve_trio,
)
from suzerain.evidence.mention import Draft, join_codes
from suzerain.evidence.referent_choice import choose_one

ONE_REACH = 6
AUTOCRATS = frozenset(("dictator", "strongman", "autocrat", "ruler"))
OWNED = {
    noun: re.compile(rf"(?:['\u2019]s?)? (?:(?!and\b)[a-z-]+ ){{0,2}}?(?:{words})\b")
    for noun, words in {
        "junta": "junta|generals",
        "regime": "regime",
        "dictatorship": "dictatorship",
        "army": "army",
        "military": "military",
    }.items()
}


def resolve_nominal(memory: Discourse, draft: Draft) -> None:
    """Settle one description by its rule, or leave it empty."""
    rule, _, sought = draft.office.partition(":")
    if rule in RULES:
        RULES[rule](memory, draft, sought)


def _same(memory: Discourse, draft: Draft, sought: str) -> None:
    """The same neighbour: the last state before this sentence that it does not name."""
    del sought
    groups = memory.within(draft.start, PAIR_REACH)
    here = {other.actor for other in groups[0]} | named_next(memory, draft)
    for group in groups[1:]:
        for other in reversed(group):
            if is_country(other) and "+" not in other.code and other.actor not in here:
                take(draft, other, "resolve.relative")
                return


def _order(memory: Discourse, draft: Draft, sought: str) -> None:
    """The former, the latter: of the last two joined by "and"."""
    for group in memory.within(draft.start, 1):
        found = pairs(memory, group)
        if found:
            take(draft, found[-1][0] if sought == "first" else found[-1][-1])
            return
    last: list[Draft] = []
    for other in [o for group in memory.within(draft.start, 1)[::-1] for o in group]:
        if other.actor and (not last or last[-1].actor != other.actor):
            last.append(other)
    if len(last) > 1:
        take(draft, last[-2] if sought == "first" else last[-1])


def _one(memory: Discourse, draft: Draft, sought: str) -> None:
    """The leader, the president: the last that fits; the country: a choice."""
    speaker = memory.speaker_at(draft.start)
    if sought == "state":
        if speaker and _is_capital(memory, draft):
            draft.code = speaker
        elif known := _introduced(memory, draft):
            draft.code, draft.confidence = known, "resolve.relative"
        else:
            choose_one(memory, draft)
        return
    office = memory.scene.text[draft.start : draft.end].lower().split(" ", 1)[1]

    def fits(other: Draft) -> bool:
        if not is_person(other) or other.person is None:
            return False
        held = f"{other.person.office} {other.office}"
        return sought == "leader" or office in held

    most = [code for code, _ in memory.named.most_common(1)]
    near = [
        [other for other in group if fits(other)]
        for group in memory.within(draft.start, ONE_REACH)
    ]
    home = [one for group in near for one in group[::-1] if one.actor in most]
    if office in AUTOCRATS and home and not near[0]:
        take(draft, home[0])
        return
    for found in near:
        if found:
            take(draft, found[-1])
            return
    if speaker and sought == "office":
        draft.code = speaker


def _is_capital(memory: Discourse, draft: Draft) -> bool:
    """Whether a statement so names its author: "the Government", "the Kingdom"."""
    return memory.scene.text[draft.start : draft.end].split()[-1][0].isupper()


def _introduced(memory: Discourse, draft: Draft) -> str:
    """Whose junta "the junta" is, where only one state was said to have one."""
    text = memory.scene.text
    noun = text[draft.start : draft.end].split()[-1].lower()
    owned = OWNED.get("junta" if noun == "generals" else noun)
    if owned is None:
        return ""
    owners = Counter(
        other.actor
        for other in memory.ahead
        if other.start < draft.start and other.actor and owned.match(text, other.end)
    )
    return next(iter(owners)) if len(owners) == 1 else ""


def _other(memory: Discourse, draft: Draft, sought: str) -> None:
    """Its neighbour, his counterpart: another one than whose it is."""
    kind, _, _ = sought.partition(",")
    before = memory.met[-1] if memory.met else None
    beside = before is not None and 0 <= draft.start - before.end <= 1
    owner = before.actor if before is not None and beside else ""
    if kind == "state":
        choose_one(memory, draft, but=owner)
        return
    for group in memory.within(draft.start, ONE_REACH):
        people = [one for one in group if is_person(one) and one.actor != owner]
        if people and owner:
            take(draft, people[-1], "resolve.relative")
            return


def _others(memory: Discourse, draft: Draft, sought: str) -> None:
    """His counterparts: the two states met last that are not the owner's."""
    del sought
    before = memory.met[-1] if memory.met else None
    if before is None or before.sort != "pronoun":
        return
    found: list[str] = []
    for other in reversed(memory.met):
        parts = other.actor.split("+")
        if before.actor not in parts and other.actor in actors() and (
            other.actor not in found and actors()[other.actor].kind == "state"
        ):  # fmt: skip
            found.append(other.actor)
        if len(found) == 2:
            draft.code = join_codes(found)
            draft.confidence = "resolve.relative"
            return


def _marked(memory: Discourse, draft: Draft, mark: str) -> None:
    """The Kingdom, the island: the only actor named that is one, else a choice."""
    speaker = memory.speaker_at(draft.start)
    marks = actor_marks()
    if speaker and _is_capital(memory, draft) and mark in marks.get(speaker, ()):
        draft.code = speaker
        return
    choose_one(memory, draft)


def _band(memory: Discourse, draft: Draft, kind: str) -> None:
    """The group, the militia: the armed group met last."""
    for other in reversed(memory.met):
        known = actors().get(other.actor)
        if known is not None and known.kind == kind:
            take(draft, other, "resolve.relative")
            return


def _home(memory: Discourse, draft: Draft, mark: str) -> None:
    """The islands: the state that the text is most about, if it is one of islands."""
    for code, _ in memory.named.most_common(1):
        if mark in actor_marks().get(code, ()):
            draft.code, draft.confidence = code, "resolve.relative"


def _organ(memory: Discourse, draft: Draft, sought: str) -> None:
    """The army, the police: of whose statement it is, else a choice."""
    del sought
    speaker = memory.speaker_at(draft.start)
    known = speaker or _introduced(memory, draft)
    if known:
        draft.code = known
    else:
        choose_one(memory, draft)


RULES: dict[str, Callable[[Discourse, Draft, str], None]] = {
    "pair": resolve_pair,
    "trio": resolve_trio,
    "group": resolve_group,
    "bloc": resolve_bloc,
    "same": _same,
    "order": _order,
    "one": _one,
    "other": _other,
    "others": _others,
    "marked": _marked,
    "organ": _organ,
    "band": _band,
    "region": resolve_region,
    "home": _home,
}
