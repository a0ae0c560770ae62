# ruff: noqa: RUF001 - curly quotes are made; chance is seeded and no secret

"""Quotes made from true sentences: written otherwise, or turned into something untrue.

The words here are lists of their own, apart from those of the verifier that they test.
Half of the ways are ones that the verifier has no rule for.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from random import Random

Way = Callable[[str, Random], str]
"""Makes another text of a sentence; the same text when it does not apply."""

AUXILIARY = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should)\b"
)
LETTERS = re.compile(r"(?<![\w'’-])[a-z]{4,}(?![\w'’-])")
DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{2,}(?: [A-Z][a-z]{2,})?")
COUNTED = (
    ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
     "twelve", "fifteen", "twenty", "thirty", "forty", "fifty", "sixty", "eighty"],
    ["half", "third", "quarter", "fifth", "tenth"],
    ["million", "billion", "thousand", "hundred", "trillion"],
    ["dozens", "hundreds", "thousands", "millions"],
    ["percent", "million", "tonnes"], ["twice", "thrice"], ["once", "twice"],
    ["first", "second", "third", "last"], ["more", "less"], ["most", "least"],
    ["January", "February", "March", "April", "June", "July", "August", "September",
     "October", "November", "December"], ["above", "below"], ["over", "under"],
    ["week", "month", "year", "day"], ["weeks", "months", "years", "days", "decades"],
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"], ["double", "triple"],
    ["dollars", "euros", "roubles"], ["minimum", "maximum"], ["all", "some", "no"],
)  # fmt: skip
SURE = {
    "may": "will", "might": "will", "could": "can", "would": "will", "should": "must",
    "can": "must", "will": "may", "may have": "has", "could have": "has",
    "might be": "is", "may be": "is", "would be": "is", "will be": "is",
    "could be": "was", "must": "may", "likely": "certain", "probably": "certainly",
    "possible": "certain", "possibly": "certainly", "perhaps": "surely",
    "reportedly": "demonstrably", "allegedly": "demonstrably", "unlikely": "likely",
    "expects": "knows", "expected": "seen", "hopes": "knows", "believes": "knows",
    "seems": "is", "appears": "is", "wants": "gets", "plans": "starts",
    "proposed": "signed", "offered": "gave", "promised": "gave", "if": "because",
    "if ": "when ", "unless": "because", "whether": "that", "threatened": "went on",
    "could not": "did not", "would not": "does not", "warned": "announced",
    "suggests": "proves", "claims": "proves", "says": "proves", "said": "proved",
}  # fmt: skip
TURNED = (
    (r"\bnot\b ?", ""), (r"(?<=\w)n['’]t\b", ""), (r"\bcannot\b", "can"),
    (r"\bno\b", "a"), (r"\bno\b ?", ""), (r"\bNo\b", "A"), (r"\bnever\b", "often"),
    (r"\bnever\b ?", ""), (r"\bwithout\b", "with"), (r"\bnothing\b", "everything"),
    (r"\bnobody\b", "everybody"), (r"\bNobody\b", "Everybody"), (r"\bnone\b", "all"),
    (r"\bneither\b", "both"), (r"\bnor\b", "and"), (r"\bNeither\b", "Both"),
    (r"\bhardly\b ?", ""), (r"\bbarely\b ?", ""), (r"\brarely\b", "often"),
    (r"\bfails? to ", ""), (r"\bfailed to ", ""), (r"\brefuse[sd]? to ", ""),
    (r"\brefuse([sd]?) to\b", r"agree\1 to"), (r"\bdeclined to ", ""),
    (r"\bdenie([sd])\b", r"admitte\1"), (r"\bdenied\b", "confirmed"),
    (r"\bdenied that ", ""), (r"\brejected\b", "accepted"), (r"\bun(?=[a-z]{4,})", ""),
    (r"\bno longer ?", ""), (r"\bstopped\b", "started"), (r"\blittle\b", "much"),
    (r"\bfew\b", "many"), (r"\bonly\b ?", ""), (r"\black(?:s|ed)?\b", "has"),
    (r"\bnot ([a-z]+)\b", r"\1"), (r"\bended\b", "began"), (r"\bhalted\b", "resumed"),
    (r"^.*?\bnot\b ", ""), (r"^.*?\bnever\b ", ""), (r"^.*?\bno\b ", ""),
    (r"^.*?\bcannot\b ", ""), (r"^.*?n['’]t\b ", ""), (r"\bagainst\b", "for"),
    (r"\bdid not ([a-z]+)\b", r"did \1"), (r"\bdoes not ([a-z]+)\b", r"\1s"),
)  # fmt: skip


def _once(pattern: str | re.Pattern[str], made: str) -> Way:
    """Put something in the place of one match, by chance."""
    compiled = re.compile(pattern)

    def way(text: str, chance: Random) -> str:
        found = list(compiled.finditer(text))
        if not found:
            return text
        one = chance.choice(found)
        return text[: one.start()] + one.expand(made) + text[one.end() :]

    return way


def _anywhere(words: str) -> Way:
    """Put words before a word of the sentence, by chance."""
    return _once(LETTERS, rf"{words} \g<0>")


def _swapped(words: Sequence[str]) -> Way:
    def way(text: str, chance: Random) -> str:
        found = re.findall(rf"\b(?:{'|'.join(words)})\b", text)
        if not found:
            return text
        old = chance.choice(found)
        new = chance.choice([word for word in words if word != old])
        return re.sub(rf"\b{old}\b", new, text, count=1)

    return way


def _digit(text: str, chance: Random) -> str:
    """Change one digit of a number."""
    found = [at for at, sign in enumerate(text) if sign.isdigit()]
    if not found:
        return text
    at = chance.choice(found)
    other = chance.choice([one for one in "123456789" if one != text[at]])
    return text[:at] + other + text[at + 1 :]


def _moved(text: str, chance: Random) -> str:
    """Make a number ten times larger, smaller by a digit, or round it."""
    found = list(DIGITS.finditer(text))
    if not found:
        return text
    one = chance.choice(found)
    number = one[0]
    grown = [number + "0", number[:-1].rstrip(".,") or "0", "1" + number]
    made = chance.choice([way for way in grown if way != number])
    return text[: one.start()] + made + text[one.end() :]


def _two_names(text: str, chance: Random) -> str:  # noqa: ARG001 - a Way
    """Let two names change places."""
    found = list(NAME.finditer(text))
    if len(found) < 2 or found[0][0] == found[-1][0]:
        return text
    left, right = found[0], found[-1]
    middle = text[left.end() : right.start()]
    return text[: left.start()] + right[0] + middle + left[0] + text[right.end() :]


def other_name(names: Sequence[str]) -> Way:
    """Put another name of the same article in the place of a name.

    Args:
        names: Names to choose from.
    """

    def way(text: str, chance: Random) -> str:
        found = list(NAME.finditer(text))
        if not found:
            return text
        one = chance.choice(found)
        others = [name for name in names if name not in one[0] and one[0] not in name]
        if not others:
            return text
        return text[: one.start()] + chance.choice(others) + text[one.end() :]

    return way


def _clause(text: str, chance: Random) -> str:
    """Take a stretch from one comma to another."""
    parts = re.split(r", ", text.rstrip(".!?"))
    if len(parts) < 2:
        return text
    first = chance.randrange(len(parts))
    last = chance.randrange(first + 1, len(parts) + 1)
    piece = ", ".join(parts[first:last])
    return piece if len(piece.split()) >= 5 else text


def _aside(mark: str) -> Way:
    """Write an ellipsis for what stands between two commas."""
    return _once(r", [^,;:.?!]{8,60},(?= )", mark)


def _every(pattern: str, made: str, most: int = 0) -> Way:
    return lambda text, chance: re.sub(pattern, made, text, count=most)  # noqa: ARG005 - a Way


def _space(text: str, chance: Random) -> str:
    """Break lines and double spaces, by chance."""
    kinds = [" ", "  ", "\n", "\u00a0", " \n ", "\t"]
    return re.sub(" ", lambda _: chance.choice(kinds), text)


def _first_case(text: str, chance: Random) -> str:  # noqa: ARG001 - a Way
    return text[:1].swapcase() + text[1:]


def _apart(text: str, chance: Random) -> str:  # noqa: ARG001 - a Way
    """Write accents as signs of their own."""
    return unicodedata.normalize("NFD", text)


def _hidden(text: str, chance: Random) -> str:
    """Put a sign that nobody sees into a long word."""
    return _once(r"(?<=[a-z]{4})(?=[a-z]{4})", "\u00ad")(text, chance)


FAITHFUL: Mapping[str, Way] = {
    "as it is": lambda text, chance: text,  # noqa: ARG005 - a Way
    "straight quotes": _every('[“”«»"]', '"'),
    "curly apostrophes": _every("['’]", "’"),
    "curly quotes": lambda text, chance: f"“{text}”",  # noqa: ARG005 - a Way
    "dashes": _every(r"[-–—]", "–"),
    "hyphens": _every(r"(?<=\w)-(?=[a-z])", " "),
    "space": _space,
    "first letter": _first_case,
    "ellipsis for an aside": _aside(" ..."),
    "bracketed ellipsis for an aside": _aside(" […]"),
    "ellipses at both ends": lambda text, chance: f"... {text.rstrip('.')} …",  # noqa: ARG005
    "no article": _once(r"(?<=[a-z] )(?:the|a|an) (?=[a-z])", ""),
    "no articles": _every(r"(?<=[a-z]{3} )(?:the|a|an) (?=[a-z])", "", 2),
    "no adverb": _once(r"(?<=[a-z] )(?:quickly|officially|also|very|still|now|widely|largely|recently) (?=[a-z])", ""),  # noqa: E501
    "no adjective": _once(r"(?<=the )(?:new|large|big|small|long|old|foreign|heavy|natural|main|whole) (?=[a-z])", ""),  # noqa: E501
    "clause": _clause,
    "per cent": _every(r" ?(?:%|percent\b|per cent\b)", " per cent"),
    "per cent sign": _every(r" ?(?:percent\b|per cent\b)", "%"),
    "long negation": _every(r"(?<=d|s|e)n['’]t\b", " not"),
    "short negation": _every(r"(?<=did|oes|was) not\b", "n't"),
    "accents apart": _apart,
    "hidden sign": _hidden,
    "no commas": _every(r",(?= )", ""),
    "marked words": _once(LETTERS, r"**\g<0>**"),
    "no full stop": _every(r"[.!?]$", ""),
}  # fmt: skip
NEGATED: Mapping[str, Way] = {
    "not": _once(AUXILIARY, r"\g<0> not"),
    "n't": _once(r"\b(?:is|are|was|were|has|have|had|would|could)\b", r"\g<0>n't"),
    "never": _anywhere("never"),
    "no": _anywhere("no"),
    "does not": _anywhere("does not"),
    "without": _anywhere("without"),
    "hardly": _anywhere("hardly"),
    "fails to": _anywhere("fails to"),
    "refused to": _anywhere("refused to"),
    "stopped": _anywhere("stopped"),
    "far from": _anywhere("far from"),
    "anything but": _anywhere("anything but"),
    "un-": _once(LETTERS, r"un\g<0>"),
    "non-": _once(LETTERS, r"non-\g<0>"),
    "-less": _once(LETTERS, r"\g<0>less"),
    "it is false": lambda text, chance: f"It is false that {_first_case(text, chance)}",
    "denied": lambda text, chance: f"He denied that {_first_case(text, chance)}",
    "nobody": lambda text, chance: f"Nobody believes that {_first_case(text, chance)}",
    "not so": lambda text, chance: f"{text.rstrip('.')}, which is not so.",  # noqa: ARG005
    "lacks": _anywhere("lacks"),
}  # fmt: skip
COUNTED_OTHERWISE: Mapping[str, Way] = {
    "digit": _digit,
    "magnitude": _moved,
    **{"/".join(words): _swapped(words) for words in COUNTED},
    "no scale": _once(r"(?<=\d )(?:million|billion|thousand|trillion)\b ?", ""),
    "no sign of per cent": _once(r"(?<=\d) ?(?:%|percent\b|per cent\b)", ""),
    "no bound": _once(r"\b(?:at least|at most|more than|less than|up to|nearly) (?=[\d$€£])", ""),  # noqa: E501
    "another currency": _once(r"[$€£]", "¥"),
    "added share": _anywhere("half of"),
    "added number": _anywhere("seven"),
}  # fmt: skip
NAMED_OTHERWISE: Mapping[str, Way] = {
    "two names change places": _two_names,
    "South": _once(r"\bNorth\b", "South"),
    "East": _once(r"\bWest(?:ern)?\b", "East"),
    "one of two": _once(r"(?<=[a-z] )[A-Z][a-z]+ and (?=[A-Z])", ""),
    "added name": _once(r"(?<=[a-z] )(?=[A-Z][a-z]+)", "Atlantis and "),
    "letters": _once(r"(?<=[a-z] [A-Z][a-z]{2})[a-z]+", "tovia"),
}  # fmt: skip
TURNED_BACK: Mapping[str, Way] = {
    f"{old} -> {new}": _once(old, new) for old, new in TURNED
}
SURER: Mapping[str, Way] = {
    **{f"{old} -> {new}": _once(rf"\b{old}\b", new) for old, new in SURE.items()},
    **{
        f"no {word}": _once(rf"(?<=\w ){word} ", "")
        for word in (
            "may", "might", "could", "would", "probably", "possibly", "perhaps",
            "reportedly", "allegedly", "likely", "apparently", "is expected to",
            "wants to", "plans to", "is ready to", "promised to", "hopes to",
            "would like to", "is said to", "is thought to", "is to", "seems to",
            "alleged", "proposed", "planned", "possible", "about to",
        )
    },
    "behind may": _once(r"^.*?\b(?:may|might|could) ", ""),
    "behind if": _once(r"^.*?\b(?:[Ii]f|[Uu]nless) ", ""),
    "certainly": _anywhere("certainly"),
    "perhaps": _anywhere("perhaps"),
}  # fmt: skip


def dressed(text: str, chance: Random) -> str:
    """Write a quote otherwise in a way that changes nothing.

    Args:
        text: The quote.
        chance: Seeded.
    """
    ways = ("as it is", "straight quotes", "curly quotes", "space", "dashes")
    return FAITHFUL[chance.choice(ways)](text, chance)
