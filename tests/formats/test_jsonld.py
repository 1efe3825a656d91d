"""JSON-LD: parsed by rdflib without a network, terms of schema.org, evidence as Web Annotations."""

import base64
import hashlib
import json
import re
import socket
from typing import Any

import pytest
from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib import namespace as vocabularies

from service.formats import render, stream
from service.formats.jsonld import OWN
from tests.factories import TEXT

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib's own parser

S = Namespace("http://schema.org/")
OA = Namespace("http://www.w3.org/ns/oa#")
READOUT = Namespace(OWN)
OA_TERMS = {
    "Annotation", "SpecificResource", "TextPositionSelector", "TextQuoteSelector", "motivatedBy",
    "identifying", "linking", "hasBody", "hasTarget", "hasSource", "hasSelector", "start", "end", "exact",
}  # fmt: skip
"""Of the Web Annotation Vocabulary, https://www.w3.org/TR/annotation-vocab/."""


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any) -> None:
        raise AssertionError("a context was fetched")

    monkeypatch.setattr(socket.socket, "connect", refuse)


def graph(record: dict[str, Any]) -> Graph:
    return Graph().parse(data=render(record, "jsonld"), format="json-ld")


def subject(found: Graph, kind: URIRef, name: str) -> Any:
    (one,) = [node for node in found.subjects(RDF.type, kind) if (node, S.name, Literal(name)) in found]
    return one


def main(found: Graph) -> Any:
    (node,) = found.objects(None, S.mainEntity)
    return node


def spans(value: Any) -> list[dict[str, Any]]:
    """Every span in a record, but for those of a participant's mentions, which its stakeholder has too."""
    if isinstance(value, list):
        return [span for one in value for span in spans(one)]
    if not isinstance(value, dict):
        return []
    if value.keys() == {"start", "end", "text", "field"}:
        return [value]
    skipped = {"mentions"} if "capacity" in value else set()
    return [span for key, one in value.items() if key not in skipped for span in spans(one)]


def test_every_term_is_schema_orgs_or_of_web_annotations_or_our_own(real: dict[str, Any]) -> None:
    terms = set()
    for one, predicate, other in graph(real):
        terms |= {predicate, *(node for node in (one, other) if str(node).startswith((str(S), str(OA))))}
        if predicate == RDF.type:
            terms.add(other)
    terms.discard(RDF.type)
    assert len(terms) > 20
    for term in terms:
        if term.startswith(S):
            assert term.removeprefix(S) in vocabularies.SDO, (
                term
            )  # rdflib's closed list of schema.org's terms
        elif term.startswith(OA):
            assert term.removeprefix(OA) in OA_TERMS, term
        else:
            assert re.fullmatch(rf"{OWN}[A-Za-z]+", term), term


def test_nothing_of_the_document_is_dropped(real: dict[str, Any]) -> None:
    """A key that no context knows, or a node without a name, would leave no triple."""

    def leaves(value: Any) -> int:
        if isinstance(value, list):
            return sum(map(leaves, value))
        if isinstance(value, dict):
            return sum(leaves(one) for key, one in value.items() if key not in ("@context", "@id"))
        return 1

    document = json.loads(render(real, "jsonld"))
    found = Graph().parse(data=json.dumps(document), format="json-ld")
    values = [other for _, _, other in found if isinstance(other, Literal)]
    types = list(found.subject_objects(RDF.type))
    assert len(values) + len(types) > 50
    text = json.dumps(document)
    for value in values:
        assert value.toPython() is not None
    plain = [one for _, predicate, one in found if predicate in (OA.motivatedBy, OA.hasBody, OA.hasSource)]
    iris = [one for _, p, one in found if p in (S.eventStatus, S.eventAttendanceMode, S.sameAs, S.url)]
    # triples are a set: what several blank-node-free nodes say twice counts once, and here nothing does
    assert len(values) + len(types) + len(plain) + len(iris) == leaves(document["@graph"]), text[:200]


