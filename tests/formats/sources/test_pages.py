from __future__ import annotations

import socket
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translator.document import ArticleText, ParagraphKind
from translator.errors import FieldError, NoArticleError
from translator.formats import read_text
from translator.formats.sources import decode_page, read_html_source, read_page
from translator.formats.sources.blocks import Block, compose

CASES = Path(__file__).parent.parent.parent / "cases" / "pages"
URL = "https://www.phare-ouest.example/bac"
BODY, HEADING, QUOTE, ITEM, CAPTION, BOILERPLATE = (
    ParagraphKind.BODY,
    ParagraphKind.HEADING,
    ParagraphKind.QUOTE,
    ParagraphKind.ITEM,
    ParagraphKind.CAPTION,
    ParagraphKind.BOILERPLATE,
)

LONG = "Le bac reprendra la mer au printemps, a annoncé vendredi le département, qui finance les travaux."


def list_parts(article: ArticleText) -> list[tuple[ParagraphKind, str]]:
    return list(zip(article.kinds, article.text.split("\n\n"), strict=True))


def list_told(article: ArticleText) -> list[tuple[ParagraphKind, str]]:
    return [part for part in list_parts(article) if part[0] is not BOILERPLATE]


def make_page(body: str, *, head: str = "", language: str = "fr") -> str:
    return f'<!doctype html><html lang="{language}"><head>{head}</head><body>{body}</body></html>'


@pytest.fixture(scope="module")
def scraped() -> ArticleText:
    return read_page(decode_page((CASES / "phare.html").read_bytes()), url=URL)


def test_headline_and_body_are_read_once(scraped: ArticleText) -> None:
    assert scraped.title == "Le bac de Saint-Aubin reprendra la mer en juin"
    told = list_told(scraped)
    assert [(kind, text[:24]) for kind, text in told] == [
        (CAPTION, "Le bac « Marie-Jeanne » "),
        (BODY, "Arrêté depuis la tempête"),
        (BODY, "« Nous avons commandé de"),
        (BODY, "Depuis quatre mois, les "),
        (HEADING, "Un chantier de 3,2 milli"),
        (BODY, "Le chantier a été confié"),
        (ITEM, "le remplacement des deux"),
        (ITEM, "la réfection complète de"),
        (ITEM, "une rampe accessible aux"),
        (BODY, "Les moteurs viennent d’u"),
        (QUOTE, "We have built engines fo"),
        (BODY, "La traversée restera gra"),
        (BODY, "Une réunion publique aur"),
    ]


def test_what_surrounded_the_article_is_boilerplate(scraped: ArticleText) -> None:
    lines = [text for kind, text in list_parts(scraped) if kind is BOILERPLATE]
    assert {
        "Le bac de Saint-Aubin reprendra la mer en juin",
        "Accueil > Région > Estuaire",
        "Par",
        "Publié le 27 février 2026 à 18h05",
        "Related Articles",
        "Le pont de Trévignon fermé deux nuits",
        "Nous utilisons des cookies pour mesurer l’audience et vous proposer des contenus adaptés.",
        "Soyez le premier à réagir",
    } <= set(lines)
    assert len(lines) == len(set(lines))
    assert not any("dataLayer" in line or "Tout accepter" in line for line in lines)


def test_what_the_page_says_of_its_article_is_read(scraped: ArticleText) -> None:
    origin = scraped.origin
    assert origin is not None
    assert origin.url == URL
    assert origin.canonical_url == "https://www.phare-ouest.example/region/bac-saint-aubin-juin"
    assert origin.site_name == "Le Phare de l’Ouest"
    assert origin.byline == ""
    assert origin.published_at == datetime(2026, 2, 27, 17, 5, tzinfo=UTC)
    assert origin.image_caption.startswith("Le bac « Marie-Jeanne » à quai")
    assert scraped.language == "fr"


@pytest.mark.parametrize(
    ("head", "byline"),
    [
        ('<meta name="author" content="Léa Martin">', "Léa Martin"),
        ('<meta name="author" content="Par Léa Martin">', "Léa Martin"),
        ('<meta name="author" content="Par">', ""),
        ('<meta name="author" content="https://www.facebook.com/lea">', ""),
        (
            '<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle",'
            '"author":[{"@type":"Person","name":"Léa Martin"},{"@type":"Person","name":"Yann Le Goff"}]}</script>',
            "Léa Martin, Yann Le Goff",
        ),
    ],
)
def test_byline_is_a_name_or_nothing(head: str, byline: str) -> None:
    origin = read_page(make_page(f"<article><h1>Le bac</h1><p>{LONG}</p></article>", head=head)).origin
    assert origin is not None
    assert origin.byline == byline


@pytest.mark.parametrize(
    ("href", "found"),
    [
        ("https://presse.example/a", "https://presse.example/a"),
        ("/a", "https://www.phare-ouest.example/a"),
        ("javascript:alert(1)", ""),
        ("data:text/html,a", ""),
        ("http://anne:secret@presse.example/", ""),
        ("http://[", ""),
        ("https://presse.example/ a", ""),
    ],
)
def test_canonical_address_is_one_of_the_web_or_none(href: str, found: str) -> None:
    head = f'<link rel="canonical" href="{href}">'
    origin = read_page(make_page(f"<article><p>{LONG}</p></article>", head=head), url=URL).origin
    assert origin is not None
    assert origin.canonical_url == found


def test_site_is_no_part_of_the_headline() -> None:
    page = make_page(f"<article><p>{LONG}</p></article>", head="<title>Le bac revient - Le Phare</title>")
    assert read_page(page).title == "Le bac revient"


