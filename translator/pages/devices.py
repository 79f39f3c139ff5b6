"""What a person calls a device, made of what its browser says of itself."""

from __future__ import annotations

from flask_babel import gettext  # type: ignore[import-untyped]  # it ships no py.typed

#: Marks of browsers, the more telling first: most of them claim to be Chrome and Safari too.
_BROWSERS = (
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Vivaldi/", "Vivaldi"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Chromium/", "Chromium"),
    ("Safari/", "Safari"),
)

#: Marks of systems; telephones name the systems that theirs came from too.
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Macintosh", "macOS"),
    ("Linux", "Linux"),
)


def name_device(description: str) -> str:
    """Return a name such as ``Firefox, Linux``.

    Args:
        description: The ``User-Agent`` of the browser.
    """
    found = [next((name for mark, name in marks if mark in description), "") for marks in (_BROWSERS, _SYSTEMS)]
    return ", ".join(name for name in found if name) or str(gettext("Unknown device"))
