"""A graph as GraphML, GEXF and node-link JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from suzerain.brief.export.content import Content
from suzerain.brief.export.graph import Edge, Node, graph_of

GRAPHML = "http://graphml.graphdrawing.org/xmlns"
GEXF = "http://gexf.net/1.3"
_TYPES = {bool: "boolean", int: "long", float: "double", str: "string"}
Keys = dict[str, tuple[str, str]]


def graphml(content: Content) -> bytes:
    """Write the graph of a case as GraphML, as yEd, Gephi, igraph and networkx read it.

    Args:
        content: The tables of an export.
    """
    from lxml import etree

    graph = graph_of(content)
    root = etree.Element("graphml", nsmap={None: GRAPHML})
    about = _about(content)
    kinds = {
        "graph": _keys([about], "g"),
        "node": _keys(map(_node, graph.nodes), "n"),
        "edge": _keys(map(_edge, graph.edges), "e"),
    }
    for domain, keys in kinds.items():
        for name, (key, sort) in keys.items():
            told = {"id": key, "for": domain, "attr.name": name, "attr.type": sort}
            etree.SubElement(root, "key", told)
    drawn = etree.SubElement(root, "graph", edgedefault="directed")
    _graphml_data(drawn, about, kinds["graph"])
    for node in graph.nodes:
        one = etree.SubElement(drawn, "node", id=node.id)
        _graphml_data(one, _node(node), kinds["node"])
    for edge in graph.edges:
        ends = {"id": edge.id, "source": edge.source, "target": edge.target}
        one = etree.SubElement(drawn, "edge", ends)
        _graphml_data(one, _edge(edge), kinds["edge"])
    return _xml(root)


def gexf(content: Content) -> bytes:
    """Write the graph of a case as GEXF 1.3, as Gephi and networkx read it.

    Args:
        content: The tables of an export.
    """
    from lxml import etree

    graph = graph_of(content)
    root = etree.Element("gexf", nsmap={None: GEXF}, version="1.3")
    meta = etree.SubElement(root, "meta")
    etree.SubElement(meta, "creator").text = f"suzerain {content.run['suzerain']}"
    etree.SubElement(meta, "description").text = _about(content)["title"]
    told = {"mode": "static", "defaultedgetype": "directed"}
    drawn = etree.SubElement(root, "graph", told)
    nodes = _gexf_keys(drawn, "node", map(_node, graph.nodes))
    edges = _gexf_keys(drawn, "edge", map(_edge, graph.edges))
    listed = etree.SubElement(drawn, "nodes")
    for node in graph.nodes:
        one = etree.SubElement(listed, "node", id=node.id, label=node.label)
        _gexf_data(one, _node(node), nodes)
    listed = etree.SubElement(drawn, "edges")
    for edge in graph.edges:
        ends = {"id": edge.id, "source": edge.source, "target": edge.target}
        words = {"kind": edge.kind, "label": edge.label}
        weight = edge.data.get("weight")
        heavy = {} if weight is None else {"weight": _text(weight)}
        one = etree.SubElement(listed, "edge", {**ends, **words, **heavy})
        _gexf_data(one, _edge(edge), edges)
    return _xml(root)


def node_link(content: Content) -> bytes:
    """Write the graph of a case as node-link JSON, as networkx and D3 read it.

    Args:
        content: The tables of an export; needs, stances and events, which are no
            edges, go along as data of the graph.
    """
    graph = graph_of(content)
    beside = {name: content.tables[name] for name in ("needs", "stances", "events")}
    made = {
        "directed": True,
        "multigraph": True,
        "graph": {"title": content.title, "run": content.run, **beside},
        "nodes": [{"id": node.id, **_node(node)} for node in graph.nodes],
        "edges": [
            {
                "source": edge.source,
                "target": edge.target,
                "key": edge.id,
                **_edge(edge),
            }
            for edge in graph.edges
        ],
    }
    text = json.dumps(made, ensure_ascii=False, allow_nan=False, indent=1)
    return f"{text}\n".encode()


def _about(content: Content) -> dict[str, Any]:
    return {
        "title": content.title,
        "run": json.dumps(content.run, ensure_ascii=False, sort_keys=True),
    }


def _node(node: Node) -> dict[str, Any]:
    return {"label": node.label, "kind": node.kind, "layer": node.layer, **node.data}


def _edge(edge: Edge) -> dict[str, Any]:
    return {"label": edge.label, "kind": edge.kind, "layer": edge.layer, **edge.data}


def _keys(rows: Iterable[Mapping[str, Any]], prefix: str) -> Keys:
    """Give each attribute a key and the type that holds all its values."""
    sorts: dict[str, set[str]] = {}
    for row in rows:
        for name, value in row.items():
            sorts.setdefault(name, set()).add(_TYPES[type(value)])
    found = {}
    for number, (name, kinds) in enumerate(sorts.items()):
        numeric = kinds <= {"long", "double"}
        wide = "double" if numeric else "string"
        found[name] = (
            f"{prefix}{number}",
            kinds.pop() if len(kinds) == 1 else wide,
        )
    return found


def _gexf_keys(drawn: Any, kind: str, rows: Iterable[Mapping[str, Any]]) -> Keys:
    from lxml import etree

    own = ("label", "weight")  # attributes of the format itself
    keys = _keys(({k: v for k, v in row.items() if k not in own} for row in rows), kind)
    told = etree.SubElement(drawn, "attributes", {"class": kind})
    for name, (key, sort) in keys.items():
        etree.SubElement(told, "attribute", id=key, title=name, type=sort)
    return keys


def _graphml_data(parent: Any, row: Mapping[str, Any], keys: Keys) -> None:
    from lxml import etree

    for name, value in row.items():
        etree.SubElement(parent, "data", key=keys[name][0]).text = _text(value)


def _gexf_data(parent: Any, row: Mapping[str, Any], keys: Keys) -> None:
    from lxml import etree

    held = etree.SubElement(parent, "attvalues")
    for name, value in row.items():
        if name in keys:
            told = {"for": keys[name][0], "value": _text(value)}
            etree.SubElement(held, "attvalue", told)


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return repr(value) if isinstance(value, float) else str(value)


def _xml(root: Any) -> bytes:
    from lxml import etree

    written: bytes = etree.tostring(
        root, encoding="UTF-8", xml_declaration=True, pretty_print=True
    )
    return written


WRITERS = {"graphml": graphml, "gexf": gexf, "node-link": node_link}
"""Forms of a graph, by the name of their writer."""
