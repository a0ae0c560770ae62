"""Run a back-test: forecast from rolling origins, then score beside baselines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import count

import numpy as np
from numpy.typing import NDArray

from suzerain.core.assumption import Register, load_register
from suzerain.outlook.backtest.report import BackTest, Seen, Skill
from suzerain.outlook.backtest.rolling import Rolled, roll
from suzerain.outlook.backtest.rows import Array, Rows
from suzerain.outlook.backtest.scores import (
    area_within,
    highest,
    in_order,
    interval,
    mean_by_draw,
    rank_of,
    reliability,
    resamples,
)
from suzerain.outlook.backtest.study import Predictor, Study, Watched
from suzerain.outlook.backtest.tables import read_tables
from suzerain.outlook.score import brier, log_score, murphy_decomposition
from suzerain.sources.shelf import Shelf

Tell = Callable[[int, int], None]


def run_study(
    study: Study,
    shelf: Shelf | None = None,
    *,
    origins: Iterable[int] | None = None,
    register: Register | None = None,
    seed: int = 1,
    tell: Tell | None = None,
) -> BackTest:
    """Read what a study needs and back-test it.

    Args:
        study: The question and who forecasts.
        shelf: Where datasets lie; the user's own when None.
        origins: As for `back_test`.
        register: The assumptions; those shipped when left out.
        seed: Of the draws for intervals.
        tell: As for `back_test`.

    Raises:
        DataMissing: If datasets are not there.
        OutlookError: If no question was open in the years asked for.
    """
    shelf = shelf or Shelf()
    register = load_register() if register is None else register
    rows = study.build(read_tables(study.queries, shelf), register)
    return back_test(
        study,
        rows,
        origins=origins,
        register=register,
        data=tuple(f"{name} {shelf.origin(name).version}" for name in study.needs),
        seed=seed,
        tell=tell,
    )


def back_test(
    study: Study,
    rows: Rows,
    *,
    origins: Iterable[int] | None = None,
    register: Register | None = None,
    data: tuple[str, ...] = (),
    seed: int = 1,
    tell: Tell | None = None,
) -> BackTest:
    """Forecast history from rolling origins and score the forecasts.

    Args:
        study: The question and who forecasts.
        rows: What was known when, and what followed.
        origins: Years of forecasts; all from the study's first one when None.
        register: The assumptions; those shipped when left out.
        data: Datasets and versions that the rows come from.
        seed: Of the draws for intervals.
        tell: Called with how many steps are done, and of how many.

    Returns:
        Scores of every predictor, and ranks of the units watched.

    Raises:
        OutlookError: If no question was open in the years asked for.
    """
    register = load_register() if register is None else register
    there = set(np.unique(rows.origin).tolist())
    years = there if origins is None else there & set(origins)
    years = {year for year in years if year >= study.first}
    step = _steps(len(years) + len(study.predictors), tell)
    rolled = roll(rows, study.predictors, years, register, step)
    asked = np.isin(rows.origin, rolled.origins)
    early = asked & np.isin(rows.origin, rolled.unfitted)
    unknown = asked & ~early & np.isnan(rows.outcome)
    scored = np.asarray(asked & ~early & ~unknown)
    chosen = rows.select(scored)
    chances = {name: chance[scored] for name, chance in rolled.chance.items()}
    return BackTest(
        study=study.name,
        outcome=study.outcome,
        question=study.question,
        rule=study.rule,
        origins=tuple(sorted(set(chosen.origin.tolist()))),
        n=len(chosen),
        units=len(np.unique(chosen.unit)),
        events=chosen.events,
        against=study.against,
        models=_scores(study, chosen, chances, register, seed, step),
        void={
            **rows.void,
            **_counted("too few outcomes had settled to forecast from", early),
            **_counted("the outcome is not known", unknown),
        },
        unfitted=rolled.unfitted,
        watched=tuple(_seen(one, rows, rolled) for one in study.watched),
        data=data,
        notes=study.notes,
    )


def _steps(whole: int, tell: Tell | None) -> Callable[[], None]:
    """Return what counts a step each time it is called."""
    done = count(1)

    def step() -> None:
        if tell is not None:
            tell(next(done), whole)

    return step


def _scores(
    study: Study,
    rows: Rows,
    chances: Mapping[str, Array],
    register: Register,
    seed: int,
    step: Callable[[], None],
) -> tuple[Skill, ...]:
    if not len(rows):
        return ()
    number = int(register["backtest.draws"].spread.centre)
    draws = resamples(rows.unit, number, seed)
    spread = {}
    for name, p in chances.items():
        spread[name] = _drawn(p, rows, draws)
        step()
    base = brier(chances[study.predictors[0].name], rows.outcome)
    return tuple(
        _skill(one, chances[one.name], rows, spread, study.against, base, register)
        for one in study.predictors
    )


def _drawn(p: Array, rows: Rows, draws: NDArray[np.int32]) -> dict[str, Array]:
    """Reckon the scores of one predictor in every draw of units."""
    order, o = in_order(p, rows.outcome), rows.outcome
    with np.errstate(divide="ignore"):
        surprise = -np.log(np.where(o > 0, p, 1 - p))
    return {
        "auc": order.areas(rows.unit, draws),
        "brier": mean_by_draw((p - o) ** 2, rows.unit, draws),
        "log_score": mean_by_draw(surprise, rows.unit, draws),
    }


def _skill(
    one: Predictor,
    p: Array,
    rows: Rows,
    spread: dict[str, dict[str, Array]],
    against: str,
    base: float,
    register: Register,
) -> Skill:
    o = rows.outcome
    own = spread[one.name]
    bins = reliability(p, o, int(register["backtest.bins"].spread.centre))
    grouped = np.repeat([one.forecast for one in bins], [one.n for one in bins])
    parts = murphy_decomposition(grouped, o[np.argsort(p, kind="stable")])
    top = int(register["backtest.top"].spread.centre)
    error = brier(p, o)
    return Skill(
        name=one.name,
        meaning=one.meaning,
        kind=one.kind,
        auc=_known(in_order(p, o).area()),
        auc_within=_known(area_within(p, o, rows.origin)),
        brier=error,
        log_score=log_score(p, o),
        skill=1 - error / base if base else 0.0,
        reliability=parts.reliability,
        resolution=parts.resolution,
        top=highest(p, o, rows.origin, top),
        interval={name: interval(values, register) for name, values in own.items()},
        against={}
        if one.name == against
        else {
            name: interval(values - spread[against][name], register)
            for name, values in own.items()
        },
        bins=bins,
    )


def _seen(watched: Watched, rows: Rows, rolled: Rolled) -> Seen:
    here = rows.origin == watched.origin
    unit = rows.units.index(watched.unit) if watched.unit in rows.units else None
    places = np.flatnonzero(rows.unit[here] == (-1 if unit is None else unit))
    chances = {name: p[here] for name, p in rolled.chance.items()}
    if not len(places) or watched.origin not in rolled.origins:
        return Seen(
            unit=watched.unit,
            origin=watched.origin,
            why=watched.why,
            outcome=None,
            candidates=0,
            chance={},
            rank={},
        )
    place = int(places[0])
    outcome = rows.outcome[here][place]
    return Seen(
        unit=watched.unit,
        origin=watched.origin,
        why=watched.why,
        outcome=None if np.isnan(outcome) else int(outcome),
        candidates=int(here.sum()),
        chance={name: float(p[place]) for name, p in chances.items()},
        rank={name: rank_of(p, place) for name, p in chances.items()},
    )


def _counted(reason: str, rows: NDArray[np.bool_]) -> dict[str, int]:
    return {reason: int(rows.sum())} if rows.any() else {}


def _known(value: float) -> float | None:
    return None if np.isnan(value) else value
