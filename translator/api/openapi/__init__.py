"""The description of the HTTP interface, written from the models of its requests and answers."""

from translator.api.openapi.views import blueprint, offer_document

__all__ = ["blueprint", "offer_document"]
