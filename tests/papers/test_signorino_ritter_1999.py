"""Signorino & Ritter 1999, Table 6: Germany and Russia in Europe's alliances of 1914.

The twenty rows and the two values of S are the table's, as the package fpsim prints
them (`gmyrus14`); kappa, pi and the alignment index of the same rows are what fpsim
prints in its examples for the levels 0 to 3. Benati & Capurri 2026 define the last.
"""

from __future__ import annotations

import numpy as np
import pytest

from suzerain.measures.published.adjusted_s import adjusted_s
from suzerain.measures.published.s_score import s_score, s_scores
from suzerain.measures.published.scotts_pi import scotts_pi
from suzerain.measures.published.weighted_kappa import weighted_kappa

# state, part of Europe's capabilities, tie with Germany, tie with Russia
# (3 defence, 1 entente, 0 none).
TABLE = """
GMY .25 3 0  RUS .21 0 3  UKG .20 0 1  FRN .08 0 3  AUH .08 3 0  ITA .05 3 1
BEL .03 0 0  SPN .03 0 0  TUR .02 0 0  NTH .01 0 0  SWD .01 0 0  RUM .01 3 0
POR .01 0 0  SWZ .01 0 0  GRC 0 0 0    DEN 0 0 0    YUG 0 0 0    BUL 0 0 0
NOR 0 0 0    ALB 0 0 0
"""
ROWS = np.array(TABLE.split()).reshape(-1, 4)
POWER, GERMANY, RUSSIA = ROWS[:, 1:].astype(float).T
LEVELS = (0, 1, 2, 3)


def test_the_table_has_twenty_states():
    assert len(ROWS) == 20
    assert POWER.sum() == pytest.approx(1)


def test_unweighted_s_calls_them_rather_alike():
    assert s_score(GERMANY, RUSSIA) == pytest.approx(0.40)


def test_weighted_by_capabilities_they_are_rather_opposed():
    assert s_score(GERMANY, RUSSIA, weights=POWER) == pytest.approx(-0.46)


def test_all_pairs_at_once_give_the_same():
    found = s_scores(np.stack([RUSSIA, GERMANY]), levels=LEVELS, weights=POWER)
    assert found[0, 1] == pytest.approx(-0.46)


def test_kappa_with_squared_distances():
    found = weighted_kappa(GERMANY, RUSSIA, levels=LEVELS)
    assert found == pytest.approx(-0.07758621, abs=5e-9)


def test_pi_of_four_names():
    found = scotts_pi(GERMANY, RUSSIA, levels=LEVELS)
    assert found == pytest.approx(-0.04477612, abs=5e-9)


@pytest.mark.parametrize("distance", ["absolute", "squared"])
def test_the_alignment_index(distance):
    found = adjusted_s(GERMANY, RUSSIA, levels=LEVELS, distance=distance)
    assert found == pytest.approx(-0.04)
