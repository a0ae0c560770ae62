"""The verbs that ask what if: what-if, compare."""

from __future__ import annotations

from collections.abc import Mapping

import click

from suzerain.cli.load import case_folder, is_case, load_case
from suzerain.cli.options import case_argument, record_options, worlds_options
from suzerain.cli.show import show_record, show_rows, talk
from suzerain.core.errors import SuzerainError

PACT = click.option(
    "--pact", help="Which pact, by id; the best supported one by default."
)


@click.command(
    "what-if",
    epilog="\b\nExample: suzerain what-if pact --set 'tie.trade.CHN.PRK*=0.5'"
    " --save squeeze\n"
    "         suzerain what-if pact --set no:missile_technology"
    " --set consent:CHN=refuse\n"
    "         suzerain what-if pact --set 'power.credibility=0.2..0.4' --json",
)
@case_argument
@click.option(
    "--set",
    "settings",
    multiple=True,
    metavar="ID=VALUE",
    help="What changes: ID=0.4, ID=0.2..0.5 or ID*=0.5 of a tie, need or assumption; "
    "no:GOOD; consent:ACTOR=refuse or absent; offer:MEMBER=0.05, aid:MEMBER=0.05 in "
    "log welfare.",
)
@click.option("--save", metavar="NAME", help="Keep it in the case folder as NAME.")
@PACT
@record_options
@worlds_options
def what_if(
    paths: tuple[str, ...],
    settings: tuple[str, ...],
    save: str | None,
    pact: str | None,
    form: str | None,
    worlds: int,
    seed: int,
) -> None:
    """Change something and see what follows, paired within the same worlds.

    CASE is a case folder, or articles (files, a folder, - for standard input). The id
    of a tie, need or assumption is the one that `suzerain why`, `flip` and
    `assumptions` print; a * in it stands for any letters.
    """
    from suzerain.core.worlds import Worlds
    from suzerain.outlook.whatif.kept import save_scenario
    from suzerain.outlook.whatif.settings import read_settings
    from suzerain.outlook.whatif.what_if import what_if as ask

    folder = case_folder(paths)
    if save is not None and folder is None:
        raise SuzerainError(
            "a scenario is kept in a case folder, and articles are named",
            "a case folder with --save",
            "make one with `suzerain init DIR --from FILES`",
        )
    case = load_case(paths)
    changes = read_settings(case, settings)
    talk(f"solving twice in {worlds} worlds")
    drawn = Worlds(count=worlds, seed=seed)
    found = ask(case, changes, drawn, name=save or "what-if", pact=pact)
    if save is not None and folder is not None:
        talk(f"saved as {save_scenario(folder, found.scenario)}")
    show_record(found.to_dict(), form, str(found))


@click.command(
    epilog="\b\nExample: suzerain compare pact\n"
    "         suzerain compare pact base squeeze --json"
)
@click.argument("words", nargs=-1, required=True, metavar="CASE [NAME]...")
@PACT
@record_options
@worlds_options
def compare(
    words: tuple[str, ...], pact: str | None, form: str | None, worlds: int, seed: int
) -> None:
    """Show saved scenarios side by side, paired within the same worlds.

    The first NAME is what the others are compared with; `base` is the case as it is,
    and stands first where only one NAME is given. Without a NAME, the scenarios that
    CASE keeps are listed.
    """
    from suzerain.outlook.whatif.kept import read_scenario, scenario_names
    from suzerain.outlook.whatif.what_if import BASE

    folder, *names = words
    if not is_case(folder):
        raise SuzerainError(
            f"{folder!r} is no case folder",
            "a case folder, then names of its scenarios",
            "make one with `suzerain init DIR --from FILES`",
        )
    if not names:
        kept = [read_scenario(folder, name) for name in scenario_names(folder)]
        rows = [{"name": one.name, "set": list(_told(one.changes))} for one in kept]
        show_rows(rows, form, ("name", "set"))
        return
    from suzerain.core.worlds import Worlds
    from suzerain.outlook.whatif.compared import compare as compare_scenarios

    order = [BASE, *names] if len(names) == 1 and names != [BASE] else names
    if len(order) == 1 or len(set(order)) < len(order):
        raise click.UsageError("name two or more scenarios, each once")
    case = load_case((folder,))
    talk(f"solving {len(order)} times in {worlds} worlds")
    scenarios = [read_scenario(folder, name) for name in order]
    drawn = Worlds(count=worlds, seed=seed)
    found = compare_scenarios(case, scenarios, drawn, pact=pact)
    show_record(found.to_dict(), form, str(found))


def _told(changes: Mapping[str, object]) -> list[str]:
    return [f"{key}={value}" if value != "" else key for key, value in changes.items()]
