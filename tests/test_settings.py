from __future__ import annotations

import re
import stat
from pathlib import Path

import pytest

from translator.errors import SettingsError
from translator.settings import PREFIX, Settings, read_settings

OPERATIONS = Path(__file__).parent.parent / "docs" / "operations.md"


def test_settings_have_working_defaults() -> None:
    settings = read_settings({})
    assert settings.has_limits
    assert settings.build_database_url().startswith("sqlite:///")
    assert str(settings.choose_locale("fr")) == "fr-FR"


def test_settings_cannot_be_changed() -> None:
    settings = read_settings({})
    with pytest.raises(ValueError, match="frozen"):
        settings.beam_size = 2


@pytest.mark.parametrize(
    ("name", "value", "line"),
    [
        ("BEAM_SIZE", "x", "TRANSLATOR_BEAM_SIZE: input should be a valid integer"),
        ("BEAM_SIZE", "0", "TRANSLATOR_BEAM_SIZE: input should be greater than or equal to 1 (it is '0')"),
        ("LIMITS", "none", "TRANSLATOR_LIMITS: input should be 'on' or 'off' (it is 'none')"),
        ("MODELS_DIR", "/nowhere", "TRANSLATOR_MODELS_DIR: is not a directory (it is '/nowhere')"),
        ("LOCALES", "fr-XX", "TRANSLATOR_LOCALES: fr-XX is not a supported locale (it is 'fr-XX')"),
        ("BROKER_URL", "http://b", "TRANSLATOR_BROKER_URL: must be a URL that begins with one of redis:"),
        ("OIDC_ISSUER", "http://id.example", "TRANSLATOR_OIDC_ISSUER: must be a URL that begins with https:"),
        ("OIDC_ISSUER", "https://id.example", "TRANSLATOR_OIDC_CLIENT_ID: is needed beside TRANSLATOR_OIDC_ISSUER"),
        ("OIDC_ROLES", "desk=king", "TRANSLATOR_OIDC_ROLES: must be pairs such as desk=editor, with one of the roles"),
        ("OIDC_ROLES", "desk", "TRANSLATOR_OIDC_ROLES: must be pairs such as desk=editor, with one of the roles"),
        ("BEAM", "3", "TRANSLATOR_BEAM is not a setting; did you mean TRANSLATOR_BEAM_SIZE?"),
        ("QUOTATIONS", "drop", "TRANSLATOR_QUOTATIONS: input should be 'translate', 'keep' or 'both' (it is 'drop')"),
    ],
)
def test_settings_wrong_value_is_one_clear_line(name: str, value: str, line: str) -> None:
    with pytest.raises(SettingsError) as caught:
        read_settings({f"{PREFIX}{name}": value})
    assert str(caught.value).startswith(line)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("name", "value"),
    [("SECRET_KEY", "sesame"), ("ADMIN_KEY", "hunter2"), ("DATABASE_URL", "mysql://root:hunter2@db/x")],
)
def test_settings_error_hides_secrets(name: str, value: str) -> None:
    with pytest.raises(SettingsError) as caught:
        read_settings({f"{PREFIX}{name}": value})
    assert value not in str(caught.value)
    assert str(caught.value).startswith(f"{PREFIX}{name}: must ")


def test_settings_empty_variable_means_the_default() -> None:
    assert read_settings({"TRANSLATOR_BEAM_SIZE": ""}).beam_size == Settings.model_fields["beam_size"].default


def test_settings_locales_choose_what_a_bare_language_means() -> None:
    settings = read_settings({"TRANSLATOR_LOCALES": "fr-CA, en-GB"})
    assert [str(settings.choose_locale(tag)) for tag in ("fr", "EN", "fr-FR", "en_us")] == [
        "fr-CA",
        "en-GB",
        "fr-FR",
        "en-US",
    ]


def test_secret_key_is_generated_once_and_kept_private(tmp_path: Path) -> None:
    settings = read_settings({}, data_dir=tmp_path / "data")
    key = settings.read_secret_key()
    assert len(key) >= 32
    assert read_settings({}, data_dir=tmp_path / "data").read_secret_key() == key
    files = list((tmp_path / "data").iterdir())
    assert [file.name for file in files] == ["secret-key"]
    assert stat.S_IMODE(files[0].stat().st_mode) == 0o600


@pytest.mark.parametrize("content", [b"", b"short", b"\xff"])
def test_secret_key_that_is_damaged_stops_the_start(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "secret-key"
    path.write_bytes(content)
    with pytest.raises(SettingsError) as caught:
        read_settings({}, data_dir=tmp_path).read_secret_key()
    assert str(caught.value) == f"TRANSLATOR_DATA_DIR: {path}: holds no whole key; remove it and another is made"


def test_secret_key_given_is_used_and_nothing_is_written(tmp_path: Path) -> None:
    settings = read_settings({"TRANSLATOR_SECRET_KEY": "k" * 32}, data_dir=tmp_path / "data")
    assert settings.read_secret_key() == "k" * 32
    assert not (tmp_path / "data").exists()


def test_operations_page_has_one_row_for_each_setting() -> None:
    rows = dict(re.findall(r"^\| `TRANSLATOR_(\w+)` \| (.+?) \|", OPERATIONS.read_text(encoding="utf-8"), re.MULTILINE))
    described = {name.upper(): field.description for name, field in Settings.model_fields.items()}
    assert rows == described


def test_settings_of_single_sign_on_are_read() -> None:
    settings = read_settings(
        {
            "TRANSLATOR_OIDC_ISSUER": "https://id.example/realms/news",
            "TRANSLATOR_OIDC_CLIENT_ID": "vis-a-vis",
            "TRANSLATOR_OIDC_CLIENT_SECRET": "sesame",
            "TRANSLATOR_OIDC_DOMAINS": "Example.org, @news.example",
            "TRANSLATOR_OIDC_ROLES": "desk=editor, ou=chiefs=admin",
        }
    )
    assert settings.oidc_domains == ("example.org", "news.example")
    assert settings.oidc_roles == (("desk", "editor"), ("ou=chiefs", "admin"))
    assert "sesame" not in repr(settings)
