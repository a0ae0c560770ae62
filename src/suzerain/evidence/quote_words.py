# ruff: noqa: RUF001, RUF002 - curly quotes and dashes are what is looked for

"""The words of a text as quotes are compared by them, and what each word may change."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from suzerain.evidence.number_words import ONES, TENS
from suzerain.evidence.vocabulary import irregular, verb_forms, verb_lexicon
from suzerain.sources.signs import view_of

Change = Literal["", "negation", "number", "modality", "name", "frame"]
"""What a word left out would change; empty when it changes little."""

_APOSTROPHE = "['’ʼ′´`]"
_TENS, _ONES = "|".join(TENS), "|".join(ONES[1:10])
_LETTERS = r"[^\W\d_][^\W\d_\u0300-\u036f]*(?:[\u0300-\u036f]+[^\W\d_]*)*"
TOKEN = re.compile(
    r"(?:(?<=\s)|(?<=^)|(?<=\())[-−](?=\d)(?P<minus>\d+(?:[.,]\d+)*)"
    r"|\d{1,3}(?:[,\u00a0\u202f\u2009]\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)*"
    rf"|\b(?P<tens>{_TENS})[-‐‑– ](?P<ones>{_ONES})\b"
    r"|\bper\s?cent\b|\bpct\b|[%&$€£¥₽₹₩₪₺₴₸₫]"
    rf"|\b(?:ca|wo|sha)(?=n{_APOSTROPHE}t\b)|\bcan(?=not\b)|(?<=\bcan)not\b"
    rf"|[^\W\d_]+?(?=n{_APOSTROPHE}t\b)|n{_APOSTROPHE}t\b"
    rf"|{_APOSTROPHE}(?:s|re|ve|ll|d|m)\b|{_LETTERS}",
    re.IGNORECASE,
)
ELLIPSIS = re.compile(
    r"[\[(]\s*(?:\.\s?){2,}[\])]|[\[(]\s*…\s*[\])]|(?:\.\s?){3,}|…",
)
_WRITTEN = {
    "&": "and", "percent": "%", "pct": "%", "n't": "not", "ca": "can", "wo": "will",
    "sha": "shall", "'re": "are", "'ve": "have", "'ll": "will", "'m": "am",
    "bn": "billion", "bln": "billion", "mn": "million", "mln": "million",
    **{word: str(value) for value, word in enumerate(ONES)},
    **{word: str(10 * (place + 2)) for place, word in enumerate(TENS)},
}  # fmt: skip
_SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’»)\]]*(?:\s|$)|[。！？]")
_PARAGRAPH_END = re.compile(r"\n[^\S\n]*\n")
_EDGE = re.compile(r"[,;:()\[\]—–\"“”«»]|\s-\s|--")
_ABBREVIATED = frozenset(
    "mr mrs ms dr st gen sen rep gov col lt maj capt adm sgt prof jr sr no vs".split()  # noqa: SIM905
)
CASED = frozenset(["us", "may", "march", "who", "it", "turkey", "china", "august"])
"""Words that mean something else when they are written large."""

NEGATIONS = frozenset(
    "not no never none nobody nothing neither nor nowhere without cannot hardly "  # noqa: SIM905
    "barely scarcely rarely seldom little few unable unlikely untrue false nil zero "
    "anything anybody anymore longer least".split()
)
_REVERSING = (
    "deny fail refuse decline reject doubt dispute refute rebut lack cease stop "
    "halt suspend cancel abandon avoid prevent block forbid ban bar prohibit miss "
    "withdraw withhold oppose renounce revoke disavow disown exclude neglect omit "
    "end quit escape resist scrap freeze delay postpone scrub shun spurn veto"
)
REVERSALS = frozenset(form for base in _REVERSING.split() for form in verb_forms(base))
MODALS = frozenset(
    "may might could would should can must will shall ought 'd if unless whether "  # noqa: SIM905
    "likely probably possibly perhaps maybe reportedly allegedly apparently "
    "supposedly purportedly presumably potentially conceivably seemingly ostensibly "
    "theoretically arguably conditionally provisionally tentatively nominally "
    "possible probable potential alleged purported supposed suspected proposed "
    "planned presumed conditional hypothetical rumoured rumored putative unconfirmed "
    "unverified claims claimed says said according once provided".split()
)
BOUNDS = frozenset(
    "more less fewer most over under above below up about around some roughly "  # noqa: SIM905
    "approximately nearly almost half quarter third fifth double twice triple than "
    "million billion trillion thousand hundred dozen dozens hundreds thousands "
    "millions billions percent percentage only just exactly first second last "
    "nearly minimum maximum all every each both several many much part partly "
    "entirely wholly completely fully".split()
)
HOLDING = frozenset(
    "is are was were be been being am has have had do does did get gets got gotten "  # noqa: SIM905
    "by from to against for with than except but until till before after since "
    "because instead rather despite like between among so-called former ex non anti "
    "pseudo quasi would-be fake sham mock draft wannabe or who whom whose which "
    "unofficial as 's".split()
)
HEADS = frozenset(
    "north south east west northern southern eastern western new old anti non ex "  # noqa: SIM905
    "former pro un vice deputy".split()
)
SCALES = frozenset(
    "million billion trillion thousand hundred dozen % k m b tn crore lakh".split()  # noqa: SIM905
)
_LEFT_OUT = frozenset(
    "the a an this that these those its their his her our also too then thus "  # noqa: SIM905
    "therefore however moreover meanwhile indeed again very quite further own".split()
)


@dataclass(frozen=True, slots=True)
class Words:
    """A text as the words by which quotes are compared.

    Args:
        keys: For each word how it is compared: small letters, no accents, numbers as
            digits, "n't" as "not".
        raw: The words as they stand.
        starts: First code point of each.
        ends: One past the last code point of each.
        breaks: What stands before each: 0 nothing, 1 a comma or bracket, 2 the end of
            a sentence, 3 the end of a paragraph.
        places: Where each key stands.
    """

    keys: tuple[str, ...]
    raw: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    breaks: tuple[int, ...]
    places: Mapping[str, tuple[int, ...]]

    def __len__(self) -> int:
        return len(self.keys)

    def is_name(self, at: int) -> bool:
        """Whether a word is written large within a sentence."""
        word = self.raw[at]
        return word[:1].isupper() and (self.breaks[at] < 2 or len(word) == 1)

    def change(self, at: int) -> Change:  # noqa: PLR0911 - one line a reason
        """What would change if a word were left out without a sign."""
        key = self.keys[at]
        if key in NEGATIONS or key in REVERSALS:
            return "negation"
        if key in MODALS:
            return "modality"
        if key[:1].isdigit() or key[:1] == "-" or key in BOUNDS or key in SCALES:
            return "number"
        if not key[:1].isalnum() and key != "'s":
            return "number"
        if key in _LEFT_OUT:
            return ""
        if self.is_name(at):
            return "name"
        if key in HOLDING or key in _verbs() or key.endswith(("ed", "ing")):
            return "frame"
        return "negation" if key.startswith(("un", "non", "dis", "anti")) else ""


@cache
def _verbs() -> frozenset[str]:
    """Forms of the verbs that the reader knows, and of the irregular ones."""
    return frozenset(
        [form for base in irregular() for form in verb_forms(base)] + [*verb_lexicon()]
    )


@lru_cache(maxsize=32)
def words_of(text: str) -> Words:
    """Cut a text into words to compare; signs that hide or forge are seen through.

    Args:
        text: Any text.

    Examples:
        >>> words_of("It can’t sell 1,400 tonnes.").keys
        ('it', 'can', 'not', 'sell', '1400', 'tonnes')
    """
    view = view_of(text)
    seen = text if view is None else view.text
    keys: list[str] = []
    raw: list[str] = []
    spans: list[tuple[int, int]] = []
    breaks: list[int] = []
    places: dict[str, list[int]] = defaultdict(list)
    before, last = 0, ""
    for found in TOKEN.finditer(seen):
        key = _key(found)
        places[key].append(len(keys))
        breaks.append(_break(seen[before : found.start()], last) if keys else 2)
        keys.append(key)
        raw.append(found[0])
        spans.append(found.span() if view is None else view.back(*found.span()))
        before, last = found.end(), found[0]
    return Words(
        keys=tuple(keys),
        raw=tuple(raw),
        starts=tuple(start for start, _ in spans),
        ends=tuple(end for _, end in spans),
        breaks=tuple(breaks),
        places={key: tuple(at) for key, at in places.items()},
    )


def _key(found: re.Match[str]) -> str:
    word = found[0]
    if found["minus"]:
        return f"-{found['minus'].replace(',', '')}"
    if found["tens"]:
        tens = TENS.index(found["tens"].lower()) + 2
        return str(10 * tens + ONES.index(found["ones"].lower()))
    if word[0].isdigit():
        return re.sub(r"[,\u00a0\u202f\u2009]", "", word)
    if not word.isascii():
        word = re.sub("[’ʼ′´]", "'", word)
        parts = unicodedata.normalize("NFKD", word)
        word = "".join(sign for sign in parts if not unicodedata.combining(sign))
    word = word.replace("`", "'").casefold()
    if word.startswith("per") and word.removeprefix("per").strip() == "cent":
        return "%"
    return _WRITTEN.get(word, word)


def _break(gap: str, last: str) -> int:
    """How far a gap between two words parts them."""
    if gap == " ":
        return 0
    if "\n" in gap and _PARAGRAPH_END.search(gap):
        return 3
    if _SENTENCE_END.search(gap):
        short = gap.startswith(".") and (len(last) == 1 or last.lower() in _ABBREVIATED)
        return 0 if short else 2
    return 1 if _EDGE.search(gap) else 0
