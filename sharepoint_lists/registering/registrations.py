"""The app's registration and service principal in Entra, and the managed identity that speaks for it."""

from dataclasses import dataclass
from urllib.parse import quote

from sharepoint_lists.graph.responses import Json
from sharepoint_lists.registering.calls import Calls, Denied

NAME = "Teknologikort"
UNIQUE_NAME = "teknologikort"
"""Graph's alternate key of the registration: a second one of the same key is refused."""
GRAPH_APP_ID = "00000003-0000-0000-c000-000000000000"
AUDIENCE = "api://AzureADTokenExchange"
CREDENTIAL = "teknologikort"


@dataclass(frozen=True, slots=True)
class CredentialChange:
    """A federated credential to be made (`id` empty) or changed."""

    id: str
    body: Json


class Registrations:
    """Finds and makes; every method may be repeated."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls

    async def find(self, app_id: str = "") -> Json | None:
        """Graph's application, by its app id, else by our unique name. Raises GraphFailure."""
        key = f"appId='{app_id}'" if app_id else f"uniqueName='{UNIQUE_NAME}'"
        return await self._calls.read(f"/applications({key})")

    async def make(self) -> Json:
        """The registration. One that is there is found instead. Raises GraphFailure, Denied."""
        body = {"displayName": NAME, "uniqueName": UNIQUE_NAME, "signInAudience": "AzureADMyOrg"}
        try:
            made = await self._calls.send("POST", "/applications", body)
        except Denied as denied:
            found = None if denied.lacks_right else await self.find()
            if found is None:
                raise
            return found
        await self._calls.patiently(self.find)
        return made

    async def change(self, found: Json, body: Json) -> None:
        """Write some of the application's properties. Raises GraphFailure, Denied."""
        await self._calls.send("PATCH", f"/applications/{found['id']}", body)

    async def principal(self, app_id: str) -> Json | None:
        """Graph's service principal of an app. Raises GraphFailure."""
        return await self._calls.read(f"/servicePrincipals(appId='{quote(app_id)}')")

    async def make_principal(self, app_id: str) -> None:
        """The app's service principal. Waits for an app that Entra does not know everywhere yet.

        Raises GraphFailure, Denied.
        """

        async def made() -> bool | None:
            try:
                await self._calls.send("POST", "/servicePrincipals", {"appId": app_id})
            except Denied as denied:
                if denied.status == 409:
                    return True
                if denied.code != "NoBackingApplicationObject":
                    raise
                return None
            return True

        async def found() -> Json | None:
            return await self.principal(app_id)

        if await self._calls.patiently(made) is None:
            raise Denied(400, "NoBackingApplicationObject", app_id)
        await self._calls.patiently(found)

    async def identity(self, principal_id: str) -> bool:
        """Whether a managed identity of this principal id is in the tenant. Raises GraphFailure."""
        found = await self._calls.read(f"/servicePrincipals/{quote(principal_id)}")
        return bool(found) and (found or {}).get("servicePrincipalType") == "ManagedIdentity"

    async def credential_change(self, found: Json, issuer: str, subject: str) -> CredentialChange | None:
        """What is missing so that the identity may speak for the app; None: nothing."""
        answer = await self._calls.read(f"/applications/{found['id']}/federatedIdentityCredentials")
        body = {"name": CREDENTIAL, "issuer": issuer, "subject": subject, "audiences": [AUDIENCE]}
        for one in (answer or {}).get("value") or []:
            if (one.get("issuer"), one.get("subject"), one.get("audiences")) == (issuer, subject, [AUDIENCE]):
                return None
            if one.get("name") == CREDENTIAL:
                return CredentialChange(str(one["id"]), body)
        return CredentialChange("", body)

    async def federate(self, found: Json, change: CredentialChange) -> None:
        """Write the credential. Raises GraphFailure, Denied."""
        at = f"/applications/{found['id']}/federatedIdentityCredentials"
        if change.id:
            body = {name: value for name, value in change.body.items() if name != "name"}
            await self._calls.send("PATCH", f"{at}/{change.id}", body)
        else:
            await self._calls.send("POST", at, change.body)
