"""Who works with the site: people, their roles and what each role may do, and where they are signed in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Role(StrEnum):
    """What a person is here for; each role may do all that those before it may."""

    READER = "reader"
    TRANSLATOR = "translator"
    EDITOR = "editor"
    ADMIN = "admin"


#: Roles from the least to the most.
ROLES: tuple[Role, ...] = (Role.READER, Role.TRANSLATOR, Role.EDITOR, Role.ADMIN)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an account.

    Args:
        id: Made by the site, never given to another.
        email: Address, in lower case, by which the person signs in.
        name: What the others call the person.
        role: What the person may do.
        locales: Tags of the locales whose texts a translator may correct; of no account for the other roles.
        created_at: When the account was made, in UTC.
        has_password: Whether the person can sign in with a password.
        deactivated_at: When the account was closed, in UTC; None while it is open.
    """

    id: str
    email: str
    name: str
    role: Role
    locales: frozenset[str]
    created_at: datetime
    has_password: bool = False
    deactivated_at: datetime | None = None

    @property
    def is_active(self) -> bool:
        """Whether the account is open."""
        return self.deactivated_at is None

    def has_role(self, role: Role) -> bool:
        """Whether the person has a role, or one that may do more."""
        return self.is_active and ROLES.index(self.role) >= ROLES.index(role)

    def may_read(self) -> bool:
        """Whether the person may read articles where these are not open to everybody."""
        return self.has_role(Role.READER)

    def may_add_articles(self) -> bool:
        """Whether the person may add articles where not everybody may."""
        return self.has_role(Role.TRANSLATOR)

    def may_correct(self, locale: str) -> bool:
        """Whether the person may correct translations into a locale.

        Args:
            locale: A tag such as ``fr-CA``, written as ``languages.Locale`` writes it.
        """
        return self.has_role(Role.EDITOR) or (self.has_role(Role.TRANSLATOR) and locale in self.locales)

    def may_correct_some(self) -> bool:
        """Whether there is any locale that the person may correct."""
        return self.has_role(Role.EDITOR) or (self.has_role(Role.TRANSLATOR) and bool(self.locales))

    def may_edit_library(self) -> bool:
        """Whether the person may delete articles, have them translated again and call a translation final."""
        return self.has_role(Role.EDITOR)

    def may_administer(self) -> bool:
        """Whether the person may change people, keys and their rights."""
        return self.has_role(Role.ADMIN)


@dataclass(frozen=True, slots=True)
class SignIn:
    """One device on which a person is signed in.

    Args:
        id: Names it to its person; it lets nobody in.
        person_id: Whose it is.
        device: What the browser calls itself.
        created_at: When the person signed in, in UTC.
        seen_at: When it was last used, give or take some minutes, in UTC.
        expires_at: When it ends however much it is used, in UTC.
    """

    id: str
    person_id: str
    device: str
    created_at: datetime
    seen_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Identity:
    """A person as a provider of identities knows them.

    Args:
        issuer: The provider.
        subject: What the provider calls the person; it never changes and is given to nobody else.
    """

    issuer: str
    subject: str


@dataclass(frozen=True, slots=True)
class FeedKey:
    """What lets a person's reader of feeds read the site's own feeds, and nothing else.

    Args:
        id: Names it to its person; it lets nobody in.
        person_id: Whose it is.
        name: What the person calls it.
        created_at: When it was made, in UTC.
        used_at: When it was last used, give or take an hour, in UTC; None before.
    """

    id: str
    person_id: str
    name: str
    created_at: datetime
    used_at: datetime | None = None


class AccountDeed(StrEnum):
    """What can be done to an account."""

    CREATED = "created"
    CHANGED = "changed"
    CREDENTIALS = "password"
    LINK = "link"
    SIGNED_OUT = "signed_out"
    CLOSED = "closed"
    OPENED = "opened"
    FEED_KEY = "feed_key"
    FEED_KEY_ENDED = "feed_key_ended"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class AccountEvent:
    """What was done to an account.

    Args:
        person_id: To whose.
        deed: What.
        actor: Who did it: the id of an account or a key, or another word for who it was; empty where nobody said.
        made_at: When, in UTC.
        details: What is told of it, by name; never a name, an address or a secret.
    """

    person_id: str
    deed: AccountDeed
    actor: str
    made_at: datetime
    details: Mapping[str, str] = field(default_factory=dict)
