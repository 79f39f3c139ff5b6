"""Send a notice to an address that a caller named, without becoming a way into the network that the service is in.

No redirect is followed, nothing of the answer but its status is used, and all of it together has a time limit.
"""

from __future__ import annotations

import http.client
import time
from collections.abc import Mapping, Sequence
from urllib.parse import SplitResult, urlsplit

from translator.connections import ForbiddenAddressError, Network, open_connection, read_networks

#: Seconds for the connection and each answer, and for all of a delivery.
STEP_SECONDS = 5.0
TOTAL_SECONDS = 15.0


class DeliveryError(Exception):
    """A notice did not arrive; the text says why, without the address."""


def send_notice(url: str, *, body: bytes, headers: Mapping[str, str], networks: Sequence[str] = ()) -> None:
    """Send a notice by POST.

    Args:
        url: Where to; one that ``find_url_problem`` finds nothing wrong with.
        body: What to send.
        headers: Headers beside those of HTTP.
        networks: Networks that are allowed though they are not public.

    Raises:
        DeliveryError: It may not be sent there, or was not taken with a status from 200 to 299.
    """
    try:
        status = _post(urlsplit(url), body=body, headers=headers, networks=read_networks(networks))
    except ForbiddenAddressError as error:
        raise DeliveryError(str(error)) from None
    except (OSError, http.client.HTTPException, UnicodeError) as error:
        raise DeliveryError(type(error).__name__) from None
    if not 200 <= status < 300:
        raise DeliveryError(f"status {status}")


def _post(parts: SplitResult, *, body: bytes, headers: Mapping[str, str], networks: Sequence[Network]) -> int:
    deadline = time.monotonic() + TOTAL_SECONDS
    with open_connection(parts, networks=networks, step_seconds=STEP_SECONDS, deadline=deadline) as opened:
        connection = http.client.HTTPConnection(str(parts.hostname), parts.port)
        # It must never open a connection by itself.
        connection.auto_open = 0
        connection.sock = opened
        path = parts.path or "/"
        connection.request("POST", f"{path}?{parts.query}" if parts.query else path, body, dict(headers))
        status = connection.getresponse().status
        connection.close()
        return status
