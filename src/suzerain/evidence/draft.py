"""Claims of one sentence, before they get their document and id."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from suzerain.evidence.fill import fill, states
from suzerain.evidence.frames import Trigger, find_triggers
from suzerain.evidence.goods_in_text import GoodWord
from suzerain.evidence.modality import Modality
from suzerain.evidence.parse import Parsed, join_codes
from suzerain.evidence.roles import Context
from suzerain.evidence.roles import _limit as limit_of
from suzerain.evidence.vocabulary import read_vocabulary

BY_GROUP = {
    "arms": "SUPPLIES_ARMS",
    "people": "TROOPS_IN",
    "technology": "SUPPLIES_MILTECH",
    "money": "AID",
    "energy": "SUPPLIES_ENERGY",
    "food": "SUPPLIES_FOOD",
    "market": "SUPPLIES_GOODS",
    "diplomatic": "SUPPLIES_ACCESS",
}
BY_GOOD = {
    "military_support": "AID_MILITARY",
    "military_training": "AID_MILITARY",
    "workers": "SUPPLIES_WORKERS",
    "civil_technology": "SUPPLIES_TECH",
    "semiconductors": "SUPPLIES_TECH",
    "nuclear_power": "SUPPLIES_TECH",
    "transit": "SUPPLIES_ACCESS",
    "market_access": "SUPPLIES_ACCESS",
    "sanctions_relief": "SANCTIONS_RELIEF",
    "diplomatic_cover": "DIPLOMATIC_COVER",
    "security_guarantee": "SUPPLIES_SECURITY",
    "support": "SUPPORT",
}
BOUGHT = {"energy": "BUYS_ENERGY", "arms": "BUYS_ARMS", "technology": "BUYS_ARMS",
          "food": "BUYS_GOODS", "market": "BUYS_GOODS"}  # fmt: skip
REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves"})
VAGUE_GOODS = frozenset({"support", "civil_technology", "aid", "military_support"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """One row of `relations.csv`."""

    name: str
    group: str
    kind: str
    good: str
    symmetric: bool
    person: bool


@cache
def relations() -> dict[str, Relation]:
    """All relations by name."""
    return {
        row["relation"]: Relation(
            name=row["relation"],
            group=row["class"],
            kind=row["kind"],
            good=row["good"],
            symmetric=row["symmetric"] == "yes",
            person=row["person"] == "yes",
        )
        for row in read_vocabulary("relations.csv")
    }


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


def supply_relation(good: str, group: str, *, buying: bool = False) -> str:
    """Name the relation by which a good of some group moves.

    Examples:
        >>> supply_relation("oil", "energy"), supply_relation("oil", "energy", buying=True)
        ('SUPPLIES_ENERGY', 'BUYS_ENERGY')
    """
    if buying:
        return BOUGHT.get(group, "")
    return BY_GOOD.get(good) or BY_GROUP[group]


def draft_claims(context: Context) -> list[Draft]:
    """Fill every frame that matches a sentence.

    Args:
        context: The sentence and what went before.
    """
    made: list[Draft] = []
    triggers = find_triggers(context.parsed)
    phrases = [t for t in triggers if t.frame.pos == "phrase" and t.frame.weight > 2]
    for trigger in triggers:
        covered = any(
            one is not trigger and one.first <= trigger.first < one.last
            and trigger.frame.pos != "noun"
            for one in phrases
        )  # fmt: skip
        after = context.parsed.words[trigger.last : trigger.last + 1]
        own = trigger.frame.pos == "verb" and bool(REFLEXIVE & set(after))
        if not covered and not own:
            for one in _from_trigger(context, trigger):
                made.append(one)
                relation = relations().get(one.relation)
                if relation is not None and relation.group == "transfer":
                    context.last["transfer"] = (one.subject, one.object)
                    made.extend(_in_return(context, one))
                both = states(one.subject) | states(one.object)
                if one.relation == "PACT" and len(both) == 2:
                    context.pact = "+".join(sorted(both))
    return [part for one in _best(made) for part in _each_member(one)]


def _in_return(context: Context, draft: Draft) -> Iterator[Draft]:
    """What the taker gives "in exchange for" it."""
    words = context.parsed.words
    for at in range(len(words) - 2):
        if words[at] not in {"exchange", "return"} or words[at + 1] != "for":
            continue
        if not (draft.trigger.last <= at <= draft.trigger.last + 24 or at < draft.first):
            continue
        for one in context.goods:
            near = at + 2 <= one.first < at + 14
            if near and "," not in words[at:one.first] and one.first not in {draft.good_at}:
                relation = supply_relation(one.good, one.group)
                yield replace(
                    draft, relation=relation, subject=draft.object, object=draft.subject,
                    good=one.good, good_at=one.first, first=min(draft.first, at),
                    last=max(draft.last, one.last - 1),
                    notes=(*draft.notes, "in return"),
                )  # fmt: skip


def _each_member(draft: Draft) -> Iterator[Draft]:
    """Ties of "both" are ties of each."""
    relation = relations().get(draft.relation)
    if relation is None or relation.group not in {"transfer", "dependence", "share"}:
        yield draft
        return
    if "mutual" in draft.notes:
        members = sorted(states(draft.subject))
        for one in members:
            for other in members:
                if one != other:
                    yield replace(draft, subject=one, object=other)
        return
    for subject in draft.subject.split("+") or [""]:
        for object_ in draft.object.split("+"):
            yield replace(draft, subject=subject, object=object_)


def _from_trigger(context: Context, trigger: Trigger) -> Iterator[Draft]:
    frame = trigger.frame
    found = list(_goods(context, trigger))
    spec = frame.good
    if spec == "!" and not found:
        return
    if spec.startswith("@") and spec != "@pact":
        found = [one for one in found if one.group == spec[1:]]
        if not found:
            return
    subject, subject_group = fill(context, trigger, frame.subject, relation=frame.relation)
    if not subject and "-" not in frame.subject:
        object_, object_group = fill(context, trigger, frame.object)
        if not object_:
            return
        subject, subject_group = fill(
            context, trigger, frame.subject, counterpart=object_, relation=frame.relation
        )
        if not subject:
            return
    else:
        object_, object_group = fill(context, trigger, frame.object, counterpart=subject)
        if not object_ and "-" not in frame.object:
            return
    used = [trigger.first, trigger.last - 1]
    notes = [frame.note] if frame.note else []
    for group in (subject_group, object_group):
        if group is not None:
            used += [group.first, group.last - 1]
    if object_ and object_group is None and frame.object != ("-",):
        notes.append("object inferred")
    if subject and subject_group is None:
        notes.append("subject inferred")
    base = Draft(
        trigger=trigger,
        relation=frame.relation,
        subject=subject,
        object=object_,
        first=min(used),
        last=max(used),
        notes=tuple(notes),
    )
    for made in _with_goods(base, spec, found):
        yield _own_provider(context, made)


def _own_provider(context: Context, draft: Draft) -> Draft:
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
        return draft if draft.object and _from(context, draft) else replace(draft, object="")
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


def _with_goods(base: Draft, spec: str, found: list[GoodWord]) -> Iterator[Draft]:
    """One draft for each good; the relation follows from the good where it must."""
    if not spec or spec == "@pact":
        yield base
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


def _one_good(base: Draft, word: GoodWord) -> Iterator[Draft]:
    made = _named(base, word.good, word)
    if made.relation:
        yield replace(
            made, first=min(made.first, word.first), last=max(made.last, word.last - 1)
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


def _goods(context: Context, trigger: Trigger) -> Iterator[GoodWord]:
    """Goods in the reach of a frame: to its right, else in the phrase before it."""
    if not trigger.frame.good or trigger.frame.good == "@pact":
        return
    parsed = context.parsed
    limit = limit_of(parsed, trigger)
    stop = _exchange_at(parsed, trigger.last, limit)
    inside = [
        one for one in context.goods if trigger.first <= one.first < stop
        and not _behind_other_verb(parsed, trigger, one)
    ]  # fmt: skip
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
        own = [one for one in inside if one.first < trigger.last + 6]
        yield from (near or own)


def _behind_other_verb(parsed: Parsed, trigger: Trigger, one: GoodWord) -> bool:
    """Whether another verb stands between a frame and a good."""
    for at in range(trigger.last, one.first):
        verb = parsed.verb_at[at]
        if verb is not None and verb.head == at and (verb.infinitive or verb.form == "ing"):
            return True
    return False


def _exchange_at(parsed: Parsed, first: int, last: int) -> int:
    words = parsed.words
    for at in range(first, last):
        if words[at] in {"exchange", "return"} and words[at + 1 : at + 2] == ["for"]:
            return at
    return last


def _best(drafts: list[Draft]) -> list[Draft]:
    """Keep, of drafts on the same words and relation, the one that says most."""
    kept: dict[tuple[str, str, int], Draft] = {}
    for one in drafts:
        key = (one.relation, one.good, one.trigger.first)
        known = kept.get(key)
        if known is None or _worth(one) > _worth(known):
            kept[key] = one
    return list(kept.values())


def _worth(one: Draft) -> tuple[int, int, int]:
    return (one.trigger.frame.weight, bool(one.object), -len(one.notes))


def is_given(draft: Draft, parsed: Parsed) -> bool:
    """Whether a noun only mentions a tie that is taken as known ("their pact").

    Args:
        draft: The filled frame.
        parsed: Its sentence.
    """
    frame = draft.trigger.frame
    if frame.pos != "noun" or relations()[draft.relation].group not in {"tie", "act"}:
        return False
    for at in range(draft.trigger.first - 1, max(draft.trigger.first - 6, -1), -1):
        word = parsed.words[at]
        if word in {"the", "this", "these", "their", "its", "his", "such", "'s"}:
            return True
        group = parsed.group_at[at]
        if group is not None:
            return True
        if word in {"a", "an", "no", "any"} or parsed.verb_at[at] is not None:
            return False
    return False


def normalised(draft: Draft) -> Draft | None:
    """Write codes as the relation wants them; None when it relates nobody.

    Args:
        draft: A filled frame.
    """
    relation = relations().get(draft.relation)
    if relation is None:
        return None
    subject, object_ = draft.subject, draft.object
    if not relation.person:
        subject = join_codes([p.split("/")[0] for p in subject.split("+")])
        object_ = join_codes([p.split("/")[0] for p in object_.split("+")])
    if relation.symmetric:
        both = states(subject) | states(object_)
        one_sided = relation.name in {"AGREE", "COOPERATE", "AT_WAR_WITH"}
        if len(both) < 2 and not one_sided:
            return None
        if states(subject) & states(object_):
            subject, object_ = "+".join(sorted(both)), ""
    elif states(subject) & states(object_):
        return None
    if len(both_sides := states(subject)) > 6 or not both_sides:
        if relation.name not in {"SANCTION", "PACT_TERMS"}:
            return None
    if relation.symmetric and not object_ and len(both_sides) < 2:
        return None
    return replace(draft, subject=subject, object=object_)


def kind_of(
    draft: Draft, modality: Modality, *, past: bool, speaker: str
) -> str:
    """Say what sort of claim it is.

    Args:
        draft: The filled frame.
        modality: How it is put.
        past: Whether the clause speaks of a time long gone.
        speaker: Who says it, or empty.
    """
    relation = relations()[draft.relation]
    own = bool(speaker) and states(speaker) <= states(draft.subject)
    about_self = relation.group in {"knowledge", "power"} or draft.relation == "VIOLATES_LAW"
    if about_self and modality.negative and own and draft.relation != "ENDORSES":
        return "denial"
    if modality.denied:
        return "denial"
    if modality.question or modality.perfect:
        return "hypothesis"
    if modality.future and relation.group in {"power", "knowledge"}:
        return "hypothesis"
    fixed = draft.trigger.frame.pos == "noun" and relation.group == "tie"
    if modality.future and not fixed and relation.group not in {"stance", "share"}:
        return "forecast"
    if modality.doubted:
        return "forecast" if relation.group == "transfer" else "hypothesis"
    if relation.group in {"knowledge", "power"} and modality.certainty == "hedged":
        return "hypothesis"
    if draft.trigger.frame.kind:
        return draft.trigger.frame.kind if not past else "history"
    if past and relation.kind in {"event", "tie"}:
        return "history"
    return relation.kind
