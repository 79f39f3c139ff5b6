from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from tests.pages.stored_articles import PROVENANCE, Block, build_stored, read_ferry_article
from translator.document import Paragraph, ParagraphKind
from translator.pages.bilingual import BilingualText, Row, build_bilingual
from translator.translation import Issue, Severity, StoredArticle

MISSING = Issue("name_missing", Severity.ERROR, "The name %(name)s is missing.", {"name": "Petit"})
DOUBTFUL = Issue("length", Severity.WARNING, "The translation is short.")


def shout(message: str, values: Mapping[str, str]) -> str:
    return (message % values).upper()


def build(*blocks: Block, **options: str) -> BilingualText:
    return build_bilingual(build_stored(blocks, **options), translate=shout)


def list_texts(rows: tuple[Row, ...]) -> list[tuple[str, str]]:
    return [
        (
            "".join(each.text + each.gap for each in row.source.passages),
            "".join(each.text + each.gap for each in row.target.passages),
        )
        for row in rows
    ]


def test_rows_pair_each_paragraph_with_its_translation_gaps_included() -> None:
    text = build(
        Block(["Il pleut.", "Il vente."], ["It rains.", "It blows."]),
        Block(["Il neige."], ["It snows."]),
    )
    assert list_texts(text.rows) == [("Il pleut. Il vente.", "It rains. It blows."), ("Il neige.", "It snows.")]


def test_passages_of_a_pair_share_their_id() -> None:
    (row,) = build(Block(["Un.", "Deux."], ["One.", "Two."])).rows
    assert [each.segment_id for each in row.source.passages] == ["p0s0", "p0s1"]
    assert [each.segment_id for each in row.target.passages] == ["p0s0", "p0s1"]


def test_heading_that_comes_first_is_the_headline_and_later_ones_are_not() -> None:
    text = build(
        Block(["Accueil"], ["Home"], kind=ParagraphKind.BOILERPLATE),
        Block(["Titre"], ["Title"], kind=ParagraphKind.HEADING),
        Block(["Corps."], ["Body."]),
        Block(["Partie"], ["Part"], kind=ParagraphKind.HEADING),
    )
    assert [row.level for row in text.rows] == [1, 0, 2]
    assert text.has_headline
    assert text.target_title == "Title"


def test_heading_after_the_body_began_is_no_headline() -> None:
    text = build(Block(["Corps."], ["Body."]), Block(["Partie"], ["Part"], kind=ParagraphKind.HEADING))
    assert [row.level for row in text.rows] == [0, 2]
    assert not text.has_headline


def test_boilerplate_leaves_the_flow_and_keeps_both_sides() -> None:
    text = build(
        Block(["Corps."], ["Body."]),
        Block(["Partager", "Imprimer"], ["Share", "Print"], kind=ParagraphKind.BOILERPLATE),
        Block(["Fin."], ["End."]),
    )
    assert list_texts(text.rows) == [("Corps.", "Body."), ("Fin.", "End.")]
    assert list_texts(text.asides) == [("Partager Imprimer", "Share Print")]


def test_every_segment_of_the_sample_is_shown_once_on_each_side() -> None:
    stored = read_ferry_article()
    text = build_bilingual(stored, translate=shout)
    rows = (*text.rows, *text.asides)
    expected = sorted(segment.id for _, segment in stored.translated.article.iterate_segments())
    assert sorted(each.segment_id for row in rows for each in row.source.passages) == expected
    assert sorted(each.segment_id for row in rows for each in row.target.passages) == expected


def test_paragraph_without_segments_stands_on_both_sides_and_a_blank_one_on_none() -> None:
    stored = build_stored([Block(["Corps."], ["Body."])])
    article = stored.translated.article
    paragraphs = (*article.paragraphs, Paragraph(1, " * * * "), Paragraph(2, " \n"))
    translated = replace(stored.translated, article=replace(article, paragraphs=paragraphs))
    text = build_bilingual(StoredArticle(translated, stored.created_at), translate=shout)
    assert [(row.source.text, row.target.text) for row in text.rows] == [("", ""), ("* * *", "* * *")]


def test_side_carries_the_language_of_its_paragraph() -> None:
    text = build(
        Block(["Bonjour."], ["Hello."]),
        Block(["Good evening."], ["Good evening."], language="en"),
        Block(["12:30"], ["12:30"], language="und"),
    )
    assert [row.source.language for row in text.rows] == ["fr", "en", "fr"]
    assert [row.target.language for row in text.rows] == ["en-US", "en-US", "en-US"]


def test_passage_left_in_the_source_language_says_so() -> None:
    (row,) = build(Block(["Traduit.", "Intraduisible."], ["Translated.", "Intraduisible."])).rows
    assert [each.language for each in row.target.passages] == ["", "fr"]


def test_passage_already_in_the_target_language_needs_no_mention() -> None:
    (row,) = build(Block(["Good evening."], ["Good evening."], language="en")).rows
    assert [each.language for each in row.target.passages] == [""]


def test_errors_become_numbered_notes_in_the_readers_language_and_warnings_do_not() -> None:
    text = build(
        Block(["Un.", "Deux."], ["One.", "Two."], issues={0: (DOUBTFUL,), 1: (DOUBTFUL, MISSING)}),
        Block(["Trois."], ["Three."], issues={0: (MISSING, MISSING)}),
    )
    assert [(note.number, note.segment_id, note.source) for note in text.notes] == [
        (1, "p0s1", "Deux."),
        (2, "p1s0", "Trois."),
    ]
    assert text.notes[0].messages == ("THE NAME PETIT IS MISSING.",)
    assert len(text.notes[1].messages) == 2
    assert [each.note for each in text.rows[0].target.passages] == [None, text.notes[0]]
    assert [each.note for each in text.rows[0].source.passages] == [None, None]


def test_provenance_is_that_of_the_engine() -> None:
    assert build(Block(["Gardé.", "Traduit."], ["Gardé.", "Translated."])).provenance == PROVENANCE


def test_article_that_passed_through_has_no_provenance() -> None:
    assert build(Block(["Hello."], ["Hello."], language="en")).provenance is None
