"""What is looked at in every variety: each theme, width, fault and person. `make test` plays its short form.

`make check`, which decides what lands, plays all of it.
"""

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import settings

WHOLE = 100
"""Examples of a law that says no number of its own (Hypothesis' usual)."""
sweep = pytest.mark.sweep


def swept(values: Sequence[Any], short: int = 1) -> list[Any]:
    """The values of a parameter, of which the first few are the short form."""
    rest = (one if type(one) is tuple else (one,) for one in values[short:])
    return [*values[:short], *(pytest.param(*one, marks=sweep) for one in rest)]


def examples(count: int) -> int:
    """How many examples of a law are tried where `count` are in the sweep: in the short form a quarter."""
    usual = settings.default
    return max(5, count * (usual.max_examples if usual else WHOLE) // WHOLE)


THEMES = swept(["default", "dark", "contrast"])
"""Teams' themes, of which the default one is the short form."""
