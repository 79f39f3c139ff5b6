from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from tests.glossary.samples import FRENCH, make_entry
from translator.document import Segment, Span, SpanKind
from translator.glossary import find_terms, find_unwanted, link_terms
from translator.translation import GlossaryEntry, TermStatus


def by_id(entries: Sequence[GlossaryEntry]) -> Mapping[str, GlossaryEntry]:
    return {entry.id: entry for entry in entries}


def annotate(source: str, *others: Span, entries: Sequence[GlossaryEntry] = FRENCH) -> Segment:
    terms = find_terms(source, entries=entries, language="fr")
    spans = tuple(sorted((*terms, *others), key=lambda span: span.start))
    return Segment(id="p0s0", source=source, start=0, end=len(source), spans=spans)


def link(source: str, target: str, *, entries: Sequence[GlossaryEntry] = FRENCH) -> list[tuple[str, str]]:
    """Return for each linked term its text on both sides."""
    segment = annotate(source, entries=entries)
    linked = link_terms(segment, target=target, entries=by_id(entries))
    assert [span.kind for span in linked] == [SpanKind.TERM] * len(linked)
    sources = [segment.spans[int(span.ref)] for span in linked]
    return [
        (source[one.start : one.end], target[span.start : span.end]) for one, span in zip(sources, linked, strict=True)
    ]


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("Le Conseil d’État", "The Council of State", [("Conseil d’État", "Council of State")]),
        ("Le Conseil d’État", "The council of state", [("Conseil d’État", "council of state")]),
        ("Le Conseil d’État", "The Conseil d’État", []),
        ("Les Premiers ministres", "The Prime Ministers", [("Premiers ministres", "Prime Ministers")]),
        ("Le Premier ministre", "The Prime Minister's plan", [("Premier ministre", "Prime Minister")]),
        ("Le Premier ministre", "The subPrime Minister", []),
        ("La Maison Blanche", "The white house", []),
        ("La Maison Blanche", "The White House-led plan", [("Maison Blanche", "White House")]),
        ("Lu dans Le Monde", "Read in The World", []),
        ("Lu dans Le Monde", "Read in Le Monde", [("Le Monde", "Le Monde")]),
        ("Rien", "The Council of State", []),
    ],
)
def test_term_arrived_if_its_target_stands_by_itself(source: str, target: str, expected: list[tuple[str, str]]) -> None:
    assert link(source, target) == expected


def test_plurals_that_change_their_stem_are_known() -> None:
    entries = (make_entry("tribunal local", "local party"),)
    found = link("Les tribunaux locaux", "The local parties", entries=entries)
    assert found == [("tribunaux locaux", "local parties")]


def test_each_occurrence_needs_a_target_of_its_own() -> None:
    assert link("L’État et l’État", "The State and it") == [("État", "State")]
    assert link("L’État et l’État", "The State and the State") == [("État", "State"), ("État", "State")]


def test_longer_target_is_placed_before_the_shorter_one_inside_it() -> None:
    source = "L’État saisit le Conseil d’État"
    assert link(source, "The Council of State hears it") == [("Conseil d’État", "Council of State")]
    assert link(source, "The Council of State hears the State") == [
        ("Conseil d’État", "Council of State"),
        ("État", "State"),
    ]


def test_admitted_target_counts_and_a_forbidden_one_does_not() -> None:
    entries = (
        make_entry("Conseil d’État", "Council of State"),
        make_entry("Conseil d’État", "Conseil d’État", status=TermStatus.ADMITTED),
        make_entry("Conseil d’État", "State Council", status=TermStatus.FORBIDDEN),
    )
    source = "Le Conseil d’État"
    assert link(source, "The Conseil d’État", entries=entries) == [("Conseil d’État", "Conseil d’État")]
    assert link(source, "The State Council", entries=entries) == []


def test_link_names_the_index_among_all_spans_of_the_segment() -> None:
    number = Span(0, 2, SpanKind.NUMBER, ref="12")
    segment = annotate("12 membres du Conseil d’État", number)
    linked = link_terms(segment, target="12 members of the Council of State", entries=by_id(FRENCH))
    assert linked == (Span(18, 34, SpanKind.TERM, ref="1"),)


def test_term_of_an_entry_that_is_gone_is_not_linked() -> None:
    assert link_terms(annotate("L’État"), target="The State", entries={}) == ()


def find(source: str, target: str, *entries: GlossaryEntry) -> list[tuple[str, str]]:
    spans = link_terms(annotate(source, entries=entries), target=target, entries=by_id(entries))
    found = find_unwanted(source, target=target, target_spans=spans, entries=by_id(entries))
    return [(each.entry.target, target[each.span.start : each.span.end]) for each in found]


PASTOR = make_entry("pasteur", "pastor")
PRIEST = make_entry("pasteur", "priest", status=TermStatus.FORBIDDEN)
MINISTER = make_entry("pasteur", "minister", status=TermStatus.DEPRECATED)
PRIME_MINISTER = make_entry("Premier ministre", "Prime Minister")


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("Le pasteur prie.", "The pastor prays.", []),
        ("Le pasteur prie.", "The priest prays.", [("priest", "priest")]),
        ("Les pasteurs prient.", "The priests and ministers pray.", [("priest", "priests"), ("minister", "ministers")]),
        ("Le curé prie.", "The priest prays.", []),
        ("Le pasteur et le Premier ministre", "The pastor and the Prime Minister", []),
        ("Le pasteur et le Premier ministre", "The minister and the Prime Minister", [("minister", "minister")]),
    ],
)
def test_unwanted_target_is_found_where_its_source_stands(
    source: str, target: str, expected: list[tuple[str, str]]
) -> None:
    assert find(source, target, PASTOR, PRIEST, MINISTER, PRIME_MINISTER) == expected


def test_without_entries_nothing_is_unwanted() -> None:
    assert find_unwanted("pasteur", target="priest", target_spans=(), entries={}) == ()
