"""The form that adds an article: what was filled in, and what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import request
from flask_babel import format_decimal, gettext  # type: ignore[import-untyped]  # it ships no py.typed
from werkzeug.datastructures import FileStorage

from translator.errors import (
    N_,
    FieldError,
    InputError,
    SourceError,
    UnsupportedLanguageError,
    UnsupportedPairError,
)
from translator.pages.interface import name_language_here
from translator.pages.services import get_services
from translator.settings import Settings
from translator.translation import QuotationPolicy
from translator.workflows.add_article import FILE_SUFFIXES, SourceFile, Submission
from translator.workflows.articles import TITLE_LIMIT
from translator.workflows.detect_language import ServedLanguage

_FIELDS = ("title", "text", "url", "source", "target", "quotations")

#: Bytes of a form beside its file, and how many files' worth is read before a form is refused as a whole: whoever sends
#: one that is somewhat too large is told beside the field, with the rest of the form kept.
_FORM_ROOM = 100_000
_FILES_READ = 2

#: What readers of files most often find wrong, by the clauses that they say it with.
_FILE_PROBLEMS = {
    "is no text in UTF-8": N_("This file is no text, or in an unknown encoding. Save it as UTF-8."),
    "is protected by a password": N_("This file is protected by a password."),
    "is encrypted": N_("This book is encrypted."),
    "is packed far more tightly than a document ever is": N_("This file unpacks to far more than a document holds."),
}

#: NUL, which PostgreSQL cannot keep, and halves of surrogate pairs, which UTF-8 cannot.
_UNUSABLE_CHARACTER = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class ArticleDraft:
    """The form's fields as they were sent.

    Args:
        title: Headline; empty where there is none.
        text: The article.
        url: Where a page with the article is.
        file: A file with the article; None where none was chosen.
        source: ISO 639 code, or empty to detect it.
        target: ISO 639 code, or empty for the other language.
        quotations: Name of the policy for quotations, or empty for the site's.
    """

    title: str = ""
    text: str = ""
    url: str = ""
    file: SourceFile | None = None
    source: str = ""
    target: str = ""
    quotations: str = ""

    @property
    def submission(self) -> Submission:
        """What the article is to be made of."""
        return Submission(self.title, self.text, url=self.url, file=self.file)


def make_room() -> None:
    """Let the form that adds an article bring a file; all other forms stay small."""
    if request.endpoint == "pages.create_article":
        settings = get_services().settings
        request.max_form_memory_size = settings.body_limit
        request.max_content_length = settings.body_limit + _FILES_READ * settings.file_limit + _FORM_ROOM


def read_draft(fields: Mapping[str, str], files: Mapping[str, FileStorage]) -> ArticleDraft:
    """Read the form, with line ends as the rest of the program writes them."""
    values = {name: fields.get(name, "").replace("\r\n", "\n").replace("\r", "\n") for name in _FIELDS}
    return ArticleDraft(
        title=" ".join(values["title"].split()),
        text=values["text"],
        url=values["url"].strip(),
        file=_read_file(files.get("file")),
        source=values["source"].strip(),
        target=values["target"].strip(),
        quotations=values["quotations"].strip(),
    )


def find_problems(draft: ArticleDraft, *, settings: Settings, languages: Sequence[ServedLanguage]) -> dict[str, str]:
    """Return what must be mended before the draft can be translated, by field, in the visitor's language."""
    problems = {}
    if problem := _find_title_problem(draft.title):
        problems["title"] = problem
    problems |= _find_source_problem(draft, settings=settings)
    known = {language.code for language in languages}
    for name, code in (("source", draft.source), ("target", draft.target)):
        if code and code not in known:
            problems[name] = _word_unknown_language(code)
    if draft.source and draft.source == draft.target:
        problems["target"] = gettext("Choose a language other than the article’s.")
    if draft.quotations and draft.quotations not in set(QuotationPolicy):
        problems["quotations"] = gettext("Choose one of the three.")
    return problems


