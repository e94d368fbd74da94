"""What can be done about a meeting: planned, held, published."""

from tests.teams_app.tab.assessing.assessors import marks
from tests.trust.meeting_scenes import (
    edited_meeting,
    meeting,
    planned,
    two_items,
)
from tests.trust.operation import Operation
from tests.trust.scenes import (
    COUNCIL,
    day,
    nothing,
    oid,
)

_OF = "POST proposals/{number}"
_AT = "POST meetings/{meeting}"
_ITEM = f"{_AT}/items/{{number}}"
_MOVE = {"seq": "{seq}", "reason": "Det er klart. {mark}", "action_key": "{key}", "overrule": "yes"}
_MEETING = {"day": day(9), "starts": "10:00", "place": "Lokale {mark}", "chair": oid("karen")}
_MARKS = {"criteria": "{criteria}", **marks(2)}
_DRAFT = {"end": "prioritised", "reason": "Det løser det. {mark}", "version": "{hold_version}"}
_GOAL = {"text": "Målet {mark}", "area": "health", "due": day(200), "submission_key": "{key}"}
_TERM = {"name_da": "Ord {key}", "submission_key": "{key}"}
_AREA = "POST setup/terms/area/{code}"

OPERATIONS = (
    Operation(name="POST meetings", who="hanne", scene=nothing, sent={**_MEETING, "submission_key": "{key}"}),
    Operation(name=_AT, who="hanne", scene=edited_meeting, sent={**_MEETING, "version": "{meeting_version}"}),
    Operation(name=f"{_AT}/items", who="hanne", scene=planned, sent={"number": "{number}"}),
    Operation(name=f"{_ITEM}/remove", who="hanne", scene=meeting("items")),
    Operation(name=f"{_ITEM}/minutes", who="hanne", scene=meeting("items"), sent={"minutes": "25"}),
    Operation(name=f"{_ITEM}/cover", who="hanne", scene=meeting("items"), sent={"cover": "Læs {mark}"}),
    Operation(name=f"{_AT}/order", who="hanne", scene=two_items, sent={"order": "{other},{number}"}),
    Operation(name=f"{_AT}/send", who="hanne", scene=meeting("items")),
    Operation(
        name=f"{_AT}/begin",
        who="karen",
        scene=meeting("items"),
        sent={"present": [oid(who) for who in COUNCIL]},
    ),
    Operation(name=f"{_ITEM}/turn", who="karen", scene=meeting("items", "begin")),
    Operation(name=f"{_ITEM}/draft", who="karen", scene=meeting("items", "begin", "turn"), sent=_DRAFT),
    Operation(name=f"{_ITEM}/decide", who="karen", scene=meeting("items", "begin", "turn"), sent=_DRAFT),
    Operation(
        name=f"{_ITEM}/postpone",
        who="karen",
        scene=meeting("items", "begin", "turn"),
        sent={"reason": "Tiden gik. {mark}", "version": "{hold_version}"},
    ),
    Operation(name=f"{_AT}/close", who="karen", scene=meeting("items", "begin", "decide")),
    Operation(
        name=f"{_AT}/minutes",
        who="karen",
        scene=meeting("items", "begin", "decide", "close"),
        sent={"minutes": "Referat {mark}"},
    ),
    Operation(name=f"{_AT}/publish", who="karen", scene=meeting("items", "begin", "decide", "close")),
)
