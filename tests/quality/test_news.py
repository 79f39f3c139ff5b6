"""The news that fidelity is measured on is in its format."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.fidelity.marks import read_marks
from benchmarks.fidelity.news import HELD_OUT, NEWS, Item, NewsError, read_news, read_passages
from benchmarks.fidelity.scoring import judge, make_plain

DIRECTIONS = ("fr-en", "en-fr")
BLOCK = "[one] quotation name\nfr: « Viens à Londres », dit Léa.\nen: “Come to London,” says Léa.\n"


def read_block(tmp_path: Path, text: str) -> list[object]:
    path = tmp_path / "news.txt"
    path.write_text(text, encoding="utf-8")
    return list(read_passages(path, source="fr", target="en"))


@pytest.mark.parametrize("folder", [NEWS, HELD_OUT])
@pytest.mark.parametrize("direction", DIRECTIONS)
def test_news_can_be_read(direction: str, folder: Path) -> None:
    news = read_news(direction, folder=folder)
    assert (news.source, news.target) == tuple(direction.split("-"))


@pytest.mark.parametrize("folder", [NEWS, HELD_OUT])
@pytest.mark.parametrize("direction", DIRECTIONS)
def test_each_reference_meets_its_own_expectations_and_each_source_has_them(direction: str, folder: Path) -> None:
    news = read_news(direction, folder=folder)
    passages = [*news.sentences, *(passage for article in news.articles.values() for passage in article)]
    unmet = [
        (passage.id, outcome.kind.value, outcome.expected)
        for passage in passages
        for outcome in judge(passage, set_spaces(passage.reference), language=news.target)
        if not outcome.is_met
    ]
    absent = [
        (passage.id, item.source)
        for passage in passages
        for item in (*passage.names, *passage.terms, *passage.kept)
        if make_plain(item.source).lower() not in make_plain(passage.source).lower()
    ]
    assert (unmet, absent) == ([], [])


def set_spaces(reference: str) -> str:
    return reference.replace("« ", "«\u202f").replace(" »", "\u202f»")


def test_block_names_what_must_arrive(tmp_path: Path) -> None:
    path = tmp_path / "news.txt"
    path.write_text(f"# a comment\n{BLOCK}quotations: 1\nnames: Léa; Londres = London | Greater London\n", "utf-8")
    (passage,) = read_passages(path, source="fr", target="en")
    assert (passage.id, passage.tags, passage.quotations) == ("one", {"quotation", "name"}, 1)
    assert passage.names == (Item("Léa", ("Léa",)), Item("Londres", ("London", "Greater London")))


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("fr: Bonjour.\n", "begins with"),
        (BLOCK + "places: Londres\n", "unknown"),
        (BLOCK.replace("quotation", "quotations"), "tags"),
        ("[one]\nfr: Bonjour.\n", "no line en"),
        (BLOCK + "quotations: one\n", "count"),
    ],
)
def test_what_is_not_in_the_format_is_refused_by_name(tmp_path: Path, text: str, complaint: str) -> None:
    with pytest.raises(NewsError, match=complaint):
        read_block(tmp_path, text)


def test_quotation_over_paragraphs_is_counted_in_the_first_and_opened_again_in_the_next() -> None:
    assert read_marks("«\u202fJe pars.", language="fr", is_unclosed=True) == (1, "")
    assert read_marks("«\u202fAdieu.\u202f»", language="fr", is_continued=True) == (0, "")
    assert read_marks("Adieu.\u202f»", language="fr", is_continued=True) == (0, "» at 7")
    assert read_marks("«\u202fJe pars.\u202f»", language="fr", is_unclosed=True) == (1, "closed before its end")
