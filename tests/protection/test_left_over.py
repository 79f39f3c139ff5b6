"""What a term leaves of a name is not forgotten."""

from __future__ import annotations

import pytest

from translator.document import Span, SpanKind
from translator.protection import find_left_over


def find(text: str, *, name: str, term: str) -> list[tuple[str, SpanKind]]:
    """Return what is left of a name of which a part became a term."""
    spans = (Span(text.index(name), text.index(name) + len(name), SpanKind.NAME),)
    taken = (Span(text.index(term), text.index(term) + len(term), SpanKind.TERM),)
    found = find_left_over(text, spans=spans, taken=taken, language="en")
    return [(text[span.start : span.end], span.kind) for span in found]


@pytest.mark.parametrize(
    ("text", "name", "term", "expected"),
    [
        ("Then CTV Montreal closed.", "CTV Montreal", "Montreal", [("CTV", SpanKind.NAME)]),
        ("A “Prime Minister Tuesday” won.", "Prime Minister Tuesday", "Prime Minister", [("Tuesday", SpanKind.TERM)]),
        (
            "He saw Karim Council Benali.",
            "Karim Council Benali",
            "Council",
            [("Karim", SpanKind.NAME), ("Benali", SpanKind.NAME)],
        ),
        ("He saw Council of State.", "Council of State", "Council of State", []),
    ],
)
def test_what_is_left_of_a_name_is_found(text: str, name: str, term: str, expected: list[tuple[str, SpanKind]]) -> None:
    assert find(text, name=name, term=term) == expected


def test_a_name_that_stands_leaves_nothing() -> None:
    name = Span(0, 5, SpanKind.NAME)
    assert find_left_over("Karim came.", spans=(name,), taken=(name,), language="en") == ()
