"""What a forecaster types: parts of ids, base rates, questions in words."""

from __future__ import annotations

import re
from collections.abc import Iterable

from suzerain.core.errors import OutlookError, UnknownReference


def id_like(name: str, known: Iterable[str], where: str) -> str:
    """Complete a part of an id, where only one id has it.

    Args:
        name: The id, or a part of it.
        known: All ids.
        where: What holds them, for the message.

    Raises:
        UnknownReference: If none has it.
        OutlookError: If more than one has it.

    Examples:
        >>> id_like("oil", ["question.oil.AAA.BBB", "question.gas.AAA.BBB"], "the case")
        'question.oil.AAA.BBB'
    """
    ids = tuple(known)
    near = [key for key in ids if name and name in key]
    if name in ids or len(near) == 1:
        return name if name in ids else near[0]
    if near:
        raise OutlookError(
            f"{name!r} fits {len(near)} questions of {where}",
            ", ".join(near),
            "write more of the id",
        )
    raise UnknownReference(name, ids, where)


def base_rate_of(text: str) -> tuple[int, int]:
    """Read a base rate such as `3/20`; an empty text is none.

    Raises:
        OutlookError: If it is not two whole numbers.

    Examples:
        >>> base_rate_of("3/20"), base_rate_of("")
        ((3, 20), (0, 0))
    """
    if not text:
        return 0, 0
    found = re.fullmatch(r"(\d+)/([1-9]\d*)", text.replace(" ", ""))
    if found is None:
        raise OutlookError(
            f"a base rate of {text!r}",
            "how often it happened and how often it might have: 3/20",
            "write --base-rate 3/20 for three of twenty",
        )
    return int(found[1]), int(found[2])


def slug(text: str) -> str:
    """Make an id of a question's words.

    Examples:
        >>> slug("Will Russia launch a satellite for North Korea by 2027?")
        'asked.russia-launch-a-satellite-for-north-korea-by-2027'
    """
    words = re.findall(r"[^\W_]+", text.lower())
    words = words[1:] if words[:1] in (["will"], ["does"], ["is"]) else words
    return f"asked.{'-'.join(words)}"
