"""A case as a reviewer's decisions leave it; what was extracted stays as it was."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from suzerain.case.actor import Need
from suzerain.case.build import build_case
from suzerain.case.case import Case
from suzerain.case.problem import Problem
from suzerain.case.review import ACCEPTED, EDITED, FILE, Decision, Verdict, verdicts
from suzerain.case.review_edit import EDITABLE
from suzerain.case.review_merge import merge, without_lost_claims
from suzerain.case.tie import Tie
from suzerain.core.errors import NothingRead
from suzerain.evidence.claim import Claim
from suzerain.evidence.ledger import COLUMNS
from suzerain.sources.document import Document


def reviewed_claims(
    claims: Iterable[Claim],
    documents: Iterable[Document],
    decisions: Sequence[Decision],
) -> tuple[tuple[Claim, ...], tuple[Problem, ...]]:
    """Apply decisions to claims as they were extracted.

    A rejected claim is left out. An edited one carries the edit and says so in its
    notes and its extractor; an accepted one says so in its notes. A decision made on
    another text than the document now has does not count, and is told.

    Args:
        claims: What was extracted.
        documents: The documents as they are now.
        decisions: The log, oldest first.

    Returns:
        The claims that count, in the order of their text, and what is to be told.
    """
    papers = {document.id: document for document in documents}
    problems: list[Problem] = []
    fitting, stale = fitting_decisions(decisions, papers.values())
    problems += stale
    sums = verdicts(fitting)
    found: list[Claim] = []
    known = set()
    for claim in claims:
        known.add(claim.id)
        made = _applied(claim, sums.get(claim.id), problems)
        found += [made] if made else []
    for verdict in sums.values():
        if verdict.claim in known or verdict.status == "unreviewed":
            continue
        if not verdict.added:
            what = f"a decision on {verdict.claim} counts for nothing: no such claim"
            hint = "the text or the reader has changed; review it again"
            problems.append(Problem(FILE, what, hint, "warning"))
        elif verdict.status != "rejected":
            found += _added(verdict, papers, problems)
    order = {name: place for place, name in enumerate(papers)}
    last = len(order)
    found.sort(key=lambda claim: (order.get(claim.doc, last), claim.start, claim.end))
    return tuple(found), tuple(problems)


def fitting_decisions(
    decisions: Iterable[Decision], documents: Iterable[Document]
) -> tuple[list[Decision], list[Problem]]:
    """Leave out decisions that were made on another text, and tell how many.

    Args:
        decisions: The log, oldest first.
        documents: The documents as they are now.
    """
    papers = {document.id: document for document in documents}
    problems: list[Problem] = []
    fitting, stale = [], dict[str, int]()
    sums = {name: document.sha256 for name, document in papers.items()}
    for one in decisions:
        if one.sha256 and sums.get(one.document, one.sha256) != one.sha256:
            stale[one.document] = stale.get(one.document, 0) + 1
        else:
            fitting.append(one)
    for name, count in stale.items():
        what = (
            f"the document {papers[name].name!r} has changed since it was reviewed "
            f"(its checksum differs), so {count} decision(s) on it do not count"
        )
        hint = "put the old text back, or review it again"
        problems.append(Problem(FILE, what, hint, "warning"))
    return fitting, problems


def _applied(
    claim: Claim, verdict: Verdict | None, problems: list[Problem]
) -> Claim | None:
    """Return the claim as it counts, or None when it was rejected."""
    if verdict is None or verdict.status == "unreviewed":
        return claim
    if verdict.status == "rejected":
        return None
    made = edited_claim(claim, verdict)
    if made is None:
        what = f"an edit of {claim.id} holds what no claim can hold"
        problems.append(Problem(FILE, what, "edit it again, or mend its line"))
        return claim
    changed = [n for n in EDITABLE if getattr(made, n) != getattr(claim, n)]
    if not changed:
        return replace(claim, notes=_noted(claim.notes, ACCEPTED))
    return replace(
        made,
        notes=_noted(claim.notes, f"{EDITED}: {', '.join(changed)}"),
        extractor=f"{claim.extractor}, {EDITED}" if claim.extractor else EDITED,
    )


def edited_claim(claim: Claim | None, verdict: Verdict) -> Claim | None:
    """Return a claim with what a reviewer wrote into it, whatever its status.

    Args:
        claim: The claim as extracted; None for one that a reviewer added.
        verdict: What was decided on it.

    Returns:
        The claim, or None when there is none of that id or the edit cannot stand.
    """
    if claim is None and not verdict.added:
        return None
    import msgspec

    record: dict[str, Any] = dict(verdict.fields)
    if claim is not None:
        edits = {name: record[name] for name in EDITABLE if name in record}
        record = {**{name: getattr(claim, name) for name in COLUMNS}, **edits}
    try:
        return msgspec.convert({**record, "id": verdict.claim}, Claim)
    except msgspec.ValidationError:
        return None


def _noted(notes: tuple[str, ...], note: str) -> tuple[str, ...]:
    return notes if note in notes else (*notes, note)


def _added(
    verdict: Verdict, papers: Mapping[str, Document], problems: list[Problem]
) -> list[Claim]:
    """Make the claim that a reviewer added, if its words still stand there."""
    claim = edited_claim(None, verdict)
    if claim is None:
        what = f"the claim {verdict.claim} that was added holds what no claim can hold"
        problems.append(Problem(FILE, what, "add it again, or mend its line"))
        return []
    paper = papers.get(claim.doc)
    if paper is None or paper.passage(claim.start, claim.end) != claim.quote:
        what = f"the claim {claim.id} that was added quotes words that are not there"
        hint = "put the old text back, or add it again"
        problems.append(Problem(FILE, what, hint, "warning"))
        return []
    return [claim]


def review_case(
    case: Case, decisions: Sequence[Decision]
) -> tuple[Case, tuple[Problem, ...]]:
    """Let a case stand on its claims as reviewed.

    What was built from the claims is built again from the reviewed ones. A record that
    was edited by hand, because it differs from what the extracted claims give, stays
    as the hand left it, without the claims that are gone.

    Args:
        case: The case as it lies in its folder, its claims as extracted.
        decisions: The log of its review.

    Returns:
        The case with reviewed claims, which keeps the decisions and the case as it
        was before; and what is to be told.
    """
    if not decisions:
        return case, ()
    claims, problems = reviewed_claims(case.claims, case.documents, decisions)
    held = replace(case, decisions=tuple(decisions), unreviewed=case)
    if claims == case.claims:
        return held, problems
    base = _built(case, case.claims)
    if base is None:
        return without_lost_claims(replace(held, claims=claims), case), problems
    new = _built(case, claims)
    if new is None:
        what = "no claim of a pact is left after the review"
        hint = "run `suzerain review` on the case and take a rejection back with u"
        return held, (*problems, Problem(FILE, what, hint))
    made = without_lost_claims(replace(merge(base, held, new), claims=claims), case)
    told = (*_kept_by_hand(base, held, new), *_left_alone(held, made))
    return made, (*problems, *told)


def _kept_by_hand(base: Case, own: Case, new: Case) -> Iterable[Problem]:
    """Tell which numbers the review would change, had a hand not set them."""
    before, mine, after = (_numbers(case) for case in (base, own, new))
    for key, record in mine.items():
        old, fresh = before.get(key), after.get(key)
        if old is None or fresh is None or old == fresh:
            continue
        if record not in (old, fresh):
            what = "the review changes it, but it stays as it was edited by hand"
            hint = "write what you mean into its table"
            yield Problem(key, what, hint, "warning")


def _numbers(case: Case) -> dict[str, Need | Tie]:
    needs: dict[str, Need | Tie] = {need.id: need for need in case.needs}
    return {**needs, **{tie.id: tie for tie in case.ties}}


def _left_alone(before: Case, after: Case) -> Iterable[Problem]:
    """Tell which numbers set by hand have lost every claim behind them."""
    claims = {claim.id for claim in before.claims}
    old = _numbers(before)
    for key, record in _numbers(after).items():
        was = set(old[key].basis) if key in old else set()
        if claims & was and not claims & set(record.basis):
            what = "it was edited by hand, and every claim behind it was rejected"
            hint = "take it out of its table, or keep it"
            yield Problem(key, what, hint, "warning")


def _built(case: Case, claims: Iterable[Claim]) -> Case | None:
    try:
        return build_case(
            case.documents, claims, name=case.name, register=case.register
        )
    except NothingRead:
        return None
