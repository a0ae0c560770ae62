"""Descriptions and pronouns, followed back to who they mean.

A sieve in the order of the text: each description or pronoun looks back, first in its
own sentence, then in those before, for the latest names that fit in number and kind.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from suzerain.core.codes import actors
from suzerain.evidence.descriptions import (
    find_nominals,
    find_pronouns,
    sentence_starts,
)
from suzerain.evidence.gazetteer import actor_marks
from suzerain.evidence.mention import Draft, Scene, join_codes
from suzerain.evidence.persons import Cast
from suzerain.evidence.unnamed import find_unnamed

AND = re.compile(
    r"(?:['\u2019]s)?(?: \([^)]*\))?(?:,? (?:and|&)| as well as|,)"
    r" (?:the |both |both the |with )?$"
)
GERUND_OPENING = re.compile(
    r"(?:despite|after|before|while|when|by|without|in|since)(?: \w+)? \w+ing\b",
    re.IGNORECASE,
)
OPENING = re.compile(
    r"(?:when|while|although|though|after|before|during|as|because|since|if|until|once"
    r"|even though|in (?:his|her|its|their))\b",
    re.IGNORECASE,
)
# "convince X to give up its": what follows "to" belongs to X.
OBJECT_CONTROL = re.compile(r" (?:to|into|from) \w+(?: \w+)? ")
TRADESMEN = re.compile(
    r" (?:[a-z-]+ )?[a-z]+(?:ers|ors|ants|ists|ians|firms|companies|banks)\b"
)
SUBJECT_REACH = 2
PAIR_REACH = 3
JOINT_REACH = 12
THEY_REACH = 3
ONE_REACH = 6


@dataclass(slots=True)
class Memory:
    """What has been met so far, and where sentences begin.

    Args:
        scene: The document.
        starts: Offsets at which sentences begin.
        met: Settled drafts in order, descriptions and pronouns included.
        ahead: All settled names, to look forward for "When he spoke, Mr X".
        joined: How often two actors were joined by "and", in `met[:counted]`.
        marked: The last actor met that is a kingdom, an island and so on.
        counted: Where in `met` the run of names begins that may still go on.
        offsets: Where the names of `ahead` begin.
    """

    scene: Scene
    starts: list[int]
    ahead: list[Draft]
    met: list[Draft] = field(default_factory=list)
    joined: Counter[str] = field(default_factory=Counter)
    marked: dict[str, str] = field(default_factory=dict)
    counted: int = 0
    offsets: list[int] = field(init=False)

    def __post_init__(self) -> None:
        """Keep where the names stand, to find the next one without a search."""
        self.offsets = [draft.start for draft in self.ahead]

    def add(self, draft: Draft) -> None:
        """Take up a settled mention."""
        self.met.append(draft)
        for mark in actor_marks().get(draft.actor, ()):
            self.marked[mark] = draft.actor

    def after(self, offset: int) -> Iterator[Draft]:
        """Names from an offset on, to the end of its sentence."""
        here = self.sentence(offset)
        end = self.starts[here] if here < len(self.starts) else len(self.scene.text)
        for at in range(bisect_left(self.offsets, offset), len(self.ahead)):
            if self.offsets[at] >= end:
                return
            yield self.ahead[at]

    def sentence(self, offset: int) -> int:
        """Number of the sentence that holds an offset."""
        return bisect_right(self.starts, offset)

    def within(self, offset: int, reach: int) -> list[list[Draft]]:
        """Drafts before an offset by sentence: its own first, then earlier ones."""
        here = self.sentence(offset)
        found: list[list[Draft]] = [[] for _ in range(reach + 1)]
        for draft in reversed(self.met):
            back = here - self.sentence(draft.start)
            if back > reach:
                break
            found[back].append(draft)
        return [group[::-1] for group in found]


def follow(scene: Scene, cast: Cast, published: str = "") -> list[Draft]:
    """Add offices, unnamed people, descriptions and pronouns; all in text order.

    Args:
        scene: The words and the names settled so far.
        cast: The people of the document.
        published: ISO date of the document, or empty.
    """
    find_unnamed(scene, cast, published)
    names = [draft for draft in scene.drafts() if draft.code]
    open_drafts = [*find_nominals(scene, names), *find_pronouns(scene, names)]
    memory = Memory(scene=scene, starts=sentence_starts(scene.text), ahead=names)
    for draft in sorted([*names, *open_drafts], key=lambda d: (d.start, -d.end)):
        if memory.met and draft.start < memory.met[-1].end:
            continue
        if not draft.code:
            _resolve(memory, draft)
        if draft.code:
            memory.add(draft)
    return memory.met


def _resolve(memory: Memory, draft: Draft) -> None:
    """Settle one description or pronoun, or leave it empty."""
    if draft.sort == "pronoun":
        word = draft.office
        if word in {"he", "him", "his", "himself", "she", "her", "hers", "herself"}:
            _resolve_person(
                memory,
                draft,
                "m" if word.startswith("h") and word[:3] != "her" else "f",
            )
        elif word in {"it", "its", "itself"}:
            _resolve_state(memory, draft)
        elif word == "there":
            _resolve_there(memory, draft)
        else:
            _resolve_they(memory, draft)
        return
    rule, _, take = draft.office.partition(":")
    if rule in RULES:
        RULES[rule](memory, draft, take)


def is_person(draft: Draft) -> bool:
    """Whether a mention means one person."""
    return draft.person is not None and "+" not in draft.code


def is_state(draft: Draft) -> bool:
    """Whether a mention means one state, bloc or body, as a noun."""
    return (
        draft.person is None
        and draft.sort not in {"demonym", "office"}
        and draft.actor in actors()
        and "(unnamed)" not in draft.code
    )


def is_country(draft: Draft) -> bool:
    """Whether a mention means one state, not a body or bloc."""
    return is_state(draft) and actors()[draft.actor].kind == "state"


def is_ministry(draft: Draft) -> bool:
    """Whether a mention means an office of one state, such as its ministry."""
    return draft.sort == "office" and draft.person is None and draft.actor in actors()


def _take(draft: Draft, chosen: Draft, confidence: str = "") -> None:
    draft.code, draft.person = chosen.code, chosen.person
    draft.confidence = confidence or draft.confidence


def _resolve_person(memory: Memory, draft: Draft, gender: str) -> None:
    """He and she: the subject of the sentence, else of the one before."""

    def fits(other: Draft) -> bool:
        return (
            is_person(other)
            and other.person is not None
            and other.person.gender in {gender, ""}
        )

    groups = memory.within(draft.start, ONE_REACH)
    here = [other for other in groups[0] if fits(other)]
    opening = memory.starts[memory.sentence(draft.start) - 1]
    gerund = GERUND_OPENING.match(memory.scene.text, opening)
    if here and gerund and draft.office in {"he", "she"}:
        here = [other for other in here if other.sort == "pronoun"]
    if draft.office in {"him", "her"} and len({o.code for o in here}) > 1:
        acting = next((o for o in reversed(here) if o.sort == "pronoun"), here[0])
        here = [other for other in here if other.code != acting.code] or here
    if here:
        near = here[-1]
        gap = memory.scene.text[near.end : draft.start]
        owned = draft.office in {"his", "her"} and re.match(r"['\u2019]s", gap)
        _take(draft, near if owned and len(gap.split()) < 6 else here[0])
        return
    ahead = _cataphor(memory, draft, fits)
    if ahead:
        _take(draft, ahead)
        return
    for group in groups[1:]:
        people = [other for other in group if fits(other)]
        if people:
            subject = next((o for o in people if o.sort == "pronoun"), people[0])
            _take(draft, subject, "resolve.pronoun_far")
            return


def _cataphor(
    memory: Memory, draft: Draft, fits: Callable[[Draft], bool]
) -> Draft | None:
    """`When he spoke, Mr X ...`: the name after the comma of an opening clause."""
    number = memory.sentence(draft.start)
    start = memory.starts[number - 1]
    opening = memory.scene.text[start : draft.start]
    if not OPENING.match(opening) or "," in opening:
        return None
    for other in memory.after(draft.end + 1):
        gap = memory.scene.text[draft.end : other.start]
        if fits(other) and re.search(r", (?:the )?$", gap):
            return other
    return None


def _clause(memory: Memory, here: list[Draft], offset: int) -> list[Draft]:
    """Those of a sentence's mentions that stand in the clause of an offset."""
    text = memory.scene.text
    cut = max(text.rfind(mark, 0, offset) for mark in (", ", "; ", ": ", " that "))
    return [other for other in here if other.start >= cut]


