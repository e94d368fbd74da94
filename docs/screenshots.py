"""Takes the pictures in docs/pictures, in Danish and English: `make screenshots`.

`python -m docs.screenshots board map` takes these alone.
"""

import asyncio
import sys

from docs.scenes import SCENES
from docs.stage import Stage, fresh_demo
from technology_map.people.people import Language
from tests.browser import open_browser


async def take_all(*names: str) -> None:
    """Every picture, or those named; each language from a demo of its own."""
    for language in Language:
        async with fresh_demo() as url, open_browser() as browser:
            for scene in SCENES:
                if not names or scene.__name__ in names:
                    await scene(Stage(browser, url, language))


if __name__ == "__main__":
    asyncio.run(take_all(*sys.argv[1:]))
