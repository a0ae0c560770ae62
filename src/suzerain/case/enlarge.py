"""A case that takes in more documents; what a hand has edited stays."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from suzerain.case.build import build_case
from suzerain.case.case import Case
from suzerain.case.review_merge import KEYS, merge
from suzerain.core.errors import NothingRead
from suzerain.evidence.claim import Claim
from suzerain.sources.document import Document


def enlarge(case: Case, documents: Iterable[Document], claims: Iterable[Claim]) -> Case:
    """Add documents and what they say to a case, and build anew what follows.

    What the claims gave before and what they give now are both built. Where the case
    holds what they gave before, it takes what they give now; a record that differs
    was edited by hand and stays. Documents that are there already are not added
    twice. A review is kept beside a case, by claim, and goes on to hold.

    Args:
        case: The case as it was extracted, before its review.
        documents: The documents to add; those of an id that is there are left out.
        claims: What they say.

    Returns:
        The case with them; the same case when all of them are there already.

    Raises:
        NothingRead: If no claim, old or new, tells of a pact or an exchange.
    """
    there = {one.id for one in case.documents}
    papers = tuple(one for one in documents if one.id not in there)
    if not papers:
        return case
    fresh = {one.id for one in papers}
    told = tuple(one for one in claims if one.doc in fresh)
    new = _built(case, (*case.documents, *papers), (*case.claims, *told))
    try:
        base = _built(case, case.documents, case.claims)
    except NothingRead:  # a case that was written by hand: all of it stays
        nothing: dict[str, Any] = dict.fromkeys(KEYS, ())
        base = replace(case, title="", as_of="", **nothing)
    made = merge(base, case, new)
    return replace(made, documents=new.documents, claims=new.claims)


def _built(
    case: Case, documents: tuple[Document, ...], claims: tuple[Claim, ...]
) -> Case:
    return build_case(documents, claims, name=case.name, register=case.register)
