"""Has a spreadsheet read by a process of its own, so that a hostile file harms nobody but itself."""

import asyncio
import json
import os
import sys

from technology_map.sheets.cells import Line
from technology_map.validation.refusals import Refused

PATIENCE = 120.0
"""Seconds for all, on a machine that is busy with other things."""
SECONDS = 20
"""Of processor time: three times what 20,000 full rows took when this was measured."""
_GIVEN = ("PATH", "PYTHONPATH", "SYSTEMROOT", "LANG", "LC_ALL", "TZ")
"""What the process may know of the environment: no setting, and no secret."""


class SheetReader:
    """Reads one spreadsheet at a time; who comes meanwhile waits. `seconds`: of processor time."""

    def __init__(self, seconds: int = SECONDS) -> None:
        self._turn = asyncio.Semaphore(1)
        self._seconds = seconds

    async def read(self, content: bytes, sheet: str = "") -> list[Line]:
        """The lines of an XLSX or CSV file, of the `sheet` that was chosen.

        Raises Refused as `read_lines`, and `sheet_swollen`.
        """
        async with self._turn:
            said = await _told(content, self._seconds, sheet)
        return await asyncio.to_thread(_lines, said)


async def _told(content: bytes, seconds: int, sheet: str) -> bytes:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "teams_app.server.sheet_process",
        str(seconds),
        sheet.replace("\0", ""),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env={name: os.environ[name] for name in _GIVEN if name in os.environ},
    )
    try:
        async with asyncio.timeout(PATIENCE):
            said, _ = await process.communicate(content)
    except TimeoutError:
        raise Refused("sheet_swollen") from None
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    return said


def _lines(said: bytes) -> list[Line]:
    """What the process told. One that was stopped at its limits told no end."""
    *lines, end = said.splitlines() or [b""]
    try:
        outcome = json.loads(end)
    except ValueError:
        raise Refused("sheet_swollen") from None
    if not isinstance(outcome, dict):
        raise Refused("sheet_swollen")
    if outcome["refused"]:
        raise Refused(outcome["refused"], **outcome["data"])
    return [(number, cells) for number, cells in map(json.loads, lines)]
