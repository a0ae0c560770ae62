"""Whom a pronoun or a description may mean: those named before it, or nobody."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from suzerain.evidence.companions import lists_before, main_pair, usual_pair
from suzerain.evidence.discourse import Discourse, is_holder, is_person
from suzerain.evidence.mention import Draft, join_codes

REACH = 3  # sentences looked back at
AHEAD = -1
FAR = 9
MADE = 8
NEXT = 3  # names looked forward to
MAIN = 4
LEADING = 2
PAIRED = 4
SENTENCES = 3
FEMALE = frozenset(("she", "her", "hers", "herself"))
MALE = frozenset(("he", "him", "his", "himself"))
FAMILIES = {
    **dict.fromkeys(("it", "itself"), "it"),
    "its": "its",
    **dict.fromkeys(MALE | FEMALE, "he"),
    **dict.fromkeys(("they", "them", "their", "theirs", "themselves"), "they"),
}
"""Words that are weighed alike."""


@dataclass(slots=True)
class Option:
    """Somebody who may be meant, or nobody.

    Args:
        code: Code of the person, actor or group; empty for nobody.
        back: How many sentences before the word the latest mention stands; `AHEAD`
            behind it in its sentence, `FAR` when it is meant for another reason.
        near: The latest mention, if there is one.
        said: Mentions within reach, with how many sentences back; the latest first.
        ways: Why it is listed, or how it is told.
    """

    code: str
    back: int
    near: Draft | None = None
    said: list[tuple[int, Draft]] = field(default_factory=list)
    ways: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Before:
    """What stands before a word, its own sentence first.

    Args:
        groups: The mentions of each sentence.
        lists: Those of them that are joined by "and".
        joined: Identities of the mentions so joined.
    """

    groups: list[list[Draft]]
    lists: list[list[list[Draft]]]
    joined: set[int]


def look_back(memory: Discourse, offset: int) -> Before:
    """What stands within reach before an offset."""
    groups = memory.within(offset, REACH)
    lists = lists_before(memory, offset, groups)
    joined = {id(one) for found in lists for run in found for one in run}
    return Before(groups, lists, joined)


def options_for(
    memory: Discourse, draft: Draft, family: str, before: Before
) -> list[Option]:
    """List whom a word may mean; nobody is the first.

    Args:
        memory: What has been met.
        draft: The word.
        family: `it`, `its`, `he`, `they`, `the` (a description of one state) or
            `two` (of two).
        before: What stands before it.
    """
    if family == "he":
        found = _people(draft, before)
    elif family in {"they", "two"}:
        found = _groups(before)
        if family == "two":
            _add_pairs(memory, found, before)
    else:
        found = _named(before, _states if family == "the" else _bodies)
        _add_main(memory, draft, found, described=family == "the")
    if draft.sort == "pronoun":
        _add_ahead(memory, draft, found, family)
    if family == "he":
        _add_leading(memory, draft, found)
    return [Option("", 0), *found.values()]


def _named(
    before: Before, codes: Callable[[Draft], Iterable[str]]
) -> dict[str, Option]:
    """Those that some mentions before a word mean, the latest first."""
    found: dict[str, Option] = {}
    for back, group in enumerate(before.groups):
        for one in reversed(group):
            for code in codes(one):
                if code not in found:
                    found[code] = Option(code, back, one)
                found[code].said.append((back, one))
    return found


def _states(one: Draft) -> tuple[str, ...]:
    single = "+" not in one.actor or one.office.startswith("bloc:")
    return (one.actor,) if one.actor and single else ()


def _bodies(one: Draft) -> tuple[str, ...]:
    """The actor of a mention that "it" may take up: not that of a person."""
    return () if is_person(one) else _states(one)


def _fits(draft: Draft, one: Draft) -> bool:
    """Whether somebody is a person of the gender of a word."""
    if one.person is not None and "+" not in one.code:
        gender = "m" if draft.office in MALE else "f"
        return one.person.gender in {gender, ""}
    return is_holder(one)


def _people(draft: Draft, before: Before) -> dict[str, Option]:
    found = _named(before, lambda one: (one.code,) * _fits(draft, one))
    if not found and draft.office in FEMALE:
        return _named(before, _states)
    return found


def _groups(before: Before) -> dict[str, Option]:
    """Those named together before a word, and each by himself."""
    found: dict[str, Option] = {}

    def add(code: str, one: Draft, back: int, way: str) -> None:
        option = found.setdefault(code, Option(code, back, one))
        option.said.append((back, one))
        option.ways.append(way)

    for back, group in enumerate(before.groups):
        for run in reversed(before.lists[back]):
            code = join_codes(one.actor for one in run)
            add(code, run[0], back, f"run{min(len(run), 3)}")
        for one in reversed(group):
            if one.actor:
                way = "many" if "+" in one.code else "single"
                add(join_codes([one.actor]), one, back, way)
    return found


def _add_pairs(memory: Discourse, found: dict[str, Option], before: Before) -> None:
    """Keep the pairs; add the usual one, the main one and those of the last named."""
    for code, way in (
        (usual_pair(memory), "usual"),
        (main_pair(memory), "main"),
    ):
        if code:
            found.setdefault(code, Option(code, FAR)).ways.append(way)
    near: list[str] = []
    for group in before.groups[:SENTENCES]:
        for one in reversed(group):
            near += [part for part in one.actor.split("+") if part not in near]
    near = [part for part in near if part][:PAIRED]
    for first in near:
        for second in near:
            if first < second:
                code = f"{first}+{second}"
                found.setdefault(code, Option(code, MADE)).ways.append("made")
    for code in [code for code in found if code.count("+") != 1]:
        del found[code]


def _add_main(
    memory: Discourse, draft: Draft, found: dict[str, Option], *, described: bool
) -> None:
    """Add whose text it is and, for a description, whom the text is about."""
    if described:
        for code, _ in memory.main[:MAIN]:
            if code and "+" not in code:
                found.setdefault(code, Option(code, FAR, ways=["main"]))
    for code in (memory.speaker_at(draft.start), memory.author):
        if code:
            found.setdefault(code, Option(code, FAR))


def _add_ahead(
    memory: Discourse, draft: Draft, found: dict[str, Option], family: str
) -> None:
    """Add the names behind a word: "When he spoke, Mr X"."""
    for seen, one in enumerate(memory.after(draft.end)):
        if seen == NEXT:
            return
        codes = _states(one) if family != "he" else (one.code,) * _fits(draft, one)
        for code in codes:
            way = "ahead" + _behind(memory, draft, one)
            found.setdefault(code, Option(code, AHEAD, one)).ways.append(way)


def _behind(memory: Discourse, draft: Draft, one: Draft) -> str:
    """How a name stands behind a word: after the comma of an opening phrase."""
    text = memory.scene.text
    opened = text[memory.opening(draft.start) : draft.start]
    comma = "," not in opened and text[draft.end : one.start].endswith((", ", ", the "))
    return ".comma" * comma + ".open" * (opened.count(" ") <= MAIN)


def _add_leading(memory: Discourse, draft: Draft, found: dict[str, Option]) -> None:
    """Add the people whom the text names most."""
    added = 0
    for one in memory.people:
        if added < LEADING and one.code not in found and _fits(draft, one):
            added += 1
            found[one.code] = Option(one.code, FAR, one, ways=[f"main{added}"])
