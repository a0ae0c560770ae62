"""What the server tells of a case: plain data, read off one version of it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from suzerain.app.workplace.columns import Column, Sheet, sheets
from suzerain.app.workplace.state import State
from suzerain.case.actor import Need
from suzerain.case.problem import Problem
from suzerain.case.tie import Tie
from suzerain.core.assumption import Assumption, load_register
from suzerain.core.codes import actor_name, actors, goods
from suzerain.core.errors import SuzerainError, UnknownReference
from suzerain.core.worlds import Worlds

Record = dict[str, Any]
LEAST_WORLDS = 200
_PLACE = re.compile(r"([\w./-]+\.csv):(\d+)$")
_PART = re.compile(r"([\w.]+\.toml) \[\[(\w+)\]\] (\d+)")


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
    names = {actor.code: actor.name for actor in case.actors}
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


def _quick(state: State) -> Record:
    """Solve in a few worlds: who the patron is, and which numbers are drawn."""
    from suzerain.strategy.solution import solve

    worlds = Worlds(count=LEAST_WORLDS)
    try:
        solved = solve(state.case(), worlds).to_dict()
    except (SuzerainError, ValueError):
        return {"patron": None, "drawn": ()}
    return {"patron": solved.get("patron"), "drawn": tuple(worlds.drawn)}


def patron(state: State) -> str | None:
    """Code of the patron as solving in a few worlds finds it; None when none is."""
    return state.once("quick", lambda: _quick(state))["patron"] or None


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


def problems(state: State) -> list[Record]:
    """List what is wrong with a case, each at its row where it has one."""
    return state.once("told_problems", lambda: _problems(state))


def _problems(state: State) -> list[Record]:
    where = _Where(state)
    return [
        {
            "where": one.where,
            "what": one.what,
            "accepted": "",
            "hint": one.hint,
            "severity": one.severity,
            **where.find(one),
        }
        for one in state.problems
    ]


class _Where:
    """Find the row that a problem speaks of."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.spots: dict[str, tuple[str, str]] = {}
        for name, sheet in sheets().items():
            for key in self._keys(sheet):
                self.spots.setdefault(key, (name, key))

    def _keys(self, sheet: Sheet) -> list[str]:
        try:
            return self.state.rows(sheet.name).keys
        except SuzerainError:
            return []

    def find(self, problem: Problem) -> dict[str, str]:
        """Name table, row and column, empty where there is none."""
        table, key = "", ""
        line, part = _PLACE.match(problem.where), _PART.match(problem.where)
        for sheet in sheets().values():
            at = -1
            if line and line[1] == sheet.file:
                at = (
                    int(line[2]) - 2
                )  # problems count rows, the heading being the first
            elif part and (part[1], part[2]) == (sheet.file, sheet.part):
                at = int(part[3]) - 1
            keys = self._keys(sheet) if at >= 0 else []
            if 0 <= at < len(keys):
                table, key = sheet.name, keys[at]
        if not table:
            said = problem.where.removeprefix("power ")
            table, key = self.spots.get(problem.where) or self.spots.get(said, ("", ""))
        first = re.split(r"\W", problem.what, maxsplit=1)[0]
        columns = {one.name for one in sheets()[table].columns} if table else set()
        column = first if first in columns else f"{first}_low"
        return {
            "table": table,
            "id": key,
            "column": column if column in columns else "",
        }


def assumptions(state: State) -> list[Record]:
    """List the register of a case: range, reason, whether it is the analyst's own."""
    return state.once("assumptions", lambda: list(_assumptions(state)))


def _assumptions(state: State) -> Iterator[Record]:
    from suzerain.brief.labels import assumption_words

    case = state.unreviewed
    shipped = load_register()
    told: dict[str, list[str]] = defaultdict(list)
    claims: dict[str, set[str]] = defaultdict(set)
    built: list[Need | Tie] = [*case.needs, *case.ties]
    for one in built:
        named = [key for key in one.basis if not key.startswith("c-")]
        for key in named:
            told[key].append(one.id)
            claims[key].update(k for k in one.basis if k.startswith("c-"))
    drawn = set(state.once("quick", lambda: _quick(state))["drawn"])
    own = {row.get("id", "") for row in state.rows("assumptions").rows}
    for entry in case.register.values():
        used = entry.id in drawn or any(k.startswith(f"{entry.id}.") for k in drawn)
        yield {
            "id": entry.id,
            "label": assumption_words(entry.id) or entry.id,
            **_range(entry),
            "unit": entry.unit,
            "reason": entry.reason,
            "citation": entry.citation,
            "own": entry.id in own,
            "register": _range(shipped[entry.id]) if entry.id in own else None,
            "used": used or entry.id in told,
            "used_by": told.get(entry.id, []),
            "claims": sorted(claims.get(entry.id, ())),
        }


def _range(entry: Assumption) -> Record:
    spread = entry.spread
    return {
        "low": spread.low,
        "mode": spread.mode,
        "high": spread.high,
        "shape": spread.shape,
    }


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
