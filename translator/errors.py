"""Every error the project raises on purpose.

::

    TranslatorError
    ├── SettingsError                 a TRANSLATOR_* variable has a wrong value
    ├── InputError                    the caller asked for something that cannot be done as asked
    │   ├── FieldError                a named field is missing, of the wrong type, or past a limit
    │   │   └── SourceError           what an article is to be taken from gives none
    │   │       ├── AddressError      an address that must not be asked: malformed, not public, another port
    │   │       ├── FetchError        an address that was asked and gave no page
    │   │       │   ├── RobotsError       the site's robots.txt does not let programs read it
    │   │       │   ├── UnreachableError  nobody answers, or too slowly, or with a bad certificate
    │   │       │   ├── RedirectError     it leads too far, or from https to http
    │   │       │   ├── StatusError       it answers with a status that is no page
    │   │       │   └── ContentError      what it sends is of another type, too large, or damaged
    │   │       ├── NoArticleError    the page or file holds no article
    │   │       ├── FetchingOffError  the settings let nothing be fetched
    │   │       └── UnfetchedError    an article that was not fetched cannot be fetched again
    │   ├── UnsupportedLanguageError  no package, or no rules, for a language
    │   ├── UnsupportedPairError      both languages are known, the direction is not installed
    │   ├── UnsupportedLocaleError    a locale without rules
    │   ├── UnsupportedFormatError    a text format that cannot be read
    │   ├── TermTableError            a table of terms that cannot be used
    │   └── FixedGlossaryError        a glossary that was made not to change
    ├── NotFoundError                 the named record does not exist
    ├── ConflictError                 another record, or the state of this one, does not allow this
    ├── OutdatedError                 the record was changed since the caller read it
    │   └── SegmentOutdatedError      the translation of a segment was
    ├── AccessError                   the caller may not do this, or not now
    │   ├── MissingKeyError           a key is needed and none was sent
    │   ├── InvalidKeyError           the key is unknown, expired or revoked
    │   ├── CredentialsError          no account has this e-mail address and this password
    │   ├── SignOnError               somebody whom a provider of identities sends is not let in
    │   ├── ScopeError                the key does not allow this
    │   ├── QuotaError                the key's characters of the month are used up
    │   ├── RateError                 too many texts in a minute
    │   └── OpenJobsError             too many jobs that have not ended
    ├── ProviderError                 a provider of identities cannot be reached, or trusted in this
    ├── PackageError                  a model package is missing, damaged or unsafe
    └── EngineError                   the engine failed on a text it should have translated

A door turns ``InputError`` into a 4xx answer or exit code 2, ``NotFoundError`` into 404; the rest is our fault.
"""

from __future__ import annotations

import traceback


def N_(message: str) -> str:  # noqa: N802 - the customary name of a marker for message extraction
    """Mark a message for translation and return it as it is."""
    return message


class TranslatorError(Exception):
    """Base of all the project's errors; its text is one line fit to be shown.

    Args:
        message: What is wrong, as a message key: in English, with ``%(name)s`` where values go.
        values: What fills the places; without any, the message stands as it is.
    """

    def __init__(self, message: str = "", **values: object) -> None:
        super().__init__(message % values if values else message)
        self.message = message
        self.values = values


class SettingsError(TranslatorError):
    """A setting has a value that cannot be used."""


class InputError(TranslatorError):
    """The request cannot be carried out as it was made."""


class FieldError(InputError):
    """A field of the request is missing, has the wrong type, or passes a limit.

    Args:
        field: Name of the field as the caller wrote it.
        problem: What is wrong with it, as a clause that is a message key: ``must be at most %(limit)s``.
        values: What fills the clause's places.
    """

    def __init__(self, field: str, problem: str, **values: object) -> None:
        super().__init__(problem, **values)
        self.field = field

    def __str__(self) -> str:
        return f"{self.field} {self.problem}"

    @property
    def problem(self) -> str:
        """The clause in English, its places filled."""
        return str(self.args[0])

    def move(self, field: str) -> FieldError:
        """Return the same problem of another field, such as ``articles[2].text`` for its ``text``."""
        return FieldError(field, self.message, **self.values)


