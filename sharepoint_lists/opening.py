"""Opening the store: what the roof calls; it builds the components, reads all, and starts the loops."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace

import structlog

from sharepoint_lists.administering import open_graph
from sharepoint_lists.files.attachments import Attachments
from sharepoint_lists.files.transfer import Transfer
from sharepoint_lists.graph.client import Graph
from sharepoint_lists.graph.clock import Clock
from sharepoint_lists.graph.observing import Observe, nobody_told, unobserved
from sharepoint_lists.graph.responses import GraphFailure
from sharepoint_lists.graph.transport import Credential
from sharepoint_lists.people.activity_feed import SPENDING, GraphActivityFeed
from sharepoint_lists.people.directory import Directory
from sharepoint_lists.people.roster import Roster
from sharepoint_lists.polling import Loops
from sharepoint_lists.replica.local_snapshot import LocalSnapshot
from sharepoint_lists.replica.replica import CALM, Replica
from sharepoint_lists.replica.snapshot_file import SnapshotFile
from sharepoint_lists.schema.addresses import Addresses
from sharepoint_lists.schema.drift import Drift
from sharepoint_lists.schema.provisioning import Provisioner
from sharepoint_lists.settings import StoreSettings
from sharepoint_lists.store import SharePointStore
from sharepoint_lists.writing.components import Components
from sharepoint_lists.writing.deciding import Decider
from sharepoint_lists.writing.drafts import Drafts
from sharepoint_lists.writing.locks import KeyedLocks
from sharepoint_lists.writing.outbox import Outbox
from sharepoint_lists.writing.outbox_sender import Drain, OnStored
from sharepoint_lists.writing.reconciler import Reconciler
from sharepoint_lists.writing.word_following import WordFollower
from sharepoint_lists.writing.writer import Writer
from technology_map.cards.drafts import KEPT
from technology_map.cards.proposals import Proposal
from technology_map.cards.solution_cards import SolutionCard
from technology_map.council.decisions import Decision
from technology_map.ports import Receipt
from technology_map.waiting_rows import NotKept, WaitingRows
from technology_map.words.vocabulary import Vocabulary

log = structlog.get_logger(__name__)


async def _nobody_hears(_receipt: Receipt, _thing: Proposal | SolutionCard) -> None:
    """Where nobody is to hear of what was stored late."""


@dataclass(frozen=True, slots=True)
class OpenStore:
    """An open store and what stands beside it. `outbox` is None where nothing is kept."""

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
    files: Attachments
    directory: Directory
    drafts: Drafts | None = None


@asynccontextmanager
async def open_store(
    settings: StoreSettings,
    credential: Credential,
    *,
    clock: Clock | None = None,
    submissions: WaitingRows | None = None,
    on_stored: OnStored = _nobody_hears,
    on_lost: Callable[[Decision], None] = nobody_told,
    observe: Observe = unobserved,
) -> AsyncIterator[OpenStore]:
    """The store, filled, with its loops running; all is closed at the end.

    Where Graph is away it opens all the same, empty: submissions go to the outbox, and the loops
    fill it when Graph is back. `submissions` is where those wait; without it none are kept. `observe`
    hears of every call to Graph. Raises NotProvisioned where a list is missing.
    """
    async with (
        open_graph(settings, credential, clock, observe) as graph,
        open_graph(replace(settings, spending=SPENDING), credential, clock, observe) as to_teams,
        _open_transfer(settings) as transfer,
    ):
        told = _Told(on_stored, on_lost)
        outbox = await _opened_outbox(submissions)
        opened = _built(settings, graph, to_teams, transfer, told, outbox=outbox)
        snapshot = LocalSnapshot(SnapshotFile(*settings.snapshot)) if settings.snapshot else None
        await _fill(opened, snapshot)
        tasks = _loops(settings, opened, snapshot) if settings.loops else []
        try:
            yield opened
        finally:
            if opened.drain:
                await opened.drain.end()
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            if snapshot:
                await snapshot.save(opened.store.replica.copy)
            if opened.drafts:
                await opened.drafts.settled()


async def _fill(opened: OpenStore, snapshot: LocalSnapshot | None) -> None:
    """With what was known before the start, at once; without that from Graph, which may take its time."""
    known = snapshot.restore(opened.graph.clock.now()) if snapshot else None
    if known:
        opened.store.replica.restore(known)
        return
    try:
        await opened.store.replica.load()
    except GraphFailure as failure:
        log.warning("opened_empty", reason=str(failure))


@dataclass(frozen=True, slots=True)
class _Told:
    """Who hears of what was stored late, and of what was lost."""

    on_stored: OnStored
    on_lost: Callable[[Decision], None]


@asynccontextmanager
async def _open_transfer(settings: StoreSettings) -> AsyncIterator[Transfer]:
    transfer = Transfer(settings.sites.host, settings.sharepoint_url, settings.user_agent)
    try:
        yield transfer
    finally:
        await transfer.close()


def _built(
    settings: StoreSettings,
    graph: Graph,
    to_teams: Graph,
    transfer: Transfer,
    told: _Told,
    *,
    outbox: Outbox | None,
) -> OpenStore:
    addresses = Addresses(graph, settings.sites)
    replica = Replica(graph, addresses)
    writer = Writer(graph, addresses, lambda: replica.words)
    components = Components(graph, writer, replica, KeyedLocks(), addresses)

    async def words() -> Vocabulary:
        return replica.words

    decider = Decider(components)
    return OpenStore(
        SharePointStore(components, decider, outbox),
        Roster(graph, settings.council_team_id),
        Reconciler(components, decider, told.on_lost),
        Drain(components, outbox, told.on_stored) if outbox is not None else None,
        outbox,
        graph,
        Drift(Provisioner(graph, settings.sites, words)),
        GraphActivityFeed(to_teams),
        WordFollower(components),
        Loops(graph.clock),
        Attachments(graph, addresses, transfer),
        Directory(graph),
        Drafts(components, settings.draft_key) if settings.draft_key else None,
    )


async def _opened_outbox(rows: WaitingRows | None) -> Outbox | None:
    """A disk that keeps nothing now will not later; a table that is away comes back."""
    if rows is None:
        return None
    outbox = Outbox(rows)
    try:
        await outbox.open()
    except NotKept as reason:
        log.warning("no_outbox", reason=str(reason))
        return outbox if outbox.shared else None
    return outbox


def _loops(
    settings: StoreSettings, opened: OpenStore, snapshot: LocalSnapshot | None
) -> list[asyncio.Task[None]]:
    replica, every = opened.store.replica, settings.intervals

    async def lively() -> None:
        await replica.settle()
        await replica.catch_up(replica.waited_for)
        await opened.reconciler.run()

    async def calm() -> None:
        await replica.catch_up(CALM)
        await opened.reconciler.report_chains()
        await opened.drift.look_now_and_then()

    demand = opened.store.demand
    rounds: list[tuple[str, Callable[[], Awaitable[object]], float]] = [
        ("lively", demand.seldom(lively, every.lively), every.lively),
        ("calm", demand.seldom(calm, every.calm), every.calm),
    ]
    rounds.append(("words", opened.follower.run, every.words))
    if opened.drain:
        rounds.append(("outbox", opened.drain.run, every.outbox))
    if drafts := opened.drafts:

        async def forget_old() -> None:
            await drafts.forget_older_than(opened.graph.clock.now() - KEPT)

        rounds.append(("drafts", forget_old, every.drafts))
    loops = opened.loops
    if snapshot:

        async def save() -> None:
            await snapshot.save(replica.copy)

        rounds.append(("snapshot", save, every.snapshot))
    behind = replica.copy.overview.behind
    tasks = [
        asyncio.create_task(loops.poll(*one, at_once=behind and one[0] == "lively"), name=f"store {one[0]}")
        for one in rounds
    ]
    # Not at once: until the server serves, each slice of it would stand in the start's way.
    searchable = loops.poll("index", replica.file_words, every.lively)
    tasks.append(asyncio.create_task(searchable, name="store index"))
    if settings.council_team_id:
        kept_fresh = loops.poll("roster", opened.roster.refresh, every.roster, at_once=True)
        tasks.append(asyncio.create_task(kept_fresh, name="store roster"))
    return tasks