def _resolve_state(memory: Memory, draft: Draft) -> None:
    """It and its: the subject of the clause, the sentence, the sentence before."""
    groups = memory.within(draft.start, 2)
    here = [
        other
        for other in groups[0]
        if (is_state(other) or is_ministry(other)) and "+" not in other.code
    ]
    if here:
        near = here[-1]
        gap = memory.scene.text[near.end : draft.start]
        owned = re.match(r"['\u2019]s", gap) and len(gap.split()) < 6
        if draft.office == "its" and (owned or OBJECT_CONTROL.fullmatch(gap)):
            _take(draft, near)
            return
        clause = _clause(memory, here, draft.start) if draft.office != "it" else []
        _take(draft, (clause or here)[0])
        return
    for group in groups[1:]:
        states = [other for other in group if is_state(other) and "+" not in other.code]
        if states and _leads(memory, states[0]):
            _take(draft, states[0], "resolve.pronoun_far")
            return


def _resolve_there(memory: Memory, draft: Draft) -> None:
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
        _take(draft, found[-1], "" if others else "resolve.pronoun_far")


def _leads(memory: Memory, draft: Draft) -> bool:
    """Whether a mention opens its sentence, so that it is likely its subject."""
    start = memory.starts[memory.sentence(draft.start) - 1]
    return len(memory.scene.text[start : draft.start].split()) <= SUBJECT_REACH


