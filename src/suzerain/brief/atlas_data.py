"""The numbers of an atlas, small enough to travel in its page.

A number is kept as it is shown, to two digits: one byte names one of two hundred
percentages, 0 nothing and 255 unobserved. So the page and this program never differ.
"""

from __future__ import annotations

import base64
import zlib
from collections.abc import Sequence
from typing import Any

import numpy as np

from suzerain.brief.atlas_figures import UNSEEN, percent, percent_codes
from suzerain.brief.atlas_tongue import Tongue
from suzerain.brief.states import last_years
from suzerain.core.flows import Flows
from suzerain.measures.atlas import Atlas
from suzerain.measures.spheres import Holder, Span, Sphere

FEWEST = 10  # measured states from which on an average is drawn


def pack_years(atlas: Atlas) -> dict[str, Any]:
    """Pack every year's matrix of dependence.

    Returns:
        `years`: year and places of its states; `cells`: medians of all years, row by
        row, then lows, then highs, then shares of purchases, deflated and in base64.
    """
    years, planes = [], []
    for year in np.unique(atlas.year).tolist():
        rows = slice(*np.searchsorted(atlas.year, [year, year + 1]))
        to, by = atlas.recipient[rows], atlas.provider[rows]
        here = np.unique(np.concatenate([to, by]))
        matrix = np.full((4, len(here), len(here)), UNSEEN, dtype=np.uint8)
        low, median, high = percent_codes(atlas.loss[:, rows])
        low, high = (np.where(median <= 1, median, side) for side in (low, high))
        share = np.rint(100 * atlas.share[rows]).astype(np.uint8)
        cells = np.stack([median, low, high, share])
        matrix[:, np.searchsorted(here, to), np.searchsorted(here, by)] = cells
        years.append([year, here.tolist()])
        planes.append(matrix.reshape(4, -1))
    whole = np.concatenate(planes, axis=1).tobytes()
    return {
        "years": years,
        "cells": base64.b64encode(zlib.compress(whole, 9)).decode("ascii"),
    }


