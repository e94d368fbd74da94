"""Walking through the steps: look, say, ask, do, look again; and the plan, which does nothing."""

import asyncio
from collections.abc import Sequence
from enum import IntEnum
from typing import Protocol

from azure.core.exceptions import AzureError

from sharepoint_lists.graph.responses import GraphFailure
from sharepoint_lists.registering.calls import Denied
from teams_app.installing.answers import keep_answers
from teams_app.installing.azure_steps import AppRuns, AzureGround
from teams_app.installing.entra_steps import (
    GRANTING,
    WRITING,
    Federation,
    Permission,
    Registration,
    ServicePrincipal,
    TabSignIn,
)
from teams_app.installing.ground import READING, Ground
from teams_app.installing.sharepoint_steps import MANAGING, Lists, SiteRights, Sites, Views
from teams_app.installing.signing_in import tenant_of
from teams_app.installing.steps import Asker, Look, Stand, Step
from teams_app.installing.teams_steps import Catalogue, CouncilHasApp, CouncilTeam, Package

STEPS: tuple[Step, ...] = (
    Sites("sites", "sharepoint"),
    CouncilTeam("council"),
    Registration("registration", "applications", acts_with=WRITING),
    ServicePrincipal("principal", "applications", acts_with=WRITING),
    AzureGround("ground", "azure"),
    TabSignIn("sign_in", "applications", acts_with=WRITING),
    Federation("federation", "applications", acts_with=WRITING),
    Permission("permission", "privileged", acts_with=GRANTING),
    SiteRights("site_rights", "sharepoint", looks_with=MANAGING, acts_with=MANAGING),
    Lists("lists", "sharepoint", acts_with=MANAGING),
    Views("views", "sharepoint"),
    AppRuns("app", "azure"),
    Package("package"),
    Catalogue("catalogue", "teams"),
    CouncilHasApp("roster", "owner"),
)


class Exit(IntEnum):
    """What the command tells the shell; 2 is for what cannot be read."""

    DONE = 0
    NOT_DONE = 1
    """Something was done, and the tenant does not show it yet."""
    STOPPED = 3
    """The administrator stopped; the same command goes on."""
    NOT_ALLOWED = 4
    """Who is signed in lacks a role."""
    GRAPH_FAILED = 5
    """Microsoft did not answer, or refused; the same command goes on."""


class Stopped(Exception):  # noqa: N818 - what the administrator did
    """The administrator wants to go on another time."""


class Screen(Asker, Protocol):
    """What the administrator sees and answers."""

    def step(self, number: int, of: int, step: Step) -> None:
        """A step begins."""

    def stands(self, step: Step, look: Look) -> None:
        """How a step stands."""

    def agrees(self, step: Step) -> None:
        """Ask whether to go on and change something. Raises Stopped."""

    async def waits(self, step: Step) -> None:
        """Wait until the administrator has used the other tool. Raises Stopped."""

    def says(self, name: str, **blanks: str) -> None:
        """A sentence `install.⟨name⟩`."""


async def walk(at: Ground, screen: Screen, steps: Sequence[Step] = STEPS) -> Exit:
    """Do all that is missing, step by step; safe to stop at any moment and to repeat."""
    for number, step in enumerate(steps, start=1):
        screen.step(number, len(steps), step)
        try:
            await _begun(at)
            done = await _walked(at, step, screen)
        except Stopped:
            screen.says("stopped")
            return Exit.STOPPED
        except Denied as denied:
            return _denied(screen, step, denied)
        except AzureError as failure:
            screen.says("not_signed_in", why=str(failure).partition("\n")[0])
            return Exit.NOT_ALLOWED
        except GraphFailure as failure:
            screen.says("graph_failed", why=str(failure))
            return Exit.GRAPH_FAILED
        finally:
            await asyncio.to_thread(keep_answers, at.folder, at.answers)
        if not done:
            screen.says("not_seen")
            return Exit.NOT_DONE
    screen.says("all_done")
    return Exit.DONE


async def planned(at: Ground, steps: Sequence[Step] = STEPS) -> list[tuple[Step, Look]]:
    """How every step stands, with the rights for reading only. Raises GraphFailure, AzureError."""
    await _begun(at)
    return [(step, await _glanced(at, step)) for step in steps]


async def _glanced(at: Ground, step: Step) -> Look:
    if set(step.looks_with) - set(READING):
        return Look(Stand.UNSEEN)
    return await step.look(at)


async def _begun(at: Ground) -> None:
    """Sign in, and learn from the token which tenant it is."""
    token = await at.sign_in.token(READING)
    if not at.answers.tenant_id:
        at.answers.tenant_id = tenant_of(token)


async def _walked(at: Ground, step: Step, screen: Screen) -> bool:
    """Whether the step is done in the end."""
    await at.sign_in.token(step.looks_with)
    look = await step.look(at)
    screen.stands(step, look)
    if look.stand is Stand.OURS:
        screen.agrees(step)
        if step.acts_with:
            await at.sign_in.token(step.acts_with)
        await step.act(at, screen)
        look = await step.look(at)
        screen.stands(step, look)
    while look.stand is Stand.YOURS:
        await step.act(at, screen)
        await screen.waits(step)
        await step.learn(at, screen)
        look = await step.look(at)
        screen.stands(step, look)
    return look.stand is Stand.DONE


def _denied(screen: Screen, step: Step, denied: Denied) -> Exit:
    if denied.lacks_right:
        screen.says("not_allowed", said=denied.message)
        screen.says(f"role.{step.role}")
        return Exit.NOT_ALLOWED
    screen.says("refused", status=str(denied.status), code=denied.code, said=denied.message)
    return Exit.GRAPH_FAILED
