"""What output is lost when one region's purchases from another stop and nothing adapts.

The quantity view (Leontief 1936): with input coefficients `A` and deliveries to final
users `f`, output is `x = L f`, `L = (I - A)^-1`. A cut takes the block `B` of `A` and
the column `g` of `f` that go from seller `i` to buyer `n`. By Woodbury's identity

    x - x' = L_:i w,   w = g + B y,   (I + L_ni B) y = x_n - L_ni g

so one inverse serves all cuts; `w` is what is no longer delivered. It is the
hypothetical extraction of Dietzenbacher et al. 1997. No price moves and
nobody turns elsewhere, so it is a first shock and an upper bound.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from suzerain.core.economy import Array, Economy


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Circulation:
    """Hold who delivers what to whom, and what a delivery sets in motion.

    Args:
        inverse: Output of a region's sector for a delivery to final users of another's.
            Shape `(region, sector, region, sector)`.
        sent: Part of the buyer's spending on a sector that reaches the seller, tariffs
            taken off. Shape `(buyer, seller, sector)`.
        inputs: As in `Economy`. Shape `(region, input, using)`.
        final: What a buyer's final users pay for a sector's goods, tariffs included.
            Shape `(region, sector)`.
        output: Gross output. Shape `(region, sector)`.
        value_added: Part of value added in it. Same shape.
    """

    inverse: Array
    sent: Array
    inputs: Array
    final: Array
    output: Array
    value_added: Array


def circulate(economy: Economy) -> Circulation:
    """Invert an economy's input-output system.

    Final spending is income, deficit and tariff revenue; revenue and output are solved
    for together.

    Args:
        economy: The world before a cut.

    Returns:
        The solved system; outputs are in the economy's unit.

    Examples:
        >>> world = Economy(
        ...     regions=("A",),
        ...     sectors=("goods",),
        ...     trade=np.ones((1, 1, 1)),
        ...     value_added=np.full((1, 1), 0.5),
        ...     inputs=np.full((1, 1, 1), 0.5),
        ...     final=np.ones((1, 1)),
        ...     elasticity=np.array([5.0]),
        ...     tariff=np.zeros((1, 1, 1)),
        ...     income=np.array([3.0]),
        ...     deficit=np.zeros(1),
        ...     unit="billion USD",
        ...     origin="an example",
        ... )
        >>> circulate(world).output
        array([[6.]])
    """
    regions, sectors = economy.final.shape
    size = regions * sectors
    sent = economy.trade / (1 + economy.tariff)
    flow = np.einsum("nik,nkj->iknj", sent, economy.inputs, optimize=True)
    system = np.eye(size) - flow.reshape(size, size)
    inverse = np.linalg.inv(system)
    wanted = np.einsum("nik,nk->ikn", sent, economy.final).reshape(size, regions)
    made = (inverse @ wanted).reshape(regions, sectors, regions)  # for 1 of spending
    levied = (economy.trade - sent).sum(axis=1)  # tariff in a unit of spending
    bought = np.einsum("nkj,njm->nkm", economy.inputs, made)
    bought[np.arange(regions), :, np.arange(regions)] += economy.final
    revenue = np.einsum("nk,nkm->nm", levied, bought)
    spent = np.linalg.solve(np.eye(regions) - revenue, economy.income + economy.deficit)
    return Circulation(
        inverse=inverse.reshape(regions, sectors, regions, sectors),
        sent=sent,
        inputs=economy.inputs,
        final=economy.final * spent[:, None],
        output=made @ spent,
        value_added=economy.value_added,
    )


def extraction_losses(circulation: Circulation) -> tuple[Array, Array]:
    """Measure what seller and buyer lose when the buyer's purchases from it stop.

    Args:
        circulation: The solved system.

    Returns:
        The seller's and the buyer's loss as parts of their value added: the seller's
        from sales lost, directly and through its own and others' inputs; the buyer's
        from what the seller no longer buys of it. NaN on the diagonal. Each of shape
        `(seller, buyer)`.

    Examples:
        >>> world = Economy(
        ...     regions=("A", "B"),
        ...     sectors=("goods",),
        ...     trade=np.array([[[0.8], [0.2]], [[0.1], [0.9]]]),
        ...     value_added=np.ones((2, 1)),
        ...     inputs=np.zeros((2, 1, 1)),
        ...     final=np.ones((2, 1)),
        ...     elasticity=np.array([5.0]),
        ...     tariff=np.zeros((2, 2, 1)),
        ...     income=np.array([10.0, 20.0]),
        ...     deficit=np.zeros(2),
        ...     unit="billion USD",
        ...     origin="an example",
        ... )
        >>> seller, buyer = extraction_losses(circulate(world))
        >>> seller.round(4)  # A sold 2 of its 10 to B
        array([[nan, 0.2],
               [0.1, nan]])
    """
    regions = len(circulation.output)
    whole = (circulation.value_added * circulation.output).sum(axis=1)
    losses = np.full((2, regions, regions), np.nan)
    spots = np.arange(regions)
    own = own_content(circulation)
    for buyer in spots:
        others = spots[spots != buyer]
        missing = undelivered(circulation, int(buyer), others)
        abroad = np.einsum(
            "k,kij->ij",
            circulation.value_added[buyer],
            circulation.inverse[buyer][:, others],
        )
        losses[0, others, buyer] = (own[others] * missing).sum(axis=1)
        losses[1, others, buyer] = (abroad * missing).sum(axis=1)
    losses[0] /= whole[:, None]
    losses[1] /= whole
    return losses[0], losses[1]


def own_content(circulation: Circulation) -> Array:
    """Return the region's own value added in a delivery of each of its sectors.

    Its inputs from its own other sectors count, directly and through others.
    Shape `(region, sector)`.
    """
    value, inverse = circulation.value_added, circulation.inverse
    return np.asarray(np.einsum("ik,ikij->ij", value, inverse, optimize=True))


def undelivered(
    circulation: Circulation,
    buyer: int,
    sellers: NDArray[np.intp],
    stopped: Array | float = 1.0,
) -> Array:
    """Reckon what sellers no longer deliver to one buyer, the module's `w`.

    Args:
        circulation: The solved system.
        buyer: Place of the buyer.
        sellers: Places of the sellers, each cut off by itself. Shape `(seller,)`.
        stopped: Part of each flow that stops, 0 to 1. Shape `(seller, sector)`.

    Returns:
        Deliveries in the economy's unit, those counted that the buyer needs no more
        because it makes less itself. Shape `(seller, sector)`.
    """
    sent = circulation.sent[buyer, sellers] * stopped
    ordered = sent * circulation.final[buyer]
    inputs = circulation.inputs[buyer]
    back = circulation.inverse[buyer][:, sellers].transpose(1, 0, 2)
    echo = (back * sent[:, None, :]) @ inputs
    made = circulation.output[buyer] - (back @ ordered[..., None])[..., 0]
    echo += np.eye(len(inputs))
    needed = np.linalg.solve(echo, made[..., None])[..., 0]
    return np.asarray(ordered + sent * (needed @ inputs.T))
