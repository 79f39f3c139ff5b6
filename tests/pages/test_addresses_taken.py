"""An article is taken from its address: what the page shows of it, and which addresses are refused."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.fetching.site import Answer, Site
from tests.pages.conftest import SCRAPED, MakeClient
from tests.pages.filling import fill_in, list_problems, open_article
from tests.pages.reading import read_page
from translator.fetching import Fetcher, FetchLimits
from translator.workflows.services import Services


def test_scraped_article_shows_headline_and_body_once_and_folds_the_rest_away(reader: FlaskClient, site: Site) -> None:
    page = open_article(reader, fill_in(reader, url=f"{site.url}/bac"))
    assert page.read_all("//h1/*[contains(@class, 'source')]") == ["Le bac de Saint-Aubin reprendra la mer en juin"]
    text = " ".join(page.read_all('//article/div[@class="text"]//*[contains(@class, "cell source")]'))
    assert text.count("Le bac de Saint-Aubin reprendra la mer en juin") == 1
    assert text.count("Arrêté depuis la tempête d’octobre") == 1
    clutter = ("Accueil", "cookies", "Related Articles", "Publié le", "Commentaires", "Tous droits réservés")
    assert [word for word in clutter if word in text] == []
    folded = page.read('//details[contains(@class, "asides")]')
    assert [word for word in clutter if word not in folded] == []
    assert page.read_all("//h2/*[contains(@class, 'source')]")[0] == "Un chantier de 3,2 millions d’euros"


def test_english_within_a_french_article_stays_english(reader: FlaskClient, site: Site) -> None:
    page = open_article(reader, fill_in(reader, url=f"{site.url}/bac"))
    words = "We have built engines for island ferries since 1921, and we have never been asked to deliver one so fast."
    (source, target) = page.find_all(f'//blockquote[contains(normalize-space(.), "{words[:40]}")]')
    assert [" ".join(each.text_content().split()) for each in (source, target)] == [words, words]
    assert source.get("lang") == "en"
    assert target.get("lang").partition("-")[0] == "en"


def test_page_names_where_its_article_comes_from(reader: FlaskClient, site: Site) -> None:
    page = open_article(reader, fill_in(reader, url=f"{site.url}/bac"))
    link = page.find('//*[@class="origin"]/a')
    assert link.get("href") == "https://www.phare-ouest.example/region/bac-saint-aubin-juin"
    assert page.read('//*[@class="origin"]') == "Original on Le Phare de l’Ouest published on February 27, 2026"


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://127.0.0.1/", "it leads into a network that is not public"),
        ("http://[::1]/", "it leads into a network that is not public"),
        ("http://2130706433/", "its host is a number in an unusual form"),
        ("http://anne:secret@presse.example/", "it holds a user name"),
        ("ftp://presse.example/", "it must begin with http:// or https://"),
        ("javascript:alert(1)", "it must begin with http:// or https://"),
    ],
)
def test_address_that_must_not_be_asked_is_refused_beside_its_field(client: FlaskClient, url: str, reason: str) -> None:
    page = fill_in(client, url=url, title="Un titre", source="fr", target="en")
    assert (page.status, list_problems(page)) == (400, {"url": f"This address cannot be used: {reason}."})
    assert page.find('//input[@name="url"]').get("value") == url
    assert page.find('//input[@name="url"]').get("aria-describedby") == "url-problem"
    assert page.find('//input[@name="title"]').get("value") == "Un titre"


def test_refusal_of_a_site_is_told_in_the_visitors_language(reader: FlaskClient, site: Site) -> None:
    reader.set_cookie("language", "fr")
    page = fill_in(reader, url=f"{site.url}/rien")
    assert list_problems(page) == {"url": "Cette adresse ne convient pas\u00a0: le site répond par le statut 404."}


def test_site_that_fetches_nothing_has_no_field_for_addresses(make_client: MakeClient, site: Site) -> None:
    client = make_client(settings={"fetch": "off"}, fetcher=Fetcher(FetchLimits(networks=("127.0.0.0/8",))))
    assert read_page(client.get("/")).find_all('//input[@name="url"]') == []
    assert fill_in(client, url=f"{site.url}/bac").status == 400
    assert site.asked == []


def test_form_without_a_token_fetches_nothing(reader: FlaskClient, site: Site) -> None:
    assert reader.post("/articles", data={"url": f"{site.url}/bac"}).status_code == 400
    assert site.asked == []


def test_database_is_free_while_a_page_is_fetched(services: Services, make_client: MakeClient, site: Site) -> None:
    written: list[bool] = []

    def respond(_headers: object) -> Answer:
        # A writer that waited for the fetch would fail on SQLite, or block on any database.
        with services.database.session(writing=True) as session:
            session.commit()
        written.append(True)
        return Answer(SCRAPED.read_bytes())

    site.pages["/bac"] = respond
    client = make_client(fetcher=Fetcher(FetchLimits(networks=("127.0.0.0/8",), seconds=5)))
    assert fill_in(client, url=f"{site.url}/bac").status == 303
    assert written == [True]
