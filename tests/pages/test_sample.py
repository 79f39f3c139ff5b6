from __future__ import annotations

import tomllib

from tests.pages.stored_articles import CASES
from translator.pages import SAMPLE_PATH


def read_sample() -> str:
    return SAMPLE_PATH.read_text(encoding="utf-8")


def test_sample_begins_with_its_title_and_an_empty_line() -> None:
    title, blank, rest = read_sample().split("\n", 2)
    assert (title, blank) == ("Le bac de Port-Lannec reprend la mer après dix-huit mois d’arrêt", "")
    # As pages do once they are scraped, it repeats its headline.
    assert rest.split("\n\n").count(title) == 1


def test_sample_has_the_length_of_a_news_article() -> None:
    assert 450 <= len(read_sample().split()) <= 600


def test_translation_made_by_hand_is_that_of_the_sample() -> None:
    tables = tomllib.loads((CASES / "ferry.toml").read_text(encoding="utf-8"))["paragraph"]
    assert [" ".join(table["sources"]) for table in tables] == read_sample().strip().split("\n\n")
