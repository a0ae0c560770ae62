"""The verbs that make something: a brief, a case, claims, a list of problems."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from suzerain.cli.failure import complain
from suzerain.cli.load import (
    build_from,
    case_folder,
    find_problems,
    is_case,
    load_case,
    own_frames,
    tell_notes,
)
from suzerain.cli.model_options import model_options, reading_with
from suzerain.cli.options import (
    case_argument,
    lexicon_option,
    output_options,
    petrarch_options,
    worlds_options,
)
from suzerain.cli.show import show_rows, talk, to_json
from suzerain.core.errors import SuzerainError

if TYPE_CHECKING:
    from suzerain.brief.brief import Brief
    from suzerain.evidence.claim import Claim
    from suzerain.outlook.scenario import Scenario
    from suzerain.sources.document import Document


@click.command(
    epilog="\b\nExample: suzerain brief a.txt b.txt -o brief.html\n"
    "         suzerain brief pact --scenario squeeze --docx -o squeeze.docx"
)
@case_argument
@click.option("-o", "--output", help="File to write: .html, .docx, .pdf, .md, .json.")
@click.option("--html", "form", flag_value="html", help="Print HTML.")
@click.option("--md", "form", flag_value="md", help="Print Markdown (the default).")
@click.option("--json", "form", flag_value="json", help="Print JSON.")
@click.option("--docx", "form", flag_value="docx", help="Write Word, with -o FILE.")
@click.option("--pdf", "form", flag_value="pdf", help="Write tagged PDF, with -o FILE.")
@click.option("--language", default="en", help="Language: en, or fr for French.")
@click.option(
    "--paper",
    type=click.Choice(["a4", "letter"]),
    default="a4",
    help="Paper of Word and PDF.",
)
@click.option(
    "--scenario",
    metavar="NAME",
    help="Write it under a saved scenario, the base beside it.",
)
@worlds_options
@model_options
def brief(
    paths: tuple[str, ...],
    output: str | None,
    form: str | None,
    scenario: str | None,
    worlds: int,
    seed: int,
    llm: str | None,
    model: str | None,
    **manner: str,
) -> None:
    """Write the brief of a case, or of articles: the whole way in one step.

    CASE is a case folder, or articles (files, a folder, - for standard input).
    """
    from suzerain.brief.brief import write_brief
    from suzerain.brief.language.catalogue import catalogue

    if output is not None:
        _refuse_output(output, form)
    _refuse_document(output, form)
    catalogue(manner["language"])
    if llm is not None and case_folder(paths) is not None:
        raise click.UsageError("--llm goes with articles; a case was read before")
    under = _scenario(paths, scenario)
    with reading_with(llm, model) as more:
        case = load_case(paths, more)
        talk(f"solving in {worlds} worlds")
        written = write_brief(case, worlds=worlds, seed=seed, scenario=under, **manner)
        _write(written, output, form)


def _scenario(paths: tuple[str, ...], name: str | None) -> Scenario | None:
    """Read the scenario of a case folder that a brief is to be written under."""
    if name is None:
        return None
    from suzerain.outlook.whatif.kept import read_scenario

    folder = case_folder(paths)
    if folder is None:
        raise SuzerainError(
            "a scenario is kept in a case folder, and articles are named",
            "a case folder with --scenario",
            "make one with `suzerain init DIR --from FILES`",
        )
    return read_scenario(folder, name)


def _write(written: Brief, output: str | None, form: str | None) -> None:
    """Write a brief to a file or to standard output."""
    if output is not None:
        path = written.save(output, form=form)
        complain(f"wrote {path}")
        return
    match form:
        case "html":
            click.echo(written.html(), nl=False)
        case "json":
            click.echo(to_json(written.to_dict(), indent=2))
        case "docx" | "pdf":
            pages = written.docx() if form == "docx" else written.pdf()
            click.echo(pages, nl=False)
        case _:
            click.echo(written.markdown(), nl=False)


def _refuse_document(output: str | None, form: str | None) -> None:
    """Refuse a document on a terminal, or without its typesetter, before the work."""
    import sys

    from suzerain.brief.documents.typesetter import typesetter

    kind = form or (Path(output).suffix.lower()[1:] if output is not None else "")
    if kind not in ("docx", "pdf"):
        return
    if output is None and sys.stdout.isatty():
        raise click.UsageError(f"name a file: -o brief.{kind}")
    typesetter()


def _refuse_output(output: str, form: str | None) -> None:
    """Refuse a place that cannot be written before the work is done, not after."""
    from suzerain.brief.brief import FORMS

    target = Path(output)
    if not output or "\0" in output:
        raise SuzerainError(
            f"{output!r} is no file name", "a file to write", "name it brief.html"
        )
    if target.is_dir():
        raise SuzerainError(
            f"{output!r} is a folder", "a file to write", "add a file name to it"
        )
    if form is None and target.suffix.lower() not in FORMS:
        raise SuzerainError(
            f"the name {output!r} does not say which form to write",
            f"a name that ends in {', '.join(FORMS)}; or an option such as --html",
            "name the file brief.html",
        )
    if not target.parent.is_dir():
        raise SuzerainError(
            f"the folder {str(target.parent)!r} does not exist",
            "a file in a folder that exists",
            "create the folder first",
        )


@click.command(epilog="Example: suzerain init pact --from a.txt b.txt")
@click.argument("folder", metavar="DIR")
@click.option(
    "--from",
    "first",
    multiple=True,
    metavar="FILES...",
    help="Articles: files, folders, - for standard input.",
)
@click.argument("more", nargs=-1, metavar="")
@click.option("--force", is_flag=True, help="Replace a case that is there.")
@lexicon_option
@model_options
def init(
    folder: str,
    first: tuple[str, ...],
    more: tuple[str, ...],
    lexicon: str | None,
    llm: str | None,
    model: str | None,
    *,
    force: bool,
) -> None:
    """Make a case folder that one can read and edit, from articles."""
    from suzerain.case.files import save_case

    if not first:
        raise click.UsageError("name the articles: suzerain init DIR --from FILES...")
    if is_case(folder) and not force:
        raise SuzerainError(
            f"{folder!r} already holds a case",
            "a new folder",
            "choose another name, or add --force to replace it",
        )
    target = Path(folder)
    with reading_with(llm, model) as asked:
        with own_frames(lexicon):
            paths = (*first, *more)
            case = build_from(paths, name=target.resolve().name, more=asked)
        save_case(case, target)
        complain(f"{case}\nwrote {folder}; next: suzerain review {folder}")


@click.command(epilog="Example: suzerain read --json article.txt")
@click.argument("paths", nargs=-1, required=True, metavar="FILES...")
@output_options
@lexicon_option
@model_options
@petrarch_options
def read(
    paths: tuple[str, ...],
    form: str | None,
    lexicon: str | None,
    verbs: str | None,
    cast: str | None,
    llm: str | None,
    model: str | None,
) -> None:
    """Read articles into claims, one record each, with the exact passage.

    FILES are articles: files, folders, - for standard input.
    """
    from dataclasses import fields

    from suzerain.evidence import claim as record
    from suzerain.evidence.ledger import claim_to_record
    from suzerain.evidence.lexicon import read_lexicon
    from suzerain.evidence.petrarch import read_petrarch_verbs
    from suzerain.evidence.petrarch_actors import claims_of_each, read_petrarch_actors
    from suzerain.sources.read import iter_documents

    rows = (
        *(read_lexicon(lexicon) if lexicon is not None else ()),
        *(read_petrarch_verbs(verbs) if verbs is not None else ()),
    )
    known = read_petrarch_actors(cast) if cast is not None else ()
    heads = [field.name for field in fields(record.Claim)]
    count = 0
    with reading_with(llm, model) as more:

        def found() -> Iterator[Claim]:
            documents = _told(iter_documents(paths, complain))
            read = claims_of_each(documents, rows, known)
            if llm is None:
                for _document, claims in read:
                    yield from claims
                return
            papers, told = zip(*read, strict=True)
            yield from more(papers, tuple(one for claims in told for one in claims))

        def records() -> Iterator[dict[str, Any]]:
            nonlocal count
            for claim in found():
                count += 1
                yield claim_to_record(claim)

        show_rows(records(), form, heads)
        if not count:
            complain("no claim was found: nobody known does, says or needs anything")


def _told(documents: Iterable[Document]) -> Iterator[Document]:
    """Documents one by one, with what is to be said of each."""
    for document in documents:
        tell_notes([document])
        yield document


@click.command(epilog="Example: suzerain check pact")
@case_argument
@output_options
def check(paths: tuple[str, ...], form: str | None) -> None:
    """List everything that may be wrong with a case, at once.

    CASE is a case folder, or articles. Warnings alone are no failure.
    """
    from dataclasses import asdict

    problems = find_problems(paths)
    errors = sum(problem.severity == "error" for problem in problems)
    heads = ("where", "what", "hint", "severity")
    text = "\n".join(f"{one.severity}: {one}" for one in problems)
    if problems or form == "csv":
        show_rows((asdict(problem) for problem in problems), form, heads, text)
    complain(_counted(errors, len(problems) - errors))
    if errors:
        raise click.exceptions.Exit(1)


def _counted(errors: int, warnings: int) -> str:
    if not errors and not warnings:
        return "no problem found"
    return f"{errors} error(s), {warnings} warning(s)"
