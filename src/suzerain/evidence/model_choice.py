"""From what a model says to claims: nothing counts that it did not find in the text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, cast, get_args

from suzerain.core.codes import actors, goods
from suzerain.evidence.actor_codes import states
from suzerain.evidence.claim import Certainty, Claim, Polarity
from suzerain.evidence.mention import Mention, join_codes
from suzerain.evidence.model_prompt import NONE, Sheet
from suzerain.evidence.proposed import BY_MODEL
from suzerain.evidence.quote_check import Rejected, check_quote
from suzerain.evidence.relations import relations
from suzerain.sources.document import Document

MOST = 60  # claims of one answer that are looked at
THOUGHTS = re.compile(r"<think>.*?(?:</think>|\Z)", re.DOTALL)
SHOWN = 80  # code points of a quote that a message shows
VERSION = "llm/1"


class Malformed(ValueError):
    """An answer is not the JSON that was asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A claim of a model that is not taken.

    Args:
        quote: The words that it gave for it.
        reason: Why not.
    """

    quote: str
    reason: str


def parse_answer(answer: str) -> list[dict[str, Any]]:
    r"""Take the claims out of an answer; fences and thoughts around them are left.

    Args:
        answer: What the model said.

    Raises:
        Malformed: If there is no JSON object with a list of claims in it.

    Examples:
        >>> parse_answer('Sure!\n```json\n{"claims": []}\n```')
        []
    """
    text = THOUGHTS.sub("", answer)
    starts = [at for at in (text.find("{"), text.find("[")) if at >= 0]
    if not starts:
        raise Malformed("it holds no JSON")
    try:
        found, _ = json.JSONDecoder().raw_decode(text, min(starts))
    except (ValueError, RecursionError):
        raise Malformed("its JSON is broken") from None
    claims = found.get("claims") if isinstance(found, dict) else found
    if not isinstance(claims, list):
        raise Malformed("it holds no list of claims")
    return [one for one in claims[:MOST] if isinstance(one, dict)]


def take_claims(
    records: Iterable[dict[str, Any]], sheet: Sheet, document: Document, name: str
) -> tuple[list[Claim], list[Refusal]]:
    """Turn what a model chose into claims with exact passages.

    Args:
        records: What `parse_answer` gives.
        sheet: What the model was shown.
        document: The document that the sheet is of.
        name: Name of the model.

    Returns:
        Claims whose quote stands in the chunk, and what was refused with its reason.
    """
    taken: list[Claim] = []
    refused: list[Refusal] = []
    for record in records:
        made = _claim(record, sheet, document, name)
        if isinstance(made, Claim):
            taken.append(made)
        else:
            quote = str(record.get("quote", ""))[:SHOWN]
            refused.append(Refusal(quote=quote, reason=made))
    return taken, refused


def _claim(  # noqa: PLR0911 - one line for each reason
    record: dict[str, Any], sheet: Sheet, document: Document, name: str
) -> Claim | str:
    quote = record.get("quote")
    if not isinstance(quote, str):
        return "it has no quote"
    found = check_quote(quote, document, within=(sheet.start, sheet.end))
    if isinstance(found, Rejected):
        return found.reason
    relation = relations().get(str(record.get("relation")))
    if relation is None:
        return f"no relation {str(record.get('relation'))[:SHOWN]!r}"
    subject, object_ = (
        _mentions(record.get(side), sheet) for side in ("subject", "object")
    )
    if subject is None or object_ is None or not subject:
        return "it names somebody who was not found in the text"
    if not _near((*subject, *object_), (found.start, found.end), sheet):
        return "nobody whom it names stands in the sentence"
    who, whom = (join_codes(one.code for one in side) for side in (subject, object_))
    whom = "" if who == whom else whom
    if not _known(relation.group, who, whom):
        return "it names somebody who is no known actor"
    number = sheet.quantities.get(str(record.get("quantity")))
    if number is not None:
        start, end = number.start + sheet.start, number.end + sheet.start
        if not (start < found.end and found.start < end):
            return "its number stands outside its quote"
    good = str(record.get("good"))
    speaker = sheet.mentions.get(str(record.get("said_by")))
    return Claim(
        id=f"c-{document.id.removeprefix('doc-')}-{found.start}-{found.end}-m",
        doc=document.id,
        start=found.start,
        end=found.end,
        quote=document.text[found.start : found.end],
        kind=cast("Any", relation.kind),
        subject=who,
        relation=relation.name,
        object=whom,
        value=number.value if number else None,
        low=number.low if number else None,
        high=number.high if number else None,
        unit=number.unit if number else "",
        polarity=cast("Polarity", _choice(record, "polarity", get_args(Polarity))),
        certainty=cast("Certainty", _choice(record, "certainty", get_args(Certainty))),
        attributed_to=speaker.code if speaker else "",
        good=good if good in goods() and relation.good != "no" else "",
        extractor=f"{name} via {VERSION}",
        notes=(BY_MODEL,),
    )


def _mentions(ids: object, sheet: Sheet) -> tuple[Mention, ...] | None:
    """Mentions by their ids; None when one is not among those shown."""
    if ids in (None, "", NONE):
        return ()
    names = ids if isinstance(ids, list) else [ids]
    found = [sheet.mentions.get(str(one)) for one in names if one != NONE]
    kept = tuple(one for one in found if one is not None)
    return kept if len(kept) == len(found) else None


def _near(named: tuple[Mention, ...], span: tuple[int, int], sheet: Sheet) -> bool:
    """Whether somebody named stands in a sentence of the passage."""
    touched = [
        (start, end)
        for start, end in sheet.sentences
        if start < span[1] and span[0] < end
    ]
    return any(
        start <= one.start and one.end <= end for one in named for start, end in touched
    )


def _known(group: str, who: str, whom: str) -> bool:
    """Whether ties and transfers name actors of the table."""
    return group == "stance" or all(
        code in actors() for code in states(who) | states(whom)
    )


def _choice(record: dict[str, Any], name: str, choices: tuple[str, ...]) -> str:
    """One of a few words; the first, when the model gives another."""
    given = record.get(name)
    return given if isinstance(given, str) and given in choices else choices[0]
