import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translator.document import Paragraph
from translator.segmentation import segment_paragraph
from translator.segmentation.long_sentences import LONG, TOO_LONG
from translator.segmentation.segmenter import SHORT_PAIR

CASES = Path(__file__).parent.parent / "cases"
LANGUAGES = st.sampled_from(["fr", "en", "de", "zh", "und", ""])
ANY_TEXT = st.text() | st.text(st.sampled_from('aÉ1.!?…;, \n\t\u00a0"«»“”‘’()[]-—😆M。'), max_size=200)


def read_cases(language: str) -> list[list[str]]:
    lines = (CASES / f"segmentation_{language}.txt").read_text(encoding="utf-8").splitlines()
    cases = [re.split(r" (?<!\\)\| ", line) for line in lines if line and not line.startswith("#")]
    return [[part.replace("\\|", "|").replace("\\n", "\n") for part in case] for case in cases]


def cut(text: str, *, language: str = "fr") -> list[str]:
    return [segment.source for segment in segment_paragraph(Paragraph(0, text, language=language)).segments]


@pytest.mark.parametrize("expected", read_cases("fr"), ids=lambda case: case[0][:30])
def test_french_case(expected: list[str]) -> None:
    assert cut(" ".join(expected), language="fr") == expected


@pytest.mark.parametrize("expected", read_cases("en"), ids=lambda case: case[0][:30])
def test_english_case(expected: list[str]) -> None:
    assert cut(" ".join(expected), language="en") == expected


@given(ANY_TEXT, LANGUAGES)
@settings(max_examples=400, deadline=None)
def test_segments_and_gaps_rebuild_the_paragraph(text: str, language: str) -> None:
    paragraph = segment_paragraph(Paragraph(3, text, language=language))
    rebuilt = "".join(segment.source + segment.gap_after for segment in paragraph.segments)
    assert paragraph.text == text
    assert (paragraph.lead + rebuilt) == text
    assert paragraph.lead.strip() == "" or paragraph.segments == ()


@given(ANY_TEXT, LANGUAGES)
@settings(max_examples=400, deadline=None)
def test_segments_are_slices_without_space_around_them(text: str, language: str) -> None:
    for number, segment in enumerate(segment_paragraph(Paragraph(3, text, language=language)).segments):
        assert segment.id == f"p3s{number}"
        assert text[segment.start : segment.end] == segment.source
        assert segment.source == segment.source.strip() != ""
        assert segment.gap_after.strip() == ""


@given(st.text(st.characters(categories=["Cs", "Lu", "Po", "Zs"])))
@settings(max_examples=100, deadline=None)
def test_half_surrogates_do_no_harm(text: str) -> None:
    paragraph = segment_paragraph(Paragraph(0, text, language="fr"))
    assert paragraph.lead + "".join(segment.source + segment.gap_after for segment in paragraph.segments) == text


@given(
    st.lists(
        st.sampled_from(["Il part.", "« Non. Oui. »", "M. Roy", "(voir p. 3)", "Qui ?", "et", "— Si."]), max_size=12
    )
)
@settings(max_examples=200, deadline=None)
def test_a_short_quotation_is_never_cut_open(words: list[str]) -> None:
    for segment in cut(" ".join(words)):
        assert segment.count("«") == segment.count("»")


@pytest.mark.parametrize("text", ["", " ", "\n\n", "😆", "* * *", "---", "?!", "« »", "…"])
def test_a_paragraph_without_words_has_no_segments(text: str) -> None:
    paragraph = segment_paragraph(Paragraph(0, text, language="fr"))
    assert (paragraph.segments, paragraph.lead) == ((), text)


def test_segmenting_again_gives_the_same() -> None:
    once = segment_paragraph(Paragraph(1, "Oui. Non.", language="fr"))
    assert segment_paragraph(once) == once


def test_the_gap_keeps_its_white_space() -> None:
    segments = segment_paragraph(Paragraph(0, "\t Oui.\u00a0\n  Non. ", language="fr")).segments
    assert [(segment.start, segment.source, segment.gap_after) for segment in segments] == [
        (2, "Oui.", "\u00a0\n  "),
        (10, "Non.", " "),
    ]


