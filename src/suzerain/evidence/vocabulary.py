"""The reader's tables, read once, with English inflection."""

from __future__ import annotations

import csv
from functools import cache, lru_cache
from importlib.resources import files

from suzerain.evidence.added import Added, added

VOWELS = "aeiou"
PREFIXES = ("over", "under", "out", "re", "fore", "mis", "un", "up")


def read_vocabulary(name: str) -> list[dict[str, str]]:
    """Read a table of `evidence/tables` as rows of text.

    Lines that start with `#` are comments.

    Args:
        name: File name, such as `frames.csv`.

    Examples:
        >>> read_vocabulary("relations.csv")[0]["relation"]
        'AGREE'
    """
    path = files("suzerain.evidence") / "tables" / name
    lines = path.read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


@cache
def irregular() -> dict[str, tuple[str, str]]:
    """Past and participle of irregular verbs, by base form."""
    rows = read_vocabulary("irregular_verbs.csv")
    return {row["base"]: (row["past"], row["participle"]) for row in rows}


def _irregular_forms(base: str) -> tuple[str, str] | None:
    """Past and participle of an irregular verb, or of one with a prefix before it."""
    known = irregular()
    if base in known:
        return known[base]
    for prefix in PREFIXES:
        rest = base.removeprefix(prefix)
        if rest != base and rest in known:
            past, participle = known[rest]
            return prefix + past, prefix + participle
    return None


@cache
def is_own_participle(word: str) -> bool:
    """Whether a base form is its verb's participle too, but not its past.

    Examples:
        >>> is_own_participle("overrun"), is_own_participle("cut")
        (True, False)
    """
    known = _irregular_forms(word)
    return known is not None and known[1] == word != known[0]


def _doubles(word: str) -> bool:
    """Whether the last consonant doubles, as in `ship`, `shipped`."""
    if len(word) < 3 or word[-1] in VOWELS + "wxy" or word[-2] not in VOWELS:
        return False
    if word[-3] in VOWELS:
        return False
    single = sum(letter in VOWELS for letter in word) == 1
    return single or word.endswith(("mit", "fer", "bel", "pel", "cel", "nul", "gret"))


@cache
def verb_forms(base: str) -> dict[str, str]:  # noqa: C901, PLR0912
    """Map each form of a verb to its feature: base, s, ing, past or part.

    A form that is both past and participle is listed as `past`.

    Examples:
        >>> sorted(verb_forms("supply"))
        ['supplied', 'supplies', 'supply', 'supplying']
        >>> verb_forms("give")["given"]
        'part'
    """
    consonant_y = base.endswith("y") and base[-2:-1] not in VOWELS
    if consonant_y:
        third = base[:-1] + "ies"
    elif base.endswith(("s", "x", "z", "ch", "sh", "o")):
        third = base + "es"
    else:
        third = base + "s"
    if base.endswith("ie"):
        stem_ing = base[:-2] + "y"
    elif base.endswith("e") and not base.endswith(("ee", "oe")):
        stem_ing = base[:-1]
    elif _doubles(base):
        stem_ing = base + base[-1]
    else:
        stem_ing = base
    if consonant_y:
        regular = base[:-1] + "ied"
    elif base.endswith("e"):
        regular = base + "d"
    else:
        regular = stem_ing + "ed"
    past, participle = _irregular_forms(base) or (regular, regular)
    forms = {participle: "part", past: "past", stem_ing + "ing": "ing"}
    if base[-1] in "lrtp" and base[-2:-1] in VOWELS:
        for stem in (base, base + base[-1]):  # spellings differ: travelled, traveled
            forms[stem + "ing"] = "ing"
            if _irregular_forms(base) is None:
                forms[stem + "ed"] = "past"
    forms[third] = "s"
    if past != base:
        forms[base] = "base"
    else:
        forms[base] = "past"
    return forms


@cache
def plural(noun: str) -> str:
    """Return the regular plural of a noun.

    Examples:
        >>> plural("ally"), plural("pact"), plural("clash")
        ('allies', 'pacts', 'clashes')
    """
    if noun.endswith("y") and noun[-2:-1] not in VOWELS:
        return noun[:-1] + "ies"
    if noun.endswith(("s", "x", "z", "ch", "sh")):
        return noun + "es"
    return noun + "s"


def verb_lexicon() -> dict[str, dict[str, str]]:
    """Known verbs: form to {base: feature}."""
    return _verb_lexicon(added())


@lru_cache(maxsize=4)
def _verb_lexicon(more: Added) -> dict[str, dict[str, str]]:
    lexicon: dict[str, dict[str, str]] = {}
    bases = {row["base"] for row in read_vocabulary("verbs.csv")}
    bases |= set(irregular())
    for row in [*read_vocabulary("frames.csv"), *more.rows]:
        if row["pos"] == "verb":
            bases |= set(row["pattern"].split()[0].split("|"))
    for base in sorted(bases):
        for form, feature in verb_forms(base).items():
            lexicon.setdefault(form, {})[base] = feature
    return lexicon


def verb_features() -> dict[str, frozenset[str]]:
    """Features that each form of a known verb can have.

    Examples:
        >>> verb_features()["given"]
        frozenset({'part'})
    """
    return _verb_features(added())


@lru_cache(maxsize=4)
def _verb_features(more: Added) -> dict[str, frozenset[str]]:
    return {
        form: frozenset(bases.values()) for form, bases in _verb_lexicon(more).items()
    }


@cache
def word_set(name: str) -> frozenset[str]:
    """Words of one closed class, from `word_sets.csv`.

    Args:
        name: Name of the set, such as `adverbs`.

    Examples:
        >>> "never" in word_set("adverbs")
        True
    """
    for row in read_vocabulary("word_sets.csv"):
        if row["set"] == name:
            return frozenset(row["words"].split())
    raise KeyError(name)
