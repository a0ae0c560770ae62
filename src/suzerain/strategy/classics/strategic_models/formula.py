"""Formulas such as `esc + war ~ s_wt_re1 + revis1 | 0 | regime1 | balanc + regime2`.

Left of `~` stands what happened, right of it one equation a utility between bars. `0`
is a utility of zero, `1` a constant alone; a constant is added unless `0` or `- 1`
stands in the equation. `a:b` is a product, `a*b` the same as `a + b + a:b`, `I(x^2)` a
power, `log(x)`, `exp(x)` and `sqrt(x)` are what they say and `factor(x)` makes classes
of numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from suzerain.core.errors import StrategyError

NAME = r"[^\W\d][\w.]*|`[^`]+`"
POWER = re.compile(rf"I\(\s*({NAME})\s*(?:\^|\*\*)\s*(\d+(?:\.\d+)?)\s*\)")
CALL = re.compile(rf"(log|exp|sqrt|factor)\(\s*({NAME})\s*\)")
GRAMMAR = "names of columns joined by +, -1 or 0, a:b, a*b, I(x^2), log(x), factor(x)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Regressor:
    """Hold one column as a formula names it, changed or not.

    Args:
        text: As the formula writes it, without spaces.
        column: Name of the column.
        change: `log`, `exp`, `sqrt`, `factor`, `power`, or nothing.
        exponent: Of a power.
    """

    text: str
    column: str
    change: str = ""
    exponent: float = 1


Product = tuple[Regressor, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Equation:
    """Hold what one utility, or one scale, is a sum of.

    Args:
        constant: Whether it has one.
        products: Other parts of the sum, each of one regressor or more.
    """

    constant: bool
    products: tuple[Product, ...]

    def columns(self) -> Iterator[str]:
        """Give the names of all columns that it needs."""
        return (one.column for product in self.products for one in product)


@dataclass(frozen=True, slots=True, kw_only=True)
class Formula:
    """Hold a formula, taken apart.

    Args:
        outcome: Names of the columns that say what happened.
        equations: From left to right.
    """

    outcome: tuple[str, ...]
    equations: tuple[Equation, ...]


def parse_formula(text: str) -> Formula:
    """Take a formula apart.

    Args:
        text: As a user types it.

    Returns:
        Its outcome and its equations.

    Raises:
        StrategyError: If it cannot be read; the part is named.

    Examples:
        >>> found = parse_formula("esc + war ~ revis1 | 0 | 1")
        >>> found.outcome, [one.constant for one in found.equations]
        (('esc', 'war'), [True, False, True])
    """
    left, tilde, right = text.partition("~")
    if not (tilde and left.strip() and right.strip()) or "~" in right:
        raise StrategyError(
            f"formula {text!r} has no outcome and equations",
            "what happened ~ one equation a utility, with bars between them",
            "write, for example, esc + war ~ revis1 | 0 | regime1 | balanc",
        )
    names = [part.strip() for part in left.split("+")]
    wrong = next((name for name in names if not re.fullmatch(NAME, name)), None)
    if wrong is not None:
        raise _unread(wrong, text, "names of columns joined by + on the left of ~")
    return Formula(
        outcome=tuple(name.strip("`") for name in names),
        equations=parse_equations(right),
    )


def parse_equations(text: str) -> tuple[Equation, ...]:
    """Take apart what stands between bars.

    Args:
        text: Equations with `|` between them; a leading `~` is passed over.

    Returns:
        One equation a part.

    Raises:
        StrategyError: If one cannot be read.

    Examples:
        >>> [len(one.products) for one in parse_equations("a*b | 0 | I(a^2) - 1")]
        [3, 0, 1]
    """
    bare = text.strip().removeprefix("~")
    return tuple(_equation(part, text) for part in bare.split("|"))


def _equation(text: str, whole: str) -> Equation:
    constant, products = True, dict[frozenset[str], Product]()
    bare = text.strip() or "an empty equation"
    pieces = re.split(r"([+-])", bare if bare[0] in "+-" else f"+{bare}")
    signs, terms = pieces[1::2], [piece.strip() for piece in pieces[2::2]]
    for sign, term in zip(signs, terms, strict=True):
        if not term:
            raise _unread(bare, whole, GRAMMAR)
        if term in ("0", "1"):
            constant = (term == "1") == (sign == "+")
        elif sign == "-":
            raise _unread(f"- {term}", whole, "only - 1 may be taken away")
        else:
            for product in _products(term, whole):
                products.setdefault(frozenset(one.text for one in product), product)
    ordered = sorted(products.values(), key=len)
    return Equation(constant=constant, products=tuple(ordered))


def _products(term: str, whole: str) -> list[Product]:
    """Turn a*b into a, b and a:b; stars inside I() are powers."""
    parts = re.split(r"(?<!\*)\*(?!\*)", term)
    found: list[Product] = []
    for part in parts:
        product = tuple(
            {
                one.text: one for one in (_regressor(p, whole) for p in part.split(":"))
            }.values()
        )
        found += [(*before, *product) for before in found] + [product]
    return found


def _regressor(text: str, whole: str) -> Regressor:
    bare = text.strip()
    if re.fullmatch(NAME, bare):
        return Regressor(text=bare.strip("`"), column=bare.strip("`"))
    tight = re.sub(r"\s+", "", bare)
    if power := POWER.fullmatch(bare):
        return Regressor(
            text=tight,
            column=power[1].strip("`"),
            change="power",
            exponent=float(power[2]),
        )
    if call := CALL.fullmatch(bare):
        return Regressor(text=tight, column=call[2].strip("`"), change=call[1])
    raise _unread(bare, whole, GRAMMAR)


def _unread(part: str, whole: str, accepted: str) -> StrategyError:
    return StrategyError(
        f"formula {whole.strip()!r}: cannot read {part!r}",
        accepted,
        "put a name with other signs between backticks, such as `GDP per head`",
    )
