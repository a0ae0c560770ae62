"""The atlas beside the general-equilibrium judge, on Caliendo & Parro's world.

The slopes and correlations are those that docs/theory/atlas.md prints.
"""

from __future__ import annotations

import numpy as np
import pytest
from places import ROOT, SHARED

from suzerain.core.assumption import load_register, parse_assumption
from suzerain.core.flows import Flows
from suzerain.core.incomes import Incomes
from suzerain.measures.atlas import Atlas, make_atlas
from suzerain.measures.judge.equilibrium import equilibrium, prepare
from suzerain.measures.judge.shock import every_cut
from suzerain.measures.judge.welfare import welfare
from suzerain.sources.economies import read_economy

FOLDER = SHARED / "data" / "caliendo_parro_2015"
PAGE = ROOT / "docs" / "theory" / "atlas.md"


@pytest.fixture(scope="module")
def judged() -> tuple[Flows, Incomes, dict[tuple[str, str], float]]:
    """Flows and products of that world, and each loss that the judge finds."""
    if not FOLDER.is_dir():
        pytest.skip("../shared/data/caliendo_parro_2015 is not on this machine")
    economy = read_economy(FOLDER)
    baseline = prepare(economy)
    shocks = every_cut(economy, both_ways=True)
    lost = -welfare(equilibrium(baseline, shocks)).real_income
    value = baseline.spending[:, None, :] * economy.trade / (1 + economy.tariff)
    to, by = np.nonzero(~np.eye(len(economy.regions), dtype=bool))
    year = np.full(len(to), 1993, dtype=np.int32)
    flows = Flows(
        actors=economy.regions,
        goods=("trade",),
        year=year,
        recipient=to.astype(np.int32),
        provider=by.astype(np.int32),
        good=np.zeros_like(year),
        amount=value.sum(axis=2)[to, by],
        unit=economy.unit,
        origin=economy.origin,
    )
    places = np.arange(len(economy.regions), dtype=np.int32)
    incomes = Incomes(
        actors=economy.regions,
        year=np.full(len(places), 1993, dtype=np.int32),
        actor=places,
        low=economy.income,
        high=economy.income,
        unit=economy.unit,
        origin=economy.origin,
    )
    losses = {}
    for row, name in enumerate(shocks.names):
        one, other = name.split(" <-> ")
        losses[one, other] = lost[row, economy.regions.index(one)]
        losses[other, one] = lost[row, economy.regions.index(other)]
    return flows, incomes, losses


def against(atlas: Atlas, losses: dict[tuple[str, str], float]) -> list[float]:
    """Slope of the judge's loss on the atlas's, correlation, and that of ranks."""
    judge = np.array(
        [
            losses[atlas.actors[to], atlas.actors[by]]
            for to, by in zip(atlas.recipient, atlas.provider, strict=True)
        ]
    )
    own = atlas.loss[1].astype(np.float64)
    assert np.isfinite(judge).all()
    ranks = (own.argsort().argsort(), judge.argsort().argsort())
    return [
        float(own @ judge / (own @ own)),
        float(np.corrcoef(own, judge)[0, 1]),
        float(np.corrcoef(*ranks)[0, 1]),
    ]


def printed(label: str) -> list[float]:
    (row,) = [line for line in PAGE.read_text().splitlines() if label in line]
    return [float(part) for part in row.split("|")[2:5]]


def test_without_evasion_the_judge_agrees_as_the_page_prints(judged) -> None:
    flows, incomes, losses = judged
    entry = {"id": "good.trade.evasion", "low": "0", "high": "0", "shape": "point"}
    register = load_register()
    register = type(register)([*register.values(), parse_assumption(entry)])
    atlas = make_atlas(flows, incomes, register=register)
    found = against(atlas, losses)
    assert found == pytest.approx(printed("| nothing is re-routed"), abs=0.006)
    # The pair that the page names as one on which the two differ.
    to, by = atlas.actors.index("IRL"), atlas.actors.index("GBR")
    row = (atlas.recipient == to) & (atlas.provider == by)
    low, median, high = (100 * atlas.loss[:, row][:, 0]).round(1).tolist()
    told = f"at {100 * losses['IRL', 'GBR']:.1f} %, the atlas without evasion at "
    assert told + f"{median:.1f} % ({low:.0f}-{high:.0f})" in PAGE.read_text()


def test_with_evasion_losses_are_smaller_and_ranks_the_same(judged) -> None:
    flows, incomes, losses = judged
    found = against(make_atlas(flows, incomes), losses)
    assert found == pytest.approx(printed("| as it ships"), abs=0.006)
