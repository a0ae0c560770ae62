"""Who signs: groups of members of one pact, under the eyes of those outside."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from conftest import make_case, need, tie

from suzerain.case.actor import Actor
from suzerain.case.case import Case
from suzerain.case.pact import Pact, Stance, Term
from suzerain.core.errors import NoPact, StrategyError
from suzerain.core.worlds import Worlds
from suzerain.strategy.signing import _notes, signatories
from suzerain.strategy.solution import solve


def give(giver: str, taker: str, good: str) -> Term:
    return Term(giver=giver, taker=taker, good=good, status="promised")


def case_of(*terms: Term, members: str = "ABC") -> Case:
    codes = [letter * 3 for letter in members]
    return Case(
        name="made",
        actors=tuple(Actor(code=code, name=code) for code in codes),
        needs=tuple(need(t.taker, t.good, (0.1, 0.2), (0.0, 0.3)) for t in terms),
        pacts=(Pact(id="p", name="A pact", members=tuple(codes), terms=terms),),
    )


def group_of(found, *members: str):
    return next(one for one in found.groups if one.members == members)


RING = (
    give("AAA", "BBB", "artillery"),
    give("BBB", "CCC", "troops"),
    give("CCC", "AAA", "food"),
)


def test_two_members_sign_where_the_pact_is_struck():
    case = make_case()
    found = signatories(case, Worlds(count=200))
    solved = solve(case, Worlds(count=200))
    np.testing.assert_array_equal(found.signs("AAA"), solved.exists)
    np.testing.assert_array_equal(found.signs("BBB"), solved.exists)


def test_a_ring_of_gifts_is_signed_by_all_or_nobody():
    found = signatories(case_of(*RING), Worlds(count=200))
    assert [one.members for one in found.groups][:3] == [
        ("AAA", "BBB"),
        ("AAA", "CCC"),
        ("BBB", "CCC"),
    ]
    assert not any(one.forms.any() for one in found.groups[:3])
    everyone = group_of(found, "AAA", "BBB", "CCC")
    assert everyone.chosen.mean() > 0.5
    for member in ("AAA", "BBB", "CCC"):
        np.testing.assert_array_equal(found.signs(member), everyone.chosen)


def test_each_giver_of_a_ring_is_held_only_by_the_whole():
    found = signatories(case_of(*RING), Worlds(count=200))
    for link in found.links:
        giver = next(
            term.giver for term in RING if {term.giver, term.taker} == {*link.members}
        )
        at = link.members.index(giver)
        assert link.severs[at][link.present].all()
        assert not link.severs[1 - at].any()
        assert not link.alone.any()


def test_a_member_that_only_takes_is_left_out_where_both_others_gain_by_it():
    case = case_of(
        give("AAA", "BBB", "artillery"),
        give("BBB", "AAA", "food"),
        give("AAA", "CCC", "oil"),
    )
    found = signatories(case, Worlds(count=200))
    both = group_of(found, "AAA", "BBB")
    everyone = group_of(found, "AAA", "BBB", "CCC")
    assert both.forms.mean() > 0.5
    np.testing.assert_array_equal(both.lasts, both.forms)
    better = both.forms & (both.surplus > everyone.surplus[:2]).all(axis=0)
    assert better.any()
    assert not (found.signs("CCC") & better).any()


def test_two_pairs_under_one_roof_are_two_pacts():
    case = case_of(
        give("AAA", "BBB", "artillery"),
        give("BBB", "AAA", "food"),
        give("CCC", "DDD", "artillery"),
        give("DDD", "CCC", "food"),
        members="ABCD",
    )
    found = signatories(case, Worlds(count=100))
    assert [one.members for one in found.groups] == [("AAA", "BBB"), ("CCC", "DDD")]
    for one in found.groups:
        np.testing.assert_array_equal(one.chosen, one.forms)


def test_who_is_left_out_may_stop_the_others():
    terms = (
        give("AAA", "BBB", "artillery"),
        give("BBB", "AAA", "food"),
        give("CCC", "AAA", "oil"),
        give("AAA", "CCC", "troops"),
    )
    free = case_of(*terms)
    held = replace(
        free,
        needs=(*free.needs, need("AAA", "trade", (0.4, 0.6), (0.0, 0.1))),
        ties=(tie("CCC", "AAA", "trade", (0.95, 1.0)),),
        stances=(
            Stance(
                actor="CCC",
                speaker="CCC",
                target="AAA+BBB",
                attitude="opposes",
                claim="c-x",
            ),
        ),
    )
    pair = [
        group_of(signatories(one, Worlds(count=300)), "AAA", "BBB").forms.mean()
        for one in (free, held)
    ]
    assert pair[1] < pair[0]


def test_the_order_of_members_changes_only_the_order_of_the_answer():
    case = case_of(*RING)
    pact = case.pacts[0]
    other = replace(case, pacts=(replace(pact, members=tuple(reversed(pact.members))),))
    one, two = (signatories(c, Worlds(count=100)) for c in (case, other))
    for member in pact.members:
        np.testing.assert_array_equal(one.signs(member), two.signs(member))


def test_many_members_are_tried_as_pairs_all_but_one_and_all():
    letters = "ABCDEFGH"
    terms = tuple(
        give(a * 3, b * 3, "food")
        for a, b in zip(letters, letters[1:] + letters[0], strict=True)
    )
    found = signatories(case_of(*terms, members=letters), Worlds(count=20), levels=2)
    sizes = [len(one.members) for one in found.groups]
    assert sizes == [2] * 8 + [7] * 8 + [8]
    assert any("other groups were not" in note for note in found.notes)


def test_the_answer_in_json_is_plain_and_complete():
    record = signatories(case_of(*RING), Worlds(count=50)).to_dict()
    assert {"members", "groups", "links", "p_settled", "p_several", "notes"} <= {
        *record
    }
    assert all(0 <= row["p_signs"] <= 1 for row in record["members"])
    assert all(0 <= row["p_stable"] <= 1 for row in record["links"])


def test_a_case_without_a_pact_is_refused():
    with pytest.raises(NoPact):
        signatories(Case(name="empty"))


def test_a_term_outside_the_members_is_refused():
    case = case_of(*RING)
    with pytest.raises(StrategyError, match="does not join two members"):
        signatories(
            replace(case, pacts=(replace(case.pacts[0], members=("AAA", "BBB")),))
        )


def test_one_lasting_structure_is_not_called_several():
    found = signatories(make_case(), Worlds(count=60))
    assert found.settled.any()
    assert not found.several.any()
    assert not any("several" in note for note in found.notes)


def test_a_link_is_there_only_where_something_passes_along_it():
    useless = give("BBB", "CCC", "oil")
    case = case_of(
        give("AAA", "BBB", "artillery"),
        give("BBB", "AAA", "food"),
        give("CCC", "AAA", "gas"),
        give("AAA", "CCC", "troops"),
        useless,
    )
    needs = tuple(
        need("CCC", "oil", (0.0, 0.0), (0.0, 0.3)) if n.good == "oil" else n
        for n in case.needs
    )
    found = signatories(replace(case, needs=needs), Worlds(count=100))
    present = {link.members: link.present for link in found.links}
    everyone = group_of(found, "AAA", "BBB", "CCC").forms
    assert everyone.any()
    assert not present["BBB", "CCC"].any()
    np.testing.assert_array_equal(present["AAA", "CCC"], everyone)


def test_notes_say_how_often_no_structure_lasts_and_how_often_several_do():
    groups = ((0, 1), (0, 2), (1, 2), (0, 1, 2))
    held = np.array([[True, False, False, True], [True, False, False, False]])
    notes = " ".join(_notes(case_of(*RING).pacts[0], groups, held))
    assert "in 25% of worlds several structures last" in notes
    assert "in 50% of worlds no structure lasts" in notes
    assert "last" not in " ".join(
        _notes(case_of(*RING).pacts[0], groups, held[:, :1][:1])
    )


@pytest.mark.parametrize(("sizes", "told"), [((2, 3, 4), 0), ((2, 4), 1)])
def test_notes_say_which_groups_were_not_tried(sizes: tuple[int, ...], told: int):
    pact = replace(case_of(*RING).pacts[0], members=("AAA", "BBB", "CCC", "DDD"))
    groups = [group for size in sizes for group in combinations(range(4), size)]
    notes = " ".join(_notes(pact, groups, np.ones((1, 1), dtype=bool)))
    assert notes.count("other groups were not") == told
