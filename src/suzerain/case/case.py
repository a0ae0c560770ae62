"""Actors, needs, ties, pacts and events in one period."""

from __future__ import annotations

from dataclasses import dataclass, field

from suzerain.case.actor import Actor, Need
from suzerain.case.event import Event
from suzerain.case.pact import Pact, Stance, ThirdPower
from suzerain.case.question import Contest, Question
from suzerain.case.review import Decision
from suzerain.case.tie import Tie
from suzerain.core.assumption import Register, load_register
from suzerain.core.notebook import html_table
from suzerain.evidence.claim import Claim
from suzerain.evidence.observation import Observation
from suzerain.sources.document import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """The part of the world under study.

    Args:
        name: Short name, also its folder's.
        title: Title for a reader.
        as_of: ISO date up to which sources speak, or empty.
        actors: Everyone who can choose.
        needs: Who needs what, how much.
        ties: Who provides what to whom.
        pacts: The pacts; the first is the default.
        powers: Third powers and rivals.
        stances: What outsiders and members say.
        events: Dated acts.
        contests: Contested questions about the past.
        questions: Forecast questions.
        claims: All claims, in document order.
        documents: The documents that claims quote.
        register: Assumptions, with those the analyst set.
        gaps: What no source states, in words.
        decisions: What a reviewer decided about the claims, oldest first.
        observations: What datasets measure of its ties, when some were named.
        unreviewed: The case as it lies in its folder, before these decisions; None
            when there are none.
    """

    name: str
    title: str = ""
    as_of: str = ""
    actors: tuple[Actor, ...] = ()
    needs: tuple[Need, ...] = ()
    ties: tuple[Tie, ...] = ()
    pacts: tuple[Pact, ...] = ()
    powers: tuple[ThirdPower, ...] = ()
    stances: tuple[Stance, ...] = ()
    events: tuple[Event, ...] = ()
    contests: tuple[Contest, ...] = ()
    questions: tuple[Question, ...] = ()
    claims: tuple[Claim, ...] = ()
    documents: tuple[Document, ...] = ()
    register: Register = field(default_factory=load_register)
    gaps: tuple[str, ...] = ()
    decisions: tuple[Decision, ...] = ()
    observations: tuple[Observation, ...] = ()
    unreviewed: Case | None = None

    @property
    def pact(self) -> Pact | None:
        """The pact under study: the first, which has the most support."""
        return self.pacts[0] if self.pacts else None

    def __str__(self) -> str:
        return (
            f"Case {self.name!r}: {len(self.documents)} documents, "
            f"{len(self.claims)} claims, {len(self.actors)} actors, "
            f"{len(self.ties)} ties, {len(self.pacts)} pacts"
        )

    def _repr_html_(self) -> str:
        terms = self.pact.terms if self.pact else ()
        return html_table(
            str(self),
            ("giver", "taker", "good", "status"),
            [(term.giver, term.taker, term.good, term.status) for term in terms],
        )
