"""The fields of the contract: how a request brings them, and what each may hold."""

from __future__ import annotations

from collections.abc import Mapping

from flask import request

from translator.access import Caller, Scope
from translator.api.access import let_in
from translator.api.body import find_option_problem, find_text_problem, read_json_object
from translator.api.wording import gettext
from translator.errors import InputError

#: How a truth value may be written; a form or query string has no other way than words.
_FLAGS = {"": False, "0": False, "false": False, "1": True, "true": True}


def refuse(name: str, problem: str) -> InputError:
    """Return the error for a field.

    Args:
        name: Its name.
        problem: What is wrong with it, as a clause in the caller's language.
    """
    return InputError(gettext("Invalid request: %(name)s parameter %(problem)s", name=name, problem=problem))


def refuse_missing(name: str) -> InputError:
    """Return the error for a field that is not there."""
    return InputError(gettext("Invalid request: missing %(name)s parameter", name=name))


def read_parameters() -> Mapping[str, object]:
    """Return the fields of a JSON body or, where the body is another, those of the form and the query string."""
    if request.is_json:
        return read_json_object()
    # Taking the first of several would drop the others without a sound; as a list they are refused where read.
    parameters: dict[str, object] = {
        name: values[0] if len(values) == 1 else values for name, values in request.values.lists()
    }
    text = parameters.get("q")
    if isinstance(text, list):
        raise refuse("q", gettext("is given more than once; send an array as JSON"))
    if isinstance(text, str):
        # Browsers write CRLF in forms, which must not count twice against a limit.
        parameters["q"] = text.replace("\r\n", "\n")
    return parameters


def let_caller_in(parameters: Mapping[str, object], *, texts: int) -> Caller:
    """Find the caller by the field ``api_key`` or a header, and count the texts of the minute.

    Raises:
        AccessError: The caller may not translate, or not now.
    """
    key = parameters.get("api_key")
    if key is not None and not isinstance(key, str):
        raise refuse("api_key", gettext("is not a string"))
    return let_in(Scope.TRANSLATE, key=key, texts=texts)


def read_texts(parameters: Mapping[str, object]) -> tuple[tuple[str, ...], bool]:
    """Return the texts, and whether they came as an array."""
    q = parameters.get("q")
    if q is None or q in ("", []):
        raise refuse_missing("q")
    texts = []
    for text in q if isinstance(q, list) else [q]:
        if not isinstance(text, str):
            raise refuse("q", gettext("is not a string or an array of strings"))
        if problem := find_text_problem(text):
            raise refuse("q", problem)
        texts.append(text)
    return tuple(texts), isinstance(q, list)


def read_string(parameters: Mapping[str, object], name: str) -> str:
    """Return a text that must be there."""
    value = parameters.get(name)
    if value is None or value == "":
        raise refuse_missing(name)
    if not isinstance(value, str):
        raise refuse(name, gettext("is not a string"))
    if problem := find_text_problem(value):
        raise refuse(name, problem)
    return value


def read_option(parameters: Mapping[str, object], name: str) -> str:
    """Return a short string; empty where it is absent, null or empty, which clients use alike."""
    value = parameters.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise refuse(name, gettext("is not a string"))
    if problem := find_option_problem(value):
        raise refuse(name, problem)
    return value


def read_required(parameters: Mapping[str, object], name: str) -> str:
    """Return a code that must be there, in small letters."""
    code = read_option(parameters, name)
    if not code:
        raise refuse_missing(name)
    return code.lower()


def read_count(parameters: Mapping[str, object], name: str) -> int:
    """Return a number, 0 where it is absent or below."""
    value = parameters.get(name)
    if value is None or value == "":
        return 0
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise refuse(name, gettext("is not a number"))
    try:
        return max(0, int(value))
    except (ValueError, OverflowError):
        raise refuse(name, gettext("is not a number")) from None


def read_flag(parameters: Mapping[str, object], name: str) -> bool:
    """Return a truth value, false where it is absent."""
    value = parameters.get(name)
    flag = _FLAGS.get("" if value is None else str(value).lower())
    if flag is None:
        raise refuse(name, gettext("is not true or false"))
    return flag
