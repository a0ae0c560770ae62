"""It and its: which state a sentence is led by."""

from __future__ import annotations

import re
from collections.abc import Callable

from suzerain.evidence.companions import pairs
from suzerain.evidence.control import HARMING, TAKING, forms_of
from suzerain.evidence.discourse import (
    Discourse,
    is_ministry,
    is_person,
    is_state,
    take,
)
from suzerain.evidence.mention import Draft
from suzerain.evidence.standing import ADJECTIVE, OBJECT, OBLIQUE, OWNER, SUBJECT

OPENING = re.compile(
    r"(?:when|while|although|though|after|before|during|as|because|since|if|until|once"
    r"|even though|despite|in spite of|because of|for|with|like|unlike|given|in"
    r"|thanks to|through|by|under|owing to|due to|on)\b",
    re.IGNORECASE,
)
# "convince X to give up its": what follows "to" belongs to X.
OBJECT_CONTROL = re.compile(r" (?:to|into|from) \w+(?: \w+)? ")
ORGAN = re.compile(
    r" (?:[a-z-]+ )?(?:[Aa]rmy|[Nn]avy|[Aa]ir [Ff]orce|[Gg]overnment|[Mm]inistry"
    r"|[Pp]arliament|cabinet|embassy|side|leadership|military|regime|delegation"
    r"|administration|junta|state|republic|coast guard|police|fleet|mission)\b"
)
GIVING = forms_of("give", "sell", "lend", "send", "grant", "offer", "supply", "let")
SHARING = forms_of(
    "take", "supply", "provide", "absorb", "cover", "hold", "account", "furnish",
    "finance", "fund", "meet", "deliver", "generate", "own", "control", "guarantee",
)  # fmt: skip
PART_OF = re.compile(
    r"\b(?:third|half|quarter|fifth|sixth|seventh|eighth|tenth|thirds|quarters|cent"
    r"|percent|%|most|all|much|part|share|bulk|fraction|tenths|majority) of $"
)
# "X warned Y that it was losing patience" is of X; "that it is borrowing" of Y.
TOLD = forms_of("warn", "caution", "tell", "remind", "advise", "inform", "notify")
OWN_DOING = re.compile(r" (?:is|are|must|should|needs?|risks?|faces?|has to|ought)\b")
SHORT = 2
STATE_REACH = 3
RECENT = (100, 80, 30, 10)
ROLES = {SUBJECT: 60, OBJECT: 30, OWNER: 25, OBLIQUE: 20, ADJECTIVE: 0}
PARALLEL = 20
OWN_CLAUSE = 60
FEMALE = frozenset(("she", "her", "hers", "herself"))


def _one_state(other: Draft) -> bool:
    if other.office.startswith("bloc:"):
        return True
    return (is_state(other) or is_ministry(other)) and "+" not in other.code


def _may_be_far(memory: Discourse, draft: Draft, back: int) -> bool:
    """Whether a pronoun may mean a state of a sentence before this one."""
    mine = memory.at(draft)
    number = memory.sentence(draft.start)
    if back == 0:
        leader = memory.stands.led(number).leader
        led = leader is not None and is_person(leader) and leader.start < draft.start
        asked = mine.role == OBJECT and mine.verb in TAKING
        return mine.role == SUBJECT or asked or not led
    main = memory.stands.led(max(number - back, 1))
    return not (back == 1 and main.things and main.leader is None)


def _organ(memory: Discourse, other: Draft) -> bool:
    """Whether a demonym describes a body of the state: "the Thai army"."""
    if other.sort == "demonym" or (other.person is not None and other.actor):
        return bool(ORGAN.match(memory.scene.text, other.end))
    return False


def resolve_state(memory: Discourse, draft: Draft) -> None:  # noqa: C901
    """It and its: the mention that leads, by role, nearness and parallel standing."""
    ahead = None
    if draft.office == "its" or draft.office in FEMALE:
        ahead = cataphor(memory, draft, _one_state)
    groups = memory.within(draft.start, STATE_REACH)
    if ahead is not None and not [one for one in groups[0] if _one_state(one)]:
        take(draft, ahead)
        return
    if draft.office == "its" and (dative := _dative(memory, draft, groups[0])):
        take(draft, dative)
        return
    if draft.office == "its" and (owner := _owner_beside(memory, draft, groups[0])):
        take(draft, owner)
        return
    best, most = None, 0
    for back, group in enumerate(_told(memory, draft.start)):
        joined = {id(one) for run in pairs(memory, group) for one in run}
        for other in group:
            if not (_one_state(other) or _organ(memory, other)) or id(other) in joined:
                continue  # "it" is none of "X, Y and Z"
            score = _standing(memory, draft, other, back)
            if score > most or (score == most and back == 0 and best is None):
                best, most = other, score
        if best is not None and most >= RECENT[1]:
            break
        if not _may_be_far(memory, draft, back):
            break
    if best is not None and most >= RECENT[1]:
        far = memory.sentence(best.start) < memory.sentence(draft.start)
        take(draft, best, "resolve.pronoun_far" if far else "")


