"""Text that every format can hold, with a count of what had to go."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

MARK = "\ufffd"
_UNFIT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff"
    "\u202a-\u202e\u2066-\u2069]"
)


@dataclass(slots=True)
class Cleaner:
    r"""Replace what a format cannot hold, or what could steer a screen.

    Control characters, halves of surrogate pairs and non-characters are forbidden in
    XML 1.0; marks that turn the direction of writing can make a text look like
    another. Each gives way to one replacement character, so that offsets stay true.
    Angle brackets and quotes stay: each writer escapes them.

    Examples:
        >>> cleaner = Cleaner()
        >>> cleaner.text("a\x00b <i>") == "a\ufffdb <i>"
        True
        >>> cleaner.notes
        ('1 character(s) that no XML can hold or that turn the writing were replaced',)
    """

    count: int = 0

    def text(self, text: str) -> str:
        """Clean one text."""
        cleaned, found = _UNFIT.subn(MARK, text)
        self.count += found
        return cleaned

    def value(self, value: Any) -> Any:
        """Clean every text in a value; tuples come back as lists."""
        match value:
            case str():
                return self.text(value)
            case dict():
                return {self.text(str(k)): self.value(v) for k, v in value.items()}
            case list() | tuple():
                return [self.value(item) for item in value]
            case _:
                return value

    @property
    def notes(self) -> tuple[str, ...]:
        """What was replaced, in words."""
        if not self.count:
            return ()
        what = "that no XML can hold or that turn the writing"
        return (f"{self.count} character(s) {what} were replaced",)
