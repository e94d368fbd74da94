"""What everybody can do in the tab: hand in, change, back, follow, attach, talk, write beside a card."""

from tests.teams_app.server.access_rows import AMINA, COLLEAGUE, QUICK, SHARED
from tests.trust.council_scenes import (
    BENEFIT,
    DUE,
    PNG,
    attached,
    benefit,
    handmade,
    involvement,
    uploading,
    workshop,
    worried,
)
from tests.trust.operation import Operation
from tests.trust.scenes import (
    after,
    card,
    drafted,
    followed,
    moved,
    no_draft,
    nothing,
    proposal,
    remarked,
)

_OF = "POST proposals/{number}"
_CARD = "POST solutions/{card}"
_SAID = {"kind": "question", "text": "Hvem? {mark}", "submission_key": "{key}"}
_ANSWER = {"text": "Natholdet. {mark}", "submission_key": "{key}"}
_WHY = {"why": "En slåfejl."}
_EDIT = {one: text for one, text in QUICK.items() if one != "submission_key"} | _WHY
_EDIT_CARD = {one: text for one, text in SHARED.items() if one != "submission_key"} | _WHY
_HEARD = {"who": "citizens", "how": "Møde {mark}", "submission_key": "{key}"}
_MOVE = {"seq": "{seq}", "reason": "Alligevel ikke. {mark}", "action_key": "{key}"}
_PLACED = {"card": "{card_name}", "purpose": "service", "reason": "Derfor."}

HANDING_IN = (
    Operation(
        name="POST proposals",
        who="mette",
        scene=nothing,
        sent={**QUICK, "title": "Sensorer {mark}", "submission_key": "{key}"},
    ),
    Operation(
        name="POST solutions",
        who="jonas",
        scene=nothing,
        sent={**SHARED, "title": "Måtter {mark}", "submission_key": "{key}"},
    ),
    Operation(
        name="POST drafts/proposal",
        who="amina",
        scene=no_draft,
        sent={"form": "proposal", "values": {"title": "Begyndt {mark}"}, "version": ""},
        alone=True,
    ),
    Operation(name="POST drafts/proposal/forget", who="amina", scene=drafted, alone=True),
    Operation(
        name=f"{_OF}/edit",
        who="mette",
        scene=proposal,
        sent={**_EDIT, "version": "{version}", "solution": "En måtte {mark}."},
    ),
    Operation(
        name=f"{_CARD}/edit",
        who="jonas",
        scene=card,
        sent={**_EDIT_CARD, "version": "{card_version}", "background": "En måtte {mark}."},
    ),
    Operation(
        name=f"{_OF}/steps/solution",
        who="mette",
        scene=proposal,
        sent={**_WHY, "version": "{version}", "solution": "En måtte {mark}.", "familiarity": "used"},
    ),
    Operation(
        name=f"{_CARD}/steps/solution",
        who="jonas",
        scene=card,
        sent={**_WHY, "version": "{card_version}", "background": "Måtte {mark}.", "vendor": "Os"},
    ),
    Operation(name=f"{_OF}/moves", who="mette", scene=followed, sent={**_MOVE, "end": "withdrawn"}),
    Operation(
        name=f"{_OF}/moves",
        shows="answer",
        who="mette",
        scene=moved("clarification"),
        sent={**_MOVE, "end": "submitted"},
    ),
)

BACKING = (
    Operation(name=f"{_OF}/support", who="jonas", scene=proposal),
    Operation(name=f"{_OF}/unsupport", who="jonas", scene=followed),
    Operation(name=f"{_OF}/follow", who="amina", scene=proposal),
    Operation(name=f"{_OF}/unfollow", who="amina", scene=followed),
    Operation(name=f"{_CARD}/follow", who="amina", scene=card),
    Operation(
        name=f"{_CARD}/unfollow",
        who="amina",
        scene=after(card, ("amina", "solutions/{card}/follow", {})),
    ),
    Operation(name=f"{_OF}/co-submitters", who="mette", scene=proposal, sent=COLLEAGUE),
    Operation(
        name=f"{_OF}/co-submitters/remove",
        who="mette",
        scene=after(proposal, ("mette", "proposals/{number}/co-submitters", COLLEAGUE)),
        sent={"person": AMINA},
    ),
    Operation(name=f"{_OF}/responsible", who="mette", scene=proposal, sent=COLLEAGUE),
    Operation(
        name=f"{_OF}/responsible/take",
        who="mette",
        scene=after(proposal, ("mette", "proposals/{number}/responsible", COLLEAGUE)),
    ),
    Operation(name=f"{_CARD}/responsible", who="jonas", scene=card, sent=COLLEAGUE),
    Operation(
        name=f"{_CARD}/responsible/take",
        who="jonas",
        scene=after(card, ("jonas", "solutions/{card}/responsible", COLLEAGUE)),
    ),
    Operation(name=f"{_CARD}/reuse", who="amina", scene=card),
    Operation(name=f"{_CARD}/confirm", who="jonas", scene=card),
    Operation(name=f"{_CARD}/retire", who="jonas", scene=card),
    Operation(name="POST rows/proposals/{number}/take-in", who="hanne", scene=handmade),
    Operation(name="POST rows/proposals/{number}/leave", who="hanne", scene=handmade),
)

