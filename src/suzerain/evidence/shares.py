"""Shares and other measured claims of a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from suzerain.evidence.context import Context
from suzerain.evidence.counts import (
    border_of,
    duration_of,
    first_of,
    meetings_of,
)
from suzerain.evidence.measured import Measured
from suzerain.evidence.parsed import Group, Parsed, join_codes
from suzerain.evidence.quantities import Quantity
from suzerain.evidence.share_parties import (
    CUTS,
    actors_of,
    buyer_of,
    holder_of,
    is_sold,
    named_by,
    not_oneself,
    owner_of,
    sent_from,
    shared_at,
    source_of,
    told_of,
    verb_near,
    whose,
)
from suzerain.evidence.subjects import subject_of
from suzerain.evidence.vocabulary import verb_forms, word_set

SHARE_WORDS = (
    ("OIL_SHARE", "oil", {"oil", "crude", "petroleum", "fuel", "barrel", "barrels"}),
    ("GAS_SHARE", "gas", {"gas", "lng"}),
    ("ENERGY_SHARE", "energy", {"energy", "electricity", "power", "coal"}),
    ("GRAIN_SHARE", "grain", {"grain", "wheat", "food", "rice", "maize", "cereals"}),
    ("ARMS_SHARE", "arms", {"arms", "weapons", "weaponry", "armaments", "ammunition",
                            "arsenal", "equipment"}),
    ("LOANS_SHARE", "loans", {"debt", "debts", "loans", "credit", "borrowing"}),
    ("ECONOMY_SHARE", "trade", {"economy", "gdp", "income", "revenue"}),
    ("MONEY_SHARE", "money", {"budget", "spending"}),
    ("TRADE_SHARE", "trade", {"trade", "commerce", "imports", "exports", "goods"}),
)  # fmt: skip
BUYING = frozenset(["exports", "export", "sales"])
FROM_WORDS = frozenset(["from", "by", "via", "through", "with", "to"])
OWNING = frozenset((*verb_forms("own"), *verb_forms("control")))
TAKING = frozenset((*verb_forms("buy"), *verb_forms("import"), *verb_forms("purchase")))
RECEIVING = frozenset(
    form
    for base in ("receive", "get", "obtain", "have", "draw", "source", "win", "secure")
    for form in verb_forms(base)
)
DURATIONS = frozenset({"years", "months", "decades", "centuries"})
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
GETTING = word_set("getting")
GROUP_SHARES = {
    "arms": "ARMS_SHARE",
    "energy": "ENERGY_SHARE",
    "food": "GRAIN_SHARE",
    "money": "MONEY_SHARE",
    "market": "TRADE_SHARE",
    "technology": "TRADE_SHARE",
}
GOOD_SHARES = {"oil": "OIL_SHARE", "gas": "GAS_SHARE"}
BOUGHT = {
    "OIL_SHARE": "BUYS_ENERGY",
    "GAS_SHARE": "BUYS_ENERGY",
    "ENERGY_SHARE": "BUYS_ENERGY",
    "ARMS_SHARE": "BUYS_ARMS",
    "GRAIN_SHARE": "BUYS_GOODS",
}
WHATEVER = frozenset(["everything", "anything", "what", "whatever", "all"])
TAKINGS = frozenset(["imports", "purchases", "needs", "demand", "consumption"])
IMPORTED = (["imports"], ["purchases"], ["demand"], ["needs"], ["consumption"])
WHOLE = frozenset(["trade", "exports", "market_access", ""])
ARMED = frozenset(["military", "army", "forces", "navy", "soldiers", "troops"])
SUMS = frozenset(["TRADE_SHARE", "ECONOMY_SHARE"])
SELLING = frozenset(["sell", "sells", "sold", "ship", "ships", "shipped", "exports"])
LOADS = frozenset(["tonnes", "tons", "shiploads", "cargoes", "containers", "shipments"])
NAMED_WITHIN = 8
NEVER_SOLD = frozenset(["ECONOMY_SHARE", "LOANS_SHARE", "MONEY_SHARE"])


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
            made = _unless_owned(context, _share(context, quantity, at, last))
        elif quantity.unit in {"kilometres", "miles"}:
            made = border_of(context, quantity, at, last)
        elif quantity.unit in {"meetings", "times", "visits"}:
            made = meetings_of(context, quantity, at, last)
        elif quantity.unit == "year":
            made = first_of(context, quantity, at, last)
        elif quantity.unit in DURATIONS:
            made = duration_of(context, quantity, at, last)
        else:
            made = None
        if made is not None:
            yield made
            yield from _twin(parsed, made)


def _unless_owned(context: Context, made: Measured | None) -> Measured | None:
    """A part of a company or a mine that somebody owns is no trade."""
    if made is None or made.relation != "TRADE_SHARE":
        return made
    verbs = [verb for verb in context.parsed.verbs if verb.head < made.at]
    owned = bool(verbs) and context.parsed.words[verbs[-1].head] in OWNING
    return None if owned else made


def _twin(parsed: Parsed, made: Measured) -> Iterator[Measured]:
    """Of "all of its oil and gas", the share of the second good too."""
    if made.good == "exports":
        return
    words = parsed.words
    surfaces = {word: (one, good) for one, good, of in SHARE_WORDS for word in of}
    for at in range(made.at, len(words) - 2):
        here, there = surfaces.get(words[at]), surfaces.get(words[at + 2])
        if here is None or here[0] != made.relation:
            continue
        if there and words[at + 1] == "and" and there[0] not in {made.relation, *SUMS}:
            yield replace(
                made, relation=there[0], good=there[1], last=max(made.last, at + 2)
            )
        return


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
            cuts = words[index] in CUTS and words[index - 1] not in TAKINGS
            if words[index] in {";", "."} or (index > last and cuts):
                break
            known = named.get(index)
            if known is not None and known.last - index > 1 and known.group == "money":
                return GROUP_SHARES["money"], known.good, index, words[index]
            if 0 < index < at and words[index] in TAKINGS and _names(words[index - 1]):
                continue
            for relation, good, surfaces in SHARE_WORDS:
                if words[index] in surfaces and not (
                    THINGS & set(words[index + 1 : index + 3])
                ):
                    if words[index] == "equipment" and ARMED.isdisjoint(
                        words[index - 1 : index + 7]
                    ):
                        continue
                    if relation == "ENERGY_SHARE" and words[index + 1 : index + 2] == [
                        "behind"
                    ]:
                        continue
                    return relation, good, index, words[index]
            if not last < index <= last + NAMED_WITHIN:
                continue
            if known is not None and known.group in GROUP_SHARES:
                named_share = GOOD_SHARES.get(known.good, GROUP_SHARES[known.group])
                return named_share, known.good, index, words[index]
            loads = words[index] in LOADS and words[index + 1 : index + 2] != ["of"]
            if (words[index] in WHATEVER or loads) and whose(parsed, index) is not None:
                return "TRADE_SHARE", "trade", index, words[index]
    return "", "", -1, ""


def _names(word: str) -> bool:
    """Whether a word names a good that a share can be of."""
    return any(word in surfaces for _, _, surfaces in SHARE_WORDS)


def _selling(words: list[str], owner: Group) -> bool:
    """Whether the share is of what its owner sells: "all that X sells"."""
    return bool(SELLING & set(words[owner.last : owner.last + 1]))


def _shared(parsed: Parsed, last: int) -> int:
    """Where to look on for what "a third of X's and half of Y's" are shares of."""
    owner = named_by(parsed, last, -1)
    return shared_at(parsed, owner) if owner is not None else last


def _source(
    parsed: Parsed, window: list[Group], at: int, last: int, base: int
) -> Group | None:
    """Who stands after "from" or its like; right behind the share where one does."""
    found = [
        group
        for group in window
        if group.governor > min(at, base) - 1
        and group.governor >= 0
        and parsed.words[group.governor] in FROM_WORDS
    ]
    close = [group for group in found if group.governor == last + 1]
    return next(iter(close or found), None)


def _only_carries(parsed: Parsed, provider: Group | None) -> bool:
    """Whether goods only pass through a country."""
    governor = provider.governor if provider is not None else -1
    return governor >= 0 and parsed.words[governor] in {"via", "through"}


def _share(context: Context, quantity: Quantity, at: int, last: int) -> Measured | None:  # noqa: C901, PLR0912, PLR0915
    parsed = context.parsed
    relation, good, base, word = _base_word(context, at, _shared(parsed, last))
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
    owner = owner_of(parsed, window, base, last)
    verb = verb_near(context, at, base)
    provider = _source(parsed, [g for g in window if g is not owner], at, last, base)
    buyer = buyer_of(context, verb, at)
    gets = verb is not None and not verb.passive and words[verb.head] in RECEIVING
    if provider is None and verb is not None and (buyer is not None or gets):
        sellers = [g for g in window if verb.head < g.first < at]
        sellers = [g for g in sellers if words[g.governor] == "from"]
        provider = sellers[0] if sellers and sellers[0] is not owner else None
        if gets and provider is not None:
            owner = subject_of(context, verb) or owner
    if owner is not None and buyer is not None and not (
        set(actors_of(buyer)) & set(actors_of(owner))
    ):  # fmt: skip
        provider = buyer  # whatever way the goods take
    provider = provider or source_of(parsed, window, at) or told_of(parsed, last)
    if provider is None and relation == "ECONOMY_SHARE":
        provider, good = sent_from(context, window, at, good)
    subject = subject_of(context, verb) if verb is not None else None
    if _only_carries(parsed, provider) and subject not in (None, owner, provider):
        provider = subject
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
    held = holder_of(parsed, window)
    if held is not None and subject is not None and subject is not held:
        owner, provider = (subject if owner in (None, held) else owner), held
    if owner is not None and provider is not None:
        owner = not_oneself(parsed, owner, provider)
    if owner is None or provider is None:
        return None
    if set(actors_of(owner)) & set(actors_of(provider)):
        return None
    whole = good == "trade" and not _selling(words, owner)
    sold = (
        relation not in NEVER_SOLD
        and not whole
        and words[base + 1 : base + 2] not in IMPORTED
        and is_sold(context, (owner, provider, verb), min(at, base))
    )
    notes = []
    if relation == "ECONOMY_SHARE":
        notes.append("doubtful denominator")
    if sold and word not in BUYING and not tail:
        notes.append(f"share of the {good} sold")
    if sold and (relation in BOUGHT or good not in WHOLE):
        relation, good = BOUGHT.get(relation, "BUYS_GOODS"), "exports"
    elif word in BUYING or tail or sold:
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
