"""Names of common words are found where only names have capitals, and missed where they do not arrive as they are."""

from __future__ import annotations

import pytest

from tests.protection.cases import read_cases
from translator.protection import find_changed_names, find_spans
from translator.protection.open_names import find_open_names


@pytest.mark.parametrize(("language", "text", "names"), read_cases("open_names.tsv", columns=3))
def test_names_of_common_words_are_found_by_their_capitals(language: str, text: str, names: str) -> None:
    spans = find_spans(text, language=language)
    found = [text[start:end] for start, end in find_open_names(text, spans=spans, language=language)]
    assert found == (names.split("|") if names else [])


@pytest.mark.parametrize(
    ("target", "changed"),
    [
        ("Les habitants de Maple Court protestent.", []),
        ("Les habitants de la cour de Maple protestent.", ["Maple Court"]),
        ("Les habitants de maple court protestent.", ["Maple Court"]),
    ],
)
def test_a_name_of_common_words_is_wanted_as_it_is(target: str, changed: list[str]) -> None:
    source = "The residents of Maple Court protest."
    spans = find_spans(source, language="en")
    assert list(find_changed_names(source, spans=spans, target=target, language="en")) == changed
