"""Which of fifteen classes an act between two actors belongs to, learned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING
from zlib import crc32

from suzerain.evidence.event_features import Span, features
from suzerain.evidence.parse import parse
from suzerain.evidence.parsed import Parsed

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


CLASSES = (
    "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "YIELD", "REQUEST", "ACCUSE",
    "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Marked:
    """A marked stretch of a sentence, as the parser wants mentions.

    Args:
        start: First code point.
        end: One past the last.
        text: Its words.
        code: Which side it is.
        sort: Sort of mention.
    """

    start: int
    end: int
    text: str
    code: str
    sort: str = "name"


def parse_marked(
    sentence: str, source: Span, target: Span | None
) -> tuple[Parsed, Span, Span | None]:
    """Parse a sentence with its two marked actors, and find their tokens.

    Args:
        sentence: The text.
        source: Code points of the doer.
        target: Code points of whom it is done to, or None.
    """
    marks = [Marked(*source, sentence[slice(*source)], "S")]
    if target is not None and (target[0] >= source[1] or target[1] <= source[0]):
        marks.append(Marked(*target, sentence[slice(*target)], "T"))
    else:
        target = None
    parsed = parse(sentence, 0, sorted(marks, key=lambda one: one.start))
    at = parsed.token_at(source[0])
    tokens = (at, at + 1)
    if target is None:
        return parsed, tokens, None
    at = parsed.token_at(target[0])
    return parsed, tokens, (at, at + 1)


def sentence_features(sentence: str, source: Span, target: Span | None) -> list[str]:
    """Features of a sentence with two marked actors.

    Args:
        sentence: The text.
        source: Code points of the doer.
        target: Code points of whom it is done to, or None.
    """
    return features(*parse_marked(sentence, source, target))


@dataclass(frozen=True, slots=True)
class Event:
    """What the classifier makes of an act.

    Args:
        name: The likeliest of the fifteen classes.
        probability: Its probability, calibrated across the folds of the training.
        sure: Whether this is enough to state it.
    """

    name: str
    probability: float
    sure: bool


@dataclass(frozen=True, slots=True)
class Weights:
    """The trained classifier.

    Args:
        codes: Hashes of the features, sorted (feature,).
        weights: Their weights in steps (feature, class).
        step: One step of a weight, in logits.
        sure: Least probability of an answer that is stated.
        fingerprint: Hash of the sentences, words and script behind it.
    """

    codes: NDArray[np.uint32]
    weights: NDArray[np.int8]
    step: float
    sure: float
    fingerprint: str


@cache
def read_weights() -> Weights:
    """Read the trained weights that ship."""
    import numpy as np

    path = files("suzerain.evidence") / "tables" / "event_weights.npz"
    with path.open("rb") as file, np.load(file) as arrays:
        return Weights(
            arrays["codes"],
            arrays["weights"],
            float(arrays["step"]),
            float(arrays["sure"]),
            str(arrays["fingerprint"]),
        )


def probabilities(names: Sequence[str]) -> NDArray[np.float64]:
    """Probability of each class, given the features of a sentence.

    Args:
        names: Features; those never met in training count for nothing.

    Returns:
        Probabilities (class,), in the order of `CLASSES`.
    """
    import numpy as np

    model = read_weights()
    codes = np.fromiter((crc32(name.encode()) for name in names), np.uint32, len(names))
    at = np.searchsorted(model.codes, codes)
    at[at == len(model.codes)] = 0
    known = at[model.codes[at] == codes]
    scores = model.weights[known].sum(axis=0, dtype=np.int64) * model.step
    grown = np.exp(scores - scores.max())
    shares: NDArray[np.float64] = grown / grown.sum()
    return shares


def decide(names: Sequence[str]) -> Event:
    """Name the likeliest class, and say whether it is sure.

    Args:
        names: Features of the sentence.
    """
    chance = probabilities(names)
    best = int(chance.argmax())
    share = float(chance[best])
    return Event(CLASSES[best], share, share >= read_weights().sure)


def classify(sentence: str, source: Span, target: Span | None) -> Event:
    """Say what the source does to the target in a sentence.

    Args:
        sentence: The text.
        source: Code points of the doer.
        target: Code points of whom it is done to, or None.

    Examples:
        >>> text = "Peru condemned the shelling of the border by Chile."
        >>> classify(text, (0, 4), (45, 50)).name
        'ACCUSE'
    """
    return decide(sentence_features(sentence, source, target))
