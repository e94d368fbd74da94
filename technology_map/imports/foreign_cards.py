"""Turns one row of a foreign CSV file into a solution card, or refuses the row."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cache
from typing import Annotated, Any

from pydantic import BeforeValidator, StringConstraints

from technology_map.cards.solution_cards import SolutionCard
from technology_map.imports.csv_rows import Row
from technology_map.imports.import_map import (
    ChoiceRule,
    ChoicesRule,
    Code,
    DateRule,
    ImportMap,
    TextRule,
    folded,
)
from technology_map.people.people import Person
from technology_map.validation.cpr import Certainty, find_cpr
from technology_map.validation.forms import Form, Remark, Text, Title, one_line, read_form, tamed_text
from technology_map.validation.limits import SUMMARY_LIMIT, TEXT_LIMIT, TITLE_LIMIT
from technology_map.validation.refusals import Refused

LINE_LIMIT = 255
"""What a single line of text in SharePoint holds (platform.md 1.2)."""

Longer = Annotated[str, BeforeValidator(tamed_text), StringConstraints(max_length=TEXT_LIMIT)]
Line = Annotated[str, BeforeValidator(one_line), StringConstraints(max_length=LINE_LIMIT)]
Summary = Annotated[str, BeforeValidator(one_line), StringConstraints(max_length=SUMMARY_LIMIT)]
Cells = Mapping[str, str]


class LeftOut(Exception):  # noqa: N818 - an answer, not an error
    """The row becomes no card; `reason` and `data` as in importing.RefusedRow."""

    def __init__(self, reason: str, data: dict[str, Any] | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.data = data or {}


@dataclass(frozen=True, slots=True)
class Note:
    """Something to know about a row that is stored all the same."""

    code: str
    data: dict[str, Any] = field(default_factory=dict)


class ImportedTexts(Form):
    """The gate for the texts of an imported row: the same taming and limits as for people's."""

    title: Title
    challenges: Text
    background: Text
    summary: Summary = ""
    effect: Longer = ""
    user_reception: Longer = ""
    department: Line = ""
    vendor: Line = ""
    systems: Line = ""
    not_cpr: Remark = ""


_TEXTS = tuple(name for name in ImportedTexts.model_fields if name != "not_cpr")


def card_of(
    row: Row, import_map: ImportMap, key: str, now: datetime, importer: Person
) -> tuple[SolutionCard, list[Note]]:
    """The card that a row becomes, and what to know about it. Raises LeftOut:

    `missing`, `too_long`, `unknown_value` (each with `field`), `cpr_found`, `cpr_doubtful`.
    """
    notes: list[Note] = []
    cells = {column: row.cells[column] for column in import_map.columns()}
    fields = import_map.fields
    texts = _texts(cells, import_map, now.date(), notes)
    moment = now.astimezone(UTC).replace(microsecond=0)
    card = SolutionCard(
        **texts,
        area=_choice(cells, import_map, fields.area, "area", notes),
        purpose=_choice(cells, import_map, fields.purpose, "purpose", notes),
        phase=_choice(cells, import_map, fields.phase, "phase", notes),
        reception=_choice(cells, import_map, fields.reception, "reception", notes),
        technologies=_codes(cells, fields.technologies),
        other_purposes=_codes(cells, fields.other_purposes),
        in_operation_since=_date(cells, import_map, fields.in_operation_since, notes),
        submitter=importer,
        submission_key=key,
        submitted_at=moment,
        changed_at=moment,
    )
    return card, notes


def split_title(whole: str) -> tuple[str, str]:
    """A title within the limit, and how it goes on.

    Cut between words where that is possible; `title[:-1] + rest[1:]` is the whole again, and `rest`
    is empty where nothing was cut.
    """
    if len(whole) <= TITLE_LIMIT:
        return whole, ""
    at = whole.rfind(" ", 0, TITLE_LIMIT)
    if at < TITLE_LIMIT // 2:
        at = TITLE_LIMIT - 1
    return whole[:at] + "…", "…" + whole[at:]