def test_the_meeting_is_an_event_with_place_and_attendees(record: dict[str, Any]) -> None:
    found = graph(record)
    meeting = main(found)
    assert (meeting, RDF.type, S.Event) in found
    assert found.value(meeting, S.startDate) == Literal("2026-11-23")
    assert found.value(meeting, S.eventStatus) == S.EventScheduled
    assert found.value(meeting, S.eventAttendanceMode) == S.OfflineEventAttendanceMode
    assert found.value(meeting, S.duration) == Literal("PT50M")
    place = found.value(meeting, S.location)
    assert (place, RDF.type, S.City) in found
    assert found.value(place, S.name) == Literal("Geneva")
    assert found.value(place, S.sameAs) == URIRef("https://sws.geonames.org/2660646/")
    assert found.value(found.value(place, S.address), S.addressCountry) == Literal("CH")
    assert found.value(found.value(place, S.geo), S.latitude).toPython() == 46.2
    firefly = subject(found, S.Person, "Rufus Firefly")
    sylvania = subject(found, S.GovernmentOrganization, "Sylvania")
    assert set(found.objects(meeting, S.attendee)) == {firefly, sylvania}
    assert found.value(firefly, S.jobTitle) == Literal("President")
    assert found.value(found.value(firefly, READOUT.country), S.identifier) == Literal("FDN")
    issue = found.value(meeting, S.about)
    assert found.value(issue, S.termCode) == Literal("economy.trade")


def test_a_position_is_an_action_of_its_holder(record: dict[str, Any]) -> None:
    found = graph(record)
    (position,) = found.subjects(RDF.type, READOUT.Position)
    assert found.value(position, S.agent) == subject(found, S.Person, "Rufus Firefly")
    assert found.value(position, S.recipient) == subject(found, S.GovernmentOrganization, "Sylvania")
    assert found.value(position, READOUT.stance) == Literal("request")
    assert found.value(position, S.description) == Literal("urged Sylvania to lower tariffs")


def test_every_span_is_a_web_annotation_that_quotes_the_text(record: dict[str, Any]) -> None:
    found = graph(record)
    quoted = []
    for note in found.subjects(RDF.type, OA.Annotation):
        assert found.value(note, OA.motivatedBy) in (OA.identifying, OA.linking)
        assert list(found.predicate_objects(found.value(note, OA.hasBody)))
        target = found.value(note, OA.hasTarget)
        by_type = {found.value(one, RDF.type): one for one in found.objects(target, OA.hasSelector)}
        place, quote = by_type[OA.TextPositionSelector], by_type[OA.TextQuoteSelector]
        start, end = found.value(place, OA.start), found.value(place, OA.end)
        assert start.datatype == end.datatype == vocabularies.XSD.nonNegativeInteger
        exact = str(found.value(quote, OA.exact))
        assert TEXT[int(start) : int(end)] == exact
        quoted.append((int(start), int(end), exact))
    wanted = [(span["start"], span["end"], span["text"]) for span in spans(record)]
    assert sorted(quoted) == sorted(wanted)


def test_the_source_is_the_text_by_its_hash(record: dict[str, Any]) -> None:
    found = graph(record)
    (article,) = found.subjects(RDF.type, S.NewsArticle)
    assert set(found.objects(None, OA.hasSource)) == {article}
    # RFC 6920: base64url of SHA-256 without padding
    algorithm, digest = str(article).removeprefix("ni:///").split(";")
    assert algorithm == "sha-256"
    assert base64.urlsafe_b64decode(f"{digest}=") == hashlib.sha256(TEXT.encode()).digest()
    assert found.value(article, S.datePublished) == Literal("2026-11-24")


def test_a_span_of_the_title_has_a_source_of_its_own(record: dict[str, Any]) -> None:
    record["meeting"]["evidence"][0]["field"] = "title"
    found = graph(record)
    sources = {str(one) for one in found.objects(None, OA.hasSource)}
    assert len(sources) == 2
    assert sum(one.endswith("#title") for one in sources) == 1


