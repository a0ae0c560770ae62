from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from standins import make

from suzerain.case.question import Item
from suzerain.core.assumption import load_register
from suzerain.core.errors import OutlookError, UnknownAssumption
from suzerain.core.spread import Spread
from suzerain.core.worlds import Worlds
from suzerain.outlook.board import Board
from suzerain.outlook.likelihood import (
    absence_logs,
    item_logs,
    pact_likelihood,
    sorts_of,
    tempering,
)
from suzerain.outlook.solved import Power
from suzerain.outlook.statement import (
    Statement,
    certainty_of,
    distinct,
    statement_of,
)

ROWS = ("not_asked", "told", "agreed", "directed", "other")
SHARE = st.floats(0, 1)


def said(item, certainty):
    return Statement(item=item, certainty=certainty)


ITEMS = st.lists(
    st.builds(
        Item,
        claims=st.tuples(st.sampled_from("abcd")),
        sort=st.sampled_from(["denial", "timing", "cover"]),
        cluster=st.sampled_from(["one", "two", "three"]),
    ),
    max_size=8,
)


def fixed(values):
    """The shipped register with some ranges replaced by a number."""
    shipped = load_register()
    return shipped.overrule(
        replace(shipped[key], spread=Spread.point(value))
        for key, value in values.items()
    )


@given(ITEMS)
def test_copies_and_order_leave_the_distinct_items_as_they_are(items):
    assert distinct(items) == distinct([*reversed(items), *items])


def test_items_of_one_origin_and_sort_pool_their_claims():
    one = Item(claims=("b",), sort="denial", cluster="x")
    other = Item(claims=("a",), sort="denial", cluster="x")
    (merged,) = distinct([one, other])
    assert merged.claims == ("a", "b")


def test_the_register_knows_all_sorts_that_a_case_builds():
    assert set(sorts_of(load_register(), ROWS)) >= {
        *("denial", "silence", "endorsement", "criticism", "dependence"),
        *("closeness", "cover", "displeasure", "timing", "consultation"),
    }


def test_an_interested_denial_has_a_ratio_between_085_and_1():
    worlds = Worlds(count=2000)
    item = Item(claims=(), sort="denial", cluster="x")
    logs = item_logs(load_register(), worlds, ROWS, [said(item, "denied")])[0]
    ratio = np.exp(logs[1:4] - logs[0])
    assert ratio.min() >= 0.85
    assert ratio.max() <= 1


def test_an_unreliable_source_tells_nothing():
    register = fixed({"likelihood.reliability.hedged": 0})
    item = Item(claims=(), sort="consultation", cluster="x")
    logs = item_logs(register, Worlds(count=50), ROWS, [said(item, "hedged")])[0]
    np.testing.assert_allclose(logs - logs[0], 0, atol=1e-12)


@given(SHARE, SHARE)
def test_less_reliable_sources_move_every_ratio_toward_one(one, other):
    low, high = sorted((one, other))
    item = Item(claims=(), sort="consultation", cluster="x")
    spread = []
    for trust in (low, high):
        register = fixed({"likelihood.reliability.asserted": trust})
        logs = item_logs(
            register,
            Worlds(count=5),
            ROWS,
            [said(item, "asserted")],
        )[0]
        spread.append(logs.max(axis=0) - logs.min(axis=0))
    assert (spread[0] <= spread[1] + 1e-12).all()


def test_an_unknown_sort_is_an_error_that_names_it():
    item = Item(claims=(), sort="omen", cluster="x")
    with pytest.raises(UnknownAssumption, match="omen"):
        item_logs(
            load_register(),
            Worlds(count=2),
            ROWS,
            [said(item, "asserted")],
        )


def test_evidence_that_no_row_allows_is_refused():
    register = fixed({f"likelihood.timing.{row}": 0 for row in ROWS})
    item = Item(claims=(), sort="timing", cluster="x")
    with pytest.raises(OutlookError, match="impossible under every hypothesis"):
        item_logs(
            register,
            Worlds(count=2),
            ROWS,
            [said(item, "asserted")],
        )


def test_the_most_reliable_claim_of_an_item_counts():
    claims = (make.claim("a", certainty="hedged"), make.claim("b"))
    item = Item(claims=("a", "b", "unknown"), sort="timing", cluster="x")
    assert certainty_of(make.case(claims=claims), item) == "asserted"
    assert certainty_of(make.case(), item) == "unsourced"


def test_no_endorsement_speaks_a_little_against_agreement():
    logs = absence_logs(load_register(), Worlds(count=500), ROWS, "endorsement")
    assert np.median(logs[2]) < np.median(logs[0]) < 0


def test_absence_of_what_nobody_looks_for_has_no_likelihood():
    with pytest.raises(UnknownAssumption, match=r"closeness\.coverage"):
        absence_logs(load_register(), Worlds(count=5), ROWS, "closeness")


def _power(can: float, wants: float, *, speaks: bool = True) -> Power:
    return Power(
        can=np.array([can]), wants=np.array([wants]), speaks=np.array([speaks])
    )


SURE = {
    "likelihood.pact.slip": 0,
    "likelihood.pact.caution": 1,
    "likelihood.pact.bought": 0,
    "likelihood.pact.push": 0,
    "likelihood.pact.other": 0.5,
    "likelihood.pact.trust": 1,
}


