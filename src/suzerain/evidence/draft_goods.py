"""Which goods a filled frame moves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from suzerain.evidence.actor_codes import states
from suzerain.evidence.context import Context
from suzerain.evidence.frames import Trigger
from suzerain.evidence.goods_in_text import GoodWord
from suzerain.evidence.parsed import Parsed
from suzerain.evidence.relations import BY_GOOD, supply_relation
from suzerain.evidence.roles import limit_of
from suzerain.evidence.vocabulary import verb_forms

MADE = {
    "drones": "drone_technology",
    "missiles": "missile_technology",
    "nuclear_power": "nuclear_technology",
}
MADE_WITHIN = 10
VAGUE_GOODS = frozenset({"support", "civil_technology", "aid", "military_support"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A claim as a frame states it.

    Args:
        trigger: The frame and its place.
        relation: Relation of `relations.csv`.
        subject: Code.
        object: Code, or empty.
        good: Good, or empty.
        first: First token used.
        last: Last token used.
        notes: Flags.
        good_at: Token of the good, or -1.
    """

    trigger: Trigger
    relation: str
    subject: str
    object: str
    good: str = ""
    first: int = 0
    last: int = 0
    notes: tuple[str, ...] = ()
    good_at: int = -1


def own_provider(context: Context, draft: Draft) -> Draft:
    """Of "needs Indian markets and Russian oil", each good its own provider."""
    if draft.good_at < 1 or draft.relation not in {
        "NEEDS", "BUYS_ENERGY", "BUYS_GOODS", "BUYS_ARMS"
    }:  # fmt: skip
        return draft
    for back in (1, 2):
        group = context.parsed.group_at[draft.good_at - back]
        if group is not None and group.adjective:
            if not states(group.code) & states(draft.subject):
                return replace(draft, object=group.code)
            return draft
    if draft.relation == "NEEDS":
        return (
            draft
            if draft.object and _from(context, draft)
            else replace(draft, object="")
        )
    return draft


def _from(context: Context, draft: Draft) -> bool:
    """Whether the provider of a need stands after "from", or owns the good."""
    for group in context.parsed.groups:
        if group.code != draft.object:
            continue
        if group.governor >= 0 and context.parsed.words[group.governor] == "from":
            return True
        if group.possessive and 0 <= draft.good_at - group.last <= 3:
            return True
    return False


def with_goods(base: Draft, spec: str, found: list[GoodWord]) -> Iterator[Draft]:
    """One draft for each good; the relation follows from the good where it must."""
    if not spec or spec == "@pact":
        yield base
        return
    if spec[0] == "^":
        yield from _of_what_is_made(base, spec[1:], found)
        return
    if spec[0] not in "!?@" and not spec.endswith("?"):
        yield _named(base, spec, None)
        return
    if not found:
        if spec == "?":
            yield _named(base, "", None)
        elif spec.endswith("?"):
            yield _named(base, spec[:-1], None)
        return
    sharp = [one for one in found if one.good not in VAGUE_GOODS]
    for one in {word.good: word for word in reversed(sharp or found)}.values():
        yield from _one_good(base, one)


def _of_what_is_made(base: Draft, good: str, found: list[GoodWord]) -> Iterator[Draft]:
    """A works for drones gives the skill to make them; one for arms says no more."""
    from suzerain.core.codes import goods

    for word in found:
        made = MADE.get(word.good, word.good)
        if goods()[made].group == "technology":
            yield from _one_good(base, replace(word, good=made))
            return
    if not any(word.group == "arms" for word in found):
        yield _named(base, good, None)


def _one_good(base: Draft, word: GoodWord) -> Iterator[Draft]:
    made = _named(base, word.good, word)
    if made.relation:
        yield replace(
            made,
            first=min(made.first, word.first),
            last=max(made.last, word.last - 1),
            notes=(*made.notes, "good inferred") if word.inferred else made.notes,
        )


def _named(base: Draft, good: str, word: GoodWord | None) -> Draft:
    from suzerain.core.codes import goods

    relation = base.relation
    group = goods()[good].group if good else ""
    if relation == "TROOPS_IN" and good in BY_GOOD:
        relation = BY_GOOD[good]
    if relation in {"SUPPLIES", "BUYS"}:
        relation = (
            supply_relation(good, group, buying=relation == "BUYS")
            if good
            else ("SUPPORT" if relation == "SUPPLIES" else "")
        )
    elif relation == "AID" and group not in {"money", "", "food"}:
        relation = supply_relation(good, group)
    return replace(
        base, relation=relation, good=good, good_at=word.first if word else -1
    )


