"""No engine holds a number of its own: every one is a row of the register.

The first half walks the source of the engines and fails on any number that is neither
structural nor allowed in `allowed_numbers.csv` with its reason. The second half holds
the ids that the code asks for against the register, both ways.
"""

from __future__ import annotations

import ast
import csv
import operator
import re
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest

from suzerain.core.assumption import load_register
from suzerain.core.codes import goods

SOURCE = Path(__file__).resolve().parents[2] / "src" / "suzerain"
FLOORS = ("case", "measures", "strategy", "outlook")
CORE = ("assumption", "driver", "estimate", "grid", "spread", "worlds")
BRIEF = ("judgments", "finding", "words", "basis")

STRUCTURAL = {0, 1, 2}
"""Nothing, the whole, a pair or a square; their negatives are the same literals."""


def number(text: str) -> float:
    """Read a number as it is, however large, or a ratio of two."""
    return int(text) if text.isdigit() else float(Fraction(text))


def _allowed() -> dict[tuple[str, float], str]:
    path = Path(__file__).with_name("allowed_numbers.csv")
    with path.open(encoding="utf-8", newline="") as file:
        return {
            (row["file"], number(row["number"])): row["reason"]
            for row in csv.DictReader(file)
        }


ALLOWED = _allowed()
"""Numbers that no result hangs on, by file, with the reason."""


def loose_numbers(source: str, path: str) -> list[str]:
    """Name every number in this source that an engine may not hold."""
    lines, found = source.splitlines(), []
    tree = ast.parse(source)
    axes = {
        id(leaf)
        for node in ast.walk(tree)
        if isinstance(node, ast.keyword) and node.arg == "axis"
        for leaf in ast.walk(node.value)
    }
    for node in ast.walk(tree):
        value = None if id(node) in axes else number_in(node)
        if value is None or value in STRUCTURAL or (path, value) in ALLOWED:
            continue
        line = lines[node.lineno - 1].strip()
        found.append(f"{path}:{node.lineno}: {value!r} in `{line}`")
    return found


ARITHMETIC = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv,
    ast.Pow: operator.pow,
    ast.LShift: operator.lshift,
}
MAKERS = ("float", "int", "complex", "Fraction", "Decimal")
BRACKETS = (ast.Tuple, ast.List, ast.Set)


def number_in(node: ast.AST) -> complex | None:
    """The number that a node of the source is, or hides as a sum, text or length."""
    if isinstance(node, ast.Constant):
        is_number = isinstance(node.value, int | float | complex)
        return node.value if is_number and not isinstance(node.value, bool) else None
    if isinstance(node, ast.BinOp) and type(node.op) in ARITHMETIC:
        left, right = number_in(node.left), number_in(node.right)
        if left is None or right is None:
            return None
        return ARITHMETIC[type(node.op)](left, right)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
        (first, *_), name = node.args, node.func.id
        is_text = isinstance(first, ast.Constant) and isinstance(first.value, str)
        if name == "len" and (is_text or isinstance(first, BRACKETS)):
            return len(first.value if is_text else first.elts)
        if name in MAKERS and is_text and re.fullmatch(r"[\d.e+-]+", first.value):
            return float(first.value)
    return None


def engines() -> list[Path]:
    modules = [path for floor in FLOORS for path in (SOURCE / floor).rglob("*.py")]
    modules += [SOURCE / "core" / f"{name}.py" for name in CORE]
    return sorted(modules + [SOURCE / "brief" / f"{name}.py" for name in BRIEF])


@pytest.mark.parametrize(
    "path", engines(), ids=lambda path: path.relative_to(SOURCE).as_posix()
)
def test_an_engine_holds_no_number_of_its_own(path):
    where = path.relative_to(SOURCE).as_posix()
    assert loose_numbers(path.read_text(encoding="utf-8"), where) == []


@pytest.mark.parametrize(
    "planted",
    [
        "weight = 0.35 * share",
        "def f(rho: float = 0.9) -> float: return rho",
        "THRESHOLD = 3",
        "x = -4.5",
        "y = share ** 0.5",
        "z = values[7]",
        "few = levels > 2 + 1",
        "size = 1 << 2",
        "half = 1 / 2",
        "year = text[: len('YYYY')]",
        "n = len((1, 2, 1))",
        "rho = float('0.9')",
        "p = 1e-3 if x else 2",
    ],
)
def test_a_planted_constant_is_found(planted):
    assert len(loose_numbers(planted, "measures/planted.py")) == 1


@pytest.mark.parametrize(
    "structural",
    [
        "x = values[:, -1] ** 2",
        "y = (1 - share).sum(axis=3)",
        "'A docstring may say 0.35.'",
        "z = True",
        "w = np.full(shape, 0.0)",
        "n = len(values)",
        "x = float(text) + len((a, b))",
    ],
)
def test_structural_numbers_pass(structural):
    assert loose_numbers(structural, "measures/planted.py") == []


