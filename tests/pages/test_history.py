from __future__ import annotations

import copy

import pytest
from flask.testing import FlaskClient

from tests.pages.reading import Page, read_page
from tests.people import make_person, sign_in
from translator.pages.differences import Change, Piece, compare_words
from translator.people import Role
from translator.storage.tables import ArticleVersionRow
from translator.translation import QuotationPolicy, State
from translator.workflows.articles import create_article, get_article
from translator.workflows.correct_segment import Signature, correct_segment
from translator.workflows.services import Services
from translator.workflows.update_article import update_article
from translator.workflows.update_plan import ArticleUpdate

FIRST, SECOND, NEWS = "Le pont est ouvert.", "Les travaux sont finis.", "La fête aura lieu dimanche prochain."
TITLE = "Le pont rouvre"


@pytest.fixture
def article(services: Services) -> str:
    create_article(services, title=TITLE, text=f"{FIRST} {SECOND}", source="fr", target="en", identifier="bridge")
    return "/articles/bridge"


@pytest.fixture
def updated(services: Services, article: str) -> str:
    correct_segment(
        services, "bridge", "p1s1", target="The works are done.", state=State.REVIEWED, signature=Signature("k1")
    )
    text = f"{NEWS}\n\n{FIRST.replace('ouvert', 'rouvert')} {SECOND}"
    update_article(services, "bridge", update=ArticleUpdate(text=text), signature=Signature("k1", "the feast"))
    return article


def test_words_are_compared_one_by_one() -> None:
    assert compare_words("The bridge is open.", "The old bridge is shut.") == (
        Piece(Change.SAME, "The"),
        Piece(Change.ADDED, " old"),
        Piece(Change.SAME, " bridge is "),
        Piece(Change.REMOVED, "open"),
        Piece(Change.ADDED, "shut"),
        Piece(Change.SAME, "."),
    )
    assert compare_words("Same.", "Same.") == (Piece(Change.SAME, "Same."),)
    assert compare_words("Nothing alike here", "zwölf Boxkämpfer") == (
        Piece(Change.REMOVED, "Nothing alike here"),
        Piece(Change.ADDED, "zwölf Boxkämpfer"),
    )


def test_versions_are_listed_the_newest_first(client: FlaskClient, updated: str) -> None:
    page = read_page(client.get(f"{updated}/versions"))
    items = [" ".join(each.text_content().split()) for each in page.find_all('//ol[@class="versions"]/li')]
    assert [item.split(" ", 1)[0] for item in items] == ["2", "1"]
    assert "the feast" in items[0]
    assert page.find('//a[@class="way"]').get("href") == f"{updated}/versions/2"


def test_difference_shows_both_sides(client: FlaskClient, updated: str) -> None:
    page = read_page(client.get(f"{updated}/versions/2"))
    pairs = {each.get("class").split()[1]: each for each in page.find_all('//div[starts-with(@class, "pair ")]')}
    assert set(pairs) == {"same", "added", "changed"}
    assert pairs["added"].xpath('./p[@class="source"]/ins')[0].text == NEWS
    assert [each.text for each in pairs["changed"].xpath('./p[@class="source"]/*')] == ["ouvert", "rouvert"]
    assert pairs["changed"].xpath('.//div[@class="target"]//ins')
    assert client.get(f"{updated}/versions/1").status_code == 404
    assert client.get(f"{updated}/versions/9").status_code == 404


def test_article_leads_to_its_versions_once_there_are_some(
    client: FlaskClient, services: Services, article: str
) -> None:
    assert not read_page(client.get(article)).find_all('//ul[@class="revising"]')
    update_article(services, "bridge", update=ArticleUpdate(text=NEWS), signature=Signature("k1"))
    (link,) = read_page(client.get(article)).find_all('//ul[@class="revising"]//a')
    assert (link.text, link.get("href")) == ("2 versions", f"{article}/versions")


def fill(client: FlaskClient, article: str, **fields: str) -> Page:
    form = read_page(client.get(f"{article}/edit")).find('//form[@class="rewriting"]')
    kept = {each.get("name"): each.get("value") or "" for each in form.xpath(".//input")}
    answer = client.post(f"{article}/edit", data={**kept, "text": form.xpath(".//textarea")[0].text.strip(), **fields})
    return read_page(answer)


