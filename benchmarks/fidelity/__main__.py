"""``python -m benchmarks.fidelity``: what arrives of the news, through the service and through the engine alone."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from benchmarks.fidelity.floors import FLOORS, raise_floors, select_news
from benchmarks.fidelity.news import HELD_OUT, NEWS, News, read_news
from benchmarks.fidelity.report import describe_news, format_table, get_bare, get_target, list_misses, measure
from benchmarks.fidelity.running import translate_news
from benchmarks.fidelity.spoiling import spoil_references
from translator.app import build_services
from translator.settings import read_settings
from translator.workflows.services import Services

DIRECTIONS = ("fr-en", "en-fr")


def main() -> None:
    """Measure one or both directions, or pin the floors."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fidelity", description=__doc__)
    parser.add_argument("--direction", action="append", choices=DIRECTIONS, help="one direction; both by default")
    parser.add_argument("--held-out", action="store_true", help="translate only what no rule was mended by")
    parser.add_argument("--spoil", action="store_true", help="ask the checks alone about spoilt references")
    parser.add_argument("--misses", action="store_true", help="list what did not arrive, silent misses first")
    parser.add_argument("--floors", action="store_true", help="raise the floors to what a part of the news reaches")
    parser.add_argument("--lower", action="store_true", help="with --floors: allow a floor to go down")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        services = build_services(read_settings({"TRANSLATOR_LIMITS": "off"}, data_dir=Path(folder)))
        services.database.upgrade()
        folder_of_news = HELD_OUT if options.held_out else NEWS
        news = [read_news(direction, folder=folder_of_news) for direction in options.direction or DIRECTIONS]
        if options.spoil:
            _report_spoilt(services, news, has_misses=options.misses)
        elif options.floors:
            measured = _measure_part(services, news)
            print(format_table(measured))
            raise_floors(FLOORS, measured, lower=options.lower)
        else:
            _report(services, news, has_misses=options.misses)


def _report_spoilt(services: Services, news: list[News], *, has_misses: bool) -> None:
    for one in news:
        losses = list(spoil_references(services, one))
        for kind in dict.fromkeys(loss.kind for loss in losses):
            own = [loss for loss in losses if loss.kind is kind]
            silent = [loss for loss in own if not loss.is_told]
            print(f"{one.source}-{one.target} {kind}: {len(silent)} of {len(own)} losses are silent")
            for loss in silent if has_misses else ():
                print(f"  {loss.expected!r} in {loss.passage}")


def _measure_part(services: Services, news: list[News]) -> dict[str, dict[str, float]]:
    return {
        f"{one.source}-{one.target}": measure(
            translate_news(services, select_news(one)), language=one.target, get=get_target
        )
        for one in news
    }


def _report(services: Services, news: list[News], *, has_misses: bool) -> None:
    columns = {}
    for one in news:
        print(describe_news(one), flush=True)
        answers = translate_news(services, one)
        columns[f"{one.source}-{one.target}"] = measure(answers, language=one.target, get=get_target)
        columns[f"{one.source}-{one.target} bare"] = measure(answers, language=one.target, get=get_bare)
        misses = list_misses(answers, language=one.target)
        silent = sum(miss.is_silent for miss in misses)
        print(f"{len(misses)} misses, {silent} of them silent: no issue tells of them")
        if has_misses:
            print("\n".join(miss.describe() for miss in misses))
    print(format_table(columns))


if __name__ == "__main__":
    main()
