"""What speakers say of a delivery, and how much to give for it.

A speaker's interest is judged by where it stands to the pact: a member's promise and
an adversary's alarm cost nothing to utter, a doubt against one's own interest does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from suzerain.case.case import Case
from suzerain.case.question import Question
from suzerain.core.worlds import Worlds
from suzerain.evidence.claim import Claim
from suzerain.evidence.independence import cluster_documents
from suzerain.outlook.standing import standing_of
from suzerain.outlook.statement import firmest


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Voice:
    """All that speakers of one standing say in one direction.

    Args:
        standing: `member`, `rival`, `third`, `observer` or `author`.
        direction: `delivered`, `affirm` or `doubt`.
        speakers: Who says so.
        claims: Ids of their claims.
        logs: Log-likelihood ratio of delivery, all together. Shape `(world,)`.
        basis: Ids of the claims and assumptions behind it.
    """

    standing: str
    direction: str
    speakers: tuple[str, ...]
    claims: tuple[str, ...]
    logs: NDArray[np.float64]
    basis: tuple[str, ...]


def direction_of(claim: Claim) -> str:
    """Tell whether a claim reports a delivery, expects it, or doubts it."""
    if claim.polarity == "negative" or claim.certainty == "denied":
        return "doubt"
    if claim.kind == "event" and claim.certainty in ("asserted", "reported"):
        return "delivered"
    return "affirm"


def origins_in(case: Case) -> dict[str, str]:
    """Find the original of every document that copies another one.

    Args:
        case: Holds the documents.

    Returns:
        Id of the first document of the same origin, by id of each document.

    Examples:
        >>> from suzerain.sources.document import Document
        >>> text = "Ships left the port of Alpha on Monday, officials said. " * 3
        >>> prints = tuple(Document(id=f"doc-{k}", name="", text=text) for k in (1, 2))
        >>> origins_in(Case(name="x", documents=prints))
        {'doc-1': 'doc-1', 'doc-2': 'doc-1'}
    """
    groups = cluster_documents(case.documents)
    return {copy: group[0] for group in groups for copy in group}


def voices_on(
    case: Case, question: Question, worlds: Worlds, origins: Mapping[str, str]
) -> tuple[Voice, ...]:
    """Gather what the claims behind a question and its term say of delivery.

    One speaker who says one thing twice says it once, and so does an author whose text
    is printed twice; several speakers of one standing are tempered by their
    correlation.

    Args:
        case: Holds the claims.
        question: Its `basis` and its term's name the claims.
        worlds: To draw in.
        origins: The original of each document, by its id, as `origins_in` finds them.

    Returns:
        One voice a standing and direction, in the order of their names.
    """
    heard = heard_on(case, question, origins)
    return tuple(_voice(case, worlds, group, heard[group]) for group in sorted(heard))


def heard_on(
    case: Case, question: Question, origins: Mapping[str, str]
) -> dict[tuple[str, str], dict[str, list[Claim]]]:
    """Sort the claims behind a question by who stands where and says what.

    Args:
        case: Holds the claims.
        question: Its `basis` and its term's name the claims.
        origins: The original of each document, by its id.

    Returns:
        Claims by speaker, for each standing and direction.
    """
    terms = [term for pact in case.pacts for term in pact.terms]
    behind = {key for term in terms if term.id == question.term for key in term.basis}
    behind |= set(question.basis)
    heard: dict[tuple[str, str], dict[str, list[Claim]]] = {}
    for claim in case.claims:
        if claim.id in behind:
            group = (standing_of(case, claim), direction_of(claim))
            speaker = claim.attributed_to or origins.get(claim.doc, claim.doc)
            heard.setdefault(group, {}).setdefault(speaker, []).append(claim)
    return heard


def _voice(
    case: Case,
    worlds: Worlds,
    group: tuple[str, str],
    speakers: Mapping[str, list[Claim]],
) -> Voice:
    standing, direction = group
    ids = {f"forecast.ratio.{standing}.{direction}": None, "prior.independence": None}
    ratio = case.register.draw(worlds, f"forecast.ratio.{standing}.{direction}")
    rho = case.register.draw(worlds, "prior.independence")
    logs = np.zeros(worlds.count)
    for _, claims in sorted(speakers.items()):
        trust = firmest(case.register, {claim.certainty for claim in claims})
        ids[f"likelihood.reliability.{trust}"] = None
        true = case.register.draw(worlds, f"likelihood.reliability.{trust}")
        logs += np.log(1 + true * (ratio - 1))
    stated = tuple(sorted(claim.id for claims in speakers.values() for claim in claims))
    return Voice(
        standing=standing,
        direction=direction,
        speakers=tuple(
            sorted({c.attributed_to for cs in speakers.values() for c in cs} - {""})
        ),
        claims=stated,
        logs=logs / (1 + (len(speakers) - 1) * rho),
        basis=(*stated, *ids),
    )
