"""What is sent to remark, to answer, to add and to edit."""

from typing import Annotated

from pydantic import BeforeValidator, StringConstraints

from technology_map.backing.co_submitters import ObjectId, split_ids
from technology_map.talk.remarks import RemarkKind
from technology_map.validation.forms import Key, Ticked, Typed, Version, tamed_text
from technology_map.validation.limits import REASON_LIMIT

Words = Annotated[str, BeforeValidator(tamed_text), StringConstraints(min_length=1, max_length=REASON_LIMIT)]


class _Written(Typed):
    """`ids` and `names`: who is mentioned, as a people picker sends them."""

    text: Words
    submission_key: Key
    ids: Annotated[tuple[ObjectId, ...], BeforeValidator(split_ids)] = ()
    names: Annotated[str, BeforeValidator(tamed_text), StringConstraints(max_length=4_000)] = ""


class NewRemark(_Written):
    """A remark on a thing. `council`: for the council only."""

    kind: RemarkKind
    council: Ticked = False


class NewAnswer(_Written):
    """An answer to the remark with the key `parent`, or more to one's own."""

    parent: Annotated[str, StringConstraints(min_length=1, max_length=120)]


class RemarkEdit(Typed):
    """One's own remark, changed from the `version` that was shown."""

    text: Words
    version: Version
