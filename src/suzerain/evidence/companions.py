"""Actors that a text names together: joined by "and", or two of a kind."""

from __future__ import annotations

import re
from collections import Counter

from suzerain.evidence.discourse import Discourse
from suzerain.evidence.mention import Draft, join_codes

AND = re.compile(
    r"(?:['\u2019]s)?(?: \([^)]*\))?(?:,? (?:and|&)| as well as|,)"
    r" (?:the |both |both the |with )?$"
)
PAIR_REACH = 3
JOINT_REACH = 12


def pairs(memory: Discourse, group: list[Draft]) -> list[list[Draft]]:
    """Runs of different mentions joined by commas and "and"."""
    return [run for run in runs(memory, group) if joined(memory, run)]


def lists_before(
    memory: Discourse, offset: int, groups: list[list[Draft]]
) -> list[list[list[Draft]]]:
    """The runs of `pairs`, for each of the sentences before an offset.

    Args:
        memory: The text.
        offset: Where the word stands that looks back.
        groups: What `memory.within` gives for it.
    """
    here = memory.sentence(offset)
    found: list[list[list[Draft]]] = []
    for back, group in enumerate(groups):
        if len(group) < 2:
            found.append([])
            continue
        key = (here - back, len(group))
        if key not in memory.lists:
            memory.lists[key] = pairs(memory, group)
        found.append(memory.lists[key])
    return found


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


def main_pair(memory: Discourse) -> str:
    """The two states that a text names far more than any third, or nothing."""
    most = memory.named.most_common(3)
    if len(most) < 2 or not all(code for code, _ in most[:2]):
        return ""
    third = most[2][1] if len(most) > 2 else 0
    return join_codes(code for code, _ in most[:2]) if most[1][1] > third else ""


def named_next(memory: Discourse, draft: Draft) -> set[str]:
    """Actors that the rest of the sentence names: "both rely on X" leaves X out."""
    return {other.actor for other in memory.after(draft.end)}
