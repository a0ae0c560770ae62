from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from standins import make

from suzerain.case.pact import Pact
from suzerain.core.errors import UnresolvedQuestion
from suzerain.core.worlds import Worlds
from suzerain.outlook.forecast import forecast
from suzerain.outlook.standing import standing_of
from suzerain.outlook.testimony import direction_of, voices_on
from suzerain.sources.document import Document

COUNT = 300


def _forecast(deal=None, **values):
    values = {"questions": (make.question(),), **values}
    (answer,) = forecast(make.case(**values), deal, Worlds(count=COUNT))
    return answer


def _reason(answer, name):
    (found,) = [reason for reason in answer.reasons if reason.name == name]
    return found


def test_a_term_in_the_deal_is_likelier_than_one_left_out():
    there = _forecast(make.deal(COUNT, level=1)).probability.median
    gone = _forecast(make.deal(COUNT, level=0)).probability.median
    assert there > gone + 0.1


@given(st.lists(st.floats(0, 1), min_size=COUNT, max_size=COUNT))
def test_the_probability_never_falls_when_a_level_rises(levels):
    low = np.array(levels)[:, None] / 2
    less = _forecast(make.deal(COUNT, level=low)).probability.values
    more = _forecast(make.deal(COUNT, level=low * 2)).probability.values
    assert (more >= less - 1e-12).all()
    assert ((less > 0) & (more < 1)).all()


