"""Marks put where their words went, marks of a locale around kept words, and originals behind translations."""

from __future__ import annotations

import pytest

from translator.document import Span, SpanKind
from translator.languages import parse_locale
from translator.protection import add_originals, find_quotations, place_marks, set_outer_marks


def place(source: str, target: str, *words: str | None) -> str:
    """Place the marks of a source's quotations around words of a target."""
    places = [None if word is None else (target.index(word), target.index(word) + len(word)) for word in words]
    edits = place_marks(target, source=source, quotations=find_quotations(source), places=places)
    written, end = "", 0
    for edit in edits:
        written += target[end : edit.start] + edit.text
        end = edit.end
    return written + target[end:]


@pytest.mark.parametrize(
    ("source", "target", "words", "expected"),
    [
        ("Il a dit “oui” hier.", "He said yes yesterday.", ["yes"], "He said “yes” yesterday."),
        ("Il a dit “oui” hier.", "He “said yes” yesterday.", ["yes"], "He said “yes” yesterday."),
        ("“Oui”, dit-il hier.", "Yes, he said yesterday.", ["Yes"], "“Yes”, he said yesterday."),
        ("Hier, il a dit “oui”.", "Yesterday he said yes.", [None], "Yesterday he said yes."),
        ("“Il dit ‘oui’ hier”", "He says yes today", ["He says yes today", "yes"], "“He says ‘yes’ today”"),
        ("Il dit “partez” hier.", "He says depart today.", ["par"], "He says “depart” today."),
    ],
)
def test_marks_go_around_whole_words(source: str, target: str, words: list[str | None], expected: str) -> None:
    assert place(source, target, *words) == expected


@pytest.mark.parametrize(
    ("text", "quotation", "locale", "expected"),
    [
        ("“Yes”", Span(0, 5, SpanKind.QUOTATION, level=1), "fr-FR", "«\u202fYes\u202f»"),
        ("“Yes”", Span(0, 5, SpanKind.QUOTATION, level=1), "fr-CA", "«\u00a0Yes\u00a0»"),
        ("« Oui »", Span(0, 7, SpanKind.QUOTATION, level=1), "en-GB", "‘Oui’"),
        ("''Oui''", Span(0, 7, SpanKind.QUOTATION, level=2), "en-US", "‘Oui’"),
        ("« Oui", Span(0, 5, SpanKind.QUOTATION, level=1, closes=False), "en-US", "“Oui"),
        ("oui »", Span(0, 5, SpanKind.QUOTATION, level=1, opens=False), "en-US", "oui”"),
        ("„Ja“", Span(0, 4, SpanKind.QUOTATION, level=1), "de-DE", "„Ja“"),
    ],
)
def test_only_the_outer_marks_are_set(text: str, quotation: Span, locale: str, expected: str) -> None:
    assert set_outer_marks(text, quotation=quotation, locale=parse_locale(locale)) == expected


@pytest.mark.parametrize(
    ("target", "end", "original", "expected"),
    [
        ("He said “yes” there.", 13, "« oui »", "He said “yes” (« oui ») there."),
        ("He said “yes.”", 14, "« oui »", "He said “yes” (« oui »)."),
        ("He said “Yes.”", 14, "« Oui. »", "He said “Yes.” (« Oui. »)"),
    ],
)
def test_original_stands_behind_the_translation(target: str, end: int, original: str, expected: str) -> None:
    quotation = Span(8, end, SpanKind.QUOTATION, ref="0", level=1)
    written, (span,) = add_originals(target, target_spans=(quotation,), originals={0: original})
    assert written == expected
    assert written[span.start] == "“"
    assert written[span.end - 1] == "”"


def test_quotation_that_did_not_arrive_has_no_original() -> None:
    assert add_originals("He left.", target_spans=(), originals={0: "« oui »"}) == ("He left.", ())
