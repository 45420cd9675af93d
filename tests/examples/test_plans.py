"""The example's Word files are what its script writes from its content, and hold what real plans hold."""

from collections import Counter
from datetime import date

import pytest

from tests.examples import contents


@pytest.fixture(scope="module")
def written() -> dict[str, bytes]:
    return dict(contents.script().editions())


def test_script_writes_one_file_for_each_edition(written: dict[str, bytes]):
    assert list(written) == [edition["file"] for edition in contents.locality()["editions"]]


def test_script_writes_the_same_bytes_each_time(written: dict[str, bytes]):
    assert dict(contents.script().editions()) == written


@pytest.mark.parametrize("number", contents.NUMBERS)
def test_committed_file_is_what_the_script_writes(written: dict[str, bytes], number: int):
    again = written[f"sedgeshire-crisis-care-plan-edition-{number}.docx"]

    assert contents.words_and_fills(contents.word_file(number)) == contents.words_and_fills(again)


@pytest.mark.parametrize("number", contents.NUMBERS)
def test_edition_is_dated_as_the_locality_says(number: int):
    (edition,) = (e for e in contents.locality()["editions"] if e["number"] == number)

    assert contents.content(number)["dated"] == edition["dated"]
    assert edition["dated"] < date(2026, 11, 1)


@pytest.mark.parametrize(
    ("number", "counts"),
    [
        (1, {"amber": 30, "red": 10, "green": 6, None: 1}),
        (2, {"amber": 33, "green": 10, "red": 5}),
        (3, {"amber": 22, "green": 14, "blue": 7, "red": 4, "grey": 2, None: 1}),
    ],
)
def test_edition_has_as_many_of_each_colour_as_it_tells(number: int, counts: dict[str | None, int]):
    found: Counter[str | None] = Counter()
    for row in contents.rows(number):
        found[row.get("rag")] += len(row["ref"].split())

    assert found == counts


@pytest.mark.parametrize("number", contents.NUMBERS)
def test_every_theme_of_a_row_stands_in_the_list_of_themes(number: int):
    (themes,) = (block["themes"] for block in contents.content(number)["front"] if "themes" in block)
    criteria = {words for theme in themes for words in theme["criteria"]}

    assert {row["theme"] for row in contents.rows(number)} == criteria


@pytest.mark.parametrize("number", contents.NUMBERS)
def test_every_colour_used_stands_in_the_key(number: int):
    front = contents.content(number)["front"]
    (key,) = (value for block in front for kind, value in block.items() if kind.startswith("key_in"))

    assert {row["rag"] for row in contents.rows(number) if row.get("rag")} == set(key["meanings"])
