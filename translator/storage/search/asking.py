"""What people type into a search box, read as they mean it; nothing that they can type is an error.

Words must all be there, in any inflection; “several words” in quotation marks must stand so, one after the other; a
word that ends in * may go on; a minus before any of these leaves out what holds it.
"""

from __future__ import annotations

from dataclasses import dataclass

import regex

from translator.storage.search.words import Word, iterate_words

#: Words and phrases of a search that are looked for; what comes after is left out of account.
TERM_LIMIT = 32

_TERM = regex.compile(
    r"""(?P<minus>(?<!\S)[-−–])?
    (?:«\s*(?P<french>[^»]*)»? | ["“”„](?P<english>[^"“”]*)["“”]? | (?P<bare>[^\s"“”„«»]+))
    (?P<star>\*)?""",
    regex.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Term:
    """A word, or words that must stand one after the other.

    Args:
        words: At least one.
        is_prefix: Whether the last may go on.
        is_exact: Whether it must stand as it was typed, in no other inflection.
    """

    words: tuple[Word, ...]
    is_prefix: bool = False
    is_exact: bool = False

    @property
    def is_inflected(self) -> bool:
        """Whether other forms of the word are meant too."""
        return len(self.words) == 1 and not self.is_prefix and not self.is_exact


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for.

    Args:
        wanted: All must be there.
        unwanted: None may be there.
    """

    wanted: tuple[Term, ...] = ()
    unwanted: tuple[Term, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked for, as where only punctuation was typed."""
        return not (self.wanted or self.unwanted)


def read_search(text: str) -> Asked:
    """Read what was typed."""
    wanted: dict[tuple[object, ...], Term] = {}
    unwanted: dict[tuple[object, ...], Term] = {}
    for match in _TERM.finditer(text):
        if len(wanted) + len(unwanted) == TERM_LIMIT:
            break
        quoted = match["french"] if match["french"] is not None else match["english"]
        bare = match["bare"] or ""
        words = tuple(iterate_words(quoted if quoted is not None else bare))
        if not words:
            continue
        is_prefix = bool(match["star"]) or bare.endswith("*")
        term = Term(words, is_prefix=is_prefix, is_exact=quoted is not None)
        key = (tuple(word.folded for word in words), is_prefix, term.is_exact)
        (unwanted if match["minus"] else wanted).setdefault(key, term)
    return Asked(tuple(wanted.values()), tuple(unwanted.values()))
