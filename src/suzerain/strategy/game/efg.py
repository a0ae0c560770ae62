r"""Games written in Gambit's text format for extensive forms, `.efg`.

Nodes stand in the order of the tree, each on a line: `c` for chance, `p` for a player,
`t` for an end. Information sets, outcomes and players have numbers; what is said of
one once need not be said again. Inside quotes `\"` is a quotation mark.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from suzerain.core.errors import StrategyError, SuzerainError
from suzerain.strategy.game.branch import Array, Node
from suzerain.strategy.game.checks import ROUNDING
from suzerain.strategy.game.tree import Game, make_game

LARGEST = 50_000_000
_TOKEN = re.compile(r'\s+|"((?:\\"|[^"])*)"|([{}])|,|([^\s{}",]+)')
_CHANCE, _PLAYER, _END = "c", "p", "t"


def read_efg(path: str | Path) -> Game:
    """Read a game from a file.

    Args:
        path: The file.

    Returns:
        The game, with one draw of payoffs.

    Raises:
        StrategyError: If the text is no game; the message names the line.
        OSError: If the file cannot be read.
    """
    place = Path(path)
    if place.stat().st_size > LARGEST:
        raise StrategyError(
            f"{place.name} has {place.stat().st_size} bytes",
            f"at most {LARGEST}",
            "is it a game in the .efg format?",
        )
    try:
        text = place.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        text = place.read_text(encoding="latin-1")
    return parse_efg(text, name=place.name)


def parse_efg(text: str, *, name: str = "text") -> Game:
    """Read a game from text.

    Payoffs on the way are added to those of the ends that follow.

    Args:
        text: A game in the format of Gambit, version 2.
        name: What to call it in messages.

    Returns:
        The game, with one draw of payoffs.

    Raises:
        StrategyError: If the text is no game; the message names the line.

    Examples:
        >>> game = parse_efg('''EFG 2 R "Bear?" { "client" "patron" }
        ... p "" 2 1 "" { "bear" "block" } 0
        ... t "" 1 "pact" { 3, 1/2 }
        ... t "" 2 "none" { 0, 1 }''')
        >>> game.payoffs.tolist()
        [[[3.0, 0.5], [0.0, 1.0]]]
    """
    return _Reader(words=_words(text, name), name=name).game()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Word:
    """One word of the text: `text` quoted, `mark` a brace, `bare` anything else."""

    kind: str
    text: str
    line: int


@dataclass(slots=True, kw_only=True)
class _Set:
    """An information set as first described."""

    label: str
    actions: tuple[str, ...]
    probabilities: tuple[float, ...]


@dataclass(slots=True, kw_only=True)
class _Node:
    """One line of the text, and the nodes that have followed it so far."""

    player: str
    move: str
    actions: tuple[str, ...]
    probabilities: tuple[float, ...]
    label: str
    gained: Array
    branches: list[Node] = field(default_factory=list)


def _words(text: str, name: str) -> list[_Word]:
    words, at, line = [], 0, 1
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None:
            raise _wrong(name, line, f"cannot read {text[at : at + 20]!r}")
        quoted, mark, bare = found.groups()
        if quoted is not None:
            words.append(_Word(kind="text", text=quoted.replace('\\"', '"'), line=line))
        elif mark or bare:
            words.append(
                _Word(kind="mark" if mark else "bare", text=mark or bare, line=line)
            )
        line += found.group().count("\n")
        at = found.end()
    words.append(_Word(kind="over", text="the end of the text", line=line))
    return words


def _wrong(name: str, line: int, what: str) -> StrategyError:
    return StrategyError(
        f"{name}, line {line}: {what}",
        'Gambit\'s format: `EFG 2 R "title" { "player" ... }`, then a line a node',
        "save the game anew from Gambit, or mend the line",
    )


@dataclass(slots=True, kw_only=True)
class _Reader:
    """Read words into a game."""

    words: list[_Word]
    name: str
    at: int = 0
    players: tuple[str, ...] = ()
    sets: dict[tuple[str, int], _Set] = field(default_factory=dict)
    taken: dict[tuple[str, str], int] = field(default_factory=dict)
    outcomes: dict[int, tuple[str, tuple[float, ...]]] = field(default_factory=dict)

    def game(self) -> Game:
        title, comment = self._head()
        root = self._tree()
        if self.words[self.at].kind != "over":
            raise self._wrong(f"{self.words[self.at].text!r} after the last node")
        try:
            return make_game(root, players=self.players, title=title, comment=comment)
        except SuzerainError as error:
            raise StrategyError(
                f"{self.name}: {error.what}", error.accepted, error.hint
            ) from error

    def _wrong(self, what: str) -> StrategyError:
        spot = min(self.at, len(self.words) - 1)
        return _wrong(self.name, self.words[spot].line, what)

    def _next(self, kind: str, wanted: str) -> str:
        word = self.words[self.at]
        if word.kind != kind:
            raise self._wrong(f"{word.text!r} where {wanted} should be")
        self.at += 1
        return word.text

    def _is(self, kind: str, text: str = "") -> bool:
        word = self.words[self.at]
        return word.kind == kind and text in {"", word.text}

    def _open(self) -> None:
        if not self._is("mark", "{"):
            raise self._wrong(f"{self.words[self.at].text!r} where {{ should be")
        self.at += 1

    def _head(self) -> tuple[str, str]:
        first = [word.text for word in self.words[:2]]
        if first != ["EFG", "2"] or self.words[2].text not in {"R", "D"}:
            raise self._wrong("it does not begin with `EFG 2 R`")
        self.at = len(first) + 1
        title = self._next("text", "the title")
        self._open()
        names = []
        while self._is("text"):
            names.append(self._next("text", "a player"))
        self._close()
        self.players = tuple(names)
        comment = self._next("text", "the comment") if self._is("text") else ""
        return title, comment

    def _close(self) -> None:
        if not self._is("mark", "}"):
            raise self._wrong(f"{self.words[self.at].text!r} where }} should be")
        self.at += 1

    def _tree(self) -> Node:
        """Read all nodes; a stack, not recursion, as a tree may be deep."""
        open_: list[_Node] = []
        gained = np.zeros(len(self.players))
        while True:
            kind = self._next("bare", "c, p or t")
            label = self._next("text", "the name of the node")
            done: Node | None = None
            if kind == _END:
                total, outcome = self._outcome(gained)
                done = Node(payoffs=total, label=label or outcome)
            elif kind in {_CHANCE, _PLAYER}:
                node = self._node(kind, label, gained)
                open_.append(node)
                gained = node.gained
            else:
                self.at -= 2
                raise self._wrong(f"a node of kind {kind!r}")
            while done is not None:
                if not open_:
                    return done
                top = open_[-1]
                top.branches.append(done)
                gained = top.gained
                done = None
                if len(top.branches) == len(top.actions):
                    done = _made(open_.pop())

    def _node(
        self,
        kind: str,
        label: str,
        gained: Array,
    ) -> _Node:
        player = ""
        if kind == _PLAYER:
            number = self._whole("the number of a player")
            if not 1 <= number <= len(self.players):
                raise self._wrong(f"player {number} of {len(self.players)}")
            player = self.players[number - 1]
        number = self._whole("the number of an information set")
        move = self._set(kind, player, number)
        known = self.sets[player, number]
        total, _ = self._outcome(gained)
        return _Node(
            player=player,
            move=move,
            actions=known.actions,
            probabilities=known.probabilities,
            label=label,
            gained=total,
        )

    def _set(self, kind: str, player: str, number: int) -> str:
        """Read what is said of an information set, and return the name of its move."""
        label = self._next("text", "its name") if self._is("text") else ""
        known = self.sets.get((player, number))
        if self._is("mark", "{"):
            line = self.at
            given = self._described(kind, label)
            if known and (given.actions, given.probabilities) != (
                known.actions,
                known.probabilities,
            ):
                self.at = line
                raise self._wrong(
                    f"the game is unbalanced: information set {number} of "
                    f"{player or 'chance'} had other actions before"
                )
            known = known or given
            self.sets[player, number] = known
        if known is None:
            raise self._wrong(
                f"information set {number} of {player or 'chance'} has no actions"
            )
        return self._move(player, number, known.label)

    def _move(self, player: str, number: int, label: str) -> str:
        """Name a move: as labelled if no other is, else by its number too."""
        name = label or f"{player or 'chance'} {number}"
        holder = self.taken.setdefault((player, name), number)
        return name if holder == number else f"{name}#{number}"

    def _described(self, kind: str, label: str) -> _Set:
        self._open()
        actions: list[str] = []
        odds: list[float] = []
        while self._is("text"):
            action = self._next("text", "an action")
            if action in actions or not action:  # Gambit lets actions share a name
                action = f"{action}#{len(actions) + 1}"
            actions.append(action)
            if kind == _CHANCE:
                odds.append(self._number("a probability"))
        self._close()
        if not actions:
            self.at -= 1
            raise self._wrong("an information set without actions")
        if kind == _CHANCE and abs(sum(odds) - 1) > ROUNDING:
            raise self._wrong(f"probabilities add up to {sum(odds):.10g}")
        return _Set(label=label, actions=tuple(actions), probabilities=tuple(odds))

    def _outcome(self, gained: Array) -> tuple[Array, str]:
        number = self._whole("the number of an outcome")
        label = self._next("text", "its name") if self._is("text") else ""
        if self._is("mark", "{"):
            self.at += 1
            payoffs = []
            while not self._is("mark", "}"):
                payoffs.append(self._number("a payoff"))
            if len(payoffs) != len(self.players):
                raise self._wrong(
                    f"{len(payoffs)} payoffs for {len(self.players)} players"
                )
            self.at += 1
            self.outcomes[number] = (label, tuple(payoffs))
        if number == 0:
            return gained, ""
        if number not in self.outcomes:
            raise self._wrong(f"outcome {number} has no payoffs")
        label, known = self.outcomes[number]
        return gained + np.array(known), label

    def _whole(self, wanted: str) -> int:
        text = self._next("bare", wanted)
        if not text.isdecimal():
            self.at -= 1
            raise self._wrong(f"{text!r} where {wanted} should be")
        return int(text)

    def _number(self, wanted: str) -> float:
        text = self._next("bare", wanted)
        above, slash, below = text.partition("/")
        try:
            number = float(above) / (float(below) if slash else 1)
        except (ValueError, ZeroDivisionError):
            number = math.nan
        if not math.isfinite(number):
            self.at -= 1
            raise self._wrong(f"{text!r} where {wanted} should be")
        return number


def _made(node: _Node) -> Node:
    return Node(
        player=node.player,
        move=node.move,
        actions=node.actions,
        branches=tuple(node.branches),
        probabilities=node.probabilities,
        label=node.label,
    )
