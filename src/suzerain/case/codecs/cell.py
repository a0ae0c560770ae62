"""One value as the text of a table cell."""

from __future__ import annotations

import json
from collections.abc import Iterable

from suzerain.core.cells import LARGEST_CELL
from suzerain.core.errors import SuzerainError
from suzerain.core.spread import Spread

SEPARATOR = "; "
MUST_QUOTE = frozenset(',"\r\n')
SPREAD_PARTS = ("low", "mode", "high", "shape")


def write_list(items: tuple[str, ...]) -> str:
    """Join several texts; as a JSON list where a plain join could not be undone.

    Examples:
        >>> write_list(("c-1", "c-2")), write_list(("a; b",))
        ('c-1; c-2', '["a; b"]')
    """
    joined = SEPARATOR.join(items)
    plain = not joined.startswith("[") and read_list(joined) == items
    return joined if plain else json.dumps(items)


def read_list(text: str) -> tuple[str, ...]:
    """Split what `write_list` joined.

    Raises:
        SuzerainError: If a JSON list is begun and not well formed.

    Examples:
        >>> read_list("c-1; c-2"), read_list("")
        (('c-1', 'c-2'), ())
    """
    if not text:
        return ()
    if text.startswith("["):
        try:
            items = json.loads(text)
        except ValueError as error:
            raise SuzerainError(
                f"{text!r} is no list ({error})",
                'texts joined by "; ", or a JSON list',
                "close the bracket or leave it out",
            ) from None
        return tuple(str(item) for item in items)
    return tuple(text.split(SEPARATOR))


def write_number(number: float | None) -> str:
    """Write a number so that reading it gives the same number; nothing for None."""
    return "" if number is None else repr(number)


def read_number(text: str) -> float | None:
    """Read a number; None from an empty cell.

    Raises:
        SuzerainError: If the text is no number.
    """
    if not text.strip():
        return None
    try:
        return float(text)
    except ValueError:
        raise SuzerainError(
            f"{text!r} is not a number",
            "a number such as 0.25, with a point",
            "write shares as parts of one, without the per cent sign",
        ) from None


def write_flag(flag: bool) -> str:  # noqa: FBT001 - a value, not an option
    """Write true or false."""
    return "true" if flag else "false"


def read_flag(text: str) -> bool:
    """Read true or false; an empty cell is false.

    Raises:
        SuzerainError: If the text is neither.
    """
    word = text.strip().lower()
    if word in ("true", "yes", "1"):
        return True
    if word in ("", "false", "no", "0"):
        return False
    raise SuzerainError(f"{text!r} is no yes or no", "true or false", "write true")


def write_spread(name: str, spread: Spread) -> dict[str, str]:
    """Write a range as the columns `<name>_low`, `_mode`, `_high` and `_shape`."""
    return {
        f"{name}_low": write_number(spread.low),
        f"{name}_mode": write_number(spread.mode),
        f"{name}_high": write_number(spread.high),
        f"{name}_shape": spread.shape,
    }


def read_spread(name: str, row: dict[str, str]) -> Spread:
    """Read a range; one number alone stands for a point, no shape for uniform.

    Raises:
        SuzerainError: If a number is missing, no number, or out of order.

    Examples:
        >>> read_spread("share", {"share_low": "0.2", "share_high": "0.4"}).shape
        'uniform'
    """
    low, mode, high = (
        read_number(row.get(f"{name}_{part}") or "") for part in SPREAD_PARTS[:3]
    )
    shape = (row.get(f"{name}_shape") or "").strip()
    known = [number for number in (mode, low, high) if number is not None]
    if low is None and high is None and len(known) == 1:
        return Spread.point(known[0])
    if low is None or high is None:
        raise SuzerainError(
            f"{name} has no {'low' if low is None else 'high'} bound",
            f"numbers in {name}_low and {name}_high",
            "write the range as two numbers",
        )
    usual = "triangular" if mode is not None else "uniform"
    return Spread(low=low, mode=mode, high=high, shape=shape or usual)  # type: ignore[arg-type]


def write_rows(rows: Iterable[Iterable[str]]) -> bytes:
    r"""Write rows as CSV in UTF-8, quoting only where needed.

    The writer of the standard library leaves a lone carriage return unquoted before
    Python 3.13, and quotes of documents may hold one.

    Examples:
        >>> write_rows([["id", "quote"], ["c-1", 'He said "no", twice']])
        b'id,quote\nc-1,"He said ""no"", twice"\n'

    Raises:
        SuzerainError: If a cell is longer than what is read back.
    """
    lines = (",".join(_quoted(cell) for cell in row) + "\n" for row in rows)
    return "".join(lines).encode("utf-8", "surrogatepass")


def _quoted(cell: str) -> str:
    if len(cell) > LARGEST_CELL:
        raise SuzerainError(
            f"a cell would have {len(cell):,} signs",
            f"cells of up to {LARGEST_CELL:,} signs, which can be read back",
            "split the row, or name fewer claims in it",
        )
    if not MUST_QUOTE & set(cell):
        return cell
    return '"' + cell.replace('"', '""') + '"'
