"""How much each policy loses against the best one, in every world."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import numpy as np

from suzerain.case.case import Case
from suzerain.case.change import new_spread
from suzerain.core.errors import OutlookError, UnreadableSource
from suzerain.core.estimate import Estimate
from suzerain.core.frame import Framed
from suzerain.core.spread import Spread
from suzerain.core.worlds import Worlds
from suzerain.measures.exposure import Array
from suzerain.outlook.whatif.design import ask
from suzerain.outlook.whatif.kept import read_set
from suzerain.outlook.whatif.settings import read_settings
from suzerain.outlook.whatif.what_if import aligned, side_by_side

Want = Literal["high", "low"]
WANTS = ("high", "low")


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """One thing that could be done.

    Args:
        name: Short name.
        changes: What it sets, by key, as a scenario does.
        cost: What it costs, in the unit of the outcome, always a loss.
    """

    name: str
    changes: Mapping[str, Any] = field(default_factory=dict)
    cost: Spread = Spread.point(0)  # noqa: RUF009 - a frozen record


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Regret(Framed):
    """Hold what each policy brings, and what it loses against the best.

    Args:
        outcome: Id of the outcome.
        title: The outcome, in words.
        want: `high` or `low`.
        policies: The policies, in their order.
        value: What each brings, its cost taken off. Shape `(policy, world)`.
        regret: What it loses in each world against the best there. Same shape.
        unit: Unit of the outcome; a share of worlds is its mean over them.
        seed: Seed of the worlds.
    """

    outcome: str
    title: str
    want: Want
    policies: tuple[Policy, ...]
    value: Array
    regret: Array
    unit: str
    seed: int

    _rows_at = "policies"

    def to_dict(self) -> dict[str, Any]:
        """Return what `suzerain regret --json` prints."""
        return {
            "outcome": self.outcome,
            "title": self.title,
            "want": self.want,
            "policies": [self._row(spot) for spot in range(len(self.policies))],
            "worlds": self.value.shape[1],
            "seed": self.seed,
        }

    def _row(self, spot: int) -> dict[str, Any]:
        loss = Estimate(values=self.regret[spot], unit="")
        return {
            "name": self.policies[spot].name,
            "set": {key: str(new) for key, new in self.policies[spot].changes.items()},
            "value": float(self.value[spot].mean()),
            "expected": float(loss.values.mean()),
            "high": loss.high,
            "most": float(loss.values.max()),
            "best": float((self.regret[spot] == 0).mean()),
        }

    def __str__(self) -> str:
        rows = [self._row(spot) for spot in range(len(self.policies))]
        rows.sort(key=lambda row: (row["expected"], row["name"]))
        head = ("brings", "mean regret", "90th pct", "most", "best in", "")
        text = [
            (
                f"{row['value']:.3g}",
                f"{row['expected']:.3g}",
                f"{row['high']:.3g}",
                f"{row['most']:.3g}",
                f"{row['best']:.0%}",
                row["name"],
            )
            for row in rows
        ]
        first = f"{self.title}: wanted {self.want}, in {self.value.shape[1]} worlds"
        last = f"  least to regret on average: {rows[0]['name']}"
        told = (
            f"  regret is what it loses against the best one of a world, in {self.unit}"
        )
        ties = "  worlds in which several are best count for each"
        return "\n".join([first, *aligned([head, *text]), last, told, ties])


def regrets(values: Array, want: Want) -> Array:
    """Reckon what each policy loses against the best one of its world.

    Args:
        values: What each policy brings. Shape `(policy, world)`.
        want: Whether much or little of it is wanted.

    Returns:
        Regret, never negative; 0 for the best of each world. Same shape.

    Examples:
        >>> regrets(np.array([[1.0, 0.0], [0.5, 2.0]]), "high").tolist()
        [[0.0, 2.0], [0.5, 0.0]]

    References:
        Savage 1951.
    """
    if want == "high":
        return np.asarray(values.max(axis=0) - values)
    return np.asarray(values - values.min(axis=0))


def regret(
    case: Case,
    outcome: str,
    policies: Sequence[Policy],
    worlds: Worlds | None = None,
    *,
    want: Want = "high",
    pact: str | None = None,
) -> Regret:
    """Compare policies world by world.

    Args:
        case: The case.
        outcome: Name of the outcome at stake, as `flip` and `why` take it.
        policies: Two or more.
        worlds: Worlds to draw in; 4000 of seed 1 when left out. Those in which the
            outcome is not asked under some policy are left out.
        want: Whether much or little of the outcome is wanted.
        pact: Id of the pact; the case's first when left out.

    Returns:
        Each policy's value and regret in every world.

    Raises:
        NoPact: If the case holds no pact.
        UnknownReference: If there is no such outcome, or nothing to be changed.
        OutlookError: If fewer than two policies are named, two share a name, or there
            is no world to compare them in.
    """
    names = [policy.name for policy in policies]
    if len(names) < 2 or len(set(names)) < len(names) or want not in WANTS:
        raise OutlookError(
            f"policies {', '.join(names) or 'of no name'}, wanting {want!r}",
            "two or more policies of different names, wanting high or low",
            "add a policy without a change: it does nothing",
        )
    drawn = Worlds() if worlds is None else worlds
    asked = [ask(case, outcome, changes=p.changes, pact=pact) for p in policies]
    heads = side_by_side(lambda one: one.headline(drawn.apart()), asked)
    sign = 1 if want == "low" else -1
    values = np.stack(
        [
            head.by_world + sign * drawn.apart().draw(f"policy.{one.name}", one.cost)
            for head, one in zip(heads, policies, strict=True)
        ]
    )
    known = ~np.isnan(values).any(axis=0)
    if not known.any():
        raise OutlookError(
            f"{heads[0].title}: in no world can all policies be compared",
            "an outcome that is asked under every policy",
            "ask for p_pact",
        )
    return Regret(
        outcome=heads[0].id,
        title=heads[0].title,
        want=want,
        policies=tuple(policies),
        value=values[:, known],
        regret=regrets(values[:, known], want),
        unit="share of worlds" if heads[0].kind == "share" else heads[0].unit,
        seed=drawn.seed,
    )


def read_policies(case: Case, path: str | Path) -> tuple[dict[str, str], list[Policy]]:
    """Read a file of policies.

    Args:
        case: The case, whose ids the policies set.
        path: TOML with `outcome`, `want`, and a table `[policies.NAME]` each, which may
            hold `set` (values by key) and `cost` (a number or `"low..high"`).

    Returns:
        What the file says of `outcome` and `want`, and the policies in its order.

    Raises:
        UnreadableSource: If it cannot be opened or is no TOML.
        OutlookError: If it holds no policies.
        CaseError: If a value cannot be read.
    """
    file = Path(path)
    try:
        told = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UnreadableSource(
            f"{str(path)!r} cannot be read: {error}",
            "a TOML file of policies",
            "see `suzerain regret --help`",
        ) from error
    tables = told.get("policies")
    strange = sorted(set(told) - {"outcome", "want", "policies"})
    if strange:
        raise OutlookError(
            f"{str(path)!r} holds {', '.join(strange)}",
            "outcome, want, and tables [policies.NAME]",
            "mend the name, or put it into a policy",
        )
    if not isinstance(tables, Mapping) or not all(
        isinstance(table, Mapping) and set(table) <= {"set", "cost"}
        for table in tables.values()
    ):
        raise OutlookError(
            f"{str(path)!r} has no policies",
            "tables [policies.NAME] with `set` and `cost`",
            'write [policies.wait], then [policies.press.set] with "ID" = "VALUE"',
        )
    free = Spread.point(0)
    policies = [
        Policy(
            name=name,
            changes=_settings(case, read_set(file, table.get("set", {}))),
            cost=new_spread(free, table.get("cost", free), f"{name}.cost"),
        )
        for name, table in tables.items()
    ]
    for one in policies:
        if one.cost.low < 0:
            raise OutlookError(
                f"policy {one.name} costs {one.cost}", "0 or more", "a cost is a loss"
            )
    return {key: str(told[key]) for key in ("outcome", "want") if key in told}, policies


def _settings(case: Case, told: Mapping[str, float | str]) -> dict[str, str]:
    """Take the spellings that `--set` takes, such as `no:oil` or `ID* = 0.5`."""
    texts = [key if value == "" else f"{key}={value}" for key, value in told.items()]
    return read_settings(case, texts)
