"""A user's own frames: lines as in `frames.csv`, checked before they are used."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import get_args

from suzerain.core.codes import goods
from suzerain.core.errors import EvidenceError
from suzerain.evidence.claim import Kind
from suzerain.evidence.relations import relations
from suzerain.evidence.vocabulary import read_vocabulary, word_set

COLUMNS = (
    "pattern",
    "pos",
    "relation",
    "subject",
    "object",
    "good",
    "polarity",
    "kind",
    "note",
)
PARTS = ("verb", "noun", "adj", "phrase")
BY_GOOD = ("SUPPLIES", "BUYS")
SLOT = r"(?:[\w'’.&-]+(?:\|[\w'’.&-]+)*|<actor>)\??"  # noqa: RUF001
PATTERN = re.compile(rf"[^\W\d_][\w'|’&-]*(?: (?:{SLOT}|\*\*?))*")  # noqa: RUF001
LONGEST = 2_000_000
LONGEST_PATTERN = 12  # words
MOST_GAPS = 4  # each may stretch, so that many would be slow to match


def read_lexicon(path: str | Path) -> tuple[Mapping[str, str], ...]:
    """Read a file of frames.

    Args:
        path: A CSV file with the columns of `frames.csv`; a heading and lines that
            start with `#` are optional.

    Raises:
        EvidenceError: If the file cannot be read, or a line is malformed; the message
            names the line.
    """
    target = Path(path)
    try:
        data = target.read_bytes()
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", "") or str(error)
        raise EvidenceError(
            f"the lexicon {str(path)!r} cannot be read: {why}",
            "a CSV file with lines as in frames.csv",
            "check its name",
        ) from error
    try:
        text = data[: LONGEST + 1].decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise EvidenceError(
            f"the lexicon {str(path)!r} is not UTF-8",
            "text in UTF-8",
            "save it as CSV in UTF-8",
        ) from error
    if len(data) > LONGEST:
        raise EvidenceError(
            f"the lexicon {str(path)!r} is larger than {LONGEST} bytes",
            "a few thousand lines",
            "leave out what you do not need",
        )
    return parse_lexicon(text, target.name)


def parse_lexicon(text: str, name: str = "lexicon") -> tuple[Mapping[str, str], ...]:
    """Read frames from lines of text.

    Args:
        text: The lines.
        name: Name of the file, for messages.

    Raises:
        EvidenceError: If a line is malformed.

    Examples:
        >>> parse_lexicon("arm,verb,SUPPLIES_ARMS,subj,obj,arms?,,,")[0]["relation"]
        'SUPPLIES_ARMS'
        >>> parse_lexicon("arm,verb,SUPPLIES_GUNS,subj,obj,,,,")
        Traceback (most recent call last):
        suzerain.core.errors.EvidenceError: line 1 of lexicon: no relation ...
    """
    rows = []
    for number, line in enumerate(text.splitlines(), start=1):
        bare = line.strip()
        if not bare or bare.startswith("#") or bare.split(",")[0] == COLUMNS[0]:
            continue
        rows.append(_row(line, f"line {number} of {name}"))
    return tuple(rows)


def _row(line: str, where: str) -> Mapping[str, str]:
    try:
        cells = [
            cell.strip() for cell in next(csv.reader(io.StringIO(line), strict=True))
        ]
    except (csv.Error, StopIteration) as error:
        raise EvidenceError(
            f"{where}: it is no CSV ({error})", ",".join(COLUMNS), "mend its quotes"
        ) from error
    if len(cells) != len(COLUMNS):
        raise EvidenceError(
            f"{where}: it has {len(cells)} cells",
            f"{len(COLUMNS)} cells: {','.join(COLUMNS)}",
            "add the commas of empty cells",
        )
    row = dict(zip(COLUMNS, cells, strict=True))
    for name, (right, accepted) in _checks(row).items():
        if not right:
            raise EvidenceError(
                f"{where}: no {name} {row[name][:80]!r}", accepted, f"mend its {name}"
            )
    return row


def _checks(row: Mapping[str, str]) -> dict[str, tuple[bool, str]]:
    pattern = row["pattern"]
    shape = bool(PATTERN.fullmatch(pattern)) and pattern == pattern.lower()
    known = (*relations(), *BY_GOOD)
    parts = f"words joined by spaces; a|b, a?, <actor>, up to {MOST_GAPS} of * and **"
    return {
        "pattern": (
            shape
            and len(pattern.split()) <= LONGEST_PATTERN
            and sum(word in ("*", "**") for word in pattern.split()) <= MOST_GAPS,
            f"up to {LONGEST_PATTERN} small {parts}; the first is a word",
        ),
        "pos": (row["pos"] in PARTS, ", ".join(PARTS)),
        "relation": (row["relation"] in known, ", ".join(known)),
        "subject": _roles(row["subject"]),
        "object": _roles(row["object"]),
        "good": (
            _is_good(row["good"]),
            "empty, ?, !, a code of goods.csv, code?, @group",
        ),
        "polarity": (row["polarity"] in ("", "-"), "empty, or - for the contrary"),
        "kind": (row["kind"] in ("", *get_args(Kind)), ", ".join(get_args(Kind))),
    }


def _roles(text: str) -> tuple[bool, str]:
    known = shipped_roles()
    wrong = [role for role in text.split("|") if role not in known]
    return not wrong, f"roles joined by |, of {', '.join(sorted(known))}"


@cache
def shipped_roles() -> frozenset[str]:
    """Roles that `frames.csv` uses, and every preposition."""
    rows = read_vocabulary("frames.csv")
    used = {
        role
        for row in rows
        for name in ("subject", "object")
        for role in row[name].split("|")
    }
    return frozenset(used | word_set("prepositions"))


def _is_good(text: str) -> bool:
    if text in ("", "?", "!", "<", "@pact"):
        return True
    if text.startswith("@"):
        return text[1:] in {good.group for good in goods().values()}
    return text.removesuffix("?").removeprefix("^") in goods()
