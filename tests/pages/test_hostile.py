"""Whatever a page or file brings becomes text: nothing of it runs, loads or leads astray on ours."""

from __future__ import annotations

from html import escape

from flask.testing import FlaskClient

from tests.fetching.site import Answer, Site
from tests.pages.filling import TEXT, fill_in, open_article
from tests.pages.reading import Page, read_page

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
