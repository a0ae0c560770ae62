"""Payments inferred for gifts that no source tells a return of."""

from __future__ import annotations

from suzerain.case.pact import Term
from suzerain.case.returns import RETURN, returns, stands_for_a_return

GIFT = Term(giver="AAA", taker="BBB", good="oil", basis=("c-1",))


def test_a_payment_answers_the_gift_and_rests_on_its_claims():
    (payment,) = returns((GIFT,))
    assert (payment.giver, payment.taker, payment.basis) == ("BBB", "AAA", ("c-1",))
    assert stands_for_a_return(payment, (GIFT, payment))


def test_a_payment_that_rests_on_claims_of_its_own_direction_stands_for_no_return():
    same_way = Term(giver="BBB", taker="AAA", good="troops", basis=("c-2",))
    need = Term(giver="BBB", taker="AAA", good=RETURN, inferred=True, basis=("c-2",))
    assert not stands_for_a_return(need, (GIFT, same_way, need))
