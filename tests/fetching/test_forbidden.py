"""Nothing gets through to the network that the service is in: each way that is known, tried against a real server."""

from __future__ import annotations

import socket

import pytest

from tests.fetching.conftest import Name
from tests.fetching.site import Answer, Site
from translator.errors import AddressError, FetchError, SourceError
from translator.fetching import Fetcher, FetchLimits, walking

PUBLIC = "93.184.215.14"
SECRET = Answer(b"<p>secret</p>")


@pytest.fixture(autouse=True)
def _lay_out(site: Site) -> None:
    site.pages |= {"/": SECRET, "/latest/meta-data/": SECRET}


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1", "localhost", "LOCALHOST", "localhost.", "127.0.0.2", "0.0.0.0",  # noqa: S104
        "2130706433", "0x7f000001", "0x7f.1", "0177.0.0.1", "127.1", "017700000001", "①②⑦.⓪.⓪.①",
        "[::1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::127.0.0.1]", "[0:0:0:0:0:0:0:1]",
        "[64:ff9b::7f00:1]", "[64:ff9b:1::7f00:1]", "[2002:7f00:1::]", "[fe80::1%25lo]", "[::ffff:0:127.0.0.1]",
        "presse.example@127.0.0.1", "127.0.0.1\\@presse.example",
    ],
)  # fmt: skip
def test_this_machine_is_not_reached(site: Site, host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # Were it not for the address, the port would be right.
    monkeypatch.setattr(walking, "_USUAL_PORTS", frozenset({site.port}))
    with pytest.raises(SourceError):
        Fetcher().fetch(f"http://{host}:{site.port}/")
    assert site.asked == []


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "192.0.0.8",
        "198.18.0.1", "192.88.99.1", "fec0::1", "3fff::1", "2001:db8::1", "5f00::1",
        "224.0.0.1", "240.0.0.1", "255.255.255.255", "::1", "fe80::1", "fc00::1", "fd00:ec2::254", "ff02::1",
        "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:a00:1::1", "2001:0:a00:1::1", "::a00:1",
    ],
)  # fmt: skip
def test_name_of_a_private_address_is_refused(
    site: Site, name: Name, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket, "create_connection", _connect_nowhere)
    name("presse.example", address)
    with pytest.raises(AddressError, match="not public"):
        Fetcher().fetch("http://presse.example/")
    assert site.asked == []


def _connect_nowhere(address: tuple[str, int], **_: object) -> socket.socket:
    raise AssertionError(f"a connection was made to {address}")


def test_name_with_one_private_address_among_public_ones_is_refused(
    name: Name, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket, "create_connection", _connect_nowhere)
    name("presse.example", PUBLIC, "10.0.0.1")
    with pytest.raises(AddressError, match="not public"):
        Fetcher().fetch("http://presse.example/")


def test_connection_goes_to_the_address_that_was_checked(
    name: Name, monkeypatch: pytest.MonkeyPatch, site: Site
) -> None:
    asked: list[tuple[str, int]] = []

    def connect(address: tuple[str, int], **_: object) -> socket.socket:
        asked.append(address)
        # A name asked a second time now stands for this machine.
        name("presse.example", "127.0.0.1")
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "create_connection", connect)
    name("presse.example", PUBLIC)
    with pytest.raises(FetchError):
        Fetcher().fetch("http://presse.example/")
    assert asked == [(PUBLIC, 80)]
    assert site.asked == []


def test_peer_is_looked_at_again(name: Name, monkeypatch: pytest.MonkeyPatch, site: Site) -> None:
    real = socket.create_connection
    monkeypatch.setattr(socket, "create_connection", lambda _, **options: real(("127.0.0.1", site.port), **options))
    name("presse.example", PUBLIC)
    with pytest.raises(AddressError, match="not public"):
        Fetcher().fetch("http://presse.example/")
    assert site.asked == []


@pytest.mark.parametrize("host", ["127.0.0.2", "localhost", "[::ffff:127.0.0.2]", "interne.example"])
def test_redirect_into_the_house_is_refused(site: Site, name: Name, host: str) -> None:
    # Only the first site's own address is allowed.
    name("interne.example", "127.0.0.2")
    fetcher = Fetcher(FetchLimits(networks=("127.0.0.1/32",)))
    name("localhost", "127.0.0.2")
    site.lead("/a", to=f"http://{host}:{site.port}/")
    with pytest.raises(AddressError, match="not public"):
        fetcher.fetch(f"{site.url}/a")
    assert site.paths == ["/robots.txt", "/a"]


def test_redirect_of_the_rules_into_the_house_is_refused(site: Site) -> None:
    fetcher = Fetcher(FetchLimits(networks=("127.0.0.1/32",)))
    site.lead("/robots.txt", to=f"http://127.0.0.2:{site.port}/latest/meta-data/")
    with pytest.raises(AddressError, match="not public"):
        fetcher.fetch(f"{site.url}/")
    assert site.paths == ["/robots.txt"]


@pytest.mark.parametrize("scheme", ["file", "ftp", "gopher", "data", "jar", "unix"])
def test_redirect_to_another_scheme_is_refused(site: Site, scheme: str) -> None:
    site.lead("/a", to=f"{scheme}:///etc/passwd")
    with pytest.raises(AddressError, match="http:// or https://"):
        Fetcher(FetchLimits(networks=("127.0.0.0/8",))).fetch(f"{site.url}/a")


@pytest.mark.parametrize("port", [1, 22, 25, 6379, 8080, 11211, 65535])
def test_other_ports_of_public_addresses_are_refused(name: Name, port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "create_connection", _connect_nowhere)
    name("presse.example", PUBLIC)
    with pytest.raises(AddressError, match="a port other than 80 and 443"):
        Fetcher().fetch(f"http://presse.example:{port}/")


def test_refusal_does_not_tell_what_the_name_stands_for(name: Name) -> None:
    name("presse.example", "10.1.2.3")
    with pytest.raises(AddressError) as caught:
        Fetcher().fetch("http://presse.example/")
    assert str(caught.value) == "url cannot be used: it leads into a network that is not public"
