"""A case as FollowTheMoney statements, one JSON object a line.

A statement says that in one dataset a property of an entity has a value. States are
`PublicBody`, other actors `Organization`, whoever speaks for one `LegalEntity`; texts
are `Article`, claims `Documentation`, acts `Event`; ties, terms, pacts, third powers,
dependence and leverage are `UnknownLink` with their id in `recordId`.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import combinations

from suzerain.brief.export.content import Content, Row
from suzerain.brief.export.package import slug
from suzerain.brief.figures import bracketed
from suzerain.core.codes import good_name, read_table
from suzerain.core.errors import SuzerainError

_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
Properties = dict[str, Iterable[str]]


def followthemoney(content: Content) -> tuple[bytes, tuple[str, ...]]:
    """Write a case as FollowTheMoney statements.

    Args:
        content: The tables of an export.

    Returns:
        Lines of JSON, and what could not be told, in words.

    Raises:
        SuzerainError: If nothing in the case is an entity.
    """
    story = _Story(content)
    for entity in story.entities():
        story.add(*entity)
    if not story.lines:
        raise SuzerainError(
            "the case holds no actor and no document",
            "a case with somebody in it",
            "add articles, or write actors into case.toml",
        )
    told = (
        f"{story.speechless} claim(s) name nobody and stand in no statement; the other "
        "formats hold them"
    )
    return "".join(story.lines).encode(), (told,) if story.speechless else ()


@dataclass(slots=True)
class _Story:
    """Tell the entities of a case as statements."""

    content: Content
    lines: list[str] = field(default_factory=list)
    speechless: int = 0
    _claims: dict[str, Row] = field(default_factory=dict)
    _names: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        tables = self.content.tables
        self._claims = {row["id"]: row for row in tables["claims"]}
        self._names = {row["id"]: row["name"] for row in tables["actors"]}

    @property
    def dataset(self) -> str:
        """Name of the dataset."""
        return slug(self.content.case.name).replace("-", "_")

    def id(self, kind: str, key: str) -> str:
        """Name an entity; an odd key is told by its checksum."""
        if not _PLAIN.fullmatch(key):
            digest = hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()
            key = f"x-{digest[:16]}"
        return f"{self.dataset}-{kind}-{key}"

    def add(self, key: str, schema: str, properties: Properties) -> None:
        """Tell one entity: first that it is, then each value of its properties."""
        told = [("id", key)]
        for name, values in properties.items():
            told += [(name, value) for value in dict.fromkeys(values) if value]
        origin = f"suzerain {self.content.run['suzerain']}"
        for name, value in told:
            made = f"{self.dataset}.{key}.{name}.{value}"
            digest = hashlib.sha1(made.encode(), usedforsecurity=False).hexdigest()
            statement = {
                "canonical_id": key,
                "entity_id": key,
                "prop": name,
                "schema": schema,
                "value": value,
                "dataset": self.dataset,
                "lang": None,
                "original_value": None,
                "first_seen": None,
                "last_seen": None,
                "external": False,
                "origin": origin,
                "id": digest,
            }
            self.lines.append(f"{json.dumps(statement, ensure_ascii=False)}\n")

    def entities(self) -> Iterator[tuple[str, str, Properties]]:
        """Go through documents, actors, links, claims and acts."""
        yield from self._documents()
        yield from self._actors()
        yield from self._links()
        yield from self._said()
        yield from self._acts()

    def _documents(self) -> Iterator[tuple[str, str, Properties]]:
        for row, held in zip(
            self.content.tables["documents"], self.content.case.documents, strict=True
        ):
            text = held.text.encode("utf-8", "surrogatepass")
            digest = hashlib.sha1(text, usedforsecurity=False).hexdigest()
            yield (
                self.id("doc", row["id"]),
                "Article",
                {
                    "fileName": [row["name"]],
                    "title": [row["title"]],
                    "publisher": [row["publisher"]],
                    "publishedAt": [_date(row["published"])],
                    "mimeType": [row["media_type"]],
                    "contentHash": [digest],
                },
            )

    def _actors(self) -> Iterator[tuple[str, str, Properties]]:
        for row in self.content.tables["actors"]:
            state = row["kind"] == "state"
            yield (
                self.id("actor", row["id"]),
                "PublicBody" if state else "Organization",
                {
                    "name": [row["name"]],
                    "country": [_country(row["id"])] if state else [],
                    "legalForm": [row["kind"]],
                    "notes": [f"{row['role']} of the case" if row["role"] else ""],
                },
            )
        for party in self._others():
            yield (
                self.id("party", party),
                "LegalEntity",
                {
                    "name": [party.rpartition("/")[2]],
                    "country": [_country(party.partition("/")[0])],
                    "notes": ["a person or organ named in a claim"],
                },
            )

    def _others(self) -> Iterable[str]:
        """Whoever claims name beside the actors: persons, organs, other states."""
        found: dict[str, None] = {}
        for row in self.content.tables["claims"]:
            for party in _parties(row):
                if party not in self._names:
                    found[party] = None
        return found

    def _party(self, party: str) -> str:
        known = party in self._names
        return self.id("actor" if known else "party", party)

    def _links(self) -> Iterator[tuple[str, str, Properties]]:
        tables = self.content.tables
        for row in tables["ties"]:
            share = {n: row[f"share_{n}"] for n in ("low", "median", "high")}
            words = f"{bracketed(share)} of foreign supply"
            ends = (row["provider"], row["recipient"])
            status = "inferred" if row["inferred"] else "stated"
            role = f"provides {good_name(row['good'])}"
            yield from self._link(row, ends, role, words, status)
        for row in tables["terms"]:
            ends, role = (row["giver"], row["taker"]), f"gives {good_name(row['good'])}"
            yield from self._link(row, ends, role, "", row["status"])
        for row in tables["pacts"]:
            for pair in combinations(row["members"], 2):
                key = f"{row['id']}.{'.'.join(pair)}"
                yield from self._link(row, pair, row["name"], "", "", key=key)
        for row in tables["powers"]:
            for member in self.content.results.members:
                ends, key = (row["actor"], member), f"{row['id']}.{member}"
                yield from self._link(row, ends, f"{row['role']} power", "", "", key)
        for name, first, second, role in (
            ("dependence", "recipient", "provider", "depends on"),
            ("leverage", "leverer", "target", "holds leverage over"),
        ):
            for row in tables[name]:
                if not row.get("good"):
                    words = f"{bracketed(row)} of welfare, reckoned"
                    ends = (row[first], row[second])
                    yield from self._link(row, ends, role, words, "reckoned")

    def _link(
        self,
        row: Row,
        ends: tuple[str, str],
        role: str,
        words: str,
        status: str,
        key: str = "",
    ) -> Iterator[tuple[str, str, Properties]]:
        if not all(end in self._names for end in ends):
            return
        said = [self._claims[step] for step in row["basis"] if step in self._claims]
        properties: Properties = {
            "subject": [self._party(ends[0])],
            "object": [self._party(ends[1])],
            "role": [role],
            "status": [status],
            "summary": [words],
            "description": [claim["quote"] for claim in said],
            "proof": [self.id("doc", claim["doc"]) for claim in said],
            "recordId": [row["id"]],
        }
        yield self.id("link", key or row["id"]), "UnknownLink", properties

    def _said(self) -> Iterator[tuple[str, str, Properties]]:
        for row in self.content.tables["claims"]:
            parties = [self._party(party) for party in _parties(row)]
            if not parties:
                self.speechless += 1
                continue
            properties: Properties = {
                "document": [self.id("doc", row["doc"])],
                "entity": parties,
                "role": [row["relation"]],
                "status": [row["certainty"]],
                "summary": [row["quote"]],
                "date": [_date(row["time"])],
                "recordId": [row["id"]],
            }
            yield self.id("claim", row["id"]), "Documentation", properties

    def _acts(self) -> Iterator[tuple[str, str, Properties]]:
        for number, row in enumerate(self.content.tables["events"]):
            claim = self._claims.get(row["claim"])
            ends = {"organizer": row["actor"], "involved": row["target"]}
            known = {
                name: [self._party(end)]
                for name, end in ends.items()
                if end in self._names
            }
            words = f"{row['actor']} {row['relation']} {row['target']}".strip()
            properties: Properties = {
                "name": [words],
                "date": [_date(row["time"])],
                **known,
                "summary": [claim["quote"]] if claim else [],
                "proof": [self.id("doc", claim["doc"])] if claim else [],
                "recordId": [row["claim"]],
            }
            yield self.id("event", f"{number}-{row['claim']}"), "Event", properties


def _parties(row: Row) -> list[str]:
    """Whoever a claim names: subject, object, speaker; nobody unnamed."""
    named = (row["subject"], row["object"], row["attributed_to"])
    parts = [part for name in named for part in name.split("+")]
    return [one for one in dict.fromkeys(parts) if one and "(unnamed)" not in one]


def _date(text: str) -> str:
    return text if _DATE.fullmatch(text) else ""


def _country(code: str) -> str:
    return _two_letters().get(code, "")


@cache
def _two_letters() -> dict[str, str]:
    return {row["iso3"]: row["iso2"].lower() for row in read_table("states.csv")}
