"""What text files are saved as, and the labels and bullets in them."""

import pytest

from concordat.documents import read
from concordat.documents.readers.text.encodings import decode
from concordat.documents.readers.text.labels import is_row_label, without_bullet

SENTENCE = "“Café” – £5"


@pytest.mark.parametrize(
    "encoded",
    [
        SENTENCE.encode("utf-8"),
        SENTENCE.encode("utf-8-sig"),
        b"\xff\xfe" + SENTENCE.encode("utf-16-le"),
        b"\xfe\xff" + SENTENCE.encode("utf-16-be"),
        SENTENCE.encode("cp1252"),
    ],
)
def test_text_is_read_whatever_it_was_saved_as(encoded):
    assert decode(encoded) == SENTENCE
    assert read(encoded, name="plan.txt").blocks[0].text == SENTENCE


def test_bytes_that_stand_for_nothing_do_no_harm():
    assert decode(b"\xff\xfea") == "\ufffd"
    assert decode(b"caf\x81") == "caf\ufffd"


LABELS = (
    "1.1|1.|12|A1|a.|b)|(c)|iv)|3.7(1)|3.7 (1)|3. 3|1:a|Priority 3|1.11a|S1/2|IC-4|Ref 3|1.14\n\n1.15"
    "|A1.1|2.4a.|1001|1.4*|2.6 NEW|*1.2"
)
OTHERS = (
    "|Mar 16|May 2016|2016|15-16|2014/15|Q4|NHS 111|Train staff|1. Before a crisis|a|R|1.1 Open a room|3rd of May|2016*"
)


@pytest.mark.parametrize("label", LABELS.split("|"))
def test_labels_of_rows_are_known(label):
    assert is_row_label(label)


@pytest.mark.parametrize("words", OTHERS.split("|"))
def test_other_words_are_no_labels(words):
    assert not is_row_label(words)


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("• One", ("•", "One")),
        ("·Two", ("•", "Two")),
        ("\uf0b7\tThree", ("•", "Three")),
        ("- Four", (None, "- Four")),
        ("●", (None, "●")),
        ("•", (None, "•")),
    ],
)
def test_bullets_are_kept_apart(line, parts):
    assert without_bullet(line) == parts
