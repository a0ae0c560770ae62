"""KTAB's spatial model of politics: a whole run, turn by turn.

Input: `SOE-Pol-Comp.csv` of github.com/KAPSARC/KTAB, examples/smp/doc. Expected: the
history of positions and of winning probabilities that its program printed on
2017-05-30 (`20170530_ref-SOE-Pol-Comp.txt`), to one decimal of 100 and to four.
"""

from __future__ import annotations

import csv

import numpy as np
import pytest
from places import SHARED

from suzerain.strategy.classics.spatial_model.play import play
from suzerain.strategy.classics.spatial_model.written import read_scenario

FOLDER = SHARED / "theory" / "reference" / "ktab"
PRINTED = 0.05 + 1e-9
PRINTED_ODDS = 5e-5 + 1e-9


@pytest.fixture(scope="module")
def run():
    path = FOLDER / "SOE-Pol-Comp.csv"
    if not path.exists():
        pytest.skip("KTAB's reference run (../shared) is not on this machine")
    return play(read_scenario(path.read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def printed(run):
    path = FOLDER / "expected_trajectory.csv"
    with path.open(encoding="utf-8", newline="") as opened:
        rows = list(csv.reader(opened))
    return {(row[0], row[1]): np.array(row[2:], dtype=float) for row in rows}


def test_the_run_ends_when_ktab_ends(run, printed):
    assert run.converged
    assert {len(series) for series in printed.values()} == {len(run.position)} == {28}


def test_every_position_of_every_turn_is_ktabs(run, printed):
    actors, dimensions = run.scenario.actors, run.scenario.dimensions
    assert len(printed) == len(actors) * (len(dimensions) + 1)
    for row, actor in enumerate(actors):
        for column, dimension in enumerate(dimensions):
            expected = printed[actor, dimension]
            assert np.abs(run.position[:, row, column] - expected).max() <= PRINTED


def test_every_probability_of_every_turn_is_ktabs(run, printed):
    for row, actor in enumerate(run.scenario.actors):
        expected = printed[actor, "prob"]
        assert np.abs(run.probability[:, row] - expected).max() <= PRINTED_ODDS
