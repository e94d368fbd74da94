"""The access matrix of the chat: what each verb, invoke and command answers to each kind of person."""

from tests.teams_app.server.access_rows import (
    AMINA,
    BACKS,
    CARD_STEP,
    CHOOSES,
    CORRECTS,
    EDIT,
    EDIT_CARD,
    HANDS_IN,
    NO_THREAD,
    OWN,
    QUICK,
    SAYS,
    SHARED,
    STEP,
    Row,
)

_ONE, _ITS_CARD = {"name": "{name}"}, {"name": "{card_name}"}
_MOVED = {**_ONE, "seq": "{seq}", "reason": "Det er klart.", "key": "{key}"}

_FILES_IN_CHAT = {"files": [{"file": "seng.png", "address": "https://example.com/seng.png"}]}
VERBS: tuple[Row, ...] = (
    Row("welcome", SAYS),
    Row("help", SAYS),
    Row("mine", SAYS),
    Row("more_mine", SAYS, sent={"skip": 5}),
    Row("search", SAYS, sent={"text": "sensorer"}),
    Row("anything", SAYS, sent={"text": "sensorer"}),
    Row("more_found", SAYS, sent={"asked": "sensorer", "skip": 5}),
    Row("open", SAYS, sent=_ONE),
    Row("files", HANDS_IN, sent=_FILES_IN_CHAT),
    Row("attach", CORRECTS, sent={**_ONE, **_FILES_IN_CHAT}),
    Row("remark", HANDS_IN, sent=_ONE),
    Row(
        "send_remark",
        HANDS_IN,
        sent={**_ONE, "kind": "question", "text": "Hvem?", "key": "{key}"},
        writes=True,
    ),
    Row("answer_remark", NO_THREAD, sent={"remark": "made-up", "text": "Ja.", "key": "{key}"}),
    Row("explain", SAYS, sent={"text": "drone"}),
    Row("ask_word", HANDS_IN, sent={"text": "Ord {key}"}, writes=True),
    Row("status", SAYS, sent=_ONE),
    Row("show", SAYS, sent=_ONE),
    Row("put_back", SAYS, sent=_ONE),
    Row("new_proposal", HANDS_IN),
    Row("new_solution_card", HANDS_IN),
    Row("propose", HANDS_IN, sent={**QUICK, "key": "{key}"}, writes=True),
    Row("share", HANDS_IN, sent={**SHARED, "key": "{key}"}, writes=True),
    Row("edit_proposal", OWN, sent=_ONE),
    Row("save_proposal", OWN, sent={**EDIT, **_ONE}, writes=True),
    Row("edit_solution_card", OWN, sent=_ITS_CARD),
    Row("save_solution_card", OWN, sent={**EDIT_CARD, **_ITS_CARD}, writes=True),
    Row("step", OWN, sent=_ONE),
    Row("step", OWN, sent=_ITS_CARD),
    Row("save_step", OWN, sent={**STEP, **_ONE, "step": "solution"}, writes=True),
    Row("save_step", OWN, sent={**CARD_STEP, **_ITS_CARD, "step": "solution"}, writes=True),
    Row("withdraw", OWN, sent=_ONE),
    Row("confirm_withdraw", OWN, sent=_MOVED, writes=True),
    Row("answer", OWN, "asked", _ONE),
    Row("send_answer", OWN, "asked", _MOVED, writes=True),
    Row("support", BACKS, sent=_ONE, writes=True),
    Row("unsupport", HANDS_IN, sent=_ONE),
    Row("follow", HANDS_IN, sent=_ONE, writes=True),
    Row("follow", HANDS_IN, sent=_ITS_CARD, writes=True),
    Row("unfollow", HANDS_IN, sent=_ONE),
    Row("co_submitters", CHOOSES, sent=_ONE),
    Row("add_co_submitters", CHOOSES, sent={**_ONE, "ids": AMINA}, writes=True),
    Row("remove_co_submitter", CHOOSES, sent={**_ONE, "person": AMINA}),
    Row("leave", HANDS_IN, sent=_ONE),
    Row("workshops", SAYS),
    Row("my_area", SAYS),
    Row("benefit", NO_THREAD, sent={"row": 99}),
    Row("answer_benefit", NO_THREAD, sent={"row": 99, "due": "2026-03-01"}),
    Row("preferences", HANDS_IN),
    Row("keep_preferences", HANDS_IN, sent={"followed": "daily"}, writes=True),
)
"""Every verb of the bot, as a button of a card sends it."""

EXTENSION: tuple[Row, ...] = (
    Row("query find", SAYS, sent={"parameters": [{"name": "text", "value": "sensorer"}]}),
    Row("fetchTask newProposal", HANDS_IN),
    Row("fetchTask messageToProposal", HANDS_IN, sent={"messagePayload": {"body": {"content": "Om natten"}}}),
    Row("submitAction newProposal", HANDS_IN, sent={"data": {**QUICK, "v": 1, "key": "{key}"}}, writes=True),
    Row(
        "submitAction messageToProposal",
        HANDS_IN,
        sent={"data": {**QUICK, "v": 1, "key": "{key}"}},
        writes=True,
    ),
)
"""Every invoke of the message extension and the command of the manifest that it is for."""

COMMANDS: tuple[Row, ...] = (
    Row("help", SAYS, sent={"text": "hjælp"}),
    Row("welcome", SAYS, sent={"text": "hej"}),
    Row("new_proposal", HANDS_IN, sent={"text": "nyt forslag"}),
    Row("new_proposal", HANDS_IN, sent={"text": "new proposal"}),
    Row("new_solution_card", HANDS_IN, sent={"text": "nyt løsningskort"}),
    Row("new_solution_card", HANDS_IN, sent={"text": "del en løsning"}),
    Row("new_solution_card", HANDS_IN, sent={"text": "share a solution card"}),
    Row("mine", SAYS, sent={"text": "mine forslag"}),
    Row("status", SAYS, sent={"text": "status {name}"}),
    Row("search", SAYS, sent={"text": "søg sensorer"}),
    Row("explain", SAYS, sent={"text": "hvad er en drone?"}),
    Row("workshops", SAYS, sent={"text": "workshops"}),
    Row("my_area", SAYS, sent={"text": "mit område"}),
    Row("preferences", HANDS_IN, sent={"text": "besked"}),
    Row("open", SAYS, sent={"text": "{name}"}),
)
"""Every chat command in the order of the bot's: the verb it leads to, and the words somebody writes."""
