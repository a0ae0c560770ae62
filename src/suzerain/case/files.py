"""A case as a folder of text files."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from suzerain.case.actor import Need
from suzerain.case.case import Case
from suzerain.case.check import check
from suzerain.case.codecs import outline, overruled
from suzerain.case.codecs.papers import (
    FOLDER,
    PAPERS,
    read_documents_table,
    write_documents,
)
from suzerain.case.codecs.table import Row, Table
from suzerain.case.event import Event
from suzerain.case.folder import STAGE, read_folder, write_folder
from suzerain.case.pact import Pact, Stance, Term
from suzerain.case.problem import Problem
from suzerain.case.review import FILE as REVIEW
from suzerain.case.review import Decision, read_review, write_decision
from suzerain.case.review_merge import merge
from suzerain.case.reviewed import review_case
from suzerain.case.tie import Tie
from suzerain.core.assumption import Register, load_register
from suzerain.core.errors import CaseError, InvalidCase
from suzerain.evidence.claim import Claim

CLAIMS = Table("claims.csv", Claim)
TIES = Table("ties.csv", Tie)
NEEDS = Table("needs.csv", Need)
TERMS = Table("terms.csv", Term, leading=("pact",))
STANCES = Table("stances.csv", Stance)
EVENTS = Table("events.csv", Event)
TABLES: tuple[Table[Any], ...] = (CLAIMS, TIES, NEEDS, TERMS, STANCES, EVENTS)
REQUIRED = (outline.FILE, *(table.file for table in TABLES), PAPERS.file)


def save_case(case: Case, folder: str | Path) -> None:
    """Write a case as a folder of TOML and CSV that a person can read and compare.

    Other files in the folder stay as they are. A process that is killed meanwhile
    leaves the old case or the new one, never a mixture. Claims go out as they were
    extracted, and what was decided about them beside them; a log that is there is
    never shortened or replaced.

    Args:
        case: The case.
        folder: A new folder, an empty one, or one that holds a case.

    Raises:
        CaseError: If the folder holds something that is no case, or a review of
            other decisions.
        SuzerainError: If it cannot be written.
    """
    target = Path(folder)
    _refuse_foreign(target)
    files = case_files(case)
    if _keeps_review(target, case):
        files.pop(REVIEW, None)
    fresh = not target.exists()
    try:
        target.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CaseError(
            f"the folder {str(target)!r} cannot be made: {error.strerror}",
            "a place that you may write to",
            "choose another folder",
        ) from error
    try:
        write_folder(target, files, stale=_is_text)
    except BaseException:
        if fresh and not any(target.iterdir()):
            target.rmdir()
        raise


def case_files(case: Case) -> dict[str, bytes]:
    """Write a case as the contents of its files, by path inside the folder."""
    log = b"".join(map(write_decision, case.decisions))
    case = _before_review(case)
    terms = [(pact.id, term) for pact in case.pacts for term in pact.terms]
    return {
        **write_documents(case.documents),
        CLAIMS.file: CLAIMS.write(case.claims),
        TIES.file: TIES.write(case.ties),
        NEEDS.file: NEEDS.write(case.needs),
        TERMS.file: TERMS.write(
            (term for _, term in terms), ({"pact": pact} for pact, _ in terms)
        ),
        STANCES.file: STANCES.write(case.stances),
        EVENTS.file: EVENTS.write(case.events),
        overruled.FILE: overruled.write_overruled(case.register),
        outline.FILE: outline.write_outline(case),
        **({REVIEW: log} if log else {}),
    }


def _before_review(case: Case) -> Case:
    """Take the decisions of a review back, and keep what else was changed."""
    if case.unreviewed is None:
        return case
    old = case.unreviewed
    reviewed, _ = review_case(old, case.decisions)
    return replace(merge(reviewed, case, old), claims=old.claims)


def _keeps_review(target: Path, case: Case) -> bool:
    """Say whether the folder has a log that stays; refuse one of another review."""
    if not (target / REVIEW).is_file():
        return False
    there, _ = read_review((target / REVIEW).read_bytes())
    if there[: len(case.decisions)] != case.decisions:
        raise CaseError(
            f"the folder {str(target)!r} holds a review with other decisions",
            "a folder without a review, or with the one that the case was read from",
            "save the case in a new folder",
        )
    return True


def _refuse_foreign(target: Path) -> None:
    if target.exists() and not target.is_dir():
        raise CaseError(
            f"{str(target)!r} is a file", "a folder for the case", "name another one"
        )
    if not target.is_dir() or not any(target.iterdir()):
        return
    if not (target / outline.FILE).is_file() and not (target / STAGE).is_dir():
        raise CaseError(
            f"the folder {str(target)!r} holds files but no case",
            "a new or empty folder, or one with a case.toml",
            "name a new folder",
        )


def _is_text(path: str) -> bool:
    return path.startswith(f"{FOLDER}/doc-") and path.endswith(".txt")


def _belongs(path: str) -> bool:
    own = path in (*REQUIRED, overruled.FILE, REVIEW)
    return own or (path.startswith(f"{FOLDER}/") and path.endswith(".txt"))


def read_case(folder: str | Path) -> Case:
    """Read a case that `save_case` wrote or a person made by hand.

    Args:
        folder: The folder with `case.toml`.

    Returns:
        The case; a case written before is read without loss.

    Raises:
        CaseError: If there is no case in the folder.
        InvalidCase: If the case has problems; all of them are listed.
    """
    case, problems = _parsed(Path(folder))
    errors = [problem for problem in problems if problem.severity == "error"]
    if errors:
        raise InvalidCase(errors)
    return case


def read_unreviewed(
    folder: str | Path,
) -> tuple[Case, tuple[Decision, ...], tuple[Problem, ...]]:
    """Read a case as it was extracted, and its review beside it.

    Args:
        folder: The folder with `case.toml`.

    Returns:
        The case before its review, all decisions, and lines of the log that are none.

    Raises:
        CaseError: If there is no case in the folder.
        InvalidCase: If the case has problems apart from its review.
    """
    target = Path(folder)
    files = _files(target)
    decisions, wrong = read_review(files.pop(REVIEW, b""))
    case, problems = parse_case(files)
    errors = [problem for problem in problems if problem.severity == "error"]
    if errors:
        raise InvalidCase(errors)
    return case, decisions, tuple(wrong)


def review_notes(case: Case) -> tuple[Problem, ...]:
    """Tell which decisions of a case's review do not count, and why.

    Args:
        case: A case as `read_case` gives it.
    """
    if case.unreviewed is None:
        return ()
    return review_case(case.unreviewed, case.decisions)[1]


def check_folder(folder: str | Path) -> tuple[Problem, ...]:
    """List everything that may be wrong with the case in a folder.

    Args:
        folder: The folder with `case.toml`.

    Returns:
        Errors and warnings; empty when there is none.

    Raises:
        CaseError: If there is no case in the folder, or it cannot be read.
    """
    return _parsed(Path(folder))[1]


def holds_case(folder: str | Path) -> bool:
    """Say whether a folder holds a case, be it whole, broken or half-moved.

    Args:
        folder: Any path.
    """
    target = Path(folder)
    if any((target / name).exists() for name in (outline.FILE, STAGE)):
        return target.is_dir()
    return sum((target / name).is_file() for name in REQUIRED) > 1


def _parsed(target: Path) -> tuple[Case, tuple[Problem, ...]]:
    return parse_case(_files(target))


def _files(target: Path) -> dict[str, bytes]:
    if not holds_case(target):
        raise CaseError(
            f"there is no case in {str(target)!r}",
            f"a folder with {outline.FILE}",
            "make one with `suzerain init DIR --from FILES`",
        )
    return read_folder(target, _belongs)


def parse_case(files: Mapping[str, bytes]) -> tuple[Case, tuple[Problem, ...]]:
    """Make a case from the contents of its files, with everything wrong about it.

    Args:
        files: Contents by path inside the folder.
    """
    reading = _Reading(files)
    reading.missing(REQUIRED)
    documents, wrong = read_documents_table(files)
    reading.problems += wrong
    register = reading.register()
    plan = None
    if outline.FILE in files:
        plan, wrong = outline.read_outline(files[outline.FILE])
        reading.problems += wrong
    texts = plan.texts if plan else dict.fromkeys(outline.TEXTS, "")
    records = plan.records if plan else {}
    reading.places.update(plan.places if plan else {})
    case = Case(
        name=texts["name"],
        title=texts["title"],
        as_of=texts["as_of"],
        actors=records.get("actors", ()),
        needs=reading.table(NEEDS),
        ties=reading.table(TIES),
        pacts=reading.pacts(records.get("pacts", ()), told=plan is not None),
        powers=records.get("powers", ()),
        stances=reading.table(STANCES),
        events=reading.table(EVENTS),
        contests=records.get("contests", ()),
        questions=records.get("questions", ()),
        claims=reading.table(CLAIMS),
        documents=documents,
        register=register,
        gaps=plan.gaps if plan else (),
    )
    case = reading.reviewed(case)
    unreadable = any(problem.severity == "error" for problem in reading.problems)
    found = () if unreadable and plan is None else check(case, places=reading.places)
    return case, (*reading.problems, *_without_sequels(found, reading.problems))


def _without_sequels(
    found: Iterable[Problem], causes: Iterable[Problem]
) -> tuple[Problem, ...]:
    """Leave out what follows from a row or table that could not be read."""
    files = {problem.where.split(":")[0] for problem in causes}
    blind = files & {CLAIMS.file, PAPERS.file, TERMS.file, outline.FILE}
    altered = any(name.startswith(f"{FOLDER}/") for name in files)
    return tuple(
        problem
        for problem in found
        if not (blind and "no id" in problem.what)
        and not (blind and "no actor" in problem.what)
        and not (blind and "no term" in problem.what)
        and not ((blind or altered) and "quote" in problem.what)
    )


@lru_cache(maxsize=2 * len(TABLES))
def _read_once(
    table: Table[Any], data: bytes
) -> tuple[tuple[Row[Any], ...], tuple[Problem, ...]]:
    """Read a table; the same contents again, as after an edit elsewhere, are free."""
    rows, wrong = table.read(data)
    return tuple(rows), tuple(wrong)


@dataclass(slots=True)
class _Reading:
    """Collect records, problems, and where each record stands."""

    files: Mapping[str, bytes]
    problems: list[Problem] = field(default_factory=list)
    places: dict[str, str] = field(default_factory=dict)

    def missing(self, required: Iterable[str]) -> None:
        """List files that a case must have."""
        self.problems += [
            Problem(name, "the file is missing", "put it back, or run `suzerain init`")
            for name in required
            if name not in self.files
        ]

    def rows(self, table: Table[Any]) -> Sequence[Row[Any]]:
        """Read a table, keeping its problems and places."""
        if table.file not in self.files:
            return []
        rows, wrong = _read_once(table, self.files[table.file])
        self.problems += wrong
        for row in rows:
            key = getattr(row.record, "id", "") or getattr(row.record, "claim", "")
            if table is EVENTS:
                key = f"event.{key}"
            self.places.setdefault(key, row.where)
        return rows

    def table(self, table: Table[Any]) -> tuple[Any, ...]:
        """Read the records of a table."""
        return tuple(row.record for row in self.rows(table))

    def pacts(self, pacts: tuple[Pact, ...], *, told: bool) -> tuple[Pact, ...]:
        """Hang the terms on their pacts; only pacts that were told can be missing."""
        terms: dict[str, list[Term]] = defaultdict(list)
        known = {pact.id for pact in pacts}
        for row in self.rows(TERMS):
            pact = row.lead["pact"]
            terms[pact].append(row.record)
            if told and pact not in known:
                hint = f"write one of {', '.join(sorted(known)) or 'the pacts there'}"
                self.problems.append(
                    Problem(row.where, f"no pact {pact!r} in case.toml", hint)
                )
        return tuple(replace(pact, terms=tuple(terms[pact.id])) for pact in pacts)

    def reviewed(self, case: Case) -> Case:
        """Apply the decisions of a reviewer, where there are any."""
        decisions, wrong = read_review(self.files.get(REVIEW, b""))
        self.problems += wrong
        if any(problem.severity == "error" for problem in self.problems):
            return case
        case, wrong_too = review_case(case, decisions)
        self.problems += wrong_too
        return case

    def register(self) -> Register:
        """Read the overruled assumptions."""
        if overruled.FILE not in self.files:
            return load_register()
        register, wrong = overruled.read_overruled(self.files[overruled.FILE])
        self.problems += wrong
        return register
