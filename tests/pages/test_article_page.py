from __future__ import annotations

from collections.abc import Callable

from flask.testing import FlaskClient

from tests.pages.reading import read_page
from tests.pages.stored_articles import Block, build_stored, read_ferry_article
from translator.checks import make_issue
from translator.document import ParagraphKind
from translator.translation import Issue, Severity, StoredArticle

Keep = Callable[[StoredArticle], None]

ERROR = Issue("name_missing", Severity.ERROR, "The name %(name)s is missing.", {"name": "<b>Petit</b>"})
INTERFACE_ENGLISH = {"Accept-Language": "en"}


def test_page_links_each_source_passage_with_its_partner(client: FlaskClient, ferry: str) -> None:
    page = read_page(client.get(f"/articles/{ferry}"))
    segments = [segment for _, segment in read_ferry_article().translated.article.iterate_segments()]
    sources = page.find_all('//*[@class="cell source"]//*[@data-segment]')
    targets = page.find_all('//*[@class="cell target"]//*[@data-segment]')
    expected = sorted(segment.id for segment in segments)
    assert sorted(each.get("data-segment") for each in sources) == expected
    assert sorted(each.get("data-segment") for each in targets) == expected
    assert sorted(each.get("id") for each in sources) == [f"s-{each}" for each in expected]
    assert sorted(each.get("id") for each in targets) == [f"t-{each}" for each in expected]


def test_ids_are_unique(client: FlaskClient, ferry: str) -> None:
    ids = [each.get("id") for each in read_page(client.get(f"/articles/{ferry}")).find_all("//*[@id]")]
    assert len(ids) == len(set(ids))


def test_each_passage_holds_its_text_and_nothing_else(client: FlaskClient, ferry: str) -> None:
    page = read_page(client.get(f"/articles/{ferry}"))
    translated = read_ferry_article().translated
    for (_, segment), translation in zip(translated.article.iterate_segments(), translated.translations, strict=True):
        assert loosen(page.find(f'//*[@id="s-{segment.id}"]').text_content()) == loosen(segment.source)
        assert loosen(page.find(f'//*[@id="t-{segment.id}"]').text_content()) == loosen(translation.target)