def describe_refusal(error: InputError) -> dict[str, str]:
    """Return what a workflow's refusal says, by the field that it is about."""
    if isinstance(error, UnsupportedPairError):
        source, target = name_language_here(error.source), name_language_here(error.target)
        text = gettext("No installed package for %(source)s → %(target)s.", source=source, target=target)
        return {"target": text}
    if isinstance(error, UnsupportedLanguageError):
        return {"source": _word_unknown_language(error.code)}
    if isinstance(error, SourceError):
        return {error.field: _word_source_problem(error)}
    if isinstance(error, FieldError) and error.field == "file":
        return {"file": _word_file_problem(error.problem)}
    field = error.field if isinstance(error, FieldError) and error.field in _FIELDS else "text"
    reason = gettext(error.message, **error.values)
    return {field: gettext("This cannot be translated: %(problem)s.", problem=reason)}


def _find_title_problem(title: str) -> str:
    if len(title) > TITLE_LIMIT:
        limit = format_decimal(TITLE_LIMIT)
        return str(gettext("The headline is longer than %(limit)s characters.", limit=limit))
    return _find_unusable(title)


def _read_file(file: FileStorage | None) -> SourceFile | None:
    # A browser sends the field without a name where no file was chosen.
    return SourceFile(file.filename, file.read()) if file is not None and file.filename else None


def _find_source_problem(draft: ArticleDraft, *, settings: Settings) -> dict[str, str]:
    given = draft.submission.list_given()
    if not given:
        return {"text": gettext("Paste the article here, or give its address or a file.")}
    if len(given) > 1:
        return {given[1]: gettext("Give one of the three only: the text, an address or a file.")}
    if draft.file is not None:
        problem = _find_file_problem(draft.file, settings=settings)
        return {"file": problem} if problem else {}
    problem = "" if draft.url else _find_text_problem(draft.text, settings=settings)
    return {"text": problem} if problem else {}


def _find_file_problem(file: SourceFile, *, settings: Settings) -> str:
    if not file.name.lower().endswith(FILE_SUFFIXES):
        kinds = ", ".join(FILE_SUFFIXES)
        return str(gettext("Files of this kind are not read; choose one that ends in %(kinds)s.", kinds=kinds))
    if settings.has_limits and len(file.content) > settings.file_limit:
        return str(
            gettext(
                "The file has %(length)s bytes; at most %(limit)s are taken.",
                length=format_decimal(len(file.content)),
                limit=format_decimal(settings.file_limit),
            )
        )
    return ""


def _word_source_problem(error: SourceError) -> str:
    reason = gettext(error.reason) % error.values
    if error.field == "file":
        return str(gettext("This file cannot be used: %(reason)s.", reason=reason))
    return str(gettext("This address cannot be used: %(reason)s.", reason=reason))


def _word_file_problem(problem: str) -> str:
    known = _FILE_PROBLEMS.get(problem)
    if known is not None:
        return str(gettext(known))
    if problem.startswith("has ") and "characters" in problem:
        return str(gettext("The article in this file is too long to be translated at once."))
    return str(gettext("This file is damaged, or not what its name says."))


def _find_text_problem(text: str, *, settings: Settings) -> str:
    if settings.has_limits and len(text) > settings.article_limit:
        return str(
            gettext(
                "The text has %(length)s characters; at most %(limit)s can be translated at once.",
                length=format_decimal(len(text)),
                limit=format_decimal(settings.article_limit),
            )
        )
    return _find_unusable(text)


def _find_unusable(text: str) -> str:
    match = _UNUSABLE_CHARACTER.search(text)
    if match is None:
        return ""
    return str(gettext("It holds a character that cannot be kept: U+%(code)s.", code=f"{ord(match[0]):04X}"))


def _word_unknown_language(code: str) -> str:
    return str(gettext("No installed package knows the language “%(code)s”.", code=code))
