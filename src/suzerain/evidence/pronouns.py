"""Pronouns, followed back to whom they mean."""

from __future__ import annotations

import re
from collections.abc import Callable

from suzerain.core.codes import actors
from suzerain.evidence.companions import pairs
from suzerain.evidence.control import HARMING, TAKING, forms_of
from suzerain.evidence.discourse import (
    Discourse,
    is_holder,
    is_ministry,
    is_person,
    is_state,
    take,
)
from suzerain.evidence.mention import Draft, join_codes
from suzerain.evidence.standing import ADJECTIVE, OBJECT, OBLIQUE, OWNER, SUBJECT

GERUND_OPENING = re.compile(
    r"(?:despite|after|before|while|when|by|without|in|since)(?: \w+)? \w+ing\b",
    re.IGNORECASE,
)
OPENING = re.compile(
    r"(?:when|while|although|though|after|before|during|as|because|since|if|until|once"
    r"|even though|despite|in spite of|because of|for|with|like|unlike|given|in"
    r"|thanks to|through|by|under|owing to|due to|on)\b",
    re.IGNORECASE,
)
# "convince X to give up its": what follows "to" belongs to X.
OBJECT_CONTROL = re.compile(r" (?:to|into|from) \w+(?: \w+)? ")
TRADESMEN = re.compile(
    r" (?:[a-z-]+ )?[a-z]+(?:ers|ors|ants|ists|ians|firms|companies|banks)\b"
)
STRANGER = re.compile(r"(?<![.!?\u201d\"] )(?<!^)\b[A-Z][a-z]+(?: [A-Z][a-z]+)+")
ORGAN = re.compile(
    r" (?:[a-z-]+ )?(?:[Aa]rmy|[Nn]avy|[Aa]ir [Ff]orce|[Gg]overnment|[Mm]inistry"
    r"|[Pp]arliament|cabinet|embassy|side|leadership|military|regime|delegation"
    r"|administration|junta|state|republic|coast guard|police|fleet|mission)\b"
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
# "X warned Y that it was losing patience" is of X; "that it is borrowing" of Y.
TOLD = forms_of("warn", "caution", "tell", "remind", "advise", "inform", "notify")
OWN_DOING = re.compile(r" (?:is|are|must|should|needs?|risks?|faces?|has to|ought)\b")
SHORT = 2
SUBJECT_REACH = 2
THEY_REACH = 3
ONE_REACH = 6
STATE_REACH = 3
RECENT = (100, 80, 30, 10)
ROLES = {SUBJECT: 60, OBJECT: 30, OWNER: 25, OBLIQUE: 20, ADJECTIVE: 0}
PARALLEL = 20
OWN_CLAUSE = 60
MALE = frozenset(("he", "him", "his", "himself"))
FEMALE = frozenset(("she", "her", "hers", "herself"))
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
        _resolve_they(memory, draft)


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
        acting = next((o for o in reversed(here) if o.sort == "pronoun"), here[0])
        here = [other for other in here if other.code != acting.code] or here
    if here:
        take(draft, _person_here(memory, draft, here))
        return
    ahead = _cataphor(memory, draft, fits)
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
    for match in STRANGER.finditer(memory.scene.text, start, end):
        covered = any(
            other.start < match.end() and match.start() < other.end
            for other in memory.within(end, 0)[0]
        )
        if not covered:
            return True
    return False


def _cataphor(
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
    return other.sort == "demonym" and bool(ORGAN.match(memory.scene.text, other.end))


def resolve_state(memory: Discourse, draft: Draft) -> None:
    """It and its: the mention that leads, by role, nearness and parallel standing."""
    ahead = None
    if draft.office == "its" or draft.office in FEMALE:
        ahead = _cataphor(memory, draft, _one_state)
    groups = memory.within(draft.start, STATE_REACH)
    if ahead is not None and not [one for one in groups[0] if _one_state(one)]:
        take(draft, ahead)
        return
    if draft.office == "its" and (owner := _owner_beside(memory, draft, groups[0])):
        take(draft, owner)
        return
    best, most = None, 0
    for back, group in enumerate(_told(memory, draft.start)):
        for other in group:
            if not (_one_state(other) or _organ(memory, other)):
                continue
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


def _standing(memory: Discourse, draft: Draft, other: Draft, back: int) -> int:
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


def opens_sentence(memory: Discourse, draft: Draft) -> bool:
    """Whether a mention opens its sentence, so that it is likely its subject."""
    start = memory.opening(draft.start)
    return len(memory.scene.text[start : draft.start].split()) <= SUBJECT_REACH


def _resolve_they(memory: Discourse, draft: Draft) -> None:
    """They: a group, two names joined by "and", a people; else the last state."""
    groups = memory.within(draft.start, THEY_REACH)
    for back, group in enumerate(groups):
        basis = "resolve.pronoun_near" if back == 0 else "resolve.pronoun_far"
        plural = _plural(memory, draft, group)
        if plural:
            draft.code, draft.confidence = plural, basis
            return
    for group in groups if draft.office != "them" else ():
        states = [other for other in group if is_state(other)]
        if states:
            take(draft, states[-1], "resolve.relative")
            return


def _plural(memory: Discourse, draft: Draft, group: list[Draft]) -> str:
    """Code of the plural mention that leads among some, or nothing."""
    best, place = "", -1
    found = pairs(memory, group)
    if found:
        best = join_codes(one.actor for one in found[0])
        place = found[0][-1].end
    leader = memory.at(draft).clause.leader if draft.office == "them" else None
    for other in group:
        people = other.sort == "demonym" and (
            memory.scene.text[other.end - 1] == "s"
            or (
                opens_sentence(memory, other)
                and TRADESMEN.match(memory.scene.text, other.end)
            )
        )
        fighters = other.actor in actors() and actors()[other.actor].kind == "group"
        if leader is not None and leader.start == other.start:
            continue
        if ("+" in other.code or people or fighters) and (
            place < 0 or other.end < place
        ):
            best, place = other.code, other.end
    return best or _people(memory, group)


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
