"""What a line of a plan says, by how it begins."""

import pytest

from concordat.documents.readers.text.voices import Voice, of_words


@pytest.mark.parametrize(
    ("text", "voice"),
    [
        ("Open a safe room in each town", Voice.DUTY),
        ("To train the night staff", Voice.DUTY),
        ("As part of the new contract, agree who rings", Voice.DUTY),
        ("• Review use of the rooms", Voice.DUTY),
        ("People wait less", Voice.AIM),
        ("Fewer people wait alone", Voice.AIM),
        ("Staff will know whom to ring", Voice.AIM),
        ("Room found and paid for", Voice.NEWS),
        ("Model built, now checked by the Fell team", Voice.NEWS),
        ("Work on-going with landlords", Voice.NEWS),
        ("Q3: Live in two towns", Voice.NEWS),
        ("14/03/16 - met with the board", Voice.NEWS),
        ("To be scoped", Voice.NEWS),
        ("Completed", Voice.NEWS),
        ("Access to help", Voice.TOPIC),
        ("£200", Voice.UNKNOWN),
    ],
)
def test_voice_of_words_is_told_by_how_they_begin(text, voice):
    assert of_words(text) is voice
