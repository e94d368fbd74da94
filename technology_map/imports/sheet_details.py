"""The rows of a spreadsheet that belong to proposals and solution cards: benefits, reuses, and so on."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from technology_map.details.details import Detail, DetailKind, Thing
from technology_map.details.forms import read_row, values_of
from technology_map.imports.card_form import day_of
from technology_map.imports.cell_words import wild
from technology_map.imports.foreign_import import Plan, PlannedDetail, RowNote, shortened
from technology_map.imports.sheet_rows import Entry, SheetRows
from technology_map.sheets.columns import Column, Kind
from technology_map.sheets.detail_columns import BELONGS_TO, DETAIL_COLUMNS
from technology_map.validation.forms import Form, one_line
from technology_map.validation.refusals import Refused
from technology_map.validation.typed_values import card_names


class BelongsTo(Form):
    """The name of the proposal or the card that a row belongs to."""

    name: str


@dataclass(slots=True, kw_only=True)
class SheetDetails(SheetRows):
    """The rows of one kind. Whoever imports them has written them.

    A person is known by the name or the mail address that the directory has; else only a name is kept.
    """

    kind: DetailKind
    by_key: dict[str, Detail] = field(init=False)

    def __post_init__(self) -> None:
        rows = self.here.details.get(self.kind.code, ())
        self.by_key = {self._key(one.thing, self.kind.values(one)): one for one in rows}
        self.by_key |= {one.key: one for one in rows}

    @property
    def code(self) -> str:
        """What the file holds."""
        return self.kind.code

    def read(self) -> dict[str, Column]:
        """What a row belongs to, and its fields."""
        columns = DETAIL_COLUMNS[self.kind.code]
        return {one.field: one for one in columns if one.of or one.field == BELONGS_TO}

    def called(self, line: Mapping[str, str]) -> str:
        """A row is called by what it belongs to and its first field."""
        return f"{line.get(BELONGS_TO, '')} {line.get(self.kind.first.name, '')}".strip()

    def entry(self, line: Mapping[str, str]) -> Entry:
        """What a line says. Raises Refused as `read_form`, and for what it belongs to:

        `missing`, `not_a_name`, `no_such_card`, `not_of_this_card`.
        """
        wrong: dict[str, str] = {}
        thing = self._thing(line.get(BELONGS_TO, ""), wrong)
        try:
            form = read_row(self.kind, self._typed(line), self.now.date(), self.words)
        except Refused as refused:
            raise Refused(refused.refusal.code, fields={**refused.refusal.fields, **wrong}) from None
        if thing is None:
            raise Refused("invalid_fields", fields=wrong)
        return Entry(form, BelongsTo(name=thing.name))

    def key_of(self, entry: Entry) -> str:
        """The key of the row that a line becomes: what it says, and of what."""
        assert isinstance(entry.else_said, BelongsTo)  # noqa: S101 - as `entry` made it
        return self._key(entry.else_said.name, values_of(self.kind, entry.form))

    def planned(self, number: int, entry: Entry, key: str) -> PlannedDetail | None:
        """A new row; None for one that came in before, or says the same as one that is here."""
        assert isinstance(entry.else_said, BelongsTo)  # noqa: S101 - as above
        thing, values = entry.else_said.name, self._with_people(values_of(self.kind, entry.form))
        if key in self.by_key or self._key(thing, values) in self.by_key:
            return None
        made = self.kind.record(
            key=key,
            thing=thing,
            author_id=self.importer.object_id,
            author_name=self.importer.name,
            written_at=self.moment,
            **values,
        )
        return PlannedDetail(number, made, self._shown(made))

    def notes(self, planned: PlannedDetail, line: Mapping[str, str]) -> list[RowNote]:  # type: ignore[override]  # its own plan
        """Says whom nobody knows, so that nobody can be asked."""
        found: list[RowNote] = []
        for hidden in self.kind.hidden:
            name = hidden.removesuffix("_id")
            said = getattr(planned.card, name)
            if said and not getattr(planned.card, hidden):
                code = "sheet_not_looked_up" if self.here.people is None else "sheet_nobody"
                found.append(RowNote(planned.row, shortened(planned.title), code, {"name": shortened(said)}))
        return found

    def note_names(self, found: Plan, seen: Mapping[str, int]) -> None:
        """Notes a new row where its card has another, not of this file, that is called the same."""
        first = self.kind.first.name

        def called(row: Detail) -> tuple[str, str]:
            return row.thing, str(getattr(row, first)).casefold()

        there = {called(one) for key, one in self.by_key.items() if key not in seen}
        for one in found.details:
            if called(one.card) in there:
                note = RowNote(one.row, shortened(one.title), "sheet_same_row", {"name": one.card.thing})
                found.notes.append(note)

    def _thing(self, said: str, wrong: dict[str, str]) -> Thing | None:
        """The proposal or the card; what is wrong is put into `wrong`."""
        try:
            names = card_names(str(one_line(said)))
        except ValueError:
            names = ("", "")
        thing = self.here.things.get(names[0]) if len(names) == 1 else None
        if not said.strip():
            wrong[BELONGS_TO] = "missing"
        elif len(names) != 1:
            wrong[BELONGS_TO] = "not_a_name"
        elif thing is None:
            wrong[BELONGS_TO] = "no_such_card"
        elif not isinstance(thing, self.kind.on):
            wrong[BELONGS_TO] = "not_of_this_card"
        return None if wrong else thing

    def _typed(self, line: Mapping[str, str]) -> dict[str, Any]:
        """The cells as the gate takes them; days are read as people write them."""
        chosen, typed = self.matching.words, dict[str, Any]()
        for name, one in self.read().items():
            if name in line and name != BELONGS_TO:
                got = wild(one, line[name], self.words, chosen.get(name, {}))
                typed[name] = day_of(got) if one.kind is Kind.DATE else got
        return typed

    def _with_people(self, values: dict[str, Any]) -> dict[str, Any]:
        """The values with the people whom the directory knows."""
        found = dict(values)
        for hidden in self.kind.hidden:
            name = hidden.removesuffix("_id")
            person = (self.here.people or {}).get(str(values[name]).casefold())
            if person is not None:
                found |= {name: person.name, hidden: person.object_id}
        return found

    def _key(self, thing: str, values: Mapping[str, Any]) -> str:
        """SHA-256 over the kind, what the row belongs to and its fields: as `content_key`."""
        told = {one.name: one_line(values[one.name]) for one in self.kind.fields}
        filled = {name: value for name, value in sorted(told.items()) if value not in (None, "", ())}
        text = json.dumps([thing, filled], ensure_ascii=False, default=str)
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        return f"{self.kind.code}-{digest[:24]}"

    def _shown(self, made: Detail) -> str:
        return " ".join(filter(None, (made.thing, str(getattr(made, self.kind.first.name) or ""))))


def people_named(kind: DetailKind, lines: Sequence[Mapping[str, str]]) -> list[str]:
    """Whom the lines name in the fields of people, each once."""
    names = [one.removesuffix("_id") for one in kind.hidden]
    said = (str(one_line(line.get(name, ""))) for line in lines for name in names)
    return list(dict.fromkeys(one for one in said if one))
