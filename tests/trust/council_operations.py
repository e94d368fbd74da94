"""What the council and its secretaries can do in the tab."""

from tests.teams_app.server.access_rows import AMINA, COLLEAGUE, PROMISES, SHARED_FILE, SHEET
from tests.teams_app.tab.assessing.assessors import marks
from tests.trust.council_scenes import (
    assessed,
    conflicted,
    criteria,
    elsewhere_file,
    from_elsewhere,
    goal,
    lises,
    stepping,
    term,
    with_editor,
    workshop,
)
from tests.trust.meeting_scenes import agenda_group, two_ready
from tests.trust.operation import Operation
from tests.trust.scenes import (
    IN_PLACE,
    ON_AGENDA,
    after,
    day,
    followed,
    moved,
    nothing,
    oid,
    proposal,
    two,
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

MOVING = (
    Operation(name=f"{_OF}/moves", who="hanne", scene=followed, sent={**_MOVE, "end": "assessment"}),
    Operation(
        name=f"{_OF}/moves",
        shows="pilot",
        who="karen",
        scene=moved(*ON_AGENDA, first=followed),
        sent={**_MOVE, "end": "pilot"},
    ),
    Operation(
        name=f"{_OF}/moves",
        shows="in operation",
        who="hanne",
        scene=moved(*IN_PLACE, first=followed),
        sent={**_MOVE, "end": "in_operation"},
    ),
    Operation(
        name=f"{_OF}/moves",
        shows="merged",
        who="hanne",
        scene=two,
        sent={**_MOVE, "end": "merged", "leads_to": "{other_name}"},
    ),
    Operation(
        name="POST inbox/move",
        who="hanne",
        scene=proposal,
        sent={"marked": "{number}:{seq}", "end": "assessment", "action_key": "{key}"},
    ),
    Operation(
        name="POST inbox/{number}/ask",
        who="hanne",
        scene=proposal,
        sent={"seq": "{seq}", "action_key": "{key}"},
    ),
    Operation(
        name="POST inbox/{number}/caseworker", who="hanne", scene=proposal, sent={"person": oid("karen")}
    ),
    Operation(
        name=f"{_OF}/next-step",
        who="karen",
        scene=stepping,
        sent={"seen": "{seen}", "next_step": "IT henter et tilbud {mark}."},
    ),
    Operation(
        name="POST ranking/{number}", who="karen", scene=moved(*ON_AGENDA), sent={"seen": "", "where": "last"}
    ),
    Operation(
        name="POST ownership",
        who="hanne",
        scene=lises,
        sent={**COLLEAGUE, "of": oid("lise")},
        alone=True,
    ),
)

ASSESSING = (
    Operation(
        name="POST assessments/{number}", who="karen", scene=assessed, sent={**_MARKS, "comment": "Ja {mark}"}
    ),
    Operation(
        name="POST assessments/{number}/draft",
        who="karen",
        scene=assessed,
        sent={**_MARKS, "comment": "Ja {mark}"},
    ),
    Operation(
        name="POST assessments/{number}/conflict",
        who="karen",
        scene=assessed,
        sent={"reason": "Min bror {mark}."},
    ),
    Operation(name="POST assessments/{number}/conflict/withdraw", who="karen", scene=conflicted),
    Operation(
        name="POST value",
        who="hanne",
        scene=after(nothing, ("hanne", "value", {"hours": "1", "cost": "1"})),
        sent={"hours": "400", "cost": "7"},
        alone=True,
    ),
    Operation(
        name="POST pipeline",
        who="hanne",
        scene=after(nothing, ("hanne", "pipeline", dict.fromkeys(PROMISES, "14"))),
        sent=PROMISES,
        alone=True,
    ),
    Operation(
        name="POST guideline",
        who="hanne",
        scene=after(nothing, ("hanne", "guideline", {"text": "Tænk"})),
        sent={"text": "Spørg {mark}"},
        alone=True,
    ),
    Operation(
        name="POST questions/2/decisions",
        who="karen",
        scene=nothing,
        sent={"text": "Vi spørger {mark}", "submission_key": "{key}"},
        alone=True,
    ),
    Operation(name="POST criteria", who="hanne", scene=criteria, alone=True),
)

METHOD = (
    Operation(
        name="POST solutions/import",
        who="hanne",
        scene=nothing,
        file=SHEET.replace("{key}", "{mark}"),
        alone=True,
    ),
    Operation(name="POST workshops/{workshop}/lead/pause", who="hanne", scene=workshop("begin")),
    Operation(name="POST workshops/{workshop}/lead/resume", who="hanne", scene=workshop("begin", "pause")),
    Operation(
        name="POST workshops",
        who="hanne",
        scene=workshop(),
        sent={"title": "Ny {mark}", "day": day(3), "cards": "{card_name}", "submission_key": "{key}"},
    ),
    Operation(name="POST workshops/{workshop}/lead/begin", who="hanne", scene=workshop()),
    Operation(name="POST workshops/{workshop}/lead/show", who="hanne", scene=workshop("begin", "place")),
    Operation(
        name="POST workshops/{workshop}/lead/end", who="hanne", scene=workshop("begin", "place", "show")
    ),
    Operation(
        name="POST workshops/{workshop}/turn",
        who="hanne",
        scene=workshop("begin", "place", "show"),
        sent={"card": "{other_card}"},
    ),
    Operation(
        name="POST workshops/{workshop}/agree",
        who="hanne",
        scene=workshop("begin", "place", "show"),
        sent={"card": "{card_name}", "purpose": "service", "reason": "Derfor {mark}."},
    ),
    Operation(
        name="POST synergies",
        who="karen",
        scene=two_ready,
        sent={
            "title": "Tryghed {mark}",
            "proposals": ["{name}", "{other_name}"],
            "submission_key": "{key}",
        },
    ),
    Operation(
        name="POST synergies/{group}/agenda", who="hanne", scene=agenda_group, sent={"meeting": "{meeting}"}
    ),
    Operation(name="POST synergies/{group}/dissolve", who="karen", scene=agenda_group),
    Operation(name="POST plan/goals", who="karen", scene=nothing, sent=_GOAL),
    Operation(
        name="POST plan/goals/{goal}", who="karen", scene=goal, sent={**_GOAL, "version": "{goal_version}"}
    ),
    Operation(name="POST plan/goals/{goal}/remove", who="karen", scene=goal),
    Operation(
        name="POST plan/adopt",
        who="karen",
        scene=goal,
        sent={"meeting": "", "note": "Enstemmigt {mark}.", "submission_key": "{key}"},
        alone=True,
    ),
    Operation(
        name="POST elsewhere/take-in",
        who="hanne",
        scene=elsewhere_file,
        sent={"chosen": "{chosen}"},
        file=SHARED_FILE.replace("L-1", "L-{key}"),
    ),
    Operation(name="POST elsewhere/{row}/remove", who="hanne", scene=from_elsewhere),
)

WORDS = (
    Operation(name="POST setup/new/area", who="hanne", scene=nothing, sent=_TERM, alone=True),
    Operation(
        name=_AREA,
        who="hanne",
        scene=term,
        sent={"name_da": "Nyt {mark}", "name_en": "New {mark}", "version": "{term_version}"},
        alone=True,
    ),
    Operation(name=f"{_AREA}/press", who="hanne", scene=term, sent={"change": "retire"}, alone=True),
    Operation(name=f"{_AREA}/merge", who="hanne", scene=term, sent={"into": "it"}, alone=True),
    Operation(name=f"{_AREA}/editors", who="hanne", scene=term, sent=COLLEAGUE, alone=True),
    Operation(
        name=f"{_AREA}/editors/remove",
        who="hanne",
        scene=with_editor,
        sent={"person": AMINA},
        alone=True,
    ),
)
OPERATIONS = MOVING + ASSESSING + METHOD + WORDS
