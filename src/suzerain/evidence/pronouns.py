"""Pronouns, followed back to whom they mean."""

from __future__ import annotations

from suzerain.evidence.discourse import Discourse, is_state, take
from suzerain.evidence.mention import Draft
from suzerain.evidence.referent_choice import choose_pronoun


def resolve_pronoun(memory: Discourse, draft: Draft) -> None:
    """Settle one pronoun, or leave it empty."""
    if draft.office == "there":
        _resolve_there(memory, draft)
    else:
        choose_pronoun(memory, draft)


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
