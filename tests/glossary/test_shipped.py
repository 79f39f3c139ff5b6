"""The glossaries in ``locales/`` can be read and hold what they should: sure facts, no common words."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fakes import ENGLISH_FRENCH, FRENCH_ENGLISH
from translator.glossary import find_terms, read_glossary, write_glossary
from translator.languages import LanguagePair
from translator.translation import GlossaryEntry, TermStatus

LOCALES = Path(__file__).parent.parent.parent / "locales"
PAIRS = (ENGLISH_FRENCH, FRENCH_ENGLISH)
CASES = (
    (ENGLISH_FRENCH, "The Council of State heard the Prime Minister.", ["Conseil d’État", "Premier ministre"]),
    (ENGLISH_FRENCH, "A UN-backed plan; the EU's offer.", ["ONU", "UE"]),
    (ENGLISH_FRENCH, "They painted a white house near the black sea.", []),
    (FRENCH_ENGLISH, "Le Conseil d'Etat et la Première ministre.", ["Council of State", "Prime Minister"]),
    (FRENCH_ENGLISH, "L’Union européenne saisit la CIJ.", ["European Union", "ICJ"]),
    (FRENCH_ENGLISH, "Tout le monde achète une maison blanche.", []),
)


def read_shipped(pair: LanguagePair) -> tuple[GlossaryEntry, ...]:
    return read_glossary((LOCALES / pair.target / "glossary.csv").read_text(encoding="utf-8"), pair=pair)


@pytest.mark.parametrize("pair", PAIRS, ids=str)
def test_shipped_glossary_is_written_as_the_program_writes_it(pair: LanguagePair) -> None:
    text = (LOCALES / pair.target / "glossary.csv").read_text(encoding="utf-8")
    assert write_glossary(read_glossary(text, pair=pair)) == text


@pytest.mark.parametrize("pair", PAIRS, ids=str)
def test_shipped_sources_are_names_or_several_words(pair: LanguagePair) -> None:
    common = [entry.source for entry in read_shipped(pair) if entry.source.islower() and " " not in entry.source]
    assert common == ["dalaï-lama"] if pair == FRENCH_ENGLISH else common == []


@pytest.mark.parametrize("pair", PAIRS, ids=str)
def test_shipped_abbreviations_are_case_sensitive(pair: LanguagePair) -> None:
    loose = [entry.source for entry in read_shipped(pair) if entry.source.isupper() and not entry.case_sensitive]
    assert loose == []


def test_shipped_glossaries_do_not_contradict_each_other() -> None:
    accepted = (TermStatus.PREFERRED, TermStatus.ADMITTED, TermStatus.DO_NOT_TRANSLATE)
    english, french = (
        {(entry.source, entry.target) for entry in read_shipped(pair) if entry.status in accepted} for pair in PAIRS
    )
    known = {source for source, _ in french}
    contradicted = [
        (source, target) for source, target in english if target in known and (target, source) not in french
    ]
    assert contradicted == []


@pytest.mark.parametrize(("pair", "text", "expected"), CASES)
def test_shipped_terms_are_found_in_news(pair: LanguagePair, text: str, expected: list[str]) -> None:
    entries = {entry.id: entry for entry in read_shipped(pair)}
    found = find_terms(text, entries=tuple(entries.values()), language=pair.source)
    assert [entries[span.ref].target for span in found] == expected
