"""The one place that constructs things: an installation in, a running server out. It decides nothing."""

import asyncio
import contextlib
import os
import signal
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

import httpx
from aiohttp import web

from bot import Bell, open_messenger
from bot.news.messenger import TeamsMessenger
from sharepoint_lists import Clock, OpenStore, SharePointStore, StoreSettings, open_store
from sharepoint_lists.graph.transport import ssl_context
from teams_app import tab
from teams_app.face_services import FaceServices, Now
from teams_app.faces import PULSE, application_of, bot_settings
from teams_app.installation import Installation
from teams_app.server.derived_keys import assessment_key, placement_key, worry_key
from teams_app.server.events import StoreEvents
from teams_app.server.health_metrics import Pulse
from teams_app.server.instance import instance_name
from teams_app.server.sealed_texts import SealedTexts
from teams_app.server.sweeping import Sweeper, sweeping
from teams_app.server.telemetry import Telemetry, from_environment
from teams_app.settings import Settings
from teams_app.store_access import credential_for, store_settings
from teams_app.waiting import Keepers, opened_keepers
from technology_map.assessing.assessing import Assessing
from technology_map.backing.joining import Joining
from technology_map.backing.supporting import Backing
from technology_map.cards.drafts import Drafting
from technology_map.cards.submitting import Submitting
from technology_map.council.consequences import Consequences
from technology_map.council.deciding import Deciding
from technology_map.details.detailing import Detailing
from technology_map.files.attachments import Attaching
from technology_map.intentions import KeptIntentions
from technology_map.meetings.holding import Holding
from technology_map.meetings.planning import Planning
from technology_map.meetings.publishing import Publishing
from technology_map.method.leading import Leading
from technology_map.method.placing import Placing
from technology_map.method.reusing import Reusing
from technology_map.people.daily import Daily
from technology_map.talk.remarking import Remarking
from technology_map.talk.worrying import Worrying
from technology_map.words.asking import Asking

BOT_SCOPE = "https://api.botframework.com/.default"


def _utc_now() -> datetime:
    return datetime.now(UTC)


def _client(*, trust_env: bool) -> httpx.AsyncClient:
    checks = ssl_context(trust_env=trust_env)
    return httpx.AsyncClient(verify=checks, trust_env=trust_env, follow_redirects=False)


def _assessing(opened: OpenStore, now: Now, settings: Settings) -> Assessing:
    return Assessing(opened.store, now, opened.roster.council, _seals(assessment_key(settings)))


def _seals(key: bytes | None) -> SealedTexts | None:
    return SealedTexts(key) if key else None


@dataclass(frozen=True, slots=True)
class Server:
    """What is running: where, with which store and messenger, and by which clock."""

    url: str
    opened: OpenStore
    messenger: TeamsMessenger
    application: web.Application
    now: Now
    sweeper: Sweeper
    assessing: Assessing
    publishing: Publishing
    worrying: Worrying
    reusing: Reusing
    intentions: KeptIntentions

    @property
    def store(self) -> SharePointStore:
        """The store."""
        return self.opened.store


