"""Review in a terminal: one claim after another, with its passage in context."""

from __future__ import annotations

import os
import shutil
import sys
import textwrap
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

from suzerain.app.cards import Card, card_of
from suzerain.app.review import Outdated, Review, WrongEdit
from suzerain.case.review import Action
from suzerain.case.review_edit import EDITABLE, check_edit
from suzerain.cli.failure import harmless
from suzerain.core.errors import SuzerainError

CONTEXT = 220  # signs of the document shown before and after a passage
WIDEST = 100
EDGE = 8  # signs of a line left for its margin and marks
NARROWEST = 40
USUAL = 80
HELP = """\
a accept    the sentence says this        n next       p previous
e edit      mend what was misread         j passage    show more of the text
x reject    the sentence does not say it  m missed     add a claim
u undo      take the last decision back   q quit       everything is kept"""
SIGNS = {
    "unreviewed": "o",
    "accepted": "a",
    "edited": "e",
    "rejected": "x",
    "added": "+",
}
ARROWS = {"\x1b[B": "n", "\x1b[C": "n", "\x1b[A": "p", "\x1b[D": "p"}
ESCAPE = "\x1b"
END = ("\x04", "\x03", "\x00")  # the last is a Ctrl-D typed before we listened


def review_in_terminal(review: Review, lines: TextIO, out: TextIO) -> None:
    """Judge claims by keys; by lines where keys cannot be read one by one.

    Args:
        review: The review.
        lines: Where keys come from.
        out: Where claims are shown.
    """
    Session(review, lines, out).run()


