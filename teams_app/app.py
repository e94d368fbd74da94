"""The one place that constructs things: an installation in, a running server out. It decides nothing."""

import asyncio
import contextlib
import os
import signal
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

import httpx
from aiohttp import web

from bot import Bell, Bot, BotSettings, Services, open_messenger
from bot.channel.connector import Connector
from bot.news.messenger import TeamsMessenger
from sharepoint_lists import OpenStore, SharePointStore, StoreSettings, open_store
from sharepoint_lists.graph.transport import ssl_context
from teams_app import tab
from teams_app.installation import Installation
from teams_app.server import bot_endpoint, health
from teams_app.server.authentication import outermost, tab_authentication
from teams_app.server.caller import Recognition
from teams_app.server.events import StoreEvents
from teams_app.server.health_metrics import Pulse
from teams_app.server.instance import instance_name
from teams_app.server.sheet_reader import SheetReader
from teams_app.server.signing_keys import KeyRing
from teams_app.server.sweeping import Sweeper, sweeping
from teams_app.server.telemetry import Telemetry, from_environment
from teams_app.server.ticket_key import ticket_key
from teams_app.server.tokens import BotAuthentication, TabAuthentication, TokenCheck
from teams_app.store_access import credential_for, store_settings
from teams_app.tab.sheets.import_runs import ImportRuns
from technology_map.backing.joining import Joining
from technology_map.backing.supporting import Backing
from technology_map.cards.handmade import TakingIn
from technology_map.cards.submitting import Submitting
from technology_map.council.consequences import Consequences
from technology_map.council.deciding import Deciding
from technology_map.council.next_steps import NextSteps
from technology_map.council.prioritising import Prioritising
from technology_map.people.responsibility import Responsibility
from technology_map.words.asking import Asking
from technology_map.words.editing import SettingUp

LARGEST_REQUEST = 256 * 1024
PULSE = web.AppKey("pulse", Pulse)
BOT_SCOPE = "https://api.botframework.com/.default"

Now = Callable[[], datetime]


def _utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Server:
    """What is running: where, with which store and messenger, and by which clock."""

    url: str
    opened: OpenStore
    messenger: TeamsMessenger
    application: web.Application
    now: Now
    sweeper: Sweeper

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
) -> AsyncIterator[Server]:
    """The whole server, serving at its port until the end of the block."""
    settings, store_events, telemetry = installation.settings, StoreEvents(), telemetry or Telemetry()
    async with AsyncExitStack() as stack:
        enter = stack.enter_async_context
        credential = await enter(credential_for(installation))

        async def bot_token() -> str:
            return (await credential.get_token(BOT_SCOPE)).token

        store = open_store(
            lists or store_settings(installation),
            credential,
            on_stored=store_events.stored,
            on_lost=store_events.lost,
            observe=telemetry.called,
        )
        opened = await enter(store)
        checks = ssl_context(trust_env=not installation.demo)
        http = await enter(
            httpx.AsyncClient(verify=checks, trust_env=not installation.demo, follow_redirects=False)
        )
        instance = instance_name(settings.data_dir)
        chat_settings = _bot_settings(installation, instance)
        bell = Bell(opened.feed, opened.roster)
        connector, messenger = await enter(open_messenger(chat_settings, opened.store, bot_token, now, bell))
        sweeper = Sweeper(Consequences(opened.store, messenger, now, instance))
        messenger.after(sweeper.settled)
        deciding = Deciding(opened.store, messenger, now, settings.fast_track, sweeper.begin)
        store_events.messenger, store_events.deciding = messenger, deciding
        runs = await enter(tab.import_runs(opened.store))
        services = _Services(
            opened,
            Submitting(opened.store, now, messenger, sweeper.begin),
            deciding,
            Backing(opened.store, now),
            Joining(opened.store, messenger, now),
            Asking(opened.store, messenger),
            messenger,
            runs,
            now,
            telemetry,
        )
        application = _application(installation, services, connector, chat_settings, http)
        await enter(_beating(application[PULSE]))
        url = await enter(_listening(application, settings.host, settings.port))
        every = (lists or store_settings(installation)).intervals
        await enter(sweeping(sweeper, every.sweep, every.grace))
        yield Server(url, opened, messenger, application, now, sweeper)


