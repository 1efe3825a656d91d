"""Sentences with their trees in ClearNLP's and in Universal Dependencies' scheme, side by side."""

from __future__ import annotations

OPENING = """
French    ADJ   JJ  French    NORP   | 2 amod     |
President PROPN NNP President -      | 4 compound |
Paul      PROPN NNP Paul      PERSON | 4 compound |
Marchand  PROPN NNP Marchand  PERSON | 5 nsubj    |
met       VERB  VBD meet      -      | 5 ROOT     |
German    ADJ   JJ  German    NORP   | 7 amod     |
Chancellor PROPN NNP Chancellor -    | 9 compound |
Eva       PROPN NNP Eva       PERSON | 9 compound |
Brandt    PROPN NNP Brandt    PERSON | 5 dobj     | 5 obj
in        ADP   IN  in        -      | 5 prep     | 11 case
Oslo      PROPN NNP Oslo      GPE    | 10 pobj    | 5 obl
on        ADP   IN  on        -      | 5 prep     | 13 case
Monday    PROPN NNP Monday    DATE   | 12 pobj    | 5 obl
.         PUNCT .   .         -      | 5 punct    |
"""

AGENT = """
The      DET   DT  the    -   | 2 det       |
deal     NOUN  NN  deal   -   | 4 nsubjpass | 4 nsubj:pass
was      AUX   VBD be     -   | 4 auxpass   | 4 aux:pass
rejected VERB  VBN reject -   | 4 ROOT      |
by       ADP   IN  by     -   | 4 agent     | 6 case
Iran     PROPN NNP Iran   GPE | 5 pobj      | 4 obl:agent
.        PUNCT .   .      -   | 4 punct     |
"""

DATIVE = """
Brandt   PROPN NNP Brandt   PERSON | 2 nsubj  |
offered  VERB  VBD offer    -      | 2 ROOT   |
Kenya    PROPN NNP Kenya    GPE    | 2 dative | 2 iobj
more     ADJ   JJR more     -      | 5 amod   |
aid      NOUN  NN  aid      -      | 2 dobj   | 2 obj
.        PUNCT .   .        -      | 2 punct  |
"""

DATIVE_TO = """
Brandt   PROPN NNP Brandt   PERSON | 2 nsubj  |
offered  VERB  VBD offer    -      | 2 ROOT   |
aid      NOUN  NN  aid      -      | 2 dobj   | 2 obj
to       ADP   IN  to       -      | 2 dative | 5 case
Kenya    PROPN NNP Kenya    GPE    | 4 pobj   | 2 obl
.        PUNCT .   .        -      | 2 punct  |
"""

RELATIVE = """
Brandt  PROPN NNP Brandt  PERSON | 7 nsubj |
,       PUNCT ,   ,       -      | 1 punct |
who     PRON  WP  who     -      | 4 nsubj |
leads   VERB  VBZ lead    -      | 1 relcl | 1 acl:relcl
Germany PROPN NNP Germany GPE    | 4 dobj  | 4 obj
,       PUNCT ,   ,       -      | 1 punct |
urged   VERB  VBD urge    -      | 7 ROOT  |
China   PROPN NNP China   GPE    | 7 dobj  | 7 obj
to      PART  TO  to      -      | 10 aux  | 10 mark
stop    VERB  VB  stop    -      | 7 xcomp |
the     DET   DT  the     -      | 12 det  |
attacks NOUN  NNS attack  -      | 10 dobj | 10 obj
.       PUNCT .   .       -      | 7 punct |
"""

APPOSITION = """
Brandt     PROPN NNP Brandt     PERSON | 7 nsubj |
,          PUNCT ,   ,          -      | 1 punct |
the        DET   DT  the        -      | 5 det   |
German     ADJ   JJ  german     NORP   | 5 amod  |
chancellor NOUN  NN  chancellor -      | 1 appos |
,          PUNCT ,   ,          -      | 1 punct |
condemned  VERB  VBD condemn    -      | 7 ROOT  |
the        DET   DT  the        -      | 9 det   |
attack     NOUN  NN  attack     -      | 7 dobj  | 7 obj
.          PUNCT .   .          -      | 7 punct |
"""

