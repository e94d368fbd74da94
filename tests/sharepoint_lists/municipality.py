"""A little municipality for these tests: a tenant with its lists, and instances of the store."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from local_tenant.app import LittleTenant
from local_tenant.people import APP_ID, APP_SECRET, COUNCIL_TEAM_ID, person
from sharepoint_lists import OpenStore, SiteNames, StoreSettings, open_provisioner, open_store
from sharepoint_lists.graph.client import Patience
from sharepoint_lists.graph.credentials import LoopbackCredential
from sharepoint_lists.graph.throttling import Spending
from sharepoint_lists.waiting.sqlite_rows import SqliteRows
from technology_map.cards.proposals import Proposal
from technology_map.cards.solution_cards import SolutionCard
from technology_map.council.decisions import Decision, sealed
from technology_map.council.life_cycle import Mover, Status
from technology_map.people.people import Person
from technology_map.ports import Receipt
from technology_map.waiting_rows import WaitingRows

OPEN, CLOSED = "teknologikort", "teknologikort-raad"
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


class TenantClock:
    """The tenant's clock as the store's: who waits here lets the time pass for everybody."""

    def __init__(self, tenant: LittleTenant) -> None:
        self._tenant = tenant

    def now(self) -> datetime:
        return datetime.fromtimestamp(self._tenant.clock.now(), UTC)

    def passed(self) -> float:
        return self._tenant.clock.now()

    async def sleep(self, seconds: float) -> None:
        self._tenant.clock.advance(seconds)
        await asyncio.sleep(0)


class Killed(Exception):  # noqa: N818 - what befell the instance
    """The instance was killed here."""


class Municipality:
    """The tenant, and how to open one or more instances of the store on it."""

    def __init__(self, tenant: LittleTenant, folder: Path) -> None:
        self.tenant = tenant
        self.clock = TenantClock(tenant)
        self.folder = folder
        self.told: list[tuple[Receipt, Proposal | SolutionCard]] = []
        self.lost: list[Decision] = []
        self.news = asyncio.Event()
        self.dies_while_telling = False
        self.while_telling: Callable[[], Awaitable[object]] | None = None
        self.settings = StoreSettings(
            sites=SiteNames("localhost"),
            graph_url=f"{tenant.url}/v1.0",
            council_team_id=COUNCIL_TEAM_ID,
            loops=False,
            patience=Patience(answer=0.25),
            spending=Spending(units_per_minute=1_000_000),
        )

    def credential(self) -> LoopbackCredential:
        return LoopbackCredential(f"{self.tenant.url}/entra/token", APP_ID, APP_SECRET)

    async def provision(self) -> None:
        async with open_provisioner(self.settings, self.credential(), self.clock) as provisioner:
            await provisioner.apply()
        self.tenant.counts.reset()

    @asynccontextmanager
    async def instance(
        self,
        name: str = "first",
        *,
        submissions: WaitingRows | None = None,
        keeps: bool = True,
        **changes: Any,
    ) -> AsyncIterator[OpenStore]:
        """An instance; `changes` change the settings.

        What SharePoint does not take waits in `submissions`, else on a disk of its own, or not at all.
        """
        settings = replace(self.settings, **changes)
        on_disk = SqliteRows(self.folder / name / "outbox.sqlite", name)
        async with open_store(
            settings,
            self.credential(),
            clock=self.clock,
            submissions=submissions or (on_disk if keeps else None),
            on_stored=self._hear,
            on_lost=self.lost.append,
        ) as opened:
            self.tenant.counts.reset()
            yield opened

    async def _hear(self, receipt: Receipt, thing: Proposal | SolutionCard) -> None:
        if self.dies_while_telling:
            raise Killed
        if self.while_telling:
            await self.while_telling()
        self.told.append((receipt, thing))
        self.news.set()

    def rows(self, name: str, site: str = OPEN) -> list[dict[str, Any]]:
        """What truly stands in a list."""
        return self.tenant.sharepoint.true_rows(site, name)


def one(key: str) -> Person:
    who = person(key)
    return Person(who.object_id, who.name)


def proposal(title: str = "Sensorer på lærketræer", who: str = "mette", **changes: Any) -> Proposal:
    made = Proposal(
        title=title,
        problem="Vi går forgæves.\r\nHver uge 😀",
        solution="2026-01-01",
        expected_benefits="En time om dagen",
        submitter=one(who),
        submission_key=uuid4().hex,
        submitted_at=NOON,
        changed_at=NOON,
        area="health",
        purpose="wellbeing",
    )
    return replace(made, **changes)


def card(title: str = "Robotstøvsugeren", who: str = "jonas", **changes: Any) -> SolutionCard:
    made = SolutionCard(
        title=title,
        challenges="Støv",
        background="En robot",
        submitter=one(who),
        submission_key=uuid4().hex,
        submitted_at=NOON,
        changed_at=NOON,
        area="education",
        other_purposes=("service", "data"),
    )
    return replace(made, **changes)


async def submitted(opened: OpenStore, given: Proposal | None = None) -> Proposal:
    stored = await opened.store.add_proposal(given or proposal())
    assert isinstance(stored, Proposal)
    return stored


def move(
    opened: OpenStore,
    of: Proposal,
    end: Status = Status.ASSESSMENT,
    reason: str = "Vi ser på det",
    action_key: str = "",
) -> tuple[Decision, Proposal]:
    """A decision as the service makes it, and the proposal it leaves."""
    unsealed = Decision(
        proposal=of.number,
        seq=0,
        start=of.status,
        end=end,
        reason=reason,
        decided_at=NOON,
        decided_as=Mover.SECRETARY,
        action_key=action_key or uuid4().hex,
    )
    row = sealed(unsealed, opened.store.overview.log.of(of.number))
    moved = replace(of, status=end, status_reason=reason, seq=row.seq, changed_at=row.decided_at)
    return row, moved
