"""All settings, read once from ``TRANSLATOR_*`` variables, checked, and frozen.

The table of them in ``docs/operations.md`` is checked against this class by a test.
"""

from __future__ import annotations

import difflib
import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, ValidationInfo, field_validator

from translator.errors import SettingsError
from translator.languages import DEFAULT_LOCALES, Locale, parse_locale
from translator.setting_values import (
    SECRET_KEY_LENGTH,
    BrokerUrl,
    DatabaseUrl,
    Domains,
    Folder,
    GroupRoles,
    IssuerUrl,
    Key,
    Locales,
    Networks,
    Origins,
    RedisUrl,
    SigningKey,
    SiteAddress,
)
from translator.translation import QuotationPolicy

PREFIX = "TRANSLATOR_"

_PROJECT_ROOT = Path(__file__).resolve().parent.parent


class Settings(BaseModel):
    """The service's settings; each field is the variable ``TRANSLATOR_<NAME>``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    data_dir: Path = Field(
        default=Path("var"),
        description="Folder for what the service writes: its database, unpacked packages, the generated secret key",
    )
    database_url: DatabaseUrl | None = Field(
        default=None, description="SQLite or PostgreSQL address; without one, an SQLite file in the data folder"
    )
    broker_url: BrokerUrl | None = Field(
        default=None,
        description="Redis or RabbitMQ address that hands jobs to `translator work`; the database does without one",
    )
    models_dir: Folder = Field(
        default=_PROJECT_ROOT / "models", validate_default=True, description="Folder of the `.argosmodel` packages"
    )
    locales_dir: Folder = Field(
        default=_PROJECT_ROOT / "locales",
        validate_default=True,
        description="Folder of the interface catalogues and the glossaries",
    )
    admin_key: Key | None = Field(default=None, description="Key with all rights, at least 16 characters")
    require_key: Literal["on", "off"] = Field(
        default="off", description="`on` asks everyone for a key, also to translate and to add articles"
    )
    key_address: str | None = Field(
        default=None, description="Address where a key can be asked for, told to whoever comes without one"
    )
    secret_key: SigningKey | None = Field(
        default=None,
        description="Signs sessions and forms, at least 32 characters; without one, generated and kept on first run",
    )
    public_url: SiteAddress | None = Field(
        default=None,
        description="Address at which readers reach the site, such as `https://articles.news.example`; by default the "
        "one that they ask for",
    )
    https: Literal["on", "off"] = Field(
        default="off", description="`on` where readers reach the site over HTTPS alone: cookies are then kept to it"
    )
    public_reading: Literal["on", "off"] = Field(
        default="on", description="`off` shows articles only to people who are signed in and to callers with a key"
    )
    adding: Literal["everyone", "translators"] = Field(
        default="everyone",
        description="Who may add articles: `everyone`, or `translators` and those above them, and callers with a key",
    )
    sign_in_days: int = Field(
        default=30, ge=1, le=365, description="Days after which a person must sign in again, however busy"
    )
    sign_in_idle_hours: int = Field(
        default=72, ge=1, le=8_760, description="Hours without use after which a person must sign in again"
    )
    oidc_issuer: IssuerUrl | None = Field(
        default=None,
        description="Address of an OpenID Connect provider by which people can sign in, as its tokens name it",
    )
    oidc_client_id: str | None = Field(
        default=None, validate_default=True, description="What the provider calls this site"
    )
    oidc_client_secret: SecretStr | None = Field(default=None, description="What this site proves itself with there")
    oidc_name: str = Field(default="", max_length=40, description="What the button that leads there calls the provider")
    oidc_domains: Domains = Field(
        default=(),
        description="Domains whose e-mail addresses are let in by the provider, separated by commas; any without",
    )
    oidc_role: Literal["none", "reader", "translator", "editor", "admin"] = Field(
        default="reader",
        description="Role of whoever comes by the provider for the first time; `none` lets in only who has an account",
    )
    oidc_claim: str = Field(default="groups", description="Claim of the provider that roles are read from")
    oidc_roles: GroupRoles = Field(
        default=(),
        description="Roles by that claim's values, such as `desk=editor,chiefs=admin`; they are given at each sign-in",
    )
    limits: Literal["on", "off"] = Field(default="on", description="`off` lifts the limits on texts and batches")
    character_limit: int = Field(default=50_000, ge=1, description="Characters in one text of a request")
    request_limit: int = Field(default=250_000, ge=1, description="Characters in all texts of one request")
    rate_limit: int = Field(
        default=3_000, ge=1, description="Texts in a minute from one key or, without a key, one network address"
    )
    limits_url: RedisUrl | None = Field(
        default=None, description="Redis address where all processes count texts a minute; each counts alone without"
    )
    trusted_proxies: Networks = Field(
        default=(),
        description="Addresses or networks of proxies whose `X-Forwarded-For` is believed, separated by commas",
    )
    batch_limit: int = Field(default=512, ge=1, description="Texts in one request")
    alternatives_limit: int = Field(default=5, ge=0, le=20, description="Alternatives that a request may ask for")
    article_limit: int = Field(default=250_000, ge=1_000, description="Characters in an article")
    job_limit: int = Field(default=2_000_000, ge=1, description="Characters in all texts of one job")
    open_jobs_limit: int = Field(
        default=20, ge=1, description="Jobs of one key or, without a key, one network address that have not ended"
    )
    job_days: int = Field(default=7, ge=1, le=3_650, description="Days for which a job and its result are kept")
    job_runner: Literal["web", "worker"] = Field(
        default="web", description="Who runs jobs: the web processes, or only `translator work`"
    )
    webhook_secret: Key | None = Field(
        default=None, description="Signs notices of jobs that bring no secret of their own, at least 16 characters"
    )
    webhook_networks: Networks = Field(
        default=(),
        description="Networks, separated by commas, that notices of jobs may go to beside public addresses",
    )
    fetch: Literal["on", "off"] = Field(default="on", description="`off` fetches nothing from the web")
    fetch_networks: Networks = Field(
        default=(),
        description="Networks, separated by commas, that articles may be fetched from beside public addresses",
    )
    fetch_limit: int = Field(default=5_000_000, ge=10_000, description="Bytes of a page that is fetched")
    fetch_seconds: int = Field(default=20, ge=1, le=600, description="Seconds that fetching a page may take in all")
    fetch_contact: str = Field(
        default="",
        pattern=r"^[A-Za-z0-9_.:/@?&=~%-]{0,200}$",
        description="Address where the owner of a site that is fetched from can ask about this service, told to it",
    )
    queue_name: str = Field(
        default="translator", pattern=r"^[A-Za-z0-9_.-]{1,60}$", description="Name of the queue at the broker"
    )
    body_limit: int = Field(
        default=4_000_000, ge=10_000, description="Bytes in the body of any request but one that brings a file"
    )
    files: Literal["on", "off"] = Field(default="on", description="`off` translates no files")
    suggestions: Literal["on", "off"] = Field(
        default="off", description="`on` keeps the better translations that readers send, for a person to review"
    )
    file_limit: int = Field(default=10_000_000, ge=10_000, description="Bytes in a file to translate")
    file_character_limit: int = Field(default=1_000_000, ge=1, description="Characters in a file to translate")
    beam_size: int = Field(default=4, ge=1, le=16, description="Hypotheses that the engine follows for each segment")
    batch_tokens: int = Field(default=2_048, ge=64, le=65_536, description="Tokens in one batch of the engine at most")
    engine_threads: int = Field(default=1, ge=1, le=256, description="Threads within one batch of the engine")
    engine_workers: int = Field(
        default=0,
        ge=0,
        le=256,
        description="Batches that the engine works on at once, sharing one copy of the weights; 0 is one a core",
    )
    locales: Locales = Field(
        default=("en-US", "fr-FR"),
        description="The locale that a bare language code stands for in answers, separated by commas",
    )
    quotations: QuotationPolicy = Field(
        default=QuotationPolicy.TRANSLATE,
        description="What becomes of quotations: `translate`, `keep` as spoken, or `both`, the original behind",
    )
    embed_origins: Origins = Field(
        default=(),
        description="Sites that may show an article in a frame, such as `https://news.example`, separated by commas",
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(default="info", description="Least level logged")
    log_format: Literal["text", "json"] = Field(
        default="text", description="`json` writes each log line as an object, for collectors"
    )
    metrics: Literal["on", "off"] = Field(default="off", description="`on` serves counts for Prometheus at `/metrics`")
    metrics_key: SecretStr | None = Field(
        default=None, description="Bearer token that `/metrics` asks for; without one it is open to whoever reaches it"
    )

    @field_validator("oidc_client_id")
    @classmethod
    def _check_client(cls, value: str | None, info: ValidationInfo) -> str | None:
        if value is None and info.data.get("oidc_issuer") is not None:
            raise ValueError(f"is needed beside {PREFIX}OIDC_ISSUER")
        return value

    @property
    def has_limits(self) -> bool:
        """Whether limits are in force."""
        return self.limits == "on"

    @property
    def packages_dir(self) -> Path:
        """Folder that model packages are unpacked to."""
        return self.data_dir / "packages"

    def choose_locale(self, tag: str) -> Locale:
        """Return the locale that a tag asks for, a bare language code meaning the one configured for it.

        Raises:
            UnsupportedLocaleError: The tag is malformed or its region has no rules.
        """
        chosen = {configured.split("-")[0]: configured for configured in (*DEFAULT_LOCALES.values(), *self.locales)}
        return parse_locale(chosen.get(tag.strip().lower(), tag))

    def build_database_url(self) -> str:
        """Return the database's address, the default one inside the data folder."""
        return self.database_url or f"sqlite:///{self.data_dir.resolve() / 'vis-a-vis.sqlite3'}"

    def read_secret_key(self) -> str:
        """Return the secret key, generating and keeping one in the data folder on first use.

        Processes that start together agree on one key: the file is linked into place complete, and the first wins.

        Raises:
            SettingsError: The data folder cannot be written, or the key that it holds is damaged.
        """
        if self.secret_key is not None:
            return self.secret_key.get_secret_value()
        path = self.data_dir / "secret-key"
        try:
            if not path.exists():
                self._keep_secret_key(path)
            key = path.read_text(encoding="ascii", errors="replace").strip()
        except OSError as error:
            raise SettingsError(f"{PREFIX}DATA_DIR: {path}: {error.strerror}") from error
        if len(key) < SECRET_KEY_LENGTH:
            # A machine that lost power may have kept the file's name and not its content.
            raise SettingsError(f"{PREFIX}DATA_DIR: {path}: holds no whole key; remove it and another is made")
        return key

    def _keep_secret_key(self, path: Path) -> None:
        self.data_dir.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(descriptor, "w", encoding="ascii") as file:
                file.write(secrets.token_urlsafe(48))
            path.hardlink_to(draft)
        except FileExistsError:
            pass
        finally:
            draft.unlink()


