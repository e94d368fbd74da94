"""The two faces, the bot and the tab, behind the doors that check who is asking."""

import asyncio
import time
from contextlib import suppress
from functools import partial

import httpx
from aiohttp import web

from bot import Bot, BotSettings, Services
from bot.channel.connector import Connector
from sharepoint_lists import OpenStore
from teams_app import tab
from teams_app.face_services import FaceServices, Now
from teams_app.installation import Installation
from teams_app.server import bot_endpoint, health
from teams_app.server.authentication import outermost, tab_authentication
from teams_app.server.caller import Recognition
from teams_app.server.derived_keys import ticket_key
from teams_app.server.health_metrics import Pulse
from teams_app.server.sheet_reader import SheetReader
from teams_app.server.signing_keys import KeyRing
from teams_app.server.tokens import BotAuthentication, TabAuthentication, TokenCheck
from technology_map.assessing.departing import Departing
from technology_map.assessing.value import Valuing
from technology_map.cards.confirming import Confirming
from technology_map.cards.handmade import TakingIn
from technology_map.council.guideline import Guiding
from technology_map.council.next_steps import NextSteps
from technology_map.council.prioritising import Prioritising
from technology_map.details.detailing import Detailing
from technology_map.elsewhere.cards import CardFromElsewhere, ElsewhereSearch
from technology_map.elsewhere.taking_in import TakingInElsewhere
from technology_map.method.reusing import Reusing
from technology_map.people.preferring import Preferring
from technology_map.plan.planning_ahead import PlanningAhead
from technology_map.talk.value_deciding import ValueDeciding

LARGEST_REQUEST = 256 * 1024
LAST_WORDS = 5.0
"""Seconds that the end waits for what the bot has begun."""
PULSE = web.AppKey("pulse", Pulse)
BOT = web.AppKey("bot", Bot)


def application_of(
    installation: Installation,
    services: FaceServices,
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
    bot = Bot(
        chat_settings,
        _services_of_bot(installation, services),
        connector,
        recognition.in_chat,
        services.telemetry.turned,
    )
    application.add_routes(tab.routes(_pages(_tab_settings(installation), services, ticket_key(settings))))
    application.add_routes([bot_endpoint.route(BotAuthentication(bot_check), bot.process)])
    application.on_shutdown.append(partial(_last_words, bot))
    pulse = Pulse(opened, services.messenger, (tab_check.keys, bot_check.keys), services.now)
    application[PULSE] = pulse
    application[BOT] = bot
    services.telemetry.watch(pulse)
    application.add_routes(health.routes(pulse))
    return application


async def _last_words(bot: Bot, _: web.Application) -> None:
    """What the bot has begun may end, for a little."""
    with suppress(TimeoutError):
        async with asyncio.timeout(LAST_WORDS):
            await bot.settled()


def _services_of_bot(installation: Installation, services: FaceServices) -> Services:
    """What the bot asks."""
    return Services(
        services.opened.store,
        services.submitting,
        services.deciding,
        services.backing,
        services.joining,
        services.asking,
        services.attaching,
        services.remarking,
        Preferring(services.opened.store),
        _elsewhere(services),
        services.following_up,
        Confirming(services.opened.store, services.now),
        Reusing(Detailing(services.opened.store, services.now), services.remarking),
        services.now,
        installation.settings.teams_app_id,
        installation.settings.guests_may_read,
    )


def _tab_settings(installation: Installation) -> tab.TabSettings:
    """The tab's settings, out of the installation's."""
    return tab.TabSettings(
        teams_app_id=installation.settings.teams_app_id,
        teams_origin=installation.endpoints.teams_origin,
        fast_track=installation.settings.fast_track,
        guests_may_read=installation.settings.guests_may_read,
    )


def _areas_of(opened: OpenStore, object_id: str) -> frozenset[str]:
    """The areas that somebody is an editor of, as last seen."""
    return opened.store.overview.vocabulary.edited_by(object_id)


def _elsewhere(services: FaceServices) -> ElsewhereSearch:
    """The search among cards from elsewhere."""
    return ElsewhereSearch(partial(services.opened.store.records, CardFromElsewhere))


def _prioritising(services: FaceServices) -> Prioritising:
    """The council's order, which asks for a reason where it leaves the computed one."""
    store = services.opened.store
    return Prioritising(store, Departing(store, services.assessing).require_reason)


def _pages(settings: tab.TabSettings, services: FaceServices, key: bytes) -> tab.Tab:
    """The tab with what it asks."""
    return tab.Tab(
        settings,
        services.opened.store,
        services.submitting,
        services.deciding,
        services.backing,
        services.joining,
        services.drafting,
        _prioritising(services),
        NextSteps(services.opened.store, services.now),
        services.setting_up,
        services.asking,
        TakingIn(services.opened.store),
        services.responsibility,
        services.opened.directory,
        services.now,
        tab.Tickets(key, services.now),
        services.attaching,
        services.remarking,
        Preferring(services.opened.store),
        services.assessing,
        services.choosing_criteria,
        services.sorting,
        services.promising,
        Valuing(services.opened.store, services.assessing),
        services.publishing.holding.planning,
        services.publishing.holding,
        services.publishing,
        services.worrying,
        services.leading,
        (detailing := Detailing(services.opened.store, services.now)),
        Reusing(detailing, services.remarking),
        services.grouping,
        _elsewhere(services),
        TakingInElsewhere(services.opened.store),
        ValueDeciding(services.opened.store, services.now),
        Guiding(services.opened.store),
        services.following_up,
        PlanningAhead(services.opened.store, services.now),
        Confirming(services.opened.store, services.now),
        tab.Sealer(key, "upload"),
        services.runs,
        SheetReader().read,
    )


def _check(
    installation: Installation, keys: str, issuer: str, http: httpx.AsyncClient, now: Now
) -> TokenCheck:
    return TokenCheck(KeyRing(keys, http, time.monotonic), issuer, installation.settings.app_id, now)


def bot_settings(installation: Installation, instance: str) -> BotSettings:
    """The bot's settings, out of the installation's."""
    settings, endpoints = installation.settings, installation.endpoints
    return BotSettings(
        app_id=settings.app_id,
        tenant_id=settings.tenant_id,
        teams_app_id=settings.teams_app_id,
        service_hosts=endpoints.service_hosts,
        service_url=endpoints.service_url,
        instance=instance,
        guests_may_read=settings.guests_may_read,
        submit_only=settings.card_actions == "submit",
    )
