"""`make soak`: every operation under every fault, hundreds of random schedules and of kills; with figures.

`python -m tests.trust.soak [--cells N] [--schedules N] [--kills N] [--seed N] [--only TEXT]` chooses how
much of each; `--cells 0` is none, `-1` all. A schedule again: `--schedules 1 --seed ITS_SEED`.
"""

import argparse
import asyncio
import logging
import random
import sys
import tempfile
from collections import Counter
from pathlib import Path

import structlog

from tests.provisioned import provisioned
from tests.trust.cells import disturbed, lesson
from tests.trust.faults import Cell, cells_of
from tests.trust.kills import killed_at, points
from tests.trust.operation import Operation
from tests.trust.operations import OPERATIONS
from tests.trust.place import served
from tests.trust.schedules import Lessons, played

MOST_ACTS = 8
CELLS_A_TOWN, SCHEDULES_A_TOWN, KILLS_A_TOWN = 60, 25, 20
"""In a town more rows make every look at it slower."""


class Figures:
    """What was counted: acts by what was told, told again, and everything that was wrong."""

    def __init__(self) -> None:
        self.acts: Counter[str] = Counter()
        self.told_again = 0
        self.wrong: list[str] = []

    def fails(self, wrong: list[str]) -> None:
        """Says at once what is wrong."""
        self.wrong += wrong
        for one in wrong:
            sys.stdout.write(f"WRONG {one[:2000]}\n")
            sys.stdout.flush()

    def report(self, what: str) -> None:
        """A line of figures."""
        kinds = Counter("lost" if "is not there" in one else "without a cause" for one in self.wrong)
        said = ", ".join(f"{count} {name}" for name, count in sorted({**self.acts, **kinds}.items()))
        sys.stdout.write(
            f"{what}: {said or 'nothing'}; {self.told_again} told again, {len(self.wrong)} wrong\n"
        )
        sys.stdout.flush()


def asked() -> argparse.Namespace:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(description="Hold what people are told against what stands.")
    parser.add_argument("--cells", type=int, default=-1, help="cells of each operation; -1: all")
    parser.add_argument("--schedules", type=int, default=500)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1, help="the first schedule's seed, and the kills'")
    parser.add_argument("--only", default="", help="only operations whose name has this")
    return parser.parse_args()


def among(only: str) -> list[Operation]:
    """The operations that are asked for."""
    return [one for one in OPERATIONS if only in str(one)]


async def soak_cells(count: int, only: str, seed: int, figures: Figures) -> None:
    """Each operation under its faults."""
    for one in among(only) if count else ():
        await _soak_one(one, count, seed, figures)
        figures.report(str(one))


async def _soak_one(one: Operation, count: int, seed: int, figures: Figures) -> None:
    left: list[Cell] | None = None
    while left is None or left:
        with tempfile.TemporaryDirectory() as folder:
            async with provisioned(Path(folder)) as tenant, served(tenant, Path(folder)) as place:
                expected = await lesson(place, one)
                if left is None:
                    cells = cells_of(expected)
                    left = cells if count < 0 else random.Random(seed).sample(cells, min(count, len(cells)))  # noqa: S311
                for cell in left[:CELLS_A_TOWN]:
                    figures.acts["cells"] += 1
                    figures.fails(await disturbed(place, one, cell, expected))
        left = left[CELLS_A_TOWN:]


async def soak_schedules(count: int, only: str, seed: int, figures: Figures) -> None:
    """Random schedules, a town anew now and then."""
    lessons: Lessons = {}
    for first in range(seed, seed + count, SCHEDULES_A_TOWN):
        with tempfile.TemporaryDirectory() as folder:
            async with provisioned(Path(folder)) as tenant, served(tenant, Path(folder)) as place:
                for one in range(first, min(first + SCHEDULES_A_TOWN, seed + count)):
                    outcome = await played(place, one, among(only), lessons, MOST_ACTS)
                    figures.acts["schedules played"] += 1
                    figures.acts.update(outcome.told)
                    figures.told_again += outcome.verdict.told_again
                    figures.fails(outcome.verdict.wrong)
        figures.report(f"schedules to seed {first + SCHEDULES_A_TOWN - 1}")


async def soak_kills(count: int, only: str, seed: int, figures: Figures) -> None:
    """A process that is killed again and again."""
    lessons: Lessons = {}
    for first in range(0, count, KILLS_A_TOWN):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            async with provisioned(folder) as tenant, served(tenant, folder / "scenes") as place:
                for one in among(only):
                    lessons[one] = lessons.get(one) or await lesson(place, one)
                some = points(lessons, seed + first, min(KILLS_A_TOWN, count - first))
                killed = await killed_at(place, folder / "killed", some, lessons)
        figures.acts["kills"] += len(some)
        figures.acts.update(one.answer.told for one in killed.events)
        figures.told_again += killed.told_again
        figures.fails(killed.wrong)
        figures.report(f"kills to {first + len(some)}")


async def main() -> int:
    """0 where nothing was wrong."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    wanted, figures = asked(), Figures()
    await soak_cells(wanted.cells, wanted.only, wanted.seed, figures)
    await soak_schedules(wanted.schedules, wanted.only, wanted.seed, figures)
    await soak_kills(wanted.kills, wanted.only, wanted.seed, figures)
    figures.report("In all")
    return 1 if figures.wrong else 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
