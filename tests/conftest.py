"""What every test may ask for."""

import gc
import os
import shutil
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings

from tests.browser import NO_CHROMIUM, Browser, chromium, open_browser

if TYPE_CHECKING:
    from tests.azurite import Azurite
    from tests.town import Town

# A slow machine is no defect; on CI the same examples are tried each time, so that main stays green.
settings.register_profile(
    "here",
    deadline=None,
    derandomize="CI" in os.environ,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("short", settings.get_profile("here"), max_examples=25)
settings.load_profile("here")

SKIPPED = pytest.StashKey[int]()
IN_MEMORY = Path("/dev/shm")  # noqa: S108 - the kernel's own folder
ROOM = 4 * 2**30
"""Bytes that must be free in memory for the tests' files to lie there."""


def pytest_configure() -> None:
    """Files of the tests lie in memory where there is room: a quarter of the time was the disk's."""
    if "TMPDIR" not in os.environ and IN_MEMORY.is_dir() and shutil.disk_usage(IN_MEMORY).free >= ROOM:
        os.environ["TMPDIR"] = tempfile.tempdir = str(IN_MEMORY)


@pytest.fixture(scope="session")
async def opened_browser() -> AsyncIterator[Browser]:
    """Chromium with its driver: started once, for a driver takes half a second of the processor to start."""
    if chromium() is None:
        pytest.skip(NO_CHROMIUM)
    async with open_browser() as opened:
        yield opened


@pytest.fixture
async def browser(opened_browser: Browser) -> AsyncIterator[Browser]:
    """Chromium. Where there is none the test is skipped, unless the machine is said to have one."""
    before = opened_browser.contexts
    yield opened_browser
    for context in opened_browser.contexts:
        if context not in before:
            await context.close()


@pytest.fixture
async def bakkeby(tmp_path: Path) -> AsyncIterator["Town"]:
    """A whole town with empty lists: the little tenant and the app."""
    from tests.town import town

    async with town(tmp_path) as running:
        yield running


@pytest.fixture(scope="session")
def azurite() -> Iterator["Azurite"]:
    """Azure Table Storage, as good as here."""
    from tests.azurite import running

    with running() as started:
        yield started


@pytest.fixture
async def table(azurite: "Azurite") -> "Azurite":
    """The same, with an empty table of one's own."""
    return await azurite.made()


def pytest_collection_finish() -> None:
    """What was loaded stays: the collector need not walk it again and again, a sixth of the suite's time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Remembers whether a browser test was skipped, for the very last line."""
    skipped = terminalreporter.stats.get("skipped", [])
    config.stash[SKIPPED] = sum(NO_CHROMIUM in str(report.longrepr) for report in skipped)


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config: pytest.Config) -> None:
    """The last line says what was not tested."""
    if count := config.stash.get(SKIPPED, 0):
        sys.stdout.write(f"{count} browser tests were skipped: {NO_CHROMIUM}\n")
