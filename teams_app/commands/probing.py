"""`doctor --probe`: tries out the tenant, and writes the file to send back."""

from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import jwt
from azure.core.exceptions import AzureError
from httpx import HTTPError
from rich.console import Console

from sharepoint_lists import Clock, Sign, open_prober
from sharepoint_lists.administering import open_graph
from sharepoint_lists.graph.responses import GraphFailure
from sharepoint_lists.graph.transport import SCOPE, Credential
from sharepoint_lists.people.activity_feed import GraphActivityFeed
from sharepoint_lists.people.roster import Roster
from sharepoint_lists.probing import of_tokens
from sharepoint_lists.probing.probe import Found
from sharepoint_lists.probing.probe_file import write_file
from teams_app.commands.card_probing import Look, of_cards
from teams_app.commands.doctor import Report
from teams_app.installation import Installation
from teams_app.installing.screen import ConsoleScreen
from teams_app.installing.signing_in import Delegated, DeviceSignIn, SignIn
from teams_app.server import tokens
from teams_app.store_access import credential_for, store_settings
from technology_map.people.notifications import Notification, NotNotified
from technology_map.texts import Texts

MAKING = ("Sites.Manage.All",)
"""What making a list takes (list-create); the app's own `write` does not."""
_CHAIN = 7_077_001
_BELL = "onAgenda"


async def run_probe(
    installation: Installation, report: Report, out: Path, texts: Texts, console: Console, *, sign_in: bool
) -> None:
    """Probe, and write the file; what was found, and what went wrong, comes into the report."""
    screen = ConsoleScreen(texts, console)
    signing = None
    if sign_in and not installation.demo:
        signing = DeviceSignIn(screen.told, installation.settings.tenant_id)

    async def look(name: str) -> bool | None:
        return screen.looked(f"ask.{name}")

    await probe(installation, report, signing, texts, look=look)
    if report.found:
        write_file(out, report.found)
        screen.says("probe.written", file=str(out))


async def probe(
    installation: Installation,
    report: Report,
    sign_in: SignIn | None,
    texts: Texts,
    *,
    clock: Clock | None = None,
    look: Look | None = None,
) -> None:
    """Ask everything that can be asked from here. With `sign_in` a person's token and bell, too.

    `look` asks that person what Teams did with a test card; without it none is sent.
    """
    async with credential_for(installation) as credential:
        try:
            report.found += of_tokens.of_app(_claims((await credential.get_token(SCOPE)).token))
            owner = Delegated(sign_in, MAKING) if sign_in else None
            if sign_in:
                await sign_in.token(MAKING)
            settings = store_settings(installation)
            async with open_prober(settings, credential, owner, clock) as prober:
                report.found += await prober.probe()
            report.found += await _of_people(installation, credential, sign_in, texts, look)
        except (AzureError, HTTPError, jwt.PyJWTError) as failure:
            report.signs.append(Sign("no_token", {"why": type(failure).__name__}))
        except GraphFailure as failure:
            report.signs.append(Sign("not_probed", {"why": str(failure)}))


async def _of_people(
    installation: Installation,
    credential: Credential,
    sign_in: SignIn | None,
    texts: Texts,
    look: Look | None,
) -> list[Found]:
    """The roster; and of who signs in: what their token says, and whether their bell takes a line."""
    settings = installation.settings
    async with AsyncExitStack() as stack:
        graph = await stack.enter_async_context(open_graph(store_settings(installation), credential))
        roster = await Roster(graph, settings.council_team_id).refresh()
        if sign_in is None:
            return of_tokens.of_access(roster=roster, bell=None)
        token = (await sign_in.token((f"{settings.app_id}/{tokens.SCOPE}",))).token
        claims = _claims(token)
        who = str(claims.get("oid"))
        bell = await _rings(GraphActivityFeed(graph), who, settings.teams_app_id, texts)
        cards = await of_cards(installation, credential, who, texts, look) if look else []
        return [
            *of_tokens.of_person(claims, settings.app_id),
            *of_tokens.of_access(roster=roster, bell=bell),
            *cards,
        ]


async def _rings(feed: GraphActivityFeed, object_id: str, teams_app_id: str, texts: Texts) -> bool | None:
    """Whether a line under the bell of who is signed in is taken; None: no answer."""
    word = texts("probe.bell.line")
    address = f"https://teams.microsoft.com/l/entity/{teams_app_id}/teknologikort"
    line = Notification(_BELL, word, address, word, _CHAIN, {"proposal": word})
    try:
        await feed.notify(object_id, line)
    except NotNotified as no:
        return False if no.status else None
    return True


def _claims(token: str) -> dict[str, Any]:
    found: dict[str, Any] = jwt.decode(token, options={"verify_signature": False})
    return found
