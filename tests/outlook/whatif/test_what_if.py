"""What follows from a change, paired in the same worlds."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_pact import any_of, certain, made_pact

from suzerain.core.errors import CaseError, NoPact, UnknownReference
from suzerain.core.worlds import Worlds
from suzerain.outlook.forecast import forecast
from suzerain.outlook.hypothesis import weigh
from suzerain.outlook.whatif.headline import find_headline, headlines
from suzerain.outlook.whatif.settings import apply, read_settings
from suzerain.outlook.whatif.struck import strike
from suzerain.outlook.whatif.what_if import what_if
from suzerain.strategy.attempt import Probe
from suzerain.strategy.lever import Push
from suzerain.strategy.solution import solve
from suzerain.strategy.target import Target

COUNT = 120
CASE = made_pact()
SOME = (
    "tie.trade.CCC.AAA*=0.5",
    "power.credibility=0.9",
    "no:missile_technology",
    "consent:CCC=refuse",
    "offer.AAA=0.01",
    "need.oil.AAA.weight=0.1..0.15",
    "power.keep.CCC*=0.5",
)


def worlds() -> Worlds:
    return Worlds(count=COUNT)


def asked(*texts: str, case=CASE):
    return what_if(case, read_settings(case, texts), worlds())


def values(found) -> dict[str, np.ndarray]:
    return {key: one.changed for key, one in found.differences.items()}


def same(one, other) -> None:
    assert list(one) == list(other)
    for key, numbers in one.items():
        np.testing.assert_array_equal(numbers, other[key], err_msg=key)


def solved(case, **given_more):
    applied = apply(case, case.pacts[0], given_more.pop("changes", {}))
    return strike(applied, worlds(), **given_more)


@pytest.mark.parametrize("more", [{}, {"refusing": ("CCC",)}, {"absent": ("CCC",)}])
def test_a_pact_is_solved_as_the_verb_solve_does(more):
    word = {"refusing": "refuse", "absent": "absent"}
    changes = {f"consent.{who[0]}": word[what] for what, who in more.items()}
    mine, twin = solved(CASE, changes=changes), solve(CASE, worlds(), **more)
    for name in (
        "powers",
        "patron",
        "exists",
        "exists_without_consent",
        "exists_without_patron",
        "watched",
        "level",
        "level_without_patron",
        "surplus",
        "can",
        "wants",
    ):
        np.testing.assert_array_equal(getattr(mine, name), getattr(twin, name), name)


def test_hypotheses_and_forecasts_are_those_of_their_verbs():
    drawn = worlds()
    solution = solve(CASE, drawn)
    found = headlines(apply(CASE, CASE.pacts[0], {}), worlds())
    (weighing,) = weigh(CASE, solution, drawn)
    knew = found[weighing.id_of("knew")].values
    np.testing.assert_array_equal(knew, weighing["knew"].posterior.values)
    for answer in forecast(CASE, solution, drawn):
        np.testing.assert_array_equal(
            found[answer.id].values, answer.probability.values
        )


@pytest.mark.parametrize(
    "name",
    ["p_pact", "p_pact_without_consent", "director_index", "oil", "CCC.p_can_block"],
)
def test_an_outcome_has_the_name_and_the_value_that_flip_gives_it(name):
    target = Target(outcome=name, threshold=0.5, below=True)
    probe = Probe(case=CASE, pact=CASE.pacts[0], worlds=worlds(), target=target)
    found = headlines(apply(CASE, CASE.pacts[0], {}), worlds())
    assert find_headline(name, found).value == pytest.approx(probe(Push()).value)


@pytest.mark.parametrize(
    "name",
    [
        "solve.term.oil.BBB.AAA",
        "BBB.oil.AAA",
        "surplus.AAA",
        "knew",
        "dependence.AAA.CCC",
        "leverage.CCC.AAA",
        "question.missiles",
        "CCC.p_tolerates",
    ],
)
def test_an_outcome_is_found_by_its_id_or_a_shorter_name(name):
    found = headlines(apply(CASE, CASE.pacts[0], {}), worlds())
    assert find_headline(name, found).values.shape == (COUNT,)


def test_an_unknown_outcome_is_refused_and_the_nearest_proposed():
    found = headlines(apply(CASE, CASE.pacts[0], {}), worlds())
    with pytest.raises(UnknownReference, match="p_pct") as refused:
        find_headline("p_pct", found)
    assert "did you mean 'p_pact'" in str(refused.value)


# Laws ----------------------------------------------------------------------------


def test_an_empty_change_changes_nothing_in_any_world():
    found = what_if(CASE, {}, worlds())
    for one in found.differences.values():
        np.testing.assert_array_equal(one.base, one.changed)
        assert one.rises == one.falls == one.mean == 0
        assert not one.moves
    assert found.missing == ()
    assert "Nothing changes" in found.sentence


@settings(max_examples=6)
@given(st.data())
def test_setting_a_value_to_what_it_is_changes_nothing(data):
    known = [e for e in CASE.register.values() if e.id.startswith(("power.", "pact."))]
    entry = data.draw(st.sampled_from(known))
    text = f"{entry.id}={entry.spread.low!r}..{entry.spread.high!r}"
    found = asked(data.draw(st.sampled_from([text, f"{entry.id}*=1"])))
    assert not any(one.moves for one in found.differences.values())


@settings(max_examples=4)
@given(
    st.lists(st.sampled_from(SOME), unique=True, min_size=2, max_size=4),
    st.randoms(use_true_random=False),
)
def test_the_order_of_what_is_set_does_not_matter(texts, random):
    same(values(asked(*texts)), values(asked(*any_of(texts, random))))


@pytest.mark.parametrize("factor", [0.5, 0.25])
def test_a_change_and_its_reverse_are_no_change(factor):
    there = apply(CASE, CASE.pacts[0], {"tie.oil.*": f"*{factor}"}).case
    back = apply(there, there.pacts[0], {"tie.oil.*": f"*{1 / factor}"}).case
    same(values(what_if(back, {}, worlds())), values(what_if(CASE, {}, worlds())))


@settings(max_examples=5)
@given(st.floats(0.1, 0.9), st.sampled_from(SOME))
def test_other_names_of_actors_only_rename(position, text):
    names = dict(zip(("AAA", "BBB", "CCC"), ("ZZZ", "YYY", "XXX"), strict=True))

    def spelt(key: str) -> str:
        for old, new in names.items():
            key = key.replace(old, new)
        return key

    mine = asked(text, case=certain(CASE, position))
    other = asked(spelt(text), case=certain(made_pact(names), position))
    theirs = {key: one.changed[0] for key, one in other.differences.items()}
    assert {spelt(key) for key in mine.differences} == set(theirs)
    for key, one in mine.differences.items():
        assert one.changed[0] == pytest.approx(
            theirs[spelt(key)], abs=1e-12, nan_ok=True
        )


def test_numbers_that_are_not_set_are_drawn_as_before():
    before, after = worlds(), worlds()
    pact = CASE.pacts[0]
    headlines(apply(CASE, pact, {}), before)
    headlines(apply(CASE, pact, {"tie.oil.BBB.AAA": "*0.5"}), after)
    assert before.drawn.keys() == after.drawn.keys()
    for key, drawn in before.drawn.items():
        factor = 0.5 if key == "tie.oil.BBB.AAA" else 1
        np.testing.assert_allclose(after.drawn[key], drawn * factor, err_msg=key)


# What is set ---------------------------------------------------------------------


def test_a_term_that_is_ruled_out_is_never_there():
    found = asked("no:missile_technology")
    key = "solve.term.missile_technology.BBB.AAA"
    assert found[key].after.value == 0
    assert found[f"{key}.level"].changed.max() == 0


def test_a_term_may_be_held_back_in_part():
    found = asked("term.oil.BBB.AAA=0.5")
    assert found["solve.term.oil.BBB.AAA.level"].changed.max() <= 0.5


def test_against_refusal_the_pact_is_the_one_without_consent():
    found = asked("consent:CCC=refuse")
    np.testing.assert_array_equal(
        found["solve.p_pact"].changed, found["solve.p_pact_without_consent"].base
    )


def test_a_payment_for_staying_out_only_loses_pacts():
    assert asked("offer.AAA=0.02")["solve.p_pact"].rises == 0
    assert asked("aid.AAA=0.02")["solve.p_pact"].falls == 0


def test_one_actors_own_number_is_set_for_it_alone():
    drawn = worlds()
    changed = apply(CASE, CASE.pacts[0], {"power.credibility.CCC": 0.9})
    headlines(changed, drawn)
    assert "power.credibility.CCC" not in drawn.drawn  # a point is not drawn
    assert (
        CASE.register["power.credibility"] == changed.case.register["power.credibility"]
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("tie.oil.BBB.AAB*=0.5", "did you mean 'tie.oil.BBB.AAA'"),
        ("power.credibillity=0.5", "did you mean 'power.credibility'"),
        ("power.credibility.QQQ=0.5", "no id"),
        ("no:gas", "no:oil"),
        ("consent:BBB=refuse", "consent:CCC"),
        ("consent:CCC=maybe", "refuse or absent"),
        ("offer.CCC=0.1", "offer.AAA"),
        ("offer.AAA=-1", "0 or more"),
        ("term.oil.BBB.AAA=1.5", "0 to 1"),
        ("tie.oil.BBB.AAA*=9", "0 to 1"),
        ("tie.oil.BBB.AAA=much", "no value"),
        ("tie.oil.BBB.AAA", "sets nothing"),
        ("=0.5", "sets nothing"),
        ("power.credibility=2", "0 to 1"),
        ("power.credibility.CCC=-0.1", "0 to 1"),
        ("power.omega=-1", "0 or more"),
    ],
)
def test_what_cannot_be_set_is_refused_with_a_way_out(text, told):
    with pytest.raises(CaseError) as refused:
        asked(text)
    assert told in str(refused.value)


def test_one_number_is_not_set_twice():
    with pytest.raises(CaseError, match="set twice"):
        asked("tie.oil.BBB.AAA=0.3", "tie.oil.*=0.4")
    with pytest.raises(CaseError, match="set twice"):
        asked("tie.oil.BBB.AAA=0.3", "tie.oil.BBB.AAA=0.4")


@pytest.mark.parametrize(
    ("text", "key", "value"),
    [
        ("tie.oil.BBB.AAA*=0.5", "tie.oil.BBB.AAA", "*0.5"),
        ("tie.oil.*=0.5", "tie.oil.*", "0.5"),
        ("tie.oil.*=*0.5", "tie.oil.*", "*0.5"),
        ("tie.oil.*.AAA*=0.5", "tie.oil.*.AAA", "*0.5"),
        ("tie.oil*=0.5", "tie.oil*", "0.5"),
        ("no:oil", "no.oil", ""),
        ("consent:CCC=refuse", "consent.CCC", "refuse"),
    ],
)
def test_a_star_multiplies_where_what_stands_before_it_names_something(
    text, key, value
):
    assert read_settings(CASE, [text]) == {key: value}


def test_a_case_without_a_pact_is_refused():
    with pytest.raises(NoPact):
        what_if(replace(CASE, pacts=()), {}, worlds())


def test_what_is_asked_in_no_world_is_told_as_such():
    found = asked("no:troops", "no:missile_technology", "no:oil")
    assert found["solve.power.CCC.can"].by_world.size == 0
    assert "nan" not in str(found)
    assert "not asked" in str(found)


def test_a_what_if_reads_aloud_and_is_plain_json():
    found = asked("tie.trade.CCC.AAA*=0.5")
    told = json.loads(json.dumps(found.to_dict(), allow_nan=False))
    assert told["set"][0]["new"] == "0.4 to 0.5"
    assert told["sentence"] in str(found)
    assert "of 120 worlds" in str(found)
