"""The pages' pictures as files of their own, each out of the same figures as its page and its table."""

from collections.abc import Callable
from decimal import Decimal

from teams_app.tab.benefits.benefit_view import amount_or_unknown
from teams_app.tab.benefits.benefits_view import gathered_by, group_heading, key_by
from teams_app.tab.reports.drawing import (
    EXPECTED,
    MARGIN,
    QUIET,
    REALISED,
    WELL,
    Drawing,
    begun,
    legend,
    stacked,
)
from teams_app.tab.reports.map_picture_file import map_picture
from teams_app.tab.reports.report import Source
from teams_app.tab.sentences import word
from technology_map.benefits.benefits import Benefit
from technology_map.benefits.figures import UnitSum, every, gathered
from technology_map.benefits.follow_ups import FollowUp
from technology_map.cards.field_table import GUIDEPOSTS
from technology_map.method.cockpit import counts_of, things_of
from technology_map.method.guideposts import matrix
from technology_map.method.maturity import maturity
from technology_map.words.alphabet import in_order
from technology_map.words.terms import TermList
from technology_map.words.values import Degree, Familiarity, Phase, Provenness

PHASE_COLOURS = ("#0f6cbd", "#038387", "#881798", "#5b5fc7", "#bc4b09", "#107c10", "#4a5459", "#8a8a8a")
"""One for each phase, and one for none."""
LABELS = 240
"""How wide the words at the left are."""
DEGREE_COLOURS = dict(zip(Degree, ("#0b4a0b", "#0f6cbd", "#bc4b09", "#b10e1c", "#616161"), strict=True))


def benefits_picture(source: Source) -> bytes:
    """Realised against expected, gathered as the page is; each unit by itself."""
    t, store, by = source.t, source.tab.store, gathered_by(source.query)
    made = begun(f"{t('benefits.heading')}: {t(f'benefits.by.{by.value}')}", t("benefits.lead"))
    legend(made, [(EXPECTED, t("benefits.expected")), (REALISED, t("benefits.realised_label"))])
    rows = every(store.records(Benefit), store.records(FollowUp))
    for group in gathered(rows, key_by(source.overview, by)):
        made.text(
            MARGIN, made.height + 8, group_heading(t, source.overview, by, group.key), size=16, bold=True
        )
        made.height += 22
        for one in group.sums:
            _bars(made, source, one)
    if not rows:
        made.text(MARGIN, made.height, t("benefits.nothing"), fill=QUIET)
    made.height += MARGIN
    return made.file()


def _bars(made: Drawing, source: Source, one: UnitSum) -> None:
    t, zero = source.t, Decimal(0)
    most = max(abs(one.expected or zero), abs(one.realised or zero)) or Decimal(1)
    made.text(MARGIN, made.height + 22, one.unit, room=LABELS - MARGIN)
    for value, colour in ((one.expected, EXPECTED), (one.realised, REALISED)):
        wide = float(abs(value or zero) / most) * 460
        made.rect(LABELS, made.height, wide, 16, fill=colour)
        made.text(LABELS + wide + 8, made.height + 13, amount_or_unknown(t, value), size=13)
        made.height += 20
    missing = (
        t.many("benefits.without_expected", one.without_expected) if one.without_expected else "",
        t.many("benefits.without_realised", one.without_realised) if one.without_realised else "",
    )
    if said := " ".join(filter(None, missing)):
        made.text(LABELS, made.height + 11, said, size=12, fill=QUIET, room=made.width - LABELS - MARGIN)
        made.height += 16
    made.height += 12


