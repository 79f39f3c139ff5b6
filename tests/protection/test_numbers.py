from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.protection.cases import read_cases
from tests.protection.strategies import texts
from translator.document import Span, SpanKind
from translator.languages import SUPPORTED_LOCALES, parse_locale
from translator.protection import find_numbers, is_part_of_whole, is_same_number, render_number
from translator.protection.number_words import find_spelled_quantities

CASES = [(language, *row) for language in ("fr", "en") for row in read_cases(f"numbers_{language}.tsv", columns=2)]
RENDERED = [(*row[:3], row[3]) for row in read_cases("numbers_rendered.tsv", columns=4)]


@pytest.mark.parametrize(("language", "text", "numbers"), CASES)
def test_numbers_are_found_with_their_values(language: str, text: str, numbers: str) -> None:
    found = [f"{text[span.start : span.end]}={span.ref}" for span in find_numbers(text, language=language)]
    assert "|".join(found) == numbers


@pytest.mark.parametrize(("source", "a", "target", "b", "answer"), read_cases("numbers_same.tsv", columns=5))
def test_two_numbers_are_compared_by_value(source: str, a: str, target: str, b: str, answer: str) -> None:
    assert is_same_number(a, b, source_language=source, target_language=target) is (answer == "yes")


@pytest.mark.parametrize(("source", "number", "locale", "expected"), RENDERED)
def test_a_number_is_written_as_the_locale_does(source: str, number: str, locale: str, expected: str) -> None:
    assert render_number(number, source_language=source, locale=parse_locale(locale)) == expected


@pytest.mark.parametrize(
    ("source", "word", "rendered"),
    [
        ("A third of adults sleep badly.", "third", "tiers"),
        ("One quarter of them, one fourth of the rest.", "fourth", "quart"),
        ("He ate three fifth of it.", "fifth", "cinquième"),
        ("She came third of all.", "third", "3e"),
        ("A third reason is the weather.", "third", "3e"),
    ],
)
def test_parts_are_no_ranks(source: str, word: str, rendered: str) -> None:
    start = source.index(word)
    span = Span(start, start + len(word), SpanKind.NUMBER)
    is_part = is_part_of_whole(source, number=span, language="en")
    french = parse_locale("fr-FR")
    assert render_number(word, source_language="en", locale=french, is_part=is_part) == rendered


def test_a_number_between_locales_of_one_language_stays() -> None:
    assert render_number("12,345", source_language="en", locale=parse_locale("en-GB")) == "12,345"


@pytest.mark.parametrize(
    ("language", "text", "values"),
    [
        ("fr", "vingt et un, soixante-dix-sept et quatre-vingts", [21, 77, 80]),
        ("fr", "deux mille cinq cents, un million, une douzaine", [2500, 1_000_000, 12]),
        ("fr", "premier, dix-huitième, trois et quatre", [1, 18, 3, 4]),
        ("en", "twenty-one, two hundred and five thousand, ninetieth", [21, 205_000, 90]),
        ("en", "a dozen, three hundred million, one and two", [12, 300_000_000, 1, 2]),
        ("de", "einundzwanzig", []),
    ],
)
def test_numbers_in_words_are_read(language: str, text: str, values: list[int]) -> None:
    assert [int(quantity.value) for quantity in find_spelled_quantities(text, language=language)] == values


@settings(max_examples=200, deadline=None)
@given(
    amount=st.decimals(min_value=0, max_value=10**9, places=2),
    is_grouped=st.booleans(),
    locale=st.sampled_from(SUPPORTED_LOCALES).map(parse_locale),
)
def test_a_rendered_number_keeps_its_value(amount: object, is_grouped: bool, locale: object) -> None:
    target = parse_locale(str(locale))
    source = "fr" if target.language == "en" else "en"
    text = f"{amount:,}" if is_grouped else f"{amount}"
    if source == "fr":
        text = text.replace(",", " ").replace(".", ",")
    rendered = render_number(text, source_language=source, locale=target)
    assert is_same_number(text, rendered, source_language=source, target_language=target.language)


@settings(max_examples=200, deadline=None)
@given(text=texts, language=st.sampled_from(["fr", "en"]))
def test_each_number_found_is_the_same_as_itself(text: str, language: str) -> None:
    for span in find_numbers(text, language=language):
        number = text[span.start : span.end]
        assert is_same_number(number, number, source_language=language, target_language=language)
