"""Whole addresses of pages, for what is read away from the site: search engines, feeds, frames, other tools."""

from __future__ import annotations

from flask import request, url_for

from translator.pages.services import get_services


def get_site_address() -> str:
    """Return where readers reach the site, with no slash at its end: the configured address, or the one asked for."""
    return get_services().settings.public_url or request.host_url.rstrip("/")


def build_address(endpoint: str, **values: object) -> str:
    """Return the whole address of a view."""
    return get_site_address() + url_for(endpoint, **values)  # type: ignore[arg-type]  # it takes whatever a rule names
