"""Every published measure stands in the catalogue."""

from __future__ import annotations

import numpy as np
from places import ROOT

from suzerain.measures.catalogue import MEASURES, PUBLISHED

FOLDER = ROOT / "src" / "suzerain" / "measures" / "published"
NO_MEASURE = {"__init__", "panel", "portfolio", "screening"}
PORTFOLIOS = ("s_scores", "weighted_kappas", "scotts_pis", "adjusted_ss")


def test_every_file_of_a_measure_is_in_the_catalogue():
    modules = {function.__module__.rsplit(".", 1)[1] for function in PUBLISHED.values()}
    files = {path.stem for path in FOLDER.glob("*.py")}
    assert files - NO_MEASURE == modules


def test_names_are_those_of_the_functions_and_no_measure_of_a_case():
    assert all(name == function.__name__ for name, function in PUBLISHED.items())
    assert not set(PUBLISHED) & set(MEASURES)


def test_every_measure_has_a_page():
    pages = ROOT / "docs" / "theory" / "measures"
    files = {path.stem for path in FOLDER.glob("*.py")} - NO_MEASURE
    assert files <= {path.stem for path in pages.glob("*.md")}


def test_measures_of_portfolios_take_the_same_matrix():
    positions = np.array([[0, 1, 3, 2], [0, 1, 3, 2], [3, 2, 0, np.nan]])
    for name in PORTFOLIOS:
        found = PUBLISHED[name](positions)
        assert found.shape == (3, 3), name
        assert found[0, 1] > found[0, 2], name
