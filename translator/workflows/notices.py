"""Tell callers when their jobs end, by a signed request to an address that they named."""

from __future__ import annotations

import hashlib
import hmac
import json
import logging
from datetime import timedelta

from translator import storage
from translator.connections import find_url_problem
from translator.errors import FieldError
from translator.job import Webhook
from translator.webhooks import TOTAL_SECONDS, DeliveryError, send_notice
from translator.workflows.services import Services

SIGNATURE_HEADER = "X-Translator-Signature"

#: How often a notice is tried, and the seconds after the first attempt; each pause is three times the one before.
ATTEMPTS = 6
FIRST_PAUSE_SECONDS = 10

URL_LENGTH = 2_000
SECRET_LENGTHS = range(16, 201)

#: Notices sent at one go.
_SENT_AT_ONCE = 20

_log = logging.getLogger(__name__)


def read_webhook(services: Services, *, url: str, secret: str) -> Webhook | None:
    """Return where a caller wants to be told; None where the address is empty.

    Raises:
        FieldError: The address cannot be one, or nothing is there to sign with.
    """
    if not url:
        return None
    if len(url) > URL_LENGTH:
        raise FieldError("webhook", "is longer than %(limit)s characters", limit=URL_LENGTH)
    if problem := find_url_problem(url):
        raise FieldError("webhook", problem)
    own = services.settings.webhook_secret
    if not secret and own is None:
        raise FieldError("webhook_secret", "is missing")
    if secret and len(secret) not in SECRET_LENGTHS:
        raise FieldError(
            "webhook_secret",
            "must have from %(least)s to %(most)s characters",
            least=SECRET_LENGTHS[0],
            most=SECRET_LENGTHS[-1],
        )
    return Webhook(url, secret)


def deliver_due_notices(services: Services) -> int:
    """Send the notices whose time has come; return how many were tried."""
    with services.database.session() as session:
        due = storage.job_notices.find_due_notices(session, now=services.get_time(), limit=_SENT_AT_ONCE)
    return sum(_deliver(services, job_id) for job_id in due)


def sign(body: bytes, *, secret: str, moment: int) -> str:
    """Return the signature of a body sent at a moment, in seconds since 1970: HMAC-SHA256 over both."""
    digest = hmac.new(secret.encode(), f"{moment}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={moment},v1={digest}"


def _deliver(services: Services, job_id: str) -> bool:
    now = services.get_time()
    # Long enough that no other sender tries while this one does.
    held_until = now + timedelta(seconds=4 * TOTAL_SECONDS)
    with services.database.session(writing=True) as session:
        claimed = storage.job_notices.claim_notice(session, job_id, now=now, again_at=held_until)
        job = storage.jobs.find_job(session, job_id)
        session.commit()
    if claimed is None or job is None:
        return False
    webhook, attempts = claimed
    body = json.dumps({"id": job.id, "kind": job.kind, "state": job.state, "error": job.error or None}).encode()
    is_over = _send(services, webhook, body=body) or attempts >= ATTEMPTS
    with services.database.session(writing=True) as session:
        if is_over:
            storage.job_notices.delete_notice(session, job_id)
        else:
            pause = timedelta(seconds=FIRST_PAUSE_SECONDS * 3 ** (attempts - 1))
            storage.job_notices.postpone_notice(session, job_id, again_at=services.get_time() + pause)
        session.commit()
    return True


def _send(services: Services, webhook: Webhook, *, body: bytes) -> bool:
    own = services.settings.webhook_secret
    secret = webhook.secret or (own.get_secret_value() if own else "")
    moment = int(services.get_time().timestamp())
    headers = {"Content-Type": "application/json", SIGNATURE_HEADER: sign(body, secret=secret, moment=moment)}
    try:
        send_notice(webhook.url, body=body, headers=headers, networks=services.settings.webhook_networks)
    except DeliveryError as error:
        _log.warning("the notice of a job did not arrive: %s", error)
        return False
    return True