def _pairs(memory: Memory, group: list[Draft]) -> list[list[Draft]]:
    """Runs of different mentions joined by commas and "and"."""
    return [run for run in _runs(memory, group) if _joined(memory, run)]


def _runs(memory: Memory, group: list[Draft]) -> list[list[Draft]]:
    """Runs of mentions joined by commas or "and"; the last may still go on."""
    text = memory.scene.text
    runs: list[list[Draft]] = []
    run: list[Draft] = []
    for draft in group:
        single = draft.actor and "+" not in draft.code and draft.sort != "pronoun"
        if run and single and AND.match(text[run[-1].end : draft.start] or "-"):
            run.append(draft)
        else:
            runs.append(run)
            run = [draft] if single else []
    runs.append(run)
    return runs


def _joined(memory: Memory, run: list[Draft]) -> bool:
    """Whether a run names different actors, the last of them after "and"."""
    if len({draft.actor for draft in run}) < 2:
        return False
    gap = memory.scene.text[run[-2].end : run[-1].start]
    return " and " in gap.replace("&", " and ")


def _resolve_they(memory: Memory, draft: Draft) -> None:
    """They: a group, two names joined by "and", a people; else the last state."""
    groups = memory.within(draft.start, THEY_REACH)
    for back, group in enumerate(groups):
        basis = "resolve.pronoun_near" if back == 0 else "resolve.pronoun_far"
        plural = _plural(memory, group)
        if plural:
            draft.code, draft.confidence = plural, basis
            return
    for group in groups if draft.office != "them" else ():
        states = [other for other in group if is_state(other)]
        if states:
            _take(draft, states[-1], "resolve.relative")
            return


