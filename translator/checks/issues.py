"""The table of issues: what each code means, how grave it is, and the sentence that tells it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from translator.document import Span
from translator.translation import Issue, Severity

#: How much of a span's text a message shows, in characters.
_SHOWN_LENGTH = 60


@dataclass(frozen=True, slots=True)
class IssueRule:
    """What a code stands for.

    Args:
        severity: Whether the ladder must act on it.
        message: English sentence with ``%(name)s`` places; the message key for the catalogues.
    """

    severity: Severity
    message: str


#: Every code that a segment's issues may have, for the documentation and the catalogues.
ISSUE_CODES: Mapping[str, IssueRule] = MappingProxyType(
    {
        "empty_target": IssueRule(Severity.ERROR, "The translation is empty."),
        "repetition_loop": IssueRule(Severity.ERROR, "The translation repeats “%(words)s” where the source does not."),
        "untranslated": IssueRule(Severity.ERROR, "The words are still those of the source."),
        "source_kept": IssueRule(Severity.ERROR, "No usable translation was found; the source stands in its place."),
        "language_not_served": IssueRule(Severity.WARNING, "The language %(language)s is not served."),
        "name_missing": IssueRule(Severity.ERROR, "The name “%(name)s” is missing."),
        "number_changed": IssueRule(Severity.ERROR, "The number “%(number)s” is missing or has another value."),
        "address_changed": IssueRule(Severity.ERROR, "“%(address)s” is missing or was changed."),
        "term_missed": IssueRule(Severity.ERROR, "The glossary's rendering of “%(term)s” is missing."),
        "placeholder_lost": IssueRule(Severity.ERROR, "“%(value)s” was protected and did not come back."),
        "quotation_lost": IssueRule(Severity.ERROR, "The quotation “%(quotation)s” is not marked as one."),
        "quotation_unbalanced": IssueRule(Severity.ERROR, "A quotation mark has no partner."),
        "quotation_added": IssueRule(Severity.WARNING, "The translation has a quotation that the source has not."),
        "length_odd": IssueRule(Severity.WARNING, "The translation is %(ratio)s times as long as the source."),
        "emoji_lost": IssueRule(Severity.WARNING, "The emoji %(emoji)s is missing."),
    }
)


def make_issue(code: str, *, span: Span | None = None, **values: str) -> Issue:
    """Make an issue of a known code.

    Args:
        code: One of ``ISSUE_CODES``.
        span: The stretch of the source that it is about.
        **values: What fills the places of the message; long texts are cut.

    Raises:
        KeyError: The code is not in the table.
    """
    rule = ISSUE_CODES[code]
    shown = {name: _shorten(value) for name, value in values.items()}
    return Issue(code=code, severity=rule.severity, message=rule.message, values=shown, span=span)


def _shorten(text: str) -> str:
    return text if len(text) <= _SHOWN_LENGTH else f"{text[: _SHOWN_LENGTH - 1].rstrip()}…"
