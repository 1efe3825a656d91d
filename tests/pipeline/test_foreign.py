"""Other spaCy pipelines in place of the shipped model: both schemes of trees, refusals, whole records."""

from __future__ import annotations

import dataclasses
from datetime import date
from pathlib import Path

import pytest
import spacy
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, LEMMA, POS, TAG
from spacy.language import Language
from spacy.tokens import Doc

from service.analyzer import Analyzer, context_of, load
from service.annotations import ACTORS
from service.article import read_text
from service.errors import ModelError
from service.extract.record import record as make_record
from service.heads.network import Heads
from service.pipeline.build import COMPONENTS, build_nlp
from service.pipeline.foreign import Foreign, load_foreign
from service.records import Record
from service.schemas import dump_record
from service.settings import Settings
from tests import schemes, sentences
from tests.factories import make_app, make_article_info, make_engine

_ATTRIBUTES = [POS, TAG, LEMMA, DEP, HEAD, ENT_IOB, ENT_TYPE]


@Language.factory("test_known_sentences", default_config={"tables": []})
def make_known(nlp: Language, name: str, tables: list[str]) -> KnownSentences:  # noqa: ARG001
    return KnownSentences(tables)


class KnownSentences:
    """Reads a text of known sentences as ClearNLP has it, any other as one flat tree."""

    def __init__(self, tables: list[str]) -> None:
        self.tables = tables

    def __call__(self, doc: Doc) -> Doc:
        known = schemes.make_doc(doc.vocab, self.tables, "clearnlp")
        if [t.text for t in doc] == [t.text for t in known]:
            doc.from_array(_ATTRIBUTES, known.to_array(_ATTRIBUTES))
        else:
            words = [t.text for t in doc]
            size = len(words)
            flat = Doc(
                doc.vocab,
                words=words,
                heads=[0] * size,
                deps=["ROOT"] + ["dep"] * (size - 1),
                pos=["X"] * size,
                tags=["XX"] * size,
                lemmas=words,
            )
            doc.from_array(_ATTRIBUTES, flat.to_array(_ATTRIBUTES))
        return doc


@pytest.fixture(scope="module")
def rules() -> Language:
    return build_nlp(COMPONENTS[1:])


def record(rules: Language, scheme: schemes.Scheme, *tables: str) -> Record:
    """What the rules make of hand-built trees."""
    doc = Foreign()(schemes.make_doc(rules.vocab, tables, scheme))
    for _, component in rules.pipeline:
        doc = component(doc)
    assert doc.spans[ACTORS]
    context = context_of(doc, Heads())
    return make_record(context, make_article_info(doc.text), make_engine())


def stances(record: Record) -> list[tuple[str, str]]:
    return [(p.stakeholder.name, p.stance.value) for p in record.positions]


HELD = [
    (sentences.DATIVE, "Eva Brandt", "offer"),
    (sentences.DATIVE_TO, "Eva Brandt", "offer"),
    (sentences.RELATIVE, "Eva Brandt", "request"),
    (sentences.APPOSITION, "Eva Brandt", "criticise"),
    (sentences.POSSESSOR, "Japan", "criticise"),
    (sentences.RAISED, "Eva Brandt", "request"),
    (sentences.COORDINATION, "Chile", "commit"),
    (sentences.GERUND, "China", "criticise"),
]


@pytest.mark.parametrize("scheme", ["clearnlp", "universal"])
@pytest.mark.parametrize(("table", "holder", "stance"), HELD)
def test_positions_in_both_schemes(
    rules: Language, scheme: schemes.Scheme, table: str, holder: str, stance: str
) -> None:
    assert (holder, stance) in stances(record(rules, scheme, sentences.OPENING, table))


@pytest.mark.parametrize("table", sentences.SENTENCES.values(), ids=sentences.SENTENCES.keys())
def test_both_schemes_give_the_same_record(rules: Language, table: str) -> None:
    one, other = (record(rules, scheme, sentences.OPENING, table) for scheme in ("clearnlp", "universal"))
    assert dataclasses.asdict(one) == dataclasses.asdict(other)


