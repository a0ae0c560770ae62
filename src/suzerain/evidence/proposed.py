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
    """Give a claim whose clause names nobody else the one that is most likely meant.

    What a frame has filled stays; the sides of a learned claim are chosen anew.

    Args:
        draft: A claim that names at least one side.
        context: Its sentence.
        focus: Whom the document is about.
    """
    relation = relations().get(draft.relation)
    learned = LEARNED in draft.notes
    if relation is None or not (draft.subject or draft.object):
        return draft
    alone = draft.object or not draft.subject or relation.alone
    if alone and not learned:
        return draft
    equals = relation.symmetric or relation.name in BETWEEN
    if equals and len(states(draft.subject)) > 1:
        return draft
    choices = find_choices(draft, context, focus, turn=learned)
    if not choices:
        return draft
    chosen = best(choices)
    notes = draft.notes
    if chosen.object and chosen.object not in {draft.subject, draft.object}:
        notes = (*notes, "object inferred")
    if chosen.subject not in {draft.subject, draft.object}:
        notes = (*notes, "subject inferred")
    if (chosen.subject, chosen.object) == (draft.subject, draft.object):
        return draft
    return replace(draft, subject=chosen.subject, object=chosen.object, notes=notes)


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
    subject = doer.code if doer is not None else ""
    object_ = other.code if other is not None else ""
    frame = _frame_of(found.relation)
    used = [clause.verb.first, clause.verb.head, *_tokens(doer), *_tokens(other)]
    return Draft(
        trigger=Trigger(frame, clause.verb.head, clause.verb.head + 1),
        relation=found.relation,
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