class Session:
    """One sitting of a reviewer before a terminal.

    Args:
        review: The review.
        lines: Where keys come from.
        out: Where claims are shown.
    """

    def __init__(self, review: Review, lines: TextIO, out: TextIO) -> None:
        self.review = review
        self.lines = lines
        self.out = out
        self.single = _single_keys(lines)
        self.coloured = out.isatty() and not os.environ.get("NO_COLOR")
        self.place = self._first_open()
        self.made: list[str] = []
        self.wide = False
        self.acts: dict[str, Callable[[], object]] = {
            "a": lambda: self.decide("accept"),
            "x": lambda: self.decide("reject"),
            "e": self.edit,
            "u": self.undo,
            "n": lambda: self.move(1),
            "p": lambda: self.move(-1),
            "j": self.widen,
            "m": self.add,
            "?": lambda: self.say(HELP),
        }

    def run(self) -> None:
        """Show claim after claim until the reviewer quits or the input ends."""
        if not self.review.claims:
            self.say("There is no claim to review.")
            return
        shown = None
        while True:
            state = (self.place, self.wide, self.review.version)
            if state != shown:
                self.show()
                shown = state
            key = self.key("a e x u n p j m q ? > ")
            if key is None or key == "q":
                break
            act = self.acts.get(key)
            if act is None:
                self.say(f"{key!r} does nothing here; ? lists the keys")
                continue
            try:
                act()
            except WrongEdit as error:
                for name, words in error.wrong.items():
                    self.say(f"{name}: {words}")
            except Outdated:
                self.say(
                    "somebody else has decided meanwhile; it is shown as it is now"
                )
            except SuzerainError as error:
                self.say(str(error))
        self.say(f"{self.review.progress}; everything is kept")

    # ---- what is shown

    @property
    def width(self) -> int:
        """Signs in a line."""
        columns = shutil.get_terminal_size((USUAL, 24)).columns
        return max(NARROWEST, min(columns, WIDEST))

    def say(self, words: str) -> None:
        """Print lines, without signs that could steer the terminal."""
        print(harmless(words), file=self.out, flush=True)

    def card(self) -> Card:
        """The claim at hand, as it stands."""
        self.place = min(self.place, len(self.review.claims) - 1)
        return card_of(self.review, self.review.claims[self.place])

    def show(self) -> None:
        """Print the claim at hand: where it stands, what it says, its passage."""
        card = self.card()
        paper = next(one for one in self.review.case.documents if one.id == card["doc"])
        words = card["words"]
        self.say("-" * self.width)
        head = f"{self.place + 1} of {len(self.review.claims)}: {self.review.progress}"
        status = f"[{SIGNS[card['status']]}] {card['status']}"
        self._wrapped(f"{head} {self._bar()} {status}")
        self._wrapped(", ".join(one for one in (paper.name, paper.published) if one))
        self.say("")
        for line in self._passage(card, paper.text):
            print(line, file=self.out)
        self.say("")
        sign = "not: " if card["polarity"] == "negative" else ""
        good = f" ({words['good']})" if card["good"] else ""
        subject = words["subject"] or "nobody named"
        parts = [subject, f"{sign}{words['relation']}{good}"]
        parts += [words["object"]] if words["object"] else []
        self._wrapped(" -> ".join(parts), bold=True)
        amount = f"{words['amount']}; " if words["amount"] else ""
        by = f", said by {card['attributed_to']}" if card["attributed_to"] else ""
        time = f", {card['time']}" if card["time"] else ""
        self._wrapped(f"{amount}{card['kind']}, {card['certainty']}{by}{time}")
        self._wrapped(f"read by {card['extractor'] or 'unknown'}")
        for name, old in card["was"].items():
            self._wrapped(f"{name} was {'nothing' if old in (None, '') else old}")
        for flag in card["flags"]:
            self._wrapped(f"! {flag}")
        self.out.flush()

    def _bar(self) -> str:
        full = 12
        done = full * self.review.reviewed // max(len(self.review.claims), 1)
        return "[" + "#" * done + "." * (full - done) + "]"

    def _wrapped(self, words: str, *, bold: bool = False) -> None:
        for line in textwrap.wrap(harmless(" ".join(words.split())), self.width):
            styled = f"\x1b[1m{line}\x1b[0m" if bold and self.coloured else line
            print(styled, file=self.out)

    def _passage(self, card: Card, text: str) -> Iterator[str]:
        """Wrap the passage and what stands around it; mark the passage."""
        room = CONTEXT * 4 if self.wide else CONTEXT
        start, end = card["start"], card["end"]
        first, last = max(0, start - room), min(len(text), end + room)
        before = ("..." if first else "") + text[first:start]
        after = text[end:last] + ("..." if last < len(text) else "")
        pieces = [(before, False), (text[start:end], True), (after, False)]
        words: list[tuple[str, bool, bool]] = []
        glued = False
        for piece, lit in pieces:
            clean = harmless(piece)
            if clean[:1].isspace():
                glued = False
            for word in clean.split():
                for at in range(0, len(word), self.width - EDGE):
                    words.append((word[at : at + self.width - EDGE], lit, glued))
                    glued = at == 0 and len(word) > self.width - EDGE
                glued = False
            glued = bool(clean) and not clean[-1:].isspace()
        yield from self._filled(words)

    def _filled(self, words: list[tuple[str, bool, bool]]) -> Iterator[str]:
        """Fill lines with words; colour or marks are put in afterwards."""
        on, off = ("\x1b[7m", "\x1b[0m") if self.coloured else (">>", "<<")
        line, size, lit = "", 0, False
        for word, marked, glued in words:
            gap = "" if glued or not size else " "
            edge = 0 if self.coloured else 2 * (marked != lit)
            if size and size + len(gap) + len(word) + edge + 2 > self.width:
                yield "  " + line + (off if lit and self.coloured else "")
                line, size = (on if lit and self.coloured else ""), 0
                gap = ""
            if lit and not marked:
                line, size = line + off, size + edge
            line += gap
            if marked and not lit:
                line, size = line + on, size + edge
            lit = marked
            line, size = line + word, size + len(gap) + len(word)
        if lit:
            line += off
        yield "  " + line

    # ---- what is asked

    def key(self, prompt: str) -> str | None:
        """Read one key, or the first letter of a line; None at the end of input."""
        print(prompt, end="", file=self.out, flush=True)
        if not self.single:
            line = self.ask("")
            return None if line is None else line.strip()[:1] or "n"
        pressed = _read_key()
        if pressed in END:
            pressed = "q"
        key = ARROWS.get(pressed, pressed)
        self.say(key if key.isprintable() else "")
        return "n" if key in ("\r", "\n", " ") else key

    def ask(self, words: str) -> str | None:
        """Read a line of text; None when the input ends."""
        print(harmless(words), end="", file=self.out, flush=True)
        line = self.lines.readline()
        if not self.lines.isatty():
            self.say("")
        return line.rstrip("\r\n") if line else None

    # ---- what a key does

    def _first_open(self) -> int:
        for place, claim in enumerate(self.review.claims):
            if self.review.status(claim.id) == "unreviewed":
                return place
        return 0

    def move(self, step: int) -> None:
        """Go to the next or the previous claim."""
        place = self.place + step
        if 0 <= place < len(self.review.claims):
            self.place, self.wide = place, False
        else:
            self.say(
                "this is the last claim" if step > 0 else "this is the first claim"
            )

    def widen(self) -> None:
        """Show more of the text around the passage, or less again."""
        self.wide = not self.wide

    def decide(self, action: Action, fields: dict[str, str] | None = None) -> None:
        """Keep a decision on the claim at hand and go on."""
        card = self.card()
        self.review.decide(action, card["id"], fields=fields, seen=card["latest"])
        self.made.append(card["id"])
        self.say(f"{action}: kept. {self.review.progress}")
        if self.place + 1 < len(self.review.claims):
            self.move(1)

    def undo(self) -> None:
        """Take back the last decision of this sitting, else of the claim at hand."""
        claim = self.made.pop() if self.made else str(self.card()["id"])
        self.review.decide("undo", claim)
        ids = [one.id for one in self.review.claims]
        self.place = ids.index(claim) if claim in ids else self.place
        self.place = min(self.place, len(ids) - 1)
        self.say(f"taken back. {self.review.progress}")

    def edit(self) -> None:
        """Ask for every field; an empty line keeps it, a dash empties it."""
        card = self.card()
        self.say("Enter keeps a field, - empties it, . ends.")
        fields = self._fields({name: card[name] for name in EDITABLE})
        if fields:
            self.decide("edit", fields)
        else:
            self.say("nothing was changed")

    def _fields(self, old: dict[str, object]) -> dict[str, str]:
        fields: dict[str, str] = {}
        for name, value in old.items():
            known = "" if value is None else str(value)
            while True:
                said = self.ask(f"  {name} [{known}]: ")
                if said is None or said.strip() == ".":
                    return fields
                if not said.strip():
                    break
                given = "" if said.strip() == "-" else said
                wrong = check_edit({name: given}, self.review.claims)[1]
                if not wrong:
                    fields[name] = given
                    break
                self.say(f"  {wrong[name]}")
        return fields

    def add(self) -> None:
        """Ask for words of the document at hand and for what they state."""
        card = self.card()
        paper = next(one for one in self.review.case.documents if one.id == card["doc"])
        said = self.ask("Words of the text that state it: ")
        words = (said or "").strip()
        at = paper.text.find(words) if words else -1
        if at < 0:
            self.say(f"these words do not stand so in {paper.name}")
            return
        blank: dict[str, object] = dict.fromkeys(EDITABLE, "")
        blank |= {"polarity": "positive", "certainty": "asserted"}
        blank.pop("kind")
        self.say("Enter leaves a field empty, . ends.")
        made = self.review.add(paper.id, at, at + len(words), self._fields(blank))
        self.made.append(made.claim)
        ids = [one.id for one in self.review.claims]
        self.place = ids.index(made.claim)
        self.say(f"added. {self.review.progress}")


