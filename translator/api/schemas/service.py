"""What supervisors and programs ask about the service itself."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from translator.api.schemas.base import N_, Answer


class Life(Answer):
    """The process answers."""

    status: Literal["ok"] = Field(description=N_("ok or error"))


class Unready(Answer):
    """The service cannot work now."""

    status: Literal["error"] = Field(description=N_("ok or error"))
    error: str | None = Field(default=None, description=N_("what is missing"))
