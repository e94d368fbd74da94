"""The access matrix as data: what each route, verb and command answers to each kind of person.

A column a kind of person, in the order of KINDS. A route answers with an HTTP status. A verb and a
chat command answer with an HTTP status where there is no turn, else with `done` or the code of the
refusal. A command of the command line asks nobody who they are: what it needs stands in CLI.
"""

from dataclasses import dataclass, field
from typing import Any

KINDS: dict[str, str] = {
    "nobody": "",
    "employee": "jonas",
    "submitter": "mette",
    "manager": "birgit",
    "member": "karen",
    "secretary": "hanne",
    "guest": "gustav",
    "guest let in": "gustav",
    "stranger": "frank",
}
"""Who plays each kind. `nobody` has no token; `guest let in`: where the setting lets guests read."""


def _answers(text: str) -> dict[str, str]:
    return dict(zip(KINDS, text.split(), strict=True))


#                     nobody employee submitter manager member secretary guest let-in stranger
ANYONE = _answers("      200      200       200     200    200       200   200    200      200")
NOBODY = _answers("      401      401       401     401    401       401   401    401      401")
NO_FILE = _answers("     404      404       404     404    404       404   404    404      404")
READERS = _answers("     401      200       200     200    200       200   403    200      401")
NO_NEWS = _answers("     401      204       204     204    204       204   403    204      401")
WRITERS = _answers("     401      200       200     200    200       200   403    403      401")
OWNER = _answers("       401      403       200     403    403       200   403    403      401")
ALONE = _answers("       401      403       200     403    403       403   403    403      401")
SECRETARY = _answers("   401      403       403     403    403       200   403    403      401")
WITHDRAWS = _answers("   401      403       200     403    409       409   403    403      401")
REPLIES = _answers("     401      403       200     403    409       409   403    403      401")
ASSESSES = _answers("    401      403       409     403    409       200   403    403      401")
DECIDES = _answers("     401      403       409     403    200       200   403    403      401")

NO_RUN = _answers("      401      403       403     403    403       204   403    403      401")
NO_ROW = _answers("      401      403       403     403    403       404   403    403      401")
BACKERS = _answers("     401      200       403     200    200       200   403    403      401")
COUNCIL = _answers("     401      403       403     403    200       200   403    403      401")

SAYS = _answers("        401     done      done    done   done      done guest   done      403")
HANDS_IN = _answers("    401     done      done    done   done      done guest  guest      403")
OWN = _answers("401 not_yours done not_yours not_yours not_yours guest guest 403")
BACKS = _answers("401 done own_support done done done guest guest 403")
CHOOSES = _answers("401 submitter_only done submitter_only submitter_only submitter_only guest guest 403")

QUICK = {
    "submission_key": "{key}",
    "problem": "Vi går 40 gange om natten.",
    "title": "Sensorer på natteronden",
    "solution": "En sensor under madrassen.",
    "expected_benefits": "Beboerne sover.",
}
NEW_AREA = {"name_da": "Beredskab {key}", "submission_key": "{key}"}
SHARED = {
    "submission_key": "{key}",
    "title": "Gulvsensorer på Solbakken",
    "challenges": "Nattevagten opdagede for sent, når en beboer var faldet.",
    "background": "En måtte i gulvet giver besked.",
    "area": "health",
}
WHY = {"why": "En slåfejl."}
EDIT = {**QUICK, **WHY, "version": "{version}", "solution": "En måtte foran sengen."}
EDIT_CARD = {**SHARED, **WHY, "version": "{card_version}", "background": "En ny måtte."}
NEXT_STEP = {"seen": "{mark}", "next_step": "IT henter et tilbud."}
del EDIT["submission_key"], EDIT_CARD["submission_key"]
STEP = {**WHY, "version": "{version}", "solution": "En måtte foran sengen.", "familiarity": "used"}
CARD_STEP = {**WHY, "version": "{card_version}", "background": "En ny måtte.", "vendor": "Os selv"}


SHEET = "Titel;Udfordring;Baggrund\n{key};Nattevagten kom for sent.;En måtte i gulvet.\n"
IT = {"list": "area", "code": "it"}
AMINA = "11111111-0000-4000-8000-000000000003"
COLLEAGUE = {"ids": AMINA, "names": "Amina Yusuf"}


def _move(end: str) -> dict[str, str]:
    return {"end": end, "seq": "{seq}", "reason": "Det er klart.", "action_key": "{key}", "overrule": "yes"}


@dataclass(frozen=True, slots=True)
class Row:
    """One row: what is asked for, of what (`scene`), with what, and every kind's answer.

    `{…}` in `sent` and in the address is filled in from the scene. `writes`: where it is not
    refused a row of the lists is written; otherwise never. `file`: the words of an uploaded file,
    sent in place of JSON, with its digest as the file that was looked at.
    """

    name: str
    answers: dict[str, str]
    scene: str = "submitted"
    sent: dict[str, Any] = field(default_factory=dict)
    writes: bool = False
    file: str = ""


_PROPOSAL, _CARD = "/tab/part/proposals/{number}", "/tab/part/solutions/{number}"

