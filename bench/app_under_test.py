"""`python -m bench.app_under_test FOLDER URL [UNITS]`: the app on a filled tenant, as a process."""

import asyncio
import signal
import sys
from pathlib import Path

from bench.installed import installed
from teams_app.app import serving
from teams_app.server import logs


async def serve(url: str, folder: Path, *units: int) -> None:
    """Say where it listens, and serve until told to stop."""
    stop = asyncio.Event()
    for one in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(one, stop.set)
    async with serving(installed(url, folder, 0, *units)) as server:
        sys.stdout.write(f"the app listens at {server.url}\n")
        sys.stdout.flush()
        await stop.wait()


def main() -> None:
    """Reads the command line; the log goes to a file, as it is written in earnest."""
    folder, url = Path(sys.argv[1]), sys.argv[2]
    with (folder / "app.log").open("a", encoding="utf-8") as log:
        logs.set_up(log)
        asyncio.run(serve(url, folder, *map(int, sys.argv[3:])))


if __name__ == "__main__":
    main()
