"""How a language writes figures, puts articles and joins words."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

FIGURE = re.compile(
    r"[+\u2212-]?\d[\d,]*(?:\.\d+)?(?:e[+-]?\d+)?"
    r"(?:(?: to |-)[+\u2212-]?\d[\d,]*(?:\.\d+)?(?:e[+-]?\d+)?)?(?: %)?"
)
_PART = re.compile(r"\d[\d,]*(?:\.\d+)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """Rules of one language.

    Args:
        code: BCP 47 code with its region, such as `fr-FR`.
        name: Its own name for itself.
        direction: `ltr` or `rtl`.
        decimal: Sign before the decimals.
        thousands: Sign between groups of three digits.
        quotes: Signs before and after a quotation.
        to: Word between two figures of a range that has a negative end.
        conjunctions: English word that ends a list, and its translation.
        articles: Articles that a bare name loses.
        cases: Name of a case to pairs of what a word begins with and what it gets
            instead; the first that fits counts.
        joins: Pairs of pattern and replacement for words that meet.
        spaces: Pairs of pattern and replacement for signs, such as a space before
            a question mark that keeps to its word.
        plural_from: Least number that takes the plural.
        marks: Beginnings of a name by which it is `plural` or `feminine`.
    """

    code: str = "en-GB"
    name: str = "English"
    direction: str = "ltr"
    decimal: str = "."
    thousands: str = ","
    quotes: tuple[str, str] = ("“", "”")
    to: str = " to "
    conjunctions: dict[str, str] = field(default_factory=dict)
    articles: tuple[str, ...] = ()
    cases: dict[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    joins: tuple[tuple[str, str], ...] = ()
    spaces: tuple[tuple[str, str], ...] = ()
    plural_from: float = 2.0
    marks: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def figure(self, text: str) -> str:
        """Write a figure with this language's signs.

        Args:
            text: A figure or a range as English writes it.

        Examples:
            >>> Grammar(decimal=",", thousands=" ").figure("10,000.5-12,000 %")
            '10 000,5-12 000 %'
        """
        signs = {",": self.thousands, ".": self.decimal}
        written = _PART.sub(
            lambda found: re.sub("[,.]", lambda sign: signs[sign[0]], found[0]), text
        )
        return written.replace(" to ", self.to)

    def cased(self, text: str, case: str) -> str:
        """Put a word into a case, such as the one after "of".

        Args:
            text: The word, with its article if it has one.
            case: Names of cases, applied in order; `bare` takes the article away and
                `capital` begins a sentence.

        Examples:
            >>> french = Grammar(articles=("le ",), cases={"de": (("le ", "du "),)})
            >>> french.cased("le Japon", "de"), french.cased("le Japon", "bare")
            ('du Japon', 'Japon')
        """
        for one in case.split():
            if one == "bare":
                text = self._bare(text)
            elif one == "capital":
                text = text[:1].upper() + text[1:]
            else:
                begins = self.cases.get(one, ())
                text = next(
                    (put + text[len(b) :] for b, put in begins if text.startswith(b)),
                    text,
                )
        return text

    def _bare(self, text: str) -> str:
        begins = next((a for a in self.articles if text.startswith(a)), "")
        return text[len(begins) :]

    def joined(self, text: str) -> str:
        """Let words meet as they do in this language, and keep signs to words."""
        for pattern, put in (*self.joins, *self.spaces):
            text = re.sub(pattern, put, text)
        return text

    def is_plural(self, figure: str) -> bool:
        """Whether what is counted by a figure takes the plural."""
        found = _PART.findall(figure)
        return any(float(part.replace(",", "")) >= self.plural_from for part in found)
