from tests.api.conftest import services

__all__ = ["services"]
