"""Ids to words: what a cell, an assumption or a result is called."""

from __future__ import annotations

from suzerain.brief.results import Results
from suzerain.core.codes import good_name, goods

PARAMETERS = {
    "sigma": "how easily foreign suppliers of {} replace one another",
    "varsigma": "how easily home supply of {} replaces supply from abroad",
    "evasion": "part of a cut flow of {} that gets round the cut",
    "need_weight": "weight of {} in welfare",
    "home": "part of {} that a state supplies itself",
    "term_size": "size of a term in {} against present supply",
    "giver_cost": "what giving {} costs the giver",
    "provocation": "how strongly rivals react to {}",
    "strategic_cost": "what giving {} costs the giver's own security",
    "giver_drain": "part of the giver's own supply of {} that a term takes",
    "eta": "how fast others replace a cut flow of {}",
}
NAMED = {
    "measure.rho": "how little goods of different kinds replace one another",
    "pact.bargaining_power": "weight of a member in the split",
    "pact.relative_size": "size of a member's economy beside the others",
    "pact.no_return": "price of giving what cannot be called back",
    "pact.cut_off_chance": "chance of a cut-off that nobody provoked",
    "pact.delivery.observed": "delivery of what has been seen",
    "pact.delivery.promised": "delivery of what is promised",
    "pact.delivery.alleged": "delivery of what is alleged",
    "pact.delivery.doubted": "delivery of what is doubted",
    "power.credibility": "how far members believe a threat to cut them off",
    "power.stake": "own loss that a power would bear to stop a pact",
    "power.keep": "worth of the members' goodwill to a power",
    "power.omega": "what rivals' answer to the pact costs a power",
    "power.theta": "what it costs a power that members depend on it less",
    "power.kappa": "cost of enforcing a refusal",
    "power.reaction": "how strongly rivals answer a provocation",
    "power.echo": "how strongly members answer the rivals in turn",
    "forecast.base_rate": "how often such reported transfers came true",
    "forecast.model_weight": "weight of the solved deal against that base rate",
    "forecast.hazard.once": "how fast an agreed one-off transfer is made",
    "forecast.hazard.flow": "how fast an agreed flow begins",
    "forecast.leak": "chance of delivery outside the solved deal",
    "forecast.war_end": "rate at which the war ends",
    "forecast.pact_end": "rate at which such a pact ends in wartime",
    "forecast.after_war": "how much faster it ends after the war",
    "forecast.temporary": "how much faster a mere transaction ends",
    "prior.independence": "how far sources that share an origin are independent",
    "case.urgent_factor": "how much a dire need weighs beyond an ordinary one",
    "case.doubtful_denominator": "how far a share of a doubtful whole is widened",
}
ROWS = {
    "not_asked": "it was not asked",
    "told": "it was told, no more",
    "agreed": "it was asked and agreed",
    "directed": "it directed the pact",
    "other": "something else",
    "knew": "it knew (told, agreed or directed)",
    "consented": "it consented (agreed or directed)",
}
SORTS = {
    "denial": "denial or disclaimer",
    "silence": "silence",
    "endorsement": "endorsement",
    "criticism": "criticism",
    "dependence": "the members depend on it",
    "closeness": "friendship or partnership",
    "cover": "it shields a member",
    "displeasure": "displeasure at what follows",
    "timing": "meetings shortly before",
    "consultation": "reported consultation",
    "confession": "it admits to it",
    "pact": "the pact as solved",
}


def label(results: Results, key: str) -> str:
    """Say in words what an id of a cell, assumption or result stands for.

    Args:
        results: The case and its results, for the names of actors.
        key: The id.
    """
    head, *rest = key.split(".")
    if head == "tie" and len(rest) >= 3:
        provider, recipient = map(results.word_for, rest[1:3])
        what = "buying from" if rest[0] == "exports" else f"{good_name(rest[0])} for"
        return f"{provider}'s share of {what} {recipient}"
    if head == "need" and len(rest) >= 2:
        actor, what = results.word_for(rest[1]), good_name(rest[0])
        if rest[-1] == "home":
            return f"part of {what} that {actor} supplies itself"
        return f"weight of {what} for {actor}"
    if head == "term" and len(rest) >= 3:
        giver, taker = map(results.word_for, rest[1:3])
        return f"{good_name(rest[0])} from {giver} to {taker}"
    return NAMED.get(key) or _parameter(key, head, rest)


def row_words(row: str) -> str:
    """Say a hypothesis in words."""
    return ROWS.get(row, row.replace("_", " "))


def sort_words(sort: str) -> str:
    """Say a kind of evidence in words."""
    return SORTS.get(sort, sort.replace("_", " "))


def _parameter(key: str, head: str, rest: list[str]) -> str:
    if head in ("group", "good") and len(rest) == 2:
        known = goods()
        what = known[rest[0]].name if rest[0] in known else rest[0].replace("_", " ")
        if rest[1] in PARAMETERS:
            return PARAMETERS[rest[1]].format(what)
        return f"{rest[1].replace('_', ' ')} of {what}"
    if head == "likelihood" and len(rest) == 2 and rest[0] in SORTS:
        return f"how telling is “{sort_words(rest[0])}” if {row_words(rest[1])}"
    if head == "prior" and len(rest) == 1:
        return f"belief beforehand that {row_words(rest[0])}"
    words = " ".join(part.replace("_", " ") for part in rest) or key
    return f"{head}: {words}" if rest else words
