"""Claims of one sentence, before they get their document and id."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from suzerain.evidence.actor_codes import states
from suzerain.evidence.context import Context
from suzerain.evidence.draft_goods import (
    RETURNED,
    Draft,
    exchange_at,
    goods_near,
    own_provider,
    with_goods,
)
from suzerain.evidence.fill import fill
from suzerain.evidence.frames import Trigger, find_triggers
from suzerain.evidence.goods_in_text import GoodWord
from suzerain.evidence.parsed import Group
from suzerain.evidence.relations import relations, supply_relation

ARGUMENT = frozenset(["of", "about", "behind", "in", "on", "regarding", "over"])
NAMED_TIES = frozenset(
    ["PACT", "FRIENDSHIP", "PARTNER", "DIPLOMATIC_RELATIONS", "COOPERATE"]
)
NAMED_IN_ACTS = frozenset(["SANCTION", "BORDERS", "PERMITS", "TRADE_PARTNER"])
MEANT = frozenset({"act", "stance"})
MEANING = frozenset({"THREATEN", "AGREE", "REQUEST"})
PROMISED = "promised"
MEANT_WITHIN = 6  # tokens between a verb and the act that it only names
REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves"})


def draft_claims(context: Context) -> list[Draft]:
    """Fill every frame that matches a sentence.

    Args:
        context: The sentence and what went before.
    """
    made: list[Draft] = []
    triggers = _of_the_verb(find_triggers(context.parsed))
    phrases = [
        t
        for t in triggers
        if (t.frame.pos == "phrase" or t.frame.relation == "RESERVED")
        and t.frame.weight > 2
        and t.frame.good not in {"<", "!"}
    ]
    for trigger in triggers:
        covered = bool(phrases) and any(_covers(one, trigger) for one in phrases)
        own = trigger.frame.pos == "verb" and _to_itself(context, trigger)
        if not covered and not own and not _only_meant(context, trigger, triggers):
            for one in _from_trigger(context, trigger):
                made.append(_right_war(context, one, made))
                relation = relations().get(one.relation)
                given = relation is not None and relation.group == "transfer"
                if given or PROMISED in one.notes:
                    context.last["transfer"] = (one.subject, one.object)
                    context.last[f"good {one.good}"] = (one.subject, one.object)
                    made.extend(_in_return(context, one))
                both = states(one.subject) | states(one.object)
                if one.relation == "PACT" and len(both) == 2:
                    context.pact = "+".join(sorted(both))
    kept = _best(made)
    best = _without_arguments(
        context, [one for one in kept if not _named_inside(one, kept)]
    )
    return [part for one in best for part in _each_member(one)]


def _only_meant(context: Context, trigger: Trigger, all_here: list[Trigger]) -> bool:
    """Whether an act is only threatened, asked for or agreed: "threatened to close"."""
    verb = context.parsed.verb_at[trigger.first]
    relation = relations().get(trigger.frame.relation)
    if (
        verb is None
        or not verb.infinitive
        or trigger.frame.pos != "verb"
        or relation is None
        or relation.group not in MEANT
    ):
        return False
    verb_at = context.parsed.verb_at
    return any(
        one.frame.relation in MEANING
        and one.frame.pos == "verb"
        and 0 <= verb.first - one.last <= MEANT_WITHIN
        and not any(
            verb_at[at] not in (None, verb) for at in range(one.last, verb.first)
        )
        for one in all_here
    )


def _covers(phrase: Trigger, trigger: Trigger) -> bool:
    """Whether a phrase says what the words of another frame mean inside it."""
    if phrase is trigger or not phrase.first <= trigger.first < phrase.last:
        return False
    if (phrase.first, phrase.frame.relation) == (trigger.first, trigger.frame.relation):
        return False  # two wordings of one thing: the better filled of them stays
    opens = phrase.first == trigger.first and phrase.frame.weight > trigger.frame.weight
    return trigger.frame.pos != "noun" or opens


def _of_the_verb(triggers: list[Trigger]) -> list[Trigger]:
    """Leave out frames of a bare verb where a phrasal verb stands: "back down"."""
    phrasal = {
        one.first
        for one in triggers
        if one.frame.pos == "verb"
        and one.frame.weight == 1
        and one.last > one.first + 1
    }
    if not phrasal:
        return triggers
    return [
        one
        for one in triggers
        if one.first not in phrasal
        or one.frame.pos != "verb"
        or one.frame.weight > 1
        or one.last > one.first + 1
    ]


def _without_arguments(context: Context, drafts: list[Draft]) -> list[Draft]:
    """Leave out ties that a noun only names for another frame of the clause.

    In "B knew nothing of the accord of C and D" the accord is taken as
    known, and what is said is what B knew.
    """
    return [
        one
        for one in drafts
        if not (
            _is_argument(context, one)
            and any(
                other.trigger.first != one.trigger.first
                and other.trigger.first < one.trigger.first <= other.last + 12
                and not _is_argument(context, other)
                for other in drafts
            )
        )
    ]


def _named_inside(draft: Draft, drafts: list[Draft]) -> bool:
    """Whether a noun only belongs to the words of an act: "cut off its aid"."""
    mine, known = draft.trigger, relations()
    if mine.frame.pos != "noun" or not (
        draft.relation in NAMED_IN_ACTS or known[draft.relation].group == "transfer"
    ):
        return False
    return any(
        other.trigger.first < mine.first < other.trigger.last
        and other.trigger.frame.weight > mine.frame.weight
        and known[other.relation].group == "act"
        for other in drafts
    )


def _is_argument(context: Context, draft: Draft) -> bool:
    """Whether the noun of a tie stands behind a preposition: "of the agreement"."""
    trigger = draft.trigger
    if trigger.frame.pos != "noun" or draft.relation not in NAMED_TIES:
        return False
    parsed = context.parsed
    for at in range(trigger.first - 1, max(trigger.first - 7, -1), -1):
        if parsed.words[at] in ARGUMENT:
            return True
        if parsed.verb_at[at] is not None or parsed.words[at] in {",", ";"}:
            return False
    return False


def _to_itself(context: Context, trigger: Trigger) -> bool:
    """Whether a verb falls back on its subject: "limited itself to"."""
    parsed = context.parsed
    if trigger.last >= len(parsed.words):
        return False
    after = parsed.text[parsed.starts[trigger.last] : parsed.ends[trigger.last]]
    return after.lower() in REFLEXIVE


def _right_war(context: Context, draft: Draft, before: list[Draft]) -> Draft:
    """In "A supplies B with arms for its war", the war is that of B."""
    if draft.relation != "AT_WAR_WITH":
        return draft
    at = draft.trigger.first
    near = [context.parsed.group_at[i] for i in range(max(at - 3, 0), at)]
    if not any(group is not None and group.sort == "pronoun" for group in near):
        return draft
    for one in reversed(before):
        relation = relations().get(one.relation)
        moves = relation is not None and relation.group == "transfer"
        if moves and one.subject == draft.subject and one.object != draft.object:
            return replace(draft, subject=one.object)
    return draft


def _in_return(context: Context, draft: Draft) -> Iterator[Draft]:
    """What the taker gives "in exchange for" it."""
    words = context.parsed.words
    if not context.goods:
        return
    bartered = _bartered_for(context, draft)
    for at in range(len(words) - 2):
        named = words[at] in RETURNED
        start = at + 2 if named and words[at + 1] == "for" else at + 1
        if start == at + 1 and at != bartered:
            continue
        if not (
            draft.trigger.last <= at <= draft.trigger.last + 24 or at < draft.first
        ):
            continue
        for one in context.goods:
            near = start <= one.first < at + 14
            apart = {",", "with"} & set(words[at : one.first])
            if near and not apart and one.first != draft.good_at:
                relation = supply_relation(one.good, one.group)
                bought = draft.relation.startswith("BUYS")
                payer, payee = draft.object, draft.subject
                if bought:
                    payer, payee = payee, payer
                yield replace(
                    draft, relation=relation, subject=payer, object=payee, good=one.good, good_at=one.first, first=min(draft.first, at),  # noqa: E501
                    last=max(draft.last, one.last - 1),
                    notes=(*draft.notes, "in return"),
                )  # fmt: skip


def _bartered_for(context: Context, draft: Draft) -> int:
    """Token of the "for" in "swaps A for B", or -1."""
    limit = len(context.parsed.words) - 1
    at = exchange_at(context.parsed, draft.trigger, limit, context.goods)
    return at if at < limit and context.parsed.words[at] == "for" else -1


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
    yield draft


def _from_trigger(context: Context, trigger: Trigger) -> Iterator[Draft]:  # noqa: C901, PLR0911, PLR0912
    frame = trigger.frame
    found = list(goods_near(context, trigger))
    spec = frame.good
    if spec == "!" and not found:
        return
    if spec == "<":
        yield from _as_told(context, trigger, found)
        return
    if spec.startswith("@") and spec != "@pact":
        found = [one for one in found if one.group == spec[1:]]
        if not found:
            return
    subject, subject_group = fill(
        context, trigger, frame.subject, relation=frame.relation
    )
    if not subject and "-" not in frame.subject:
        object_, object_group = fill(context, trigger, frame.object)
        if not object_:
            return
        subject, subject_group = fill(
            context,
            trigger,
            frame.subject,
            counterpart=object_,
            relation=frame.relation,
        )
        if not subject:
            return
    else:
        object_, object_group = fill(
            context, trigger, frame.object, counterpart=subject
        )
        if not object_ and "-" not in frame.object:
            return
    if object_group is not None and _own(context, object_group):
        return  # "it controls half of its own territory"
    if _of_equals(context, trigger, object_group):
        subject = "+".join(sorted({*subject.split("+"), *object_.split("+")}))
        object_, object_group = "", None
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
    for made in with_goods(base, spec, found):
        yield own_provider(context, made)


def _of_equals(context: Context, trigger: Trigger, group: Group | None) -> bool:
    """Whether two talk as equals: "A talked with B"."""
    frame = trigger.frame
    if frame.relation != "CONSULT" or frame.subject[0] != "subj" or group is None:
        return False
    governed = group.governor >= trigger.first
    return governed and context.parsed.words[group.governor] == "with"


def _as_told(
    context: Context, trigger: Trigger, found: list[GoodWord]
) -> Iterator[Draft]:
    """Of goods named again, who gives them to whom: as told last."""
    left, right = context.parsed.clause(trigger.first)
    if any(left <= group.first < right for group in context.parsed.groups):
        return  # the clause says itself who gives or takes
    for word in found:
        giver, taker = context.last.get(f"good {word.good}", ("", ""))
        if giver and taker:
            base = Draft(
                trigger=trigger, relation=trigger.frame.relation, subject=giver,
                object=taker, first=min(word.first, trigger.first),
                last=trigger.last - 1, notes=("subject inferred", "object inferred"),
            )  # fmt: skip
            yield from with_goods(base, "!", [word])


def _own(context: Context, group: Group) -> bool:
    """Whether a group is "its own", which is the subject itself."""
    after = context.parsed.words[group.last : group.last + 1]
    return group.sort == "pronoun" and group.possessive and after == ["own"]


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
