"""A game, a formula and data put together: what is estimated, from which rows."""

from __future__ import annotations

from dataclasses import dataclass

from suzerain.core.errors import StrategyError
from suzerain.strategy.classics.strategic_models.design import (
    Columns,
    Kept,
    Regressors,
    read_kept,
    regressors,
)
from suzerain.strategy.classics.strategic_models.formula import (
    Equation,
    Formula,
    parse_equations,
    parse_formula,
)
from suzerain.strategy.classics.strategic_models.likelihood import Basis, orthogonal
from suzerain.strategy.classics.strategic_models.links import LINKS
from suzerain.strategy.classics.strategic_models.played import Played, read_played
from suzerain.strategy.classics.strategic_models.trees import (
    GAMES,
    Fork,
    Leaf,
    StrategicGame,
)

PLACES = ("agent", "private")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stochastics:
    """Hold what is assumed of the errors.

    Args:
        link: `probit` or `logit`.
        errors: `agent`: players err in their moves; `private`: each knows parts of its
            own payoffs that others, and the analyst, do not. Probit only.
        scale: Equations of the logarithm of the scale, one for all or one a player.
        fixed: Utilities that are given, in the order of the formula; their scale is
            estimated then.
        order: Values of a single outcome column, from the leftmost end to the
            rightmost.
    """

    link: str = "probit"
    errors: str = "agent"
    scale: str = ""
    fixed: tuple[float, ...] = ()
    order: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Raise StrategyError unless the parts go together."""
        for kind, value, known in (
            ("link", self.link, tuple(LINKS)),
            ("type of error", self.errors, PLACES),
        ):
            if value not in known:
                raise StrategyError(
                    f"no {kind} {value!r}", ", ".join(known), f"write {known[0]!r}"
                )
        if self.link == "logit" and self.errors == "private":
            raise StrategyError(
                "private information has no logit form: sums of its errors are normal",
                "probit with private, or logit with agent error",
                "leave the link out",
            )


PLAIN = Stochastics()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Setting:
    """Hold all that a likelihood needs.

    Args:
        game: Whose utilities are estimated.
        assumed: Of the errors.
        played: What happened in each row.
        bases: Regressors of each utility, then of each scale.
        fixed: What an equation without coefficients is worth; None for one with them.
        left_out: Rows that lack a value.
        notes: What a reader should know.
    """

    game: StrategicGame
    assumed: Stochastics
    played: Played
    bases: tuple[Basis, ...]
    fixed: tuple[float | None, ...]
    left_out: int
    notes: tuple[str, ...]

    @property
    def free(self) -> tuple[Basis, ...]:
        """Equations that have coefficients."""
        pairs = zip(self.bases, self.fixed, strict=True)
        return tuple(basis for basis, value in pairs if value is None)


def prepare(
    model: str, formula: str, columns: Columns, assumed: Stochastics = PLAIN
) -> Setting:
    """Put a game, a formula and data together.

    Args:
        model: `egame12`, `egame122` or `egame123`.
        formula: What happened ~ one equation a utility, with bars between them.
        columns: The data: texts or numbers by name of the column.
        assumed: Of the errors.

    Returns:
        What is to be estimated, and the rows that it is estimated from.

    Raises:
        StrategyError: If they do not fit together, or the utilities are not identified.
    """
    if model not in GAMES:
        raise StrategyError(f"no game {model!r}", ", ".join(GAMES), "name one of them")
    game = GAMES[model]
    asked = parse_formula(formula)
    equations = _equations(game, asked, assumed)
    kept, left_out = _rows(asked, equations, columns)
    played = read_played(game, asked.outcome, kept, assumed.order)
    told = played.end >= 0
    played = Played(end=played.end[told], labels=played.labels, notes=played.notes)
    kept = {name: column[told] for name, column in kept.items()}
    left_out += int((~told).sum())
    made, notes = _matrices(equations, kept)
    if not assumed.fixed:
        _refuse_unidentified(game, {n: one.names for n, one in made.items()})
    names = [*game.utilities, *(name for name in made if name not in game.utilities)]
    empty = Regressors(names=(), matrix=next(iter(made.values())).matrix[:, :0])
    bases = tuple(orthogonal(name, made.get(name, empty)) for name in names)
    fixed: list[float | None] = [None if basis.names else 0.0 for basis in bases]
    fixed[: len(assumed.fixed)] = assumed.fixed
    if None not in fixed:
        raise StrategyError(
            "the formula leaves nothing to estimate", "an equation other than 0"
        )
    if left_out:
        notes.append(f"{left_out} rows are left out: a value is missing")
    return Setting(
        game=game,
        assumed=assumed,
        played=played,
        bases=bases,
        fixed=tuple(fixed),
        left_out=left_out,
        notes=(*played.notes, *notes),
    )


def _equations(
    game: StrategicGame, asked: Formula, assumed: Stochastics
) -> dict[str, Equation]:
    """Name the equations that have regressors: utilities, then scales."""
    wanted = len(game.utilities)
    given = len(assumed.fixed) or len(asked.equations)
    if given != wanted:
        what = "fixed utilities" if assumed.fixed else "equations in the formula"
        raise StrategyError(
            f"{given} {what}, {game.name} has {wanted} utilities",
            f"{wanted}, for {', '.join(game.utilities)}",
            "put | between equations and 0 for a utility of zero",
        )
    found = {} if assumed.fixed else dict(zip(game.utilities, asked.equations))  # noqa: B905 - as many, just checked
    scale = assumed.scale or ("1" if assumed.fixed else "")
    scales = parse_equations(scale) if scale else ()
    if scales and len(scales) not in (1, game.players):
        raise StrategyError(
            f"{len(scales)} equations of the scale",
            f"one for all players or one for each of {game.players}",
            "put | between equations of the players",
        )
    if not assumed.fixed and any(one.constant for one in scales):
        raise StrategyError(
            "a constant scale is not identified beside free utilities",
            "a scale without constant, such as balanc - 1, or fixed utilities",
            "write - 1 in the equation of the scale",
        )
    for k, one in enumerate(scales, 1):
        found[f"scale{k if len(scales) > 1 else ''}"] = one
    return found


def _rows(
    asked: Formula, equations: dict[str, Equation], columns: Columns
) -> tuple[Kept, int]:
    """Read the columns; a move may lack a value where it was not reached."""
    needed = [name for one in equations.values() for name in one.columns()]
    return read_kept(columns, (*needed, asked.outcome[0]), asked.outcome[1:])


def _matrices(
    equations: dict[str, Equation], kept: Kept
) -> tuple[dict[str, Regressors], list[str]]:
    made, references = {}, dict[str, str]()
    for name, equation in equations.items():
        made[name], own = regressors(equation, kept)
        references |= own
    return made, [
        f"reference level of {name}: {level}" for name, level in references.items()
    ]


def _refuse_unidentified(
    game: StrategicGame, names: dict[str, tuple[str, ...]]
) -> None:
    """Refuse a regressor in all utilities that one move compares.

    It would raise all of them alike (Lewis & Schultz 2003).
    """
    for fork in forks(game.tree):
        paid = [leaf.paid.get(fork.player) for leaf in leaves(fork)]
        if None in paid:
            continue
        common = set.intersection(*(set(names[name]) for name in paid if name))
        if common:
            raise StrategyError(
                f"{', '.join(sorted(common))} stands in all of player {fork.player}'s "
                f"utilities: {', '.join(str(name) for name in paid)}",
                "regressors, the constant too, that at least one of them lacks",
                "write 0 or - 1 in one of these equations",
            )


def forks(node: Fork | Leaf) -> list[Fork]:
    """List the moves at a node and below, the first ones first."""
    if isinstance(node, Leaf):
        return []
    return [node, *forks(node.left), *forks(node.right)]


def leaves(node: Fork | Leaf) -> list[Leaf]:
    """List the ends below a node from left to right."""
    if isinstance(node, Leaf):
        return [node]
    return [*leaves(node.left), *leaves(node.right)]
