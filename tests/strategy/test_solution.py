"""What solving returns."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest
from conftest import TERMS, make_case, need, tie
from hypothesis import given, settings
from hypothesis import strategies as st

from suzerain.case.actor import Actor
from suzerain.case.pact import Term, ThirdPower
from suzerain.core.assumption import load_register
from suzerain.core.errors import (
    NoPact,
    StrategyError,
    UnknownActor,
    UnknownReference,
)
from suzerain.core.spread import Spread
from suzerain.core.worlds import Worlds
from suzerain.measures.leverage import leverage
from suzerain.measures.patronage import patron
from suzerain.strategy.consent import consents_in
from suzerain.strategy.remarks import notes_on
from suzerain.strategy.setting import set_up
from suzerain.strategy.solution import against, solve, without


def test_the_patron_is_the_power_with_the_largest_leverage(case):
    solution = solve(case, Worlds(count=500))
    assert solution.patron == "CCC"
    ranking = patron(case, Worlds(count=500))
    assert solution.patron == ranking.patron
    grid = leverage(case, Worlds(count=500))
    np.testing.assert_allclose(
        solution.leverage[0, 0], grid["CCC", "AAA"].values, atol=1e-12
    )


def test_consent_refusal_and_absence_are_ordered(case):
    solution = solve(case, Worlds(count=500))
    refused, struck = solution.exists_without_consent, solution.exists
    assert (refused <= struck).all()
    assert (struck <= solution.exists_without_patron).all()
    assert 0 < solution.p_pact_without_consent < solution.p_pact < 1
    assert solution.director_index == pytest.approx((struck & ~refused).mean())


def test_without_any_third_power_the_members_bargain_alone(case):
    freed = solve(case, Worlds(count=300), absent=("CCC", "DDD"))
    base = solve(case, Worlds(count=300))
    np.testing.assert_array_equal(freed.exists, base.watched)
    np.testing.assert_array_equal(freed.level, freed.level_without_patron)
    assert freed.powers == ()
    bare = replace(
        case, powers=(), ties=tuple(t for t in case.ties if t.provider != "CCC")
    )
    pair = {t.id: t for t in bare.ties if {t.provider, t.recipient} == {"AAA", "BBB"}}
    alone = solve(replace(bare, ties=tuple(pair.values())), Worlds(count=300))
    np.testing.assert_array_equal(alone.exists, alone.watched)
    np.testing.assert_array_equal(alone.exists_without_consent, alone.watched)
    assert freed.patron == ""
    assert any("no outside power" in note for note in freed.notes)


def test_a_power_that_stays_away_and_one_that_refuses(case):
    base = solve(case, Worlds(count=300))
    gone = without(case, "CCC", Worlds(count=300))
    never = against(case, "CCC", Worlds(count=300))
    np.testing.assert_array_equal(never.exists, base.exists_without_consent)
    assert gone.p_pact >= base.p_pact >= never.p_pact
    np.testing.assert_array_equal(gone.level, base.level_without_patron)
    assert "CCC" not in gone.powers


def test_any_actor_may_be_the_one_that_refuses(case):
    solution = against(case, "EEE", Worlds(count=100))
    assert "EEE" in solution.powers


def test_the_dictionary_is_json_and_finite(case):
    solution = solve(case, Worlds(count=200))
    text = json.dumps(solution.to_dict(), allow_nan=False)
    found = json.loads(text)
    assert found["members"] == ["AAA", "BBB"]
    assert {row["good"] for row in found["terms"]} == {term.good for term in TERMS}
    assert found["third_powers"][0]["actor"] == "CCC"
    assert 0 < found["price_of_veto"]["median"] < 1


def test_every_basis_is_an_id_of_the_case_or_of_the_register(case):
    solution = solve(case, Worlds(count=50))
    known = {x.id for x in (*case.needs, *case.ties, *TERMS)} | {"c-x"}
    for name in solution.basis:
        assert name in known or case.register[name].reason
    for row in solution.to_dict()["top_assumptions"]:
        cell = row["id"].removesuffix(".weight").removesuffix(".home")
        assert cell in known or case.register[row["id"]].reason


def test_the_same_seed_gives_the_same_numbers_whatever_was_drawn_before(case):
    worlds = Worlds(count=200, seed=4)
    worlds.draw("something else", ANYTHING)
    here, there = solve(case, worlds), solve(case, Worlds(count=200, seed=4))
    assert here.to_dict() == there.to_dict()
    assert "power.credibility.CCC" in worlds.drawn


@settings(max_examples=10)
@given(st.integers(0, 1000))
def test_naming_the_members_the_other_way_round_mirrors_the_pact(seed):
    case = make_case()
    pact = case.pacts[0]
    turned = replace(case, pacts=(replace(pact, members=pact.members[::-1]),))
    here, there = (solve(c, Worlds(count=60, seed=seed)) for c in (case, turned))
    np.testing.assert_allclose(here.surplus, there.surplus[::-1], atol=1e-12)
    np.testing.assert_array_equal(here.exists, there.exists)


def test_a_worthless_term_is_never_traded(case):
    useless = tuple(
        need("AAA", "food", 0.0, 0.5) if n.good == "food" else n for n in case.needs
    )
    solution = solve(replace(case, needs=useless), Worlds(count=300))
    assert not solution.level[:, [t.good for t in TERMS].index("food")].any()


def test_three_members_in_a_ring_strike_a_pact():
    case = make_case()
    terms = (
        Term(giver="AAA", taker="BBB", good="artillery", status="observed"),
        Term(giver="BBB", taker="DDD", good="oil", status="observed"),
        Term(giver="DDD", taker="AAA", good="food", status="observed"),
    )
    pact = replace(case.pacts[0], members=("AAA", "BBB", "DDD"), terms=terms)
    solution = solve(
        replace(case, pacts=(pact,), powers=(ThirdPower(actor="CCC", role="third"),)),
        Worlds(count=400),
    )
    assert solution.surplus.shape == (3, 400)
    assert 0 < solution.p_pact < 1
    assert (solution.surplus[:, solution.exists] > 0).all()


def test_no_gains_no_pact(case):
    pact = replace(case.pacts[0], terms=TERMS[:1])  # one side gives, none returns
    solution = solve(replace(case, pacts=(pact,)), Worlds(count=100))
    assert solution.p_pact == 0
    assert solution.to_dict()["price_of_veto"] is None
    assert any("no pact forms" in note for note in solution.notes)


def test_a_member_cannot_be_its_own_patron(case):
    powers = (ThirdPower(actor="AAA", role="third"),)
    with pytest.raises(StrategyError, match="AAA is a member"):
        solve(replace(case, powers=powers), Worlds(count=5))
    with pytest.raises(StrategyError):
        without(case, "BBB", Worlds(count=5))


@pytest.mark.parametrize(
    ("arguments", "error"),
    [({"refusing": ("ZZZ",)}, UnknownActor), ({"pact": "pakt"}, UnknownReference)],
)
def test_unknown_names_are_refused(case, arguments, error):
    with pytest.raises(error):
        solve(case, Worlds(count=5), **arguments)


def test_a_case_without_pact_is_refused(case):
    with pytest.raises(NoPact):
        solve(replace(case, pacts=()), Worlds(count=5))


def test_a_term_with_an_outsider_is_refused(case):
    terms = (replace(TERMS[0], taker="EEE"),)
    pact = replace(case.pacts[0], terms=terms)
    with pytest.raises(StrategyError, match="two members"):
        solve(replace(case, pacts=(pact,)), Worlds(count=5))


def test_thousands_of_actors_are_no_burden(case):
    crowd = tuple(Actor(code=f"X{k}", name=f"X{k}") for k in range(3000))
    ties = tuple(tie(f"X{k}", f"X{k + 1}", "oil", 0.1) for k in range(2900))
    near = tuple(tie(f"X{k}", "AAA", "trade", 0.0001) for k in range(30))
    many = replace(case, actors=(*case.actors, *crowd), ties=(*case.ties, *ties, *near))
    solution = solve(many, Worlds(count=50))
    assert solution.patron == "CCC"


ANYTHING = Spread(low=0, high=1)
PINNED = {
    "sigma": 3,
    "varsigma": 1.3,
    "evasion": 0.2,
    "rho": 0.9,
    "term_size": 0.5,
    "giver_cost": 0.3,
    "strategic_cost": 0.0005,
    "giver_drain": 0.02,
    "provocation": 0.4,
    "bargaining_power": 1,
    "relative_size": 1,
    "no_return": 0.5,
    "cut_off_chance": 0.05,
    "observed": 0.95,
    "promised": 0.7,
    "alleged": 0.6,
    "doubted": 0.3,
    "stake": 0.01,
    "keep": 0.0015,
    "omega": 0.005,
    "theta": 0.1,
    "kappa": 0.001,
    "reaction": 0.6,
    "echo": 0.2,
    "own": 1,
    "part": 1,
    "joins": 0,
    "answered": 1,
    "cost": 1,
    "verified": 1,
    "concerned": 0.5,
}
TRANSCRIPT = """\
A pact: struck in 100% of worlds
  against the refusal of CCC: 30%; without CCC: 100%; only by its leave: 70%
  worth in log welfare where it is struck
    +0.0090 [+0.0030, +0.0404]  AAA
    +0.0062 [+0.0015, +0.0185]  BBB
  with consent, against refusal, without it: terms
   93%  30% 100%  AAA gives artillery and shells to BBB (observed)
   34%  28%  93%  AAA gives troops to BBB (observed)
    3%   1%   2%  BBB gives missile technology to AAA (doubted)
   28%  27%  74%  BBB gives oil to AAA (alleged)
   62%  26%  84%  BBB gives food to AAA (promised)
   50%  19%  46%  BBB gives sanctions relief to AAA (alleged)
  CCC can stop it in 66%, wants to in 100%
    it endorses 0%, bears 20%, prices 79%, blocks 0%
    where it can, what weighs most is to
      85%  stop supplying trade to AAA
       8%  offer money to BBB
    where it prices the pact, it lowers on average
      91%  troops from AAA to BBB: 100% to 5%
      89%  artillery and shells from AAA to BBB: 100% to 45%
      74%  food from BBB to AAA: 88% to 26%
      63%  oil from BBB to AAA: 73% to 1%
      27%  sanctions relief from BBB to AAA: 75% to 16%
  DDD can stop it in 16%, wants to in 100%
    it endorses 0%, bears 20%, prices 79%, blocks 0%
    where it can, what weighs most is to
      98%  offer money to BBB
    where it prices the pact, it lowers on average
      91%  troops from AAA to BBB: 100% to 5%
      89%  artillery and shells from AAA to BBB: 100% to 45%
      74%  food from BBB to AAA: 88% to 26%
      63%  oil from BBB to AAA: 73% to 1%
      27%  sanctions relief from BBB to AAA: 75% to 16%
  CCC and DDD together can stop it in 80%, do in 80%
  price of a veto: CCC would take 2.19% [0.58%, 4.26%] of welfare from a member
    at 0.00% [0.00%, 0.22%] of its own; most often from AAA
    all it could cut, credible or not, is enough in 99%
  rivals' answers take CCC from tolerating it in 38% to 34%
  rivals' answers take DDD from tolerating it in 100% to 84%
  it enforces itself in 97%; likeliest to break it: BBB
     100%  artillery and shells from AAA to BBB
      98%  food from BBB to AAA
      75%  missile technology from BBB to AAA; AAA would stop paying; in 3+ parts 100%
      98%  sanctions relief from BBB to AAA
      99%  troops from AAA to BBB
  whether it is struck goes most with (where it is lowest, highest)
    98% 100%  need.trade.AAA.weight
    98% 100%  need.artillery.BBB.weight
    100% 98%  need.missile_technology.AAA.weight
  (nash bargaining over 3 levels of each term)
  (search: all bundles, those that cannot be best left out by bounds)
  (1 of 1 pairs of powers tried)
