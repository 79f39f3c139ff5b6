"""A request's own terms above the house's glossary."""

from __future__ import annotations

import pytest

from tests.fakes import ENGLISH_FRENCH, FRENCH_ENGLISH
from tests.glossary.samples import FRENCH, make_entry
from translator.document import Segment
from translator.glossary import LayeredGlossary, find_terms, find_unwanted, get_index, link_terms
from translator.terminology import Terms
from translator.translation import FixedGlossary, TermStatus

HOUSE = (
    *FRENCH,
    make_entry("État", "Nation", status=TermStatus.ADMITTED),
    make_entry("maire", "mayoress", status=TermStatus.FORBIDDEN),
)
STATE: Terms = (("état", "Country"),)


def list_found(text: str, terms: Terms) -> list[tuple[str, str]]:
    """Return the terms of a text with the targets that rule."""
    glossary = LayeredGlossary(FixedGlossary("1", {FRENCH_ENGLISH: HOUSE}), terms=terms, pair=FRENCH_ENGLISH)
    index = get_index(glossary.list_entries(pair=FRENCH_ENGLISH))
    return [
        (text[span.start : span.end], index[span.ref].target) for span in find_terms(text, entries=index, language="fr")
    ]


@pytest.mark.parametrize(
    ("text", "terms", "expected"),
    [
        ("L’État paie.", (), [("État", "State")]),
        ("L’État paie.", STATE, [("État", "Country")]),
        ("Le Conseil d’État siège.", STATE, [("Conseil d’État", "Council of State")]),
        ("Le Premier ministre et l’État", STATE, [("Premier ministre", "Prime Minister"), ("État", "Country")]),
        ("Un pari, des paris.", (("paris", "wagers"),), [("pari", "bet"), ("paris", "wagers")]),
        ("Le train part.", (("train", "railway"),), [("train", "railway")]),
    ],
)
def test_own_terms_rule_and_the_house_rules_elsewhere(text: str, terms: Terms, expected: list[tuple[str, str]]) -> None:
    assert list_found(text, terms) == expected


@pytest.mark.parametrize(("target", "arrived"), [("The Country pays.", 1), ("The State pays.", 0), ("The Nation", 0)])
def test_only_the_own_target_counts_for_an_own_term(target: str, arrived: int) -> None:
    glossary = LayeredGlossary(FixedGlossary("1", {FRENCH_ENGLISH: HOUSE}), terms=STATE, pair=FRENCH_ENGLISH)
    index = get_index(glossary.list_entries(pair=FRENCH_ENGLISH))
    source = "L’État paie."
    spans = find_terms(source, entries=index, language="fr")
    segment = Segment("p0s0", source, 0, len(source), spans=spans)
    assert len(link_terms(segment, target=target, entries=index)) == arrived


def test_house_forbids_beside_own_terms_until_one_of_them_is_its_source() -> None:
    house = FixedGlossary("1", {FRENCH_ENGLISH: HOUSE})
    for terms, expected in ((STATE, ["mayoress"]), ((("maire", "mayoress"),), [])):
        entries = LayeredGlossary(house, terms=terms, pair=FRENCH_ENGLISH).list_entries(pair=FRENCH_ENGLISH)
        found = find_unwanted("Le maire", target="The mayoress", target_spans=(), entries=get_index(entries))
        assert [term.entry.target for term in found] == expected


def test_entries_are_those_above_and_those_below_that_they_leave() -> None:
    glossary = LayeredGlossary(FixedGlossary("1", {FRENCH_ENGLISH: HOUSE}), terms=STATE, pair=FRENCH_ENGLISH)
    listed = glossary.list_entries(pair=FRENCH_ENGLISH)
    assert [entry.target for entry in listed[:1]] == ["Country"]
    assert {entry.target for entry in HOUSE} - {entry.target for entry in listed} == {"State", "Nation"}
    assert (len(listed), list(glossary.list_entries(pair=ENGLISH_FRENCH))) == (len(HOUSE) - 1, [])


def test_index_of_the_house_serves_every_request() -> None:
    assert get_index(HOUSE) is get_index(HOUSE)
