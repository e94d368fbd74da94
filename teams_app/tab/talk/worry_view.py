"""Worries as they are drawn: about one thing, or all of them by theme."""

from dataclasses import dataclass
from secrets import token_urlsafe

from teams_app.tab.request_context import RequestContext
from teams_app.tab.sentences import Filled, Option
from technology_map.search.finding import by_name
from technology_map.talk.worries import WorryTheme
from technology_map.talk.worrying import Shown
from technology_map.validation.limits import REASON_LIMIT


@dataclass(frozen=True, slots=True)
class AnswerView:
    """An answer: with a name and a time."""

    author: str
    written: str
    text: str


@dataclass(frozen=True, slots=True)
class WorryView:
    """A worry. `waits` says since when nobody has answered, for the council; `form_key` is for an answer."""

    key: str
    reference: str
    theme: str
    text: str
    answers: tuple[AnswerView, ...]
    waits: str
    about: str
    address: str
    form_key: str


@dataclass(frozen=True, slots=True)
class WorriesView:
    """The worries about one thing, and the form for a new one. `where` is the form that came back."""

    address: str
    worries: tuple[WorryView, ...]
    themes: tuple[Option, ...]
    may_write: bool
    form_key: str
    filled: Filled
    where: str
    limit: int = REASON_LIMIT


@dataclass(frozen=True, slots=True)
class ThemeView:
    """A theme with its worries."""

    name: str
    worries: tuple[WorryView, ...]


@dataclass(frozen=True, slots=True)
class AllWorriesPage:
    """The page of all worries."""

    themes: tuple[ThemeView, ...]
    summary: str


def worries_view(
    context: RequestContext, address: str, thing: str, filled: Filled | None = None, where: str = ""
) -> WorriesView:
    """The worries about a thing."""
    t, shown = context.t, filled or Filled()
    chosen = shown.value("theme")
    return WorriesView(
        address=address,
        worries=tuple(_worry(context, one) for one in context.tab.worrying.shown(thing)),
        themes=tuple(
            Option(one.value, t(f"worry_theme.{one.value}"), one.value == chosen) for one in WorryTheme
        ),
        may_write=not context.caller.guest,
        form_key=shown.value("submission_key") or token_urlsafe(16),
        filled=shown,
        where=where,
    )


def all_worries(context: RequestContext) -> AllWorriesPage:
    """Every worry by theme; for the council those that nobody has answered come first."""
    t, found = context.t, context.tab.worrying.shown()
    by_theme = [(theme, [one for one in found if one.theme is theme]) for theme in WorryTheme]
    themes = [
        ThemeView(
            t(f"worry_theme.{theme.value}"),
            tuple(_worry(context, one) for one in sorted(these, key=lambda one: bool(one.answers))),
        )
        for theme, these in by_theme
        if these
    ]
    unanswered = t.many("worries.unanswered", sum(not one.answers for one in found))
    count = t.many("worries.count", len(found))
    return AllWorriesPage(tuple(themes), f"{count} {unanswered}" if found else "")


def _worry(context: RequestContext, one: Shown) -> WorryView:
    t, thing = context.t, by_name(context.overview, one.thing)
    waits = ""
    if context.caller.on_council and not one.answers:
        waits = t("worries.waits", day=t.day(one.since))
    return WorryView(
        key=one.key,
        reference=one.reference,
        theme=t(f"worry_theme.{one.theme.value}"),
        text=one.text,
        answers=tuple(
            AnswerView(each.author.name, t.moment(each.written_at), each.text) for each in one.answers
        ),
        waits=waits,
        about=f"{one.thing} {thing.title}" if thing else one.thing,
        address=f"named/{one.thing}",
        form_key=token_urlsafe(16),
    )
