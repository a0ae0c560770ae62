"""Who says "we": the speaker of a quote, the author of a statement or a column."""

from __future__ import annotations

import re
from bisect import bisect_right

from suzerain.core.codes import actors
from suzerain.evidence.control import forms_of
from suzerain.evidence.descriptions import whole_words
from suzerain.evidence.discourse import Discourse, is_person, is_state
from suzerain.evidence.mention import Draft, Scene
from suzerain.evidence.parsed import SAYING
from suzerain.evidence.vocabulary import word_set

FIRST_PERSON = frozenset("we us our ours ourselves i me my myself".split())  # noqa: SIM905
SMALL = frozenset(("us", "myself"))  # never with a capital: "US" is a state
ALONE = frozenset(("i", "me", "my", "myself"))
THEY = frozenset(("they", "them", "their", "themselves"))
THEY_BACK = 24
QUOTED = re.compile(r"\u201c[^\u201d\n]{2,1200}[\u201d\n]|\"[^\"\n]{2,1200}[\"\n]")
HEADER = re.compile(
    r"^(?:[^\n.]{0,60}\b)?(?:STATEMENT|REPLY|COMMUNIQU[E\u00c9]|DECLARATION|LETTER"
    r"|PRESS RELEASE|NOTE VERBALE|MESSAGE|ADDRESS|SPEECH|RESPONSE|Statement|Reply"
    r"|Communiqu[e\u00e9]|Declaration|Letter|Press release|Note verbale|Message|Speech"
    r"|Address|Response|Remarks|REMARKS)\b[^\n.]{0,120}$",
    re.MULTILINE,
)
DATELINE = re.compile(
    r"^[^\n.]{0,40}?,? (?:\d{1,2} )?(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct"
    r"|Nov|Dec)[a-z]*\.? \d|^[^\n]{2,40} (?:[-\u2013\u2014]|\([A-Z][\w .]+\)) ",
    re.MULTILINE,
)
WRITTEN_AT = re.compile(
    r"^(?P<place>[A-Z][A-Z .'\u2019/-]{2,40}(?:, [A-Z][A-Za-z. ]{2,20})?),? ?"
    r"(?:(?:\d{1,2} )?(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)"
    r"[a-z]*\.?(?: \d{1,2})?(?:,? \d{4})?(?: \([^()\n]{2,40}\))?|\([^()\n]{2,40}\))"
    r" ?(?:[-:\u2013\u2014]|$)",
    re.MULTILINE,
)
THINKING = re.compile(
    r" (?:(?:do|did|would|will|have|had|can|could|must|should|may|also|still|not"
    r"|cannot|don['\u2019]t) )*(?:think|thought|believe|expect|assume|estimate|judge"
    r"|see|saw|find|found|argue|show|note|conclude|assess|consider|suspect|know|recall"
    r"|discuss|describe|examine|call|suppose|doubt|wonder|ask|turn|speak|live|read)\b"
)
IN_OUR_VIEW = re.compile(
    r"\b(?:in|to|by|of|from) our (?:\w+ )?(?:view|opinion|judge?ment|estimate|estimates"
    r"|assessment|analysis|mind|knowledge|time|times|age|century|reading|readers?"
    r"|correspondent|reporter|own correspondent)\b|\bour (?:web ?site|newsletter"
    r"|readers?|partners|app|page|terms|correspondents?|reporters?|privacy|sponsors)\b"
    r"|\blet us\b",
    re.IGNORECASE,
)
SHOUTED = re.compile(r"^[A-Z][A-Z ,.'\u2019-]{6,80}$", re.MULTILINE)
SPEECH_REACH = 90  # code points between a quote and the name of who says it
SAYING_WORDS = SAYING | frozenset(
    form for base in word_set("speech") for form in forms_of(base)
)  # fmt: skip


def find_voices(scene: Scene, names: list[Draft]) -> list[tuple[int, str]]:
    """Find the statements of a text: where each begins, and whose it is.

    A line such as `STATEMENT OF THE MINISTRY OF ... OF X` opens one.

    Args:
        scene: The text.
        names: Its settled names.
    """
    found: list[tuple[int, str]] = []
    begins = [draft.start for draft in names]
    for match in HEADER.finditer(scene.text):
        at = bisect_right(begins, match.start() - 1)
        inside = [one for one in names[at : at + 12] if one.end <= match.end()]
        states = [one.actor for one in inside if one.actor in actors()]
        if len(set(states)) == 1:
            found.append((match.end(), states[0]))
        elif found:
            found.append((match.end(), ""))
    if found:
        known = {start for start, _ in found}
        found += [
            (match.end(), "")
            for match in SHOUTED.finditer(scene.text, found[0][0])
            if match.end() not in known
        ]
    return sorted(found)


def author_of(scene: Scene, names: list[Draft]) -> str:
    """The state from which a text is written, by its dateline, or nothing."""
    for match in DATELINE.finditer(scene.text, 0, 600):
        for draft in names:
            if draft.start >= match.end():
                break
            if draft.start - match.start() <= 2 and draft.sort in {"capital", "name"}:
                return draft.actor
    return ""


