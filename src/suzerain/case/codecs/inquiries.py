"""Questions of an analyst's own: the file `hypotheses.toml` in a case folder."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, get_args

from suzerain.case.inquiry import (
    Dependence,
    Inquiry,
    OwnItem,
    OwnRow,
    coherent,
    incoherent_sum,
)
from suzerain.case.problem import Problem
from suzerain.core.errors import InvalidCase
from suzerain.core.spread import Shape, Spread
from suzerain.evidence.claim import Claim

FILE = "hypotheses.toml"
PARTS = ("id", "question", "dependence", "hypotheses", "items", "watch", "sums")


def parse_inquiries(
    data: bytes, claims: Iterable[Claim]
) -> tuple[tuple[Inquiry, ...], tuple[Problem, ...]]:
    """Read an analyst's questions, with everything that is wrong with them.

    Args:
        data: The file.
        claims: Claims of the case, which the evidence must name.

    Returns:
        The questions that could be read, and all problems.

    Examples:
        >>> text = '''
        ... [[questions]]
        ... id = "why"
        ... question = "Why?"
        ... hypotheses = [{name = "money", prior = 0.4}, {name = "other", prior = 0.6}]
        ... '''
        >>> (asked,), problems = parse_inquiries(text.encode(), ())
        >>> asked.names, problems
        (('money', 'other'), ())
    """
    try:
        table = tomllib.loads(data.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        problem = Problem(FILE, f"it is no TOML file ({error})", "mend that line")
        return (), (problem,)
    reading = _Reading({claim.id: claim for claim in claims})
    reading.only(FILE, table, ("questions",))
    found: list[Inquiry] = []
    for number, entry in enumerate(reading.tables(FILE, table, "questions"), start=1):
        where = f"{FILE} [[questions]] {number}"
        inquiry = reading.inquiry(where, entry)
        if inquiry.id in [one.id for one in found]:
            reading.wrong(where, f"the id {inquiry.id!r} stands twice", "rename one")
        found.append(inquiry)
    return tuple(found), tuple(reading.problems)


@dataclass(slots=True)
class _Reading:
    """Collect what is wrong while reading."""

    claims: Mapping[str, Claim]
    problems: list[Problem] = field(default_factory=list)

    def wrong(self, where: str, what: str, hint: str) -> None:
        """Note a problem."""
        self.problems.append(Problem(where, what, hint))

    def only(self, where: str, table: Mapping[str, Any], known: Iterable[str]) -> None:
        """Note names that mean nothing."""
        names = tuple(known)
        for name in sorted(set(table) - set(names)):
            self.wrong(where, f"nothing is called {name!r}", f"use {', '.join(names)}")

    def tables(
        self, where: str, table: Mapping[str, Any], name: str
    ) -> list[Mapping[str, Any]]:
        """Read a list of tables."""
        found = table.get(name, [])
        if isinstance(found, list) and all(isinstance(one, dict) for one in found):
            return found
        self.wrong(
            where, f"{name} is no list of tables", f"write [[{name}]] above each"
        )
        return []

    def text(self, where: str, table: Mapping[str, Any], name: str) -> str:
        """Read a text that must be there."""
        found = table.get(name, "")
        if isinstance(found, str) and found.strip():
            return found
        self.wrong(where, f"{name} is missing or no text", f'write {name} = "..."')
        return ""

    def range(
        self, where: str, value: Any, most: float, shape: Shape = "uniform"
    ) -> Spread | None:
        """Read a number, or two as a range, from 0 to `most`."""
        pair = value if isinstance(value, list) else [value, value]
        numbers = [
            x
            for x in pair
            if isinstance(x, int | float)
            and not isinstance(x, bool)
            and math.isfinite(x)
        ]
        least = 0 if shape == "uniform" else math.nextafter(0, 1)
        if len(numbers) == len(pair) == 2 and least <= pair[0] <= pair[1] <= most:
            point = pair[0] == pair[1]
            low, high = float(pair[0]), float(pair[1])
            return Spread(low=low, high=high, shape="point" if point else shape)
        upto = "1" if most == 1 else "any number"
        more = "0" if shape == "uniform" else "above 0"
        hint = f"write a number or [low, high], from {more} to {upto}"
        self.wrong(where, f"{value!r} is no such range", hint)
        return None

    def inquiry(self, where: str, table: Mapping[str, Any]) -> Inquiry:
        """Read one question."""
        self.only(where, table, PARTS)
        rows = tuple(self.rows(where, table))
        names = [row.name for row in rows]
        kind = table.get("dependence", "tempered")
        if kind not in get_args(Dependence):
            hint = f"write one of {', '.join(get_args(Dependence))}"
            self.wrong(where, f"dependence {kind!r} is not known", hint)
            kind = "tempered"
        key = self.text(where, table, "id")
        if key and not all(sign.isalnum() or sign in "-_" for sign in key):
            self.wrong(where, f"the id {key!r} has other signs", "use letters and -")
        made = Inquiry(
            id=key,
            question=self.text(where, table, "question"),
            rows=rows,
            items=tuple(self.items(where, table, "items", names)),
            watch=tuple(self.items(where, table, "watch", names)),
            sums=self.sums(where, table, names),
            dependence=kind,
        )
        self.problems += coherent(made, where)
        for entry in self.tables(where, table, "sums"):
            believed = entry.get("prior")
            if believed is not None and entry.get("name") in made.sums:
                spread = self.range(where, believed, 1)
                if spread is not None:
                    self.problems += incoherent_sum(made, entry["name"], spread, where)
        self.twice(where, made)
        return made

    def rows(self, where: str, table: Mapping[str, Any]) -> Iterable[OwnRow]:
        """Read the hypotheses."""
        for number, entry in enumerate(
            self.tables(where, table, "hypotheses"), start=1
        ):
            spot = f"{where} hypothesis {number}"
            self.only(spot, entry, ("name", "prior"))
            name = self.text(spot, entry, "name")
            prior = self.range(spot, entry.get("prior"), 1)
            if name and prior is not None:
                yield OwnRow(name=name, prior=prior)

    def items(
        self, where: str, table: Mapping[str, Any], part: str, rows: list[str]
    ) -> Iterable[OwnItem]:
        """Read the evidence, or what is waited for."""
        known = ("says", "claims", "ratios", "chances", "cluster", "bias")
        watched = part == "watch"
        for number, entry in enumerate(self.tables(where, table, part), start=1):
            spot = f"{where} {part} {number}"
            self.only(spot, entry, ("says", "chances") if watched else known)
            claims = () if watched else self.named(spot, entry)
            chances = self.numbers(spot, entry, "chances", rows)
            ratios = self.numbers(spot, entry, "ratios", rows)
            if bool(chances) == bool(ratios) or (watched and not chances):
                hint = "write chances = { ... }" + ("" if watched else ", or ratios")
                self.wrong(spot, "it has not one of chances and ratios", hint)
            if chances and set(chances) != set(rows):
                left = ", ".join(sorted(set(rows) - set(chances)))
                self.wrong(spot, f"chances are missing for {left}", "give each row one")
            if chances and not any(one.low > 0 for one in chances.values()):
                hint = "raise the low end of one row above 0"
                self.wrong(spot, "it may be impossible under every row", hint)
            bias = entry.get("bias")
            yield OwnItem(
                says=self.text(spot, entry, "says"),
                claims=claims,
                ratios={} if chances else ratios,
                chances=chances,
                cluster=str(entry.get("cluster", "")),
                bias=None if bias is None else self.range(spot, bias, math.inf),
            )

    def named(self, where: str, entry: Mapping[str, Any]) -> tuple[str, ...]:
        """Read the claims of an item; each must have a passage."""
        claims = entry.get("claims", [])
        if not isinstance(claims, list) or not all(isinstance(c, str) for c in claims):
            self.wrong(where, "claims is no list of ids", 'write claims = ["c-..."]')
            return ()
        if not claims:
            hint = "name the claims that state it; `suzerain read --json` prints ids"
            self.wrong(where, "the evidence has no passage: it names no claim", hint)
        for key in claims:
            if key not in self.claims or not self.claims[key].quote.strip():
                hint = "take an id from claims.csv"
                what = f"the evidence has no passage: no claim {key!r} quotes one"
                self.wrong(where, what, hint)
        return tuple(claims)

    def numbers(
        self, where: str, entry: Mapping[str, Any], part: str, rows: list[str]
    ) -> dict[str, Spread]:
        """Read one number or range for each row."""
        table = entry.get(part, {})
        if not isinstance(table, dict):
            self.wrong(where, f"{part} is no table", f"write {part} = {{ row = 2 }}")
            return {}
        found: dict[str, Spread] = {}
        for name, value in table.items():
            if name not in rows:
                hint = f"use {', '.join(rows)}"
                self.wrong(where, f"there is no hypothesis {name!r}", hint)
            free = part == "ratios"
            spread = self.range(
                f"{where} {part}.{name}",
                value,
                math.inf if free else 1,
                "loguniform" if free else "uniform",
            )
            if spread is not None:
                found[name] = spread
        return found

    def sums(
        self, where: str, table: Mapping[str, Any], rows: list[str]
    ) -> dict[str, tuple[str, ...]]:
        """Read which rows are reported together."""
        found: dict[str, tuple[str, ...]] = {}
        for entry in self.tables(where, table, "sums"):
            self.only(f"{where} sums", entry, ("name", "rows", "prior"))
            name = self.text(f"{where} sums", entry, "name")
            part = entry.get("rows", [])
            part = part if isinstance(part, list) else []
            part = [row for row in part if isinstance(row, str)]
            if name in (*rows, *found) or not part or not set(part) <= set(rows):
                hint = f"a new name, and rows out of {', '.join(rows)}"
                self.wrong(f"{where} sums", f"the sum {name!r} of {part}", hint)
            else:
                found[name] = tuple(part)
        return found

    def twice(self, where: str, made: Inquiry) -> None:
        """Note claims that would count twice."""
        named = [key for item in made.items for key in set(item.claims)]
        for key in dict.fromkeys(named):
            if named.count(key) > 1:
                hint = "leave it in one: evidence counts once"
                self.wrong(where, f"the claim {key!r} stands in two items", hint)


def read_inquiries(data: bytes, claims: Iterable[Claim]) -> tuple[Inquiry, ...]:
    """Read an analyst's questions, or refuse the file.

    Args:
        data: The file; empty when there is none.
        claims: Claims of the case.

    Raises:
        InvalidCase: If anything is wrong; all problems are listed.
    """
    found, problems = parse_inquiries(data, claims)
    if problems:
        raise InvalidCase(problems)
    return found
