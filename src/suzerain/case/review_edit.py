"""What a reviewer may write into a claim, and what is wrong with what was written."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any, get_args

from suzerain.case.check import is_date
from suzerain.case.parties import codes_of
from suzerain.core.codes import actors, goods
from suzerain.evidence.claim import Certainty, Claim, Kind, Polarity

EDITABLE = (
    "subject",
    "relation",
    "object",
    "good",
    "polarity",
    "certainty",
    "kind",
    "value",
    "low",
    "high",
    "unit",
    "attributed_to",
    "time",
    "place",
)
"""Fields of a claim that a reviewer may change, in the order of the form."""
NUMBERS = ("value", "low", "high")
ACTORS = ("subject", "object", "attributed_to")
CHOICES: dict[str, tuple[str, ...]] = {
    "polarity": get_args(Polarity),
    "certainty": get_args(Certainty),
    "kind": get_args(Kind),
}
NAMED = re.compile(r".*[a-z].* \(unnamed\)|.*/.+")


def actor_choices(claims: Iterable[Claim]) -> dict[str, str]:
    """Offer every actor of the table and of the claims, with a name for each.

    Args:
        claims: The claims under review; their actors come first.
    """
    found: dict[str, str] = {}
    for claim in claims:
        for name in ACTORS:
            text = getattr(claim, name)
            if text and text not in found:
                known = actors().get(text)
                found[text] = known.name if known else ""
    return {**found, **{code: actor.name for code, actor in actors().items()}}


def relation_choices(claims: Iterable[Claim]) -> dict[str, str]:
    """Offer every relation of the table and of the claims, with its meaning."""
    from suzerain.evidence.vocabulary import read_vocabulary

    rows = read_vocabulary("relations.csv")
    table = {row["relation"]: row["meaning"] for row in rows}
    return {**table, **{c.relation: "" for c in claims if c.relation not in table}}


def good_choices() -> dict[str, str]:
    """Offer every good of the table, with its name."""
    return {code: good.name for code, good in goods().items()}


def check_edit(
    fields: Mapping[str, Any], claims: Iterable[Claim] = ()
) -> tuple[dict[str, Any], dict[str, str]]:
    """Read what a reviewer wrote, and say what is wrong with each field.

    Args:
        fields: Values by field, as texts or as numbers; fields left out stay.
        claims: The claims under review: what they hold is accepted as well.

    Returns:
        The values with their types, and a message for each field that is wrong.

    Examples:
        >>> check_edit({"low": "80%", "polarity": "positive"})
        ({'low': 0.8, 'polarity': 'positive'}, {})
        >>> check_edit({"relation": "PAKT"})[1]["relation"]
        "'PAKT' is no relation; did you mean 'PACT'?"
    """
    known = tuple(claims)
    values: dict[str, Any] = {}
    wrong: dict[str, str] = {}
    for name, given in fields.items():
        try:
            values[name] = _value(name, given, known)
        except ValueError as error:
            wrong[name] = str(error)
    low, high = values.get("low"), values.get("high")
    if low is not None and high is not None and low > high:
        wrong["high"] = f"{high:g} is below the lower bound {low:g}"
    return values, wrong


def _value(name: str, given: Any, claims: tuple[Claim, ...]) -> Any:
    if name not in EDITABLE:
        raise ValueError(f"{name!r} cannot be changed")
    if name in NUMBERS:
        return _number(given)
    if not isinstance(given, str):
        raise ValueError("a text is needed")  # noqa: TRY004 - told to the reviewer
    text = " ".join(given.split())
    if name in CHOICES:
        return _one_of(text, CHOICES[name], name)
    if name == "relation":
        return _one_of(text, relation_choices(claims), name)
    if name == "good":
        return text and _one_of(text, goods(), name)
    if name == "time" and text and not is_date(text):
        raise ValueError(f"{text!r} is no date; write YYYY, YYYY-MM or YYYY-MM-DD")
    if name in ACTORS:
        return _actor(text, name, actor_choices(claims))
    return text


def _number(given: Any) -> float | None:
    if given is None or given == "":
        return None
    text = str(given).strip().replace("\u00a0", "").replace(" ", "")
    part = text.endswith("%")
    try:
        number = float(text.removesuffix("%"))
    except ValueError:
        number = math.nan
    if isinstance(given, bool) or not math.isfinite(number):
        raise ValueError(f"{text!r} is no number; write 0.8, 80% or nothing")
    return number / 100 if part else number


def _one_of(text: str, known: Iterable[str], name: str) -> str:
    choices = tuple(known)
    if text in choices:
        return text
    near = get_close_matches(text.upper() if name == "relation" else text, choices, n=1)
    hint = f"did you mean {near[0]!r}?" if near else "choose one of the list"
    raise ValueError(f"{text!r} is no {name}; {hint}" if text else f"choose a {name}")


def _actor(text: str, name: str, known: Mapping[str, str]) -> str:
    """Read a code, several joined with `+`, or a person or organ behind a slash."""
    if not text:
        if name == "subject":
            raise ValueError("name who does it")
        return ""
    if text in known:
        return text
    for code in codes_of(text):
        if code in known or (NAMED.fullmatch(text) and name == "attributed_to"):
            continue
        near = get_close_matches(code.upper(), known, n=1)
        hint = f"did you mean {near[0]!r}?" if near else "write a code such as RUS"
        raise ValueError(f"{code!r} is no actor; {hint}")
    if name == "attributed_to":
        return text
    return "+".join(sorted(part.strip() for part in text.split("+") if part.strip()))
