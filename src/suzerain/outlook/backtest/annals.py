"""What was on record of states and of pairs of states at the end of a year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from suzerain.core.assumption import Register, load_register
from suzerain.core.flows import Flows
from suzerain.outlook.backtest.dyad_features import (
    OURS,
    PUBLISHED,
    THIRD,
    Array,
    DyadFrame,
    dyad_frame,
    pick,
)
from suzerain.outlook.backtest.study import Columns, Query, Tables

Years = NDArray[np.int64]
Codes = Sequence[str]

LETTERS: Final = 3
"""Length of a state's code; a code travels as one number, which takes less room."""
BASE: Final = 256


def packed(column: str) -> str:
    """Write SQL that turns a code of three letters into a number.

    Examples:
        >>> packed("state").count("state")
        3
    """
    letters = (f"ascii(substr({column}, {k + 1}, 1))" for k in range(LETTERS))
    whole = "0"
    for letter in letters:
        whole = f"({whole} * {BASE} + {letter})"
    return whole


def unpacked(numbers: Iterable[float]) -> tuple[str, ...]:
    """Turn such numbers back into codes.

    Examples:
        >>> unpacked([80 * 256**2 + 82 * 256 + 75])
        ('PRK',)
    """
    return tuple(
        int(number).to_bytes(LETTERS, "big").decode("ascii") for number in numbers
    )


_PAIR = f"{packed('importer')} AS recipient, {packed('exporter')} AS provider"
_BOTH = f"{packed('state1')} AS one, {packed('state2')} AS other"
_FLOWS = "SELECT year, {}, flow FROM r WHERE flow IS NOT NULL AND year > 1945"
_VOTES = (
    "SELECT year, {}, (agree + half / 2) / joint AS agreement FROM r "
    "WHERE state1 < state2 AND joint > 0"
)
_KM = "SELECT year AS listed, {}, km FROM r WHERE state1 < state2"

QUERIES: Final = (
    Query(
        name="flows",
        dataset="cow-trade",
        table="dyads",
        sql=_FLOWS.format(_PAIR),
    ),
    Query(
        name="totals",
        dataset="cow-trade",
        table="national",
        sql="SELECT year, state, imports, exports FROM r WHERE year > 1945",
    ),
    Query(
        name="products",
        dataset="gdp",
        table="wdi",
        sql="SELECT year, state, gdp / 1e6 AS product FROM r WHERE gdp > 0",
    ),
    Query(
        name="power",
        dataset="nmc",
        table="states",
        sql="SELECT year, state, cinc, population FROM r WHERE year > 1945",
    ),
    Query(
        name="votes",
        dataset="unga",
        table="agreement",
        sql=_VOTES.format(_BOTH),
    ),
    Query(
        name="distances",
        dataset="geography",
        table="distances",
        sql=_KM.format(_BOTH),
    ),
)
"""What `Annals` are made of."""

GRAVITY: Final = ("log_product", "log_other_product", "log_distance")
POWER: Final = ("power_gap",)
APART: Final = ("apart",)
NAMES: Final = (*GRAVITY, *POWER, *APART, *PUBLISHED, *OURS, *THIRD)
"""Every column that `Annals.columns` gives."""


