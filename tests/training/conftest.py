"""Put the project's root on the path, so that `models.training` can be imported from any working directory."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
