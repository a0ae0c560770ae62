"""An append-only table of claims."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import fields
from typing import Any, cast, get_args

from suzerain.core.errors import EvidenceError
from suzerain.evidence.claim import Certainty, Claim, Kind, Polarity

COLUMNS = tuple(field.name for field in fields(Claim))
NUMBERS = frozenset({"value", "low", "high"})
WHOLE = frozenset({"start", "end"})
CHOICES = {
    "kind": get_args(Kind),
    "polarity": get_args(Polarity),
    "certainty": get_args(Certainty),
}


def claim_to_record(claim: Claim) -> dict[str, Any]:
    """Write a claim as the record that `suzerain read --json` prints.

    Args:
        claim: The claim.

    Returns:
        The fields from `id` to `place`, then `good`, `extractor` and `notes`; an open
        bound is None.

    Examples:
        >>> claim = Claim(
        ...     id="c-1-0-2-0",
        ...     doc="doc-1",
        ...     start=0,
        ...     end=2,
        ...     quote="Ha",
        ...     kind="tie",
        ...     subject="RUS",
        ...     relation="PACT",
        ... )
        >>> list(claim_to_record(claim))[:4]
        ['id', 'doc', 'start', 'end']
    """
    record = {name: getattr(claim, name) for name in COLUMNS}
    record["notes"] = list(claim.notes)
    return record


def claim_from_record(record: dict[str, Any]) -> Claim:
    """Read a claim back from its record.

    Args:
        record: What `claim_to_record` gives; absent optional fields take defaults.

    Raises:
        EvidenceError: If a field is unknown, missing, or not of its kind.
    """
    unknown = sorted(set(record) - set(COLUMNS))
    if unknown:
        raise EvidenceError(
            f"a claim has no field {unknown[0]!r}",
            ", ".join(COLUMNS),
            "rename the column",
        )
    values = dict(record)
    for name, choices in CHOICES.items():
        if name in values and values[name] not in choices:
            raise EvidenceError(
                f"claim {record.get('id', '?')!r} has {name} {values[name]!r}",
                ", ".join(choices),
                f"mend its {name}",
            )
    values["notes"] = tuple(values.get("notes") or ())
    try:
        return Claim(**values)
    except TypeError as error:
        raise EvidenceError(
            f"claim {record.get('id', '?')!r} is not complete: {error}",
            ", ".join(COLUMNS[:8]) + " at least",
            "add the missing columns",
        ) from error


def claims_to_jsonl(claims: Iterable[Claim]) -> str:
    """Write claims as JSON, one object a line.

    Args:
        claims: The claims.
    """
    return "".join(
        json.dumps(claim_to_record(claim), ensure_ascii=False) + "\n"
        for claim in claims
    )


def claims_from_jsonl(text: str) -> tuple[Claim, ...]:
    """Read claims from JSON lines.

    Args:
        text: What `claims_to_jsonl` gives.

    Raises:
        EvidenceError: If a line is no claim.
    """
    claims = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except json.JSONDecodeError as error:
            raise EvidenceError(
                f"line {number} is not JSON: {error}",
                "one claim a line",
                "look at that line",
            ) from error
        claims.append(claim_from_record(record))
    return tuple(claims)


def claims_to_csv(claims: Iterable[Claim]) -> str:
    """Write claims as a CSV table with a heading.

    Numbers are written so that they read back exactly; an open bound is an empty cell;
    text with a line break, and an empty note, survive because notes are JSON.

    Args:
        claims: The claims.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n", quoting=csv.QUOTE_MINIMAL)
    writer.writerow(COLUMNS)
    for claim in claims:
        writer.writerow([_cell(name, getattr(claim, name)) for name in COLUMNS])
    return out.getvalue()


def _cell(name: str, value: object) -> str:
    if name in NUMBERS:
        return "" if value is None else repr(value)
    if name == "notes":
        return json.dumps(value, ensure_ascii=False) if value else ""
    return str(value)


def claims_from_csv(text: str) -> tuple[Claim, ...]:
    """Read claims from a CSV table.

    Args:
        text: What `claims_to_csv` gives, edited by hand or not.

    Raises:
        EvidenceError: If a column is unknown, or a cell is not of its kind.
    """
    rows = csv.DictReader(io.StringIO(text, newline=""))
    return tuple(
        claim_from_record(_typed(cast("dict[str, str]", row), rows.line_num))
        for row in rows
    )


def _typed(row: dict[str, str], line: int) -> dict[str, Any]:
    record: dict[str, Any] = {}
    for name, cell in row.items():
        try:
            if name in NUMBERS:
                record[name] = float(cell) if cell else None
            elif name in WHOLE:
                record[name] = int(cell)
            elif name == "notes":
                record[name] = json.loads(cell) if cell else []
            else:
                record[name] = cell
        except (ValueError, TypeError) as error:
            raise EvidenceError(
                f"line {line} has {name} {cell!r}",
                "a number" if name != "notes" else "a JSON list of texts",
                "mend that cell",
            ) from error
    return record


class Ledger:
    """Hold claims in the order they came; nothing is ever changed or removed.

    Args:
        claims: The first claims.

    Examples:
        >>> ledger = Ledger()
        >>> len(ledger)
        0
    """

    __slots__ = ("_claims", "_ids")

    def __init__(self, claims: Iterable[Claim] = ()) -> None:
        self._claims: list[Claim] = []
        self._ids: set[str] = set()
        self.append(claims)

    def append(self, claims: Iterable[Claim]) -> None:
        """Add claims; one that the ledger already holds is left out.

        Args:
            claims: New claims; a correction is a new claim with an id of its own.
        """
        for claim in claims:
            if claim.id not in self._ids:
                self._ids.add(claim.id)
                self._claims.append(claim)

    def __len__(self) -> int:
        return len(self._claims)

    def __iter__(self) -> Iterator[Claim]:
        return iter(self._claims)

    def column(self, name: str) -> list[Any]:
        """One field of all claims, in their order.

        Args:
            name: Field of `Claim`, such as `relation`.

        Raises:
            EvidenceError: If a claim has no such field.
        """
        if name not in COLUMNS:
            raise EvidenceError(
                f"a claim has no field {name!r}", ", ".join(COLUMNS), "check the name"
            )
        return [getattr(claim, name) for claim in self._claims]
