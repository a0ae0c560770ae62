"""Names to codes.

Names are found in one tree of words, settled by their context, joined with the titles
beside them, and followed through descriptions and pronouns. Each step is a module:
`gazetteer`, `naming`, `eras`, `persons`, `strangers`, `unnamed`, `descriptions`,
`coreference`.
"""

from __future__ import annotations

from difflib import get_close_matches

from suzerain.core.codes import actors
from suzerain.core.errors import UnresolvedName
from suzerain.evidence.coreference import follow
from suzerain.evidence.eras import settle_eras
from suzerain.evidence.gazetteer import names_at, people, split_words
from suzerain.evidence.mention import Draft, Mention, Scene, confidence
from suzerain.evidence.naming import read_scene, settle_names
from suzerain.evidence.persons import settle_people
from suzerain.evidence.strangers import meet_strangers
from suzerain.evidence.vocabulary import read_vocabulary
from suzerain.sources.document import Document

__all__ = ["Mention", "find_mentions", "resolve_name"]

READ = ("headline", "body")


def find_mentions(document: Document) -> tuple[Mention, ...]:
    """Find who is meant where in a document.

    Only headline and body blocks are read; a document without blocks is read whole.

    Args:
        document: The document; offsets are code points of its text.

    Returns:
        Mentions in the order of the text; no two overlap.

    Examples:
        Two names, and a description of both.

        >>> text = "Mr Kim met Vladimir Putin. The two leaders signed."
        >>> [
        ...     (m.text, m.code)
        ...     for m in find_mentions(Document(id="d", name="d", text=text))
        ... ]
        [('Mr Kim', 'PRK/Kim'), ('Vladimir Putin', 'RUS/Putin'),
         ('The two leaders', 'PRK+RUS')]
    """
    text = document.text
    stretches = [
        (block.start, block.end) for block in document.blocks if block.kind in READ
    ]
    scene = read_scene(text, stretches if document.blocks else [(0, len(text))])
    seen = settle_names(scene)
    settle_eras(scene, seen, document.published)
    cast = settle_people(scene, seen)
    meet_strangers(scene, cast)
    drafts = follow(scene, cast, document.published)
    return tuple(_mention(scene, draft) for draft in drafts)


def _mention(scene: Scene, draft: Draft) -> Mention:
    return Mention(
        start=draft.start,
        end=draft.end,
        text=scene.text[draft.start : draft.end],
        code=draft.code,
        sort=draft.sort,  # type: ignore[arg-type]
        confidence=confidence(draft.confidence),
    )


def resolve_name(text: str) -> str:
    """Give the code of a name; the whole text must be one name.

    Args:
        text: A name, demonym, capital or person, or a code.

    Returns:
        The code, such as `RUS` or `RUS/Putin`.

    Raises:
        UnresolvedName: If the text is no known name; the message proposes the nearest.

    Examples:
        >>> resolve_name("the Kremlin"), resolve_name("Xi Jinping")
        ('RUS/Kremlin', 'CHN/Xi')
        >>> resolve_name("Rusia")
        Traceback (most recent call last):
        suzerain.core.errors.UnresolvedName: no actor is called 'Rusia'.
        Accepted: ...
        Hint: did you mean 'Russia'?
    """
    name = " ".join(text.split())
    if name in actors():
        return name
    document = Document(id="doc", name="doc", text=name)
    found = find_mentions(document)
    bare = name.removeprefix("the ").removeprefix("The ")
    if len(found) == 1 and found[0].text in {name, bare}:
        return found[0].code
    words = split_words(name)
    for size, entries in names_at(name, words, 0) if words else ():
        if size == len(words) and entries[0].code:
            return entries[0].code
    raise _unresolved(name)


def _unresolved(name: str) -> UnresolvedName:
    known = [row["text"] for row in read_vocabulary("names.csv") if row["code"]]
    known += [person.name for person in people()]
    near = get_close_matches(name, known, n=1, cutoff=0.6)
    return UnresolvedName(
        f"no actor is called {name!r}",
        "names of states, blocs, bodies and people, or codes such as RUS",
        f"did you mean {near[0]!r}?" if near else "check the spelling",
    )
