"""The table of issues: every code that a translation can carry, how grave it is, and what it says."""

from __future__ import annotations

from dataclasses import dataclass

from translator.document import Span
from translator.translation import Issue, Severity


@dataclass(frozen=True, slots=True)
class IssueKind:
    """What all issues of one code share.

    Args:
        severity: Whether the ladder acts on it.
        message: English sentence with ``%(name)s`` places; the key for the catalogues.
    """

    severity: Severity
    message: str


def N_(message: str) -> str:  # noqa: N802 - the customary name of a marker for message extraction
    """Mark a message for the catalogues without translating it here."""
    return message


_ERROR, _WARNING = Severity.ERROR, Severity.WARNING

#: Every code, in the order in which issues of a segment are listed.
ISSUE_CODES: dict[str, IssueKind] = {
    "source_kept": IssueKind(_ERROR, N_("No usable translation was found; the source stands as it was.")),
    "low_confidence": IssueKind(
        _ERROR, N_("The translation is less sure than was asked for (%(text)s); the source stands as it was.")
    ),
    "language_not_served": IssueKind(
        _ERROR, N_("This passage is in a language that is not served (%(language)s); it stands as it was.")
    ),
    "empty_target": IssueKind(_ERROR, N_("The translation is empty.")),
    "garbled": IssueKind(_ERROR, N_("The translation holds characters that cannot be read.")),
    "repetition_loop": IssueKind(_ERROR, N_("The translation repeats itself: %(text)s.")),
    "untranslated": IssueKind(_ERROR, N_("The translation is still in the language of the source.")),
    "language_wrong": IssueKind(_ERROR, N_("The translation is in the wrong language.")),
    "sentence_lost": IssueKind(_ERROR, N_("A sentence is missing: %(text)s.")),
    "name_missing": IssueKind(_ERROR, N_("The name %(text)s is missing.")),
    "name_changed": IssueKind(_ERROR, N_("The name %(text)s was changed to %(found)s.")),
    "name_translated": IssueKind(_WARNING, N_("The name %(text)s may have been translated.")),
    "number_changed": IssueKind(_ERROR, N_("The number %(text)s is missing or was changed.")),
    "number_added": IssueKind(_ERROR, N_("The number %(text)s is not in the source.")),
    "address_changed": IssueKind(_ERROR, N_("The address %(text)s is missing or was changed.")),
    "tag_broken": IssueKind(_ERROR, N_("The marked-up passage %(text)s is missing or was changed.")),
    "term_missed": IssueKind(_ERROR, N_("The glossary’s rendering of %(text)s is missing.")),
    "term_unwanted": IssueKind(_ERROR, N_("The glossary advises against %(text)s.")),
    "quotation_lost": IssueKind(_ERROR, N_("The quotation %(text)s lost its marks.")),
    "quotation_unbalanced": IssueKind(_ERROR, N_("Quotation marks do not pair.")),
    "quotation_added": IssueKind(_ERROR, N_("The translation has more quotations than the source.")),
    "quotation_moved": IssueKind(_WARNING, N_("The quotation %(text)s may cover other words than in the source.")),
    "insertion_lost": IssueKind(_ERROR, N_("The insertion %(text)s lost its brackets.")),
    "insertion_unbalanced": IssueKind(_ERROR, N_("Square brackets do not pair.")),
    "emoji_lost": IssueKind(_ERROR, N_("The emoji %(text)s is missing.")),
    "correction_outdated": IssueKind(
        _ERROR, N_("The source has changed since a person corrected this sentence; their wording was: %(text)s")
    ),
    "placeholder_lost": IssueKind(_WARNING, N_("The engine damaged a protected passage.")),
    "place_guessed": IssueKind(
        _WARNING, N_("%(text)s was lost in translation and stands in brackets near where it belongs.")
    ),
    "length_odd": IssueKind(_WARNING, N_("The translation is much longer or shorter than its source.")),
}

#: A quoted passage in a message is cut to this many characters.
_SHOWN = 60


def make_issue(code: str, *, span: Span | None = None, **values: str) -> Issue:
    """Make an issue of a known code.

    Args:
        code: A key of ``ISSUE_CODES``.
        span: The stretch of the source that it is about.
        values: What fills the places of its message; long ones are cut.
    """
    kind = ISSUE_CODES[code]
    shown = {name: value if len(value) <= _SHOWN else f"{value[: _SHOWN - 1]}…" for name, value in values.items()}
    return Issue(code=code, severity=kind.severity, message=kind.message, values=shown, span=span)
