import pytest
from hypothesis import given
from hypothesis import strategies as st

from concordat.plans.domain.withholding import EMAIL, NAME, PATH, TELEPHONE, Withheld

ASKED = Withheld(["Winifred Askew-Tarrant", "Jo O’Dell", "Marigold", "Insp. K. Dunnock", "Dr Sorrel"])


@pytest.mark.parametrize(
    ("text", "public"),
    [
        ("Winifred Askew-Tarrant leads", f"{NAME} leads"),
        ("WINIFRED  ASKEW-TARRANT leads", f"{NAME} leads"),
        ("Winifred\nAskew-Tarrant leads", f"{NAME} leads"),
        ("ask Marigold, please", f"ask {NAME}, please"),
        ("a marigold grows", "a marigold grows"),
        ("Insp. K. Dunnock reports", f"{NAME} reports"),
        ("K Dunnock and K.Dunnock", f"{NAME} and {NAME}"),
        ("Inspector Dunnock, Chief Insp K Dunnock", f"{NAME}, {NAME}"),
        ("ask Dr Askew-Tarrant", f"ask {NAME}"),
        ("ask Dr W. Askew-Tarrant", f"ask {NAME}"),
        ("a dunnock sang; Dunnock Road", "a dunnock sang; Dunnock Road"),
        ("Dr Sorrel and Sorrel", f"{NAME} and {NAME}"),
        ("sorrel soup", "sorrel soup"),
        ("Winifreda Askew-Tarrants", "Winifreda Askew-Tarrants"),
        ("write to w.askew@trust.example.org.", f"write to {EMAIL}."),
        ("call 01632 960 987 or 07700 900123", f"call {TELEPHONE} or {TELEPHONE}"),
        ("call (01632) 960987", f"call {TELEPHONE}"),
        ("call +44 1632 960987", f"call {TELEPHONE}"),
        ("see N:\\Plans\\Crisis care\\plan v3.docx", f"see {PATH}"),
        ("see \\\\server01\\share\\plan.docx now", f"see {PATH} now"),
    ],
)
def test_what_staff_should_not_find_in_public_is_withheld(text, public):
    assert ASKED(text) == public


@pytest.mark.parametrize(
    "text",
    [
        "Call 999, NHS 111 or Samaritans on 116 123",
        "The crisis line is 0800 123 4567 or 0300 123 4567",
        "By 31/03/2016, in 2015-2016, actions 1.1, 2.17 and 3.2",
        "214 visits in 2015 and 1 260 in 2016",
        "and/or; c/o the board; 24/7",
    ],
)
def test_what_the_public_needs_stays(text):
    assert ASKED(text) == text


@given(st.text())
def test_without_names_ordinary_words_stay(text):
    plain = text.replace("@", "").replace("\\", "")
    plain = "".join(letter for letter in plain if not letter.isdigit())
    assert Withheld([])(plain) == plain


@given(st.text(), st.text())
def test_full_name_never_comes_through(before, after):
    assert "Winifred Askew-Tarrant" not in ASKED(f"{before} Winifred Askew-Tarrant {after}")
