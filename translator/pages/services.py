"""What views work with."""

from __future__ import annotations

from flask import current_app

from translator.workflows.services import Services


def get_services() -> Services:
    """Return the services that the root gave the app."""
    services: Services = current_app.extensions["services"]
    return services
