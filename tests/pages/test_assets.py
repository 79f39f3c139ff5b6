from __future__ import annotations

import gzip
import re

import pytest
from flask.testing import FlaskClient

from tests.pages.reading import read_page


def list_assets(client: FlaskClient) -> list[str]:
    page = read_page(client.get("/"))
    return [each.get("href") or each.get("src") for each in page.find_all('//link[@rel="stylesheet"] | //script')]


def test_assets_are_addressed_by_their_content(client: FlaskClient) -> None:
    addresses = list_assets(client)
    assert [re.fullmatch(r"/assets/[a-z]+\.(css|js)\?v=[0-9a-f]{12}", each) is not None for each in addresses] == [
        True
    ] * 3


def test_asset_at_its_present_address_may_be_kept_for_good(client: FlaskClient) -> None:
    response = client.get(list_assets(client)[0], buffered=True)
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_asset_is_packed_for_whom_can_unpack_it(client: FlaskClient) -> None:
    address = list_assets(client)[0]
    plain = client.get(address, buffered=True)
    packed = client.get(address, headers={"Accept-Encoding": "br, gzip"}, buffered=True)
    assert gzip.decompress(packed.data) == plain.data
    assert len(packed.data) < len(plain.data) / 2
    assert packed.headers["Content-Encoding"] == "gzip"
    assert packed.headers["Content-Length"] == str(len(packed.data))
    assert "Content-Encoding" not in plain.headers
    assert plain.headers["Vary"] == packed.headers["Vary"] == "Accept-Encoding"


def test_packed_asset_is_known_again(client: FlaskClient) -> None:
    address = list_assets(client)[0]
    packed = client.get(address, headers={"Accept-Encoding": "gzip"}, buffered=True)
    mark = packed.headers["ETag"]
    again = client.get(address, headers={"Accept-Encoding": "gzip", "If-None-Match": mark}, buffered=True)
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize("address", ["/assets/site.css", "/assets/site.css?v=000000000000"])
def test_asset_at_another_address_is_asked_for_again(client: FlaskClient, address: str) -> None:
    assert client.get(address, buffered=True).headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("detour", ["./", "x/../"])
def test_asset_by_a_detour_is_not_kept_for_good(client: FlaskClient, detour: str) -> None:
    address = list_assets(client)[0].replace("/assets/", f"/assets/{detour}")
    response = client.get(address, buffered=True)
    assert (response.status_code, response.headers["Cache-Control"]) == (200, "no-cache")


@pytest.mark.parametrize("name", ["missing.css", "../views.py", "%2e%2e/views.py"])
def test_nothing_but_assets_is_served(client: FlaskClient, name: str) -> None:
    assert client.get(f"/assets/{name}?v=1").status_code == 404