@pytest.mark.parametrize("scheme", ["clearnlp", "universal"])
def test_a_meeting_in_both_schemes(rules: Language, scheme: schemes.Scheme) -> None:
    found = record(rules, scheme, sentences.OPENING)
    assert found.meeting is not None
    assert found.meeting.status.value == "held"
    assert found.meeting.date.text == "Monday"
    assert [p.stakeholder.name for p in found.participants] == ["Paul Marchand", "Eva Brandt"]
    assert found.location is not None
    assert found.location.name == "Oslo"


@pytest.mark.parametrize("scheme", ["clearnlp", "universal"])
def test_status_in_both_schemes(rules: Language, scheme: schemes.Scheme) -> None:
    found = record(rules, scheme, sentences.EXPECTED).meeting
    assert found is not None
    assert found.status.value == "planned"


def test_names_of_other_schemes() -> None:
    nlp = spacy.blank("en")
    doc = Doc(
        nlp.vocab,
        words=["Ana", "Ruiz", "met", "Dutch", "NATO"],
        ents=["B-PER", "I-PER", "O", "B-MISC", "B-ORG"],
    )
    assert [(e.text, e.label_) for e in Foreign()(doc).ents] == [("Ana Ruiz", "PERSON"), ("NATO", "ORG")]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A pipeline on disk that knows an article of two sentences."""
    nlp = spacy.blank("en", meta={"name": "known", "version": "1.2.3"})
    nlp.add_pipe("test_known_sentences", config={"tables": [sentences.OPENING, sentences.RELATIVE]})
    path = tmp_path_factory.mktemp("model") / "en_known"
    nlp.to_disk(path)
    return path


@pytest.fixture
def package(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The same as an installed package."""
    home = tmp_path / "en_known"
    (home / "en_known-1.2.3").parent.mkdir()
    (home / "en_known-1.2.3").symlink_to(folder, target_is_directory=True)
    (home / "meta.json").write_bytes((folder / "meta.json").read_bytes())
    (home / "__init__.py").write_text(
        "from spacy.util import load_model_from_init_py\n"
        "def load(**overrides): return load_model_from_init_py(__file__, **overrides)\n"
    )
    about = tmp_path / "en_known-1.2.3.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: en_known\nVersion: 1.2.3\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    return "en_known"


def text() -> str:
    return schemes.make_doc(spacy.blank("en").vocab, [sentences.OPENING, sentences.RELATIVE], "clearnlp").text


def check_whole_record(analyzer: Analyzer) -> None:
    article = read_text(text(), published=date(2024, 3, 6))
    data = dump_record(analyzer.analyze(article), sent={"text": article.text})
    assert data["meeting"]["date"]["start"] == "2024-03-04"
    assert [p["name"] for p in data["participants"]] == ["Paul Marchand", "Eva Brandt"]
    assert data["location"]["name"] == "Oslo"
    assert [(p["stakeholder"]["name"], p["stance"], p["target"]["name"]) for p in data["positions"]] == [
        ("Eva Brandt", "request", "China")
    ]
    assert data["engine"]["model"].startswith("en_known-1.2.3+heads-")
    assert data["engine"]["model_sha256"] is None


def test_a_folder_reads_an_article(folder: Path) -> None:
    check_whole_record(load(Settings.from_env({"READOUT_MODEL": str(folder)})))


def test_a_package_reads_an_article(package: str) -> None:
    check_whole_record(load(Settings.from_env({"READOUT_MODEL": package})))


def test_the_service_names_the_model_that_reads(folder: Path) -> None:
    client = make_app(Settings(), load(Settings(model=str(folder)))).test_client()
    assert client.get("/version").json["model"] == "en_known-1.2.3+heads-1.2.0"
    assert client.get("/readyz").json == {"status": "ready", "model": "en_known-1.2.3+heads-1.2.0"}


def test_a_pipeline_without_a_tree_is_refused(tmp_path: Path) -> None:
    spacy.blank("en").to_disk(tmp_path / "bare")
    with pytest.raises(ModelError, match="gives no tags"):
        load(Settings(model=str(tmp_path / "bare")))


def test_another_language_is_refused(tmp_path: Path) -> None:
    spacy.blank("de").to_disk(tmp_path / "german")
    with pytest.raises(ValueError, match="'de'"):
        load_foreign(tmp_path / "german")
