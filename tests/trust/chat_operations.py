"""What can be done in the chat: the verbs of the bot and the commands of the message extension that write."""

from tests.teams_app.server.access_rows import AMINA, QUICK, SHARED
from tests.trust.council_scenes import DUE, PNG, benefit
from tests.trust.operation import Operation
from tests.trust.scenes import after, card, followed, moved, nothing, proposal, remarked

_ONE, _ITS_CARD = {"name": "{name}"}, {"name": "{card_name}"}
_WHY = {"why": "En slåfejl."}
_PROPOSED = {**QUICK, "title": "Sensorer {mark}", "key": "{key}"}
_EDIT = {one: text for one, text in QUICK.items() if one != "submission_key"} | _WHY
_EDIT_CARD = {one: text for one, text in SHARED.items() if one != "submission_key"} | _WHY
_MOVED = {**_ONE, "seq": "whole:{seq}", "reason": "Det er klart. {mark}", "key": "{key}"}
_COLLEAGUE = {"ids": AMINA, "names": "Amina Yusuf"}

OPERATIONS = (
    Operation(name="press propose", who="mette", scene=nothing, sent=_PROPOSED),
    Operation(
        name="press share",
        who="jonas",
        scene=nothing,
        sent={**SHARED, "title": "Måtter {mark}", "key": "{key}"},
    ),
    Operation(
        name="press save_proposal",
        who="mette",
        scene=proposal,
        sent={**_EDIT, **_ONE, "version": "{version}", "solution": "En måtte {mark}."},
    ),
    Operation(
        name="press save_solution_card",
        who="jonas",
        scene=card,
        sent={**_EDIT_CARD, **_ITS_CARD, "version": "{card_version}", "background": "Måtte {mark}."},
    ),
    Operation(
        name="press save_step",
        who="mette",
        scene=proposal,
        sent={**_WHY, **_ONE, "version": "{version}", "solution": "Måtte {mark}.", "step": "solution"},
    ),
    Operation(name="press confirm_withdraw", who="mette", scene=followed, sent=_MOVED),
    Operation(name="press send_answer", who="mette", scene=moved("clarification"), sent=_MOVED),
    Operation(name="press support", who="jonas", scene=proposal, sent=_ONE),
    Operation(name="press unsupport", who="jonas", scene=followed, sent=_ONE),
    Operation(name="press follow", who="amina", scene=proposal, sent=_ONE),
    Operation(name="press unfollow", who="amina", scene=followed, sent=_ONE),
    Operation(name="press add_co_submitters", who="mette", scene=proposal, sent={**_ONE, "ids": AMINA}),
    Operation(
        name="press remove_co_submitter",
        who="mette",
        scene=after(proposal, ("mette", "proposals/{number}/co-submitters", _COLLEAGUE)),
        sent={**_ONE, "person": AMINA},
    ),
    Operation(
        name="press leave",
        who="amina",
        scene=after(proposal, ("mette", "proposals/{number}/co-submitters", _COLLEAGUE)),
        sent=_ONE,
    ),
    Operation(
        name="press send_remark",
        who="jonas",
        scene=followed,
        sent={**_ONE, "kind": "question", "text": "Hvem? {mark}", "key": "{key}"},
    ),
    Operation(
        name="press answer_remark",
        who="mette",
        scene=remarked,
        sent={"remark": "{remark}", "text": "Natholdet. {mark}", "key": "{key}"},
    ),
    Operation(name="press ask_word", who="amina", scene=nothing, sent={"text": "Ord {mark}"}),
    Operation(
        name="press send_reuse",
        who="amina",
        scene=card,
        sent={**_ITS_CARD, "by_area": "health", "contact": "Amina {mark}", "key": "{key}"},
    ),
    Operation(name="press confirm_card", who="jonas", scene=card, sent=_ITS_CARD),
    Operation(name="press retire_card", who="jonas", scene=card, sent=_ITS_CARD),
    Operation(
        name="press answer_benefit",
        who="birgit",
        scene=benefit,
        sent={
            "row": "whole:{row}",
            "light": "yellow",
            "due": DUE,
            "realised": "25",
            "comment": "Ja {mark}",
        },
    ),
    Operation(
        name="press keep_preferences",
        who="soren",
        scene=after(nothing, ("soren", "preferences", {"followed": "at_once"})),
        sent={"followed": "daily"},
        alone=True,
    ),
    Operation(name="file til {name}", who="mette", scene=proposal, file=PNG, adds=True),
    Operation(name="extend newProposal", who="soren", scene=nothing, sent=_PROPOSED),
    Operation(name="extend messageToProposal", who="soren", scene=nothing, sent=_PROPOSED),
)
