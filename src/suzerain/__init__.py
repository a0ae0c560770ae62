"""Suzerain finds the power behind a pact.

This is the one front door: every public name is here, and each is loaded when it is
first used, so that `import suzerain` costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from suzerain.brief.beside import compare_with_data as compare_with_data
    from suzerain.brief.brief import Brief as Brief
    from suzerain.brief.brief import write_brief as write_brief
    from suzerain.brief.export.write import export_case as export_case
    from suzerain.brief.picture import picture as picture
    from suzerain.brief.why import why as why
    from suzerain.case.build import build_case as build_case
    from suzerain.case.case import Case as Case
    from suzerain.case.change import change as change
    from suzerain.case.check import check as check
    from suzerain.case.files import read_case as read_case
    from suzerain.case.files import save_case as save_case
    from suzerain.core.assumption import load_register as load_register
    from suzerain.core.errors import SuzerainError as SuzerainError
    from suzerain.core.estimate import Estimate as Estimate
    from suzerain.core.grid import Grid as Grid
    from suzerain.core.spread import Spread as Spread
    from suzerain.core.trace import Trace as Trace
    from suzerain.core.worlds import Worlds as Worlds
    from suzerain.evidence.claim import Claim as Claim
    from suzerain.evidence.extract import extract as extract
    from suzerain.measures.dependence import dependence as dependence
    from suzerain.measures.leverage import leverage as leverage
    from suzerain.outlook.dynamics.simulate import simulate as simulate
    from suzerain.outlook.forecast import forecast as forecast
    from suzerain.outlook.hypothesis import weigh as weigh
    from suzerain.outlook.whatif.discovery import discover as discover
    from suzerain.outlook.whatif.sensitivity import sensitivity as sensitivity
    from suzerain.outlook.whatif.what_if import what_if as what_if
    from suzerain.sources.document import Document as Document
    from suzerain.sources.dyads import DyadYears as DyadYears
    from suzerain.sources.dyads import dyad_years as dyad_years
    from suzerain.sources.read import read_documents as read_documents
    from suzerain.strategy.best_terms import best_terms as best_terms
    from suzerain.strategy.counterfactual import counterfactual as counterfactual
    from suzerain.strategy.flip import flip as flip
    from suzerain.strategy.permission import permission as permission
    from suzerain.strategy.signing import signatories as signatories
    from suzerain.strategy.solution import Solution as Solution
    from suzerain.strategy.solution import solve as solve

__version__ = "0.1.0"

_DOORS = {
    "Brief": "brief.brief",
    "Case": "case.case",
    "Claim": "evidence.claim",
    "Document": "sources.document",
    "DyadYears": "sources.dyads",
    "Estimate": "core.estimate",
    "Grid": "core.grid",
    "Solution": "strategy.solution",
    "Spread": "core.spread",
    "SuzerainError": "core.errors",
    "Trace": "core.trace",
    "Worlds": "core.worlds",
    "best_terms": "strategy.best_terms",
    "build_case": "case.build",
    "change": "case.change",
    "check": "case.check",
    "compare_with_data": "brief.beside",
    "counterfactual": "strategy.counterfactual",
    "dependence": "measures.dependence",
    "discover": "outlook.whatif.discovery",
    "dyad_years": "sources.dyads",
    "export_case": "brief.export.write",
    "extract": "evidence.extract",
    "flip": "strategy.flip",
    "forecast": "outlook.forecast",
    "leverage": "measures.leverage",
    "load_register": "core.assumption",
    "permission": "strategy.permission",
    "picture": "brief.picture",
    "read_case": "case.files",
    "read_documents": "sources.read",
    "save_case": "case.files",
    "signatories": "strategy.signing",
    "sensitivity": "outlook.whatif.sensitivity",
    "simulate": "outlook.dynamics.simulate",
    "solve": "strategy.solution",
    "weigh": "outlook.hypothesis",
    "what_if": "outlook.whatif.what_if",
    "why": "brief.why",
    "write_brief": "brief.brief",
}

__all__ = sorted([*_DOORS, "__version__"])  # noqa: PLE0605


def __getattr__(name: str) -> Any:
    """Load a public name when it is first used."""
    if name not in _DOORS:
        raise AttributeError(f"module 'suzerain' has no attribute {name!r}")
    return getattr(import_module(f"suzerain.{_DOORS[name]}"), name)


def __dir__() -> list[str]:
    """Name what is public."""
    return list(__all__)
