"""What an article's names tell about one another: one text one label, who was joined, who was passed over."""

from __future__ import annotations

from collections.abc import Iterator, Set
from typing import Final

from spacy.tokens import Doc, Token

from service.pipeline.names.phrases import Hit

_DASHES: Final = frozenset({"-", "–", "—", "/", "and", "&"})

_PAIRED: Final = frozenset({"administration", "call", "meeting", "summit", "talks", "ticket"})
"""What two surnames with a hyphen between them stand before."""

_NOT_NAMES: Final = frozenset({"Emeritus", "Elect", "Office", "Designate"})


def agreed(doc: Doc, hits: list[Hit], *, titled: frozenset[str]) -> list[Hit]:
    """The names with one label for one text, bodies told from persons, joined persons parted.

    `titled` are words, in lower case, after which a name is a person's.
    """
    hits = labels_agreed(doc, bodies(doc, hits, titled=titled), titled=titled)
    full = _full_names(doc, hits)
    surnames = frozenset(words[-1] for words in full) | _lone(doc, hits)
    return [part for hit in hits for part in _parted(doc, hit, full, surnames)]


def titled_names(
    doc: Doc, hits: list[Hit], *, titled: frozenset[str], leading: frozenset[str], taken: Set[int]
) -> list[Hit]:
    """The names with what follows an office and was passed over ("Prime Minister Store").

    `titled` are offices in lower case, `leading` those after which a word alone is a person, `taken` the
    tokens of listed names.
    """
    starting = {hit.start: n for n, hit in enumerate(hits)}
    taken = {*taken, *(i for hit in hits for i in range(hit.start, hit.end))}
    found = list(hits)
    for token in doc[:-1]:
        if token.is_lower or token.i in taken or token.i + 1 in taken or token.lower_ not in titled:
            continue
        word = doc[token.i + 1]
        if not _may_name(word) or word.lower_ in titled:
            continue
        after = starting.get(word.i + 1)
        if after is not None and hits[after].label == "PERSON" and hits[after].end == word.i + 2:
            found[after] = hits[after]._replace(start=word.i)
        elif token.lower_ in leading and word.pos_ == "PROPN" and _ends_there(doc, word.i + 1):
            found.append(Hit(word.i, word.i + 1, "PERSON", "", encoder=True))
    return sorted(found)


def _may_name(word: Token) -> bool:
    """A word with a capital; in capitals throughout, it has to be tagged as a name."""
    shown = word.is_title or (word.is_upper and len(word) > 1 and word.pos_ == "PROPN")
    return shown and word.is_alpha and word.text not in _NOT_NAMES


def _ends_there(doc: Doc, index: int) -> bool:
    """Whether the words before `index` are not part of a run of capitals, such as a headline's."""
    after = doc[index] if index < len(doc) else None
    return after is None or after.is_lower or after.text in {".", "'s", "’s"}


def _full_names(doc: Doc, hits: list[Hit]) -> frozenset[tuple[str, ...]]:
    """Persons' names of two words or more, without dashes or leading capitals."""
    names = (_words(doc, hit) for hit in hits if hit.label == "PERSON")
    return frozenset(
        words
        for words in names
        if len(words) > 1 and _DASHES.isdisjoint(words) and not (len(words[0]) > 2 and words[0].isupper())
    )


def _lone(doc: Doc, hits: list[Hit]) -> frozenset[str]:
    """Persons' names of one word."""
    names = (_words(doc, hit) for hit in hits if hit.label == "PERSON")
    return frozenset(words[0] for words in names if len(words) == 1)


def _words(doc: Doc, hit: Hit) -> tuple[str, ...]:
    words = (doc[i].text for i in range(hit.start, hit.end))
    return tuple(word for word in words if not word.isspace())


def _parted(doc: Doc, hit: Hit, full: frozenset[tuple[str, ...]], surnames: frozenset[str]) -> Iterator[Hit]:
    """Two persons whom the encoder joined, both of them named elsewhere; a leading acronym is an office."""
    if hit.label != "PERSON":
        yield hit
        return
    first = doc[hit.start]
    for cut in range(hit.start + 1, hit.end - 1):
        left, right = hit._replace(end=cut), hit._replace(start=cut + 1)
        if doc[cut].text in _DASHES and _are_two(doc, left, right, surnames):
            yield from (left, right)
            return
    rest = hit._replace(start=hit.start + 1)
    office = first.is_upper and first.is_alpha and len(first) > 2 and rest.start < hit.end
    office = office and not doc[hit.end - 1].is_upper
    words = _words(doc, rest)
    yield rest if office and (words in full or (len(words) == 1 and words[0] in surnames)) else hit


def _are_two(doc: Doc, left: Hit, right: Hit, surnames: frozenset[str]) -> bool:
    one, other = _words(doc, left), _words(doc, right)
    known = {one[-1], other[-1]} & surnames
    paired = right.end < len(doc) and doc[right.end].lower_ in _PAIRED
    return len(known) == 2 or (bool(known) and paired and len(one) == len(other) == 1)


def bodies(doc: Doc, hits: list[Hit], *, titled: frozenset[str]) -> list[Hit]:
    """A word in capitals among words that are not is a body's, unless a person's name has it ("XI")."""
    surnames = {doc[h.end - 1].lower_ for h in hits if h.label == "PERSON" and not doc[h.end - 1].is_upper}
    return [
        hit._replace(label="ORG")
        if hit.label == "PERSON" and _is_acronym(doc, hit, surnames) and not _is_titled(doc, hit, titled)
        else hit
        for hit in hits
    ]


def _is_acronym(doc: Doc, hit: Hit, surnames: set[str]) -> bool:
    words = [token for token in doc[hit.start : hit.end] if token.is_alpha]
    whole = not any(token.whitespace_ for token in doc[hit.start : hit.end - 1])
    if not whole or not words or any(not token.is_upper or token.lower_ in surnames for token in words):
        return False
    around = [*doc[max(hit.start - 2, 0) : hit.start], *doc[hit.end : hit.end + 2]]
    shouted = any(token.is_upper and len(token) > 2 and token.is_alpha for token in around)
    return sum(len(token) for token in words) > 2 and not shouted


def _is_titled(doc: Doc, hit: Hit, titled: frozenset[str]) -> bool:
    return hit.start > 0 and doc[hit.start - 1].lower_ in titled


def labels_agreed(doc: Doc, hits: list[Hit], *, titled: frozenset[str]) -> list[Hit]:
    """One text has one label throughout the article: the one it has most often.

    A person's after one of the words `titled` counts twice; a draw goes against persons, then by order.
    """
    votes: dict[str, dict[str, int]] = {}
    texts = [doc[hit.start : hit.end].text for hit in hits]
    for hit, text in zip(hits, texts, strict=True):
        told = hit.label == "PERSON" and _is_titled(doc, hit, titled)
        counts = votes.setdefault(text, {})
        counts[hit.label] = counts.get(hit.label, 0) + 1 + told
    chosen = {text: _winner(counts) for text, counts in votes.items()}
    return [
        hit if hit.label == chosen[text] else hit._replace(label=chosen[text])
        for hit, text in zip(hits, texts, strict=True)
    ]


def _winner(counts: dict[str, int]) -> str:
    return max(counts, key=lambda label: (counts[label], label != "PERSON"))
