"""What third powers answer, alone and together, and how their presence shows."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest
from conftest import TERMS, make_case, need, tie
from hypothesis import given, settings
from hypothesis import strategies as st
from test_tolerance import overruled

from suzerain.case.actor import Actor
from suzerain.case.pact import Stance, ThirdPower
from suzerain.core.errors import StrategyError
from suzerain.core.spread import Spread
from suzerain.core.worlds import Worlds
from suzerain.measures.dependence import cut_off_loss
from suzerain.strategy.answers import ANSWERS, contradictory
from suzerain.strategy.arms import RUIN
from suzerain.strategy.joint import choquet, joint_loss
from suzerain.strategy.payoff import payoffs
from suzerain.strategy.problem import chosen_pact
from suzerain.strategy.setting import bounded, set_up
from suzerain.strategy.shadow import Shadow
from suzerain.strategy.solution import solve
from suzerain.strategy.threat import expose_around

FEW = Worlds(count=80)


def two_suppliers(**changes):
    """A case in which two outsiders share one member's oil."""
    base = make_case()
    ties = [t for t in base.ties if (t.good, t.recipient) != ("oil", "AAA")]
    ties += [tie("CCC", "AAA", "oil", 0.5), tie("DDD", "AAA", "oil", 0.4)]
    return replace(base, ties=tuple(ties), **changes)


def setting_of(case, worlds=None):
    worlds = Worlds(count=60) if worlds is None else worlds
    return set_up(case, chosen_pact(case, None), worlds, steps=3)


def solved(case, **options):
    return solve(case, Worlds(count=80), levels=3, **options)


@pytest.fixture(scope="module")
def solution():
    return solved(make_case())


def test_answers_add_up_and_agree_with_what_a_power_can_and_wants(solution):
    for p, reply in enumerate(solution.replies):
        shares = reply.shares()
        assert sum(shares.values()) == pytest.approx(1)
        stops = np.isin(reply.answer, [ANSWERS.index(x) for x in ("price", "block")])
        assert (stops >= (solution.can[:, p] & solution.wants[:, p])).all()
        assert not (stops & (reply.answer == 3) & solution.exists).any()
        assert ((reply.answer == -1) == ~solution.watched).all()


def test_a_price_is_a_pact_with_other_terms(solution):
    for reply in solution.replies:
        priced = reply.answer == ANSWERS.index("price")
        moved = (solution.level_unwatched != solution.level).any(axis=1)
        assert solution.exists[priced].all()
        assert moved[priced].all()
        for row in reply.demands(
            solution.pact.terms, solution.level_unwatched, solution.level
        ):
            assert row["from"] != row["to"]
            assert 0 < row["share"] <= 1


def test_only_who_favours_a_pact_or_gains_by_it_endorses_it():
    def share(attitude):
        stance = Stance(
            actor="CCC", speaker="CCC", target="pact", attitude=attitude, claim="c"
        )
        return solved(make_case(stances=(stance,))).replies[0].shares()["endorse"]

    assert share("supports") > 0
    assert share("reserved") == 0
    assert share("opposes") == 0


def test_stances_for_and_against_are_marked():
    both = tuple(
        Stance(actor="CCC", speaker="CCC", target="pact", attitude=one, claim=one)
        for one in ("supports", "opposes")
    )
    found = solved(make_case(stances=both))
    record = found.to_dict()["third_powers"]
    assert [row["contradictory"] for row in record] == [True, False]
    assert any("both favour and displeasure" in note for note in found.notes)
    assert not contradictory(("endorses", "reserved"))


def test_the_shadow_is_the_pact_solved_with_the_power_absent(solution):
    for shadow in solution.shadows:
        other = solved(make_case(), absent=(shadow.actor,))
        np.testing.assert_array_equal(shadow.level, other.level)
        np.testing.assert_allclose(shadow.surplus, other.surplus, atol=1e-15)


def test_without_any_third_power_the_two_party_pact_is_left(solution):
    alone = solved(make_case(powers=(), stances=()), absent=("CCC", "DDD"))
    np.testing.assert_array_equal(alone.exists, solution.watched)
    np.testing.assert_array_equal(alone.level, alone.level_unwatched)


