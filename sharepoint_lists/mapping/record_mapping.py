"""The mapping of each list of records, from its declaration."""

from functools import partial
from typing import Any

from sharepoint_lists.mapping.cells import ColumnMapping
from sharepoint_lists.mapping.rows import RowMapping
from sharepoint_lists.schema import columns
from sharepoint_lists.schema.records import RECORD_LISTS, RecordList
from technology_map.records import Record


def _built(kind: type[Record], values: dict[str, Any], number: int, version: str) -> Record:
    return kind(**values, row=number, version=version)


def _mapping(of: RecordList) -> RowMapping[Record]:
    cells = tuple(
        ColumnMapping(one.column, one.field, needed=one.needed, start=one.start) for one in of.columns
    )
    said = tuple(one.field for one in of.columns if one.said)
    title = of.title
    return RowMapping(
        of.list, cells, partial(_built, of.kind), lambda row: {columns.TITLE.name: title(row)}, said=said
    )


RECORDS: dict[type[Record], RowMapping[Record]] = {of.kind: _mapping(of) for of in RECORD_LISTS}
