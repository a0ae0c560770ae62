"""The strongest claims of the sources, held against the model."""

from __future__ import annotations

from dataclasses import replace

from suzerain.brief.figures import percent
from suzerain.brief.finding import Finding, Pieces, Quote, number, say
from suzerain.brief.labels import definite, driver_words
from suzerain.brief.results import Record, Results
from suzerain.brief.section import Table, cell, table
from suzerain.evidence.claim import Claim
from suzerain.evidence.sentences import split_sentences
from suzerain.outlook.band import band_of

FIRM = ("asserted", "conditional", "reported")
FEW = 3
# That a power decides, the most far-reaching first.
POWER = ("PERMITS", "DIRECTS", "CONTROLS", "CONSTRAINS", "POWER_OVER")


def contradiction(results: Results) -> Finding | None:
    """Hold the strongest claims of the sources against the model."""
    solution, patron = results.solution, results.patron
    quotes = assertions(results)
    if solution is None or not patron or not quotes or not solution["p_pact"]:
        return None
    if results.claims[quotes[0].claim].relation not in POWER:
        return None
    without, struck = solution["p_pact_without_consent"], solution["p_pact"]
    ref = "solve.p_pact_without_consent"
    that = "this" if _is_flat(results, quotes[0]) else "a veto"
    who = results.name(patron)
    return say(
        "contradiction",
        "On whether ",
        who,
        " decides, a source ",
        "says: " if that == "this" else "is unsure: ",
        quotes[0],
        " ",
        _verdict(
            without,
            struck,
            f"The model bears {that} out in most worlds, though not without exception: "
            if without
            else f"The model bears {that} out: ",
            f"Dependence and the declared assumptions leave {that} open: ",
            f"Dependence and the declared assumptions alone do not support {that}: ",
        ),
        "if ",
        who,
        " refuses, the pact is struck in ",
        number(ref, percent(without)),
        " of worlds, against ",
        number("solve.p_pact", percent(struck)),
        " with its consent.",
    )


def trade_alone(results: Results) -> Finding | None:
    """Say whether trade dependence by itself gives the patron its hold."""
    solution, patron = results.solution, results.patron
    if solution is None or not patron or not solution["p_pact"]:
        return None
    by_trade = solution.get("p_pact_against_trade_alone")
    if by_trade is None:
        return None
    return say(
        "trade-alone",
        _verdict(
            by_trade,
            solution["p_pact"],
            "Trade dependence by itself would be enough for a veto in most worlds: ",
            "Trade dependence by itself may or may not be enough for a veto: ",
            "Trade dependence by itself is not enough for a veto: ",
        ),
        "if ",
        results.name(patron),
        " refuses and can cut nothing but trade, the pact is struck in ",
        number("solve.p_pact_against_trade_alone", percent(by_trade)),
        " of worlds.",
        *_carrier(results, solution),
    )


def _verdict(
    without: float, struck: float, borne_out: str, left_open: str, against: str
) -> str:
    needed = band_of(min(1.0, max(0.0, 1 - without / struck)))
    middle = band_of(1 / 2)
    if needed == middle:
        return left_open
    return borne_out if needed.low >= middle.high else against


def _carrier(results: Results, solution: Record) -> Pieces:
    """What the answer hangs on most, among what no source states."""
    for driver in solution.get("consent_assumptions", ()):
        if driver["id"] in results.case.register:
            return (
                " What matters most no source states: ",
                number(
                    driver["id"], definite(driver_words(results, driver)), quiet=True
                ),
                ". Against refusal the pact is struck in ",
                number(driver["id"], percent(driver["low"])),
                " of worlds where this is low, in ",
                number(driver["id"], percent(driver["high"])),
                " where it is high.",
            )
    return ()


def assertions(results: Results) -> tuple[Quote, ...]:
    """Sentences by which a source holds that the patron decides, knew or agreed.

    A claim's own clause can read as its contrary when it is taken out of its
    sentence, so the whole sentence is quoted.

    Args:
        results: The case and its results.
    """
    patron, known = results.patron, results.claims
    argued = [
        c
        for contest in results.case.contests
        if contest.actor == patron
        for c in contest.asserted
    ]
    held = [
        claim.id
        for claim in results.case.claims
        if claim.relation in POWER
        and claim.subject.split("/")[0] == patron
        and claim.polarity == "positive"
        and claim.kind != "history"
        and _is_over(claim, results.members)
    ]
    found = [known[c] for c in dict.fromkeys([*argued, *held]) if c in known]
    quotes: dict[str, Quote] = {}
    for claim in sorted(found, key=_rank):
        quote = results.quote(claim.id)
        if quote:
            whole = replace(quote, text=_sentence(results, claim))
            quotes.setdefault(whole.text, whole)
    return tuple(quotes.values())


def _is_over(claim: Claim, members: tuple[str, ...]) -> bool:
    """Tell whether a claim of power is about the members, or names nobody."""
    codes = {part.split("/")[0] for part in claim.object.split("+") if part}
    return not codes or bool(codes & set(members))


def asserted(results: Results) -> Table | None:
    """What sources hold of the patron's part, sentence by sentence."""
    quotes = assertions(results)
    if not quotes:
        return None
    return table(
        "asserted",
        "What the sources hold of the patron's part, in their words",
        ("In the words of the source",),
        [(cell(quote),) for quote in quotes],
        key="quotes",
        folded=len(quotes) > FEW,
    )


def _rank(claim: Claim) -> tuple[bool, bool, int]:
    relation = claim.relation
    place = POWER.index(relation) if relation in POWER else len(POWER)
    is_firm = claim.certainty in ("asserted", "conditional")
    return (relation not in POWER, not is_firm, place)


def _is_flat(results: Results, quote: Quote) -> bool:
    return results.claims[quote.claim].certainty in FIRM


def _sentence(results: Results, claim: Claim) -> str:
    for document in results.case.documents:
        if document.id != claim.doc:
            continue
        for sentence in split_sentences(document):
            if sentence.start <= claim.start and claim.end <= sentence.end:
                return document.passage(sentence.start, sentence.end)
    return claim.quote
