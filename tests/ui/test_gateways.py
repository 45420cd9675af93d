import json
import re
from importlib.metadata import version
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from concordat.ui import gateways

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "node_modules" / "nhsuk-frontend"
needs_front_end = pytest.mark.skipif(not PACKAGE.is_dir(), reason="`npm ci` has not been run")

STYLES = (
    "@font-face{font-family:Frutiger W01;src:url(https://fonts.example.org/a.woff2) format('woff2')}"
    "body{font-family:Frutiger W01,arial,sans-serif}"
    ".a{background:url(/assets/images/icon-a.svg)}.b{background:url('/assets/images/icon-b.svg')}\n"
    "/*# sourceMappingURL=styles.css.map */\n"
)


@pytest.fixture
def package(tmp_path) -> Path:
    laid = tmp_path / "nhsuk-frontend"
    distribution = laid / "dist" / "nhsuk"
    (distribution / "assets" / "images").mkdir(parents=True)
    (distribution / "nhsuk-frontend.min.css").write_text(STYLES)
    (distribution / "nhsuk-frontend.min.js").write_text("export{initAll};//# sourceMappingURL=script.js.map")
    for name in ("icon-a.svg", "icon-b.svg", "logo.svg"):
        (distribution / "assets" / "images" / name).write_text(f"<svg>{name}</svg>")
    return laid


def test_patched_styles_ask_no_other_host():
    patched = gateways.patch_styles(STYLES)
    assert re.findall(r"https?://|@font-face|Frutiger|sourceMappingURL", patched) == []


def test_patched_styles_keep_a_font_and_reach_pictures_beside_them():
    patched = gateways.patch_styles(STYLES)
    assert f"body{{font-family:{gateways.SYSTEM_FONTS}}}" in patched
    assert re.findall(r"url\([^)]*\)", patched) == ["url(images/icon-a.svg)", "url('images/icon-b.svg')"]


def test_only_pictures_that_are_used_are_kept(package, tmp_path):
    target = tmp_path / "front-end"
    assert gateways.keep_front_end(package, target) == 4
    assert sorted(path.name for path in (target / "nhsuk" / "images").iterdir()) == ["icon-a.svg", "icon-b.svg"]


def test_second_time_writes_nothing(package, tmp_path):
    gateways.keep_front_end(package, tmp_path / "front-end")
    assert gateways.keep_front_end(package, tmp_path / "front-end") == 0


def test_changed_file_is_written_again(package, tmp_path):
    target = tmp_path / "front-end"
    gateways.keep_front_end(package, target)
    (target / "nhsuk" / "nhsuk-frontend.min.css").write_text("broken")
    assert gateways.keep_front_end(package, target) == 1


def test_font_is_kept_with_its_licence_and_only_once(tmp_path):
    source = tmp_path / "open-sans"
    for name in ("400Regular/OpenSans_400Regular.ttf", "700Bold/OpenSans_700Bold.ttf", "LICENSE_FONT", "README.md"):
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).write_text(name)
    target = gateways.fonts_in(tmp_path / "front-end")
    assert [gateways.keep_fonts(source, target) for _ in range(2)] == [3, 0]
    assert sorted(path.name for path in target.iterdir()) == [
        "LICENSE_FONT",
        "OpenSans_400Regular.ttf",
        "OpenSans_700Bold.ttf",
    ]


def test_font_that_is_not_there_is_spoken_of(tmp_path):
    with pytest.raises(gateways.FrontEndMissing, match="npm ci"):
        gateways.keep_fonts(tmp_path / "nowhere", tmp_path)


def test_command_says_what_is_missing(tmp_path):
    with pytest.raises(CommandError, match="npm ci"):
        call_command("fetch_front_end", package=tmp_path / "nowhere")


@needs_front_end
def test_design_system_as_fetched_asks_no_other_host(tmp_path, settings):
    settings.FRONT_END = tmp_path
    call_command("fetch_front_end", package=PACKAGE, stdout=StringIO())
    styles = (tmp_path / "nhsuk" / "nhsuk-frontend.min.css").read_text()
    assert re.findall(r"url\([^)]*//[^)]*\)|@import|Frutiger|sourceMappingURL", styles) == []
    assert f"font-family:{gateways.SYSTEM_FONTS}" in styles
    asked_for = set(re.findall(r"url\(images/([^)]*)\)", styles))
    assert asked_for == {path.name for path in (tmp_path / "nhsuk" / "images").iterdir()}


@needs_front_end
def test_design_system_is_the_one_that_the_macros_are_paired_with():
    fetched = json.loads((PACKAGE / "package.json").read_text())["version"]
    assert (fetched, version("nhsuk-frontend-jinja")) == ("10.6.1", "0.10.2")


@needs_front_end
def test_collecting_static_files_follows_every_address(tmp_path, settings):
    settings.FRONT_END = tmp_path / "front-end"
    gateways.keep_front_end(PACKAGE, settings.FRONT_END)
    settings.STATICFILES_DIRS = [settings.FRONT_END]
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
    }
    call_command("collectstatic", interactive=False, verbosity=0)
    manifest = json.loads((tmp_path / "static" / "staticfiles.json").read_text())["paths"]
    assert {"nhsuk/nhsuk-frontend.min.css", "nhsuk/nhsuk-frontend.min.js", "ui/concordat.css", "ui/icon.svg"} <= set(
        manifest
    )


def test_our_own_styles_ask_no_other_host():
    styles = {path.name: path.read_text() for path in (ROOT / "concordat").glob("*/static/**/*.css")}
    assert {"concordat.css", "paper.css", "plans.css"} <= set(styles)
    assert {
        name: found for name, text in styles.items() if (found := re.findall(r"url\(|@import|https?://", text))
    } == {}
