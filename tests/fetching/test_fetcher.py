from __future__ import annotations

import gzip
import zlib
from collections.abc import Mapping

import pytest

from tests.fetching.conftest import Name
from tests.fetching.site import CERTIFICATE, HTML, Answer, Site, open_site
from translator.errors import (
    AddressError,
    ContentError,
    FetchError,
    RedirectError,
    RobotsError,
    StatusError,
    UnreachableError,
)
from translator.fetching import FEED_TYPES, FetchedPage, Fetcher, FetchLimits

LOOPBACK = ("127.0.0.0/8",)
PAGE = Answer(b"<p>Le pont rouvre.</p>")


def make_fetcher(*, size: int = 100_000, seconds: float = 20.0, contact: str = "") -> Fetcher:
    return Fetcher(FetchLimits(size, seconds, LOOPBACK), version="9", contact=contact)


def test_page_comes_with_what_tells_how_to_read_it_and_to_ask_again(site: Site) -> None:
    headers = {"Content-Type": "text/html; charset=ISO-8859-1", "ETag": '"a"', "Last-Modified": "Sun, 01 Mar 2026"}
    site.pages["/a?b=c"] = Answer("été".encode("latin-1"), headers=headers)
    assert make_fetcher().fetch(f"{site.url}/a?b=c#d") == FetchedPage(
        url=f"{site.url}/a?b=c",
        content=b"\xe9t\xe9",
        media_type="text/html",
        charset="iso-8859-1",
        etag='"a"',
        last_modified="Sun, 01 Mar 2026",
    )


def test_site_is_told_who_asks(site: Site) -> None:
    site.pages["/a"] = PAGE
    make_fetcher(contact="https://journal.example/robot").fetch(f"{site.url}/a")
    headers = dict(site.asked)["/a"]
    assert headers["User-Agent"] == "Vis-a-vis/9 (+https://journal.example/robot)"
    assert headers["Host"] == f"127.0.0.1:{site.port}"
    assert not {"Cookie", "Authorization", "Referer"} & set(headers)


def test_unchanged_page_is_not_sent_again(site: Site) -> None:
    def respond(headers: Mapping[str, str]) -> Answer:
        is_known = headers.get("If-None-Match") == '"a"' and headers.get("If-Modified-Since") == "Sun, 01 Mar 2026"
        return Answer(status=304, headers={"ETag": '"a"'}) if is_known else PAGE

    site.pages["/a"] = respond
    page = make_fetcher().fetch(f"{site.url}/a", etag='"a"', last_modified="Sun, 01 Mar 2026")
    assert (page.is_unchanged, page.content, page.etag) == (True, b"", '"a"')
    assert make_fetcher().fetch(f"{site.url}/a", etag='"b"').is_unchanged is False


def test_redirects_are_followed_and_the_last_address_is_told(site: Site) -> None:
    site.lead("/a", to="/b", status=301)
    site.lead("/b", to=f"{site.url}/c", status=307)
    site.pages["/c"] = PAGE
    assert make_fetcher().fetch(f"{site.url}/a").url == f"{site.url}/c"


def test_redirects_have_an_end(site: Site) -> None:
    site.lead("/a", to="/a")
    with pytest.raises(RedirectError, match="more than 5 times"):
        make_fetcher().fetch(f"{site.url}/a")
    assert site.paths.count("/a") == 6


@pytest.mark.parametrize("status", [204, 206, 302, 304 + 96, 401, 403, 404, 410, 429, 500, 503])
def test_status_that_is_no_page_is_told(site: Site, status: int) -> None:
    site.pages["/a"] = Answer(status=status)
    with pytest.raises(StatusError, match=f"the site answers with the status {status}"):
        make_fetcher().fetch(f"{site.url}/a")


@pytest.mark.parametrize("media_type", ["application/pdf", "image/png", "application/json", "text/css", "", "a b"])
def test_other_types_are_left_alone(site: Site, media_type: str) -> None:
    site.pages["/a"] = Answer(b"a", headers={"Content-Type": media_type})
    with pytest.raises(ContentError, match="the site sends"):
        make_fetcher().fetch(f"{site.url}/a")


