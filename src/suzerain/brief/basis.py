"""The basis: the pact's terms, who depends on whom, consent, who says what."""

from __future__ import annotations

from suzerain.brief.charts.deal import deal
from suzerain.brief.charts.network import network
from suzerain.brief.figures import bracketed, spread_text, stated
from suzerain.brief.finding import Finding, Pieces, Quote, number, say
from suzerain.brief.powers import able, shadow, veto
from suzerain.brief.results import Results, good
from suzerain.brief.section import Section, cell, table


def pact(results: Results) -> Section:
    """The pact's terms in both directions, each with status and sentence."""
    terms = results.case.pact.terms if results.case.pact else ()
    shadowed = shadow(results)
    drawn = deal(results)
    rows = []
    for term in terms:
        words = results.first_quote(term.basis)
        rows.append(
            (
                cell(results.name(term.giver)),
                cell(results.name(term.taker)),
                cell(good(term.good)),
                cell(term.status),
                cell(words) if words else cell("inferred, no sentence of its own"),
            )
        )
    listed = table(
        "terms",
        "Who gives what to whom",
        ("Giver", "Taker", "What", "Status", "In the words of the source"),
        rows,
        key="quotes",
    )
    gains = tuple(_gain(results, m) for m in results.members if _has_gain(results, m))
    return Section(
        id="pact",
        title="The pact and its terms",
        short="Terms",
        findings=(
            *((shadowed,) if shadowed else ()),
            *able(results),
            *veto(results),
            *gains,
        ),
        blocks=(*((listed,) if rows else ()), *((drawn,) if drawn else ())),
    )


def _has_gain(results: Results, member: str) -> bool:
    return member in (results.solution or {}).get("members_surplus", {})


def _gain(results: Results, member: str) -> Finding:
    surplus = (results.solution or {})["members_surplus"][member]
    return say(
        f"surplus.{member}",
        "Under that shadow ",
        results.name(member),
        " gains ",
        number(f"solve.surplus.{member}", bracketed(surplus)),
        " of its welfare.",
    )


def dependence(results: Results) -> Section:
    """Who depends on whom: as stated, as used, as reckoned."""
    drawn = network(results)
    rows = [_tie_row(results, tie.id) for tie in results.case.ties]
    listed = table(
        "ties",
        "Shares of supply: as the source states them, and as drawn in the worlds",
        (
            "Provider",
            "Recipient",
            "What",
            "As stated",
            "As drawn",
            "In the words of the source",
        ),
        rows,
        key="quotes",
    )
    return Section(
        id="dependence",
        title="Who depends on whom",
        short="Dependence",
        blocks=(*((drawn,) if drawn else ()), *((listed,) if rows else ())),
    )


def _tie_row(results: Results, key: str) -> tuple[Pieces, ...]:
    tie = next(tie for tie in results.case.ties if tie.id == key)
    claims = [results.claims[c] for c in tie.basis if c in results.claims]
    measured = next((claim for claim in claims if stated(claim)), None)
    words = results.quote((measured or claims[0]).id) if claims else None
    # A good the recipient sells: its provider is the buyer.
    return (
        cell(results.name(tie.provider)),
        cell(results.name(tie.recipient)),
        cell(good(tie.good)),
        cell(number(measured.id, stated(measured))) if measured else cell("no number"),
        cell(number(tie.id, spread_text(tie.share))),
        cell(words) if words else cell("declared, not stated"),
    )


def stances(results: Results) -> Section:
    """Who calls the pact, its members or its effects what; outsiders first."""
    rows: dict[tuple[str, str, str], tuple[Pieces, ...]] = {}
    ranked = sorted(
        results.case.stances,
        key=lambda s: (s.actor in results.members, s.speaker == s.actor),
    )
    for stance in ranked:
        words = results.quote(stance.claim)
        if words is None:
            continue
        claim = results.claims[stance.claim]
        speaker = claim.attributed_to or stance.speaker or stance.actor
        row = (
            cell(results.name(speaker)),
            cell(stance.attitude),
            cell(results.name(_toward(results, stance.target))),
            cell(_unspoken(words)),
        )
        rows.setdefault((speaker, stance.attitude, words.text), row)
    listed = table(
        "stances",
        "Who takes which stand, and in which words",
        ("Speaker", "Stand", "Toward", "In the words of the source"),
        tuple(rows.values()),
        key="quotes",
    )
    return Section(
        id="stances",
        title="Who calls it what",
        short="Stances",
        blocks=(listed,) if rows else (),
    )


def _toward(results: Results, target: str) -> str:
    pacts = {pact.id: "+".join(pact.members) for pact in results.case.pacts}
    return pacts.get(target, target)


def _unspoken(words: Quote) -> Quote:
    return Quote(text=words.text, claim=words.claim, source=words.source)
