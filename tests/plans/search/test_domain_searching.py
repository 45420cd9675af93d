"""Words, stems, questions, passages, choices: the rules of search without a database."""

from collections import Counter

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from concordat.plans.domain.searching import (
    Filters,
    Kind,
    Place,
    count,
    has_any,
    likeliest,
    passage,
    porter_stem,
    read_question,
    stem_of,
    theme_key,
    theme_of,
    tokens_of,
)
from concordat.plans.domain.searching.stemming import ONE_ROOT
from tests.plans.search.stems import stems_of

# Of the examples that the algorithm is published with, and words of its every step.
PUBLISHED = """consign consigned consigning consignment consist consisted consistency consistent consistently
    consisting consists consolation consolations consolatory console consoled consoles consolidate knack knackeries
    knacks knag knave knaves knavish kneaded kneading kneel kneeled kneeling kneels knees knell knelt knew knick
    generate general communism arsenal skies dying news inning proceeds exceed early only howe atlas
    ties cries gas this gaps kiwis hopped hoping feed agreed luxuriating sky say by cry enjoy happy
    vietnamization relational sensibly digitizer conformably hopefulness radically analogi geology
    triplicate goodness formative electricity replacement adjustment adoption decision probate rate controlling"""
STEMS = """consign consign consign consign consist consist consist consist consist
    consist consist consol consol consolatori consol consol consol consolid knack knackeri
    knack knag knave knave knavish knead knead kneel kneel kneel kneel knee knell knelt knew knick
    generat general communism arsenal sky die news inning proceed exceed earli onli howe atlas
    tie cri gas this gap kiwi hop hope feed agre luxuri sky say by cri enjoy happi
    vietnam relat sensibl digit conform hope radic analog geolog
    triplic good format electr replac adjust adopt decis probat rate control"""


def test_stems_are_those_that_are_published():
    assert [porter_stem(word) for word in PUBLISHED.split()] == STEMS.split()


@pytest.mark.django_db
def test_stems_are_those_of_postgresql():
    """Its own stemmer is the second implementation: over every word of this project."""
    if connection.vendor != "postgresql":
        pytest.skip("PostgreSQL's stemmer is needed: run with DATABASE_URL")
    from pathlib import Path

    import concordat

    root = Path(concordat.__file__).parent
    words = {
        token.folded
        for pattern in ("*.py", "*.jinja", "*.yaml", "*.csv")
        for path in root.rglob(pattern)
        for token in tokens_of(path.read_text())
        if token.folded.isalpha()
    }
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEXT SEARCH DICTIONARY stems_only (TEMPLATE = snowball, LANGUAGE = english)")
        cursor.execute("SELECT word, (ts_lexize('stems_only', word))[1] FROM unnest(%s::text[]) word", [sorted(words)])
        theirs = dict(cursor.fetchall())
    assert len(theirs) > 5_000
    assert {word: porter_stem(word) for word in theirs} == theirs


@pytest.mark.parametrize(("word", "root"), ONE_ROOT)
def test_words_of_one_root_are_joined_and_need_to_be(word, root):
    assert porter_stem(word) != porter_stem(root)
    assert stem_of(word) == stem_of(root)


@given(st.text())
def test_words_of_any_text_stand_where_they_say(text):
    end = 0
    for token in tokens_of(text):
        assert token.stem
        assert token.stem.isascii()
        assert token.stem.isalnum()
        assert 0 <= token.start < token.end <= len(text)
        assert token.start >= end or token.end == end  # pieces of one word share its place
        end = token.end


@given(st.text(), st.text())
def test_words_of_two_texts_are_those_of_each(one, other):
    between = "z" * 41
    assert stems_of(one, other).split() == [*stems_of(one).split(), between, *stems_of(other).split()]
    assert between not in {stem for part in read_question(f"{one} {between}").parts for stem in part}


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("street triage", [("street",), ("triag",)]),
        ("the street and the house", [("street",), ("hous",)]),
        ("the", [("the",)]),
        ('"place of safety" police', [("place", "of", "safeti"), ("polic",)]),
        ("“place of safety”", [("place", "of", "safeti")]),
        ('"unclosed words', [("unclos",), ("word",)]),
        ("A&E nurses", [("ae",), ("nurs",)]),
        ("A & E", [("ae",)]),
        ("word word words", [("word",)]),
        ("sections 135 and 136", [("s135",), ("s136",)]),
        ("ss136 s.2 Section 12", [("s136",), ("s2",), ("s12",)]),
        ("*", []),
        ("", []),
    ],
)
def test_question_is_read(typed, parts):
    assert list(read_question(typed).parts) == parts


