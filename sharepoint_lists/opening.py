"""Opening the store: what the roof calls; it builds the components, reads all, and starts the loops."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

import structlog

from sharepoint_lists.graph.client import Graph, Patience
from sharepoint_lists.graph.clock import Clock, SystemClock
from sharepoint_lists.graph.observing import Observe, nobody_told, unobserved
from sharepoint_lists.graph.responses import GraphFailure
from sharepoint_lists.graph.throttling import Spending
from sharepoint_lists.graph.transport import Credential, Wire
from sharepoint_lists.people.activity_feed import SPENDING, GraphActivityFeed
from sharepoint_lists.people.roster import Roster
from sharepoint_lists.polling import Loops
from sharepoint_lists.replica.examining import RowExaminer
from sharepoint_lists.replica.replica import CALM, LIVELY, Replica
from sharepoint_lists.schema.addresses import Addresses, SiteNames
from sharepoint_lists.schema.app_rights import SiteRights
from sharepoint_lists.schema.comparison import Examiner
from sharepoint_lists.schema.drift import Drift
from sharepoint_lists.schema.probing import Prober
from sharepoint_lists.schema.provisioning import Provisioner
from sharepoint_lists.schema.script_application import ScriptApplication
from sharepoint_lists.store import SharePointStore
from sharepoint_lists.vocabulary import plant_vocabulary, read_vocabulary
from sharepoint_lists.writing.components import Components
from sharepoint_lists.writing.deciding import Decider
from sharepoint_lists.writing.locks import KeyedLocks
from sharepoint_lists.writing.outbox import NoOutbox, Outbox
from sharepoint_lists.writing.outbox_sender import Drain, OnStored
from sharepoint_lists.writing.reconciler import Reconciler
from sharepoint_lists.writing.word_following import WordFollower
from sharepoint_lists.writing.writer import Writer
from technology_map.council.decisions import Decision
from technology_map.words.vocabulary import Vocabulary

log = structlog.get_logger(__name__)

GRAPH = "https://graph.microsoft.com/v1.0"


@dataclass(frozen=True, slots=True)
class Intervals:
    """Seconds between two rounds of each loop; no loops at all where `StoreSettings.loops` is off.

    `grace`: so long what follows from a move is left to the instance that made it.
    """

    lively: float = 2.5
    calm: float = 60.0
    roster: float = 45.0
    outbox: float = 5.0
    words: float = 5.0
    sweep: float = 20.0
    grace: float = 90.0


@dataclass(frozen=True, slots=True)
class StoreSettings:
    """Where the store is and how it behaves; the roof fills this in from its own settings."""

    sites: SiteNames
    graph_url: str = GRAPH
    sharepoint_url: str = ""
    teams_app_id: str = ""
    council_team_id: str = ""
    user_agent: str = "NONISV|Kommune|Teknologikort/0.1"
    outbox: Path | None = None
    loops: bool = True
    intervals: Intervals = field(default_factory=Intervals)
    patience: Patience = field(default_factory=Patience)
    spending: Spending = field(default_factory=Spending)


@dataclass(frozen=True, slots=True)
class OpenStore:
    """An open store and what stands beside it. `outbox` is None where the disk keeps nothing."""

    store: SharePointStore
    roster: Roster
    reconciler: Reconciler
    drain: Drain | None
    outbox: Outbox | None
    graph: Graph
    drift: Drift
    feed: GraphActivityFeed
    follower: WordFollower
    loops: Loops


@dataclass(frozen=True, slots=True)
class Examination:
    """What an examination looks with."""

    examiner: Examiner
    roster: Roster
    rights: SiteRights
    prober: Prober
    rows: RowExaminer


@asynccontextmanager
async def open_graph(
    settings: StoreSettings,
    credential: Credential,
    clock: Clock | None = None,
    observe: Observe = unobserved,
) -> AsyncIterator[Graph]:
    """The Graph client alone, closed at the end."""
    wire = Wire(settings.graph_url, credential, settings.user_agent)
    try:
        yield Graph(wire, clock or SystemClock(), settings.patience, settings.spending, observe)
    finally:
        await wire.close()


@asynccontextmanager
async def open_rest(
    settings: StoreSettings, credential: Credential, clock: Clock | None = None
) -> AsyncIterator[Graph]:
    """The same client at SharePoint's own REST, for what Graph cannot do (platform.md 2)."""
    scope = f"https://{settings.sites.host}/.default"
    wire = Wire(
        settings.sharepoint_url or f"https://{settings.sites.host}", credential, settings.user_agent, scope
    )
    try:
        yield Graph(wire, clock or SystemClock(), settings.patience, settings.spending)
    finally:
        await wire.close()


