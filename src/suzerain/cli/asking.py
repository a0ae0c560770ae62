"""The verbs that ask: what is assumed, why, which schema, which completion."""

from __future__ import annotations

import click

from suzerain.cli.load import load_case
from suzerain.cli.options import (
    case_argument,
    output_options,
    record_options,
    worlds_options,
)
from suzerain.cli.show import show_record, show_rows


@click.command(epilog="Example: suzerain assumptions pact --unsourced")
@case_argument
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
    rows = [
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
        for entry in register.values()
        if (not unsourced or entry.citation == "judgement")
        and (not overruled or entry.overruled)
    ]
    heads = ("id", "low", "high", "shape", "unit", "reason", "citation", "overruled")
    show_rows(rows, form, heads)


@click.command(epilog="Example: suzerain why pact dependence.PRK.CHN")
@click.argument("paths", nargs=-1, required=True, metavar="CASE ID")
@click.option(
    "--with",
    "names",
    default="",
    metavar="NAME[,NAME]",
    help="Datasets that are put in, as with `suzerain measure`.",
)
@record_options
@worlds_options
def why(
    paths: tuple[str, ...], names: str, form: str | None, worlds: int, seed: int
) -> None:
    """Show what a number was made from, down to sentences and assumptions.

    ID is any id that another verb prints: of a claim, tie, need, term, stance,
    assumption, cell of a dataset, or result such as dependence.PRK.CHN or
    solve.p_pact.
    """
    from dataclasses import asdict

    from suzerain.cli.beside import filled
    from suzerain.cli.explain import explain

    if len(paths) < 2:
        raise click.UsageError("name a case and an id: suzerain why CASE ID")
    case = filled(load_case(paths[:-1]), names)
    trace = explain(case, paths[-1], worlds=worlds, seed=seed)
    show_record(asdict(trace), form, str(trace))


@click.command(epilog="Example: suzerain schema claim")
@click.argument("name", required=False)
def schema(name: str | None) -> None:
    """Print the JSON Schema of a result or of a case, or list those there are."""
    from suzerain.cli.schemas import read_schema, schema_names

    if name is None:
        click.echo("\n".join(schema_names()))
    else:
        click.echo(read_schema(name), nl=False)


@click.command(epilog="Example: suzerain completion bash >> ~/.bashrc")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print the script that completes commands in a shell."""
    from click.shell_completion import get_completion_class

    maker = get_completion_class(shell)
    if maker is None:  # pragma: no cover - the choice above allows known shells only
        raise click.UsageError(f"no completion for {shell}")
    group = context.find_root().command
    click.echo(maker(group, {}, "suzerain", "_SUZERAIN_COMPLETE").source())