def measured(atlas: Atlas, span: Span) -> float:
    """Count the states whose dependence was measured, a year of the span on average."""
    rows = slice(*np.searchsorted(atlas.year, [span[0], span[1] + 1]))
    size = len(atlas.actors)
    seen = np.unique(atlas.year[rows].astype(np.int64) * size + atlas.recipient[rows])
    years = len(np.unique(seen // size))
    return len(seen) / years if years else 0.0


def pack_spans(
    atlas: Atlas,
    spans: Sequence[Span],
    found: Sequence[Sphere],
    ranked: Sequence[Sequence[Holder]],
    arms: dict[tuple[str, Span], tuple[str, float]],
    silent: set[tuple[str, Span]],
    tongue: Tongue,
) -> list[dict[str, Any]]:
    """Pack patrons and holders of every span, by place in `atlas.actors`.

    Args:
        atlas: The atlas.
        spans: First and last years.
        found: All spheres.
        ranked: Holders of each span, largest first.
        arms: Main supplier of arms and its part of deliveries, by client and span.
        silent: Clients and spans whose trade with that supplier is not on record.
        tongue: The language.
    """
    place = {code: k for k, code in enumerate(atlas.actors)}

    def at(code: str) -> int:
        return place.get(code, -1)

    packed = []
    for span, holders in zip(spans, ranked, strict=True):
        others = max(measured(atlas, span) - 1, 1)
        means = [[value / others for value in one.hold] for one in holders]
        rows = []
        for one in found:
            if one.span != span:
                continue
            rows.append(
                [
                    at(one.client),
                    at(one.leader),
                    int(bool(one.patron)),
                    round(100 * one.share),
                    one.years,
                    percent_codes(np.array(one.loss)).tolist(),
                    tongue.figures(percent(one.leverage[1])),
                    int((one.client, span) in silent),
                ]
            )
        packed.append(
            {
                "span": list(span),
                "spheres": rows,
                "arms": {
                    at(client): [_supplier(supplier, span, tongue), round(100 * part)]
                    for (client, when), (supplier, part) in arms.items()
                    if when == span and client in place
                },
                "holders": [
                    [at(one.actor), tongue.range(mean), len(one.clients)]
                    for one, mean in zip(holders, means, strict=True)
                ],
            }
        )
    return packed


def _supplier(code: str, span: Span, tongue: Tongue) -> str:
    """Name a supplier; one that is gone delivers on orders of before."""
    gone = last_years().get(code, span[0]) < span[0]
    older = f" {tongue.say('(older orders)')}" if gone else ""
    return f"{tongue.state(code)}{older}" if code else ""


def pack_holds(atlas: Atlas, most: Sequence[str]) -> list[dict[str, Any]]:
    """Pack the mean leverage of a few states over another state, year by year.

    Years in which few states were measured are left out.
    """
    years = np.unique(atlas.year).tolist()
    counts = {year: measured(atlas, (year, year)) for year in years}
    packed = []
    for code in most:
        rows = np.nonzero(atlas.holder == atlas.actors.index(code))[0]
        points = [
            [
                int(year),
                *(round(float(value) / (counts[year] - 1), 5) for value in hold),
            ]
            for year, hold in zip(
                atlas.hold_year[rows].tolist(), atlas.hold[:, rows].T, strict=True
            )
            if counts.get(year, 0) >= FEWEST
        ]
        packed.append({"state": atlas.actors.index(code), "points": points})
    return packed


def unsure_years(atlas: Atlas) -> list[int]:
    """Find the years in which most products are unknown."""
    years, counts = np.unique(
        [year for _, year in atlas.unknown_income], return_counts=True
    )
    return [
        int(year)
        for year, count in zip(years.tolist(), counts.tolist(), strict=True)
        if 2 * count > measured(atlas, (year, year))
    ]


def main_suppliers(
    arms: Flows, spans: Sequence[Span]
) -> dict[tuple[str, Span], tuple[str, float]]:
    """Find each state's main supplier of arms and its part of all deliveries.

    Args:
        arms: Deliveries, pooled over the spans (`spheres.pool`).
        spans: First and last years.
    """
    found = {}
    starts = {span[0]: span for span in spans}
    amounts: dict[tuple[int, int], dict[int, float]] = {}
    for year, to, by, amount in zip(
        arms.year.tolist(),
        arms.recipient.tolist(),
        arms.provider.tolist(),
        arms.amount.tolist(),
        strict=True,
    ):
        if amount > 0 and to != by:
            own = amounts.setdefault((to, year), {})
            own[by] = own.get(by, 0.0) + amount
    for (to, year), suppliers in amounts.items():
        best = max(suppliers, key=lambda by: (suppliers[by], -by))
        part = suppliers[best] / sum(suppliers.values())
        found[arms.actors[to], starts[year]] = (arms.actors[best], part)
    return found


def silent_trade(
    trade: Flows, suppliers: dict[tuple[str, Span], tuple[str, float]]
) -> set[tuple[str, Span]]:
    """Find states that get most arms from one with whom no trade is on record.

    Data on trade write 0, or nothing, where neither side reports. A state that sends
    most of another's arms and appears to trade nothing with it in most years is a
    likely gap, so that the patron by trade is not to be relied on.

    Args:
        trade: Flows of goods.
        suppliers: As `main_suppliers` gives them.

    Returns:
        Clients and spans.
    """
    place = {code: k for k, code in enumerate(trade.actors)}
    some = trade.amount > 0
    traded = set(
        zip(
            trade.year[some].tolist(),
            trade.recipient[some].tolist(),
            trade.provider[some].tolist(),
            strict=True,
        )
    )
    bought = {(year, to) for year, to, _ in traded}
    sold = {(year, by) for year, _, by in traded}
    found = set()
    for (client, span), (supplier, part) in suppliers.items():
        if part <= 1 / 2 or client not in place or supplier not in place:
            continue
        to, by = place[client], place[supplier]
        years = [
            year
            for year in range(span[0], span[1] + 1)
            if (year, to) in bought and (year, by) in sold
        ]
        seen = sum(
            (year, to, by) in traded or (year, by, to) in traded for year in years
        )
        if years and 2 * seen < len(years):
            found.add((client, span))
    return found
