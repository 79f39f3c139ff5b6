"""Keep translated files for half an hour, until whoever asked for them fetches them."""

from __future__ import annotations

from translator import storage
from translator.formats.files import FILE_SUFFIXES
from translator.workflows.services import Services

__all__ = ["FILE_SUFFIXES", "get_kept_file", "keep_file"]


def keep_file(services: Services, *, name: str, content: bytes) -> str:
    """Keep a translated file and return the name under which it can be fetched.

    Args:
        services: The parts.
        name: The file's own name, with no separator of folders in it.
        content: Its bytes.
    """
    return _open_store(services).keep(name, content=content)


def get_kept_file(services: Services, kept_name: str) -> bytes:
    """Return a translated file that is still kept.

    Raises:
        NotFoundError: It is not, or never was.
    """
    return _open_store(services).get(kept_name)


def _open_store(services: Services) -> storage.FileStore:
    return storage.FileStore(services.settings.data_dir / "files", get_time=services.get_time)
