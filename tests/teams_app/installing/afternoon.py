"""An administrator's afternoon: a bare tenant, her sign-ins, her answers, and the other tools she uses."""

from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import Any

from azure.core.pipeline.transport import RequestsTransport
from pydantic import SecretStr
from rich.console import Console

from local_tenant import people
from local_tenant.app import LittleTenant
from sharepoint_lists import Intervals
from teams_app.app import Server, serving
from teams_app.commands.demo import demo_settings
from teams_app.commands.install import write_plan
from teams_app.endpoints import little_tenant
from teams_app.installation import Installation
from teams_app.installing.answers import read_answers
from teams_app.installing.ground import Ground
from teams_app.installing.screen import ConsoleScreen
from teams_app.installing.signing_in import DeviceSignIn
from teams_app.installing.steps import Step
from teams_app.installing.walking import STEPS, Exit, Stopped, walk
from teams_app.store_access import store_settings
from technology_map.people.people import Language
from technology_map.texts import texts
from tests.provisioned import copied_lists
from tests.town import NEVER

ENTRA = "login.microsoftonline.com"
DOMAIN = "teknologikort.bluewater-12ab34cd.northeurope.azurecontainerapps.io"
TEAM_LINK = (
    "https://teams.microsoft.com/l/team/19%3aabc%40thread.tacv2/conversations"
    f"?groupId={people.COUNCIL_TEAM_ID}&tenantId={people.TENANT_ID}"
)
ANSWERS = {
    "team": TEAM_LINK,
    "FQDN": DOMAIN,
    "municipality's name": "Bakkeby Kommune",
    "website": "https://www.bakkeby.dk",
    "privacy": "https://www.bakkeby.dk/privatliv",
    "terms": "https://www.bakkeby.dk/vilkaar",
}


class LeapClock:
    """Waiting takes no time, and counts as if it did."""

    def __init__(self) -> None:
        self.waited = 0.0

    def now(self) -> datetime:
        return datetime.now(UTC)

    def passed(self) -> float:
        return self.waited

    async def sleep(self, seconds: float) -> None:
        self.waited += seconds


class Detour(RequestsTransport):  # type: ignore[misc]  # requests has no types
    """azure-identity's own line, which leads to the little Entra as a proxy does."""

    def __init__(self, url: str) -> None:
        super().__init__(use_env_settings=False)
        self._url = url

    def send(self, request: Any, **more: Any) -> Any:
        request.url = request.url.replace(f"https://{ENTRA}", f"{self._url}/entra")
        request.headers["X-Forwarded-Host"] = ENTRA
        return super().send(request, **more)


