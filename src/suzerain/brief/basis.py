"""The basis: the pact's terms, and who depends on whom."""

from __future__ import annotations

from collections.abc import Sequence

from suzerain.brief.charts.deal import deal
from suzerain.brief.charts.exchange import exchange
from suzerain.brief.charts.matrix import is_crowded, matrix
from suzerain.brief.charts.network import network, nodes_of
from suzerain.brief.exchanged import nothing_moves
from suzerain.brief.figures import spread_text, stated
from suzerain.brief.finding import Name, Piece, Pieces, number
from suzerain.brief.keeping import promises
from suzerain.brief.powers import gains
from suzerain.brief.results import Results, good
from suzerain.brief.section import Section, cell, table
from suzerain.brief.vocabulary import STATUSES
from suzerain.case.pact import Term
from suzerain.case.returns import stands_for_a_return
from suzerain.case.tie import Tie

MANY = 16


def pact(results: Results) -> Section:
    """The pact's terms in both directions, each with status and sentence."""
    terms = results.case.pact.terms if results.case.pact else ()
    drawn = deal(results)
    rows = []
    for term in terms:
        is_return = stands_for_a_return(term, terms)
        words = None if is_return else results.first_quote(term.basis)
        rows.append(
            (
                cell(results.listed(term.giver)),
                cell(results.listed(term.taker)),
                cell(good(term.good)),
                cell("no number") if is_return else _amounts(results, term),
                cell(_status(term, terms)),
                cell(words) if words else cell("no sentence of its own"),
            )
        )
    listed = table(
        "terms",
        "Who gives what to whom",
        (
            "Giver",
            "Taker",
            "What",
            "How much, as stated",
            "Status",
            "In the words of the source",
        ),
        rows,
        key="quotes",
    )
    gained, kept = gains(results), promises(results)
    moved, idle = exchange(results), nothing_moves(results)
    return Section(
        id="pact",
        title="The pact and its terms",
        short="Terms",
        findings=tuple(one for one in (gained, idle) if one),
        blocks=tuple(b for b in (listed if rows else None, moved, drawn, kept) if b),
    )


def _amounts(results: Results, term: Term) -> Pieces:
    """Every amount that a source gives, never averaged; with who reports it."""
    known = (results.claims[c] for c in term.basis if c in results.claims)
    found = {stated(claim): claim for claim in known if stated(claim)}
    pieces: list[Piece] = []
    for text, claim in found.items():
        pieces += ["; "] if pieces else []
        pieces.append(number(claim.id, text))
        if claim.attributed_to:
            pieces += [", by ", Name(text=results.word_for(claim.attributed_to))]
    return tuple(pieces) if pieces else cell("no number")


def _status(term: Term, terms: Sequence[Term]) -> str:
    if stands_for_a_return(term, terms):
        return "stated by none, stands for what it gets in return"
    if term.inferred:
        return "stated by none, inferred from a need"
    return STATUSES.get(term.status, term.status)


def dependence(results: Results) -> Section:
    """Who depends on whom: as stated, as used, as reckoned."""
    drawn = None if is_crowded(results) else network(results)
    whole = matrix(results, nodes_of(results) if drawn else ())
    rows = [_tie_row(results, tie) for tie in results.case.ties]
    listed = table(
        "ties",
        "Shares of what the recipient gets from abroad: as the source states them, and "
        "the range that is reckoned with",
        (
            "Provider",
            "Recipient",
            "What",
            "As stated",
            "Range used",
            "In the words of the source",
        ),
        rows,
        key="quotes",
        folded=len(rows) > MANY,
    )
    return Section(
        id="dependence",
        title="Who depends on whom",
        short="Dependence",
        intro="The patron is not assumed. It is the outside power with the largest "
        "leverage over the members: what they would lose by a break, less what the "
        "power itself would lose. Welfare is all that a country uses, its own and "
        "from abroad.",
        blocks=tuple(b for b in (drawn, whole, listed if rows else None) if b),
    )


def _tie_row(results: Results, tie: Tie) -> tuple[Pieces, ...]:
    claims = [results.claims[c] for c in tie.basis if c in results.claims]
    measured = next((claim for claim in claims if stated(claim)), None)
    words = results.quote((measured or claims[0]).id) if claims else None
    return (
        cell(results.listed(tie.provider)),
        cell(results.listed(tie.recipient)),
        cell("market for exports") if tie.good == "exports" else cell(good(tie.good)),
        cell(number(measured.id, stated(measured))) if measured else cell("no number"),
        cell(number(tie.id, spread_text(tie.share))),
        cell(words) if words else cell("declared, not stated"),
    )
