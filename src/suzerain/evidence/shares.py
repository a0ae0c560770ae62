"""Shares, borders, meetings and other measured claims of a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from suzerain.evidence.context import Context
from suzerain.evidence.parsed import Group, Parsed, Verb, join_codes
from suzerain.evidence.quantities import Quantity
from suzerain.evidence.subjects import subject_of
from suzerain.evidence.vocabulary import verb_forms, word_set

SHARE_WORDS = (
    ("OIL_SHARE", "oil", {"oil", "crude", "petroleum", "fuel"}),
    ("GAS_SHARE", "gas", {"gas", "lng"}),
    ("ENERGY_SHARE", "energy", {"energy", "electricity", "power", "coal"}),
    ("GRAIN_SHARE", "grain", {"grain", "wheat", "food", "rice", "maize", "cereals"}),
    ("ARMS_SHARE", "arms", {"arms", "weapons", "weaponry", "armaments", "ammunition"}),
    ("LOANS_SHARE", "loans", {"debt", "debts", "loans", "credit", "borrowing"}),
    ("ECONOMY_SHARE", "trade", {"economy", "gdp", "income", "revenue", "budget"}),
    ("TRADE_SHARE", "trade", {"trade", "commerce", "imports", "exports", "goods"}),
)  # fmt: skip
BUYING = frozenset(["exports", "export", "sales"])
FROM_WORDS = frozenset(["from", "by", "via", "through", "with", "to"])
THINGS = frozenset(
    "network pipeline pipelines field fields company sector industry infrastructure "  # noqa: SIM905
    "plant plants reserves".split()
)
LEANING = frozenset(
    [
        "depend",
        "depends",
        "depended",
        "depending",
        "rely",
        "relies",
        "relied",
        "relying",
    ]
)
CUTS = word_set("cuts")
GETTING = word_set("getting")


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A measured claim before it is written out.

    Args:
        relation: One of the measured relations.
        subject: Provider, or one side.
        object: Recipient, or the other side.
        quantity: The number.
        good: Good concerned, or empty.
        at: Token of the number.
        first: First token used.
        last: Last token used.
        notes: Flags.
    """

    relation: str
    subject: str
    object: str
    quantity: Quantity
    good: str = ""
    at: int = 0
    first: int = 0
    last: int = 0
    notes: tuple[str, ...] = ()


def find_measured(
    context: Context, quantities: tuple[Quantity, ...]
) -> Iterator[Measured]:
    """Find shares, border lengths, meetings, firsts and durations.

    Args:
        context: The sentence.
        quantities: The numbers in it.
    """
    parsed = context.parsed
    for quantity in quantities:
        at = parsed.token_at(quantity.start)
        if at >= len(parsed.words):
            continue
        last = max(parsed.token_at(quantity.end) - 1, at)
        if quantity.unit == "share":
            made = _share(context, quantity, at, last)
        elif quantity.unit in {"kilometres", "miles"}:
            made = _border(context, quantity, at, last)
        elif quantity.unit in {"meetings", "times", "visits"}:
            made = _meetings(context, quantity, at, last)
        elif quantity.unit == "year":
            made = _first(context, quantity, at, last)
        elif quantity.unit in {"years", "months", "decades"}:
            made = _duration(context, quantity, at, last)
        else:
            made = _counted(context, quantity, at, last)
        if made is not None:
            yield made


GROUP_SHARES = {
    "arms": "ARMS_SHARE",
    "energy": "ENERGY_SHARE",
    "food": "GRAIN_SHARE",
    "money": "MONEY_SHARE",
    "market": "TRADE_SHARE",
    "technology": "TRADE_SHARE",
}
BEFORE_WHOSE = frozenset(["that", "which", "the"])
WHATEVER = frozenset(["everything", "anything", "what", "whatever", "all"])
NAMED_WITHIN = 8
TOLD_WITHIN = 12


