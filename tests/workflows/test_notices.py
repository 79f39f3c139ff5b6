from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from pydantic import SecretStr

from tests.fakes import NOON
from tests.test_webhooks import LOCAL, Receiver, address
from translator.access import ANYBODY
from translator.errors import FieldError
from translator.job import Webhook
from translator.workflows.jobs import cancel_job
from translator.workflows.notices import ATTEMPTS, SIGNATURE_HEADER, deliver_due_notices, read_webhook
from translator.workflows.run_job import run_job
from translator.workflows.services import Services
from translator.workflows.submit_job import Requester, order_text, submit_job

__all__ = ["address"]

SECRET = "a secret of the caller"


@pytest.fixture
def near(services: Services) -> Services:
    """A site that sends notices within its own machine."""
    return replace(services, settings=services.settings.model_copy(update={"webhook_networks": LOCAL}))


def at(services: Services, moment: datetime) -> Services:
    return replace(services, get_time=lambda: moment)


def submit(services: Services, url: str, *, secret: str = SECRET) -> str:
    order = order_text(services, text="Le maire parle.", source="fr", target="en")
    requester = Requester(ANYBODY, "192.0.2.1")
    return submit_job(services, order, requester=requester, webhook=Webhook(url, secret)).id


@pytest.mark.parametrize("own", [None, SecretStr("the secret of the site")])
def test_the_end_of_a_job_is_told_once_and_signed(near: Services, address: str, own: SecretStr | None) -> None:
    near = replace(near, settings=near.settings.model_copy(update={"webhook_secret": own}))
    job_id = submit(near, address, secret="" if own else SECRET)
    assert deliver_due_notices(near) == 0
    run_job(near, job_id)
    assert [deliver_due_notices(near) for _ in range(2)] == [1, 0]
    ((_, headers, body),) = Receiver.received
    assert json.loads(body) == {"id": job_id, "kind": "text", "state": "done", "error": None}
    moment = int(NOON.timestamp())
    secret = own.get_secret_value() if own else SECRET
    digest = hmac.new(secret.encode(), f"{moment}.".encode() + body, hashlib.sha256).hexdigest()
    assert headers[SIGNATURE_HEADER] == f"t={moment},v1={digest}"


def test_a_cancelled_job_is_told_too(near: Services, address: str) -> None:
    job_id = submit(near, address)
    cancel_job(near, ANYBODY, job_id)
    deliver_due_notices(near)
    assert json.loads(Receiver.received[0][2])["state"] == "cancelled"


def test_a_notice_that_does_not_arrive_is_sent_again_ever_later_and_then_given_up(
    near: Services, address: str, caplog: pytest.LogCaptureFixture
) -> None:
    run_job(near, submit(near, f"{address}/broken"))
    moment, pauses = NOON, []
    for _ in range(ATTEMPTS):
        waited = 0
        while deliver_due_notices(at(near, moment + timedelta(seconds=waited))) == 0:
            waited += 10
        pauses.append(waited)
        moment += timedelta(seconds=waited)
    assert pauses == [0, 10, 30, 90, 270, 810]
    assert deliver_due_notices(at(near, NOON + timedelta(days=1))) == 0
    assert len(Receiver.received) == ATTEMPTS
    assert "127.0.0.1" not in caplog.text
    assert "status 500" in caplog.text


def test_a_private_address_is_not_told(services: Services, address: str) -> None:
    run_job(services, submit(services, address))
    deliver_due_notices(services)
    assert Receiver.received == []


def test_nothing_of_a_notice_is_kept_once_it_arrived(near: Services, address: str) -> None:
    run_job(near, submit(near, address))
    deliver_due_notices(near)
    with near.database.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM job_notices").scalar() == 0


@pytest.mark.parametrize(
    ("url", "secret", "field"),
    [
        ("ftp://example.org", SECRET, "webhook"),
        ("https://example.org/" + "a" * 2_000, SECRET, "webhook"),
        ("https://example.org", "", "webhook_secret"),
        ("https://example.org", "short", "webhook_secret"),
        ("https://example.org", "x" * 201, "webhook_secret"),
    ],
)
def test_a_wrong_webhook_is_refused_when_the_job_is_asked_for(
    services: Services, url: str, secret: str, field: str
) -> None:
    with pytest.raises(FieldError) as raised:
        read_webhook(services, url=url, secret=secret)
    assert raised.value.field == field