def goods_near(context: Context, trigger: Trigger) -> Iterator[GoodWord]:
    """Goods in the reach of a frame: to its right, else in the phrase before it."""
    if not trigger.frame.good or trigger.frame.good == "@pact":
        return
    parsed = context.parsed
    if trigger.frame.good == "<":
        left, _right = parsed.clause(trigger.first)
        yield from (w for w in context.goods if left <= w.first < trigger.first)
        return
    if trigger.frame.good[0] == "^":
        last = exchange_at(parsed, trigger, trigger.last + MADE_WITHIN)
        yield from (w for w in context.goods if trigger.first <= w.first < last)
        return
    limit = limit_of(parsed, trigger)
    stop = exchange_at(parsed, trigger, limit, context.goods)
    least = trigger.last if trigger.frame.pos == "verb" else trigger.first
    inside = [
        one for one in context.goods if least <= one.first < stop
        and not _behind_other_verb(parsed, trigger, one)
    ]  # fmt: skip
    inside = _without_purpose(parsed, inside)
    if parsed.words[trigger.first] in SELLING:
        inside = [  # fighters that are sold fly
            replace(one, good="aircraft") if one.good == "troops" else one
            for one in inside
        ]
    if not inside and trigger.frame.pos == "verb":
        inside = _counted_them(context, trigger, stop)
    verb = parsed.verb_at[trigger.first]
    passive = verb is not None and verb.passive
    if trigger.frame.pos == "verb" and not passive and trigger.frame.good != "@people":
        yield from inside
        return
    left, _right = parsed.clause(trigger.first)
    reach = trigger.first - (16 if passive or trigger.frame.good == "@people" else 4)
    before = [
        one for one in context.goods if max(left, reach) <= one.first < trigger.first
    ]
    if trigger.frame.pos == "verb":
        yield from (before or inside)
    else:
        near = [one for one in before if trigger.first - one.last <= 2]
        if parsed.words[trigger.last : trigger.last + 1] in (["it"], ["them"]):
            return  # "are short of it": not what stands before
        own = [one for one in inside if one.first < trigger.last + 6]
        yield from (near or own)


def _without_purpose(parsed: Parsed, goods: list[GoodWord]) -> list[GoodWord]:
    """Goods up to the one that only says what for or where: "money for a port"."""
    kept: list[GoodWord] = []
    for one in goods:
        between = parsed.words[kept[-1].last : one.first] if kept else []
        if PURPOSE & set(between):
            break
        kept.append(one)
    return kept


def _counted_them(context: Context, trigger: Trigger, stop: int) -> list[GoodWord]:
    """Of "100 of them", the good that the sentence named last."""
    words = context.parsed.words
    for at in range(trigger.last, min(stop, len(words) - 1)):
        if words[at] == "of" and words[at + 1] == "them":
            named = [one for one in context.goods if one.last <= trigger.first]
            return named[-1:]
    return []


def _behind_other_verb(parsed: Parsed, trigger: Trigger, one: GoodWord) -> bool:
    """Whether another verb stands between a frame and a good."""
    for at in range(trigger.last, one.first):
        verb = parsed.verb_at[at]
        if (
            verb is not None
            and verb.head == at
            and (verb.infinitive or verb.form == "ing")
        ):
            return True
    return False


BARTERING = frozenset(
    form
    for base in ("swap", "exchange", "trade", "barter", "pay")
    for form in verb_forms(base)
)


def _forms(*bases: str) -> frozenset[str]:
    return frozenset(form for base in bases for form in verb_forms(base))


SELLING = _forms("sell", "buy", "purchase", "lease")
HANDING = _forms(
    "supply", "ship", "deliver", "send", "export", "provide", "transfer", "hand", "give"
)
RETURNED = frozenset(["exchange", "return", "payment"])
PRICES = frozenset(["money", "energy", "food", "minerals"])
PRICE_WITHIN = 3
PURPOSE = frozenset(["for", "near", "against", "during", "under", "until", "despite"])


def exchange_at(
    parsed: Parsed,
    trigger: Trigger,
    limit: int,
    goods: tuple[GoodWord, ...] = (),
) -> int:
    """Where what is got in return begins: "in exchange for B", "swaps A for B".

    Args:
        parsed: The sentence.
        trigger: The frame that gives A.
        limit: Where its arguments end; the answer when nothing is returned.
        goods: Goods of the sentence: what is sold "for" one of them has its price.
    """
    words = parsed.words
    barters = trigger.frame.pos == "verb" and words[trigger.first] in BARTERING
    for at in range(trigger.last, min(limit, len(words) - 1)):
        word = words[at]
        if word in RETURNED and words[at + 1] == "for":
            return at
        if word == "for" and (barters or _paid(parsed, trigger, at, goods)):
            return at
    return limit


def _paid(
    parsed: Parsed, trigger: Trigger, at: int, goods: tuple[GoodWord, ...]
) -> bool:
    """Whether "for" names a price: "sold it to B for gold"."""
    word = parsed.words[trigger.first]
    priced = PRICES if word in SELLING else {"money"} if word in HANDING else set()
    return trigger.frame.pos == "verb" and any(
        0 < one.first - at <= PRICE_WITHIN
        and (one.good in priced or one.group in priced)
        and not set(parsed.words[at + 1 : one.first]) & {"of", "and", ","}
        for one in goods
    )
