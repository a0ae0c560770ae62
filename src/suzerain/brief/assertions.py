"""The strongest claims of the sources, held against the model."""

from __future__ import annotations

from dataclasses import replace

from suzerain.brief.figures import percent
from suzerain.brief.finding import Finding, Quote, number, say
from suzerain.brief.results import Results
from suzerain.brief.section import Table, cell, table
from suzerain.evidence.claim import Claim
from suzerain.evidence.sentences import split_sentences
from suzerain.outlook.band import band_of

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
    needed = band_of(min(1.0, max(0.0, 1 - without / struck)))
    middle = band_of(1 / 2)
    if needed == middle:
        verdict = "Dependence and the declared assumptions leave this open: "
    elif needed.low >= middle.high:
        verdict = "The model bears this out: "
    else:
        verdict = "Dependence and the declared assumptions alone do not support this: "
    return say(
        "contradiction",
        "On whether ",
        results.name(patron),
        " decides, a source says: ",
        quotes[0],
        ". ",
        verdict,
        "if ",
        results.name(patron),
        " refuses, the pact is struck in ",
        number(ref, percent(without)),
        " of worlds, against ",
        number("solve.p_pact", percent(struck)),
        " with its consent.",
    )


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
    ]
    found = [known[c] for c in dict.fromkeys([*argued, *held]) if c in known]
    quotes: dict[str, Quote] = {}
    for claim in sorted(found, key=_rank):
        quote = results.quote(claim.id)
        if quote:
            whole = replace(quote, text=_sentence(results, claim))
            quotes.setdefault(whole.text, whole)
    return tuple(quotes.values())


def asserted(results: Results) -> Table | None:
    """What sources hold of the patron's part, sentence by sentence."""
    quotes = assertions(results)
    if not quotes:
        return None
    return table(
        "asserted",
        "What the sources hold of the patron's part",
        ("In the words of the source",),
        [(cell(quote),) for quote in quotes],
        key="quotes",
    )


def _rank(claim: Claim) -> tuple[bool, bool, int]:
    relation = claim.relation
    place = POWER.index(relation) if relation in POWER else len(POWER)
    is_firm = claim.certainty in ("asserted", "conditional")
    return (relation not in POWER, not is_firm, place)


def _sentence(results: Results, claim: Claim) -> str:
    for document in results.case.documents:
        if document.id != claim.doc:
            continue
        for sentence in split_sentences(document):
            if sentence.start <= claim.start and claim.end <= sentence.end:
                return document.passage(sentence.start, sentence.end)
    return claim.quote
