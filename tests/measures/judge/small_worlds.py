"""Small random economies, and the judge's model written as the textbook has it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import strategies as st

from suzerain.core.economy import Economy
from suzerain.measures.judge.equilibrium import Equilibrium


def made_world(
    seed: int,
    *,
    regions: int = 3,
    sectors: int = 2,
    taxed: bool = True,
    open_: float = 1,
) -> Economy:
    """Draw an economy; `open_` scales the deficits."""
    draw = np.random.default_rng(seed)
    home = np.eye(regions)[:, :, None]
    trade = draw.gamma(1, size=(regions, regions, sectors)) + home * 3 + 0.05
    links = draw.gamma(1, size=(regions, sectors, sectors)) + 0.05
    value_added = draw.uniform(0.3, 0.8, size=(regions, sectors))
    final = draw.gamma(2, size=(regions, sectors)) + 0.1
    income = draw.uniform(0.5, 3, size=regions)
    deficit = draw.uniform(-0.04, 0.04, size=regions) * open_
    tariff = draw.uniform(0, 0.2, size=trade.shape) * (1 - home)
    return Economy(
        regions=tuple("ABCDEF"[:regions]),
        sectors=tuple("uvwxyz"[:sectors]),
        trade=trade / trade.sum(axis=1, keepdims=True),
        value_added=value_added,
        inputs=links / links.sum(axis=1, keepdims=True) * (1 - value_added)[:, None],
        final=final / final.sum(axis=1, keepdims=True),
        elasticity=draw.uniform(1.5, 8, size=sectors),
        tariff=tariff if taxed else np.zeros_like(tariff),
        income=income,
        deficit=deficit - deficit.mean(),
        unit="coins",
        origin=f"made world {seed}",
    )


@st.composite
def worlds(draw: st.DrawFn) -> Economy:
    """Make small economies, with and without tariffs and deficits."""
    return made_world(
        draw(st.integers(0, 10_000)),
        regions=draw(st.integers(2, 4)),
        sectors=draw(st.integers(1, 3)),
        taxed=draw(st.booleans()),
        open_=draw(st.sampled_from((0.0, 1.0))),
    )


def reordered(economy: Economy, region: list[int], sector: list[int]) -> Economy:
    """The same economy with its regions and sectors in another order."""
    r, s = np.array(region), np.array(sector)
    return replace(
        economy,
        regions=tuple(economy.regions[k] for k in region),
        sectors=tuple(economy.sectors[k] for k in sector),
        trade=economy.trade[np.ix_(r, r, s)],
        tariff=economy.tariff[np.ix_(r, r, s)],
        value_added=economy.value_added[np.ix_(r, s)],
        inputs=economy.inputs[np.ix_(r, s, s)],
        final=economy.final[np.ix_(r, s)],
        elasticity=economy.elasticity[s],
        income=economy.income[r],
        deficit=economy.deficit[r],
    )


def gaps(after: Equilibrium, shock: int = 0) -> dict[str, float]:
    """How far each equation of the paper is from holding, as parts of its size."""
    economy = after.economy
    wage, price = after.wage[shock], after.price[shock]
    spending, income = after.spending[shock], after.income[shock]
    cost = wage[:, None] ** economy.value_added
    cost = cost * np.prod(price[:, :, None] ** economy.inputs, axis=1)
    theta, tariff = economy.elasticity, after.tariff(shock)
    dearer = (1 + tariff) / (1 + economy.tariff) * cost
    weight = economy.trade * after.weight(shock) * dearer**-theta
    index = weight.sum(axis=1) ** (-1 / theta)
    share = weight / weight.sum(axis=1, keepdims=True)
    flow = share * spending[:, None] / (1 + tariff)
    sold = flow.sum(axis=0)
    revenue = (tariff * flow).sum(axis=(1, 2))
    bought = np.einsum("nkj,nj->nk", economy.inputs, sold)
    value = economy.income * wage
    demand = (economy.value_added * sold).sum(axis=1)
    balance = flow.sum(axis=(1, 2)) - flow.sum(axis=(0, 2)) - economy.deficit
    return {
        "prices": np.abs(price / index - 1).max(),
        "shares": np.abs(share - after.trade(shock)).max(),
        "spending": np.abs(
            (bought + economy.final * income[:, None] - spending) / spending
        ).max(),
        "income": np.abs((value + revenue + economy.deficit) / income - 1).max(),
        "labour": np.abs(demand / value - 1).max(),
        "trade balance": np.abs(balance / income).max(),
        "world income": abs(value.sum() / economy.income.sum() - 1),
    }


def plain_real_wage(
    economy: Economy,
    weight: np.ndarray,
    tariff: np.ndarray,
    *,
    damping: float = 0.3,
    tolerance: float = 1e-9,
) -> np.ndarray:
    """Solve one shock as the textbook does, loop in loop, by damped steps."""
    regions, theta = range(len(economy.regions)), economy.elasticity
    wage = np.ones(len(economy.regions))
    price = np.ones(economy.value_added.shape)
    spending = economy.final * economy.income[:, None]
    while True:
        for _ in range(2000):
            cost = wage[:, None] ** economy.value_added
            for n in regions:
                for k in range(len(theta)):
                    cost[n] *= price[n, k] ** economy.inputs[n, k]
            dearer = (1 + tariff) / (1 + economy.tariff) * cost[None]
            terms = economy.trade * weight * dearer**-theta
            new = terms.sum(axis=1) ** (-1 / theta)
            moved = np.abs(np.log(new / price)).max()
            price = new
            if moved < tolerance / 100:
                break
        share = terms / terms.sum(axis=1, keepdims=True)
        for _ in range(2000):
            flow = share * spending[:, None] / (1 + tariff)
            sold, revenue = flow.sum(axis=0), (tariff * flow).sum(axis=(1, 2))
            income = wage * economy.income + revenue + economy.deficit
            new = economy.final * income[:, None]
            for n in regions:
                new[n] += economy.inputs[n] @ sold[n]
            moved = np.abs(new - spending).max() / economy.income.min()
            spending = new
            if moved < tolerance / 100:
                break
        excess = (economy.value_added * sold).sum(axis=1) / (wage * economy.income) - 1
        if np.abs(excess).max() < tolerance:
            return wage / np.prod(price**economy.final, axis=1) - 1
        wage = wage * (1 + damping * excess)
        wage *= economy.income.sum() / (wage @ economy.income)
