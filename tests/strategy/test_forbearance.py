"""What the rivals' reaction does to a power's tolerance, and terms to outsiders."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from conftest import TERMS, make_case

from suzerain.case.case import Case
from suzerain.core.assumption import load_register
from suzerain.core.spread import Spread
from suzerain.core.worlds import Worlds
from suzerain.strategy.bargain import bargain
from suzerain.strategy.particulars import Particulars
from suzerain.strategy.rivals import WAYS, reaction_of
from suzerain.strategy.setting import set_up
from suzerain.strategy.veto import pick

COUNT = 400


def particulars(case: Case) -> Particulars:
    worlds = Worlds(count=COUNT)
    game = set_up(case, case.pacts[0], worlds, steps=3)
    free, deal = (
        bargain(
            game.table.gain, weight=game.weight, effort=game.effort, vetoes=watching
        )
        for watching in ((), game.vetoes)
    )
    return Particulars(
        case=case,
        pact=game.pact,
        worlds=worlds,
        table=game.table,
        vetoes=game.alone,
        free=free,
        deal=deal,
    )


def pinned(**numbers) -> Case:
    register = load_register()
    names = {name.replace("__", "."): value for name, value in numbers.items()}
    return make_case(
        register=register.overrule(
            replace(register[name], spread=Spread.point(value))
            for name, value in names.items()
        )
    )


def of(found, actor):
    return next(power for power in found.powers if power.actor == actor)


def test_rivals_answers_lower_a_powers_tolerance():
    asked = particulars(pinned(power__credibility=0.8, power__keep=0.004))
    power = of(asked.rivals, "CCC")
    assert power.with_reaction < power.without_reaction
    assert power.difference == power.with_reaction - power.without_reaction
    assert power.elasticity < 0


def test_without_rivals_nothing_is_answered():
    case = make_case()
    alone = replace(case, powers=tuple(p for p in case.powers if p.role == "third"))
    power = of(particulars(alone).rivals, "CCC")
    assert power.difference == 0
    assert power.elasticity == pytest.approx(0)
    assert not power.cost.any()
    assert particulars(alone).rivals.to_dict()["actors"] == []


def test_tolerance_without_reaction_is_that_of_a_case_without_rivals():
    case = make_case()
    alone = replace(case, powers=tuple(p for p in case.powers if p.role == "third"))
    answered, quiet = particulars(case).rivals, particulars(alone).rivals
    for power in answered.powers:
        same = of(quiet, power.actor)
        assert power.without_reaction == pytest.approx(same.with_reaction)


def test_the_cost_by_way_and_by_term_add_up_to_the_same():
    asked = particulars(make_case())
    for power in asked.rivals.powers:
        np.testing.assert_allclose(power.cost.sum(axis=0), power.by_term.sum(axis=0))
    worlds = asked.worlds.apart()
    omega = asked.case.register.draw(worlds, "power.omega", "CCC")
    due = omega * reaction_of(asked.case, worlds).cost
    provoked = pick(asked.table.provocation, asked.free.choice)
    np.testing.assert_allclose(
        of(asked.rivals, "CCC").by_term.sum(axis=0),
        (due * provoked)[asked.free.exists],
    )


def test_a_term_that_provoked_nobody_would_never_lower_tolerance():
    for power in particulars(make_case()).rivals.powers:
        assert (power.without_term >= power.with_reaction).all()
        assert (power.without_term > power.with_reaction).any() or not power.difference


def test_stronger_answers_never_raise_tolerance():
    shares = [
        of(particulars(pinned(power__reaction=b)).rivals, "CCC").with_reaction
        for b in (0, 0.3, 0.9)
    ]
    assert shares == sorted(shares, reverse=True)
    assert shares[0] > shares[-1]


def test_json_names_every_way_power_and_term():
    asked = particulars(make_case())
    told = asked.to_dict()
    assert set(told) == {"rivals", "enforcement", "externalities"}
    assert set(told["rivals"]["reaction"]) == {*WAYS, "members"}
    (first, *_) = told["rivals"]["tolerance"]
    assert {term["id"] for term in first["terms"]} == {term.id for term in TERMS}


def test_a_case_without_pact_worlds_tells_nothing_false():
    asked = particulars(pinned(group__people__term_size=1e-6))
    nobody = replace(
        asked.free,
        exists=np.zeros(COUNT, dtype=bool),
        choice=np.zeros_like(asked.free.choice),
    )
    told = replace(asked, free=nobody).rivals.to_dict()
    assert told["reaction"]["alignment"]["median"] == 0
    assert all(power["with_reaction"] == 1 for power in told["tolerance"])


def test_worlds_without_rest_are_told_in_words():
    register = load_register()
    wild = replace(register["power.reaction"], spread=Spread(low=0.3, high=2.4))
    asked = particulars(make_case(register=register.overrule([wild])))
    assert 0 < asked.rivals.unstable_share < 0.5
    assert "grow without end in" in str(asked)
    assert asked.rivals.to_dict()["unstable_share"] == asked.rivals.unstable_share


def test_what_a_term_does_to_a_power_is_its_harm():
    asked = particulars(make_case())
    (veto,) = (veto for veto in asked.vetoes if veto.actor == "CCC")
    for t, term in enumerate(asked.table.terms):
        (found,) = (
            one
            for one in asked.externalities
            if (one.actor, one.term) == ("CCC", term.id)
        )
        parts = dict(found.parts)
        total = parts.pop("total")
        np.testing.assert_allclose(total, veto.harm()[:, t, -1])
        np.testing.assert_allclose(sum(parts.values()), total, atol=1e-15)


def test_only_what_a_power_sells_costs_it_dependence():
    found = particulars(make_case()).externalities
    lost = {
        one.term: one.parts["dependence"].max() for one in found if one.actor == "CCC"
    }
    assert lost["term.oil.BBB.AAA"] > 0
    assert lost["term.missile_technology.BBB.AAA"] == pytest.approx(0, abs=1e-15)


def test_every_outsider_is_told_every_term_once():
    found = particulars(make_case()).externalities
    cells = [(one.actor, one.role, one.term) for one in found]
    assert len(set(cells)) == len(cells)
    assert {(one.actor, one.role) for one in found} == {
        ("CCC", "third"),
        ("DDD", "third"),
        ("EEE", "rival"),
    }
    assert len(cells) == 3 * len(TERMS)


def test_asking_further_leaves_the_draws_of_the_solution_as_they_were():
    asked = particulars(make_case())
    before = set(asked.worlds.drawn)
    asked.to_dict()
    assert set(asked.worlds.drawn) == before
