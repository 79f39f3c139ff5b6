"""Months and days that are cut short are known as dates, read in full by engines, and answered."""

from __future__ import annotations

import pytest

from tests.protection.cases import read_cases
from translator.document import SpanKind
from translator.protection import find_spans, link_spans, read_dates, render_custom, set_first_days
from translator.protection.dates import find_short_dates, write_out_dates


@pytest.mark.parametrize(("language", "text", "expected"), read_cases("short_dates.tsv", columns=3))
def test_dates_are_written_out_where_they_are_dates(language: str, text: str, expected: str) -> None:
    assert write_out_dates(text, language=language) == expected
    assert write_out_dates(expected, language=language) == expected


@pytest.mark.parametrize(
    ("language", "text", "dates"),
    [
        ("en", "Since Sept. 5, on 5 Nov.", ["Sept.", "Nov"]),
        ("fr", "« Le 5 sept. ou le 9 déc. »", ["sept.", "déc"]),
    ],
)
def test_the_stop_of_a_text_is_not_the_dates(language: str, text: str, dates: list[str]) -> None:
    assert [text[date.start : date.end] for date in find_short_dates(text, language=language)] == dates


@pytest.mark.parametrize(
    ("language", "text", "spans"),
    [
        ("en", "Since Sept. 5 in Lyon.", [("Sept.", SpanKind.TERM), ("5", SpanKind.NUMBER), ("Lyon", SpanKind.NAME)]),
        ("fr", "Dès le 5 sept. prochain.", [("5", SpanKind.NUMBER), ("sept.", SpanKind.TERM)]),
    ],
)
def test_a_short_month_is_neither_a_name_nor_a_number(
    language: str, text: str, spans: list[tuple[str, SpanKind]]
) -> None:
    assert [(text[span.start : span.end], span.kind) for span in find_spans(text, language=language)] == spans


def test_a_short_month_is_answered_and_rendered_by_the_whole_one() -> None:
    source, target = "Le 5 sept. prochain.", "On September 5."
    spans = find_spans(source, language="fr")
    linked = link_spans(source, spans=spans, target=target, source_language="fr", target_language="en")
    assert [target[span.start : span.end] for span in linked if span.kind is SpanKind.TERM] == ["September"]
    assert render_custom("sept.", source_language="fr", target_language="en") == "September"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("du 1 octobre au 11 novembre", "du 1er octobre au 11 novembre"),
        ("le 1er mai et les 31 mai", "le 1er mai et les 31 mai"),
        ("31,1 mars ; 21 août", "31,1 mars ; 21 août"),
        ("1 maire", "1 maire"),
    ],
)
def test_the_first_of_a_month_is_an_ordinal_in_french(text: str, expected: str) -> None:
    assert set_first_days(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Between Jan. 3 and Feb. 10, 2023, police", "Between 3 January and 10 February 2023, police"),
        ("The Nov. 5 election; on March 3-5", "The 5 November election; on 3-5 March"),
        ("Tues., Nov. 5, and “July 4th”", "Tuesday 5 November, and “4 July”"),
        ("In November 5 people died; in November 5, 1999, he", "In November 5 people died; in 5 November 1999, he"),
        (
            "June 5:30, June 12%, June 1,200, June 2024, 1 June 5",
            "June 5:30, June 12%, June 1,200, June 2024, 1 June 5",
        ),
        ("June 5 to 7, June ⟦0⟧, August 2 million", "June 5 to 7, June ⟦0⟧, August 2 million"),
    ],
)
def test_an_english_day_is_read_before_its_month(text: str, expected: str) -> None:
    assert read_dates(text, language="en") == expected
    assert read_dates(expected, language="en") == expected


def test_french_days_stay_where_they_are() -> None:
    assert read_dates("le 5 sept. 2024", language="fr") == "le 5 septembre 2024"
