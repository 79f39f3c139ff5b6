"""What sites let programs read: robots.txt (RFC 9309), kept for a while."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from urllib.parse import urlsplit

from protego import Protego

from translator.errors import N_, RobotsError

#: The name by which a robots.txt may speak to this program.
PRODUCT = "Vis-a-vis"

#: Bytes of a robots.txt that are read: the least that RFC 9309 wants read.
ROBOTS_BYTES = 512_000

#: Seconds for which a site's rules are kept (RFC 9309: at most a day), and how many sites' are.
_KEPT_SECONDS = 3_600
_KEPT_SITES = 500

#: Returns the text of a robots.txt; empty where the site has none, None where it cannot be told.
ReadRules = Callable[[str], str | None]


class RobotsRules:
    """The rules of the sites asked lately."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: OrderedDict[str, tuple[float, Protego | None]] = OrderedDict()

    def check(self, url: str, *, read: ReadRules) -> None:
        """Refuse an address that its site does not let this program read.

        Args:
            url: The address.
            read: Fetches a robots.txt.

        Raises:
            RobotsError: It is forbidden, or nobody can tell (RFC 9309 then takes all for forbidden).
        """
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        rules = self._find(site)
        if rules is None:
            text = read(f"{site}/robots.txt")
            if text is None:
                raise RobotsError(N_("the site’s rules for programs (robots.txt) cannot be read"))
            rules = Protego.parse(text)
            self._keep(site, rules)
        if not rules.can_fetch(url, PRODUCT):
            raise RobotsError(N_("the site does not let programs read it (robots.txt)"))

    def _find(self, site: str) -> Protego | None:
        with self._lock:
            until, rules = self._kept.get(site, (0.0, None))
        return rules if until > time.monotonic() else None

    def _keep(self, site: str, rules: Protego) -> None:
        with self._lock:
            self._kept[site] = (time.monotonic() + _KEPT_SECONDS, rules)
            self._kept.move_to_end(site)
            while len(self._kept) > _KEPT_SITES:
                self._kept.popitem(last=False)
