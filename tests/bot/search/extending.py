"""What people do with the message extension in their own chat."""

from typing import Any

from local_tenant.people import person
from local_tenant.teams.chat import extension
from local_tenant.teams.chat.cards import buttons
from local_tenant.teams.chat.extension import Search
from tests.bot.chatting import (
    typed,
)
from tests.town import Town


async def finds(town: Town, text: str = "", who: str = "mette", skip: int = 0) -> Search:
    """Somebody searches in the chat with Amina."""
    return await extension.searches(town.tenant.teams, who, "amina", text, skip=skip)


def names(found: Search) -> list[str]:
    """Which things were found, by the line that says what they are."""
    return [one["subtitle"].split("·")[0].split()[-1] for one in found.results]


async def form_for(town: Town, text: str) -> Any:
    """Jonas has written to Mette; she makes his message a proposal: the window."""
    people = town.tenant.teams.colleagues
    said = people.says(person("jonas"), person("mette"), text)
    outcome = await extension.opens_form(town.tenant.teams, "mette", "jonas", "messageToProposal", said.id)
    assert outcome.dialog, outcome.failure
    return outcome.dialog["card"]


async def sends(town: Town, card: Any, who: str = "mette", **typed_in: str) -> Any:
    """The window is filled in and sent, as the renderer does it."""
    [send] = buttons(card)
    data = {**send.action["data"], **typed(card), **typed_in}
    teams = town.tenant.teams
    return await extension.sends_form(
        teams, who, "jonas", data, command="messageToProposal", context="message"
    )
