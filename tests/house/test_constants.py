"""No engine holds a number of its own: every one is a row of the register.

The first half walks the source of the engines and fails on any number that is neither
structural nor allowed below with its reason. The second half holds the ids that the
code asks for against the register, both ways.
"""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Iterator
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

ALLOWED = {
    ("brief/basis.py", 16): "rows of a table before it is folded",
    ("brief/judgments.py", 0.5): "an even chance",
    ("brief/judgments.py", 4): "forecasts among the findings",
    ("case/acts.py", 4): "digits of a year",
    ("case/build.py", 6): "decimals kept in a written number",
    ("case/check.py", 1e-9): "float dust when shares are added",
    ("case/check.py", 3): "year, month, day",
    ("case/check.py", 4): "digits of a year",
    ("case/ground.py", 0.5): "how alike a spelling must be to be proposed",
    ("case/ground.py", 8): "names shown in a message",
    ("case/codecs/cell.py", 3): "low, mode, high",
    ("case/members.py", 4): "digits of a year",
    ("case/parties.py", 3): "letters of a country's code",
    ("case/questions.py", 3): "year, month, day",
    ("case/questions.py", 12): "the calendar has twelve months",
    ("case/review_edit.py", 100): "the meaning of per cent",
    ("case/shares.py", 100.0): "the meaning of per cent",
    ("case/shares.py", 3): "value, low, high",
    ("case/shares.py", 4): "digits of a year",
    ("case/unstated.py", 3): "value, low, high",
    ("measures/percentiles.py", 0.1): "the 10th percentile, called low everywhere",
    ("measures/percentiles.py", 0.5): "the median",
    ("measures/percentiles.py", 0.9): "the 90th percentile, called high everywhere",
    ("measures/atlas.py", 400): "worlds when no number is asked for",
    ("measures/spheres.py", 10): "a decade has ten years",
    ("core/assumption.py", 3): "parts of good.<good>.<name>",
    ("core/driver.py", 0.2): "a fifth of the worlds at either end, as the brief says",
    ("core/driver.py", 10): "drivers shown when no number is asked for",
    ("core/estimate.py", 0.1): "the 10th percentile, called low everywhere",
    ("core/estimate.py", 0.5): "the median",
    ("core/estimate.py", 0.9): "the 90th percentile, called high everywhere",
    ("core/grid.py", 5): "rows of top() when no number is asked for",
    ("core/grid.py", 12): "rows printed",
    ("core/grid.py", 20): "rows shown in a notebook",
    ("core/spread.py", 0.5): "the median",
    ("core/worlds.py", 16): "bytes of a digest that seed one name",
    ("core/worlds.py", 4000): "worlds when no number is asked for",
    ("measures/flow_losses.py", 65536): "flows reckoned at a time",
    ("measures/published/hirschman.py", 100): "the meaning of per cent",
    ("measures/links.py", 1e-13): "a step at which the search for prices ends",
    ("measures/links.py", 30): "chord steps before Newton's method takes over",
    ("measures/links.py", 46): "binary digits below which a share is rounding",
    ("measures/links.py", 100): "Newton steps after which the search gives up",
    ("measures/judge/economy.py", 1e-8): "rounding of shares that add up to 1",
    (
        "measures/judge/equilibrium.py",
        1e-3,
    ): "residual at which a balance is reckoned anew",
    ("measures/judge/equilibrium.py", 1e-8): "residual when no tolerance is asked for",
    ("measures/judge/equilibrium.py", 1e-12): "residual of a baseline, near rounding",
    ("measures/judge/hopeless.py", 1e-12): "a trade share that is rounding",
    ("measures/judge/rescue.py", 0.2): "solver: a small step towards excess demand",
    ("measures/judge/rescue.py", 0.5): "solver: longest step; first stage of a shock",
    ("measures/judge/rescue.py", 0.9): "solver: second stage of a shock",
    ("measures/judge/rescue.py", 0.99): "solver: third stage of a shock",
    ("measures/judge/rescue.py", 1e-6): "solver: step of a numerical slope",
    (
        "measures/judge/rescue.py",
        1e-3,
    ): "solver: how much closer inner equations are solved",
    ("measures/judge/rescue.py", 1e-13): "solver: residual that is rounding",
    ("measures/judge/rescue.py", 4): "solver: fruitless steps before it gives up",
    ("measures/judge/rescue.py", 6): "solver: halvings of a step",
    ("measures/judge/rescue.py", 40): "solver: rounds before it gives up",
    ("measures/judge/response.py", 1e-5): "solver: step of a numerical slope",
    ("measures/judge/response.py", 1e-11): "solver: residual of inner equations",
    ("measures/judge/response.py", 400): "solver: passes before it gives up",
    ("measures/judge/solver.py", 0.25): "solver: longest step of a log wage",
    ("measures/judge/solver.py", 40): "shocks solved at once, by the size of the cache",
    ("measures/judge/solver.py", 120): "solver: passes before the slow way is taken",
    ("strategy/classics/challenges.py", 0.5): "published: utilities about one half",
    ("strategy/classics/challenges.py", 3): "published: a third of the risk taken",
    ("strategy/classics/challenges.py", 64): "actors up to which counting is a loop",
    ("strategy/classics/expected_utility.py", 1e-12): "float dust at a tied median",
    ("strategy/classics/expected_utility.py", 10): "rounds when no number is asked for",
    ("strategy/classics/expected_utility.py", 2000): "actors that fit into memory",
    ("strategy/classics/expected_utility.py", 12000): "pairs reckoned at a time",
    (
        "strategy/classics/spatial_model/chance.py",
        3,
    ): "KTAB: scrambling of a random word",
    (
        "strategy/classics/spatial_model/chance.py",
        0xE08C1D668B756F83,
    ): "KTAB: scrambling of a random word",
    ("strategy/classics/spatial_model/published.py", 0.02): "KTAB: a quiet turn",
    (
        "strategy/classics/spatial_model/published.py",
        0.2,
    ): "KTAB: binary part of PropBin",
    (
        "strategy/classics/spatial_model/published.py",
        0.5,
    ): "KTAB: cubic part of PropCbc; even chance",
    ("strategy/classics/spatial_model/published.py", 1.1): "KTAB: binary victory",
    (
        "strategy/classics/spatial_model/published.py",
        3,
    ): "KTAB: thirds, squarings, fewest actors, risk on Mid",
    (
        "strategy/classics/spatial_model/published.py",
        100,
    ): "the meaning of per cent; KTAB: most turns",
    ("strategy/classics/spatial_model/published.py", 250): "KTAB: most actors",
    (
        "strategy/classics/spatial_model/published.py",
        1000,
    ): "KTAB: passes of a Markov election",
    (
        "strategy/classics/spatial_model/published.py",
        10_000.0,
    ): "KTAB: rounding of bargains",
    ("strategy/classics/spatial_model/published.py", 1e8): "KTAB: largest influence",
    (
        "strategy/classics/spatial_model/published.py",
        1e-3,
    ): "KTAB: positions that count as one",
    (
        "strategy/classics/spatial_model/published.py",
        1e-4,
    ): "KTAB: added to the first turn's movement",
    (
        "strategy/classics/spatial_model/published.py",
        1e-5,
    ): "KTAB: least gain of a challenge",
    (
        "strategy/classics/spatial_model/published.py",
        1e-6,
    ): "KTAB: least weight, chance and change",
    (
        "strategy/classics/spatial_model/published.py",
        1e-8,
    ): "KTAB: least coalition; even margin; change",
    (
        "strategy/classics/spatial_model/published.py",
        1e-9,
    ): "rounding of saliences that add up to 100",
    (
        "strategy/classics/spatial_model/published.py",
        1e-10,
    ): "KTAB: least side of a challenge; least incentive",
    (
        "strategy/classics/spatial_model/published.py",
        1e-12,
    ): "probabilities that differ by rounding",
    (
        "strategy/classics/spatial_model/published.py",
        0xD67CC16FE69C185C,
    ): "KTAB: seed when none is given",
    ("strategy/classics/spatial_model/scenario.py", 8): "problems shown in a message",
    ("strategy/classics/spatial_model/twister.py", 17): "mt19937-64, Nishimura 2000",
    ("strategy/classics/spatial_model/twister.py", 29): "mt19937-64, Nishimura 2000",
    ("strategy/classics/spatial_model/twister.py", 37): "mt19937-64, Nishimura 2000",
    ("strategy/classics/spatial_model/twister.py", 43): "mt19937-64, Nishimura 2000",
    ("strategy/classics/spatial_model/twister.py", 62): "mt19937-64, Nishimura 2000",
    ("strategy/classics/spatial_model/twister.py", 156): "mt19937-64, Nishimura 2000",
    ("strategy/classics/spatial_model/twister.py", 312): "mt19937-64, Nishimura 2000",
    (
        "strategy/classics/spatial_model/twister.py",
        0x7FFFFFFF,
    ): "mt19937-64, Nishimura 2000",
    (
        "strategy/classics/spatial_model/twister.py",
        0x5555555555555555,
    ): "mt19937-64, Nishimura 2000",
    (
        "strategy/classics/spatial_model/twister.py",
        0x71D67FFFEDA60000,
    ): "mt19937-64, Nishimura 2000",
    (
        "strategy/classics/spatial_model/twister.py",
        0xB5026F5AA96619E9,
    ): "mt19937-64, Nishimura 2000",
    (
        "strategy/classics/spatial_model/twister.py",
        0xFFF7EEE000000000,
    ): "mt19937-64, Nishimura 2000",
    (
        "strategy/classics/spatial_model/twister.py",
        0xFFFFFFFF80000000,
    ): "mt19937-64, Nishimura 2000",
    (
        "strategy/classics/spatial_model/twister.py",
        0xFFFFFFFFFFFFFFFF,
    ): "mt19937-64, Nishimura 2000",
    (
        "strategy/classics/spatial_model/twister.py",
        6364136223846793005,
    ): "mt19937-64, Nishimura 2000",
    ("strategy/classics/fearon.py", 1e-12): "float dust between demands of one value",
    ("strategy/classics/rubinstein.py", 100000): "turns after which there is no end",
    ("strategy/classics/cooperative.py", 1e-9): "float dust when shares are added",
    ("strategy/classics/cooperative.py", 12): "players whose sets fit into a table",
    ("strategy/classics/networks.py", 1e-12): "float dust between equal utilities",
    ("strategy/classics/networks.py", 5): "players whose networks can all be listed",
    ("strategy/classics/strategic_models/design.py", 12): "columns named in a message",
    (
        "strategy/classics/strategic_models/estimates.py",
        1e-8,
    ): "solver: information at which a ridge is level",
    (
        "strategy/classics/strategic_models/estimates.py",
        10.0,
    ): "solver: where a climb that did not end has run off to",
    (
        "strategy/classics/strategic_models/estimates.py",
        1e-6,
    ): "solver: log-likelihoods that count as the same",
    (
        "strategy/classics/strategic_models/estimates.py",
        0.1,
    ): "share of a level direction that is worth naming",
    (
        "strategy/classics/strategic_models/likelihood.py",
        4096,
    ): "rows reckoned at a time",
    (
        "strategy/classics/strategic_models/likelihood.py",
        1e-9,
    ): "a regressor that is rounding beside the others",
    (
        "strategy/classics/strategic_models/maximise.py",
        300,
    ): "solver: steps before it gives up",
    (
        "strategy/classics/strategic_models/maximise.py",
        40,
    ): "solver: halvings of a step",
    (
        "strategy/classics/strategic_models/maximise.py",
        1e-9,
    ): "solver: rise at which a climb ends",
    (
        "strategy/classics/strategic_models/maximise.py",
        1e-10,
    ): "solver: least curvature beside the largest",
    (
        "strategy/classics/strategic_models/maximise.py",
        5.0,
    ): "solver: longest step, in standard deviations",
    (
        "strategy/classics/strategic_models/normal.py",
        0.5,
    ): "step of the midpoint rule of Hunter & Regan 1972",
    (
        "strategy/classics/strategic_models/normal.py",
        13,
    ): "terms of that rule above rounding",
    (
        "strategy/classics/strategic_models/normal.py",
        16,
    ): "a grid on which squares have no rounding",
    (
        "strategy/classics/strategic_models/normal.py",
        1e150,
    ): "largest number with a square",
    (
        "strategy/classics/strategic_models/offers.py",
        1.5e-8,
    ): "offers that count as the same; of the package games",
    ("strategy/classics/strategic_models/played.py", 8): "values shown in a message",
    (
        "strategy/classics/strategic_models/start.py",
        1e-2,
    ): "solver: pull of a start towards zero",
    ("strategy/classics/strategic_models/trees.py", 3): "the third player",
    ("strategy/game/agents.py", 1e-9): "solver: change of a probability that is rounding",
    ("strategy/game/agents.py", 8.0): "solver: largest stake times lambda to iterate on",
    ("strategy/game/agents.py", 16): "solver: passes before stragglers are put together",
    ("strategy/game/agents.py", 60): "solver: passes before the branch is followed",
    ("strategy/game/agents.py", 2048): "draws reckoned at once, by the size of the cache",
    ("strategy/game/checks.py", 1e-9): "float dust when probabilities are added",
    ("strategy/game/efg.py", 20): "characters shown in a message",
    ("strategy/game/efg.py", 50_000_000): "bytes of the largest file that is read",
    ("strategy/game/efg_text.py", 1000): "largest denominator and plain whole number",
    ("strategy/game/play.py", 1024): "draws reckoned at once, by the size of the cache",
    ("strategy/game/slopes.py", 3): "the fourth of four columns",
    ("strategy/game/slopes.py", 4): "columns of a table without rows",
    ("strategy/game/subgame_perfect.py", 1000): "plays listed when no number is given",
    ("strategy/game/subgame_perfect.py", 16384): "numbers at once, by the cache",
    ("strategy/game/tracing.py", 0.1): "solver: length of steps on a second try",
    ("strategy/game/tracing.py", 512): "draws walking at once, by the size of the cache",
    ("strategy/game/tracing.py", 1_000_000): "numbers walking at once, by memory",
    ("strategy/game/walk.py", 1e-7): "solver: step at which a draw is given up",
    ("strategy/game/walk.py", 1e-6): "solver: Newton's last correction; its error is the square",
    ("strategy/game/walk.py", 0.01): "solver: correction accepted wherever the branch turns",
    ("strategy/game/walk.py", 0.15): "solver: first correction aimed at and accepted",
    ("strategy/game/walk.py", 0.2): "solver: cosine of the sharpest turn of one step",
    ("strategy/game/walk.py", 0.5): "solver: first step; how fast corrections shrink",
    ("strategy/game/walk.py", 0.97): "solver: cosine at which a branch counts as straight",
    ("strategy/game/walk.py", 1 / 3): "solver: the predictor's error is of third order",
    ("strategy/game/walk.py", 3): "solver: the predictor's error is of third order",
    ("strategy/game/walk.py", 6): "solver: corrections of one step",
    ("strategy/game/walk.py", 100.0): "solver: longest step",
    ("strategy/game/walk.py", 400): "solver: corrections before a draw is given up",
}
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