POSSESSOR = """
Japan      PROPN NNP Japan     GPE | 3 poss  | 3 nmod:poss
's         PART  POS 's        -   | 1 case  |
government NOUN  NN  government -  | 4 nsubj |
condemned  VERB  VBD condemn   -   | 4 ROOT  |
China      PROPN NNP China     GPE | 4 dobj  | 4 obj
.          PUNCT .   .         -   | 4 punct |
"""

COPULA = """
Marchand     PROPN NNP Marchand     PERSON | 2 nsubj |
said         VERB  VBD say          -      | 2 ROOT  |
the          DET   DT  the          -      | 4 det   |
plan         NOUN  NN  plan         -      | 5 nsubj | 7 nsubj
is           AUX   VBZ be           -      | 2 ccomp | 7 cop
not          PART  RB  not          -      | 5 neg   | 7 advmod
acceptable   ADJ   JJ  acceptable   -      | 5 acomp | 2 ccomp
.            PUNCT .   .            -      | 2 punct |
"""

ATTRIBUTE = """
Brandt     PROPN NNP Brandt     PERSON | 2 nsubj | 4 nsubj
is         AUX   VBZ be         -      | 2 ROOT  | 4 cop
the        DET   DT  the        -      | 4 det   |
chancellor NOUN  NN  chancellor -      | 2 attr  | 4 ROOT
of         ADP   IN  of         -      | 4 prep  | 6 case
Germany    PROPN NNP Germany    GPE    | 5 pobj  | 4 nmod
.          PUNCT .   .          -      | 2 punct | 4 punct
"""

PLACE = """
Marchand PROPN NNP Marchand PERSON | 2 nsubj | 4 nsubj
is       AUX   VBZ be       -      | 2 ROOT  | 4 cop
in       ADP   IN  in       -      | 2 prep  | 4 case
Oslo     PROPN NNP Oslo     GPE    | 3 pobj  | 4 ROOT
for      ADP   IN  for      -      | 2 prep  | 6 case
talks    NOUN  NNS talk     -      | 5 pobj  | 4 obl
with     ADP   IN  with     -      | 6 prep  | 8 case
Brandt   PROPN NNP Brandt   PERSON | 7 pobj  | 6 nmod
.        PUNCT .   .        -      | 2 punct | 4 punct
"""

EXISTENCE = """
There PRON  EX  there -   | 2 expl  |
were  AUX   VBD be    -   | 2 ROOT  |
talks NOUN  NNS talk  -   | 2 attr  | 2 nsubj
in    ADP   IN  in    -   | 2 prep  | 5 case
Oslo  PROPN NNP Oslo  GPE | 4 pobj  | 2 obl
.     PUNCT .   .     -   | 2 punct |
"""

RAISED = """
Brandt    PROPN NNP Brandt   PERSON | 2 nsubj |
wants     VERB  VBZ want     -      | 2 ROOT  |
Iran      PROPN NNP Iran     GPE    | 5 nsubj | 2 obj
to        PART  TO  to       -      | 5 aux   | 5 mark
release   VERB  VB  release  -      | 2 ccomp | 2 xcomp
the       DET   DT  the      -      | 7 det   |
prisoners NOUN  NNS prisoner -      | 5 dobj  | 5 obj
.         PUNCT .   .        -      | 2 punct |
"""

PARTICLE = """
Marchand PROPN NNP Marchand PERSON | 2 nsubj |
called   VERB  VBD call     -      | 2 ROOT  |
off      ADP   RP  off      -      | 2 prt   | 2 compound:prt
talks    NOUN  NNS talk     -      | 2 dobj  | 2 obj
with     ADP   IN  with     -      | 4 prep  | 6 case
Japan    PROPN NNP Japan    GPE    | 5 pobj  | 4 nmod
.        PUNCT .   .        -      | 2 punct |
"""

