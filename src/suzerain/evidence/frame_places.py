"""Who stands beside, around or before the words of a frame."""

from __future__ import annotations

from suzerain.evidence.actor_codes import states
from suzerain.evidence.context import Context
from suzerain.evidence.frame_sides import (
    EMPTY,
    Filled,
    filled_by,
    find_subject,
    find_surface,
    groups_inside,
    is_passive,
)
from suzerain.evidence.frames import Trigger
from suzerain.evidence.parsed import Group, join_codes
from suzerain.evidence.roles import after_preposition, limit_of, owner
from suzerain.evidence.subjects import subject_of
from suzerain.evidence.vocabulary import word_set

FIGHTING = word_set("fighting")


def find_poss_right(context: Context, trigger: Trigger) -> Filled:
    """Who owns what stands behind the frame: A in "freeze A's funds"."""
    limit = limit_of(context.parsed, trigger)
    owned = [g for g in groups_inside(context, trigger) if g.possessive or g.adjective]
    if owned and trigger.frame.pos == "verb":
        return filled_by(owned[0])
    for group in context.parsed.groups:
        if trigger.last <= group.first < limit and (
            group.possessive or group.adjective
        ):
            if group.governor >= trigger.last and context.parsed.words[
                group.governor
            ] not in {"of", "in"}:
                continue
            return filled_by(group)
    return EMPTY


def find_poss_own(context: Context, trigger: Trigger) -> Filled:
    """Who owns the owner of the noun: A in "A's B ally"."""
    nearest = owner(context, trigger)
    if nearest is None:
        return EMPTY
    before = [g for g in context.parsed.groups if g.last <= nearest.first]
    if before and before[-1].possessive and nearest.first - before[-1].last <= 3:
        return filled_by(before[-1])
    return EMPTY


def find_before(context: Context, trigger: Trigger) -> Filled:
    """Who stands nearest before the frame in its clause."""
    skip = owner(context, trigger) if trigger.frame.pos == "noun" else None
    left, _right = context.parsed.clause(trigger.first)
    for group in reversed(context.parsed.groups):
        if group.last <= trigger.first and group is not skip and group.first >= left:
            return filled_by(group)
    return EMPTY


def find_after(context: Context, trigger: Trigger) -> Filled:
    """Who stands nearest behind the frame."""
    limit = limit_of(context.parsed, trigger)
    for group in context.parsed.groups:
        if trigger.last <= group.first < limit:
            return filled_by(group)
    return EMPTY


def find_sides(context: Context, trigger: Trigger, *, lead: bool = True) -> Filled:
    """All who stand with the noun: "the pact between A and B", "A's pact with B"."""
    found: list[Group] = []
    own = owner(context, trigger) if trigger.frame.pos != "verb" else None
    if own is not None:
        found.append(own)
    for preposition in ("between", "with", "among", "of"):
        group = after_preposition(context, trigger, preposition)
        if group is None or group in found:
            continue
        if preposition == "of" and found:
            continue
        near = group.governor - trigger.last
        if near <= 8:
            found.append(group)
    codes = [code for group in found for code in group.codes]
    together: frozenset[str] = frozenset().union(*(states(code) for code in codes))
    if len(together) < 2 and lead and found:
        subject, group = find_subject(context, trigger)
        if group is not None and group not in found:
            codes = [subject, *codes]
            found.append(group)
            together |= states(subject)
    if len(together) < 2:
        return EMPTY
    return join_codes(codes), found[0]


def find_sides_two(context: Context, trigger: Trigger) -> Filled:
    """All who stand with the noun, its verb's subject left aside."""
    return find_sides(context, trigger, lead=False)


def find_subj_two(context: Context, trigger: Trigger) -> Filled:
    """The subject where it means several, or acts "with" somebody."""
    code, group = find_subject(context, trigger)
    partner = after_preposition(context, trigger, "with")
    if len(states(code)) > 1 or partner is not None:
        return code, group
    return EMPTY