def _dative(memory: Discourse, draft: Draft, here: list[Draft]) -> Draft | None:
    """Who gets it, of "sold it every drop of its fuel", "supplies a fifth of its"."""
    mine = memory.at(draft)
    near = here[-1] if here else None
    if near is not None and near.office == "it" and mine.verb in GIVING:
        given = memory.at(near)
        if given.clause is mine.clause and given.role == OBJECT:
            return near
    before = memory.scene.text[max(draft.start - 24, 0) : draft.start]
    own = memory.scene.text.startswith(" own ", draft.end)
    if own or mine.verb not in SHARING or not PART_OF.search(before):
        return None
    leader = mine.clause.leader
    if leader is None or not leader.actor:
        return None
    others = [
        one
        for one in here
        if one.actor and one.actor != leader.actor and "+" not in one.code
        and (_one_state(one) or one.sort == "demonym")
    ]  # fmt: skip
    return others[-1] if others else None


def _told(memory: Discourse, offset: int) -> list[list[Draft]]:
    """Drafts by sentence as `within`; sentences of a word or two are passed over."""
    groups = memory.within(offset, STATE_REACH + 1)
    here = memory.sentence(offset)
    kept = []
    for back, group in enumerate(groups):
        number = here - back
        if back and not group and 1 <= number < len(memory.starts):
            words = memory.scene.text[memory.starts[number - 1] : memory.starts[number]]
            if len(words.split()) <= SHORT:
                continue
        kept.append(group)
    return kept[: STATE_REACH + 1]


def _owner_beside(memory: Discourse, draft: Draft, here: list[Draft]) -> Draft | None:
    """X of "X's army and its" and of "persuade X to open its"."""
    near = next((one for one in reversed(here) if _one_state(one)), None)
    if near is None:
        return None
    gap = memory.scene.text[near.end : draft.start]
    owned = re.match(r"['\u2019]s", gap) and len(gap.split()) < 6
    controlled = OBJECT_CONTROL.fullmatch(gap) and memory.at(near).role == OBJECT
    return near if owned or controlled else None


def _standing(memory: Discourse, draft: Draft, other: Draft, back: int) -> int:  # noqa: C901
    """How well a state stands to be meant by a pronoun; 0 when it cannot be."""
    mine, theirs = memory.at(draft), memory.at(other)
    word = draft.office
    if word == "it" and mine.role == OBJECT and mine.verb not in TAKING:
        return 0  # what is "exchanged" or "laughed off" is a thing
    role = theirs.phrase or theirs.role
    leads = role == SUBJECT
    if back == 0:
        same = theirs.clause is mine.clause
        if same and mine.clause.leader is other and _barred(memory, draft, other):
            return 0
        if mine.beside is other and mine.role == OWNER:
            return 0  # "X, its ally"
        score = RECENT[0] + ROLES[role] + PARALLEL * (leads and word == "it")
        if mine.role == OWNER and mine.clause.leader is not None:
            score += OWN_CLAUSE * (mine.clause.leader.code == other.code)
        outer = mine.clause.outer
        if outer is not None and outer.leader is other and word != "its":
            score += PARALLEL // 2
        if outer is not None and mine.clause.opener == "that" and theirs.role == OBJECT:
            told = theirs.clause is outer and outer.verb in TOLD
            score += OWN_CLAUSE * (told and bool(OWN_DOING.match(
                memory.scene.text, draft.end
            )))  # fmt: skip
        return score
    number = memory.sentence(other.start)
    main = memory.stands.led(number)
    score = RECENT[back] + ROLES[role] + PARALLEL * leads
    if leads and theirs.clause is main:
        score += PARALLEL
    elif main.things and main.leader is None:
        return 0  # a thing leads that sentence: "it" is likely that thing
    elif (
        main.leader is not None and _one_state(main.leader) and main.leader is not other
    ):
        score -= PARALLEL
    return score


def _barred(memory: Discourse, draft: Draft, leader: Draft) -> bool:
    """Whether a pronoun cannot mean the subject of its own clause."""
    mine = memory.at(draft)
    if draft.office in {"its", "her"} and mine.role == OWNER:
        own = memory.scene.text[draft.end : draft.end + 5] == " own "
        return mine.verb in HARMING and not own and leader.start < draft.start
    if draft.office in {"itself", "herself"}:
        return False
    return mine.role in {OBJECT, OBLIQUE}


def cataphor(
    memory: Discourse, draft: Draft, fits: Callable[[Draft], bool]
) -> Draft | None:
    """`When he spoke, Mr X ...`: the name after the comma of an opening phrase."""
    start = memory.opening(draft.start)
    opening = memory.scene.text[start : draft.start]
    if not OPENING.match(opening) or "," in opening:
        return None
    for other in memory.after(draft.end + 1):
        gap = memory.scene.text[draft.end : other.start]
        if fits(other) and re.search(r", (?:the )?$", gap):
            return other
    if draft.office in {"its", "his", "her", "their"} and len(opening.split()) < 4:
        for other in memory.after(draft.end + 1):
            gap = memory.scene.text[draft.end : other.start]
            if fits(other) and gap.count(" ") < 4 and gap.count(",") == 0:
                return other if OPENING.match(opening) and "part" in gap else None
    return None