def test_types_are_the_callers_choice(site: Site) -> None:
    site.pages["/feed"] = Answer(b"<rss/>", headers={"Content-Type": "application/rss+xml"})
    assert make_fetcher().fetch(f"{site.url}/feed", types=FEED_TYPES).content == b"<rss/>"


@pytest.mark.parametrize("encoding", ["gzip", "x-gzip", "deflate", "bare deflate"])
def test_packed_page_is_unpacked(site: Site, encoding: str) -> None:
    body = b"<p>Le pont.</p>" * 5_000
    packed = {"deflate": zlib.compress(body), "bare deflate": zlib.compress(body, wbits=-15)}
    content = packed.get(encoding, gzip.compress(body))
    site.pages["/a"] = Answer(content, headers={**HTML, "Content-Encoding": encoding.rpartition(" ")[2]})
    assert make_fetcher().fetch(f"{site.url}/a").content == body


@pytest.mark.parametrize("has_length", [True, False])
def test_page_over_the_limit_is_not_read(site: Site, has_length: bool) -> None:
    site.pages["/a"] = Answer(b"a" * 100_001, has_length=has_length)
    with pytest.raises(ContentError, match="the page has more than 100000 bytes"):
        make_fetcher().fetch(f"{site.url}/a")


def test_bomb_is_not_unpacked(site: Site) -> None:
    bomb = gzip.compress(bytes(200_000_000), compresslevel=9)
    assert len(bomb) < 250_000
    site.pages["/a"] = Answer(bomb, headers={**HTML, "Content-Encoding": "gzip"})
    with pytest.raises(ContentError, match="the page has more than 300000 bytes"):
        make_fetcher(size=300_000).fetch(f"{site.url}/a")


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (Answer(b"abc", headers={**HTML, "Content-Encoding": "br"}), "packed in a way"),
        (Answer(b"no gzip at all", headers={**HTML, "Content-Encoding": "gzip"}), "damaged"),
        (Answer(gzip.compress(b"a" * 99)[:-9], headers={**HTML, "Content-Encoding": "gzip"}), "damaged"),
        (Answer(b"abc", length=9), "damaged"),
    ],
)
def test_damaged_page_is_refused(site: Site, answer: Answer, reason: str) -> None:
    site.pages["/a"] = answer
    with pytest.raises(ContentError, match=reason):
        make_fetcher().fetch(f"{site.url}/a")


@pytest.mark.parametrize("has_length", [True, False])
def test_site_that_never_ends_is_left(site: Site, has_length: bool) -> None:
    site.pages["/robots.txt"] = Answer(b"", 404)
    site.pages["/a"] = Answer(b"<p>", pauses=True, has_length=has_length, length=99)
    with pytest.raises(FetchError, match=r"took too long|damaged"):
        make_fetcher(seconds=0.5).fetch(f"{site.url}/a")


def test_nobody_there_is_told(site: Site) -> None:
    with pytest.raises(UnreachableError, match="no site answers there"):
        make_fetcher().fetch(f"http://127.0.0.2:{site.port}/")


def test_what_is_no_http_is_told(site: Site) -> None:
    site.pages["/robots.txt"] = Answer(b"", 404)
    site.pages["/a"] = Answer(headers={**HTML, **{f"X-{number}": "a" for number in range(200)}})
    with pytest.raises(UnreachableError, match="no site answers there"):
        make_fetcher().fetch(f"{site.url}/a")


# --- robots.txt


def lay_out_rules(site: Site, text: str) -> None:
    site.pages["/robots.txt"] = Answer(text.encode(), headers={"Content-Type": "text/plain"})
    site.pages["/a"] = PAGE


@pytest.mark.parametrize("agent", ["*", "Vis-a-vis", "vis-a-vis"])
def test_forbidden_page_is_left_alone(site: Site, agent: str) -> None:
    lay_out_rules(site, f"User-agent: {agent}\nDisallow: /a\n")
    with pytest.raises(RobotsError, match=r"does not let programs read it \(robots.txt\)"):
        make_fetcher().fetch(f"{site.url}/a")
    assert site.paths == ["/robots.txt"]


def test_rules_for_others_do_not_bind(site: Site) -> None:
    lay_out_rules(site, "User-agent: Other\nDisallow: /\n\nUser-agent: *\nDisallow: /b\n")
    assert make_fetcher().fetch(f"{site.url}/a").content == PAGE.body