def test_editor_sees_what_a_new_text_changes_before_it_does(
    client: FlaskClient, services: Services, article: str
) -> None:
    sign_in(client, make_person(services, Role.EDITOR))
    page = fill(client, article, text=f"{FIRST} {NEWS}", action="preview")
    assert page.status == 200
    outlook = page.find('//section[@class="outlook"]')
    assert "2 sentences keep their translation" in outlook.text_content()
    assert [each.text for each in outlook.xpath(".//ins")] == [NEWS]
    assert get_article(services, "bridge").version == 1
    assert fill(client, article, text=f"{FIRST} {NEWS}", action="save", reason="news").status == 303
    assert get_article(services, "bridge").translated.article.text == f"{TITLE}\n\n{FIRST} {NEWS}"


def test_editor_who_comes_second_is_told_and_loses_nothing(
    client: FlaskClient, services: Services, article: str
) -> None:
    sign_in(client, make_person(services, Role.EDITOR))
    update_article(services, "bridge", update=ArticleUpdate(text=NEWS), signature=Signature("k1"))
    page = fill(client, article, text="Mon texte.", version="1", action="save")
    assert page.status == 409
    assert page.find("//textarea").text.strip() == "Mon texte."
    assert page.find('//input[@name="version"]').get("value") == "2"
    assert get_article(services, "bridge").translated.article.text == f"{TITLE}\n\n{NEWS}"


def test_unusable_text_is_refused_beside_its_box(client: FlaskClient, services: Services, article: str) -> None:
    sign_in(client, make_person(services, Role.EDITOR))
    page = fill(client, article, text="  ", action="save")
    assert page.status == 400
    assert page.find("//textarea").get("aria-describedby") == "text-problem"


def test_translators_do_not_edit_the_source(client: FlaskClient, services: Services, article: str) -> None:
    assert client.get(f"{article}/edit").status_code == 303
    sign_in(client, make_person(services))
    assert client.get(f"{article}/edit").status_code == 403


ENGLISH = "The harbour authority said on Tuesday that the crossing would be free of charge for all the islanders."
SPOKEN = "We will leave tomorrow with all the children"
QUOTING = f"Le ministre a répondu “{SPOKEN}” devant la mairie, où les habitants attendaient depuis le matin."


def test_foreign_words_keep_their_language_in_a_difference(client: FlaskClient, services: Services) -> None:
    before, after = f"{QUOTING}\n\n{ENGLISH}\n\n{FIRST}", f"{QUOTING.replace('tomorrow', 'today')}\n\n{FIRST}"
    create_article(
        services,
        title=TITLE,
        text=before,
        source="fr",
        target="en",
        identifier="spoken",
        quotations=QuotationPolicy.KEEP,
    )
    update_article(services, "spoken", update=ArticleUpdate(text=after), signature=Signature("k1"))
    page = read_page(client.get("/articles/spoken/versions/2"))
    assert page.read('//*[contains(@class, "removed")]/p[@class="source"]/del[@lang="en"]') == ENGLISH
    changed = '//*[contains(@class, "changed")]/p[@class="source"]'
    assert page.read(f"{changed}/del") == "tomorrow"
    assert page.find(f"{changed}/del").get("lang") == page.find(f"{changed}/ins").get("lang") == "en"
    told = page.find_all(f"{changed}/*[@lang='en']")
    assert "".join(each.text_content() for each in told).strip("“”") == SPOKEN.replace("tomorrow", "tomorrowtoday")
    assert page.find_all(f"{changed}/*[@lang='fr']") == []


def test_a_version_from_before_languages_were_kept_is_compared(
    client: FlaskClient, services: Services, updated: str
) -> None:
    with services.database.session(writing=True) as session:
        row = session.get_one(ArticleVersionRow, ("bridge", 1))
        content = copy.deepcopy(row.content or {})
        for paragraph in content["paragraphs"]:
            paragraph["segments"] = [segment[:4] for segment in paragraph["segments"]]
        row.content = content
        session.commit()
    assert read_page(client.get(f"{updated}/versions/2")).status == 200