@asynccontextmanager
async def open_provisioner(
    settings: StoreSettings, credential: Credential, clock: Clock | None = None
) -> AsyncIterator[Provisioner]:
    """The provisioner, with a credential that may create lists."""
    async with open_graph(settings, credential, clock) as graph:
        addresses = Addresses(graph, settings.sites)
        yield Provisioner(
            graph,
            settings.sites,
            partial(read_vocabulary, graph, addresses),
            partial(plant_vocabulary, graph, addresses),
        )


@asynccontextmanager
async def open_script_application(
    settings: StoreSettings, credential: Credential, clock: Clock | None = None
) -> AsyncIterator[ScriptApplication]:
    """What makes the site scripts and has them applied."""
    async with open_graph(settings, credential, clock) as graph:
        words = partial(read_vocabulary, graph, Addresses(graph, settings.sites))
        yield ScriptApplication(graph, settings.sites, settings.teams_app_id, words)


@asynccontextmanager
async def open_examiner(settings: StoreSettings, credential: Credential) -> AsyncIterator[Examination]:
    """What looks at the tenant."""
    async with open_graph(settings, credential) as graph, open_rest(settings, credential) as rest:
        words = partial(read_vocabulary, graph, Addresses(graph, settings.sites))
        examiner = Examiner(graph, rest, settings.sites, settings.teams_app_id, words)
        yield Examination(
            examiner,
            Roster(graph, settings.council_team_id),
            SiteRights(rest, settings.sites),
            Prober(graph, settings.sites),
            RowExaminer(graph, settings.sites),
        )


@asynccontextmanager
async def open_store(
    settings: StoreSettings,
    credential: Credential,
    *,
    clock: Clock | None = None,
    on_stored: OnStored = nobody_told,
    on_lost: Callable[[Decision], None] = nobody_told,
    observe: Observe = unobserved,
) -> AsyncIterator[OpenStore]:
    """The store, filled, with its loops running; all is closed at the end.

    Where Graph is away it opens all the same, empty: submissions go to the outbox, and the loops
    fill it when Graph is back. `observe` hears of every call to Graph. Raises NotProvisioned where
    a list is missing.
    """
    async with (
        open_graph(settings, credential, clock, observe) as graph,
        open_graph(replace(settings, spending=SPENDING), credential, clock, observe) as to_teams,
    ):
        opened = await _built(settings, graph, to_teams, on_stored, on_lost)
        try:
            await opened.store.replica.load()
        except GraphFailure as failure:
            log.warning("opened_empty", reason=str(failure))
        tasks = _loops(settings, opened) if settings.loops else []
        try:
            yield opened
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)


async def _built(
    settings: StoreSettings,
    graph: Graph,
    to_teams: Graph,
    on_stored: OnStored,
    on_lost: Callable[[Decision], None],
) -> OpenStore:
    addresses = Addresses(graph, settings.sites)
    replica = Replica(graph, addresses)
    writer = Writer(graph, addresses, lambda: replica.words)
    components = Components(graph, writer, replica, KeyedLocks(), addresses)

    async def words() -> Vocabulary:
        return replica.words

    decider = Decider(components)
    outbox = await _opened_outbox(settings.outbox)
    return OpenStore(
        SharePointStore(components, decider, outbox),
        Roster(graph, settings.council_team_id),
        Reconciler(components, decider, on_lost),
        Drain(components, outbox, on_stored) if outbox is not None else None,
        outbox,
        graph,
        Drift(Provisioner(graph, settings.sites, words)),
        GraphActivityFeed(to_teams),
        WordFollower(components),
        Loops(graph.clock),
    )


async def _opened_outbox(path: Path | None) -> Outbox | None:
    if path is None:
        return None
    outbox = Outbox(path)
    try:
        await outbox.open()
    except NoOutbox as reason:
        log.warning("no_outbox", reason=str(reason))
        return None
    return outbox


def _loops(settings: StoreSettings, opened: OpenStore) -> list[asyncio.Task[None]]:
    replica, every = opened.store.replica, settings.intervals

    async def lively() -> None:
        await replica.catch_up(LIVELY)
        await opened.reconciler.run()

    async def calm() -> None:
        await replica.catch_up(CALM)
        await opened.reconciler.report_chains()
        await opened.drift.look_now_and_then()

    rounds: list[tuple[str, Callable[[], Awaitable[object]], float]] = [
        ("lively", lively, every.lively),
        ("calm", calm, every.calm),
    ]
    rounds.append(("words", opened.follower.run, every.words))
    if opened.drain:
        rounds.append(("outbox", opened.drain.run, every.outbox))
    loops = opened.loops
    tasks = [asyncio.create_task(loops.poll(*one), name=f"store {one[0]}") for one in rounds]
    if settings.council_team_id:
        roster = partial(opened.roster.keep_fresh, every.roster)
        tasks.append(asyncio.create_task(loops.keep("roster", roster), name="store roster"))
    return tasks
