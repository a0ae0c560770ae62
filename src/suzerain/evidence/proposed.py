"""Claims of clauses that no frame knows: a learned class, for a reviewer to judge."""

from __future__ import annotations

from collections.abc import Sequence

from suzerain.evidence.clauses import Clause, find_clauses, unread
from suzerain.evidence.context import Context
from suzerain.evidence.draft_goods import Draft
from suzerain.evidence.event_features import features
from suzerain.evidence.events import decide
from suzerain.evidence.fill import states
from suzerain.evidence.frames import Frame, Trigger
from suzerain.evidence.parsed import Group

LEARNED = "learned"


def propose(
    context: Context, taken: Sequence[tuple[int, int]], topic: str
) -> list[Draft]:
    """Propose a claim for each clause from which no frame made one.

    Args:
        context: The sentence.
        taken: Token ranges that say the claims made by frames.
        topic: The actor that the document is most about, for clauses that leave out
            to whom something is done.

    Returns:
        Drafts with the note `learned`.
    """
    clauses = unread(find_clauses(context), taken)
    return [draft for clause in clauses if (draft := _draft(context, clause, topic))]


def _draft(context: Context, clause: Clause, topic: str) -> Draft | None:
    doer, other = clause.doer, clause.other
    marked = doer or other
    if marked is None:
        return None
    target = (other.first, other.last) if other is not None else None
    event = decide(
        features(
            context.parsed,
            (marked.first, marked.last),
            target if doer is not None else None,
            context=context,
        )
    )
    subject = doer.code if doer is not None else ""
    object_ = other.code if other is not None else ""
    notes = [LEARNED]
    if not object_ and topic and not states(topic) & states(subject):
        object_ = topic
        notes.append("object inferred")
    frame = Frame(
        row=-1, pos="verb", relation=event.name, subject=(), object=(), good="",
        negative=False, kind="", note="", slots=(), weight=0,
    )  # fmt: skip
    used = [clause.verb.first, clause.verb.head, *_tokens(doer), *_tokens(other)]
    return Draft(
        trigger=Trigger(frame, clause.verb.head, clause.verb.head + 1),
        relation=event.name,
        subject=subject,
        object=object_,
        first=min(used),
        last=max(used),
        notes=tuple(notes),
    )


def _tokens(group: Group | None) -> list[int]:
    return [group.first, group.last - 1] if group is not None else []
