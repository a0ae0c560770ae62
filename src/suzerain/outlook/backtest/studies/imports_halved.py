"""Does an import flow fall by half or more within a few years?"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from suzerain.core.assumption import Register, load_register
from suzerain.outlook.backtest.annals import QUERIES, Annals
from suzerain.outlook.backtest.dyad_features import DyadFrame
from suzerain.outlook.backtest.forecasters import (
    BASE,
    BY_DEPENDENCE,
    BY_GRAVITY,
    BY_LEVERAGE,
    BY_SHARE,
    BY_VOTES,
    GRAVITY,
    LEVERAGE,
    SHARES,
    STANDING,
    registered,
    together,
)
from suzerain.outlook.backtest.rows import Array, Rows
from suzerain.outlook.backtest.study import Study, Tables

Places = NDArray[np.intp]

GONE: Final = "the importer or the exporter is gone, or reports no trade, at the end"
UNSEEN: Final = "the flow was not observed at the end"
BREAK: Final = "a population jumped within the window: other borders, or a new census"

INERTIA: Final = ("log_flow", "growth")

PUBLISHED: Final = ("import_share", "import_concentration")

PREDICTORS: Final = (
    BASE,
    BY_GRAVITY,
    together(
        "inertia", "how large the flow is and how it grew of late", "base", INERTIA
    ),
    BY_SHARE,
    BY_VOTES,
    together(
        "published",
        "trade shares, concentration, trade to product, power gap and votes together",
        "published",
        PUBLISHED,
        SHARES,
        STANDING,
    ),
    together(
        "all-but-ours",
        "inertia, gravity and the published measures together",
        "published",
        INERTIA,
        GRAVITY,
        PUBLISHED,
        SHARES,
        STANDING,
    ),
    BY_DEPENDENCE,
    BY_LEVERAGE,
    together(
        "both",
        "inertia, gravity and the published measures, with ours",
        "both",
        INERTIA,
        GRAVITY,
        PUBLISHED,
        SHARES,
        STANDING,
        LEVERAGE,
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Part:
    """The flows of one year that are asked about, and when they are on record."""

    year: int
    to: list[str]
    by: list[str]
    flow: Array
    later: Array


def rows_of(tables: Tables, register: Register) -> Rows:
    """Ask of every flow that matters to its importer whether it will be halved.

    Args:
        tables: What those of `Annals` read.
        register: The assumptions: `backtest.halving_years`, `least_flow`,
            `least_share` and `population_break`.

    Returns:
        A row a flow and year. The outcome is known only where both ends of the
        window were observed.
    """
    number = {
        name: register[f"backtest.{name}"].spread.centre
        for name in ("halving_years", "least_flow", "least_share", "population_break")
    }
    annals = Annals(tables, register)
    ahead = int(number["halving_years"])
    broken = _breaks(tables, number["population_break"])
    void: Counter[str] = Counter()
    parts: list[_Part] = []
    for year in annals.years:
        frame = annals.frame(year)
        if frame is None:
            continue
        share = frame.values["import_share"]
        with np.errstate(invalid="ignore"):
            large = frame.amount >= number["least_flow"]
            to, by = np.nonzero(large & (share >= number["least_share"]))
        window = range(year + 1, year + ahead + 1)
        moved = {code for one in window for code in broken.get(one, ())}
        asked, later = _end(frame, annals.frame(year + ahead), (to, by), moved, void)
        to, by = to[asked], by[asked]
        parts.append(
            _Part(
                year=year + annals.lag,
                to=[frame.actors[k] for k in to.tolist()],
                by=[frame.actors[k] for k in by.tolist()],
                flow=frame.amount[to, by],
                later=later[asked],
            )
        )
    return _joined(parts, annals, ahead, register, dict(void))


def _end(
    frame: DyadFrame,
    later: DyadFrame | None,
    pairs: tuple[Places, Places],
    moved: set[str],
    void: Counter[str],
) -> tuple[NDArray[np.bool_], Array]:
    """Find which pairs can be asked, and their flows at the end of the window."""
    ends = [[frame.actors[k] for k in side.tolist()] for side in pairs]
    if later is None:
        size = len(ends[0])
        return np.ones(size, dtype=bool), np.full(size, np.nan)
    there, amount = set(later.actors), later.bought(*ends)
    codes = list(zip(*ends, strict=True))
    gone = np.array([not there.issuperset(pair) for pair in codes], dtype=bool)
    jumped = ~gone & np.array([bool(moved & set(pair)) for pair in codes], dtype=bool)
    unseen = ~gone & ~jumped & np.isnan(amount)
    for why, which in ((GONE, gone), (BREAK, jumped), (UNSEEN, unseen)):
        void[why] += int(which.sum())
    return ~(gone | jumped | unseen), amount


def _breaks(tables: Tables, least: float) -> dict[int, set[str]]:
    """States whose population jumped, by the year after the jump."""
    power = tables["power"]
    people = {
        (int(year), str(state)): float(count)
        for year, state, count in zip(
            power["year"], power["state"], power["population"], strict=True
        )
        if count > 0
    }
    out: dict[int, set[str]] = {}
    for (year, state), count in people.items():
        before = people.get((year - 1, state))
        if before is not None and abs(count / before - 1) >= least:
            out.setdefault(year, set()).add(state)
    return out


def _joined(
    parts: list[_Part],
    annals: Annals,
    ahead: int,
    register: Register,
    void: dict[str, int],
) -> Rows:
    """Join what was on record in the year of each forecast."""
    year = np.repeat([one.year for one in parts], [len(one.to) for one in parts])
    observed = year - annals.lag
    to = [code for one in parts for code in one.to]
    by = [code for one in parts for code in one.by]
    flow = np.concatenate([one.flow for one in parts])
    later = np.concatenate([one.later for one in parts])
    pairs = list(zip(to, by, strict=True))
    units = tuple(sorted(set(pairs)))
    place = {unit: k for k, unit in enumerate(units)}
    past = int(register["backtest.trend_years"].spread.centre)
    growth = np.log1p(flow) - np.log1p(annals.amounts(observed - past, to, by))
    return Rows(
        origin=year,
        unit=np.array([place[pair] for pair in pairs], dtype=np.int64),
        units=units,
        features=annals.columns(year, to, by)
        | {"log_flow": np.log(flow), "growth": growth},
        outcome=np.where(np.isnan(later), np.nan, later <= flow / 2),
        settled=year + ahead,
        void={why: count for why, count in void.items() if count},
    )


def _rule() -> str:
    register = load_register()
    years, flow, share, jump = (
        register[f"backtest.{name}"].spread.centre
        for name in ("halving_years", "least_flow", "least_share", "population_break")
    )
    return (
        "Asked a year after the flow, when it is on record. "
        f"Flows of {flow:g} million dollars and {share:.0%} of the importer's observed "
        f"imports or more, as reported. Halved: {years:g} years later the reported "
        "flow is half or less, in current dollars. Both years must be observed; "
        "windows in which a state ends, or a population jumps by "
        f"{jump:.0%} or more in a year, are void."
    )


STUDIES: Final = (
    Study(
        name="imports-halved",
        question="Will what one state buys from another be halved?",
        rule=_rule(),
        outcome="the import flow was halved",
        queries=QUERIES,
        build=rows_of,
        predictors=PREDICTORS,
        against="all-but-ours",
        first=registered("backtest.first_imports"),
        notes=(
            (
                "What was on record at the end of a year is taken from today's "
                "releases: trade, products and capabilities of the year before, and "
                "that year's votes."
            ),
            (
                "Flows are in current dollars: inflation and booms hide some halvings, "
                "and a slump of all trade makes many at once."
            ),
            (
                "A reported 0 is half or less; the extract rounds to whole millions, "
                "so that a 0 means less than half a million."
            ),
            (
                "A population that jumps stands for borders that moved, which the "
                "codes of states do not always tell; some of the jumps are censuses."
            ),
            (
                "A successor state is another importer and another exporter: what "
                "crosses the end of a state is void, not a fall."
            ),
            "Windows overlap; intervals draw whole pairs of importer and exporter.",
        ),
    ),
)
