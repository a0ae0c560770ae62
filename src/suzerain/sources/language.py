"""Which language a text is in, by its script and its commonest words."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from suzerain.sources.boilerplate import read_rows

SAMPLE = 6000  # code points looked at
FEWEST_HITS = 4  # common words without which a language stays unknown
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
)
_ONE_LANGUAGE = {
    "hangul": "ko",
    "hebrew": "he",
    "greek": "el",
    "thai": "th",
    "han": "zh",
    "kana": "ja",
}
READ = "en"  # the language that the reader reads
NAMES = {
    "ar": "Arabic",
    "de": "German",
    "el": "Greek",
    "en": "English",
    "es": "Spanish",
    "fa": "Persian",
    "fr": "French",
    "he": "Hebrew",
    "it": "Italian",
    "ja": "Japanese",
    "ko": "Korean",
    "nl": "Dutch",
    "pl": "Polish",
    "pt": "Portuguese",
    "ru": "Russian",
    "th": "Thai",
    "tr": "Turkish",
    "uk": "Ukrainian",
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
    words = _WORD.findall(text[:SAMPLE].casefold())
    script, share = _script("".join(words))
    if share < SHARE_OF_SCRIPT:
        return ""
    if script in _ONE_LANGUAGE:
        return _ONE_LANGUAGE[script]
    if script == "arabic":
        return "fa" if any(sign in "پچژگ" for word in words for sign in word) else "ar"
    if script not in {"latin", "cyrillic"}:
        return ""
    return _by_words(words)


def _script(letters: str) -> tuple[str, float]:
    counts: Counter[str] = Counter()
    for sign in letters:
        point = ord(sign)
        name = "latin" if point < 0x0250 else "other"
        for script, first, last in _SCRIPTS:
            if first <= point <= last:
                name = script
                break
        counts[name] += 1
    if counts["kana"] > 0.1 * counts["han"] and counts["kana"] > 2:
        counts["kana"] += counts.pop("han", 0)
    if not counts:
        return "", 0.0
    (script, most), *_ = counts.most_common(1)
    return script, most / len(letters)


def _by_words(words: list[str]) -> str:
    hits: Counter[str] = Counter()
    for word, count in Counter(words).items():
        for language in _speakers().get(word, ()):
            hits[language] += count
    ranked = [*hits.most_common(2), ("", 0), ("", 0)]
    (first, most), (_, second) = ranked[0], ranked[1]
    return first if most >= FEWEST_HITS and most >= CLEAR_LEAD * second else ""


@cache
def _speakers() -> dict[str, tuple[str, ...]]:
    speakers: dict[str, list[str]] = {}
    for row in read_rows("stopwords.csv"):
        for word in row["words"].split():
            speakers.setdefault(word, []).append(row["language"])
    return {word: tuple(languages) for word, languages in speakers.items()}
