"""An import as it is drawn: what it would do, how far it has come, and its receipt."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from teams_app.tab.sentences import word
from teams_app.tab.sheets.import_runs import Run
from technology_map.council.life_cycle import Status
from technology_map.imports.foreign_import import (
    Plan,
    Planned,
    PlannedCard,
    PlannedDetail,
    RefusedRow,
    RowNote,
)
from technology_map.texts import Texts
from technology_map.words.terms import TermList
from technology_map.words.values import Phase

SHOWN = 100
"""Lines of a list on the page; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table: the row of the spreadsheet, its title, and what is said of it."""

    row: str
    title: str
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lines:
    """A table under its heading; `more` counts what is left out."""

    heading: str
    lines: tuple[Line, ...]
    more: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would do. `seen` is the digest of the file that was looked at."""

    seen: str
    summary: str
    already: str
    headings: str
    strange: str
    new: Lines
    refused: Lines
    notes: Lines
    nothing: str
    confirm: str
    other: bool


@dataclass(frozen=True, slots=True)
class RunPage:
    """An import that was confirmed. `known` is False where this instance knows nothing of it."""

    known: bool
    running: bool
    live: str
    place: str
    stored: int
    total: int
    progress: str
    receipt: tuple[str, ...]
    left_out: Lines


def preview_of(t: Texts, planned: Plan, digest: str, *, other: bool = False) -> Preview:
    """The preview."""
    new, refused, kind = len(planned.planned), planned.refused_rows, planned.said_as
    return Preview(
        seen=digest,
        summary=t.many("tab.import.rows", planned.rows),
        already=t.many("tab.import.already", len(planned.already_there)) if planned.already_there else "",
        headings=t("tab.import.headings", row=t.number(planned.headings_row))
        if planned.headings_row > 1
        else "",
        strange=t("tab.import.strange", columns=", ".join(f"»{one}«" for one in planned.strange_columns))
        if planned.strange_columns
        else "",
        new=_new(t, planned),
        refused=_refused(t, t.many("tab.import.refused", refused), planned.refused),
        notes=_notes(t, planned.notes),
        nothing=t(f"tab.import.nothing_new.{kind}"),
        confirm=t.many(f"tab.import.confirm.{kind}", new) if new else "",
        other=other,
    )


def run_of(t: Texts, run: Run | None) -> RunPage:
    """The page of an import."""
    place = f"solutions/import/{run.id}" if run else "solutions/import"
    left_out = [*run.plan.refused, *run.not_stored] if run else []
    total = len(run.plan.planned) if run else 0
    return RunPage(
        known=run is not None,
        running=run is not None and not run.ended,
        live=f"{place}/live",
        place=place,
        stored=run.stored + len(run.not_stored) if run else 0,
        total=total,
        progress=_progress(t, run) if run else "",
        receipt=_receipt(t, run) if run else (),
        left_out=_refused(t, t("tab.import.left_out"), left_out),
    )


def _progress(t: Texts, run: Run) -> str:
    stored, total = t.number(run.stored), t.number(len(run.plan.planned))
    return t(f"tab.import.progress.{run.plan.said_as}", stored=stored, total=total)


def _receipt(t: Texts, run: Run) -> tuple[str, ...]:
    kind = run.plan.said_as
    said = [t.many(f"tab.import.stored.{kind}", run.stored)]
    if run.plan.already_there:
        said.append(t.many("tab.import.already", len(run.plan.already_there)))
    if run.plan.refused:
        said.append(t.many("tab.import.refused", run.plan.refused_rows))
    for reason, count in Counter(one.reason for one in run.not_stored).items():
        said.append(t.many(f"tab.import.{reason}.{kind}", count))
    return tuple(said)


def _new(t: Texts, planned: Plan) -> Lines:
    new = planned.planned
    lines = tuple(Line(t.number(one.row), one.title, _told(t, one)) for one in new[:SHOWN])
    return Lines(t.many(f"tab.import.new.{planned.said_as}", len(new)), lines, _more(t, len(new)))


def _told(t: Texts, one: Planned) -> tuple[str, ...]:
    """Where the card belongs, and what is told of a proposal's past."""
    if isinstance(one, PlannedDetail):
        return ()
    card = one.card
    where = [word(t, TermList.AREA, card.area), word(t, TermList.PURPOSE, card.purpose)]
    if isinstance(one, PlannedCard):
        where.insert(1, word(t, Phase, one.card.phase))
        return (" · ".join(filter(None, where)),)
    day = t.day(one.card.submitted_at)
    handed_in = t("tab.import.handed_in", name=one.card.submitter.name, day=day)
    status = word(t, Status, one.history.end if one.history else one.card.status)
    past = one.history.reason if one.history else ""
    return " · ".join(filter(None, [status, *where, handed_in])), past


def _refused(t: Texts, heading: str, refused: Sequence[RefusedRow]) -> Lines:
    rows: dict[int, list[RefusedRow]] = {}
    for one in refused:
        rows.setdefault(one.row, []).append(one)
    lines = tuple(
        Line(t.number(row), found[0].title, tuple(_why(t, one) for one in found))
        for row, found in list(rows.items())[:SHOWN]
    )
    return Lines(heading, lines, _more(t, len(rows)))


def _why(t: Texts, one: RefusedRow) -> str:
    blanks = {name: t.number(value) if isinstance(value, int) else value for name, value in one.data.items()}
    return t(f"import.reason.{one.reason}", **blanks)


def _notes(t: Texts, notes: Sequence[RowNote]) -> Lines:
    lines = tuple(
        Line(t.number(one.row), one.title, (t(f"import.note.{one.code}", **one.data),))
        for one in notes[:SHOWN]
    )
    return Lines(t.many("tab.import.notes", len(notes)), lines, _more(t, len(notes)))


def _more(t: Texts, count: int) -> str:
    return t("tab.import.more", count=t.number(count - SHOWN)) if count > SHOWN else ""
