from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translator.document import ParagraphKind
from translator.formats import mark_boilerplate, read_text
from translator.formats.boilerplate import is_quotation
from translator.formats.line_rules import load_line_rules

CASES = Path(__file__).parent.parent / "cases"
HEADLINE = "Le fleuve déborde à Sainte-Marie"
BODY = "La rivière est sortie de son lit dans la nuit de lundi à mardi, et les pompiers ont évacué trois rues du bourg."


def read_lines(name: str) -> list[str]:
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def read_pages() -> Iterator[list[tuple[str, str]]]:
    page: list[tuple[str, str]] = []
    for line in [*read_lines("boilerplate_pages.txt"), "===="]:
        if line == "====":
            yield page
            page = []
        else:
            kind, _, text = line.partition(" | ")
            page.append((kind, text))


def mark(*texts: str) -> list[str]:
    return [str(paragraph.kind) for paragraph in mark_boilerplate(read_text("\n\n".join(texts))).paragraphs]


@pytest.mark.parametrize("page", list(read_pages()), ids=lambda page: page[0][1][:20])
def test_each_paragraph_of_a_copied_page_gets_its_kind(page: list[tuple[str, str]]) -> None:
    # A dash before an item is how a copied list looks; the cases leave it out.
    texts = [f"- {text}" if kind == "item" else text for kind, text in page]
    article = mark_boilerplate(read_text("\n\n".join(texts)))
    expected = [(kind, text.removeprefix("7. ")) for kind, text in page]
    assert [(str(paragraph.kind), paragraph.text) for paragraph in article.paragraphs] == expected


@pytest.mark.parametrize("sentence", read_lines("boilerplate_kept.txt"))
def test_a_sentence_of_an_article_is_never_boilerplate(sentence: str) -> None:
    assert "boilerplate" not in mark(HEADLINE, BODY, sentence, BODY)


@pytest.mark.parametrize("sentence", read_lines("boilerplate_kept.txt"))
def test_a_sentence_above_the_body_is_never_boilerplate(sentence: str) -> None:
    assert "boilerplate" not in mark(HEADLINE, sentence, BODY)


@pytest.mark.parametrize(
    "line", ["Accueil > Sport", "Partager sur Facebook", "© AFP", "Lire aussi", "Commentaires (3)"]
)
def test_a_text_without_a_long_paragraph_is_no_page(line: str) -> None:
    assert mark(line, "Une phrase courte.", line) == ["body", "body", "body"]


@pytest.mark.parametrize(
    "line",
    [
        "Copyright 2024 Le Phare",
        "ACCUEIL › SPORT › RUGBY",
        "À la une > Culture",
        "Partager sur Facebook Partager sur X",
        "Facebook Twitter LinkedIn",
        "Publié à 18h30",
        "Mis à jour le lundi 3 juin 2024 à 18:30 — Publié le 2 juin 2024",
        "Updated March 3rd, 2024 at 6:30 p.m. GMT",
        "Lecture 4 min.",
        "Lire aussi Le Rhin monte encore",
        "À LIRE AUSSI : « La mer gagne »",
        "Voir aussi : La mer gagne",
        "Tout accepter",
        "En poursuivant votre navigation sur ce site, vous acceptez l’utilisation de cookies.",
        "Déjà abonné ? Se connecter",
        "Getty Images / AFP",
        "Crédit photo : Jeanne Dupont",
        "Soyez le premier à réagir",
        "Propos recueillis par",
    ],
)
def test_a_line_of_clutter_is_boilerplate_in_the_middle_of_an_article(line: str) -> None:
    assert mark(HEADLINE, BODY, line, BODY) == ["heading", "body", "boilerplate", "body"]


def test_a_bare_date_is_boilerplate_only_between_headline_and_body() -> None:
    date = "12 mars 2024"
    assert mark(HEADLINE, date, BODY, date, BODY) == ["heading", "boilerplate", "body", "heading", "body"]


