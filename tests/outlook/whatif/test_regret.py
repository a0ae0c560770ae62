"""What a policy loses against the best one of its world."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from made_pact import made_pact

from suzerain.core.errors import OutlookError, UnreadableSource
from suzerain.core.spread import Spread
from suzerain.core.worlds import Worlds
from suzerain.outlook.whatif.regret import Policy, read_policies, regret, regrets

CASE = made_pact()
WAIT = Policy(name="wait")
VALUES = arrays.arrays(float, (3, 7), elements=st.floats(-9, 9))


@given(VALUES, st.sampled_from(["high", "low"]))
def test_regret_is_never_negative_and_nothing_for_the_best(values, want):
    found = regrets(values, want)
    assert (found >= 0).all()
    assert (found.min(axis=0) == 0).all()


@given(VALUES)
def test_wanting_little_is_wanting_much_of_its_negative(values):
    np.testing.assert_array_equal(regrets(values, "low"), regrets(-values, "high"))


@given(VALUES, arrays.arrays(float, 7, elements=st.integers(-5, 5).map(float)))
def test_what_all_policies_gain_alike_changes_no_regret(values, extra):
    np.testing.assert_allclose(
        regrets(values + extra, "high"), regrets(values, "high"), atol=1e-12
    )


def test_policies_are_compared_in_the_same_worlds():
    refuse = Policy(name="refuse", changes={"consent.CCC": "refuse"})
    found = regret(CASE, "p_pact", [WAIT, refuse], Worlds(count=80), want="high")
    gap = found.value[0] - found.value[1]
    assert (gap >= 0).all()
    np.testing.assert_array_equal(found.regret[1], gap)
    assert not found.regret[0].any()


def test_two_policies_that_do_the_same_regret_nothing():
    same = Policy(name="same", changes={"tie.oil.BBB.AAA": "*1"})
    found = regret(CASE, "surplus.AAA", [WAIT, same], Worlds(count=40))
    assert not found.regret.any()


@pytest.mark.parametrize(("want", "sign"), [("high", -1), ("low", 1)])
def test_a_cost_is_a_loss_whichever_is_wanted(want, sign):
    costly = Policy(name="costly", cost=Spread.point(0.25))
    found = regret(CASE, "p_pact", [WAIT, costly], Worlds(count=20), want=want)
    np.testing.assert_allclose(found.value[1] - found.value[0], sign * 0.25)
    np.testing.assert_allclose(found.regret[1], 0.25)


@pytest.mark.parametrize("policies", [[], [WAIT], [WAIT, WAIT]])
def test_two_policies_of_different_names_are_needed(policies):
    with pytest.raises(OutlookError, match="policies"):
        regret(CASE, "p_pact", policies, Worlds(count=5))


def test_a_file_names_policies_as_a_command_line_does(tmp_path):
    file = tmp_path / "p.toml"
    file.write_text(
        'outcome = "oil"\n[policies.wait]\n[policies.press]\ncost = "0.1..0.2"\n'
        '[policies.press.set]\n"tie.oil.*" = "*0.5"\n"no:troops" = ""\n',
        encoding="utf-8",
    )
    told, (wait, press) = read_policies(CASE, file)
    assert told == {"outcome": "oil"}
    assert wait == WAIT
    assert press.changes == {"tie.oil.*": "*0.5", "no.troops": ""}
    assert (press.cost.low, press.cost.high) == (0.1, 0.2)


def test_a_file_that_is_no_toml_is_refused(tmp_path):
    file = tmp_path / "p.toml"
    file.write_text("[", encoding="utf-8")
    with pytest.raises(UnreadableSource):
        read_policies(CASE, file)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[policies.a]\ncost = -1\n[policies.b]\n", "0 or more"),
        ('wnat = "low"\n[policies.a]\n[policies.b]\n', "wnat"),
        ("[policies.a]\nprice = 1\n[policies.b]\n", "no policies"),
    ],
)
def test_a_file_of_policies_with_what_is_none_is_refused(tmp_path, text, told):
    file = tmp_path / "p.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(OutlookError, match=told):
        read_policies(CASE, file)


def test_it_says_in_which_unit_regret_is():
    other = Policy(name="other", changes={"no.oil": ""})
    said = [
        str(regret(CASE, name, [WAIT, other], Worlds(count=20)))
        for name in ("p_pact", "surplus.AAA")
    ]
    assert "in share of worlds" in said[0]
    assert "in log welfare" in said[1]
