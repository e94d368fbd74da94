"""What the template says above its empty lines, and how a line of it is told from a card."""

from collections.abc import Mapping

from technology_map.people.people import Language
from technology_map.sheets.columns import NUMBER, SOLUTION_COLUMNS, Column
from technology_map.sheets.detail_columns import BELONGS_TO, DETAIL_COLUMNS
from technology_map.texts import Texts, texts
from technology_map.words.terms import TermList
from technology_map.words.value_lists import code_word, codes_of


def fillable() -> tuple[Column, ...]:
    """The columns of the template: the mark of each line, and everything that can be filled in."""
    return tuple(one for one in SOLUTION_COLUMNS if one.field == NUMBER or not one.told)


MARKED = (NUMBER, BELONGS_TO)
"""The first columns, in which a line says that it is no card."""
EXAMPLE = (
    "title summary area department phase purpose challenges background effect reception user_reception"
    " technologies beneficiaries in_operation_since vendor contact_name"
).split()
"""The fields that the example fills in; its texts are `sheet_example.<field>`."""


def fillable_rows(kind: str) -> tuple[Column, ...]:
    """The columns of the template of a kind of rows: everything that can be filled in."""
    return tuple(one for one in DETAIL_COLUMNS[kind] if not one.told)


def help_of(column: Column, t: Texts) -> str:
    """The line of help under the heading; in the first column the mark that tells it from a card."""
    if column.field in MARKED:
        return t("sheet_mark.help")
    if column.called:
        return t(f"{column.called}.help")
    own = f"sheet_help.{column.field}"
    return t(own if own in t.sentences else f"ask.{column.field}.help")


def prompt_of(column: Column, t: Texts) -> str:
    """What Excel says beside a cell that is being filled in."""
    return t("sheet_help.detail_of") if column.field == BELONGS_TO else help_of(column, t)


def example_of(column: Column, t: Texts) -> str:
    """The example's cell; in the first column the mark that tells it from a card."""
    if column.field == NUMBER:
        return t("sheet_mark.example")
    if isinstance(column.words, TermList) and column.field in EXAMPLE:
        return next((code_word(t, column.words, code) for code in codes_of(t, column.words)), "")
    return t(f"sheet_example.{column.field}") if column.field in EXAMPLE else ""


def is_help(line: Mapping[str, str]) -> bool:
    """Whether a line, by field, is the template's line of help."""
    return _marked(line, "help")


def is_example(line: Mapping[str, str]) -> bool:
    """Whether a line, by field, is the template's example as it came.

    Somebody who writes a card over the example has changed its title: that line counts. Where the first
    column was deleted, the title alone tells the example.
    """
    titles = {texts(one)("sheet_example.title") for one in Language}
    marked = NUMBER not in line or _marked(line, "example")
    return marked and line.get("title", "").strip() in titles


def _marked(line: Mapping[str, str], mark: str) -> bool:
    marks = {texts(one)(f"sheet_mark.{mark}") for one in Language}
    return any(line.get(field, "").strip() in marks for field in MARKED)
