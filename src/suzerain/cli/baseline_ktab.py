"""The baseline `ktab`: turns of bargains between actors who vote on each other's."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from suzerain.cli.options import record_options
from suzerain.cli.show import show_record
from suzerain.core.errors import StrategyError, UnreadableSource
from suzerain.strategy.classics.spatial_model.rules import (
    CHOICES,
    SpatialRules,
    settled,
)

if TYPE_CHECKING:
    from suzerain.strategy.classics.spatial_model.play import SpatialRun

_Command = TypeVar("_Command", bound=Callable[..., Any])
LARGEST_FILE = 10_000_000
LARGEST_SEED = 2**64 - 1
DECIMALS = 10
ABREAST = 10  # actors beside each other in a table
BASELINE = (
    "A historical baseline, not a forecast: it assumes that everyone knows everyone's "
    "position, influence and salience, that each question is a line, that actors "
    "bargain in pairs and adopt what an election by influence favours, and that risk "
    "attitudes show in positions."
)
SHARED = (
    "A probability is that of a position; actors at one position share it, so that "
    "the sum over actors may exceed 1."
)
ORDER = (
    "ASymProsp asks for votes on the later of two options against the earlier, so that "
    "the order of the actors matters; the published program's own runs under it differ "
    "from one to the next."
)
UNSEEN = (
    "Under NoCommit and FullCommit, third parties' two choices are worth the same by "
    "the published code, so that they add nothing to either side."
)
GAIN_AS_CHANCE = (
    "The target's version of a bargain takes its estimate of the challenger's gain for "
    "a chance, as the published code does."
)
SALIENCE_ONLY = (
    "The compromise weighs both versions by salience alone, as the published code does."
)
FULL = (
    "The published program stops with an error under BigRAdjust Full; this one plays."
)
ORDERED = (
    "Draws are made in the order of the actors. The published program draws in the "
    "order in which its threads end, so that its runs differ from one to the next."
)
HELP = {
    "voting_rule": ("--voting-rule", "How a difference of utility becomes votes."),
    "victory_model": ("--victory-prob-model", "How two strengths become a chance."),
    "election_model": ("--pce-model", "How chances become probabilities."),
    "transition": ("--state-transitions", "Take the likeliest bargain, or draw one."),
    "risk_range": ("--big-r-range", "Scale of risk attitudes."),
    "risk_adjust": ("--big-r-adjust", "How far others' attitudes are seen."),
    "commitment": ("--third-party-commit", "What third parties stake."),
    "interpolation": ("--inter-vec-brgn", "How a bargain lies between positions."),
    "proposal": ("--bargn-model", "Whose estimates make the bargains."),
}

USUAL = {field.name: str(field.default) for field in fields(SpatialRules)}


def spelt(_: click.Context, option: click.Parameter, value: str | None) -> str | None:
    """Spell a rule's value as the toolkit does, or refuse it."""
    try:
        return None if value is None else settled(str(option.name), value)
    except StrategyError as error:
        raise click.BadParameter(str(error)) from error


def rule_options(command: _Command) -> _Command:
    """Give a verb an option for each rule of the spatial model."""
    for field, (name, text) in reversed(HELP.items()):
        command = click.option(
            name,
            field,
            callback=spelt,
            metavar="|".join(CHOICES[field]),
            help=f"{text} The file's own, or {USUAL[field]}, by default.",
        )(command)
    return command


@click.command(
    "ktab",
    epilog="\b\nExample: suzerain baseline ktab actors.csv --json\n"
    "         suzerain baseline ktab actors.csv --voting-rule Cubic --turns 10",
)
@click.argument("file", metavar="FILE")
@rule_options
@click.option(
    "--turns",
    default=100,
    show_default=True,
    type=click.IntRange(0, 10_000),
    help="Most turns; a run stops before when little moves.",
)
@click.option(
    "--seed",
    type=click.IntRange(0, LARGEST_SEED),
    help="Seed of Stochastic; the file's own, or the toolkit's, by default.",
)
@record_options
def ktab(
    file: str, turns: int, seed: int | None, form: str | None, **rules: str | None
) -> None:
    """Run KTAB's spatial model of politics on a file of actors.

    FILE is a CSV or XML file as the toolkit of KAPSARC takes it; - is standard input.
    The first line of a CSV has a name, a description, the number of actors and of
    dimensions; the second heads the columns; each further line has an actor's name,
    description and influence, then position and salience on each dimension, 0 to 100.

    Positions and probabilities are those of the toolkit, turn by turn.
    """
    from suzerain.strategy.classics.spatial_model.play import play
    from suzerain.strategy.classics.spatial_model.written import read_scenario

    scenario = read_scenario(_text(file))
    given: dict[str, Any] = {
        field: value for field, value in rules.items() if value is not None
    }
    chosen = replace(scenario.rules, **given)
    run = play(scenario, chosen, turns=turns, seed=seed)
    record = _record(run, turns)
    show_record(record, form, _table(record))


