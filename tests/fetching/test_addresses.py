from __future__ import annotations

import pytest

from translator.errors import AddressError
from translator.fetching import normalise_address
from translator.fetching.addresses import resolve_address


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("https://presse.example", "https://presse.example/"),
        ("  HTTPS://Presse.Example:443/A?b=c#part ", "https://presse.example/A?b=c"),
        ("http://presse.example:80/", "http://presse.example/"),
        ("http://presse.example:8080/", "http://presse.example:8080/"),
        ("https://presse.example/été/à%20lire?q=œuvre", "https://presse.example/%C3%A9t%C3%A9/%C3%A0%20lire?q=%C5%93uvre"),
        ("https://société.example/", "https://xn--socit-esab.example/"),
        ("https://presse.example./", "https://presse.example/"),
        ("http://93.184.215.14/", "http://93.184.215.14/"),
        ("http://[2606:2800:220:1:0:0:0:1]/", "http://[2606:2800:220:1::1]/"),
        ("http://①②.⑨.⑧.⑦/", "http://12.9.8.7/"),
    ],
)  # fmt: skip
def test_address_is_brought_into_one_form(typed: str, asked: str) -> None:
    assert normalise_address(typed) == asked


@pytest.mark.parametrize(
    "typed",
    [
        "", "presse.example", "//presse.example/", "ftp://presse.example/", "file:///etc/passwd", "javascript:alert(1)",
        "data:text/html,a", "gopher://presse.example/", "http://", "http:///a", "http://?a",
        "http://anne@presse.example/", "http://anne:secret@presse.example/", "http://@presse.example/",
        "http://presse.example\\@127.0.0.1/", "http://presse.example\\a", "http://pre sse.example/",
        "http://presse.example/\r\nHost: other", "http://presse.example/\tb", "http://presse.example/\x00",
        "http://presse.example:0/", "http://presse.example:99999/", "http://presse.example:a/",
        "http://2130706433/", "http://0x7f000001/", "http://0177.0.0.1/", "http://0x7f.1/", "http://127.1/",
        "http://017700000001/", "http://127.0.0.1.0x1/", "http://127.0.0.01/", "http://256.1.1.1/", "http://1.2.3.4.5/",
        "http://②①③⓪⑦⓪⑥④③③/",
        "http://[fe80::1%25eth0]/", "http://[fe80::1%eth0]/", "http://[::1", "http://[1::2::3]/", "http://[127.0.0.1]/",
        "http://a..example/", "http://-a.example/", f"http://{'a' * 64}.example/", "http://a%2eexample/",
        "http://127.0.0.1%00.presse.example/", f"http://presse.example/{'a' * 2000}",
    ],
)  # fmt: skip
def test_address_that_hides_where_it_leads_is_refused(typed: str) -> None:
    with pytest.raises(AddressError):
        normalise_address(typed)


def test_refusal_names_the_field_and_the_reason() -> None:
    with pytest.raises(AddressError) as caught:
        normalise_address("http://anne@presse.example/")
    assert (str(caught.value), caught.value.field) == ("url cannot be used: it holds a user name", "url")


@pytest.mark.parametrize(
    ("location", "found"),
    [
        ("/b", "https://presse.example/b"),
        ("c?d#e", "https://presse.example/a/c?d"),
        ("//autre.example/", "https://autre.example/"),
        ("https://autre.example/", "https://autre.example/"),
        ("/\u00c3\u00a9t\u00c3\u00a9", "https://presse.example/%C3%A9t%C3%A9"),
    ],
)
def test_redirect_is_read_from_where_it_stands(location: str, found: str) -> None:
    assert resolve_address(location, base="https://presse.example/a/b") == found


@pytest.mark.parametrize(
    "location", ["file:///etc/passwd", "javascript:alert(1)", "http://a@b/", "//[", "http://0x7f.1"]
)
def test_redirect_to_what_is_no_page_is_refused(location: str) -> None:
    with pytest.raises(AddressError):
        resolve_address(location, base="https://presse.example/")