@dataclass
class Afternoon:
    """Astrid, and what stands around her. `stops_at`: she has to leave when this step wants something."""

    tenant: LittleTenant
    folder: Path
    stack: AsyncExitStack
    who: str = "astrid"
    stops_at: str = ""
    steps: Sequence[Step] = STEPS
    clock: LeapClock = field(default_factory=LeapClock)
    app_url: str = ""
    server: Server | None = None
    asked: list[str] = field(default_factory=list)
    scopes: list[tuple[str, ...]] = field(default_factory=list)
    said: str = ""

    def ground(self, console: Console) -> tuple[Ground, "Screen"]:
        screen = Screen(self, console)

        def told(page: str, code: str, scopes: tuple[str, ...]) -> None:
            screen.told(page, code, scopes)
            self.scopes.append(scopes)
            self.tenant.entra.devices.signs_in(code, self.who)

        detour = Detour(self.tenant.url)
        answers = read_answers(self.folder)
        sign_in = DeviceSignIn(told, answers.tenant_id, transport=detour, disable_instance_discovery=True)

        def endpoints(tenant_id: str) -> Any:
            return little_tenant(self.tenant.url, tenant_id)

        return (
            Ground(
                answers,
                self.folder,
                endpoints,
                sign_in,
                self.clock,
                azd=self.folder / "azd",
                address=lambda domain: self.app_url if domain == DOMAIN else "http://localhost:1",
            ),
            screen,
        )

    async def installs(self, *, stops_at: str = "", who: str = "") -> Exit:
        """She runs `teknologikort install`; what she does in other tools happens when she is asked to."""
        self.stops_at, self.who = stops_at, who or self.who
        console = Console(record=True, width=300, file=StringIO())
        at, screen = self.ground(console)
        code = await walk(at, screen, self.steps)
        self.said = console.export_text()
        return code

    async def plans(self) -> str:
        """She runs `teknologikort install --dry-run`; the plan."""
        console = Console(record=True, width=300, file=StringIO())
        at, screen = self.ground(console)
        assert await write_plan(at, screen, texts(Language.ENGLISH)) == 0
        self.said = console.export_text()
        return (self.folder / "plan.md").read_text("utf-8")

    async def deploys_ground(self) -> None:
        """`azd provision`, first stage: the identity is in the tenant, azd has noted what it made."""
        identity = self.tenant.entra.directory.identity("teknologikort")
        self.tenant.entra.machine = identity.id
        env = self.folder / "azd" / "teknologikort" / ".env"
        env.parent.mkdir(parents=True, exist_ok=True)
        outputs = f'FQDN="{DOMAIN}"\nIDENTITY_PRINCIPAL_ID="{identity.id}"\nREGISTRY="tk.azurecr.io"\n'
        env.write_text(f'TEKNOLOGIKORT_APP_ID="{people.APP_ID}"\n{outputs}')
        other = self.folder / "azd" / "another" / ".env"
        other.parent.mkdir(exist_ok=True)
        other.write_text(f'TEKNOLOGIKORT_APP_ID="{people.TENANT_ID}"\nFQDN="another.kommune.dk"\n')

    async def deploys_app(self) -> None:
        """`azd provision`, last stage: the app serves, as the identity that speaks for it."""
        settings = demo_settings(self.folder / "app", 0)
        free = {
            "client_secret": SecretStr(""),
            "ticket_secret": SecretStr("s" * 32),
            "graph_units_per_minute": 1_000_000,
        }
        endpoints = little_tenant(self.tenant.url, people.TENANT_ID)
        installed = Installation(settings.model_copy(update=free), endpoints, demo=True)
        quick = Intervals(lively=NEVER, calm=NEVER, roster=NEVER, outbox=NEVER, words=NEVER, sweep=NEVER)
        lists = replace(store_settings(installed), intervals=quick)
        self.server = await self.stack.enter_async_context(serving(installed, lists=lists))
        self.app_url = self.tenant.teams.line.app_url = self.server.url

    async def uses_other_tool(self, step: str) -> None:
        """What she does while the installation waits."""
        if step == "sites":
            self.tenant.sharepoint.not_made.clear()
        elif step == "ground":
            await self.deploys_ground()
        elif step == "app":
            await self.deploys_app()
        elif step == "catalogue":
            package = (self.folder / "teknologikort.zip").read_bytes()
            self.tenant.teams.catalogue.uploads("astrid", package)
        elif step == "roster":
            self.tenant.teams.visiting.installs("hanne", "channel")
            assert self.server
            assert await self.server.opened.roster.refresh()

    def answers(self, question: str) -> str:
        """What she types."""
        self.asked.append(question)
        return next((said for word, said in ANSWERS.items() if word in question), "yes")


class Screen(ConsoleScreen):
    """Her screen: what it asks for is answered, and done."""

    def __init__(self, afternoon: Afternoon, console: Console) -> None:
        super().__init__(texts(Language.ENGLISH), console, afternoon.answers)
        self._afternoon = afternoon

    def agrees(self, step: Step) -> None:
        if step.name == self._afternoon.stops_at:
            raise Stopped
        super().agrees(step)

    async def waits(self, step: Step) -> None:
        if step.name == self._afternoon.stops_at:
            raise Stopped
        await super().waits(step)
        await self._afternoon.uses_other_tool(step.name)


@asynccontextmanager
async def afternoon(folder: Path, *, with_lists: bool = False) -> AsyncIterator[Afternoon]:
    """A tenant where the council has its team, and nothing else has been made, or the lists alone."""
    data = await copied_lists(folder) if with_lists else None
    tenant = LittleTenant(data, bare=True, units_per_minute=None)
    async with tenant.running(), AsyncExitStack() as stack:
        tenant.sharepoint.not_made = set() if with_lists else {"teknologikort", "teknologikort-raad"}
        yield Afternoon(tenant, folder / "installation", stack)
