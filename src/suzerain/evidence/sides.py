"""Who does it and to whom, around a verb whose subject is known."""

from __future__ import annotations

from suzerain.evidence.actor_codes import states
from suzerain.evidence.context import Context
from suzerain.evidence.control import forms_of
from suzerain.evidence.parsed import Group, Parsed, Verb
from suzerain.evidence.subjects import REACH

AGENT = "by"
# Their subject is who gets, their "from" who gives.
RECEIVING = forms_of(
    "get", "receive", "obtain", "win", "secure", "enjoy", "borrow", "draw", "derive",
    "inherit", "gain", "collect", "earn", "acquire",
)  # fmt: skip
GIVING = forms_of(
    "give", "lend", "grant", "offer", "pay", "feed", "promise", "hand", "supply",
    "allot", "allow", "advance", "spare",
)  # fmt: skip
HAVING = forms_of("have", "enjoy", "win", "find", "get", "receive", "gain")
FAVOURS = frozenset(
    "backing support sympathy blessing approval help aid assistance protection trust"  # noqa: SIM905
    " defender friend ally protector patron advocate sponsor endorsement solidarity"
    " confidence".split()
)
UNDERGOES = frozenset(["for", "to", "on", "against", "upon", "toward", "towards"])
AIMED = frozenset(["on", "against", "at", "to", "into", "with", "for", "upon", "over"])
GIVEN = frozenset(["to", "into", "against", "for"])


def find_sides(
    context: Context, verb: Verb, right: int, surface: Group | None
) -> tuple[Group | None, Group | None]:
    """Find who does what a verb says, and to whom.

    Args:
        context: The sentence.
        verb: The verb.
        right: One past the last token of its clause.
        surface: Its grammatical subject, or None.

    Returns:
        The doer and the other; either may be None, and they are never the same.
    """
    parsed = context.parsed
    if verb.passive or not verb.finite:
        doer, other = _passive(parsed, verb, right, surface)
    else:
        doer, other = _active(parsed, verb, right, surface)
    return doer, None if other is doer else other


def _active(  # noqa: PLR0911
    parsed: Parsed, verb: Verb, right: int, surface: Group | None
) -> tuple[Group | None, Group | None]:
    later = _later(parsed, verb, right, surface)
    if surface is None:
        given = _governed(parsed, later, GIVEN), _governed(parsed, later, {"from"})
        if None not in given:  # "flour came to X as a gift from Y"
            return given[1], given[0]
        return _hand(parsed, later), _first(later, verb) if later else None
    governor = parsed.words[surface.governor] if surface.governor >= 0 else ""
    by = _named_doer(parsed, verb, surface) if governor == "of" else None
    if by is not None:
        return by, surface
    source = _governed(parsed, later, {"from"})
    inside = _inside(parsed, verb, surface)
    if governor in UNDERGOES:
        return source or _governed(parsed, later, {"by"}), surface
    gets = source is not None and parsed.words[verb.head] in RECEIVING
    if gets and (_first(later, verb) is source or not _bare(later, verb)):
        return source, surface
    favour = _favour(parsed, verb, later)
    if favour is not None:
        return favour, surface
    hand = _hand(parsed, later)
    if hand is not None:
        return hand, surface
    if later:
        return surface, _first(later, verb)
    return surface, inside


def _named_doer(parsed: Parsed, verb: Verb, surface: Group) -> Group | None:
    """Who stands behind "by" in "the expulsion by X of Y's envoys came late"."""
    for group in parsed.groups:
        near = (
            group.first < verb.first and abs(group.first - surface.first) < REACH // 2
        )
        if near and group.governor >= 0 and parsed.words[group.governor] == AGENT:
            return group
    return None