@pytest.mark.parametrize(
    ("can", "wants", "expected"),
    [
        (0, 0, [1, 1, 1, 0, 0.5]),  # harmless and content
        (1, 0, [0, 1, 1, 1, 0.5]),  # could, but would not: members had to ask
        (1, 1, [0, 0, 0, 0, 0.5]),  # could and would: no pact but by a slip
        (0, 1, [1, 1, 0, 0, 0.5]),  # would, but cannot: no agreement, yet a pact
    ],
)
def test_the_pact_is_as_likely_as_each_row_lets_it_be(can, wants, expected):
    register = fixed(SURE)
    found = pact_likelihood(register, Worlds(count=1), ROWS, _power(can, wants))
    np.testing.assert_allclose(found[:, 0], expected)


@given(SHARE)
def test_with_full_caution_the_pact_unasked_is_one_less_power_that_does_not_slip(slip):
    register = fixed({**SURE, "likelihood.pact.slip": slip})
    for can in (0.0, 1.0):
        found = pact_likelihood(register, Worlds(count=1), ROWS, _power(can, 0))
        assert found[0, 0] == pytest.approx(1 - can * (1 - slip))


def test_a_model_that_nobody_trusts_says_nothing():
    register = fixed({**SURE, "likelihood.pact.trust": 0})
    found = pact_likelihood(register, Worlds(count=1), ROWS, _power(1, 1))
    np.testing.assert_allclose(found, found[0, 0])


def test_worlds_in_which_members_strike_no_pact_say_nothing():
    power = _power(0, 0, speaks=False)
    found = pact_likelihood(load_register(), Worlds(count=1), ROWS, power)
    assert (found == 1).all()


def _board(items, worlds=3):
    rng = np.random.default_rng(1)
    return Board(
        items=tuple(items),
        logs=rng.normal(size=(len(items), 2, worlds)),
        rho=rng.random(worlds),
        shared=rng.random(worlds),
    )


def _plain_total(board, kept):
    """The same sum as in the textbook, one item and world at a time."""
    total = np.zeros(board.logs.shape[1:])
    chosen = [i for i, keep in enumerate(kept) if keep]
    for i in chosen:
        sorts = sum(board.items[j].sort == board.items[i].sort for j in chosen)
        origin = sum(board.items[j].cluster == board.items[i].cluster for j in chosen)
        for world in range(total.shape[1]):
            hanging = 1 + (sorts - 1) * board.rho[world]
            hanging += (origin - 1) * board.shared[world]
            total[:, world] += board.logs[i, :, world] / hanging
    return total


@given(ITEMS, st.data())
def test_the_fast_total_equals_the_plain_loop(items, data):
    board = _board(distinct(items))
    count = len(board.items)
    masks = st.lists(st.booleans(), min_size=count, max_size=count)
    kept = np.array(data.draw(masks), dtype=bool)
    other = np.array(data.draw(masks), dtype=bool)
    total = board.total(kept)
    np.testing.assert_allclose(total, _plain_total(board, kept), atol=1e-12)
    moved = board.without(kept, other, total)
    np.testing.assert_allclose(moved, _plain_total(board, other), atol=1e-12)


@given(st.integers(1, 50), SHARE)
def test_more_reports_never_count_for_less_nor_for_more_than_their_number(k, rho):
    worth = k * tempering(k, rho)
    assert worth + 1e-12 >= 1
    assert worth <= k + 1e-12
    assert (k + 1) * tempering(k + 1, rho) >= worth - 1e-12


def stated_by(speaker, sort="endorsement", **values):
    given_ = {"kind": "stance", "attributed_to": speaker, **values}
    claim = make.claim("c-1", **given_)
    item = Item(claims=("c-1",), sort=sort, cluster="x")
    return statement_of(make.case(claims=(claim,)), item)


@pytest.mark.parametrize(
    ("speaker", "stake"),
    [("AAA", "member"), ("DDD", "rival"), ("CCC", ""), ("", ""), ("an expert", "")],
)
def test_what_members_and_rivals_say_of_a_power_is_coloured_by_their_stake(
    speaker, stake
):
    assert stated_by(speaker).stake == stake


def test_denials_and_events_are_not_discounted_twice():
    assert stated_by("AAA", sort="denial").stake == ""
    assert stated_by("AAA", kind="event").stake == ""


def test_a_boast_weighs_less_than_the_same_word_of_one_without_a_stake():
    worlds = Worlds(count=400)
    boast, plain = (
        item_logs(load_register(), worlds, ROWS, [stated_by(who)])[0]
        for who in ("AAA", "an expert")
    )
    spread = np.ptp(plain, axis=0) - np.ptp(boast, axis=0)
    assert (spread >= -1e-12).all()
    assert (spread > 0).mean() > 0.9


def test_a_boast_of_one_with_a_bias_of_a_quarter_has_a_ratio_of_one():
    register = make.register({"likelihood.bias.member": 0.25})
    logs = item_logs(register, Worlds(count=20), ROWS, [stated_by("AAA")])[0]
    np.testing.assert_allclose(logs, logs[:1] * np.ones((5, 1)))
    assert "likelihood.bias.member" in stated_by("AAA").ids(ROWS)
