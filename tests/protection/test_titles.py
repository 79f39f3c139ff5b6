from __future__ import annotations

import pytest

from translator.document import SpanKind
from translator.protection import find_spans


@pytest.mark.parametrize(
    ("language", "text", "works"),
    [
        ("en", "“The Silent Orchard”, her novel, sold well.", ["The Silent Orchard"]),
        ("en", "The film, “Our Man of the Back Yard,” is long.", ["Our Man of the Back Yard"]),
        ("en", "He said “we met President Obama”.", []),
        ("en", "She is “Prime Minister”, he says.", []),
        ("en", 'Police found Sgt. Dwayne "Lucky" Ferguson in Ohio.', ["Lucky"]),
        ("en", "It is “The Orchard”, no “No More!”", ["The Orchard"]),
        ("fr", "Ils crient « Vive la France » et « Justice pour Karim ».", []),
        ("fr", "Il est « Premier ministre ».", []),
    ],
)
def test_titles_between_marks_are_names(language: str, text: str, works: list[str]) -> None:
    spans = find_spans(text, language=language)
    assert [text[span.start : span.end] for span in spans if span.ref == "work" and span.kind is SpanKind.NAME] == works
