"""A probability for a question that will resolve.

Given the deal, `logit p = m logit(model) + (1 - m) logit(base rate) + testimony`, where
`model = leak + (1 - leak) present (1 - exp(-hazard time))`. The probability averages
over the deal, `share p(present) + (1 - share) p(absent)`: `share` of the worlds hold
the term. What is left of its spread is doubt about rates, weights and speakers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from suzerain.case.case import Case
from suzerain.case.question import Question
from suzerain.core.codes import goods
from suzerain.core.errors import UnresolvedQuestion
from suzerain.core.estimate import Estimate
from suzerain.core.worlds import Worlds
from suzerain.outlook.afterlife import outlives_war
from suzerain.outlook.expectation import Forecast, Reason
from suzerain.outlook.horizon import years_between
from suzerain.outlook.solved import Solved, levels_of, worlds_of
from suzerain.outlook.testimony import Voice, origins_in, voices_on

Array = NDArray[np.float64]

SAYS = {"delivered": "say it is delivered", "affirm": "expect it", "doubt": "doubt it"}
PLURAL = {
    "member": "the members",
    "rival": "the members' adversaries",
    "third": "outside powers",
    "observer": "observers without a stake",
    "author": "the sources' authors",
}


def forecast(
    case: Case, solution: Solved | None, worlds: Worlds | None = None
) -> tuple[Forecast, ...]:
    """Forecast every question of a case, and whether a wartime pact outlives the war.

    Args:
        case: Holds questions, claims and the register.
        solution: The solved pact; None leaves base rate and testimony, with a note.
        worlds: The worlds that the pact was solved in.

    Returns:
        One forecast a question, in the case's order; then the pact's survival.

    Raises:
        UnresolvedQuestion: If a question names no term, has no rule, or a date that is
            none.

    Examples:
        >>> question = Question(
        ...     id="question.oil.AAA.BBB",
        ...     text="Will AAA transfer oil to BBB?",
        ...     term="term.oil.AAA.BBB",
        ...     by="",
        ...     rule="Yes, if two independent sources report it.",
        ... )
        >>> (answer,) = forecast(Case(name="x", questions=(question,)), None)
        >>> 0 < answer.probability.median < 1, len(answer.dots)
        (True, 50)
    """
    chosen = worlds_of(solution, worlds)
    origins = origins_in(case)
    found = [
        _forecast(case, asked, solution, chosen, origins) for asked in case.questions
    ]
    survival = outlives_war(case, chosen)
    return (*found, *((survival,) if survival else ()))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Inputs:
    """All that one forecast is made of. Every array has shape `(world,)`."""

    keys: dict[str, str]
    time: Array
    hazard: Array
    leak: Array
    base: Array
    weight: Array
    threshold: Array
    spoken: tuple[Voice, ...]

    def probability(
        self,
        level: Array | None,
        *,
        spoken: Sequence[Voice] | None = None,
        weight: Array | None = None,
        at_once: bool = False,
    ) -> Array:
        """Return the probability of delivery, whichever world's deal is struck.

        Args:
            level: The term's level; None when the term was not solved.
            spoken: Testimony to count; all of it when left out.
            weight: Weight of the model, another than drawn.
            at_once: Deliver what is agreed without delay.
        """
        heard = self.spoken if spoken is None else spoken
        said = sum((voice.logs for voice in heard), np.zeros_like(self.base))
        if level is None:
            return _chance(_logit(self.base) + said)
        share = self.present(level).mean()
        arrives = 1 - (0 if at_once else np.exp(-self.hazard * self.time))
        trust = self.weight if weight is None else weight
        yes = self._given(arrives, trust, said)
        return np.asarray(share * yes + (1 - share) * self._given(0, trust, said))

    def by_world(self, level: Array) -> Array:
        """Return the probability in each world, given the deal of that world."""
        said = sum((voice.logs for voice in self.spoken), np.zeros_like(self.base))
        arrives = 1 - np.exp(-self.hazard * self.time)
        return self._given(self.present(level) * arrives, self.weight, said)

    def present(self, level: Array) -> NDArray[np.bool_]:
        """Tell in which worlds the deal holds the term."""
        return np.asarray(level >= self.threshold)

    def _given(self, arrives: Array | int, trust: Array, said: Array) -> Array:
        model = self.leak + (1 - self.leak) * arrives
        odds = trust * _logit(model) + (1 - trust) * _logit(self.base)
        return _chance(odds + said)


def _forecast(
    case: Case,
    question: Question,
    solution: Solved | None,
    worlds: Worlds,
    origins: Mapping[str, str],
) -> Forecast:
    given = _inputs(case, question, worlds, origins)
    levels = levels_of(solution, question.term)
    level, alone = levels or (None, None)
    values = given.probability(level)
    free = given.probability(alone) if alone is not None else None
    basis = _basis(question, given, solved=level is not None)
    notes = [] if level is not None else [f"{question.term} was not solved."]
    if "time" in given.keys:
        notes.append("Case or question has no date: the time ahead is assumed.")
    return Forecast(
        question=question,
        probability=Estimate(values=values, unit="probability", basis=basis),
        without_patron=None
        if free is None
        else Estimate(values=free, unit="probability", basis=basis),
        by_world=None
        if level is None
        else Estimate(values=given.by_world(level), unit="probability", basis=basis),
        present=None if level is None else float(given.present(level).mean()),
        present_without_patron=None
        if alone is None
        else float(given.present(alone).mean()),
        reasons=_reasons(question, given, level, values),
        dot_count=round(case.register["forecast.dots"].spread.centre),
        basis=basis,
        notes=tuple(notes),
    )


def _inputs(
    case: Case, question: Question, worlds: Worlds, origins: Mapping[str, str]
) -> _Inputs:
    if not question.rule.strip():
        raise UnresolvedQuestion(
            f"question {question.id!r} has no rule by which it resolves",
            "a rule by which anyone can tell yes from no",
            "set `rule` in case.toml",
        )
    parts = question.term.split(".")
    if parts[0] != "term" or not parts[-1] or len(parts) <= 1:
        raise UnresolvedQuestion(
            f"question {question.id!r} names no term ({question.term!r})",
            "the id of a term, term.<good>.<giver>.<taker>",
            "set `term` in case.toml",
        )
    good = parts[1]
    delivery = goods()[good].delivery if good in goods() else "flow"
    dated = bool(case.as_of and question.by)
    keys = {
        "hazard": f"forecast.hazard.{delivery}",
        "leak": "forecast.leak",
        "base": "forecast.base_rate",
        "weight": "forecast.model_weight",
        "threshold": "pact.present_level",
    }
    drawn = {name: case.register.draw(worlds, key) for name, key in keys.items()}
    if dated:
        years = years_between(case.as_of, question.by)
        time = np.full(worlds.count, years)
    else:
        keys["time"] = "case.question_horizon"
        time = case.register.draw(worlds, keys["time"])
    spoken = voices_on(case, question, worlds, origins)
    return _Inputs(keys=keys, time=time, spoken=spoken, **drawn)


def _reasons(
    question: Question, given: _Inputs, level: Array | None, values: Array
) -> tuple[Reason, ...]:
    median = float(np.median(values))

    def reason(name: str, without: Array, basis: Sequence[str]) -> Reason:
        left = float(np.median(without))
        return Reason(name=name, without=left, change=median - left, basis=tuple(basis))

    keys, found = given.keys, []
    if level is not None:
        nothing = np.zeros_like(values)
        deal = (f"solve.{question.term}", keys["threshold"], keys["leak"])
        found = [
            reason("the solved deal", given.probability(None), deal),
            reason(
                "the time that delivery takes",
                given.probability(level, at_once=True),
                (keys["hazard"],),
            ),
            reason(
                "how seldom such reports come true",
                given.probability(level, weight=nothing + 1),
                (keys["base"], keys["weight"]),
            ),
        ]
    for voice in given.spoken:
        others = [other for other in given.spoken if other is not voice]
        name = f"{PLURAL[voice.standing]} {SAYS[voice.direction]}"
        without = given.probability(level, spoken=others)
        found.append(reason(name, without, voice.basis))
    return tuple(sorted(found, key=lambda one: -abs(one.change)))


def _basis(question: Question, given: _Inputs, *, solved: bool) -> tuple[str, ...]:
    ids = [*question.basis, *given.keys.values(), "forecast.dots"]
    if solved:
        ids.insert(0, f"solve.{question.term}")
    for voice in given.spoken:
        ids += voice.basis
    return tuple(dict.fromkeys(ids))


def _chance(odds: Array) -> Array:
    return np.asarray(1 / (1 + np.exp(-odds)))


def _logit(probability: Array) -> Array:
    edge = np.finfo(np.float64).eps
    inside = np.clip(probability, edge, 1 - edge)
    return np.asarray(np.log(inside / (1 - inside)))