@pytest.mark.parametrize(
    ("status", "wanted"),
    [
        ("held", S.EventScheduled),
        ("planned", S.EventScheduled),
        ("postponed", S.EventPostponed),
        ("cancelled", S.EventCancelled),
        ("proposed", None),
    ],
)
def test_statuses(record: dict[str, Any], status: str, wanted: URIRef | None) -> None:
    record["meeting"]["status"] = status
    found = graph(record)
    assert found.value(main(found), S.eventStatus) == wanted
    assert found.value(main(found), READOUT.status) == Literal(status)


@pytest.mark.parametrize(
    ("mode", "wanted"), [("video", S.OnlineEventAttendanceMode), ("phone", None), ("unknown", None)]
)
def test_attendance(record: dict[str, Any], mode: str, wanted: URIRef | None) -> None:
    record["meeting"]["mode"] = mode
    found = graph(record)
    assert found.value(main(found), S.eventAttendanceMode) == wanted


@pytest.mark.parametrize(
    ("precision", "start", "end", "wanted"),
    [
        ("month", "2026-11-01", "2026-11-30", ("2026-11", "2026-11")),
        ("year", "2026-01-01", "2026-12-31", ("2026", "2026")),
        ("day", "2026-11-23", "2026-11-24", ("2026-11-23", "2026-11-24")),
        ("unknown", None, None, (None, None)),
    ],
)
def test_a_date_says_no_more_than_is_known(
    record: dict[str, Any], precision: str, start: str | None, end: str | None, wanted: Any
) -> None:
    record["meeting"]["date"] |= {"precision": precision, "start": start, "end": end}
    found = graph(record)
    values = (found.value(main(found), S.startDate), found.value(main(found), S.endDate))
    assert tuple(value and str(value) for value in values) == wanted


@pytest.mark.parametrize(("name", "inside"), [("Geneva", True), (None, False)])
def test_a_venue_lies_in_its_place(record: dict[str, Any], name: str | None, inside: bool) -> None:
    record["location"] |= {"venue": "Palais Wilson", "name": name}
    found = graph(record)
    place = found.value(main(found), S.location)
    assert found.value(place, S.name) == Literal("Palais Wilson")
    assert ((place, S.containedInPlace, None) in found) == inside
    city = found.value(place, S.containedInPlace) if inside else place
    assert found.value(found.value(city, S.address), S.addressCountry) == Literal("CH")


def test_an_address_that_is_no_iri_is_encoded(record: dict[str, Any]) -> None:
    record["article"]["url"] = 'https://example.org/a"b>c|d?q=é%20'
    found = graph(record)
    (address,) = found.objects(None, S.url)
    assert address == URIRef("https://example.org/a%22b%3Ec%7Cd?q=é%20")
    assert "example.org" in found.serialize(format="nt")


def test_a_record_without_meeting() -> None:
    from tests.formats.conftest import golden

    found = graph(golden("no-meeting"))
    assert list(found.objects(None, S.mainEntity)) == []
    assert len(list(found.subjects(RDF.type, READOUT.Position))) == len(golden("no-meeting")["positions"])


def test_the_records_of_one_file_do_not_run_together(planned: dict[str, Any], call: dict[str, Any]) -> None:
    data = b"".join(stream([planned, call], "jsonld"))
    assert len(json.loads(data)) == 2
    found = Graph().parse(data=data, format="json-ld")
    assert len(set(found.objects(None, S.mainEntity))) == 2
    assert len(found) == len(graph(planned)) + len(graph(call))


def test_a_meeting_id_is_its_identifier(record: dict[str, Any]) -> None:
    record["meeting"]["id"] = "m-1"
    found = graph(record)
    assert found.value(main(found), S.identifier) == Literal("m-1")
