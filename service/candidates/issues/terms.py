"""Issue terms of a Doc and the categories that they make likely."""

from __future__ import annotations

from spacy.tokens import Doc

from service.candidates.evidence import masked, whole_text
from service.candidates.issues.features import Reading, features, reading
from service.candidates.issues.matching import read
from service.candidates.issues.scoring import probability
from service.candidates.memo import once
from service.taxonomy import category_ids


@once
def of(doc: Doc) -> Reading:
    """The Doc's terms, without those in page debris."""
    debris = [(doc[start].idx, doc[end - 1].idx + len(doc[end - 1])) for start, end in masked(doc)]
    return reading(read(whole_text(doc)), debris)


def probabilities(article: Reading) -> dict[str, float]:
    """Probability that the article has the issue, for each category with a term, in the file's order."""
    return {
        category: probability("listed", features(article, category), category)
        for category in category_ids()
        if category in article.hits
    }
