"""Ids to words: what a cell, an assumption or a result is called."""

from __future__ import annotations

from suzerain.brief.results import Record, Results
from suzerain.brief.vocabulary import (
    CERTAINTIES,
    NAMED,
    PARAMETERS,
    READINGS,
    ROWS,
    SAYINGS,
    SIGNS,
    SORTS,
    SPEAKERS,
)
from suzerain.core.codes import good_name, goods
from suzerain.outlook.band import bands

NOUNS = frozenset(
    (
        "size",
        "amount",
        "weight",
        "own",
        "part",
        "price",
        "chance",
        "share",
        "belief",
        "range",
    )
)


def label(results: Results, key: str, about: str = "") -> str:
    """Say in words what an id of a cell, assumption or result stands for.

    Args:
        results: The case and its results, for the names of actors.
        key: The id.
        about: Actor, good or term it was drawn for, as the solution names it.
    """
    head, *rest = key.split(".")
    if head == "tie" and len(rest) >= 3:
        provider, recipient = map(results.phrase, rest[1:3])
        if rest[0] == "exports":
            return f"{possessive(provider)} share of what {recipient} sells abroad"
        return f"{possessive(provider)} share of {good_name(rest[0])} for {recipient}"
    if head == "need" and len(rest) >= 2:
        actor, what = results.phrase(rest[1]), good_name(rest[0])
        if rest[-1] == "home":
            return f"part of {what} that {actor} supplies itself"
        return f"weight of {what} in {possessive(actor)} welfare"
    if head == "term" and len(rest) >= 3:
        return _term(results, rest)
    return assumption_words(key, _whom(results, about)) or _plain(key)


def driver_words(results: Results, driver: Record) -> str:
    """Say what drives a result, and for whom it was drawn."""
    return label(results, driver["id"], driver.get("about", ""))


def told_once(found: tuple[Record, ...] | list[Record]) -> list[Record]:
    """Leave out drivers that mirror an earlier one: same number, other actor.

    What is drawn for two actors and matters by its ratio appears twice, with
    opposite signs; the first says it all.

    Args:
        found: Drivers, strongest first.
    """
    kept: list[Record] = []
    for driver in found:
        mirrored = any(
            one["id"] == driver["id"]
            and one.get("about", "") != driver.get("about", "")
            and one["correlation"] * driver["correlation"] < 0
            for one in kept
        )
        if not mirrored:
            kept.append(driver)
    return kept


def assumption_words(key: str, whom: str = "") -> str:
    """Say in words what an assumption is, or nothing when it has none.

    Args:
        key: Id of the assumption.
        whom: Whom it was drawn for, in words.

    Examples:
        >>> assumption_words("power.keep", "China")
        "how much China values the members' goodwill"
        >>> assumption_words("pact.relative_size")
        "size of a member's economy beside the others'"
        >>> assumption_words("pact.unheard_of")
        ''
    """
    if key in NAMED:
        words, anyone = NAMED[key]
        owner = possessive(whom) if whom and anyone.endswith("'s") else whom
        return words.format(owner or anyone)
    head, *rest = key.split(".")
    if head in ("group", "good") and len(rest) == 2:
        return _parameter(*rest)
    if head == "likelihood" and len(rest) == 2:
        return _likelihood(*rest)
    if head == "prior" and len(rest) == 1 and rest[0] in ROWS:
        return f"belief beforehand that {row_words(rest[0])}"
    return _family(head, rest)


def definite(words: str) -> str:
    """Put the article before words that want one within a sentence.

    Examples:
        >>> definite("size of the pact"), definite("how fast it ends")
        ('the size of the pact', 'how fast it ends')
    """
    return f"the {words}" if words.split(" ", 1)[0] in NOUNS else words


def possessive(name: str) -> str:
    """Make a name own what follows.

    Examples:
        >>> possessive("China"), possessive("the United States")
        ("China's", "the United States'")
    """
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def row_words(row: str) -> str:
    """Say a hypothesis in words."""
    return ROWS.get(row, row.replace("_", " "))


def sort_words(sort: str) -> str:
    """Say a kind of evidence in words."""
    return SORTS.get(sort, sort.replace("_", " "))


def _term(results: Results, parts: list[str]) -> str:
    giver, taker = map(results.phrase, parts[1:3])
    return f"{good_name(parts[0])} from {giver} to {taker}"


def _whom(results: Results, about: str) -> str:
    parts = about.split(".") if about else []
    if len(parts) == 3 and parts[0] in goods():
        return _term(results, parts)
    return " and ".join(
        good_name(part) if part in goods() else results.phrase(part) for part in parts
    )


def _parameter(what: str, parameter: str) -> str:
    known = goods()
    name = known[what].name if what in known else what.replace("_", " ")
    return PARAMETERS[parameter].format(name) if parameter in PARAMETERS else ""


def _likelihood(sort: str, row: str) -> str:
    if sort == "reliability" and row in CERTAINTIES:
        return f"how often what is {CERTAINTIES[row]} is so"
    if sort in SORTS and row == "coverage":
        return (
            f"chance that sources would report {sort_words(sort)}, had there been any"
        )
    if sort in SORTS and row in ROWS:
        return f"chance of “{sort_words(sort)}” if {row_words(row)}"
    return ""


def _family(head: str, rest: list[str]) -> str:
    if head == "resolve" and len(rest) == 1 and rest[0] in READINGS:
        return f"how often {READINGS[rest[0]]} is read right"
    if len(rest) == 2:
        family, last = f"{head}.{rest[0]}", rest[1]
        if family == "case.support" and last in CERTAINTIES:
            return f"how far a pact that is {CERTAINTIES[last]} counts"
        if family == "case.support" and last in SIGNS:
            return SIGNS[last]
        if family == "forecast.word" and last in (_code(b.word) for b in bands()):
            return f"range of the word “{last.replace('_', ' ')}”"
    if len(rest) == 3 and rest[1] in SPEAKERS and rest[2] in SAYINGS:
        return f"how telling it is when {SPEAKERS[rest[1]]} {SAYINGS[rest[2]]}"
    return ""


def _code(words: str) -> str:
    return words.replace(" ", "_")


def _plain(key: str) -> str:
    return key.replace("_", " ").replace(".", ", ")
