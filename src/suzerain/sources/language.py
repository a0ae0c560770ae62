"""Which language a text is in, by its script and its commonest words."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from suzerain.sources.boilerplate import read_rows
from suzerain.sources.signs import without_hidden

SAMPLE = 6000  # code points looked at
FEWEST_HITS = 4  # common words without which a language stays unknown
FEWEST_DIFFERENT = 3  # words among them
CLEAR_LEAD = 1.3  # how often the winner must stand before the second
SHARE_OF_SCRIPT = 0.3  # share of letters from which on a script decides
_WORD = re.compile(r"[^\W\d_]+")
_SCRIPTS = (
    ("kana", 0x3040, 0x30FF),
    ("han", 0x3400, 0x9FFF),
    ("hangul", 0xAC00, 0xD7AF),
    ("cyrillic", 0x0400, 0x04FF),
    ("arabic", 0x0600, 0x06FF),
    ("hebrew", 0x0590, 0x05FF),
    ("greek", 0x0370, 0x03FF),
    ("devanagari", 0x0900, 0x097F),
    ("thai", 0x0E00, 0x0E7F),
    ("armenian", 0x0530, 0x058F),
    ("georgian", 0x10A0, 0x10FF),
    ("ethiopic", 0x1200, 0x137F),
    ("bengali", 0x0980, 0x09FF),
    ("burmese", 0x1000, 0x109F),
    ("khmer", 0x1780, 0x17FF),
)
_ONE_LANGUAGE = {
    "hangul": "ko",
    "hebrew": "he",
    "greek": "el",
    "thai": "th",
    "han": "zh",
    "kana": "ja",
    "armenian": "hy",
    "georgian": "ka",
    "ethiopic": "am",
    "devanagari": "hi",
    "bengali": "bn",
    "burmese": "my",
    "khmer": "km",
}
READ = "en"  # the language that the reader reads
OTHER = "und"  # ISO 639-2: a language that was not recognised, and is not English
FEWEST_WORDS = 60  # of a text of which it can be said that it is not English
LEAST_ENGLISH = 0.06  # of the words of an English text are among its commonest
FEWEST_OF_BLOCK = 8  # words of a paragraph whose language is looked at
SURELY_ENGLISH = 0.15  # of the words of a paragraph; more need no further look
NAMES = {
    "am": "Amharic or Tigrinya",
    "ar": "Arabic",
    "bg": "Bulgarian",
    "bn": "Bengali",
    "cs": "Czech or Slovak",
    "de": "German",
    "el": "Greek",
    "en": "English",
    "es": "Spanish",
    "fa": "Persian",
    "fi": "Finnish",
    "fr": "French",
    "he": "Hebrew",
    "hi": "Hindi",
    "hr": "Croatian or Serbian",
    "hu": "Hungarian",
    "hy": "Armenian",
    "id": "Indonesian or Malay",
    "it": "Italian",
    "ja": "Japanese",
    "ka": "Georgian",
    "km": "Khmer",
    "ko": "Korean",
    "my": "Burmese",
    "nl": "Dutch",
    "no": "Norwegian or Danish",
    "pl": "Polish",
    "pt": "Portuguese",
    "ro": "Romanian",
    "ru": "Russian",
    "sr": "Serbian",
    "sv": "Swedish",
    "sw": "Swahili",
    "th": "Thai",
    "tl": "Filipino",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "und": "another language than English",
    "ur": "Urdu",
    "vi": "Vietnamese",
    "zh": "Chinese",
}


def foreign_language(code: str) -> str:
    """Name a language that the reader does not read; nothing for English or unknown.

    Args:
        code: ISO 639-1 code, as `find_language` gives it.

    Examples:
        >>> foreign_language("fr"), foreign_language("en"), foreign_language("")
        ('French', '', '')
    """
    return "" if code in ("", READ) else NAMES.get(code, code)


def find_language(text: str) -> str:
    """Return the ISO 639-1 code of a text's language, or nothing when unsure.

    Args:
        text: Any text; only its first part is looked at.

    Examples:
        >>> find_language("The two sides met in the capital and signed a pact with it.")
        'en'
        >>> find_language("北京和莫斯科签署了一项协议")
        'zh'
        >>> find_language("12345")
        ''
    """
    words = _WORD.findall(without_hidden(text[:SAMPLE]).casefold())
    script, share = _script("".join(words))
    if share < SHARE_OF_SCRIPT:
        return ""
    if script in _ONE_LANGUAGE:
        return _ONE_LANGUAGE[script]
    if script == "arabic":
        return _arabic_script("".join(words))
    if script not in {"latin", "cyrillic"}:
        return ""
    return _by_words(words) or _unknown(words)


def is_foreign(words: str, language: str) -> bool:
    """Whether a paragraph is in a language that the reader does not read.

    Args:
        words: The paragraph.
        language: Language of the whole text, for a paragraph too short to tell.

    Examples:
        >>> is_foreign(
        ...     "Les deux chefs ont signé un accord sur le gaz et pour la paix.", ""
        ... )
        True
        >>> is_foreign(
        ...     "The two sides have signed an accord on gas and on the coal.", "fr"
        ... )
        False
    """
    listed = words[:SAMPLE].lower().split()
    if len(listed) >= FEWEST_OF_BLOCK:
        english = sum(map(_english().__contains__, listed))
        if english >= SURELY_ENGLISH * len(listed):
            return False
        language = find_language(words) or language
    return language not in ("", READ, OTHER)


def _arabic_script(letters: str) -> str:
    if any(sign in "ٹڈڑےں" for sign in letters):
        return "ur"
    return "fa" if any(sign in "پچژگ" for sign in letters) else "ar"


def _unknown(words: list[str]) -> str:
    """Say that a long text is not English when it has few of its commonest words."""
    if len(words) < FEWEST_WORDS:
        return ""
    english = sum(word in _english() for word in words)
    return OTHER if english < LEAST_ENGLISH * len(words) else ""


def _script(letters: str) -> tuple[str, float]:
    counts: Counter[str] = Counter()
    for sign, count in Counter(letters).items():
        point = ord(sign)
        name = "latin" if point < 0x0250 else "other"
        for script, first, last in _SCRIPTS:
            if first <= point <= last:
                name = script
                break
        counts[name] += count
    if counts["kana"] > 0.1 * counts["han"] and counts["kana"] > 2:
        counts["kana"] += counts.pop("han", 0)
    counts.pop("other", None)
    if not counts:
        return "", 0.0
    (script, most), *_ = counts.most_common(1)
    return script, most / len(letters)


def _by_words(words: list[str]) -> str:
    hits: Counter[str] = Counter()
    different: Counter[str] = Counter()
    for word, count in Counter(words).items():
        for language in _speakers().get(word, ()):
            hits[language] += count
            different[language] += 1
        if not word.isascii():
            for language in {one for sign in word for one in _letters().get(sign, ())}:
                hits[language] += count
                different[language] += 1
    ranked = [*hits.most_common(2), ("", 0), ("", 0)]
    (first, most), (_, second) = ranked[0], ranked[1]
    clear = most >= FEWEST_HITS and most >= CLEAR_LEAD * second
    return first if clear and different[first] >= FEWEST_DIFFERENT else ""


@cache
def _letters() -> dict[str, tuple[str, ...]]:
    """Languages that write a letter which few others do."""
    writers: dict[str, list[str]] = {}
    for row in read_rows("stopwords.csv"):
        for sign in row["letters"]:
            writers.setdefault(sign, []).append(row["language"])
    return {sign: tuple(languages) for sign, languages in writers.items()}


@cache
def _english() -> frozenset[str]:
    rows = read_rows("stopwords.csv")
    return frozenset(
        word for row in rows if row["language"] == READ for word in row["words"].split()
    )


@cache
def _speakers() -> dict[str, tuple[str, ...]]:
    speakers: dict[str, list[str]] = {}
    for row in read_rows("stopwords.csv"):
        for word in row["words"].split():
            speakers.setdefault(word, []).append(row["language"])
    return {word: tuple(languages) for word, languages in speakers.items()}
