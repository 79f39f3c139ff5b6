"""Lines of dialogue after a dash."""

from __future__ import annotations

import pytest

from translator.document import Paragraph, ParagraphKind
from translator.languages import parse_locale
from translator.protection import find_dialogue, remove_dash, set_dash
from translator.segmentation import segment_paragraph


def find_lines(*texts: str, kind: ParagraphKind = ParagraphKind.BODY) -> list[str]:
    paragraphs = [
        segment_paragraph(Paragraph(index, text, kind=kind, language="fr")) for index, text in enumerate(texts)
    ]
    found = find_dialogue(paragraphs)
    return [segment.source for each in paragraphs for segment in each.segments if segment.id in found]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("— Vous avez vu le camion ? a demandé l’enquêteur.", ["— Vous avez vu le camion ? a demandé l’enquêteur."]),
        ("– Il est parti.", ["– Il est parti."]),
        ("— Tu viens demain ? — Non, je reste à Brest.", ["— Tu viens demain ?", "— Non, je reste à Brest."]),
        ("— Il est parti. Je ne sais pas où.", ["— Il est parti."]),
        ("Il est parti — sans un mot — lundi.", []),
        ("— Jeanne Le Goff", []),
        ("—Non.", []),
        ("- 5 °C ont été relevés à Brest.", []),
    ],
)
def test_dash_before_a_sentence_opens_a_line(text: str, lines: list[str]) -> None:
    assert find_lines(text) == lines


def test_hyphen_opens_a_line_only_where_somebody_is_addressed() -> None:
    assert find_lines("- Tu viens ?", "- Non, je reste.") == ["- Tu viens ?", "- Non, je reste."]
    assert find_lines("- Le pont est fermé.", "- La gare est ouverte.") == []


def test_list_has_no_lines_of_dialogue() -> None:
    assert find_lines("— Le pont est fermé.", kind=ParagraphKind.ITEM) == []


def test_engine_sees_no_dash_at_the_head() -> None:
    assert [remove_dash("— Non ?"), remove_dash("- Non ?"), remove_dash("– 5"), remove_dash("-5 °C")] == [
        "Non ?",
        "Non ?",
        "5",
        "-5 °C",
    ]


@pytest.mark.parametrize(
    ("source", "target", "locale", "expected"),
    [
        ("— Oui.", "Yes.", "en-US", "— Yes."),
        ("– Oui.", "-- Yes.", "en-GB", "— Yes."),
        ("- Oui !", "- Yes!", "en-US", "— Yes!"),
        ("— Yes.", "Oui.", "fr-FR", "—\u00a0Oui."),
        ("– Yes.", "–\u00a0Oui.", "fr-CA", "–\u00a0Oui."),
        ("- Yes!", "Oui !", "fr-FR", "—\u00a0Oui !"),
        ("Yes.", "— Oui.", "fr-FR", "— Oui."),
        ("— Oui.", "", "en-US", ""),
    ],
)
def test_dash_is_set_for_the_locale(source: str, target: str, locale: str, expected: str) -> None:
    assert set_dash(target, source=source, is_dialogue=True, locale=parse_locale(locale)) == expected


def test_item_of_a_list_keeps_its_hyphen() -> None:
    assert set_dash("Yes.", source="- Oui.", is_dialogue=False, locale=parse_locale("fr")) == "- Yes."
