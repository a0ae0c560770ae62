"""A log of dated forecasts that only grows: `forecasts.jsonl` in a case folder.

Every line names the checksum of the line before it and bears its own, so that a line
which was changed after it was written shows.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import IO, Any, get_args

from suzerain.case.problem import Problem
from suzerain.core.errors import OutlookError
from suzerain.outlook.logged import (
    KINDS,
    AskedQuestion,
    DatedForecast,
    Logged,
    Outcome,
    Settlement,
    kind_of,
)

FILE = "forecasts.jsonl"


@dataclass(frozen=True, slots=True, kw_only=True)
class ForecastLog:
    """All that a log holds, in the order of writing.

    Args:
        entries: Questions, forecasts and resolutions that count.
        problems: Lines that are none, or were changed after they were written.
        altered: How many lines were changed after they were written.
    """

    entries: tuple[Logged, ...] = ()
    problems: tuple[Problem, ...] = ()
    altered: int = 0

    @property
    def questions(self) -> dict[str, AskedQuestion]:
        """Questions by id; each stands as it was asked first."""
        found: dict[str, AskedQuestion] = {}
        for one in self.entries:
            if isinstance(one, AskedQuestion):
                found.setdefault(one.id, one)
        return found

    @property
    def forecasts(self) -> tuple[DatedForecast, ...]:
        """Every forecast ever given, those superseded too."""
        return tuple(one for one in self.entries if isinstance(one, DatedForecast))

    @property
    def settled(self) -> dict[str, Settlement]:
        """The latest resolution of each question."""
        found = (one for one in self.entries if isinstance(one, Settlement))
        return {one.question: one for one in found}

    def plus(self, entries: Sequence[Logged]) -> ForecastLog:
        """Return the log as it would be with more entries."""
        return replace(self, entries=(*self.entries, *entries))

    def standing(self, question: str) -> dict[str, DatedForecast]:
        """Return each forecaster's latest forecast of a question, by his name."""
        return {one.by: one for one in self.forecasts if one.question == question}


def read_log(folder: str | Path) -> ForecastLog:
    """Read the log of a case folder; none is an empty one.

    Args:
        folder: The case folder.

    Raises:
        OutlookError: If the file cannot be read.
    """
    path = Path(folder) / FILE
    try:
        data = path.read_bytes() if path.exists() else b""
    except OSError as error:
        raise _refusal(path, error) from error
    return parse_log(data)


def parse_log(data: bytes) -> ForecastLog:
    """Read a log, and list lines that do not count.

    A last line that a crash cut short is left out; so is a line that was changed after
    it was written. A line that was taken out shows in the one after it.

    Args:
        data: The file.
    """
    entries: list[Logged] = []
    problems: list[Problem] = []
    altered, before = 0, ""
    for number, line in enumerate(data.split(b"\n"), start=1):
        if not line.strip():
            continue
        where = f"{FILE}:{number}"
        try:
            record = json.loads(line)
            entry = _entry(record)
        except (ValueError, TypeError, RecursionError) as error:
            hint = "leave it: all other lines count"
            what = f"the line is no entry ({error}) and does not count"
            problems.append(Problem(where, what, hint, "warning"))
            before = _checksum(line)
            continue
        if record.get("check") != _check(record):
            altered += 1
            what = "the line was changed after it was written and does not count"
            hint = "put back the line from a copy"
            problems.append(Problem(where, what, hint, "warning"))
        else:
            entries.append(entry)
            if record["previous"] != before:
                what = "a line before it was changed or taken out"
                hint = "compare the file with a copy"
                problems.append(Problem(where, what, hint, "warning"))
        before = _checksum(line)
    return ForecastLog(
        entries=tuple(entries), problems=tuple(problems), altered=altered
    )


def append_log(folder: str | Path, entries: Sequence[Logged]) -> None:
    """Add entries to the log; nothing in it is ever changed.

    All lines go out in one write under a lock and are flushed to the disk. When the
    disk is full, the file is as it was.

    Args:
        folder: The case folder.
        entries: What to add.

    Raises:
        OutlookError: If the log cannot be written; nothing counts as logged then.
    """
    path = Path(folder) / FILE
    try:
        with path.open("ab+", buffering=0) as log, _locked(log):
            size = log.seek(0, os.SEEK_END)
            log.seek(0)
            old = log.read()
            data = b"" if not old or old.endswith(b"\n") else b"\n"
            before = next(
                (_checksum(x) for x in reversed(old.split(b"\n")) if x.strip()), ""
            )
            for entry in entries:
                line = _line(entry, before)
                before, data = _checksum(line), data + line + b"\n"
            try:
                _write_whole(log, data)
            except BaseException:
                log.truncate(size)
                raise
    except OSError as error:
        raise _refusal(path, error) from error


def _write_whole(log: IO[bytes], data: bytes) -> None:
    if log.write(data) != len(data):
        raise OSError("the disk is full")
    os.fsync(log.fileno())


def _line(entry: Logged, before: str) -> bytes:
    record = {"kind": kind_of(entry), **asdict(entry), "previous": before}
    full = {**record, "check": _check(record)}
    return json.dumps(full, ensure_ascii=True).encode("ascii")


def _entry(record: Any) -> Logged:
    if not isinstance(record, dict) or record.get("kind") not in KINDS:
        raise TypeError("its kind is not known")
    made = KINDS[record["kind"]]
    known = {one.name for one in fields(made)}
    if set(record) - known != {"kind", "previous", "check"}:
        raise TypeError("it has other parts")
    values = {key: record[key] for key in record if key in known}
    if "basis" in values:
        values["basis"] = tuple(map(str, values["basis"]))
    entry: Logged = made(**values)
    texts = (getattr(entry, one.name) for one in fields(made) if one.type == "str")
    if not all(isinstance(text, str) for text in texts):
        raise TypeError("a text is no text")
    if isinstance(entry, DatedForecast) and not 0 < entry.p < 1:
        raise ValueError(f"{entry.p} is no probability")
    if isinstance(entry, Settlement) and entry.outcome not in get_args(Outcome):
        raise ValueError(f"the outcome {entry.outcome!r} is not known")
    return entry


def _check(record: Mapping[str, Any]) -> str:
    """Return the checksum of all parts of a line but itself."""
    rest = {key: value for key, value in record.items() if key != "check"}
    return _checksum(json.dumps(rest, sort_keys=True).encode("ascii"))


def _checksum(line: bytes) -> str:
    return hashlib.sha256(line).hexdigest()


@contextmanager
def _locked(log: IO[bytes]) -> Iterator[None]:
    """Keep other programs from adding meanwhile, where the system can."""
    try:
        import fcntl
    except ImportError:  # pragma: no cover - Windows has no such lock
        yield
        return
    fcntl.flock(log, fcntl.LOCK_EX)
    try:
        yield
    finally:
        fcntl.flock(log, fcntl.LOCK_UN)


def _refusal(path: Path, error: OSError) -> OutlookError:
    return OutlookError(
        f"{str(path)!r} cannot be read or written: {error.strerror or error}",
        "a file that you may read and write, on a disk with room",
        "check its rights and the free space; what was logged before is still there",
    )
