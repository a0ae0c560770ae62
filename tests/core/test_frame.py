"""Every result goes into frames and arrays with the numbers that it prints."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from suzerain.core.assumption import load_register
from suzerain.core.errors import SuzerainError
from suzerain.core.estimate import Estimate
from suzerain.core.frame import EXTRAS, drawn_columns, flat, labels_of, library
from suzerain.core.grid import Grid

numbers = st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=12)


def needed(name):
    return pytest.importorskip(name, reason=f"{name} is not installed")


def grid(values=(0.2, 0.4, 0.6)):
    spread = np.array(values)[:, None, None]
    return Grid(
        name="dependence",
        axes=("recipient", "provider"),
        labels=(("AAA", "BBB"), ("CCC",)),
        values=spread * np.array([[[1.0], [0.5]]]),
        unit="share",
    )


def test_a_missing_library_is_told_with_its_extra(monkeypatch):
    def absent(name):
        raise ImportError(name)

    monkeypatch.setattr("suzerain.core.frame.import_module", absent)
    for name, extra in EXTRAS.items():
        with pytest.raises(SuzerainError) as told:
            library(name)
        assert f"suzerain[{extra}]" in str(told.value)


@pytest.mark.parametrize("way", ["to_polars", "to_pandas", "to_xarray", "plot"])
def test_a_result_without_the_library_says_what_to_install(monkeypatch, way):
    def absent(name):
        raise ImportError(name)

    monkeypatch.setattr("suzerain.core.frame.import_module", absent)
    for result in (grid(), grid()["AAA", "CCC"]):
        with pytest.raises(SuzerainError, match="is not installed"):
            getattr(result, way)()


def test_names_of_a_nested_record_are_joined_by_dots():
    nested = {"a": {"b": {"c": 1}}, "d": [], "e": [{"f": 2}]}
    assert flat(nested) == {"a.b.c": 1, "d": ""}


def test_a_row_is_named_by_as_many_texts_as_tell_rows_apart():
    rows = [{"a": "x", "b": "1"}, {"a": "x", "b": "2"}]
    assert labels_of(rows) == ["x 1", "x 2"]
    assert labels_of([{"n": 1}, {"n": 2}]) == ["1", "2"]


def test_a_range_is_drawn_rather_than_a_number():
    row = {"id": "a", "n": 3, "low": 1.0, "median": 2.0, "high": 3.0}
    assert drawn_columns([row]) == [("", ("low", "median", "high"))]
    assert drawn_columns([{"id": "a", "n": 3}]) == [("n", ("n",))]


@given(numbers)
def test_an_estimate_lists_its_worlds(values):
    made = Estimate(values=np.array(values), unit="share")
    assert [row["value"] for row in made.to_rows()] == values
    assert made.column_units == {"value": "share"}


def test_the_register_lists_every_assumption_once():
    register = load_register()
    rows = register.to_rows()
    assert [row["id"] for row in rows] == list(register)
    assert all(row["low"] <= row["median"] <= row["high"] for row in rows)


@given(numbers)
def test_pandas_holds_what_the_grid_lists(values):
    needed("pandas")
    made = grid(values)
    frame = made.to_pandas()
    assert frame.to_dict("records") == made.to_rows()
    assert frame.attrs["units"] == dict.fromkeys(("low", "median", "high"), "share")


@given(numbers)
def test_polars_holds_what_the_grid_lists(values):
    needed("polars")
    made = grid(values)
    assert made.to_polars().to_dicts() == made.to_rows()


@given(numbers)
def test_xarray_holds_every_world_of_a_grid_under_its_labels(values):
    needed("xarray")
    made = grid(values)
    array = made.to_xarray()["dependence"]
    assert array.dims == ("world", "recipient", "provider")
    assert array.attrs == {"units": "share"}
    cell = array.sel(recipient="BBB", provider="CCC").values
    assert (cell == made["BBB", "CCC"].values).all()


def test_an_unknown_number_is_nan_in_arrays_and_empty_in_frames():
    needed("xarray")
    needed("polars")

    from suzerain.core.frame import Framed

    class Two(Framed):
        def to_dict(self):
            return {"rows": [{"a": 1.5}, {"a": None}]}

        _rows_at = "rows"

        def __str__(self):
            return "two"

    assert math.isnan(Two().to_xarray()["a"].values[1])
    assert Two().to_polars()["a"].to_list() == [1.5, None]


@pytest.mark.parametrize("made", [grid(), grid()["AAA", "CCC"], load_register()])
def test_a_picture_is_drawn_on_the_axes_given(made):
    matplotlib = needed("matplotlib")
    matplotlib.use("Agg")
    from matplotlib.figure import Figure

    axes = Figure().subplots()
    assert made.plot(axes) is axes
    assert axes.has_data()


@pytest.mark.parametrize("made", [grid(), grid()["AAA", "CCC"], load_register()])
def test_a_result_is_a_table_in_a_notebook(made):
    page = made._repr_html_()
    assert page.startswith("<table>")
    assert page.count("<tr>") > 1
