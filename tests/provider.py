"""A small OpenID Connect provider on 127.0.0.1: discovery, keys, codes with PKCE, tokens signed with RS256."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

from tests.fakes import NOON

CLIENT_ID = "vis-a-vis"
CLIENT_SECRET = "a secret of the site"


def make_key(name: str) -> RSAKey:
    return RSAKey.generate_key(2048, {"kid": name, "use": "sig", "alg": "RS256"}, private=True)


@dataclass
class Provider:
    """A provider whose every answer a test can spoil.

    Args:
        issuer: Its address.
        claims: What its tokens say beside or instead of the usual; None leaves a claim out.
        userinfo: What it adds when asked.
        description: What it says of itself beside or instead of the usual.
        signing: The key that it signs with; another than those it shows, to forge.
        unsigned: Whether its tokens are not signed at all.
        asked: The parameters that the browser was sent with.
        redeemed: Codes that were redeemed.
    """

    issuer: str = ""
    claims: dict[str, Any] = field(default_factory=dict)
    userinfo: dict[str, Any] = field(default_factory=dict)
    description: dict[str, Any] = field(default_factory=dict)
    keys: list[RSAKey] = field(default_factory=lambda: [make_key("one")])
    signing: RSAKey | None = None
    unsigned: bool = False
    asked: dict[str, str] = field(default_factory=dict)
    redeemed: list[str] = field(default_factory=list)
    fetched: list[str] = field(default_factory=list)
    _codes: dict[str, dict[str, str]] = field(default_factory=dict)

    def authorise(self, address: str) -> str:
        """Do what the sign-in page of a provider does; return the address that it sends the browser back to."""
        self.asked = dict(parse_qsl(urlsplit(address).query, strict_parsing=True))
        assert self.asked["client_id"] == CLIENT_ID
        code = secrets.token_hex(8)
        self._codes[code] = self.asked
        query = urlencode({"code": code, "state": self.asked["state"]})
        return f"{self.asked['redirect_uri']}?{query}"

    def describe(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "jwks_uri": f"{self.issuer}/keys",
            "id_token_signing_alg_values_supported": ["RS256"],
            **self.description,
        }

    def redeem(self, form: dict[str, str], *, authorization: str) -> tuple[int, dict[str, Any]]:
        asked = self._codes.pop(form.get("code", ""), None)
        if asked is None or form["grant_type"] != "authorization_code" or form["redirect_uri"] != asked["redirect_uri"]:
            return 400, {"error": "invalid_grant"}
        challenge = base64.urlsafe_b64encode(hashlib.sha256(form["code_verifier"].encode()).digest()).rstrip(b"=")
        if asked["code_challenge_method"] != "S256" or challenge.decode() != asked["code_challenge"]:
            return 400, {"error": "invalid_grant"}
        basic = base64.b64encode(f"{CLIENT_ID}:{CLIENT_SECRET}".encode()).decode()
        if authorization != f"Basic {basic}" and form.get("client_secret") != CLIENT_SECRET:
            return 401, {"error": "invalid_client"}
        self.redeemed.append(form["code"])
        return 200, {"access_token": "access", "token_type": "Bearer", "id_token": self._make_token(asked["nonce"])}

    def _make_token(self, nonce: str) -> str:
        now = int(NOON.timestamp())
        claims = {
            "iss": self.issuer,
            "sub": "42",
            "aud": CLIENT_ID,
            "iat": now,
            "exp": now + 300,
            "nonce": nonce,
            "email": "Anne@example.org",
            "email_verified": True,
            "name": "Anne Le Gall",
            **self.claims,
        }
        said = {name: value for name, value in claims.items() if value is not None}
        if self.unsigned:
            parts = ({"alg": "none"}, said)
            encoded = [base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode() for part in parts]
            return ".".join((*encoded, ""))
        key = self.signing or self.keys[-1]
        return jwt.encode({"alg": "RS256", "kid": key.kid or ""}, said, key)


class _Handler(BaseHTTPRequestHandler):
    provider: Provider

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        self.provider.fetched.append(path)
        if path == "/.well-known/openid-configuration":
            self._answer(200, self.provider.describe())
        elif path == "/keys":
            self._answer(200, {"keys": [key.as_dict(private=False) for key in self.provider.keys]})
        elif path == "/userinfo" and self.headers.get("Authorization") == "Bearer access":
            self._answer(200, {"sub": "42", **self.provider.userinfo})
        else:
            self._answer(404, {})

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        form = {name: values[0] for name, values in parse_qs(body).items()}
        self._answer(*self.provider.redeem(form, authorization=self.headers.get("Authorization", "")))

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def _answer(self, status: int, value: dict[str, Any]) -> None:
        content = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


@contextmanager
def serve_provider() -> Iterator[Provider]:
    """Run a provider."""
    provider = Provider()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"provider": provider}))
    provider.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
