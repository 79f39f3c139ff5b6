from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from tests.pages.reading import read_page
from tests.pages.stored_articles import Block, build_stored
from translator.pages.typesetting import hold_together, set_centuries
from translator.translation import StoredArticle


@pytest.mark.parametrize(
    ("language", "typed", "shown"),
    [
        ("fr", "Il dit : « Non ! » ; quoi ?", "Il dit~: «_Non_!_»_; quoi_?"),
        ("fr", "1 340 bateaux, 560 000 €, soit 12 %", "1_340 bateaux, 560_000~€, soit 12_%"),
        ("fr", "En 2024 500 personnes", "En 2024 500 personnes"),
        ("fr", "le 4 décembre et le 1er mai, à 6 h 15", "le 4~décembre et le 1er~mai, à 6~h~15"),
        ("fr", "M. Benhaddou, Mme Roux, 180 kW", "M.~Benhaddou, Mme~Roux, 180~kW"),
        ("fr", "au XIXe siècle et du IIe siècle au Ier siècle", "au XIXe~siècle et du IIe~siècle au Ier~siècle"),
        ("fr-CA", "« Oui »", "«_Oui_»"),
        ("en-US", "Mr. Benhaddou and Dr Roux, 4 December", "Mr.~Benhaddou and Dr~Roux, 4~December"),
        ("en", "on Jan. 12 at 6:15 a.m. with 180 kW", "on Jan.~12 at 6:15~a.m. with 180~kW"),
        ("en", "He said: “No!” May she?", "He said: “No!” May she?"),
        ("de", "« Ja »", "« Ja »"),
    ],
)
def test_lines_end_where_they_may(language: str, typed: str, shown: str) -> None:
    assert hold_together(typed, language=language) == shown.replace("_", "\u202f").replace("~", "\u00a0")


def test_offsets_hold() -> None:
    typed = "Le 4 décembre, M. Petit a dit : « 1 340 € ! »"
    assert len(hold_together(typed, language="fr")) == len(typed)


def test_setting_twice_changes_nothing_more() -> None:
    once = hold_together("Le 4 décembre, à 6 h 15 : « 1 340 € ! »", language="fr")
    assert hold_together(once, language="fr") == once


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("au XIXe siècle", 'au <span class="century">XIX</span>e siècle'),
        ("le Ier\u00a0siècle", 'le <span class="century">I</span>er\u00a0siècle'),
        ("Louis XIV et la Ve République", "Louis XIV et la Ve République"),
        ("<b>au XXe siècle</b>", '&lt;b&gt;au <span class="century">XX</span>e siècle&lt;/b&gt;'),
    ],
)
def test_centuries_are_set_in_small_capitals(text: str, shown: str) -> None:
    assert set_centuries(text) == shown


def test_century_on_a_page_is_set_so_and_copied_as_written(
    client: FlaskClient, keep: Callable[[StoredArticle], None]
) -> None:
    keep(build_stored([Block(["Né au XIXe siècle."], ["Born in the 19th century."])], id="old"))
    for path in ("/articles/old", "/articles/old/fr"):
        page = read_page(client.get(path))
        (figures,) = page.find_all('//main//span[@class="century"]')
        assert figures.text == "XIX"
        assert "Né au XIXe\u00a0siècle." in page.find("//main").text_content()
