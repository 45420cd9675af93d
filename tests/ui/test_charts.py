"""Charts drawn on the server: kept until what they show changes, in our own font, from no other host."""

import xml.etree.ElementTree as ET

import pytest

from concordat.ui import charts

SPEC = {
    "data": {"values": [{"a": "One", "b": 1}, {"a": "Two", "b": 2}]},
    "mark": "bar",
    "encoding": {"x": {"field": "a", "type": "nominal"}, "y": {"field": "b", "type": "quantitative"}},
}


@pytest.fixture
def draw(tmp_path):
    def drawn(spec=SPEC, ending="svg"):
        return charts.drawing(spec, ending, kept_in=tmp_path / "charts", fonts=tmp_path / "no-fonts")

    return drawn


def test_chart_is_a_picture_with_words(draw):
    svg = draw()
    assert ET.fromstring(svg).tag == "{http://www.w3.org/2000/svg}svg"
    assert b">Two<" in svg
    assert charts.FONT.encode() in svg
    assert draw(ending="png").startswith(b"\x89PNG")


def test_chart_is_drawn_once_and_anew_when_it_shows_something_else(draw, tmp_path, monkeypatch):
    first = draw()
    times = []
    monkeypatch.setattr(charts, "_draw", lambda *given: times.append(given) or b"drawn anew")
    assert draw() == first
    assert not times
    changed = {**SPEC, "data": {"values": [{"a": "One", "b": 5}]}}
    assert draw(changed) == b"drawn anew"
    assert draw(changed) == b"drawn anew"
    assert len(times) == 1
    assert len(list((tmp_path / "charts").iterdir())) == 2


def test_drawings_of_long_ago_make_room(draw, tmp_path, monkeypatch):
    monkeypatch.setattr(charts, "_draw", lambda *given: b"drawn")
    monkeypatch.setattr(charts, "MOST_KEPT", 3)
    for count in range(6):
        draw({"count": count})
    assert len(list((tmp_path / "charts").iterdir())) == 3


def test_disk_that_takes_nothing_costs_only_the_next_drawing(tmp_path, monkeypatch):
    monkeypatch.setattr(charts, "_draw", lambda *given: b"drawn")
    (tmp_path / "charts").write_text("a file stands where the folder should be")
    assert charts.drawing(SPEC, "svg", kept_in=tmp_path / "charts", fonts=tmp_path) == b"drawn"


def test_chart_fetches_nothing(draw):
    fetching = {**SPEC, "data": {"url": "http://127.0.0.1:9/data.json"}}
    try:
        svg = draw(fetching)
    except ValueError:
        return
    assert b">Two<" not in svg
