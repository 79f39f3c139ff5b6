"""Ask a provider of identities who somebody is: OpenID Connect with the authorization code and PKCE.

Authlib leads through the flow and checks what an identity token claims (OpenID Connect Core 1.0, 3.1.3.7).
"""

from __future__ import annotations

import json
import secrets
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from translator.errors import ProviderError
from translator.people import Identity

if TYPE_CHECKING:
    from authlib.integrations.requests_client import OAuth2Session  # type: ignore[import-untyped]

#: Signatures that only the provider can make; those by a shared secret and none at all are not among them.
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA", "Ed25519")

#: Seconds for each answer of the provider, for which its description and keys are kept, and by which clocks may differ.
WAIT_SECONDS = 10.0
KEEP_SECONDS = 3_600.0
LEEWAY_SECONDS = 60

_SCOPE = "openid email profile"
_DISCOVERY = "/.well-known/openid-configuration"


@dataclass(frozen=True, slots=True)
class Attempt:
    """What the browser that began a sign-in keeps until the provider sends it back.

    Args:
        state: Comes back in the address, and ties the answer to this browser.
        nonce: Comes back in the identity token, and ties that to this attempt.
        verifier: Shows that whoever redeems the code is who asked for it (RFC 7636).
    """

    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True, slots=True)
class Testimony:
    """What a provider says of somebody.

    Args:
        identity: Whom it knows.
        email: Address in lower case; empty without one.
        is_email_verified: Whether the provider has seen that the address is this person's.
        name: What the person is called; empty without one.
        groups: Values of the claim that roles are read from.
    """

    identity: Identity
    email: str
    is_email_verified: bool
    name: str
    groups: frozenset[str]


