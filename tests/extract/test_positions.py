"""Positions of whole sentences, read with the shipped model: who holds what."""

import pytest

from service.candidates.entities import EntityIndex
from service.extract.positions import find
from service.extract.stakeholders import stakeholder

OPENING = "French President Paul Marchand met German Chancellor Eva Brandt in Oslo on Monday. "
CASES = [
    ("Brandt urged China to stop the attacks.", "Eva Brandt", "request"),
    ("Marchand condemned the attack on the embassy.", "Paul Marchand", "criticise"),
    ("Brandt thanked Marchand for his support.", "Eva Brandt", "support"),
    ("Marchand said the plan is unacceptable.", "Paul Marchand", "oppose"),
    ("Brandt expressed concern about the arms deal.", "Eva Brandt", "concern"),
    ("Russia rejected the proposal.", "Russia", "oppose"),
    ("Brandt agreed to send more aid.", "Eva Brandt", "commit"),
    ("Marchand invited Brandt to Paris.", "Paul Marchand", "offer"),
    ("Russia threatened to cut off gas supplies.", "Russia", "threaten"),
    ("Marchand said Iran must release the prisoners.", "Paul Marchand", "request"),
    ('"We condemn this attack," Brandt said.', "Eva Brandt", "criticise"),
    ("China accused Japan of breaking the agreement.", "China", "criticise"),
    ("Brandt agreed that Germany would send more aid.", "Eva Brandt", "commit"),
    ("Marchand emphasized that France will defend the treaty.", "Paul Marchand", "commit"),
    ("Marchand emphasized that the treaty is vital.", "Paul Marchand", "support"),
    ("Brandt reaffirmed her desire to continue the talks.", "Eva Brandt", "commit"),
    ("Brandt stressed the need for Iran to release the prisoners.", "Eva Brandt", "request"),
    ("Brandt stressed the need for unity.", "Eva Brandt", "support"),
    ("Marchand told Brandt about the treaty signed by Russia and China.", "Russia", "commit"),
    ("Russia does not recognize the border.", "Russia", "oppose"),
    ("Russia recognized the border.", "Russia", "support"),
    ("Russia will accept no delay.", "Russia", "oppose"),
    ("Russia sees no reason to accept the plan.", "Russia", "oppose"),
    ("Russia refused to allow the inspectors into the country.", "Russia", "oppose"),
    ("Brandt said Russia refused to stop the attacks.", "Eva Brandt", "criticise"),
    ("Iran expelled two French diplomats.", "Iran", "oppose"),
    ("Brandt said her government will send more aid.", "Eva Brandt", "commit"),
    ("Marchand warned that the plan is hurting farmers.", "Paul Marchand", "concern"),
    ("Marchand warned that he will end the talks.", "Paul Marchand", "threaten"),
    ("Marchand warned that the talks will end if Iran attacks.", "Paul Marchand", "threaten"),
    ("Brandt left out the embargo, a move opposed by both Peru and the United States.", "Peru", "oppose"),
    (
        "Brandt left out the embargo, a move opposed by both Peru and the United States.",
        "United States",
        "oppose",
    ),
    ("A report by Amnesty International condemned the attack.", "Amnesty International", "criticise"),
    ("The government of Kenya said it was prepared to sign the treaty.", "Kenya", "offer"),
    ("Chile spoke out in support of the treaty.", "Chile", "support"),
    ("Russia is a firm supporter of the nuclear deal.", "Russia", "support"),
    ("Kenya is an opponent of the embargo.", "Kenya", "oppose"),
    ("Brandt said the tariffs would hurt the economy.", "Eva Brandt", "criticise"),
    ("Brandt said closer ties will help the region.", "Eva Brandt", "support"),
    ("Kenya wants better terms for its exports.", "Kenya", "request"),
    ("Brandt emphasised that interference in the vote would be unacceptable.", "Eva Brandt", "oppose"),
    ("Marchand said France will support the peace talks.", "Paul Marchand", "commit"),
    ("Russia said it will not return to the talks.", "Russia", "oppose"),
    (
        "Later Brandt met with Peru's President Luis Soto, who praised the success of her trip.",
        "Luis Soto",
        "support",
    ),
    ("The arms deal has raised alarms in Tokyo and Seoul.", "South Korea", "concern"),
    ("Brandt said she would like to thank Marchand for his support.", "Eva Brandt", "support"),
    ("Brandt said Germany should expand its ties with India.", "Eva Brandt", "support"),
    ("Marchand said France and China must work together.", "Paul Marchand", "support"),
    ("Chile wants talks, but Moscow sees no reason to attend.", "Russia", "oppose"),
    ("Kenya and Chad cancelled the talks to protest Marchand's visit to the shrine.", "Chad", "criticise"),
    ("Russia says it may cancel the visit.", "Russia", "threaten"),
    ("Brandt insisted that the talks be held in Oslo.", "Eva Brandt", "request"),
    ("Brandt joined Peru's President Luis Soto in condemning the attack.", "Luis Soto", "criticise"),
    ("Kenya outlawed the separatist movement.", "Kenya", "oppose"),
    ("Brandt agreed about the need to open the border.", "Eva Brandt", "support"),
    ("Brandt said the plan would require new talks.", "Eva Brandt", "request"),
    ("Japan and Peru are more united over concerns about North Korea.", "Peru", "concern"),
]
DESCRIBED = [
    ("The European Union met in Brussels. The 27-member bloc also condemned the attack.", "European Union"),
    ("An official at Kenya's finance ministry condemned the attack.", "Kenya"),
    ("Officials in Tokyo condemned the attack.", "Japan"),
    ("Georgian officials condemned the attack.", "Georgia"),
    ("A Japanese foreign ministry official condemned the attack.", "Japan"),
    ("NATO officials condemned the attack.", "NATO"),
    ("Chile's foreign minister condemned the attack.", "Chile's foreign minister"),
    ("Some 300 Kenyan activists condemned the attack.", "Kenyan activists"),
    ("The opposition party in Chile condemned the attack.", None),
    ("Chile's opposition party condemned the attack.", "Chile's opposition party"),
    ("Chile has broken off the talks. The government also condemned the attack.", "Chile"),
    ("The government in exile condemned the attack.", None),
    ("Amnesty International published a report. The group condemned the attack.", "Amnesty International"),
    ("Marchand said his country condemned the attack.", "Paul Marchand"),
    ("The storm hit. The organization condemned the attack.", None),
]
NO_STANCE = [
    "Brandt and Marchand discussed the importance of trade.",
    "Funds to support the army came from Oslo.",
    "Brandt and Marchand discussed trade.",
    "Brandt arrived in Oslo on Sunday.",
    "Marchand will visit Berlin next week.",
    "The visit lasted two days.",
    "Brandt said the new bridge will cross the river.",
    "Brandt insisted that the talks lasted two hours.",
]


