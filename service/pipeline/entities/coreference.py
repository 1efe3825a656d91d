"""`readout_entities`: every mention of an actor, one key per actor.

Order of the work: full names, short names, states and organisations, offices ("the Chinese
president"), collective nouns ("US officials"), repeats that the encoder missed, then plural
references and pronouns. Where two candidates remain, nothing is linked.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from service import lexicons
from service.annotations import ACTORS, FIRST_PERSON, NAMES, PUBLISHED, TITLES, register
from service.pipeline.entities.actor_book import ActorBook, nearest
from service.pipeline.entities.appositions import adjacent
from service.pipeline.entities.first_person import add_first_person
from service.pipeline.entities.groups import add_groups
from service.pipeline.entities.name_map import NameMap
from service.pipeline.entities.persons import (
    Actor,
    given_gender,
    match_person,
    name_words,
    same_person,
    settled,
)
from service.pipeline.entities.pronouns import Decide, antecedent
from service.pipeline.entities.references import add_plurals, add_pronouns
from service.pipeline.names.metonyms import country_code, state_meant
from service.pipeline.offices import bearers as offices
from service.pipeline.offices import context as office_context
from service.pipeline.offices import states as office_states
from service.pipeline.offices.office_names import office_of
from service.pipeline.offices.plurals import share_plurals
from service.pipeline.offices.respective import share_respectively


@Language.factory("readout_entities", assigns=["doc.spans"])
def make_entities(nlp: Language, name: str) -> Entities:  # noqa: ARG001 - spaCy's signature
    """Factory for `nlp.add_pipe("readout_entities")`."""
    register()
    return Entities()


class Entities:
    """Writes ``doc.spans[ACTORS]``, settles ``doc.spans[NAMES]``, and gives each title its bearer as
    ``id_``.
    """

    def __call__(self, doc: Doc) -> Doc:
        """Annotate `doc` in place."""
        names = list(settled(doc.spans.get(NAMES, ())))
        titles = list(doc.spans.get(TITLES, ()))
        doc.spans[NAMES] = SpanGroup(doc, name=NAMES, spans=names)
        book, borne, plurals = self.find(names, titles, doc)
        keys = _final_keys(book)
        doc.spans[ACTORS] = SpanGroup(doc, name=ACTORS, spans=list(_spans(doc, book, keys, plurals)))
        spans = [
            Span(doc, t.start, t.end, label=t.label_, kb_id=t.kb_id_, span_id=keys.get(key, ""))
            for t, key in borne
        ]
        doc.spans[TITLES] = SpanGroup(doc, name=TITLES, spans=spans)
        spoken = [
            Span(doc, i, i + 1, label="first_person", span_id=keys.get(key, key))
            for i, key in add_first_person(book, doc)
        ]
        doc.spans[FIRST_PERSON] = SpanGroup(doc, name=FIRST_PERSON, spans=spoken)
        return doc

    def find(
        self, names: list[Span], titles: list[Span], doc: Doc, *, decide: Decide = antecedent
    ) -> tuple[ActorBook, list[tuple[Span, str]], list[tuple[int, int, tuple[str, ...]]]]:
        """Actors with their mentions; titles with their bearers or ""; plural mentions (start, end, keys).

        `decide` chooses the antecedent of he and she.
        """
        book = ActorBook()
        links = adjacent(names, titles)
        places = NameMap(doc, names)
        bearers = _add_persons(book, places, titles, links, doc._.get(PUBLISHED))
        _add_states_and_organizations(book, names)
        shared = share_respectively(book, places, titles)
        shared += office_context.counterparts(book, places, titles, bearers)
        bearers |= offices.resolve(book, places, titles, bearers)
        add_groups(book, doc, names, (titles[i] for i in bearers))
        plurals = add_plurals(book, doc)
        shared += share_plurals(book, places, titles, plurals)
        add_pronouns(book, doc, plurals, decide)
        borne = [(title, bearers.get(i, "")) for i, title in enumerate(titles)]
        shared = [pair for pair in shared if pair not in borne]
        return book, sorted([*borne, *shared], key=lambda item: item[0].start), plurals


def _add_persons(
    book: ActorBook, names: NameMap, titles: list[Span], links: dict[int, int], published: str | None
) -> dict[int, str]:
    """Persons by name, full names first so that a bare surname finds its bearer."""
    bearers: dict[int, str] = {}
    persons = [(i, span, name_words(span)) for i, span in enumerate(names.names) if span.label_ == "PERSON"]
    for full in (True, False):
        for i, span, words in persons:
            if (len(words) > 1) is not full or not words:
                continue
            title = titles[links[i]] if i in links else None
            actor = _person(book, names, span, words, title)
            actor.add((span.start, span.end))
            if title is not None:
                bearers[links[i]] = actor.key
                office_context.add_further(
                    actor, titles, links[i], bearers, names, after=title.start >= span.end
                )
    offices.share_countries(book, names, back=False)
    for actor in book.persons():
        _look_up(actor, published)
        actor.given = given_gender(actor)
    offices.share_countries(book, names)
    office_states.take_from_place(book, names, titles, bearers)
    return bearers


def _person(book: ActorBook, names: NameMap, span: Span, words: tuple[str, ...], title: Span | None) -> Actor:
    """The bearer of the name, with what the title beside this mention tells about him or her."""
    country = offices.country_beside(span, title, names)
    gender = offices.gender_beside(span, title)
    if len(words) > 1:
        actor = match_person(words, book.sharing(words), gender=gender, country=country)
    else:
        fits = [a for a in book.bearers(words) if not (gender and a.gender and a.gender != gender)]
        actor = nearest([a for a in fits if not (country and a.country and a.country != country)], span.start)
    if actor is None:
        actor = book.add("person", words=words)
    if len(words) > len(actor.words):
        book.rename(actor, words)
    actor.country = actor.country or country
    actor.placed = actor.placed or bool(country)
    actor.gender = actor.gender or gender
    if title is not None:
        actor.offices.add(office_of(title))
    return actor


def _look_up(actor: Actor, published: str | None) -> None:
    """Country and office of a leader of that name in office at publication, where the article gives none."""
    day = date.fromisoformat(published) if published else None
    # A surname alone is a leader's only at a time when he or she held the office.
    tries: list[tuple[str, date | None]] = []
    tries += [(" ".join(actor.words), day), (actor.words[-1], day)] if day else []
    tries += [(" ".join(actor.words), None)] if len(actor.words) > 1 else []
    for name, when in tries:
        leader = lexicons.leader(name, on=when)
        if leader and _is_leader(actor, leader):
            actor.country = actor.country or leader.country
            actor.held = leader.title.split()[-1].lower()
            return


def _is_leader(actor: Actor, leader: lexicons.Leader) -> bool:
    """Whether the names agree, a surname with a surname, and no office of an organisation speaks against."""
    words = tuple(lexicons.fold(leader.name).lower().split())
    if not same_person(actor.words, words) or any(o.of_body for o in actor.offices):
        return False
    return len(actor.words) > 1 or actor.words[0] in {words[-1], words[0]}


def _add_states_and_organizations(book: ActorBook, names: list[Span]) -> None:
    for span in names:
        if span.label_ == "PERSON":
            continue
        state = state_meant(span)
        if state:
            book.state(state).add((span.start, span.end))
        elif span.label_ == "ORG":
            words = tuple(t.lower_ for t in span if t.lower_ not in {"the", "'s", "’s"})
            listed = bool(span.kb_id_) and not span.kb_id_.startswith("body:")
            actor = (book.by_entry(span.kb_id_, "organization") if listed else None) or book.by_words(
                words, "organization"
            )
            actor = (
                actor
                or _acronym_of(book, span)
                or book.add("organization", words=words, entry=span.kb_id_, country=country_code(span))
            )
            actor.add((span.start, span.end))


def _acronym_of(book: ActorBook, span: Span) -> Actor | None:
    """The organisation that the text has just named in full: "Full Name (FN)"."""
    doc = span.doc
    if span.start < 2 or doc[span.start - 1].text != "(" or not span.text.isupper():
        return None
    return next((a for a in book.covering(span.start - 2) if a.kind == "organization"), None)


def _final_keys(book: ActorBook) -> dict[str, str]:
    """Working key -> ``a1`` …, numbered by first mention."""
    mentioned = sorted((a for a in book.actors if a.mentions), key=lambda a: (min(a.mentions), a.key))
    return {actor.key: f"a{i}" for i, actor in enumerate(mentioned, start=1)}


def _spans(
    doc: Doc, book: ActorBook, keys: dict[str, str], plurals: list[tuple[int, int, tuple[str, ...]]]
) -> Iterator[Span]:
    found = [
        (start, end, keys[actor.key], actor.kind, actor.country)
        for actor in book.actors
        for start, end in sorted(set(actor.mentions))
    ]
    for start, end, members in plurals:
        named = [keys[m] for m in members if m in keys]
        if len(named) > 1 or len(members) == 1 == len(named):
            found.append((start, end, ",".join(sorted(named, key=lambda k: int(k[1:]))), "group", ""))
    for start, end, key, kind, country in sorted(found):
        yield Span(doc, start, end, label=kind, kb_id=country, span_id=key)
