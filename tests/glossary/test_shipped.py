"""The glossaries in ``locales/`` can be read and hold what they should: sure facts, no common words."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from pathlib import Path

import pytest

from tests.fakes import ENGLISH_FRENCH, FRENCH_ENGLISH
from translator.glossary import find_terms, read_glossary, write_glossary
from translator.languages import LanguagePair
from translator.translation import GlossaryEntry, TermStatus

LOCALES = Path(__file__).parent.parent.parent / "locales"
PAIRS = (ENGLISH_FRENCH, FRENCH_ENGLISH)
ACCEPTED = (TermStatus.PREFERRED, TermStatus.ADMITTED, TermStatus.DO_NOT_TRANSLATE)
#: Lower-case words that mean one thing wherever news has them, and those that name the same in every sentence.
SAFE_WORDS = Path(__file__).parent.parent / "cases" / "glossary_safe_words.tsv"
#: Domains of names: what is a name in one file is a name in the other.
NAMES = frozenset({"states", "people", "institutions", "courts", "treaties", "parties", "events", "press", "companies"})
CASES = (
    (ENGLISH_FRENCH, "The Council of State heard the Prime Minister.", ["Conseil d’État", "Premier ministre"]),
    (ENGLISH_FRENCH, "A UN-backed plan; the EU's offer.", ["ONU", "UE"]),
    (ENGLISH_FRENCH, "They painted a white house near the black sea.", []),
    (FRENCH_ENGLISH, "Le Conseil d'Etat et la Première ministre.", ["Council of State", "Prime Minister"]),
    (FRENCH_ENGLISH, "L’Union européenne saisit la CIJ.", ["European Union", "ICJ"]),
    (FRENCH_ENGLISH, "Tout le monde achète une maison blanche.", []),
    (ENGLISH_FRENCH, "Vladimir Putin flew to Tehran.", ["Vladimir Poutine", "Téhéran"]),
    (ENGLISH_FRENCH, "A new democracy by the great lakes, in the snow white as milk.", []),
    (ENGLISH_FRENCH, "Michael Jordan ate turkey with Chad and Alexandria.", ["Michael Jordan"]),
    (FRENCH_ENGLISH, "Le projet de loi et la motion de censure.", ["bill", "no-confidence motion"]),
    (FRENCH_ENGLISH, "Les mandats d’arrêt visent des chefs d’État.", ["arrest warrants", "heads of state"]),
    (FRENCH_ENGLISH, "Jean-Baptiste et Marie-Madeleine, le 11 novembre, à Jourdain.", []),
    (FRENCH_ENGLISH, "Trente personnes ont hué le ministre ; assise, Constance rit.", []),
)


def read_shipped(pair: LanguagePair) -> tuple[GlossaryEntry, ...]:
    return read_glossary((LOCALES / pair.target / "glossary.csv").read_text(encoding="utf-8"), pair=pair)


@pytest.mark.parametrize("pair", PAIRS, ids=str)
def test_shipped_glossary_is_written_as_the_program_writes_it(pair: LanguagePair) -> None:
    text = (LOCALES / pair.target / "glossary.csv").read_text(encoding="utf-8")
    assert write_glossary(read_glossary(text, pair=pair)) == text


@pytest.mark.parametrize("pair", PAIRS, ids=str)
def test_shipped_glossary_has_thousands_of_sources(pair: LanguagePair) -> None:
    assert len({entry.source for entry in read_shipped(pair) if entry.status in ACCEPTED}) >= 3_000


@pytest.mark.parametrize("pair", PAIRS, ids=str)
def test_shipped_sources_are_names_or_several_words_or_known_to_be_safe(pair: LanguagePair) -> None:
    safe = {line.split("\t")[1] for line in SAFE_WORDS.read_text(encoding="utf-8").splitlines()[1:]}
    common = {
        entry.source
        for entry in read_shipped(pair)
        if entry.source.islower() and " " not in entry.source and entry.status in ACCEPTED
    }
    assert common - safe == set()


@pytest.mark.parametrize("pair", PAIRS, ids=str)
def test_shipped_names_of_one_word_are_case_sensitive(pair: LanguagePair) -> None:
    names = [entry for entry in read_shipped(pair) if entry.domain in ("cities", "places")]
    loose = [entry.source for entry in names if entry.source.isalpha() and not entry.case_sensitive]
    assert loose == []


@pytest.mark.parametrize("pair", PAIRS, ids=str)
def test_shipped_entries_stand_together_by_domain(pair: LanguagePair) -> None:
    domains = [entry.domain for entry in read_shipped(pair)]
    assert len([domain for domain, _ in groupby(domains)]) == len(set(domains))


@pytest.mark.parametrize("pair", PAIRS, ids=str)
def test_shipped_sources_are_written_in_typographic_apostrophes(pair: LanguagePair) -> None:
    assert [entry.source for entry in read_shipped(pair) if "'" in entry.source + entry.target] == []


@pytest.mark.parametrize("pair", PAIRS, ids=str)
def test_shipped_sources_have_one_rendering_that_rules(pair: LanguagePair) -> None:
    entries = read_shipped(pair)
    ruling = Counter(
        entry.source for entry in entries if entry.status in (TermStatus.PREFERRED, TermStatus.DO_NOT_TRANSLATE)
    )
    assert [source for source, count in ruling.items() if count > 1] == []
    assert {entry.source for entry in entries if entry.status is TermStatus.ADMITTED} - set(ruling) == set()


@pytest.mark.parametrize("pair", PAIRS, ids=str)
def test_shipped_renderings_that_are_forbidden_are_not_accepted_too(pair: LanguagePair) -> None:
    entries = read_shipped(pair)
    accepted = {(entry.source.casefold(), entry.target.casefold()) for entry in entries if entry.status in ACCEPTED}
    forbidden = {(one.source.casefold(), one.target.casefold()) for one in entries if one.status not in ACCEPTED}
    assert accepted & forbidden == set()


def test_shipped_names_can_be_found_from_either_side() -> None:
    english, french = (read_shipped(pair) for pair in PAIRS)
    for entries, others in ((english, french), (french, english)):
        known = {entry.source.casefold() for entry in others}
        names = [one for one in entries if one.domain in NAMES and one.status in ACCEPTED and not one.source.islower()]
        ruling = [one for one in names if one.status is not TermStatus.ADMITTED]
        lonely = [one.source for one in ruling if one.target.casefold() not in known]
        assert len(lonely) <= len(ruling) * 0.02, lonely


@pytest.mark.parametrize("pair", PAIRS, ids=str)
def test_shipped_abbreviations_are_case_sensitive(pair: LanguagePair) -> None:
    loose = [entry.source for entry in read_shipped(pair) if entry.source.isupper() and not entry.case_sensitive]
    assert loose == []


def test_shipped_glossaries_do_not_contradict_each_other() -> None:
    english, french = (
        {(entry.source, entry.target) for entry in read_shipped(pair) if entry.status in ACCEPTED} for pair in PAIRS
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
