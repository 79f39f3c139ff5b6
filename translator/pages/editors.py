"""What those are called who change articles."""

from __future__ import annotations

from translator.errors import NotFoundError
from translator.pages.services import get_services
from translator.workflows.people import get_person


def name_editor(editor: str) -> str:
    """Return the name of an account, or the id of a key; empty where nobody is known."""
    if not editor:
        return ""
    try:
        return get_person(get_services(), editor).name
    except NotFoundError:
        return editor
