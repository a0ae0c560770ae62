"""What is sent and answered, as JSON Schema."""

from __future__ import annotations

from typing import Any

Schema = dict[str, Any]
TEXT: Schema = {"type": "string"}
NUMBER: Schema = {"type": "number"}
WHOLE: Schema = {"type": "integer"}
FLAG: Schema = {"type": "boolean"}
OBJECT: Schema = {"type": "object"}
ANY: Schema = {}


def maybe(shape: Schema) -> Schema:
    """The same, or null."""
    return {"anyOf": [shape, {"type": "null"}]}


def many(shape: Schema) -> Schema:
    """A list of these."""
    return {"type": "array", "items": shape}


def record(*optional: str, **fields: Schema) -> Schema:
    """An object with these fields; those named in `optional` may be left out."""
    return {
        "type": "object",
        "properties": fields,
        "required": [name for name in fields if name not in optional],
    }


def ref(name: str) -> Schema:
    """One of the named shapes."""
    return {"$ref": f"#/components/schemas/{name}"}


RANGE = {
    "low": NUMBER,
    "mode": maybe(NUMBER),
    "high": NUMBER,
    "shape": TEXT,
}
NAMED = record("role", code=TEXT, name=TEXT, role=TEXT)
ASKED = record(id=TEXT, text=TEXT)
VERSION = {"version": WHOLE}
SHAPES: dict[str, Schema] = {
    "Error": record("row", "version", "column", "wrong", "problems",
        error=TEXT, accepted=TEXT, hint=TEXT, row=maybe(OBJECT), version=WHOLE,
        column=TEXT, wrong={"type": "object", "additionalProperties": TEXT},
        problems=many(OBJECT)),
    "Session": record(
        csrf=TEXT, product_version=TEXT, version=WHOLE,
        case=maybe(record(id=TEXT, name=TEXT, title=TEXT, as_of=TEXT, folder=TEXT)),
        limits=record(upload_bytes=WHOLE, json_bytes=WHOLE, files=WHOLE, rows=WHOLE),
        recent=many(record(name=TEXT, title=TEXT, folder=TEXT))),
    "Summary": record(
        **VERSION, id=TEXT, name=TEXT, title=TEXT, as_of=TEXT, folder=TEXT,
        counts={"type": "object", "additionalProperties": maybe(WHOLE)},
        members=many(NAMED), pact=maybe(record(id=TEXT, name=TEXT)),
        pacts=many(record(id=TEXT, name=TEXT)), powers=many(NAMED),
        patron=maybe(TEXT), names={"type": "object", "additionalProperties": TEXT},
        goods={"type": "object", "additionalProperties": TEXT},
        problems=record(error=WHOLE, warning=WHOLE),
        reviewed=record(decided=WHOLE, total=WHOLE), gaps=many(TEXT),
        questions=many(ASKED), contests=many(ASKED), own_questions=many(ASKED)),
    "Column": record(
        name=TEXT, label=TEXT, type=TEXT, source=TEXT, unit=TEXT, help=TEXT,
        required=FLAG,
        accepted=maybe(many({"anyOf": [TEXT, record(value=TEXT, name=TEXT)]}))),
    "Tables": record(**VERSION, tables=many(record(
        name=TEXT, help=TEXT, file=TEXT, key=TEXT, fixed=FLAG, count=WHOLE,
        columns=many(ref("Column"))))),
    "Row": record(id=TEXT),
    "Rows": record(**VERSION, rows=many(ref("Row")), total=WHOLE),
    "Problem": record(
        where=TEXT, what=TEXT, accepted=TEXT, hint=TEXT, table=TEXT, id=TEXT,
        column=TEXT, severity={"enum": ["error", "warning"]}),
    "Problems": record(**VERSION, problems=many(ref("Problem"))),
    "Changed": record(
        **VERSION, row=maybe(ref("Row")), problems=many(ref("Problem")), what=TEXT,
        checked=FLAG),
    "Wish": record("position", row=OBJECT, position=WHOLE),
    "History": record("undo", "redo",
        **VERSION, entries=many(record("table", "id", "undoes", "redoes", "files",
            version=WHOLE, when=TEXT, what=TEXT, table=TEXT, id=TEXT, undoes=WHOLE,
            redoes=WHOLE, files=many(TEXT))),
        total=WHOLE, can_undo=FLAG, can_redo=FLAG, undo=maybe(TEXT), redo=maybe(TEXT)),
    "Paper": record("decided", "text", "blocks", "version",
        id=TEXT, name=TEXT, title=TEXT, publisher=TEXT, published=TEXT, language=TEXT,
        media_type=TEXT, characters=WHOLE, claims=WHOLE, decided=WHOLE,
        notes=many(TEXT), text=TEXT, version=WHOLE,
        blocks=many(record(start=WHOLE, end=WHOLE, kind=TEXT))),
    "Papers": record(**VERSION, documents=many(ref("Paper"))),
    "Claims": record(**VERSION, total=WHOLE, claims=many(record(
        id=TEXT, doc=TEXT, start=WHOLE, end=WHOLE, quote=TEXT, status=TEXT,
        decision=TEXT, doc_title=TEXT))),
    "Assumption": record("register",
        id=TEXT, label=TEXT, **RANGE, unit=TEXT, reason=TEXT, citation=TEXT, own=FLAG,
        used=FLAG, used_by=many(TEXT), claims=many(TEXT),
        register=maybe(record(**RANGE))),
    "Assumptions": record(
        **VERSION, rows=many(ref("Assumption")), total=WHOLE),
    "Range": record("mode", "shape", "reason", "citation",
        low=NUMBER, mode=maybe(NUMBER), high=NUMBER, shape=TEXT, reason=TEXT,
        citation=TEXT),
    "Scenario": record(name=TEXT, changes=many(TEXT), note=TEXT, when=TEXT),
    "Scenarios": record(**VERSION, scenarios=many(ref("Scenario"))),
    "Changes": record("note", changes=many(TEXT), note=TEXT),
    "Order": record("worlds", "seed", "options",
        kind=TEXT, worlds=WHOLE, seed=WHOLE, options=OBJECT),
    "Job": record("result",
        id=TEXT, kind=TEXT, done=WHOLE, of=WHOLE, message=TEXT, notes=many(TEXT),
        state={"enum": ["waiting", "running", "done", "failed", "cancelled"]},
        version=WHOLE, worlds=WHOLE, seed=WHOLE, options=OBJECT,
        started=maybe(TEXT), finished=maybe(TEXT), error=maybe(TEXT), result=ANY),
    "Started": record(job=ref("Job"), version=WHOLE),
    "Jobs": record(**VERSION, jobs=many(ref("Job")), kinds=many(record(
        kind=TEXT, help=TEXT, options={"type": "object", "additionalProperties": TEXT},
        needs=many(TEXT), worlds=WHOLE))),
    "Trace": record(
        id=TEXT, kind=TEXT, label=TEXT, value=TEXT, quote=TEXT, source=TEXT,
        start=WHOLE, end=WHOLE, reason=TEXT, citation=TEXT,
        parents=many(ref("Trace"))),
    "Studies": record(studies=many(ref("Study"))),
    "Study": record("tells", "adds", "result",
        name=TEXT, question=TEXT, outcome=TEXT, ready=FLAG, lacking=many(TEXT),
        needs=many(TEXT), tells=maybe(FLAG), adds=maybe(FLAG), result=ANY),
    "Article": record(
        id=TEXT, name=TEXT, bytes=WHOLE, kind=TEXT, characters=WHOLE, title=TEXT,
        language=TEXT, notes=many(TEXT)),
    "Articles": record(articles=many(ref("Article"))),
    "Added": record(
        **VERSION, added=many(TEXT), already=many(TEXT), claims=WHOLE),
    "NewCase": record("name", name=TEXT,
        **{"from": {"enum": ["example", "uploads", "recent"]}}),
    "Opened": record(case=record(name=TEXT, folder=TEXT), version=WHOLE),
}  # fmt: skip
"""All named shapes; laid out by hand, one field after another."""
