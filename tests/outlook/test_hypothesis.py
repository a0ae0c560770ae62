from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from standins import make

from suzerain.case.question import Contest
from suzerain.core.errors import OutlookError, UnknownAssumption, UnknownReference
from suzerain.core.worlds import Worlds
from suzerain.outlook.hypothesis import weigh

SORTS = ("denial", "silence", "endorsement", "criticism", "timing", "consultation")
EVIDENCE = st.lists(
    st.tuples(st.sampled_from(SORTS), st.sampled_from(["one", "two", "three"])),
    max_size=7,
)
SURE_PRIOR = {
    "prior.not_asked": 0,
    "prior.told": 1,
    "prior.agreed": 0,
    "prior.directed": 0,
    "prior.other": 0,
}


def _weigh(case, solution=None, count=40):
    (answer,) = weigh(case, solution, Worlds(count=count))
    return answer


def _plain(case, worlds):
    """Bayes' rule as in the textbook, one world and row at a time, no solved pact."""
    (contest,) = case.contests
    register, rows = case.register, contest.rows
    items = sorted({(item.sort, item.cluster) for item in contest.evidence})
    rho = register.draw(worlds, "prior.independence")
    shared = register.draw(worlds, "prior.shared_origin")
    trust = register.draw(worlds, "likelihood.reliability.asserted")
    answer = np.zeros((worlds.count, len(rows)))
    for w in range(worlds.count):
        weight = {row: register.draw(worlds, f"prior.{row}")[w] for row in rows}
        for sort, cluster in items:
            k = sum(other == sort for other, _ in items)
            c = sum(other == cluster for _, other in items)
            exponent = 1 / (1 + (k - 1) * rho[w] + (c - 1) * shared[w])
            shown = {
                row: register.draw(worlds, f"likelihood.{sort}.{row}")[w]
                for row in rows
            }
            mean = sum(shown.values()) / len(rows)
            for row in rows:
                heard = trust[w] * shown[row] + (1 - trust[w]) * mean
                weight[row] *= heard**exponent
        whole = sum(weight.values())
        answer[w] = [weight[row] / whole for row in rows]
    return answer


@given(EVIDENCE)
def test_the_posterior_equals_the_plain_rule_of_bayes(evidence):
    case = make.contest(*evidence)
    answer = _weigh(case, count=3)
    np.testing.assert_allclose(answer.posterior, _plain(case, Worlds(count=3)))


@given(EVIDENCE)
def test_priors_and_posteriors_sum_to_one_in_every_world(evidence):
    answer = _weigh(make.contest(*evidence))
    np.testing.assert_allclose(answer.prior.sum(axis=1), 1)
    np.testing.assert_allclose(answer.posterior.sum(axis=1), 1)


@given(EVIDENCE, st.randoms(use_true_random=False))
def test_neither_order_nor_copies_change_anything(evidence, random):
    again = [*evidence, *evidence]
    random.shuffle(again)
    one, other = _weigh(make.contest(*evidence)), _weigh(make.contest(*again))
    assert (one.posterior == other.posterior).all()
    assert one.linchpins == other.linchpins


def test_without_evidence_the_posterior_is_the_prior():
    answer = _weigh(make.contest())
    np.testing.assert_allclose(answer.posterior, answer.prior)
    assert any("No source" in note for note in answer.notes)


@given(EVIDENCE)
def test_a_certain_prior_stays(evidence):
    case = make.contest(*evidence)
    sure = make.case(contests=case.contests, register=make.register(SURE_PRIOR))
    answer = _weigh(sure, make.deal(40, can=1, wants=1))
    assert (answer.posterior[:, 1] == 1).all()


def test_a_denial_moves_the_answer_down_by_little():
    answer = _weigh(make.contest(("denial", "CCC")), count=2000)
    fall = answer.knew.prior.median - answer.knew.posterior.median
    assert 0 < fall < 0.03


def test_a_second_origin_adds_less_than_the_first():
    none = _weigh(make.contest()).knew.posterior.median
    one = _weigh(make.contest(("timing", "a"))).knew.posterior.median
    two = _weigh(make.contest(("timing", "a"), ("timing", "b"))).knew.posterior.median
    assert one - none > two - one > 0


def test_a_power_that_could_stop_the_pact_was_more_likely_asked():
    case = make.contest(("silence", "a"))
    able = _weigh(case, make.deal(40, can=1)).knew.posterior.median
    unable = _weigh(case, make.deal(40, can=0)).knew.posterior.median
    assert able > unable


def test_a_power_that_wants_to_stop_the_pact_less_likely_agreed():
    case = make.contest(("silence", "a"))
    averse = _weigh(case, make.deal(40, can=0, wants=1))
    content = _weigh(case, make.deal(40, can=0, wants=0))
    after = averse["agreed"].posterior.median
    assert after < content["agreed"].posterior.median


def test_the_pact_is_left_out_when_it_does_not_speak_of_the_power():
    case = make.contest(("silence", "a"))
    other = make.case(
        contests=(Contest(id="c", question="", actor="EEE", pact=make.pact.id),)
    )
    assert _weigh(case).pact_likelihood is None
    answer = _weigh(other, make.deal(40))
    assert answer.pact_likelihood is None
    assert any("EEE" in note for note in answer.notes)


def test_a_world_without_any_pact_says_nothing_and_a_note_tells_how_many():
    watched = np.arange(40) < 10
    answer = _weigh(make.contest(), make.deal(40, can=1, wants=1, watched=watched))
    np.testing.assert_allclose(answer.posterior[10:], answer.prior[10:])
    assert any("75%" in note for note in answer.notes)


