"""An atlas of dependence as one self-contained page."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
from markupsafe import Markup

from suzerain import __version__
from suzerain.brief.atlas_data import (
    main_suppliers,
    measured,
    pack_holds,
    pack_spans,
    pack_years,
    silent_trade,
    unsure_years,
)
from suzerain.brief.atlas_shifts import shifts
from suzerain.brief.atlas_tongue import Tongue
from suzerain.brief.atlas_words import (
    arms_words,
    doubt,
    opening,
    silent_words,
    span_words,
    state_words,
)
from suzerain.brief.language.catalogue import ENGLISH, catalogue
from suzerain.brief.language.pages import page_in, words_element
from suzerain.brief.render import page_data, page_environment, page_policy
from suzerain.brief.states import region
from suzerain.core.assumption import Assumption, load_register
from suzerain.core.flows import Flows
from suzerain.measures.atlas import Atlas
from suzerain.measures.spheres import (
    Holder,
    Span,
    Sphere,
    decades,
    holders,
    pool,
    spheres,
)
from suzerain.sources.dataset import Dataset, dataset, datasets
from suzerain.sources.store import write_atomically

HOLDS = 6
SHIFTS = 10
BACK = 3
ASSUMED = (
    "good.trade.sigma",
    "good.trade.varsigma",
    "good.trade.evasion",
    "measure.rho",
    "measure.patron_share",
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class AtlasPage:
    """Hold all that the page shows.

    Args:
        atlas: The atlas.
        spans: The decades, the last perhaps shorter.
        found: Spheres of all spans.
        ranked: Holders of each span, largest first.
        suppliers: Main suppliers of arms, by client and span.
        silent: Clients and spans whose trade with that supplier is not on record.
        sources: Datasets that it rests on.
        seed: Seed of the worlds.
        tongue: The language that it is told in.
    """

    atlas: Atlas
    spans: tuple[Span, ...]
    found: tuple[Sphere, ...]
    ranked: tuple[tuple[Holder, ...], ...]
    suppliers: dict[tuple[str, Span], tuple[str, float]]
    silent: set[tuple[str, Span]]
    sources: tuple[Dataset, ...]
    seed: int
    tongue: Tongue

    def of(self, span: Span) -> list[Sphere]:
        """Spheres of one span."""
        return [one for one in self.found if one.span == span]

    def html(self) -> str:
        """Render the page."""
        return _html(self)


def write_atlas(
    atlas: Atlas,
    path: str | Path,
    trade: Flows,
    arms: Flows | None = None,
    seed: int = 1,
    language: str = ENGLISH,
) -> Path:
    """Write the page of an atlas.

    Args:
        atlas: The atlas.
        path: File to write.
        trade: The flows it was made from.
        arms: Deliveries of arms, shown beside trade; none when left out.
        seed: Seed of its worlds, for the run record.
        language: `en`, or another that there are words for.

    Returns:
        The path.

    Raises:
        SuzerainError: If the file cannot be written, or there is no such language.
    """
    page = compose_atlas(atlas, trade, arms, seed, language)
    write_atomically(path, page.html())
    return Path(path)


def compose_atlas(
    atlas: Atlas,
    trade: Flows,
    arms: Flows | None = None,
    seed: int = 1,
    language: str = ENGLISH,
) -> AtlasPage:
    """Find patrons, holders and doubts for the page; arguments as in `write_atlas`."""
    spans = decades(int(atlas.year.min()), int(atlas.year.max()))
    found = spheres(atlas, spans)
    spans = tuple(span for span in spans if any(one.span == span for one in found))
    suppliers = main_suppliers(pool(arms, spans), spans) if arms is not None else {}
    origins = {*atlas.origin, *((arms.origin,) if arms is not None else ())}
    words = {word.strip(",") for origin in origins for word in origin.split()}
    return AtlasPage(
        atlas=atlas,
        spans=spans,
        found=found,
        ranked=tuple(holders(atlas, span, found) for span in spans),
        suppliers=suppliers,
        silent=silent_trade(trade, suppliers),
        sources=tuple(dataset(name) for name in datasets() if name in words),
        seed=seed,
        tongue=Tongue(catalogue(language)),
    )


def _html(page: AtlasPage) -> str:
    folder = files("suzerain.brief") / "page"
    parts = {
        name: (folder / name).read_text(encoding="utf-8")
        for name in ("style.css", "atlas.css", "atlas.js", "atlas.html.j2")
    }
    style, script = parts["style.css"] + parts["atlas.css"], parts["atlas.js"]
    environment = page_environment()
    environment.filters |= {
        "state": page.tongue.state,
        "range": page.tongue.range,
        "words": page.tongue.assumed,
        "figures": page.tongue.figures,
        "said": page.tongue.text,
        "head": page.tongue.say,
    }
    text = environment.from_string(
        page_in(parts["atlas.html.j2"], page.tongue.words, "atlas")
    ).render(
        **_contents(page),
        data=Markup(page_data(_data(page))),  # noqa: S704 - see page_data
        words=Markup(  # noqa: S704 - signs of markup are escaped there
            words_element(page.tongue.words, "shared", "atlas")
        ),
        script=Markup(script),  # noqa: S704 - our own file
        style=Markup(style),  # noqa: S704 - our own file
        policy=page_policy(script, style),
        english="" if page.tongue.words.is_english else Markup(' lang="en"'),
    )
    return text.encode("utf-8", "replace").decode("utf-8")


def _contents(page: AtlasPage) -> dict[str, Any]:
    """What the template shows without a script."""
    atlas, last, tongue = page.atlas, page.spans[-1], page.tongue
    early = page.spans[-BACK] if len(page.spans) >= BACK else None
    late, found = page.of(last), page.ranked[-1]
    others = max(measured(atlas, last) - 1, 1)
    years = span_words((int(atlas.year.min()), int(atlas.year.max())))
    rises, falls = shifts(atlas, early, last, SHIFTS) if early else ([], [])
    patrons: dict[str, list[Sphere]] = {}
    for one in late:
        patrons.setdefault(one.patron, []).append(one)
    ordered = sorted(
        (code for code in patrons if code), key=lambda code: (-len(patrons[code]), code)
    )
    several = [code for code in ordered if len(patrons[code]) > 1]
    return {
        "title": tongue.say("Who could hurt whom, {1}", years),
        "years": years,
        "states": len(atlas.actors),
        "pairs": len(atlas),
        "last": span_words(last),
        "early": span_words(early) if early else "",
        "findings": opening(
            late, found, page.of(early) if early else [], others, tongue
        ),
        "holders": [(one, [v / others for v in one.hold]) for one in found[:15]],
        "spheres": [(code, sorted(patrons[code], key=_by_loss)) for code in several],
        "single": [patrons[code][0] for code in ordered if len(patrons[code]) == 1],
        "free": [tongue.state(one.client) for one in patrons.get("", [])],
        "rises": rises,
        "falls": falls,
        "arms": arms_words(late, page.suppliers, last, tongue),
        "silent": silent_words(page.silent, page.found, tongue),
        "doubts": doubt(atlas, tongue),
        "assumptions": _assumptions(),
        "sources": page.sources,
        "run": _run(page),
    }


def _by_loss(one: Sphere) -> float:
    return -one.loss[1]


def _assumptions() -> list[Assumption]:
    register = load_register()
    own = [key for key in register if key.startswith("atlas.")]
    return [register[key] for key in (*ASSUMED, *own)]


def _run(page: AtlasPage) -> dict[str, str]:
    return {
        "suzerain": __version__,
        "flows and products": "; ".join(page.atlas.origin),
        "worlds": str(page.atlas.worlds),
        "seed": str(page.seed),
    }


def _data(page: AtlasPage) -> dict[str, Any]:
    """What the script shows."""
    atlas, tongue = page.atlas, page.tongue
    leaders = [one.actor for ranked in page.ranked for one in ranked[:3]]
    often = sorted(set(leaders), key=lambda code: (-leaders.count(code), code))
    last = page.spans[-1]
    unknown: dict[str, list[int]] = {}
    for code, year in atlas.unknown_income:
        unknown.setdefault(code, []).append(year)
    return {
        "states": [[code, tongue.state(code), region(code)] for code in atlas.actors],
        "spans": pack_spans(
            atlas,
            page.spans,
            page.found,
            page.ranked,
            page.suppliers,
            page.silent,
            tongue,
        ),
        "holds": pack_holds(atlas, often[:HOLDS]),
        "words": [
            state_words(code, page.of(last), page.ranked[-1], last, tongue)
            for code in atlas.actors
        ],
        "unknown": [
            _spells(np.array(sorted(unknown.get(code, ())), dtype=int))
            for code in atlas.actors
        ],
        "unsure": _spells(np.array(unsure_years(atlas), dtype=int)),
        **pack_years(atlas),
    }


def _spells(years: np.ndarray[Any, np.dtype[Any]]) -> list[list[int]]:
    """Turn years into first and last years of unbroken runs."""
    if not len(years):
        return []
    breaks = np.nonzero(np.diff(years) > 1)[0]
    first = years[np.r_[0, breaks + 1]]
    return [
        [int(one), int(other)]
        for one, other in zip(first, years[np.r_[breaks, len(years) - 1]], strict=True)
    ]
