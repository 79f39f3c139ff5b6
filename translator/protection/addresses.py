"""Find what must arrive byte for byte: addresses, handles, hashtags, file names, phone numbers, emoji, code, tags."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import regex

from translator.document import Span, SpanKind

#: How many texts' addresses are kept ready: a source is compared with each of its hypotheses.
_TEXTS = 256

#: Last labels of the bare host names (``lemonde.fr``) that are taken for addresses.
_TOP_LEVEL = (
    "com|org|net|edu|gov|mil|int|eu|fr|uk|ca|ch|nl|lu|ie|pl|ua|ru|cn|jp|br|au|nz|za|dz|qc|io|tv|fm|"
    "news|media|press|paris|social|app|dev|online|site|bzh|alsace|corsica|quebec|brussels|africa|london|scot|wales|"
    "berlin|asia|info|shop|blog"
)
#: Last labels that are words too: a path must follow, or it is likelier to be a full stop without its space.
_WORDLIKE_TOP_LEVEL = "it|be|me|us|in|de|es|ma|by|pt|ci|sn|tn|co|ly|ai|is|to|la|so|no"
_EXTENSIONS = (
    "pdf|docx?|xlsx?|pptx?|odt|ods|odp|rtf|txt|csv|tsv|json|xml|html?|css|js|py|sh|zip|gz|tar|rar|7z|exe|dmg|apk|iso|"
    "jpe?g|png|gif|svg|webp|tiff?|bmp|mp3|mp4|m4a|wav|ogg|avi|mov|mkv|epub|mobi|srt|tmx|tbx|xliff|po|yml|yaml|toml|"
    "md|sql"
)
_PATH = r"[^\s<>«»“”„\"⟦⟧`]*[^\s<>«»“”„\"⟦⟧`.,;:!?…'’‘)\]}]"
_LABELS = r"(?<![\w@.-])(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,8}"
_FOLDERS = r"(?:[A-Za-z]:\\|~?/|\.{1,2}/)?(?:[\w.+-]{1,100}[/\\]){0,20}"
_FILE_NAME = rf"(?<![\w./\\-]){_FOLDERS}[\w+-][\w.+-]{{0,100}}"

#: What stands between groups of figures.
_GAP = "[ \u00a0\u2009\u202f]"

#: Emoji in a row, with their modifiers and joiners; the signs of copyright and trade mark are words to a reader.
_EMOJI = (
    r"(?:(?:(?![©®™‼⁉])\p{Extended_Pictographic}|\p{Regional_Indicator}{2})"
    r"(?:\ufe0f|\p{Emoji_Modifier}|\u200d\p{Extended_Pictographic}){0,8}){1,20}"
)

#: Instead of characters: a full stop between letters or figures; one that a host's name may have, or a colon; figures
#: tied together; a character as high as the first emoji.
_INNER_STOP, _SCHEME, _TIED_FIGURES, _PICTURE = "stop", "scheme", "figures", "picture"
_TRAITS = frozenset({_INNER_STOP, _SCHEME, _TIED_FIGURES, _PICTURE})
_HAS_INNER_STOP = regex.compile(r"\w\.\w")
_HAS_SCHEME = regex.compile(r":|\w\.[\w-]")
_HAS_TIED_FIGURES = regex.compile(r"\d[.-]\d")
_FIRST_PICTURE = "\u2100"

#: In order of precedence, with the characters of which a match needs one; the first that matches at a place keeps it.
_PATTERNS = tuple(
    (frozenset(needed) if needed not in _TRAITS else needed, regex.compile(pattern))
    for needed, pattern in (
        ("`", r"(?<!\w)`[^`\n]+`(?!\w)"),
        (_SCHEME, rf"(?i:\b(?:https?|ftps?|sftp|ssh|file|magnet)://|\bmailto:|\bwww\.(?=[\w-]+\.)){_PATH}/?"),
        ("@", r"(?<![\w.+-])[\w.+-]{0,63}[\w+-]@(?:[a-zA-Z0-9-]{1,63}\.){1,8}[a-zA-Z]{2,}(?![\w-])"),
        (_INNER_STOP, rf"{_LABELS}(?:{_TOP_LEVEL})(?![\w-]|\.\w)(?:/{_PATH})?/?"),
        (_INNER_STOP, rf"{_LABELS}(?:{_WORDLIKE_TOP_LEVEL})/{_PATH}/?"),
        (_INNER_STOP, r"(?<![\w@.-])(?:[a-z0-9-]{2,63}\.){2,8}[a-z]{2,63}(?![\w@-]|\.\w)"),
        ("@", r"(?<![\w@./&])@\w[\w.-]*(?:@[\w-]+(?:\.[\w-]+)+)?(?<![.-])"),
        ("#", r"(?<![\w#&/])#(?=\w*\p{L})\w+"),
        (_INNER_STOP, rf"{_FILE_NAME}\.(?:{_EXTENSIONS})(?![\w-]|\.\w)"),
        (_INNER_STOP, r"(?<![\w.:])(?:\d{1,3}\.){3}\d{1,3}(?:/\d{1,2}|:\d{1,5})?(?!\w|\.\d)"),
        (":", r"(?<![\w:])(?:[0-9a-f]{0,4}:){4,7}[0-9a-f]{1,4}(?![\w:])"),
        ("+", r"(?<![\w+.,])\+\d{1,3}(?:[ \u00a0\u202f.-]?(?:\(\d{1,4}\)|\d{1,4})){2,6}(?!\w|[.,]\d)"),
        ("0", r"(?<![\w+.,-])0\d(?:[ \u00a0\u202f.-]\d\d){4}(?!\w|[.,-]\d)"),
        ("0", rf"(?<![\w+.,-])(?<!\d{_GAP})0\d{{0,4}}(?:{_GAP}\d{{2,4}}){{2,5}}(?!\w|[.,-]\d)"),
        (
            "0",
            rf"(?<![\w+.,:/'’-])(?<!\d{_GAP})(?=[\d/-]*(?<!\d)0\d{{2}})\d+(?:[-/]\d+)*(?!\w|[.,:/-]\d|{_GAP}(?:GMT|UTC))",
        ),
        (_TIED_FIGURES, r"(?<![\w+.,-])(?:1[ .-])?(?:\(\d{3}\)[ \u00a0]?|\d{3}[.-])\d{3}[.-]\d{4}(?!\w|[.,]\d)"),
        (":", r"(?<![\w:]):(?=[a-z0-9_+-]*[a-z])[a-z0-9_+-]{2,}:(?![\w:])"),
        ("<", r"</?[A-Za-z][\w:.-]{0,40}(?:\s[^<>]{0,400})?/?>|<!--[^<>]{0,400}-->"),
        ("&", r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});"),
        ("%{", r"%\d{1,2}\$[a-zA-Z]|(?<![\w%])%[sd](?!\w)|%\(\w{1,40}\)[sd]|\{\{\s?[\w.]{1,40}\s?\}\}|\{\w{0,40}\}"),
        ("⟦", r"⟦[^⟦⟧\n]{1,40}⟧"),
        (_PICTURE, _EMOJI),
    )
)
#: A growth or a sum such as ``+12 500 000``, not a phone number.
_SIGNED_THOUSANDS = regex.compile(r"\+\d{1,3}(?:[ \u00a0\u202f]\d{3}){1,2}")
#: Figures of the shortest and longest phone numbers with a country's prefix (ITU-T E.164).
_PHONE_FIGURES = range(8, 16)


@lru_cache(maxsize=_TEXTS)
def find_addresses(text: str) -> tuple[Span, ...]:
    """Find addresses, handles, hashtags, file names, phone numbers, emoji and their codes, code, and markup in text.

    Markup in text is a tag, a reference to a character, the place of a message (``%1$s``, ``{name}``), or a token such
    as ``⟦0⟧``, by which other programs mask what they want back.

    Returns:
        Spans ordered by start that do not overlap.
    """
    found: list[tuple[int, int]] = []
    for rank, (start, end) in sorted(_list_matches(text), key=lambda match: (match[1][0], match[0])):
        del rank
        if not found or found[-1][1] <= start:
            found.append((start, end))
    return tuple(Span(start, end, SpanKind.ADDRESS) for start, end in found)


def _list_matches(text: str) -> Iterator[tuple[int, tuple[int, int]]]:
    characters = frozenset(text)
    has_picture = max(characters, default="") >= _FIRST_PICTURE
    has = {
        _INNER_STOP: _HAS_INNER_STOP.search(text) is not None,
        _SCHEME: _HAS_SCHEME.search(text) is not None,
        _TIED_FIGURES: _HAS_TIED_FIGURES.search(text) is not None,
        _PICTURE: has_picture,
    }
    for rank, (needed, pattern) in enumerate(_PATTERNS):
        if not (has[needed] if isinstance(needed, str) else not characters.isdisjoint(needed)):
            continue
        for match in pattern.finditer(text):
            start, end = match.span()
            if text[start] == "+" and not _is_phone(match[0]):
                continue
            yield rank, (start, _take_closing_bracket(text, start, end))


def _is_phone(text: str) -> bool:
    return _SIGNED_THOUSANDS.fullmatch(text) is None and sum(map(str.isdigit, text)) in _PHONE_FIGURES


def _take_closing_bracket(text: str, start: int, end: int) -> int:
    """Include the bracket that closes one inside an address: ``…/Paris_(Texas)``."""
    if text[end : end + 1] == ")" and text.count("(", start, end) > text.count(")", start, end):
        return end + 1
    return end
