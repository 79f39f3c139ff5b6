from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.glossary.samples import ENGLISH, FRENCH, make_entry
from translator.document import Span, SpanKind
from translator.glossary import find_terms
from translator.translation import GlossaryEntry, TermStatus

CASES = Path(__file__).parent.parent / "cases" / "glossary_terms.tsv"
ENTRIES: Mapping[str, Sequence[GlossaryEntry]] = {"fr": FRENCH, "en": ENGLISH}


def read_cases() -> list[tuple[str, str]]:
    with CASES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [
        (language, marked.replace("\\u00a0", "\u00a0").replace("\\u0301", "\u0301").replace("\\n", "\n"))
        for language, marked, _ in rows[1:]
    ]


def mark(text: str, spans: Sequence[Span]) -> str:
    for span in reversed(spans):
        text = f"{text[: span.start]}[{text[span.start : span.end]}]{text[span.end :]}"
    return text


@pytest.mark.parametrize(("language", "marked"), read_cases())
def test_terms_are_found_where_the_case_marks_them(language: str, marked: str) -> None:
    text = re.sub(r"[\[\]]", "", marked)
    assert mark(text, find_terms(text, entries=ENTRIES[language], language=language)) == marked


def test_term_refers_to_the_entry_that_rules() -> None:
    entries = [
        make_entry("État", "Government", status=TermStatus.ADMITTED),
        make_entry("État", "Realm", status=TermStatus.FORBIDDEN),
        make_entry("État", "State"),
    ]
    assert find_terms("L’État", entries=entries, language="fr") == (Span(2, 6, SpanKind.TERM, ref=entries[2].id),)


def test_case_sensitive_entry_leaves_other_cases_to_the_other_entry() -> None:
    entries = [make_entry("la Poste", "La Poste", case_sensitive=True), make_entry("la poste", "the post office")]
    found = find_terms("la Poste, la poste", entries=entries, language="fr")
    assert [span.ref for span in found] == [entries[0].id, entries[1].id]


def test_case_sensitive_entry_of_several_words_is_found_in_capitals_throughout() -> None:
    entry = make_entry("Haute Cour", "High Court", case_sensitive=True)
    found = [find_terms(text, entries=[entry], language="fr") for text in ("LA HAUTE COUR", "la haute cour")]
    assert found == [(Span(3, 13, SpanKind.TERM, ref=entry.id),), ()]


def test_entries_that_only_forbid_mark_nothing() -> None:
    entries = [
        make_entry("pasteur", "priest", status=TermStatus.FORBIDDEN),
        make_entry("pasteur", "minister", status=TermStatus.DEPRECATED),
    ]
    assert find_terms("Le pasteur parle.", entries=entries, language="fr") == ()


def test_changed_entries_are_in_force_at_once() -> None:
    text = "Le Sénat vote."
    before = find_terms(text, entries=[make_entry("Assemblée", "Assembly")], language="fr")
    entry = make_entry("Sénat", "Senate")
    assert (before, find_terms(text, entries=[entry], language="fr")) == (
        (),
        (Span(3, 8, SpanKind.TERM, ref=entry.id),),
    )


def test_entry_without_a_word_is_never_found() -> None:
    assert find_terms("a ... b", entries=[make_entry("...", "…")], language="fr") == ()


@given(st.text(alphabet="Conseil d’État'U.S-premier ministres \n", max_size=60))
@settings(deadline=None)
def test_terms_of_any_text_lie_in_it_and_never_overlap(text: str) -> None:
    spans = find_terms(text, entries=FRENCH, language="fr")
    edges = [edge for span in spans for edge in (span.start, span.end)]
    assert edges == sorted(edges)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)


@given(st.text())
@settings(deadline=None)
def test_any_text_at_all_can_be_searched(text: str) -> None:
    assert all(span.kind is SpanKind.TERM for span in find_terms(text, entries=FRENCH, language="fr"))


def test_thousands_of_entries_and_a_long_article_are_no_burden() -> None:
    entries = tuple(make_entry(f"Conseil numéro {number}", f"Council {number}") for number in range(3_000))
    text = "Le Conseil numéro 7 siège au Conseil numéro 2999 de la ville. " * 1_000
    assert len(find_terms(text, entries=entries, language="fr")) == 2_000
