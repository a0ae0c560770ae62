"""What changes from outside: tariffs, costs of trade, and flows that are cut.

A shock is a list of changed pairs. A pair's `weight` multiplies its trade share before
prices answer: 0 cuts the flow, `d^-theta` is an iceberg cost that rises by the factor
`d`. Many shocks stand behind one another on the axis `shock`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from suzerain.core.economy import Array, Economy
from suzerain.core.errors import SuzerainError, UnknownName

Index = NDArray[np.intp]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Shocks:
    """Hold shocks, one entry for each pair that a shock changes.

    Args:
        names: A name for each shock. Length `shock`.
        shock: Shock of each entry, in order. Shape `(entry,)`.
        importer: Place of the importer in the economy's regions. Same shape.
        exporter: Place of the exporter. Same shape.
        weight: Factor on the trade share before prices answer, 0 or more.
            Shape `(entry, sector)`.
        tariff: New tariff, 0.05 is five per cent. Same shape.

    Raises:
        SuzerainError: If columns differ in length, a shock changes a pair twice, or a
            weight or tariff cannot be.
    """

    names: tuple[str, ...]
    shock: Index
    importer: Index
    exporter: Index
    weight: Array
    tariff: Array

    def __post_init__(self) -> None:
        count = len(self.shock)
        columns = (self.importer, self.exporter, self.weight, self.tariff)
        if any(len(column) != count for column in columns):
            raise SuzerainError(
                f"a list of shocks with columns of {[len(c) for c in columns]} entries",
                f"one entry for each of {count} changed pairs",
                "make shocks with `cut`, `change` and `stack`",
            )
        places = np.stack([self.shock, self.importer, self.exporter])
        if np.unique(places, axis=1).shape[1] != count:
            raise SuzerainError(
                "a shock that changes a pair twice",
                "each pair once, with all that changes in it",
                "give tariffs and costs together to `change`; an infinite cost cuts",
            )
        if not ((self.weight >= 0).all() and (self.tariff > -1).all()):
            raise SuzerainError(
                "a weight below 0 or a tariff of -1 or less",
                "weights of 0 or more and tariffs above -1",
                "a weight of 0 cuts a flow",
            )

    def __len__(self) -> int:
        return len(self.names)

    def __str__(self) -> str:
        return f"{len(self)} shocks that change {len(self.shock)} pairs"


def no_shock(economy: Economy, name: str = "nothing changes") -> Shocks:
    """Return one shock that changes nothing."""
    return _shocks(economy, (name,), [])


def cut(
    economy: Economy,
    importer: str | Sequence[str],
    exporter: str | Sequence[str],
    *,
    sectors: Sequence[str] | None = None,
    part: float = 1.0,
    both_ways: bool = False,
) -> Shocks:
    """Cut importers off from the supply of exporters.

    Args:
        economy: Names the regions and sectors.
        importer: Who loses supply: a region, or several at once.
        exporter: Who no longer supplies: a region, or a coalition.
        sectors: Only these sectors; all when None.
        part: Part of the supply that is cut at given prices, from 0 to 1.
        both_ways: Whether the exporters lose the importers' supply too.

    Returns:
        One shock.

    Raises:
        UnknownName: If a region or sector is not in the economy.
        SuzerainError: If `part` is outside 0 to 1, or nobody is cut off.

    Examples:
        >>> from suzerain.measures.judge.even import even_economy
        >>> world = even_economy(("Land", "Isle", "Coast"), ("Grain",), home=0.8)
        >>> shock = cut(world, "Land", ["Isle", "Coast"], both_ways=True)
        >>> shock.names, len(shock.shock)
        (('Land <-> Isle + Coast',), 4)
    """
    if not 0 <= part <= 1:
        raise SuzerainError(f"part {part} of a flow", "0 to 1", "write 0.5 for half")
    buyers, sellers = _names(importer), _names(exporter)
    pairs = [
        (place(economy, i), place(economy, j))
        for i in buyers
        for j in sellers
        if i != j
    ]
    if not pairs:
        raise SuzerainError(
            f"a cut of {importer!r} from {exporter!r}",
            "an importer and another region that supplies it",
            "name two different regions",
        )
    if both_ways:
        pairs += [(j, i) for i, j in pairs]
    pairs = list(dict.fromkeys(pairs))
    weight = np.ones(len(economy.sectors))
    chosen = range(len(weight)) if sectors is None else _sectors(economy, sectors)
    weight[list(chosen)] -= part
    arrow = "<->" if both_ways else "<-"
    name = f"{' + '.join(buyers)} {arrow} {' + '.join(sellers)}"
    return _shocks(economy, (name,), [(0, i, j, weight) for i, j in pairs])


def autarky(economy: Economy, region: str) -> Shocks:
    """Cut one region off from all others, both ways."""
    others = [name for name in economy.regions if name != region]
    return cut(economy, region, others, both_ways=True)


def every_cut(economy: Economy, *, both_ways: bool = False) -> Shocks:
    """Cut every pair of regions, one pair a shock.

    Args:
        economy: Names the regions.
        both_ways: Whether both lose each other, so that a pair stands once;
            else every ordered pair is a shock, in the order of importers.

    Returns:
        `n (n - 1)` shocks, or half as many.
    """
    count = len(economy.regions)
    pairs = [
        (i, j)
        for i in range(count)
        for j in range(i + 1 if both_ways else 0, count)
        if i != j
    ]
    arrow = "<->" if both_ways else "<-"
    names = tuple(
        f"{economy.regions[i]} {arrow} {economy.regions[j]}" for i, j in pairs
    )
    nothing = np.zeros(len(economy.sectors))
    entries = []
    for shock, (i, j) in enumerate(pairs):
        entries.append((shock, i, j, nothing))
        if both_ways:
            entries.append((shock, j, i, nothing))
    return _shocks(economy, names, entries)


def change(
    economy: Economy,
    *,
    tariff: Array | None = None,
    cost: Array | None = None,
    name: str = "change",
) -> Shocks:
    """Change tariffs, costs of trade, or both.

    Args:
        economy: Holds the tariffs of the baseline.
        tariff: New tariffs, 0.05 is five per cent; those of the baseline when None.
            Shape `(importer, exporter, sector)`.
        cost: Factor on iceberg costs, above 0; infinite cuts. Same shape.
        name: Name of the shock.

    Returns:
        One shock that lists the pairs that change.

    Raises:
        SuzerainError: If a shape is wrong, a tariff is -1 or less, or a cost is not
            above 0.
    """
    new = economy.tariff if tariff is None else np.asarray(tariff, dtype=np.float64)
    raised = (
        np.ones(economy.tariff.shape)
        if cost is None
        else np.asarray(cost, dtype=np.float64)
    )
    for what, values in (("tariffs", new), ("costs", raised)):
        if values.shape != economy.tariff.shape:
            raise SuzerainError(
                f"{what} of shape {values.shape}",
                f"the shape (importer, exporter, sector), {economy.tariff.shape}",
                "give one number for each pair and sector",
            )
    if not ((new > -1).all() and (raised > 0).all() and np.isfinite(new).all()):
        raise SuzerainError(
            "a tariff of -1 or less, a cost of 0 or less, or no number",
            "finite tariffs above -1 and costs above 0",
            "write 0.05 for a tariff of five per cent and 1.1 for a cost that rises "
            "by a tenth",
        )
    changed = ((new != economy.tariff) | (raised != 1)).any(axis=2)
    importer, exporter = np.nonzero(changed)
    weight = raised[importer, exporter] ** -economy.elasticity
    return Shocks(
        names=(name,),
        shock=np.zeros(len(importer), dtype=np.intp),
        importer=importer,
        exporter=exporter,
        weight=weight,
        tariff=new[importer, exporter],
    )


def stack(shocks: Iterable[Shocks]) -> Shocks:
    """Put shocks behind one another on the axis `shock`."""
    parts = list(shocks)
    if not parts:
        raise SuzerainError("no shocks to stack", "one or more", "name a shock")
    before = np.cumsum([0] + [len(part) for part in parts])
    return Shocks(
        names=tuple(name for part in parts for name in part.names),
        shock=np.concatenate(
            [part.shock + start for part, start in zip(parts, before, strict=False)]
        ),
        importer=np.concatenate([part.importer for part in parts]),
        exporter=np.concatenate([part.exporter for part in parts]),
        weight=np.concatenate([part.weight for part in parts]),
        tariff=np.concatenate([part.tariff for part in parts]),
    )


def place(economy: Economy, region: str) -> int:
    """Find a region's place.

    Raises:
        UnknownName: If there is no such region; the nearest is proposed.
    """
    if region not in economy.regions:
        raise UnknownName(region, economy.regions, "the economy's regions")
    return economy.regions.index(region)


def _sectors(economy: Economy, names: Sequence[str]) -> list[int]:
    for name in names:
        if name not in economy.sectors:
            raise UnknownName(name, economy.sectors, "the economy's sectors")
    return [economy.sectors.index(name) for name in names]


def _names(region: str | Sequence[str]) -> list[str]:
    return [region] if isinstance(region, str) else list(region)


def _shocks(
    economy: Economy,
    names: tuple[str, ...],
    entries: list[tuple[int, int, int, Array]],
) -> Shocks:
    """Make shocks that leave tariffs as they are."""
    places = np.array([entry[:-1] for entry in entries], dtype=np.intp)
    shock, importer, exporter = places.T if entries else (places, places, places)
    weight = np.array([entry[-1] for entry in entries])
    return Shocks(
        names=names,
        shock=shock,
        importer=importer,
        exporter=exporter,
        weight=weight.reshape(-1, len(economy.sectors)),
        tariff=economy.tariff[importer, exporter],
    )