def read_settings(environment: Mapping[str, str] | None = None, **overrides: Any) -> Settings:
    """Read and check the settings.

    Args:
        environment: Variables to read; the process's own by default.
        overrides: Fields given directly, which win over variables.

    Raises:
        SettingsError: A variable is unknown or has a wrong value; the text names each on one line.
    """
    environment = os.environ if environment is None else environment
    given = {name: value for name, value in environment.items() if name.startswith(PREFIX) and value != ""}
    known = {f"{PREFIX}{field.upper()}": field for field in Settings.model_fields}
    for name in given:
        if name not in known:
            close = difflib.get_close_matches(name, known, n=1)
            raise SettingsError(f"{name} is not a setting" + (f"; did you mean {close[0]}?" if close else ""))
    try:
        return Settings.model_validate({**{known[name]: value for name, value in given.items()}, **overrides})
    except ValidationError as error:
        raise SettingsError("; ".join(_describe(problem) for problem in error.errors())) from error


def _describe(problem: Any) -> str:
    name = f"{PREFIX}{problem['loc'][0]}".upper()
    text = problem["msg"].removeprefix("Value error, ")
    # A secret's value must not reach a terminal or a log.
    is_secret = any(word in name for word in ("KEY", "SECRET", "URL"))
    shown = "" if is_secret or problem["input"] is None else f" (it is {str(problem['input'])!r})"
    return f"{name}: {text[0].lower()}{text[1:]}{shown}"