class SourceError(FieldError):
    """What an article is to be taken from gives none.

    Args:
        reason: Why, as a clause of its own with ``%(name)s`` places: ``the page is empty``; a message key.
        field: Name of the field that named the source.
        values: What fills the places.
    """

    def __init__(self, reason: str, *, field: str = "url", **values: object) -> None:
        super().__init__(field, reason, **values)
        self.reason = reason

    @property
    def problem(self) -> str:
        """The clause in English, its places filled."""
        return f"cannot be used: {self.args[0]}"

    def move(self, field: str) -> FieldError:
        """Return the same problem of another field."""
        return SourceError(self.reason, field=field, **self.values)


class AddressError(SourceError):
    """The address must not be asked."""


class FetchError(SourceError):
    """The address was asked and gave no page."""


class RobotsError(FetchError):
    """The site does not let programs read the address."""


class UnreachableError(FetchError):
    """Nobody answers at the address, or not in time, or not provably whom it names."""


class RedirectError(FetchError):
    """The address leads on too often, or to where it must not."""


class StatusError(FetchError):
    """The site answers with a status that is no page.

    Args:
        status: The status of HTTP.
        wait: Seconds for which the site asks to be left alone; 0 where it does not.
    """

    def __init__(self, status: int, *, wait: int = 0) -> None:
        super().__init__(N_("the site answers with the status %(status)s"), status=status)
        self.status = status
        self.wait = wait


class ContentError(FetchError):
    """What the site sends is of another type, too large, or damaged."""


class NoArticleError(SourceError):
    """The page or file holds no article."""

    def __init__(self, *, field: str = "url") -> None:
        super().__init__(N_("no article was found in it"), field=field)


class FetchingOffError(SourceError):
    """The settings let nothing be fetched."""

    def __init__(self) -> None:
        super().__init__(N_("pages of the web are not taken here"))


class UnfetchedError(SourceError):
    """The article was not fetched, so it cannot be fetched again."""

    def __init__(self) -> None:
        super().__init__(N_("the article was not taken from the web"))


class UnsupportedLanguageError(InputError):
    """No installed package or rule file serves the language."""

    def __init__(self, code: str) -> None:
        super().__init__(N_("%(code)s is not supported"), code=code)
        self.code = code


class UnsupportedPairError(InputError):
    """No installed package, nor a way through English, translates the source into the target."""

    def __init__(self, source: str, target: str) -> None:
        super().__init__(N_("no installed package translates %(source)s into %(target)s"), source=source, target=target)
        self.source = source
        self.target = target


class UnsupportedLocaleError(InputError):
    """The locale tag is malformed or has no typography rules."""

    def __init__(self, tag: str) -> None:
        super().__init__(N_("%(tag)s is not a supported locale"), tag=tag)
        self.tag = tag


class UnsupportedFormatError(InputError):
    """The text format cannot be read."""

    def __init__(self, name: str) -> None:
        super().__init__(N_("%(name)s format is not supported"), name=name)
        self.name = name


class TermTableError(InputError):
    """A table of terms cannot be used; the text says which row and why."""


class FixedGlossaryError(InputError):
    """A glossary that was made not to change is to be changed."""

    def __init__(self) -> None:
        super().__init__(N_("this glossary cannot be changed; make another"))


class NotFoundError(TranslatorError):
    """No record has the given id."""

    def __init__(self, kind: str, identifier: str) -> None:
        super().__init__(N_("no %(kind)s has the id %(identifier)s"), kind=kind, identifier=identifier)
        self.kind = kind
        self.identifier = identifier


class ConflictError(TranslatorError):
    """Another record, or the state of this one, does not allow what is asked for.

    Args:
        message: What contradicts what, as a sentence without a stop that is a message key.
        values: What fills its places.
    """


