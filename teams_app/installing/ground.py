"""What the steps stand on: answers, Graph in the administrator's name, the screen, the places of files."""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
from dotenv import dotenv_values

from sharepoint_lists import Clock, SiteNames, StoreSettings, SystemClock
from sharepoint_lists.registering.calls import Calls
from sharepoint_lists.registering.consent import Consent
from sharepoint_lists.registering.opening import open_calls
from sharepoint_lists.registering.places import Places
from sharepoint_lists.registering.registrations import Registrations
from teams_app.endpoints import Endpoints
from teams_app.installing.answers import Answers
from teams_app.installing.signing_in import Delegated, SignIn

READING = ("Application.Read.All", "AppCatalog.Read.All", "Sites.Read.All", "Team.ReadBasic.All")
"""What looking takes; nothing can be changed with it."""
_HEALTH_SECONDS = 20.0


def public(domain: str) -> str:
    """The app's address at its domain."""
    return f"https://{domain}"


@dataclass(slots=True)
class Ground:
    """One installation under way. `azd` is the folder where Azure Developer CLI keeps its answers."""

    answers: Answers
    folder: Path
    endpoints_of: Callable[[str], Endpoints]
    sign_in: SignIn
    clock: Clock = field(default_factory=SystemClock)
    azd: Path = Path(".azure")
    address: Callable[[str], str] = public

    @property
    def endpoints(self) -> Endpoints:
        """The addresses that go with the tenant, once it is known."""
        return self.endpoints_of(self.answers.tenant_id)

    def credential(self, scopes: tuple[str, ...]) -> Delegated:
        """The administrator with these scopes."""
        return Delegated(self.sign_in, scopes)

    @asynccontextmanager
    async def calls(self, scopes: tuple[str, ...]) -> AsyncIterator[Calls]:
        """Graph in the administrator's name, with these scopes."""
        async with open_calls(self.endpoints.graph, self.credential(scopes), self.clock) as calls:
            yield calls

    @asynccontextmanager
    async def registrations(self, scopes: tuple[str, ...]) -> AsyncIterator[Registrations]:
        """The app's registration."""
        async with self.calls(scopes) as calls:
            yield Registrations(calls)

    @asynccontextmanager
    async def places(self, scopes: tuple[str, ...]) -> AsyncIterator[Places]:
        """Sites, team, catalogue."""
        async with self.calls(scopes) as calls:
            yield Places(calls)

    @asynccontextmanager
    async def consent(self, scopes: tuple[str, ...]) -> AsyncIterator[Consent]:
        """What the app has been granted."""
        async with self.calls(scopes) as calls:
            yield Consent(calls)

    def store(self) -> StoreSettings:
        """Where the lists are to be."""
        answers = self.answers
        names = SiteNames(answers.host, answers.open_path, answers.closed_path)
        return StoreSettings(names, graph_url=self.endpoints.graph, teams_app_id=answers.teams_app_id)

    def deployed(self) -> Mapping[str, str]:
        """What Azure Developer CLI knows of the deployment of this app: its outputs, by name."""
        for file in sorted(self.azd.glob("*/.env")):
            found = {name: value for name, value in dotenv_values(file).items() if value}
            if found.get("TEKNOLOGIKORT_APP_ID") == self.answers.app_id:
                return found
        return {}

    async def health(self) -> Mapping[str, str]:
        """What the app says of itself at /readyz; {} where it does not answer."""
        if not self.answers.domain:
            return {}
        try:
            async with httpx.AsyncClient(timeout=_HEALTH_SECONDS) as http:
                answer = await http.get(f"{self.address(self.answers.domain)}/readyz")
                said = answer.json()
        except (httpx.HTTPError, ValueError):
            return {}
        return {str(name): str(value) for name, value in said.items()} if isinstance(said, dict) else {}