ROUTES: tuple[Row, ...] = (
    Row("GET /tab", ANYONE),
    Row("GET /tab/", ANYONE),
    Row("GET /tab/config", ANYONE),
    Row("GET /tab/static/dist/{name}", NO_FILE),  # the shell's files are built, not kept: ask for none
    Row("GET /healthz", ANYONE),
    Row("GET /readyz", ANYONE),
    Row("POST /api/messages", NOBODY),  # a person's token is not Teams'; with Teams' own: VERBS
    Row("GET /tab/part/start", READERS),
    Row("GET /tab/part/config", READERS),
    Row("GET /tab/part/board", READERS),
    Row("GET /tab/part/board/results", READERS),
    Row(f"GET {_PROPOSAL}", READERS),
    Row(f"GET {_PROPOSAL}/live", READERS),
    Row(f"GET {_PROPOSAL}/changed", NO_NEWS),
    Row(f"GET {_PROPOSAL}/edit", OWNER),
    Row(f"GET {_PROPOSAL}/steps/{{step}}", OWNER),
    Row(f"GET {_PROPOSAL}/moves/{{end}}", WITHDRAWS, sent={"end": "withdrawn"}),
    Row(f"GET {_PROPOSAL}/moves/{{end}}", ASSESSES, sent={"end": "assessment"}),
    Row(f"GET {_PROPOSAL}/moves/{{end}}", DECIDES, "on agenda", {"end": "pilot"}),
    Row(f"GET {_PROPOSAL}/next-step", COUNCIL),
    Row("GET /tab/part/ranking", READERS),
    Row("GET /tab/part/ranking/results", READERS),
    Row("GET /tab/part/overview", READERS),
    Row("GET /tab/part/overview/live", READERS),
    Row("GET /tab/part/map", READERS),
    Row("GET /tab/part/map/results", READERS),
    Row("GET /tab/files/{ticket}", NO_FILE, sent={"ticket": "made-up"}),
    Row("POST /tab/part/files", READERS, sent={"what": "solutions", "form": "csv", "query": ""}),
    Row("GET /tab/part/solutions", READERS),
    Row("GET /tab/part/solutions/import", SECRETARY),
    Row("GET /tab/part/solutions/import/{run}", SECRETARY, sent={"run": "0123456789abcdef"}),
    Row("GET /tab/part/solutions/import/{run}/live", NO_RUN, sent={"run": "0123456789abcdef"}),
    Row("POST /tab/part/solutions/import/preview", SECRETARY, file=SHEET),
    Row("POST /tab/part/solutions/import", SECRETARY, file=SHEET, writes=True),
    Row("GET /tab/part/solutions/results", READERS),
    Row(f"GET {_CARD}", READERS),
    Row(f"GET {_CARD}/live", READERS),
    Row(f"GET {_CARD}/edit", OWNER),
    Row(f"GET {_CARD}/steps/{{step}}", OWNER),
    Row("GET /tab/part/glossary", READERS),
    Row("GET /tab/part/glossary/results", READERS),
    Row("GET /tab/part/glossary/ask", WRITERS),
    Row("POST /tab/part/glossary/questions", WRITERS, sent={"word": "Ord {key}"}, writes=True),
    Row("GET /tab/part/named/word-{code}", READERS, sent={"code": "iot"}),
    Row("GET /tab/part/setup", SECRETARY),
    Row("GET /tab/part/setup/live", SECRETARY),
    Row("GET /tab/part/setup/new/{list}", SECRETARY, sent={"list": "area"}),
    Row("GET /tab/part/setup/terms/{list}/{code}", SECRETARY, sent={"list": "area", "code": "it"}),
    Row("GET /tab/part/setup/terms/{list}/{code}/merge", SECRETARY, sent={"list": "area", "code": "it"}),
    Row("POST /tab/part/setup/new/{list}", SECRETARY, sent={"list": "area", **NEW_AREA}, writes=True),
    Row(
        "POST /tab/part/setup/terms/{list}/{code}",
        SECRETARY,
        sent={"list": "area", "code": "it", "name_da": "It", "name_en": "IT", "version": "{term_version}"},
        writes=True,
    ),
    Row(
        "POST /tab/part/setup/terms/{list}/{code}/press",
        SECRETARY,
        sent={"list": "area", "code": "hr", "change": "down"},
        writes=True,
    ),
    Row(
        "POST /tab/part/setup/terms/{list}/{code}/merge",
        SECRETARY,
        sent={"list": "area", "code": "hr", "into": "it"},
        writes=True,
    ),
    Row(f"GET {_PROPOSAL}/wording", READERS),
    Row(f"GET {_PROPOSAL}/places", READERS),
    Row(f"GET {_CARD}/wording", READERS),
    Row("GET /tab/part/ownership", SECRETARY),
    Row("GET /tab/part/setup/terms/{list}/{code}/editors", SECRETARY, sent=IT),
    Row("GET /tab/part/mine", READERS),
    Row("GET /tab/part/mine/live", READERS),
    Row("GET /tab/part/named/{name}", READERS),
    Row("GET /tab/part/new/proposal", WRITERS),
    Row("GET /tab/part/new/solution", WRITERS),
    Row("GET /tab/part/similar", READERS),
    Row("GET /tab/part/choices", READERS),
    Row("GET /tab/part/changes", READERS),
    Row("POST /tab/part/proposals", WRITERS, sent=QUICK, writes=True),
    Row("POST /tab/part/solutions", WRITERS, sent=SHARED, writes=True),
    Row(f"POST {_PROPOSAL}/edit", OWNER, sent=EDIT, writes=True),
    Row(f"POST {_CARD}/edit", OWNER, sent=EDIT_CARD, writes=True),
    Row(f"POST {_PROPOSAL}/steps/{{step}}", OWNER, sent=STEP, writes=True),
    Row(f"POST {_CARD}/steps/{{step}}", OWNER, sent=CARD_STEP, writes=True),
    Row(f"POST {_PROPOSAL}/moves", WITHDRAWS, sent=_move("withdrawn"), writes=True),
    Row(f"POST {_PROPOSAL}/moves", ASSESSES, sent=_move("assessment"), writes=True),
    Row(f"POST {_PROPOSAL}/moves", REPLIES, "asked", _move("submitted"), writes=True),
    Row(f"POST {_PROPOSAL}/moves", DECIDES, "on agenda", _move("pilot"), writes=True),
    Row(f"POST {_PROPOSAL}/support", BACKERS, writes=True),
    Row(f"POST {_PROPOSAL}/unsupport", WRITERS),
    Row(f"POST {_PROPOSAL}/follow", WRITERS, writes=True),
    Row(f"POST {_PROPOSAL}/unfollow", WRITERS),
    Row(f"POST {_PROPOSAL}/co-submitters", ALONE, sent=COLLEAGUE, writes=True),
    Row(f"POST {_PROPOSAL}/co-submitters/remove", ALONE, sent={"person": AMINA}),
    Row(f"POST {_CARD}/follow", WRITERS, writes=True),
    Row(f"POST {_CARD}/unfollow", WRITERS),
    Row(f"POST {_PROPOSAL}/responsible", OWNER, sent=COLLEAGUE, writes=True),
    Row(f"POST {_PROPOSAL}/responsible/take", OWNER, writes=True),
    Row(f"POST {_CARD}/responsible", OWNER, sent=COLLEAGUE, writes=True),
    Row(f"POST {_CARD}/responsible/take", OWNER, writes=True),
    Row("POST /tab/part/ownership", SECRETARY, sent={**COLLEAGUE, "of": "nobody"}),
    Row("POST /tab/part/setup/terms/{list}/{code}/editors", SECRETARY, sent={**COLLEAGUE, **IT}, writes=True),
    Row(
        "POST /tab/part/setup/terms/{list}/{code}/editors/remove",
        SECRETARY,
        sent={"person": AMINA, **IT},
        writes=True,
    ),
    Row("POST /tab/part/rows/{kind}/{number}/take-in", NO_ROW, sent={"kind": "proposals"}),
    Row("POST /tab/part/rows/{kind}/{number}/leave", NO_ROW, sent={"kind": "proposals"}),
    Row(f"POST {_PROPOSAL}/next-step", COUNCIL, "on agenda", NEXT_STEP, writes=True),
    Row("POST /tab/part/ranking/{number}", COUNCIL, "on agenda", {"where": "last"}, writes=True),
)
"""Every (method, route) of the app. HEAD is answered as GET is, and has no row of its own."""

