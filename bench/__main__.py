"""`make bench`: measures everything, prints one table, and exits with 1 where a promise is broken."""

import asyncio
import sys
import tempfile
from pathlib import Path
from statistics import median

from bench import first_page, likeness, pages, reading, turns
from bench.line import Line, told
from bench.tenant import BigTenant, fill, process, running

FEW, MANY = 1_000, 10_000
YARDSTICK = 8.5
"""Milliseconds of processor time that a turn of the stock echo takes on the machine that the promises in

milliseconds are for. On a slower one they are as much longer: what is kept is the ratio.
"""
SLOWEST_START = 1.6
SLOWEST_RESTART = 0.5
SLOWEST_FIRST_PAGE = 1.2
FLUENT = 226 * 1024
"""Bytes of script, compressed, of a React and Fluent UI v9 tab with the same table, dialog and form."""
LARGEST_SHARE = 0.25
SLOWEST_LIKENESS = 10.0
LEAST_TURNS = 10.0
MOST_MEMORY = 250.0
STEEPEST = 5.0
"""How much slower a page may be with ten times the rows, where an index serves; linear would be 10."""


async def measured(folder: Path) -> list[Line]:
    """Every line, from three tenants filled in the folder."""
    found = list[Line]()
    for count, whole in ((FEW, False), (MANY, False), (MANY, True)):
        place = folder / f"{count}{'-whole' * whole}"
        place.mkdir(parents=True)
        decisions = await fill(place, count, whole=whole)
        what = f"rows: {count:,} proposals, {count:,} solution cards{', every field filled' * whole}"
        found.append(Line(what, f"{decisions:,} decisions"))
    async with running(folder / f"{FEW}") as tenant:
        few = await pages.measure(tenant, FEW)
    async with running(folder / f"{MANY}") as tenant:
        found += _start("the start", await reading.measure(tenant))
        again, many = await reading.restarted(tenant), await pages.measure(tenant, MANY)
        said = await turns.measure(tenant)
        slower = median(one.stock.worked for one in said.values()) / YARDSTICK
        found.append(Line("how much slower this machine is than the one of the promises", f"× {slower:.2f}"))
        found += [_restart(again, slower), *_likeness(slower), *_pages(few, many, slower), *_turns(said)]
    found += _first_page(await first_page.measure(folder / f"{MANY}"))
    async with running(folder / f"{MANY}-whole") as tenant:
        found += _start("the start, whole cards", await reading.measure(tenant))
        found += await _memory(tenant)
    return found


def _likeness(slower: float) -> list[Line]:
    one, taken = likeness.measure(), likeness.milliseconds(MANY)
    shares = f"{one.ours:.0%} / {one.tf_idf:.0%} / {one.fts5:.0%}"
    what = f"what resembles it: {one.pairs} pairs in Danish among {one.pairs + likeness.DISTRACTORS:,} cards"
    return [
        Line(
            f"{what}, in the first three: ours / tf-idf with word pairs / FTS5",
            shares,
            "not below the others",
            one.ours >= max(one.tf_idf, one.fts5),
        ),
        Line(
            f"what resembles it: one question among {MANY:,} + {MANY:,}",
            f"{taken:.1f} ms",
            f"≤ {SLOWEST_LIKENESS * slower:.0f} ms",
            taken <= SLOWEST_LIKENESS * slower,
        ),
    ]


def _start(name: str, start: reading.Start) -> list[Line]:
    what = f"{name}: {start.rows:,} rows, {start.megabytes:.0f} MB; ours / aiohttp + orjson"
    times = f"{start.ours:.2f} s / {start.bare:.2f} s = {start.ratio:.2f}"
    return [Line(what, times, f"≤ {SLOWEST_START}", start.ratio <= SLOWEST_START)]


def _restart(seconds: float, slower: float) -> Line:
    what = "the first page after a restart, from the local snapshot"
    longest = SLOWEST_RESTART * slower
    return Line(what, f"{seconds:.2f} s", f"≤ {longest:.2f} s", seconds <= longest)


def _first_page(one: first_page.FirstPage) -> list[Line]:
    share = one.script_and_style / FLUENT
    return [
        Line(
            "the first page in Chromium, cold, on Fast 4G, until it can be used",
            f"{one.seconds:.2f} s",
            f"≤ {SLOWEST_FIRST_PAGE} s",
            one.seconds <= SLOWEST_FIRST_PAGE,
        ),
        Line(
            "its script and style / the script of React and Fluent UI v9",
            f"{one.script_and_style / 1024:.1f} KiB / {FLUENT / 1024:.0f} KiB = {share:.2f}",
            f"≤ {LARGEST_SHARE}",
            share <= LARGEST_SHARE,
        ),
    ]


async def _memory(tenant: BigTenant) -> list[Line]:
    """What the app holds in memory once it serves."""
    async with process("-m", "bench.app_under_test", str(tenant.folder), tenant.url) as server:
        held = server.memory()
    return [
        Line("memory with whole cards", f"{held:.0f} MiB", f"< {MOST_MEMORY:.0f} MiB", held < MOST_MEMORY)
    ]


def _pages(few: dict[str, pages.Page], many: dict[str, pages.Page], slower: float) -> list[Line]:
    found = []
    for name, page in many.items():
        growth = page.milliseconds / few[name].milliseconds
        said = f"{few[name].milliseconds:.1f} ms → {page.milliseconds:.1f} ms (× {growth:.1f})"
        ranked = name in pages.RANKED
        slowest = pages.slowest(name) * slower
        kept = page.milliseconds <= slowest and (ranked or growth <= STEEPEST)
        promise = f"≤ {slowest:.0f} ms" + ("" if ranked else f", × ≤ {STEEPEST:.0f}")
        found.append(Line(f"page: {name}", said, promise, kept))
    return found


def _turns(found: dict[str, turns.Turns]) -> list[Line]:
    lines = []
    for name, one in found.items():
        said = f"{one.ours.turns:.0f}/s / {one.stock.turns:.0f}/s = {one.ratio:.1f}"
        lines.append(Line(f"bot: `{name}` / stock echo", said, f"≥ {LEAST_TURNS}", one.ratio >= LEAST_TURNS))
        work = f"{one.stock.worked:.1f} ms / {one.ours.worked:.1f} ms = {one.work_ratio:.1f}"
        lines.append(Line(f"bot: `{name}`, processor time of a turn: stock / ours", work))
    return lines


def main() -> None:
    """Prints the table."""
    with tempfile.TemporaryDirectory() as folder:
        lines = asyncio.run(measured(Path(folder)))
    sys.exit(told(lines))


if __name__ == "__main__":
    main()
