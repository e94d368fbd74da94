"""What an administrator's commands open: the Graph client alone, the provisioner, the examiner."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial

from sharepoint_lists.files.attachments import Attachments
from sharepoint_lists.files.folders import StoredFile, all_files
from sharepoint_lists.files.transfer import Transfer
from sharepoint_lists.graph.client import Graph
from sharepoint_lists.graph.clock import Clock, SystemClock
from sharepoint_lists.graph.observing import Observe, unobserved
from sharepoint_lists.graph.transport import Credential, Wire
from sharepoint_lists.mapping.holding import IN_ORDER
from sharepoint_lists.people.roster import Roster
from sharepoint_lists.personal.forgetting import Forgetter
from sharepoint_lists.probing.prober import Prober
from sharepoint_lists.replica.examining import RowExaminer
from sharepoint_lists.replica.raw_rows import Everything, Seen, everything
from sharepoint_lists.replica.replica import Replica
from sharepoint_lists.schema.addresses import Addresses, NotProvisioned
from sharepoint_lists.schema.app_rights import SiteRights
from sharepoint_lists.schema.comparison import Examiner
from sharepoint_lists.schema.provisioning import Provisioner
from sharepoint_lists.schema.script_application import ScriptApplication
from sharepoint_lists.settings import StoreSettings
from sharepoint_lists.vocabulary import plant_vocabulary, read_vocabulary
from technology_map.overview import Overview
from technology_map.words.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Examination:
    """What an examination looks with."""

    examiner: Examiner
    roster: Roster
    rights: SiteRights
    rows: RowExaminer


@dataclass(frozen=True, slots=True)
class RowAccess:
    """The rows as SharePoint has them, and what may be done with them all."""

    graph: Graph
    addresses: Addresses

    async def everything(self, seen: Seen = lambda _: None) -> Everything:
        """Every row of every list. Raises GraphFailure; NotProvisioned where there is no list at all."""
        found = await everything(self.graph, self.addresses, IN_ORDER, seen)
        if not found:
            raise NotProvisioned(IN_ORDER[-1].name)
        return found

    async def files(self) -> list[StoredFile]:
        """Every attachment. Raises GraphFailure."""
        try:
            return [one async for one in all_files(self.graph, self.addresses)]
        except NotProvisioned:
            return []

    async def overview(self) -> Overview:
        """The things that the rows say, as last seen. Raises GraphFailure, NotProvisioned."""
        replica = Replica(self.graph, self.addresses)
        await replica.load()
        return replica.copy.overview

    async def vocabulary(self) -> Vocabulary:
        """The municipality's words. Raises GraphFailure."""
        return await read_vocabulary(self.graph, self.addresses)

    @asynccontextmanager
    async def attachments(self, settings: StoreSettings) -> AsyncIterator[Attachments]:
        """The library, to fetch files from and to put them back."""
        transfer = Transfer(settings.sites.host, settings.sharepoint_url, settings.user_agent)
        try:
            yield Attachments(self.graph, self.addresses, transfer)
        finally:
            await transfer.close()

    @property
    def forgetter(self) -> Forgetter:
        """What takes people out of the rows."""
        return Forgetter(self.graph, self.addresses)


@asynccontextmanager
async def open_rows(
    settings: StoreSettings, credential: Credential, clock: Clock | None = None
) -> AsyncIterator[RowAccess]:
    """The rows, without a replica."""
    async with open_graph(settings, credential, clock) as graph:
        yield RowAccess(graph, Addresses(graph, settings.sites))


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
            RowExaminer(graph, settings.sites),
        )


@asynccontextmanager
async def open_prober(
    settings: StoreSettings, credential: Credential, owner: Credential | None, clock: Clock | None = None
) -> AsyncIterator[Prober]:
    """What tries out the tenant, as the app; the list for it is made by `owner`, or the app itself."""
    async with (
        open_graph(settings, credential, clock) as graph,
        open_graph(settings, owner or credential, clock) as by_owner,
    ):
        yield Prober(graph, settings.sites, by_owner)
