"""What a spreadsheet of ours can hold, by name: solution cards, proposals, the rows of one kind."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from technology_map.sheets.columns import PROPOSAL_COLUMNS, SOLUTION_COLUMNS, Column
from technology_map.sheets.detail_columns import BELONGS_TO, DETAIL_COLUMNS
from technology_map.sheets.files import What
from technology_map.sheets.headings import Headings

COLUMNS: Mapping[str, Sequence[Column]] = MappingProxyType(
    {What.SOLUTIONS.value: SOLUTION_COLUMNS, What.PROPOSALS.value: PROPOSAL_COLUMNS, **DETAIL_COLUMNS}
)


def may_be(what: str, found: Headings) -> bool:
    """Whether a file with these headings can hold this: of rows it must say to which card they belong."""
    if what not in DETAIL_COLUMNS:
        return True
    return not found.missing and any(one.of and one.field in found.places for one in COLUMNS[what])


def is_read(column: Column) -> bool:
    """Whether an import takes in what stands under it, whatever the file holds."""
    return column.of is not None or column.field in (BELONGS_TO, "from_proposal")
