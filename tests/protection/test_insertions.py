"""Words in square brackets."""

from __future__ import annotations

import pytest

from translator.document import SpanKind
from translator.protection import count_halves, find_insertions, find_spans, is_verbatim, link_spans


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("« [Le projet] est mort »", ["[Le projet]"]),
        ("Il a dit [sic] qu’il partait [...] demain.", ["[sic]", "[...]"]),
        ("[Le pont est fermé.", ["["]),
        ("La gare aussi.]", ["]"]),
        ("] et [", ["]", "["]),
        ("Le pont (fermé) rouvre.", []),
    ],
)
def test_insertions_and_half_brackets_are_found(text: str, expected: list[str]) -> None:
    assert [text[span.start : span.end] for span in find_insertions(text)] == expected
    spans = find_spans(text, language="fr")
    assert [text[span.start : span.end] for span in spans if span.kind is SpanKind.INSERTION] == expected


def test_what_has_no_words_to_translate_is_verbatim() -> None:
    assert [text for text in ("[sic]", "[...]", "[…]", "[1]", "[", "[Sic]", "[il]") if not is_verbatim(text)] == [
        "[il]"
    ]


def test_brackets_within_an_address_are_part_of_it() -> None:
    text = "Voir https://exemple.fr/a[1]b pour la suite."
    kinds = {span.kind for span in find_spans(text, language="fr")}
    assert kinds == {SpanKind.ADDRESS}


@pytest.mark.parametrize(
    ("target", "answered"),
    [
        ("[The project] is dead [sic].", ["[The project]", "[sic]"]),
        ("The project is dead [sic].", ["[sic]"]),
        ("[] is dead [sic].", ["[sic]"]),
        ("[The project] is dead.", ["[The project]"]),
        ("[The project is dead sic].", ["[The project is dead sic]"]),
    ],
)
def test_insertions_answer_in_order(target: str, answered: list[str]) -> None:
    source = "[Le projet] est mort [sic]."
    linked = link_spans(
        source,
        spans=find_spans(source, language="fr"),
        target=target,
        source_language="fr",
        target_language="en",
    )
    assert [target[span.start : span.end] for span in linked if span.kind is SpanKind.INSERTION] == answered


def test_brackets_without_partner_are_counted() -> None:
    assert [count_halves(text) for text in ("[a]", "[a", "a] [b", "[a] b]", "")] == [0, 1, 2, 1, 0]
