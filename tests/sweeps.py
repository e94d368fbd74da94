"""What is looked at in every variety: each theme, width, fault and person. `make test` plays its short form.

`make check`, which decides what lands, plays all of it.
"""

from collections.abc import Sequence
from typing import Any

import pytest

sweep = pytest.mark.sweep


def swept(values: Sequence[Any], short: int = 1) -> list[Any]:
    """The values of a parameter, of which the first few are the short form."""
    rest = (one if type(one) is tuple else (one,) for one in values[short:])
    return [*values[:short], *(pytest.param(*one, marks=sweep) for one in rest)]


THEMES = swept(["default", "dark", "contrast"])
"""Teams' themes, of which the default one is the short form."""
