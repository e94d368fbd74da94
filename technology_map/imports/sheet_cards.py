"""The rows of a spreadsheet that become solution cards."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from technology_map.cards.answers import made
from technology_map.cards.field_table import SOLUTION_TABLE, FieldTable
from technology_map.cards.proposals import proposal_number
from technology_map.cards.solution_cards import SolutionCard
from technology_map.imports.foreign_import import Planned, PlannedCard, RowNote, shortened
from technology_map.imports.sheet_rows import Entry, SheetThings
from technology_map.sheets.files import What
from technology_map.validation.forms import Form

FROM = "from_proposal"


class _CameFrom(Form):
    """The proposal that a card names, 0 for none that is in operation here."""

    proposal: int = 0


class SheetCards(SheetThings):
    """Solution cards: whoever imports them is their submitter."""

    what: ClassVar[What] = What.SOLUTIONS
    table: ClassVar[FieldTable] = SOLUTION_TABLE

    def things(self) -> Sequence[SolutionCard]:
        """The cards that are here."""
        return self.here.cards

    def entry(self, line: Mapping[str, str]) -> Entry:
        """A card came from a proposal only where that one is in operation here."""
        number = proposal_number(line.get(FROM, "")) or 0
        came_from = _CameFrom(proposal=number if number in self.here.realised else 0)
        return Entry(super().entry(line).form, came_from)

    def planned(self, number: int, entry: Entry, key: str) -> PlannedCard | None:
        """A new card."""
        if key in self.there:
            return None
        assert isinstance(entry.else_said, _CameFrom)  # noqa: S101 - as `entry` made it
        card = made(
            SolutionCard,
            dict(entry.form),
            from_proposal=entry.else_said.proposal,
            submitter=self.importer,
            submission_key=key,
            submitted_at=self.moment,
            changed_at=self.moment,
        )
        return PlannedCard(number, card)

    def notes(self, planned: Planned, line: Mapping[str, str]) -> list[RowNote]:
        """Says where a card names a proposal that it cannot have come from."""
        card, title = planned.card, planned.title
        if not line.get(FROM, "").strip() or (isinstance(card, SolutionCard) and card.from_proposal):
            return []
        data = {"column": shortened(self.headings.called[FROM])}
        return [RowNote(planned.row, shortened(title), "sheet_proposal", data)]
