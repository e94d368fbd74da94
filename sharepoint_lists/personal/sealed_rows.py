"""A person in what is sealed: assessments and placements by their keys, worries inside the seal."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol

from sharepoint_lists.mapping.naming import Sought
from sharepoint_lists.schema.records.assessing import ASSESSMENTS
from sharepoint_lists.schema.records.workshops import PLACEMENTS
from sharepoint_lists.schema.records.worries import WORRIES
from technology_map.method.workshops import talk_key
from technology_map.people.people import Person
from technology_map.seals import Seals
from technology_map.talk.worries import Said, read_said

Cells = Mapping[str, Any]
_SEALED = "Sealed"
_PLACED = PLACEMENTS.list.key.name
_WORRY = WORRIES.list.key.name


class Unopened(Exception):  # noqa: N818 - an answer, not an error
    """What a row says was sealed with another secret: under another key nobody would open it ever again."""


class SealedRows(Protocol):
    """One list whose rows say something that only we can open."""

    def is_of(self, cells: Cells, who: Sought) -> bool:
        """Whether a row is the person's."""

    def without(self, cells: Cells, who: Sought) -> dict[str, str]:
        """The cells that change when the person is taken out, sealed for their new key. Raises Unopened."""


@dataclass(frozen=True, slots=True)
class SealedAssessments:
    """A seal fits its row's key, which has the member's object id in it."""

    seals: Seals | None

    def is_of(self, cells: Cells, who: Sought) -> bool:
        """As the protocol says."""
        return cells.get("MemberId") == who.object_id

    def without(self, cells: Cells, who: Sought) -> dict[str, str]:
        """As the protocol says. Raises Unopened."""
        if not self.is_of(cells, who):
            return {}
        key = str(cells.get(ASSESSMENTS.list.key.name))
        seals, text = _opened(self.seals, key, cells)
        return {_SEALED: seals.seal(key.replace(who.object_id, who.stand_in), text)}


@dataclass(frozen=True, slots=True)
class SealedPlacements:
    """The key is a code that only we can compute: so we can tell whether a row is a known person's."""

    seals: Seals | None

    def is_of(self, cells: Cells, who: Sought) -> bool:
        """As the protocol says."""
        return self.seals is not None and cells.get(_PLACED) == self._code(self.seals, cells, who.object_id)

    def without(self, cells: Cells, who: Sought) -> dict[str, str]:
        """As the protocol says. What can't be opened may be theirs."""
        seals, text = _opened(self.seals, str(cells.get(_PLACED)), cells)
        if not self.is_of(cells, who):
            return {}
        key = self._code(seals, cells, who.stand_in)
        return {_PLACED: key, _SEALED: seals.seal(key, text)}

    def _code(self, seals: Seals, cells: Cells, object_id: str) -> str:
        thing = talk_key(str(cells.get("WorkshopKey")), str(cells.get("OfCard")))
        return seals.code(f"{thing}|{object_id}")


@dataclass(frozen=True, slots=True)
class SealedWorries:
    """Who raised a worry stands inside its seal.

    Whoever is taken out, every worry is sealed anew: else the moment of the change would tell whose it was.
    """

    seals: Seals | None

    def is_of(self, cells: Cells, who: Sought) -> bool:
        """As the protocol says."""
        try:
            return _said(self.seals, cells)[1].author.object_id == who.object_id
        except Unopened:
            return False

    def without(self, cells: Cells, who: Sought) -> dict[str, str]:
        """As the protocol says."""
        seals, said = _said(self.seals, cells)
        if said.author.object_id == who.object_id:
            said = replace(said, author=Person(who.stand_in, who.word))
        said = replace(said, text=who.own_names.taken_out(said.text, who.word))
        return {_SEALED: seals.seal(str(cells[_WORRY]), said.written())}


def _opened(seals: Seals | None, key: str, cells: Cells) -> tuple[Seals, str]:
    """The seals, and what a row says. Raises Unopened."""
    text = seals.unseal(key, str(cells.get(_SEALED) or "")) if seals else None
    if seals is None or text is None:
        raise Unopened
    return seals, text


def _said(seals: Seals | None, cells: Cells) -> tuple[Seals, Said]:
    """The seals, and what a worry says. Raises Unopened."""
    opening, text = _opened(seals, str(cells.get(_WORRY)), cells)
    try:
        return opening, read_said(text)
    except ValueError:
        raise Unopened from None


@dataclass(frozen=True, slots=True)
class PersonalSeals:
    """The seals of the three lists; None where the instances share no secret to seal with."""

    assessments: Seals | None = None
    placements: Seals | None = None
    worries: Seals | None = None

    def by_list(self) -> dict[str, SealedRows]:
        """What opens the rows of each list."""
        return {
            ASSESSMENTS.name: SealedAssessments(self.assessments),
            PLACEMENTS.name: SealedPlacements(self.placements),
            WORRIES.name: SealedWorries(self.worries),
        }
