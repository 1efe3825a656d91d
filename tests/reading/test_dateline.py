"""Datelines. In the cases [place] stands within <dateline>."""

import re
from datetime import date

import pytest

from service.reading.dateline import find_dateline
from service.reading.lines import lines

REST = "the ministers of both countries met on Monday to discuss the border, officials said."


@pytest.mark.parametrize(
    ("marked", "agency", "day"),
    [
        (f"<[LIMA, Peru] (AP)> — In Lima {REST}", "(AP)", None),
        (f"<[WASHINGTON]> — In the capital {REST}", None, None),
        (f"<[WASHINGTON], Nov. 15> — In the capital {REST}", None, None),
        (f"<[GENEVA], November 15, 2024> — In Geneva {REST}", None, date(2024, 11, 15)),
        (f"<[BEIJING], Nov. 16 (Xinhua)> -- In Beijing {REST}", "(Xinhua)", None),
        (f"<[Geneva] (Reuters)> - In Geneva {REST}", "(Reuters)", None),
        (f"<[Geneva, Switzerland]> – In Geneva {REST}", None, None),
        (f"<[SHARM EL-SHEIKH, Egypt] (AP)> — “Here {REST}", "(AP)", None),
        (f"<[NEW DELHI, 5 December 2025]> — In New Delhi {REST}".replace("[NEW DELHI,", "[NEW DELHI],", 1)
         .replace("2025]>", "2025>"), None, date(2025, 12, 5)),
        (f"<[SEOUL/TOKYO] (Reuters)> - In both capitals {REST}", "(Reuters)", None),
        (f"<[MOSCOW], March 23. /TASS/>. In Moscow {REST}", "/TASS/", None),
        (f"<[ASTANA]. March 25. KAZINFORM> - In Astana {REST}", "KAZINFORM", None),
        (f"<[BELGRADE], March 3, 1976> -- In Belgrade {REST}", None, date(1976, 3, 3)),
        (f"<September 4, 2025 ([NAIROBI])> - In Nairobi {REST}", None, date(2025, 9, 4)),
        (f"<4 September 2025, [Nairobi, Kenya]> – In Nairobi {REST}", None, date(2025, 9, 4)),
        (f"<([Ottawa] – September 4, 2025)> In Ottawa {REST}", None, date(2025, 9, 4)),
        (f"<[GENEVA] (4 September 2025)> – In Geneva {REST}", None, date(2025, 9, 4)),
        (f"<[Addis Ababa], 4 September 2025>: In Addis Ababa {REST}", None, date(2025, 9, 4)),
        (f"<[Abuja], 4 September 2025>. In Abuja {REST}", None, date(2025, 9, 4)),
        (f"<[Geneva/New York], 4 September 2025> – In both cities {REST}", None, date(2025, 9, 4)),
        (f"<[NEW YORK], Sept. 4, 2025 /PRNewswire/> -- In New York {REST}", "/PRNewswire/", date(2025, 9, 4)),
        (f"<[New Delhi], Sep 4 (PTI)> In New Delhi {REST}", "(PTI)", None),
        (f"<[ISLAMABAD], Sep 04 (APP)>: In Islamabad {REST}", "(APP)", None),
    ],
)  # fmt: skip
def test_a_dateline_is_found(marked: str, agency: str | None, day: date | None) -> None:
    text = re.sub(r"[<>\[\]]", "", marked)
    wanted = re.sub(r"[\[\]]", "", marked.partition(">")[0][1:])
    place = re.search(r"\[(.*)\]", marked)
    found = find_dateline(lines(text))
    assert found is not None
    assert place is not None
    assert text[slice(*found.span)] == wanted
    assert text[slice(*found.place)] == place[1]
    assert (text[slice(*found.agency)] if found.agency else None) == agency
    assert found.day == day


@pytest.mark.parametrize(
    "text",
    [
        f"Talks — the first in years — ended. Then {REST}",
        f"US-China: {REST}",
        f"ANALYSIS — Why {REST}",
        f"U.S.-Sylvania talks — {REST}",
        f"Firefly, the president — and {REST}",
        "KYIV: What we know so far",
        f"On May 20, 1932—five years later, {REST}",
        f"Since Sept. 4, 2025 – a Thursday – {REST}",
        f"• Thursday, 4 September 2025, Accra – In Accra {REST}",
        f"Tuesday, 4 September 2025. In Accra {REST}",
        f"GENEVA, 8–11 October 2024, {REST}",
        f"The NATO summit - in short - {REST}",
        "",
        "—",
    ],
)
def test_a_dash_alone_makes_no_dateline(text: str) -> None:
    assert find_dateline(lines(text)) is None


def test_a_dateline_deep_in_the_article_is_none() -> None:
    paragraphs = "\n\n".join(
        [f"Paragraph {n}: {REST}" for n in range(8)] + [f"LIMA, Peru (AP) — Here {REST}"]
    )
    assert find_dateline(lines(paragraphs)) is None