TALK = (
    Operation(name=f"{_OF}/remarks", who="jonas", scene=followed, sent=_SAID),
    Operation(
        name=f"{_OF}/remarks",
        shows="council",
        who="karen",
        scene=followed,
        sent={**_SAID, "council": "yes"},
    ),
    Operation(name=f"{_OF}/remarks/{{remark}}/answers", who="mette", scene=remarked, sent=_ANSWER),
    Operation(
        name=f"{_OF}/remarks/{{remark}}/edit",
        who="jonas",
        scene=remarked,
        sent={"kind": "question", "text": "Hvem dog? {mark}", "version": "{remark_version}"},
    ),
    Operation(
        name=f"{_OF}/worries",
        who="amina",
        scene=proposal,
        sent={"theme": "tasks", "text": "Hvad nu? {mark}", "submission_key": "{key}"},
    ),
    Operation(name=f"{_OF}/worries/{{worry}}/answers", who="hanne", scene=worried, sent=_ANSWER),
)

BESIDE = (
    Operation(name=f"{_OF}/details/involvements", who="mette", scene=proposal, sent=_HEARD),
    Operation(
        name=f"{_OF}/details/involvements/{{row}}",
        who="mette",
        scene=involvement,
        sent={**_HEARD, "version": "{row_version}"},
    ),
    Operation(name=f"{_OF}/details/involvements/{{row}}/remove", who="mette", scene=involvement),
    Operation(
        name=f"{_OF}/details/competences",
        who="mette",
        scene=proposal,
        sent={"name": "Læse data {mark}", "submission_key": "{key}"},
    ),
    Operation(
        name=f"{_OF}/details/benefits",
        who="mette",
        scene=proposal,
        sent={**BENEFIT, "indicator": "Besøg {mark}", "submission_key": "{key}"},
    ),
    Operation(
        name=f"{_CARD}/details/reuses",
        who="amina",
        scene=card,
        sent={"by_area": "health", "contact": "Amina {mark}", "submission_key": "{key}"},
    ),
    Operation(
        name="POST benefits/{row}/answer",
        who="birgit",
        scene=benefit,
        sent={
            "due": DUE,
            "state": "answered",
            "realised": "25",
            "comment": "Ja {mark}",
            "light": "yellow",
        },
    ),
    Operation(
        name="POST benefits/{row}/answer",
        shows="hand over",
        who="birgit",
        scene=benefit,
        sent={"due": DUE, "state": "handed_over", "to_id": AMINA, "to_name": "Amina Yusuf"},
    ),
    Operation(name=f"{_OF}/attachments/{{file}}/remove", who="mette", scene=attached),
    Operation(
        name=f"{_OF}/attachments/piece",
        who="mette",
        scene=uploading,
        sent={"upload": "{upload}", "first": "0"},
        file=PNG,
    ),
    Operation(name="POST workshops/{workshop}/place", who="amina", scene=workshop("begin"), sent=_PLACED),
    Operation(
        name="POST workshops/{workshop}/unplace",
        who="amina",
        scene=workshop("begin", "place"),
        sent={"card": "{card_name}"},
    ),
    Operation(name="POST glossary/questions", who="amina", scene=nothing, sent={"word": "Ord {mark}"}),
    Operation(
        name="POST preferences",
        who="peter",
        scene=after(nothing, ("peter", "preferences", {"followed": "at_once"})),
        sent={"followed": "daily", "quiet_from": "20", "quiet_to": "20"},
        alone=True,
    ),
)
OPERATIONS = HANDING_IN + BACKING + TALK + BESIDE
