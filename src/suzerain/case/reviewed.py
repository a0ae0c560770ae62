"""A case as a reviewer's decisions leave it; what was extracted stays as it was."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from suzerain.case.build import build_case
from suzerain.case.case import Case
from suzerain.case.pact import Pact
from suzerain.case.problem import Problem
from suzerain.case.question import Item
from suzerain.case.review import ACCEPTED, EDITED, FILE, Decision, Verdict, verdicts
from suzerain.case.review_edit import EDITABLE
from suzerain.core.errors import NothingRead
from suzerain.evidence.claim import Claim
from suzerain.evidence.ledger import COLUMNS
from suzerain.sources.document import Document

R = TypeVar("R")
KEYS: dict[str, Callable[[Any], str]] = {
    "needs": lambda need: str(need.id),
    "ties": lambda tie: str(tie.id),
    "pacts": lambda pact: str(pact.id),
    "powers": lambda power: str(power.actor),
    "stances": lambda stance: str(stance.id),
    "events": lambda event: f"{event.claim} {event.actor} {event.target}",
    "contests": lambda contest: str(contest.id),
    "questions": lambda question: str(question.id),
    "gaps": str,
    "actors": lambda actor: str(actor.code),
}
"""Parts of a case that are made from claims, and what tells their records apart."""
TEXTS = ("title", "as_of")


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
        return _cut(replace(held, claims=claims), case), problems
    new = _built(case, claims)
    if new is None:
        what = "no claim of a pact is left after the review"
        hint = "run `suzerain review` on the case and take a rejection back with u"
        return held, (*problems, Problem(FILE, what, hint))
    made = _cut(replace(merge(base, held, new), claims=claims), case)
    return made, (*problems, *_left_alone(held, made))


def _left_alone(before: Case, after: Case) -> Iterable[Problem]:
    """Tell which numbers set by hand have lost every claim behind them."""
    claims = {claim.id for claim in before.claims}
    old, new = (
        {
            **{need.id: need.basis for need in case.needs},
            **{tie.id: tie.basis for tie in case.ties},
        }
        for case in (before, after)
    )
    for key, basis in new.items():
        if claims & set(old.get(key, ())) and not claims & set(basis):
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


def merge(base: Case, own: Case, new: Case) -> Case:
    """Bring what changed from one case to another into a third.

    Args:
        base: The case before the change.
        own: A case made from `base`, perhaps edited by hand.
        new: The case after the change.

    Returns:
        `own` with the change; a record that differs from that of `base` stays.
    """
    parts: dict[str, Any] = {
        name: _merged(getattr(base, name), getattr(own, name), getattr(new, name), key)
        for name, key in KEYS.items()
    }
    texts = {
        name: getattr(new if getattr(own, name) == getattr(base, name) else own, name)
        for name in TEXTS
    }
    merged = replace(own, **{**parts, **texts})
    named = set(_texts([getattr(merged, name) for name in KEYS if name != "actors"]))
    missing = [
        actor
        for actor in own.actors
        if actor.code in named and actor not in merged.actors
    ]
    return replace(merged, actors=(*merged.actors, *missing))


def _merged(
    base: Iterable[R], own: Iterable[R], new: Iterable[R], key: Callable[[R], str]
) -> tuple[R, ...]:
    before, mine, after = (_by_key(part, key) for part in (base, own, new))
    chosen: dict[tuple[str, int], R] = {}
    for name, record in mine.items():
        if name in before and name in after:
            chosen[name] = _one(before[name], record, after[name])
        elif name not in before or record != before[name]:
            chosen[name] = record
    fresh = [name for name in after if name not in before and name not in chosen]
    chosen |= {name: after[name] for name in fresh}
    common = [name for name in before if name in mine]
    as_built = common == [name for name in mine if name in before]
    order = [*after, *mine] if as_built else [*mine, *after]
    return tuple(chosen[name] for name in dict.fromkeys(order) if name in chosen)


def _by_key(records: Iterable[R], key: Callable[[R], str]) -> dict[tuple[str, int], R]:
    """Key records; those that share a key are told apart by their order."""
    seen: Counter[str] = Counter()
    found = {}
    for one in records:
        name = key(one)
        found[name, seen[name]] = one
        seen[name] += 1
    return found


def _one(before: R, mine: R, after: R) -> R:
    """Choose for one record; a pact is its own fields and its terms."""
    if not (
        isinstance(before, Pact) and isinstance(mine, Pact) and isinstance(after, Pact)
    ):
        return after if mine == before else mine
    terms = _merged(before.terms, mine.terms, after.terms, lambda term: term.id)
    bare = replace(mine, terms=before.terms) == before
    return replace(after if bare else mine, terms=terms)


def _texts(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif is_dataclass(value):
        for part in fields(value):
            yield from _texts(getattr(value, part.name))
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _texts(one)


def _cut(case: Case, old: Case) -> Case:
    """Take claims that are gone out of records that a hand has kept."""
    gone = {claim.id for claim in old.claims} - {claim.id for claim in case.claims}
    if not gone:
        return case
    parts: dict[str, Any] = {
        name: tuple(_without(one, gone) for one in getattr(case, name)) for name in KEYS
    }
    stances = tuple(one for one in case.stances if one.claim not in gone)
    events = tuple(one for one in case.events if one.claim not in gone)
    return replace(case, **{**parts, "stances": stances, "events": events})


def _without(value: Any, gone: set[str]) -> Any:
    if isinstance(value, tuple):
        return tuple(
            _without(one, gone)
            for one in value
            if not (isinstance(one, str) and one in gone)
            and not (isinstance(one, Item) and set(one.claims) <= gone)
        )
    if not is_dataclass(value) or isinstance(value, type):
        return value
    old = {part.name: getattr(value, part.name) for part in fields(value)}
    new = {name: _without(one, gone) for name, one in old.items()}
    return value if new == old else replace(value, **new)