EXPECTED = """
Marchand PROPN NNP Marchand PERSON | 3 nsubjpass | 3 nsubj:pass
is       AUX   VBZ be       -      | 3 auxpass   | 3 aux:pass
expected VERB  VBN expect   -      | 3 ROOT      |
to       PART  TO  to       -      | 5 aux       | 5 mark
visit    VERB  VB  visit    -      | 3 xcomp     |
Japan    PROPN NNP Japan    GPE    | 5 dobj      | 5 obj
Tuesday  PROPN NNP Tuesday  DATE   | 5 npadvmod  | 5 obl:unmarked
.        PUNCT .   .        -      | 3 punct     |
"""

COORDINATION = """
France PROPN NNP France GPE | 6 nsubj |
,      PUNCT ,   ,      -   | 1 punct |
Japan  PROPN NNP Japan  GPE | 1 conj  |
and    CCONJ CC  and    -   | 3 cc    | 5 cc
Chile  PROPN NNP Chile  GPE | 3 conj  | 1 conj
agreed VERB  VBD agree  -   | 6 ROOT  |
to     PART  TO  to     -   | 8 aux   | 8 mark
trade  VERB  VB  trade  -   | 6 xcomp |
and    CCONJ CC  and    -   | 8 cc    | 10 cc
travel VERB  VB  travel -   | 8 conj  |
.      PUNCT .   .      -   | 6 punct |
"""

PREPOSITIONS = """
Talks NOUN  NNS talk  -   | 6 nsubj |
in    ADP   IN  in    -   | 1 prep  | 3 case
Lima  PROPN NNP Lima  GPE | 2 pobj  | 1 nmod
and   CCONJ CC  and   -   | 3 cc    | 5 cc
Quito PROPN NNP Quito GPE | 3 conj  |
ended VERB  VBD end   -   | 6 ROOT  |
because SCONJ IN because - | 6 prep  | 9 case
of    ADP   IN  of    -   | 7 pcomp | 9 case
strikes NOUN NNS strike - | 8 pobj  | 6 obl
ahead ADV   RB  ahead -   | 6 advmod | 13 case
of    ADP   IN  of    -   | 10 prep | 13 case
the   DET   DT  the   -   | 13 det  |
vote  NOUN  NN  vote  -   | 11 pobj | 6 obl
.     PUNCT .   .     -   | 6 punct |
"""

GERUND = """
China   PROPN NNP China   GPE | 2 nsubj |
accused VERB  VBD accuse  -   | 2 ROOT  |
Japan   PROPN NNP Japan   GPE | 2 dobj  | 2 obj
of      ADP   IN  of      -   | 2 prep  | 5 mark
breaking VERB VBG break   -   | 4 pcomp | 2 advcl
the     DET   DT  the     -   | 7 det   |
law     NOUN  NN  law     -   | 5 dobj  | 5 obj
.       PUNCT .   .       -   | 2 punct |
"""

REPORT = """
Iran   PROPN NNP Iran   GPE | 2 nsubj  |
said   VERB  VBD say    -   | 2 ROOT   |
that   SCONJ IN  that   -   | 7 mark   |
it     PRON  PRP it     -   | 7 nsubj  |
will   AUX   MD  will   -   | 7 aux    |
not    PART  RB  not    -   | 7 neg    | 7 advmod
sign   VERB  VB  sign   -   | 2 ccomp  |
the    DET   DT  the    -   | 9 det    |
deal   NOUN  NN  deal   -   | 7 dobj   | 7 obj
.      PUNCT .   .      -   | 2 punct  |
"""

SENTENCES = {
    "opening": OPENING,
    "agent": AGENT,
    "dative": DATIVE,
    "dative with to": DATIVE_TO,
    "relative clause": RELATIVE,
    "apposition": APPOSITION,
    "possessor": POSSESSOR,
    "copula": COPULA,
    "attribute": ATTRIBUTE,
    "place": PLACE,
    "existence": EXISTENCE,
    "raised object": RAISED,
    "particle": PARTICLE,
    "passive infinitive": EXPECTED,
    "coordination": COORDINATION,
    "prepositions": PREPOSITIONS,
    "gerund": GERUND,
    "report": REPORT,
}