def areas_picture(source: Source) -> bytes:
    """The digital status: the cards of each area by phase."""
    t = source.t
    made = begun(t("areas.heading"), t("areas.picture_hint"))
    phases: tuple[Phase | None, ...] = (*Phase, None)
    colours = dict(zip(phases, PHASE_COLOURS, strict=True))
    words = {one: word(t, Phase, one) or t("tab.status.no_phase") for one in phases}
    legend(made, [(colours[one], words[one]) for one in phases])
    offered = source.overview.vocabulary.offered(TermList.AREA)
    cards = {one.code: counts_of(source.overview, one.code) for one in offered}
    most = max((found.cards for found in cards.values()), default=0)
    for code, found in cards.items():
        counted = found.phases
        made.text(MARGIN, made.height + 15, word(t, TermList.AREA, code), room=LABELS - 2 * MARGIN)
        pieces = [(counted[one], colours[one], words[one]) for one in phases if counted[one]]
        stacked(made, LABELS, 560, pieces, most)
        made.text(made.width - MARGIN, made.height + 15, t.number(found.cards), end=True, bold=True)
        made.height += 30
    made.height += MARGIN
    return made.file()


def maturity_picture(source: Source) -> bytes:
    """How well an area knows its technologies, and how proven they are."""
    t, overview, code = source.t, source.overview, source.query.get("area", "")
    known = overview.vocabulary.get(TermList.AREA, code) is not None
    area = word(t, TermList.AREA, code) if known else ""
    made = begun(" · ".join(filter(None, (area, t("area.maturity")))), t("area.maturity_hint"))
    things = things_of(overview, code) if known else None
    found = maturity(things.cards, things.proposals, overview.vocabulary) if things else []
    columns: tuple[Familiarity | None, ...] = (*Familiarity, None)
    step = (made.width - 2 * MARGIN - 150) / len(columns)
    for at, one in enumerate(columns):
        said = word(t, Familiarity, one) or t("benefits.nowhere")
        made.text(MARGIN + 150 + at * step, made.height, said, size=12, bold=True, room=step - 8)
    made.height += 12
    for row in (*Provenness, None):
        inside = {one: [m for m in found if (m.provenness, m.familiarity) == (row, one)] for one in columns}
        tall = max(1, *(len(each) for each in inside.values())) * 20 + 10
        made.line(MARGIN, made.height, made.width - MARGIN, made.height)
        said = word(t, Provenness, row) or t("benefits.nowhere")
        made.text(MARGIN, made.height + 20, said, size=12, bold=True, room=140)
        for at, one in enumerate(columns):
            for place, each in enumerate(inside[one]):
                y, x = made.height + 6 + place * 20, MARGIN + 150 + at * step
                made.rect(x, y, step - 8, 18, fill=WELL)
                name = word(t, TermList.TECHNOLOGY, each.technology)
                made.text(x + 5, y + 13, name, size=12, room=step - 18)
        made.height += tall
    made.height += MARGIN
    return made.file()


def guideposts_picture(source: Source) -> bytes:
    """How far the proposals of each area follow each guidepost."""
    t, found = source.t, matrix(source.overview, 0)
    made = begun(t("guideposts.heading"), t("guideposts.lead"))
    legend(made, [(DEGREE_COLOURS[one], word(t, Degree, one)) for one in Degree])
    for area in sorted(found, key=lambda code: (code is None, in_order(word(t, TermList.AREA, code)))):
        said = word(t, TermList.AREA, area) or t("tab.filter.no_area")
        made.text(MARGIN, made.height + 8, said, size=16, bold=True)
        made.height += 20
        for name in GUIDEPOSTS:
            counted = found[area][name].counts if name in found[area] else {}
            made.text(MARGIN, made.height + 15, t(f"ask.{name}"), size=12, room=LABELS + 60 - MARGIN)
            pieces = [
                (counted[one], DEGREE_COLOURS[one], word(t, Degree, one)) for one in Degree if one in counted
            ]
            if pieces:
                stacked(made, LABELS + 60, 500, pieces, sum(counted.values()))
            else:
                made.text(LABELS + 60, made.height + 15, t("guideposts.unanswered"), size=12, fill=QUIET)
            made.height += 26
        made.height += 10
    if not found:
        made.text(MARGIN, made.height, t("guideposts.nothing"), fill=QUIET)
    made.height += MARGIN
    return made.file()


PICTURES: dict[str, Callable[[Source], bytes]] = {
    "benefits": benefits_picture,
    "areas": areas_picture,
    "maturity": maturity_picture,
    "guideposts": guideposts_picture,
    "map": map_picture,
}
"""A new picture is a function and its line here."""