def _texts(cells: Cells, import_map: ImportMap, today: date, notes: list[Note]) -> dict[str, Any]:
    """Every text of the card, tamed and within its limit. Raises LeftOut."""
    raw = {name: _text(cells, import_map, getattr(import_map.fields, name)) for name in _TEXTS}
    whole = str(one_line(raw["title"]))
    raw["title"], rest = split_title(whole)
    if rest and import_map.title_over_limit == "refuse":
        raise LeftOut("too_long", {"field": "title"})
    if rest:
        raw["background"] = f"{rest}\n\n{raw['background']}"
        notes.append(Note("title_continued"))
    explained = _stop_cpr([*cells.values(), whole], import_map.not_cpr, today)
    if explained:
        raw["not_cpr"] = explained
        notes.append(Note("not_cpr"))
    try:
        texts = read_form(ImportedTexts, raw, today).model_dump(exclude={"not_cpr"})
    except Refused as refused:
        name, code = next(iter(refused.refusal.fields.items()))
        raise LeftOut(code, {"field": name}) from None
    return texts


def _stop_cpr(texts: Iterable[str], not_cpr: Mapping[str, str], today: date) -> str:
    """The map's reasons why the doubtful numbers are none; raises LeftOut for any other number.

    It reads the cells as they came, before a title is cut in two. Nobody can be asked about a
    doubtful number here, so only a reason in the map lets it pass (domain.md 4).
    """
    reasons: list[str] = []
    for text in texts:
        found = {hit.certainty for hit in find_cpr(text, today)}
        if Certainty.CERTAIN in found:
            raise LeftOut("cpr_found")
        if found and text.strip() not in not_cpr:
            raise LeftOut("cpr_doubtful")
        if found:
            reasons.append(not_cpr[text.strip()])
    return " ".join(reasons)


def _text(cells: Cells, import_map: ImportMap, rule: TextRule) -> str:
    said: list[str] = []
    for column in rule.columns:
        if not import_map.says_nothing(cells[column], rule):
            heading = rule.headings.get(column, "")
            said.append(f"{heading}: {cells[column].strip()}" if heading else cells[column].strip())
    return rule.join.join(said) or rule.otherwise


def _choice(
    cells: Cells, import_map: ImportMap, rule: ChoiceRule[Code], name: str, notes: list[Note]
) -> Code | None:
    """The code of the choice field `name`. Raises LeftOut(`unknown_value`) where the map says so."""
    translate = {folded(said): code for said, code in rule.translate.items()}
    speaking = [c for c in rule.columns if not import_map.says_nothing(cells[c], rule)]
    for column in speaking:
        code = translate.get(folded(cells[column]))
        if code is not None:
            return code
    if speaking and rule.unknown == "refuse":
        raise LeftOut("unknown_value", {"field": name, "column": speaking[0]})
    if speaking:
        notes.append(Note("unknown_value", {"field": name, "column": speaking[0]}))
    return rule.otherwise


def _codes(cells: Cells, rule: ChoicesRule[Code]) -> tuple[Code, ...]:
    text = " ".join(cells[column] for column in rule.columns)
    found = [code for code, words in rule.words.items() if _any_of(words).search(text)]
    return tuple(dict.fromkeys((*rule.always, *found)))


@cache
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """Finds any of the words, whole, in any case; a plural s is passed over."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})s?(?!\w)", re.IGNORECASE)


def _date(cells: Cells, import_map: ImportMap, rule: DateRule, notes: list[Note]) -> date | None:
    """The first date that can be read; a cell that holds something else is left out with a note."""
    for column in rule.columns:
        if import_map.says_nothing(cells[column], rule):
            continue
        day = rule.read(cells[column].strip())
        if day is not None:
            return day
        notes.append(Note("date_left_out", {"column": column}))
    return None