def test_the_formula_holds_world_by_world():
    deal = make.deal(COUNT, level=np.linspace(0, 1, COUNT)[:, None])
    answer = _forecast(deal)
    case, worlds = make.case(), Worlds(count=COUNT)

    def drawn(key):
        return case.register.draw(worlds, key)

    years = drawn("case.question_horizon")
    for w in (0, COUNT // 2, COUNT - 1):
        present = deal.level[w, 1] >= drawn("pact.present_level")[w]
        arrives = 1 - np.exp(-drawn("forecast.hazard.once")[w] * years[w])
        leak, base = drawn("forecast.leak")[w], drawn("forecast.base_rate")[w]
        model, weight = leak + (1 - leak) * present * arrives, 0.0
        weight = drawn("forecast.model_weight")[w]
        odds = weight * np.log(model / (1 - model))
        odds += (1 - weight) * np.log(base / (1 - base))
        expected = 1 / (1 + np.exp(-odds))
        assert answer.by_world.values[w] == pytest.approx(expected)


def test_without_the_patron_the_term_may_be_likelier():
    answer = _forecast(make.deal(COUNT, level=0, alone=1))
    assert answer.without_patron.median > answer.probability.median
    assert (answer.present, answer.present_without_patron) == (0, 1)


def test_a_doubting_expert_lowers_it_and_is_named_as_a_reason():
    doubt = make.claim("c-1", attributed_to="experts (unnamed)", polarity="negative")
    asked = make.question(basis=("c-1",))
    deal = make.deal(COUNT, level=1)
    before = _forecast(deal)
    after = _forecast(deal, questions=(asked,), claims=(doubt,))
    assert after.probability.median < before.probability.median
    reason = _reason(after, "observers without a stake doubt it")
    assert reason.change < 0
    assert "c-1" in reason.basis
    assert reason.without == pytest.approx(before.probability.median)


def test_a_members_promise_counts_for_less_than_an_observers_expectation():
    def told(speaker):
        claim = make.claim("c-1", attributed_to=speaker)
        asked = make.question(basis=("c-1",))
        return _forecast(questions=(asked,), claims=(claim,)).probability.median

    assert told("Nobody's Institute") > told("BBB/Minister") > 0


def test_the_same_speaker_twice_says_it_once():
    one = make.claim("c-1", attributed_to="BBB/Minister")
    two = make.claim("c-2", attributed_to="BBB/Minister", doc="doc-2")
    single = _forecast(questions=(make.question(basis=("c-1",)),), claims=(one,))
    double = _forecast(
        questions=(make.question(basis=("c-1", "c-2")),), claims=(one, two)
    )
    assert (single.probability.values == double.probability.values).all()


def test_an_author_printed_twice_says_it_once():
    text = "Ships of Alpha brought forty launchers to the port, so more will come. "
    prints = [
        Document(id=f"doc-{k}", name=f"{k}.txt", text=text * 4) for k in ("a", "b")
    ]
    claims = [make.claim(f"c-{k}", doc=f"doc-{k}") for k in ("a", "b")]
    single, double = (
        _forecast(
            questions=(make.question(basis=("c-a", "c-b")),),
            claims=tuple(claims[:k]),
            documents=tuple(prints[:k]),
        )
        for k in (1, 2)
    )
    assert (single.probability.values == double.probability.values).all()


def test_claims_behind_the_term_speak_as_well():
    term = replace(make.missiles, basis=("c-1",))
    pact = replace(make.pact, terms=(make.oil, term))
    seen = make.claim("c-1", kind="event", attributed_to="CCC")
    case = make.case(pacts=(pact,), claims=(seen,), questions=(make.question(),))
    (voice,) = voices_on(case, make.question(), Worlds(count=5), {})
    assert (voice.standing, voice.direction) == ("third", "delivered")
    assert voice.speakers == ("CCC",)


@pytest.mark.parametrize(
    ("speaker", "standing"),
    [
        ("", "author"),
        ("AAA/President", "member"),
        ("AAA+BBB", "member"),
        ("DDD/Spokesman", "rival"),
        ("CCC", "third"),
        ("FRA/Minister", "third"),
        ("experts (unnamed)", "observer"),
        ("Lankov", "observer"),
    ],
)
def test_a_speaker_stands_where_its_state_stands(speaker, standing):
    assert standing_of(make.case(), make.claim("c", attributed_to=speaker)) == standing


@pytest.mark.parametrize(
    ("values", "direction"),
    [
        ({"polarity": "negative"}, "doubt"),
        ({"certainty": "denied"}, "doubt"),
        ({"kind": "event"}, "delivered"),
        ({"kind": "event", "certainty": "hedged"}, "affirm"),
        ({"kind": "history"}, "affirm"),
    ],
)
def test_a_claim_reports_expects_or_doubts(values, direction):
    assert direction_of(make.claim("c", **values)) == direction


def test_more_time_makes_delivery_likelier():
    def by(date):
        asked = make.question(by=date)
        deal = make.deal(COUNT, level=1)
        return _forecast(deal, questions=(asked,), as_of="2024-10").probability

    assert by("2030").median > by("2025-12-31").median > by("2024-10").median


def test_a_case_without_a_date_says_that_time_is_assumed():
    answer = _forecast(make.deal(COUNT))
    assert any("no date" in note for note in answer.notes)
    assert "case.question_horizon" in answer.basis


def test_a_term_that_was_not_solved_leaves_the_base_rate():
    answer = _forecast()
    assert answer.present is None
    assert answer.without_patron is None
    low, high = (make.case().register["forecast.base_rate"].spread,) * 2
    assert low.low <= answer.probability.median <= high.high
    assert any("not solved" in note for note in answer.notes)


@pytest.mark.parametrize("term", ["", "oil", "term.", "need.oil.AAA"])
def test_a_question_without_a_term_is_refused(term):
    case = make.case(questions=(make.question(term=term),))
    with pytest.raises(UnresolvedQuestion, match="names no term"):
        forecast(case, None, Worlds(count=2))


def test_a_question_with_a_day_that_is_none_is_refused():
    case = make.case(questions=(make.question(by="soon"),), as_of="2024")
    with pytest.raises(UnresolvedQuestion, match="soon"):
        forecast(case, None, Worlds(count=2))


def test_fifty_dots_rise_and_the_record_is_plain_json():
    answer = _forecast(make.deal(COUNT, level=np.arange(COUNT)[:, None] % 2))
    assert len(answer.dots) == 50
    assert list(answer.dots) == sorted(answer.dots)
    told = json.loads(json.dumps(answer.to_dict()))
    assert told["question"] == "question.missile_technology.BBB.AAA"
    assert told["word"].endswith("%)")
    assert told["probability"]["low"] <= told["probability"]["high"]
    assert answer.id == "forecast.question.missile_technology.BBB.AAA"
    assert "Will it move?" in str(answer)


def test_every_reason_is_the_difference_it_makes():
    answer = _forecast(make.deal(COUNT, level=1))
    for reason in answer.reasons:
        left = answer.probability.median - reason.without
        assert reason.change == pytest.approx(left)
    assert _reason(answer, "the time that delivery takes").change < 0


def test_a_good_that_no_table_knows_counts_as_a_flow():
    answer = _forecast(questions=(make.question(term="term.salt.AAA.BBB"),))
    assert "forecast.hazard.flow" in answer.basis


def test_a_wartime_pact_is_asked_whether_it_outlives_the_war():
    pact = Pact(id="p", name="p", members=("AAA", "BBB"), terms=(), during_war=True)
    (answer,) = forecast(make.case(pacts=(pact,)), None, Worlds(count=COUNT))
    assert answer.id == "forecast.question.outlives_war.p"
    assert answer.reasons == ()


def test_a_term_of_another_pact_was_not_solved():
    asked = make.question(term="term.oil.BBB.AAA", basis=("c-9",))
    other = make.claim("c-8")
    answer = _forecast(make.deal(COUNT), questions=(asked,), claims=(other,))
    assert answer.present is None


def test_a_question_without_a_rule_is_refused():
    case = make.case(questions=(make.question(rule=" "),))
    with pytest.raises(UnresolvedQuestion, match="has no rule"):
        forecast(case, None, Worlds(count=2))