class Annals:
    """Look up what was on record, a year at a time.

    Trade, products and capabilities of a year are published later; at the end of a
    year those of `backtest.lag` years before are on record. Votes are known at once.

    Args:
        tables: What `QUERIES` read.
        register: The assumptions; those shipped when left out.
    """

    def __init__(self, tables: Tables, register: Register | None = None) -> None:
        self._register = load_register() if register is None else register
        self.lag = int(self._register["backtest.lag"].spread.centre)
        self.flows = _flows(tables["flows"])
        self._totals = tables["totals"]
        self._products = _by_year(tables["products"], "product")
        self._cinc = _by_year(tables["power"], "cinc")
        self._votes = _Pairs(tables["votes"], "agreement", "year")
        self._km = _Pairs(tables["distances"], "km", "listed")
        self._frames: dict[int, DyadFrame] = {}

    @property
    def years(self) -> tuple[int, ...]:
        """Years in which flows were observed."""
        return tuple(np.unique(self.flows.year).tolist())

    def frame(self, year: int) -> DyadFrame | None:
        """Return the measures of all pairs of a year, None without any flow."""
        if year not in self._frames:
            if not (self.flows.year == year).any():
                return None
            self._frames[year] = dyad_frame(
                self.flows,
                year,
                products=self._products.get(year),
                totals=self._totals_of(year),
                apart=self.apart(year),
                register=self._register,
            )
        return self._frames[year]

    def on_record(self, year: int) -> DyadFrame | None:
        """Return the newest measures that are known at the end of a year."""
        return self.frame(year - self.lag)

    def apart(self, year: int) -> tuple[tuple[str, ...], Array]:
        """Return how far states stand from each other in the votes of a year.

        Returns:
            Codes, and one less agreement (abstention counts half), NaN without a
            common vote. Shape `(code, code)`.
        """
        codes, agreement = self._votes.of(year)
        return codes, 1 - agreement

    def columns(self, year: Years, of: Codes, to: Codes) -> dict[str, Array]:
        """Return every column of `NAMES` as known at the end of a pair's own year.

        Args:
            year: Year of each forecast. Shape `(pair,)`.
            of: Who would lose: importer, target, client. Length `pair`.
            to: Who would cut: exporter, sender, patron. Length `pair`.

        Returns:
            Columns, NaN where unobserved. Each of shape `(pair,)`.
        """
        whole = {name: np.full(len(year), np.nan) for name in NAMES}
        for one in np.unique(year).tolist():
            rows = np.flatnonzero(year == one).tolist()
            here = [of[k] for k in rows], [to[k] for k in rows]
            for name, values in self._year(one, *here).items():
                whole[name][rows] = values
        return whole

    def amounts(self, year: Years, of: Codes, to: Codes) -> Array:
        """Return what each state bought from another, each in its own year.

        Arguments and shape as for `columns`; NaN where unobserved.
        """
        whole = np.full(len(year), np.nan)
        for one in np.unique(year).tolist():
            frame = self.frame(one)
            if frame is not None:
                rows = np.flatnonzero(year == one).tolist()
                whole[rows] = frame.bought([of[k] for k in rows], [to[k] for k in rows])
        return whole

    def _year(self, year: int, of: Codes, to: Codes) -> dict[str, Array]:
        frame, known = self.on_record(year), year - self.lag
        product, cinc = self._products.get(known, {}), self._cinc.get(known, {})
        codes, apart = self.apart(year)
        found = {
            "log_product": np.log(_looked_up(product, of)),
            "log_other_product": np.log(_looked_up(product, to)),
            "log_distance": np.log1p(self._distance(year, of, to)),
            "power_gap": _looked_up(cinc, to) - _looked_up(cinc, of),
            "apart": pick(apart, codes, of, to),
        }
        if frame is not None:
            measures = (*PUBLISHED, *OURS, *THIRD)
            found |= {name: frame.read(name, of, to) for name in measures}
        return found

    def _distance(self, year: int, of: Codes, to: Codes) -> Array:
        """Kilometres between borders, from the nearest year that lists the pair."""
        km = np.full(len(of), np.nan)
        for listed in sorted(self._km.years, key=lambda one: (abs(one - year), one)):
            codes, far = self._km.of(listed)
            km = np.where(np.isnan(km), pick(far, codes, of, to), km)
        return km

    def _totals_of(self, year: int) -> dict[str, tuple[float, float]]:
        rows = self._totals["year"] == year
        names = ("state", "imports", "exports")
        state, imports, exports = (self._totals[name][rows] for name in names)
        return {
            str(code): (float(bought), float(sold))
            for code, bought, sold in zip(state, imports, exports, strict=True)
        }


def _looked_up(values: Mapping[str, float], codes: Codes) -> Array:
    return np.array([values.get(code, np.nan) for code in codes], dtype=np.float64)


def _by_year(columns: Columns, name: str) -> dict[int, dict[str, float]]:
    """Index a column of states by year and code."""
    out: dict[int, dict[str, float]] = {}
    rows = zip(columns["year"], columns["state"], columns[name], strict=True)
    for year, state, value in rows:
        if not np.isnan(value):
            out.setdefault(int(year), {})[str(state)] = float(value)
    return out


def _flows(columns: Columns) -> Flows:
    """Make flows of the columns of the query."""
    numbers, place = np.unique(
        np.concatenate([columns["recipient"], columns["provider"]]),
        return_inverse=True,
    )
    to, by = np.split(place.ravel().astype(np.int32), 2)
    return Flows(
        actors=unpacked(numbers),
        goods=("trade",),
        year=columns["year"].astype(np.int32),
        recipient=to,
        provider=by,
        good=np.zeros(len(to), dtype=np.int32),
        amount=np.asarray(columns["flow"], dtype=np.float64),
        unit="million current USD",
        origin="cow-trade",
    )


class _Pairs:
    """Lay a number of unordered pairs out as a matrix, a year at a time."""

    def __init__(self, columns: Columns, name: str, when: str) -> None:
        order = np.argsort(columns[when], kind="stable")
        self._when = columns[when][order]
        self._one, self._other = columns["one"][order], columns["other"][order]
        self._value = np.asarray(columns[name], dtype=np.float64)[order]
        self.years = tuple(int(year) for year in np.unique(self._when))
        self._kept: dict[int, tuple[tuple[str, ...], Array]] = {}

    def of(self, year: int) -> tuple[tuple[str, ...], Array]:
        """Return codes and the symmetric matrix of a year, NaN where unobserved."""
        if year not in self._kept:
            first, last = np.searchsorted(self._when, [year, year + 1])
            rows = slice(first, last)
            ends = np.concatenate([self._one[rows], self._other[rows]])
            numbers, place = np.unique(ends, return_inverse=True)
            one, other = np.split(place.ravel(), 2)
            matrix = np.full((len(numbers), len(numbers)), np.nan)
            matrix[one, other] = matrix[other, one] = self._value[rows]
            self._kept[year] = unpacked(numbers), matrix
        return self._kept[year]
