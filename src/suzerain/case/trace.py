"""From a cell of a case back to passages and assumptions."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from suzerain.case.actor import Need
from suzerain.case.case import Case
from suzerain.case.observed_trace import trace_data, trace_observation
from suzerain.case.pact import Pact, Term
from suzerain.case.returns import stands_for_a_return
from suzerain.case.review import review_words
from suzerain.core.codes import actor_name, good_name
from suzerain.core.errors import UnknownAssumption, UnknownReference
from suzerain.core.spread import Spread
from suzerain.core.trace import Trace
from suzerain.evidence.claim import Claim
from suzerain.sources.signs import without_turns

HAND = "set by hand in the case; no source and no assumption is named"


def trace_cell(case: Case, id: str) -> Trace:  # noqa: A002 - the word that users type
    """Show what a cell of a case rests on.

    Args:
        case: The case.
        id: Id of a claim, assumption (also `good.<good>.<name>`), need (also its
            `.weight` or `.home`), tie, term, stance, pact, contest, question,
            observation, number of a dataset, or `power.<actor>`.

    Returns:
        The cell, with the claims and assumptions it was made from.

    Raises:
        UnknownReference: If nothing has this id; the nearest is proposed.
    """
    return _Tracer(case).trace(id)


def tracing(case: Case) -> Callable[[str], Trace]:
    """Return what traces many ids of one case; it goes through the case once.

    Args:
        case: The case.
    """
    return _Tracer(case).trace


def traceable(case: Case) -> tuple[str, ...]:
    """List the ids of everything in a case that can be traced."""
    return tuple(_Tracer(case).ids())


class _Tracer:
    """Find the maker of each id's trace."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.claims = {claim.id: claim for claim in case.claims}
        self.names = {document.id: document.name for document in case.documents}
        self.cells = self._cells()
        self.path: list[str] = []

    def ids(self) -> Iterable[str]:
        return (*self.claims, *self.cells, *self.case.register)

    def trace(self, key: str) -> Trace:
        if key in self.path:
            ring = " -> ".join([*self.path, key])
            raise UnknownReference(key, (), f"a basis that runs in a circle ({ring})")
        if key in self.claims:
            return self._claim(self.claims[key])
        if key in self.cells:
            self.path.append(key)
            made = self.cells[key]()
            self.path.pop()
            return made
        try:
            return self._assumption(key)
        except UnknownAssumption:
            where = f"the case {self.case.name!r}"
            raise UnknownReference(key, self.ids(), where) from None

    def _cells(self) -> dict[str, Callable[[], Trace]]:
        cells: dict[str, Callable[[], Trace]] = {}
        for seen in self.case.observations:
            cells[seen.id] = partial(trace_observation, seen, self._assumption)
            for cell in seen.cells:
                cells[cell.id] = partial(trace_data, cell)
        for need in self.case.needs:
            cells[need.id] = partial(self._need, need, "")
            for part in ("weight", "home"):
                cells[f"{need.id}.{part}"] = partial(self._need, need, part)
        for key, words, value, basis in self._simple():
            cells[key] = partial(self._cell, key, words, value, basis)
        return cells

    def _simple(self) -> Iterable[tuple[str, str, str, tuple[str, ...]]]:
        """Id, words, value and basis of all cells that are not needs."""
        case = self.case
        for tie in case.ties:
            words = (
                f"part of the {good_name(tie.good)} that {self._name(tie.recipient)} "
                f"gets from abroad which comes from {self._name(tie.provider)}"
            )
            yield (
                tie.id,
                words,
                _range(tie.share, tie.notes),
                tie.basis,
            )
        for pact in case.pacts:
            yield pact.id, pact.name, _listed(pact.members), pact.basis
            for term in pact.terms:
                words = (
                    f"{self._name(term.giver)} gives {good_name(term.good)} to "
                    f"{self._name(term.taker)}"
                )
                yield term.id, words, term.status + _inferred(term, pact), term.basis
        for power in case.powers:
            words = f"{self._name(power.actor)} as {power.role} power"
            yield f"power.{power.actor}", words, power.role, power.basis
        for stance in case.stances:
            words = f"{stance.speaker} on {self._name(stance.target)}"
            yield stance.id, words, stance.attitude, (stance.claim,)
        for contest in case.contests:
            telling = (claim for item in contest.evidence for claim in item.claims)
            basis = tuple(dict.fromkeys((*telling, *contest.asserted)))
            yield contest.id, contest.question, _listed(contest.rows), basis
        for question in case.questions:
            basis = tuple(dict.fromkeys((question.term, *question.basis)))
            yield question.id, question.text, question.rule, basis

    def _name(self, code: str) -> str:
        names = {one.code: without_turns(one.name) for one in self.case.actors}
        return names.get(code) or actor_name(code)

    def _cell(self, key: str, words: str, value: str, basis: Iterable[str]) -> Trace:
        parents = tuple(self.trace(step) for step in dict.fromkeys(basis))
        return Trace(
            id=key,
            kind="cell",
            label=words,
            value=value,
            parents=parents or (_by_hand(key, value),),
        )

    def _need(self, need: Need, part: str) -> Trace:
        """Trace a need, or only the number asked for."""
        words = f"need of {self._name(need.actor)} for {good_name(need.good)}"
        weight, home = _range(need.weight, need.notes), _range(need.home, ())
        if part:
            value = weight if part == "weight" else home
            other = f"good.{need.good}." + (
                "home" if part == "weight" else "need_weight"
            )
            basis = [step for step in need.basis if step != other]
            named = "weight in welfare" if part == "weight" else "own supply"
            return self._cell(f"{need.id}.{part}", f"{words}, {named}", value, basis)
        return self._cell(
            need.id, words, f"weight {weight}, own supply {home}", need.basis
        )

    def _claim(self, claim: Claim) -> Trace:
        speaker = f"{claim.attributed_to}: " if claim.attributed_to else ""
        negative = "not " if claim.polarity == "negative" else ""
        facts = (claim.subject, f"{negative}{claim.relation}", claim.object, claim.good)
        return Trace(
            id=claim.id,
            kind="claim",
            label=f"{speaker}{' '.join(filter(None, facts))}{review_words(claim)}",
            value=_stated(claim),
            quote=claim.quote,
            source=self.names.get(claim.doc, claim.doc),
            start=claim.start,
            end=claim.end,
        )

    def _assumption(self, key: str) -> Trace:
        entry = self.case.register[key]
        origin = f", as of its group ({entry.inherits})" if entry.inherits else ""
        by = ", set by the analyst" if entry.overruled else ""
        return Trace(
            id=key,
            kind="assumption",
            label=f"assumption {key}{origin}{by}",
            value=f"{entry.spread} {entry.unit}",
            reason=entry.reason,
            citation=entry.citation,
        )


def _inferred(term: Term, pact: Pact) -> str:
    if stands_for_a_return(term, pact.terms):
        return " (stands for a return that no source states)"
    return " (inferred from a need)" if term.inferred else ""


def _by_hand(key: str, value: str) -> Trace:
    return Trace(
        id=f"{key}.set",
        kind="assumption",
        label=f"{key} as written in the case",
        value=value,
        reason=HAND,
        citation="judgement",
    )


def _range(spread: Spread, notes: tuple[str, ...]) -> str:
    return f"{spread} ({'; '.join(notes)})" if notes else str(spread)


def _listed(items: Iterable[str]) -> str:
    return ", ".join(items)


def _stated(claim: Claim) -> str:
    if claim.low is None and claim.high is None:
        return "" if claim.value is None else f"{claim.value:g} {claim.unit}".strip()
    low = "" if claim.low is None else f"{claim.low:g}"
    high = "" if claim.high is None else f"{claim.high:g}"
    if low == high:
        return f"{low} {claim.unit}".strip()
    if not high:
        return f"at least {low} {claim.unit}".strip()
    if not low:
        return f"at most {high} {claim.unit}".strip()
    return f"{low} to {high} {claim.unit}".strip()
