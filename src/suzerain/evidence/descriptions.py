"""Descriptions and pronouns in a text, not yet resolved."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from suzerain.evidence.control import forms_of
from suzerain.evidence.gazetteer import Word
from suzerain.evidence.mention import Draft, Scene
from suzerain.evidence.parsed import COORDINATORS, DO, HAVE, RELATIVE
from suzerain.evidence.vocabulary import read_vocabulary, verb_lexicon, word_set

PRONOUNS = frozenset(
    "he him his himself she her hers herself they them their theirs themselves it its"  # noqa: SIM905
    " itself there".split()
)
EMPTY_IT = re.compile(
    r"it(?:['\u2019]s| is| was| has been| would be| will be| may be| might be"
    r"| remains?| seems?| appears?| became| becomes| takes| took| could be)"
    r" (?:(?:not|very|quite|highly|also|still|now|only|too|more|increasingly) )*"
    r"(?:(?:clear|likely|unlikely|possible|impossible|difficult|hard|easy|unclear|true"
    r"|important|time|obvious"
    r"|worth|wise|credible|necessary|certain|no (?:secret|longer)"
    r")"
    r"\b|(?!(?:\w+ing|said|expected|ready|willing|able|set|due|free|bound|thought"
    r"|believed|prepared|determined|eager|keen|reluctant|forced|reported|known|home"
    r"|concerned|worried|mystified|alarmed|pleased|disappointed|convinced|confident"
    r"|satisfied|aware|unaware|sure|afraid|glad|happy|sorry|angry|surprised|shocked"
    r"|hopeful|optimistic|content|dissatisfied|unhappy|dismayed|outraged|appalled"
    r"|responsible|famous|poised|obliged|grateful|open|committed|entitled)\b)"
    r"(?:(?:neither|either|none|not) \w+|an? (?:\w+ )?(?:idea|pity|shame|matter|fact"
    r"|mistake|lie|secret|mystery|question|sign|miracle|disgrace)\b"
    r"|\w+ (?:that|to|for|whether|how|why|if)\b)|the first time|like\b|as if\b)",
    re.IGNORECASE,
)
CLEFT = re.compile(
    r"[Ii]t (?:is|was|will be|has been) (?:not |only |now |the |chiefly )*"
    r"[A-Z][\w.'\u2019-]+(?: [\w.'\u2019-]+){0,4}?,? (?:who|that|which|whom|not)\b"
    r"|[Ii]t (?:would|will|may|might) (?:not )?be the (?:first|second|last|only) time\b"
    r"|[Ii]t (?:is|was) about \w+ing\b|it (?:is|was) done\b"
)
SENTENCE = re.compile(
    r"(?<=[.!?])[\"\u201d\u2019')\]]*\s+(?=[\"\u201c\u2018(]?[A-Z])|\n+"
)
ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|St|Gen|Sen|Col|Lt|Rep|Gov|Prof|Jr|Sr|No|vs)|\b[A-Z])\.$"
)
COUNTED_THEM = re.compile(
    r"(?:\d|\bdozens?|\bhundreds?|\bthousands?|\bscores|\bbatch(?:es)?|\bshipments?"
    r"|\bconsignments?) of $",
    re.IGNORECASE,
)
GIVEN_THEM = re.compile(
    r"\b(?:s[eo]ll?s?|sold|selling|ships?|shipped|shipping|sen[dt]s?|sending|delivers?"
    r"|delivered|delivering|transfer(?:s|red)?|hand(?:s|ed)?|export(?:s|ed)?"
    r"|suppl(?:y|ies|ied)|g[ai]ves?) $",
    re.IGNORECASE,
)
ASIDE_IT = re.compile(
    r"it (?:seems|appears|would seem|would appear|turns out|is said|was said)(?=[,.])",
    re.IGNORECASE,
)
ACTED_ON = re.compile(r"((?:[a-z]+ )?[a-z]+) $")
ACTED_ON_FORMS = forms_of(
    "accuse", "blame", "thank", "suspect", "invade", "occupy", "arm", "isolate",
    "intervene", "bomb", "threaten", "punish", "sanction", "trust", "befriend",
    "invite",
    "overrun", "besiege", "encircle", "rearm", "coerce", "court", "woo", "appease",
)  # fmt: skip
REFLEXIVE = frozenset(("itself", "themselves", "itself's", "today", "alone"))
NEXT_WORD = re.compile(r" ([a-z]+)")
OPENERS = frozenset(
    ("the", "this", "that", "these", "those", "both", "all", "each", "his", "her",
     "its", "their", "neither", "either", "two", "Two")
)  # fmt: skip
OPENING = frozenset(word.lower() for word in OPENERS)
CLOSED = (
    word_set("be"), word_set("modals"), word_set("adverbs"), word_set("prepositions"),
    word_set("determiners"), word_set("subordinators"), REFLEXIVE, COORDINATORS,
    RELATIVE, HAVE, DO,
)  # fmt: skip
HEADS = frozenset(("forces", "officials", "troops", "aid", "base", "plans", "posts"))
BARE = frozenset(("organ", "one", "band"))
ASKED_IT = re.compile(r"\b(?:is|was|would|could|can) $", re.IGNORECASE)


def sentence_starts(text: str) -> list[int]:
    """Offsets at which sentences begin, the first at 0."""
    starts = [0]
    for match in SENTENCE.finditer(text):
        before = text[max(0, match.start() - 6) : match.start()]
        if "\n" in match.group() or not ABBREVIATION.search(before):
            starts.append(match.end())
    return starts


# pattern, rule, take, needed words, whether each match begins with an opener
Rule = tuple[re.Pattern[str], str, str, tuple[str, ...], bool]


@cache
def _rules() -> tuple[Rule, ...]:
    return tuple(
        (
            re.compile(rf"\b(?:{_either_case(row['pattern'])})\b"),
            row["rule"],
            row["take"],
            tuple(filter(None, row["needs"].split(";"))),
            opens(row["pattern"]),
        )
        for row in read_vocabulary("nominals.csv")
    )


def opens(pattern: str) -> bool:
    """Tell whether each match of a pattern begins with one of `OPENERS`.

    Args:
        pattern: A pattern of `nominals.csv`.

    Examples:
        >>> opens("(?:the|[Bb]oth) sides|its ally"), opens("(?:the )?sides")
        (True, False)
    """
    depth = 0
    branches = [""]
    for letter in pattern:
        depth += (letter == "(") - (letter == ")")
        if letter == "|" and not depth:
            branches.append("")
        else:
            branches[-1] += letter
    return all(_branch_opens(branch) for branch in branches)


def _branch_opens(branch: str) -> bool:
    branch = re.sub(r"\A\(\?<=[^()]*\)", "", branch)
    if not branch.startswith("(?:"):
        word = re.match(r"(?:\[\w(\w)\])?(\w+)(?![?*{\w])", branch)
        return word is not None and "".join(filter(None, word.groups())) in OPENERS
    depth = 0
    for at, letter in enumerate(branch):
        depth += (letter == "(") - (letter == ")")
        if not depth:
            return branch[at + 1 : at + 2] not in {"?", "*", "{"} and opens(
                branch[3:at]
            )
    return False


def _either_case(pattern: str) -> str:
    """Let the first letter of each alternative also be a capital."""
    return (
        re.sub(
            r"(?<![\w\[\]?!:])"
            r"(the|these|both|his|its|that|this|their|those|all|her)\b(?=[ |)])",
            lambda match: f"[{match[0][0].upper()}{match[0][0]}]{match[0][1:]}",
            pattern,
        )
        .replace("(?:the|", "(?:[Tt]he|")
        .replace("(?:his|", "(?:[Hh]is|")
    )


def taken_places(scene: Scene, names: list[Draft]) -> bytearray:
    """One byte per character: 1 where nothing may be added."""
    taken = bytearray(b"\1") * len(scene.text)
    edges = [*sorted(scene.edges), len(scene.words)]
    for first, last in pairwise(edges):
        if last > first:
            start, end = scene.cover(first, last)
            taken[start:end] = bytes(end - start)
    for draft in names:
        taken[draft.start : draft.end] = b"\1" * (draft.end - draft.start)
    return taken


def _goes_on(text: str, end: int) -> bool:
    """Whether a noun follows, so that the words only describe it ("military pact")."""
    match = NEXT_WORD.match(text, end)
    if match is None:
        return text[end : end + 1] == "-"
    word = match.group(1)
    if word in HEADS:
        return True
    closed = any(word in words for words in CLOSED)
    return not closed and word not in verb_lexicon()


def find_nominals(scene: Scene, taken: bytearray) -> list[Draft]:
    """Find descriptions; they wait to be resolved, their rule stands in `office`.

    Args:
        scene: The text.
        taken: One byte per character: 1 where nothing may be found; it is filled in.
    """
    found = []
    text = scene.text
    opening = whole_words(scene, OPENING)
    openings = [word.start for word in opening if not word.text.isupper()]
    for pattern, rule, take, needs, opened in _rules():
        if needs and not _holds(text, needs):
            continue
        matches = _matches(pattern, text, openings) if opened else None
        for match in pattern.finditer(text) if matches is None else matches:
            start, end = match.span()
            owner = ""
            if rule in {"other", "others"}:
                owner = match.group().split()[0].lower()
                start += len(owner) + 1
            if any(taken[start:end]) or (rule in BARE and _goes_on(scene.text, end)):
                continue
            taken[start:end] = b"\1" * (end - start)
            draft = Draft(0, 0, start, end, [], "", "nominal", "resolve.nominal")
            draft.office = f"{rule}:{take},{owner}" if owner else f"{rule}:{take}"
            found.append(draft)
    return found


def _holds(text: str, words: tuple[str, ...]) -> bool:
    for word in words:  # noqa: SIM110 - a loop costs half of a generator
        if word in text:
            return True
    return False


def _matches(
    pattern: re.Pattern[str], text: str, places: list[int]
) -> list[re.Match[str]]:
    """Matches of a pattern that begin at one of some places, without overlap."""
    found: list[re.Match[str]] = []
    end = 0
    for at in places:
        if at >= end and (match := pattern.match(text, at)) is not None:
            found.append(match)
            end = match.end()
    return found


def whole_words(scene: Scene, keys: frozenset[str]) -> list[Word]:
    """Words of a text with one of some folded forms, no parts of glued words.

    Args:
        scene: The text.
        keys: The forms, without accents.
    """
    text = scene.text
    return [
        word
        for word in scene.words
        if word.key in keys
        and word.text.isascii()
        and not text[word.end : word.end + 1].isalnum()
        and not text[word.start - 1 : word.start].isalnum()
    ]


def find_pronouns(scene: Scene, taken: bytearray) -> list[Draft]:
    """Find pronouns that stand for somebody; the word stands in `office`."""
    found = []
    for one in whole_words(scene, PRONOUNS):
        start, end, word = one.start, one.end, one.text
        if any(taken[start:end]) or (word.isupper() and len(word) > 1):
            continue
        lowered = word.lower()
        if lowered == "it" and _empty(scene.text, start):
            continue
        before = scene.text[max(0, start - 14) : start]
        if lowered == "there" and not before.lower().endswith("from "):
            continue
        if before.endswith(" of ") and COUNTED_THEM.search(before):
            continue  # "100 of them" are things
        goes = scene.text[end : end + 4] == " to "
        if lowered == "them" and goes and GIVEN_THEM.search(before):
            continue  # what is "sold to" somebody is a thing
        draft = Draft(0, 0, start, end, [], "", "pronoun", "resolve.pronoun_near")
        draft.office = lowered
        found.append(draft)
    return found


def _empty(text: str, start: int) -> bool:
    """Whether an "it" stands for nobody, as in "it is clear that"."""
    if EMPTY_IT.match(text, start) or CLEFT.match(text, start):
        return True
    if ASIDE_IT.match(text, start):
        return True
    if text[start + 2 : start + 3] in {".", ",", ";", ":"}:
        before = ACTED_ON.search(text[max(0, start - 28) : start])
        return before is None or not ACTED_ON_FORMS & set(before.group(1).split())
        # an object at the end of its clause is mostly a thing
    asked = ASKED_IT.search(text[max(0, start - 8) : start])
    return bool(
        asked and re.match(r"it \w+ (?:that|to|for)\b", text[start : start + 40])
    )
