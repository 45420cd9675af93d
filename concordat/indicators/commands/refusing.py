"""Why something about a measure can't be kept, in a sentence for whoever keeps it."""

from collections.abc import Mapping

from concordat.accounts.domain.patients import identifiers_in, identifiers_sentence


class NotKept(ValueError):
    """Something about a measure can't be kept; the message is one sentence, `field` what it is about ("" for all)."""

    def __init__(self, sentence: str, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field


def refuse_patients(texts: Mapping[str, str]) -> None:
    """Raises NotKept where a text, by field, holds what looks like a person's own details."""
    for field, text in texts.items():
        if found := identifiers_in(text):
            raise NotKept(
                f"There is {identifiers_sentence(found)} in it. Measures hold nothing about patients: take it out.",
                field,
            )
