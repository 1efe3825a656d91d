"""What each head can answer: label lists made from the training data, and how corpora map onto them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final

from service.encoder.lemmas import lemma_script
from training.samples import Tokens

NAME_TYPES: Final = ("PERSON", "ORG", "LOC", "NORP", "EVENT", "DATE", "MISC")
STANCES: Final = (
    "support", "commit", "offer", "request", "concern", "criticise", "oppose", "threaten", "neutral",
)  # fmt: skip
ROLES: Final = ("PARTICIPANT", "PLACE", "DATE", "OCCASION")
MEETING: Final[dict[str, tuple[str, ...]]] = {
    "detected": ("no", "yes"),
    "status": ("held", "ongoing", "planned", "proposed", "postponed", "cancelled"),
    "kind": ("bilateral", "trilateral", "multilateral"),
    "mode": ("in_person", "phone", "video", "unknown"),
    "setting": ("none", "visit", "third_party", "multilateral"),
    "level": ("none", "leaders", "ministers", "officials", "other"),
}

# What a corpus's class may be among NAME_TYPES. "O" names the types that the corpus leaves unmarked:
# a token outside its spans is either no name or a name of one of those.
_PER, _ORG, _LOC = ("PERSON",), ("ORG",), ("LOC",)
NAME_SCHEMES: Final[dict[str, dict[str, tuple[str, ...]]]] = {
    "re3d": {
        "Person": _PER, "Organisation": _ORG, "Location": _LOC, "Nationality": ("NORP",),
        "Temporal": ("DATE",),
        "unclear": ("O", "PERSON", "ORG", "LOC", "NORP"), "O": ("MISC", "EVENT"),
    },
    "crossner": {
        "politician": _PER, "person": _PER, "organisation": _ORG, "politicalparty": _ORG, "country": _LOC,
        "location": _LOC, "event": ("EVENT",), "election": ("EVENT",), "misc": ("MISC", "NORP"),
        "O": ("DATE", "NORP"),
    },
    "wikigold": {
        "PER": _PER, "ORG": _ORG, "LOC": _LOC, "MISC": ("MISC", "NORP", "EVENT"), "O": ("DATE",),
    },
    "redocred": {
        "PER": _PER, "ORG": _ORG, "LOC": ("LOC", "NORP"), "TIME": ("DATE",),
        "MISC": ("MISC", "EVENT", "NORP"),
        "NUM": ("O",), "O": (),
    },
    "gum": {
        "PER": _PER, "ORG": _ORG, "LOC": _LOC, "EVENT": ("EVENT",), "O": ("DATE", "NORP", "MISC", "EVENT"),
    },
    "gmb": {
        "geo": _LOC, "gpe": ("NORP", "LOC"), "org": _ORG, "per": _PER, "tim": ("DATE",), "art": ("MISC",),
        "eve": ("EVENT",), "nat": ("O", "MISC", "EVENT"), "O": ("MISC",),
    },
    "silver": {kind: (kind,) for kind in NAME_TYPES} | {"O": ()},
}  # fmt: skip
CORPUS_VECTORS: Final = ("any", *sorted(NAME_SCHEMES))


def bio(types: Iterable[str]) -> list[str]:
    """``O``, then ``B-`` and ``I-`` of each type."""
    return ["O", *(f"{prefix}-{kind}" for kind in types for prefix in "BI")]


def name_sets() -> tuple[list[str], list[list[bool]]]:
    """Keys ``corpus tag`` (tag with its prefix) and, per key, which tags of ``bio(NAME_TYPES)`` it allows."""
    tags = bio(NAME_TYPES)
    keys, allowed = [], []
    for corpus, scheme in sorted(NAME_SCHEMES.items()):
        for label, types in sorted(scheme.items()):
            for prefix in ("",) if label == "O" else ("B-", "I-"):
                keys.append(f"{corpus} {prefix}{label}")
                if label == "O":
                    row = [tag == "O" or tag[2:] in types for tag in tags]
                else:
                    row = [
                        (tag[:2] == prefix and tag[2:] in types) or (tag == "O" and "O" in types)
                        for tag in tags
                    ]
                allowed.append(row)
    return keys, allowed


def inventory(samples: Iterable[Tokens], head: str, *, minimum: int = 1) -> list[str]:
    """Labels of a head seen at least `minimum` times, most frequent first."""
    counts = Counter(
        label for sample in samples for label in sample.labels.get(head, ()) if isinstance(label, str)
    )
    return [
        label
        for label, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        if count >= minimum
    ]


def lemma_lookup(samples: Iterable[Tokens], scripts: set[str]) -> dict[str, str]:
    """``form UPOS`` -> lemma where the training data agree and no frequent script gives it."""
    found: dict[str, Counter[str]] = {}
    for sample in samples:
        layers = sample.labels
        for word, upos, lemma in zip(
            sample.words, layers.get("upos", ()), layers.get("lemma_text", ()), strict=False
        ):
            if isinstance(upos, str) and isinstance(lemma, str):
                found.setdefault(f"{word.lower()} {upos}", Counter())[lemma] += 1
    table = {}
    for key, lemmas in sorted(found.items()):
        (lemma, count), *others = lemmas.most_common(2)
        if others or count < 2 or key.endswith(("PROPN", "PUNCT", "NUM", "SYM", " X")):
            continue
        if (
            lemma_script(key.split(" ")[0], lemma) != "L00"
            or lemma_script(key.split(" ")[0], lemma) not in scripts
        ):
            table[key] = lemma
    return table
