"""Conditions and orders of a view as CAML, the query language of SharePoint's views."""

from xml.sax.saxutils import escape, quoteattr

from sharepoint_lists.schema.columns import Column


def one_of(column: Column, words: tuple[str, ...]) -> str:
    """The column holds one of the words."""
    values = "".join(f'<Value Type="Text">{escape(word)}</Value>' for word in words)
    return f"<In>{_field(column.name)}<Values>{values}</Values></In>"


def equal(column: Column, word: str) -> str:
    """The column holds the word."""
    return f'<Eq>{_field(column.name)}<Value Type="Text">{escape(word)}</Value></Eq>'


def not_empty(column: Column) -> str:
    """The column holds something."""
    return f"<IsNotNull>{_field(column.name)}</IsNotNull>"


def within_days(column: Column, days: int) -> str:
    """The column's date is at most so many days ago; CAML counts from the reader's today."""
    return f"<Geq>{_field(column.name)}{_today(-days)}</Geq>"


def before_today(column: Column) -> str:
    """The column's date is over."""
    return f"<Lt>{_field(column.name)}{_today(0)}</Lt>"


def both(first: str, second: str) -> str:
    """Two conditions; the first should be the indexed one, SharePoint narrows by it."""
    return f"<And>{first}{second}</And>"


def query(where: str, order: tuple[tuple[str, bool], ...], group: str = "") -> str:
    """The whole query: `order` holds names and whether upwards, `group` the column of the headings."""
    said = ""
    if group:
        said += f'<GroupBy Collapse="FALSE" GroupLimit="100">{_field(group)}</GroupBy>'
    if order:
        fields = "".join(_ordered(name, upwards) for name, upwards in order)
        said += f"<OrderBy>{fields}</OrderBy>"
    return said + (f"<Where>{where}</Where>" if where else "")


def _field(name: str) -> str:
    return f"<FieldRef Name={quoteattr(name)}/>"


def _ordered(name: str, upwards: bool) -> str:
    return _field(name) if upwards else f'<FieldRef Name={quoteattr(name)} Ascending="FALSE"/>'


def _today(days: int) -> str:
    offset = f' OffsetDays="{days}"' if days else ""
    return f'<Value Type="DateTime"><Today{offset}/></Value>'
