"""Whether words name a time at all is told sooner than when they do, and never otherwise."""

from hypothesis import given
from hypothesis import strategies as st

from concordat.plans.domain.timescales import TimescaleKind, names_time, parse_timescale
from concordat.plans.domain.timescales.phrases import _SENSES

WORDS = sorted({word for words in _SENSES for word in words})
SPELT = st.sampled_from([*WORDS, "March", "Spring", "Easter", "six", "monthly", "bi", "Q", "week", "Police", "On"])
GAPS = st.sampled_from([" ", "-", "\n", "", "\u00ad", " – "])


@given(st.lists(st.tuples(SPELT, GAPS), max_size=5), st.booleans())
def test_words_name_a_time_just_where_one_is_understood(pairs, in_capitals):
    text = "".join(word + gap for word, gap in pairs)
    text = text.upper() if in_capitals else text
    assert names_time(text) == (parse_timescale(text).kind is not TimescaleKind.UNKNOWN)


@given(st.text(max_size=40))
def test_any_text_names_a_time_just_where_one_is_understood(text):
    assert names_time(text) == (parse_timescale(text).kind is not TimescaleKind.UNKNOWN)
