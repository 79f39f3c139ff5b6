"""Put full stops and commas on the side of a closing mark where a locale wants them.

American newspapers set both inside (Chicago Manual); French sets them outside, but for the full stop of a whole
sentence that a colon introduces (Imprimerie nationale). British practice follows the sense, which the source tells
and an engine keeps, so nothing is moved.
"""

from __future__ import annotations

import regex

from translator.languages import Locale

_OUTSIDE = regex.compile(r"(?<=[\p{L}\p{N}%\U000F0000-\U000FFFFD])(’?”)([.,])(?![.\p{L}\p{N}])")
_COMMA_INSIDE = regex.compile(r",([\u00a0\u202f]»)(?!,)")
_TWO_STOPS = regex.compile(r"(?P<lead>[:]\s*)?(?P<words>«[^«»]*?)(?<!\.)\.(?P<mark>[\u00a0\u202f]»)\.(?!\.)")


def place_stops(text: str, *, locale: Locale) -> str:
    """Move full stops and commas at closing marks.

    Args:
        text: In the typography of the locale.
        locale: One of those with rules of their own; for another the text stays as it is.
    """
    if str(locale) == "en-US":
        return _OUTSIDE.sub(r"\2\1", text)
    if locale.language == "fr":
        return _TWO_STOPS.sub(_keep_one_stop, _COMMA_INSIDE.sub(r"\1,", text))
    return text


def _keep_one_stop(match: regex.Match[str]) -> str:
    if match["lead"]:
        return f"{match['lead']}{match['words']}.{match['mark']}"
    return f"{match['words']}{match['mark']}."
