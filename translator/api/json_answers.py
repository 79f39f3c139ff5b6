"""How answers are written as JSON."""

from __future__ import annotations

from typing import Any

from flask.json.provider import DefaultJSONProvider


class ReadableJSON(DefaultJSONProvider):
    """Writes letters as they are, so that an answer in French can be read at a terminal, and fields in their order."""

    ensure_ascii = False
    # The order of fields is part of what the API's page shows.
    sort_keys = False

    def dumps(self, obj: Any, **kwargs: Any) -> str:
        """Write a value; one with half a surrogate pair, which UTF-8 cannot spell, in escapes."""
        text = super().dumps(obj, **kwargs)
        return text if _is_encodable(text) else super().dumps(obj, **{**kwargs, "ensure_ascii": True})


def _is_encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