def test_long_question_is_read_as_far_as_twelve_words():
    assert len(read_question(" ".join(f"w{n}" for n in range(40))).parts) == 12
    assert read_question("x" * 10_000).parts == (("x" * 40,),)


def marked(text: str, *stems: str, longest: int = 60, from_start: bool = False) -> str:
    stretches = passage(text, stems, longest=longest, from_start=from_start)
    return "".join(f"[{words.text}]" if words.is_marked else words.text for words in stretches)


def test_passage_is_where_most_of_the_words_are():
    text = "The police " + "said nothing of it all " * 9 + "until police cells were closed " + "for ever and ever " * 10
    assert marked(text, "polic", "cell") == "…it all until [police cells] were closed for ever and ever for…"
    assert (
        marked(text, "polic", "cell", from_start=True) == "The [police] said nothing of it all said nothing of it all…"
    )


def test_passage_of_a_short_text_is_all_of_it():
    assert marked("Open\n a  night café", "cafe", "night") == "Open a [night café]"
    assert marked("", "cafe") == ""


@given(st.text(max_size=400), st.integers(20, 120))
def test_passage_leaves_nothing_out_of_its_stretch(text, longest):
    line = " ".join(text.split())
    stems = [token.stem for token in tokens_of(line)][::3]
    found = passage(text, stems, longest=longest)
    told = "".join(words.text for words in found[bool(found) and found[0].text == "…" : None])
    assert told.removesuffix("…") in line or told in line
    assert any(words.is_marked for words in found) == has_any("".join(words.text for words in found), stems)


@pytest.mark.parametrize(
    ("theme", "section", "told"),
    [
        ("1. Access to support", "In crisis", "Access to support"),
        ("", "Section 2: Urgent access", "Urgent access"),
        ("A) Commissioning", "", "Commissioning"),
        ("A new start", "", "A new start"),
        ("2.1 quality of treatment", "", "Quality of treatment"),
        ("", "24/7 line", "24/7 line"),
        (" ", "", ""),
    ],
)
def test_theme_is_told_without_its_number(theme, section, told):
    assert theme_of(theme, section) == told


def test_themes_with_equal_words_share_a_key():
    assert theme_key("Access to support!") == theme_key("ACCESS  to support") == "access-to-support"


@pytest.mark.parametrize(
    ("word", "known", "meant"),
    [
        ("traige", {"triage": 1, "trained": 9}, "triage"),
        ("crisi", {"crisis": 1}, "crisis"),
        ("polcie", {"police": 3, "policy": 3}, "police"),
        ("zebra", {"police": 1}, None),
        ("bed", {"bud": 1, "bid": 4}, "bid"),
        ("word", {}, None),
    ],
)
def test_misspelt_word_is_understood(word, known, meant):
    assert likeliest(word, known) == meant


KINDS = st.lists(
    st.builds(
        Kind,
        st.sampled_from([1, 2, 3]),
        st.sampled_from(["a", "b"]),
        st.sampled_from(["", "|x|", "|x|y|"]),
        st.sampled_from(["", "t", "u"]),
        st.booleans(),
    ),
    max_size=12,
)
WANTED = st.builds(
    Filters,
    locality=st.sampled_from([None, "one", "two", "none"]),
    region=st.sampled_from([None, "R", "S"]),
    state=st.sampled_from([None, "a"]),
    lead_type=st.sampled_from([None, "y"]),
    theme=st.sampled_from([None, "t"]),
    is_overdue=st.booleans(),
)


@given(KINDS, WANTED)
def test_each_count_is_what_its_link_would_find(kinds, wanted):
    """Against the slow way: choose each thing in turn and count again."""
    from dataclasses import replace

    places = {1: Place("one", "R"), 2: Place("two", "R"), 3: Place("three", "S")}
    counts = count(kinds, wanted, places)

    def slow(filters: Filters) -> int:
        return sum(
            filters.locality in (None, places[k.locality].slug)
            and filters.region in (None, places[k.locality].region)
            and filters.state in (None, k.state)
            and (filters.lead_type is None or filters.lead_type in k.lead_types.split("|"))
            and filters.theme in (None, k.theme)
            and (k.is_overdue or not filters.is_overdue)
            for k in kinds
        )

    def each(name: str, values: list[str]) -> Counter[str]:
        return Counter({value: slow(replace(wanted, **{name: value})) for value in values})

    assert counts.whole == slow(wanted)
    assert counts.overdue == slow(replace(wanted, is_overdue=True))
    assert counts.localities == each("locality", ["one", "two", "three"])
    assert counts.regions == each("region", ["R", "S"])
    assert counts.states == each("state", ["a", "b"])
    assert counts.lead_types == each("lead_type", ["x", "y"])
    assert counts.themes == each("theme", ["t", "u"])
