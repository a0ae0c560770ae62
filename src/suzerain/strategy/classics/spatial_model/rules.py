"""The choices that the spatial model of politics leaves open."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Literal, get_args

from suzerain.core.errors import StrategyError

VotingRule = Literal["Binary", "PropBin", "Prop", "PropCbc", "Cubic", "ASymProsp"]
VictoryModel = Literal["Linear", "Square", "Quartic", "Octic", "Binary"]
ElectionModel = Literal["Conditional", "MarkovIncentive", "MarkovUniform"]
Transition = Literal["Deterministic", "Stochastic"]
RiskRange = Literal["Min", "Mid", "Max"]
RiskAdjust = Literal["None", "OneThird", "Half", "TwoThirds", "Full"]
Commitment = Literal["NoCommit", "SemiCommit", "FullCommit"]
Interpolation = Literal["S1P1", "S2P2", "S2PMax"]
Proposal = Literal["InitOnlyInterp", "InitRcvrInterp", "PWCompInterp"]

CHOICES: dict[str, tuple[str, ...]] = {
    "voting_rule": get_args(VotingRule),
    "victory_model": get_args(VictoryModel),
    "election_model": get_args(ElectionModel),
    "transition": get_args(Transition),
    "risk_range": get_args(RiskRange),
    "risk_adjust": get_args(RiskAdjust),
    "commitment": get_args(Commitment),
    "interpolation": get_args(Interpolation),
    "proposal": get_args(Proposal),
}
"""Field of `SpatialRules` to the values it may have, in the toolkit's order."""

TOOLKIT_NAMES = {
    "voting_rule": "VotingRule",
    "victory_model": "VictoryProbModel",
    "election_model": "PCEModel",
    "transition": "StateTransitions",
    "risk_range": "BigRRange",
    "risk_adjust": "BigRAdjust",
    "commitment": "ThirdPartyCommit",
    "interpolation": "InterVecBrgn",
    "proposal": "BargnModel",
}
"""Field of `SpatialRules` to its name in the toolkit's XML files."""

OTHER_SPELLINGS = {
    "proportional": "Prop",
    "fullycommit": "FullCommit",
    "markovi": "MarkovIncentive",
    "markovu": "MarkovUniform",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SpatialRules:
    """Hold which variant of each part of the spatial model is played.

    Defaults and names are the toolkit's.

    Args:
        voting_rule: How a difference of utility becomes votes.
        victory_model: How two strengths become a chance of winning.
        election_model: How chances in pairs become a probability for each option.
        transition: Whether an actor takes its most probable bargain or draws one.
        risk_range: Scale on which risk attitudes are read off probabilities.
        risk_adjust: How far an actor sees that others' attitudes differ from its own.
        commitment: What third parties stake in a challenge between two others.
        interpolation: How a bargain lies between two positions.
        proposal: Whose estimates make the bargains.

    Raises:
        StrategyError: If a value is none of the choices.

    Examples:
        >>> SpatialRules(voting_rule="Cubic").to_dict()["VotingRule"]
        'Cubic'
    """

    voting_rule: VotingRule = "Prop"
    victory_model: VictoryModel = "Linear"
    election_model: ElectionModel = "Conditional"
    transition: Transition = "Deterministic"
    risk_range: RiskRange = "Mid"
    risk_adjust: RiskAdjust = "OneThird"
    commitment: Commitment = "SemiCommit"
    interpolation: Interpolation = "S2P2"
    proposal: Proposal = "InitOnlyInterp"

    def __post_init__(self) -> None:
        for field in fields(self):
            value = settled(field.name, getattr(self, field.name))
            object.__setattr__(self, field.name, value)

    def to_dict(self) -> dict[str, str]:
        """Name each rule and its value as the toolkit's files do."""
        return {name: getattr(self, key) for key, name in TOOLKIT_NAMES.items()}


def settled(field: str, value: str) -> str:
    """Spell a rule's value as the toolkit does.

    Args:
        field: A field of `SpatialRules`.
        value: The value as a user writes it, in any case.

    Returns:
        The value as spelt in `CHOICES`.

    Raises:
        StrategyError: If it is none of the choices.

    Examples:
        >>> settled("voting_rule", "proportional")
        'Prop'
    """
    plain = value.strip().casefold()
    plain = OTHER_SPELLINGS.get(plain, plain).casefold()
    for choice in CHOICES[field]:
        if choice.casefold() == plain:
            return choice
    name = TOOLKIT_NAMES[field]
    raise StrategyError(
        f"{name} {value!r} is no rule of the spatial model",
        ", ".join(CHOICES[field]),
        "choose one of these",
    )