@asynccontextmanager
async def serving(
    installation: Installation,
    *,
    now: Now = _utc_now,
    lists: StoreSettings | None = None,
    telemetry: Telemetry | None = None,
    keepers: Keepers | None = None,
    clock: Clock | None = None,
) -> AsyncIterator[Server]:
    """The whole server, serving at its port until the end of the block.

    `keepers`: where what waits is kept, instead of where the settings say. `now` says the time of day; by
    `clock`, else the machine's, the lines to Graph and Teams wait.
    """
    settings, store_events, telemetry = installation.settings, StoreEvents(), telemetry or Telemetry()
    async with AsyncExitStack() as stack:
        enter = stack.enter_async_context
        credential = await enter(credential_for(installation))

        async def bot_token() -> str:
            return (await credential.get_token(BOT_SCOPE)).token

        instance = instance_name(settings.data_dir)
        kept = keepers if keepers else await enter(opened_keepers(installation, instance))
        store = open_store(
            lists or store_settings(installation),
            credential,
            clock=clock,
            submissions=kept.submissions,
            on_stored=store_events.stored,
            on_lost=store_events.lost,
            observe=telemetry.called,
        )
        opened = await enter(store)
        http = await enter(_client(trust_env=not installation.demo))
        chat_settings = bot_settings(installation, instance)
        connector, messenger = await enter(
            open_messenger(
                chat_settings,
                opened.store,
                bot_token,
                now,
                Bell(opened.feed, opened.roster),
                messages=kept.messages,
                pause=opened.graph.clock.sleep,
            )
        )
        assessing = _assessing(opened, now, settings)
        sweeper = Sweeper(
            Consequences(opened.store, messenger, now, instance, opened.roster.council),
            Daily(opened.store, messenger, now, instance, opened.roster.secretaries, assessing=assessing),
        )
        messenger.after(sweeper.settled)
        begun = KeptIntentions(kept.intentions, instance, now)
        deciding = Deciding(opened.store, messenger, now, settings.fast_track, sweeper.begin, begun)
        publishing = Publishing(
            Holding(Planning(opened.store, deciding, now, opened.roster.people, messenger, begun))
        )
        sweeper.also(
            begun.go_on,
            publishing.go_on,
            (worrying := Worrying(opened.store, now, _seals(worry_key(settings)), sweeper.begin)).release,
            (
                reusing := Reusing(Detailing(opened.store, now), Remarking(opened.store, now, sweeper.begin))
            ).go_on,
        )
        store_events.goes_to(messenger, deciding)
        runs = await enter(tab.import_runs(opened.store))
        services = FaceServices(
            opened,
            Submitting(opened.store, now, messenger, sweeper.begin, begun),
            deciding,
            Backing(opened.store, now),
            Joining(opened.store, messenger, now, begun),
            Asking(opened.store, messenger, begun),
            Drafting(opened.store, opened.drafts, now),
            Attaching(opened.files, now),
            reusing.remarking,
            assessing,
            publishing,
            worrying,
            Leading(Placing(opened.store, _seals(placement_key(settings))), now, begun),
            begun,
            messenger,
            runs,
            now,
            telemetry,
        )
        begun.goes_on(**services.ways_on)
        application = application_of(installation, services, connector, chat_settings, http)
        await enter(_beating(application[PULSE]))
        url = await enter(_listening(application, settings.host, settings.port))
        every = (lists or store_settings(installation)).intervals
        await enter(sweeping(sweeper, every.sweep, every.grace, opened.store.replica.settled))
        yield Server(
            url,
            opened,
            messenger,
            application,
            now,
            sweeper,
            assessing,
            publishing,
            worrying,
            reusing,
            begun,
        )


@asynccontextmanager
async def _beating(pulse: Pulse) -> AsyncIterator[None]:
    beating = asyncio.create_task(pulse.beat(), name="pulse")
    try:
        yield
    finally:
        beating.cancel()
        await asyncio.gather(beating, return_exceptions=True)


@asynccontextmanager
async def _listening(application: web.Application, host: str, port: int) -> AsyncIterator[str]:
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=3.0)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
        bound = runner.addresses[0][1]
        yield f"http://localhost:{bound}"
    finally:
        await runner.cleanup()


async def stopped() -> None:
    """Returns when the platform says stop."""
    stop = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):  # Windows has no signal handlers in its event loop
            asyncio.get_running_loop().add_signal_handler(name, stop.set)
    await stop.wait()


async def serve_for_ever(installation: Installation) -> None:
    """Serve until the platform says stop."""
    telemetry = from_environment(os.environ)
    stop = asyncio.create_task(stopped())
    try:
        async with serving(installation, telemetry=telemetry):
            await stop
    finally:
        stop.cancel()
        await asyncio.to_thread(telemetry.close)
