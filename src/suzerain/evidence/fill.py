"""A frame's roles, filled with actors."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from suzerain.evidence.attribution import speaker_at
from suzerain.evidence.context import Context
from suzerain.evidence.frames import Trigger
from suzerain.evidence.parsed import Group, Parsed, Verb, join_codes
from suzerain.evidence.roles import (
    after_preposition,
    direct_object,
    limit_of,
    owner,
    predicate_subject,
)
from suzerain.evidence.subjects import nearest_left, subject_of
from suzerain.evidence.vocabulary import word_set

Filled = tuple[str, Group | None]
EMPTY: Filled = ("", None)
FIGHTING = word_set("fighting")
GIVEN_FROM = frozenset({"SUPPLIES", "AID", "SUPPLIES_ARMS", "SUPPLIES_ENERGY"})


@lru_cache(maxsize=4096)
def states(code: str) -> frozenset[str]:
    """The actors of a code, without persons.

    Examples:
        >>> sorted(states("PRK/Kim+RUS"))
        ['PRK', 'RUS']
    """
    return frozenset(part.split("/")[0] for part in code.split("+") if part)


def _of(group: Group | None) -> Filled:
    return (group.code, group) if group is not None else EMPTY


def _passive(context: Context, trigger: Trigger) -> bool:
    verb = context.parsed.verb_at[trigger.first]
    return trigger.frame.pos == "verb" and verb is not None and verb.passive


def _governing(context: Context, trigger: Trigger) -> Group | None:
    """Subject of the verb that a noun or adjective of a frame hangs on."""
    verbs = [v for v in context.parsed.verbs if v.head < trigger.first]
    return subject_of(context, verbs[-1]) if verbs else None


def _subj(context: Context, trigger: Trigger) -> Filled:
    verb = context.parsed.verb_at[trigger.first]
    own = verb is not None and verb.head == trigger.first
    if verb is not None and (trigger.frame.pos == "verb" or own):
        if verb.passive:
            agent = after_preposition(context, trigger, "by")
            if agent is None and trigger.frame.relation in GIVEN_FROM:
                agent = after_preposition(context, trigger, "from")
            return _of(agent)
        subject = subject_of(context, verb)
        if subject is None and _says_we(context.parsed, verb):
            return _speaker(context, trigger)
        return _of(subject)
    return _of(_governing(context, trigger))


def _says_we(parsed: Parsed, verb: Verb) -> bool:
    """Whether the subject of a verb is "we", who is the one that speaks."""
    at = verb.first - 1
    while at >= 0 and parsed.words[at] in {"not", "never", "also", "then"}:
        at -= 1
    return parsed.words[at : at + 1] == ["we"] and at >= 0


def _surface(context: Context, trigger: Trigger) -> Filled:
    verb = context.parsed.verb_at[trigger.first]
    return _of(subject_of(context, verb)) if verb is not None else EMPTY


def _inside(context: Context, trigger: Trigger) -> list[Group]:
    """Groups that stand between the words of a frame: A in "freeze A's funds"."""
    return [
        group
        for group in context.parsed.groups
        if trigger.first < group.first < trigger.last
    ]


def _obj(context: Context, trigger: Trigger) -> Filled:
    if _passive(context, trigger):
        return _surface(context, trigger)
    inside = _inside(context, trigger) if trigger.frame.pos == "verb" else []
    if inside:
        return _of(inside[0])
    return _of(direct_object(context, trigger))


def _fronted(context: Context, trigger: Trigger) -> Group | None:
    """Who stands before "to which X sells"."""
    parsed = context.parsed
    verb = parsed.verb_at[trigger.first]
    subject = subject_of(context, verb) if verb is not None else None
    if subject is None or subject.first < 2:
        return None
    at = subject.first - 2
    if parsed.words[at + 1] in {"the", "a"}:
        at -= 1
    if parsed.words[at] != "to" or parsed.words[at + 1] not in {"which", "whom"}:
        return None
    return nearest_left(parsed, at)


def _rec(context: Context, trigger: Trigger) -> Filled:
    fronted = _fronted(context, trigger)
    if fronted is not None:
        return _of(fronted)
    to = after_preposition(context, trigger, "to")
    if to is not None and _own_part(context, trigger, to):
        to = None
    named = _dative(context, trigger) or to
    if named is not None:
        return _of(named)
    if _passive(context, trigger):
        return _surface(context, trigger)
    bare = direct_object(context, trigger, bare=True)
    if bare is not None:
        return _of(bare)
    own = direct_object(context, trigger)
    if own is not None and own.adjective and own.sort != "pronoun":
        words = [one for one in context.parsed.words[own.last :] if one != "'s"]
        if words[:1] and words[0] in {
            "forces",
            "troops",
            "army",
            "military",
            "rebels",
            "government",
        }:
            return _of(own)
    return _of(after_preposition(context, trigger, "for"))


def _dative(context: Context, trigger: Trigger) -> Group | None:
    """Who stands right behind a verb: B in "grants B transit to its port"."""
    if trigger.frame.pos != "verb" or _passive(context, trigger):
        return None
    at = trigger.last
    words = context.parsed.words
    while at < len(words) and words[at] in {"the", "both"}:
        at += 1
    group = context.parsed.group_at[at] if at < len(words) else None
    if group is None or group.adjective or group.possessive or group.last >= len(words):
        return None
    return group if words[group.last].isalnum() else None


def _own_part(context: Context, trigger: Trigger, group: Group) -> bool:
    """Whether "to its port" only says where: "its" is the giver's or the taker's."""
    verb = context.parsed.verb_at[trigger.first]
    giver = subject_of(context, verb) if verb is not None else None
    mine = giver is not None and states(giver.code) == states(group.code)
    return group.sort == "pronoun" and group.possessive and mine


def _poss_right(context: Context, trigger: Trigger) -> Filled:
    limit = limit_of(context.parsed, trigger)
    owned = [g for g in _inside(context, trigger) if g.possessive or g.adjective]
    if owned and trigger.frame.pos == "verb":
        return _of(owned[0])
    for group in context.parsed.groups:
        if trigger.last <= group.first < limit and (
            group.possessive or group.adjective
        ):
            if group.governor >= trigger.last and context.parsed.words[
                group.governor
            ] not in {"of", "in"}:
                continue
            return _of(group)
    return EMPTY


def _poss_own(context: Context, trigger: Trigger) -> Filled:
    nearest = owner(context, trigger)
    if nearest is None:
        return EMPTY
    before = [g for g in context.parsed.groups if g.last <= nearest.first]
    if before and before[-1].possessive and nearest.first - before[-1].last <= 3:
        return _of(before[-1])
    return EMPTY


def _before(context: Context, trigger: Trigger) -> Filled:
    skip = owner(context, trigger) if trigger.frame.pos == "noun" else None
    left, _right = context.parsed.clause(trigger.first)
    for group in reversed(context.parsed.groups):
        if group.last <= trigger.first and group is not skip and group.first >= left:
            return _of(group)
    return EMPTY


def _after(context: Context, trigger: Trigger) -> Filled:
    limit = limit_of(context.parsed, trigger)
    for group in context.parsed.groups:
        if trigger.last <= group.first < limit:
            return _of(group)
    return EMPTY


def _sides(context: Context, trigger: Trigger, *, lead: bool = True) -> Filled:
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
        subject, group = _subj(context, trigger)
        if group is not None and group not in found:
            codes = [subject, *codes]
            found.append(group)
            together |= states(subject)
    if len(together) < 2:
        return EMPTY
    return join_codes(codes), found[0]


def _sides_two(context: Context, trigger: Trigger) -> Filled:
    return _sides(context, trigger, lead=False)


def _subj_two(context: Context, trigger: Trigger) -> Filled:
    code, group = _subj(context, trigger)
    partner = after_preposition(context, trigger, "with")
    if len(states(code)) > 1 or partner is not None:
        return code, group
    return EMPTY


def _pact(context: Context, trigger: Trigger) -> Filled:
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


def _controller(context: Context, trigger: Trigger) -> Filled:
    parsed = context.parsed
    finite = [v for v in parsed.verbs if v.finite]
    if not finite:
        return EMPTY
    left = [v for v in finite if v.head < trigger.first]
    if not left:
        return _of(subject_of(context, finite[0]))
    for verb in reversed(left):
        subject = subject_of(context, verb)
        if subject is not None:
            return _of(subject)
        if parsed.words[verb.first - 1 : verb.first] != ["it"]:
            break  # "X may see that it is not wise to anger Y"
    return EMPTY


def _controller_right(context: Context, trigger: Trigger) -> Filled:
    right = [v for v in context.parsed.verbs if v.finite and v.head >= trigger.last]
    return _of(subject_of(context, right[0])) if right else EMPTY


def _at_actor(context: Context, trigger: Trigger) -> Filled:
    for at in range(trigger.first, trigger.last):
        group = context.parsed.group_at[at]
        if group is not None:
            return _of(group)
    return EMPTY


def _last_actor(context: Context, trigger: Trigger) -> Filled:
    """The last actor inside a frame: Y in "nobody in X moves against Y's will"."""
    inside = [context.parsed.group_at[at] for at in range(trigger.first, trigger.last)]
    return _of(next((one for one in reversed(inside) if one is not None), None))


def _speaker(context: Context, trigger: Trigger) -> Filled:
    return speaker_at(context.speeches, trigger.first), None


def _passive_owner(context: Context, trigger: Trigger) -> Filled:
    """Whose goods or troops "were sent to" somebody."""
    if not _passive(context, trigger):
        return EMPTY
    surface, group = _surface(context, trigger)
    to = after_preposition(context, trigger, "to") or after_preposition(
        context, trigger, "in"
    )
    somewhere = to is not None or "in" in context.parsed.words[trigger.last :]
    if group is None or not somewhere or not group.adjective:
        return EMPTY
    return surface, group


def _relative(context: Context, trigger: Trigger) -> Filled:
    """Whose oil, in "buys the oil that Iran exports"."""
    parsed = context.parsed
    for group in parsed.groups:
        before = parsed.words[group.first - 1 : group.first]
        determined = parsed.words[max(group.first - 2, 0) : group.first]
        after = parsed.verb_at[group.last] if group.last < len(parsed.words) else None
        if trigger.last < group.first < trigger.last + 16 and after is not None and (
            before in (["that"], ["which"]) or determined[:1] in (["that"], ["which"])
        ):  # fmt: skip
            return _of(group)
    return EMPTY


def _topic(context: Context, trigger: Trigger) -> Filled:
    """Whom the sentence speaks of before the frame: the first owner in it."""
    for group in context.parsed.groups:
        if group.last <= trigger.first and group.possessive:
            return _of(group)
    return EMPTY


def _of_if_more(context: Context, trigger: Trigger) -> Filled:
    more = any(
        after_preposition(context, trigger, word) is not None
        for word in ("on", "against", "into", "for", "to")
    )
    agent = after_preposition(context, trigger, "of")
    if agent is not None and agent.adjective:
        head = context.parsed.words[agent.last : agent.last + 1]
        more = more or bool(set(head) & FIGHTING)
    return _of(agent) if more else EMPTY


def _head_after(context: Context, trigger: Trigger) -> Filled:
    group = (
        context.parsed.group_at[trigger.last]
        if trigger.last < len(context.parsed.words)
        else None
    )
    return _of(group)


ROLES: dict[str, Callable[[Context, Trigger], Filled]] = {
    "subj": _subj,
    "obj": _obj,
    "rec": _rec,
    "poss": lambda c, t: _of(owner(c, t)),
    "poss_not_to": lambda c, t: _of(owner(c, t)),
    "adj_self": lambda c, t: _of(owner(c, t)),
    "poss_right": _poss_right,
    "adj_right": _poss_right,
    "poss_good": _poss_right,
    "poss_own": _poss_own,
    "pred": lambda c, t: _of(predicate_subject(c, t)),
    "before": _before,
    "after": _after,
    "sides": _sides,
    "sides_two": _sides_two,
    "sides_right": _sides_two,
    "subj_two": _subj_two,
    "pact": _pact,
    "good_owner": _surface,
    "controller": _controller,
    "controller_right": _controller_right,
    "at_actor": _at_actor,
    "last_actor": _last_actor,
    "facing": lambda c, t: _of(_governing(c, t)),
    "receiving": _subj,
    "of_if_more": _of_if_more,
    "head_after": _head_after,
    "speaker": _speaker,
    "passive_owner": _passive_owner,
    "relative": _relative,
    "topic": _topic,
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
            code, group = _of(after_preposition(context, trigger, role))
        if code and not (states(code) & taken and role != "pact"):
            return code, group
        if code and role == "pact" and not states(code) & taken:
            return code, group
    return EMPTY
