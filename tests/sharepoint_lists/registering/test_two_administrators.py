"""Astrid and Bent install at the same time: what one has made the other finds, and nothing is there twice."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from azure.core.credentials import AccessToken

from local_tenant.app import LittleTenant
from local_tenant.entra import GRAPH
from sharepoint_lists.registering.calls import Calls, Denied
from sharepoint_lists.registering.consent import Consent
from sharepoint_lists.registering.opening import open_calls
from sharepoint_lists.registering.registrations import Registrations
from teams_app.installing.entra_steps import GRANTING
from teams_app.installing.signing_in import Delegated, SignIn
from tests.teams_app.installing.afternoon import LeapClock


class SignedIn(SignIn):
    """Somebody who has signed in already."""

    def __init__(self, tenant: LittleTenant, who: str) -> None:
        self._tenant, self._who = tenant, who

    async def token(self, scopes: tuple[str, ...]) -> AccessToken:
        said = self._tenant.entra.token_for_person(self._who, audience=GRAPH, scope=" ".join(scopes))
        return AccessToken(said, 2**31)


@asynccontextmanager
async def calls_of(tenant: LittleTenant, who: str) -> AsyncIterator[Calls]:
    credential = Delegated(SignedIn(tenant, who), GRANTING)
    async with open_calls(f"{tenant.url}/v1.0", credential, LeapClock()) as calls:
        yield calls


async def test_each_makes_all_and_it_is_there_once() -> None:
    async with LittleTenant(None, bare=True).running() as tenant, calls_of(tenant, "astrid") as calls:
        entra, consent = Registrations(calls), Consent(calls)
        ours, theirs = await entra.make(), await entra.make()
        assert ours["id"] == theirs["id"]
        for _ in range(2):
            await entra.make_principal(ours["appId"])
        seen = await consent.look(ours["appId"])
        assert seen
        for _ in range(2):
            await consent.grant(seen)
        assert len(tenant.entra.directory.assignments) == 1
        change = await entra.credential_change(ours, "https://issuer", "subject")
        assert change
        await entra.federate(ours, change)
        with pytest.raises(Denied, match="409"):
            await entra.federate(ours, change)
        assert await entra.credential_change(ours, "https://issuer", "subject") is None


async def test_bent_may_register_and_not_consent() -> None:
    async with LittleTenant(None, bare=True).running() as tenant, calls_of(tenant, "bent") as calls:
        entra, consent = Registrations(calls), Consent(calls)
        ours = await entra.make()
        await entra.make_principal(ours["appId"])
        seen = await consent.look(ours["appId"])
        assert seen
        with pytest.raises(Denied) as refused:
            await consent.grant(seen)
        assert refused.value.lacks_right
