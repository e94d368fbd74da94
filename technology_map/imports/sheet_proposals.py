"""The rows of a spreadsheet that become proposals: what became of them before is kept as history."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, time
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, StringConstraints

from technology_map.cards.answers import made, with_values
from technology_map.cards.field_table import PROPOSAL_TABLE, FieldTable
from technology_map.cards.proposals import Proposal
from technology_map.council.decisions import Decision
from technology_map.council.life_cycle import Mover, Status
from technology_map.imports.foreign_import import Planned, PlannedProposal, RowNote, shortened
from technology_map.imports.sheet_rows import Entry, SheetThings
from technology_map.people.people import Language, Person
from technology_map.sheets.columns import PROPOSAL_COLUMNS, Column
from technology_map.sheets.days import read_day
from technology_map.sheets.files import What
from technology_map.texts import COPENHAGEN, texts
from technology_map.validation.forms import Form, none_for_empty, one_line, read_form, tamed_text
from technology_map.validation.limits import LINE_LIMIT, REASON_LIMIT

_Line = Annotated[str, BeforeValidator(one_line), StringConstraints(max_length=LINE_LIMIT)]
_Reason = Annotated[str, BeforeValidator(tamed_text), StringConstraints(max_length=REASON_LIMIT)]


class History(Form):
    """What a file says of a proposal's past: its number there, its status and why, by whom and when."""

    number: _Line = ""
    status: Annotated[Status | None, BeforeValidator(none_for_empty)] = None
    status_reason: _Reason = ""
    submitter: _Line = ""
    submitted_at: _Line = ""


class SheetProposals(SheetThings):
    """Proposals. Who handed one in is known by name only; the secretary looks after it.

    The old number, status, reason and an unreadable date stand in the first row of its log, which is
    public and never changes; the name stands on the proposal alone, where it can be forgotten.
    """

    what: ClassVar[What] = What.PROPOSALS
    table: ClassVar[FieldTable] = PROPOSAL_TABLE

    def things(self) -> Sequence[Proposal]:
        """The proposals that are here."""
        return self.here.proposals

    def read(self) -> dict[str, Column]:
        """The fields of the card, and those of its past."""
        past = {one.field: one for one in PROPOSAL_COLUMNS if one.field in History.model_fields}
        return super().read() | past

    def unread(self) -> tuple[str, ...]:
        """What the council's work brought about elsewhere: it begins anew here."""
        mine = self.read()
        fields = (one.field for one in PROPOSAL_COLUMNS if one.field not in mine)
        return tuple(self.headings.called[one] for one in fields if one in self.headings.places)

    def entry(self, line: Mapping[str, str]) -> Entry:
        """The card, and its past."""
        past = {name: one for name, one in self.read().items() if name in History.model_fields}
        said = read_form(History, self.typed(line, past), self.now.date(), self.words)
        present = {name: text for name, text in line.items() if name not in past}
        return Entry(super().entry(present).form, said)

    def planned(self, number: int, entry: Entry, key: str) -> PlannedProposal | None:
        """A new proposal; one that is here too, where its past was not yet written into its log."""
        assert isinstance(entry.else_said, History)  # noqa: S101 - as `entry` made it
        there = self.there.get(key)
        history = self._history(entry.else_said, key)
        if there is not None:
            if isinstance(there, Proposal) and there.submission_key == key and not there.seq and history:
                return PlannedProposal(number, there, history)
            return None
        return PlannedProposal(number, self._proposal(entry.form, entry.else_said, key), history)

    def notes(self, planned: Planned, line: Mapping[str, str]) -> list[RowNote]:
        """Says which names in the file lead to nothing here."""
        links = line.get("links", "").strip()
        if not links or not isinstance(planned, PlannedProposal) or planned.card.links:
            return []
        data = {"column": shortened(self.headings.called["links"])}
        return [RowNote(planned.row, shortened(planned.card.title), "sheet_links", data)]

    def _proposal(self, form: Form, said: History, key: str) -> Proposal:
        day = read_day(said.submitted_at)
        at = datetime.combine(day.day, time(12), COPENHAGEN).astimezone(UTC) if day else self.moment
        proposal = made(
            Proposal,
            dict(form),
            submitter=Person("", said.submitter) if said.submitter else self.importer,
            submission_key=key,
            submitted_at=min(at, self.moment),
            changed_at=self.moment,
        )
        known = {one.name for one in self.here.proposals} | {one.name for one in self.here.cards}
        return with_values(proposal, {"links": tuple(one for one in proposal.links if one in known)})

    def _history(self, said: History, key: str) -> Decision | None:
        """The first row of the log: that it was taken over, and what the file said of it."""
        t = texts(Language.DANISH)
        day = said.submitted_at if said.submitted_at and not read_day(said.submitted_at) else ""
        parts: dict[str, Any] = {"number": said.number, "reason": said.status_reason, "day": day}
        told = [t(f"sheet_history.{name}", **{name: text}) for name, text in parts.items() if text]
        status = said.status or Status.SUBMITTED
        if not told and status is Status.SUBMITTED:
            return None
        return Decision(
            proposal=0,
            seq=1,
            start=Status.SUBMITTED,
            end=status,
            reason=" ".join([t("sheet_history"), *told]),
            decided_at=self.moment,
            decided_as=Mover.SECRETARY,
            action_key=key,
        )