def test_a_network_alone_is_a_heading_and_beside_another_button_a_share_bar() -> None:
    assert mark(HEADLINE, BODY, "Facebook", BODY) == ["heading", "body", "heading", "body"]
    assert mark(HEADLINE, "Facebook", "Twitter", BODY) == ["heading", "boilerplate", "boilerplate", "body"]


def test_the_last_short_line_before_the_article_goes_on_stays_its_heading() -> None:
    kinds = mark(HEADLINE, BODY, "Lire aussi", "La mer gagne", "Un pont emporté", BODY)
    assert kinds == ["heading", "body", "boilerplate", "boilerplate", "heading", "body"]


@pytest.mark.parametrize(
    "again", [HEADLINE, HEADLINE.upper(), f"{HEADLINE} | Le Phare", f"{HEADLINE} !", "Le fleuve deborde à Sainte Marie"]
)
def test_a_headline_told_again_is_boilerplate(again: str) -> None:
    assert mark(HEADLINE, again, BODY) == ["heading", "boilerplate", "body"]


def test_a_headline_that_only_resembles_is_kept() -> None:
    for other in ("Le fleuve déborde à Sainte-Anne", "Le fleuve déborde à Sainte-Marie et à Saint-Jean", "Trois rues"):
        assert mark(HEADLINE, other, BODY) == ["heading", "heading", "body"]
    assert mark("Le club a perdu 3 matchs sur 5", "Le club a perdu 4 matchs sur 5", BODY)[1] == "heading"


def test_a_path_without_a_home_page_is_a_breadcrumb_only_at_the_top() -> None:
    path = "Sport > Rugby > Coupe d’Europe"
    assert mark(path, HEADLINE, BODY, BODY, path, BODY) == ["boilerplate", "heading", "body", "body", "heading", "body"]


def test_a_refrain_is_no_repeated_headline() -> None:
    assert mark("Coule la Seine sous le pont", "Et nos amours", "Coule la Seine sous le pont") == ["body"] * 3


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("« Oui. Non. »", True),
        ("“He said ‘no’ to them.”", True),
        ('"Yes."', True),
        ("‘It’s the dog’s.’", True),
        ("« Oui », dit-il, « non »", False),
        ("« Oui », dit-il", False),
        ('"Yes," he said, "no."', False),
        ("« » ou « »", False),
        ("«", False),
        ("", False),
    ],
)
def test_a_quotation_reaches_from_first_mark_to_last(text: str, expected: bool) -> None:
    assert is_quotation(text) is expected


@given(
    st.lists(
        st.sampled_from([*read_lines("boilerplate_kept.txt"), BODY, HEADLINE, "Lire aussi", "« Oui »", "- a", "😆"])
    )
)
@settings(max_examples=100, deadline=None)
def test_marking_changes_kinds_only(texts: list[str]) -> None:
    article = read_text("\n".join(texts))
    marked = mark_boilerplate(article)
    assert marked.text == article.text
    assert [paragraph.text for paragraph in marked.paragraphs] == [paragraph.text for paragraph in article.paragraphs]
    assert mark_boilerplate(marked).text == article.text


@given(st.text(max_size=400))
@settings(max_examples=150, deadline=None)
def test_marking_takes_any_text(text: str) -> None:
    assert mark_boilerplate(read_text(f"{BODY}\n{text}\n{BODY}")).text == f"{BODY}\n{text}\n{BODY}"


def test_marking_again_changes_nothing() -> None:
    article = mark_boilerplate(read_text("\n\n".join([HEADLINE, HEADLINE, "Par", BODY, "Lire aussi", "La mer gagne"])))
    assert [paragraph.kind for paragraph in article.paragraphs][-1] is ParagraphKind.BOILERPLATE


def test_rule_files_are_read_once() -> None:
    assert load_line_rules() is load_line_rules()
