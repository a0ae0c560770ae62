"""Which actor is meant where a clause leaves a side of its claim open: learned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import repeat

from suzerain.evidence.context import Context
from suzerain.evidence.draft_goods import Draft
from suzerain.evidence.focus import Focus
from suzerain.evidence.side_features import OBJECT, SUBJECT, Scene
from suzerain.evidence.vocabulary import read_vocabulary


@dataclass(slots=True)  # not frozen: made by the thousand, and that takes its time
class Choice:
    """One way to fill the two sides of a claim.

    Args:
        subject: Code of who does it.
        object: Code of whom it is done to, or empty.
        features: What speaks for it and against it.
    """

    subject: str
    object: str
    features: Sequence[str]


@cache
def choice_weights() -> dict[str, float]:
    """Weights of the features, as trained."""
    rows = read_vocabulary("counterpart_weights.csv")
    return {row["feature"]: float(row["weight"]) for row in rows}


def best(choices: Sequence[Choice]) -> Choice:
    """The choice with the greatest weight, the first of equals.

    Args:
        choices: At least one.
    """
    weight_of = choice_weights().get
    return max(choices, key=lambda one: sum(map(weight_of, one.features, repeat(0.0))))


def find_choices(
    draft: Draft, context: Context, focus: Focus, *, turn: bool
) -> list[Choice]:
    """List the ways to fill the side that a claim leaves open, or to turn a claim.

    Args:
        draft: A claim that names at least one side.
        context: Its sentence.
        focus: Whom the document is about.
        turn: Whether the side that is named may be the other one.
    """
    scene = Scene(draft, context, focus)
    leads = bool(draft.subject) or scene.symmetric
    known = draft.subject or draft.object
    both = bool(draft.subject and draft.object)
    others = [draft.object] if both else scene.candidates(known)
    fixed = scene.symmetric or scene.undergone
    slots = (leads,) if fixed or not turn else (leads, not leads)
    found = []
    for first in slots:
        own = scene.side(SUBJECT if first else OBJECT, known) if turn else []
        for code in others:
            if not code and not (first and scene.may_stay_alone(known)):
                continue
            sides = (known, code) if first else (code, known)
            names = [*own, *scene.side(OBJECT if first else SUBJECT, code)]
            found.append(Choice(*sides, names + scene.pair(*sides)))
    return found