def _plural(memory: Memory, group: list[Draft]) -> str:
    """Code of the last plural mention among some, or nothing."""
    best, place = "", -1
    pairs = _pairs(memory, group)
    if pairs:
        best = join_codes(draft.actor for draft in pairs[0])
        place = pairs[0][-1].end
    for draft in group:
        people = draft.sort == "demonym" and (
            memory.scene.text[draft.end - 1] == "s"
            or (_leads(memory, draft) and TRADESMEN.match(memory.scene.text, draft.end))
        )
        if ("+" in draft.code or people) and (place < 0 or draft.end < place):
            best, place = draft.code, draft.end
    return best


def _resolve_pair(memory: Memory, draft: Draft, take: str) -> None:
    """The two leaders, both countries: joined names, else the last two that fit."""
    groups = memory.within(draft.start, PAIR_REACH)
    for group in groups:
        pairs = [run for run in _pairs(memory, group) if len(run) == 2]
        if pairs:
            draft.code = join_codes(other.actor for other in pairs[-1])
            return
        joint = [
            other.code
            for other in group
            if other.code.count("+") == 1 and other.confidence != "resolve.pronoun_far"
        ]
        if joint:
            draft.code = join_codes([joint[-1]])
            return
    if take == "state":
        draft.code = _usual_pair(memory)
        if draft.code:
            draft.confidence = "resolve.relative"
            return
    fits = is_person if take == "person" else is_country
    draft.code = _two_that_fit(memory, draft, fits)
    if not draft.code and take == "person":
        draft.code = _last_two(memory, draft)
        draft.confidence = "resolve.relative"


def _two_that_fit(memory: Memory, draft: Draft, fits: Callable[[Draft], bool]) -> str:
    """The last two that fit and that the rest of the sentence does not name."""
    named_next = _named_next(memory, draft)
    found: list[str] = []
    for other in reversed(memory.met):
        if memory.sentence(draft.start) - memory.sentence(other.start) > ONE_REACH:
            break
        if (
            fits(other)
            and other.actor
            and other.actor not in found
            and other.actor not in named_next
        ):
            found.append(other.actor)
        if len(found) == 2:
            return join_codes(found)
    return ""


def _last_two(memory: Memory, draft: Draft) -> str:
    """Of "both ministers" without names, the two states that were named last."""
    found: list[str] = []
    for group in memory.within(draft.start, 1):
        for other in reversed(group):
            if is_country(other) and "+" not in other.code and other.actor not in found:
                found.append(other.actor)
            if len(found) == 2:
                return join_codes(found)
    return ""


def _named_next(memory: Memory, draft: Draft) -> set[str]:
    """Actors that the rest of the sentence names: "both rely on X" leaves X out."""
    return {other.actor for other in memory.after(draft.end)}


def _joint(memory: Memory, draft: Draft, *, at_least: int) -> str:
    """The latest actors that were named together, three or more where asked."""
    for group in memory.within(draft.start, JOINT_REACH):
        runs = [
            join_codes(other.actor for other in run) for run in _pairs(memory, group)
        ]
        runs += [other.code for other in group if "+" in other.code]
        fitting = [code for code in runs if code.count("+") + 1 >= at_least]
        if fitting:
            return fitting[-1]
    return ""


def _resolve_trio(memory: Memory, draft: Draft, take: str) -> None:
    """The trio, all three states: the latest three named together."""
    del take
    draft.code = _joint(memory, draft, at_least=3)


def _resolve_group(memory: Memory, draft: Draft, take: str) -> None:
    """The allies, the regimes: the latest named together, else a pair."""
    draft.code = _joint(memory, draft, at_least=2)
    if not draft.code:
        _resolve_pair(memory, draft, take)


