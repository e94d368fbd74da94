"""`python -m local_tenant --port N --data DIR` starts the little tenant alone."""

import argparse
import asyncio
import signal
import sys
from pathlib import Path

from local_tenant.app import LittleTenant


def main() -> None:
    """Reads the command line and serves until it is told to stop."""
    parser = argparse.ArgumentParser(prog="python -m local_tenant", description=__doc__)
    parser.add_argument("--port", type=int, default=3979)
    parser.add_argument("--data", type=Path, default=None, help="folder; default: in memory")
    parser.add_argument("--app-url", default="http://localhost:3978", help="where our app listens")
    parser.add_argument(
        "--behaviour", type=Path, default=None, help="a file of `teknologikort doctor --probe`: behave so"
    )
    asked = parser.parse_args()
    if asked.data is not None:
        asked.data.mkdir(parents=True, exist_ok=True)
    asyncio.run(serve(asked.port, asked.data, asked.app_url, asked.behaviour))


async def serve(port: int, data: Path | None, app_url: str, behaviour: Path | None = None) -> None:
    """Serves until SIGINT or SIGTERM; behaves as a probe file tells, where there is one."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for one in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(one, stop.set)
    made = LittleTenant(data, app_url=app_url)
    left_open = made.sharepoint.behave_as(behaviour) if behaviour else []
    async with made.running(port) as tenant:
        sys.stdout.write(f"local_tenant listens on {tenant.url}\n")
        if left_open:
            sys.stdout.write(f"as assumed, for the file does not say: {', '.join(left_open)}\n")
        sys.stdout.flush()
        await stop.wait()


if __name__ == "__main__":
    main()