def test_a_repeated_sentence_stays_twice() -> None:
    assert cut("Oui. Oui. Oui.") == ["Oui.", "Oui.", "Oui."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("C’est fini.Il part.", ["C’est fini.", "Il part."]),
        ("Écrit en Node.Js pour Exemple.Fr hier.", ["Écrit en Node.Js pour Exemple.Fr hier."]),
        ("Voir www.Exemple.fr/Page.Une ici.", ["Voir www.Exemple.fr/Page.Une ici."]),
        ("Un titre\n\nUne phrase", ["Un titre", "Une phrase"]),
        ("Un titre\nUne phrase", ["Un titre\nUne phrase"]),
        ("Haha 😆\u00a0! On part.", ["Haha 😆\u00a0!", "On part."]),
        ("«\u202fNon\u202f!\u202f»\u00a0Il part.", ["«\u202fNon\u202f!\u202f»", "Il part."]),
    ],
)
def test_ends_that_a_case_file_cannot_show(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


@pytest.mark.parametrize(
    ("language", "text"), [("zh", "今天很冷。明天会下雨。"), ("hi", "वह गया। वह आई।"), ("ar", "هل أتى؟ لا.")]
)
def test_other_scripts_are_cut_at_their_own_marks(language: str, text: str) -> None:
    assert len(cut(text, language=language)) == 2


@pytest.mark.parametrize("language", ["und", "", "xx", "de"])
def test_a_language_without_rules_is_cut_by_common_ones(language: str) -> None:
    assert cut("Mr. Weber ist da. Er bleibt. J. K. Maier geht.", language=language) == [
        "Mr. Weber ist da.",
        "Er bleibt.",
        "J. K. Maier geht.",
    ]


def test_a_quotation_is_cut_only_past_the_length_of_a_short_one() -> None:
    sentence = "Il faut que cela change."
    for count in (2, 4, 6, 8):
        quotation = f"« {' '.join([sentence] * count)} »"
        assert len(cut(quotation)) == (1 if len(quotation) <= SHORT_PAIR else count)


def test_a_closing_mark_never_begins_a_segment() -> None:
    sentence = "Il faut que cela change enfin dans ce pays."
    for marks in (("« ", " »"), ("“", "”"), ('"', '"'), ("(", ")"), ("« ", "  »"), ("“ ", " ”")):
        segments = cut(marks[0] + " ".join([sentence] * 6) + marks[1] + " Fin.")
        assert (len(segments), segments[-1]) == (7, "Fin.")


def test_a_very_long_sentence_is_cut_at_semicolons_and_dashes() -> None:
    clause = "le conseil a voté une mesure que personne n’attendait dans la salle"
    for mark in (" ;", " –"):
        segments = cut(f"{mark} ".join([clause] * 20))
        assert max(map(len, segments)) <= LONG
        assert len(segments) == 4 if mark == " ;" else 5


def test_a_very_long_sentence_without_clauses_is_cut_at_commas_then_at_spaces() -> None:
    assert max(map(len, cut("mot, " * 1000))) <= TOO_LONG
    assert max(map(len, cut("mot " * 1000))) <= TOO_LONG


def test_a_long_sentence_is_not_cut_beside_the_marks_of_french() -> None:
    for segment in cut("« mot » ! 12 345 € ; " * 200):
        assert re.match(r"[»!;€]|345", segment) is None


def test_a_word_without_end_stays_whole() -> None:
    assert cut("a" * 5000) == ["a" * 5000]


@pytest.mark.parametrize(
    "unit", ["Il part. ", "« Il part. ", 'Il "part. ', "mot ", "1. ", "(a ", "M. ", "l’", "a.B", "\n"]
)
def test_two_hundred_thousand_characters_are_cut_without_loss(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    paragraph = segment_paragraph(Paragraph(0, text, language="fr"))
    assert paragraph.lead + "".join(segment.source + segment.gap_after for segment in paragraph.segments) == text
