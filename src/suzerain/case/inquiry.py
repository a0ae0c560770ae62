"""A question that an analyst sets, with rows, priors and evidence of his own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from suzerain.case.problem import Problem
from suzerain.core.assumption import Assumption, Register
from suzerain.core.spread import Spread

OTHER = "other"
ROUNDING = 1e-9
Dependence = Literal["tempered", "sources"]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnRow:
    """One hypothesis of an analyst.

    Args:
        name: Short name, unique in its question.
        prior: What he believes of it before the evidence, 0 to 1.
    """

    name: str
    prior: Spread


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnItem:
    """One piece of evidence as an analyst weighs it, or one that he waits for.

    Args:
        says: What it says, in words; items that say the same are of one sort.
        claims: Ids of the claims that state it; none for what is waited for.
        ratios: Factor by which it changes the odds of a row; rows not named have one.
        chances: Instead of ratios, how likely sources show it under each row, 0 to 1.
        cluster: Where it comes from; empty for the origin that the reader found.
        bias: How far the speaker's wish lies from the listener's; None when he has no
            stake.
    """

    says: str
    claims: tuple[str, ...] = ()
    ratios: Mapping[str, Spread] = field(default_factory=dict)
    chances: Mapping[str, Spread] = field(default_factory=dict)
    cluster: str = ""
    bias: Spread | None = None

    @property
    def told(self) -> Mapping[str, Spread]:
        """The numbers that were written: chances, else ratios."""
        return self.chances or self.ratios


@dataclass(frozen=True, slots=True, kw_only=True)
class Inquiry:
    """A contested question of an analyst's own.

    Args:
        id: Short name, such as `why-troops`.
        question: In words.
        rows: Exclusive hypotheses, `other` among them.
        items: The evidence.
        watch: Evidence that is waited for.
        sums: Rows that are reported together, by the name of the sum.
        dependence: `tempered`, or `sources`: items of one origin hang on whether that
            source tells the truth.
    """

    id: str
    question: str
    rows: tuple[OwnRow, ...]
    items: tuple[OwnItem, ...] = ()
    watch: tuple[OwnItem, ...] = ()
    sums: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    dependence: Dependence = "tempered"

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the rows."""
        return tuple(row.name for row in self.rows)

    def prior_id(self, row: str) -> str:
        """Return the id under which a row's prior can be asked about."""
        return f"prior.own.{self.id}.{row}"

    def item_id(self, spot: int, part: str) -> str:
        """Return the id of one number of an item: a row's name, or `bias`.

        Args:
            spot: Number of the item, counted from 0: evidence, then what is watched.
            part: A row, or `bias`.
        """
        return f"likelihood.own.{self.id}.{spot + 1}.{part}"


def with_inquiries(register: Register, inquiries: Iterable[Inquiry]) -> Register:
    """Add the numbers that an analyst wrote to a register, so that they can be asked.

    Args:
        register: The case's register.
        inquiries: His questions.
    """
    own = [entry for one in inquiries for entry in _entries(one)]
    return Register([*register.values(), *own]) if own else register


def _entries(inquiry: Inquiry) -> Iterator[Assumption]:
    for row in inquiry.rows:
        yield Assumption(
            id=inquiry.prior_id(row.name),
            spread=row.prior,
            unit="probability",
            reason=f"what the analyst believed of {row.name!r} before the evidence on "
            f"{inquiry.question!r}",
            citation="judgement",
        )
    for spot, item in enumerate((*inquiry.items, *inquiry.watch)):
        parts = {**item.told, **({"bias": item.bias} if item.bias else {})}
        for part, spread in parts.items():
            yield Assumption(
                id=inquiry.item_id(spot, part),
                spread=spread,
                unit="probability" if part in item.chances else "ratio",
                reason=f"how the analyst weighs {item.says!r}",
                citation="judgement",
            )


def coherent(inquiry: Inquiry, where: str) -> Iterator[Problem]:
    """List what keeps the rows from excluding one another and holding everything.

    Args:
        inquiry: The question.
        where: File and number of the entry, for the problems.
    """
    names = inquiry.names
    for name in dict.fromkeys(names):
        if names.count(name) > 1:
            hint = "hypotheses exclude one another: write each once"
            what = f"the hypothesis {name!r} stands {names.count(name)} times"
            yield Problem(where, what, hint)
    if OTHER not in names or len(names) < 2:
        hint = f"add a hypothesis {OTHER!r}: some story nobody has written down"
        yield Problem(where, "the hypotheses do not hold every story", hint)
    low = sum(row.prior.low for row in inquiry.rows)
    high = sum(row.prior.high for row in inquiry.rows)
    if low > 1 + ROUNDING:
        hint = "lower them, or write what overlaps as [[questions.sums]]"
        what = f"the hypotheses are not exclusive: their priors are {low:g} at least"
        yield Problem(where, what, hint)
    if high < 1 - ROUNDING:
        hint = f"raise them, or give the rest to {OTHER!r}"
        what = f"the hypotheses are not exhaustive: their priors are {high:g} at most"
        yield Problem(where, what, hint)


def incoherent_sum(
    inquiry: Inquiry, name: str, believed: Spread, where: str
) -> Iterator[Problem]:
    """Say where a belief in a sum of rows cannot go with the beliefs in its rows.

    Args:
        inquiry: The question.
        name: The sum.
        believed: What the analyst believes of the sum.
        where: File and number of the entry, for the problem.
    """
    part = [row for row in inquiry.rows if row.name in inquiry.sums[name]]
    least, most = sum(r.prior.low for r in part), sum(r.prior.high for r in part)
    if believed.low > most + ROUNDING or believed.high < least - ROUNDING:
        yield Problem(
            where,
            f"{name!r} is believed with {believed}, but its hypotheses add up to "
            f"{least:g} to {most:g}",
            "a whole is as likely as its parts together: change one of them",
        )