def test_what_is_printed_is_finite_and_says_which_instrument(solution):
    record = json.loads(json.dumps(solution.to_dict(), allow_nan=False))
    rows = record["third_powers"][0]["instruments"]
    assert {"cut.trade.CCC.AAA", "cut.exports.CCC.BBB"} <= {
        row["instrument"] for row in rows
    }
    assert sum(row["decides"] for row in rows) == pytest.approx(1)
    assert all(row["effect"]["low"] <= row["effect"]["high"] for row in rows)
    assert "what weighs most" in str(solution)
    mix = record["price_of_veto"]["instruments"]
    assert mix
    assert all(0 < row["share"] <= 1 for row in mix)


@given(
    st.floats(0, 1), st.floats(0, 1), st.floats(0, 1), st.floats(0, 1), st.floats(0, 1)
)
def test_two_together_never_take_less_than_either_alone(b, c, one, two, more):
    both = max(one, two) + more
    part, alone = ((np.array([x]), np.array([y])) for x, y in ((b, c), (one, two)))
    joint = choquet(part, alone, np.array([both]))[0]
    assert joint >= max(b * one, c * two) - 1e-12
    assert joint <= both + 1e-12
    grown = choquet((np.array([min(b + 0.1, 1)]), part[1]), alone, np.array([both]))
    assert grown[0] >= joint - 1e-12


def test_the_joint_loss_is_that_of_the_dependence_engine():
    worlds, case = Worlds(count=40), two_suppliers()
    exposure = expose_around(case, worlds, ("AAA", "BBB", "CCC", "DDD"))
    whole = cut_off_loss(exposure, ("CCC", "DDD"))[:, exposure.actors.index("AAA")]
    np.testing.assert_allclose(joint_loss(exposure, ("CCC", "DDD"), "AAA"), whole)


def test_a_pair_can_stop_whatever_either_can_and_needs_both_wills():
    setting = setting_of(two_suppliers())
    (pair,) = setting.together
    assert pair.parties == ("CCC", "DDD")
    rng = np.random.default_rng(1)
    choice = rng.integers(0, 3, (60, len(setting.pact.terms)))
    one, two = setting.alone
    assert (pair.can(choice) >= (one.can(choice) | two.can(choice))).all()
    assert (pair.can(choice) > (one.can(choice) | two.can(choice))).any()
    np.testing.assert_array_equal(
        pair.wants(choice), one.wants(choice) & two.wants(choice)
    )
    once = pair.refusing("CCC")
    np.testing.assert_array_equal(once.wants(choice), two.wants(choice))
    np.testing.assert_array_equal(once.refusing("CCC").wants(choice), two.wants(choice))
    cuts_alone = replace(pair, pull=pair.sticks)
    refused = once.refusing("DDD")  # to refuse is to cut, not to pay
    np.testing.assert_array_equal(refused.blocks(choice), cuts_alone.can(choice))
    assert pair.refusing("EEE") is pair


def test_what_a_power_pays_for_it_stops_only_if_it_wants_to():
    register = overruled(power__credibility=0, power__inducement=0.3)
    found = solved(make_case(register=register))
    assert found.can[:, 0].any()
    assert found.director_index == 0
    np.testing.assert_array_equal(found.exists, found.exists_without_consent)


def chain():
    """Sells nothing to a member itself, but holds who does."""
    base = make_case()
    needs = (*base.needs, need("DDD", "trade", 0.4, 0.1))
    ties = [t for t in base.ties if (t.good, t.recipient) != ("oil", "AAA")]
    ties += [tie("DDD", "AAA", "oil", 0.9), tie("CCC", "DDD", "trade", 0.9)]
    powers = (ThirdPower(actor="CCC", role="third"),)
    register = overruled(power__credibility=0.9, power__stake=0.5)
    return replace(
        base, needs=needs, ties=tuple(ties), powers=powers, register=register
    )


def test_a_leader_stops_more_with_those_it_compels():
    case = chain()
    found = solved(case)
    (concert,) = found.to_dict()["coalitions"]
    assert concert["powers"] == ["CCC"]
    assert concert["followers"] == ["DDD"]
    alone = found.to_dict()["third_powers"][0]
    assert concert["p_can_block"] >= alone["p_can_block"]
    assert concert["p_can_block_if_expected"] >= concert["p_can_block"]
    setting = setting_of(case)
    (led,) = setting.together
    assert (led.pull >= setting.alone[0].pull).all()
    assert (led.pull[0] > setting.alone[0].pull[0]).any()


