"""What a request asks, and what is answered."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from suzerain.core.errors import CaseError

if TYPE_CHECKING:
    from starlette.requests import Request

    from suzerain.app.workplace.house import House

Record = dict[str, Any]
JSON = "application/json"
HTML = "text/html; charset=utf-8"
MOST_ROWS = 1000
USUAL_ROWS = 100
LAST_ROW = 10_000_000
TRUE = frozenset({"1", "true", "yes"})


class WrongRequest(CaseError):
    """The request cannot be understood."""


class Unseen(CaseError):
    """A change does not say which version it was made on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An answer.

    Args:
        value: What is told, as JSON.
        status: The code.
        body: Instead of `value`: the bytes.
        kind: Their kind.
        headers: More headers.
        policy: Security policy of a page that brings its own.
        version: Version of the case that it speaks of; None when of none.
    """

    value: Any = None
    status: int = 200
    body: bytes | None = None
    kind: str = JSON
    headers: Mapping[str, str] = field(default_factory=dict)
    policy: str = ""
    version: int | None = None


@dataclass(slots=True, kw_only=True)
class Asked:
    """One request, read.

    Args:
        request: The request.
        body: What was sent, as JSON; empty when nothing was.
    """

    request: Request
    body: Record = field(default_factory=dict)

    def path(self, name: str) -> str:
        """Return a part of the address."""
        return str(self.request.path_params[name])

    def text(self, name: str, usual: str = "") -> str:
        """Return a text of the query."""
        return self.request.query_params.get(name, usual)

    def flag(self, name: str) -> bool:
        """Say whether something is set in the query."""
        return self.text(name).casefold() in TRUE

    def whole(self, name: str, usual: int, low: int, high: int) -> int:
        """Return a whole number of the query.

        Raises:
            WrongRequest: If it is none, or out of range.
        """
        given = self.text(name)
        if not given:
            return usual
        try:
            number = int(given)
        except ValueError:
            number = low - 1
        if not low <= number <= high:
            raise WrongRequest(
                f"{name} {given[:40]!r} cannot be used",
                f"a whole number from {low} to {high}",
                f"leave {name} out",
            )
        return number

    @property
    def span(self) -> tuple[int, int]:
        """First row and number of rows that are asked for."""
        return (
            self.whole("offset", 0, 0, LAST_ROW),
            self.whole("limit", USUAL_ROWS, 0, MOST_ROWS),
        )

    @property
    def seen(self) -> int:
        """The version on which a change was made, from the header `If-Match`.

        Raises:
            Unseen: If the header is missing.
            WrongRequest: If it is no version.
        """
        given = self.request.headers.get("if-match", "").strip()
        if not given:
            raise Unseen(
                "the change does not say on which version it was made",
                "the header If-Match with the version that was seen",
                "send it, as in If-Match: 12",
            )
        number = given.removeprefix("W/").strip('"')
        if not number.isdecimal() or len(number) > 12:
            raise WrongRequest(
                f"If-Match {given[:40]!r} is no version", "a whole number", ""
            )
        return int(number)


Answer = Callable[["House", Asked], Awaitable[Told]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One route: what is asked, what answers, and what the answer looks like.

    Args:
        method: The method.
        path: The address, with parts in braces.
        summary: What it does, in a few words.
        answer: What answers.
        gives: JSON Schema of the answer; None when it is a page or a file.
        takes: JSON Schema of what is sent; None when nothing is.
        kinds: Kinds of answer that are no JSON.
        query: Names of the parts of the query, with what they mean.
        status: Code of a good answer.
        refuses: Codes of refusals.
        versioned: Whether a change must say on which version it was made.
    """

    method: str
    path: str
    summary: str
    answer: Answer
    gives: Record | None = None
    takes: Record | None = None
    kinds: tuple[str, ...] = ()
    query: Mapping[str, str] = field(default_factory=dict)
    status: int = 200
    refuses: tuple[int, ...] = ()
    versioned: bool = False


async def read_json(request: Request) -> Record:
    """Read the JSON object of a request; nothing sent is an empty one.

    Raises:
        WrongRequest: If it is no object.
    """
    data = await request.body()
    if not data:
        return {}
    try:
        found = json.loads(data, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise WrongRequest(
            "what was sent is no JSON", "a JSON object", "send {}"
        ) from error
    if not isinstance(found, dict):
        raise WrongRequest("what was sent is no JSON object", "an object", "send {}")
    return found


def _refuse_constant(name: str) -> float:
    raise ValueError(f"{name} is no number of JSON")