def _base_word(  # noqa: C901
    context: Context, at: int, last: int
) -> tuple[str, str, int, str]:
    """What the share is a share of: relation, good, its token, its word."""
    parsed = context.parsed
    words = parsed.words
    named = {one.first: one for one in context.goods}
    near = range(last + 1, min(last + 14, len(words)))
    behind = range(max(at - 12, 0), at)
    for span in (near, reversed(behind)):
        for index in span:
            if words[index] in {";", "."} or (index > last and words[index] in CUTS):
                break
            known = named.get(index)
            if known is not None and known.last - index > 1 and known.group == "money":
                return GROUP_SHARES["money"], known.good, index, words[index]
            for relation, good, surfaces in SHARE_WORDS:
                if words[index] in surfaces and not (
                    THINGS & set(words[index + 1 : index + 3])
                ):
                    if relation == "ENERGY_SHARE" and words[index + 1 : index + 2] == [
                        "behind"
                    ]:
                        continue
                    return relation, good, index, words[index]
            if not last < index <= last + NAMED_WITHIN:
                continue
            if known is not None and known.group in GROUP_SHARES:
                return GROUP_SHARES[known.group], known.good, index, words[index]
            if words[index] in WHATEVER and _whose(parsed, index) is not None:
                return "TRADE_SHARE", "trade", index, words[index]
    return "", "", -1, ""


def _whose(parsed: Parsed, base: int) -> Group | None:
    """Who stands in "everything that X imports", "what X buys", "the oil X burns"."""
    for group in parsed.groups:
        if not base < group.first <= base + 4 or group.last >= len(parsed.words):
            continue
        between = set(parsed.words[base + 1 : group.first])
        if between <= BEFORE_WHOSE and parsed.verb_at[group.last] is not None:
            return group
    return None


def _share(context: Context, quantity: Quantity, at: int, last: int) -> Measured | None:  # noqa: C901, PLR0912, PLR0915
    parsed = context.parsed
    relation, good, base, word = _base_word(context, at, last)
    if base < 0:
        return None
    words = parsed.words
    tail = [w for w in words[base + 1 : base + 3] if w in BUYING][:1]
    if relation in {
        "OIL_SHARE",
        "GAS_SHARE",
        "ARMS_SHARE",
        "GRAIN_SHARE",
        "ENERGY_SHARE",
    }:
        good = good or "trade"
    window = [g for g in parsed.groups if abs(g.first - at) < 30]
    owner = _owner(parsed, window, base, at)
    verb = _verb_near(context, at, base)
    provider: Group | None = None
    for group in window:
        if group is owner or group.governor < 0:
            continue
        if words[group.governor] in FROM_WORDS and group.governor > min(at, base) - 1:
            provider = group
            break
    provider = provider or _source(parsed, window, at) or _told_of(parsed, last)
    if provider is None and relation == "ECONOMY_SHARE":
        provider, good = _sent_from(context, window, at, good)
    subject = subject_of(context, verb) if verb is not None else None
    if owner is None and verb is not None and words[verb.head] in GETTING:
        owner = subject
    if verb is not None and words[verb.head] in LEANING:
        leaned = [
            g
            for g in window
            if verb.head < g.first < at and words[g.governor] in {"on", "upon"}
        ]
        if leaned and subject is not None:
            owner, provider = subject, leaned[0]
    if verb is not None and words[verb.head] in {"owe", "owes", "owed"}:
        creditors = [g for g in window if verb.head < g.first < at]
        if creditors and subject is not None:
            owner, provider = subject, creditors[0]
    if provider is None and subject is not None and subject is not owner:
        provider = subject
    if provider is None:
        lefts = [
            g for g in window if g is not owner and g.first < at and g.governor < 0
        ]
        provider = lefts[-1] if lefts else None
    if (
        owner is not None
        and provider is not None
        and owner.governor == provider.governor
        and owner.governor >= 0
    ):
        provider = None
    if owner is not None and provider is not None:
        owner = _not_oneself(parsed, owner, provider)
    if owner is None or provider is None:
        return None
    if set(_actors_of(owner)) & set(_actors_of(provider)):
        return None
    sold = (
        relation not in NEVER_SOLD
        and good != "trade"
        and _sold(context, (owner, provider, verb), min(at, base))
    )
    notes = []
    if relation == "ECONOMY_SHARE":
        notes.append("doubtful denominator")
    if sold and word not in BUYING and not tail:
        notes.append(f"share of the {good} sold")
    if word in BUYING or tail or sold:
        good = "exports"
        if relation not in {"TRADE_SHARE", "ECONOMY_SHARE"}:
            relation = "TRADE_SHARE"
    used = [at, last, base, owner.first, provider.first, provider.last - 1]
    return Measured(
        relation=relation,
        subject=join_codes(provider.codes),
        object=join_codes(owner.codes),
        quantity=quantity,
        good=good,
        at=at,
        first=min(used),
        last=max(used),
        notes=tuple(notes),
    )


def _actors_of(group: Group) -> list[str]:
    return [part.split("/")[0] for part in group.code.split("+")]


