"""Scenarios of the spatial model as the toolkit's XML files write them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree as ET

import numpy as np

from suzerain.core.errors import StrategyError
from suzerain.strategy.classics.spatial_model.cell import plain_number
from suzerain.strategy.classics.spatial_model.rules import (
    TOOLKIT_NAMES,
    SpatialRules,
)
from suzerain.strategy.classics.spatial_model.scenario import Array, SpatialScenario
from suzerain.strategy.classics.spatial_model.twister import MASK

ACCEPTED = "a file after the toolkit's smpSchema.xsd"


def read_markup(text: str) -> SpatialScenario:
    """Read a scenario from XML, with its rules, seed and ideal adjustment.

    Args:
        text: What the file holds.

    Returns:
        The scenario.

    Raises:
        StrategyError: If an element is missing, empty or no number.
    """
    root = _root(text)
    actors = tuple(_element(root, "Actors").findall("Actor"))
    names = tuple(_text(one, "name") for one in actors)
    wanted = tuple(
        (one.text or "").strip()
        for one in _element(root, "Dimensions").findall("dName")
    )
    width = len(wanted)
    return SpatialScenario(
        name=_text(root, "name", default=""),
        description=_text(root, "desc", default=""),
        actors=names,
        descriptions=tuple(_text(one, "description", default="") for one in actors),
        dimensions=wanted,
        influence=np.array([_number(_element(one, "capability")) for one in actors]),
        position=_table(actors, "Position", "dCoord", width),
        salience=_table(actors, "Salience", "dSal", width),
        accommodation=_accommodation(root, names),
        rules=_rules(root),
        seed=_seed(root),
    )


def _root(text: str) -> ET.Element:
    """The scenario's element; declared entities are refused unread."""
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise StrategyError(
            "the file declares a document type of its own",
            ACCEPTED,
            "take out the lines that begin with <!DOCTYPE or <!ENTITY",
        )
    try:
        root = ET.fromstring(text.encode())  # noqa: S314 - no entity can be declared
    except ET.ParseError as error:
        raise StrategyError(
            f"the file is no XML: {error}", ACCEPTED, "mend the place named"
        ) from error
    if root.tag == "Scenario":
        return root
    raise StrategyError(
        f"the file's element is {root.tag!r}", "an element Scenario", "choose another"
    )


def _element(parent: ET.Element, name: str) -> ET.Element:
    found = parent.find(name)
    if found is not None:
        return found
    raise StrategyError(
        f"{_called(parent)} has no element {name!r}", ACCEPTED, "add the element"
    )


def _called(element: ET.Element) -> str:
    name = (element.findtext("name") or "").strip()
    return f"{element.tag} {name!r}" if name else element.tag


def _text(parent: ET.Element, name: str, default: str | None = None) -> str:
    found = (parent.findtext(name) or "").strip()
    if found or default is not None:
        return found
    raise StrategyError(
        f"{name!r} of {_called(parent)} is missing or empty", ACCEPTED, "fill it in"
    )


def _number(element: ET.Element, whose: str = "") -> float:
    text = (element.text or "").strip()
    number = plain_number(text)
    if number is not None:
        return number
    raise StrategyError(
        f"{element.tag!r}{whose} is {text!r}",
        "a number, with a point before decimals",
        "mend the element",
    )


def _table(actors: tuple[ET.Element, ...], holder: str, cell: str, width: int) -> Array:
    """Numbers of each actor, one a dimension."""
    rows = []
    for actor in actors:
        cells = _element(actor, holder).findall(cell)
        if len(cells) != width:
            raise StrategyError(
                f"{holder} of {_called(actor)} has {len(cells)} numbers; the scenario "
                f"has {width} dimension(s)",
                "a number for each dName",
                "add or take out what is amiss",
            )
        rows.append([_number(one, f" of {_called(actor)}") for one in cells])
    return np.array(rows, dtype=np.float64).reshape(len(actors), width)


def _accommodation(root: ET.Element, names: tuple[str, ...]) -> Array | None:
    """Rates of ideal adjustment: 1 for oneself where none is given."""
    holder = root.find("IdealAdjustment")
    if holder is None:
        return None
    rates = np.eye(len(names))
    for pair in holder.findall("iaPair"):
        row, column = (
            _place(_text(pair, key), names)
            for key in ("adjustingIdeal", "referencePos")
        )
        rates[row, column] = _number(_element(pair, "adjust"))
    return rates


def _place(name: str, names: tuple[str, ...]) -> int:
    if name in names:
        return names.index(name)
    raise StrategyError(
        f"IdealAdjustment names {name!r}, who is no actor", ", ".join(names), "mend it"
    )


def _rules(root: ET.Element) -> SpatialRules:
    holder = root.find("ModelParameters")
    return SpatialRules() if holder is None else SpatialRules(**dict(_given(holder)))


def _given(holder: ET.Element) -> Iterator[tuple[str, Any]]:
    for field, name in TOOLKIT_NAMES.items():
        yield field, _text(holder, name)


def _seed(root: ET.Element) -> int | None:
    text = _text(root, "prngSeed", default="")
    if not text:
        return None
    if text.isascii() and text.isdigit() and int(text) <= MASK:
        return int(text)
    raise StrategyError(
        f"prngSeed is {text!r}", f"a whole number from 0 to {MASK}", "mend the element"
    )
