"""What a member gets in return for what it gives, if no source says so."""

from __future__ import annotations

from collections.abc import Sequence

from suzerain.case.pact import Term

RETURN = "money"
"""The good that stands for a return of which no source speaks: what buys the others."""


def returns(terms: Sequence[Term]) -> tuple[Term, ...]:
    """Infer a payment for what a member gives another and gets nothing back for.

    Nobody gives for nothing, so the taker is taken to pay; the members settle how much,
    if anything. The term is marked as inferred and rests on the claims of what was
    given. Money is not answered with money, nor a gift that is itself inferred.

    Args:
        terms: What is known to be given.

    Returns:
        The payments; empty when every gift is answered by its taker.

    Examples:
        >>> gift = Term(giver="AAA", taker="BBB", good="oil", basis=("c-1",))
        >>> (payment,) = returns((gift,))
        >>> payment.id, payment.inferred, payment.basis
        ('term.money.BBB.AAA', True, ('c-1',))
        >>> returns((gift, payment))
        ()
    """
    answered = {(term.taker, term.giver) for term in terms}
    given: dict[tuple[str, str], list[str]] = {}
    for term in terms:
        if term.good != RETURN and not term.inferred:
            given.setdefault((term.giver, term.taker), []).extend(term.basis)
    return tuple(
        Term(
            giver=taker,
            taker=giver,
            good=RETURN,
            inferred=True,
            basis=tuple(dict.fromkeys(bearing)),
        )
        for (giver, taker), bearing in given.items()
        if (giver, taker) not in answered
    )


def stands_for_a_return(term: Term, terms: Sequence[Term]) -> bool:
    """Tell a payment inferred here from a term inferred from a need.

    Args:
        term: A term of a pact.
        terms: All its terms.

    Examples:
        >>> gift = Term(giver="AAA", taker="BBB", good="oil", basis=("c-1",))
        >>> (payment,) = returns((gift,))
        >>> stands_for_a_return(payment, (gift, payment))
        True
    """
    given = {
        key
        for other in terms
        if (other.giver, other.taker) == (term.taker, term.giver)
        for key in other.basis
    }
    return term.inferred and term.good == RETURN and set(term.basis) <= given
