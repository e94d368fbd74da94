"""How one wants to be told: the form, and what is sent."""

from aiohttp import web

from teams_app.tab.rendering import page as drawn_page
from teams_app.tab.rendering import status_of
from teams_app.tab.request_context import RequestContext
from teams_app.tab.sentences import Filled, Option, filled_again
from technology_map.people.preferences import HOURS, FollowedNews, Preference
from technology_map.people.preferring import PreferenceForm
from technology_map.people.rights import require_writer
from technology_map.validation.forms import read_form
from technology_map.validation.refusals import Refused
from technology_map.words.value_lists import choices_of

SHOWN_AGAIN = ("invalid_fields", "not_kept")


async def page(context: RequestContext) -> web.Response:
    """What the person has chosen."""
    require_writer(context.caller)
    return _drawn(context, _filled(context.tab.preferring.choice(context.caller)))


async def choose(context: RequestContext) -> web.Response:
    """Keep a choice; the page as it stands then, or as it was left."""
    typed = await context.form()
    try:
        form = read_form(PreferenceForm, typed, context.today)
        kept = await context.tab.preferring.choose(context.caller, form)
    except Refused as no:
        if no.refusal.code not in SHOWN_AGAIN:
            raise
        return _drawn(context, filled_again(context.t, typed, no.refusal), status=status_of(no.refusal))
    return _drawn(context, _filled(kept), toast=context.t("preferences.saved"))


def _filled(choice: Preference) -> Filled:
    return Filled(
        values={
            "followed": choice.followed.value,
            "quiet_from": str(choice.quiet_from),
            "quiet_to": str(choice.quiet_to),
        }
    )


def _drawn(context: RequestContext, filled: Filled, *, toast: str = "", status: int = 200) -> web.Response:
    chosen = filled.value("followed")
    choices = [Option(code, word, code == chosen) for code, word in choices_of(context.t, FollowedNews)]
    hours = {
        name: [Option(str(hour), f"{hour:02}:00", str(hour) == filled.value(name)) for hour in range(HOURS)]
        for name in ("quiet_from", "quiet_to")
    }
    return drawn_page(
        context,
        "preferences.html",
        status=status,
        filled=filled,
        choices=choices,
        hours=hours,
        toast=toast,
    )
