"""A back-test scores what was forecast, and draws whole units for its doubt."""

from dataclasses import replace

import numpy as np
import pytest

from suzerain.core.assumption import load_register
from suzerain.outlook.backtest.rows import Rows
from suzerain.outlook.backtest.run import back_test
from suzerain.outlook.backtest.study import Predictor, Study
from suzerain.outlook.score import brier, log_score

YEARS, UNITS = 12, 60
STUDY = Study(
    name="made",
    question="Does it happen?",
    rule="A rule.",
    outcome="it happened",
    queries=(),
    build=lambda *_: None,
    predictors=(
        Predictor(name="base", meaning="", kind="base", rate=True),
        Predictor(name="x", meaning="", kind="ours", features=("x",)),
    ),
    against="base",
    first=1980,
)


def rows():
    """Units that are what they are in every year: sixty, seen twelve times."""
    chance = np.random.default_rng(4)
    x = np.tile(chance.normal(size=UNITS), YEARS)
    happens = np.tile(
        chance.uniform(size=UNITS) < 1 / (1 + np.exp(-2 * x[:UNITS])), YEARS
    )
    origin = np.repeat(np.arange(1980, 1980 + YEARS), UNITS)
    return Rows(
        origin=origin,
        unit=np.tile(np.arange(UNITS), YEARS),
        units=tuple((f"U{k}",) for k in range(UNITS)),
        features={"x": x},
        outcome=happens * 1.0,
        settled=origin + 1,
    )


@pytest.fixture(scope="module")
def found():
    return back_test(STUDY, rows(), register=load_register())


def width(skill, score):
    low, high = skill.interval[score]
    return high - low


@pytest.mark.parametrize("score", ["auc", "brier", "log_score"])
def test_a_unit_that_repeats_itself_is_no_new_evidence_every_year(found, score):
    whole = rows()
    alone = replace(
        whole,
        unit=np.arange(len(whole)),
        units=tuple((f"U{k}",) for k in range(len(whole))),
    )
    apart = back_test(STUDY, alone, register=load_register())
    assert width(found.model("x"), score) > 2 * width(apart.model("x"), score)


def test_every_interval_holds_its_score_and_a_lead_is_the_own_score_less_the_other(
    found,
):
    base, x = found.models
    for score in ("auc", "brier", "log_score"):
        low, high = x.interval[score]
        assert low < getattr(x, score) < high
        low, high = x.against[score]
        assert low < getattr(x, score) - getattr(base, score) < high
    assert x.against["auc"][0] > 0 > x.against["brier"][1]


def test_skill_is_the_part_of_the_base_rates_error_that_is_gone(found):
    base, x = found.models
    assert base.skill == 0
    assert x.skill == pytest.approx((base.brier - x.brier) / base.brier)
    assert x.skill > 0


def test_a_back_test_and_a_ledger_score_alike(found):
    base = found.model("base")
    kept = rows().outcome[rows().origin >= found.origins[0]]
    ended = np.arange(found.origins[0], found.origins[-1] + 1)
    seen = np.array([rows().outcome[rows().origin < year] for year in ended], object)
    told = [(past.sum() + 0.5) / (len(past) + 1) for past in seen]
    p = np.repeat(np.array(told, dtype=float), UNITS)
    assert base.brier == pytest.approx(brier(p, kept))
    assert base.log_score == pytest.approx(log_score(p, kept))
