"""Steps in Entra: the registration, signing in to the tab, the identity that speaks for the app, consent."""

from uuid import uuid4

from sharepoint_lists.graph.responses import Json
from sharepoint_lists.registering.consent import SELECTED
from sharepoint_lists.registering.registrations import GRAPH_APP_ID, NAME
from sharepoint_lists.registering.sign_in import permission_patch, resource, sign_in_patches
from teams_app.installing.ground import READING, Ground
from teams_app.installing.steps import DONE, LATER, Asker, Look, Stand, Step

WRITING = ("Application.ReadWrite.All",)
GRANTING = ("Application.ReadWrite.All", "AppRoleAssignment.ReadWrite.All")
MAY_HAVE = frozenset({SELECTED, "User.ReadBasic.All"})


async def _found(at: Ground) -> Json | None:
    async with at.registrations(READING) as entra:
        return await entra.find(at.answers.app_id) if at.answers.app_id else await entra.find()


class Registration(Step):
    """One registration is the bot, the sign-in of the tab, and the app towards SharePoint."""

    async def look(self, at: Ground) -> Look:
        """Done where the registration is there."""
        found = await _found(at)
        if found is None:
            return Look(Stand.OURS, [("do.registration", {"name": NAME})])
        at.answers.app_id = str(found["appId"])
        return Look(Stand.DONE, [("found.registration", {"id": at.answers.app_id})])

    async def act(self, at: Ground, asker: Asker) -> None:
        """Make it, or find the one that somebody made meanwhile."""
        async with at.registrations(WRITING) as entra:
            at.answers.app_id = str((await entra.make())["appId"])


class ServicePrincipal(Step):
    """The app as something that can be granted rights in this tenant."""

    async def look(self, at: Ground) -> Look:
        """Done where the app has one."""
        if not at.answers.app_id:
            return LATER
        async with at.registrations(READING) as entra:
            found = await entra.principal(at.answers.app_id)
        return DONE if found else Look(Stand.OURS, [("do.principal", {})])

    async def act(self, at: Ground, asker: Asker) -> None:
        """Make it."""
        async with at.registrations(WRITING) as entra:
            await entra.make_principal(at.answers.app_id)


class TabSignIn(Step):
    """What Teams needs to sign people in to the tab."""

    async def look(self, at: Ground) -> Look:
        """Done where nothing of it is missing."""
        found = await _found(at)
        if found is None or not at.answers.domain:
            return LATER
        address = resource(at.answers.domain, at.answers.app_id)
        missing = sign_in_patches(found, at.answers.domain, at.endpoints.tab_clients, str(uuid4()))
        return Look(Stand.OURS, [("do.sign_in", {"address": address})]) if missing else DONE

    async def act(self, at: Ground, asker: Asker) -> None:
        """Write what is missing, and only that."""
        scope = str(uuid4())
        async with at.registrations(WRITING) as entra:
            found = await entra.find(at.answers.app_id)
            if found is not None:
                for one in sign_in_patches(found, at.answers.domain, at.endpoints.tab_clients, scope):
                    await entra.change(found, one)


class Federation(Step):
    """The managed identity speaks for the app: no secret and no certificate."""

    async def look(self, at: Ground) -> Look:
        """Done where the app trusts the identity that Azure made."""
        found, subject = await _found(at), at.answers.identity_principal_id
        if found is None or not subject:
            return LATER
        async with at.registrations(READING) as entra:
            change = await entra.credential_change(found, at.endpoints.tab_issuer, subject)
        return Look(Stand.OURS, [("do.federation", {"id": subject})]) if change else DONE

    async def act(self, at: Ground, asker: Asker) -> None:
        """Make or change the one credential."""
        async with at.registrations(WRITING) as entra:
            found = await entra.find(at.answers.app_id)
            subject, issuer = at.answers.identity_principal_id, at.endpoints.tab_issuer
            change = await entra.credential_change(found, issuer, subject) if found else None
            if found and change:
                await entra.federate(found, change)


class Permission(Step):
    """Sites.Selected, with an administrator's consent; it alone opens no site."""

    async def look(self, at: Ground) -> Look:
        """Done where the app asks for it and has it; names what it has beyond."""
        found = await _found(at)
        async with at.consent(READING) as consent:
            has = await consent.look(at.answers.app_id) if at.answers.app_id else None
        if found is None or has is None:
            return LATER
        wider = [("wider", {"right": one}) for one in sorted(has.roles - MAY_HAVE)]
        asks = permission_patch(found, GRAPH_APP_ID, has.role_id) is None
        if asks and SELECTED in has.roles:
            return Look(Stand.DONE, wider)
        return Look(Stand.OURS, [("do.permission", {"right": SELECTED}), *wider])

    async def act(self, at: Ground, asker: Asker) -> None:
        """Ask for it in the registration, then consent."""
        async with at.registrations(GRANTING) as entra, at.consent(GRANTING) as consent:
            found, has = await entra.find(at.answers.app_id), await consent.look(at.answers.app_id)
            if found is None or has is None:
                return
            if asked := permission_patch(found, GRAPH_APP_ID, has.role_id):
                await entra.change(found, asked)
            if SELECTED not in has.roles:
                await consent.grant(has)
