"""The command `suzerain`: verbs, options shared by them, errors and exit codes."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import Any, TypeVar

import click

from suzerain import __version__
from suzerain.cli.load import build_from, load_case
from suzerain.cli.show import (
    output_options,
    show_record,
    show_rows,
    talk,
    to_json,
)
from suzerain.core.errors import SuzerainError

_Command = TypeVar("_Command", bound=Callable[..., Any])

_PATHS = "CASE is a case folder, or articles (files, a folder, - for standard input)."


class _Verbs(click.Group):
    """List verbs in the order of the work, and turn our errors into exit codes."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except SuzerainError as error:
            if os.environ.get("SUZERAIN_DEBUG"):
                raise
            click.echo(f"{type(error).__name__}: {error}", err=True)
            ctx.exit(error.exit_code)
        except KeyboardInterrupt:
            click.echo("interrupted; nothing was left half-written", err=True)
            ctx.exit(130)


@click.group(cls=_Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", prog_name="suzerain")
def main() -> None:
    r"""Find the power behind a pact.

    From news articles to sourced claims, a case, dependence and leverage, the pact
    solved under the eyes of third powers, and a brief in which every number leads to
    its sentence or to a declared assumption. Offline; no key is needed.

    \b
    Example:
      suzerain brief article1.txt article2.txt -o brief.html
    """


def _case_argument(command: _Command) -> _Command:
    return click.argument("paths", nargs=-1, metavar="CASE")(command)


def _worlds_options(command: _Command) -> _Command:
    command = click.option(
        "--seed",
        default=1,
        show_default=True,
        type=click.IntRange(min=0),
        help="Seed of the draws; same seed, same bytes.",
    )(command)
    return click.option(
        "--worlds",
        default=4000,
        show_default=True,
        type=click.IntRange(1, 1_000_000),
        help="Number of joint draws of everything uncertain.",
    )(command)


@main.command(epilog="Example: suzerain brief a.txt b.txt -o brief.html")
@_case_argument
@click.option("-o", "--output", help="File to write: .html, .md or .json.")
@click.option("--html", "form", flag_value="html", help="Print HTML.")
@click.option("--md", "form", flag_value="md", help="Print Markdown (the default).")
@click.option("--json", "form", flag_value="json", help="Print JSON.")
@_worlds_options
def brief(
    paths: tuple[str, ...],
    output: str | None,
    form: str | None,
    worlds: int,
    seed: int,
) -> None:
    """Write the brief of a case, or of articles: the whole way in one step.

    CASE is a case folder, or articles (files, a folder, - for standard input).
    """
    from suzerain.brief.brief import write_brief

    case = load_case(paths)
    talk(f"solving in {worlds} worlds")
    written = write_brief(case, worlds=worlds, seed=seed)
    if output:
        path = written.save(output, form=form)
        click.echo(f"wrote {path}", err=True)
        return
    match form:
        case "html":
            click.echo(written.html(), nl=False)
        case "json":
            click.echo(to_json(written.to_dict(), indent=2))
        case _:
            click.echo(written.markdown(), nl=False)


@main.command(epilog="Example: suzerain init pact --from a.txt b.txt")
@click.argument("folder", metavar="DIR")
@click.option("--from", "first", metavar="FILES...", help="Articles to read.")
@click.argument("more", nargs=-1, metavar="")
@click.option("--force", is_flag=True, help="Replace a case that is there.")
def init(folder: str, first: str | None, more: tuple[str, ...], *, force: bool) -> None:
    """Make a case folder that one can read and edit, from articles."""
    from pathlib import Path

    from suzerain.case.files import save_case

    if first is None:
        raise click.UsageError("name the articles: suzerain init DIR --from FILES...")
    target = Path(folder)
    if (target / "case.toml").exists() and not force:
        raise SuzerainError(
            f"{folder} already holds a case",
            "a new folder",
            "choose another name, or add --force to replace it",
        )
    case = build_from((first, *more), name=target.resolve().name)
    save_case(case, target)
    click.echo(f"{case}\nwrote {folder}; next: suzerain brief {folder}", err=True)


@main.command(epilog="Example: suzerain read --json article.txt")
@click.argument("paths", nargs=-1, required=True, metavar="FILES")
@output_options
def read(paths: tuple[str, ...], form: str | None) -> None:
    """Read articles into claims, one record each, with the exact passage."""
    from suzerain.evidence.extract import extract
    from suzerain.evidence.ledger import claim_to_record
    from suzerain.sources.read import read_documents

    documents = read_documents(paths)
    for document in documents:
        for note in document.notes:
            click.echo(f"{document.name}: {note}", err=True)
    claims = extract(documents)
    if not claims:
        click.echo(
            "no claim was found: no known actor does, says or needs anything here",
            err=True,
        )
    show_rows((claim_to_record(claim) for claim in claims), form)


@main.command(epilog="Example: suzerain check pact")
@_case_argument
@output_options
def check(paths: tuple[str, ...], form: str | None) -> None:
    """List everything that may be wrong with a case, at once."""
    from dataclasses import asdict

    from suzerain.case.check import check as check_case

    problems = check_case(load_case(paths))
    if not problems:
        click.echo("no problem found", err=True)
        return
    show_rows((asdict(problem) for problem in problems), form)
    raise click.exceptions.Exit(1)


@main.command(epilog="Example: suzerain measure dependence pact --json")
@click.argument("measure", metavar="MEASURE")
@_case_argument
@output_options
@_worlds_options
def measure(
    measure: str, paths: tuple[str, ...], form: str | None, worlds: int, seed: int
) -> None:
    """Measure dependence, leverage and more between all actors of a case.

    Without the name of a MEASURE, dependence is printed.
    """
    from suzerain.core.worlds import Worlds
    from suzerain.measures.catalogue import MEASURES

    if measure not in MEASURES:
        from pathlib import Path

        if not Path(measure).exists():
            raise SuzerainError(
                f"no measure and no path {measure!r}",
                f"a measure ({', '.join(sorted(MEASURES))}) and a case",
                "try `suzerain measure dependence CASE`",
            )
        measure, paths = "dependence", (measure, *paths)
    case, drawn = load_case(paths), Worlds(count=worlds, seed=seed)
    grid = MEASURES[measure](case, drawn)
    rows = grid.to_rows()
    if measure == "dependence":
        by_good = MEASURES[measure](case, drawn, by_good=True).to_rows()
        rows = [_with_good(row, None) for row in rows] + [
            _with_good(row, row["good"]) for row in by_good if row["high"] > 0
        ]
    show_rows(rows, form)


def _with_good(row: dict[str, Any], good: str | None) -> dict[str, Any]:
    order = ("recipient", "provider", "good", "low", "median", "high", "unit")
    return {key: {**row, "good": good}[key] for key in order}


@main.command(epilog="Example: suzerain solve pact --json")
@_case_argument
@output_options
@_worlds_options
@click.option("--pact", help="Which pact, by id; the best supported one by default.")
def solve(
    paths: tuple[str, ...], form: str | None, worlds: int, seed: int, pact: str | None
) -> None:
    """Solve the pact: who gains, who could stop it, what his shadow takes out."""
    from suzerain.core.worlds import Worlds
    from suzerain.strategy.solution import solve as solve_pact

    case = load_case(paths)
    solution = solve_pact(case, Worlds(count=worlds, seed=seed), pact=pact)
    show_record(solution.to_dict(), form, str(solution))


@main.command(epilog="Example: suzerain weigh pact --json")
@_case_argument
@output_options
@_worlds_options
def weigh(paths: tuple[str, ...], form: str | None, worlds: int, seed: int) -> None:
    """Weigh what is contested: posterior beside prior, and what each item adds."""
    from suzerain.core.worlds import Worlds
    from suzerain.outlook.hypothesis import weigh as weigh_case
    from suzerain.strategy.solution import solve as solve_pact

    case = load_case(paths)
    drawn = Worlds(count=worlds, seed=seed)
    weighings = weigh_case(case, solve_pact(case, drawn), drawn)
    text = "\n\n".join(map(str, weighings)) or "(nothing is contested)"
    show_record([weighing.to_dict() for weighing in weighings], form, text)


@main.command(epilog="Example: suzerain forecast pact --json")
@_case_argument
@output_options
@_worlds_options
def forecast(paths: tuple[str, ...], form: str | None, worlds: int, seed: int) -> None:
    """Forecast the open questions from the solved worlds."""
    from suzerain.core.worlds import Worlds
    from suzerain.outlook.forecast import forecast as forecast_case
    from suzerain.strategy.solution import solve as solve_pact

    case = load_case(paths)
    drawn = Worlds(count=worlds, seed=seed)
    forecasts = forecast_case(case, solve_pact(case, drawn), drawn)
    text = "\n\n".join(map(str, forecasts)) or "(no question is open)"
    show_record([item.to_dict() for item in forecasts], form, text)


@main.command(epilog="Example: suzerain assumptions pact --unsourced")
@_case_argument
@output_options
@click.option("--unsourced", is_flag=True, help="Only those that rest on judgement.")
@click.option("--overruled", is_flag=True, help="Only those that the analyst set.")
def assumptions(
    paths: tuple[str, ...], form: str | None, *, unsourced: bool, overruled: bool
) -> None:
    """List what is assumed: range, unit, reason, citation.

    Without a CASE, the shipped register is listed.
    """
    from suzerain.core.assumption import load_register

    register = load_case(paths).register if paths else load_register()
    entries = [
        entry
        for entry in register.values()
        if (not unsourced or entry.citation == "judgement")
        and (not overruled or entry.overruled)
    ]
    show_rows(
        (
            {
                "id": entry.id,
                "low": entry.spread.low,
                "high": entry.spread.high,
                "shape": entry.spread.shape,
                "unit": entry.unit,
                "reason": entry.reason,
                "citation": entry.citation,
                "overruled": entry.overruled,
            }
            for entry in entries
        ),
        form,
    )


@main.command(epilog="Example: suzerain why pact dependence.PRK.CHN")
@click.argument("paths", nargs=-1, required=True, metavar="CASE ID")
@output_options
@_worlds_options
def why(paths: tuple[str, ...], form: str | None, worlds: int, seed: int) -> None:
    """Show what a number was made from, down to sentences and assumptions."""
    from dataclasses import asdict

    from suzerain.brief.brief import reckon
    from suzerain.brief.why import Tracer

    if len(paths) < 2:
        raise click.UsageError("name a case and an id: suzerain why CASE ID")
    results = reckon(load_case(paths[:-1]), worlds=worlds, seed=seed)
    trace = Tracer(results).trace(paths[-1])
    show_record(asdict(trace), form, str(trace))


@main.command(epilog="Example: suzerain schema claim")
@click.argument("name", required=False)
def schema(name: str | None) -> None:
    """Print the JSON Schema of a result, or list those there are."""
    from suzerain.cli.schemas import read_schema, schema_names

    if name is None:
        click.echo("\n".join(schema_names()))
    else:
        click.echo(read_schema(name), nl=False)


@main.command(epilog="Example: suzerain completion bash >> ~/.bashrc")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print the script that completes commands in a shell."""
    from click.shell_completion import get_completion_class

    maker = get_completion_class(shell)
    if maker is None:
        raise SuzerainError(f"no completion for {shell}", "bash, zsh, fish")
    click.echo(maker(main, {}, "suzerain", "_SUZERAIN_COMPLETE").source())


if __name__ == "__main__":
    sys.exit(main())
