"""Looking for a person everywhere: the lists, the library, and this machine."""

from collections.abc import Iterable
from dataclasses import dataclass

from sharepoint_lists.administering import RowAccess
from sharepoint_lists.files.folders import StoredFile
from sharepoint_lists.mapping.naming import Sought
from sharepoint_lists.personal.sealed_rows import PersonalSeals, SealedRows
from sharepoint_lists.personal.searching import FoundRow, found_rows, sought
from sharepoint_lists.replica.raw_rows import Everything, Seen
from sharepoint_lists.schema.records.worries import WORRIES
from teams_app.personal.local_rows import LocalHit, LocalRows
from teams_app.personal.stand_ins import StandIns
from teams_app.server import derived_keys
from teams_app.server.sealed_texts import SealedTexts
from teams_app.settings import Settings
from technology_map.people.people import Language
from technology_map.texts import texts


@dataclass(frozen=True, slots=True)
class Asked:
    """Who is looked for. `names` are others they had; `sure`: such a name is theirs wherever it stands."""

    object_id: str
    names: tuple[str, ...] = ()
    sure: bool = False
    worries: bool = False


@dataclass(frozen=True, slots=True)
class Looked:
    """Everything that was found of a person. `here` is None where no instance keeps its data here."""

    who: Sought
    rows: tuple[FoundRow, ...]
    files: tuple[StoredFile, ...]
    here: tuple[LocalHit, ...] | None
    worries: int

    @property
    def empty(self) -> bool:
        """Whether nothing at all was found."""
        return not (self.rows or self.files or self.here)


def former() -> str:
    """The word for somebody who was forgotten, as it stands in the rows: theirs are in Danish."""
    return texts(Language.DANISH)("person.former")


def seals_of(settings: Settings) -> dict[str, SealedRows]:
    """What opens the sealed rows, as far as there is a secret."""
    keys = (
        derived_keys.assessment_key(settings),
        derived_keys.placement_key(settings),
        derived_keys.worry_key(settings),
    )
    return PersonalSeals(*(SealedTexts(key) if key else None for key in keys)).by_list()


def known(rows: Everything, asked: Asked, stand_ins: StandIns) -> Sought:
    """The person with every name that is known of them."""
    kept = stand_ins.of(asked.object_id)
    names: Iterable[str] = (*asked.names, *kept.names)
    return sought(rows, asked.object_id, stand_in=kept.object_id, word=former(), names=names, sure=asked.sure)


async def look(
    access: RowAccess,
    settings: Settings,
    asked: Asked,
    local: LocalRows,
    stand_ins: StandIns,
    *,
    seen: Seen = lambda _: None,
) -> tuple[Everything, Looked]:
    """Every row, and where the person stands. Raises GraphFailure, OSError, NotKept."""
    rows = await access.everything(seen)
    who, seals = known(rows, asked, stand_ins), seals_of(settings)
    found = found_rows(rows, who, seals, worries=asked.worries)
    files = [one for one in await access.files() if _names(one, who)]
    here = tuple(await local.found(who)) if local.there else None
    unopened = 0 if asked.worries else len(rows.get(WORRIES.name, ()))
    return rows, Looked(who, tuple(found), tuple(files), here, unopened)


def _names(one: StoredFile, who: Sought) -> bool:
    by = who.object_id in (one.made_by, one.changed_by)
    said = one.name.replace("_", " ").replace("-", " ")
    return by or who.own_names.within(said) or who.shared_names.within(said)