def test_captions_stand_where_their_pictures_do() -> None:
    figure = "<figure><img src=a><figcaption>{}</figcaption></figure>"
    body = (
        f"<article><h1>Le bac</h1><p>{LONG}</p>{figure.format('Le port, mardi.')}<p>Ensuite, {LONG}</p></article>"
        f"<aside>{figure.format('Une autre histoire.')}</aside>"
    )
    article = read_page(make_page(body))
    assert [text[:8] for _, text in list_told(article)] == ["Le bac r", "Le port,", "Ensuite,"]
    assert article.origin is not None
    assert article.origin.image_caption == "Le port, mardi."


def test_brief_keeps_its_parts() -> None:
    page = make_page(
        "<article><h1>Le bac</h1><p>Il part à midi.</p><ul><li>Un</li></ul><p>Il rentre à six heures.</p></article>"
    )
    article = read_page(page)
    assert (article.title, list_told(article)) == (
        "Le bac",
        [(BODY, "Il part à midi."), (ITEM, "Un"), (BODY, "Il rentre à six heures.")],
    )


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("something connects")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    body = f'<article><h1>Le bac</h1><p>{LONG}</p><img src="http://a.example/a.png"></article>'
    head = '<link rel="canonical" href="http://a.example/"><link rel="stylesheet" href="http://a.example/a.css">'
    doctype = '<!DOCTYPE html SYSTEM "http://a.example/a.dtd" [<!ENTITY a SYSTEM "http://a.example/e">]>'
    assert LONG in read_page(doctype + make_page(body, head=head), url="http://a.example/").text


def test_programs_and_styles_are_no_text() -> None:
    body = (
        f"<article><h1>Le bac</h1><p>{LONG}<script>alert(1)</script></p><style>p {{ color: red }}</style>"
        f"<p onclick='alert(2)'>Ensuite, {LONG}</p><svg><script>alert(3)</script></svg></article>"
        "<p hidden>cachée</p><noscript>sans script</noscript><template>un modèle</template>"
    )
    article = read_page(make_page(body))
    assert [text for _, text in list_told(article)] == [LONG, f"Ensuite, {LONG}"]
    assert not any(word in article.text for word in ("alert", "color", "cachée", "modèle"))


@pytest.mark.parametrize(
    "markup", ["", "<html></html>", "<!doctype html><title>Le bac</title>", "<html><script>a</script>"]
)
def test_page_without_an_article_is_refused(markup: str) -> None:
    with pytest.raises(NoArticleError, match="url cannot be used: no article was found in it"):
        read_page(markup)


def test_deep_page_is_read_or_refused() -> None:
    page = make_page("<div>" * 50_000 + LONG)
    try:
        article = read_page(page)
    except NoArticleError:
        return
    assert len(article.kinds) == len(article.text.split("\n\n"))


def test_piece_of_html_is_the_article_as_it_is() -> None:
    markup = (
        "<h1>Le bac</h1><p>Il <b>part</b>&nbsp;: oui.</p><ul><li>Un</li><li>Deux<br>Trois</li></ul>"
        "<blockquote>Enfin&shy;!</blockquote><table><tr><td>Lundi</td><td>8 h</td></tr></table>texte nu"
    )
    assert list_parts(read_html_source(markup, field="html")) == [
        (HEADING, "Le bac"),
        (BODY, "Il part\u00a0: oui."),
        (ITEM, "Un"),
        (ITEM, "Deux"),
        (ITEM, "Trois"),
        (QUOTE, "Enfin!"),
        (BODY, "Lundi · 8 h"),
        (BODY, "texte nu"),
    ]


def test_whole_page_is_told_from_a_piece() -> None:
    page = (CASES / "phare.html").read_text(encoding="utf-8")
    assert read_html_source(page, url=URL) == read_page(page, url=URL)


def test_empty_piece_is_refused() -> None:
    with pytest.raises(NoArticleError, match="html cannot be used"):
        read_html_source("<p> </p><script>a</script>", field="html")


@pytest.mark.parametrize(
    ("content", "charset", "text"),
    [
        ("été".encode(), "", "été"),
        ("été".encode(), "iso-8859-1", "été"),
        ("été".encode("latin-1"), "iso-8859-1", "été"),
        ('<meta charset="iso-8859-15">prix : 5 €'.encode("iso-8859-15"), "", '<meta charset="iso-8859-15">prix : 5 €'),
        ("“été”".encode("cp1252"), "", "“été”"),
        ("été".encode("utf-16"), "", "été"),
        ("été".encode("latin-1"), "no-such-thing", "été"),
        (b"\xe9t\xe9", "punycode", "été"),
    ],
)
def test_bytes_become_text_as_they_were_meant(content: bytes, charset: str, text: str) -> None:
    assert decode_page(content, charset=charset) == text


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(FieldError):
        decode_page(b"\x89PNG\r\n\x00\x00\x81")


@given(
    st.lists(st.builds(Block, st.text(max_size=30), st.sampled_from(ParagraphKind)), max_size=6),
    st.lists(st.builds(Block, st.text(max_size=9)), max_size=3),
)
def test_each_kind_has_its_paragraph(blocks: list[Block], asides: list[Block]) -> None:
    from translator.formats.sources.blocks import clean_line

    cleaned = [Block(clean_line(block.text), block.kind) for block in blocks]
    around = [Block(clean_line(block.text)) for block in asides]
    article = compose(cleaned, asides=around, title="Un titre")
    assert len(read_text(f"Un titre\n\n{article.text}").paragraphs) == len(article.kinds) + 1