def held(nlp, text):
    doc = nlp(text)
    index = EntityIndex(doc)
    persons = tuple(key for key in index.ordered() if index[key].kind == "person")
    found = find(doc, index, parties=persons)
    named = {key: stakeholder(doc, index, key, number=1).name for key in index.ordered()}
    return [(named[c.holder], c.stance.value, c, named, doc) for c in found]


@pytest.mark.parametrize(("sentence", "holder", "stance"), CASES)
def test_a_position_has_its_holder(nlp, sentence, holder, stance):
    assert (holder, stance) in [found[:2] for found in held(nlp, OPENING + sentence)]


@pytest.mark.parametrize(("sentence", "holder"), DESCRIBED)
def test_a_description_means_whom_it_speaks_for(nlp, sentence, holder):
    found = [name for name, stance, *_ in held(nlp, OPENING + sentence) if stance == "criticise"]
    assert found == ([holder] if holder else [])


@pytest.mark.parametrize("sentence", NO_STANCE)
def test_mere_reports_hold_no_position(nlp, sentence):
    assert [found[:2] for found in held(nlp, OPENING + sentence)] == []


@pytest.mark.parametrize(
    "sentence",
    [
        "The two leaders agreed to keep in contact.",
        "It was agreed to continue the talks.",
        "They pledged to cooperate.",
        "The leaders of France and Germany agreed to stay in touch.",
    ],
)
def test_collective_words_mean_all_principals(nlp, sentence):
    found = {name for name, stance, *_ in held(nlp, OPENING + sentence) if stance == "commit"}
    assert found == {"Paul Marchand", "Eva Brandt"}


def test_the_target_is_the_one_addressed(nlp):
    _, _, candidate, named, _ = held(nlp, OPENING + "Brandt urged China to stop the attacks.")[0]
    assert named[candidate.target] == "China"


def test_evidence_slices_to_its_text(nlp):
    for *_, candidate, _, doc in held(nlp, OPENING + "Brandt urged China to stop the attacks."):
        assert candidate.evidence(doc)
        for evidence in candidate.evidence(doc):
            assert doc.text[evidence.start : evidence.end] == evidence.text
        assert candidate.cue_text(doc) == "urged"


def test_no_text_no_positions(nlp):
    assert find(nlp("")) == ()


def test_many_leaders_hold_a_position_together(nlp):
    opening = (
        "French President Paul Marchand met German Chancellor Eva Brandt, Peru's President Luis Soto and "
        "Kenyan President John Otieno in Oslo on Monday. "
    )
    found = {name for name, *_ in held(nlp, opening + "The leaders condemned the attack.")}
    assert found == {"leaders"}


def test_deputies_are_meant_by_their_office(nlp):
    opening = "President Eva Brandt and Vice President Luis Soto met Kenyan President John Otieno in Oslo. "
    found = {
        name for name, *_ in held(nlp, opening + "The President and Vice President condemned the attack.")
    }
    assert found == {"Eva Brandt", "Luis Soto"}