def _source(parsed: Parsed, window: list[Group], at: int) -> Group | None:
    """Who stands in "From X comes half of the oil"."""
    for group in window:
        opens = 0 <= group.governor <= 1 and parsed.words[group.governor] == "from"
        if opens and parsed.words[group.last : group.last + 1] in COMES and (
            group.last < at
        ):  # fmt: skip
            return group
    return None


def _sent_from(
    context: Context, window: list[Group], at: int, good: str
) -> tuple[Group | None, str]:
    """Who stands in "remittances from X make up a third of its economy", and what."""
    for group in window:
        before = [one for one in context.goods if one.last == group.governor]
        sent = before and context.parsed.words[group.governor] == "from"
        if sent and group.last < at:
            return group, before[0].good if before[0].group == "money" else good
    return None, good


COMES = (["comes"], ["come"], ["came"], ["flows"], ["flowed"], ["originates"])


def _told_of(parsed: Parsed, last: int) -> Group | None:
    """Who stands in "half of its weapons are Chinese"."""
    for group in parsed.groups:
        before = parsed.words[group.first - 1 : group.first]
        linked = before in (["is"], ["are"], ["was"], ["were"])
        people = group.sort == "demonym" and not group.adjective
        if last < group.first <= last + TOLD_WITHIN and linked and people:
            return group
    return None


def _not_oneself(parsed: Parsed, owner: Group, provider: Group) -> Group:
    """Of "its", which cannot be the provider's own, the other one of the sentence."""
    if owner.sort != "pronoun" or owner.code != provider.code:
        return owner
    others = {
        group.code: group
        for group in parsed.groups
        if group.sort != "pronoun"
        and group.last <= owner.first
        and not set(_actors_of(group)) & set(_actors_of(provider))
    }
    return next(iter(others.values())) if len(others) == 1 else owner


NEVER_SOLD = frozenset(["ECONOMY_SHARE", "LOANS_SHARE", "MONEY_SHARE"])
PURCHASE = frozenset(
    form
    for base in ("buy", "purchase", "take", "import", "absorb", "order")
    for form in verb_forms(base)
)


def _sold(context: Context, who: tuple[Group, Group, Verb | None], before: int) -> bool:
    """Whether the share is of what the owner sells: the provider buys it."""
    owner, provider, verb = who
    words = context.parsed.words
    if provider.governor >= 0 and provider.first > before:
        if words[provider.governor] == "to":
            return owner.code != provider.code
        if words[provider.governor] != "by" or verb is None or not verb.passive:
            return False
        return words[verb.head] in PURCHASE
    if verb is None or verb.passive or words[verb.head] not in PURCHASE:
        return False
    return subject_of(context, verb) is provider


def _owner(parsed: Parsed, window: list[Group], base: int, at: int) -> Group | None:
    """Whose economy, oil or trade it is."""
    words = parsed.words
    for group in window:
        between = words[group.last : base]
        close = 0 <= base - group.last <= 4 and not set(between) & CUTS
        if close and (group.adjective or group.possessive):
            return group
    whose = _whose(parsed, base)
    if whose is not None:
        return whose
    for group in window:
        if (
            group.first > base
            and group.governor >= base
            and words[group.governor] in {"of", "in"}
            and group.governor - base <= 2
        ):
            return group
    del at
    return None


def _verb_near(context: Context, at: int, base: int):  # type: ignore[no-untyped-def]  # noqa: ANN202
    """The verb whose subject or object holds the share."""
    verbs = context.parsed.verbs
    left = [v for v in verbs if v.head < min(at, base) and v.finite]
    if left and min(at, base) - left[-1].head <= 8:
        return left[-1]
    right = [v for v in verbs if v.first > min(at, base) and v.finite]
    return right[0] if right else (left[-1] if left else None)