class IdentityProvider:
    """One provider; its description and keys are fetched at first use and kept for a while.

    Args:
        issuer: Its address, as its tokens name it.
        client_id: What it calls this site.
        client_secret: What this site proves itself with; None for a site that has only PKCE.
        groups_claim: Name of the claim that roles are read from; empty for none.
    """

    def __init__(self, issuer: str, *, client_id: str, client_secret: str | None, groups_claim: str = "") -> None:
        self._issuer = issuer
        self._client_id = client_id
        self._client_secret = client_secret
        self._groups_claim = groups_claim
        self._kept: dict[str, tuple[float, dict[str, Any]]] = {}
        self._lock = threading.Lock()

    def begin(self, *, return_address: str) -> tuple[str, Attempt]:
        """Return where to send a browser that wants to sign in, and what it must keep.

        Raises:
            ProviderError: The provider cannot be reached or describes itself wrongly.
        """
        attempt = Attempt(*(secrets.token_urlsafe(48) for _ in range(3)))
        with self._open() as session:
            endpoint = self._describe(session)["authorization_endpoint"]
            address, _ = session.create_authorization_url(
                endpoint,
                state=attempt.state,
                nonce=attempt.nonce,
                code_verifier=attempt.verifier,
                redirect_uri=return_address,
            )
        return str(address), attempt

    def finish(self, attempt: Attempt, *, code: str, return_address: str, now: datetime) -> Testimony:
        """Redeem the code that a browser brings back.

        Args:
            attempt: What the browser kept; that the state it brings is the attempt's is its caller's to check.
            code: The code.
            return_address: As at the beginning.
            now: The time now.

        Raises:
            ProviderError: The provider cannot be reached, or what it says cannot be trusted.
        """
        with self._open() as session:
            answer = session.fetch_token(
                self._describe(session)["token_endpoint"],
                grant_type="authorization_code",
                code=code,
                code_verifier=attempt.verifier,
                redirect_uri=return_address,
                allow_redirects=False,
            )
            claims = self._check(session, answer, nonce=attempt.nonce, now=now)
            if "email" not in claims:
                claims = self._complete(session, claims)
        return self._read(claims)

    def _check(self, session: OAuth2Session, answer: Mapping[str, Any], *, nonce: str, now: datetime) -> dict[str, Any]:
        """Return what an identity token claims, once its signature and all that it must say are found right."""
        from authlib.oidc.core import CodeIDToken  # type: ignore[import-untyped]

        token = answer.get("id_token")
        if not isinstance(token, str):
            raise ProviderError("sent no identity token")
        signed = self._verify(session, token)
        claims = CodeIDToken(
            signed.claims,
            signed.header,
            {
                "iss": {"essential": True, "value": self._issuer},
                "aud": {"essential": True, "value": self._client_id},
                "exp": {"essential": True},
            },
            {"nonce": nonce, "client_id": self._client_id, "access_token": answer.get("access_token")},
        )
        claims.validate(now=int(now.timestamp()), leeway=LEEWAY_SECONDS)
        return dict(claims)

    def _verify(self, session: OAuth2Session, token: str) -> Any:
        from joserfc import jwt
        from joserfc.errors import InvalidKeyIdError

        offered = self._describe(session).get("id_token_signing_alg_values_supported") or ["RS256"]
        algorithms = [name for name in ALGORITHMS if name in offered]
        try:
            return jwt.decode(token, self._get_keys(session), algorithms=algorithms)
        except InvalidKeyIdError:
            # The provider signs with a new key since.
            return jwt.decode(token, self._get_keys(session, anew=True), algorithms=algorithms)

    def _complete(self, session: OAuth2Session, claims: dict[str, Any]) -> dict[str, Any]:
        """Ask for what the identity token leaves out; the answer must be about the same person."""
        endpoint = self._describe(session).get("userinfo_endpoint")
        if not endpoint:
            return claims
        response = session.get(endpoint, allow_redirects=False)
        response.raise_for_status()
        more = response.json()
        if not isinstance(more, dict) or more.get("sub") != claims["sub"]:
            raise ProviderError("told of another person than it was asked about")
        return {**more, **claims}

    def _read(self, claims: Mapping[str, Any]) -> Testimony:
        found = claims.get(self._groups_claim) if self._groups_claim else None
        groups = found if isinstance(found, list) else [found] if isinstance(found, str) else []
        return Testimony(
            identity=Identity(self._issuer, str(claims["sub"])),
            email=str(claims.get("email") or "").strip().lower(),
            # Some providers write it as a string.
            is_email_verified=claims.get("email_verified") is True or claims.get("email_verified") == "true",
            name=str(claims.get("name") or ""),
            groups=frozenset(map(str, groups)),
        )

    def _describe(self, session: OAuth2Session) -> dict[str, Any]:
        described = self._fetch(session, self._issuer.rstrip("/") + _DISCOVERY)
        if described.get("issuer") != self._issuer:
            raise ProviderError("calls itself otherwise than the settings do")
        if not all(isinstance(described.get(f"{name}_endpoint"), str) for name in ("authorization", "token")):
            raise ProviderError("does not say where to sign in")
        methods = described.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
        if self._client_secret is not None and "client_secret_basic" not in methods:
            session.token_endpoint_auth_method = "client_secret_post"  # noqa: S105 - a method's name
        return described

    def _get_keys(self, session: OAuth2Session, *, anew: bool = False) -> Any:
        from joserfc.jwk import KeySet

        address = self._describe(session).get("jwks_uri")
        if not isinstance(address, str):
            raise ProviderError("does not say where its keys are")
        return KeySet.import_key_set(self._fetch(session, address, anew=anew))  # type: ignore[arg-type]

    def _fetch(self, session: OAuth2Session, address: str, *, anew: bool = False) -> dict[str, Any]:
        with self._lock:
            kept = self._kept.get(address)
        if kept is not None and not anew and time.monotonic() < kept[0]:
            return kept[1]
        response = session.request("GET", address, withhold_token=True)
        response.raise_for_status()
        fetched = response.json()
        if not isinstance(fetched, dict):
            raise ProviderError("answered with something else than an object")
        with self._lock:
            self._kept[address] = (time.monotonic() + KEEP_SECONDS, fetched)
        return fetched

    @contextmanager
    def _open(self) -> Iterator[OAuth2Session]:
        """Open a connection, all of whose failures are the provider's."""
        from authlib.common.errors import AuthlibBaseError  # type: ignore[import-untyped]
        from authlib.integrations.requests_client import OAuth2Session
        from joserfc.errors import JoseError
        from requests import RequestException

        session = OAuth2Session(
            self._client_id,
            self._client_secret,
            scope=_SCOPE,
            code_challenge_method="S256",
            default_timeout=WAIT_SECONDS,
        )
        try:
            with session:
                yield session
        except (AuthlibBaseError, JoseError, RequestException, json.JSONDecodeError, ValueError, KeyError) as error:
            # Messages of the libraries may quote what the provider said of somebody.
            raise ProviderError(f"failed with {type(error).__name__}") from None
