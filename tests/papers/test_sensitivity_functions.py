"""Sobol indices of functions whose indices are known in closed form.

Ishigami & Homma 1990: `sin a + 7 sin^2 b + 0.1 c^4 sin a` on -pi to pi; with its parts
`V_a = (1 + 0.1 pi^4 / 5)^2 / 2`, `V_b = 49 / 8`, `V_ac = 0.01 pi^8 (1/18 - 1/50)`.
Sobol's g-function: the product of `(|4 x - 2| + a) / (1 + a)` on 0 to 1, with
`V_i = 1 / (3 (1 + a_i)^2)` and `V = prod (1 + V_i) - 1`.
"""

from __future__ import annotations

import numpy as np
import pytest

from suzerain.core.errors import OutlookError
from suzerain.core.spread import Spread
from suzerain.core.worlds import Worlds
from suzerain.outlook.whatif.design import swapped
from suzerain.outlook.whatif.sobol import REST, sobol

ANGLE = Spread(low=-np.pi, high=np.pi)
UNIT = Spread(low=0, high=1)
PARTS = (0, 1, 4.5, 9, 99)
GIVEN = {"resamples": 100, "confidence": 0.8}


@pytest.fixture(autouse=True)
def scipy():
    return pytest.importorskip("scipy", reason="the extra 'sensitivity' is missing")


def ishigami(worlds: Worlds) -> np.ndarray:
    a, b, c = (worlds.draw(name, ANGLE) for name in "abc")
    return np.sin(a) + 7 * np.sin(b) ** 2 + 0.1 * c**4 * np.sin(a)


def g_function(worlds: Worlds) -> np.ndarray:
    found = np.ones(worlds.count)
    for spot, part in enumerate(PARTS):
        x = worlds.draw(f"x{spot}", UNIT)
        found *= (np.abs(4 * x - 2) + part) / (1 + part)
    return found


def closed_ishigami() -> dict[str, tuple[float, float]]:
    a = (1 + 0.1 * np.pi**4 / 5) ** 2 / 2
    b, ac = 49 / 8, 0.01 * np.pi**8 * (1 / 18 - 1 / 50)
    whole = a + b + ac
    return {
        "a": (a / whole, (a + ac) / whole),
        "b": (b / whole, b / whole),
        "c": (0, ac / whole),
    }


def closed_g() -> dict[str, tuple[float, float]]:
    own = np.array([1 / (3 * (1 + part) ** 2) for part in PARTS])
    whole = np.prod(1 + own) - 1
    total = [v * np.prod(1 + np.delete(own, k)) for k, v in enumerate(own)]
    return {f"x{k}": (own[k] / whole, total[k] / whole) for k in range(len(PARTS))}


def test_the_closed_forms_are_those_that_are_printed():
    """0.3139, 0.4424, 0 and 0.5576, 0.4424, 0.2437 (Ishigami, a = 7, b = 0.1)."""
    firsts, totals = zip(*closed_ishigami().values(), strict=True)
    np.testing.assert_allclose(firsts, [0.3139, 0.4424, 0], atol=1e-4)
    np.testing.assert_allclose(totals, [0.5576, 0.4424, 0.2437], atol=1e-4)


@pytest.mark.parametrize(
    ("model", "closed"), [(ishigami, closed_ishigami()), (g_function, closed_g())]
)
def test_indices_meet_the_closed_form(model, closed):
    found = {one.id: one for one in sobol(model, [*closed], count=2048, **GIVEN)}
    for name, (first, total) in closed.items():
        assert found[name].first.value == pytest.approx(first, abs=0.06)
        assert found[name].total.value == pytest.approx(total, abs=0.06)
    assert found[REST].total.value == 0


def test_what_is_not_named_counts_as_one_input():
    """b and c together explain what a does not, in total: 1 - S_a."""
    closed = closed_ishigami()
    found = {one.id: one for one in sobol(ishigami, ["a"], count=2048, **GIVEN)}
    assert found["a"].first.value == pytest.approx(closed["a"][0], abs=0.06)
    assert found[REST].total.value == pytest.approx(1 - closed["a"][0], abs=0.06)
    assert found[REST].first.value == pytest.approx(1 - closed["a"][1], abs=0.06)


def test_intervals_narrow_with_more_worlds():
    wide, narrow = (
        {one.id: one for one in sobol(ishigami, list("abc"), count=n, **GIVEN)}
        for n in (128, 2048)
    )
    for name in "ab":
        assert (narrow[name].total.high - narrow[name].total.low) < (
            wide[name].total.high - wide[name].total.low
        )


def test_another_distribution_goes_through_its_quantiles():
    """`y = log x` of a loguniform x is as uniform as u itself: all variance is its."""
    spread = Spread(low=1, high=100, shape="loguniform")
    found = sobol(
        lambda w: np.log(w.draw("x", spread)) + w.draw("u", UNIT),
        ["x", "u"],
        count=1024,
        **GIVEN,
    )
    share = np.log(100) ** 2 / (np.log(100) ** 2 + 1)
    assert found[0].id == "x"
    assert found[0].total.value == pytest.approx(share, abs=0.05)


def test_the_design_is_that_of_salib_for_the_same_blocks():
    """SALib reads the same outcomes to the same indices."""
    analyze = pytest.importorskip("SALib.analyze.sobol", reason="SALib is an oracle")
    count, names = 1024, list("abc")
    laid = swapped(names, count, 1)
    blocks = ishigami(laid).reshape(-1, count)
    ordered = np.concatenate([blocks[:1], blocks[2:5], blocks[1:2]])
    problem = {"num_vars": 3, "names": names, "bounds": [[-np.pi, np.pi]] * 3}
    theirs = analyze.analyze(
        problem, ordered.T.ravel(), calc_second_order=False, num_resamples=10
    )
    found = {one.id: one for one in sobol(ishigami, names, count=count, **GIVEN)}
    mine = [found[name].total.value for name in names]
    np.testing.assert_allclose(mine, theirs["ST"], atol=0.02)
    firsts = [found[name].first.value for name in names]
    np.testing.assert_allclose(firsts, theirs["S1"], atol=0.06)


def test_a_constant_outcome_and_an_odd_count_are_refused():
    with pytest.raises(OutlookError, match="no variance"):
        sobol(lambda w: np.ones(w.count), ["a"], count=16, **GIVEN)
    with pytest.raises(OutlookError, match="power of two"):
        sobol(ishigami, ["a"], count=100, **GIVEN)