def test_an_allowed_number_is_allowed_in_its_own_file_only():
    assert loose_numbers("DECEMBER = 12", "case/questions.py") == []
    assert loose_numbers("DECEMBER = 12", "measures/planted.py")


def test_every_allowed_number_has_a_reason():
    assert all(len(reason) > 5 for reason in ALLOWED.values())


# Ids ------------------------------------------------------------------------------

ROOMS = (
    "atlas",
    "case",
    "evidence",
    "forecast",
    "good",
    "group",
    "likelihood",
    "measure",
    "pact",
    "power",
    "prior",
    "resolve",
)
ID = re.compile(rf"(?:{'|'.join(ROOMS)})(?:\.[a-z_]+)+")
FILES = (".toml", ".csv", ".html", ".json", ".css", ".js")
WORD = "[a-z_]+"


def is_id(text: str) -> bool:
    """True for a text with the form of an id that names neither module nor file."""
    if not ID.fullmatch(text) or text.endswith(FILES):
        return False
    return not SOURCE.joinpath(*text.split(".")).with_suffix(".py").exists()


def docstrings(tree: ast.AST) -> set[int]:
    return {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }


def texts(source: str) -> Iterator[str]:
    """Yield every text and f-string of a source.

    `*` stands where a value is put in, `**` after a text that ends in a dot: a prefix
    by which the code reads all entries below it.
    """
    tree = ast.parse(source)
    skip, inside = docstrings(tree), set()
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            inside |= {id(part) for part in node.values}
            yield "".join(
                str(part.value) if isinstance(part, ast.Constant) else "*"
                for part in node.values
            )
        elif (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in skip | inside
        ):
            yield node.value + ("**" if node.value.endswith(".") else "")


@cache
def asked() -> frozenset[str]:
    """All texts of the code outside the shared floor's tables."""
    return frozenset(
        text
        for path in SOURCE.rglob("*.py")
        for text in texts(path.read_text(encoding="utf-8"))
    )


@cache
def vocabulary() -> frozenset[str]:
    """Words that the code or a table of vocabulary holds, for the open part of ids."""
    tables = [
        path
        for path in SOURCE.rglob("*.csv")
        if path.parent.name != "assumptions" and path.stat().st_size < 200_000
    ]
    words = {
        word for path in tables for word in text_words(path.read_text(encoding="utf-8"))
    }
    phrases = {re.sub(r"\W+", "_", text) for text in asked()}
    return frozenset(words | phrases | {w for t in asked() for w in text_words(t)})


def text_words(text: str) -> list[str]:
    return re.findall(r"[a-z_]+", text)


def pattern(text: str) -> re.Pattern[str] | None:
    """Turn `good.*.sigma` into what it matches; None when it names nothing."""
    if (
        "*" not in text
        or "**" in text
        or not re.fullmatch(r"[a-z_*]+(\.[a-z_*]+)+", text)
    ):
        return None
    if not any(len(part.strip("*")) > 2 for part in text.split(".")):
        return None
    return re.compile(re.escape(text).replace(r"\*", rf"{WORD}(?:\.{WORD})*"))


def names_of(key: str) -> list[str]:
    """The ids under which an entry may be asked for."""
    if not key.startswith("group."):
        return [key]
    _, group, name = key.split(".")
    return [key] + [
        f"good.{good.good}.{name}" for good in goods().values() if good.group == group
    ]


def is_used(key: str, texts: frozenset[str], words: frozenset[str]) -> bool:
    """True when a text names the entry, or leaves open a word that is known."""
    names = names_of(key)
    if texts & set(names):
        return True
    if any(key.startswith(text[:-2]) for text in texts if text.endswith(".**")):
        return True
    open_texts = [found for text in texts if (found := pattern(text))]
    fits = any(one.fullmatch(name) for one in open_texts for name in names)
    return fits and key.rsplit(".", 1)[1] in words


def test_every_assumption_that_the_code_names_is_registered():
    register = load_register()
    named = {text for text in asked() if is_id(text)}
    whole = {name for key in register for name in names_of(key)}
    branches = {".".join(name.split(".")[:k]) for name in whole for k in (1, 2, 3)}
    assert sorted(named - whole - branches) == []


@pytest.mark.parametrize("key", sorted(load_register()))
def test_every_registered_assumption_is_used_somewhere(key):
    assert is_used(key, asked(), vocabulary())


def test_an_unused_assumption_is_found():
    texts, words = (
        frozenset({"good.*.*", "prior.*", "sigma", "told"}),
        frozenset({"sigma", "told"}),
    )
    assert is_used("group.energy.sigma", texts, words)
    assert is_used("prior.told", texts, words)
    assert not is_used("group.energy.colour", texts, words)
    assert not is_used("measure.rho", texts, words)
    assert is_used("measure.rho", frozenset({"measure.**"}), words)


def test_an_unregistered_id_in_the_code_is_found():
    found = set(texts('x = register["measure.rhoo"]; y = f"good.{good}.sigma"'))
    assert {text for text in found if is_id(text)} == {"measure.rhoo"}
    assert "good.*.sigma" in found
