"""Draws charts on the server, in our own font, and keeps each drawing until what it shows changes."""

import hashlib
import json
import tempfile
from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any, Literal

DRAWN_AS = 2  # counts up when the same dict is drawn in another way, so that older drawings are not taken for it
# Drawings of some 20 KB; those that were drawn longest ago go first. A hundred localities with ten public measures have
# two thousand, for a desk and for a phone, and a reader that follows every link would else have each drawn again.
MOST_KEPT = 5_000
FONT = "Open Sans, Arial, sans-serif"  # ours where we draw; a picture in a page has only the reader's fonts
LOOK: dict[str, Any] = {
    "font": FONT,
    "background": "white",
    "view": {"stroke": None},
    "axis": {
        "labelFontSize": 14, "titleFontSize": 14, "titleFontWeight": "normal", "labelColor": "#212b32",
        "titleColor": "#212b32", "gridColor": "#d8dde0", "domainColor": "#4c6272", "tickColor": "#4c6272",
    },
    "legend": {"labelFontSize": 15, "labelColor": "#212b32", "symbolSize": 120, "labelLimit": 600, "title": None},
    "title": {"fontSize": 16, "color": "#212b32", "anchor": "start", "fontWeight": "bold"},
}  # fmt: skip

Ending = Literal["svg", "png"]
Spec = Mapping[str, Any]


def fingerprint(spec: Spec) -> str:
    """What a drawing is known by: it changes with anything that the chart shows."""
    return hashlib.sha256(json.dumps([DRAWN_AS, LOOK, spec], sort_keys=True).encode()).hexdigest()


def drawing(spec: Spec, ending: Ending, *, kept_in: Path, fonts: Path) -> bytes:
    """A chart (a Vega-Lite dict, whose data stand in it) as SVG, or as PNG at twice its size.

    What a listener hears of an SVG is the `description` of the dict, and the `title` in its `usermeta`. Drawn once,
    then read from the folder `kept_in`, which may be emptied at any time. `fonts` holds our font.
    """
    path = kept_in / f"{fingerprint(spec)}.{ending}"
    try:
        return path.read_bytes()
    except OSError:
        content = _draw(spec, ending, fonts)
        _keep(path, content)
        return content


def _draw(spec: Spec, ending: Ending, fonts: Path) -> bytes:
    import vl_convert  # 60 MB of memory and 0.8 s of CPU, for the first chart of a process only

    if fonts.is_dir():
        vl_convert.register_font_directory(str(fonts))
    whole = {"$schema": "https://vega.github.io/schema/vega-lite/v5.json", "config": LOOK, **spec}
    # The data stand in the dict; without an address that is allowed nothing is ever fetched.
    if ending == "png":
        return bytes(vl_convert.vegalite_to_png(whole, scale=2, allowed_base_urls=[]))
    return _with_words(str(vl_convert.vegalite_to_svg(whole, allowed_base_urls=[])), spec).encode()


def _with_words(svg: str, spec: Spec) -> str:
    """The drawing as one picture with a name and a description, which is what assistive technology reads of it."""
    words = {"title": spec.get("usermeta", {}).get("title", ""), "desc": spec.get("description", "")}
    said = {tag: text for tag, text in words.items() if text}
    if not said:
        return svg
    # The marks of a library have names of their own, which say no more than "symbol".
    opening = f'<svg role="img" aria-labelledby="{" ".join(f"chart-{tag}" for tag in said)}"'
    told = "".join(f'<{tag} id="chart-{tag}">{escape(text)}</{tag}>' for tag, text in said.items())
    start, end = svg.index("<svg"), svg.index(">") + 1
    return f"{svg[:start]}{opening}{svg[start + 4 : end]}{told}{svg[end:]}"


def _keep(path: Path, content: bytes) -> None:
    """Put a drawing where the next reader finds it whole; a disk that takes nothing costs only the next drawing."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as file:
            file.write(content)
        Path(file.name).replace(path)
        kept = list(path.parent.iterdir())
        if len(kept) > MOST_KEPT:
            kept.sort(key=lambda each: each.stat().st_mtime, reverse=True)
        for old in kept[MOST_KEPT:]:
            old.unlink(missing_ok=True)
    except OSError:
        return