def _passive(
    parsed: Parsed, verb: Verb, right: int, surface: Group | None
) -> tuple[Group | None, Group | None]:
    agent = _agent(parsed, verb, right)
    later = [one for one in _later(parsed, verb, right, surface) if one is not agent]
    if agent is not None:
        return agent, surface if surface is not None else _aimed(parsed, later)
    if surface is None:
        return None, _aimed(parsed, later)
    giver = _governed(parsed, later, {"from"})
    if giver is not None and parsed.words[verb.head] in GIVING:
        return giver, surface  # "X was lent money from Y"
    company = _governed(parsed, later, {"with"})
    if company is not None and not surface.adjective:
        return surface, company
    owned = surface.adjective or surface.possessive
    goal = _governed(parsed, later, GIVEN) if owned else None
    if goal is not None and goal.governor - verb.head < REACH // 4:
        return surface, goal
    aim = _aim_of(parsed, verb, later) or _inside(parsed, verb, surface)
    return (surface, aim) if aim is not None else (None, surface)


def _aim_of(parsed: Parsed, verb: Verb, later: list[Group]) -> Group | None:
    """Whom "is set to let X" and "was sent to negotiate with X" are about."""
    following = [
        one
        for one in parsed.verbs
        if verb.head < one.first <= verb.head + REACH // 4
        and (one.infinitive or one.form == "ing")
        and not one.finite
    ]
    if not following:
        return None
    return next((one for one in later if one.first > following[0].head), None)


def _agent(parsed: Parsed, verb: Verb, right: int) -> Group | None:
    """Who stands behind "by", unless a noun between has an agent of its own."""
    for group in parsed.groups:
        if not verb.head < group.first < min(right, verb.head + REACH):
            continue
        if group.governor <= verb.head or parsed.words[group.governor] != AGENT:
            continue
        between = parsed.words[verb.head + 1 : group.governor]
        if between[:1] == ["at"] and "of" in between:
            return None  # "was appalled at the killing of medics by X"
        return group
    return None


def _later(
    parsed: Parsed, verb: Verb, right: int, surface: Group | None
) -> list[Group]:
    """Groups right of a verb in its clause that are not the subject again."""
    mine = states(surface.code) if surface is not None else frozenset()
    return [
        group
        for group in parsed.groups
        if verb.head < group.first < right
        and not group.aside
        and not states(group.code) <= mine
    ]


def _bare(later: list[Group], verb: Verb) -> list[Group]:
    return [group for group in later if group.governor <= verb.head]


def _first(later: list[Group], verb: Verb) -> Group:
    """Whom the verb reaches: a bare object first, else behind a preposition."""
    bare = _bare(later, verb)
    whole = [group for group in bare if not group.adjective]
    return (whole or bare or later)[0]


def _governed(
    parsed: Parsed, groups: list[Group], prepositions: frozenset[str] | set[str]
) -> Group | None:
    """The first of some groups behind one of some prepositions."""
    for group in groups:
        if group.governor >= 0 and parsed.words[group.governor] in prepositions:
            return group
    return None


def _aimed(parsed: Parsed, groups: list[Group]) -> Group | None:
    """The first group at which something is aimed, else the first that is bare."""
    return _governed(parsed, groups, AIMED) or next(iter(groups), None)


def _inside(parsed: Parsed, verb: Verb, surface: Group) -> Group | None:
    """The other one before the verb: "a raid by X on Y", "X's offer to help Y"."""
    governor = parsed.words[surface.governor] if surface.governor >= 0 else ""
    if governor not in {"by", "of", "from"} and not surface.possessive:
        return None
    aims = [
        one.head
        for one in parsed.verbs
        if one.infinitive and surface.last <= one.first < verb.first
    ]
    for group in parsed.groups:
        if not surface.last <= group.first < verb.first:
            continue
        aimed = group.governor >= surface.last and (
            parsed.words[group.governor] in AIMED
        )
        if aimed or any(at < group.first for at in aims):
            return group
    return None


def _favour(parsed: Parsed, verb: Verb, later: list[Group]) -> Group | None:
    """Who gives it in "enjoys the support of X", "found a defender in X"."""
    if parsed.words[verb.head] not in HAVING:
        return None
    giver = _governed(parsed, later, {"of", "from", "in"})
    if giver is None:
        return None
    noun = parsed.words[verb.head + 1 : giver.governor]
    return giver if FAVOURS & set(noun) else None


def _hand(parsed: Parsed, later: list[Group]) -> Group | None:
    """Who does it in "at the hands of X"."""
    for group in later:
        at = group.governor
        if at >= 3 and parsed.words[at - 3 : at + 1] == ["at", "the", "hands", "of"]:
            return group
    return None
