"""Names of states, bodies and organs, settled by their context."""

from __future__ import annotations

from collections import Counter
from functools import cache

from suzerain.evidence.gazetteer import (
    Word,
    fold,
    known_words,
    names_at,
    split_words,
    tree,
    words_in,
)
from suzerain.evidence.mention import Draft, Scene
from suzerain.evidence.vocabulary import read_vocabulary


def read_scene(text: str, stretches: list[tuple[int, int]]) -> Scene:
    """Split the stretches of a text into words and find the names in them."""
    scene = Scene(text=text, words=[], owner=[], edges=frozenset())
    names = tree()
    edges = []
    for start, end in stretches:
        edges.append(len(scene.words))
        words = split_words(text, start, end)
        owner: list[Draft | None] = [None] * len(words)
        offset = len(scene.words)
        at = 0
        for place, word in enumerate(words):
            if place >= at and word.key in names:
                at = place + _take(text, words, owner, place, offset)
        scene.words.extend(words)
        scene.owner.extend(owner)
    scene.edges = frozenset(edges)
    return scene


def _take(
    text: str, words: list[Word], owner: list[Draft | None], at: int, offset: int
) -> int:
    """Take the longest name at a word; return how many words to go on."""
    found = list(names_at(text, words, at))
    if not found:
        return 1
    size, entries = found[-1]
    if words[at].key == "the" and at + 1 < len(words):
        later = [length for length, _ in names_at(text, words, at + 1)]
        if later and at + 1 + later[-1] > at + size:
            return 1
    start, end = words[at].start, words[at + size - 1].end
    plus = text[end : end + 1] == "+" and any(e.text[-1] == "+" for e in entries)
    entries = [entry for entry in entries if (entry.text[-1] == "+") == plus]
    if not entries:
        return 1
    end += plus
    if text[end : end + 1] == "." and "." in text[start:end]:
        end += 1
    draft = Draft(offset + at, offset + at + size, start, end, entries)
    owner[at : at + size] = [draft] * size
    return size


@cache
def ambiguous() -> dict[str, list[dict[str, str]]]:
    """Rules for names that may mean several things, by folded name."""
    rules: dict[str, list[dict[str, str]]] = {}
    for row in read_vocabulary("ambiguous.csv"):
        rules.setdefault(fold(row["text"]), []).append(row)
    return rules


def settle_names(scene: Scene) -> Counter[str]:
    """Settle all drafts but surnames; return how often each actor is named."""
    drafts = scene.drafts()
    seen: Counter[str] = Counter()
    open_drafts = []
    for draft in drafts:
        entry = draft.entries[0]
        codes = {item.code for item in draft.entries if item.sort != "surname"}
        if all(item.sort == "surname" for item in draft.entries):
            draft.sort = "surname"
        elif len(codes) == 1 and fold(entry.text) not in ambiguous():
            named = next(item for item in draft.entries if item.sort != "surname")
            _settle(draft, named.code, named.sort, "")
            if draft.sort == "capital" and _part_of_a_name(scene, draft):
                draft.sort = "blocked"
            draft.person = named.person
            seen.update(draft.actor.split("+"))
        else:
            open_drafts.append(draft)
    for draft in open_drafts:
        _choose(scene, draft, seen)
    for draft in drafts:
        if draft.sort == "blocked":
            draft.code = ""
    for draft in open_drafts:
        if draft.code:
            seen.update(draft.actor.split("+"))
    seen.pop("", None)
    return seen


def _part_of_a_name(scene: Scene, draft: Draft) -> bool:
    """Whether a capital belongs to the name of a body (`London School`)."""
    index = draft.last
    if not scene.adjacent(index) or scene.owner[index] is not None:
        return False
    word = scene.words[index]
    if not word.capital or word.key in words_in("opener") or len(word.text) < 3:
        return False
    if word.text.isupper() and scene.words[draft.first].text.isupper():
        return False  # a line in capitals tells nothing
    ahead = [word.key for word in scene.words[index : index + 3] if word.capital]
    return bool(words_in("learning") & set(ahead)) or word.key not in tree()


def _settle(draft: Draft, code: str, sort: str, basis: str) -> None:
    draft.code, draft.sort = code, sort
    draft.confidence = basis or {
        "capital": "resolve.capital",
        "person": "resolve.person",
        "nominal": "resolve.nominal",
    }.get(sort, "resolve.name")


def _choose(scene: Scene, draft: Draft, seen: Counter[str]) -> None:
    """Settle one ambiguous name by the first rule whose context holds."""
    named = [entry for entry in draft.entries if entry.sort != "surname"]
    rules = ambiguous().get(fold(named[0].text), [])
    sorts = {entry.code: entry for entry in reversed(named)}
    for rule in rules:
        if _holds(scene, draft, rule, seen):
            entry = sorts.get(rule["code"], named[0])
            several = len(rules) > 1 or len(sorts) > 1
            _settle(draft, rule["code"], entry.sort, "resolve.choice" * several)
            draft.person = entry.person
            return
    if rules:
        draft.sort = "blocked"
        return
    best = max(named, key=lambda entry: seen[entry.code.split("/")[0]])
    _settle(draft, best.code, best.sort, "resolve.choice")
    draft.person = best.person


def _holds(
    scene: Scene, draft: Draft, rule: dict[str, str], seen: Counter[str]
) -> bool:
    """Whether the context asked for by a rule is there and what it bars is not."""
    if rule["plain"] and _capital_follows(scene, draft):
        return False
    if rule["given"] and (_given_name(scene, draft) or _capital_follows(scene, draft)):
        return False
    need, veto = rule["need"].split(";"), rule["veto"].split(";")
    if rule["need"] and not any(_cue(scene.text, cue, seen) for cue in need):
        return False
    return not (rule["veto"] and any(_cue(scene.text, cue, seen) for cue in veto))


def _cue(text: str, cue: str, seen: Counter[str]) -> bool:
    return seen[cue[1:]] > 0 if cue.startswith("@") else cue in text


def _capital_follows(scene: Scene, draft: Draft) -> bool:
    """Whether an unknown capitalised word follows (`Chad Smith`)."""
    index = draft.last
    if not scene.adjacent(index) or scene.owner[index] is not None:
        return False
    word = scene.words[index]
    return (
        word.capital
        and word.key not in known_words()
        and word.key not in words_in("opener")
    )


def _given_name(scene: Scene, draft: Draft) -> bool:
    """Whether an unknown capitalised word stands before (`Denzel Washington`)."""
    index = draft.first - 1
    if not scene.adjacent(draft.first) or scene.owner[index] is not None:
        return False
    word = scene.words[index]
    if not word.capital or word.key in words_in("opener") or word.key in known_words():
        return False
    return scene.adjacent(index) or len(word.text) > 2
