"""Put out of the way, while typography works, what it must not touch: addresses, times, code, emoticons, tokens."""

from __future__ import annotations

import regex

from translator.protection.addresses import find_addresses

#: One private character stands for each stretch that is put away; the plane holds 65,534 of them.
_FIRST = 0xF0000
_LAST = 0xFFFFD
_PRIVATE = regex.compile(r"[\U000F0000-\U000FFFFD]")

_UNTOUCHABLE = regex.compile(
    r"""
    ⟦[^⟦⟧]*⟧?                                            # placeholders, whole or damaged
  | [\U000F0000-\U000FFFFD]+                              # private characters of the text itself
  | </?[A-Za-z][^<>]*>                                    # tags
  | &(?:\#\d{1,7}|\#x[0-9A-Fa-f]{1,6}|[A-Za-z]{2,12});    # entities
  | (?<![\w:])\d{1,2}(?::\d{2}){1,2}(?![\w:])             # times
  | (?<!\w)\w++(?:::|->)\w+(?:\(\))?                      # code
  | (?<!\S)(?:[:;=8][o\-^'’]{0,2}[()\[\]DPp/\\|*3]|<3|\^\^|[xX]D)(?!\w)      # emoticons apart
  | (?<=\w)[:;]-?[()](?=\s|$)(?<!\([^()\n]{0,500})        # and those at a word, no bracket being open
    """,
    regex.VERBOSE,
)

#: What each of those stretches has at least one of; most texts have none.
_TELLING = regex.compile(r"[⟦<&:;=8^\U000F0000-\U000FFFFD]|->|[xX]D")


def shield(text: str) -> tuple[str, tuple[str, ...]]:
    """Replace what typography must not touch by one private character each.

    Returns:
        The text, and the stretches that were replaced, in order. A text with more of them than there are private
        characters keeps the rest in the open.
    """
    places = [(span.start, span.end) for span in find_addresses(text)]
    if _TELLING.search(text) is not None:
        places += [match.span() for match in _UNTOUCHABLE.finditer(text)]
    parts: list[str] = []
    stretches: list[str] = []
    end = 0
    for start, stop in sorted(places, key=lambda place: (place[0], -place[1])):
        if start < end or len(stretches) > _LAST - _FIRST:
            continue
        parts += (text[end:start], chr(_FIRST + len(stretches)))
        stretches.append(text[start:stop])
        end = stop
    return "".join((*parts, text[end:])), tuple(stretches)


def unshield(text: str, stretches: tuple[str, ...]) -> str:
    """Put the stretches back."""
    return _PRIVATE.sub(lambda match: stretches[ord(match[0]) - _FIRST], text) if stretches else text
