"""A brief put into another language: sentences, tables, pictures, steps."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from markupsafe import Markup

from suzerain.brief.contents import Contents
from suzerain.brief.finding import Finding, Name, Number, Piece, Pieces, Quote
from suzerain.brief.language.catalogue import (
    ENGLISH,
    PIECE,
    Catalogue,
    Rich,
    letter,
    place_of,
)
from suzerain.brief.language.drawn import Drawn
from suzerain.brief.language.pen import PROPER, Pen, cut
from suzerain.brief.section import Picture, Section, Table

Written = TypeVar("Written", bound=Contents)
# Words after a tag, and those of an attribute that is read aloud.
WORDS = re.compile(r"(<[^<>]*>)([^<>]*[^\W_][^<>]*)(?=<)")
ALOUD = re.compile(r'(\b(?:aria-label|title)=")([^"]*[^\W\d_][^"]*)(?=")')


def translated(brief: Written, words: Catalogue, drawn: Drawn | None = None) -> Written:
    """Put a brief into another language.

    Words of sources stay as they are, marked with their language; so does what the
    catalogue has no words for.

    Args:
        brief: A brief in English.
        words: The catalogue of the other language.
        drawn: Lines of pictures that are in that language already.

    Returns:
        The brief in that language, its figures and ids unchanged.
    """
    if words.is_english:
        return brief
    return BriefPen(words, _languages(brief), drawn).brief(brief)


def _languages(brief: Contents) -> dict[str, str]:
    """Language of each document, by the names it goes by."""
    return {
        name: document.language or ENGLISH
        for document in brief.results.case.documents
        for name in (document.name, brief.results.document_name(document.id))
    }


class BriefPen(Pen):
    """Writes a brief in another language.

    Args:
        words: The catalogue.
        documents: Language of each document, by name.
        drawn: Lines of pictures that are finished.
    """

    def __init__(
        self,
        words: Catalogue,
        documents: dict[str, str] | None = None,
        drawn: Drawn | None = None,
    ) -> None:
        super().__init__(words)
        self.documents = documents or {}
        self.drawn = drawn or Drawn(words=words)

    def brief(self, brief: Written) -> Written:
        """Translate a whole brief."""
        return replace(
            brief,
            title=self.text(brief.title),
            bottom_line=tuple(map(self.finding, brief.bottom_line)),
            sections=tuple(map(self.section, brief.sections)),
            words=self.words,
        )

    def finding(self, finding: Finding) -> Finding:
        """Translate a sentence or several."""
        head = self.text(finding.head) if finding.head else ""
        pieces = self.pieces(finding.pieces, bare=False)
        return replace(finding, head=head, pieces=pieces)

    def section(self, section: Section) -> Section:
        """Translate a section with all that stands in it."""
        return replace(
            section,
            title=self.text(section.title),
            short=self.text(section.short) if section.short else "",
            intro=self.text(section.intro) if section.intro else "",
            findings=tuple(map(self.finding, section.findings)),
            blocks=tuple(
                self.picture(b) if isinstance(b, Picture) else self.table(b)
                for b in section.blocks
            ),
        )

    def picture(self, picture: Picture) -> Picture:
        """Translate a picture: the words in the drawing too."""
        return replace(
            picture,
            title=self.pieces(picture.title, bare=False),
            reading=self.finding(picture.reading),
            svg=self.drawing(picture.svg),
            table=self.table(picture.table),
            legend=tuple((look, self.text(said)) for look, said in picture.legend),
            more=tuple(map(self.table, picture.more)),
        )

    def table(self, table: Table) -> Table:
        """Translate a table."""
        return replace(
            table,
            caption=self.text(table.caption),
            head=tuple(self.pieces(cell, bare=True) for cell in table.head),
            rows=tuple(
                tuple(self.pieces(cell, bare=True) for cell in row)
                for row in table.rows
            ),
        )

    def drawing(self, svg: str) -> str:
        """Translate the words in a drawing, which is safe HTML and stays so."""

        def put(found: re.Match[str]) -> str:
            english = html.unescape(found[2])
            if english.strip() in self.drawn.quotes:
                return f'{found[1][:-1]} lang="{ENGLISH}">{found[2]}'
            if english.strip() in self.drawn.lines:
                return found[0]
            said = self.words.say(english.strip(), bare=True)
            if said is None:
                said = self.text(english.strip())
            before = english[: len(english) - len(english.lstrip())]
            after = english[len(english.rstrip()) :]
            return found[1] + html.escape(before + said + after)

        return Markup(ALOUD.sub(put, WORDS.sub(put, svg)))  # noqa: S704 - words are escaped above

    def pieces(self, pieces: Pieces, *, bare: bool) -> Pieces:
        """Translate pieces of a sentence or of a cell.

        Args:
            pieces: Words, numbers, names and quotations.
            bare: True in a table, where a name stands without its article.
        """
        held = [piece for piece in pieces if not isinstance(piece, str)]
        english = [str(piece) for piece in held]
        places = iter(range(len(held)))
        text = "".join(
            piece
            if isinstance(piece, str)
            else letter(next(places), quote=isinstance(piece, Quote))
            for piece in pieces
        )
        case = "bare" if bare else ""
        whole = self._said(text, english, case) if text else ()
        if whole is not None:
            return self._finished(whole, held)
        made: list[Piece] = []
        for sentence in cut(text):
            if made:
                made.append(" ")
            said = self._said(sentence, english, case)
            made += self._kept(sentence, held) if said is None else ()
            made += self._finished(said, held) if said is not None else ()
        return tuple(made)

    def _said(self, text: str, english: list[str], case: str) -> Rich | None:
        """Translate a sentence or a cell; it begins as large as in English."""
        made = self.words.rewrite(text, english, case)
        first = english[place_of(text[0])] if PIECE.match(text) else text
        if made is None or case or not first[:1].isupper():
            return made
        return self.words.in_case(made, "capital")

    def _kept(
        self, sentence: str, held: list[Number | Name | Quote]
    ) -> Iterator[Piece]:
        """A sentence that stays English, marked so."""
        self.lack(PIECE.sub("{}", sentence))
        for part in re.split(f"({PIECE.pattern})", sentence):
            if PIECE.fullmatch(part):
                yield replace(held[place_of(part)], lang=ENGLISH)
            elif part:
                yield Name(text=part, lang=ENGLISH)

    def _finished(self, said: Rich, held: list[Number | Name | Quote]) -> Pieces:
        """Put pieces in their places, and words that meet into shape."""
        made: list[Piece] = []
        for part in said:
            if isinstance(part, str):
                last = made.pop() if made and isinstance(made[-1], str) else ""
                made.append(f"{last}{part}")
            else:
                place, case = part
                made.append(self._piece(held[place], case))
        return tuple(_met(made, self.words))

    def _piece(self, piece: Number | Name | Quote, case: str) -> Piece:
        if isinstance(piece, Quote):
            more = tuple(replace(one, lang=self._spoken(one)) for one in piece.more)
            title = self.text(piece.title)
            return replace(piece, lang=self._spoken(piece), more=more, title=title)
        made = self.words.rewrite(piece.text, (), case)
        if made is not None:
            said = "".join(part for part in made if isinstance(part, str))
            return replace(piece, text=self.words.grammar.joined(said))
        if isinstance(piece, Name):
            row = self._strange(piece.text, case)
            if row:
                return replace(piece, text=row)
        whole = self.text(piece.text)
        lang = ENGLISH if whole == piece.text else ""
        return replace(piece, text=whole, lang=lang)

    def _strange(self, text: str, case: str) -> str:
        """Names that no table holds, taken over; nothing where it is no name."""
        grammar = self.words.grammar
        said = []
        for name in re.split(r", | and ", text):
            known = self.words.say(name, bare="bare" in case)
            if known is None and not PROPER.fullmatch(name):
                return ""
            said.append(grammar.cased(known or name, case))
        conjunction = grammar.conjunctions.get(" and ", ", ")
        return conjunction.join([*filter(None, [", ".join(said[:-1])]), said[-1]])

    def _spoken(self, quote: Quote) -> str:
        found = self.documents.get(quote.source, ENGLISH)
        return "" if found == self.words.code else found


def _met(made: Iterable[Piece], words: Catalogue) -> Iterator[Piece]:
    """Shape words where they meet a piece: the piece's first letter decides."""
    row = list(made)
    for place, piece in enumerate(row):
        if not isinstance(piece, str):
            yield piece
            continue
        after = str(row[place + 1]) if place + 1 < len(row) else ""
        shaped = words.grammar.joined(piece + after[:1])
        yield shaped[: len(shaped) - len(after[:1])] if after else shaped