class OutdatedError(TranslatorError):
    """The record was changed since the caller read it.

    Args:
        version: Its present version.
    """

    def __init__(self, version: int) -> None:
        super().__init__(N_("the entry was changed meanwhile: its version is %(version)s"), version=version)
        self.version = version


class SegmentOutdatedError(OutdatedError):
    """The translation of a segment was changed since the caller read it, or another segment has its id now.

    Args:
        version: Its present version.
        target: What it says now.
        tag: What shows that the caller has read that.
        editor: Who changed it last; empty where no person did.
    """

    def __init__(self, version: int, *, target: str, tag: str, editor: str = "") -> None:
        super().__init__(version)
        self.target = target
        self.tag = tag
        self.editor = editor


class AccessError(TranslatorError):
    """The caller may not do this, or not now."""


class MissingKeyError(AccessError):
    """A key is needed and none was sent."""

    def __init__(self) -> None:
        super().__init__(N_("a key is needed"))


class InvalidKeyError(AccessError):
    """The key is unknown, expired or revoked; which of them is not told."""

    def __init__(self) -> None:
        super().__init__(N_("the key is not valid"))


class CredentialsError(AccessError):
    """No open account has this e-mail address and this password; which of them is wrong is not told."""

    def __init__(self) -> None:
        super().__init__(N_("the e-mail address or the password is wrong"))


class SignOnError(AccessError):
    """Somebody whom a provider of identities sends is not let in.

    Args:
        reason: ``unverified``, ``domain``, ``unknown``, ``closed``, or ``taken``.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(f"the provider's answer lets nobody in: {reason}")
        self.reason = reason


class ScopeError(AccessError):
    """The caller's key does not allow this.

    Args:
        scope: What it would have to allow.
    """

    def __init__(self, scope: str) -> None:
        super().__init__(N_("the key does not allow this: it lacks the scope %(scope)s"), scope=scope)
        self.scope = scope


class QuotaError(AccessError):
    """The key's characters of the month are used up.

    Args:
        limit: Characters a month.
    """

    def __init__(self, limit: int) -> None:
        super().__init__(N_("quota exceeded: %(limit)s characters a month"), limit=limit)
        self.limit = limit


class RateError(AccessError):
    """The caller sent too many texts in a minute.

    Args:
        limit: Texts a minute.
        wait: Seconds after which it may go on, at least 1.
    """

    def __init__(self, limit: int, *, wait: int) -> None:
        super().__init__(N_("too many requests: %(limit)s texts a minute are allowed"), limit=limit)
        self.limit = limit
        self.wait = wait


class OpenJobsError(AccessError):
    """The caller has as many jobs that have not ended as are allowed.

    Args:
        limit: How many.

    Its ``wait`` is a number of seconds after which asking again makes sense.
    """

    def __init__(self, limit: int) -> None:
        super().__init__(N_("%(limit)s jobs are open already; wait for one to end, or cancel one"), limit=limit)
        self.limit = limit
        self.wait = 60


class ProviderError(TranslatorError):
    """A provider of identities cannot be reached, or what it says cannot be trusted; the text quotes nothing of that.

    Args:
        problem: What it did, as a clause: ``sent no identity token``.
    """

    def __init__(self, problem: str) -> None:
        super().__init__(f"the provider of identities {problem}")


class PackageError(TranslatorError):
    """A model package is missing, damaged, unsafe to unpack, or does not match its manifest."""


class EngineError(TranslatorError):
    """The engine failed to translate."""


def describe_origin(error: BaseException) -> str:
    """Tell where an error came from, for a log: files, lines and types.

    Messages are left out, as they may quote a user, but for errors of the installation: they name files and settings.
    """
    parts = []
    cause: BaseException | None = error
    while cause is not None:
        frames = "".join(traceback.format_tb(cause.__traceback__))
        message = f": {cause}" if isinstance(cause, PackageError | SettingsError) else ""
        parts.append(f"{type(cause).__module__}.{type(cause).__qualname__}{message}\n{frames}")
        cause = cause.__cause__ or cause.__context__
    return "raised from ".join(parts)
