"""``python -m benchmarks.clients``: sixteen clients for a minute, and an array against as many calls.

The service runs as ``translator serve --workers 2`` on an empty database. Every answer is checked for the names that
its client sent; the array and the single calls are timed in turn, and the ratio of their best times counts.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

from tests.real.clients import ask_in_parallel, list_texts
from tests.real.conftest import Server, serve

CLIENTS = 16
TEXTS = 64
ROUNDS = 2


def compare_array(server: Server) -> bool:
    """Print how much faster an array is than as many calls; return whether the translations are equal."""
    texts = list_texts(TEXTS)
    fields = {"source": "fr", "target": "en"}
    times: dict[str, list[float]] = {"array": [], "calls": []}
    for _ in range(ROUNDS):
        began = time.perf_counter()
        together = server.call("/translate", body={"q": texts, **fields})[1]["translatedText"]
        times["array"].append(time.perf_counter() - began)
        began = time.perf_counter()
        alone = [server.call("/translate", body={"q": text, **fields})[1]["translatedText"] for text in texts]
        times["calls"].append(time.perf_counter() - began)
    array, calls = min(times["array"]), min(times["calls"])
    is_equal: bool = together == alone
    print(f"{TEXTS} texts: array {array:.2f} s, calls {calls:.2f} s, ratio {calls / array:.2f}, equal: {is_equal}")
    return is_equal


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
