"""A NumPy array whose axes and unit have names, over worlds."""

from __future__ import annotations

import numpy as np
import pytest

from suzerain.core.errors import SuzerainError, UnknownName
from suzerain.core.grid import Grid


def make_grid(values=None, **changes):
    if values is None:
        values = np.arange(12, dtype=float).reshape(2, 2, 3)
    fields = {
        "name": "dependence",
        "axes": ("recipient", "provider"),
        "labels": (("AAA", "BBB"), ("AAA", "BBB", "CCC")),
        "values": values,
        "unit": "share",
        "basis": lambda *labels: tuple(f"tie.{label}" for label in labels),
    }
    return Grid(**(fields | changes))


def test_a_cell_is_found_by_its_labels_with_its_basis():
    cell = make_grid()["BBB", "CCC"]
    assert cell.values.tolist() == [5.0, 11.0]
    assert cell.unit == "share"
    assert cell.basis == ("tie.BBB", "tie.CCC")


def test_a_grid_of_one_axis_takes_one_label():
    grid = make_grid(
        np.array([[1.0, 2.0]]), axes=("recipient",), labels=(("AAA", "BBB"),)
    )
    assert grid["BBB"].median == 2


def test_without_a_basis_a_cell_has_none():
    assert make_grid(basis=None)["AAA", "AAA"].basis == ()


def test_a_wrong_number_of_labels_names_the_axes():
    with pytest.raises(SuzerainError, match=r"names 1 axes of dependence"):
        make_grid()["AAA"]


def test_an_unknown_label_names_the_axis():
    with pytest.raises(UnknownName, match=r"the axis provider of dependence"):
        make_grid()["AAA", "CCD"]


def test_a_shape_that_does_not_fit_is_refused():
    with pytest.raises(SuzerainError, match=r"values of shape"):
        make_grid(np.zeros((2, 3, 2)))
    with pytest.raises(SuzerainError, match=r"values of shape"):
        make_grid(axes=("recipient",))


def test_cells_that_are_unknown_everywhere_are_left_out():
    values = np.arange(12, dtype=float).reshape(2, 2, 3)
    values[:, 0, 0] = np.nan
    labels = [labels for labels, _ in make_grid(values).cells()]
    assert ("AAA", "AAA") not in labels
    assert len(labels) == 5


def test_the_top_is_sorted_by_median_then_by_label():
    values = np.ones((1, 2, 3))
    values[0, 1, 2] = 2
    top = [labels for labels, _ in make_grid(values).top(3)]
    assert top == [("BBB", "CCC"), ("AAA", "AAA"), ("AAA", "BBB")]


def test_rows_carry_labels_range_and_unit():
    row = make_grid().to_rows()[0]
    assert row == {
        "recipient": "AAA",
        "provider": "AAA",
        "low": pytest.approx(0.6),
        "median": 3.0,
        "high": pytest.approx(5.4),
        "unit": "share",
    }
    assert make_grid().to_numpy().shape == (2, 2, 3)


def test_a_grid_prints_its_axes_and_its_largest_cells():
    text = str(make_grid())
    assert text.splitlines()[0] == "dependence (recipient, provider), share"
    assert "BBB CCC" in text.splitlines()[1]


def test_the_notebook_table_escapes_labels():
    grid = make_grid(labels=(("<b>", "BBB"), ("AAA", "BBB", "CCC")))
    table = grid._repr_html_()
    assert "&lt;b&gt;" in table
    assert "<b>" not in table