def only_placed(text: str) -> list[tuple[int, int]]:
    """Stretches that only say where a text was written: "NICOSIA, May 3 (Wire) -".

    Examples:
        >>> only_placed("NICOSIA, May 3, 2021 (Wire) - Greece and Turkey met.")
        [(0, 7)]
        >>> only_placed("Greece and Turkey met on May 3 - in Nicosia.")
        []
    """
    return [match.span("place") for match in WRITTEN_AT.finditer(text)]


def find_first_person(scene: Scene, taken: bytearray) -> list[Draft]:
    """Find "we", "us" and "our"; they wait to be resolved."""
    found = []
    for word in whole_words(scene, FIRST_PERSON):
        start, end, key = word.start, word.end, word.key
        capital = word.text != key
        if any(taken[start:end]) or (capital and key in SMALL):
            continue
        if key == "i" and (not capital or scene.text[end : end + 1] == "."):
            continue
        if word.text.isupper() and key != "i":
            continue
        draft = Draft(0, 0, start, end, [], "", "pronoun", "resolve.pronoun_near")
        draft.office = key
        found.append(draft)
    return found


def resolve_first_person(memory: Discourse, open_drafts: list[Draft]) -> list[Draft]:
    """Settle "we" and "our": the speaker of the quote, else whose text it is.

    Args:
        memory: The text with all other mentions settled.
        open_drafts: The words, in order.

    Returns:
        Those that could be settled.
    """
    if not open_drafts:
        return []
    text = memory.scene.text
    quotes = [match.span() for match in QUOTED.finditer(text)]
    begins = [start for start, _ in quotes]
    places = [one.start for one in memory.met]
    settled = []
    for draft in open_drafts:
        at = bisect_right(begins, draft.start) - 1
        if at >= 0 and quotes[at][1] > draft.start:
            speaker = _speaker(memory, quotes[at], places)
            if draft.office in THEY:
                mine = speaker.actor if speaker is not None else ""
                draft.code = _they(memory, quotes[at][0], mine, places)
            elif speaker is not None:
                draft.code = speaker.code if draft.office in ALONE else speaker.actor
        elif draft.office in ALONE or draft.office in THEY:
            continue
        elif memory.speaker_at(draft.start):
            draft.code = memory.speaker_at(draft.start)
        elif not _thinks(text, draft):
            draft.code = memory.author
        if draft.code:
            settled.append(draft)
    return settled


def _they(memory: Discourse, start: int, mine: str, places: list[int]) -> str:
    """Whom a speaker calls "they": those named last that are not his own state.

    Of a speaker without a state, only the group that was named last.
    """
    at = bisect_right(places, start - 1)
    for one in reversed(memory.met[max(at - THEY_BACK, 0) : at]):
        others = bool(mine) and mine not in one.actor.split("+")
        fits = others or (not mine and "+" in one.actor)
        if one.actor and fits and "(unnamed)" not in one.code:
            return one.actor
    return ""


def quoted_they(scene: Scene, pronouns: list[Draft]) -> list[Draft]:
    """Pick out "they" inside quotes, which waits until the speaker is known."""
    quotes = [match.span() for match in QUOTED.finditer(scene.text)]
    begins = [start for start, _ in quotes]
    found = []
    for draft in pronouns:
        if draft.office in THEY and begins:
            at = bisect_right(begins, draft.start) - 1
            if at >= 0 and quotes[at][1] > draft.start:
                found.append(draft)
    return found


def _thinks(text: str, draft: Draft) -> bool:
    """Whether an author only speaks of himself: "we believe", "in our view"."""
    if draft.office == "we" and THINKING.match(text, draft.end):
        return True
    low = max(draft.start - 8, 0)
    return bool(IN_OUR_VIEW.search(text, low, draft.end + 24))


def _speaker(
    memory: Discourse, quote: tuple[int, int], places: list[int]
) -> Draft | None:
    """Who says a quote: named behind it, before it, or last in the sentence before."""
    text = memory.scene.text
    start, end = quote
    stop = text.find("\n", end - 1)
    stop = min(stop if stop >= 0 else len(text), end + SPEECH_REACH)
    cut = text.find(". ", end, stop)
    stop = cut + 1 if cut >= 0 else stop
    at = bisect_right(places, end - 1)
    behind = [
        one for one in memory.met[at : at + 6] if one.start < stop and _speaks(one)
    ]
    if (behind and text[end - 2] in ",!?") or (behind and text[end - 1] != "\n"):
        return _sayer(text, behind, end, stop)
    at = bisect_right(places, start)
    low = text.rfind("\n", 0, start) + 1
    before = [
        one
        for one in memory.met[max(at - 12, 0) : at]
        if one.start >= low and _speaks(one)
    ]
    people = [one for one in before if is_person(one) or one.sort == "pronoun"]
    return (people or before or [None])[-1]  # type: ignore[list-item]


def _sayer(text: str, behind: list[Draft], low: int, high: int) -> Draft:
    """Of mentions behind a quote, the one beside a word of saying."""
    del low, high
    for one in behind:
        around = text[max(one.start - 16, 0) : one.start] + text[one.end : one.end + 40]
        if any(word in SAYING_WORDS for word in around.lower().split()):
            return one
    return behind[0]


def _speaks(draft: Draft) -> bool:
    single = "+" not in draft.code and bool(draft.actor)
    return single and (is_person(draft) or is_state(draft) or draft.sort == "office")
