"""Names that a state of the US shares with a more famous place: Georgia, Washington, New York.

The bare name is the country or the city, an abbreviation ("Mass.") nothing. It is the state where the text
says so beside it ("Washington state", "the governor of Georgia", "Seattle, Washington"), and Georgia also in
an article that speaks of that part of America and of nothing in the Caucasus.
"""

from __future__ import annotations

from typing import Final

from spacy.tokens import Doc

from service import lexicons
from service.pipeline.names.phrases import CITY_FIRST, Hit

_CAUCASIAN: Final = frozenset(
    {"demonym:GEO", "region:Abkhazia", "region:South Ossetia", "city:611717"}
    | {f"{kind}:{code}" for kind in ("country", "demonym") for code in ("RUS", "ARM", "AZE")}
)
"""Entries beside which Georgia is the country."""


def with_states(doc: Doc, settled: list[Hit]) -> list[Hit]:
    """The names of one article, those that mean a state relabelled."""
    doubtful = [hit for hit in settled if _state(doc, hit)]
    if not doubtful:
        return settled
    ending = {hit.end: hit for hit in settled}
    american = _is_american(doc, settled)
    found = []
    for hit in settled:
        state = _state(doc, hit)
        if state and (
            _says_state(doc, hit) or _after_its_city(doc, hit, ending) or (american and state == "Georgia")
        ):
            hit = hit._replace(label="GPE", kb_id=f"region:{state}")
        found.append(hit)
    return found


def _state(doc: Doc, hit: Hit) -> str:
    """The state that the name could be, or ""."""
    if hit.kb_id and hit.kb_id != "country:GEO" and not hit.kb_id.startswith("city:"):
        return ""
    text = doc[hit.start : hit.end].text
    if not hit.kb_id:
        short = lexicons.state(text)
        return short.name if short else ""
    name = " ".join(text.split()).title()
    if hit.kb_id == "country:GEO":
        return "Georgia" if name == "Georgia" else ""
    return name if name in CITY_FIRST else ""


def _says_state(doc: Doc, hit: Hit) -> bool:
    """Whether a word beside the name speaks of a state: "Washington state", "the governor of Georgia"."""
    signs = lexicons.place_words("state")
    following = [token.lower_ for token in doc[hit.end : hit.end + 2]]
    after = next((word for word in following if word not in {"'s", "’s"}), "")
    if after in signs and not (after == "state" and hit.kb_id == "country:GEO"):
        return True
    return hit.start > 1 and doc[hit.start - 1].lower_ == "of" and doc[hit.start - 2].lower_ in signs


def _after_its_city(doc: Doc, hit: Hit, ending: dict[int, Hit]) -> bool:
    """Whether the name follows one of the state's cities after a comma: "Athens, Georgia"."""
    city = ending.get(hit.start - 1)
    if city is None or doc[hit.start - 1].text != "," or not city.kb_id.startswith("city:"):
        return False
    found, region = lexicons.city(int(city.kb_id.removeprefix("city:"))), lexicons.region(_state(doc, hit))
    return bool(found and region and found.country == "USA" and found.admin1 == region.admin1)


def _is_american(doc: Doc, settled: list[Hit]) -> bool:
    """Whether the article names what lies in or near the state of Georgia, and nothing of the Caucasus."""
    if not _CAUCASIAN.isdisjoint(hit.kb_id for hit in settled):
        return False
    signs = lexicons.name_exceptions().get
    return any(signs(token.text) == "us_georgia" for token in doc)
