"""The description of the HTTP interface, written from the models of its requests and answers."""

from translator.api.openapi.operations import Contract, Operation, describe
from translator.api.openapi.views import blueprint, get_document

__all__ = ["Contract", "Operation", "blueprint", "describe", "get_document"]
