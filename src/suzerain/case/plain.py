"""A case as plain values for JSON, and the JSON Schema of these values."""

from __future__ import annotations

import json
from dataclasses import asdict, fields
from typing import Any

from suzerain.case.actor import Actor, Need
from suzerain.case.case import Case
from suzerain.case.event import Event
from suzerain.case.pact import Pact, Stance, ThirdPower
from suzerain.case.question import Contest, Question
from suzerain.case.tie import Tie
from suzerain.core.assumption import Assumption
from suzerain.evidence.claim import Claim
from suzerain.sources.document import Document

RECORDS: dict[str, type[Any]] = {
    "actors": Actor,
    "needs": Need,
    "ties": Tie,
    "pacts": Pact,
    "powers": ThirdPower,
    "stances": Stance,
    "events": Event,
    "contests": Contest,
    "questions": Question,
    "claims": Claim,
    "documents": Document,
    "assumptions": Assumption,
}
WITH_ID = ("needs", "ties", "stances")
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def to_plain(case: Case) -> dict[str, Any]:
    """Turn a case into dicts, lists, texts and numbers.

    Needs, ties, terms and stances carry their ids; of the assumptions only those
    that an analyst has overruled are told.

    Args:
        case: The case.

    Returns:
        What `case.schema.json` describes.
    """
    plain: dict[str, Any] = {
        "name": case.name,
        "title": case.title,
        "as_of": case.as_of,
        "gaps": list(case.gaps),
    }
    for name in RECORDS:
        records = (
            case.register.overruled if name == "assumptions" else getattr(case, name)
        )
        rows = [asdict(record) for record in records]
        if name in WITH_ID:
            rows = [
                {"id": record.id, **row}
                for record, row in zip(records, rows, strict=True)
            ]
        plain[name] = rows
    for pact, row in zip(case.pacts, plain["pacts"], strict=True):
        row["terms"] = [
            {"id": term.id, **told}
            for term, told in zip(pact.terms, row["terms"], strict=True)
        ]
    listed: dict[str, Any] = json.loads(json.dumps(plain))
    return listed


def case_schema() -> dict[str, Any]:
    """Make the JSON Schema (draft 2020-12) of `to_plain` from the records."""
    import msgspec

    _, parts = msgspec.json.schema_components(
        RECORDS.values(), ref_template="#/$defs/{name}"
    )
    for name, part in parts.items():
        if "description" in part:
            part["description"] = part["description"].split("\n")[0]
        if part.get("type") == "object":
            part["additionalProperties"] = False
            if name in ("Need", "Tie", "Term", "Stance"):
                part["properties"] = {"id": {"type": "string"}, **part["properties"]}
                part["required"] = ["id", *part.get("required", [])]
    for part, name in (("Tie", "share"), ("Need", "weight"), ("Need", "home")):
        told = "a range within 0 to 1"
        parts[part]["properties"][name]["description"] = told
    texts = {
        name: {"type": "string"}
        for name in (field.name for field in fields(Case))
        if name in ("name", "title", "as_of")
    }
    lists = {
        name: {"type": "array", "items": {"$ref": f"#/$defs/{record.__name__}"}}
        for name, record in RECORDS.items()
    }
    gaps = {"gaps": {"type": "array", "items": {"type": "string"}}}
    return {
        "$schema": DIALECT,
        "title": "case",
        "description": "A case of Suzerain: actors, needs, ties, pacts and claims.",
        "type": "object",
        "properties": {**texts, **gaps, **lists},
        "required": [*texts, *gaps, *lists],
        "additionalProperties": False,
        "$defs": {name: parts[name] for name in sorted(parts)},
    }


def schema_text() -> str:
    """Write the schema as the text of `docs/reference/schema/case.schema.json`."""
    return json.dumps(case_schema(), indent=2) + "\n"
