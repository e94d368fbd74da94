"""What is to be done to forget: the rows, who goes out of which, and how each row changes."""

from dataclasses import dataclass
from datetime import UTC, datetime

from sharepoint_lists.administering import RowAccess
from sharepoint_lists.personal.due import DuePeople
from sharepoint_lists.personal.forgetting import Done, planned
from sharepoint_lists.personal.rewriting import Change, PeopleOf, Rewriting, text_marks
from sharepoint_lists.replica.raw_rows import Everything, Row, Seen
from teams_app.personal.looking import former, seals_of
from teams_app.personal.stand_ins import StandIns
from teams_app.settings import Settings
from technology_map.people.retention import due_things


@dataclass(frozen=True, slots=True)
class Work:
    """The work as it was planned; `done` looks again at every row that somebody changed meanwhile."""

    access: RowAccess
    rows: Everything
    people_of: PeopleOf
    rewriting: Rewriting

    @property
    def plan(self) -> list[tuple[Row, Change]]:
        """Every row that changes."""
        return list(planned(self.rows, self.people_of, self.rewriting))

    async def done(self, seen: Seen) -> Done:
        """Do it."""
        return await self.access.forgetter.forget(self.rows, self.people_of, self.rewriting, seen)


async def work_on(access: RowAccess, settings: Settings, rows: Everything, people_of: PeopleOf) -> Work:
    """Taking these people out of these rows. Raises GraphFailure."""
    marks = text_marks(rows, people_of, await access.vocabulary())
    return Work(access, rows, people_of, Rewriting(seals_of(settings), marks))


async def due_work(access: RowAccess, settings: Settings, stand_ins: StandIns) -> Work:
    """Taking everybody out of what was closed longer ago than names are kept.

    Raises GraphFailure, NotProvisioned.
    """
    today = datetime.now(UTC).date()
    due = set(due_things(await access.overview(), today, settings.names_kept_months))
    rows = await access.everything() if due else {}
    people = DuePeople(rows, due, lambda one: stand_ins.of(one).object_id, former())
    return await work_on(access, settings, rows, people.of)
