"""Every operation there is, in one table, and what of the app's addresses and verbs is none, and why."""

from tests.trust import chat_operations, council_operations, meeting_operations, people_operations
from tests.trust.operation import Operation

OPERATIONS: tuple[Operation, ...] = (
    people_operations.OPERATIONS
    + council_operations.OPERATIONS
    + meeting_operations.OPERATIONS
    + chat_operations.OPERATIONS
)

NO_ROW = "it answers with an address that counts for a minute, and writes nothing"
NO_OPERATION: dict[str, str] = {
    "proposals/{number}/attachments": "it begins an upload; its last piece is the operation",
    "proposals/{number}/attachments/state": "it reads how far an upload has come",
    "proposals/{number}/attachments/cancel": "it ends an upload of which nothing stands yet",
    "proposals/{number}/attachments/{file}/ticket": NO_ROW,
    "details/file": NO_ROW,
    "files": NO_ROW,
    "year/file": NO_ROW,
    "plan/file": NO_ROW,
    "share/file": NO_ROW,
    "reports/file": NO_ROW,
    "pictures/file": NO_ROW,
    "plan/progress/file": NO_ROW,
    "meetings/{number}/file": NO_ROW,
    "workshops/{number}/file": NO_ROW,
    "solutions/import/preview": "it looks at a file, and writes nothing",
    "elsewhere/preview": "it looks at a file, and writes nothing",
}
"""Addresses of the tab that are written to and are no operation here."""

READS = "it shows something"
NO_PRESS: dict[str, str] = {
    "attach": "the same as a file that comes with a name, which is `file til {name}`",
    "files": "it asks where files belong",
    "remark": "it shows the form",
    "answer": "it shows the form",
    "reuse": "it shows the form",
    "benefit": "it shows the form",
    "preferences": "it shows the form",
    "edit_proposal": "it shows the form",
    "edit_solution_card": "it shows the form",
    "step": "it shows the form",
    "withdraw": "it asks whether one means it",
    "co_submitters": READS,
    "ask_card": "it shows the buttons",
    "put_back": READS,
    "new_proposal": "it shows the form",
    "new_solution_card": "it shows the form",
    **dict.fromkeys(
        ("welcome", "help", "mine", "more_mine", "search", "anything", "more_found", "open", "explain"), READS
    ),
    **dict.fromkeys(("status", "show", "workshops", "my_area"), READS),
}
"""Verbs of the bot that are no operation."""
