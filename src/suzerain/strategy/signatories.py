"""What asking who signs returns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from suzerain.case.pact import Pact
from suzerain.core.codes import actor_name
from suzerain.core.frame import Framed
from suzerain.measures.exposure import Array
from suzerain.strategy.figures import range_over, share_of

Truth = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Signed:
    """Hold one group of members and the pact it would strike.

    Args:
        members: The group.
        forms: Worlds in which it can strike a pact. Shape `(world,)`.
        lasts: Worlds in which some structure with it is broken up by nobody.
        chosen: Worlds in which it is part of the chosen structure.
        surplus: What its pact brings its members, in log welfare. Shape
            `(member, world)`.
    """

    members: tuple[str, ...]
    forms: Truth
    lasts: Truth
    chosen: Truth
    surplus: Array

    def to_dict(self) -> dict[str, Any]:
        """Return shares of worlds, and gains where the group can strike a pact."""
        return {
            "members": list(self.members),
            "p_forms": float(self.forms.mean()),
            "p_lasts": float(self.lasts.mean()),
            "p_chosen": float(self.chosen.mean()),
            "gain": {
                member: range_over(self.surplus[m][self.forms])
                for m, member in enumerate(self.members)
            },
        }


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Link:
    """Hold what two members promise each other within the pact of all.

    Args:
        members: The two.
        present: Worlds in which the pact of all holds a promise between them. Shape
            `(world,)`.
        gain: What these promises bring each of the two, in log welfare; below 0 for
            one that would rather be without them. Shape `(member, world)`.
        alone: Worlds in which the two would strike a pact of their own.
    """

    members: tuple[str, ...]
    present: Truth
    gain: Array
    alone: Truth

    @property
    def severs(self) -> Truth:
        """Where each of the two would rather be without. Shape `(member, world)`."""
        return np.asarray(self.present & (self.gain < 0))

    @property
    def held(self) -> Truth:
        """Worlds in which only the pact as a whole holds the link."""
        return np.asarray(self.severs.any(axis=0))

    def to_dict(self) -> dict[str, Any]:
        """Return shares of worlds; those of severing among worlds with the link."""
        here = self.present
        return {
            "members": list(self.members),
            "p_present": float(here.mean()),
            "p_alone": float(self.alone.mean()),
            "p_stable": share_of(~self.held[here]),
            "p_severs": {
                member: share_of(self.severs[m][here])
                for m, member in enumerate(self.members)
            },
        }


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Signatories(Framed):
    """Hold who signs a pact.

    Args:
        pact: The pact.
        groups: Groups that may strike a pact, smallest first.
        links: Pairs of members with promises between them.
        settled: Worlds in which some structure of groups lasts. Shape `(world,)`.
        several: Worlds in which more than one does.
        notes: Method and reservations, in words.
    """

    pact: Pact
    groups: tuple[Signed, ...]
    links: tuple[Link, ...]
    settled: Truth
    several: Truth
    notes: tuple[str, ...]

    _rows_at = "groups"
    _units = dict.fromkeys(
        ("p_forms", "p_lasts", "p_chosen"), "share of worlds"
    ) | dict.fromkeys(("low", "median", "high"), "log welfare")

    def signs(self, member: str) -> Truth:
        """Return the worlds in which a member is in a chosen group."""
        chosen = [one.chosen for one in self.groups if member in one.members]
        return np.any(chosen, axis=0) if chosen else np.zeros_like(self.settled)

    def to_dict(self) -> dict[str, Any]:
        """Return what `suzerain signers --json` prints."""
        return {
            "pact": self.pact.id,
            "members": [
                {"actor": member, "p_signs": float(self.signs(member).mean())}
                for member in self.pact.members
            ],
            "groups": [one.to_dict() for one in self.groups],
            "links": [one.to_dict() for one in self.links],
            "p_settled": float(self.settled.mean()),
            "p_several": float(self.several.mean()),
            "notes": list(self.notes),
        }

    def __str__(self) -> str:
        lines = [f"{self.pact.name}: who signs"]
        lines += [
            f"  {self.signs(member).mean():4.0%}  {actor_name(member)}"
            for member in self.pact.members
        ]
        lines.append("  can form, lasts, chosen: groups")
        lines += [
            f"  {one.forms.mean():4.0%} {one.lasts.mean():4.0%} "
            f"{one.chosen.mean():4.0%}  {_together(one.members)}"
            for one in self.groups
        ]
        for link in self.links:
            for m, member in enumerate(link.members):
                share = share_of(link.severs[m][link.present])
                if share:
                    other = actor_name(link.members[1 - m])
                    lines.append(
                        f"  {actor_name(member)} would rather be without its promises "
                        f"with {other} in {share:.0%} of worlds that have them"
                    )
        return "\n".join([*lines, *(f"  ({note})" for note in self.notes)])


def _together(members: tuple[str, ...]) -> str:
    return ", ".join(actor_name(member) for member in members)
