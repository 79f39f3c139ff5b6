"""Write the feeds of ours that tell of articles."""

from __future__ import annotations

from collections.abc import Sequence

from translator.formats.feeds import AtomEntry, write_atom
from translator.workflows.services import Services

__all__ = ["AtomEntry", "write_feed"]


def write_feed(
    services: Services, title: str, *, url: str, page: str, language: str, entries: Sequence[AtomEntry]
) -> bytes:
    """Write an Atom feed of entries, the newest first; one without entries counts as changed now."""
    return write_atom(title, url=url, page=page, language=language, entries=entries, at=services.get_time())
