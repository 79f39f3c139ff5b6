"""Whatever a page or file brings becomes text: nothing of it runs, loads or leads astray on ours."""

from __future__ import annotations

import re
from html import escape

from flask.testing import FlaskClient

from tests.fetching.site import Answer, Site
from tests.pages.filling import TEXT, fill_in, open_article
from tests.pages.reading import Page, read_page
from tests.people import make_person, sign_in
from translator.people import Role
from translator.workflows.articles import create_article
from translator.workflows.correct_segment import Signature
from translator.workflows.feeds import add_feed, get_feed, take_due_entry
from translator.workflows.services import Services
from translator.workflows.update_article import update_article
from translator.workflows.update_plan import ArticleUpdate

HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(2)>",
    "<svg onload=alert(3)>",
    '"><script>alert(4)</script>',
    "<a href='javascript:alert(5)'>ici</a>",
    "<iframe srcdoc='<script>alert(6)</script>'></iframe>",
    "{{ 7 * 7 }}",
    "<style>@import 'http://a.example/a.css'</style>",
)


def make_hostile_page() -> bytes:
    """A page whose every part is hostile, as markup and as text that reads as markup."""
    shown = "".join(f"<p>{TEXT} {escape(each)} {each} Fin.</p>" for each in HOSTILE)
    told = escape(HOSTILE[0])
    head = (
        f'<title>{told}</title><meta property="og:title" content="{told}">'
        f'<meta name="author" content="{told}"><meta property="og:site_name" content="{told}">'
        '<link rel="canonical" href="javascript:alert(9)">'
        f'<meta property="article:published_time" content="{told}">'
    )
    figure = f'<figure onclick="alert(10)"><figcaption>{told}</figcaption></figure>'
    return (
        f'<!doctype html><html lang="{told}"><head>{head}</head><body onload="alert(11)"><article><h1>{told}</h1>'
        f"{figure}{shown}</article><div>{told}</div></body></html>"
    ).encode()


def find_active(page: Page) -> list[str]:
    """List what would run or load in an answer: scripts but the site's own, handlers, addresses that are programs."""
    scripts = [each.get("src") or "inline" for each in page.find_all("//script[not(@type)]")]
    active = [each for each in scripts if not each.startswith("/assets/")]
    for element in page.root.iter("*"):
        for name, value in element.attrib.items():
            leads_astray = name in ("href", "src", "action") and value.strip().lower().startswith(
                ("javascript:", "data:")
            )
            if leads_astray or name.startswith("on") or name in ("style", "srcdoc", "formaction"):
                active.append(f"{name}={value}")
    return active + [each.tag for each in page.find_all("//iframe | //object | //embed | //svg//script | //style")]


def test_hostile_page_becomes_text(reader: FlaskClient, site: Site) -> None:
    site.pages["/hostile"] = Answer(make_hostile_page())
    answer = fill_in(reader, url=f"{site.url}/hostile", source="fr", target="en")
    location = answer.response.headers["Location"]
    page = open_article(reader, answer)
    assert find_active(page) == []
    assert "<script>alert(1)</script>" in page.read("//article")
    assert find_active(read_page(reader.get(f"{location}/embed"))) == []
    assert find_active(read_page(reader.get("/"))) == []
    kept = reader.get(f"/api{location}").get_json()
    assert set(kept["origin"].values()) & {"javascript:alert(9)"} == set()
    for side in ("html", "translated_html"):
        assert "<script" not in kept[side]
        assert "onerror=" not in kept[side].replace("&lt;img src=x onerror=", "")


def test_hostile_file_becomes_text(client: FlaskClient) -> None:
    markup = "".join(f"<p>{TEXT} {each} {escape(each)}</p>" for each in HOSTILE).encode()
    for name in ("a.html", "a.md", "a.txt"):
        page = open_article(client, fill_in(client, file=(name, markup), source="fr", target="en"))
        assert find_active(page) == []


def test_hostile_words_stay_words_wherever_an_article_is_shown(client: FlaskClient) -> None:
    services: Services = client.application.extensions["services"]
    told = " ".join(HOSTILE)
    text = f"{TEXT} {told}"
    create_article(services, title=told[:300], text=text, source="fr", target="en", identifier="hostile")
    update = ArticleUpdate(text=f"{text}\n\nUne fête {told} aura lieu.")
    update_article(services, "hostile", update=update, signature=Signature("<b>desk</b>", told))
    for path in (
        "/",
        "/library",
        "/library?q=<svg onload=alert(1)>",
        "/articles/hostile",
        "/articles/hostile/fr",
        "/articles/hostile/en",
        "/articles/hostile/embed",
        "/articles/hostile/versions",
        "/articles/hostile/versions/2",
        "/articles/hostile/segments/p1s0",
        "/memory?q=alert",
    ):
        answer = client.get(path)
        assert (path, answer.status_code, find_active(read_page(answer))) == (path, 200, [])
        assert "49" not in re.findall(r"\{\{.*?\}\}|49", answer.get_data(as_text=True))
    sign_in(client, make_person(services, Role.EDITOR))
    for path in ("/articles/hostile/edit", "/articles/hostile/delete", "/articles/hostile/segments/p1s0/correct"):
        assert find_active(read_page(client.get(path))) == []


def test_hostile_feed_becomes_text_and_leads_nowhere(reader: FlaskClient, site: Site) -> None:
    services: Services = reader.application.extensions["services"]
    items = "".join(
        f"<item><guid>{number}</guid><title>{escape(words)}</title><link>{link}</link></item>"
        for number, (words, link) in enumerate(
            [
                *((each, f"{site.url}/rien") for each in HOSTILE),
                ("A", "javascript:alert(1)"),
                ("B", "http://10.0.0.1/"),
                ("C", "http://169.254.169.254/latest/meta-data/"),
                ("D", "http://[::ffff:10.0.0.1]/"),
                ("E", f"{site.url}/leads-on"),
            ]
        )
    )
    title = f"<title>{escape(HOSTILE[0])}</title>"
    rss = f"<?xml version='1.0'?><rss version='2.0'><channel>{title}{items}</channel></rss>"
    site.pages["/rss"] = Answer(rss.encode(), headers={"Content-Type": "application/rss+xml"})
    site.lead("/leads-on", to="http://10.0.0.1/")
    feed = add_feed(services, url=f"{site.url}/rss")
    while take_due_entry(services):
        pass
    _, listed = get_feed(services, feed.id)
    told = {item.entry.title: str(item.entry.problem or "") for item in listed}
    assert {told.get(name, "") for name in "BCDE"} <= {
        "it leads into a network that is not public",
        "its host is a number in an unusual form",
        "",
    }
    assert all(told[name] for name in "BCDE" if name in told)
    assert "A" not in told
    for path in ("/feeds", f"/feeds/{feed.id}"):
        page = read_page(reader.get(path))
        assert find_active(page) == []
        assert HOSTILE[0] in page.read("//main")
    atom = reader.get(f"/feeds/{feed.id}/en.atom")
    assert "<script>" not in atom.get_data(as_text=True)
    assert atom.headers["X-Content-Type-Options"] == "nosniff"
