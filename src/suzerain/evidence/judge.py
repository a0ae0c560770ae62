"""What sort of claim a filled frame makes, if any."""

from __future__ import annotations

from dataclasses import replace

from suzerain.evidence.actor_codes import states
from suzerain.evidence.draft_goods import Draft
from suzerain.evidence.learned_polarity import LIFTING
from suzerain.evidence.modality import Modality
from suzerain.evidence.negation import never_came, taken_away
from suzerain.evidence.parsed import Parsed, Verb, join_codes
from suzerain.evidence.relations import relations
from suzerain.evidence.vocabulary import verb_forms, word_set

OBJECT_WITHIN = 6  # tokens between a verb and its object
APPLYING = LIFTING | frozenset(
    form for base in word_set("applying") for form in verb_forms(base)
)
ANEW = frozenset(["a", "an", "any", "no"])  # "a Turkish attack" is told, not known
SELF_STANDING = frozenset({"RESERVED", "FEIGNS_IGNORANCE", "DENIES", "NEEDS"})


def is_given(draft: Draft, parsed: Parsed) -> bool:
    """Whether a noun only mentions a tie that is taken as known ("their pact").

    Args:
        draft: The filled frame.
        parsed: Its sentence.
    """
    frame = draft.trigger.frame
    if frame.pos != "noun" or relations()[draft.relation].group not in {"tie", "act"}:
        return False
    lead = _verb_before(parsed, draft.trigger.first)
    if never_came(parsed, draft.trigger.first, draft.trigger.last) or (
        (lead is not None and parsed.words[lead.head] in APPLYING)
        or taken_away(parsed, draft.trigger.first)
    ):
        return False
    for at in range(draft.trigger.first - 1, max(draft.trigger.first - 6, -1), -1):
        word = parsed.words[at]
        if word in {"the", "this", "these", "their", "its", "his", "such", "'s"}:
            return True
        group = parsed.group_at[at]
        if group is not None:
            return parsed.words[max(group.first - 1, 0)] not in ANEW
        if word in {"a", "an", "no", "any"} or parsed.verb_at[at] is not None:
            return False
    return False


def _verb_before(parsed: Parsed, at: int) -> Verb | None:
    """The verb that a noun is the object of."""
    for before in range(at - 1, max(at - OBJECT_WITHIN, -1), -1):
        if parsed.verb_at[before] is not None:
            return parsed.verb_at[before]
        if parsed.words[before] in {",", ";", ":", "of", "under", "by"}:
            return None
    return None


def normalised(draft: Draft) -> Draft | None:
    """Write codes as the relation wants them; None when it relates nobody.

    Args:
        draft: A filled frame.
    """
    relation = relations().get(draft.relation)
    if relation is None:
        return None
    subject, object_ = draft.subject, draft.object
    if _stands_alone(draft):
        object_ = ""
        draft = replace(
            draft, notes=tuple(one for one in draft.notes if one != "object inferred")
        )
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
    both_sides = states(subject)
    anonymous = relation.name in {"SANCTION", "PACT_TERMS"}
    if not 0 < len(both_sides) <= 6 and not anonymous:
        return None
    if relation.symmetric and not object_ and len(both_sides) < 2:
        return None
    same = subject == draft.subject and object_ == draft.object
    return draft if same else replace(draft, subject=subject, object=object_)


def _stands_alone(draft: Draft) -> bool:
    """Whether a claim has no object of its own.

    Silence and need have one only where the clause names it, and who denies a thing is
    a part of what is spoken of.
    """
    if draft.relation in SELF_STANDING and "object inferred" in draft.notes:
        return True
    return draft.relation == "DENIES" and bool(
        states(draft.subject) & states(draft.object)
    )


def kind_of(draft: Draft, modality: Modality, *, past: bool, speaker: str) -> str:  # noqa: PLR0911
    """Say what sort of claim it is.

    Args:
        draft: The filled frame.
        modality: How it is put.
        past: Whether the clause speaks of a time long gone.
        speaker: Who says it, or empty.
    """
    relation = relations()[draft.relation]
    own = bool(speaker) and states(speaker) <= states(draft.subject)
    about_self = (
        relation.group in {"knowledge", "power"} or draft.relation == "VIOLATES_LAW"
    )
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
