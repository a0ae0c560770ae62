"""What a figure rests on, as a footnote: source sentences and assumptions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from suzerain.brief.export.cleaning import Cleaner
from suzerain.brief.figures import capital
from suzerain.brief.language.catalogue import Catalogue, catalogue
from suzerain.brief.markup import shortened

LONGEST, MIDDLING, SHORT = 240, 130, 90
GROUNDS = ("claim", "assumption")
Steps = dict[str, dict[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Footnotes:
    """Write footnotes in one language.

    Args:
        steps: The steps behind all figures, parents by id.
        sources: Number of each document in the list of sources, by its name.
        words: The language.

    Examples:
        >>> steps = {
        ...     "x": {"kind": "result", "label": "its cost", "parents": ["a", "c"]},
        ...     "a": {
        ...         "kind": "assumption",
        ...         "label": "how much it hurts",
        ...         "value": "1 to 2",
        ...         "reason": "seen so",
        ...         "citation": "judgement",
        ...     },
        ...     "c": {
        ...         "kind": "claim",
        ...         "label": "",
        ...         "quote": "it hurts",
        ...         "source": "a.txt",
        ...         "start": 5,
        ...         "end": 13,
        ...     },
        ... }
        >>> notes = Footnotes(steps=steps, sources={"a.txt": 1})
        >>> said = notes.full("x").split(". ")
        >>> said[:2]
        ['Its cost', '“it hurts” (source 1, characters 5-13)']
        >>> said[2]
        'Assumed: how much it hurts, 1 to 2 (seen so; judgement).'
        >>> notes.full("c")
        'Source 1, characters 5-13.'
    """

    steps: Steps
    sources: Mapping[str, int] = field(default_factory=dict)
    words: Catalogue = field(default_factory=catalogue)

    def full(self, ref: str, *, most: int = 2) -> str:
        """Tell what a figure rests on.

        Args:
            ref: Id of the figure, or of a quoted sentence, whose place alone is told.
            most: How many sentences, or assumptions, are told in full; where there are
                more, the nearest one is told in brief and the others are counted.

        Returns:
            Its name, the nearest sentences with their place, and the nearest
            assumptions with range, reason and citation; how many more there are is
            said. Told in brief, an assumption leaves its reason to the list of
            assumptions.
        """
        if self.steps[ref]["kind"] == "claim":
            return self._sentences([capital(self._place(self.steps[ref]))])
        found = nearest(self.steps, ref)
        parts, rest = [self._own(ref)], []
        for kind, tell in (("claim", self._quoted), ("assumption", self._assumed)):
            held = [step for step in found if step["kind"] == kind]
            texts = list(dict.fromkeys(tell(step, LONGEST) for step in held))
            told = most
            if len(texts) > most:
                told = 1
                texts = list(dict.fromkeys(tell(step, 0) for step in held))
            if texts:
                listed = "; ".join(texts[:told])
                parts.append(self._titled(listed) if kind == "assumption" else listed)
            rest += self._counted(len(texts) - told, kind)
        return self._sentences([*parts, self._rest(rest)])

    def short(self, ref: str) -> str:
        """Tell in two lines what a figure of the executive page rests on.

        Args:
            ref: Id of the figure.

        Returns:
            Its name, the nearest sentence or else the nearest assumption with its
            range and reason, and how many more of each there are.
        """
        found = nearest(self.steps, ref)
        said, assumed = (
            list(dict.fromkeys(tell(s, SHORT) for s in found if s["kind"] == kind))
            for kind, tell in (("claim", self._quoted), ("assumption", self._assumed))
        )
        parts, rest = [self._own(ref)], []
        if said:
            parts.append(said[0])
            rest += self._counted(len(said) - 1, "claim")
            rest += self._counted(len(assumed), "assumption")
        elif assumed:
            parts.append(self._titled(assumed[0]))
            rest += self._counted(len(assumed) - 1, "assumption")
        return self._sentences([*parts, self._rest(rest)])

    def _counted(self, count: int, kind: str) -> list[str]:
        if count < 1:
            return []
        one = {"claim": "{1} more sentence", "assumption": "{1} more assumption"}
        return [self.words(one[kind] + ("s" if count > 1 else ""), count)]

    def _rest(self, rest: list[str]) -> str:
        if not rest:
            return ""
        both = self.words(" and ").join(rest)
        return self.words("And {1}", both)

    def _titled(self, text: str) -> str:
        return f"{self.words('Assumed:')} {text}"

    def _own(self, ref: str) -> str:
        """Name of the figure itself, unless it is a sentence or an assumption."""
        step = self.steps[ref]
        return "" if step["kind"] in GROUNDS else capital(step["label"])

    def _sentences(self, parts: list[str]) -> str:
        flat = [" ".join(part.split(" ")).rstrip(".") for part in parts if part]
        ended = [part if part.endswith("?") else f"{part}." for part in flat]
        return Cleaner().text(" ".join(ended))

    def _place(self, step: dict[str, Any]) -> str:
        place = f"{step['start']}-{step['end']}"
        number = self.sources.get(step["source"])
        if number is None:
            where = self.words("characters {1}", place)
            return f"{step['source']}, {where}"
        return self.words("source {1}, characters {2}", number, place)

    def _quoted(self, step: dict[str, Any], longest: int) -> str:
        before, after = self.words.grammar.quotes
        quote, longest = " ".join(step["quote"].split()), longest or MIDDLING
        return f"{before}{shortened(quote, longest)}{after} ({self._place(step)})"

    def _assumed(self, step: dict[str, Any], longest: int) -> str:
        told = ("reason", "citation") if longest else ("citation",)
        why = [str(step.get(key) or "").rstrip(". ") for key in told]
        held = "; ".join(shortened(text, longest or LONGEST) for text in why if text)
        value = f", {step['value']}" if step.get("value") else ""
        return f"{step['label']}{value}" + (f" ({held})" if held else "")


def nearest(steps: Steps, ref: str) -> list[dict[str, Any]]:
    """Sentences and assumptions behind a figure, the nearest first."""
    seen, layer, found = {ref}, [ref], []
    while layer:
        found += [steps[k] for k in layer if steps[k]["kind"] in GROUNDS]
        below = [p for key in layer for p in steps[key].get("parents", ())]
        layer = [key for key in dict.fromkeys(below) if key not in seen]
        seen |= set(layer)
    return found
