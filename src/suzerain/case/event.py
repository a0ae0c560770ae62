"""A dated act by one actor toward another."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One act.

    Args:
        time: ISO date, month or year; empty when unstated.
        actor: Who acts.
        relation: What is done, a relation of the claims.
        target: Toward whom, or empty.
        claim: Id of the claim that reports it.
    """

    time: str
    actor: str
    relation: str
    target: str
    claim: str
