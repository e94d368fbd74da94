"""News that wait for delivery, where rows wait (`WaitingRows`): neither a restart nor a kill loses one."""

import asyncio
import json
from dataclasses import asdict, dataclass, replace

from technology_map.people.news import (
    AgendaSent,
    CardChanged,
    ClarificationAnswered,
    CoSubmitterAdded,
    DecisionLost,
    HandedInFor,
    MadeCaseworker,
    MadeResponsible,
    News,
    NowStored,
    OnAgenda,
    OtherMerged,
    ProposalHandedIn,
    Remarked,
    Reminded,
    Reworded,
    StatusChanged,
    WordAsked,
    WordExplained,
)
from technology_map.waiting_rows import REMEMBERED, NewRow, WaitingRow, WaitingRows, row_key


@dataclass(frozen=True, slots=True)
class UndeliveredDecision:
    """News of a decision that the chat could not take; `language` as the person's contact had it."""

    proposal: int
    seq: int
    language: str


@dataclass(frozen=True, slots=True)
class DayNews:
    """What waits to be told to a person as one message."""

    lines: tuple[Reminded, ...]


Content = News | UndeliveredDecision | DayNews
_KINDS: dict[str, type[Content]] = {
    kind.__name__: kind
    for kind in (
        StatusChanged,
        NowStored,
        DecisionLost,
        CoSubmitterAdded,
        CardChanged,
        ProposalHandedIn,
        ClarificationAnswered,
        OtherMerged,
        HandedInFor,
        AgendaSent,
        MadeCaseworker,
        MadeResponsible,
        Reworded,
        WordAsked,
        WordExplained,
        OnAgenda,
        Remarked,
        Reminded,
        UndeliveredDecision,
    )
}


@dataclass(frozen=True, slots=True)
class OutgoingMessage:
    """News for one person, and the row that they wait in."""

    object_id: str
    news: Content
    row: WaitingRow


class OutgoingMessages:
    """The news that wait. Every method raises NotKept where they cannot be reached."""

    def __init__(self, rows: WaitingRows) -> None:
        self._rows = rows
        self._woken: list[asyncio.Event] = []

    @property
    def shared(self) -> bool:
        """Whether every instance sees them, and whichever is there delivers them."""
        return self._rows.shared

    def wakes(self, event: asyncio.Event) -> None:
        """Set the event with every message that is put in."""
        self._woken.append(event)

    async def open(self) -> None:
        """Try whether anything is kept."""
        await self._rows.open()

    async def put(self, object_id: str, news: Content, now: float) -> None:
        """Keep news for somebody, unless the same was kept for the same person before (epoch seconds)."""
        kind, said = type(news).__name__, asdict(news)
        content = json.dumps({"person": object_id, "kind": kind, "news": said}).encode()
        await self._rows.put(NewRow(row_key(object_id, kind, json.dumps(said)), content, now, now))
        for event in self._woken:
            event.set()

    async def waiting(self) -> list[OutgoingMessage]:
        """Every message, the oldest first."""
        found = [(row, json.loads(row.content)) for row in await self._rows.rows()]
        return [
            OutgoingMessage(one["person"], _KINDS[one["kind"]](**one["news"]), row)
            for row, one in found
            if one["kind"] in _KINDS
        ]

    async def count(self) -> int:
        """How many wait to be delivered; not those that wait for their person to open the app."""
        return (await self._rows.depth()).count

    async def take(self, message: OutgoingMessage, now: float) -> OutgoingMessage | None:
        """The message, to deliver now; None where another instance has it."""
        row = await self._rows.take(message.row, now)
        return replace(message, row=row) if row else None

    async def done(self, message: OutgoingMessage) -> None:
        """It is delivered, or can never be."""
        await self._rows.done(message.row)

    async def later(self, message: OutgoingMessage, due: float) -> None:
        """It could not be delivered now."""
        await self._rows.later(message.row, due)

    async def of_person(self, object_id: str) -> list[tuple[str, str]]:
        """The kinds and contents of all that waits for somebody, or says their id."""
        return [(kind, json.dumps(said)) for _, _, kind, said in await self._saying(object_id)]

    async def forget_person(self, object_id: str, stand_in: str) -> None:
        """Drop what waits for somebody; what others are told of them has another id in it."""
        for row, person, _, _ in await self._saying(object_id):
            if person == object_id:
                await self._rows.done(row)
            else:
                content = row.content.decode().replace(object_id, stand_in)
                await self._rows.rewrite(row, content.encode())

    async def _saying(self, object_id: str) -> list[tuple[WaitingRow, str, str, dict[str, object]]]:
        """Every row that names the person, with whom it is for, its kind and what it says."""
        found = [row for row in await self._rows.rows() if object_id in row.content.decode()]
        contents = [(row, json.loads(row.content)) for row in found]
        return [(row, one["person"], one["kind"], one["news"]) for row, one in contents]

    async def forget(self, now: float) -> None:
        """Forget what was told long ago, and may be told again."""
        await self._rows.forget(now - REMEMBERED)