@dataclass(frozen=True, slots=True)
class _Services:
    """What both faces are built on, and the tab's imports."""

    opened: OpenStore
    submitting: Submitting
    deciding: Deciding
    backing: Backing
    joining: Joining
    asking: Asking
    messenger: TeamsMessenger
    runs: ImportRuns
    now: Now
    telemetry: Telemetry


def _application(
    installation: Installation,
    services: _Services,
    connector: Connector,
    chat_settings: BotSettings,
    http: httpx.AsyncClient,
) -> web.Application:
    """The doors, and behind them the two faces and the platform's questions."""
    settings, endpoints, opened = installation.settings, installation.endpoints, services.opened
    recognition = Recognition(opened.roster.role_of, partial(_areas_of, opened))
    tab_check = _check(installation, endpoints.tab_keys, endpoints.tab_issuer, http, services.now)
    bot_check = _check(installation, endpoints.connector_keys, endpoints.connector_issuer, http, services.now)
    of_tab = TabAuthentication(tab_check, settings.tenant_id, endpoints.tab_clients)
    application = web.Application(
        middlewares=[
            outermost(endpoints, services.telemetry),
            tab_authentication(of_tab, recognition.in_tab),
        ],
        client_max_size=LARGEST_REQUEST,
    )
    desk = Services(
        opened.store,
        services.submitting,
        services.deciding,
        services.backing,
        services.joining,
        services.asking,
        services.now,
        settings.teams_app_id,
        settings.guests_may_read,
    )
    bot = Bot(chat_settings, desk, connector, recognition.in_chat, services.telemetry.turned)
    tab_settings = tab.TabSettings(
        teams_app_id=settings.teams_app_id,
        teams_origin=endpoints.teams_origin,
        fast_track=settings.fast_track,
        guests_may_read=settings.guests_may_read,
    )
    application.add_routes(tab.routes(_pages(tab_settings, services, ticket_key(settings))))
    application.add_routes([bot_endpoint.route(BotAuthentication(bot_check), bot.process)])
    pulse = Pulse(opened, services.messenger, (tab_check.keys, bot_check.keys), services.now)
    application[PULSE] = pulse
    services.telemetry.watch(pulse)
    application.add_routes(health.routes(pulse))
    return application


def _areas_of(opened: OpenStore, object_id: str) -> frozenset[str]:
    """The areas that somebody is an editor of, as last seen."""
    return opened.store.overview.vocabulary.edited_by(object_id)


def _pages(settings: tab.TabSettings, services: _Services, key: bytes) -> tab.Tab:
    """The tab with what it asks."""
    return tab.Tab(
        settings,
        services.opened.store,
        services.submitting,
        services.deciding,
        services.backing,
        services.joining,
        Prioritising(services.opened.store),
        NextSteps(services.opened.store, services.now),
        SettingUp(services.opened.store, services.messenger),
        services.asking,
        TakingIn(services.opened.store),
        Responsibility(services.opened.store, services.messenger, services.now),
        services.now,
        tab.Tickets(key, services.now),
        services.runs,
        SheetReader().read,
    )


def _check(
    installation: Installation, keys: str, issuer: str, http: httpx.AsyncClient, now: Now
) -> TokenCheck:
    return TokenCheck(KeyRing(keys, http, time.monotonic), issuer, installation.settings.app_id, now)


def _bot_settings(installation: Installation, instance: str) -> BotSettings:
    settings, endpoints = installation.settings, installation.endpoints
    return BotSettings(
        app_id=settings.app_id,
        tenant_id=settings.tenant_id,
        teams_app_id=settings.teams_app_id,
        service_hosts=endpoints.service_hosts,
        service_url=endpoints.service_url,
        outgoing=settings.data_dir / "letters.sqlite",
        instance=instance,
        guests_may_read=settings.guests_may_read,
        submit_only=settings.card_actions == "submit",
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


async def serve_for_ever(installation: Installation) -> None:
    """Serve until the platform says stop."""
    stop = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):  # Windows has no signal handlers in its event loop
            asyncio.get_running_loop().add_signal_handler(name, stop.set)
    telemetry = from_environment(os.environ)
    try:
        async with serving(installation, telemetry=telemetry):
            await stop.wait()
    finally:
        await asyncio.to_thread(telemetry.close)
