"""Whose share it is, and who provides it."""

from __future__ import annotations

from suzerain.evidence.context import Context
from suzerain.evidence.parsed import Group, Parsed, Verb
from suzerain.evidence.subjects import subject_of
from suzerain.evidence.vocabulary import verb_forms, word_set

BEFORE_WHOSE = frozenset(["that", "which", "the"])
CUTS = word_set("cuts")
BUYERS = word_set("buyers")
DEMAND = frozenset(["demand", "needs", "consumption", "requirements", "appetite"])
DEMAND_WITHIN = 4
NOUN_WITHIN = 5
TOLD_WITHIN = 12
COMES = (["comes"], ["come"], ["came"], ["flows"], ["flowed"], ["originates"])
PURCHASE = frozenset(
    form for base in word_set("purchases") for form in verb_forms(base)
)


def whose(parsed: Parsed, base: int) -> Group | None:
    """Who stands in "everything that X imports", "what X buys", "the oil X burns"."""
    for group in parsed.groups:
        if not base < group.first <= base + 4 or group.last >= len(parsed.words):
            continue
        between = set(parsed.words[base + 1 : group.first])
        if between <= BEFORE_WHOSE and parsed.verb_at[group.last] is not None:
            return group
    return None


def actors_of(group: Group) -> list[str]:
    """Name the states and bodies of a group, without its persons."""
    return [part.split("/")[0] for part in group.code.split("+")]


def source_of(parsed: Parsed, window: list[Group], at: int) -> Group | None:
    """Who stands in "From X comes half of the oil"."""
    for group in window:
        opens = 0 <= group.governor <= 1 and parsed.words[group.governor] == "from"
        if opens and parsed.words[group.last : group.last + 1] in COMES and (
            group.last < at
        ):  # fmt: skip
            return group
    return None


def sent_from(
    context: Context, window: list[Group], at: int, good: str
) -> tuple[Group | None, str]:
    """Who stands in "remittances from X make up a third of its economy", and what."""
    for group in window:
        before = [one for one in context.goods if one.last == group.governor]
        sent = before and context.parsed.words[group.governor] == "from"
        if sent and group.last < at:
            return group, before[0].good if before[0].group == "money" else good
    return None, good


def told_of(parsed: Parsed, last: int) -> Group | None:
    """Who stands in "half of its weapons are Chinese"."""
    for group in parsed.groups:
        before = parsed.words[group.first - 1 : group.first]
        linked = before in (["is"], ["are"], ["was"], ["were"])
        people = group.sort == "demonym" and not group.adjective
        if last < group.first <= last + TOLD_WITHIN and linked and people:
            return group
    return None


def not_oneself(parsed: Parsed, owner: Group, provider: Group) -> Group:
    """Of "its", which cannot be the provider's own, the other one of the sentence."""
    if owner.sort != "pronoun" or owner.code != provider.code:
        return owner
    others = {
        group.code: group
        for group in parsed.groups
        if group.sort != "pronoun"
        and group.last <= owner.first
        and not set(actors_of(group)) & set(actors_of(provider))
    }
    return next(iter(others.values())) if len(others) == 1 else owner


def buyer_noun(parsed: Parsed, at: int) -> int:
    """Token of the noun in "is the buyer of half of it", or -1."""
    for index in range(at - 2, max(at - 2 - NOUN_WITHIN, -1), -1):
        word = parsed.words[index]
        if word in BUYERS and parsed.words[index + 1] in {"of", "for"}:
            return index
        if parsed.group_at[index] is not None or parsed.verb_at[index] is not None:
            return -1
    return -1


def buyer_of(context: Context, verb: Verb | None, at: int) -> Group | None:
    """Who "buys half of it", or "is the buyer of half of it"."""
    parsed = context.parsed
    noun = buyer_noun(parsed, at)
    buys = verb is not None and parsed.words[verb.head] in PURCHASE
    if verb is None or verb.passive or verb.head > at or not (buys or noun > verb.head):
        return None
    return subject_of(context, verb)


def is_sold(
    context: Context, who: tuple[Group, Group, Verb | None], before: int
) -> bool:
    """Whether the share is of what the owner sells: the provider buys it."""
    owner, provider, verb = who
    words = context.parsed.words
    noun = buyer_noun(context.parsed, before)
    if noun >= 0 and provider.last <= noun:
        return True
    if provider.governor >= 0 and provider.first > before:
        if words[provider.governor] == "to":
            return owner.code != provider.code
        if words[provider.governor] != "by" or verb is None or not verb.passive:
            return False
        return words[verb.head] in PURCHASE
    if verb is None or verb.passive or words[verb.head] not in PURCHASE:
        return False
    return subject_of(context, verb) is provider


def owner_of(parsed: Parsed, window: list[Group], base: int, last: int) -> Group | None:
    """Whose economy, oil or trade it is."""
    words = parsed.words
    for group in window:
        if group.possessive and group is named_by(parsed, last, base):
            return group
    for group in window:
        if last < group.first <= last + 4 and DEMAND & set(_owned(parsed, group)):
            return group
    for group in window:
        between = words[group.last : base]
        close = 0 <= base - group.last <= 4 and not set(between) & CUTS
        if close and (group.adjective or group.possessive):
            return group
    found = whose(parsed, base)
    if found is not None:
        return found
    for group in window:
        if (
            group.first > base
            and group.governor >= base
            and words[group.governor] in {"of", "in"}
            and group.governor - base <= 2
        ):
            return group
    return None


def holder_of(parsed: Parsed, window: list[Group]) -> Group | None:
    """Who stands in "the Russian share of its gas"."""
    for group in window:
        held = parsed.words[group.last : group.last + 2]
        if group.adjective and held in (["share", "of"], ["part", "of"]):
            return group
    return None


def _owned(parsed: Parsed, group: Group) -> list[str]:
    """The words behind "X's": "gas demand"."""
    if not (group.adjective or group.possessive):
        return []
    return parsed.words[group.last : group.last + DEMAND_WITHIN]


def named_by(parsed: Parsed, last: int, base: int) -> Group | None:
    """Who stands right behind a share: "half of X's", if X's is what it is of."""
    for group in parsed.groups:
        opens = group.first in {last + 2, last + 3}
        if opens and parsed.words[last + 1] == "of" and group.possessive:
            owns = 0 <= base - group.last <= 4 or shared_at(parsed, group) >= 0
            return group if owns else None
    return None


def shared_at(parsed: Parsed, owner: Group) -> int:
    """Token of the "and" in "a third of X's and half of Y's", or -1."""
    at = owner.last + (parsed.words[owner.last : owner.last + 1] in (["'s"], ["'"]))
    return at if parsed.words[at : at + 1] in (["and"], [","], ["or"]) else -1


def verb_near(context: Context, at: int, base: int) -> Verb | None:
    """The verb whose subject or object holds the share."""
    verbs = context.parsed.verbs
    left = [v for v in verbs if v.head < min(at, base) and v.finite]
    if left and min(at, base) - left[-1].head <= 8:
        return left[-1]
    right = [v for v in verbs if v.first > min(at, base) and v.finite]
    return right[0] if right else (left[-1] if left else None)