def _text(file: str) -> str:
    """What the file holds; refused if it is no text or far too large."""
    try:
        if file == "-":
            raw = sys.stdin.buffer.read(LARGEST_FILE + 1)
        else:
            with Path(file).open("rb") as opened:
                raw = opened.read(LARGEST_FILE + 1)
        if len(raw) > LARGEST_FILE:
            raise UnreadableSource(
                f"{file} is larger than {LARGEST_FILE} bytes",
                "a scenario of 3 to 250 actors",
                "check that it is the right file",
            )
        return raw.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableSource(
            f"{file} cannot be read: {error}",
            "a CSV or XML file in UTF-8",
            "check the path, or save the file as UTF-8",
        ) from error


def _record(run: SpatialRun, most: int) -> dict[str, Any]:
    """The run as JSON holds it."""
    is_drawn = run.rules.transition == "Stochastic"
    return {
        "method": "ktab",
        "scenario": run.scenario.name,
        "options": {
            **run.rules.to_dict(),
            "turns": most,
            "seed": run.seed if is_drawn else None,
        },
        "actors": list(run.scenario.actors),
        "dimensions": list(run.scenario.dimensions),
        "turns": [_turn(run, turn) for turn in range(len(run.position))],
        "converged": run.converged,
        "notes": list(_notes(run)),
    }


def _turn(run: SpatialRun, turn: int) -> dict[str, Any]:
    """One turn: positions, their probabilities, and with whom each mover bargained."""
    names = run.scenario.actors
    rows = zip(names, run.position[turn].round(DECIMALS).tolist(), strict=True)
    partners = zip(names, run.partner[turn].tolist(), strict=True)
    return {
        "turn": turn,
        "positions": {
            name: dict(zip(run.scenario.dimensions, row, strict=True))
            for name, row in rows
        },
        "probability": dict(zip(names, run.probability[turn].tolist(), strict=True)),
        "moved_with": {name: names[at] for name, at in partners if at >= 0},
    }


def _notes(run: SpatialRun) -> Iterator[str]:
    """What a reader must know of this method and this run."""
    rules = run.rules
    yield BASELINE
    yield SHARED
    if not run.converged:
        yield "The run ended before it came to rest."
    if run.is_even.any():
        turns = ", ".join(str(turn) for turn in run.is_even.nonzero()[0].tolist())
        yield (
            f"All positions are equally probable in turn {turns}, which tells no risk "
            "attitudes; nobody moves then."
        )
    told = {
        ORDER: rules.voting_rule == "ASymProsp",
        UNSEEN: rules.commitment != "SemiCommit",
        GAIN_AS_CHANCE: rules.proposal != "InitOnlyInterp",
        SALIENCE_ONLY: rules.proposal == "PWCompInterp",
        FULL: rules.risk_adjust == "Full",
        ORDERED: rules.transition == "Stochastic",
    }
    yield from (note for note, is_so in told.items() if is_so)


def _table(record: dict[str, Any]) -> str:
    """Positions by turn, a block for each dimension and ten actors."""
    names, turns = record["actors"], record["turns"]
    lines: list[str] = []
    for dimension in record["dimensions"]:
        for start in range(0, len(names), ABREAST):
            some = names[start : start + ABREAST]
            wide = max(len("100.0"), *map(len, some))
            lines += [dimension, _line("turn", some, wide)]
            for turn in turns:
                row = [f"{turn['positions'][name][dimension]:.1f}" for name in some]
                lines.append(_line(str(turn["turn"]), row, wide))
            lines.append("")
    settled = "Little moves any more." if record["converged"] else "Not at rest."
    return "\n".join([*lines, settled, *record["notes"]])


def _line(head: str, cells: list[str], wide: int) -> str:
    return "  ".join([head.rjust(len("turn")), *(cell.rjust(wide) for cell in cells)])
