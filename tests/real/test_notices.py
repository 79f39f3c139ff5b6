"""Notices of ended jobs, sent by the site as it is run to a receiver that speaks TLS."""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import json
import queue
import ssl
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from tests.real.conftest import Server, serve

pytestmark = pytest.mark.packages

SECRET = "a secret of the newsroom"
SECONDS = 60.0


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A certificate for 127.0.0.1 that vouches for itself, with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "receiver")])
    now = datetime.now(UTC)
    host = x509.IPAddress(ipaddress.ip_address("127.0.0.1"))
    made = (
        x509.CertificateBuilder(issuer_name=name, subject_name=name, public_key=key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(minutes=5))
        .not_valid_after(now + timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName([host]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path / "receiver.pem"
    pem = serialization.Encoding.PEM
    private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path.write_bytes(made.public_bytes(pem) + private)
    return path


@pytest.fixture
def receiver(certificate: Path) -> Iterator[tuple[str, queue.Queue[tuple[str, bytes]]]]:
    """The address of a receiver that speaks TLS, and the signatures and bodies that it gets."""
    received: queue.Queue[tuple[str, bytes]] = queue.Queue()

    class Receiver(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            received.put((self.headers["X-Translator-Signature"], body))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    class QuietServer(ThreadingHTTPServer):
        def handle_error(self, *_: object) -> None:
            """A client that refuses the certificate breaks off."""

    server = QuietServer(("127.0.0.1", 0), Receiver)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield f"https://127.0.0.1:{server.server_port}/ended", received
    server.shutdown()
    thread.join()
    server.server_close()


def submit(server: Server, address: str) -> str:
    fields = {"text": "Il pleut à Brest.", "source": "fr", "target": "en", "webhook": address, "webhook_secret": SECRET}
    status, job = server.call("/api/jobs", body=fields)
    assert status == 202
    return str(job["id"])


def test_a_signed_notice_reaches_a_receiver_whose_certificate_is_trusted(
    tmp_path: Path,
    certificate: Path,
    receiver: tuple[str, queue.Queue[tuple[str, bytes]]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    address, received = receiver
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with serve(tmp_path, webhook_networks="127.0.0.1") as server:
        job_id = submit(server, address)
        signature, body = received.get(timeout=SECONDS)
    assert json.loads(body) == {"id": job_id, "kind": "text", "state": "done", "error": None}
    moment, digest = (part.partition("=")[2] for part in signature.split(","))
    assert digest == hmac.new(SECRET.encode(), f"{moment}.".encode() + body, hashlib.sha256).hexdigest()
    assert received.empty()


def test_no_notice_goes_to_a_receiver_whose_certificate_nobody_vouches_for(
    tmp_path: Path, receiver: tuple[str, queue.Queue[tuple[str, bytes]]]
) -> None:
    address, received = receiver
    with serve(tmp_path, webhook_networks="127.0.0.1") as server:
        submit(server, address)
        deadline = time.monotonic() + SECONDS
        while "did not arrive" not in server.log.read_text() and time.monotonic() < deadline:
            time.sleep(0.1)
        assert "did not arrive: SSLCertVerificationError" in server.log.read_text()
    assert received.empty()
