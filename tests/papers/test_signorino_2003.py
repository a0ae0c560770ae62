"""Signorino 2003, as the R package games 1.1.2 (Kenkel & Signorino 2014) fits it.

Numbers are those of `../shared/theory/D_strategy.md`, section D3. Formulas are those of
the package's help pages for `egame12` and `egame123`.
"""

from __future__ import annotations

import csv
import json

import numpy as np
import pytest
from click.testing import CliRunner
from places import SHARED

from suzerain.cli.main import main
from suzerain.strategy.classics.strategic_models.game_fit import fit_game
from suzerain.strategy.classics.strategic_models.setting import Stochastics

REFERENCE = SHARED / "theory" / "reference"
WAR = "esc + war ~ s_wt_re1 + revis1 | 0 | regime1 | balanc + regime2"
THREE = "y ~ x1 + x2 | 0 | x3 | x4 + x5 | 0 | x6 | x7 | x8"
COEFFICIENTS = {
    "u1(~esc):(Intercept)": -0.4954461639,
    "u1(~esc):s_wt_re1": -0.7400146617,
    "u1(~esc):revis1": 0.4272404776,
    "u1(esc,war):(Intercept)": 0.2219066036,
    "u1(esc,war):regime1dem": -1.9022351696,
    "u1(esc,war):regime1mixed": -0.5841051409,
    "u2(esc,war):(Intercept)": 0.4990884759,
    "u2(esc,war):balanc": -0.0419715218,
    "u2(esc,war):regime2dem": -1.5436143720,
    "u2(esc,war):regime2mixed": -0.6168265522,
}


def columns(name):
    path = REFERENCE / name
    if not path.exists():
        pytest.skip(f"needs ../shared/theory/reference/{name}")
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {key: [row[key] for row in rows] for key in rows[0]}


@pytest.mark.parametrize(
    ("assumed", "expected"),
    [
        (Stochastics(), -286.12375472),
        (Stochastics(link="logit"), -286.18279390),
        (Stochastics(errors="private"), -286.11817425),
    ],
)
def test_the_wars_of_the_nineteenth_century_have_the_published_likelihood(
    assumed, expected
):
    fit = fit_game("egame12", WAR, columns("war1800.csv"), assumed)
    assert fit.converged
    assert (fit.n, fit.left_out) == (282, 31)
    assert fit.log_likelihood == pytest.approx(expected, abs=1e-6)


def test_the_wars_of_the_nineteenth_century_have_the_published_coefficients():
    fit = fit_game("egame12", WAR, columns("war1800.csv"))
    found = {one.name: one.estimate for one in fit.coefficients}
    assert found == pytest.approx(COEFFICIENTS, rel=1e-5, abs=1e-5)


@pytest.mark.parametrize(
    ("assumed", "expected"),
    [
        (Stochastics(errors="private"), -559.30884709),
        (Stochastics(link="logit"), -558.94288728),
    ],
)
def test_three_players_have_the_published_likelihood(assumed, expected):
    fit = fit_game("egame123", THREE, columns("data_123.csv"), assumed)
    assert fit.converged
    assert fit.n == 1000
    assert fit.log_likelihood == pytest.approx(expected, abs=1e-6)


def test_standard_errors_are_those_of_a_numerical_hessian():
    optimize = pytest.importorskip("scipy.optimize", reason="scipy is an oracle only")
    from scipy.stats import norm

    rows = columns("war1800.csv")
    held = [
        k
        for k in range(len(rows["esc"]))
        if "NA" not in (rows["regime1"][k], rows["regime2"][k])
    ]
    value = {
        name: np.array([float(rows[name][k]) for k in held])
        for name in ("s_wt_re1", "revis1", "balanc", "esc", "war")
    }
    regime = {
        (side, kind): np.array([rows[f"regime{side}"][k] == kind for k in held])
        for side in (1, 2)
        for kind in ("dem", "mixed")
    }

    def minus(b):
        u11 = b[0] + b[1] * value["s_wt_re1"] + b[2] * value["revis1"]
        u14 = b[3] + b[4] * regime[1, "dem"] + b[5] * regime[1, "mixed"]
        u24 = b[6] + b[7] * value["balanc"]
        u24 = u24 + b[8] * regime[2, "dem"] + b[9] * regime[2, "mixed"]
        p4 = norm.cdf(u24 / np.sqrt(2))
        p2 = norm.cdf((p4 * u14 - u11) / np.sqrt(2))
        ends = np.stack([1 - p2, p2 * (1 - p4), p2 * p4])
        came = np.where(value["esc"] == 0, 0, np.where(value["war"] == 0, 1, 2))
        return -np.log(ends[came, np.arange(len(came))]).sum()

    fit = fit_game("egame12", WAR, rows)
    at = np.array([one.estimate for one in fit.coefficients])
    assert minus(at) == pytest.approx(-fit.log_likelihood, abs=1e-9)
    again = optimize.minimize(minus, at, method="BFGS")
    assert again.fun == pytest.approx(-fit.log_likelihood, abs=1e-6)
    step, count = 1e-3, len(at)
    hessian = np.empty((count, count))
    units = np.eye(count) * step
    for i, one in enumerate(units):
        for j, other in enumerate(units):
            corners = [
                minus(at + s * one + t * other) * s * t
                for s in (1, -1)
                for t in (1, -1)
            ]
            hessian[i, j] = sum(corners) / (4 * step**2)
    expected = np.sqrt(np.diag(np.linalg.inv(hessian)))
    found = [one.standard_error for one in fit.coefficients]
    assert found == pytest.approx(expected, rel=1e-4)


def test_the_command_prints_the_published_fit():
    columns("war1800.csv")
    words = ["baseline", "egame12", "--formula", WAR, "--json"]
    words += ["--data", str(REFERENCE / "war1800.csv")]
    done = CliRunner().invoke(main, words)
    assert done.exit_code == 0, done.output
    record = json.loads(done.output)
    assert (record["model"], record["link"], record["n"]) == ("egame12", "probit", 282)
    assert record["log_likelihood"] == pytest.approx(-286.12375472, abs=1e-6)
    assert record["aic"] == pytest.approx(592.24750944, abs=1e-5)
    assert record["converged"]
    assert {"name", "estimate", "standard_error", "z", "p"} == set(
        record["coefficients"][0]
    )
