"""A case as a graph: actors and what ties them, and the evidence it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from suzerain.brief.export.content import Content, Row
from suzerain.core.codes import good_name

NETWORK, EVIDENCE = "network", "evidence"


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """An actor or pact, or a claim, document or result.

    Args:
        id: Unique among the nodes.
        label: Words for a reader.
        kind: `actor`, `pact`, `claim`, `document` or `result`.
        layer: `network` or `evidence`.
        data: What else is known, without empty values.
    """

    id: str
    label: str
    kind: str
    layer: str
    data: Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """A directed relation between two nodes.

    Args:
        id: Unique among the edges; in the network layer `suzerain why` takes it,
            save for memberships.
        source: Id of the node it starts from.
        target: Id of the node it leads to.
        label: Words for a reader.
        kind: `tie`, `term`, `dependence`, `leverage`, `power`, `member`, or for the
            evidence `subject`, `object`, `passage`, `about`.
        layer: `network` or `evidence`.
        data: What else is known, without empty values.
    """

    id: str
    source: str
    target: str
    label: str
    kind: str
    layer: str
    data: Row


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Graph:
    """Nodes and edges, edges of known nodes only.

    Args:
        nodes: In the order of the case.
        edges: In the order of the case; several may join the same two nodes.
    """

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def graph_of(content: Content) -> Graph:
    """Draw the network of a case, and the evidence beside it.

    Args:
        content: The tables of an export.

    Returns:
        Edges whose two ends are both nodes; a tie to an actor that the case does not
        list stands in its table only.
    """
    nodes = {node.id: node for node in _nodes(content)}
    edges: dict[str, Edge] = {}
    for edge in _edges(content, nodes):
        if edge.source in nodes and edge.target in nodes:
            edges.setdefault(edge.id, edge)
    return Graph(nodes=tuple(nodes.values()), edges=tuple(edges.values()))


def _filled(row: Row, *but: str) -> Row:
    """What a row holds: no empty values, lists as text with spaces between ids."""
    found = {}
    for name, value in row.items():
        if name in but or value is None or value in ("", []):
            continue
        joint = "; " if name == "notes" else " "
        found[name] = joint.join(value) if isinstance(value, list) else value
    return found


def _nodes(content: Content) -> Iterator[Node]:
    tables = content.tables
    for row in tables["results"]:
        data = {**_filled(row, "id", "label", "value"), "shown": row["value"]}
        yield Node(
            id=row["id"], label=row["label"], kind="result", layer=EVIDENCE, data=data
        )
    for row in tables["documents"]:
        label = row["title"] or row["name"]
        yield Node(
            id=row["id"],
            label=label,
            kind="document",
            layer=EVIDENCE,
            data=_filled(row, "id"),
        )
    for row in tables["claims"]:
        data = {**_filled(row, "id", "kind", "notes"), "sort": row["kind"]}
        yield Node(
            id=row["id"], label=row["quote"], kind="claim", layer=EVIDENCE, data=data
        )
    for row in tables["pacts"]:
        yield Node(
            id=row["id"],
            label=row["name"],
            kind="pact",
            layer=NETWORK,
            data=_filled(row, "id", "name"),
        )
    for row in tables["actors"]:
        data = {**_filled(row, "id", "name", "kind"), "sort": row["kind"]}
        yield Node(
            id=row["id"], label=row["name"], kind="actor", layer=NETWORK, data=data
        )


def _edges(content: Content, nodes: dict[str, Node]) -> Iterator[Edge]:
    yield from _ties(content)
    yield from _measures(content)
    yield from _pact_edges(content)
    yield from _evidence(content, nodes)


def _edge(row: Row, ends: tuple[str, str], label: str, kind: str, **data: Any) -> Edge:
    source, target = ends
    kept = _filled({**row, **data}, "id", source, target)
    return Edge(
        id=row["id"],
        source=row[source],
        target=row[target],
        label=label,
        kind=kind,
        layer=NETWORK,
        data=kept,
    )


def _range(row: Row, prefix: str) -> Row:
    return {
        name: row.pop(f"{prefix}_{name}")
        for name in ("low", "median", "high")
        if f"{prefix}_{name}" in row
    }


def _ties(content: Content) -> Iterator[Edge]:
    for told in content.tables["ties"]:
        row = dict(told)
        row |= {**_range(row, "share"), "unit": "share of foreign supply"}
        label = f"provides {good_name(row['good'])}"
        yield _edge(row, ("provider", "recipient"), label, "tie", weight=row["median"])


def _measures(content: Content) -> Iterator[Edge]:
    ends = {"dependence": ("recipient", "provider"), "leverage": ("leverer", "target")}
    words = {"dependence": "depends on", "leverage": "holds leverage over"}
    for name, pair in ends.items():
        for told in content.tables[name]:
            row = {**told, "unit": "share of welfare"}
            weight = row["median"] if row["median"] > 0 else None
            yield _edge(row, pair, words[name], name, weight=weight)


def _pact_edges(content: Content) -> Iterator[Edge]:
    for row in content.tables["terms"]:
        label = f"gives {good_name(row['good'])} ({row['status']})"
        unit = "share of the whole delivery"
        yield _edge(row, ("giver", "taker"), label, "term", unit=unit)
    for row in content.tables["powers"]:
        label = f"{row['role']} power of"
        yield _edge(row, ("actor", "pact"), label, "power")
    for pact in content.tables["pacts"]:
        for member in pact["members"]:
            row = {"id": f"member.{pact['id']}.{member}", "a": member, "p": pact["id"]}
            yield _edge(row, ("a", "p"), "is a member of", "member")


def _evidence(content: Content, nodes: dict[str, Node]) -> Iterator[Edge]:
    for claim in content.tables["claims"]:
        key = claim["id"]
        yield _thread(key, claim["doc"], "passage", "stands in")
        for role, word in (("subject", "speaks of"), ("object", "toward")):
            for party in dict.fromkeys(claim[role].split("+")):
                yield _thread(key, party.split("/")[0], role, word)
    pacts = [row["id"] for row in content.tables["pacts"] if row["studied"]]
    for row in content.tables["results"]:
        for end in (*pacts, *row["id"].split(".")):
            if end in nodes and nodes[end].layer == NETWORK:
                yield _thread(row["id"], end, "about", "is about")


def _thread(source: str, target: str, kind: str, label: str) -> Edge:
    return Edge(
        id=f"{source}.{kind}.{target}",
        source=source,
        target=target,
        label=label,
        kind=kind,
        layer=EVIDENCE,
        data={},
    )
