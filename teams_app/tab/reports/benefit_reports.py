"""What the benefits tell: every answer to a follow-up, and realised against expected as it is gathered."""

from collections.abc import Iterable

from teams_app.tab.benefits.benefits_view import benefit_groups, gathered_by, group_heading
from teams_app.tab.reports.report import Report, Row, Source, column, local
from teams_app.tab.sentences import word
from technology_map.benefits.benefits import Benefit
from technology_map.benefits.follow_ups import FollowUp, FollowUpState
from technology_map.search.finding import by_name
from technology_map.sheets.columns import Kind
from technology_map.words.values import Light


def _follow_ups(source: Source) -> Iterable[Row]:
    """The history of every benefit, in the order in which it came."""
    t, answers = source.t, source.tab.store.records(FollowUp)
    for benefit in source.tab.store.records(Benefit):
        thing = by_name(source.overview, benefit.thing)
        for one in answers.about(benefit.key):
            yield (
                benefit.thing,
                thing.title if thing else "",
                benefit.indicator,
                benefit.unit,
                one.due or "",
                word(t, FollowUpState, one.state),
                "" if one.realised is None else one.realised,
                word(t, Light, one.light),
                one.source,
                one.comment,
                one.next_on or "",
                one.to_name,
                one.answered_by,
                local(one.answered_at),
            )


FOLLOW_UPS = Report(
    "follow-ups",
    (
        column("sheet.detail_of", Kind.CARD_NAME),
        column("sheet.detail_title"),
        column("detail.benefits.indicator"),
        column("detail.benefits.unit"),
        column("report.asked_on", Kind.DATE),
        column("report.answer"),
        column("report.realised", Kind.NUMBER),
        column("benefits.light"),
        column("benefits.source"),
        column("benefits.comment", Kind.TEXT),
        column("benefits.next_on", Kind.DATE),
        column("report.to_name"),
        column("report.answered_by", Kind.PERSON),
        column("report.answered_at", Kind.MOMENT),
    ),
    _follow_ups,
)


def _sums(source: Source) -> Iterable[Row]:
    """The figures of the picture. Figures of different units stand in rows of their own."""
    by = gathered_by(source.query)
    for group in benefit_groups(source.tab, by):
        for one in group.sums:
            yield (
                group_heading(source.t, source.overview, by, group.key),
                one.unit,
                "" if one.expected is None else one.expected,
                "" if one.realised is None else one.realised,
                len(one.rows),
                one.without_expected,
                one.without_realised,
            )


BENEFIT_SUMS = Report(
    "benefit-sums",
    (
        column("benefits.gathered"),
        column("detail.benefits.unit"),
        column("benefits.expected", Kind.NUMBER),
        column("benefits.realised_label", Kind.NUMBER),
        column("report.benefits", Kind.NUMBER),
        column("report.without_expected", Kind.NUMBER),
        column("report.without_realised", Kind.NUMBER),
    ),
    _sums,
)