def loosen(text: str) -> str:
    """Put a plain space for each at which no line may end."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def test_sides_carry_their_languages_and_the_page_its_own(client: FlaskClient, ferry: str) -> None:
    page = read_page(client.get(f"/articles/{ferry}", headers={"Accept-Language": "fr"}))
    assert page.find("/html").get("lang") == "fr"
    sources = {each.get("lang") for each in page.find_all('//*[@class="cell source"]')}
    targets = {each.get("lang") for each in page.find_all('//*[@class="cell target"]')}
    assert sources == {"fr", "en"}
    assert targets == {"en-US"}


def test_headline_is_the_only_h1_and_stands_in_both_languages(client: FlaskClient, ferry: str) -> None:
    page = read_page(client.get(f"/articles/{ferry}"))
    assert page.read_all("//h1/span") == [
        "Le bac de Port-Lannec reprend la mer après dix-huit mois d’arrêt",
        "The Port-Lannec ferry is back at sea after eighteen months",
    ]
    assert page.read("//title") == "The Port-Lannec ferry is back at sea after eighteen months · Vis-à-vis"


def test_kinds_of_paragraph_have_their_elements(client: FlaskClient, keep: Keep) -> None:
    keep(
        build_stored(
            [
                Block(["Titre"], ["Title"], kind=ParagraphKind.HEADING),
                Block(["Corps."], ["Body."], kind=ParagraphKind.BODY),
                Block(["Partie"], ["Part"], kind=ParagraphKind.HEADING),
                Block(["« Cité. »"], ["“Quoted.”"], kind=ParagraphKind.QUOTE),
                Block(["Point."], ["Item."], kind=ParagraphKind.ITEM),
                Block(["Légende."], ["Caption."], kind=ParagraphKind.CAPTION),
            ]
        )
    )
    page = read_page(client.get("/articles/article"))
    rows = page.find_all('//article/div[@class="text"]/*')
    assert [(row.tag, row.get("class"), row[0].tag) for row in rows] == [
        ("h1", "row heading", "span"),
        ("div", "row body", "p"),
        ("h2", "row heading", "span"),
        ("div", "row quote", "blockquote"),
        ("div", "row item", "p"),
        ("div", "row caption", "p"),
    ]


def test_article_without_headline_still_has_an_h1(client: FlaskClient, keep: Keep) -> None:
    keep(build_stored([Block(["Corps."], ["Body."])]))
    page = read_page(client.get("/articles/article", headers=INTERFACE_ENGLISH))
    assert page.read("//h1") == "Article"


def test_boilerplate_is_folded_away_with_both_sides(client: FlaskClient, ferry: str) -> None:
    page = read_page(client.get(f"/articles/{ferry}", headers=INTERFACE_ENGLISH))
    assert page.read('//details[@class="asides"]/summary') == "Also on the page 9"
    assert page.read_all('//details[@class="asides"]//*[@class="cell target"]')[:2] == [
        "Home > Estuary > Transport",
        "The Port-Lannec ferry is back at sea after eighteen months",
    ]
    flow = page.read_all('//article/div[@class="text"]//*[@class="cell source"]')
    assert len(flow) == 13
    assert len(set(flow)) == 13


def test_notice_names_engine_package_date_direction_and_what_to_check(client: FlaskClient, ferry: str) -> None:
    page = read_page(client.get(f"/articles/{ferry}", headers=INTERFACE_ENGLISH))
    assert page.read_all('//header[@class="facts"]/ul/li') == [
        "Machine translation",
        "French →into English",
        "October 14, 2026",
        "Argos Translate 1.11, translate-fr_en 1.0",
        "1 passage to check",
    ]


def test_notice_speaks_the_readers_language(client: FlaskClient, ferry: str) -> None:
    page = read_page(client.get(f"/articles/{ferry}", headers={"Accept-Language": "fr-CA"}))
    assert page.read_all('//header[@class="facts"]/ul/li') == [
        "Traduction automatique",
        "français →vers anglais",
        "14 octobre 2026",
        "Argos Translate 1.11, translate-fr_en 1.0",
        "1 passage à vérifier",
    ]


def test_error_is_marked_explained_and_listed(client: FlaskClient, keep: Keep) -> None:
    keep(build_stored([Block(["Un.", "Deux."], ["One.", "Two."], issues={1: (ERROR,)})]))
    page = read_page(client.get("/articles/article", headers=INTERFACE_ENGLISH))
    assert page.find('//*[@id="t-p0s1"]').get("class") == "segment doubtful"
    assert page.find('//*[@id="t-p0s0"]').get("class") == "segment"
    mark = page.find('//sup[@class="mark"]/a')
    assert mark.get("href") == "#note-1"
    assert mark.get("aria-label") == "To check, 1: The name <b>Petit</b> is missing."
    assert page.read('//sup[@class="mark"]/span[@class="note"]') == "The name <b>Petit</b> is missing."
    assert page.read_all('//li[@id="note-1"]/p') == ["The name <b>Petit</b> is missing.", "Deux."]
    assert page.find('//li[@id="note-1"]//a').get("href") == "#t-p0s1"


def test_text_with_markup_stays_text(client: FlaskClient, keep: Keep) -> None:
    hostile = "<script>alert(1)</script> & <img src=x onerror=alert(1)>"
    keep(build_stored([Block([hostile], [hostile.upper()], kind=ParagraphKind.HEADING), Block([hostile], [hostile])]))
    page = read_page(client.get("/articles/article"))
    assert page.find('//*[@id="s-p1s0"]').text_content() == hostile
    assert page.find_all("//img") == []
    assert {script.text for script in page.find_all("//script[not(@type)]")} == {None}


def test_page_has_no_inline_style_or_script(client: FlaskClient, ferry: str) -> None:
    page = read_page(client.get(f"/articles/{ferry}"))
    assert page.find_all("//style | //*[@style]") == []
    assert page.find_all('//@*[starts-with(name(), "on")]') == []
    assert [script for script in page.find_all("//script[not(@type)]") if script.text] == []


def test_address_of_the_page_is_its_canonical_one(client: FlaskClient, ferry: str) -> None:
    page = read_page(client.get(f"/articles/{ferry}?from=feed"))
    assert page.find('//link[@rel="canonical"]').get("href") == f"http://localhost/articles/{ferry}"


def test_page_with_its_styles_and_scripts_weighs_less_than_60_kilobytes(client: FlaskClient, ferry: str) -> None:
    response = client.get(f"/articles/{ferry}")
    page = read_page(response)
    addresses = [each.get("href") for each in page.find_all('//link[@rel="stylesheet" or @rel="icon"]')]
    addresses += [each.get("src") for each in page.find_all("//script[@src]")]
    packed = {"Accept-Encoding": "gzip"}
    weight = len(response.data) + sum(
        len(client.get(address, headers=packed, buffered=True).data) for address in addresses
    )
    assert weight < 60_000


def test_language_in_an_explanation_is_named_in_the_readers_words(client: FlaskClient, keep: Keep) -> None:
    issue = make_issue("language_not_served", language="es")
    keep(build_stored([Block(["Buenos días."], ["Buenos días."], language="es", issues={0: (issue,)})]))
    french = read_page(client.get("/articles/article", headers={"Accept-Language": "fr"}))
    assert french.read_all('//li[@id="note-1"]/p') == [
        "Ce passage est dans une langue qui n’est pas prise en charge (espagnol)\u202f; il est laissé tel quel.",
        "Buenos días.",
    ]
