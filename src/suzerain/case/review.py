"""What a reviewer decided about claims: a log that only grows."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, Literal, get_args

from suzerain.case.problem import Problem
from suzerain.core.errors import CaseError
from suzerain.evidence.claim import Claim

FILE = "review.jsonl"
ACCEPTED = "accepted by reviewer"
EDITED = "edited by reviewer"
ADDED = "added by reviewer"
LEXICON = "own lexicon"
Action = Literal["accept", "edit", "reject", "add", "undo"]
Status = Literal["unreviewed", "accepted", "edited", "rejected", "added"]
STATUS: dict[str, Status] = {
    "accept": "accepted",
    "edit": "edited",
    "reject": "rejected",
    "add": "added",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One line of the log: what a reviewer did to one claim.

    Args:
        id: Name of the decision, unique in its log.
        time: When, as an ISO date and time in UTC.
        claim: Id of the claim.
        action: `accept`, `edit`, `reject`, `add` or `undo`.
        reviewer: Who, when a name was given.
        fields: For `edit` the fields that change; for `add` the whole claim.
        undoes: For `undo` the id of the decision that no longer counts.
        extractor: What had made the claim, with its version.
        document: Id of the document.
        sha256: Checksum of the document's text when it was decided.
    """

    id: str
    time: str
    claim: str
    action: Action
    reviewer: str = ""
    fields: Mapping[str, Any] = field(default_factory=dict)
    undoes: str = ""
    extractor: str = ""
    document: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What all decisions on one claim come to.

    Args:
        claim: Id of the claim.
        status: `accepted`, `edited`, `rejected` or `added`; `unreviewed` when every
            decision was taken back.
        fields: Every field that a reviewer changed, or the whole claim added.
        added: Whether a reviewer made the claim.
        latest: Id of the last decision on it, one taken back included.
        standing: Id of the last decision that still counts, or empty.
    """

    claim: str
    status: Status = "unreviewed"
    fields: Mapping[str, Any] = field(default_factory=dict)
    added: bool = False
    latest: str = ""
    standing: str = ""


def verdicts(decisions: Iterable[Decision]) -> dict[str, Verdict]:
    """Sum up the decisions on each claim, in the order in which they were made.

    An edit is kept when the claim is accepted after it; a rejection stands until it
    is undone or the claim is accepted or edited again.

    Args:
        decisions: The log.

    Returns:
        One verdict for each claim that was ever decided on, by its id.

    Examples:
        >>> made = Decision(id="r1", time="2025-01-01", claim="c-1", action="reject")
        >>> verdicts([made])["c-1"].status
        'rejected'
        >>> back = replace(made, id="r2", action="undo", undoes="r1")
        >>> verdicts([made, back])["c-1"].status
        'unreviewed'
    """
    listed = tuple(decisions)
    undone = {one.undoes for one in listed if one.action == "undo"}
    found: dict[str, Verdict] = {}
    for one in listed:
        now = found.get(one.claim, Verdict(claim=one.claim))
        now = replace(now, latest=one.id)
        if one.action != "undo" and one.id not in undone:
            now = replace(
                now,
                status=STATUS[one.action],
                fields={**now.fields, **one.fields},
                added=now.added or one.action == "add",
                standing=one.id,
            )
        found[one.claim] = now
    return found


def is_confirmed(claim: Claim) -> bool:
    """Say whether a reviewer accepted, edited or added a claim."""
    return bool(review_words(claim))


def review_words(claim: Claim) -> str:
    """Say in brackets what a reviewer did to a claim; nothing when none saw it."""
    notes = [n for n in claim.notes if n.startswith((ACCEPTED, EDITED, ADDED))]
    return f" ({'; '.join(notes)})" if notes else ""


def read_review(data: bytes) -> tuple[tuple[Decision, ...], list[Problem]]:
    """Read the log, and list lines that are no decisions.

    Args:
        data: The file; a last line cut short by a crash is left out with a warning.
    """
    decisions: list[Decision] = []
    problems: list[Problem] = []
    lines = data.decode("utf-8", "replace").split("\n")
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            decisions.append(_decision(json.loads(line)))
        except (ValueError, TypeError, RecursionError) as error:
            what = f"the line is no decision ({error}) and does not count"
            hint = "mend it, or leave it: all other lines count"
            where = f"{FILE}:{number}"
            problems.append(Problem(where, what, hint, "warning"))
    return tuple(decisions), problems


def _decision(record: Any) -> Decision:
    if not isinstance(record, dict):
        raise TypeError("an object is needed")
    changed = record.get("fields", {})
    texts = [value for name, value in record.items() if name != "fields"]
    if not isinstance(changed, dict) or not all(isinstance(v, str) for v in texts):
        raise TypeError("every part is a text, and fields is an object")
    if record.get("action") not in get_args(Action):
        raise ValueError(f"the action {record.get('action')!r} is not known")
    return Decision(**record)


def write_decision(decision: Decision) -> bytes:
    """Write a decision as one line of the log; what is empty is left out."""
    filled = {
        name: value
        for name, value in asdict(decision).items()
        if value or name in ("id", "time", "claim", "action")
    }
    return json.dumps(filled, ensure_ascii=True).encode("ascii") + b"\n"


def append_decisions(folder: str | Path, decisions: Sequence[Decision]) -> None:
    """Add decisions to the log of a case; nothing in it is ever changed.

    All lines go out in one write to the end of the file, so that two programs which
    review the same case lose nothing, and are flushed to the disk.

    Args:
        folder: The case folder.
        decisions: What was decided.

    Raises:
        CaseError: If the log cannot be written; nothing counts as decided then.
    """
    path = Path(folder) / FILE
    data = b"".join(map(write_decision, decisions))
    try:
        with path.open("ab+", buffering=0) as log:
            if log.seek(0, os.SEEK_END):
                log.seek(-1, os.SEEK_END)
                if log.read(1) != b"\n":  # a crash cut the last line short
                    data = b"\n" + data
            log.write(data)
            os.fsync(log.fileno())
    except OSError as error:
        raise CaseError(
            f"the decision cannot be kept in {str(path)!r}: {error.strerror}",
            "a case folder that you may write to, on a disk with room",
            "check its rights and the free space, then decide again",
        ) from error
