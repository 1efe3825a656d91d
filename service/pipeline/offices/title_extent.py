"""What belongs to an office besides its words: capitals before it, all that leads to its bearer's name.

"German [Chancellery Foreign and Security Policy Advisor] Karl Braun", "[rector of the Church of the Holy
Cross in Lima], Father Luis Soto": a name at the end shows that what stands between is part of one phrase.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from spacy.tokens import Token

from service.pipeline.entities.persons import genders
from service.pipeline.offices.title_names import Names

_LONGEST: Final = 16
"""Tokens between an office and the name of its bearer."""
_LINKS: Final = frozenset({"of", "for", "on", "in", "at", "the", "and", "&", "'s", "’s", "(", ")"})
_INTO: Final = frozenset({"of", "for", "on", "in", "at", "to", "the", "(", "'s", "’s"})
"""Words after which a further office is that of somebody whom the first one serves."""
_APART: Final = frozenset(
    {"former", "outgoing", "incoming", "new", "then", "late", "ex", "current", "visiting", "both", "today"}
)
"""Words before an office, capitalised in headlines, that are no part of it."""


def bearer_reach(words: Sequence[Token], end: int, names: Names, offices: frozenset[int]) -> int:
    """End of the office's phrase where it runs on to a person's name; `end` where it does not.

    `offices`: where offices begin, by which another one's phrase opens.
    """
    at = end
    while at < len(words) and at - end < _LONGEST:
        if person_at(at, names):
            last = at - 1 if words[at - 1].lower_ in genders() else at
            return last if last > end and _closes(words[last - 1]) else end
        if at > end and words[at].text == ",":
            titled = at + 1 < len(words) and words[at + 1].lower_ in genders()
            return at if titled and person_at(at + 2, names) else end
        if at in offices and words[at - 1].lower_ not in _INTO:
            return end
        if not _belongs(words[at]):
            return end
        at += 1
    return end


def person_at(at: int, names: Names) -> bool:
    """Whether a person's name begins there."""
    _, name = names.starting.get(at, (at, None))
    return name is not None and name.label_ == "PERSON"


def _closes(token: Token) -> bool:
    """Whether a phrase can end here: not at "and", "of" or a possessive."""
    return token.text == ")" or token.lower_ not in _LINKS


def _belongs(token: Token) -> bool:
    """A link, a hyphen within a word, or a capitalised word that is no verb."""
    if token.text == "-":
        return not token.whitespace_
    capital = token.text[0].isupper() and token.pos_ not in {"VERB", "AUX"}
    return token.lower_ in _LINKS or capital


def run_before(words: Sequence[Token], begin: int, names: Names) -> int:
    """Start of the capitalised run that ends in a capitalised office, back to the country's name or the
    clause.
    """
    at = begin if words[begin].text[0].isupper() else 0
    while at and begin - at < _LONGEST:
        joined = at < begin and words[at - 1].lower_ in {"and", "&"} and at > 1
        before = at - 2 if joined else at - 1
        if not _is_part(words[before], before, names):
            break
        at = before
    return at if words[begin].text[0].isupper() else begin


def _is_part(token: Token, at: int, names: Names) -> bool:
    """A capitalised noun or adjective outside every name."""
    fits = token.is_alpha and token.text[0].isupper() and token.pos_ in {"NOUN", "PROPN", "ADJ"}
    fits = fits and token.ent_type_ not in {"DATE", "TIME"}
    return fits and at not in names.at and token.lower_ not in _APART
