"""Claims of clauses that no frame knows: a learned class, for a reviewer to judge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from suzerain.evidence.actor_codes import states
from suzerain.evidence.clauses import Clause, find_clauses, unread
from suzerain.evidence.context import Context
from suzerain.evidence.counterpart import best, find_choices
from suzerain.evidence.draft_goods import Draft
from suzerain.evidence.focus import Focus
from suzerain.evidence.frames import Frame, Trigger
from suzerain.evidence.mention import confidence
from suzerain.evidence.parsed import Group
from suzerain.evidence.relation_guess import NOTHING, guess
from suzerain.evidence.relations import relations

LEARNED = "learned"
BY_MODEL = "read by a model"
BETWEEN = frozenset({"CONSULT"})  # "A and B met" needs nobody else
PROPOSALS = frozenset({LEARNED, BY_MODEL})
"""Notes of claims that count for nothing until a reviewer accepts them."""


def propose(
    context: Context, taken: Sequence[tuple[int, int]], focus: Focus
) -> list[Draft]:
    """Propose a claim for each clause from which no frame made one.

    Args:
        context: The sentence.
        taken: Token ranges that say the claims made by frames.
        focus: Whom the document is about.

    Returns:
        Drafts with the note `learned`.
    """
    clauses = unread(find_clauses(context), taken)
    return [draft for clause in clauses if (draft := _draft(context, clause, focus))]


def with_counterpart(draft: Draft, context: Context, focus: Focus) -> Draft:
    """Fill the side that a claim leaves open, with the one that is most likely meant.

    What a frame has found stays; the one side that the clause of a learned claim names
    may turn out to be the other one.

    Args:
        draft: A claim that names at least one side.
        context: Its sentence.
        focus: Whom the document is about.
    """
    if not is_open(draft):
        return draft
    choices = find_choices(draft, context, focus, turn=LEARNED in draft.notes)
    if not choices:
        return draft
    chosen = best(choices)
    given = {draft.subject, draft.object}
    notes = draft.notes
    if chosen.object and chosen.object not in given:
        notes = (*notes, "object inferred")
    if chosen.subject not in given:
        notes = (*notes, "subject inferred")
    return replace(draft, subject=chosen.subject, object=chosen.object, notes=notes)


def is_open(draft: Draft) -> bool:
    """Whether a claim names one side only, or may be the other way round.

    Args:
        draft: A claim.
    """
    relation = relations().get(draft.relation)
    if relation is None or not (draft.subject or draft.object):
        return False
    learned = LEARNED in draft.notes
    if draft.subject and draft.object:
        return learned and not relation.symmetric
    if not learned and relation.alone and draft.subject:
        return False
    equals = relation.symmetric or relation.name in BETWEEN
    return not (equals and len(states(draft.subject)) > 1)


def _draft(context: Context, clause: Clause, focus: Focus) -> Draft | None:
    doer, other = clause.doer, clause.other
    marked = doer or other
    if marked is None:
        return None
    target = None
    if doer is not None and other is not None:
        target = (other.first, other.last)
    found = guess(
        context.parsed,
        (marked.first, marked.last),
        target,
        (clause.left, clause.right),
        verb=clause.verb,
        alone=doer is not None
        and other is None
        and len(states(doer.code)) == 1
        and not focus.counterpart(doer.code),
    )
    least = confidence("evidence.proposal_least")
    if found.relation == NOTHING or found.probability < least:
        return None
    return draft_of(clause, found.relation)


def draft_of(clause: Clause, relation: str) -> Draft:
    """Write down what a clause states, as a claim that was learned.

    Args:
        clause: The clause.
        relation: The relation of `relations.csv`.
    """
    doer, other = clause.doer, clause.other
    subject = doer.code if doer is not None else ""
    object_ = other.code if other is not None else ""
    used = [clause.verb.first, clause.verb.head, *_tokens(doer), *_tokens(other)]
    return Draft(
        trigger=Trigger(_frame_of(relation), clause.verb.head, clause.verb.head + 1),
        relation=relation,
        subject=subject,
        object=object_,
        first=min(used),
        last=max(used),
        notes=(LEARNED,),
    )


@cache
def _frame_of(relation: str) -> Frame:
    """A frame of no words, for a relation that was guessed."""
    return Frame(
        row=-1, pos="verb", relation=relation, subject=(), object=(), good="",
        negative=False, kind="", note="", slots=(), weight=0,
    )  # fmt: skip


def _tokens(group: Group | None) -> list[int]:
    return [group.first, group.last - 1] if group is not None else []
