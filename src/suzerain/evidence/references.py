"""Descriptions, followed back to whom they mean: the two leaders, the island."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

from suzerain.core.codes import actors
from suzerain.evidence.companions import (
    PAIR_REACH,
    named_next,
    pairs,
    usual_pair,
)
from suzerain.evidence.discourse import (
    Discourse,
    is_country,
    is_person,
    is_state,
    take,
)
from suzerain.evidence.gazetteer import actor_marks
from suzerain.evidence.group_references import (
    resolve_bloc,
    resolve_group,
    resolve_pair,
    resolve_region,
    resolve_trio,
)
from suzerain.evidence.mention import Draft, join_codes
from suzerain.evidence.pronouns import ONE_REACH, resolve_person
from suzerain.evidence.standing import ADJECTIVE, OBJECT, OBLIQUE, OWNER, SUBJECT
from suzerain.evidence.state_pronouns import resolve_state

TOPIC_REACH = 4
TOPIC_ROLES = {SUBJECT: 30, OBJECT: 20, OWNER: 20, OBLIQUE: 15, ADJECTIVE: 5}
NEAR = (40, 50, 30, 15, 5)
OFTEN = 6
AT_HOME = 20
MAIN = 40
ARCHIPELAGO = "archipelago"
AUTOCRATS = frozenset(("dictator", "strongman", "autocrat", "ruler"))
PLACED = frozenset(("in", "across", "throughout"))
MOST = 5
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
LANDS = re.compile(r"\b(?:country|nation|neighbou?r|land)$")


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
    """The leader, the president, the country: the last that fits."""
    if sought == "state":
        _topic(memory, draft)
        return
    office = memory.scene.text[draft.start : draft.end].lower().split(" ", 1)[1]
    speaker = memory.speaker_at(draft.start)

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


def _topic(memory: Discourse, draft: Draft) -> None:  # noqa: C901, PLR0912
    """The country: the state that leads what was said, not the one acting on it."""
    speaker = memory.speaker_at(draft.start)
    capital = memory.scene.text[draft.start : draft.end].split()[-1][0].isupper()
    if speaker and capital:
        draft.code = speaker
        return
    known = _introduced(memory, draft)
    if known:
        draft.code, draft.confidence = known, "resolve.relative"
        return
    if not LANDS.search(memory.scene.text[draft.start : draft.end]):
        placed = [
            other
            for other in memory.within(draft.start, 0)[0]
            if is_country(other) and memory.at(other).preposition in PLACED
        ]
        if placed:
            take(draft, placed[-1], "resolve.relative")
            return
    ahead = named_next(memory, draft)
    leader = memory.at(draft).clause.leader
    heaviest = max(memory.weight.values(), default=1)
    best, most = None, 0
    for back, group in enumerate(memory.within(draft.start, TOPIC_REACH)):
        for other in group:
            state = is_country(other) or (other.sort == "demonym" and back > 0)
            if not state or "+" in other.code or other.actor in ahead:
                continue
            theirs = memory.at(other)
            if back == 0 and leader is not None and leader.start == other.start:
                continue
            score = NEAR[back] + TOPIC_ROLES[theirs.role]
            score += OFTEN * min(memory.named[other.actor], MOST)
            score += AT_HOME * (other.actor == memory.author)
            score += MAIN * memory.weight[other.actor] // heaviest
            if score > most:
                best, most = other, score
    beside = next(iter(_beside(memory, draft, leader)), None)
    if best is not None:
        draft.code = best.actor
    elif beside is not None:
        draft.code, draft.confidence = beside.actor, "resolve.relative"
    elif not draft.code and leader is not None and is_country(leader):
        take(draft, leader)
    elif speaker:
        draft.code = speaker


def _beside(memory: Discourse, draft: Draft, leader: Draft | None) -> list[Draft]:
    """Adjectives of states in the sentence that are not its subject, last first."""
    return [
        other
        for other in reversed(memory.within(draft.start, 0)[0])
        if other.sort == "demonym"
        and other.actor in actors()
        and (leader is None or other.actor != leader.actor)
    ]


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


def _other(memory: Discourse, draft: Draft, sought: str) -> None:  # noqa: C901
    """His counterpart, its neighbour: the last one who is not the owner."""
    word = sought.split(",")[1]
    kind = sought.split(",", maxsplit=1)[0]
    owner = Draft(0, 0, draft.start, draft.start, [], "", "pronoun", "")
    before = memory.met[-1] if memory.met else None
    if before is not None and before.sort == "pronoun" and (
        0 <= draft.start - before.end <= 1
    ):  # fmt: skip
        owner = before
    else:
        owner.office = word
        if kind == "person":
            resolve_person(memory, owner, "f" if word == "her" else "m")
        else:
            resolve_state(memory, owner)
    if not owner.code:
        return
    pair = usual_pair(memory) if kind == "state" and owner is not before else ""
    if pair and word == "their":
        draft.code = pair
        return
    land = LANDS.search(memory.scene.text[draft.start : draft.end])
    fits = is_person if kind == "person" else is_country if land else is_state
    best, most = None, 0
    for back, group in enumerate(memory.within(draft.start, ONE_REACH)):
        for other in group:
            if not fits(other) or other.actor == owner.actor or "+" in other.code:
                continue
            score = NEAR[min(back, len(NEAR) - 1)] if back else NEAR[1]
            score += OFTEN * min(memory.named[other.actor], MOST) * (kind == "state")
            if score >= most:
                best, most = other, score
    if best is not None:
        take(draft, best, "resolve.relative")
        return
    if kind == "state" and memory.author not in {"", owner.actor}:
        draft.code, draft.confidence = memory.author, "resolve.relative"


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
    """The Kingdom, the island: the last actor that is one."""
    speaker = memory.speaker_at(draft.start)
    capital = memory.scene.text[draft.start : draft.end].split()[-1][0].isupper()
    if speaker and capital and mark in actor_marks().get(speaker, ()):
        draft.code = speaker
        return
    marks = actor_marks()
    met = [code for code in memory.named if mark in marks.get(code, ())]
    if mark == "island":
        met = [one for one in met if ARCHIPELAGO not in marks[one]] or met
    main = [code for code, _ in memory.weight.most_common(1) if code in met]
    if len(met) == 1 or (main and memory.marked.get(mark) not in met):
        draft.code = (main or met)[0]
        return
    near = [
        other.actor
        for group in memory.within(draft.start, 1)
        for other in group
        if other.actor in met
    ]
    draft.code = main[0] if main and main[0] in near else memory.marked.get(mark, "")


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
    """The army, the police: of the state where the text is."""
    del sought
    speaker = memory.speaker_at(draft.start)
    if speaker:
        draft.code = speaker
        return
    _topic(memory, draft)
    draft.confidence = "resolve.relative"


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
