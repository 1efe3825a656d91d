"""Persons' names of many forms through the whole pipeline, and what looks like one and is none."""

import pytest
from spacy.tokens import Span

from service.annotations import NAMES
from service.pipeline.entities.persons import settled
from tests.markup import read

PERSONS = {
    "plain": "Foreign Minister <p Lars Holm> met <p Ana Ruiz> in Oslo.",
    "honorifics": "Mr. <p Holm> and Ms. <p Ruiz> met <p Lars Holm>'s deputy and <p Ana Ruiz>'s aide.",
    "brackets": "“He [<p Jaishankar>] agreed to it,” <p Subrahmanyam Jaishankar>'s spokesman said.",
    "chinese": "Chinese President <p Xi Jinping> and Foreign Minister <p Wang Yi> met <p Li Keqiang>.",
    "korean": "<p Ban Ki-moon> called South Korean President <p Moon Jae-in> on Monday.",
    "korean capitals": "North Korean leader <p Kim Jong-Un> sent a letter to President <p Park Geun-hye>.",
    "arabic": "King <p Salman bin Abdulaziz Al Saud> received President <p Abdel Fattah el-Sisi> in Riyadh.",
    "long arabic": "President Biden called Crown Prince <p Mohammed bin Zayed Al Nahyan> of Abu Dhabi.",
    "hyphened article": "Prime Minister <p Nouri al-Maliki> met Syrian President <p Bashar al-Assad>.",
    "abdel": "President <p Abd Rabbuh Mansur Hadi> of Yemen spoke with <p Ismail Ould Cheikh Ahmed>.",
    "spanish": "President <p Juan Manuel Santos Calderón> met <p Pedro Sánchez Pérez-Castejón> in Madrid.",
    "portuguese": "Brazil's president, <p Luiz Inácio Lula da Silva>, will host <p Marcelo Rebelo de Sousa>.",
    "burmese": "<p Aung San Suu Kyi> and President <p Htin Kyaw> will receive the envoy.",
    "u": "Myanmar's foreign minister, U <p Wunna Maung Lwin>, spoke first.",
    "indonesian": "Indonesian President <p Susilo Bambang Yudhoyono> met <p Retno Marsudi>.",
    "vietnamese": "Vietnamese President <p Nguyen Phu Trong> met <p Pham Minh Chinh> in Hanoi.",
    "hungarian": "Hungarian Prime Minister <p Viktor Orbán> called <p Péter Szijjártó>.",
    "turkish": "Turkish President <p Recep Tayyip Erdoğan> and Foreign Minister <p Mevlüt Çavuşoğlu> left.",
    "icelandic": "Iceland's prime minister, <p Katrín Jakobsdóttir>, met <p Guðlaugur Þór Þórðarson>.",
    "german": "EU Commission President <p Ursula von der Leyen> met <p Annegret Kramp-Karrenbauer>.",
    "dutch": "NATO Secretary General <p Jaap de Hoop Scheffer> met <p Alexander Van der Bellen>.",
    "french": "Former minister <p Dominique de Villepin> and <p Jean-Yves Le Drian> disagreed.",
    "regnal": "Jordan's King <p Abdullah II> received <p Elizabeth II> and Pope <p John Paul II>.",
    "initials": "Treasury Secretary <p Jacob J. Lew> met <p John F. Kelly> and <p H.R. McMaster>.",
    "suffix": "President <p Joseph R. Biden, Jr.> spoke today with <p Robert F. Kennedy Jr.> in Washington.",
    "third": "Representative <p Joe Kennedy III> joined the talks.",
    "possessive": "<p Angela Merkel>’s visit followed <p Nicolas Sarkozy>'s call.",
    "line end": "In the evening the minister for foreign affairs went on to thank <p Angela\nMerkel> for "
    "the invitation to visit Berlin.",
    "double surname": "Prime Minister <p Mette Frederiksen> met <p Josep Borrell Fontelles>.",
    "capitals of a surname": "President <p XI Jinping> met Prime Minister <p Shinzo ABE> on Friday.",
    "apposition": "<p Lars Holm>, Norway's foreign minister, and <p Ana Ruiz>, an envoy, agreed.",
    "irish": "Taoiseach <p Micheál O'Martin> met <p Mary Lou McDonald>.",
    "ukrainian": "Ukrainian President <p Volodymyr Zelenskyy> spoke with <p Dmytro Kuleba>.",
    "african": "President <p Cyril Ramaphosa> called <p Ellen Johnson Sirleaf> and <p Goodluck Jonathan>.",
    "indian": "Prime Minister <p Narendra Modi> and <p A.P.J. Abdul Kalam> attended.",
    "central asian": "President <p Kassym-Jomart Tokayev> met <p Gurbanguly Berdymukhamedov>.",
    "nickname": "General <p John \"Jack\" Keane> met President <p Lars Holm>.",
    "sheikh": "He met Sheikh <p Tamim bin Hamad Al Thani> and <p Sheikh Hasina> of Bangladesh.",
    "repeated word": "Envoy <p Salim Ahmed Salim> met Emir <p Nawaf Al-Ahmad Al-Jaber Al-Sabah>.",
    "weekday": "Spokesman <p Mohammad Ali Hosseini> Sunday rejected the plan.",
    "vice president": "The Vice President called Prime Minister <p Andrew Holness>.",
    "crown prince": "He spoke with Crown Prince of Abu Dhabi <p Mohammed Al Nahyan> by phone.",
}  # fmt: skip

