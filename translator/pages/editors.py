"""What those are called who change articles."""

from __future__ import annotations

from flask_babel import gettext  # type: ignore[import-untyped]  # it ships no py.typed

from translator.errors import NotFoundError
from translator.pages.services import get_services
from translator.workflows.account_events import was_deleted
from translator.workflows.people import get_person


def name_editor(editor: str) -> str:
    """Return the name of an account, what stands for one that was deleted, or the id of a key; empty for nobody."""
    if not editor:
        return ""
    try:
        return get_person(get_services(), editor).name
    except NotFoundError:
        return str(gettext("deleted account")) if was_deleted(get_services(), editor) else editor