def _single_keys(lines: TextIO) -> bool:
    """Say whether single keys can be read: from the terminal itself only."""
    try:
        return lines.isatty() and lines.fileno() == sys.stdin.fileno()
    except (OSError, ValueError):
        return False


if sys.platform == "win32":  # pragma: no cover - other systems

    def _read_key() -> str:
        import msvcrt

        key = msvcrt.getwch()
        if key in ("\x00", "\xe0"):
            return {"P": "\x1b[B", "H": "\x1b[A"}.get(msvcrt.getwch(), "")
        return key

else:

    @contextmanager
    def _unbuffered(descriptor: int) -> Iterator[None]:
        """Let keys through one by one; Ctrl-C still interrupts."""
        import termios
        import tty

        before = termios.tcgetattr(descriptor)
        try:
            tty.setcbreak(descriptor, termios.TCSANOW)
            yield
        finally:
            termios.tcsetattr(descriptor, termios.TCSANOW, before)

    def _read_key() -> str:
        import select

        descriptor = sys.stdin.fileno()
        with _unbuffered(descriptor):
            key = os.read(descriptor, 1)
            more = 0 if not key else _rest(key[0])
            while key == ESCAPE.encode() or more:
                if not select.select([descriptor], [], [], 0.05)[0]:
                    break
                key += os.read(descriptor, 2 if key == ESCAPE.encode() else more)
                more = 0
        return key.decode("utf-8", "replace") or END[0]

    def _rest(first: int) -> int:
        """How many bytes of a letter follow its first byte in UTF-8."""
        return sum(first >= least for least in (0xC0, 0xE0, 0xF0))
