"""What a negation does to a relation that was guessed from the whole clause."""

from __future__ import annotations

from functools import cache

from suzerain.evidence.operators import Operator
from suzerain.evidence.parsed import BE, Parsed, Verb
from suzerain.evidence.relations import relations
from suzerain.evidence.vocabulary import read_vocabulary, verb_forms, word_set

HAVE = frozenset(["has", "have", "had", "having"])
LEAVING = frozenset(form for base in word_set("leaving") for form in verb_forms(base))
HOLDING_OFF = frozenset(
    form for base in word_set("holding_off") for form in verb_forms(base)
)
UNDOING = frozenset(form for base in word_set("undoing") for form in verb_forms(base))
LIFTING = frozenset(form for base in word_set("lifting") for form in verb_forms(base))
FAILING = frozenset(form for base in word_set("failing") for form in verb_forms(base))
REFUSING = frozenset(
    form for base in ("refuse", "decline") for form in verb_forms(base)
)
STANDING = frozenset({"transfer", "tie", "dependence"})
STANDING_ACTS = frozenset({"COOPERATE", "SUPPORT", "CONSULT"})
LIFTED = frozenset({"SANCTION", "COERCE", "CONSTRAINS", "THREATEN"})
NAMING_WITHIN = 6  # tokens behind the verb in which the relation may be named
FAR = 2  # tokens from "is" to the word that negates: "is still unable to"


@cache
def contrary_stems() -> dict[str, tuple[str, ...]]:
    """Relations that say what is not so, with the stems of words that name them.

    "Cannot fly without parts" is put as a need, "does not recognise the court" as a
    rejection: the "not" is what made it one. Only where the clause names the relation
    ("does not need", "has not rejected") does a "not" negate it.

    Examples:
        >>> "depend" in contrary_stems()["DEPENDS_ON"]
        True
    """
    named = "contrary "
    return {
        row["set"].removeprefix(named): tuple(row["words"].split())
        for row in read_vocabulary("word_sets.csv")
        if row["set"].startswith(named)
    }


@cache
def hostile() -> frozenset[str]:
    """Relations that set the sides against each other.

    Examples:
        >>> "SANCTION" in hostile(), "SUPPORT" in hostile()
        (True, False)
    """
    rows = read_vocabulary("relations.csv")
    return frozenset(row["relation"] for row in rows if row["sign"] == "-1")


def settle_negations(
    sorts: list[str],
    relation: str,
    parsed: Parsed,
    operators: tuple[Operator, ...],
    index: int,
) -> list[str]:
    """Make the operators that reach a clause those of the relation guessed for it.

    Args:
        sorts: Sorts of the operators that reach its verb.
        relation: The relation that was guessed.
        parsed: The sentence.
        operators: Its operators.
        index: Token of the verb.

    Returns:
        The sorts, without negations that the relation states already, and with those
        that its verb states ("failed to defend", "has yet to open").
    """
    if relation in contrary_stems():
        if not _named(parsed, relation, index):
            sorts = [sort for sort in sorts if sort != "negate"]
        if relation not in LIFTED:
            return sorts
    verb = parsed.verb_at[index]
    if relation in hostile():
        return _of_hostile(sorts, relation, parsed, operators, verb)
    return _of_binding(sorts, relation, parsed, operators, index)


def _of_binding(
    sorts: list[str],
    relation: str,
    parsed: Parsed,
    operators: tuple[Operator, ...],
    index: int,
) -> list[str]:
    """The sorts where the relation joins the sides: breaking it off negates it."""
    if parsed.words[index] in LEAVING and "negate" in sorts:
        return [sort for sort in sorts if sort != "negate"]
    verb = parsed.verb_at[index]
    if verb is None:
        return sorts
    own = [one.sort for one in operators if _own(parsed, one, verb)]
    if own or _undone(parsed, relation, verb):
        return [*sorts, own[0] if own else "negate"]
    return sorts


def _of_hostile(
    sorts: list[str],
    relation: str,
    parsed: Parsed,
    operators: tuple[Operator, ...],
    verb: Verb | None,
) -> list[str]:
    """The sorts where the relation sets the sides apart: lifting it negates it."""
    if verb is None:
        return sorts
    word = parsed.words[verb.head]
    lifted = relation in LIFTED and word in LIFTING
    undone = word in FAILING | HOLDING_OFF
    own = any(
        _own(parsed, one, verb)
        and (one.at != verb.head or undone)
        and not REFUSING & set(parsed.words[one.at : one.last])
        for one in operators
    )
    return [*sorts, "negate"] if own or lifted or word in FAILING else sorts


def _undone(parsed: Parsed, relation: str, verb: Verb) -> bool:
    """Whether what the relation holds is broken off: "cancelled the order"."""
    if relation == "PACT_TERMS":
        return False  # "can be terminated" is one of its terms
    standing = relations()[relation].group in STANDING or relation in STANDING_ACTS
    return standing and parsed.words[verb.head] in UNDOING


def _named(parsed: Parsed, relation: str, index: int) -> bool:
    """Whether the verb, or a word that hangs on it, names the relation."""
    stems = contrary_stems()[relation]
    _left, right = parsed.clause(index)
    near = parsed.words[index : min(index + NAMING_WITHIN, right)]
    return any(word.startswith(stems) for word in near)


def _own(parsed: Parsed, one: Operator, verb: Verb) -> bool:
    """Whether a verb that leads to another one says that this did not happen."""
    if one.sort not in {"negate", "doubt"}:
        return False
    words = parsed.words
    if one.at == verb.head:
        return one.scope == "verb" or words[one.at] in HOLDING_OFF
    if words[one.at] == "no":
        return False  # counted where what follows the verb is
    helping = words[verb.head] in BE | HAVE
    return helping and verb.head < one.at <= verb.head + FAR and one.last > one.at + 1
