"""Storing many cards, proposals or records: twenty a round trip, each row once, failed parts alone again."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sharepoint_lists.graph.batches import MOST, Outcome, Part, batch
from sharepoint_lists.graph.client import LANE, Graph
from sharepoint_lists.graph.clock import Deadline
from sharepoint_lists.graph.responses import (
    SURELY_NOT_WRITTEN,
    Answer,
    GraphFailure,
    Json,
    NotDone,
    Unanswered,
)
from sharepoint_lists.mapping import row_mapping
from sharepoint_lists.mapping.record_mapping import RECORDS
from sharepoint_lists.mapping.row_mapping import key_of
from sharepoint_lists.mapping.rows import Cells, RowMapping, row_number
from sharepoint_lists.replica.replica import Replica
from sharepoint_lists.schema.addresses import NotProvisioned
from sharepoint_lists.writing.components import Components
from sharepoint_lists.writing.writer import LAG, Writer, query_of
from technology_map.cards.proposals import Proposal
from technology_map.cards.solution_cards import SolutionCard
from technology_map.ports import Card, InDoubt, NotStored
from technology_map.records import Record

ATTEMPTS = 5
Thing = SolutionCard | Proposal | Record
Stored = Thing | NotStored


class Importer:
    """Stores solution cards, proposals or their rows that came in a file."""

    def __init__(self, components: Components) -> None:
        self._graph = components.graph
        self._writer = components.writer
        self._replica = components.replica

    async def store(self, cards: Sequence[Card]) -> AsyncIterator[Sequence[Card | NotStored]]:
        """As the port says. Cards that are known already cost nothing."""
        pile = _OneList(self._graph, self._writer, self._replica, _mapping(cards))
        async for part in pile.store(cards):
            yield part


def _mapping(cards: Sequence[Thing]) -> RowMapping[Any]:
    first = cards[0] if cards else None
    if isinstance(first, Record):
        return RECORDS[type(first)]
    return row_mapping.PROPOSAL if isinstance(first, Proposal) else row_mapping.SOLUTION_CARD


@dataclass(frozen=True, slots=True)
class _OneList:
    """The rows of a file that go into one list."""

    _graph: Graph
    _writer: Writer
    _replica: Replica
    _mapping: RowMapping[Any]

    async def store(self, cards: Sequence[Thing]) -> AsyncIterator[Sequence[Any]]:
        """As the port says."""
        chunks = self._chunks(cards)
        running: list[asyncio.Task[list[Stored]]] = []
        try:
            for place, _ in enumerate(chunks):
                while len(running) < min(place + LANE, len(chunks)):
                    running.append(asyncio.create_task(self._chunk(chunks[len(running)])))
                yield await running[place]
        finally:
            for task in running:
                task.cancel()
            await asyncio.gather(*running, return_exceptions=True)

    def _chunks(self, cards: Sequence[Thing]) -> list[list[Thing]]:
        """The cards in order, cut so that each piece has at most twenty that must be sent."""
        known = self._known()
        chunks: list[list[Thing]] = []
        fresh = MOST
        for card in cards:
            new = known(key_of(card)) is None
            if fresh + new > MOST or not chunks:
                chunks.append([])
                fresh = 0
            chunks[-1].append(card)
            fresh += new
        return chunks

    async def _chunk(self, cards: Sequence[Thing]) -> list[Stored]:
        known = self._known()
        results: dict[str, Stored] = {}
        for card in cards:
            if (there := known(key_of(card))) is not None:
                results[key_of(card)] = there
        fresh = {key_of(card): card for card in cards if key_of(card) not in results}
        if fresh:
            try:
                await self._send(fresh, results)
            except (GraphFailure, NotProvisioned) as failure:
                results |= {key: NotStored(str(failure)) for key in fresh if key not in results}
        return [results[key_of(card)] for card in cards]

    async def _send(self, cards: dict[str, Thing], results: dict[str, Stored]) -> None:
        """Send what has no outcome yet, again and again until it has one or time is up."""
        deadline = self._graph.in_background()
        items = await self._writer.items(self._mapping.list, deadline)
        for attempt in range(ATTEMPTS):
            open_cards = {key: card for key, card in cards.items() if key not in results}
            if not open_cards:
                return
            if attempt and len(open_cards) == len(cards):
                await self._graph.clock.sleep(min(2.0**attempt, max(deadline.left, 0.0)))
            words = self._replica.words
            cells = {key: self._mapping.cells(one, words) for key, one in open_cards.items()}
            components = [Part("POST", items, {"fields": one}) for one in cells.values()]
            outcomes = await batch(self._graph, components, deadline)
            doubtful = self._sorted_out(cells, outcomes, results)
            try:
                results |= await self._found(items, doubtful, deadline)
            except GraphFailure as failure:
                results |= {key: InDoubt(str(failure)) for key in doubtful}
                raise
        results |= {key: NotStored("not stored") for key in cards if key not in results}

    def _sorted_out(
        self,
        sent: dict[str, Cells],
        outcomes: list[Outcome],
        results: dict[str, Stored],
    ) -> dict[str, bool]:
        """Note what is certain; the keys that must be looked up, and whether they were refused."""
        doubtful: dict[str, bool] = {}
        for (key, cells), outcome in zip(sent.items(), outcomes, strict=True):
            match outcome:
                case Answer() if 200 <= outcome.status < 300:
                    card = self._taken(outcome, cells)
                    if card is None:
                        doubtful[key] = False
                    else:
                        results[key] = card
                case Answer() if outcome.status == 429:
                    pass
                case Answer() if outcome.status in SURELY_NOT_WRITTEN:
                    results[key] = NotStored(f"refused {outcome.status}")
                case Answer() if outcome.status < 500:
                    doubtful[key] = True
                case Answer() | Unanswered():
                    doubtful[key] = False
                case NotDone():
                    pass
        return doubtful

    async def _found(self, items: str, doubtful: dict[str, bool], deadline: Deadline) -> dict[str, Stored]:
        """What is there after all, looked up twice. What is not and was refused is not stored."""
        found: dict[str, Stored] = {}
        for look in ("at once", "after the lag"):
            missing = [key for key in doubtful if key not in found]
            if not missing:
                return found
            if look == "after the lag":
                await self._graph.clock.sleep(LAG)
            column = self._mapping.list.key
            components = [Part("GET", items + query_of(column, key)) for key in missing]
            for key, outcome in zip(missing, await batch(self._graph, components, deadline), strict=True):
                if not isinstance(outcome, Answer) or outcome.status != 200:
                    raise Unanswered("in doubt")
                rows = outcome.json().get("value") or []
                if rows and (card := self._card(min(rows, key=row_number))):
                    found[key] = card
        refused = [key for key, said in doubtful.items() if said and key not in found]
        return found | {key: NotStored("refused") for key in refused}

    def _taken(self, answer: Answer, cells: Cells) -> Thing | None:
        try:
            item = answer.json()
            return self._card({**item, "fields": item.get("fields") or cells})
        except (Unanswered, KeyError, ValueError):
            return None

    def _card(self, item: Json) -> Thing | None:
        card = self._replica.take(self._mapping.list, item)
        return card if isinstance(card, SolutionCard | Proposal | Record) else None

    def _known(self) -> Callable[[str], Thing | None]:
        copy = self._replica.copy
        for kind, mapping in RECORDS.items():
            if mapping is self._mapping:
                return copy.records_of(kind).get
        of_proposals = self._mapping is row_mapping.PROPOSAL
        return copy.overview.proposals.by_key if of_proposals else copy.overview.solution_cards.by_key
