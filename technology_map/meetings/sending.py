"""Sending a meeting's agenda to everybody on the council."""

from dataclasses import dataclass

from technology_map.intentions import Said
from technology_map.meetings.agenda_items import state_of
from technology_map.meetings.meetings import AgendaItem, agenda
from technology_map.meetings.planning import Planning
from technology_map.people.news import AgendaSent
from technology_map.people.notifications import NotNotified
from technology_map.people.people import Caller
from technology_map.validation.refusals import Refused


@dataclass(frozen=True, slots=True)
class Sending:
    """The service. Its call is safe to repeat: the same agenda goes to each person once."""

    planning: Planning

    async def send(self, caller: Caller, number: int) -> int:
        """Send the agenda to everybody on the council in their chat; to how many.

        The same agenda goes to each once. Raises Refused: as `Planning.require_planner`, `not_kept`.
        """
        meeting = self.planning.found(number)
        self.planning.require_planner(caller, meeting)
        state = state_of(meeting, agenda(self.planning.store.records(AgendaItem), meeting))
        said = {"meeting": str(meeting.row), "state": state}
        async with self.planning.intentions.kept("agenda", "|".join(said.values()), **said):
            return await self._send(AgendaSent(meeting.row, state))

    async def go_on(self, said: Said) -> bool:
        """Send an agenda on to those who have not got it."""
        await self._send(AgendaSent(int(said["meeting"]), said["state"]))
        return True

    async def _send(self, news: AgendaSent) -> int:
        try:
            people = await self.planning.people()
        except NotNotified:
            raise Refused("not_kept") from None
        for one in people:
            await self.planning.messenger.tell(one.object_id, news)
        return len(people)