_ONE, _ITS_CARD = {"name": "{name}"}, {"name": "{card_name}"}
_MOVED = {**_ONE, "seq": "{seq}", "reason": "Det er klart.", "key": "{key}"}

VERBS: tuple[Row, ...] = (
    Row("welcome", SAYS),
    Row("help", SAYS),
    Row("mine", SAYS),
    Row("more_mine", SAYS, sent={"skip": 5}),
    Row("search", SAYS, sent={"text": "sensorer"}),
    Row("anything", SAYS, sent={"text": "sensorer"}),
    Row("more_found", SAYS, sent={"asked": "sensorer", "skip": 5}),
    Row("open", SAYS, sent=_ONE),
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
    Row("open", SAYS, sent={"text": "{name}"}),
)
"""Every chat command in the order of the bot's: the verb it leads to, and the words somebody writes."""

CLI: dict[str, tuple[str, int]] = {
    "demo": ("nothing: it makes a tenant of its own on this machine", 0),
    "serve": ("the installation's settings, and the app's own credential for SharePoint", 2),
    "provision": ("the installation's settings, and a credential that may make lists", 2),
    "doctor": ("the installation's settings; --probe a credential that may make lists", 2),
    "import": ("the installation's settings, and a credential that may write rows", 2),
    "export": ("the installation's settings, and a credential that may read rows", 2),
    "template": ("nothing: it holds nothing of the municipality's", 0),
    "manifest": ("the package's settings; an administrator of Teams to upload what it makes", 2),
}
"""Every command of the command line: what it needs instead of a person, and how it ends without."""
