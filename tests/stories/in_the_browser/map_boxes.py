"""Where the map's words are as the browser has drawn them, and which of them leave their room."""

from playwright.async_api import Frame

_OUTSIDE = """() => {
  const holds = (room, box) => room.x <= box.x && room.y <= box.y
    && box.x + box.width <= room.x + room.width && box.y + box.height <= room.y + room.height;
  const corners = ({ x, y, width, height }) => [x, x + width].flatMap((across) =>
    [y + height * 0.25, y + height * 0.75].map((down) => new DOMPoint(across, down)));
  const inTheHub = (text) => {
    const segment = text.previousElementSibling;
    if (text.matches(".map-inside")) return corners(text.getBBox()).every((at) => segment.isPointInFill(at));
    const ring = text.closest(".map-hub").getBBox();
    const x = ring.x + ring.width / 2, box = text.getBBox();
    return x - 75 < box.x && box.x + box.width < x + 75;
  };
  const inItsPanel = (text) => {
    const box = text.getBBox(), link = text.closest("a");
    const figure = link?.querySelector(".map-figure");
    if (figure && figure !== text && box.x + box.width > figure.getBBox().x) return false;
    if (link?.matches(".map-chip") && !holds(link.querySelector("rect").getBBox(), box)) return false;
    return holds(text.closest(".map-panel").querySelector(".map-ground").getBBox(), box);
  };
  const texts = [...document.querySelectorAll("svg.map text")]
    .filter((text) => text.textContent && text.checkVisibility());
  const inside = (text) => (text.closest(".map-panel") ? inItsPanel(text) : inTheHub(text));
  return [texts.length, texts.filter((text) => !inside(text)).map((text) => text.textContent)];
}"""


async def words_outside(frame: Frame) -> tuple[int, list[str]]:
    """How many words the pictures that are seen now hold, and those that leave their room.

    Within a panel that is the panel, for a chip its own box, for a group what its figure leaves free;
    in the middle it is the ring, and for a number its own piece of the ring.
    """
    found, outside = await frame.evaluate(_OUTSIDE)
    return found, outside
