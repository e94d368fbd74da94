"""`python -m bench.stock`: botbuilder's own CloudAdapter as its samples build it, echoing; no checks."""

import asyncio
import signal
import sys
from types import SimpleNamespace

from aiohttp import web
from botbuilder.core import ActivityHandler, TurnContext
from botbuilder.integration.aiohttp import CloudAdapter, ConfigurationBotFrameworkAuthentication


class Echo(ActivityHandler):
    """Says again what was said."""

    async def on_message_activity(self, turn_context: TurnContext) -> None:
        """A message."""
        await turn_context.send_activity(f"Echo: {turn_context.activity.text}")


async def serve() -> None:
    """Say where it listens, and serve until told to stop. Without an app id no token is checked."""
    adapter = CloudAdapter(ConfigurationBotFrameworkAuthentication(SimpleNamespace()))
    echo = Echo()

    async def messages(request: web.Request) -> web.Response:
        answer = await adapter.process(request, echo)
        return answer or web.Response(status=201)

    application = web.Application()
    application.router.add_post("/api/messages", messages)
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=1.0)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    sys.stdout.write(f"the echo listens at http://localhost:{runner.addresses[0][1]}\n")
    sys.stdout.flush()
    stop = asyncio.Event()
    for one in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(one, stop.set)
    await stop.wait()
    await runner.cleanup()


if __name__ == "__main__":
    asyncio.run(serve())
