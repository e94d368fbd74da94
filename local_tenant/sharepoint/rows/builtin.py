"""The columns every list is born with."""

import uuid

from local_tenant.sharepoint.rows.column_types import Kind, checked_facet
from local_tenant.sharepoint.rows.columns import Column

_NAMESPACE = uuid.UUID("9b1f2f0e-6d0a-4d1c-8a3e-5a7e21d4c0b8")
CREATED, MODIFIED, AUTHOR, EDITOR = "Created", "Modified", "Author", "Editor"

# name, display name, kind, facet, read-only, hidden, SharePoint's own id where it is known
_BORN: tuple[tuple[str, str, Kind, str, bool, bool, str], ...] = (
    ("Title", "Title", "text", "text", False, False, "fa564e0f-0c70-4ab9-b863-0177e6ddd247"),
    ("ContentType", "Content Type", "computed", "text", False, False, ""),
    ("ID", "ID", "counter", "number", True, False, "1d22ea11-1e32-424e-89ab-9fedbadb6ce1"),
    (MODIFIED, "Modified", "dateTime", "dateTime", True, False, ""),
    (CREATED, "Created", "dateTime", "dateTime", True, False, ""),
    (AUTHOR, "Created By", "person", "personOrGroup", True, False, ""),
    (EDITOR, "Modified By", "person", "personOrGroup", True, False, ""),
    ("_UIVersionString", "Version", "computed", "text", True, False, ""),
    ("Attachments", "Attachments", "computed", "boolean", True, False, ""),
    ("Edit", "Edit", "computed", "text", True, False, ""),
    ("LinkTitleNoMenu", "Title", "computed", "text", True, False, ""),
    ("LinkTitle", "Title", "computed", "text", True, False, ""),
    ("ItemChildCount", "Item Child Count", "computed", "text", True, False, ""),
    ("FolderChildCount", "Folder Child Count", "computed", "text", True, False, ""),
)


def born_columns() -> list[Column]:
    """Fresh copies of the built-in columns, in their order."""
    return [
        Column(
            id=known or str(uuid.uuid5(_NAMESPACE, name)),
            name=name,
            display_name=display,
            kind=kind,
            facet_name=facet_name,
            facet=checked_facet(facet_name, {}, {}),
            group="Core List Columns" if name == "Title" else "_Hidden",
            required=name == "Title",
            read_only=read_only,
            hidden=hidden,
            built_in=True,
            indexed=name == "ID",
        )
        for name, display, kind, facet_name, read_only, hidden, known in _BORN
    ]
