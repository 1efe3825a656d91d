"""Cues in hand-built trees: what a verb, noun or modal carries depends on what stands around it."""

import pytest
import spacy
from spacy.tokens import Doc

from service.annotations import CUES, STATEMENTS, VOICES
from service.lexicons.cues import cue_entries, cues_by_lemma, verb_forms
from service.pipeline.attribution import Attributions
from service.pipeline.cues import Cues
from service.pipeline.quotes import Quotes
from service.records import Stance

VOCAB = spacy.blank("en").vocab


def tree(line: str) -> Doc:
    """A Doc from ``word/lemma/POS/dep/head`` items; heads count from 0, the root names itself."""
    rows = [item.rsplit("/", 4) for item in line.split(" ")]
    doc = Doc(
        VOCAB,
        words=[row[0] for row in rows],
        lemmas=[row[1] for row in rows],
        pos=[row[2] for row in rows],
        deps=[row[3] for row in rows],
        heads=[int(row[4]) for row in rows],
    )
    return Attributions()(Cues()(Quotes()(doc)))


def stances(doc: Doc) -> list[tuple[str, str]]:
    return [(span.text, span.label_) for span in doc.spans[CUES] if span.label_ != "say"]


def voices(doc: Doc, label: str) -> list[str]:
    return [span.text for span in doc.spans[VOICES] if span.label_ == label]


URGED = (
    "Toll/Toll/PROPN/nsubj/1 urged/urge/VERB/ROOT/1 Lind/Lind/PROPN/obj/1 to/to/PART/mark/4 "
    "condemn/condemn/VERB/xcomp/1 it/it/PRON/obj/4"
)
AGREED = (
    "Toll/Toll/PROPN/nsubj/1 agreed/agree/VERB/ROOT/1 to/to/PART/mark/3 help/help/VERB/xcomp/1 "
    "Lind/Lind/PROPN/obj/3"
)
CONCERN = (
    "Toll/Toll/PROPN/nsubj/1 voiced/voice/VERB/ROOT/1 deep/deep/ADJ/amod/3 "
    "concern/concern/NOUN/obj/1 about/about/ADP/case/5 arms/arms/NOUN/nmod/3"
)
GENITIVE = (
    "Toll/Toll/PROPN/nmod:poss/2 's/'s/PART/case/0 support/support/NOUN/nsubj/5 for/for/ADP/case/4 "
    "Lind/Lind/PROPN/nmod/2 grew/grow/VERB/ROOT/5"
)
MODAL = (
    "Toll/Toll/PROPN/nsubj/1 said/say/VERB/ROOT/1 Lind/Lind/PROPN/nsubj/4 must/must/AUX/aux/4 "
    "stop/stop/VERB/ccomp/1"
)
REFUSES = (
    "Toll/Toll/PROPN/nsubj/1 said/say/VERB/ROOT/1 she/she/PRON/nsubj/5 will/will/AUX/aux/5 "
    "not/not/PART/advmod/5 sign/sign/VERB/ccomp/1"
)
PASSIVE = (
    "It/it/PRON/nsubj:pass/2 was/be/AUX/aux:pass/2 agreed/agree/VERB/ROOT/2 to/to/PART/mark/4 "
    "meet/meet/VERB/xcomp/2"
)
BY_AGENT = (
    "Lind/Lind/PROPN/nsubj:pass/2 was/be/AUX/aux:pass/2 accused/accuse/VERB/ROOT/2 by/by/ADP/case/4 "
    "Toll/Toll/PROPN/obl/2"
)
CALLED = (
    "Toll/Toll/PROPN/nsubj/1 called/call/VERB/ROOT/1 it/it/PRON/obj/1 unacceptable/unacceptable/ADJ/xcomp/1"
)
PARTICIPLE = (
    "Toll/Toll/PROPN/nsubj/1 left/leave/VERB/ROOT/1 ,/,/PUNCT/punct/3 "
    "condemning/condemn/VERB/advcl/1 it/it/PRON/obj/3"
)
QUOTED = (
    "“/“/PUNCT/punct/2 We/we/PRON/nsubj/2 condemn/condemn/VERB/ccomp/7 it/it/PRON/obj/2 "
    ",/,/PUNCT/punct/2 ”/”/PUNCT/punct/2 Toll/Toll/PROPN/nsubj/7 said/say/VERB/ROOT/7"
)
PARENTHESIS = (
    "Lind/Lind/PROPN/nsubj/1 hopes/hope/VERB/ROOT/1 to/to/PART/mark/3 win/win/VERB/xcomp/1 "
    ",/,/PUNCT/punct/7 an/an/DET/det/6 official/official/NOUN/nsubj/7 said/say/VERB/parataxis/1"
)

