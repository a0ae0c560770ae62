"""A sentence as tokens, groups of actors, verb groups and clauses."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from suzerain.evidence.vocabulary import verb_lexicon

TOKEN = re.compile(r"[’']s\b|n[’']t\b|[^\W_]+(?:[-.&][^\W_]+)*|[^\w\s]|_", re.UNICODE)  # noqa: RUF001
BE = frozenset("is are was were be been being am 's became become remain remains "
               "remained stay stays stayed".split())  # fmt: skip
HAVE = frozenset("has have had having".split())
DO = frozenset("do does did".split())
MODALS = frozenset("will would shall should can could may might must cannot".split())
AUX = BE - {"became", "become", "remain", "remains", "remained", "stay", "stays",
            "stayed", "'s"} | HAVE | DO | MODALS  # fmt: skip
GET = frozenset("get gets got getting".split())
ADVERBS = frozenset(
    "not never n't also still now already once again always often no longer even just "
    "ever yet then soon quite very so far only thus therefore both all too hardly "
    "barely rather nearly almost instead openly more most much long better "
    "somehow perhaps maybe sometimes neither beforehand previously".split()
)
PREPOSITIONS = frozenset(
    "of in on at to from by with without for against between among amid over under "
    "into onto toward towards near across through throughout via within about around "
    "behind beyond despite during since until till as like than upon off out along "
    "alongside beside besides before after except inside outside regarding concerning "
    "versus per".split()
)
DETERMINERS = frozenset(
    "the a an this that these those its his her their our my your no any some every "
    "each both all several many few such another other".split()
)
DATES = frozenset(
    "january february march april may june july august september october november "
    "december monday tuesday wednesday thursday friday saturday sunday week month year "
    "years months weeks days today yesterday spring summer autumn winter".split()
)
RELATIVE = frozenset("which who that whom whose where".split())
SUBORDINATORS = frozenset(
    "that because if whether although though while whereas when since unless until "
    "after before as once how why what whereby wherein so than despite".split()
)
COORDINATORS = frozenset("and or but nor yet".split())
TITLES = frozenset(
    "mr mrs ms president prime minister foreign defence defense chancellor king queen "
    "leader chairman chairwoman secretary general former late premier crown prince "
    "emperor sultan emir supreme dictator spokesman spokeswoman spokesperson chief "
    "ambassador the head senator vice deputy state security party communist marshal "
    "strongman ruler first counterpart tsar shah his her".split()
)
ASPECT = frozenset(
    "start begin stop keep continue resume avoid risk consider reevaluate reconsider "
    "suggest propose cease halt quit finish resist favour favor contemplate mean go".split()
)
SAYING = frozenset(
    "say says said think thinks thought believe believes believed hope hopes hoped "
    "know knows knew fear fears feared claims claimed insists expects doubts".split()
)
ROLE_NOUNS = frozenset(
    "director mastermind architect backer sponsor puppeteer patron protector ally "
    "partner guarantor conductor benefactor client".split()
)
BREAKS = frozenset(";:?!—–()[]\"“”…")  # noqa: RUF001


class MentionLike(Protocol):
    """What this module needs of a mention."""

    @property
    def start(self) -> int:
        """First code point in the document."""

    @property
    def end(self) -> int:
        """One past the last."""

    @property
    def text(self) -> str:
        """The words."""

    @property
    def code(self) -> str:
        """Code such as `RUS/Putin`."""

    @property
    def sort(self) -> str:
        """Sort such as `demonym`."""


@dataclass(slots=True)
class Group:
    """One or more actors that stand together.

    Args:
        first: Index of the first token.
        last: Index one past the last token.
        codes: Codes in the order of the text.
        sort: Sort of the last mention.
        possessive: Whether it owns what follows.
        governor: Index of the preposition before it, or -1.
        adjective: Whether a noun follows that it describes ("Russian oil").
        aside: Whether it only names a source ("according to ...").
    """

    first: int
    last: int
    codes: tuple[str, ...]
    sort: str
    possessive: bool = False
    governor: int = -1
    adjective: bool = False
    aside: bool = False

    @property
    def code(self) -> str:
        """One code, or state codes joined with `+`."""
        return join_codes(self.codes)


@dataclass(slots=True)
class Verb:
    """A verb with its auxiliaries.

    Args:
        first: Index of the first token of the group, auxiliaries included.
        head: Index of the main verb.
        form: `base`, `s`, `ing`, `past`, `part` of the main verb.
        finite: Whether it can have a subject of its own.
        passive: Whether its subject undergoes it.
        infinitive: Whether it follows "to".
    """

    first: int
    head: int
    form: str
    finite: bool
    passive: bool
    infinitive: bool


@dataclass(slots=True)
class Parsed:
    """A sentence ready for frames.

    Args:
        base: Offset of the sentence in the document.
        text: The sentence.
        words: Tokens in lower case; an actor is `<actor>`.
        starts: Offsets of the tokens in the sentence.
        ends: Their ends.
        groups: Groups of actors, left to right.
        group_at: Group of each token, by index, or None.
        verbs: Verb groups, left to right.
        verb_at: Verb of each token, or None.
        breaks: Indices of tokens that end a clause.
    """

    base: int
    text: str
    words: list[str]
    starts: list[int]
    ends: list[int]
    groups: list[Group] = field(default_factory=list)
    group_at: list[Group | None] = field(default_factory=list)
    verbs: list[Verb] = field(default_factory=list)
    verb_at: list[Verb | None] = field(default_factory=list)
    breaks: list[int] = field(default_factory=list)

    def token_at(self, offset: int) -> int:
        """Index of the token that starts at or after an offset."""
        return bisect_left(self.starts, offset)

    def clause(self, index: int) -> tuple[int, int]:
        """Token range of the clause around a token."""
        left = 0
        right = len(self.words)
        for at in self.breaks:
            if at < index:
                left = at + 1
            elif at > index:
                right = at
                break
        return left, right


def join_codes(codes: Sequence[str]) -> str:
    """Join several actors into one code; persons become their states.

    Examples:
        >>> join_codes(["RUS/Putin", "PRK"]), join_codes(["RUS/Putin"])
        ('PRK+RUS', 'RUS/Putin')
    """
    unique = list(dict.fromkeys(code for code in codes if code))
    if len(unique) == 1:
        return unique[0]
    parts = {part.split("/")[0] for code in unique for part in code.split("+")}
    return "+".join(sorted(part for part in parts if part))


def parse(text: str, base: int, mentions: Sequence[MentionLike]) -> Parsed:
    """Read a sentence into tokens, actor groups and verb groups.

    Args:
        text: The sentence.
        base: Its offset in the document.
        mentions: The mentions that lie inside it, sorted.
    """
    parsed = Parsed(base=base, text=text, words=[], starts=[], ends=[])
    actors: list[tuple[int, MentionLike]] = []
    position = 0
    for mention in mentions:
        start, end = mention.start - base, mention.end - base
        if start < position:
            continue
        end = _without_role(text, start, end)
        _tokens(parsed, position, start)
        actors.append((len(parsed.words), mention))
        parsed.words.append("<actor>")
        parsed.starts.append(start)
        parsed.ends.append(end)
        position = end
    _tokens(parsed, position, len(text))
    _find_groups(parsed, actors)
    _find_verbs(parsed)
    _govern(parsed)
    _split_wrong_groups(parsed)
    _find_breaks(parsed)
    return parsed


def _without_role(text: str, start: int, end: int) -> int:
    """End of "Chinese" in "Chinese director": the role is a word for frames."""
    if " " not in text[start:end]:
        return end
    words = text[start:end].rsplit(None, 1)
    if len(words) == 2 and words[1].lower() in ROLE_NOUNS:
        return start + len(words[0].rstrip())
    return end


def _tokens(parsed: Parsed, start: int, end: int) -> None:
    for match in TOKEN.finditer(parsed.text, start, end):
        word = match.group().lower().replace("’", "'")  # noqa: RUF001
        if word.endswith(".") and len(word) > 1:
            word = word.rstrip(".")
        parsed.words.append(word)
        parsed.starts.append(match.start())
        parsed.ends.append(match.end())


def _find_groups(parsed: Parsed, actors: list[tuple[int, MentionLike]]) -> None:
    words = parsed.words
    parsed.group_at = [None] * len(words)
    index = 0
    while index < len(actors):
        at, mention = actors[index]
        codes, last, sort, text = [mention.code], at + 1, mention.sort, mention.text
        members = 1
        closed = False
        while index + 1 < len(actors):
            next_at, following = actors[index + 1]
            if next_at - last > 6:
                break
            between = [w for w in words[last:next_at] if w not in TITLES and w != "."]
            same = following.code.split("/")[0] == codes[-1].split("/")[0]
            if same and (between in ([], ["of"]) or _apposed(between, following)):
                if following.sort == "demonym" and between == []:
                    break
                codes[-1] = max(codes[-1], following.code, key=len)
            elif not (closed and "," in between) and _joined(
                between, words, actors, index, members
            ):
                closed = closed or "and" in between
                codes.append(following.code)
                members += 1
            else:
                break
            last, sort, text = next_at + 1, following.sort, following.text
            index += 1
        possessive = words[last : last + 1] == ["'s"] or _owns(text, sort)
        if words[last : last + 1] == ["'"]:
            possessive = True
        group = Group(at, last, tuple(codes), sort, possessive)
        parsed.groups.append(group)
        for token in range(at, last):
            parsed.group_at[token] = group
        index += 1


def _apposed(between: list[str], following: MentionLike) -> bool:
    return between == [","] and following.sort in {"person", "office"}


def _owns(text: str, sort: str) -> bool:
    lowered = text.lower()
    if sort == "pronoun":
        return lowered in {"its", "his", "their", "her"}
    return lowered.endswith(("'s", "’s"))  # noqa: RUF001


def _joined(
    between: list[str],
    words: list[str],
    actors: list[tuple[int, MentionLike]],
    index: int,
    members: int,
) -> bool:
    """Whether two neighbouring mentions form one group."""
    if between in (["and"], ["&"], ["or"], ["nor"], ["as", "well", "as"], ["-"], ["–"], ["+"]):  # noqa: RUF001
        return True
    if between in (["and", "that", "of"], ["/"]):
        return True
    if between == [",", "and"]:
        return members > 1
    if between != [","]:
        return False
    last = actors[index + 1][0] + 1
    for at, _mention in actors[index + 2 : index + 8]:
        gap = [word for word in words[last:at] if word not in TITLES and word != "."]
        if gap in (["and"], [",", "and"], ["or"], [",", "or"]):
            return True
        if gap != [","]:
            return False
        last = at + 1
    return False


def _find_verbs(parsed: Parsed) -> None:
    words = parsed.words
    lexicon = verb_lexicon()
    parsed.verb_at = [None] * len(words)
    for index, word in enumerate(words):
        forms = lexicon.get(word)
        if forms is None:
            if word in AUX and _lone_auxiliary(words, index, lexicon):
                _add_verb(parsed, index, "s")
            elif _looks_like_verb(parsed, index):
                _add_verb(parsed, index, "past")
            continue
        if word in AUX and _has_main_verb(words, index, lexicon):
            continue
        form = _form(parsed, index, set(forms.values()))
        if form:
            _add_verb(parsed, index, form)


def _has_main_verb(
    words: list[str], index: int, lexicon: dict[str, dict[str, str]]
) -> bool:
    """Whether an auxiliary is followed by its main verb."""
    at = index + 1
    while at < len(words) and at < index + 5 and _adverb(words[at]):
        at += 1
    if at >= len(words):
        return False
    word = words[at]
    if word in AUX:
        return True
    features = set(lexicon.get(word, {}).values())
    if words[index] in MODALS | DO:
        return "base" in features
    if words[index] in HAVE:
        return bool(features & {"past", "part"})
    return bool(features & {"past", "part", "ing"}) or word.endswith("ed")


def _lone_auxiliary(
    words: list[str], index: int, lexicon: dict[str, dict[str, str]]
) -> bool:
    return not _has_main_verb(words, index, lexicon)


def _adverb(word: str) -> bool:
    return word in ADVERBS or (word.endswith("ly") and word not in {"ally", "supply", "rely", "apply", "reply", "italy"})  # fmt: skip # noqa: E501


def _looks_like_verb(parsed: Parsed, index: int) -> bool:
    word = parsed.words[index]
    if not (word.endswith("ed") and len(word) > 4 and word.isalpha()):
        return False
    before = parsed.words[index - 1] if index else ""
    return before not in DETERMINERS and before not in PREPOSITIONS and before != "'s"


def _form(parsed: Parsed, index: int, features: set[str]) -> str:
    """Decide whether a word that may be a verb is one here, and in which form."""
    words = parsed.words
    word = words[index]
    at = index - 1
    while at >= 0 and _adverb(words[at]) and words[at] not in {"more", "most", "much"}:
        at -= 1
    before = words[at] if at >= 0 else ""
    group = parsed.group_at[at] if at >= 0 else None
    helped = before in AUX or before in GET or before in {"to", "n't"}
    unchanged = word in verb_lexicon().get(word, {})
    if unchanged and (before in MODALS or before in DO or before == "to"):
        return "base"
    if features & {"past", "part"} and not features & {"base", "s", "ing"}:
        if before in DETERMINERS and before not in {"that", "both", "all"}:
            return ""
        after = words[index + 1] if index + 1 < len(words) else ""
        if before in {"'s"} or (group and group.possessive):
            return ""
        if before in PREPOSITIONS and before not in {"as", "to", "than", "since"}:
            return ""
        if group and group.sort == "demonym" and after.isalpha() and after not in PREPOSITIONS | DETERMINERS:  # fmt: skip # noqa: E501
            return "past" if after == "<actor>" else ""
        return "part" if features == {"part"} else "past"
    busy = parsed.verb_at[at] if at >= 0 else None
    if busy is not None and busy.head == at and words[at] not in BE and not helped:
        if not features & {"past", "part", "ing"}:
            return ""
    if "ing" in features:
        after = words[index + 1] if index + 1 < len(words) else ""
        if busy is not None and not helped and busy.form != "ing" and words[busy.head] not in BE and busy.head == at and after.isalpha() and after not in DETERMINERS and not set(verb_lexicon().get(words[at], {})) & ASPECT:  # fmt: skip # noqa: E501
            return ""
        if before in DETERMINERS or before == "'s" or (group and group.possessive):
            return ""
        wider = words[at - 1] if at > 0 else ""
        described = before.endswith(("ed", "al", "ic", "ive", "ous", "st"))
        return "" if described and wider in DETERMINERS else "ing"
    if helped and "base" in features:
        return "base" if not (before in BE or before in HAVE) else ""
    if helped and "past" in features:
        return "past"
    if word in {"said", "was", "were"}:
        return "past"
    if group is not None:
        return _after_group(parsed, group, features, index)
    if before in DETERMINERS - {"that", "all", "both", "many", "some", "few"}:
        return ""
    if before in PREPOSITIONS - {"than"} or before == "'s":
        return ""
    if before in {"which", "who", "they", "that", "we", "i", "you"}:
        return "s" if "s" in features else "base"
    if before in {"it", "he", "she"}:
        return "s" if "s" in features or "past" in features else ""
    if before in COORDINATORS or before == ",":
        return _like_previous(parsed, index, features)
    if "s" in features and _noun_before(parsed, at):
        return "s" if _verb_follows_badly(parsed, index) else ""
    if "base" in features and before.endswith("s") and _noun_before(parsed, at):
        return "base" if _object_follows(parsed, index) else ""
    if "past" in features and before and before.isalpha():
        return "past" if _object_follows(parsed, index) else ""
    return "base" if not before and "base" in features and _object_follows(parsed, index) else ""  # fmt: skip # noqa: E501


def _after_group(parsed: Parsed, group: Group, features: set[str], index: int) -> str:
    """A word right after an actor: verb, or noun described by it."""
    if group.possessive:
        return ""
    holder = parsed.verb_at[group.first - 1] if group.first else None
    if holder is not None and holder.finite and "past" not in features:
        if holder.head == group.first - 1 and parsed.words[holder.head] not in SAYING:
            return ""
    if group.sort == "demonym" and not parsed.text[
        parsed.starts[group.last - 1] : parsed.ends[group.last - 1]
    ].endswith("s"):
        plural_people = parsed.words[group.first - 1 : group.first] == ["the"]
        if not (plural_people and "base" in features and _object_follows(parsed, index)):
            return ""
    if "s" in features:
        return "s"
    if "past" in features:
        return "past"
    several = len(group.codes) > 1 or "+" in group.code
    plural_text = parsed.text[
        parsed.starts[group.last - 1] : parsed.ends[group.last - 1]
    ].endswith("s")
    if "base" in features and (several or plural_text or group.sort == "pronoun"):
        return "base"
    return ""


def _like_previous(parsed: Parsed, index: int, features: set[str]) -> str:
    """After "and" or a comma: a verb when the one before has the same form."""
    previous = parsed.verbs[-1] if parsed.verbs else None
    if previous is None or index - previous.head > 25:
        return ""
    same = previous.form if previous.form in features else ""
    if "base" in features and (previous.infinitive or previous.form == "past"):
        unchanged = "base" in features and parsed.words[previous.head] in verb_lexicon().get(parsed.words[previous.head], {})  # noqa: E501
        same = "base" if previous.infinitive or unchanged else same
    if previous.form == "past" and "past" in features:
        return "past"
    return same if same and _object_follows(parsed, index) else ""


def _noun_before(parsed: Parsed, at: int) -> bool:
    word = parsed.words[at] if at >= 0 else ""
    return word.isalpha() and word not in PREPOSITIONS and word not in DETERMINERS


def _object_follows(parsed: Parsed, index: int) -> bool:
    after = parsed.words[index + 1] if index + 1 < len(parsed.words) else ""
    if after in {"of", "'s"}:
        return False
    return after == "<actor>" or after in DETERMINERS or after in PREPOSITIONS or (
        after.isalpha() and len(after) > 2 and after not in AUX
    )  # fmt: skip


def _verb_follows_badly(parsed: Parsed, index: int) -> bool:
    """Whether an s-form after a noun reads as a verb ("the pact binds them")."""
    after = parsed.words[index + 1] if index + 1 < len(parsed.words) else ""
    if after == "<actor>" or after in DETERMINERS or after in {"on", "upon", "that", "how"}:  # fmt: skip # noqa: E501
        return True
    following = parsed.words[index + 1 : index + 7]
    return not any(word in AUX for word in following) and after not in {
        "of", "and", ",", ".", "'s", "to", "from", "in", "by", "are", "between",
    }  # fmt: skip


def _add_verb(parsed: Parsed, index: int, form: str) -> None:
    words = parsed.words
    first = index
    while first > 0 and (
        words[first - 1] in AUX
        or words[first - 1] == "n't"
        or words[first - 1] in GET
        or (_adverb(words[first - 1]) and words[first - 1] != "both")
    ) and parsed.verb_at[first - 1] is None:  # fmt: skip
        first -= 1
    helpers = words[first:index]
    after = words[index + 1] if index + 1 < len(words) else ""
    participle = form in {"past", "part"}
    passive = participle and bool(set(helpers) & (BE | GET)) and not _perfect(helpers)
    infinitive = first > 0 and words[first - 1] == "to" and form == "base"
    bare = not set(helpers) & (AUX | GET)
    reduced = participle and bare and after == "by"
    finite = not infinitive and not reduced and (form != "ing" or bool(set(helpers) & BE))  # fmt: skip # noqa: E501
    if form == "part" and not set(helpers) & AUX:
        finite = False
    verb = Verb(first, index, form, finite, passive or reduced, infinitive)
    parsed.verbs.append(verb)
    for token in range(first, index + 1):
        parsed.verb_at[token] = verb


def _perfect(helpers: list[str]) -> bool:
    """Whether the last auxiliary is a form of "have"."""
    last = [word for word in helpers if word in AUX or word in GET]
    return bool(last) and last[-1] in HAVE


def _govern(parsed: Parsed) -> None:
    """Find the preposition before each group, and whether a noun follows it."""
    words = parsed.words
    for group in parsed.groups:
        at = group.first - 1
        steps = 0
        while at >= 0 and steps < 8:
            word = words[at]
            if word in PREPOSITIONS:
                if word == "of" and at > 1 and words[at - 1] in {"out", "instead"}:
                    group.governor = at
                    break
                group.governor = at
                break
            if (
                not (word.isalnum() or word == "'s" or word == "-" or "-" in word)
                or word in COORDINATORS
                or parsed.verb_at[at] is not None
                or (parsed.group_at[at] is not None)
                or word in {"which", "who", "whom", "where", "that"}
                or word in DATES
                or word.isdigit()
            ):
                break
            at -= 1
            steps += 1
        if group.governor > 0 and words[group.governor - 1] == "according":
            group.aside = True
        after = words[group.last] if group.last < len(words) else ""
        group.adjective = group.possessive or (
            group.sort == "demonym"
            and after.replace("-", "").isalpha()
            and after not in PREPOSITIONS
            and after not in COORDINATORS
            and parsed.verb_at[group.last] is None
        )


def _split_wrong_groups(parsed: Parsed) -> None:
    """Part "attacked A and B abstained" into A | B."""
    for group in list(parsed.groups):
        if len(group.codes) != 2 or group.last >= len(parsed.words):
            continue
        verb = parsed.verb_at[group.last]
        before = [one for one in parsed.verbs if one.head < group.first and one.finite]
        if not (verb and verb.finite and before) or group.possessive:
            continue
        gap = parsed.words[before[-1].head + 1 : group.first]
        if any(word in SUBORDINATORS or word in {",", ";", ":"} for word in gap):
            continue
        middle = next(
            (
                at
                for at in range(group.first, group.last)
                if parsed.words[at] in COORDINATORS
            ),
            -1,
        )
        if middle < 0:
            continue
        right = Group(middle + 1, group.last, group.codes[1:], group.sort)
        left = Group(group.first, middle, group.codes[:1], group.sort, False, group.governor)
        where = parsed.groups.index(group)
        parsed.groups[where : where + 1] = [left, right]
        for token in range(group.first, group.last):
            parsed.group_at[token] = left if token < middle else right
        parsed.group_at[middle] = None


def _find_breaks(parsed: Parsed) -> None:
    """Mark tokens between clauses: strong punctuation, and commas or conjunctions
    with a finite verb on each side."""  # noqa: D205, D209
    words = parsed.words
    finite = [verb for verb in parsed.verbs if verb.finite]
    heads = [verb.head for verb in finite]
    last_break = -1
    for index, word in enumerate(words):
        if parsed.group_at[index] is not None:
            continue
        strong = word in BREAKS
        weak = word in {",", "-"} or word in {"and", "but", "while", "although",
            "though", "because", "whereas", "which", "who", "when", "if", "unless",
            "so", "since", "that"}  # fmt: skip
        if not (strong or weak):
            continue
        if not strong:
            left = bisect_left(heads, index) - bisect_left(heads, last_break)
            right = bisect_left(heads, len(words)) - bisect_left(heads, index)
            if word == "-" or not (left and right):
                continue
        parsed.breaks.append(index)
        last_break = index
