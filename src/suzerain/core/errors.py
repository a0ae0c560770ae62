"""The exception tree and the shape of every message.

SuzerainError                     everything raised on purpose
├── SourceError                   EmptySource, UnreadableSource,
│                                 SourceTooLarge, DataMissing,
│                                 UnexpectedData, WrongChecksum
├── EvidenceError                 UnresolvedName, NothingRead
├── CaseError                     UnknownActor, UnknownGood, UnknownReference,
│                                 UnknownAssumption, InvalidCase
├── StrategyError                 NoPact
├── OutlookError                  UnresolvedQuestion
└── VerificationError
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import ClassVar


class SuzerainError(Exception):
    """Say what is wrong, what is accepted, and one thing to do.

    Args:
        what: What is wrong, with the value.
        accepted: What is accepted instead.
        hint: One thing to do.

    Examples:
        >>> print(SuzerainError("share 1.2 is above 1", "0 to 1", "write 0.2"))
        share 1.2 is above 1.
        Accepted: 0 to 1.
        Hint: write 0.2.
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, what: str, accepted: str = "", hint: str = "") -> None:
        self.what = what
        self.accepted = accepted
        self.hint = hint
        super().__init__(what)

    def __str__(self) -> str:
        lines = [_sentence(self.what)]
        if self.accepted:
            lines.append(f"Accepted: {_sentence(self.accepted)}")
        if self.hint:
            lines.append(f"Hint: {_sentence(self.hint)}")
        return "\n".join(lines)


class SourceError(SuzerainError):
    """A document or dataset cannot be used."""


class EmptySource(SourceError):
    """A document holds no text."""


class UnreadableSource(SourceError):
    """A document cannot be opened or decoded."""


class SourceTooLarge(SourceError):
    """A document is larger than the reader accepts."""


class DataMissing(SourceError):
    """Something that must be on this machine is not."""

    exit_code = 3


class UnexpectedData(SourceError):
    """A dataset is not what its reader expects; all problems are listed.

    Args:
        dataset: Name of the dataset.
        problems: Records with `where` and `what`.
        hint: One thing to do.
    """

    def __init__(
        self, dataset: str, problems: Iterable[object], hint: str = ""
    ) -> None:
        self.problems = tuple(problems)
        listed = "\n".join(f"  - {problem}" for problem in self.problems)
        super().__init__(
            f"{dataset} has {len(self.problems)} problem(s); nothing was kept:\n"
            f"{listed}\n",
            f"what `suzerain data show {dataset}` says of its tables",
            hint or "check that the files are whole and of the release named there",
        )


class WrongChecksum(SourceError):
    """A file is not the one that was published."""


class EvidenceError(SuzerainError):
    """A claim cannot be made or used."""


class UnresolvedName(EvidenceError):
    """A name stands for no known actor."""


class NothingRead(EvidenceError):
    """The documents yield no claim that a case can use."""


class CaseError(SuzerainError):
    """A case contradicts itself or names something unknown."""


class UnknownName(CaseError, KeyError):
    """A name is not among those known; the message proposes the nearest."""

    kind: ClassVar[str] = "name"

    def __init__(self, name: str, known: Iterable[str], where: str = "") -> None:
        choices = sorted(known)
        near = get_close_matches(name, choices, n=1, cutoff=0.5)
        shown = ", ".join(choices[:20]) + (", ..." if len(choices) > 20 else "")
        place = f" in {where}" if where else ""
        self.name = name
        super().__init__(
            f"no {self.kind} {name!r}{place}",
            shown or "nothing yet",
            f"did you mean {near[0]!r}?" if near else "check the spelling",
        )


class UnknownActor(UnknownName):
    """No such actor."""

    kind = "actor"


class UnknownGood(UnknownName):
    """No such good."""

    kind = "good"


class UnknownAssumption(UnknownName):
    """No such entry in the assumptions register."""

    kind = "assumption"


class UnknownReference(UnknownName):
    """No claim, cell, assumption or result has this id."""

    kind = "id"


class InvalidCase(CaseError):
    """A case has problems; all of them are listed.

    Args:
        problems: Records with `where`, `what` and `hint`.
    """

    def __init__(self, problems: Iterable[object]) -> None:
        self.problems = tuple(problems)
        listed = "\n".join(f"  - {problem}" for problem in self.problems)
        super().__init__(
            f"the case has {len(self.problems)} problem(s):\n{listed}\n",
            hint="mend the files named above, then run `suzerain check`",
        )


class StrategyError(SuzerainError):
    """A pact cannot be solved."""


class NoPact(StrategyError):
    """The case holds no pact to solve."""


class OutlookError(SuzerainError):
    """A forecast or hypothesis cannot be weighed."""


class UnresolvedQuestion(OutlookError):
    """A question has no rule by which it resolves."""


class VerificationError(SuzerainError):
    """A run, made again, gave something else."""

    exit_code = 4


def _sentence(text: str) -> str:
    text = text.rstrip()
    return text if text.endswith((".", "?", "!", ")")) else text + "."
