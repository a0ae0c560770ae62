"""A user's PETRARCH verb dictionary, as frames of this reader."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from suzerain.core.errors import EvidenceError
from suzerain.evidence.vocabulary import read_vocabulary, verb_forms, word_set

BLOCK = re.compile(r"---\s*(?P<name>[^\[]*?)\s*(?:\[(?P<code>[^\]]*)\])?\s*---")
CODED = re.compile(r"(?P<words>[^\[\]]*?)\s*(?:\[(?P<code>[^\]]*)\])?")
CODE = re.compile(r"(?:\d{2,4}|-{2,4})(?::(?:\d{2,4}|-{2,4}))?")
WORD = re.compile(r"[A-Za-z][A-Za-z'&.-]*(?:_[A-Za-z'&.-]+)*_?")
SIGNS = frozenset(["$", "+", "%", "*"])
OBJECT = "obj|poss_right|adj_right|to|with|against|on|from|of|in|-"
LARGEST = 20_000_000
COLUMNS = ("pattern", "pos", "relation", "subject", "object", "good", "polarity",
           "kind", "note")  # fmt: skip
Row = Mapping[str, str]


@dataclass(slots=True)
class _Reader:
    """What has been read of a dictionary so far."""

    name: str
    rows: list[Row] = field(default_factory=list)
    synsets: dict[str, list[str]] = field(default_factory=dict)
    synset: str = ""
    verbs: list[str] = field(default_factory=list)
    code: str = ""
    number: int = 0

    def fail(self, what: str, accepted: str, hint: str) -> EvidenceError:
        """Make the error for the line at hand."""
        return EvidenceError(
            f"line {self.number} of {self.name}: {what}", accepted, hint
        )


@cache
def cameo_relations() -> Mapping[str, str]:
    """Relation of each CAMEO root code; empty where a code makes no claim.

    The roots are those of CAMEO (Gerner et al. 2002).

    Examples:
        >>> cameo_relations()["07"], cameo_relations()["19"]
        ('AID', 'ASSAULT')
    """
    return {row["root"]: row["relation"] for row in read_vocabulary("cameo.csv")}


def read_petrarch_verbs(path: str | Path) -> tuple[Row, ...]:
    """Read a verb dictionary into rows with the columns of `frames.csv`.

    Args:
        path: A text file of blocks of verbs and patterns.

    Raises:
        EvidenceError: If the file cannot be read, or a line is malformed; the message
            names the line.
    """
    return parse_petrarch_verbs(read_dictionary(path), Path(path).name)


def read_dictionary(path: str | Path) -> str:
    """Read the text of a dictionary.

    Raises:
        EvidenceError: If there is no such file, or it is no text of bearable size.
    """
    try:
        data = Path(path).read_bytes()
        if len(data) <= LARGEST:
            return data.decode("utf-8-sig")
        why = f"it is larger than {LARGEST} bytes"
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", "") or str(error)
    raise EvidenceError(
        f"the dictionary {str(path)!r} cannot be read: {why}",
        "a PETRARCH dictionary: text in UTF-8",
        "check its name",
    )


def parse_petrarch_verbs(text: str, name: str = "verbs") -> tuple[Row, ...]:
    r"""Turn the text of a verb dictionary into rows.

    A block starts with `--- NAME [code] ---`; verbs follow, one a line, perhaps with
    their forms in braces, then patterns: `- $ * + TO &PLACES [code]`, where `*` is
    the verb, `$` who acts, `+` to whom, `%` both together and `&` a list of words
    given before as `&NAME` and lines `+WORD`.

    Args:
        text: The dictionary.
        name: Its name, for messages.

    Raises:
        EvidenceError: If a line is malformed.

    Examples:
        >>> rows = parse_petrarch_verbs(
        ...     "--- BERATE [111] ---\nBERATE\n- * TROOPS TO + [150]"
        ... )
        >>> [(row["pattern"], row["relation"], row["object"]) for row in rows[1:]]
        [('berate * troops', 'MOBILIZE', 'to')]
        >>> parse_petrarch_verbs("--- BERATE [999] ---")
        Traceback (most recent call last):
        suzerain.core.errors.EvidenceError: line 1 of verbs: CAMEO has no root code ...
        Accepted: root codes 01 to 20, or --- for none.
        Hint: correct the code.
    """
    reader = _Reader(name)
    for number, raw in enumerate(text.splitlines(), start=1):
        reader.number = number
        line = raw.split("#")[0].split(";")[0].strip()
        if not line or line.startswith(("<!--", "####")):
            continue
        if line.startswith("---"):
            _block(reader, line)
        elif line.startswith("&"):
            reader.synset = line.split()[0][1:].rstrip("_").upper()
            reader.synsets[reader.synset] = []
        elif line.startswith("+") and reader.synset and not reader.verbs:
            reader.synsets[reader.synset].append(_plain(reader, line[1:].strip()))
        elif line.startswith("-"):
            reader.rows.extend(_pattern(reader, line[1:].strip()))
        else:
            _verb(reader, line.removeprefix("+").strip())
    return tuple(reader.rows)


def _relation(reader: _Reader, code: str) -> str:
    """The relation of a code; empty for none."""
    if not CODE.fullmatch(code):
        raise reader.fail(
            f"{code!r} is no CAMEO code",
            "two to four digits, or ---",
            "correct the code",
        )
    root = code[:2]
    if root.startswith("-"):
        return ""
    if root not in cameo_relations():
        raise reader.fail(
            f"CAMEO has no root code {root!r}",
            "root codes 01 to 20, or --- for none",
            "correct the code",
        )
    return cameo_relations()[root]


def _block(reader: _Reader, line: str) -> None:
    match = BLOCK.fullmatch(line)
    if match is None:
        raise reader.fail(
            f"{line[:60]!r} opens no block",
            "--- NAME [code] ---",
            "close the line with ---",
        )
    code = (match["code"] or "---").strip()
    _relation(reader, code)
    reader.code, reader.verbs, reader.synset = code, [], ""


def _verb(reader: _Reader, line: str) -> None:
    """A verb of the block, with its forms in braces or a code of its own."""
    match = CODED.fullmatch(re.sub(r"\{[^{}]*\}", " ", line).strip())
    if match is None or not match["words"]:
        raise reader.fail(
            f"{line[:60]!r} is neither a verb nor a pattern",
            "VERB, VERB {FORMS} [code], or - pattern [code]",
            "mend the line",
        )
    base = _plain(reader, match["words"])
    code = (match["code"] or reader.code or "---").strip()
    relation = _relation(reader, code)
    reader.verbs.append(base)
    reader.synset = ""
    if relation:
        reader.rows.append(_row(base, "verb", relation, "subj", OBJECT))


def _plain(reader: _Reader, word: str) -> str:
    """A word in small letters; the underscore that ends a stem is left off."""
    if not WORD.fullmatch(word):
        raise reader.fail(
            f"{word[:40]!r} is no word",
            "letters, joined with _ when they are several",
            "write one word a line",
        )
    return word.rstrip("_").lower()


def _row(
    pattern: str, pos: str, relation: str, subject: str, object_: str
) -> dict[str, str]:
    values = (pattern, pos, relation, subject, object_, "", "", "", "petrarch")
    row = dict(zip(COLUMNS, values, strict=True))
    if relation == "AID":
        row["good"] = "aid?"
    return row


def _pattern(reader: _Reader, line: str) -> Iterator[Row]:
    match = CODED.fullmatch(line)
    if match is None or match["code"] is None:
        raise reader.fail(
            f"the pattern {line[:60]!r} has no code",
            "- words * words [code]",
            "add the code in brackets",
        )
    tokens = re.sub(r"[(){}]", " ", match["words"]).replace("*", " * ").split()
    if tokens.count("*") != 1:
        raise reader.fail(
            f"the pattern {line[:60]!r} has {tokens.count('*')} verbs",
            "one * for the verb",
            "write * where the verb stands",
        )
    if not reader.verbs:
        raise reader.fail(
            "a pattern stands before the verbs of its block",
            "verbs, then patterns",
            "name the verb first",
        )
    relation = _relation(reader, match["code"].strip())
    at = tokens.index("*")
    left, right = tokens[:at], tokens[at + 1 :]
    words = [_slot(reader, one) for one in left if one not in SIGNS]
    for verb in dict.fromkeys(reader.verbs) if relation else ():
        pattern, subject, object_ = _shape(reader, verb, left, right)
        if words:
            forms = "|".join(
                "_".join([form, *verb.split("_")[1:]])
                for form in verb_forms(verb.split("_")[0])
            )
            tail = pattern.split(" ", 1)[1:]
            pattern = " ".join([" * ".join([*words, forms]), *tail])
            subject = {"subj": "before"}.get(subject, subject)
        pos = "phrase" if words else "verb"
        yield _row(pattern, pos, relation, subject, object_)


def _slot(reader: _Reader, token: str) -> str:
    """A word of a pattern, or the words of a list."""
    if not token.startswith("&"):
        return _plain(reader, token)
    known = reader.synsets.get(token[1:].rstrip("_").upper())
    if known is None:
        raise reader.fail(
            f"the list {token!r} is not given before it is used",
            f"one of {', '.join(reader.synsets) or 'none so far'}",
            "add the list above, as &NAME and lines +WORD",
        )
    return "|".join(known)


def _shape(
    reader: _Reader, verb: str, left: list[str], right: list[str]
) -> tuple[str, str, str]:
    """The words behind the verb, and where its two sides stand."""
    subject, object_ = ("obj", "subj") if "+" in left and "$" in right else ("subj", "")
    slots: list[str] = []
    governed = ""
    for one in right:
        if one not in SIGNS:
            governed = _slot(reader, one)
            slots.append(governed)
            continue
        role = governed if governed in word_set("prepositions") else ""
        if role:
            slots.pop()
        if one == "$":
            subject = role or subject
        elif one == "+":
            object_ = role or "obj|poss_right|adj_right"
        governed = ""
    if "%" in left + right:
        object_ = "with|-"
    pattern = "".join([verb, *(f" * {slot}" for slot in slots)])
    return pattern, subject, object_ or OBJECT
