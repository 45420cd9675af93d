"""Reads the design system and the font as they were fetched and keeps what pages and PDF files use of them."""

import re
from collections.abc import Iterator
from pathlib import Path

# Frutiger may be used by NHS bodies only, and comes from another host; these are on the reader's own machine.
SYSTEM_FONTS = '-apple-system,BlinkMacSystemFont,"Segoe UI",Roboto,"Liberation Sans",Arial,sans-serif'

# The font of PDF files, which must hold theirs: open (SIL OFL 1.1), and it has the letters of Europe's languages.
FONT_PACKAGE = "@expo-google-fonts/open-sans"
_FONT_FILES = ("400Regular/OpenSans_400Regular.ttf", "700Bold/OpenSans_700Bold.ttf", "LICENSE_FONT")


class FrontEndMissing(Exception):
    """The design system, or the font, has not been fetched."""


def keep_front_end(source: Path, target: Path) -> int:
    """Copy the design system's styles, script and pictures into `target`; gives the number of files written.

    `source` is the package as npm lays it down (`node_modules/nhsuk-frontend`). A file that already stands as it
    should is left alone. Raises `FrontEndMissing`.
    """
    distribution = source / "dist" / "nhsuk"
    styles, script = (distribution / name for name in ("nhsuk-frontend.min.css", "nhsuk-frontend.min.js"))
    if not styles.is_file() or not script.is_file():
        raise FrontEndMissing(f"The design system is not in {source}. Run `npm ci` in the project's folder first.")
    patched = patch_styles(styles.read_text())
    files = {
        "nhsuk-frontend.min.css": patched.encode(),
        "nhsuk-frontend.min.js": patch_script(script.read_text()).encode(),
        **{
            f"images/{name}": (distribution / "assets" / "images" / name).read_bytes()
            for name in pictures_used_by(patched)
        },
    }
    return sum(_write(target / "nhsuk" / name, content) for name, content in files.items())


def keep_fonts(source: Path, target: Path) -> int:
    """Copy the font of PDF files, and its licence, into `target`; gives the number of files written.

    `source` is the package as npm lays it down (`node_modules/` and `FONT_PACKAGE`). Raises `FrontEndMissing`.
    """
    if not all((source / name).is_file() for name in _FONT_FILES):
        raise FrontEndMissing(f"The font of PDF files is not in {source}. Run `npm ci` in the project's folder first.")
    return sum(_write(target / Path(name).name, (source / name).read_bytes()) for name in _FONT_FILES)


def fonts_in(front_end: Path) -> Path:
    """The folder of the font within what set-up keeps (`settings.FRONT_END`), as the writer of PDF files takes it."""
    return front_end / "fonts"


def patch_styles(styles: str) -> str:
    """The styles without fonts from another host, with addresses that collecting static files can follow."""
    patched = re.sub(r"@font-face\{[^}]*\}", "", styles)
    patched = re.sub(r"font-family:\s*Frutiger W01,arial,sans-serif", f"font-family:{SYSTEM_FONTS}", patched)
    patched = re.sub(r"url\((['\"]?)/assets/images/", r"url(\1images/", patched)
    return re.sub(r"/\*# sourceMappingURL=[^*]*\*/", "", patched)


def patch_script(script: str) -> str:
    """The script without its source map, which is not kept."""
    return re.sub(r"//# sourceMappingURL=\S*", "", script)


def pictures_used_by(styles: str) -> Iterator[str]:
    """The names of the pictures that patched styles ask for, each once."""
    yield from sorted(set(re.findall(r"url\(['\"]?images/([\w.-]+)", styles)))


def _write(path: Path, content: bytes) -> bool:
    if path.is_file() and path.read_bytes() == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return True
