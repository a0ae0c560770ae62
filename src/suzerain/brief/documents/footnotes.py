"""What a figure rests on, as a footnote: source sentences and assumptions."""

from __future__ import annotations

from typing import Any

from suzerain.brief.export.cleaning import Cleaner
from suzerain.brief.figures import capital
from suzerain.brief.markup import shortened

LONGEST, MIDDLING, SHORT = 240, 130, 90
WORDS = {"claim": "sentence", "assumption": "assumption"}
Steps = dict[str, dict[str, Any]]


def footnote(steps: Steps, ref: str, *, most: int = 2) -> str:
    """Tell what a figure rests on.

    Args:
        steps: The steps behind all figures, parents by id.
        ref: Id of the figure.
        most: How many sentences, or assumptions, are told in full; where there are
            more, the nearest one is told and the others are counted.

    Returns:
        Its name, the nearest sentences with their place, and the nearest assumptions
        with range, reason and citation; how many more there are is said.

    Examples:
        >>> steps = {
        ...     "x": {"kind": "result", "label": "its cost", "parents": ["a"]},
        ...     "a": {
        ...         "kind": "assumption",
        ...         "label": "how much it hurts",
        ...         "value": "1 to 2",
        ...         "reason": "seen so",
        ...         "citation": "judgement",
        ...     },
        ... }
        >>> footnote(steps, "x")
        'Its cost. Assumed: how much it hurts, 1 to 2 (seen so; judgement).'
    """
    found = nearest(steps, ref)
    parts = [_own(steps[ref])]
    rest = []
    for title, kind, tell in (
        ("", "claim", _quoted),
        ("Assumed: ", "assumption", _assumed),
    ):
        held = [step for step in found if step["kind"] == kind]
        texts = list(dict.fromkeys(tell(step, LONGEST) for step in held))
        told = most
        if len(texts) > most:
            told, texts = 1, list(dict.fromkeys(tell(step, MIDDLING) for step in held))
        if texts:
            parts.append(f"{title}{'; '.join(texts[:told])}")
        rest += _counted(len(texts) - told, WORDS[kind])
    return _sentences([*parts, f"And {' and '.join(rest)}" if rest else ""])


def short_footnote(steps: Steps, ref: str) -> str:
    """Tell in two lines what a figure of the executive page rests on.

    Args:
        steps: The steps behind all figures, parents by id.
        ref: Id of the figure.

    Returns:
        Its name, the nearest sentence or else the nearest assumption with its range
        and reason, and how many more of each there are.
    """
    found = nearest(steps, ref)
    said = dict.fromkeys(_quoted(s, SHORT) for s in found if s["kind"] == "claim")
    assumed = dict.fromkeys(
        _assumed(s, SHORT) for s in found if s["kind"] == "assumption"
    )
    parts = [_own(steps[ref])]
    rest = []
    if said:
        parts.append(next(iter(said)))
        rest += _counted(len(said) - 1, "sentence")
        rest += _counted(len(assumed), "assumption")
    elif assumed:
        parts.append(f"Assumed: {next(iter(assumed))}")
        rest += _counted(len(assumed) - 1, "assumption")
    return _sentences([*parts, f"And {' and '.join(rest)}" if rest else ""])


def _counted(count: int, what: str) -> list[str]:
    return [f"{count} more {what}{'s' if count > 1 else ''}"] if count > 0 else []


def _own(step: dict[str, Any]) -> str:
    """Name of the figure itself, unless it is a sentence or an assumption."""
    return "" if step["kind"] in ("claim", "assumption") else capital(step["label"])


def _sentences(parts: list[str]) -> str:
    flat = [" ".join(part.split()).rstrip(".") for part in parts if part]
    ended = [part if part.endswith("?") else f"{part}." for part in flat]
    return Cleaner().text(" ".join(ended))


def nearest(steps: Steps, ref: str) -> list[dict[str, Any]]:
    """Sentences and assumptions behind a figure, the nearest first."""
    seen, layer, found = {ref}, [ref], []
    while layer:
        found += [
            steps[k] for k in layer if steps[k]["kind"] in ("claim", "assumption")
        ]
        below = [p for key in layer for p in steps[key].get("parents", ())]
        layer = [key for key in dict.fromkeys(below) if key not in seen]
        seen |= set(layer)
    return found


def _quoted(step: dict[str, Any], longest: int) -> str:
    place = f"characters {step['start']}-{step['end']}"
    return f"“{shortened(step['quote'], longest)}” ({step['source']}, {place})"


def _assumed(step: dict[str, Any], longest: int) -> str:
    why = [str(step.get(key) or "").rstrip(". ") for key in ("reason", "citation")]
    held = "; ".join(shortened(text, longest) for text in why if text)
    value = f", {step['value']}" if step.get("value") else ""
    return f"{step['label']}{value}" + (f" ({held})" if held else "")
