"""``python -m benchmarks.clients``: sixteen clients for a minute, and an array against as many calls.

The service runs as ``translator serve --workers 2`` on an empty database. Every answer is checked for the names that
its client sent; the array and the single calls (``benchmarks/arrays.py``) are timed in turn.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from benchmarks.arrays import compare_array
from tests.real.clients import ask_in_parallel
from tests.real.conftest import serve

CLIENTS = 16


def main() -> int:
    """Run both against a server of our own; return 0 where nothing was wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60.0, help="for how long the clients ask")
    seconds = parser.parse_args().seconds
    with tempfile.TemporaryDirectory() as folder, serve(Path(folder), limits="off") as server:
        # Both workers load their weights first.
        ask_in_parallel(lambda body: server.call("/translate", body=body), clients=CLIENTS, seconds=0)
        tally = ask_in_parallel(lambda body: server.call("/translate", body=body), clients=CLIENTS, seconds=seconds)
        print(f"{CLIENTS} clients, {seconds:.0f} s: {tally.answers} answers, {len(tally.failures)} wrong")
        for failure in tally.failures[:5]:
            print(failure)
        is_equal = compare_array(server)
    return 0 if is_equal and not tally.failures else 1


if __name__ == "__main__":
    sys.exit(main())
