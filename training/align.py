"""From a corpus's text to the tokens that serving sees: spaCy's tokenizer, layers aligned by characters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from spacy.language import Language

from service.encoder.lemmas import lemma_script
from service.encoder.windows import is_break, is_safe_cut
from training.samples import MASK, GoldSpan, Text, Tokens


def tokenise(text: Text, nlp: Language) -> Tokens:
    """`text` as tokens without white space, each layer as an array of labels beside them."""
    words: list[str] = []
    offsets: list[tuple[int, int]] = []
    breaks: list[bool] = []
    doc = nlp.make_doc(text.text)
    pending = True
    for token in doc:
        if token.is_space:
            pending = pending or is_break(doc, token.i)
            continue
        words.append(token.text)
        offsets.append((token.idx, token.idx + len(token)))
        breaks.append(pending)
        pending = False
    tokens = Tokens(text.corpus, text.id, words, breaks, [], meeting=None, offsets=offsets)
    tokens.meeting = dict(text.meeting) if text.meeting is not None else None
    if text.words is not None:
        _syntax(text, tokens)
    _sentences(text, tokens)
    if text.names is not None:
        tokens.labels["names"] = [f"{text.corpus} {tag}" for tag in _bio(text.names, offsets)]
    if text.stances is not None:
        tokens.labels["stance"] = list(_bio(text.stances, offsets))
    if text.roles is not None:
        tokens.labels["role"] = list(_bio(text.roles, offsets))
    if text.issues is not None:
        tokens.labels["issues"] = list(_issues(text.issues, offsets))
    return tokens


def _sentences(text: Text, tokens: Tokens) -> None:
    if text.sentences is None:
        tokens.cuts = [
            i
            for i in range(len(tokens.words))
            if tokens.breaks[i] or is_safe_cut(tokens.words[max(i - 1, 0)], tokens.words[i])
        ]
        return
    starts = {start for start, _ in tokens.offsets}
    wanted = [start for start in text.sentences if start in starts]
    index = {start: i for i, (start, _) in enumerate(tokens.offsets)}
    tokens.cuts = [index[start] for start in wanted]
    known = set(tokens.cuts)
    # A boundary inside a token cannot be predicted; the neighbours' labels stay, the token's own is masked.
    lost = [start for start in text.sentences if start not in starts]
    tokens.labels["sent"] = (
        [MASK if any(a < s < b for s in lost) else int(i in known) for i, (a, b) in enumerate(tokens.offsets)]
        if lost
        else [int(i in known) for i in range(len(tokens.offsets))]
    )


def _syntax(text: Text, tokens: Tokens) -> None:
    assert text.words is not None
    by_start = {start: i for i, (start, _) in enumerate(tokens.offsets)}
    covered: dict[int, list[int]] = defaultdict(list)
    owner: dict[int, int] = {}
    ends = [end for _, end in tokens.offsets]
    for number, word in enumerate(text.words):
        token = by_start.get(word.start)
        if token is None:
            token = _containing(tokens.offsets, word.start, word.end)
        if token is not None and word.end <= ends[token]:
            covered[token].append(number)
            owner[number] = token
        elif token is not None:
            owner[number] = token  # a word that spaCy splits: its first token stands for it as a head
    layers = {
        name: [MASK] * len(tokens.words)
        for name in ("upos", "xpos", "feats", "lemma", "lemma_text", "arcs", "relation")
    }
    for token, numbers in covered.items():
        _token_syntax(text, tokens, layers, token, numbers, owner)
    tokens.labels.update(layers)


def _containing(offsets: Sequence[tuple[int, int]], start: int, end: int) -> int | None:
    import bisect

    index = bisect.bisect_right(offsets, (start, 1 << 60)) - 1
    return index if index >= 0 and offsets[index][0] <= start and end <= offsets[index][1] else None


def _token_syntax(text, tokens, layers, token, numbers, owner) -> None:  # type: ignore[no-untyped-def]
    words = text.words
    inside = set(numbers)
    tops = [n for n in numbers if words[n].head not in inside]
    if len(tops) != 1:
        return
    word = words[tops[0]]
    exact = len(numbers) == 1 and tokens.offsets[token] == (word.start, word.end)
    head = owner.get(word.head, MASK) if word.head >= 0 else -1
    if head != MASK:
        layers["arcs"][token] = head
        layers["relation"][token] = word.relation
    layers["upos"][token] = word.upos
    if exact:
        layers["xpos"][token] = word.xpos
        layers["feats"][token] = word.feats
        if word.lemma != "_" or word.upos == "PUNCT":
            layers["lemma"][token] = lemma_script(tokens.words[token], word.lemma)
            layers["lemma_text"][token] = word.lemma


def _bio(spans: Sequence[GoldSpan], offsets: Sequence[tuple[int, int]]) -> list[str]:
    tags = ["O"] * len(offsets)
    for span in spans:
        inside = [i for i, (start, end) in enumerate(offsets) if start < span.end and end > span.start]
        if inside and all(tags[i] == "O" for i in inside):
            for i in inside:
                tags[i] = ("B-" if i == inside[0] else "I-") + span.label
    return tags


def _issues(
    spans: Sequence[GoldSpan], offsets: Sequence[tuple[int, int]]
) -> list[tuple[frozenset[str], frozenset[str]]]:
    """Per token: categories it carries, and categories of the article that say nothing about it."""
    everywhere = frozenset(span.label for span in spans)
    rows = []
    for start, end in offsets:
        here = frozenset(s.label for s in spans if start < s.end and end > s.start)
        rows.append((here, everywhere - here))
    return rows
