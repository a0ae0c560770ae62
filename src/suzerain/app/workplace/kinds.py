"""The kinds of work that can be asked for: each a verb of the command line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from suzerain.core.errors import CaseError, UnknownReference

Shape = Literal["record", "rows", "file"]
CASE = "case"
WORLDS = 4000
MOST_WORLDS = 100_000
LONGEST_OPTION = 300
MOST_NAMES = 200
WORD = re.compile(r"[a-z][a-z0-9_-]*")
NAME = re.compile(r"[^-\x00-\x1f][^\x00-\x1f]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of work.

    Args:
        verb: The verb that does it.
        help: What it does.
        options: Options that it takes, and of which type: `text`, `word` (small
            letters, - and _), `number`, `whole` or `texts`.
        before: Options that stand before the case, without their names.
        after: Options that stand behind the case, without their names.
        needs: Options that it cannot do without.
        shape: What it gives: one record, rows, or a file.
        worlds: How many worlds it draws when none are named; 0 when it draws none.
        case: Whether it works on the case.
    """

    verb: str
    help: str
    options: Mapping[str, str] = field(default_factory=dict)
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    shape: Shape = "record"
    worlds: int = WORLDS
    case: bool = True


PACT = {"pact": "text"}
TURN = {"outcome": "text", "below": "number", "above": "number"}
KINDS: dict[str, Kind] = {
    "solve": Kind(
        verb="solve",
        help="Solve the pact: who gains, who could stop it.",
        options={**PACT, "without": "text", "without_consent": "text"},
    ),
    "measure": Kind(
        verb="measure",
        help="Measure dependence, leverage, or what coalitions make of them.",
        options={
            "measure": "word",
            "by": "text",
            "recipient": "text",
            "below": "number",
            "spare": "text",
            "horizon": "text",
        },
        before=("measure",),
        shape="rows",
    ),
    "weigh": Kind(verb="weigh", help="Weigh what is contested."),
    "forecast": Kind(
        verb="forecast",
        help="Forecast the open questions.",
        options={"until": "text", "question": "text"},
    ),
    "simulate": Kind(
        verb="simulate",
        help="Simulate the case month by month.",
        options={"months": "whole", **PACT},
    ),
    "whatif": Kind(
        verb="what-if",
        help="Change something and see what follows.",
        options={"changes": "texts", **PACT},
        needs=("changes",),
    ),
    "compare": Kind(
        verb="compare",
        help="Show saved scenarios side by side.",
        options={"names": "texts", **PACT},
        after=("names",),
        needs=("names",),
    ),
    "sensitivity": Kind(
        verb="sensitivity",
        help="Tell which assumptions an outcome is sensitive to.",
        options={
            "outcome": "text",
            "method": "text",
            "inputs": "whole",
            "scenario": "text",
            **PACT,
        },
        needs=("outcome",),
    ),
    "discover": Kind(
        verb="discover",
        help="Find the region of the assumptions that produces an outcome.",
        options={**TURN, "density": "number", "scenario": "text", **PACT},
        needs=("outcome",),
    ),
    "flip": Kind(
        verb="flip",
        help="Find the smallest change that moves an outcome across a threshold.",
        options={**TURN, "by": "text", **PACT},
        needs=("outcome",),
        worlds=1000,
    ),
    "terms": Kind(
        verb="terms",
        help="Show the deal each side should have struck.",
        options={"offer_by": "text", **PACT},
    ),
    "permission": Kind(verb="permission", help="Tell whose leave the pact needs."),
    "why": Kind(
        verb="why",
        help="Show what a number was made from.",
        options={"id": "text"},
        after=("id",),
        needs=("id",),
    ),
    "brief": Kind(
        verb="brief",
        help="Write the brief: html, md, json, docx or pdf.",
        options={
            "form": "text",
            "scenario": "text",
            "language": "word",
            "paper": "word",
        },
        shape="file",
    ),
    "problem": Kind(verb="problem", help="Compile the case for the page's sliders."),
    "atlas": Kind(
        verb="atlas",
        help="Map who depends on whom, from data on the shelf.",
        options={
            "from": "text",
            "year": "whole",
            "years": "text",
            "language": "word",
        },
        shape="file",
        worlds=400,
        case=False,
    ),
    "backtest": Kind(
        verb="backtest",
        help="Forecast history and score it.",
        options={"study": "word", "origins": "text"},
        before=("study",),
        needs=("study",),
        worlds=0,
        case=False,
    ),
}
FORMS = ("html", "md", "json", "docx", "pdf")
ROWS_AS_RECORD = ("compelled", "exits")
RENAMED = {"changes": "set"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """Work that was asked for, checked.

    Args:
        kind: Name of the kind.
        worlds: How many worlds to draw.
        seed: Seed of the draws.
        options: Its options.
    """

    kind: str
    worlds: int
    seed: int
    options: Mapping[str, Any]

    @property
    def of(self) -> Kind:
        """The kind of work."""
        return KINDS[self.kind]

    @property
    def file(self) -> str:
        """Name of the file that it writes; empty when it prints."""
        if self.of.shape != "file":
            return ""
        return f"{self.kind}.{self.options.get('form', 'html')}"

    def arguments(self) -> list[str]:
        """Words of the command line; no option can be smuggled in as a value."""
        one, said = self.of, dict(self.options)
        said.pop("form", None)
        before = [str(said.pop(name)) for name in one.before if name in said]
        after: list[str] = []
        for name in one.after:
            value = said.pop(name)
            after += value if isinstance(value, list) else [str(value)]
        words = [one.verb, *before, *([CASE] if one.case else []), *after]
        for name, value in said.items():
            flag = f"--{RENAMED.get(name, name).replace('_', '-')}"
            values = value if isinstance(value, list) else [value]
            words += [f"{flag}={item}" for item in values]
        if one.worlds:
            words.append(f"--worlds={self.worlds}")
        words.append(f"--seed={self.seed}")
        return [*words, *(["-o", self.file] if self.file else ["--json"])]


def read_order(wish: Mapping[str, Any]) -> Order:
    """Check what somebody asks for.

    Args:
        wish: `kind`, and perhaps `worlds`, `seed` and `options`.

    Raises:
        UnknownReference: If there is no such kind.
        CaseError: If an option is not known, or has another type.

    Examples:
        >>> read_order({"kind": "solve", "worlds": 200}).arguments()
        ['solve', 'case', '--worlds=200', '--seed=1', '--json']
    """
    name = wish.get("kind")
    if not isinstance(name, str) or name not in KINDS:
        raise UnknownReference(str(name), KINDS, "the kinds of work")
    one = KINDS[name]
    given = wish.get("options") or {}
    if not isinstance(given, Mapping):
        raise _refusal("options is no object", "an object of options by name")
    options = {
        key: _checked(key, value, one)
        for key, value in given.items()
        if value not in (None, "", [])
    }
    for key in one.needs:
        if key not in options:
            raise _refusal(f"{name} lacks the option {key!r}", f"options.{key}")
    if options.get("form", "html") not in FORMS:
        raise _refusal(f"no form {options['form']!r}", ", ".join(FORMS))
    return Order(
        kind=name,
        worlds=_whole("worlds", wish.get("worlds", one.worlds), 0, MOST_WORLDS)
        or one.worlds,
        seed=_whole("seed", wish.get("seed", 1), 0, 2**63 - 1),
        options=options,
    )


def _checked(key: str, value: Any, one: Kind) -> Any:
    kind = one.options.get(key)
    if kind is None:
        told = ", ".join(one.options) or "no options"
        raise _refusal(f"{one.verb} has no option {key!r}", told)
    if kind == "whole":
        return _whole(key, value, -(2**31), 2**31)
    if kind == "number":
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise _refusal(f"{key} {value!r} is no number", "a number")
        return float(value)
    if kind == "texts":
        if not isinstance(value, list) or len(value) > MOST_NAMES:
            raise _refusal(f"{key} is no list of texts", f"up to {MOST_NAMES} texts")
        return [_text(key, item) for item in value]
    text = _text(key, value)
    if kind == "word" and not WORD.fullmatch(text):
        raise _refusal(f"{key} {text[:40]!r} is no name", "small letters, - and _")
    return text


def _text(key: str, value: Any) -> str:
    if (
        not isinstance(value, str)
        or len(value) > LONGEST_OPTION
        or not NAME.fullmatch(value)
        or not value.isprintable()
    ):
        raise _refusal(
            f"{key} {str(value)[:40]!r} cannot be used",
            f"a text of up to {LONGEST_OPTION} signs that begins with no dash",
        )
    return value


def _whole(key: str, value: Any, low: int, high: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise _refusal(f"{key} {value!r} is no whole number", "a whole number")
    if not low <= value <= high:
        raise _refusal(f"{key} {value} is out of range", f"{low} to {high}")
    return value


def _refusal(what: str, accepted: str) -> CaseError:
    return CaseError(what, accepted, "change it and ask again")
