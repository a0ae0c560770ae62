"""What a review shows: its claims as cards, its page, and how far it is."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

from suzerain.app.amounts import amount_words
from suzerain.app.flags import doubt_of, flags_of
from suzerain.app.review import Review
from suzerain.app.segments import segments
from suzerain.case.review import Verdict
from suzerain.case.review_edit import (
    CHOICES,
    actor_choices,
    good_choices,
    relation_choices,
)
from suzerain.core.codes import actor_name, good_name
from suzerain.evidence.claim import Claim
from suzerain.evidence.grades import LETTERS, NUMBERS
from suzerain.evidence.ledger import claim_to_record

Card = dict[str, Any]


def card_of(review: Review, claim: Claim) -> Card:
    """Tell everything that a reviewer sees of one claim.

    Args:
        review: The review.
        claim: A claim of this review, as it stands.
    """
    verdict = review.verdicts.get(claim.id, Verdict(claim=claim.id))
    old = review.extracted.get(claim.id)
    flags = flags_of(claim, review.differing)
    return {
        **claim_to_record(claim),
        "status": verdict.status,
        "latest": verdict.latest,
        "standing": verdict.standing,
        "was": {
            name: getattr(old, name)
            for name in verdict.fields
            if old is not None and getattr(old, name) != getattr(claim, name)
        },
        "words": {
            "subject": actor_name(claim.subject),
            "object": actor_name(claim.object),
            "attributed_to": actor_name(claim.attributed_to),
            "relation": claim.relation.replace("_", " ").lower(),
            "good": good_name(claim.good),
            "amount": amount_words(claim),
        },
        "grade": _grade(review, claim),
        "flags": list(flags),
        "doubt": doubt_of(claim, flags),
    }


def _grade(review: Review, claim: Claim) -> str:
    """Both Admiralty marks in words; empty for a claim that a reviewer made."""
    grade = review.grades.get(claim.id)
    if grade is None:
        return ""
    return (
        f"{grade} (source: {LETTERS[grade.source]}; "
        f"claim: {NUMBERS[grade.credibility]}, {grade.reason})"
    )


def cards_of(review: Review, *, doubtful_first: bool = False) -> list[Card]:
    """List all claims as cards, in the order of the text or of doubt."""
    cards = [card_of(review, claim) for claim in review.claims]
    if doubtful_first:
        cards.sort(key=lambda card: -float(card["doubt"]))
    return cards


def page_of(review: Review) -> dict[str, Any]:
    """Tell all that the page shows."""
    spans: dict[str, list[Claim]] = defaultdict(list)
    for claim in review.claims:
        spans[claim.doc].append(claim)
    return {
        "case": review.case.title or review.case.name,
        "name": review.case.name,
        "reviewer": review.reviewer,
        "version": review.version,
        "notices": [f"{one.what}; {one.hint}" for one in review.notices],
        "documents": [
            {
                "id": paper.id,
                "name": paper.title or paper.name,
                "file": paper.name,
                "publisher": paper.publisher,
                "published": paper.published,
                "segments": segments(paper, spans[paper.id]),
            }
            for paper in review.case.documents
        ],
        "claims": cards_of(review),
        "choices": {
            "actors": actor_choices(review.claims),
            "relations": relation_choices(review.claims),
            "goods": good_choices(),
            **{name: list(values) for name, values in CHOICES.items()},
        },
    }


def told_of(review: Review) -> dict[str, Any]:
    """Tell the state of the review, as `suzerain review --json` prints it."""
    counts = Counter(review.status(claim.id) for claim in review.claims)
    by_id = {one.id: one for one in review.decisions}
    return {
        "case": review.case.name,
        "claims": len(review.claims),
        "reviewed": review.reviewed,
        "by_status": dict(sorted(counts.items())),
        "documents": [
            {"id": paper.id, "name": paper.name, **_part(review, paper.id)}
            for paper in review.case.documents
        ],
        "decided": [
            {
                "claim": claim.id,
                "status": review.status(claim.id),
                "reviewer": by_id[standing].reviewer,
                "time": by_id[standing].time,
                "fields": sorted(review.verdicts[claim.id].fields)
                if claim.id in review.extracted
                else [],
            }
            for claim in review.claims
            for standing in [_standing(review, claim.id)]
            if standing
        ],
        "notes": [f"{one.what}; {one.hint}" for one in review.notices],
    }


def _standing(review: Review, claim: str) -> str:
    verdict = review.verdicts.get(claim)
    return verdict.standing if verdict else ""


def _part(review: Review, document: str) -> dict[str, int]:
    inside = [claim.id for claim in review.claims if claim.doc == document]
    done = sum(review.status(claim) != "unreviewed" for claim in inside)
    return {"claims": len(inside), "reviewed": done}
