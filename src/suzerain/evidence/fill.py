"""A frame's roles, filled with actors."""

from __future__ import annotations

from collections.abc import Callable

from suzerain.evidence.actor_codes import states
from suzerain.evidence.context import Context
from suzerain.evidence.frame_places import (
    find_after,
    find_at_actor,
    find_before,
    find_controller,
    find_controller_right,
    find_head_after,
    find_last_actor,
    find_of_if_more,
    find_pact,
    find_passive_owner,
    find_poss_own,
    find_poss_right,
    find_relative,
    find_sides,
    find_sides_two,
    find_subj_two,
    find_topic,
)
from suzerain.evidence.frame_sides import (
    EMPTY,
    Filled,
    filled_by,
    find_object,
    find_receiver,
    find_speaker,
    find_subject,
    find_surface,
    governing_subject,
)
from suzerain.evidence.frames import Trigger
from suzerain.evidence.roles import after_preposition, owner, predicate_subject

ROLES: dict[str, Callable[[Context, Trigger], Filled]] = {
    "subj": find_subject,
    "obj": find_object,
    "rec": find_receiver,
    "poss": lambda c, t: filled_by(owner(c, t)),
    "poss_not_to": lambda c, t: filled_by(owner(c, t)),
    "adj_self": lambda c, t: filled_by(owner(c, t)),
    "poss_right": find_poss_right,
    "adj_right": find_poss_right,
    "poss_good": find_poss_right,
    "poss_own": find_poss_own,
    "pred": lambda c, t: filled_by(predicate_subject(c, t)),
    "before": find_before,
    "after": find_after,
    "sides": find_sides,
    "sides_two": find_sides_two,
    "sides_right": find_sides_two,
    "subj_two": find_subj_two,
    "pact": find_pact,
    "good_owner": find_surface,
    "controller": find_controller,
    "controller_right": find_controller_right,
    "at_actor": find_at_actor,
    "last_actor": find_last_actor,
    "facing": lambda c, t: filled_by(governing_subject(c, t)),
    "receiving": find_subject,
    "of_if_more": find_of_if_more,
    "head_after": find_head_after,
    "speaker": find_speaker,
    "passive_owner": find_passive_owner,
    "relative": find_relative,
    "topic": find_topic,
    "power": lambda c, _t: (c.power, None),
    "last_giver": lambda c, _t: (c.last.get("transfer", ("", ""))[0], None),
    "last_taker": lambda c, _t: (c.last.get("transfer", ("", ""))[1], None),
    "of_not": lambda _c, _t: EMPTY,
    "-": lambda _c, _t: EMPTY,
}


def _inferred(context: Context, role: str, taken: frozenset[str]) -> str:
    """The other side of the last transfer, or the only other state of the sentence."""
    if role == "dyad":
        pair = context.last.get("transfer", ("", ""))
        ends = [one for one in pair if one and not states(one) & taken]
        return ends[0] if taken and len(ends) == 1 else ""
    named = {
        state
        for group in context.parsed.groups
        if group.sort != "pronoun" and not group.aside
        for state in states(group.code)
    }
    rest = sorted(named - taken)
    return rest[0] if len(rest) == 1 else ""


def fill(  # noqa: C901, PLR0911, PLR0912
    context: Context,
    trigger: Trigger,
    roles: tuple[str, ...],
    *,
    counterpart: str = "",
    relation: str = "",
) -> Filled:
    """Fill one argument of a frame: the first role that names someone else.

    Args:
        context: The sentence and what went before.
        trigger: Where the frame matches.
        roles: Roles in order of preference.
        counterpart: The argument already filled; it is not named twice.
        relation: For the role `same`.

    Returns:
        The code and its group; both empty when no role is filled.
    """
    taken = states(counterpart)
    for role in roles:
        if role == "other":
            members = states(context.pact)
            rest = sorted(members - taken)
            if taken and taken < members and len(rest) == 1:
                return rest[0], None
            continue
        if role == "partner":
            pair = context.last.get("transfer", ("", ""))
            turned = {"exchange", "return", "turn"} & set(context.parsed.words)
            ends = [one for one in pair if one and not states(one) & taken]
            if turned and taken and len(ends) == 1:
                return ends[0], None
            continue
        if role == "recent":
            giver, taker = context.last.get("recent", ("", ""))
            if taker and states(giver) == taken and not states(taker) & taken:
                return taker, None
            continue
        if role in {"dyad", "sole"}:
            found = _inferred(context, role, taken)
            if found:
                return found, None
            continue
        if role == "same":
            code = context.last.get(relation, ("", ""))[0]
            if code and not states(code) & taken:
                return code, None
            continue
        maker = ROLES.get(role)
        if maker is not None:
            code, group = maker(context, trigger)
        else:
            code, group = filled_by(after_preposition(context, trigger, role))
        if code and not (states(code) & taken and role != "pact"):
            return code, group
        if code and role == "pact" and not states(code) & taken:
            return code, group
    return EMPTY
