"""Whom "whom" means: of "B, whom A visited" the other side is B."""

from __future__ import annotations

from dataclasses import replace

from suzerain.evidence.actor_codes import states
from suzerain.evidence.context import Context
from suzerain.evidence.draft_goods import Draft
from suzerain.evidence.parsed import PREPOSITIONS

WITHIN = 8  # tokens from "whom" to its verb
BESIDE = 2  # tokens from the name to "whom", a comma between
ENDS = frozenset([",", ";", ":"])


def with_antecedent(draft: Draft, context: Context) -> Draft:
    """Give a claim of "B, whom A visited" the side that "whom" stands for.

    Args:
        draft: A filled frame.
        context: Its sentence.
    """
    if draft.object or not draft.subject:
        return draft
    parsed, at = context.parsed, draft.trigger.first
    for place in range(at - 1, max(at - WITHIN, 0), -1):
        if parsed.words[place] in ENDS:
            return draft
        if parsed.words[place] != "whom":
            continue
        if parsed.words[place - 1] in PREPOSITIONS:
            return draft
        for group in parsed.groups:
            beside = 0 <= place - group.last < BESIDE
            if beside and not states(group.code) & states(draft.subject):
                return replace(draft, object=group.code)
    return draft