POSITIVE = [
    (URGED, [("urged", "request")], ["Toll"]),
    (AGREED, [("agreed", "commit")], ["Toll"]),
    (CONCERN, [("voiced deep concern", "concern")], ["Toll"]),
    (GENITIVE, [("support", "support")], ["Toll"]),
    (MODAL, [("must", "request")], ["Toll"]),
    (REFUSES, [("will", "commit")], ["she"]),
    (BY_AGENT, [("accused", "criticise")], ["Toll"]),
    (CALLED, [("unacceptable", "oppose")], ["Toll"]),
    (PARTICIPLE, [("condemning", "criticise")], ["Toll"]),
    (QUOTED, [("condemn", "criticise")], ["Toll"]),
    (PARENTHESIS, [("hopes", "support")], ["Lind"]),
]
NEGATIVE = [
    (
        "If/if/SCONJ/mark/2 Toll/Toll/PROPN/nsubj/2 threatens/threaten/VERB/advcl/5 "
        "Lind/Lind/PROPN/obj/2 he/he/PRON/nsubj/5 leaves/leave/VERB/ROOT/5"
    ),
    ("Toll/Toll/PROPN/nsubj/1 discussed/discuss/VERB/ROOT/1 trade/trade/NOUN/obj/1"),
    ("Toll/Toll/PROPN/nsubj/1 called/call/VERB/ROOT/1 Lind/Lind/PROPN/obj/1"),
    (
        "Funds/fund/NOUN/nsubj/1 came/come/VERB/ROOT/1 to/to/PART/mark/3 "
        "support/support/VERB/advcl/1 Lind/Lind/PROPN/obj/3"
    ),
    ("Toll/Toll/PROPN/nsubj/2 will/will/AUX/aux/2 visit/visit/VERB/ROOT/2 Oslo/Oslo/PROPN/obj/2"),
]


@pytest.mark.parametrize(("line", "cues", "holders"), POSITIVE)
def test_a_cue_has_its_stance_and_holder(line, cues, holders):
    doc = tree(line)
    assert stances(doc) == cues
    assert voices(doc, "holder") == holders


@pytest.mark.parametrize("line", NEGATIVE)
def test_no_stance_where_nobody_takes_one(line):
    doc = tree(line)
    assert stances(doc) == []


def test_the_reporter_is_the_source():
    doc = tree(PARENTHESIS)
    assert voices(doc, "source") == ["official"]
    assert [span.text for span in doc.spans[STATEMENTS]] == ["to win"]


def test_the_asked_is_the_target():
    doc = tree(URGED)
    assert voices(doc, "target")[0] == "Lind"


@pytest.mark.parametrize(
    ("line", "flags"),
    [(REFUSES, "negated"), (PASSIVE, "unnamed"), (CONCERN, "")],
)
def test_flags(line, flags):
    doc = tree(line)
    assert [span.kb_id_ for span in doc.spans[STATEMENTS]] == [flags]


@pytest.mark.parametrize(
    ("line", "kind"),
    [(QUOTED, "direct"), (URGED, "indirect"), (CONCERN, "indirect")],
)
def test_quote_kinds(line, kind):
    doc = tree(line)
    assert [span.label_ for span in doc.spans[STATEMENTS]] == [kind]


def test_rows_name_known_stances_once():
    rows = cue_entries()
    allowed = {stance.value for stance in Stance} | {"say", "light", "none", "hedge"}
    assert {row.stance for row in rows} <= allowed
    assert {row.negated for row in rows} <= allowed | {None}
    holders = {"subj", "obj", "speaker", "passive", "light", "poss", "topic", "in"}
    assert {row.holder for row in rows} <= holders
    assert len({row.key for row in rows}) == len(rows)


def test_specific_rows_come_first():
    rows = cues_by_lemma()[("warn", "VERB")]
    assert [len(row.frame) for row in rows] == sorted((len(row.frame) for row in rows), reverse=True)


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("emphasised", "emphasise"),
        ("denied", "deny"),
        ("committing", "commit"),
        ("sought", "seek"),
        ("urges", "urge"),
    ],
)
def test_forms_tell_their_lemma(form, lemma):
    assert verb_forms()[form] == lemma


def test_an_empty_doc_has_no_cues():
    doc = tree("Oslo/Oslo/PROPN/ROOT/0")
    assert list(doc.spans[CUES]) == []