def _pair(context: Context, at: int) -> tuple[str, str, int, int] | None:  # noqa: PLR0911
    """The two sides nearest to a token: subject of its verb and the other."""
    parsed = context.parsed
    left = [v for v in parsed.verbs if v.head <= at and (v.finite or v.form == "base")]
    subject = subject_of(context, left[-1]) if left else None
    whom = [
        i for i in range(max(at - 8, 0), at) if parsed.words[i] in {"whom", "which"}
    ]
    if whom and subject is not None:
        head = [g for g in parsed.groups if g.last <= whom[-1]]
        if head and head[-1].code != subject.code:
            return subject.code, head[-1].code, head[-1].first, at
    rights = [
        g
        for g in parsed.groups
        if g is not subject
        and g.governor >= 0
        and parsed.words[g.governor] in {"with", "between", "and", "to"}
        and abs(g.first - at) < 16
    ]
    for group in rights:
        if len(group.codes) > 1 or "+" in group.code:
            return join_codes(group.codes), "", group.first, group.last - 1
    if subject is not None and rights:
        if subject.code.split("/")[0] == rights[0].code.split("/")[0]:
            return None
        used = (subject.first, rights[0].last - 1)
        return subject.code, rights[0].code, min(used), max(*used, at)
    if subject is not None and (len(subject.codes) > 1 or "+" in subject.code):
        return join_codes(subject.codes), "", subject.first, at
    objects = [
        g
        for g in parsed.groups
        if g is not subject and g.governor < 0 and 0 < abs(g.first - at) < 12
    ]
    if subject is not None and objects:
        return subject.code, objects[0].code, subject.first, max(objects[0].first, at)
    return None


def _border(
    context: Context, quantity: Quantity, at: int, last: int
) -> Measured | None:
    near = context.parsed.words[max(at - 10, 0) : last + 10]
    if not {"border", "frontier", "borders", "boundary"} & set(near):
        return None
    pair = _pair(context, at)
    if pair is None:
        groups = [g for g in context.parsed.groups if g.possessive or g.governor >= 0]
        if len(groups) < 2:
            return None
        pair = (groups[0].code, groups[1].code, groups[0].first, groups[1].first)
    return _of_pair("BORDER_LENGTH", pair, quantity, at, last)


def _of_pair(
    relation: str,
    pair: tuple[str, str, int, int],
    quantity: Quantity,
    at: int,
    last: int,
) -> Measured:
    first, end = min(pair[2], at), max(pair[3], last)
    return Measured(
        relation=relation, subject=pair[0], object=pair[1], quantity=quantity,
        at=at, first=first, last=end,
    )  # fmt: skip


def _meetings(
    context: Context, quantity: Quantity, at: int, last: int
) -> Measured | None:
    near = set(context.parsed.words[max(at - 12, 0) : last + 8])
    if quantity.unit == "times" and not near & {
        "met",
        "meet",
        "meeting",
        "visited",
        "visits",
        "talks",
    }:
        return None
    pair = _pair(context, at)
    return _of_pair("MEETINGS", pair, quantity, at, last) if pair else None


def _first(context: Context, quantity: Quantity, at: int, last: int) -> Measured | None:
    parsed = context.parsed
    groups = [g for g in parsed.groups if g.first < at] or parsed.groups
    if not groups:
        return None
    subject = groups[0]
    others = [g for g in groups if g.code.split("/")[0] != subject.code.split("/")[0]]
    return Measured(
        relation="FIRST_SINCE", subject=subject.code,
        object=others[0].code if others else "", quantity=quantity, at=at,
        first=min(subject.first, at), last=last,
    )  # fmt: skip


def _duration(
    context: Context, quantity: Quantity, at: int, last: int
) -> Measured | None:
    parsed = context.parsed
    anniversary = "anniversary" in parsed.words[at : last + 2]
    near = set(parsed.words[max(at - 3, 0) : last + 6])
    if not anniversary and not near & {
        "for",
        "pact",
        "treaty",
        "lease",
        "alliance",
        "relations",
        "war",
        "deal",
        "agreement",
    }:
        return None
    pair = _pair(context, at)
    if pair is None or len({*re.split(r"[+/]", pair[0]), pair[1]}) < 2:
        if not (anniversary and context.pact):
            return None
        groups = [g for g in parsed.groups if g.first < at and len(g.codes) > 1]
        if not groups:
            return None
        pair = (join_codes(groups[0].codes), "", groups[0].first, last)
    return _of_pair("DURATION", pair, quantity, at, last)


def _counted(
    context: Context, quantity: Quantity, at: int, last: int
) -> Measured | None:
    parsed = context.parsed
    near = parsed.words[max(at - 8, 0) : last + 8]
    if not {"killed", "dead", "wounded", "casualties", "injured", "injuries", "died",
            "deaths", "kill", "kills"} & set(near):  # fmt: skip
        return None
    group = next((g for g in parsed.groups if abs(g.first - at) < 10), None)
    if group is None:
        return None
    return Measured(
        relation="CASUALTIES", subject=group.code, object="", quantity=quantity, at=at,
        first=min(group.first, at), last=max(last, group.last - 1),
    )  # fmt: skip