@settings(max_examples=4)
@given(
    st.sampled_from(["power__stake", "power__credibility", "power__inducement"]),
    st.floats(0.01, 0.5),
    st.floats(0.01, 0.5),
)
def test_a_power_with_more_to_use_never_leaves_more_pacts(name, one, other):
    low, high = (
        solved(two_suppliers(register=overruled(**{name: x})))
        for x in sorted((one, other))
    )
    assert (high.exists <= low.exists).all()
    assert (high.exists_without_consent <= low.exists_without_consent).all()


def test_one_actors_assumption_can_be_set_and_only_its_own():
    believed, other = (
        solved(make_case(register=overruled(**{name: 0.0, "power__inducement": 0})))
        for name in ("power__credibility__CCC", "power__credibility__DDD")
    )
    assert not believed.can[:, 0].any()
    assert other.can[:, 0].any()
    assert not other.can[:, 1].any()


def test_a_member_that_would_be_its_own_patron_is_refused():
    powers = (ThirdPower(actor="AAA", role="third"),)
    with pytest.raises(StrategyError, match="third power to it"):
        solve(make_case(powers=powers), FEW)
    for option in ("absent", "refusing"):
        with pytest.raises(StrategyError, match="third power to it"):
            solve(make_case(), FEW, **{option: ("BBB",)})


def table_with(worth):
    case = make_case()
    table = payoffs(case, case.pacts[0], Worlds(count=5), levels=3)
    table.gain[0, 2, 3, 1] = worth
    return table


@pytest.mark.parametrize("worth", [np.inf, -np.inf, np.nan])
def test_an_infinite_payoff_is_refused(worth):
    with pytest.raises(StrategyError, match=r"term\.oil\.BBB\.AAA is worth"):
        bounded(table_with(worth))


def test_a_payoff_without_bound_is_cut_down_and_said():
    table = bounded(table_with(1e150))
    assert table.gain.max() == pytest.approx(RUIN)
    assert any("all there is to AAA" in note for note in table.notes)
    plain = table_with(0.1)
    assert bounded(plain) is plain


def test_a_total_loss_is_a_finite_threat():
    base = make_case()
    ties = [t for t in base.ties if (t.good, t.recipient) != ("oil", "AAA")]
    needs = [n for n in base.needs if (n.good, n.actor) != ("oil", "AAA")]
    case = replace(
        base,
        ties=(*ties, tie("CCC", "AAA", "oil", 1.0)),
        needs=(*needs, need("AAA", "oil", 0.1, 0.0)),
        register=overruled(good__oil__evasion=0, measure__rho=1),
    )
    setting = setting_of(case)
    pull = setting.alone[0].pull[0]
    assert (pull > 1).all()
    assert (pull <= RUIN).all()
    json.dumps(solved(case).to_dict(), allow_nan=False)


def test_a_thousand_outsiders_do_not_hide_the_one_that_holds():
    base = make_case()
    codes = [f"X{k:03d}" for k in range(1000)]
    case = replace(
        base,
        actors=(*base.actors, *(Actor(code=code, name=code) for code in codes)),
        ties=(
            *base.ties,
            *(
                replace(tie(code, "BBB", "exports", 0), share=Spread.point(0.0001))
                for code in codes
            ),
        ),
    )
    found = solve(case, Worlds(count=20), levels=2)
    assert found.patron == "CCC"
    assert found.powers == ("CCC", "DDD")


def test_what_a_shadow_takes_and_adds_is_told_apart():
    pact = replace(make_case().pacts[0], terms=TERMS[:1])
    before = np.array([[1.0], [1.0], [1.0], [0.0], [0.0]])
    after = np.array([[0.0], [0.0], [1.0], [1.0], [0.0]])
    none = np.zeros((2, 5))
    shadow = Shadow(actor="CCC", level=before, surplus=none)
    (row,) = shadow.to_dict(pact, after, none, 0.25)["terms"]
    assert (row["without"], row["with"]) == (0.6, 0.4)
    assert (row["taken"], row["added"]) == (0.4, 0.2)
