"""The plain dict of all measures."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from suzerain.core.grid import Grid
from suzerain.measures.coalition import excess, joint_loss, shapley
from suzerain.measures.compelled import compelling_power
from suzerain.measures.credibility import credibility
from suzerain.measures.decomposition import decompose
from suzerain.measures.dependence import dependence
from suzerain.measures.leverage import leverage
from suzerain.measures.published.adjusted_s import adjusted_ss
from suzerain.measures.published.agreement import agreements
from suzerain.measures.published.bandwidth_dependence import bandwidth_dependence
from suzerain.measures.published.barbieri import (
    interdependence,
    salience,
    symmetry,
    trade_share,
)
from suzerain.measures.published.cepii_geodep import cepii_geodep
from suzerain.measures.published.european_commission import european_commission
from suzerain.measures.published.hirschman import hhi, hirschman_index
from suzerain.measures.published.ideal_point_distance import ideal_point_distances
from suzerain.measures.published.merics import merics
from suzerain.measures.published.oneal_russett import trade_dependence, weak_link
from suzerain.measures.published.s_score import s_scores
from suzerain.measures.published.scotts_pi import scotts_pis
from suzerain.measures.published.weighted_kappa import weighted_kappas

MEASURES: Final[dict[str, Callable[..., Grid]]] = {
    "dependence": dependence,
    "leverage": leverage,
    "credibility": credibility,
    "joint_loss": joint_loss,
    "loss_by_good": decompose,
    "excess": excess,
    "shapley": shapley,
    "compelling": compelling_power,
}
"""Every measure by name: a function of a case, then of its own options."""

PUBLISHED: Final[dict[str, Callable[..., Any]]] = {
    "hhi": hhi,
    "hirschman_index": hirschman_index,
    "trade_share": trade_share,
    "salience": salience,
    "symmetry": symmetry,
    "interdependence": interdependence,
    "trade_dependence": trade_dependence,
    "weak_link": weak_link,
    "bandwidth_dependence": bandwidth_dependence,
    "cepii_geodep": cepii_geodep,
    "european_commission": european_commission,
    "merics": merics,
    "s_scores": s_scores,
    "weighted_kappas": weighted_kappas,
    "scotts_pis": scotts_pis,
    "adjusted_ss": adjusted_ss,
    "agreements": agreements,
    "ideal_point_distances": ideal_point_distances,
}
"""Every published measure by name: a function of arrays, not of a case."""
