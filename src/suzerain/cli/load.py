"""From what the user names, articles or a case folder, to a case."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from suzerain.cli.failure import complain
from suzerain.cli.show import talk
from suzerain.core.errors import CaseError, SuzerainError

if TYPE_CHECKING:
    from suzerain.case.case import Case
    from suzerain.case.inquiry import Inquiry
    from suzerain.case.problem import Problem
    from suzerain.cli.model_options import Reads
    from suzerain.sources.document import Document


def load_case(paths: Sequence[str], more: Reads | None = None) -> Case:
    """Read a case folder, or build a case from articles.

    Args:
        paths: A case folder, or articles.
        more: What adds claims to those of the rules, when articles are read.

    Raises:
        SuzerainError: If nothing is named, or a case and articles are mixed.
    """
    folder = case_folder(paths)
    if folder is None:
        return build_from(paths, more=more)
    from suzerain.case.files import read_case, review_notes

    case = read_case(folder)
    for note in review_notes(case):
        complain(str(note))
    return _with_own_numbers(folder, case)


def load_inquiries(paths: Sequence[str], case: Case) -> tuple[Inquiry, ...]:
    """Read the questions that an analyst set in the case folder, if there are any.

    Args:
        paths: A case folder, or articles, which hold none.
        case: The case that was loaded from there.

    Raises:
        InvalidCase: If the file is there and something is wrong with it.
        CaseError: If it cannot be read.
    """
    folder = case_folder(paths)
    return () if folder is None else _inquiries(folder, case)


def _inquiries(folder: Path, case: Case) -> tuple[Inquiry, ...]:
    if not (folder / "hypotheses.toml").exists():
        return ()
    from suzerain.case.codecs.inquiries import read_inquiries

    return read_inquiries(_own_file(folder), case.claims)


def _with_own_numbers(folder: Path, case: Case) -> Case:
    """Put the analyst's own numbers into the register, so that `why` knows them."""
    inquiries = _inquiries(folder, case)
    if not inquiries:
        return case
    from dataclasses import replace

    from suzerain.case.inquiry import with_inquiries

    return replace(case, register=with_inquiries(case.register, inquiries))


def _own_file(folder: Path) -> bytes:
    try:
        return (folder / "hypotheses.toml").read_bytes()
    except OSError as error:
        raise CaseError(
            f"hypotheses.toml cannot be read: {error.strerror}",
            "a text file",
            "check its rights",
        ) from error


def find_problems(paths: Sequence[str]) -> tuple[Problem, ...]:
    """List what is wrong with a case folder, or with a case made from articles.

    Raises:
        SuzerainError: If nothing is named, or a case and articles are mixed.
    """
    folder = case_folder(paths)
    if folder is None:
        from suzerain.case.check import check

        return check(build_from(paths))
    from suzerain.case.files import check_folder, read_case

    found = check_folder(folder)
    if any(problem.severity == "error" for problem in found):
        return found
    if not (folder / "hypotheses.toml").exists():
        return found
    from suzerain.case.codecs.inquiries import parse_inquiries

    return (*parse_inquiries(_own_file(folder), read_case(folder).claims)[1], *found)


def case_folder(paths: Sequence[str]) -> Path | None:
    """Return the one case folder that is named, or None when articles are.

    Raises:
        SuzerainError: If nothing is named, or a case and articles are mixed.
    """
    if not paths:
        raise SuzerainError(
            "no article and no case is named",
            "article files, a folder of them, - for standard input, or a case folder",
            "try `suzerain brief examples/articles -o brief.html`",
        )
    cases = [path for path in paths if is_case(path)]
    if not cases:
        return None
    if len(paths) > 1:
        raise SuzerainError(
            f"{cases[0]} is a case folder and {len(paths) - 1} more path(s) are named",
            "one case folder, or articles alone",
            "run `suzerain init DIR --from FILES` with all articles",
        )
    return Path(cases[0])


def build_from(
    paths: Sequence[str], name: str = "case", more: Reads | None = None
) -> Case:
    """Read articles and build a case from what they claim.

    Args:
        paths: Articles.
        name: Short name of the case.
        more: What adds claims to those of the rules.
    """
    from suzerain.case.build import build_case
    from suzerain.evidence.extract import extract
    from suzerain.sources.read import read_documents

    documents = read_documents(paths)
    talk(f"read {len(documents)} document(s)")
    tell_notes(documents)
    claims = extract(documents)
    claims = claims if more is None else more(documents, claims)
    talk(f"extracted {len(claims)} claims")
    case = build_case(documents, claims, name=name)
    talk(str(case))
    return case


def own_frames(lexicon: str | None) -> AbstractContextManager[None]:
    """Read with the frames of a user's lexicon, where one is named.

    Raises:
        SuzerainError: If the lexicon cannot be read, or a line of it is malformed.
    """
    if lexicon is None:
        return nullcontext()
    from suzerain.evidence.added import with_frames
    from suzerain.evidence.lexicon import read_lexicon

    return with_frames(read_lexicon(lexicon))


def tell_notes(documents: Iterable[Document]) -> None:
    """Say what was noticed while reading, and which language is not read."""
    from suzerain.sources.language import foreign_language

    for document in documents:
        for note in document.notes:
            complain(f"{document.name}: {note}")
        foreign = foreign_language(document.language)
        if foreign:
            complain(
                f"{document.name}: it seems to be written in {foreign}; the reader "
                "reads English and finds little or nothing here"
            )


def is_case(path: str) -> bool:
    """Say whether a path is a case folder, be it whole or broken."""
    from suzerain.case.files import holds_case

    return path != "-" and "\0" not in path and holds_case(Path(path))
