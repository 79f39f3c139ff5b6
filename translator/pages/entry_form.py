"""The form of a glossary entry: its fields, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Mapping

from flask import request
from flask_babel import gettext  # type: ignore[import-untyped]  # it ships no py.typed

from translator.errors import ConflictError, FieldError, OutdatedError
from translator.translation import GlossaryEntry, TermStatus

#: Fields of text, in the order of the form.
FIELDS = ("source", "target", "part_of_speech", "domain", "note")

_UNUSABLE = dict.fromkeys([0, *range(0xD800, 0xE000)])


def read_fields(form: Mapping[str, str]) -> tuple[dict[str, str], dict[str, object]]:
    """Return the form's values, to be shown again, and the entry's fields that they stand for."""
    values = {name: " ".join(form.get(name, "").translate(_UNUSABLE).split()) for name in (*FIELDS, "status")}
    fields: dict[str, object] = dict(values)
    fields["case_sensitive"] = bool(form.get("case_sensitive"))
    return {**values, "case_sensitive": "1" if fields["case_sensitive"] else ""}, fields


def describe_entry(entry: GlossaryEntry) -> dict[str, str]:
    """Return an entry as the form's values."""
    values = {name: str(getattr(entry, name)) for name in FIELDS}
    return {**values, "status": entry.status.value, "case_sensitive": "1" if entry.case_sensitive else ""}


def read_reason() -> str:
    """Return why something is changed."""
    return request.form.get("reason", "").translate(_UNUSABLE).strip()


def read_version(name: str = "version") -> int | None:
    """Return the version that the form was made of."""
    value = request.form.get(name, "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else None


def name_status(status: TermStatus) -> str:
    """Return what a status is called."""
    names = {
        TermStatus.PREFERRED: gettext("preferred"),
        TermStatus.ADMITTED: gettext("admitted"),
        TermStatus.DEPRECATED: gettext("deprecated"),
        TermStatus.FORBIDDEN: gettext("forbidden"),
        TermStatus.DO_NOT_TRANSLATE: gettext("not to be translated"),
    }
    return str(names[status])


def describe_problem(error: Exception | None) -> dict[str, str]:
    """Say in the language in force what is wrong, by field; empty as the name for the whole entry."""
    if isinstance(error, OutdatedError):
        return {"": gettext("Somebody else has changed this entry since you opened it. Your text is kept below.")}
    if isinstance(error, ConflictError):
        return {"": gettext("Another entry has these terms, or prefers another translation of the same words.")}
    if not isinstance(error, FieldError):
        return {}
    problems = {
        "source": gettext("Give a term of up to 200 characters, with a letter or digit."),
        "target": gettext("Give a term of up to 200 characters, with a letter or digit."),
        "note": gettext("At most 1,000 characters."),
        "reason": gettext("At most 1,000 characters."),
        "domain": gettext("At most 100 characters."),
        "part_of_speech": gettext("At most 50 characters."),
        "version": gettext("The entry was not there in that version, or it is the present one."),
    }
    known = error.field in problems
    return {error.field if known else "": problems.get(error.field, gettext("A field cannot be used."))}
