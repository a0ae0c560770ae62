"""Indicators, turning points, and what a contest must be to be weighed."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from standins import make

from suzerain.case.question import Contest, Item
from suzerain.core.errors import OutlookError
from suzerain.core.estimate import Estimate
from suzerain.core.worlds import Worlds
from suzerain.outlook.hypothesis import weigh
from suzerain.outlook.indicator import entropy, look
from suzerain.outlook.likelihood import item_logs
from suzerain.outlook.statement import Statement
from suzerain.outlook.turning import needed
from suzerain.outlook.weighing import Hypothesis, Weighing

CHANCES = st.lists(st.floats(0, 1), min_size=3, max_size=3)


def weighed(*evidence, count=60, documents=()):
    case = make.contest(*evidence)
    case = make.case(contests=case.contests, documents=documents)
    return weigh(case, make.deal(count, can=1), Worlds(count=count))[0]


def belief(parts):
    weights = np.array(parts)[:, None] + 1e-3
    return weights / weights.sum()


@given(CHANCES, CHANCES)
def test_a_look_never_leaves_a_question_more_open_on_average(parts, shown):
    chance, bits, found, missed = look(belief(parts), np.array(shown)[:, None])
    assert bits[0] >= 0
    mixed = chance * found + (1 - chance) * missed
    np.testing.assert_allclose(mixed, belief(parts), atol=1e-12)


@given(CHANCES, st.floats(0, 1))
def test_a_sign_that_is_as_likely_under_every_row_teaches_nothing(parts, chance):
    _, bits, found, missed = look(belief(parts), np.full((3, 1), chance))
    assert bits[0] == pytest.approx(0, abs=1e-12)
    np.testing.assert_allclose(found, belief(parts), atol=1e-12)
    np.testing.assert_allclose(missed, belief(parts), atol=1e-12)


def test_entropy_is_largest_when_nothing_is_known():
    assert entropy(np.full((4, 1), 0.25))[0] == pytest.approx(2)
    assert entropy(np.array([[1.0], [0.0]]))[0] == 0


def test_the_evidence_worth_looking_for_comes_first():
    answer = weighed(("denial", "a"))
    names = [one.name for one in answer.indicators]
    assert names[0] == "consultation"
    assert names.index("denial") > names.index("endorsement")
    for one in answer.indicators:
        assert 0 <= one.changes_leader <= 1
        assert (one.bits.values >= 0).all()


def test_what_was_searched_for_in_vain_is_less_likely_to_show_now():
    before = {one.name: one for one in weighed(("denial", "a")).indicators}
    searched = weighed(("denial", "a"), documents=(make.document,))
    after = {one.name: one for one in searched.indicators}
    fall = before["consultation"].chance.median - after["consultation"].chance.median
    assert fall > 0


@pytest.mark.parametrize("sort", ["consultation", "denial"])
def test_the_chance_to_find_it_allows_for_searches_and_for_others_of_its_sort(sort):
    answer = weighed(("denial", "a"), documents=(make.document,))
    register, worlds = make.case().register, Worlds(count=60)
    imagined = Statement(
        item=Item(claims=(), sort=sort, cluster="new"), certainty="asserted"
    )
    (logs,) = item_logs(register, worlds.apart(), answer.rows, [imagined])
    chance = np.exp(logs)
    if sort == "consultation":  # searched for, and none like it seen
        searched = register.draw(worlds, "likelihood.consultation.coverage")
        chance = chance * (1 - searched) / (1 - searched * chance)
    else:  # one was seen: a second tells a part of what the first did
        part = 1 / (1 + register.draw(worlds, "prior.independence"))
        chance = part * chance + (1 - part) * chance.mean(axis=0)
    (found,) = (one for one in answer.indicators if one.name == sort)
    expected = (answer.posterior.T * chance).sum(axis=0)
    np.testing.assert_allclose(found.chance.values, expected)


def test_the_ratio_that_brings_even_odds_does_so():
    answer = weighed(("timing", "a"))
    half, leader = answer.turning
    odds = answer.knew.posterior.values / (1 - answer.knew.posterior.values)
    np.testing.assert_allclose(odds * half.ratio.values, 1)
    first, second = (answer[name].posterior.values for name in answer_order(answer))
    np.testing.assert_allclose(second * leader.ratio.values, first)
    assert (leader.against, leader.name) == tuple(answer_order(answer))
    assert needed(0.5) == 1


def answer_order(answer):
    ranked = sorted(answer.rows, key=lambda r: -answer[r].posterior.median)
    return ranked[:2]


def test_what_reaches_a_border_is_what_would_bring_the_answer_across():
    answer = weighed(("criticism", "a"), ("displeasure", "b"), ("criticism", "c"))
    half, _ = answer.turning
    base = answer.knew.posterior.median
    across = {
        shift.name
        for shift in answer.would_change
        if (shift.median > 0.5) != (base > 0.5)
    }
    assert set(half.reached_by) == across
    assert across


def test_an_item_of_ratio_one_changes_nothing():
    flat = {f"likelihood.cover.{row}": 0.4 for row in make.rows}
    both = make.contest(("timing", "a"), ("cover", "b"))
    alone = make.contest(("timing", "a"))
    register = make.register(flat)
    found = [
        weigh(
            make.case(contests=one.contests, register=register), None, Worlds(count=30)
        )[0]
        for one in (both, alone)
    ]
    np.testing.assert_allclose(found[0].posterior, found[1].posterior)
    (cover,) = [w for w in found[0].evidence if w.item.sort == "cover"]
    np.testing.assert_allclose(cover.ratio.values, 1)


@given(st.permutations(make.rows))
def test_relabelling_the_hypotheses_permutes_the_answer(order):
    base = make.contest(("denial", "a"), ("timing", "b"), ("cover", "b"))
    contest = base.contests[0]
    turned = Contest(
        id=contest.id,
        question=contest.question,
        actor=contest.actor,
        pact=contest.pact,
        rows=tuple(order),
        evidence=contest.evidence,
    )
    (one,) = weigh(base, make.deal(20, can=1), Worlds(count=20))
    (other,) = weigh(
        make.case(contests=(turned,)), make.deal(20, can=1), Worlds(count=20)
    )
    for row in make.rows:
        np.testing.assert_allclose(
            one[row].posterior.values, other[row].posterior.values
        )


@given(st.integers(100, 400))
def test_more_worlds_keep_the_worlds_there_were_and_tighten_the_median(count):
    case = make.contest(("denial", "a"), ("timing", "b"))
    (few,) = weigh(case, None, Worlds(count=count))
    (many,) = weigh(case, None, Worlds(count=4 * count))
    np.testing.assert_allclose(few.posterior, many.posterior[:count])

    def error(answer):  # standard error of the mean over worlds
        values = answer.knew.posterior.values
        return values.std() / np.sqrt(values.size)

    assert error(many) < error(few)


def test_agreement_is_never_likelier_than_knowledge():
    answer = weighed(("endorsement", "a"), ("consultation", "b"))
    for part in ("prior", "posterior"):
        knew = getattr(answer["knew"], part).values
        assert (getattr(answer["consented"], part).values <= knew + 1e-15).all()


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (("told", "told", "other"), "'told' stands 2 times"),
        (("told", "not_asked"), "no row 'other'"),
    ],
)
def test_hypotheses_that_overlap_or_leave_no_room_are_refused(rows, words):
    contest = Contest(id="c", question="", actor="CCC", pact="x", rows=rows)
    with pytest.raises(OutlookError, match=words):
        weigh(make.case(contests=(contest,)), None, Worlds(count=2))


@pytest.mark.parametrize("claims", [(), ("c-unquoted",), ("c-nowhere",)])
def test_evidence_without_a_passage_is_refused(claims):
    item = Item(claims=claims, sort="denial", cluster="a")
    contest = Contest(id="c", question="", actor="CCC", pact="x", evidence=(item,))
    case = make.case(claims=(make.claim("c-unquoted", quote=""),))
    case = type(case)(name="x", contests=(contest,), claims=case.claims)
    with pytest.raises(OutlookError, match="has no passage"):
        weigh(case, None, Worlds(count=2))


def test_a_posterior_without_its_prior_cannot_be_made():
    answer = weighed(("timing", "a"))
    values = Estimate(values=np.array([0.5]), unit="probability")
    with pytest.raises(OutlookError, match="has no prior"):
        Hypothesis(name="told", rows=("told",), prior=None, posterior=values)
    for prior in (None, answer.prior * 2, answer.prior[:, :2], answer.prior[:5]):
        with pytest.raises(OutlookError, match="prior"):
            Weighing(
                contest=answer.contest,
                asks="knew",
                prior=prior,
                posterior=answer.posterior,
                evidence=(),
                pact_likelihood=None,
                linchpins=(),
                would_change=(),
                basis=(),
            )
