"""Formulas taken apart, and columns turned into regressors."""

from __future__ import annotations

import numpy as np
import pytest

from suzerain.core.errors import StrategyError
from suzerain.strategy.classics.strategic_models.design import (
    UnknownColumn,
    read_kept,
    regressors,
)
from suzerain.strategy.classics.strategic_models.formula import (
    parse_equations,
    parse_formula,
)

DATA = {
    "x": ["1", "2", "3", "4"],
    "z": ["0.5", "-1", "2", "0"],
    "g": ["b", "a", "c", "a"],
    "h": ["no", "yes", "no", "yes"],
}


def made(text, data=DATA):
    (equation,) = parse_equations(text)
    kept, _ = read_kept(data, data)
    return regressors(equation, kept)


def test_a_formula_has_outcomes_and_equations():
    found = parse_formula("esc + war ~ s_wt_re1 + revis1 | 0 | 1\n| balanc - 1")
    assert found.outcome == ("esc", "war")
    assert [one.constant for one in found.equations] == [True, False, True, False]
    assert [len(one.products) for one in found.equations] == [2, 0, 0, 1]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("x + z", ["(Intercept)", "x", "z"]),
        ("0", []),
        ("1", ["(Intercept)"]),
        ("0 + x", ["x"]),
        ("x - 1", ["x"]),
        ("- 1 + x", ["x"]),
        ("x + x", ["(Intercept)", "x"]),
        ("x:z", ["(Intercept)", "x:z"]),
        ("x*z", ["(Intercept)", "x", "z", "x:z"]),
        ("I(x^2) + log(x)", ["(Intercept)", "I(x^2)", "log(x)"]),
        ("g", ["(Intercept)", "gb", "gc"]),
        ("g - 1", ["ga", "gb", "gc"]),
        ("g + h - 1", ["ga", "gb", "gc", "hyes"]),
        ("x + g:x", ["(Intercept)", "x", "gb:x", "gc:x"]),
        ("g:x", ["(Intercept)", "ga:x", "gb:x", "gc:x"]),
        ("g*h", ["(Intercept)", "gb", "gc", "hyes", "gb:hyes", "gc:hyes"]),
        ("factor(x)", ["(Intercept)", "factor(x)2", "factor(x)3", "factor(x)4"]),
        ("`x`", ["(Intercept)", "x"]),
    ],
)
def test_an_equation_names_its_regressors(text, names):
    assert list(made(text)[0].names) == names


def test_regressors_hold_what_they_say():
    x, z = np.array([1, 2, 3, 4.0]), np.array([0.5, -1, 2, 0])
    found, reference = made("x*z + I(x^2) + g")
    columns = dict(zip(found.names, found.matrix.T, strict=True))
    assert columns["x:z"].tolist() == (x * z).tolist()
    assert columns["I(x^2)"].tolist() == (x**2).tolist()
    assert columns["gc"].tolist() == [0, 0, 1, 0]
    assert reference == {"g": "a"}


def test_rows_that_lack_a_value_are_left_out_and_counted():
    data = {"x": ["1", "NA", "3", ""], "z": [1, 2, float("nan"), 4], "other": "    "}
    kept, left_out = read_kept(data, ["x", "z"])
    assert (kept["x"].tolist(), left_out) == ([1.0], 3)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("esc + war", "no outcome and equations"),
        ("~ x", "no outcome and equations"),
        ("y ~ x ~ z", "no outcome and equations"),
        ("log(y) ~ x", "cannot read 'log(y)'"),
        ("y ~ x | | z", "cannot read"),
        ("y ~ x + sin(z)", "cannot read 'sin(z)'"),
        ("y ~ x - z", "cannot read '- z'"),
        ("y ~ x + + z", "cannot read"),
        ("y ~ x^2", "cannot read 'x^2'"),
    ],
)
def test_a_formula_that_cannot_be_read_is_refused(text, says):
    with pytest.raises(StrategyError) as caught:
        parse_formula(text)
    assert says in str(caught.value)


def test_an_unknown_column_is_refused_with_the_nearest():
    with pytest.raises(UnknownColumn, match="no column 'balance'"):
        read_kept({"balanc": [1.0]}, ["balance"])


@pytest.mark.parametrize("value", ["inf", "-inf", float("inf")])
def test_infinite_values_are_refused(value):
    with pytest.raises(StrategyError, match="'x' holds values that are not finite"):
        read_kept({"x": [1.0, value]}, ["x"])


def test_data_without_a_whole_row_are_refused():
    with pytest.raises(StrategyError, match="no row has a value"):
        read_kept({"x": ["NA", "1"], "z": ["1", "NA"]}, ["x", "z"])


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("log(z)", "log(z): column 'z' goes down to -1"),
        ("sqrt(z)", "goes down to -1"),
        ("log(g)", "holds text"),
        ("exp(big)", "beyond all numbers"),
    ],
)
def test_a_change_that_has_no_value_is_refused(text, says):
    with pytest.raises(StrategyError) as caught:
        made(text, DATA | {"big": ["1e4"] * 4})
    assert says in str(caught.value)
