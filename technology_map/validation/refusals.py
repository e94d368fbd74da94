"""A "no" as a value: a code, and what the sentence about it needs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why something was not done.

    `code` names a sentence `refusal.<code>` in every catalogue; `data` fills its blanks; `fields`
    maps a form's field to the code of a sentence `field.<code>`. Never holds what a person typed.
    `doubt`: it may have been done all the same, and nobody can look now.
    """

    code: str
    data: Mapping[str, Any] = field(default_factory=dict)
    fields: Mapping[str, str] = field(default_factory=dict)
    doubt: bool = False

    @property
    def sentence(self) -> str:
        """The key of its sentence in the catalogues."""
        return "refusal.in_doubt" if self.doubt else f"refusal.{self.code}"


class Refused(Exception):  # noqa: N818 - a refusal is an answer, not an error
    """Raised by services and by the gate; each face has one translator for it."""

    def __init__(
        self, code: str, *, fields: Mapping[str, str] | None = None, doubt: bool = False, **data: Any
    ) -> None:
        super().__init__(code)
        self.refusal = Refusal(code, data, fields or {}, doubt)