def find_pact(context: Context, trigger: Trigger) -> Filled:
    """The members of the pact that is spoken of."""
    limit = limit_of(context.parsed, trigger)
    for group in context.parsed.groups:
        if trigger.last <= group.first < limit and len(states(group.code)) > 1:
            return join_codes(group.codes), group
    verb = context.parsed.verb_at[trigger.first]
    if verb is not None and verb.passive:
        surface = subject_of(context, verb)
        if surface is not None and len(states(surface.code)) > 1:
            return join_codes(surface.codes), surface
    return context.pact, None


def find_controller(context: Context, trigger: Trigger) -> Filled:
    """The subject of the clause around the frame."""
    parsed = context.parsed
    finite = [v for v in parsed.verbs if v.finite]
    if not finite:
        return EMPTY
    left = [v for v in finite if v.head < trigger.first]
    if not left:
        return filled_by(subject_of(context, finite[0]))
    for verb in reversed(left):
        subject = subject_of(context, verb)
        if subject is not None:
            return filled_by(subject)
        if parsed.words[verb.first - 1 : verb.first] != ["it"]:
            break  # "X may see that it is not wise to anger Y"
    return EMPTY


def find_controller_right(context: Context, trigger: Trigger) -> Filled:
    """The subject of the clause that follows the frame."""
    right = [v for v in context.parsed.verbs if v.finite and v.head >= trigger.last]
    return filled_by(subject_of(context, right[0])) if right else EMPTY


def find_at_actor(context: Context, trigger: Trigger) -> Filled:
    """The first actor inside the frame's own words."""
    for at in range(trigger.first, trigger.last):
        group = context.parsed.group_at[at]
        if group is not None:
            return filled_by(group)
    return EMPTY


def find_last_actor(context: Context, trigger: Trigger) -> Filled:
    """The last actor inside a frame: Y in "nobody in X moves against Y's will"."""
    inside = [context.parsed.group_at[at] for at in range(trigger.first, trigger.last)]
    return filled_by(next((one for one in reversed(inside) if one is not None), None))


def find_passive_owner(context: Context, trigger: Trigger) -> Filled:
    """Whose goods or troops "were sent to" somebody."""
    if not is_passive(context, trigger):
        return EMPTY
    surface, group = find_surface(context, trigger)
    to = after_preposition(context, trigger, "to") or after_preposition(
        context, trigger, "in"
    )
    somewhere = to is not None or "in" in context.parsed.words[trigger.last :]
    if group is None or not somewhere or not group.adjective:
        return EMPTY
    return surface, group


def find_relative(context: Context, trigger: Trigger) -> Filled:
    """Whose oil, in "buys the oil that Iran exports"."""
    parsed = context.parsed
    for group in parsed.groups:
        before = parsed.words[group.first - 1 : group.first]
        determined = parsed.words[max(group.first - 2, 0) : group.first]
        after = parsed.verb_at[group.last] if group.last < len(parsed.words) else None
        if trigger.last < group.first < trigger.last + 16 and after is not None and (
            before in (["that"], ["which"]) or determined[:1] in (["that"], ["which"])
        ):  # fmt: skip
            return filled_by(group)
    return EMPTY


def find_topic(context: Context, trigger: Trigger) -> Filled:
    """Whom the sentence speaks of before the frame: the first owner in it."""
    for group in context.parsed.groups:
        if group.last <= trigger.first and group.possessive:
            return filled_by(group)
    return EMPTY


def find_of_if_more(context: Context, trigger: Trigger) -> Filled:
    """Who stands behind "of", where somebody else is named as the aim."""
    more = any(
        after_preposition(context, trigger, word) is not None
        for word in ("on", "against", "into", "for", "to")
    )
    agent = after_preposition(context, trigger, "of")
    if agent is not None and agent.adjective:
        head = context.parsed.words[agent.last : agent.last + 1]
        more = more or bool(set(head) & FIGHTING)
    return filled_by(agent) if more else EMPTY


def find_head_after(context: Context, trigger: Trigger) -> Filled:
    """Who stands right behind the frame."""
    group = (
        context.parsed.group_at[trigger.last]
        if trigger.last < len(context.parsed.words)
        else None
    )
    return filled_by(group)
