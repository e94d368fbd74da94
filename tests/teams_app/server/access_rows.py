"""What a row of the access matrix is: the kinds of people, their answers, and what is sent.

A column a kind of person, in the order of KINDS. A route answers with an HTTP status. A verb and a
chat command answer with an HTTP status where there is no turn, else with `done` or the code of the
refusal.
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


def answers(text: str) -> dict[str, str]:
    return dict(zip(KINDS, text.split(), strict=True))


#                     nobody employee submitter manager member secretary guest let-in stranger
ANYONE = answers("      200      200       200     200    200       200   200    200      200")
NOBODY = answers("      401      401       401     401    401       401   401    401      401")
NO_FILE = answers("     404      404       404     404    404       404   404    404      404")
READERS = answers("     401      200       200     200    200       200   403    200      401")
NO_NEWS = answers("     401      204       204     204    204       204   403    204      401")
WRITERS = answers("     401      200       200     200    200       200   403    403      401")
OWNER = answers("       401      403       200     403    403       200   403    403      401")
ALONE = answers("       401      403       200     403    403       403   403    403      401")
SECRETARY = answers("   401      403       403     403    403       200   403    403      401")
WITHDRAWS = answers("   401      403       200     403    409       409   403    403      401")
REPLIES = answers("     401      403       200     403    409       409   403    403      401")
ASSESSES = answers("    401      403       409     403    409       200   403    403      401")
DECIDES = answers("     401      403       409     403    200       200   403    403      401")

NO_RUN = answers("      401      403       403     403    403       204   403    403      401")
NO_UPLOAD = answers("   401      410       410     410    410       410   403    410      401")
NO_ATTACHMENT = answers("401     404       404     404    404       404   403    404      401")
NO_REMARK = answers("   401      404       404     404    404       404   403    403      401")
NO_ROW = answers("      401      403       403     403    403       404   403    403      401")
BACKERS = answers("     401      200       403     200    200       200   403    403      401")
COUNCIL = answers("     401      403       403     403    200       200   403    403      401")

HEARS = answers("       401      403       200     403    200       200   403    403      401")
ELSEWHERE = answers("   401      403       403     403    403       404   403    403      401")
GATHERS = answers("     401      403       403     403    422       422   403    403      401")

NOT_ASSESSED = answers("    401      403       403     403    409       409   403    403      401")
ASKS = answers("        401      403       403     403    403       200   403    403      401")
NO_MEETING = answers("  401      404       404     404    404       404   403    404      401")
NO_MEETING_TO_ALL = answers("401 404 404 404 404 404 403 404 401")
NO_WORKSHOP = answers("401 404 404 404 404 404 403 403 401")
NO_COUNCIL_MEETING = answers("401 403 403 403 404 404 403 403 401")
NO_CRITERIA = answers(" 401      403       403     403    403       422   403    403      401")

SAYS = answers("        401     done      done    done   done      done guest   done      403")
HANDS_IN = answers("    401     done      done    done   done      done guest  guest      403")
OWN = answers("401 not_yours done not_yours not_yours not_yours guest guest 403")
NO_THREAD = answers("401 not_found not_found not_found not_found not_found guest guest 403")
CORRECTS = answers("401 not_yours done not_yours not_yours done guest guest 403")
BACKS = answers("401 done own_support done done done guest guest 403")
REUSES_IT = answers("401 done own_card done done done guest guest 403")
CHOOSES = answers("401 submitter_only done submitter_only submitter_only submitter_only guest guest 403")

QUICK = {
    "submission_key": "{key}",
    "problem": "Vi går 40 gange om natten.",
    "title": "Sensorer på natteronden",
    "solution": "En sensor under madrassen.",
    "expected_benefits": "Beboerne sover.",
}
MARKED = {"marked": "{number}:{seq}", "end": "assessment", "action_key": "{key}"}
ASKED = {"seq": "{seq}", "action_key": "{key}"}
PROMISES = dict.fromkeys(("submitted", "clarification", "assessment", "ready", "on_agenda"), "21")
WORKSHOP = {"title": "Velfærd", "day": "2030-05-02", "cards": "L-0001", "submission_key": "{key}"}
MEETING = {"day": "2030-05-02", "starts": "13:00", "submission_key": "{key}"}
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


def move(end: str) -> dict[str, str]:
    return {"end": end, "seq": "{seq}", "reason": "Det er klart.", "action_key": "{key}", "overrule": "yes"}


SHARED_FILE = """{{"format": "teknologikort-cards", "version": "1.0", "origin": "Skovby",
"exported_on": "2026-10-01", "cards": [{{"id": "L-1", "title": "Gulvsensorer {key}"}}]}}"""


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