HEADLINES = {
    "all capitals": "PRESIDENT <p ANA RUIZ> MET MINISTER <p LARS HOLM> ON MONDAY. MR. <p HOLM> LEFT.",
    "surnames": "<p Ruiz>, <p Holm> discuss gas in Oslo\n\n<p Lars Holm> received <p Ana Ruiz> on Monday.",
    "capitals": "BIDEN AND <p XI> TO MEET IN LIMA\n\nU.S. President <p Joe Biden> will meet <p Xi Jinping>.",
    "title case": "Readout of President <p Holm>’s Call with Prime Minister <p Ruiz>\n\n"
    "President <p Lars Holm> spoke today with Prime Minister <p Ana Ruiz>.",
}

NONE = {
    "storm": ("Hurricane <n Maria> hit the island, officials in San Juan said.", "n"),
    "news agency": ("News agency <n ITAR-TASS> reported the visit.", "n"),
    "party in brackets": ("Rep. Ann Toll (<n D>-N.Y.) objected.", "n"),
    "office": ("The Vice <n President> noted progress.", "n"),
    "holiness": ("He met <n His Holiness> in Rome.", "n"),
    "weekday alone": ("Talks in Washington <n Monday> failed.", "n"),
    "shrine": ("He will visit the <n Yasukuni> shrine in Tokyo.", "n"),
    "address": ("Write to <n ana.ruiz@example.org> for details.", "n"),
    "people": ("<n Iraqis> and <n Shiites> want peace.", "n"),
    "country": ("Sudan accuses <n Chad> of aiding rebels.", "n"),
    "possessive country": ("They recognised <n Jordan>’s role as custodian.", "n"),
}


def persons(nlp, text):
    doc = nlp(text)
    return {(s.start_char, s.end_char) for s in doc.spans[NAMES] if s.label_ == "PERSON"}


def shown(text, spans):
    return [text[start:end] for start, end in sorted(spans)]


@pytest.mark.parametrize("line", [pytest.param(v, id=k) for k, v in (PERSONS | HEADLINES).items()])
def test_persons(nlp, line):
    text, marks = read(line)
    found = persons(nlp, text)
    missed = {(m.start, m.end) for m in marks} - found
    assert not missed, (shown(text, missed), shown(text, found))


@pytest.mark.parametrize("line", [pytest.param(v, id=k) for k, (v, _) in NONE.items()])
def test_no_person(nlp, line):
    text, marks = read(line)
    found = persons(nlp, text)
    wrong = [m.text for m in marks if any(a < m.end and b > m.start for a, b in found)]
    assert not wrong


@pytest.mark.parametrize(
    ("text", "persons"),
    [
        (
            "Ana Ruiz is in Moscow. After talks with Ana Ruiz Vladimir Putin left.",
            ["Ana Ruiz", "Vladimir Putin"],
        ),
        (
            "Ana Ruiz is in Oslo. After talks with Ana Ruiz Lopez Vega left.",
            ["Ana Ruiz", "Ana Ruiz Lopez Vega"],
        ),
    ],
)
def test_names_run_together_are_parted_where_both_are_known(nlp, text, persons):
    doc = nlp(text)
    names = [Span(doc, s.start, s.end, label="PERSON") for s in _given(doc)]
    assert list(dict.fromkeys(name.text for name in settled(names))) == persons


def _given(doc):
    """The names as an encoder that misses the border gives them."""
    first = doc[0:2]
    start = next(t.i for t in doc if t.i > 2 and t.text == "Ana")
    end = next(t.i for t in doc if t.i > start and t.text == "left")
    return [first, doc[start:end]]
