"""Say whether the service can do its work."""

from __future__ import annotations

from collections.abc import Mapping

from translator.workflows.services import Services

#: Three words in each language that a package is tried on.
_PROBES: Mapping[str, str] = {"en": "We are ready.", "fr": "Nous sommes prêts."}


def find_failure(services: Services) -> str | None:
    """Try the database and every direction whose source language has a probe, with a real translation.

    Returns:
        The part that cannot work, or None. Whatever else fails is raised as it is.
    """
    if not services.database.is_current():
        return "the database is not up to date; run: translator setup"
    pairs = [pair for pair in services.engine.list_pairs() if pair.source in _PROBES]
    if not pairs:
        return "no package is installed"
    for pair in pairs:
        ((best, *_),) = services.engine.translate([_PROBES[pair.source]], pair=pair)
        if not best.text.strip():
            return f"{pair} translates to nothing"
    return None