def test_taking_away_an_item_gives_the_answer_without_it():
    all_ = [("denial", "a"), ("timing", "a"), ("timing", "b"), ("cover", "c")]
    answer = _weigh(make.contest(*all_), make.deal(40, can=1))
    left = _weigh(make.contest(*all_[:-1]), make.deal(40, can=1))
    (cover,) = [s for s in answer.linchpins if (s.kind, s.name) == ("item", "cover")]
    assert cover.median == pytest.approx(left.knew.posterior.median)
    assert cover.claims == ("c-cover-c",)
    origin = _weigh(make.contest(*all_[2:]), make.deal(40, can=1))
    (cluster,) = [s for s in answer.linchpins if s.kind == "cluster"]
    assert cluster.median == pytest.approx(origin.knew.posterior.median)
    (pact,) = [s for s in answer.linchpins if s.kind == "pact"]
    without = _weigh(make.contest(*all_)).knew.posterior.median
    assert pact.median == pytest.approx(without)


def test_what_would_change_the_answer_is_what_one_more_item_would_do():
    claims = (make.claim("new", certainty="asserted"),)
    base = make.contest(("denial", "a"))
    answer = _weigh(base)
    (shift,) = [one for one in answer.would_change if one.name == "confession"]
    more = make.contest(("confession", "somebody"), claims=("new",)).contests[0]
    contest = base.contests[0]
    both = Contest(
        id=contest.id,
        question="",
        actor="CCC",
        pact=contest.pact,
        evidence=(*contest.evidence, *more.evidence),
    )
    added = _weigh(make.case(contests=(both,), claims=claims))
    assert shift.median == pytest.approx(added.knew.posterior.median)
    assert answer.would_change[0].name in ("confession", "consultation")


def test_what_is_only_imagined_is_not_recorded_as_a_driver():
    worlds = Worlds(count=10)
    weigh(make.contest(("denial", "a")), None, worlds)
    assert "likelihood.denial.told" in worlds.drawn
    assert "likelihood.confession.told" not in worlds.drawn


def test_absence_counts_only_where_documents_were_searched():
    bare = make.contest(("denial", "a"))
    read = make.case(contests=bare.contests, documents=(make.document,))
    assert not any(weight.absent for weight in _weigh(bare).evidence)
    absent = {w.item.sort for w in _weigh(read).evidence if w.absent}
    assert absent == {"endorsement", "criticism", "consultation"}


def test_a_stated_silence_and_no_criticism_are_one_observation():
    bare = make.contest(("silence", "a"))
    read = make.case(contests=bare.contests, documents=(make.document,))
    absent = {w.item.sort for w in _weigh(read).evidence if w.absent}
    assert absent == {"endorsement", "consultation"}


def test_the_least_telling_evidence_comes_last():
    answer = _weigh(make.contest(("denial", "a"), ("consultation", "b")))
    assert [weight.item.sort for weight in answer.evidence] == [
        "consultation",
        "denial",
    ]
    assert answer.evidence[-1].ratio.high <= 1
    assert -0.2 < answer.evidence[-1].bits < 0


def test_every_id_of_the_basis_is_a_claim_an_assumption_or_a_result():
    case = make.contest(("denial", "a"))
    answer = _weigh(case, make.deal(40, can=1))
    for key in answer.basis:
        known = key in case.register or key.startswith(("c-", "solve.power.CCC."))
        assert known, key


def test_other_rows_may_be_weighed_when_the_register_knows_them():
    contest = Contest(
        id="c", question="", actor="CCC", pact="x", rows=("not_asked", "other")
    )
    answer = _weigh(make.case(contests=(contest,)))
    assert answer.posterior.shape == (40, 2)
    assert answer.knew.posterior.median == 0


def test_a_row_without_a_prior_is_an_error():
    rows = ("tricked", "other")
    contest = Contest(id="c", question="", actor="CCC", pact="x", rows=rows)
    with pytest.raises(UnknownAssumption, match="tricked"):
        weigh(make.case(contests=(contest,)), None, Worlds(count=2))


def test_a_contest_without_rows_is_refused():
    contest = Contest(id="c", question="", actor="CCC", pact="x", rows=())
    with pytest.raises(OutlookError, match="has no rows"):
        weigh(make.case(contests=(contest,)), None, Worlds(count=2))


def test_priors_that_sum_to_nothing_are_refused():
    nothing = make.register(dict.fromkeys(SURE_PRIOR, 0))
    case = make.case(contests=make.contest().contests, register=nothing)
    with pytest.raises(OutlookError, match="sum to nothing"):
        weigh(case, None, Worlds(count=2))


def test_a_pact_solved_in_other_worlds_is_refused():
    with pytest.raises(OutlookError, match="the same worlds"):
        weigh(make.contest(), make.deal(7), Worlds(count=8))


def test_an_unknown_row_is_named_with_those_known():
    with pytest.raises(UnknownReference, match="knew"):
        _ = _weigh(make.contest())["knev"]


def test_thirty_items_are_weighed_in_ten_thousand_worlds():
    sorts = ("denial", "silence", "endorsement", "criticism", "dependence")
    case = make.contest(*[(sort, f"{k}") for sort in sorts for k in range(6)])
    worlds, deal = Worlds(count=10_000), make.deal(10_000, can=1)
    weigh(case, deal, worlds)
    (answer,) = weigh(case, deal, worlds)
    assert sum(shift.kind == "item" for shift in answer.linchpins) == 30
