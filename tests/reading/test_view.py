"""The cleaned view of a text. Each case: what was sent, what is read."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.reading.view import View, view_of

HTML = [
    ("Kenya &amp; Ghana", "Kenya & Ghana"),
    ("1990&#8211;95, it&rsquo;s &quot;new&quot; &#x2014; so", '1990–95, it’s "new" — so'),
    ("5&nbsp;km", "5 km"),
    ("It&amp;rsquo;s", "It&rsquo;s"),
    (
        "&lt;p&gt;ROME &mdash; They met.&lt;/p&gt;&lt;img src=&quot;x.jpg&quot; /&gt;",
        "\n\nROME — They met.\n\n",
    ),
    ("&lt;p&gt;It&amp;rsquo;s&lt;/p&gt;", "\n\nIt’s\n\n"),
    ('They <b>met</b> in <a href="https://x.org/a?b=1">Rome</a>.<br/>Then', "They met in Rome.\nThen"),
    ("<ul><li>One<li>Two</ul>", "\n\n\nOne\nTwo\n\n"),
    ("a<script>var x = '<p>';</script>b<!-- no -->c", "abc"),
    ("<![CDATA[They met.]]>", "They met."),
    ("a <script> without end", "a  without end"),
]
NO_HTML = [
    "AT&T; R&D; Q&A;",
    "a &c. &unknown; 5 & 6",
    "if a < b and c > d",
    "I <3 it, a <b and c> d, <y>",
]
CHARACTERS = [
    ("\ufeffArgentine\xa0President Julia\u200b Paz", "Argentine President Julia Paz"),
    ("\u202eThe two\u202c met.\x00\x07", "The two met."),
    ("COVID-\u206019, Al\u2011Sisi, Sino\u2010American", "COVID-19, Al-Sisi, Sino-American"),
    ("tra\ufb03cking, Jose\u0301", "trafficking, José"),
    ("\x93Here,\x94 she said \x96 \x85 it\x92s", "“Here,” she said – … it’s"),
    ("one\r\ntwo\rthree\x0cfour\u2028five\u2029six", "one\ntwo\nthree\nfour\nfive\n\nsix"),
    ("one\n \t\ntwo", "one\n\ntwo"),
    ("infra\xadstruc\xad\nture, gov\xac\nernment", "infrastructure, government"),
]
NO_ODD_CHARACTERS = [
    "“We won’t,” Zoë Müller said — in São Paulo … €5 · ½ № 5, ¬x",
    "two  blanks\tand a tab\n\nA paragraph.",
    "Владимир, 王毅, محمد, ١٢٣, 🤝",
]
MARKDOWN = [
    ("# Talks in **Rome**", "Talks in Rome"),
    ("> *Updated 30 August 2025*", "Updated 30 August 2025"),
    ("***both*** __bold__ _binding_ *so*", "both bold binding so"),
    ("[Egypt](https://x.org/a_(b)), [**Sudan**](/sd) ![map](https://x.org/m.png)", "Egypt, Sudan "),
    ("A **mark over\ntwo lines** here", "A mark over\ntwo lines here"),
    ("| Date | Round |\n|---|:--|\n| May | Rome |", "Date; Round\nMay; Rome"),
    ("| a |  | b |", "a; ; b"),
    ("Talks\n=====", "Talks\n"),
]
NO_MARKDOWN = [
    "#Kenya #Ghana",
    "# # #\n###\n* * *\n***\n---\n-30-",
    "* item\n- item\n5 * 3 * 2, Ruiz* and Okoye*",
    "@_ana_ wrote foo_bar_baz at https://x.org/_a_",
    "[sic](p. 4), [the minister] (in Rome), note (*) and (*)",
    "> 50 members",
    "Ana Ruiz | Rome | 3 May",
    "S.__, a bill, f***",
]
BROKEN_WORDS = [
    ("in Ash-\ngabat", "in Ashgabat"),
    ("Foreign Minis-\n   ter", "Foreign Minister"),
    ("infra-\nstruc-\nture", "infrastructure"),
    ("re-\naffirmed", "reaffirmed"),
    ("It was co-\nchaired", "It was co-chaired"),
    ("the Trans-Cas-\npian route", "the Trans-Caspian route"),
    ("the Trans-\nCaspian route", "the Trans-Caspian route"),
    ("pro-\nRussian, EU-\nChina, al-\nNuri", "pro-Russian, EU-China, al-Nuri"),
    ("EU-\nfunded, China-\nled, control-\nled", "EU-funded, China-led, controlled"),
    ("two-\nday talks on Mon-\nday", "two-day talks on Monday"),
    ("ex-\npresident, ex-\nports", "ex-president, exports"),
    ("pre-\nwar, pre-\nsident", "pre-war, president"),
    ("COVID-\n19, 2024-\n2025", "COVID-19, 2024-2025"),
    ("up-\nto-date, Secre-\ntary-General", "up-to-date, Secretary-General"),
    ("Kim Jong-\nun met Xi; Kim Jong-un left", "Kim Jong-un met Xi; Kim Jong-un left"),
    ("the ceasefire; a cease-\nfire", "the ceasefire; a ceasefire"),
    ("FOREIGN MINIS-\nTERS MEET", "FOREIGN MINISTERS MEET"),
    ("the US-\nEU talks", "the US-EU talks"),
]
NO_BROKEN_WORDS = [
    "pre-\nand post-war",
    "I was going to-\nHe stopped",
    "the list -\nthen",
    "a pause --\nthen",
    "word-\n\nParagraph",
    "hard-wrapped lines\nstay as they are",
]
PAGE_BREAKS = [
    ("a route to the Cas-\n\n10482/25      1/2\n      EN\npian", "a route to the Caspian"),
    ("They met.\n\n10482/25      1/2\n      EN\nMinisters spoke.", "They met.\n\nMinisters spoke."),
    ("the ministers of\nPage 3 of 7\nboth sides", "the ministers of\nboth sides"),
    ("10482/25      PRESS 2\nThey met.\n10482/25      1/2", "They met."),
    ("They\nJoint Report\nPage 2\nmet in\nJoint Report\nPage 3\nRome.", "They\nmet in\nRome."),
    ("They met.\n- 3 -\nThen they spoke.", "They met.\n\nThen they spoke."),
]
NO_PAGE_BREAKS = [
    "They got\n3/4 of the votes",
    "The report has a page 3.\nIt says so on page 4",
    "24 June 2025      1/2\nThey met.",
    "On Tuesday\n12\nministers met.",
    "They won 3/7\n3 votes were lost",
]
CHANGED = HTML[:3] + HTML[4:] + CHARACTERS + MARKDOWN + BROKEN_WORDS + PAGE_BREAKS
SAME = NO_HTML + NO_ODD_CHARACTERS + NO_MARKDOWN + NO_BROKEN_WORDS + NO_PAGE_BREAKS


@pytest.mark.parametrize(("sent", "read"), CHANGED)
def test_marks_that_are_no_text_are_not_read(sent: str, read: str) -> None:
    view = view_of(sent)
    assert view.text == read
    check(view, sent)


@pytest.mark.parametrize("text", SAME)
def test_what_only_looks_like_a_mark_stays(text: str) -> None:
    view = view_of(text)
    assert view.text == text
    assert view.is_identity


@pytest.mark.parametrize(
    ("sent", "read", "stands_for"),
    [
        ("met **Ana Ruiz** today", "Ana Ruiz", "Ana Ruiz"),
        ("met Ana&nbsp;Ruiz today", "Ana Ruiz", "Ana&nbsp;Ruiz"),
        ("in Ash-\ngabat today", "Ashgabat", "Ash-\ngabat"),
        ("met [Ana](https://x.org) Ruiz today", "Ana Ruiz", "Ana](https://x.org) Ruiz"),
        ("&lt;b&gt;Kenya&lt;/b&gt; &amp; Ghana", "Kenya & Ghana", "Kenya&lt;/b&gt; &amp; Ghana"),
        ("\u200bKenya\u200b met", "Kenya", "Kenya"),
    ],
)
def test_a_stretch_stands_for_what_was_sent_without_marks_at_its_ends(
    sent: str, read: str, stands_for: str
) -> None:
    view = view_of(sent)
    start = view.text.index(read)
    first, last = view.sent(start, start + len(read))
    assert sent[first:last] == stands_for
    assert view.seen(first, last) == (start, start + len(read))


def test_an_empty_stretch_is_empty_in_both() -> None:
    assert view_of("a **b**").sent(3, 3) == (5, 5)
    assert view_of("<br>").sent(0, 0) == (0, 0)
    assert view_of("").sent(0, 0) == (0, 0)


PIECES = ("&", ";", "<", ">", "*", "_", "|", "#", "-\n", "\n", " ", "a", "Zoë", "\xad", "\r", "[x](", "](/y)")
MORE_PIECES = ("&lt;", "&amp;amp;", "10482/25   2/2", "\ufb01", "e\u0301")
MESSY = st.lists(
    st.sampled_from([*(sent for sent, _ in CHANGED), *SAME, *PIECES, *MORE_PIECES]), max_size=12
).map("".join)


def check(view: View, sent: str) -> None:
    """Every character of the view stands for a stretch within bounds, in order."""
    assert len(view.text) == len(view.starts) == len(view.ends)
    assert all(0 <= start < end <= len(sent) for start, end in zip(view.starts, view.ends, strict=True))
    for places in (view.starts, view.ends):
        assert all(one <= two for one, two in pairwise(places))


@settings(max_examples=500, deadline=None, derandomize=True)
@given(sent=st.one_of(MESSY, st.text(max_size=200)), data=st.data())
def test_any_stretch_of_any_text_stands_for_one_within_bounds(sent: str, data: st.DataObject) -> None:
    view = view_of(sent)
    check(view, sent)
    start = data.draw(st.integers(0, len(view.text)))
    end = data.draw(st.integers(start, len(view.text)))
    first, last = view.sent(start, end)
    assert 0 <= first <= last <= len(sent)
    again = view.seen(first, last)
    assert start >= end or (again[0] <= start and end <= again[1])


@settings(max_examples=300, deadline=None, derandomize=True)
@given(text=st.text(alphabet="abc XYZé’“”.,;:!?()–—\n0123456789", max_size=300))
def test_plain_prose_is_read_as_it_is(text: str) -> None:
    assert view_of(text).is_identity or "\n " in text  # a line of blanks alone is empty
