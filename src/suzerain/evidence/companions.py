"""Actors that a text names together: joined by "and", or two of a kind."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

from suzerain.evidence.discourse import Discourse, is_country, is_person
from suzerain.evidence.mention import Draft, join_codes

AND = re.compile(
    r"(?:['\u2019]s)?(?: \([^)]*\))?(?:,? (?:and|&)| as well as|,)"
    r" (?:the |both |both the |with )?$"
)
PAIR_REACH = 3
JOINT_REACH = 12
FIT_REACH = 6


def pairs(memory: Discourse, group: list[Draft]) -> list[list[Draft]]:
    """Runs of different mentions joined by commas and "and"."""
    return [run for run in runs(memory, group) if joined(memory, run)]


def runs(memory: Discourse, group: list[Draft]) -> list[list[Draft]]:
    """Runs of mentions joined by commas or "and"; the last may still go on."""
    text = memory.scene.text
    found: list[list[Draft]] = []
    run: list[Draft] = []
    for draft in group:
        single = draft.actor and "+" not in draft.code and draft.sort != "pronoun"
        if run and single and AND.match(text[run[-1].end : draft.start] or "-"):
            run.append(draft)
        else:
            found.append(run)
            run = [draft] if single else []
    found.append(run)
    return found


def joined(memory: Discourse, run: list[Draft]) -> bool:
    """Whether a run names different actors, the last of them after "and"."""
    if len({draft.actor for draft in run}) < 2:
        return False
    gap = memory.scene.text[run[-2].end : run[-1].start]
    return " and " in gap.replace("&", " and ")


def usual_pair(memory: Discourse) -> str:
    """The two actors most often joined by "and" so far, or nothing."""
    found = runs(memory, memory.met[memory.counted :])
    last = found.pop()
    memory.counted = len(memory.met) - len(last)
    memory.joined.update(_codes_of_two(memory, found))
    together = memory.joined + Counter(_codes_of_two(memory, [last]))
    return together.most_common(1)[0][0] if together else ""


def _codes_of_two(memory: Discourse, found: list[list[Draft]]) -> list[str]:
    """Codes of the pairs among some runs."""
    return [
        join_codes(draft.actor for draft in run)
        for run in found
        if len(run) == 2 and joined(memory, run)
    ]


def joint(
    memory: Discourse, draft: Draft, *, at_least: int, reach: int = JOINT_REACH
) -> str:
    """The latest actors that were named together, three or more where asked."""
    for group in memory.within(draft.start, reach):
        found = [
            join_codes(other.actor for other in run) for run in pairs(memory, group)
        ]
        found += [other.code for other in group if "+" in other.code]
        fitting = [code for code in found if code.count("+") + 1 >= at_least]
        if fitting:
            return fitting[-1]
    return ""


def two_of_a_sentence(memory: Discourse, draft: Draft) -> str:
    """The two states of the latest sentence that speaks of exactly two, or nothing.

    Only the sentence at hand and the one before are asked.
    """
    leader = memory.at(draft).clause.leader
    own = leader is None or leader.start >= draft.start
    acting = set() if own or leader is None else {leader.actor}
    for group in memory.within(draft.start, 1):
        named = {
            part
            for other in group
            if other.actor and "(unnamed)" not in other.code
            for part in other.actor.split("+")
        }
        if len(named) == 2 and not named & acting:
            return join_codes(named)
        if len(named) > 1:
            return ""
    return ""


def main_pair(memory: Discourse) -> str:
    """The two states that a text names far more than any third, or nothing."""
    most = memory.named.most_common(3)
    if len(most) < 2 or not all(code for code, _ in most[:2]):
        return ""
    third = most[2][1] if len(most) > 2 else 0
    return join_codes(code for code, _ in most[:2]) if most[1][1] > third else ""


def two_that_fit(memory: Discourse, draft: Draft, fits: Callable[[Draft], bool]) -> str:
    """The last two that fit and that the rest of the sentence does not name."""
    next_ones = named_next(memory, draft)
    found: list[str] = []
    for other in reversed(memory.met):
        if memory.sentence(draft.start) - memory.sentence(other.start) > FIT_REACH:
            break
        if (
            fits(other)
            and other.actor
            and other.actor not in found
            and other.actor not in next_ones
        ):
            found.append(other.actor)
        if len(found) == 2:
            return join_codes(found)
    return ""


def last_two(memory: Discourse, draft: Draft) -> str:
    """Of "both ministers" without names, the two states that were named last."""
    found: list[str] = []
    for group in memory.within(draft.start, 1):
        for other in reversed(group):
            if is_country(other) and "+" not in other.code and other.actor not in found:
                found.append(other.actor)
            if len(found) == 2:
                return join_codes(found)
    return ""


def named_next(memory: Discourse, draft: Draft) -> set[str]:
    """Actors that the rest of the sentence names: "both rely on X" leaves X out."""
    return {other.actor for other in memory.after(draft.end)}


def find_pair(memory: Discourse, draft: Draft, sought: str) -> tuple[str, str]:  # noqa: PLR0911
    """Whom "the two leaders" or "both countries" means, and how sure that is.

    Args:
        memory: What has been met.
        draft: The description.
        sought: `person` or `state`.

    Returns:
        The code and the name of its confidence; both empty when nothing fits.
    """
    for back, group in enumerate(memory.within(draft.start, PAIR_REACH)):
        found = [run for run in pairs(memory, group) if len(run) == 2]
        if found:
            return join_codes(other.actor for other in found[-1]), ""
        joint_codes = [
            other.code
            for other in group
            if other.code.count("+") == 1 and other.confidence != "resolve.pronoun_far"
        ]
        if joint_codes:
            return join_codes([joint_codes[-1]]), ""
        if back == 1:
            two = two_of_a_sentence(memory, draft)
            if two:
                return two, "resolve.relative"
    if sought == "state":
        code = usual_pair(memory)
        if code and set(code.split("+")) <= _foremost(memory):
            return code, "resolve.relative"
        code = main_pair(memory) or code
        if code:
            return code, "resolve.relative"
    code = two_that_fit(memory, draft, is_person if sought == "person" else is_country)
    if not code and sought == "person":
        return last_two(memory, draft), "resolve.relative"
    return code, ""


def _foremost(memory: Discourse) -> set[str]:
    """The four actors that a text names most."""
    return {code for code, _ in memory.named.most_common(4)}
