"""Bytes to text: which encoding it is, and whether it is text at all."""

from __future__ import annotations

import codecs
import re
from functools import cache

from suzerain.core.errors import UnreadableSource
from suzerain.sources.boilerplate import read_rows
from suzerain.sources.reading import Reading

SAMPLE = 200_000  # bytes on which an encoding is guessed
MOST_CHAOS = 0.15  # charset-normalizer's measure of mess; more is not language
MOST_CONTROLS = 0.01  # share of control characters; more is not text
MOST_ZEROS_APART = 0.1  # of the zero bytes of UTF-16 stand on the other side
FEWEST_ZEROS = 0.2  # share of zero bytes on one side that UTF-16 shows
FEWEST_WORDLY = 0.7  # share of letters, digits, spaces in guessed text
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_FOREIGN = re.compile(rb"\S*[\x80-\xff]\S*")
_COMMON = [
    *("cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257"),
    *("iso8859_2", "iso8859_5", "koi8_r", "cp866"),
    *("gb18030", "big5", "shift_jis", "euc_jp", "euc_kr"),
]
_ACCEPTED = "text in UTF-8, UTF-16 or a common older encoding"
_SAVE_AS = "open it in an editor and save it as UTF-8 text"


def read_text(
    data: bytes, name: str, *, media_type: str = "text/plain", declared: str = ""
) -> Reading:
    """Turn the bytes of a text file into a Reading, without changing a character.

    Args:
        data: The whole file.
        name: Its name, for messages.
        media_type: `text/plain` or `text/markdown`.
        declared: Encoding that the sender names, or empty.

    Raises:
        UnreadableSource: If the bytes are no text, or no encoding fits them.
    """
    text, notes = decode(data, name, declared=declared)
    return Reading(text=text, media_type=media_type, notes=notes)


def decode(
    data: bytes, name: str, *, declared: str = ""
) -> tuple[str, tuple[str, ...]]:
    r"""Return the text of some bytes, and notes on how it was found.

    The order: a byte order mark, UTF-8, the declared encoding, UTF-16 without a mark,
    then a guess by charset-normalizer that must look like language.

    Args:
        data: The whole file.
        name: Its name, for messages.
        declared: Encoding that the file itself names, such as an HTML page does.

    Raises:
        UnreadableSource: If the bytes are no text, or no encoding fits them.

    Examples:
        >>> decode(b"\xef\xbb\xbfPact", "a.txt")
        ('Pact', ('a byte order mark (utf-8) was dropped',))
        >>> decode("Пакт".encode("utf-16"), "a.txt")[0]
        'Пакт'
    """
    refuse_known_binary(data, name)
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            try:
                text = data[len(mark) :].decode(encoding)
            except UnicodeDecodeError:
                break
            note = f"a byte order mark ({encoding}) was dropped"
            return _checked(text, name), (note,)
    plain = _utf8(data)
    if plain is not None and _is_text(plain):
        return plain, ()
    return _older_encoding(data, name, declared)


def _older_encoding(
    data: bytes, name: str, declared: str
) -> tuple[str, tuple[str, ...]]:
    if declared and "\0" not in declared:
        try:
            text = data.decode(declared)
        except (LookupError, UnicodeError, ValueError):
            pass
        else:
            if "\0" not in text:
                note = f"decoded as {declared}, which the page declares"
                return _checked(text, name), (note,)
    wide = _wide(data)
    if wide:
        text = data.decode(wide)
        return _checked(text, name), (f"decoded as {wide}, without a byte order mark",)
    if b"\0" in data:
        raise UnreadableSource(
            f"{name} holds NUL bytes, so it is not text",
            "text, Markdown, HTML or PDF",
            "give the article itself, saved as .txt, .html or .pdf",
        )
    return _guessed(data, name)


def _guessed(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    encoding = _likeliest(data[:SAMPLE])
    try:
        text = data.decode(encoding)
    except (LookupError, UnicodeDecodeError):
        raise _undecodable(name) from None
    sample = text[:SAMPLE]
    wordly = sum(sign.isalnum() or sign.isspace() for sign in sample)
    if wordly < FEWEST_WORDLY * len(sample):
        raise _undecodable(name)
    note = f"decoded as {encoding}, a guess: it is not UTF-8"
    return _checked(text, name), (note,)


def _likeliest(sample: bytes) -> str:
    """Guess among common encodings, then by foreign words alone, then among all.

    A text in two languages looks like a mess in the right encoding too; its words
    with letters beyond ASCII, taken alone, do not.
    """
    from charset_normalizer import from_bytes

    words = b" ".join(_FOREIGN.findall(sample))
    for part, among in ((sample, _COMMON), (words, _COMMON), (sample, None)):
        best = from_bytes(part, cp_isolation=among).best()
        wide = best is not None and best.encoding.startswith("utf_16")
        if best is not None and best.chaos <= MOST_CHAOS and not wide:
            return best.encoding
    return ""


def _utf8(data: bytes) -> str | None:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _wide(data: bytes) -> str:
    """Recognise UTF-16 without a mark by the byte that its letters share."""
    if len(data) % 2 or not data:
        return ""
    sample = data[:SAMPLE]
    for encoding, high in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        low = sample[0::2] if encoding.endswith("le") else sample[1::2]
        steady = sum(high.count(byte) for byte in (0x00, 0x04))
        zeros_low = low.count(0)
        if steady < 0.9 * len(high) or zeros_low > MOST_ZEROS_APART * len(low):
            continue
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if high.count(0) >= FEWEST_ZEROS * len(high) or _share_of_controls(text) == 0:
            return encoding
    return ""


def _checked(text: str, name: str) -> str:
    if not _is_text(text):
        raise UnreadableSource(
            f"{name} is a binary file: it is full of control characters",
            _ACCEPTED,
            _SAVE_AS,
        )
    return text


def _is_text(text: str) -> bool:
    return "\0" not in text and _share_of_controls(text) <= MOST_CONTROLS


def _share_of_controls(text: str) -> float:
    return len(_CONTROLS.findall(text)) / max(len(text), 1)


def _undecodable(name: str) -> UnreadableSource:
    return UnreadableSource(f"no encoding turns {name} into words", _ACCEPTED, _SAVE_AS)


def refuse_known_binary(data: bytes, name: str) -> None:
    """Refuse a file whose first bytes show that it is no text.

    Args:
        data: The bytes.
        name: Its name, for the message.

    Raises:
        UnreadableSource: If it is a picture, an archive, a program and the like.
    """
    for start, kind, advice in _signatures():
        if data.startswith(start):
            raise UnreadableSource(
                f"{name} is {kind}", "text, Markdown, HTML or PDF", advice
            )


@cache
def _signatures() -> tuple[tuple[bytes, str, str], ...]:
    return tuple(
        (bytes.fromhex(row["start"]), row["name"], row["advice"])
        for row in read_rows("signatures.csv")
    )
