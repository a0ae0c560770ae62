"""The deal with and without the patron's consent, term by term."""

from __future__ import annotations

from markupsafe import Markup

from suzerain.brief.charts.strip import Span, rows, strip
from suzerain.brief.figures import bracketed, percent
from suzerain.brief.finding import Piece, Pieces, number, say
from suzerain.brief.labels import label
from suzerain.brief.markup import html_pieces
from suzerain.brief.results import Record, Results, good
from suzerain.brief.section import Picture, cell, table

LEGEND = (
    ("dot a", "with the patron's consent"),
    ("diamond b", "if consent is refused"),
    ("ring c", "if nobody watched"),
)
WATCHED = (
    "In how many worlds each term is given, from none (left) to all (right). With "
    "consent, the members keep to what the patron lets pass; if it refuses, only what "
    "it cannot stop is left; the ring is what they would do if nobody watched. Figures "
    "stand in the order of the legend."
)
FREE = "In how many worlds each term is given, from none (left) to all (right)."


def deal(results: Results) -> Picture | None:
    """Draw each term's level in the three situations.

    Args:
        results: With a solution.

    Returns:
        The picture, or None when there is nothing to draw.
    """
    if results.solution is None or not results.solution["terms"]:
        return None
    if not results.solution["p_pact"]:
        return None
    terms = results.solution["terms"]
    return Picture(
        id="deal",
        title=cell(
            "The deal, with and without consent" if results.patron else "The deal"
        ),
        reading=say("deal.reading", WATCHED if results.patron else FREE),
        svg=rows([_row(results, term) for term in terms]),
        legend=LEGEND if results.patron else (),
        table=table(
            "deal.table",
            "Share of worlds in which a term is given, and how much of it",
            ("Term", "Situation", "Given in", "Level (range)"),
            [row for term in terms for row in _table_rows(results, term)],
            key="wide",
        ),
    )


def term_ref(term: Record) -> str:
    """Id of a solved term."""
    return f"solve.term.{term['good']}.{term['giver']}.{term['taker']}"


def term_name(results: Results, term: Record) -> Pieces:
    """Name a term: who gives what to whom."""
    return (
        results.name(term["giver"]),
        " to ",
        results.name(term["taker"]),
        ": ",
        good(term["good"]),
    )


def situations(results: Results, term: Record) -> list[tuple[str, Record]]:
    """The situations in which a term was solved, in the order they are drawn."""
    if not results.patron:
        return [("as solved", term["with_consent"])]
    keys = ("with_consent", "without_consent", "without_patron")
    words = ("with consent", "consent refused", "nobody watching")
    return [
        (word, term[key]) for key, word in zip(keys, words, strict=True) if key in term
    ]


def _row(results: Results, term: Record) -> tuple[Markup, Markup, Markup]:
    ref = term_ref(term)
    found = [s["p_present"] for _, s in situations(results, term)]
    looks = (("dot", "a"), ("diamond", "b"), ("ring", "c"))
    spans = [Span(low=min(found), high=max(found), tone="c")]
    spans += [
        Span(low=share, high=share, at=share, mark=mark, tone=tone)
        for share, (mark, tone) in zip(found, looks, strict=False)
    ]
    code = f"{term['good']}.{term['giver']}.{term['taker']}"
    drawn = strip(
        spans, f"How often {label(results, f'term.{code}')} is given", ref, one=True
    )
    shares = [number(ref, percent(share)) for share in found]
    figures: list[Piece] = [shares[0]]
    for share in shares[1:]:
        figures += [" · ", share]
    return html_pieces(term_name(results, term)), drawn, html_pieces(cell(*figures))


def _table_rows(results: Results, term: Record) -> list[tuple[Pieces, ...]]:
    ref = term_ref(term)
    return [
        (
            cell(*term_name(results, term)),
            cell(word),
            cell(number(ref, percent(s["p_present"]))),
            cell(number(ref, bracketed(s))),
        )
        for word, s in situations(results, term)
    ]
