"""From any id of a brief back to passages and assumptions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from math import isnan
from typing import Any

from suzerain.brief.charts.flips import flip_numbers
from suzerain.brief.chronicle import counted
from suzerain.brief.exchanged import exchange_of
from suzerain.brief.figures import bracketed, plain_range
from suzerain.brief.labels import row_words, sort_words
from suzerain.brief.played import leave_numbers, month_numbers
from suzerain.brief.results import Record, Results, distance, weighed_items
from suzerain.brief.solved import solved_numbers
from suzerain.case.case import Case
from suzerain.core.codes import good_name
from suzerain.core.errors import UnknownName, UnknownReference
from suzerain.core.grid import Grid
from suzerain.core.trace import Trace

Numbered = tuple[str, str, tuple[str, ...]]
UNKNOWN = "unknown: no source states a need or a tie"


def why(
    case: Case,
    id: str,  # noqa: A002 - the word that users type
    *,
    solution: Any = None,
    weighings: Iterable[Any] = (),
    forecasts: Iterable[Any] = (),
    grids: Iterable[Grid] = (),
) -> Trace:
    """Show how a number was made, from quoted passages up.

    Args:
        case: The case.
        id: Any id that a brief or a `--json` output prints.
        solution: What `solve` returned, for ids that begin with `solve`.
        weighings: What `weigh` returned, for `weigh`.
        forecasts: What `forecast` returned, for `forecast`.
        grids: Measures, for `dependence` and `leverage`.

    Returns:
        The step that made the number; its parents lead to claims and assumptions.

    Raises:
        UnknownReference: If nothing has this id.
    """
    measures = {(grid.name, len(grid.axes)): grid for grid in grids}
    results = Results(
        case=case,
        solution=_record(solution) if solution is not None else None,
        weighings=tuple(map(_record, weighings)),
        forecasts=tuple(map(_record, forecasts)),
        dependence=measures.get(("dependence", 2)),
        leverage=measures.get(("leverage", 2)),
        by_good=measures.get(("dependence", 3)),
        exchange=exchange_of(solution),
    )
    return Tracer(results).trace(id)


class Tracer:
    """Trace many ids of one brief, each of them once.

    Args:
        results: The case and its results.
    """

    PLACES = 3

    def __init__(self, results: Results) -> None:
        self.results = results
        self._known: dict[str, Trace] = {}
        self._open: list[str] = []
        self._goods: Grid | None = results.by_good

    def trace(self, key: str) -> Trace:
        """Return the trace of an id.

        Raises:
            UnknownReference: If nothing has this id.
        """
        if key not in self._known:
            self._open.append(key)
            self._known[key] = self._make(key)
            self._open.pop()
        return self._known[key]

    def _make(self, key: str) -> Trace:
        makers: dict[str, Callable[[str], Trace | None]] = {
            "dependence": self._measure,
            "leverage": self._measure,
            "solve": self._solved,
            "weigh": self._weighed,
            "forecast": self._forecast,
            "flip": self._flipped,
            "permission": self._played,
            "simulate": self._played,
            "count": self._count,
        }
        maker = makers.get(key.split(".", 1)[0])
        made = maker(key) if maker else None
        return made if made is not None else self._cell(key)

    def _result(
        self, key: str, words: str, value: str, parents: Iterable[str]
    ) -> Trace:
        # A result that rests on another which rests on it again is shown once.
        steps = dict.fromkeys(step for step in parents if step not in self._open)
        return Trace(
            id=key,
            kind="result",
            label=words,
            value=value,
            parents=tuple(self.trace(step) for step in steps),
        )

    def _measure(self, key: str) -> Trace | None:
        name, *labels = key.split(".")
        known = {(grid.name, len(grid.axes)): grid for grid in self.results.grids}
        grid = known.get((name, len(labels)))
        if grid is None and name == "dependence" and len(labels) == self.PLACES:
            grid = self._by_good()
        if grid is None:
            raise UnknownReference(key, [f"{name}.A.B"], "the measures at hand")
        try:
            estimate = grid[tuple(labels)]
        except UnknownName:
            known_ids = [".".join((name, *cell)) for cell, _ in grid.cells()]
            raise UnknownReference(key, known_ids, f"the {name} measured") from None
        value = UNKNOWN if isnan(estimate.median) else bracketed(estimate.to_dict())
        first, second = map(self.results.phrase, labels[:2])
        if name == "leverage":
            basis = [
                f"dependence.{b}.{a}"
                for a, b in (labels, labels[::-1])
                if self._is_known(b, a)
            ]
            return self._result(key, f"leverage of {first} over {second}", value, basis)
        what = f" from {good_name(labels[2])}" if len(labels) > 2 else ""
        words = f"what {first} would lose{what} if {second} cut it off, part of welfare"
        inferred = {tie.id for tie in self.results.case.ties if tie.inferred}
        near = sorted(
            estimate.basis, key=lambda s: (distance(s, labels), s in inferred)
        )
        return self._result(key, words, value, near)

    def _is_known(self, recipient: str, provider: str) -> bool:
        """Tell whether anything is stated that a dependence could be measured by."""
        grid = self.results.dependence
        return grid is None or not isnan(grid[recipient, provider].median)

    def _by_good(self) -> Grid:
        """Measure dependence for each good, in the worlds of the other results."""
        if self._goods is None:
            from suzerain.core.worlds import Worlds
            from suzerain.measures.dependence import dependence

            drawn = Worlds(count=self.results.worlds, seed=self.results.seed)
            self._goods = dependence(self.results.case, drawn, by_good=True)
        return self._goods

    @cached_property
    def _cell(self) -> Callable[[str], Trace]:
        """Traces what stands in the case itself; it goes through the case once."""
        from suzerain.case.trace import tracing

        return tracing(self.results.case)

    @cached_property
    def _solved_ids(self) -> dict[str, Numbered]:
        solution = self.results.solution
        return solved_numbers(self.results, solution) if solution else {}

    @cached_property
    def _leave_ids(self) -> dict[str, Numbered]:
        return leave_numbers(self.results)

    @cached_property
    def _month_ids(self) -> dict[str, Numbered]:
        return month_numbers(self.results)

    def _solved(self, key: str) -> Trace:
        solution = self.results.solution
        if solution is None:
            raise UnknownReference(key, [], "a case that is not solved")
        found = self._solved_ids.get(key)
        if found is None:
            raise UnknownReference(key, self._solved_ids, "the solution")
        words, value, own = found
        basis = own or tuple(solution.get("basis", ())) or self._terms()
        return self._result(key, words, value, basis)

    def _played(self, key: str) -> Trace | None:
        if key in self.results.case.register:
            return None
        asks = key.startswith("permission.")
        known = self._leave_ids if asks else self._month_ids
        if key not in known:
            where = "the game of permission" if asks else "the months ahead"
            raise UnknownReference(key, known, where)
        return self._result(key, *known[key])

    def _flipped(self, key: str) -> Trace | None:
        if key in self.results.case.register:
            return None
        known = flip_numbers(self.results)
        if key not in known:
            raise UnknownReference(key, known, "what was moved")
        return self._result(key, *known[key])

    def _terms(self) -> tuple[str, ...]:
        pact = self.results.case.pact
        return tuple(term.id for term in pact.terms) if pact else ()

    def _weighed(self, key: str) -> Trace | None:
        for weighing in self.results.weighings:
            prefix = f"weigh.{weighing['contest']}."
            if key.startswith(prefix):
                return self._weighed_row(weighing, key, key.removeprefix(prefix))
        known = [f"weigh.{w['contest']}.<row>" for w in self.results.weighings]
        raise UnknownReference(key, known, "the weighings")

    def _weighed_row(self, weighing: Record, key: str, row: str) -> Trace:
        likelihoods = [
            entry
            for entry in self.results.case.register
            if entry.startswith(("likelihood.", "prior.independence"))
        ]
        if row.startswith("item"):
            item = weighed_items(weighing)[int(row.removeprefix("item")) - 1]
            ratio = item["likelihood_ratio"]
            telling = item.get("basis") or [
                e for e in likelihoods if f".{item['sort']}." in e
            ]
            return self._result(
                key,
                f"weight of the evidence “{sort_words(item['sort'])}”",
                f"likelihood ratio {plain_range(ratio['low'], ratio['high'])}",
                [*item["claims"], *telling],
            )
        if row == "pact":
            basis = [self._power(weighing), "solve.p_pact"]
            return self._result(
                key, "weight of the solved pact", "", filter(None, basis)
            )
        rows = [*weighing["hypotheses"], *weighing.get("sums", ())]
        hypothesis = next((h for h in rows if h["name"] == row), None)
        if hypothesis is None:
            known = [f"weigh.{weighing['contest']}.{h['name']}" for h in rows]
            raise UnknownReference(key, known, "the weighings")
        items = [
            f"weigh.{weighing['contest']}.item{k}"
            for k, _ in enumerate(weighed_items(weighing), start=1)
        ]
        register = self.results.case.register
        covered = hypothesis.get("rows") or [row]
        prior = [p for p in (f"prior.{r}" for r in covered) if p in register]
        solved = self._power(weighing)
        return self._result(
            key,
            f"belief that {row_words(row)}",
            f"{bracketed(hypothesis['posterior'])}, "
            f"before the evidence {bracketed(hypothesis['prior'])}",
            [*prior, *items, *([solved] if solved else [])],
        )

    def _power(self, weighing: Record) -> str:
        contests = self.results.case.contests
        named = (c.actor for c in contests if c.id == weighing["contest"])
        actor = next(named, "")
        key = f"solve.power.{actor}.can"
        return key if key in self._solved_ids else ""

    def _forecast(self, key: str) -> Trace | None:
        question = key.removeprefix("forecast.")
        for made in self.results.forecasts:
            if made["question"] == question:
                value = bracketed(made["probability"])
                basis = self._forecast_basis(made)
                text = self.results.spoken(made["text"])
                return self._result(key, text, value, basis)
        return None

    def _forecast_basis(self, made: Record) -> tuple[str, ...]:
        asked = self.results.case.questions
        question = next((q for q in asked if q.id == made["question"]), None)
        if question is None:
            return tuple(made["basis"])
        solved = f"solve.{question.term}"
        first = (solved,) if solved in self._solved_ids else (question.term,)
        return (*first, *question.basis, *made["basis"])

    def _count(self, key: str) -> Trace:
        return self._result(key, *counted(self.results, key))


def _record(made: Any) -> Record:
    return made if isinstance(made, Mapping) else made.to_dict()
