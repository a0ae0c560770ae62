"""A case reckoned and written in any form of an export."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from suzerain.brief.export import citation, crate, ftm, graph_files, package
from suzerain.brief.export.content import Content, content_of
from suzerain.brief.export.placing import (
    FOLDERS,
    Export,
    refuse_form,
    refuse_target,
    save_export,
)
from suzerain.brief.results import Results
from suzerain.case.case import Case
from suzerain.core.errors import StrategyError, SuzerainError

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_SPDX = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What an analyst says of an export, beside the case itself.

    Args:
        licence: SPDX name of the licence of the analyst's work, or empty.
        authors: Names of the analysts.
        date: ISO date of publication, or empty.

    Raises:
        SuzerainError: If the licence is no SPDX name or the date no ISO date.
    """

    licence: str = ""
    authors: tuple[str, ...] = ()
    date: str = ""

    def __post_init__(self) -> None:
        if self.licence and not _SPDX.fullmatch(self.licence):
            raise SuzerainError(
                f"{self.licence!r} is no name of a licence",
                "an SPDX name",
                "write CC-BY-4.0",
            )
        if self.date and not is_day(self.date):
            raise SuzerainError(
                f"{self.date!r} is no date", "an ISO date", "write 2026-03-01"
            )


def export_case(  # noqa: PLR0913 - one a choice of the user
    case: Case,
    path: str | Path,
    *,
    form: str,
    worlds: int = 4000,
    seed: int = 1,
    licence: str = "",
    authors: Sequence[str] = (),
    date: str = "",
    force: bool = False,
) -> tuple[str, ...]:
    """Write a case and its results in a form that other tools read.

    Args:
        case: The case.
        path: File to write, or folder for `parquet` and `ro-crate`.
        form: `graphml`, `gexf`, `node-link`, `parquet`, `ftm`, `ro-crate`, `citation`
            or `ach`.
        worlds: How many worlds to draw.
        seed: Seed of the draws; the same seed gives the same bytes.
        licence: SPDX name of the licence of the analyst's work.
        authors: Names of the analysts.
        date: ISO date of publication; for `ro-crate`, which demands one, the case's
            own date or else today.
        force: Replace what is there.

    Returns:
        What had to be replaced or left out, in words.

    Raises:
        SuzerainError: If the form is unknown, the target is there, or it cannot be
            written.
    """
    refuse_target(path, form, force=force)
    terms = Terms(licence=licence, authors=tuple(authors), date=date)
    made = make_export(case, form, terms, worlds=worlds, seed=seed)
    save_export(made, path)
    return made.notes


def make_export(
    case: Case, form: str, terms: Terms, *, worlds: int = 4000, seed: int = 1
) -> Export:
    """Reckon what a form needs and make its files.

    Args:
        case: The case.
        form: One of `FORMS`.
        terms: Licence, authors and date.
        worlds: How many worlds to draw.
        seed: Seed of the draws.

    Raises:
        SuzerainError: If the form is unknown, or nothing is contested (`ach`).
    """
    refuse_form(form)
    if form == "ach":
        return _ach(case, worlds, seed)
    if form == "citation":  # nothing is to be reckoned
        return as_form(Results(case=case, worlds=worlds, seed=seed), form, terms)
    return as_form(reckoned(case, worlds=worlds, seed=seed), form, terms)


def as_form(results: Results, form: str, terms: Terms) -> Export:
    """Make the files of a form from results that are at hand.

    Args:
        results: The case and its results.
        form: One of `FORMS` save `ach`.
        terms: Licence, authors and date.
    """
    content = content_of(results)
    notes = list(content.notes)
    files: Mapping[str, bytes]
    match form:
        case "parquet":
            files = package.data_package(content, terms.licence)
        case "ro-crate":
            day, told = _published(content, terms)
            notes += told
            files = crate.ro_crate(content, day, terms.licence)
        case "ftm":
            data, silent = ftm.followthemoney(content)
            notes += silent
            files = {"": data}
        case "citation":
            day = terms.date or _day_of(content)
            files = {"": citation.citation(content, terms.authors, day)}
            if not terms.authors:
                notes.append("no author is named; name them with --author")
        case _:
            writer = graph_files.WRITERS[form]
            files = {"": writer(content)}
    return Export(files=files, mark=FOLDERS.get(form, ""), notes=tuple(notes))


def reckoned(case: Case, *, worlds: int = 4000, seed: int = 1) -> Results:
    """Reckon what a brief rests on, save what would turn it, which no form holds.

    Args:
        case: The case.
        worlds: How many worlds to draw.
        seed: Seed of the draws.
    """
    from suzerain.core.worlds import Worlds
    from suzerain.measures.dependence import dependence
    from suzerain.measures.leverage import leverage
    from suzerain.outlook.forecast import forecast
    from suzerain.outlook.hypothesis import weigh
    from suzerain.strategy.solution import solve

    drawn = Worlds(count=worlds, seed=seed)
    results = Results(case=case, worlds=worlds, seed=seed)
    if case.actors:
        results = replace(
            results,
            dependence=dependence(case, drawn),
            leverage=leverage(case, drawn),
            by_good=dependence(case, drawn, by_good=True),
        )
    if not case.pact:
        return results
    try:
        solution = solve(case, drawn)
    except StrategyError as error:
        return replace(results, unsolved=error.what)
    return replace(
        results,
        solution=solution.to_dict(),
        weighings=tuple(one.to_dict() for one in weigh(case, solution, drawn)),
        forecasts=tuple(one.to_dict() for one in forecast(case, solution, drawn)),
    )


def _ach(case: Case, worlds: int, seed: int) -> Export:
    from suzerain.core.worlds import Worlds
    from suzerain.outlook.ach import ach_csv
    from suzerain.outlook.hypothesis import weigh
    from suzerain.strategy.solution import solve

    if not case.contests:
        raise SuzerainError(
            f"nothing is contested in the case {case.name!r}",
            "a case with a contested question",
            "see `suzerain weigh CASE`",
        )
    drawn = Worlds(count=worlds, seed=seed)
    weighings = weigh(case, solve(case, drawn), drawn)
    text = ach_csv(weighings, case.register)
    note = "a view of the likelihoods: its scores are no probabilities"
    return Export(files={"": text.encode("utf-8", "replace")}, notes=(note,))


def _published(content: Content, terms: Terms) -> tuple[str, list[str]]:
    """The date of a crate: as told, as the case has it, or today."""
    known = terms.date or _day_of(content)
    if known:
        return known, []
    today = datetime.now(UTC).date().isoformat()
    return today, [f"the crate is dated {today}; name another day with --date"]


def _day_of(content: Content) -> str:
    told = content.case.as_of
    return told if is_day(told) else ""


def is_day(text: str) -> bool:
    """Say whether a text is an ISO date that exists.

    Examples:
        >>> is_day("2026-02-28"), is_day("2026-02-30"), is_day("2026")
        (True, False, False)
    """
    if not _DAY.fullmatch(text):
        return False
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True
