from hypothesis import given
from hypothesis import strategies as st

from concordat.plans.domain.filtering import Traits, Wanted, choose, fold_words, keys_of, search_words

traits = st.builds(
    Traits,
    state=st.sampled_from(["complete", "in_progress"]),
    partners=st.frozensets(st.sampled_from(["police", "trust", "council"])),
    theme=st.sampled_from(["", "support", "urgent"]),
    section=st.sampled_from(["before", "after"]),
    is_overdue=st.booleans(),
    is_slipped=st.booleans(),
    words=st.sampled_from(["crisis line", "street triage at night", ""]),
)
wanted = st.builds(
    Wanted,
    state=st.sampled_from([None, "complete", "in_progress"]),
    partner=st.sampled_from([None, "police", "trust"]),
    theme=st.sampled_from([None, "support"]),
    section=st.sampled_from([None, "before"]),
    is_overdue=st.booleans(),
    is_slipped=st.booleans(),
    words=st.sampled_from([(), ("crisis",), ("triage", "night")]),
)


def fits(action, wanted):
    """The slow second way: each thing that is wanted, asked in turn."""
    return (
        wanted.state in (None, action.state)
        and (wanted.partner is None or wanted.partner in action.partners)
        and wanted.theme in (None, action.theme)
        and wanted.section in (None, action.section)
        and (action.is_overdue or not wanted.is_overdue)
        and (action.is_slipped or not wanted.is_slipped)
        and all(word in action.words for word in wanted.words)
    )


@given(st.lists(traits, max_size=12), wanted)
def test_choice_agrees_with_asking_each_thing_in_turn(actions, asked):
    assert choose(actions, asked).chosen == tuple(i for i, action in enumerate(actions) if fits(action, asked))


@given(st.lists(traits, max_size=12), wanted, st.sampled_from(["complete", "in_progress"]), st.sampled_from(["police"]))
def test_counts_say_how_many_rows_following_the_link_gives(actions, asked, state, partner):
    from dataclasses import replace

    choice = choose(actions, asked)
    assert choice.states[state] == len(choose(actions, replace(asked, state=state)).chosen)
    assert choice.partners[partner] == len(choose(actions, replace(asked, partner=partner)).chosen)
    assert choice.themes["support"] == len(choose(actions, replace(asked, theme="support")).chosen)
    assert choice.sections["before"] == len(choose(actions, replace(asked, section="before")).chosen)
    assert choice.lateness["overdue"] == len(choose(actions, replace(asked, is_overdue=True)).chosen)
    assert choice.lateness["slipped"] == len(choose(actions, replace(asked, is_slipped=True)).chosen)


def test_words_are_folded():
    assert fold_words("Café  Support –\nPeople’s") == "cafe support peoples"


def test_search_words_keep_quoted_ones_together():
    assert search_words('Street "at  NIGHT" “crisis line” street') == ("street", "at night", "crisis line")
    assert search_words("  ") == ()
    assert search_words('"') == ()


def test_keys_are_short_and_apart():
    assert keys_of(["1. In crisis", "In Crisis!", "in crisis", "–"]) == {
        "1. In crisis": "1-in-crisis",
        "In Crisis!": "in-crisis",
        "in crisis": "in-crisis-2",
        "–": "untitled",
    }


@given(st.lists(st.text(max_size=80)))
def test_keys_are_one_a_title_and_fit_an_address(titles):
    keys = keys_of(titles)
    assert set(keys) == set(titles)
    assert len(set(keys.values())) == len(keys)
    assert all(set(key) <= set("abcdefghijklmnopqrstuvwxyz0123456789-") for key in keys.values())
