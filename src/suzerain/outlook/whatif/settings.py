"""What a user may set in a what-if: a number, a policy, a payment.

| key | what it sets | value |
|---|---|---|
| an id, `*` for any letters | a tie, need or assumption | `0.5`, `a..b`, `*f` |
| `<assumption>.<about>` | it, for one actor or term | the same |
| `term.<good>.<giver>.<taker>` | most that is delivered of a term | 0 to 1 |
| `no.<good>` or `no.<giver>.<good>.<taker>` | such terms, to nothing | none |
| `consent.<actor>` | what an outsider does | `refuse` or `absent` |
| `offer.<member>`, `aid.<member>` | pay for staying out, or joining | log welfare |
"""

from __future__ import annotations

import fnmatch
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from suzerain.case.case import Case
from suzerain.case.change import Value, change, changeable, is_for_one, new_spread
from suzerain.case.pact import Pact
from suzerain.core.errors import CaseError, UnknownReference
from suzerain.core.spread import Spread
from suzerain.strategy.lever import Push, range_of

DOES = ("refuse", "absent")
PAYS = ("offer", "aid")
PARTS_OF_ONE = ("share", "probability")
"""Units of the register that lie between 0 and 1."""
POLICIES = ("no", "consent", *PAYS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """Tell one number or policy that a scenario sets.

    Args:
        id: Its id.
        old: What it was, in words.
        new: What it is, in words.
    """

    id: str
    old: str
    new: str

    def to_dict(self) -> dict[str, str]:
        """Return all fields."""
        return {"id": self.id, "old": self.old, "new": self.new}

    def __str__(self) -> str:
        return f"{self.id}: {self.new} instead of {self.old}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """Hold a case with a scenario's changes put in, ready to be solved.

    Args:
        case: The case with its numbers changed.
        push: Caps on terms and payments to members, as `flip` moves them.
        refusing: Outsiders that stop whatever they can.
        absent: Outsiders that stop nothing.
        moved: All that was set, in the order of ids.
    """

    case: Case
    push: Push
    refusing: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    moved: tuple[Moved, ...] = ()


def read_settings(case: Case, texts: Iterable[str]) -> dict[str, str]:
    """Read what follows `--set`: `ID=VALUE`, `ID*=FACTOR` or `no:TERM`.

    Args:
        case: The case, which tells whether a star ends a pattern or multiplies.
        texts: What was typed.

    Returns:
        Values by key, as `apply` takes them.

    Raises:
        CaseError: If a text has no value, or a key stands twice.

    Examples:
        >>> read_settings(Case(name="x"), ["power.keep*=0.5", "consent:AAA=refuse"])
        {'power.keep': '*0.5', 'consent.AAA': 'refuse'}
    """
    known = (*changeable(case), *(t.id for pact in case.pacts for t in pact.terms))
    found: dict[str, str] = {}
    for text in texts:
        key, value = _parted(text.strip(), known)
        if key in found:
            raise _twice(key, f"{key}={found[key]}", text)
        found[key] = value
    return found


def texts_of(changes: Mapping[str, Value]) -> list[str]:
    """Write changes as `--set` takes them, in the order of their keys.

    Args:
        changes: Values by key, as `read_settings` returns them.

    Examples:
        >>> texts_of({"power.keep": "*0.5", "consent.AAA": "refuse", "no.oil": ""})
        ['consent:AAA=refuse', 'no:oil', 'power.keep*=0.5']
        >>> texts_of({"power.keep": Spread(low=0.1, high=0.2), "aid.AAA": 0.01})
        ['aid:AAA=0.01', 'power.keep=0.1..0.2']
    """
    return [_text_of(key, value) for key, value in sorted(changes.items())]


def _text_of(key: str, value: Value) -> str:
    if isinstance(value, Spread):
        point = value.low == value.high
        value = repr(value.low) if point else f"{value.low!r}..{value.high!r}"
    head, _, rest = key.partition(".")
    if head == "no":
        return f"no:{rest}"
    if head in POLICIES:
        return f"{head}:{rest}={value}"
    text = str(value)
    return f"{key}*={text[1:]}" if text.startswith("*") else f"{key}={text}"


def _parted(text: str, known: Sequence[str]) -> tuple[str, str]:
    key, sign, value = (part.strip() for part in text.partition("="))
    head, colon, rest = key.partition(":")
    if colon and head in POLICIES:
        key = f"{head}.{rest}"
    if key.startswith("no.") and not sign:
        return key, ""
    if not key or not value:
        raise CaseError(
            f"{text!r} sets nothing",
            "ID=VALUE, ID*=FACTOR, no:TERM, consent:ACTOR=refuse or offer:MEMBER=0.05",
            "try 'power.credibility*=0.5'",
        )
    if key.endswith("*") and not value.startswith("*"):
        short = key.removesuffix("*")
        if fnmatch.filter(known, short) or not fnmatch.filter(known, key):
            return short, f"*{value}"
    return key, value


def apply(case: Case, pact: Pact, changes: Mapping[str, Value]) -> Applied:
    """Put changes into a case, each number set once, whatever their order.

    Args:
        case: The case.
        pact: The pact whose terms and members are meant.
        changes: Values by key; the table above tells which.

    Returns:
        The case and its policies. With no changes it is the case itself.

    Raises:
        UnknownReference: If nothing has such an id; the nearest is proposed.
        CaseError: If a value cannot be read or leaves its bounds, or one number is
            set twice.
    """
    settings = _Settings(case=case, pact=pact)
    hits: dict[str, str] = {}
    for key, value in sorted(changes.items()):
        for one in settings.named(key):
            if one in hits:
                raise _twice(one, hits[one], key)
            hits[one] = key
            settings.put(one, value)
    return settings.done()


def _twice(key: str, one: str, other: str) -> CaseError:
    return CaseError(
        f"{key} is set twice, by {one!r} and by {other!r}",
        "one value for each number",
        "leave one of them out",
    )


class _Settings:
    """Collect what is set."""

    def __init__(self, case: Case, pact: Pact) -> None:
        self.case, self.pact = case, pact
        self.numbers = dict.fromkeys(changeable(case))
        self.terms = {term.id: term for term in pact.terms}
        self.spreads: dict[str, Spread] = {}
        self.caps: dict[str, float] = {}
        self.gifts: dict[str, float] = {}
        self.does: dict[str, str] = {}
        self.moved: list[Moved] = []

    def named(self, key: str) -> list[str]:
        """Find all that a key stands for.

        Raises:
            UnknownReference: If it stands for nothing.
        """
        head, _, rest = key.partition(".")
        if head == "no":
            found = [i for i, t in self.terms.items() if rest in _names(t.id, t.good)]
            known: Iterable[str] = (f"no:{term.good}" for term in self.pact.terms)
        elif head == "consent":
            outside = [a.code for a in self.case.actors]
            outside = [code for code in outside if code not in self.pact.members]
            found = [key] if rest in outside else []
            known = (f"consent:{code}" for code in outside)
        elif head in PAYS:
            found = [key] if rest in self.pact.members else []
            known = (f"{pay}.{code}" for pay in PAYS for code in self.pact.members)
        else:
            every = [*self.numbers, *self.terms]
            one = key in every or is_for_one(self.case, key)
            found = [key] if one else fnmatch.filter(every, key)
            known = [one for one in every if one.partition(".")[0] == head] or every
        if not found:
            raise UnknownReference(key, known, f"the case {self.case.name!r}")
        return found

    def put(self, key: str, value: Value) -> None:
        """Set one number or policy."""
        head, _, rest = key.partition(".")
        if head == "consent":
            if value not in DOES:
                raise CaseError(
                    f"{value!r} is nothing that {rest} could do",
                    " or ".join(DOES),
                    f"try consent:{rest}=refuse",
                )
            self.does[rest] = str(value)
            self._tell(key, "as it judges best", str(value))
        elif head in PAYS:
            new = new_spread(Spread.point(0), value, key)
            amount = self._fixed(key, new)
            worth = amount if head == "aid" else -amount
            self.gifts[rest] = self.gifts.get(rest, 0.0) + worth
            self._tell(key, "0", str(new))
        elif key in self.terms:
            top = Spread.point(1)
            new = new_spread(top, value or 0.0, key)
            self.caps[key] = self._fixed(key, new, most=1)
            self._tell(key, "up to 1 of it", f"up to {new} of it")
        else:
            old = range_of(self.case, key)
            new = new_spread(old, value, key)
            if (new.low, new.high) == (old.low, old.high):
                new = old
            self._refuse_unbounded(key, new)
            self.spreads[key] = new
            self._tell(key, str(old), str(new))

    def _refuse_unbounded(self, key: str, new: Spread) -> None:
        """Refuse an assumption that leaves what its unit, or its row, allows."""
        entry = self.case.register.find(key)
        if entry is None:
            return
        is_part = entry.unit in PARTS_OF_ONE
        if (is_part and new.high > 1) or (new.low < 0 <= entry.spread.low):
            raise CaseError(
                f"{key} cannot be {new}",
                f"{'0 to 1' if is_part else '0 or more'} ({entry.unit})",
                f"its row says {entry.spread}",
            )

    def _fixed(self, key: str, spread: Spread, most: float | None = None) -> float:
        high = spread.high if most is None else most
        if spread.low != spread.high or not 0 <= spread.low <= high:
            upper = "0 or more" if most is None else f"0 to {most:g}"
            raise CaseError(f"{key} cannot be {spread}", f"one number, {upper}")
        return spread.low

    def _tell(self, key: str, old: str, new: str) -> None:
        self.moved.append(Moved(id=key, old=old, new=new))

    def done(self) -> Applied:
        """Return the case with all of it put in."""
        new = {
            key: spread
            for key, spread in self.spreads.items()
            if spread != range_of(self.case, key)
        }
        by = {
            what: [a for a, does in self.does.items() if does == what] for what in DOES
        }
        return Applied(
            case=change(self.case, new) if new else self.case,
            push=Push(
                caps={key: cap for key, cap in self.caps.items() if cap < 1},
                gifts={key: gift for key, gift in self.gifts.items() if gift},
            ),
            refusing=tuple(sorted(by["refuse"])),
            absent=tuple(sorted(by["absent"])),
            moved=tuple(self.moved),
        )


def _names(term: str, good: str) -> tuple[str, ...]:
    """The names under which a term may be asked for, as `flip` takes them."""
    _, _, ends = term.split(".", 2)
    giver, _, taker = ends.partition(".")
    return good, f"{giver}.{good}.{taker}", term