def _resolve_same(memory: Memory, draft: Draft, take: str) -> None:
    """The same neighbour: the last state before this sentence that it does not name."""
    del take
    groups = memory.within(draft.start, PAIR_REACH)
    here = {other.actor for other in groups[0]} | _named_next(memory, draft)
    for group in groups[1:]:
        for other in reversed(group):
            if is_country(other) and "+" not in other.code and other.actor not in here:
                _take(draft, other, "resolve.relative")
                return


def _usual_pair(memory: Memory) -> str:
    """The two actors most often joined by "and" so far, or nothing."""
    runs = _runs(memory, memory.met[memory.counted :])
    last = runs.pop()
    memory.counted = len(memory.met) - len(last)
    memory.joined.update(_codes_of_two(memory, runs))
    joined = memory.joined + Counter(_codes_of_two(memory, [last]))
    return joined.most_common(1)[0][0] if joined else ""


def _codes_of_two(memory: Memory, runs: list[list[Draft]]) -> list[str]:
    """Codes of the pairs among some runs."""
    return [
        join_codes(draft.actor for draft in run)
        for run in runs
        if len(run) == 2 and _joined(memory, run)
    ]


def _resolve_order(memory: Memory, draft: Draft, take: str) -> None:
    """The former, the latter: of the last two joined by "and"."""
    for group in memory.within(draft.start, 1):
        pairs = _pairs(memory, group)
        if pairs:
            chosen = pairs[-1][0] if take == "first" else pairs[-1][-1]
            _take(draft, chosen)
            return
    last: list[Draft] = []
    for other in [o for group in memory.within(draft.start, 1)[::-1] for o in group]:
        if other.actor and (not last or last[-1].actor != other.actor):
            last.append(other)
    if len(last) > 1:
        _take(draft, last[-2] if take == "first" else last[-1])


def _resolve_one(memory: Memory, draft: Draft, take: str) -> None:
    """The leader, the president, the country: the last that fits."""
    office = memory.scene.text[draft.start : draft.end].lower().split(" ", 1)[1]

    def fits(other: Draft) -> bool:
        if take == "state":
            return is_state(other)
        if not is_person(other) or other.person is None:
            return False
        held = f"{other.person.office} {other.office}"
        return take == "leader" or office in held

    ahead = _named_next(memory, draft) if take == "state" else set()
    for group in memory.within(draft.start, ONE_REACH):
        found = [other for other in group if fits(other) and other.actor not in ahead]
        if found:
            _take(draft, found[-1])
            return


def _resolve_other(memory: Memory, draft: Draft, take: str) -> None:
    """His counterpart, its neighbour: the last one who is not the owner."""
    owner = Draft(0, 0, draft.start, draft.start, [], "", "pronoun", "")
    owner.office = "his" if take == "person" else "its"
    text = memory.scene.text[draft.start : draft.end].lower()
    owner.office = text.split()[0]
    if take == "person":
        _resolve_person(memory, owner, "f" if owner.office == "her" else "m")
    else:
        _resolve_state(memory, owner)
    if take == "state" and _usual_pair(memory):
        draft.code = _usual_pair(memory)
        return
    fits = is_person if take == "person" else is_state
    for other in reversed(memory.met):
        if memory.sentence(draft.start) - memory.sentence(other.start) > ONE_REACH:
            return
        if fits(other) and other.actor != owner.actor and owner.code:
            _take(draft, other, "resolve.relative")
            return


def _resolve_marked(memory: Memory, draft: Draft, mark: str) -> None:
    """The Kingdom, the island: the last actor that is one."""
    draft.code = memory.marked.get(mark, draft.code)


RULES: dict[str, Callable[[Memory, Draft, str], None]] = {
    "pair": _resolve_pair,
    "trio": _resolve_trio,
    "group": _resolve_group,
    "same": _resolve_same,
    "order": _resolve_order,
    "one": _resolve_one,
    "other": _resolve_other,
    "marked": _resolve_marked,
}