def test_rules_are_asked_for_once(site: Site) -> None:
    lay_out_rules(site, "User-agent: *\nDisallow: /b\n")
    fetcher = make_fetcher()
    for _ in range(2):
        fetcher.fetch(f"{site.url}/a")
    with pytest.raises(RobotsError):
        fetcher.fetch(f"{site.url}/b")
    assert site.paths == ["/robots.txt", "/a", "/a"]


def test_page_that_a_redirect_leads_to_is_forbidden_too(site: Site) -> None:
    lay_out_rules(site, "User-agent: *\nDisallow: /b\n")
    site.lead("/a", to="/b")
    with pytest.raises(RobotsError):
        make_fetcher().fetch(f"{site.url}/a")
    assert site.paths == ["/robots.txt", "/a"]


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_site_without_rules_allows_all(site: Site, status: int) -> None:
    site.pages |= {"/robots.txt": Answer(status=status), "/a": PAGE}
    assert make_fetcher().fetch(f"{site.url}/a").content == PAGE.body


@pytest.mark.parametrize("status", [500, 503])
def test_site_that_cannot_tell_its_rules_is_left_alone(site: Site, status: int) -> None:
    site.pages |= {"/robots.txt": Answer(status=status), "/a": PAGE}
    with pytest.raises(RobotsError, match="cannot be read"):
        make_fetcher().fetch(f"{site.url}/a")
    assert site.paths == ["/robots.txt"]


def test_endless_rules_are_cut(site: Site) -> None:
    lay_out_rules(site, "User-agent: *\nDisallow: /a\n" + "# and so on\n" * 100_000)
    with pytest.raises(RobotsError, match="does not let"):
        make_fetcher().fetch(f"{site.url}/a")


# --- TLS


@pytest.fixture
def trusting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))


@pytest.mark.usefixtures("trusting")
def test_certificate_is_checked_against_the_name_and_the_name_is_told(name: Name) -> None:
    name("presse.test", "127.0.0.1")
    with open_site(is_secret=True) as site:
        site.pages["/a"] = PAGE
        page = make_fetcher().fetch(f"https://presse.test:{site.port}/a")
        assert (page.content, dict(site.asked)["/a"]["Host"]) == (PAGE.body, f"presse.test:{site.port}")


@pytest.mark.usefixtures("trusting")
@pytest.mark.parametrize("host", ["autre.test", "127.0.0.1"])
def test_certificate_of_another_is_refused(name: Name, host: str) -> None:
    name("autre.test", "127.0.0.1")
    with open_site(is_secret=True) as site:
        with pytest.raises(UnreachableError, match="certificate is not valid"):
            make_fetcher().fetch(f"https://{host}:{site.port}/a")
        assert site.asked == []


def test_certificate_that_nobody_vouches_for_is_refused(name: Name) -> None:
    name("presse.test", "127.0.0.1")
    with open_site(is_secret=True) as site:
        with pytest.raises(UnreachableError, match="certificate is not valid"):
            make_fetcher().fetch(f"https://presse.test:{site.port}/a")
        assert site.asked == []


@pytest.mark.usefixtures("trusting")
def test_redirect_from_https_to_http_is_refused(name: Name, site: Site) -> None:
    name("presse.test", "127.0.0.1")
    with open_site(is_secret=True) as secret:
        secret.lead("/a", to=f"{site.url}/a")
        with pytest.raises(RedirectError, match="from https to http"):
            make_fetcher().fetch(f"https://presse.test:{secret.port}/a")
    assert site.asked == []


@pytest.mark.usefixtures("trusting")
def test_site_that_never_ends_is_left_over_tls_too(name: Name) -> None:
    name("presse.test", "127.0.0.1")
    with open_site(is_secret=True) as site:
        site.pages["/a"] = Answer(b"<p>", pauses=True, has_length=False)
        with pytest.raises(UnreachableError, match="took too long"):
            make_fetcher(seconds=1).fetch(f"https://presse.test:{site.port}/a")


def test_address_with_a_user_name_is_refused_at_once(site: Site) -> None:
    with pytest.raises(AddressError):
        make_fetcher().fetch(site.url.replace("127", "anne@127"))
    assert site.asked == []
