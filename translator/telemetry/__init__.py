"""What operators see of a running service: an id for each request, a log line, metrics.

Nothing here holds a user's text, address or key: lines and labels name routes, methods and statuses only.
"""

from translator.telemetry.logs import configure_logging
from translator.telemetry.metrics import Metrics
from translator.telemetry.requests import register_telemetry

__all__ = ["Metrics", "configure_logging", "register_telemetry"]
