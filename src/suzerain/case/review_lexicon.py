"""What the edits of a reviewer teach the reader, as lines of a lexicon."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from suzerain.case.case import Case
from suzerain.case.review import LEXICON, Verdict
from suzerain.case.review_edit import EDITABLE
from suzerain.case.reviewed import edited_claim
from suzerain.evidence.added import with_frames
from suzerain.evidence.claim import Claim
from suzerain.evidence.extract import extract
from suzerain.evidence.lexicon import COLUMNS, parse_lexicon
from suzerain.evidence.mention import Mention
from suzerain.evidence.parse import parse
from suzerain.evidence.parsed import BE, HAVE, PREPOSITIONS, Group, Parsed, Verb
from suzerain.evidence.proposed import PROPOSALS
from suzerain.evidence.relations import relations
from suzerain.evidence.resolve import find_mentions
from suzerain.evidence.sentences import split_sentences
from suzerain.evidence.vocabulary import plural, verb_forms, verb_lexicon
from suzerain.sources.document import Document

Line = Mapping[str, str]
TAUGHT = frozenset({"subject", "relation", "object", "good", "polarity", "kind"})
ALIKE = ("pattern", "pos", "relation", "subject", "object")
HEADER = "# Frames of your own, made from reviewed claims; read with --lexicon.\n"


def lexicon_lines(
    case: Case, verdicts: Mapping[str, Verdict]
) -> tuple[tuple[Line, ...], tuple[tuple[str, str], ...]]:
    """Make a frame of every edit that says what the words of a passage mean.

    The verb or noun between the two actors becomes the pattern; relation, good and
    who stands where come from the edit. Every line is tried on its own document, and
    kept only if the reader then finds the claim as it was edited.

    Args:
        case: The case as it was extracted.
        verdicts: What its reviewer decided.

    Returns:
        The lines, and for each claim that teaches none its id and the reason.
    """
    papers = {paper.id: paper for paper in case.documents}
    mentions: dict[str, Sequence[Mention]] = {}
    lines: dict[tuple[str, ...], Line] = {}
    passed: list[tuple[str, str]] = []
    for claim, changed in _taught(case, verdicts):
        paper = papers.get(claim.doc)
        if paper is None:
            continue
        if claim.doc not in mentions:
            mentions[claim.doc] = find_mentions(paper)
        made, why = _tried(claim, changed, paper, mentions[claim.doc])
        if made is None:
            passed.append((claim.id, why))
        else:
            lines.setdefault(tuple(made[name] for name in ALIKE), made)
    return tuple(lines.values()), tuple(passed)


def write_lexicon(lines: Iterable[Line]) -> str:
    """Write lines in the format of `frames.csv`.

    Args:
        lines: What `lexicon_lines` gives.
    """
    rows = [",".join(COLUMNS), *(_written(line) for line in lines)]
    return HEADER + "\n".join(rows) + "\n"


def _written(line: Line) -> str:
    return ",".join(line[name] for name in COLUMNS)


def _taught(
    case: Case, verdicts: Mapping[str, Verdict]
) -> Iterator[tuple[Claim, frozenset[str]]]:
    """Claims that a reviewer edited or added, with the fields that were changed.

    A claim that no rule read and a reviewer accepted as guessed teaches as well.
    """
    extracted = {claim.id: claim for claim in case.claims}
    for verdict in verdicts.values():
        claim = edited_claim(extracted.get(verdict.claim), verdict)
        if claim is None or verdict.status in ("rejected", "unreviewed"):
            continue
        changed = frozenset(verdict.fields) & frozenset(EDITABLE)
        if changed & TAUGHT or PROPOSALS & set(claim.notes):
            yield claim, changed


def _tried(
    claim: Claim,
    changed: frozenset[str],
    paper: Document,
    mentions: Sequence[Mention],
) -> tuple[Line | None, str]:
    """Try each frame that the passage allows; the first that reads it is taken."""
    if not claim.object:
        return None, "it has no object, and a line tells who stands on both sides"
    parsed = _parsed(claim, paper, mentions)
    if parsed is None:
        return None, "its passage is no part of a sentence"
    why = "its two actors are not both named in its sentence"
    for pattern, pos, subject, object_ in _frames(claim, parsed):
        line = {
            "pattern": pattern,
            "pos": pos,
            "relation": claim.relation,
            "subject": subject,
            "object": object_,
            "good": f"{claim.good}?" if claim.good else "",
            "polarity": "-" if _is_contrary(claim, changed) else "",
            "kind": claim.kind if "kind" in changed else "",
            "note": LEXICON,
        }
        if _reads(line, claim, paper):
            return line, ""
        why = f"the line `{_written(line)}` would not read it so"
    return None, why


def _is_contrary(claim: Claim, changed: frozenset[str]) -> bool:
    return "polarity" in changed and claim.polarity == "negative"


def _reads(line: Line, claim: Claim, paper: Document) -> bool:
    """Say whether the reader, given this line, finds the claim in its document."""
    if claim.relation not in relations():
        return False
    with with_frames(parse_lexicon(_written(line))):
        found = extract([paper])
    return any(
        one.start < claim.end
        and claim.start < one.end
        and LEXICON in one.notes
        and (one.relation, one.polarity) == (claim.relation, claim.polarity)
        and _states(one.subject) == _states(claim.subject)
        and _states(one.object) == _states(claim.object)
        and (not claim.good or one.good == claim.good)
        for one in found
    )


def _parsed(
    claim: Claim, paper: Document, mentions: Sequence[Mention]
) -> Parsed | None:
    for sentence in split_sentences(paper):
        if sentence.start <= claim.start < sentence.end:
            inside = [
                one
                for one in mentions
                if sentence.start <= one.start and one.end <= sentence.end
            ]
            text = paper.text[sentence.start : sentence.end]
            return parse(text, sentence.start, inside)
    return None


def _states(code: str) -> frozenset[str]:
    return frozenset(part.split("/")[0] for part in code.split("+") if part)


def _frames(claim: Claim, parsed: Parsed) -> Iterator[tuple[str, str, str, str]]:
    """Patterns with roles: the verb between the actors first, then the noun."""
    for left, right in _pairs(claim, parsed):
        turned = _states(left.code) == _states(claim.object)
        verbs = [verb for verb in parsed.verbs if left.last <= verb.head < right.first]
        for verb in reversed(verbs):
            if parsed.words[verb.head] not in BE | HAVE:
                yield from _of_verb(parsed, verb, right, turned=turned)
        yield from _of_noun(parsed, left, right, verbs, turned=turned)


def _pairs(claim: Claim, parsed: Parsed) -> Iterator[tuple[Group, Group]]:
    """Groups of actors, left and right, that are the two sides of the claim."""
    sides = (_states(claim.subject), _states(claim.object))
    near = [group for group in parsed.groups if _states(group.code) in sides]
    for place, right in enumerate(near):
        for left in reversed(near[:place]):
            if _states(left.code) != _states(right.code):
                yield left, right
                break


def _of_verb(
    parsed: Parsed, verb: Verb, right: Group, *, turned: bool
) -> Iterator[tuple[str, str, str, str]]:
    """Make a frame of a verb; `subj` and `obj` are told as in the active voice."""
    word = parsed.words[verb.head]
    governor = parsed.words[right.governor] if right.governor >= verb.head else ""
    across = governor if governor in PREPOSITIONS else "obj|rec"
    first = "subj"
    if verb.passive:
        first, across = "obj", ("subj" if governor == "by" else across)
    roles = (across, first) if turned else (first, across)
    bases = [*verb_lexicon().get(word, {})] or ["|".join(_bases(word))]
    for base in bases:
        particle = parsed.words[verb.head + 1 : verb.head + 2]
        if particle and particle[0] in PARTICLES and particle[0] != governor:
            yield (f"{base} {particle[0]}", "verb", *roles)
        yield (base, "verb", *roles)


def _bases(word: str) -> tuple[str, ...]:
    """Base forms that a form of an unknown verb may have.

    Examples:
        >>> _bases("skyped"), _bases("flumps")
        (('skyp', 'skype'), ('flump',))
    """
    stems = [word.removesuffix(end) for end in ("ed", "ing", "s", "es")]
    stems += [stem[:-1] for stem in stems if stem[-1:] == stem[-2:-1]]
    stems += [f"{stem}e" for stem in stems]
    found = [s for s in dict.fromkeys(stems) if len(s) > 1 and s != word]
    return tuple(s for s in found if word in verb_forms(s)) or (word,)


PARTICLES = frozenset({"up", "out", "off", "down", "over", "away", "back", "on", "in"})


def _of_noun(
    parsed: Parsed,
    left: Group,
    right: Group,
    verbs: Sequence[Verb],
    *,
    turned: bool,
) -> Iterator[tuple[str, str, str, str]]:
    """Make a frame of the noun between the actors: "A's tribute to B"."""
    end = right.governor if right.governor >= left.last else right.first
    words = parsed.words[left.last : end]
    nouns = [word for word in words if word.isalpha() and word not in PREPOSITIONS]
    if not nouns or end == right.first:
        return
    noun = _singular(nouns[-1])
    linked = any(parsed.words[verb.head] in BE for verb in verbs)
    before = "pred|before" if linked else "poss|by|from|subj|before"
    governor = parsed.words[end]
    roles = (governor, before) if turned else (before, governor)
    yield (noun, "noun", *roles)


def _singular(noun: str) -> str:
    """Undo the regular plural, which the pattern of a noun takes by itself."""
    for short in (noun.removesuffix("ies") + "y", noun[:-2], noun[:-1]):
        if short and plural(short) == noun:
            return short
    return noun
