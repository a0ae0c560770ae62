"""What the server tells of a case: plain data, read off one version of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from suzerain.app.workplace.column import Column
from suzerain.app.workplace.columns import sheets
from suzerain.app.workplace.register import patron
from suzerain.app.workplace.state import Record, State
from suzerain.core.codes import actor_name, actors, goods
from suzerain.core.errors import SuzerainError, UnknownReference
from suzerain.sources.signs import without_turns


def summary(state: State, folder: str) -> Record:
    """Tell what a case holds, in counts and names.

    Args:
        state: The case.
        folder: Where it lies.
    """
    case = state.parsed[0]
    counts: dict[str, int | None] = {}
    for sheet in sheets().values():
        try:
            counts[sheet.name] = len(state.rows(sheet.name).rows)
        except SuzerainError:
            counts[sheet.name] = None
    levels = Counter(one.severity for one in state.problems)
    names = {actor.code: without_turns(actor.name) for actor in case.actors}
    pact = case.pact
    return {
        "id": case.name,
        "name": case.name,
        "title": case.title,
        "as_of": case.as_of,
        "folder": folder,
        "counts": {
            "documents": len(case.documents),
            "claims": len(case.claims),
            "scenarios": len(state.rows("scenarios").rows),
            **counts,
        },
        "members": [
            {"code": code, "name": names.get(code) or actor_name(code)}
            for code in (pact.members if pact else ())
        ],
        "pact": {"id": pact.id, "name": pact.name} if pact else None,
        "pacts": [{"id": one.id, "name": one.name} for one in case.pacts],
        "powers": [
            {
                "code": one.actor,
                "name": names.get(one.actor) or actor_name(one.actor),
                "role": one.role,
            }
            for one in case.powers
        ],
        "patron": patron(state),
        "names": names,
        "goods": {code: good.name for code, good in goods().items()},
        "problems": {"error": levels["error"], "warning": levels["warning"]},
        "gaps": list(case.gaps),
        "questions": [{"id": one.id, "text": one.text} for one in case.questions],
        "contests": [{"id": one.id, "text": one.question} for one in case.contests],
        "own_questions": [
            {"id": one.id, "text": one.question} for one in state.own_questions[0]
        ],
    }


def tables(state: State) -> list[Record]:
    """List the tables that can be edited, with their columns and what they accept."""
    offered = _offered(state)
    return [
        {
            "name": sheet.name,
            "help": sheet.help,
            "file": sheet.file,
            "key": "id",
            "fixed": sheet.name == "case",
            "columns": [_column(one, offered) for one in sheet.columns],
        }
        for sheet in sheets().values()
    ]


def _column(one: Column, offered: Mapping[str, list[Record]]) -> Record:
    accepted: Any = offered.get(one.source)
    if one.choices:
        accepted = list(one.choices)
    return {
        "name": one.name,
        "label": one.name.replace("_", " "),
        "type": one.kind,
        "accepted": accepted,
        "source": one.source,
        "unit": one.unit,
        "help": one.help,
        "required": one.required,
    }


def _offered(state: State) -> dict[str, list[Record]]:
    """What stands in other tables, as values that a column accepts."""
    from suzerain.case.review_edit import relation_choices

    case = state.unreviewed
    known = [(one.code, one.name) for one in case.actors]
    relations = relation_choices(case.claims)
    return {
        "actors": [{"value": code, "name": name} for code, name in known],
        "goods": [{"value": key, "name": one.name} for key, one in goods().items()],
        "pacts": [{"value": one.id, "name": one.name} for one in case.pacts],
        "terms": [
            {"value": term.id, "name": f"{term.giver} to {term.taker}: {term.good}"}
            for pact in case.pacts
            for term in pact.terms
        ],
        "relations": [
            {"value": key, "name": words} for key, words in relations.items()
        ],
    }


def known_actors() -> list[Record]:
    """All actors of the shipped table, for a form that adds one."""
    return [
        {"code": one.code, "name": one.name, "kind": one.kind}
        for one in actors().values()
    ]


def chosen(rows: Iterable[Mapping[str, Any]], q: str) -> Iterator[Mapping[str, Any]]:
    """Choose the rows that hold every word of a search, in any cell.

    Args:
        rows: The rows.
        q: The words; all rows when there are none.

    Examples:
        >>> list(chosen([{"a": "Oil of Peru"}, {"a": "Gas"}], "peru oil"))
        [{'a': 'Oil of Peru'}]
    """
    words = q.casefold().split()
    for row in rows:
        if not words:
            yield row
            continue
        text = " ".join(map(str, row.values())).casefold()
        if all(word in text for word in words):
            yield row


def scenarios(state: State) -> list[Record]:
    """List the scenarios that a case keeps, with changes as one types them."""
    return [
        {
            "name": row["name"],
            "changes": [
                f"{key}={value}" if value != "" else key
                for key, value in _set(row).items()
            ],
            "note": str(row.get("note", "")),
            "when": str(row.get("when", "")),
        }
        for row in state.rows("scenarios").rows
    ]


def _set(row: Mapping[str, Any]) -> Mapping[str, Any]:
    found = row.get("set")
    return found if isinstance(found, Mapping) else {}


def documents(state: State) -> list[Record]:
    """List the documents of a case."""

    def read() -> list[Record]:
        case = state.unreviewed
        counts = Counter(claim.doc for claim in case.claims)
        return [
            {
                "id": paper.id,
                "name": paper.name,
                "title": paper.title or paper.name,
                "publisher": paper.publisher,
                "published": paper.published,
                "language": paper.language,
                "media_type": paper.media_type,
                "characters": len(paper.text),
                "claims": counts[paper.id],
                "notes": list(paper.notes),
            }
            for paper in case.documents
        ]

    return state.once("documents", read)


def document(state: State, key: str) -> Record:
    """Tell one document with its text and where it has headings.

    Args:
        state: The case.
        key: Id of the document.

    Raises:
        UnknownReference: If there is no such document.
    """
    papers = {paper.id: paper for paper in state.unreviewed.documents}
    if key not in papers:
        raise UnknownReference(key, papers, "the documents of the case")
    paper = papers[key]
    head = next(one for one in documents(state) if one["id"] == key)
    blocks = [
        {"start": one.start, "end": one.end, "kind": one.kind} for one in paper.blocks
    ]
    return {**head, "text": paper.text, "blocks": blocks}


def is_whole(state: State) -> bool:
    """Say whether the case can be reckoned with: it has no errors."""
    return not any(one.severity == "error" for one in state.problems)
