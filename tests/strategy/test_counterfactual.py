"""A pact with an outsider gone, or refusing, beside the pact as it is."""

from __future__ import annotations

import json
from dataclasses import replace

import jsonschema
import numpy as np
import pytest
from conftest import TERMS, make_case
from hypothesis import given, settings
from hypothesis import strategies as st

from suzerain.case.change import change
from suzerain.case.pact import Term
from suzerain.cli.schemas import read_schema
from suzerain.core.errors import StrategyError, UnknownActor
from suzerain.core.worlds import Worlds
from suzerain.strategy.counterfactual import counterfactual
from suzerain.strategy.solution import against, solve, without

KINDS = ("without", "without_consent")


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_what_the_plain_calls_say(case, kind):
    found = counterfactual(case, "CCC", Worlds(count=200), kind=kind)
    plain = (without if kind == "without" else against)(case, "CCC", Worlds(count=200))
    np.testing.assert_array_equal(found.changed.level, plain.level)
    np.testing.assert_array_equal(found.worth, plain.surplus - found.base.surplus)
    base = solve(case, Worlds(count=200))
    assert found.base.to_dict() == base.to_dict()


def test_a_base_that_is_known_is_not_solved_again(case):
    worlds = Worlds(count=100)
    base = solve(case, worlds)
    found = counterfactual(case, "CCC", worlds, base=base)
    assert found.base is base
    fresh = counterfactual(case, "CCC", Worlds(count=100))
    assert found.to_dict() == fresh.to_dict()


@settings(max_examples=3)
@given(st.integers(0, 500))
def test_no_pact_is_lost_when_an_outsider_is_gone_and_none_won_when_it_refuses(seed):
    worlds = Worlds(count=40, seed=seed)
    for actor in ("CCC", "DDD"):
        gone = counterfactual(make_case(), actor, worlds)
        assert gone.to_dict()["difference"]["p_pact"] >= 0
        refusing = counterfactual(make_case(), actor, worlds, kind="without_consent")
        assert refusing.to_dict()["difference"]["p_pact"] <= 0


@pytest.mark.parametrize("kind", KINDS)
def test_presence_adds_up_and_fits_the_schema(case, kind):
    record = counterfactual(case, "CCC", Worlds(count=200), kind=kind).to_dict()
    for row in record["difference"]["terms"]:
        assert row["p_present"] == pytest.approx(row["gained"] - row["lost"])
    schema = json.loads(read_schema("counterfactual"))
    jsonschema.Draft202012Validator(schema).validate(record)
    json.dumps(record, allow_nan=False)


def test_an_outsider_without_a_hold_changes_nothing(case):
    record = counterfactual(case, "EEE", Worlds(count=100)).to_dict()
    assert record["difference"]["p_pact"] == 0
    for worth in record["difference"]["members_surplus"].values():
        assert worth["mean"] == 0
        assert worth["share"] == 0


@settings(max_examples=3)
@given(st.integers(0, 500))
def test_a_worthless_term_changes_no_difference(seed):
    term = Term(giver="AAA", taker="BBB", good="border_settlement")
    case = make_case()
    worthless = {"good.border_settlement.term_size": 0}
    (pact,) = case.pacts
    more = replace(case, pacts=(replace(pact, terms=(*TERMS[:4], term)),))
    less = replace(case, pacts=(replace(pact, terms=TERMS[:4]),))
    one, two = (
        counterfactual(c, "CCC", Worlds(count=30, seed=seed)).to_dict()["difference"]
        for c in (less, change(more, worthless))
    )
    assert one["p_pact"] == two["p_pact"]
    assert one["members_surplus"] == two["members_surplus"]
    assert one["terms"] == two["terms"][:-1]
    assert two["terms"][-1]["mean_level"] == 0


def test_it_reads_aloud(case):
    text = str(counterfactual(case, "CCC", Worlds(count=200)))
    assert "CCC not there" in text
    assert "worth to AAA" in text


def test_a_member_and_a_stranger_are_refused(case):
    with pytest.raises(StrategyError, match="AAA is a member"):
        counterfactual(case, "AAA", Worlds(count=10))
    with pytest.raises(UnknownActor, match="QQQ"):
        counterfactual(case, "QQQ", Worlds(count=10))