"""


def test_a_small_game_with_pinned_assumptions_reads_as_before():
    register = load_register()
    pinned = [
        replace(entry, spread=Spread.point(PINNED[entry.id.rpartition(".")[2]]))
        for entry in register.values()
        if entry.id.rpartition(".")[2] in PINNED
    ]
    case = make_case(register=register.overrule(pinned))
    assert str(solve(case, Worlds(count=400), levels=3)) == TRANSCRIPT.rstrip()


def test_a_solution_prints_as_who_gives_what_to_whom(case):
    text = str(solve(case, Worlds(count=100)))
    assert "A pact: struck in" in text
    assert "AAA gives artillery and shells to BBB (observed)" in text
    assert "CCC can stop it in" in text


def test_the_table_for_notebooks_escapes_names(case):
    pact = replace(case.pacts[0], name="<b>A</b>")
    page = solve(replace(case, pacts=(pact,)), Worlds(count=20))._repr_html_()
    assert "<b>" not in page
    assert "<table>" in page


def test_cutting_trade_alone_never_stops_more_than_a_full_cut_off(case):
    free = tuple(
        replace(entry, spread=Spread.point(10.0))
        for entry in load_register().values()
        if entry.id == "power.stake"
    )
    solution = solve(
        replace(case, register=case.register.overrule(free)), Worlds(count=400)
    )
    stopped = ~solution.exists_against_trade
    assert not (stopped & solution.exists_without_consent).any()


def test_without_trade_ties_cutting_trade_alone_stops_nothing(case):
    ties = tuple(
        replace(tie, good="loans") if tie.provider == "CCC" else tie
        for tie in case.ties
        if tie.good != "oil" or tie.provider != "CCC"
    )
    needs = tuple(
        replace(need, good="loans") if need.good in ("trade", "exports") else need
        for need in case.needs
    )
    solution = solve(replace(case, ties=ties, needs=needs), Worlds(count=400))
    assert solution.patron == "CCC"
    assert (solution.exists_against_trade == solution.exists_without_patron).all()


def test_the_least_sure_search_of_all_bargains_is_told(case):
    sure = consents_of(case)
    mark = np.zeros(20, dtype=bool)
    mark[:3] = True
    doubtful = replace(sure.against, search="a sample", unproved=mark)
    for deals, further in (
        (replace(sure, against=doubtful), ()),
        (sure, (None, doubtful)),
    ):
        notes = notes_on(deals, further, "CCC", 3, "nash")
        assert "search: a sample" in notes
    assert "search: a sample" not in notes_on(sure, (None,), "CCC", 3, "nash")


def consents_of(case):
    game = set_up(case, case.pacts[0], Worlds(count=20), steps=3)
    return consents_in(game)


def test_every_answer_for_a_reader_is_in_the_lines_for_a_terminal(case):
    solution = solve(case, Worlds(count=60))
    text = str(solution)
    assert f"only by its leave: {solution.director_index:.0%}" in text
    assert "worth in log welfare" in text
    assert "price of a veto: CCC would take" in text
    for driver in solution.top_assumptions[:3]:
        assert driver.id in text
    for note in solution.notes:
        assert f"({note})" in text


def test_where_no_pact_forms_nothing_is_made_up(case):
    pact = replace(case.pacts[0], terms=TERMS[:1])
    text = str(solve(replace(case, pacts=(pact,)), Worlds(count=20)))
    assert "struck in 0%" in text
    assert "price of a veto" not in text
    assert "worth in log welfare" not in text
